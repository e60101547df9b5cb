"""What is drawn, before it is drawn."""

from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """What one participant has to say to one line."""

    NAMES = "names"
    REJECTS = "rejects"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One line of a ranking.

    Attributes:
        rank: 1 for the first.
        tied: Whether others share the rank.
        label: What is ranked.
        count: Participants who name it.
        interval: Wilson interval of the share, None where there is none.
        ranks: Interval of the rank, None where there is none.
        who: One voice per participant, in the order of the study.
        minority: Named by fewer than one in three.
        single_voice: Pseudonym of the only participant who names it, "" unless there is exactly one.
        rejected_by: Participants who only reject it.
    """

    rank: int
    tied: bool
    label: str
    count: int
    interval: tuple[float, float] | None
    ranks: tuple[float, float] | None
    who: tuple[Voice, ...]
    minority: bool = False
    single_voice: str = ""
    rejected_by: int = 0


@dataclass(frozen=True, slots=True)
class RankingPlot:
    """A ranking to be drawn.

    Attributes:
        rows: In rank order.
        participants: Pseudonyms, in the order of the voices.
        brackets: First and last row of each run that cannot be told apart.
        draws: Of the bootstrap behind the intervals of the ranks, 0 if there was none.
        seed: Of the bootstrap.
    """

    rows: tuple[RankingRow, ...]
    participants: tuple[str, ...]
    brackets: tuple[tuple[int, int], ...] = ()
    draws: int = 0
    seed: int = 0
