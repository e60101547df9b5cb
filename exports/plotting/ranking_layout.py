"""How the columns of a terminal are shared out among the parts of a ranking, and the words that stand in them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.cells import short_number
from exports.figures import RankingPlot, RankingRow
from exports.plotting.marks import Marks
from exports.widths import text_width
from transcripts.display import visible_line
from transcripts.i18n import _


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of each part; 0 leaves the part out.

    Attributes:
        rank: Of the ranks.
        label: Of the labels.
        axis: Of the axis, from 0 to all participants.
        count: Of ``10 of 11``.
        ranks: Of the intervals of the ranks.
        tracks: Brackets, column by column.
        chained: Whether the brackets had to be run together.
        who: Cells of the strip.
        per_cell: Participants that a cell stands for.
        remarks: Of the remarks, 0 where they stand below their row.
    """

    rank: int
    label: int
    axis: int
    count: int
    ranks: int
    tracks: tuple[tuple[tuple[int, int], ...], ...]
    chained: bool
    who: int
    per_cell: int
    remarks: int


# -- how the columns are shared out ----------------------------------------------------------------------------------


def layout_of(plot: RankingPlot, width: int, marks: Marks) -> Layout:
    """Share ``width`` columns out: what has a fixed size first, then the strip, the labels, and the axis last."""
    rank = max(len(rank_text(row, plot)) for row in plot.rows)
    count = max(text_width(count_text(row, plot)) for row in plot.rows)
    ranks = max(len(ranks_text(row, marks)) for row in plot.rows)
    ranks = max(ranks, text_width(_("ranks"))) if ranks else 0
    tracks, chained = bracket_tracks(plot.brackets, 3 if width < 100 else 6)
    beside = (rank + 1) + (1 + 1 + count) + (2 + ranks if ranks else 0) + (1 + len(tracks) if tracks else 0)
    room = width - beside
    who, per_cell = _strip(len(plot.participants), room)
    # The ruler over the strip ends one column beyond it where its last number stands over the last participant.
    room -= who + 2 + (per_cell == 1 and who >= 10 and who % 5 == 0) if who else 0
    longest = max(text_width(visible_line(row.label)) for row in plot.rows)
    label = min(longest, max(12, room * 11 // 20))
    remarks = max(text_width(remark_text(row)) for row in plot.rows)
    axis = room - label
    inline = remarks if remarks and axis - remarks - 2 >= 20 else 0
    axis = min(axis - (inline + 2 if inline else 0), 60)
    return Layout(rank, label, axis if axis >= 8 else 0, count, ranks, tracks, chained, who, per_cell, inline)


def _strip(people: int, room: int) -> tuple[int, int]:
    """Cells of the strip and how many participants each stands for; no strip where it would crowd out the rest."""
    cells = min(40, max(11, room * 7 // 20))
    if room < 11 + 2 + 12 + 8:
        return 0, 0
    per_cell = math.ceil(people / cells)
    return math.ceil(people / per_cell), per_cell


def bracket_tracks(
    brackets: Sequence[tuple[int, int]], most: int
) -> tuple[tuple[tuple[tuple[int, int], ...], ...], bool]:
    """Brackets side by side where they overlap; where that takes too many columns, one chain (and True)."""
    tracks: list[list[tuple[int, int]]] = []
    for bracket in sorted(brackets):
        free = next((track for track in tracks if track[-1][1] < bracket[0]), None)
        if free is None:
            tracks.append([bracket])
        else:
            free.append(bracket)
    if len(tracks) > most:
        return (tuple(_chains(sorted(brackets))),), True
    return tuple(tuple(track) for track in tracks), False


def _chains(brackets: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first, last = brackets[0]
    for begin, end in brackets[1:]:
        if begin > last:
            yield first, last
            first = begin
        last = max(last, end)
    yield first, last


# -- the words of a line ----------------------------------------------------------------------------------------------


def rank_text(row: RankingRow, plot: RankingPlot) -> str:
    """Digits under digits, whether or not a line shares its rank."""
    digits = max(len(str(other.rank)) for other in plot.rows)
    sign = "=" if row.tied else " " if any(other.tied for other in plot.rows) else ""
    return str(row.rank).rjust(digits) + sign


def count_text(row: RankingRow, plot: RankingPlot) -> str:
    """``10 of 11``."""
    return _("{count} of {total}").format(count=row.count, total=len(plot.participants))


def ranks_text(row: RankingRow, marks: Marks) -> str:
    """``1–2.5``, or one number where both ends are the same; "" where there is no interval."""
    if row.ranks is None:
        return ""
    low, high = map(short_number, row.ranks)
    return low if low == high else low + marks.dash + high


def remark_text(row: RankingRow) -> str:
    """A single voice is always a minority; saying both would say it twice."""
    remarks = []
    if row.single_voice:
        remarks.append(_("single voice: {who}").format(who=visible_line(row.single_voice)))
    elif row.minority:
        remarks.append(_("minority"))
    if row.rejected_by:
        remarks.append(_("rejected by {count}").format(count=row.rejected_by))
    return ", ".join(remarks)
