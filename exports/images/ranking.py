"""A ranking: a dot per line on an axis of participants, who names it, and what cannot be told apart (METHODS §6.3)."""

import math
from dataclasses import dataclass

from exports.figures import RankingPlot, RankingRow, Voice
from exports.images.parts import (
    GAP,
    MARGIN,
    Key,
    Label,
    centred,
    labels_of,
    pitch,
    row_height,
    sign,
    write_label,
    write_legend,
)
from exports.images.sheet import BODY, NOTE, SMALL, Sheet
from exports.plotting.marks import Marks
from exports.plotting.parts import ticks_to
from exports.plotting.ranking_layout import bracket_tracks, count_text, rank_text, ranks_text, remark_text
from transcripts.i18n import _

_CELL = 9.5
_TRACK = 6.0
_LEAST_AXIS = 70.0
_MOST_NAMES = 40
_TALLEST_NAME = 60.0


@dataclass(frozen=True, slots=True)
class _Layout:
    """Left edges and widths, in points; a width of 0 leaves the part out."""

    label: float
    axis: float
    axis_width: float
    count: float
    ranks: float
    ranks_width: float
    bracket: float
    tracks: tuple[tuple[tuple[int, int], ...], ...]
    chained: bool
    who: float
    cell: float
    per_cell: int


def draw_ranking(sheet: Sheet, plot: RankingPlot, *, intervals: bool) -> None:
    """Draw a ranking.

    Args:
        sheet: Where to.
        plot: What; it has rows and participants.
        intervals: Whether to draw the thin bars, and the intervals of the ranks beside them.
    """
    labels, layout = _layout(sheet, plot, intervals=intervals)
    top = _header(sheet, plot, layout)
    least = pitch(labels)
    heights = [row_height(label, least) for label in labels]
    middles = [top + sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]
    bottom = top + sum(heights)
    _grid(sheet, plot, layout, top, bottom)
    for place, row in enumerate(plot.rows):
        with sheet.group(f"row-{place}"):
            _row(sheet, plot, row, labels[place], layout, middles[place], intervals=intervals)
    _brackets(sheet, layout, middles)
    sheet.height = bottom + 2
    write_legend(sheet, _legend(sheet, plot, layout, intervals=intervals))


def _layout(sheet: Sheet, plot: RankingPlot, *, intervals: bool) -> tuple[list[Label], _Layout]:
    """Share the width out: what has a fixed size first, then the labels, and the axis last."""
    marks = Marks()
    rank = max(sheet.wide(rank_text(row, plot).strip(), bold=True) for row in plot.rows) + GAP
    count = max(sheet.wide(count_text(row, plot)) for row in plot.rows) + GAP
    ranks = max(sheet.wide(ranks_text(row, marks), NOTE) for row in plot.rows) if intervals else 0.0
    ranks = max(ranks, sheet.wide(_("ranks"), SMALL)) + GAP if ranks else 0.0
    tracks, chained = bracket_tracks(plot.brackets, 4)
    beside = 2 * MARGIN + rank + GAP + 3 + count + ranks + GAP + _TRACK * len(tracks)
    room = sheet.width - beside
    per_cell = math.ceil(len(plot.participants) / max(11, int(room * 0.4 / 4)))
    cells = math.ceil(len(plot.participants) / per_cell)
    cell = min(_CELL, room * 0.4 / cells)
    who = GAP + cell * cells
    labels, label = labels_of(
        sheet,
        [row.label for row in plot.rows],
        [remark_text(row) for row in plot.rows],
        max(70.0, room - who - _LEAST_AXIS),
    )
    axis = MARGIN + rank + label + GAP
    width = min(200.0, max(20.0, room - label - who))
    after = axis + width + 3 + count
    bracket = after + ranks + GAP
    strip = bracket + _TRACK * len(tracks) + GAP
    made = _Layout(
        MARGIN + rank, axis, width, after, after + ranks, ranks, bracket, tracks, chained, strip, cell, per_cell
    )
    return labels, made


# -- above -----------------------------------------------------------------------------------------------------------


