"""The engine's view of a study: its texts cut, what was read of them, and the arrays that lists are ranked with.

It is kept while the texts stand still, whatever is coded meanwhile. Until the models have read nearly everything, it
works with what is there: words by rule first, then language models, then sentence vectors; never some passages by one
and some by the other, because those that were read better would come first for that alone.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, overload

from transcripts.spans import Span
from workbench.store.study_file import StudyFile
from workbench.store.text_state import text_state
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.encoders import sentence_encoder
from workbench.suggest.language_models import text_reader
from workbench.suggest.levels import Level, suggester_name
from workbench.suggest.pieces import Piece
from workbench.workflows.suggesting.cutting import CutStudy, cut_study
from workbench.workflows.suggesting.examples import Segments
from workbench.workflows.suggesting.kept import KeptReadings, kept_vectors
from workbench.workflows.suggesting.kept_readers import KeptEncoder, KeptReader, are_kept
from workbench.workflows.suggesting.readiness import Ready, Sources, look

if TYPE_CHECKING:
    from workbench.suggest.corpus import Corpus

__all__ = ["Ready", "SuggestionRoom"]

_BY_RULE = frozenset(BlankReader(language).name for language in ("fr", "en", ""))
"""Names of what keeps nothing, because it reads as fast as readings are fetched."""


class SuggestionRoom:
    """Keeps what lists are made from, for as long as it holds; for one thread.

    ``refresh`` looks, in a few milliseconds, whether the texts changed or more was read. Between two calls of it
    everything here belongs together, even if others work on the study.

    Attributes:
        study: Open.
    """

    def __init__(self, study: StudyFile) -> None:
        self.study = study
        self._seen: int | None = None
        self._state = ""
        self._cut: CutStudy | None = None
        self._segments: Segments | None = None
        self._ready: Ready | None = None
        self._sources: Sources | None = None
        self._corpus: Corpus | None = None
        self._readers: dict[str, KeptReader] = {}
        self._encoder: KeptEncoder | None = None

    def refresh(self) -> None:
        """Take in what changed since the last time; what still holds is kept."""
        version = self.study.data_version()
        if version == self._seen and self._cut is not None:
            return
        self._take_in_texts()
        self._take_in_readings()
        self._seen = version

    # What was said

    @property
    def cut(self) -> CutStudy:
        """The texts, cut."""
        return self._there()[0]

    @property
    def pieces(self) -> Sequence[Piece]:
        """All segments in reading order; their places count everywhere."""
        return self.cut.pieces

    @property
    def languages(self) -> Sequence[str]:
        """Of each segment."""
        return self.cut.languages

    @property
    def names(self) -> Mapping[str, str]:
        """Uuid of each transcript → its name, in the order of the study."""
        return self.cut.names

    @property
    def segments(self) -> Segments:
        """Finds segments by where they stand."""
        if self._segments is None:
            self._segments = Segments(self.pieces)
        return self._segments

    def places(self, transcript: str, span: Span) -> range:
        """Places of the segments that share a character with a stretch of a transcript."""
        return self.segments.touched(transcript, span)

    def place_of(self, transcript: str, span: Span) -> int | None:
        """Place of the segment that shares most with a stretch, the first of several; None if none does."""
        shared = {
            place: len(self.pieces[place].span.intersection(span) or ()) for place in self.places(transcript, span)
        }
        return max(shared, key=lambda place: shared[place]) if shared else None

    def piece_at(self, transcript: str, offset: int) -> Piece | None:
        """The segment in which a character of a transcript stands; None between segments."""
        place = self.place_of(transcript, Span(offset, offset + 1))
        return None if place is None else self.pieces[place]

    # What was read

    @property
    def ready(self) -> Ready:
        """How far reading has come."""
        return self._there()[1]

    def is_read(self, texts: Sequence[str]) -> bool:
        """Whether nothing is left to be read, neither of the segments nor of some other texts."""
        _cut, ready, sources = self._there()
        models = [name for name in sources.models if name not in _BY_RULE]
        return ready.read == ready.pieces and all(are_kept(self.study.reader, name, texts) for name in models)

    @property
    def level(self) -> Level:
        """What lists are made with now."""
        return self.ready.level

    @property
    def suggester(self) -> str:
        """Name and version of what makes the lists, as decisions keep it."""
        return suggester_name(self.level)

    @property
    def model(self) -> str:
        """Names and versions of everything that has read the texts, as decisions keep it."""
        return ", ".join(self._there()[2].models)

    @property
    def corpus(self) -> "Corpus":
        """The arrays of all segments; made when first asked for, which takes seconds in a very large study."""
        if self._corpus is None:
            self._corpus = self._make_corpus()
        return self._corpus

    @property
    def readers(self) -> Mapping[str, KeptReader]:
        """Language → who reads the words of codes in it: whoever has read the texts."""
        for language in dict(self._there()[2].read_by):
            if language not in self._readers:
                own = BlankReader(language) if self.level is Level.FLOOR else text_reader(language)
                self._readers[language] = KeptReader(self.study.reader, own)
        return self._readers

    @property
    def encoder(self) -> KeptEncoder | None:
        """Who encodes the words of codes; None where the segments have no sentence vectors."""
        name, vectors = self._there()[2].encoder, self.corpus.vectors
        if self._encoder is None and name and vectors is not None:
            self._encoder = KeptEncoder(self.study.reader, name, vectors.shape[1], sentence_encoder)
        return self._encoder

    # How it is kept

    def _there(self) -> tuple[CutStudy, Ready, Sources]:
        if self._cut is None or self._ready is None or self._sources is None:
            self.refresh()
        assert self._cut is not None and self._ready is not None and self._sources is not None
        return self._cut, self._ready, self._sources

    def _take_in_texts(self) -> None:
        state = text_state(self.study.reader)
        if self._cut is None or state != self._state:
            self._state, self._cut = state, cut_study(self.study)
            self._segments = self._corpus = None

    def _take_in_readings(self) -> None:
        assert self._cut is not None
        self._ready, sources = look(self.study.reader, self._cut)
        if sources != self._sources:
            self._sources, self._corpus, self._readers, self._encoder = sources, None, {}, None

    def _make_corpus(self) -> "Corpus":
        from workbench.suggest.corpus import Corpus

        cut, _ready, sources = self._there()
        reader, texts = self.study.reader, _Texts(cut.pieces)
        read = KeptReadings(reader, texts, cut.languages, cut.hashes, dict(sources.read_by))
        vectors = kept_vectors(reader, sources.encoder, cut.hashes) if sources.encoder else None
        return Corpus(cut.pieces, cut.languages, read, vectors)


class _Texts(Sequence[str]):
    """The words of pieces."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    def __len__(self) -> int:
        return len(self._pieces)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        found = self._pieces[place]
        return found.text if isinstance(found, Piece) else [piece.text for piece in found]
