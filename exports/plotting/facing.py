"""Facing bars in characters: who is against on the left, who is for on the right, who is both in between."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from exports.figures import FacingPlot, FacingRow
from exports.plotting.marks import Marks
from exports.plotting.parts import NARROWEST, label_width, labelled, notes, nothing, stripped
from exports.widths import cut, fit, text_width
from transcripts.display import visible_line
from transcripts.i18n import _

_WIDEST_UNIT = 5
_LEAST_BARS = 20


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns of each part; 0 leaves the part out. Sides count the number and the blank before the bar as well."""

    label: int
    left: int
    middle: int
    right: int
    neutral: int
    remark: int
    unit: float


def facing_lines(plot: FacingPlot, *, width: int, marks: Marks) -> list[str]:
    """Draw bars to both sides of a line, each with its count.

    Args:
        plot: What to draw.
        width: Columns, 40 or more.
        marks: The characters.
    """
    if not plot.rows:
        return nothing()
    layout = _layout(plot, max(width, NARROWEST))
    lines = [_header(plot, layout, marks)]
    for row in plot.rows:
        body, running = _body(row, layout, marks), _running(layout, marks)
        below = cut(_below(row, layout), width - 2, mark=marks.more)
        lines += labelled(row.label, body, layout.label, marks, below=below, axis=running)
    return stripped([*lines, *notes(_legend(plot, marks), width)])


# -- columns ---------------------------------------------------------------------------------------------------------


def _layout(plot: FacingPlot, width: int) -> _Layout:
    """Share the columns out: numbers first, then what stands beside the bars if there is room, then the bars."""
    most = [max(getattr(row, side) for row in plot.rows) for side in ("left", "middle", "right")]
    digits = len(str(max(most)))
    sides = 3 if most[1] else 2
    title = min(text_width(visible_line(plot.left_title)) + 1, digits + 8)
    numbers = sides * (digits + 3) + (sides - 1) + max(0, title - digits - 3)
    label = min(label_width((row.label for row in plot.rows), width), width - numbers - 1)
    room = width - label - 1 - numbers
    neutral = max(text_width(_("neutral")), 4) if any(row.neutral for row in plot.rows) else 0
    neutral = neutral if room >= neutral + 2 else 0
    room -= neutral + 2 if neutral else 0
    remark = max(text_width(visible_line(row.remark)) for row in plot.rows)
    remark = remark if remark and room - remark - 2 >= _LEAST_BARS else 0
    room -= remark + 2 if remark else 0
    unit = min(_WIDEST_UNIT, room / max(1, sum(most)))
    left, middle, right = (digits + 2 + max(1, math.floor(count * unit)) for count in most)
    return _Layout(label, max(left, title), middle if most[1] else 0, right, neutral, remark, unit)


def _bar(count: int, layout: _Layout, mark: str) -> str:
    """At least one column for somebody, whatever the scale."""
    return mark * max(1, math.floor(count * layout.unit)) if count else ""


# -- a line ----------------------------------------------------------------------------------------------------------


def _body(row: FacingRow, layout: _Layout, marks: Marks) -> str:
    left = f"{row.left} {_bar(row.left, layout, marks.against)}"
    parts = [fit(left, layout.left, right=True), marks.zero]
    if layout.middle:
        parts += [fit(f"{_bar(row.middle, layout, marks.between)} {row.middle}", layout.middle), marks.zero]
    parts.append(fit(f"{_bar(row.right, layout, marks.full)} {row.right}", layout.right))
    if layout.neutral:
        parts.append("  " + fit(str(row.neutral), layout.neutral, right=True))
    if layout.remark:
        parts.append("  " + visible_line(row.remark))
    return "".join(parts)


def _below(row: FacingRow, layout: _Layout) -> str:
    """What did not fit beside the bars."""
    said = []
    if row.neutral and not layout.neutral:
        said.append(_("neutral: {count}").format(count=row.neutral))
    if row.remark and not layout.remark:
        said.append(visible_line(row.remark))
    return ", ".join(said)


def _running(layout: _Layout, marks: Marks) -> str:
    """The upright lines, on the further lines of a label."""
    middle = " " * layout.middle + marks.zero if layout.middle else ""
    return " " * layout.left + marks.zero + middle


# -- above and below -------------------------------------------------------------------------------------------------


def _header(plot: FacingPlot, layout: _Layout, marks: Marks) -> str:
    left, middle, right = map(visible_line, (plot.left_title, plot.middle_title, plot.right_title))
    parts = [" " * (layout.label + 1), fit(left, layout.left, mark=marks.more, right=True), " "]
    if layout.middle:
        parts.append(fit(middle, layout.middle, mark=marks.more) + " ")
    parts.append(fit(right, layout.right, mark=marks.more))
    if layout.neutral:
        parts.append("  " + fit(_("neutral"), layout.neutral, right=True))
    return "".join(parts)


def _legend(plot: FacingPlot, marks: Marks) -> Iterator[str]:
    sides = [(marks.against, plot.left_title), (marks.between, plot.middle_title), (marks.full, plot.right_title)]
    if not any(row.middle for row in plot.rows):
        del sides[1]
    said = ", ".join(f"{mark} {visible_line(title)}" for mark, title in sides)
    yield _("{signs}; participants, of {total} read").format(signs=said, total=plot.total)
