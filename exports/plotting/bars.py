"""Bars in characters, plain or stacked, with intervals."""

from collections.abc import Iterator, Sequence

from exports.cells import fixed_number
from exports.figures import BarPlot, BarRow
from exports.plotting.marks import Marks
from exports.plotting.parts import axis_line, bar, cells_of, decimals, label_width, labelled, notes, nothing, stripped
from exports.widths import cut, text_width
from transcripts.display import visible_line
from transcripts.i18n import _

_WIDEST = 80
_LEAST = 8


def bar_lines(plot: BarPlot, *, width: int, marks: Marks) -> list[str]:
    """Draw bars from the left, each with its text at the end.

    Args:
        plot: What to draw.
        width: Columns, 40 or more.
        marks: The characters.
    """
    if not plot.rows:
        return nothing()
    digits = decimals(row.value for row in plot.rows)
    texts = [visible_line(row.text) or fixed_number(row.value, digits) for row in plot.rows]
    label = label_width((row.label for row in plot.rows), width)
    longest = max(map(text_width, texts))
    inside = longest <= width - label - 3 - _LEAST
    room = min(_WIDEST, width - label - 3 - (longest if inside else 0))
    most, patterns = full_length(plot), part_patterns(plot, marks)
    lines: list[str] = []
    for row, text in zip(plot.rows, texts, strict=True):
        body = marks.zero + _bar(row, most, room, patterns, marks) + (" " + text if inside else "")
        lines += labelled(
            row.label,
            body,
            label,
            marks,
            below="" if inside else cut(text, width - 2, mark=marks.more),
            axis=marks.zero,
        )
    lines.append(" " * (label + 2) + axis_line(most, room, whole=whole_lengths(plot, most)))
    return stripped([*lines, *notes(_legend(plot, patterns), width)])


def full_length(plot: BarPlot) -> float:
    """Length of a full bar: the total, or the farthest that a bar, its parts or an interval reach."""
    return max(plot.total or 0.0, *(reach(row) for row in plot.rows))


def reach(row: BarRow) -> float:
    """How far a row goes."""
    return max(row.value, sum(length for _name, length in row.parts), row.interval[1] if row.interval else 0.0)


def whole_lengths(plot: BarPlot, most: float) -> bool:
    """Whether only whole numbers make sense on the axis."""
    lengths = [row.value for row in plot.rows]
    ends = [end for row in plot.rows for end in row.interval or ()]
    return not decimals([most, *lengths]) and (most > 1 or not ends)


def part_names(plot: BarPlot) -> list[str]:
    """The parts in the order in which they stand, as far as one row has many of them: rows may leave out empty ones."""
    fullest = sorted(plot.rows, key=lambda row: -len(row.parts))
    return list(dict.fromkeys(name for row in fullest for name, _length in row.parts))


def part_patterns(plot: BarPlot, marks: Marks) -> dict[str, str]:
    """A pattern for each part; letters where there are more parts than patterns."""
    names = part_names(plot)
    signs = marks.parts + "abcdefghijklmnpqrstuvwyzABCDEFGHIJKLMNPQRSTUVWYZ"
    return {name: signs[min(place, len(signs) - 1)] for place, name in enumerate(names)}


def _bar(row: BarRow, most: float, width: int, patterns: dict[str, str], marks: Marks) -> str:
    drawn = _stack(row.parts, most, width, patterns) if row.parts else bar(row.value, most, width, marks)
    if row.interval is None or most <= 0:
        return drawn
    cells = [*drawn.ljust(width)]
    low, high, value = (min(width - 1, max(0, round(end / most * width) - 1)) for end in (*row.interval, row.value))
    cells[low : high + 1] = marks.bar * (high - low + 1)
    cells[low], cells[high] = marks.low, marks.high
    cells[value] = marks.crossing if row.value else cells[value]
    return "".join(cells).rstrip()


def _stack(parts: Sequence[tuple[str, float]], most: float, width: int, patterns: dict[str, str]) -> str:
    """The parts one after the other; each ends where the sum up to it ends, so that the whole is right."""
    pieces, so_far, used = [], 0.0, 0
    for name, length in parts:
        so_far += length
        end = cells_of(so_far, most, width)
        pieces.append(patterns[name] * max(0, end - used))
        used = max(used, end)
    return "".join(pieces)


def _legend(plot: BarPlot, patterns: dict[str, str]) -> Iterator[str]:
    if patterns:
        yield ", ".join(f"{sign} {visible_line(name)}" for name, sign in patterns.items())
    if plot.unit:
        yield _("Length: {unit}").format(unit=visible_line(plot.unit))
