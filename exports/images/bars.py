"""Bars, plain or stacked, with intervals."""

from exports.cells import fixed_number
from exports.figures import BarPlot, BarRow
from exports.images.parts import (
    GAP,
    MARGIN,
    Key,
    Sign,
    centred,
    labels_of,
    pitch,
    row_height,
    write_label,
    write_legend,
    write_notes,
)
from exports.images.sheet import BODY, SMALL, Sheet
from exports.plotting.bars import full_length, part_names, reach, whole_lengths
from exports.plotting.parts import decimals, tick_decimals, ticks_to
from transcripts.i18n import _

_THICK = 11.0
_LEAST = 60.0


def draw_bars(sheet: Sheet, plot: BarPlot) -> None:
    """Draw bars from the left, each with its text at the end.

    Args:
        sheet: Where to.
        plot: What; it has rows.
    """
    digits = decimals(row.value for row in plot.rows)
    texts = [row.text or fixed_number(row.value, digits) for row in plot.rows]
    text = min(max(map(sheet.wide, texts)), sheet.width / 3)
    labels, label = labels_of(sheet, [row.label for row in plot.rows], [""] * len(plot.rows), sheet.width * 0.38)
    left = MARGIN + label + GAP
    room = max(_LEAST, sheet.width - MARGIN - text - GAP - left)
    most = max(full_length(plot), 1e-9)
    names = part_names(plot)
    top = _header(sheet, left, room, most, whole=whole_lengths(plot, most))
    y, least = top, pitch(labels)
    for place, (row, one) in enumerate(zip(plot.rows, labels, strict=True)):
        height = row_height(one, least)
        with sheet.group(f"row-{place}"):
            write_label(sheet, one, left - GAP, y + height / 2, align="right")
            end = _row(sheet, row, left, y + height / 2, room / most, names)
            said = sheet.cut(texts[place], text + 1)
            sheet.text(end + 4, centred(y + height / 2, BODY), said)
        y += height
    sheet.line([(left, top), (left, y)], colour=sheet.theme.faint)
    sheet.height = y + 2
    write_legend(sheet, [Key(_swatch(sheet, names.index(name)), name) for name in names])
    if plot.unit:
        write_notes(sheet, [_("Length: {unit}").format(unit=plot.unit)])


def _header(sheet: Sheet, left: float, room: float, most: float, *, whole: bool) -> float:
    """Numbers over the bars; returns where the rows begin."""
    ticks = ticks_to(most, int(room / 40), whole=whole, apart=most * 16 / room)
    digits = tick_decimals(ticks)
    base = MARGIN + SMALL
    for value in ticks:
        x = left + value / most * room
        sheet.text(x, base, fixed_number(value, digits), size=SMALL, align="center", colour=sheet.theme.faint)
        sheet.line([(x, base + 2), (x, base + 5)], colour=sheet.theme.faint, width=0.6)
    return base + 5


def _row(sheet: Sheet, row: BarRow, left: float, middle: float, unit: float, names: list[str]) -> float:
    """Draw one bar; returns where its text may begin."""
    theme, top = sheet.theme, middle - _THICK / 2
    if row.parts:
        x = left
        for name, length in row.parts:
            _part(sheet, x, middle, length * unit, _THICK, names.index(name))
            _inside(sheet, x, middle, length, unit, names.index(name))
            x += length * unit
    elif row.value:
        light = row.interval is not None
        fill = theme.soft if light else theme.full
        sheet.box(left, top, row.value * unit, _THICK, fill=fill, edge=theme.full, line=0.8)
    if row.interval is not None:
        low, high = (left + share * unit for share in row.interval)
        sheet.line([(low, middle), (high, middle)], width=1.1)
        for x in (low, high):
            sheet.line([(x, middle - 3), (x, middle + 3)], width=1.1)
    return left + reach(row) * unit


def _part(sheet: Sheet, x: float, middle: float, width: float, height: float, place: int) -> None:
    if width <= 0:
        return
    colour, hatch = sheet.theme.part(place)
    fill = colour if not hatch else sheet.theme.ground
    sheet.box(x, middle - height / 2, width, height, fill=fill, edge=colour, hatch=hatch, line=0.8)


def _inside(sheet: Sheet, x: float, middle: float, length: float, unit: float, place: int) -> None:
    """The length as a number in the part, where it fits; on a patch of its own, so that no pattern runs through it."""
    text = fixed_number(length, decimals([length]))
    width = sheet.wide(text, SMALL)
    if not length or length * unit < width + 5:
        return
    colour, hatch = sheet.theme.part(place)
    centre = x + length * unit / 2
    if hatch:
        ground = sheet.theme.ground
        sheet.box(centre - width / 2 - 1.5, middle - SMALL / 2 - 0.6, width + 3, SMALL + 1.2, fill=ground)
    ink = sheet.theme.ink if hatch else sheet.theme.ink_on(colour)
    sheet.text(centre, centred(middle, SMALL), text, size=SMALL, align="center", colour=ink)


def _swatch(sheet: Sheet, place: int) -> Sign:
    return lambda x, middle, width, height: _part(sheet, x, middle, width, height, place)
