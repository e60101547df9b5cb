"""Keyword rules in the segments of a study: which they favour and which they bar."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from codebook.code import Code
from codebook.keywords import Keyword, understood
from transcripts.errors import StudyError
from transcripts.spans import Span, union
from workbench.store import codings as coding_store
from workbench.store.reader import Reader
from workbench.suggest.pieces import Piece
from workbench.suggest.reading import Reading
from workbench.suggest.rules import Rules
from workbench.workflows.suggesting.examples import Segments
from workbench.workflows.suggesting.kept import KeptReadings

Places = NDArray[np.int64]
_KEPT = 2000


class Segmented(Protocol):
    """What rules need of a corpus: the segments of a study with their languages and what was read of them."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """The segments, those of a transcript one after the other."""
        ...

    @property
    def languages(self) -> Sequence[str]:
        """Language of each."""
        ...

    @property
    def readings(self) -> Sequence[Reading]:
        """What was read of each."""
        ...


class Lookup:
    """Rules in the segments of one corpus, each looked for once."""

    def __init__(self, corpus: Segmented) -> None:
        self.pieces = corpus.pieces
        read = corpus.readings
        by_rule = isinstance(read, KeptReadings) and read.by_rule
        self.rules = Rules([piece.text for piece in corpus.pieces], corpus.languages, None if by_rule else read)
        self.segments = Segments(corpus.pieces)
        self._hits: dict[Keyword, Places] = {}

    @cached_property
    def candidate(self) -> NDArray[np.bool_]:
        """Whether each segment can be suggested."""
        return np.array([piece.candidate for piece in self.pieces], np.bool_)

    @cached_property
    def transcript(self) -> Places:
        """Number of each segment's transcript."""
        numbers: dict[str, int] = {}
        return np.array([numbers.setdefault(piece.transcript, len(numbers)) for piece in self.pieces], np.int64)

    def hits(self, rule: Keyword) -> Places:
        """The segments in which a rule stands, of those that can be suggested.

        Raises:
            SuggestError: If it is a pattern that takes too long.
        """
        wanted = Keyword(rule.kind, rule.text)
        if wanted not in self._hits:
            if len(self._hits) >= _KEPT:
                self._hits.clear()
            found = self.rules.hits(wanted)
            self._hits[wanted] = found[self.candidate[found]]
        return self._hits[wanted]

    def all_hits(self, rules: Iterable[Keyword]) -> Places:
        """The segments in which any of some rules stands; patterns that take too long find nothing."""
        found = [np.zeros(0, np.int64)]
        for rule in rules:
            try:
                found.append(self.hits(rule))
            except StudyError:  # told beside the rule, wherever rules are counted
                continue
        return np.unique(np.concatenate(found))

    def coded(self, reader: Reader, coder: str | None, code: str) -> Places:
        """The segments that a coder, or anybody, has coded with a code."""
        codings = coding_store.of_code(reader, [code], coder)
        under = (place for one in codings for place, _shared in self.segments.under(one.transcript, one.span))
        return np.unique(np.fromiter(under, np.int64))


_lookups: "WeakKeyDictionary[Segmented, Lookup]" = WeakKeyDictionary()


def lookup(corpus: Segmented) -> Lookup:
    """The rules' own view of a corpus, made once for each."""
    found = _lookups.get(corpus)
    if found is None:
        found = _lookups[corpus] = Lookup(corpus)
    return found


def hits(corpus: Segmented, code: Code) -> tuple[Places, Places]:
    """The segments that a code's rules favour, and those that its exclusions bar; without rules nothing is looked at.

    Args:
        corpus: The segments of the study.
        code: Whose keywords.

    Returns:
        Places in the corpus, ascending: where a rule stands and no exclusion; where an exclusion stands.
    """
    rules = understood(code.keywords)
    if not rules:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    found = lookup(corpus)
    barred = found.all_hits(rule for rule in rules if rule.excluded)
    matched = found.all_hits(rule for rule in rules if not rule.excluded)
    return np.setdiff1d(matched, barred), barred


def standing(corpus: Segmented, code: Code, place: int) -> tuple[str, ...]:
    """The rules of a code that stand in one segment, as they are written; exclusions apart."""
    rules = [rule for rule in understood(code.keywords) if not rule.excluded]
    return tuple(rule.written for rule in rules if place in lookup(corpus).all_hits([rule]))


def standing_words(corpus: Segmented, code: Code, place: int) -> tuple[Span, ...]:
    """Where the rules of a code stand in one segment, counted from its beginning; exclusions apart."""
    marks: list[Span] = []
    for rule in understood(code.keywords):
        # Without rules the words of the study need not be numbered, which takes its time.
        if not rule.excluded and place in lookup(corpus).all_hits([rule]):
            with suppress(StudyError):  # a pattern that is slow here alone; the passage is shown without its mark
                marks += lookup(corpus).rules.marks(rule, [place])[0]
    return tuple(union(marks))
