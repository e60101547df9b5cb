"""A matrix in characters: a shade and the number in every cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from exports.cells import fixed_number
from exports.figures import HeatPlot
from exports.plotting.marks import Marks
from exports.plotting.parts import decimals, label_width, labelled, notes, nothing, shade, stripped
from exports.widths import cut, fit, text_width
from transcripts.display import visible_line
from transcripts.i18n import _, ngettext

_TALLEST_HEADING = 10
_SHORT_LABEL = 16


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns of each part; ``upright`` headings are written downwards over ``tall`` lines."""

    label: int
    cell: int
    number: int
    letter: bool
    shown: int
    upright: bool
    tall: int
    digits: int


def heat_lines(plot: HeatPlot, *, width: int, marks: Marks) -> list[str]:
    """Draw a matrix as shades with numbers.

    Args:
        plot: What to draw; columns that do not fit are left out from the end, which is said.
        width: Columns, 40 or more.
        marks: The characters.
    """
    if not plot.rows or not plot.columns:
        return nothing()
    layout = _layout(plot, width)
    most = _most(plot)
    lines = list(_headings(plot, layout, marks))
    for place, label in enumerate(plot.rows):
        letters = plot.marks[place] if plot.marks else ()
        cells = (
            _cell(value, letters[at] if letters else "", most, layout, marks)
            for at, value in enumerate(plot.values[place][: layout.shown])
        )
        lines += labelled(label, " ".join(cells), layout.label, marks)
    return stripped([*lines, *notes(_legend(plot, layout, marks), width)])


def _known(plot: HeatPlot) -> set[float]:
    """The different values; a large matrix of counts has few."""
    return {value for value in set(chain.from_iterable(plot.values)) if value is not None}


def _most(plot: HeatPlot) -> float:
    return max(map(abs, _known(plot)), default=0.0)


# -- columns ---------------------------------------------------------------------------------------------------------


def _layout(plot: HeatPlot, width: int) -> _Layout:
    label = label_width(plot.rows, width)
    digits = decimals(_known(plot))
    figures = {fixed_number(value, digits) for value in _known(plot)}
    letter = any(mark for row in plot.marks for mark in row)
    widest = max(map(len, figures), default=1)
    narrow = 1 + widest + letter
    longest = max(text_width(visible_line(column)) for column in plot.columns)
    wide = max(narrow, longest)
    # Headings are easier to read across than downwards: labels give way for that, down to 16 columns.
    needed = len(plot.columns) * (wide + 1)
    upright = longest > narrow and width - min(label, _SHORT_LABEL) < needed
    cell = narrow if upright else wide
    label = label if upright else min(label, max(_SHORT_LABEL, width - needed))
    shown = max(1, min(len(plot.columns), (width - label) // (cell + 1)))
    return _Layout(label, cell, widest, letter, shown, upright, min(_TALLEST_HEADING, longest), digits)


# -- lines -----------------------------------------------------------------------------------------------------------


def _headings(plot: HeatPlot, layout: _Layout, marks: Marks) -> Iterator[str]:
    names = [visible_line(name) for name in plot.columns[: layout.shown]]
    start = " " * (layout.label + 1)
    if not layout.upright:
        yield start + " ".join(fit(name, layout.cell, right=True) for name in names)
        return
    names = [cut(name, layout.tall, mark=marks.more) for name in names]
    tall = max(map(len, names))
    for line in range(tall):
        letters = (name[len(name) - tall + line] if len(name) - tall + line >= 0 else " " for name in names)
        yield start + " ".join(fit(letter, layout.cell, right=True) for letter in letters)


def _cell(value: float | None, letter: str, most: float, layout: _Layout, marks: Marks) -> str:
    if value is None:
        return fit("", layout.cell)
    sign = shade(abs(value) / most if most else 0.0, marks)
    text = fixed_number(value, layout.digits) if value else ""
    inside = sign + text.rjust(layout.number) + (fit(visible_line(letter), 1, mark="") if layout.letter else "")
    return fit(inside, layout.cell, right=True)


# -- below -----------------------------------------------------------------------------------------------------------


def _legend(plot: HeatPlot, layout: _Layout, marks: Marks) -> Iterator[str]:
    shades = ", ".join(_shades(plot, layout, marks))
    said = _("{unit}: {shades}").format(unit=visible_line(plot.unit), shades=shades)
    if any(None in row for row in plot.values):
        said += "; " + _("blank: nothing to show")
    yield said
    hidden = len(plot.columns) - layout.shown
    if hidden:
        yield ngettext(
            "{count} more column is left out here; a wider window shows more, tables and files hold all.",
            "{count} more columns are left out here; a wider window shows more, tables and files hold all.",
            hidden,
        ).format(count=hidden)


def _shades(plot: HeatPlot, layout: _Layout, marks: Marks) -> Iterator[str]:
    """Each shade with the values that it stands for; of values below 0, the size."""
    most = _most(plot)
    values = _known(plot)
    if 0 in values:
        yield marks.shades[0] + fixed_number(0, 0)
    sizes = sorted({abs(value) for value in values if value})
    for place in range(1, len(marks.shades)):
        within = [size for size in sizes if shade(size / most, marks) == marks.shades[place]]
        if within:
            yield marks.shades[place] + _range(within, layout.digits, marks)


def _range(sizes: Sequence[float], digits: int, marks: Marks) -> str:
    low, high = fixed_number(sizes[0], digits), fixed_number(sizes[-1], digits)
    return low if low == high else low + marks.dash + high
