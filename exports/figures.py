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


@dataclass(frozen=True, slots=True)
class FacingRow:
    """One line of facing bars.

    Attributes:
        label: The theme.
        left: Participants on the left side (contra).
        right: Participants on the right side (pro).
        middle: Participants on both sides (mixed); drawn apart, in the middle.
        neutral: Participants who mention it and take no side.
        remark: A few words at the end of the line, such as D; "" if none.
    """

    label: str
    left: int
    right: int
    middle: int = 0
    neutral: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FacingPlot:
    """Bars to the left and right of a line, one row per theme.

    Attributes:
        rows: In the order shown.
        left_title: What the left side means.
        right_title: What the right side means.
        middle_title: What the middle means.
        total: Participants read.
    """

    rows: tuple[FacingRow, ...]
    left_title: str
    right_title: str
    middle_title: str
    total: int


@dataclass(frozen=True, slots=True)
class HeatPlot:
    """A matrix as shades.

    Attributes:
        rows: Labels of the rows.
        columns: Labels of the columns, short.
        values: Shape (rows, columns); None where there is nothing to show, which is not 0.
        unit: What a value counts, for the legend.
        marks: Shape (rows, columns): one letter printed in the cell beside the value, "" for none; empty without.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    unit: str
    marks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkPlot:
    """Things and how often two of them come together.

    Attributes:
        nodes: (short name, size): what size counts says the caption.
        edges: (place of one node, place of the other, weight), each pair once.
        directed: Whether an edge goes from the first to the second.
    """

    nodes: tuple[tuple[str, float], ...]
    edges: tuple[tuple[int, int, float], ...]
    directed: bool = False


@dataclass(frozen=True, slots=True)
class CurvePlot:
    """A curve over steps, with a band around it.

    Attributes:
        steps: What stands below the axis, such as pseudonyms in the order of the field.
        values: The curve, one per step.
        low: Lower edge of the band, empty without a band.
        high: Upper edge.
        middle: Median of the band, empty without.
        x_title: Below the axis.
        y_title: Beside the axis.
    """

    steps: tuple[str, ...]
    values: tuple[float, ...]
    x_title: str
    y_title: str
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    middle: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar.

    Attributes:
        label: What is counted.
        value: Its length.
        text: What is printed at its end, such as ``6 of 11``.
        parts: (name, length) of the parts that the bar is stacked from; empty for a plain bar.
        interval: Both ends of an interval in the unit of the value, None without.
    """

    label: str
    value: float
    text: str = ""
    parts: tuple[tuple[str, float], ...] = ()
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class BarPlot:
    """Bars, plain or stacked.

    Attributes:
        rows: In the order shown.
        unit: What the lengths count.
        total: Length of a full bar, None to take the longest.
    """

    rows: tuple[BarRow, ...]
    unit: str
    total: float | None = None


@dataclass(frozen=True, slots=True)
class LanePlot:
    """Where codes stand along texts: one lane per code (or transcript), marks from 0 to 1 along it.

    Attributes:
        lanes: (label, marks): each mark is (begin, end) as shares of the text's length.
        title: What the axis is, such as the name of the transcript.
    """

    lanes: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    title: str


Plot = RankingPlot | FacingPlot | HeatPlot | NetworkPlot | CurvePlot | BarPlot | LanePlot
