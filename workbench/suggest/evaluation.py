"""The suggester as two functions over plain values, so that anybody can measure it with any data."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from transcripts.language import guess_language
from workbench.suggest.corpus import Corpus
from workbench.suggest.encoders import sentence_encoder
from workbench.suggest.given import Key, Segment, in_reading_order, key_of, with_context
from workbench.suggest.language_models import text_reader
from workbench.suggest.levels import level
from workbench.suggest.pieces import Piece
from workbench.suggest.queries import CodeWords, Query, read_query
from workbench.suggest.ranking import Ranker, Ranking

if TYPE_CHECKING:
    from workbench.suggest.reading import Reading, Vectors

_KEYWORDS = " Keywords: "
_KEPT = 4
"""Sets of segments whose arrays are kept, and codes for each of these."""
_KEPT_QUERIES = 256


class Suggester:
    """Reads each text once and ranks.

    Args:
        language: ``fr``, ``en`` or another; "" to guess that of each transcript.
        segments: What can be ranked without being read again; in reading order within a transcript.
    """

    def __init__(self, language: str = "", segments: Iterable[Segment] = ()) -> None:
        self.level = level()
        self._language = language
        self._segments = in_reading_order(segments)
        self._keys = {key_of(segment) for segment in self._segments}
        self._read: dict[tuple[str, str], tuple[Reading, Vectors | None]] = {}
        self._queries: OrderedDict[tuple[CodeWords, tuple[str, ...]], Query] = OrderedDict()
        self._made: OrderedDict[frozenset[Key], _Set] = OrderedDict()
        if self._segments:
            self._of(())

    def scores(
        self,
        words: CodeWords,
        accepted: Sequence[Segment],
        rejected: Sequence[Segment],
        candidates: Sequence[Segment],
    ) -> list[float]:
        """As ``rank``."""
        if not candidates:
            return []
        given = self._of([*candidates, *accepted, *rejected])
        places = [given.places(some) for some in (accepted, rejected, candidates)]
        return given.ranked(self._query(words, given.languages), *places)

    def _of(self, wanted: Sequence[Segment]) -> "_Set":
        """The set that holds the loaded segments and all that are wanted."""
        new = [segment for segment in wanted if key_of(segment) not in self._keys]
        name = frozenset(map(key_of, new))
        if name not in self._made:
            self._made[name] = self._make(in_reading_order([*self._segments, *new]))
            _forget(self._made, _KEPT)
        self._made.move_to_end(name)
        return self._made[name]

    def _make(self, segments: Sequence[Segment]) -> "_Set":
        keyed = list(with_context(segments))
        pieces = [piece for _key, piece in keyed]
        languages = [self._language] * len(pieces) if self._language else _guessed(pieces)
        wanted = list(zip(languages, (piece.text for piece in pieces), strict=True))
        for language in dict.fromkeys(languages):
            self._take_in(language, [text for spoken, text in wanted if spoken == language])
        read = [self._read[one] for one in wanted]
        rows = [vector for _reading, vector in read if vector is not None]
        corpus = Corpus(pieces, languages, [reading for reading, _vector in read], np.stack(rows) if rows else None)
        return _Set(corpus, {key: place for place, (key, _piece) in enumerate(keyed) if key is not None})

    def _take_in(self, language: str, texts: Iterable[str]) -> None:
        """Read and encode what was not read before."""
        new = [text for text in dict.fromkeys(texts) if (language, text) not in self._read]
        encoder = sentence_encoder()
        vectors = [None] * len(new) if encoder is None else list(encoder.encode(new))
        for text, reading, vector in zip(new, text_reader(language).read(new), vectors, strict=True):
            self._read[language, text] = reading, vector

    def _query(self, words: CodeWords, languages: tuple[str, ...]) -> Query:
        name = (words, languages)
        if name not in self._queries:
            readers = {language: text_reader(language) for language in languages}
            self._queries[name] = read_query(words, readers, sentence_encoder())
            _forget(self._queries, _KEPT_QUERIES)
        return self._queries[name]


def _guessed(pieces: Sequence[Piece]) -> list[str]:
    """The language of each piece: that of its transcript, or of all where a transcript is too short to tell."""
    texts: dict[str, list[str]] = {}
    for piece in pieces:
        texts.setdefault(piece.transcript, []).append(piece.text)
    of_all = guess_language("\n".join(piece.text for piece in pieces))
    guessed = {transcript: guess_language("\n".join(some)) or of_all for transcript, some in texts.items()}
    return [guessed[piece.transcript] for piece in pieces]


def _forget(kept: OrderedDict[Any, Any], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)


class _Set:
    """Segments with their arrays.

    Attributes:
        languages: That are spoken in them.
    """

    def __init__(self, corpus: Corpus, places: dict[Key, int]) -> None:
        self.languages = tuple(dict.fromkeys(corpus.languages))
        self._ranker = Ranker(corpus)
        self._places = places

    def places(self, segments: Iterable[Segment]) -> NDArray[np.int64]:
        """Where they stand in the arrays."""
        return np.array([self._places[key_of(segment)] for segment in segments], np.int64)

    def ranked(
        self, query: Query, accepted: NDArray[np.int64], rejected: NDArray[np.int64], candidates: NDArray[np.int64]
    ) -> list[float]:
        """One score a candidate."""
        ranking = self._ranker.rank(query, accepted, rejected, candidates)
        scores = dict(zip(ranking.places.tolist(), ranking.scores.tolist(), strict=True))
        scores.update(_below(ranking))
        return [scores[place] for place in candidates.tolist()]


def _below(ranking: Ranking) -> dict[int, float]:
    """Scores for what only the shortlist looked at, below all others and in its order."""
    if not len(ranking.rest):
        return {}
    lowest = float(ranking.scores[-1])
    return {place: lowest - 1 - rank / len(ranking.rest) for rank, place in enumerate(ranking.rest.tolist())}


def code_words(code: str, description: str) -> CodeWords:
    """A code whose keywords stand at the end of its description, after ``Keywords:``, separated by commas."""
    definition, mark, keywords = f" {description}".rpartition(_KEYWORDS)
    if not mark:
        return CodeWords(code, description)
    said = (word.strip() for word in keywords.split(","))
    return CodeWords(code, definition.strip(), keywords=tuple(word for word in said if word))


class _Current:
    """What was loaded last; what is ranked without loading is read on the fly and kept in the same place."""

    suggester: Suggester | None = None


def load(lang: str, segments: Sequence[Segment]) -> None:
    """Read segments, so that ``rank`` answers at once.

    Each text is read once: its words by the language model that is installed, its meaning by the sentence encoder where
    there is one. That takes about 5 ms and, with the encoder, 20 to 100 ms a segment.

    Args:
        lang: ``fr``, ``en``, or another language, whose words are then compared as they are.
        segments: As for ``rank``, in reading order within each transcript, those that will never be ranked (an
            interviewer's questions, very short turns) among them: they are context for their neighbours.

    Raises:
        SuggestError: If ``WORKBENCH_SUGGEST`` names no level.
    """
    _Current.suggester = Suggester(lang, segments)


def rank(
    code: str,
    description: str,
    examples_pos: Sequence[Segment],
    examples_neg: Sequence[Segment],
    candidates: Sequence[Segment],
) -> list[float]:
    """How likely each candidate is to have a code, for ordering: higher means sooner.

    What is written about the code and what was accepted so far become one direction (Rocchio 1971) in each of several
    spaces: lemmas, pairs of lemmas and stretches of letters by tf-idf (Salton and Buckley 1988); the same folded by
    latent semantic analysis (Deerwester et al. 1990); word vectors; and with the optional encoder sentence vectors
    (Universal Sentence Encoder: Cer et al. 2018, multilingual: Yang et al. 2020). Segments are compared by themselves
    and together with what is said around them. Likeness to the nearest accepted and rejected examples, a logistic
    regression and nearness to an accepted example in the same transcript are added. Rejected examples count against
    what is like them once one example is accepted; before, the ranking only steps aside from them.

    Args:
        code: Name of the code; may be "".
        description: Its definition; may be "", and may end in ``Keywords: a, b``.
        examples_pos: Segments that have the code; may be empty.
        examples_neg: Segments that do not; may be empty.
        candidates: Segments to score. A segment is a mapping with ``text`` and, as far as they are known, ``id``,
            ``transcript`` (any name), ``order`` (a number, ascending in a transcript), ``speaker``, ``before`` and
            ``after`` (the texts beside it, "" at an end). None of them need have been loaded; what was not is read on
            the fly, which makes the first call with it slow.

    Returns:
        One finite score a candidate, in their order: standard deviations above the mean of all candidates, summed over
        the spaces with their weights. Scores compare within one call only and are no probabilities. The same arguments
        after the same ``load`` give the same scores, in any process; candidates that nothing tells apart score alike.

    Raises:
        SuggestError: If ``WORKBENCH_SUGGEST`` names no level.
    """
    if _Current.suggester is None or _Current.suggester.level is not level():
        _Current.suggester = Suggester()
    return _Current.suggester.scores(code_words(code, description), examples_pos, examples_neg, candidates)
