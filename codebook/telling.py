"""Which passages of a code tell most, and an order in which nobody's voice drowns the others'.

The score of a passage is the mean of four parts, each from 0 to 1 and each shown:

- **length**: 1 from ``SHORTEST`` to ``LONGEST`` words; below, words ÷ SHORTEST; above, LONGEST ÷ words;
- **strength**: the highest strength that a coder gave it ÷ 3; left out of the mean where nobody set one;
- **agreement**: coders who gave it this code ÷ coders who have read its transcript; left out with a single reader;
- **share**: 1 minus the share of the code's passages that are by the same participant; a lone voice has 0.

Then the participants take turns, each with their best passage first.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

SHORTEST, LONGEST = 12, 60
MOST_STRENGTH = 3
#: Of two coders' spans, the part of the shorter one that must be shared for both to have marked one passage.
SHARED = 0.5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Score:
    """Why a passage stands where it stands; each part from 0 to 1, None where it is left out.

    Attributes:
        length: Whether it is neither a scrap nor a page.
        strength: How important the participant finds it, by the coders.
        agreement: How many of the coders who read it saw it.
        share: How little its participant says on the code beside it.
    """

    length: float
    strength: float | None
    agreement: float | None
    share: float

    @property
    def value(self) -> float:
        """The mean of the parts that are known."""
        parts = [part for part in (self.length, self.strength, self.agreement, self.share) if part is not None]
        return sum(parts) / len(parts)


def score(*, words: int, strength: int | None, coders: int, readers: int, share: float) -> Score:
    """The score of a passage.

    Args:
        words: How many it has.
        strength: The highest that a coder gave, None if none is set.
        coders: How many gave it the code.
        readers: How many have read its transcript, those who gave it the code among them.
        share: Of the code's passages, the part that is by the same participant, 0 to 1.
    """
    return Score(
        fit(words),
        None if strength is None else strength / MOST_STRENGTH,
        coders / readers if readers > 1 else None,
        1 - share,
    )


def fit(words: int) -> float:
    """How well the length of a passage serves: 1 within the window, less on either side."""
    return words / SHORTEST if words < SHORTEST else LONGEST / max(words, LONGEST)


def balanced(passages: Sequence[T], who: Sequence[Hashable], *, most: int = 0, each: int = 0) -> list[T]:
    """Passages so that participants take turns, in the order of their best ones.

    Args:
        passages: Best first.
        who: Whose each one is.
        most: The most to return, 0 for all.
        each: The most of one participant, 0 for all.
    """
    queues: dict[Hashable, list[T]] = {}
    for passage, person in zip(passages, who, strict=True):
        queues.setdefault(person, []).append(passage)
    rounds = zip_longest(*(queue[: each or None] for queue in queues.values()), fillvalue=None)
    ordered = [passage for turn in rounds for passage in turn if passage is not None]
    return ordered[: most or None]


def together(spans: Sequence[tuple[int, int, Hashable]]) -> list[list[int]]:
    """Which spans are one passage: those of different coders that share at least half of the shorter one.

    Args:
        spans: Start, end and coder of each coding with one code in one transcript, by start.

    Returns:
        Places in ``spans``; each in exactly one group, of each coder at most one in a group.
    """
    groups: list[list[int]] = []
    for place, span in enumerate(spans):
        for group in reversed(groups):
            if all(_one(spans[other], span) for other in group):
                group.append(place)
                break
        else:
            groups.append([place])
    return groups


def _one(left: tuple[int, int, Hashable], right: tuple[int, int, Hashable]) -> bool:
    """Whether two spans are one passage; the right one does not begin earlier."""
    first, last, coder = left
    start, end, other = right
    shared = (end if end < last else last) - start
    return shared > 0 and coder != other and (shared >= SHARED * (end - start) or shared >= SHARED * (last - first))
