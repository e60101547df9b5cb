"""Lanes: where along a text something stands."""

from exports.figures import LanePlot
from exports.images.parts import (
    GAP,
    MARGIN,
    centred,
    labels_of,
    pitch,
    row_height,
    write_label,
    write_notes,
)
from exports.images.sheet import BODY, SMALL, Sheet
from transcripts.i18n import _

_THICK = 9.0
_THINNEST = 1.2


def draw_lanes(sheet: Sheet, plot: LanePlot) -> None:
    """Draw a line per lane with what stands on it.

    Args:
        sheet: Where to.
        plot: What; it has lanes.
    """
    theme = sheet.theme
    labels, label = labels_of(sheet, [name for name, _marks in plot.lanes], [""] * len(plot.lanes), sheet.width * 0.36)
    count = max(sheet.wide(str(len(ones))) for _name, ones in plot.lanes)
    left, right = MARGIN + label + GAP, sheet.width - MARGIN - count - GAP
    top = _header(sheet, left, right)
    y, least = top, pitch(labels, few=17.0, many=13.0)
    for place, (one, (_name, ones)) in enumerate(zip(labels, plot.lanes, strict=True)):
        height = row_height(one, least)
        middle = y + height / 2
        with sheet.group(f"row-{place}"):
            write_label(sheet, one, left - GAP, middle, align="right")
            sheet.line([(left, middle), (right, middle)], colour=theme.faint, width=0.7)
            for begin, end in ones:
                width = max(_THINNEST, (end - begin) * (right - left))
                at = min(left + begin * (right - left), right - width)
                sheet.box(at, middle - _THICK / 2, width, _THICK, fill=theme.full, edge=theme.ground, line=0.3)
            ink = theme.ink if ones else theme.faint
            sheet.text(right + GAP, centred(middle, BODY), str(len(ones)), colour=ink)
        y += height
    sheet.height = y + 3
    said = _("Each bar is a passage, from the start of the text on the left to its end; then how many.")
    write_notes(sheet, [text for text in (plot.title, said) if text])


def _header(sheet: Sheet, left: float, right: float) -> float:
    base = MARGIN + SMALL
    for share, text, align in ((0.0, _("start"), "left"), (0.5, "50 %", "center"), (1.0, _("end"), "right")):
        x = left + share * (right - left)
        sheet.text(x, base, text, size=SMALL, align=align, colour=sheet.theme.faint)
        sheet.line([(x, base + 2), (x, base + 5)], colour=sheet.theme.faint, width=0.6)
    return base + 6
