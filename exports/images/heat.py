"""A matrix as shades, with the number in every cell where it fits."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.cells import fixed_number
from exports.figures import HeatPlot
from exports.images.parts import (
    GAP,
    MARGIN,
    Key,
    Label,
    Sign,
    centred,
    labels_of,
    row_height,
    write_label,
    write_legend,
    write_notes,
)
from exports.images.sheet import SMALL, Sheet
from exports.images.theme import channels
from exports.plotting.parts import decimals
from transcripts.i18n import _

_WIDEST = 40.0
_LOWEST = 15.0
_NUMBERLESS = 11.0
_THINNEST = 2.0
_TALLEST_HEADING = 90.0
_MOST_SHAPES = 2500

Values = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """In points; ``per_cell`` columns of the matrix stand in one column of the drawing."""

    left: float
    cell: float
    columns: int
    per_cell: int
    numbers: bool
    digits: int


def draw_heat(sheet: Sheet, plot: HeatPlot) -> None:
    """Draw a matrix. Where there are more columns than lines of print, several are drawn as one, which is said.

    Args:
        sheet: Where to.
        plot: What; it has rows and columns.
    """
    labels, layout = _layout(sheet, plot)
    values = binned(plot.values, layout.per_cell)
    most = max((abs(value) for row in values for value in row if value is not None), default=0.0)
    top = _headings(sheet, plot, layout)
    least = _LOWEST if layout.numbers else _NUMBERLESS
    heights = [row_height(label, least) - (3 if len(label.lines) > 1 else 0) for label in labels]
    picture = layout.columns * len(values) > _MOST_SHAPES
    if picture:
        heights = [max(heights)] * len(heights)
        _picture(sheet, values, layout, most, top, sum(heights))
    y = top
    for place, row in enumerate(values):
        with sheet.group(f"row-{place}"):
            write_label(sheet, labels[place], layout.left - GAP / 2, y + heights[place] / 2, align="right")
            if not picture:
                _row(sheet, plot, place, row, layout, most, y, heights[place])
        y += heights[place]
    sheet.height = y + 3
    write_legend(sheet, _legend(sheet, plot, values, layout, most))
    write_notes(sheet, _said(plot, layout))


def _layout(sheet: Sheet, plot: HeatPlot) -> tuple[list[Label], _Layout]:
    labels, label = labels_of(sheet, plot.rows, [""] * len(plot.rows), sheet.width * 0.32)
    left = MARGIN + label + GAP / 2
    room = sheet.width - MARGIN - left
    per_cell = max(1, math.ceil(len(plot.columns) * _THINNEST / room))
    columns = math.ceil(len(plot.columns) / per_cell)
    cell = min(_WIDEST, room / columns)
    digits = decimals(set().union(*plot.values))
    numbers = per_cell == 1 and columns * len(plot.rows) <= _MOST_SHAPES
    numbers = numbers and max((sheet.wide(text, SMALL) for text in _texts(plot, digits)), default=0.0) + 2 <= cell
    return labels, _Layout(left, cell, columns, per_cell, numbers, digits)


def _texts(plot: HeatPlot, digits: int) -> Iterator[str]:
    for place, row in enumerate(plot.values):
        for at, value in enumerate(row):
            if value is not None:
                yield fixed_number(value, digits) + _letter(plot, place, at)


def _letter(plot: HeatPlot, place: int, at: int) -> str:
    return f" {plot.marks[place][at]}" if plot.marks and plot.marks[place][at] else ""


def binned(values: Values, per_cell: int) -> Values:
    """The mean of every ``per_cell`` columns; None where none of them has a value."""
    if per_cell == 1:
        return values
    return tuple(tuple(_mean(row[at : at + per_cell]) for at in range(0, len(row), per_cell)) for row in values)


def _mean(some: Sequence[float | None]) -> float | None:
    known = [value for value in some if value is not None]
    return sum(known) / len(known) if known else None


# -- above -----------------------------------------------------------------------------------------------------------


def _headings(sheet: Sheet, plot: HeatPlot, layout: _Layout) -> float:
    """Names over the columns, turned where they are wider than these, every so many where they are too thin."""
    if layout.per_cell > 1:
        return _ends(sheet, plot, layout)
    widest = max(sheet.wide(name, SMALL) for name in plot.columns)
    if widest + 4 <= layout.cell:
        base = MARGIN + SMALL
        for place, name in enumerate(plot.columns):
            x = layout.left + (place + 0.5) * layout.cell
            sheet.text(x, base, name, size=SMALL, align="center", colour=sheet.theme.faint)
        return base + 4
    every = math.ceil((SMALL + 1.5) / layout.cell)
    base = MARGIN + min(widest, _TALLEST_HEADING)
    for place in range(0, len(plot.columns), every):
        x = layout.left + (place + 0.5) * layout.cell + 0.36 * SMALL
        text = sheet.cut(plot.columns[place], _TALLEST_HEADING, SMALL)
        sheet.text(x, base, text, size=SMALL, turn=90, colour=sheet.theme.faint)
    return base + 4


def _ends(sheet: Sheet, plot: HeatPlot, layout: _Layout) -> float:
    base = MARGIN + SMALL
    half = layout.cell * layout.columns / 2 - GAP
    sheet.text(layout.left, base, sheet.cut(plot.columns[0], half, SMALL), size=SMALL, colour=sheet.theme.faint)
    right = layout.left + layout.cell * layout.columns
    text = sheet.cut(plot.columns[-1], half, SMALL)
    sheet.text(right, base, text, size=SMALL, align="right", colour=sheet.theme.faint)
    return base + 4


# -- cells -----------------------------------------------------------------------------------------------------------


def _row(
    sheet: Sheet,
    plot: HeatPlot,
    place: int,
    row: Sequence[float | None],
    layout: _Layout,
    most: float,
    top: float,
    height: float,
) -> None:
    theme, line = sheet.theme, 0.8 if layout.cell >= 8 else 0.0
    for at, value in enumerate(row):
        x = layout.left + at * layout.cell
        if value is None:
            middle = top + height / 2
            sheet.line(
                [(x + layout.cell * 0.35, middle), (x + layout.cell * 0.65, middle)], colour=theme.faint, width=0.5
            )
            continue
        fill = theme.shade(value / most if most else 0.0)
        sheet.box(x, top, layout.cell, height, fill=fill, edge=theme.ground if line else "", line=line)
        if layout.numbers:
            text = fixed_number(value, layout.digits) + _letter(plot, place, at)
            ink = theme.ink_on(fill) if value else theme.faint
            middle = centred(top + height / 2, SMALL)
            sheet.text(x + layout.cell / 2, middle, text, size=SMALL, align="center", colour=ink)


def _picture(sheet: Sheet, values: Values, layout: _Layout, most: float, top: float, height: float) -> None:
    """All cells as one picture."""
    theme = sheet.theme

    def pixel(value: float | None) -> tuple[int, int, int]:
        colour = theme.ground if value is None else theme.shade(value / most if most else 0.0)
        red, green, blue = channels(colour)
        return red, green, blue

    width = layout.cell * layout.columns
    sheet.picture(layout.left, top, width, height, [[pixel(value) for value in row] for row in values])
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height), (0.0, 0.0)]
    sheet.line([(layout.left + x, top + y) for x, y in corners], colour=theme.grid, width=0.6)


# -- below -----------------------------------------------------------------------------------------------------------


def _legend(sheet: Sheet, plot: HeatPlot, values: Values, layout: _Layout, most: float) -> list[Key]:
    known = [value for row in values for value in row if value is not None]
    if not known:
        return []
    low = -most if min(known) < 0 else 0.0
    digits = layout.digits if layout.per_cell == 1 else decimals([most])

    def scale(x: float, middle: float, width: float, height: float) -> None:
        for place in range(8):
            share = low / most + (1 - low / most) * place / 7 if most else 0.0
            fill = sheet.theme.shade(share)
            sheet.box(x + place * width / 8, middle - height / 2, width / 8 + 0.1, height, fill=fill)
        corners = [(x, middle - height / 2), (x + width, middle - height / 2)]
        corners += [(x + width, middle + height / 2), (x, middle + height / 2), (x, middle - height / 2)]
        sheet.line(corners, colour=sheet.theme.faint, width=0.4)

    said = _("{low} to {high} {unit}").format(
        low=fixed_number(low, digits if low else 0), high=fixed_number(most, digits), unit=plot.unit
    )
    keys = [Key(scale, said)]
    if any(value is None for row in values for value in row):
        keys.append(Key(_dash(sheet), _("nothing to show")))
    return keys


def _dash(sheet: Sheet) -> Sign:
    def draw(x: float, middle: float, width: float, _height: float) -> None:
        sheet.line([(x + width * 0.3, middle), (x + width * 0.7, middle)], colour=sheet.theme.faint, width=0.5)

    return draw


def _said(plot: HeatPlot, layout: _Layout) -> Iterator[str]:
    if layout.per_cell > 1:
        yield _(
            "{columns} columns, more than can be told apart in print: each one drawn is the mean of {count} in their "
            "order. Tables hold them one by one."
        ).format(columns=len(plot.columns), count=layout.per_cell)
    elif not layout.numbers:
        yield _("The cells are too small for their numbers; the table holds them.")
    if layout.per_cell == 1 and layout.cell < SMALL + 1.5:
        every = math.ceil((SMALL + 1.5) / layout.cell)
        yield _("{columns} columns; one of {count} is named.").format(columns=len(plot.columns), count=every)
