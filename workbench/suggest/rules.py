"""Keyword rules in segments: which segments a rule hits, and where in them."""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from codebook.keywords import Keyword, RuleKind
from transcripts.spans import Span
from workbench.suggest.patterns import Patterns
from workbench.suggest.reading import Reading
from workbench.suggest.spoken import Flags, Ints, SpokenWords, words_in

_ARTICLE = 2
"""Letters that an elided article has at most: ``l'image`` among words in all their forms means ``image``."""


class Rules:
    """Finds rules in the same segments again and again.

    Args:
        texts: The segments.
        languages: ``fr``, ``en`` or another, one a segment.
        readings: One a segment, None where nobody has read it; None altogether where nobody has read any.
    """

    def __init__(
        self, texts: Sequence[str], languages: Sequence[str], readings: Iterable[Reading | None] | None = None
    ) -> None:
        self.words = SpokenWords(texts, languages, readings)
        self.patterns = Patterns(texts)

    def hits(self, rule: Keyword) -> Ints:
        """Places of the segments in which a rule stands, in order, each once.

        Raises:
            SuggestError: If it is a pattern that takes too long.
        """
        if rule.kind is RuleKind.PATTERN:
            return np.array(self.patterns.places(rule.text), np.int64)
        wanted = self._wanted(rule)
        if not wanted:
            found = re.compile(re.escape(rule.text), re.IGNORECASE)
            return np.array([at for at, text in enumerate(self.words.texts) if found.search(text)], np.int64)
        return np.unique(self.words.segment_of(self._places(wanted)))

    def marks(self, rule: Keyword, places: Sequence[int]) -> list[tuple[Span, ...]]:
        """Where a rule stands in some segments, each counted from the segment's beginning.

        Raises:
            SuggestError: If it is a pattern that takes too long.
        """
        if rule.kind is RuleKind.PATTERN:
            return self.patterns.spans(rule.text, places) if len(places) else []
        wanted = self._wanted(rule)
        if wanted:
            return [self._marks(wanted, place) for place in places]
        found = re.compile(re.escape(rule.text), re.IGNORECASE)
        return [tuple(Span(*match.span()) for match in found.finditer(self.words.texts[place])) for place in places]

    def _wanted(self, rule: Keyword) -> list[Flags]:
        """For each word of a rule in turn, which of the different words may stand there."""
        said = [match[0] for match in words_in(rule.text)]
        ways = {
            RuleKind.WORDS: self.words.forms_of,
            RuleKind.PHRASE: self.words.alike,
            RuleKind.EXACT: self.words.written_as,
        }
        if rule.kind is RuleKind.WORDS and len(said) > 1 and _elided(rule.text, said[0]):
            said = said[1:]
        wanted = [ways[rule.kind](word) for word in said]
        if said and rule.text.endswith("*") and rule.kind is not RuleKind.EXACT:
            wanted[-1] = self.words.beginning(said[-1])
        return wanted

    def _places(self, wanted: Sequence[Flags]) -> Ints:
        """Places, among all words, where the first of the wanted words stands and the others follow in its segment."""
        number, opens = self.words.number, self.words.opens
        places = np.flatnonzero(wanted[0][number]) if len(number) else np.zeros(0, np.int64)
        if len(wanted) > 1:
            segment_end = opens[self.words.segment_of(places) + 1]
            places = places[places + len(wanted) <= segment_end]
        for further, flags in enumerate(wanted[1:], start=1):
            places = places[flags[number[places + further]]]
        return places

    def _marks(self, wanted: Sequence[Flags], place: int) -> tuple[Span, ...]:
        begin, end = (int(one) for one in self.words.opens[place : place + 2])
        spans = [match.span() for match in words_in(self.words.texts[place])]
        run = self.words.number[begin:end]
        size = len(wanted)
        firsts = (
            first
            for first in range(len(run) - size + 1)
            if all(flags[run[first + step]] for step, flags in enumerate(wanted))
        )
        return tuple(Span(spans[first][0], spans[first + size - 1][1]) for first in firsts)


def _elided(text: str, first: str) -> bool:
    return len(first) <= _ARTICLE and text.lstrip()[len(first) : len(first) + 1] in ("'", "’", "ʼ")