def _header(sheet: Sheet, plot: RankingPlot, layout: _Layout) -> float:
    """Numbers over the axis and names over the strip; returns where the rows begin."""
    named = layout.per_cell == 1 and layout.cell >= SMALL and len(plot.participants) <= _MOST_NAMES
    tall = max(sheet.wide(name, SMALL) for name in plot.participants) if named else SMALL
    base = MARGIN + max(SMALL, min(tall, _TALLEST_NAME)) + 1
    for value in _ticks(plot, layout):
        x = layout.axis + value / len(plot.participants) * layout.axis_width
        sheet.text(x, base, str(int(value)), size=SMALL, align="center", colour=sheet.theme.faint)
    if layout.ranks_width:
        sheet.text(layout.ranks, base, _("ranks"), size=SMALL, align="right", colour=sheet.theme.faint)
    for place, name in enumerate(plot.participants):
        x = layout.who + (place // layout.per_cell + 0.5) * layout.cell
        if named:
            text = sheet.cut(name, _TALLEST_NAME, SMALL)
            sheet.text(x + 0.36 * SMALL, base, text, size=SMALL, turn=90, colour=sheet.theme.faint)
        elif layout.per_cell == 1 and (place == 0 or (place + 1) % 5 == 0):
            sheet.text(x, base, str(place + 1), size=SMALL, align="center", colour=sheet.theme.faint)
    if layout.per_cell > 1:
        sheet.text(layout.who, base, _("who"), size=SMALL, colour=sheet.theme.faint)
    return base + 3


def _ticks(plot: RankingPlot, layout: _Layout) -> list[float]:
    """0, all, and round numbers that stand clear of both."""
    people = len(plot.participants)
    apart = people * 14 / layout.axis_width
    return ticks_to(people, int(layout.axis_width / 28), whole=True, apart=apart)


def _grid(sheet: Sheet, plot: RankingPlot, layout: _Layout, top: float, bottom: float) -> None:
    for value in _ticks(plot, layout):
        x = layout.axis + value / len(plot.participants) * layout.axis_width
        sheet.line([(x, top), (x, bottom)], colour=sheet.theme.faint if value == 0 else sheet.theme.grid, width=0.6)


# -- a line ----------------------------------------------------------------------------------------------------------


def _row(
    sheet: Sheet, plot: RankingPlot, row: RankingRow, label: Label, layout: _Layout, middle: float, *, intervals: bool
) -> None:
    theme, people = sheet.theme, len(plot.participants)
    base = centred(middle, BODY)
    sheet.text(layout.label - GAP, base, rank_text(row, plot).strip(), align="right", bold=True)
    write_label(sheet, label, layout.label, middle)
    x = layout.axis + row.count / people * layout.axis_width
    if intervals and row.interval is not None:
        low, high = (layout.axis + share * layout.axis_width for share in row.interval)
        sheet.line([(low, middle), (high, middle)], colour=theme.faint, width=1.0)
        for end in (low, high):
            sheet.line([(end, middle - 3), (end, middle + 3)], colour=theme.faint, width=1.0)
    else:
        sheet.line([(layout.axis, middle), (x, middle)], colour=theme.full, width=1.4)
    sheet.disc(x, middle, 3.8, fill=theme.full, edge=theme.ground, line=0.8)
    sheet.text(layout.count, base, count_text(row, plot), align="right")
    if layout.ranks_width:
        text = ranks_text(row, Marks())
        sheet.text(layout.ranks, centred(middle, NOTE), text, size=NOTE, align="right", colour=theme.faint)
    _strip(sheet, row, layout, middle)


def _strip(sheet: Sheet, row: RankingRow, layout: _Layout, middle: float) -> None:
    size = min(layout.cell - 1.2, 8.0)
    for first in range(0, len(row.who), layout.per_cell):
        voices = row.who[first : first + layout.per_cell]
        x = layout.who + (first // layout.per_cell + 0.5) * layout.cell
        if layout.per_cell > 1:
            share = sum(voice is Voice.NAMES for voice in voices) / len(voices)
            fill = sheet.theme.shade(share)
            sheet.box(x - size / 2, middle - 4, size, 8, fill=fill, edge=sheet.theme.faint, line=0.3)
        else:
            voice_mark(sheet, voices[0], x, middle, size)


def voice_mark(sheet: Sheet, voice: Voice, x: float, middle: float, size: float) -> None:
    """A full square for who names it, a cross for who only rejects it, a dot for who does not mention it."""
    half = size / 2
    if voice is Voice.NAMES:
        sheet.box(x - half, middle - half, size, size, fill=sheet.theme.full)
    elif voice is Voice.REJECTS:
        half *= 0.8
        for up in (1, -1):
            sheet.line(
                [(x - half, middle - up * half), (x + half, middle + up * half)], colour=sheet.theme.other, width=1.5
            )
    else:
        sheet.disc(x, middle, max(0.5, size * 0.11), fill=sheet.theme.faint)


def _brackets(sheet: Sheet, layout: _Layout, middles: list[float]) -> None:
    for track, brackets in enumerate(layout.tracks):
        x = layout.bracket + _TRACK * track
        for first, last in brackets:
            top, bottom = middles[first] - 4, middles[last] + 4
            sheet.line([(x, top), (x + 3, top), (x + 3, bottom), (x, bottom)], width=1.0)


# -- below -----------------------------------------------------------------------------------------------------------


def _legend(sheet: Sheet, plot: RankingPlot, layout: _Layout, *, intervals: bool) -> list[Key]:
    theme = sheet.theme

    def dot(x: float, middle: float, width: float, _height: float) -> None:
        sheet.disc(x + width / 2, middle, 3.2, fill=theme.full)

    def interval(x: float, middle: float, width: float, _height: float) -> None:
        sheet.line([(x, middle), (x + width, middle)], colour=theme.faint, width=1.0)
        for end in (x, x + width):
            sheet.line([(end, middle - 2.5), (end, middle + 2.5)], colour=theme.faint, width=1.0)

    def bracket(x: float, middle: float, width: float, height: float) -> None:
        x, half = x + width / 2 - 1.5, height / 2
        corners = [(x, middle - half), (x + 3, middle - half), (x + 3, middle + half), (x, middle + half)]
        sheet.line(corners, width=1.0)

    def voice(which: Voice) -> Key:
        meaning = {
            Voice.NAMES: _("names it"),
            Voice.REJECTS: _("only rejects it"),
            Voice.SILENT: _("does not mention it"),
        }
        return Key(lambda x, middle, width, _high: voice_mark(sheet, which, x + width / 2, middle, 7.0), meaning[which])

    keys = [Key(dot, _("participants who name it"))]
    if intervals and any(row.interval for row in plot.rows):
        said = _("Wilson 95 % interval, if these participants were a random sample; they are usually not")
        keys.append(Key(interval, said))
    if layout.ranks_width:
        said = _("ranks: 95 % of {draws} resamples of the participants by count alone, seed {seed}")
        keys.append(Key(sign(sheet, "1–2"), said.format(draws=plot.draws, seed=plot.seed)))
    if layout.tracks:
        said = _("joins lines whose order cannot be told apart (P of standing above < .95)")
        if layout.chained:
            said = _(
                "joins neighbours whose order cannot be told apart (P of standing above < .95); "
                "ends of a run may well be"
            )
        keys.append(Key(bracket, said))
    if layout.per_cell == 1:
        shown = [one for one in Voice if any(one in row.who for row in plot.rows)]
        return keys + [voice(one) for one in shown]
    return [*keys, _crowd(sheet, plot, layout)]


def _crowd(sheet: Sheet, plot: RankingPlot, layout: _Layout) -> Key:
    def draw(x: float, middle: float, width: float, height: float) -> None:
        for place in range(4):
            fill = sheet.theme.shade(place / 3)
            sheet.box(x + place * width / 4, middle - height / 2, width / 4, height, fill=fill)

    said = _(
        "who: each cell stands for {count} participants in the order of the study, {first} to {last}; "
        "the darker, the more of them name it"
    )
    if sheet.theme.dark:
        said = _(
            "who: each cell stands for {count} participants in the order of the study, {first} to {last}; "
            "the brighter, the more of them name it"
        )
    return Key(draw, said.format(count=layout.per_cell, first=plot.participants[0], last=plot.participants[-1]))
