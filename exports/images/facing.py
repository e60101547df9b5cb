"""Facing bars: who is against on the left, who is for on the right, who is both in between, each with its count."""

from dataclasses import dataclass

from exports.figures import FacingPlot, FacingRow
from exports.images.parts import (
    GAP,
    MARGIN,
    Key,
    Label,
    centred,
    labels_of,
    pitch,
    row_height,
    write_label,
    write_legend,
    write_notes,
)
from exports.images.sheet import BODY, NOTE, SMALL, Sheet
from transcripts.i18n import _

_THICK = 11.0
_WIDEST_UNIT = 18.0
_COUNTABLE = 5.0
_LEAST = 280.0
_MOST_TITLE = 110.0
_HATCH_LEFT = "////"
_HATCH_MIDDLE = "...."


@dataclass(frozen=True, slots=True)
class _Layout:
    """In points: where both axes stand, how long one participant is, and the columns at the right, 0 for none."""

    left_axis: float
    right_axis: float
    unit: float
    neutral: float
    remark: float


def draw_facing(sheet: Sheet, plot: FacingPlot) -> None:
    """Draw facing bars.

    Args:
        sheet: Where to.
        plot: What; it has rows.
    """
    labels, layout = _layout(sheet, plot)
    top = _header(sheet, plot, layout)
    least = pitch(labels)
    y = top
    for place, (row, label) in enumerate(zip(plot.rows, labels, strict=True)):
        height = row_height(label, least)
        with sheet.group(f"row-{place}"):
            write_label(sheet, label, MARGIN, y + height / 2)
            _row(sheet, row, layout, y + height / 2)
        y += height
    for x in {layout.left_axis, layout.right_axis}:
        sheet.line([(x, top), (x, y)], colour=sheet.theme.faint, width=0.8)
    sheet.height = y + 2
    write_legend(sheet, _legend(sheet, plot))
    write_notes(sheet, [_("Length: participants, of {total} read.").format(total=plot.total)])


def _layout(sheet: Sheet, plot: FacingPlot) -> tuple[list[Label], _Layout]:
    neutral = sheet.wide(_("neutral"), SMALL) + GAP if any(row.neutral for row in plot.rows) else 0.0
    remark = max(sheet.wide(row.remark, NOTE) for row in plot.rows)
    room = sheet.width - 2 * MARGIN - neutral
    remark = remark + GAP if remark and remark + GAP <= room - _LEAST else 0.0
    room -= remark
    below = ["" if remark else row.remark for row in plot.rows]
    labels, label = labels_of(sheet, [row.label for row in plot.rows], below, room * 0.45)
    counts = [max(getattr(row, side) for row in plot.rows) for side in ("left", "middle", "right")]
    number = sheet.wide(str(max(counts))) + 6
    sides = 3 if counts[1] else 2
    left_title = sheet.wide(plot.left_title, NOTE, bold=True) + 4
    middle_title = sheet.wide(plot.middle_title, NOTE, bold=True) + GAP if counts[1] else 0.0
    room -= label + GAP + number * sides
    titles = [min(title, _MOST_TITLE, room / 3) for title in (left_title, middle_title)]
    room -= sum(max(0.0, title - number) for title in titles)
    unit = min(_WIDEST_UNIT, max(1.0, room) / max(1, sum(counts)))
    left = MARGIN + label + GAP + max(counts[0] * unit + number, titles[0])
    right = left + (max(counts[1] * unit + number, titles[1]) if counts[1] else 0.0)
    end = right + counts[2] * unit + number
    return labels, _Layout(left, right, unit, end + neutral if neutral else 0.0, end + neutral + GAP if remark else 0.0)


def _header(sheet: Sheet, plot: FacingPlot, layout: _Layout) -> float:
    base = MARGIN + NOTE
    left = sheet.cut(plot.left_title, layout.left_axis - 4 - MARGIN, NOTE, bold=True)
    sheet.text(layout.left_axis - 4, base, left, size=NOTE, align="right", bold=True)
    if layout.right_axis > layout.left_axis:
        width = layout.right_axis - layout.left_axis
        text = sheet.cut(plot.middle_title, width - 4, NOTE, bold=True)
        sheet.text(layout.left_axis + 4, base, text, size=NOTE, bold=True)
    room = (layout.neutral - 40 if layout.neutral else sheet.width - MARGIN) - layout.right_axis - 4
    sheet.text(layout.right_axis + 4, base, sheet.cut(plot.right_title, room, NOTE, bold=True), size=NOTE, bold=True)
    if layout.neutral:
        sheet.text(layout.neutral, base, _("neutral"), size=NOTE, align="right", colour=sheet.theme.faint)
    return base + 4


# -- a line ----------------------------------------------------------------------------------------------------------


def _row(sheet: Sheet, row: FacingRow, layout: _Layout, middle: float) -> None:
    base = centred(middle, BODY)
    length = row.left * layout.unit
    _bar(sheet, layout.left_axis - length, middle, row.left, layout.unit, "left")
    sheet.text(layout.left_axis - length - 3, base, str(row.left), align="right", colour=_ink(sheet, row.left))
    if layout.right_axis > layout.left_axis:
        _bar(sheet, layout.left_axis, middle, row.middle, layout.unit, "middle")
        x = layout.left_axis + row.middle * layout.unit + 3
        sheet.text(x, base, str(row.middle), colour=_ink(sheet, row.middle))
    _bar(sheet, layout.right_axis, middle, row.right, layout.unit, "right")
    x = layout.right_axis + row.right * layout.unit + 3
    sheet.text(x, base, str(row.right), colour=_ink(sheet, row.right))
    if layout.neutral:
        sheet.text(layout.neutral, base, str(row.neutral), align="right", colour=sheet.theme.faint)
    if layout.remark:
        sheet.text(layout.remark, centred(middle, NOTE), row.remark, size=NOTE, colour=sheet.theme.faint)


def _ink(sheet: Sheet, count: int) -> str:
    """Nobody is written fainter than somebody."""
    return sheet.theme.ink if count else sheet.theme.faint


def _bar(sheet: Sheet, x: float, middle: float, count: int, unit: float, side: str) -> None:
    """A bar in which single participants can be counted where there is room for it."""
    if not count:
        return
    _fill(sheet, x, middle, count * unit, _THICK, side)
    if unit >= _COUNTABLE:
        colour = {"left": sheet.theme.other, "middle": sheet.theme.faint, "right": sheet.theme.ground}[side]
        for place in range(1, count):
            at = x + place * unit
            sheet.line([(at, middle - _THICK / 2), (at, middle + _THICK / 2)], colour=colour, width=1.0)


def _fill(sheet: Sheet, x: float, middle: float, width: float, height: float, side: str) -> None:
    theme, y = sheet.theme, middle - height / 2
    if side == "left":
        sheet.box(x, y, width, height, fill=theme.ground, edge=theme.other, hatch=_HATCH_LEFT, line=1.0)
    elif side == "middle":
        sheet.box(x, y, width, height, fill=theme.ground, edge=theme.faint, hatch=_HATCH_MIDDLE, line=1.0)
    else:
        sheet.box(x, y, width, height, fill=theme.full, edge=theme.full, line=1.0)


def _legend(sheet: Sheet, plot: FacingPlot) -> list[Key]:
    def swatch(side: str, title: str) -> Key:
        return Key(lambda x, middle, width, height: _fill(sheet, x, middle, width, height, side), title)

    keys = [swatch("left", plot.left_title), swatch("middle", plot.middle_title), swatch("right", plot.right_title)]
    if not any(row.middle for row in plot.rows):
        del keys[1]
    return keys
