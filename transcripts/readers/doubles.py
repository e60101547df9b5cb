"""Answers that were sent twice.

Two answers are doubles if at least four fifths of their three-word runs are the same. Answers under twenty
words are never compared: that two people both wrote "Yes, every day" is a finding and no accident.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

from transcripts.i18n import ngettext
from transcripts.readers.options import Double, ReadingOptions
from transcripts.words import folded

LIKE = 0.8
_FEWEST_WORDS = 20
_RUN = 3
_MOST_NAMES = 10
_SIGNATURE = 16
_WORD = re.compile(r"\w+")


def find_doubles(answers: Sequence[tuple[str, str]]) -> list[Double]:
    """Answers that repeat an earlier one, in order.

    Time grows with the number of answers and not with its square: only those that share one of their sixteen smallest
    hashes are compared.

    Args:
        answers: Name and text of each.
    """
    doubles: list[Double] = []
    runs_of: list[frozenset[int]] = []
    buckets: dict[int, list[int]] = defaultdict(list)
    for number, (name, text) in enumerate(answers):
        runs = _runs(text)
        runs_of.append(runs)
        signature = sorted(runs)[:_SIGNATURE]
        candidates = sorted({other for mark in signature for other in buckets[mark]})
        found = next((other for other in candidates if _likeness(runs, runs_of[other]) >= LIKE), None)
        if found is not None:
            doubles.append(Double(name, answers[found][0], round(_likeness(runs, runs_of[found]), 3)))
            continue
        for mark in signature:
            buckets[mark].append(number)
    return doubles


def _runs(text: str) -> frozenset[int]:
    words = _WORD.findall(folded(text))
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    return frozenset(zlib.crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(len(words) - _RUN + 1))


def _likeness(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / len(left | right) if left and right else 0.0


def double_notes(doubles: Sequence[Double], options: ReadingOptions) -> tuple[str, ...]:
    """One sentence that says how many answers repeat an earlier one and what became of them; none if none does."""
    if not doubles:
        return ()
    if options.skip_doubles:
        sentence = ngettext(
            "{count} answer repeats an earlier one and was left out: {names}.",
            "{count} answers repeat earlier ones and were left out: {names}.",
            len(doubles),
        )
    else:
        sentence = ngettext(
            "{count} answer repeats an earlier one and was kept as an answer of its own: {names}.",
            "{count} answers repeat earlier ones and were kept as answers of their own: {names}.",
            len(doubles),
        )
    names = ", ".join(f"{double.transcript} = {double.original}" for double in doubles[:_MOST_NAMES])
    return (sentence.format(count=len(doubles), names=names),)
