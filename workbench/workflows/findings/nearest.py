"""The sentences of a participant that come nearest to some passages, by the weight of the words they share."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from codebook.keywords import telling_words
from exports.report import Pointer
from transcripts.spans import Span
from transcripts.words import folded
from workbench.analysis.columns import IntArray
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.store.transcripts import StoredTranscript
    from workbench.workflows.findings.evidence import Evidence

_WORD = re.compile(r"\w{3,}")
EXAMPLES = 200
"""As many passages are enough to know the words of a code."""
BACKGROUND = 24
"""As many transcripts, evenly spread over the study, are enough to know its usual words."""
TELLING = 2.0
"""A word tells of a code if it is at least so many times as frequent there as in the study."""


class Nearest:
    """Finds the nearest sentences in one layer's transcripts; texts are read when they are first needed.

    A word weighs the logarithm of how many times as frequent it is in the examples as in the study, and nothing under
    ``TELLING``. Words are cut to their first six letters, so that forms of a word meet.
    """

    def __init__(self, evidence: "Evidence") -> None:
        self._evidence = evidence
        self._text = cache(self._load)

    def _load(self, text: int) -> "StoredTranscript":
        inquiry = self._evidence.inquiry
        return transcript_store.load(inquiry.study.reader, inquiry.transcripts[text][0])

    @cached_property
    def _usual(self) -> tuple[Counter[str], int]:
        """In how many sentences of the study each stem stands, and how many sentences these are."""
        chosen = np.flatnonzero(self._evidence.inquiry.chosen)
        step = max(1, len(chosen) // BACKGROUND)
        seen: Counter[str] = Counter()
        count = 0
        for place in chosen[::step][:BACKGROUND].tolist():
            text = self._text(place)
            for sentence in text.sentences:
                seen.update(set(_stems(sentence.cut(text.text))))
                count += 1
        return seen, count

    def _weights(self, rows: IntArray, code: "Code | None") -> dict[str, float]:
        examples = [self._words_of(row) for row in rows[:EXAMPLES].tolist()]
        if code is not None:
            examples += [*code.labels.values(), *telling_words(code.keywords), code.definition, code.example]
        wanted = Counter(stem for words in examples for stem in set(_stems(words)))
        seen, count = self._usual
        ratios = {
            stem: (times / (1 + len(examples))) / ((seen[stem] + 1) / (count + 2)) for stem, times in wanted.items()
        }
        return {stem: math.log(ratio) for stem, ratio in ratios.items() if ratio >= TELLING}

    def to(self, rows: IntArray, person: int, count: int, code: "Code | None" = None) -> tuple[Pointer, ...]:
        """The nearest sentences of one participant, best first.

        Args:
            rows: Codings of the evidence whose words are the example.
            person: Column of the participant.
            count: How many at most; fewer where fewer share a word of weight.
            code: Its label, keywords, definition and example are examples too.
        """
        weight = self._weights(rows, code) if count else {}
        sentences = list(self._sentences(person)) if weight else []
        scores = [_score(words, weight) for _text, _span, words in sentences]
        best = sorted(range(len(sentences)), key=lambda at: (-scores[at], at))[:count]
        return tuple(self._pointer(*sentences[at][:2]) for at in best if scores[at] > 0)

    def _words_of(self, row: int) -> str:
        codings = self._evidence.codings
        text = self._text(int(codings.transcript[row]))
        return Span(int(codings.start[row]), int(codings.end[row])).cut(text.text)

    def _sentences(self, person: int) -> Iterable[tuple[int, Span, str]]:
        inquiry = self._evidence.inquiry
        pseudonym = self._evidence.participants[person]
        for place in sorted(inquiry.speaks[int(self._evidence.people[person])]):
            text = self._text(place)
            own = [turn.span for turn in text.turns if turn.participant == pseudonym]
            starts = np.array([span.start for span in own])
            for sentence in text.sentences:
                at = int(np.searchsorted(starts, sentence.start, side="right")) - 1
                if at >= 0 and sentence.start < own[at].end:
                    yield place, sentence, sentence.cut(text.text)

    def _pointer(self, place: int, span: Span) -> Pointer:
        number = int(self._evidence.inquiry.snapshot.columns.transcript_rows[place])
        return Pointer(number, span.start, span.end)


def _score(words: str, weight: dict[str, float]) -> float:
    """What the telling words of a sentence weigh; a long sentence does not win by its length alone."""
    stems = set(_stems(words))
    return sum(weight.get(stem, 0.0) for stem in stems) / math.sqrt(6 + len(stems))


def _stems(words: str) -> list[str]:
    return [word[:6] for word in _WORD.findall(folded(words))]
