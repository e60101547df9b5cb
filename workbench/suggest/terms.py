"""Terms that mark some passages: the words and pairs of words in them, counted in them and in the rest.

A term is a word that says something, or two of them with at most two small words between (``image de l’institution``),
by lemma. Which terms tell the passages from the rest is for whoever counts on: see ``analysis.log_odds``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from transcripts.spans import Span
from workbench.suggest.spoken import Flags, Ints, SpokenWords, words_in

FEWEST = 2
"""Passages that must hold a term: what one says once is no word for it."""

_BETWEEN = 2
"""Small words that may stand between the two of a pair."""

Lemmas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term stands.

    Attributes:
        passage: Index of the passage.
        segment: Index of the segment.
        span: In the segment's text.
    """

    passage: int
    segment: int
    span: Span


@dataclass(slots=True)
class Term:
    """A term in the passages.

    Attributes:
        lemmas: One, or two in their order; without accents.
        places: Where it stands in the passages.
        rest: Uses in the rest.
    """

    lemmas: Lemmas
    places: list[Place] = field(default_factory=list)
    rest: int = 0

    @property
    def passages(self) -> int:
        """How many of the passages hold it."""
        return len({place.passage for place in self.places})

    def written(self, texts: Sequence[str]) -> str:
        """As it is most often written in the passages, in small letters."""
        forms = Counter(" ".join(place.span.cut(texts[place.segment]).lower().split()) for place in self.places)
        return min(forms, key=lambda form: (-forms[form], form))


@dataclass(frozen=True, slots=True)
class Terms:
    """What was counted.

    Attributes:
        found: Terms in at least ``FEWEST`` passages, in order of first appearance.
        words: Words that say something, in the passages.
        rest: Words that say something, in the rest.
    """

    found: tuple[Term, ...]
    words: int
    rest: int


def count_terms(spoken: SpokenWords, passages: Sequence[Sequence[tuple[int, Span]]], rest: Flags) -> Terms:
    """Count the terms of passages.

    Args:
        spoken: The words of all segments.
        passages: Each as the segments that it touches, and which part of a segment's text it takes.
        rest: Shape (segments,): which segments the passages are held against; none that a passage touches.
    """
    content = spoken.content
    terms: dict[Lemmas, Term] = {}
    words = 0
    for number, parts in enumerate(passages):
        for segment, span in parts:
            told = _telling(spoken, content, segment, span)
            words += len(told)
            for lemmas, where in _terms_in(told):
                terms.setdefault(lemmas, Term(lemmas)).places.append(Place(number, segment, where))
    found = tuple(term for term in terms.values() if term.passages >= FEWEST)
    outside = np.repeat(rest, np.diff(spoken.opens))
    _count_rest(spoken, content, found, outside)
    return Terms(found, words, int(np.count_nonzero(content[spoken.number] & outside)) if len(content) else 0)


_Told = tuple[int, str, Span]


def _telling(spoken: SpokenWords, content: Flags, segment: int, span: Span) -> list[_Told]:
    """The words of a part of a segment that say something: which word of the segment, its lemma, where it stands."""
    begin = int(spoken.opens[segment])
    return [
        (at, spoken.lemmas[kind], Span(*word.span()))
        for at, word in enumerate(words_in(spoken.texts[segment]))
        if span.start <= word.start() and word.end() <= span.end and content[kind := int(spoken.number[begin + at])]
    ]


def _terms_in(told: Sequence[_Told]) -> Iterator[tuple[Lemmas, Span]]:
    for place, (at, lemma, span) in enumerate(told):
        yield (lemma,), span
        if place + 1 < len(told):
            next_at, next_lemma, next_span = told[place + 1]
            if next_at - at <= _BETWEEN + 1 and next_lemma != lemma:
                yield (lemma, next_lemma), Span(span.start, next_span.end)


def _count_rest(spoken: SpokenWords, content: Flags, found: Iterable[Term], outside: Flags) -> None:
    """Fill in how often the terms stand outside the passages; only words that some term has are looked at."""
    terms = {term.lemmas: term for term in found}
    lemmas = sorted({lemma for one in terms for lemma in one})
    numbers = {lemma: number for number, lemma in enumerate(lemmas)}
    kinds = np.array([numbers.get(lemma, -1) for lemma in spoken.lemmas], np.int64)
    kinds = np.where(content, kinds, -1) if len(kinds) else kinds
    places = np.flatnonzero((kinds >= 0)[spoken.number] & outside) if len(kinds) else np.zeros(0, np.int64)
    uses = np.bincount(kinds[spoken.number[places]], minlength=len(lemmas)) if len(places) else np.zeros(len(lemmas))
    pairs = _pairs(spoken, content, kinds, places, len(lemmas))
    for one, term in terms.items():
        key = [numbers[lemma] for lemma in one]
        term.rest = int(uses[key[0]]) if len(key) == 1 else pairs[key[0] * len(lemmas) + key[1]]


def _pairs(spoken: SpokenWords, content: Flags, kinds: Ints, places: Ints, count: int) -> Counter[int]:
    """Uses of each pair, as number of the first × count + number of the second."""
    ends = spoken.opens[spoken.segment_of(places) + 1] if len(places) else places
    following = np.full(len(places), -1, np.int64)
    for step in range(_BETWEEN + 1, 0, -1):
        there = np.minimum(places + step, len(spoken.number) - 1)
        says = (places + step < ends) & content[spoken.number[there]] if len(places) else np.zeros(0, np.bool_)
        following = np.where(says, there, following)
    good = following >= 0
    second = kinds[spoken.number[following[good]]]
    keys = kinds[spoken.number[places[good]]] * count + second
    return Counter(keys[second >= 0].tolist())
