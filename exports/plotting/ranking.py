"""A ranking in characters: a dot per line, who names it, and what cannot be told apart."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.figures import RankingPlot, RankingRow, Voice
from exports.plotting.marks import Marks, marks_for
from exports.plotting.parts import NARROWEST, label_lines, shade
from exports.plotting.ranking_layout import Layout, count_text, layout_of, rank_text, ranks_text, remark_text
from exports.widths import fit, text_width, wrap
from transcripts.display import visible_line
from transcripts.i18n import _

_FEW = 20


def ranking_lines(
    plot: RankingPlot, *, width: int = 80, ascii_only: bool = False, intervals: bool = True, legend: bool = True
) -> list[str]:
    """Draw a ranking: a dot per line on an axis of participants, with who names it and what cannot be told apart.

    Args:
        plot: The ranking.
        width: Columns to draw in; the figure grows and shrinks with it down to 40.
        ascii_only: For terminals and fonts without box characters.
        intervals: Whether to draw the thin bars and to print the range of ranks. A figure for an article on a
            purposive sample does better without.
        legend: Whether to explain every sign; without, only who stands where in the strip is said.

    Returns:
        Lines without trailing blanks, a legend last; none if there is nobody or nothing to draw.
    """
    if not plot.rows or not plot.participants:
        return []
    if not intervals:
        plot = replace(plot, rows=tuple(replace(row, interval=None, ranks=None) for row in plot.rows))
    marks = marks_for(ascii_only=ascii_only)
    layout = layout_of(plot, max(width, NARROWEST), marks)
    lines = [_header(plot, layout)]
    for place in range(len(plot.rows)):
        lines.extend(_row(plot, place, layout, marks))
    notes = [
        *(_legend(plot, layout, marks) if legend else ()),
        *([_who_legend(plot, layout, marks)] if layout.who else ()),
    ]
    lines += ["", *(line for note in notes for line in wrap(note, max(width, NARROWEST), indent="  "))]
    return [line.rstrip() for line in lines]


# -- a line ----------------------------------------------------------------------------------------------------------


def _row(plot: RankingPlot, place: int, layout: Layout, marks: Marks) -> Iterator[str]:
    row, remark = plot.rows[place], remark_text(plot.rows[place])
    label, *more = label_lines(row.label, layout.label, marks)
    parts = [
        rank_text(row, plot) + " " + fit(label, layout.label),
        " " + _axis(row, len(plot.participants), layout.axis, marks) if layout.axis else "",
        " " + fit(count_text(row, plot), layout.count, right=True),
        "  " + fit(ranks_text(row, marks), layout.ranks) if layout.ranks else "",
        " " + "".join(_bracket(track, place, marks.bracket) for track in layout.tracks) if layout.tracks else "",
        "  " + _who(row.who, layout.per_cell, marks) if layout.who else "",
    ]
    yield "".join(parts) + ("  " + remark if layout.remarks and remark else "")
    below = [" " * (layout.rank + 1) + piece for piece in more]
    if remark and not layout.remarks:
        below.append(" " * (layout.rank + 3) + remark)
    left = sum(text_width(part) for part in parts[:4])
    running = " " + "".join(_running(track, place, marks.bracket) for track in layout.tracks)
    yield from (fit(line, left, mark=marks.more) + running for line in below)


def _axis(row: RankingRow, people: int, width: int, marks: Marks) -> str:
    cells = [marks.zero, *" " * (width - 1)]
    if row.interval is not None:
        low, high = (_column(share * people, people, width) for share in row.interval)
        cells[low : high + 1] = marks.bar * (high - low + 1)
        cells[low], cells[high] = marks.low, marks.high
    cells[_column(row.count, people, width)] = marks.dot
    return "".join(cells)


def _column(value: float, people: int, width: int) -> int:
    return round(value / people * (width - 1))


def _bracket(track: Sequence[tuple[int, int]], place: int, shape: str) -> str:
    for first, last in track:
        if first <= place <= last:
            return shape[0] if place == first else shape[3] if place == last else shape[1]
    return " "


def _running(track: Sequence[tuple[int, int]], place: int, shape: str) -> str:
    """What a bracket shows on the lines between a row and the next."""
    return shape[2] if any(first <= place < last for first, last in track) else " "


def _who(voices: Sequence[Voice], per_cell: int, marks: Marks) -> str:
    if per_cell == 1:
        return "".join(marks.voices[voice] for voice in voices)
    cells = (voices[first : first + per_cell] for first in range(0, len(voices), per_cell))
    return "".join(shade(sum(voice is Voice.NAMES for voice in cell) / len(cell), marks) for cell in cells)


# -- above and below -------------------------------------------------------------------------------------------------


def _header(plot: RankingPlot, layout: Layout) -> str:
    parts = [
        " " * (layout.rank + 1 + layout.label),
        " " + _ticks(len(plot.participants), layout.axis) if layout.axis else "",
        " " * (layout.count + 1),
        "  " + fit(_("ranks"), layout.ranks) if layout.ranks else "",
        " " * (1 + len(layout.tracks)) if layout.tracks else "",
        "  " + (_places(layout.who) if layout.per_cell == 1 else fit(_("who"), layout.who)) if layout.who else "",
    ]
    return "".join(parts)


def _ticks(people: int, width: int) -> str:
    """Round numbers from 0 to all, as many as stand apart."""
    step = next(step for step in _steps() if step * (width - 1) / people >= 5 or step >= people)
    cells = [" "] * (width + len(str(people)))
    end = _column(people, people, width)
    last = end - len(str(people)) + 1
    for value in range(0, people, step):
        at = _column(value, people, width)
        if at + len(str(value)) < last:
            cells[at : at + len(str(value))] = str(value)
    cells[last : end + 1] = str(people)
    return "".join(cells[:width])


def _steps() -> Iterator[int]:
    size = 1
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10


def _places(people: int) -> str:
    """A ruler over the strip: 1, 5, 10, 15 …, each over its participant."""
    cells = [" "] * (people + 4)
    for place in (1, *range(5, people + 1, 5)):
        cells[place - 1 : place - 1 + len(str(place))] = str(place)
    return "".join(cells)[: people + 1].rstrip().ljust(people)


def _legend(plot: RankingPlot, layout: Layout, marks: Marks) -> Iterator[str]:
    if layout.axis:
        yield marks.dot + " " + _("participants who name it")
    if layout.axis and any(row.interval for row in plot.rows):
        yield (marks.low + marks.bar + marks.high + " ") + _(
            "Wilson 95 % interval, if these participants were a random sample; they are usually not"
        )
    if layout.ranks:
        yield _("ranks: 95 % of {draws} resamples of the participants by count alone, seed {seed}").format(
            draws=plot.draws, seed=plot.seed
        )
    if layout.tracks:
        yield f"{marks.bracket[0]}{marks.bracket[3]} {_joined(layout)}"


def _joined(layout: Layout) -> str:
    if layout.chained:
        return _(
            "joins neighbours whose order cannot be told apart (P of standing above < .95); ends of a run may well be"
        )
    return _("joins lines whose order cannot be told apart (P of standing above < .95)")


def _who_legend(plot: RankingPlot, layout: Layout, marks: Marks) -> str:
    people = [visible_line(name) for name in plot.participants]
    if layout.per_cell > 1:
        return _(
            "who: each cell stands for {count} participants in the order of the study, {first} to {last}; "
            "the fuller ({shades}), the more of them name it"
        ).format(count=layout.per_cell, first=people[0], last=people[-1], shades=marks.shades)
    signs = _("who: {names} names it, {rejects} only rejects it, {silent} does not mention it").format(
        names=marks.voices[Voice.NAMES], rejects=marks.voices[Voice.REJECTS], silent=marks.voices[Voice.SILENT]
    )
    order = (
        ", ".join(people) if len(people) <= _FEW else _("{first} to {last}").format(first=people[0], last=people[-1])
    )
    return f"{signs} ({order})"
