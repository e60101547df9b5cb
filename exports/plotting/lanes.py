"""Lanes in characters: where along a text something stands."""

from collections.abc import Sequence

from exports.figures import LanePlot
from exports.plotting.marks import Marks
from exports.plotting.parts import label_lines, label_width, labelled, notes, nothing, stripped
from transcripts.i18n import _


def lane_lines(plot: LanePlot, *, width: int, marks: Marks) -> list[str]:
    """Draw a line per lane, from the beginning of the text to its end, with what stands on it.

    Args:
        plot: What to draw.
        width: Columns, 40 or more.
        marks: The characters.
    """
    if not plot.lanes:
        return nothing()
    label = label_width((name for name, _marks in plot.lanes), width)
    count = max(len(str(len(ones))) for _name, ones in plot.lanes)
    room = width - label - 4 - count
    lines: list[str] = []
    for name, ones in plot.lanes:
        body = f"{marks.zero}{_lane(ones, room, marks)}{marks.zero}{len(ones):>{count}}"
        lines += labelled(name, body, label, marks, axis=marks.zero + " " * room + marks.zero)
    indent = " " * (label + 2)
    lines.append(indent + _ruler(room))
    lines += [indent + line for line in label_lines(plot.title, room, marks) if plot.title]
    said = _(
        "{full} passage, {part} one that fills less than half of its column, {line} the rest; then how many"
    ).format(full=marks.full, part=marks.against, line=marks.bar)
    return stripped([*lines, *notes([said], width)])


def _lane(ones: Sequence[tuple[float, float]], width: int, marks: Marks) -> str:
    """Each column by how much of it is covered; a passage shows however short it is."""
    covered = [0.0] * width
    for begin, end in ones:
        first = min(width - 1, max(0, int(begin * width)))
        last = min(width - 1, max(first, int(end * width - 1e-9)))
        for place in range(first, last + 1):
            share = min(end * width, place + 1.0) - max(begin * width, float(place))
            covered[place] = max(covered[place], share, 1e-6)
    return "".join(marks.full if share >= 0.5 else marks.against if share else marks.bar for share in covered)


def _ruler(width: int) -> str:
    """Shares of the text, at the beginning, in the middle and at the end."""
    cells = [" "] * width
    for text, at in ((_("start"), 0), ("50 %", width // 2 - 2), (_("end"), width - len(_("end")))):
        cells[at : at + len(text)] = text
    return "".join(cells[:width])
