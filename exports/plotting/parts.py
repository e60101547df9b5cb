"""What several kinds of plots in characters share: labels, bars, axes, numbers and sentences."""

import math
from collections.abc import Iterable, Iterator, Sequence

from exports.cells import fixed_number
from exports.plotting.marks import Marks
from exports.widths import cut, fit, text_width, wrap
from transcripts.display import visible_line
from transcripts.i18n import _, ngettext

NARROWEST = 40
_LABEL_LINES = 3
_LEAST_LABEL = 12
_SMALLEST_STEP = 1e-12


# -- labels ----------------------------------------------------------------------------------------------------------


def label_width(labels: Iterable[str], room: int) -> int:
    """Columns for the labels on the left: the longest, but no more than a part of the room."""
    longest = max((text_width(visible_line(label)) for label in labels), default=0)
    return min(longest, max(_LEAST_LABEL, room * 2 // 5))


def label_lines(label: str, width: int, marks: Marks) -> list[str]:
    """The label on one line to three; what is longer is cut."""
    lines = wrap(visible_line(label), width, split=True) or [""]
    shown_, rest = lines[: _LABEL_LINES - 1], lines[_LABEL_LINES - 1 :]
    return [*shown_, cut(" ".join(rest), width, mark=marks.more)] if rest else shown_


def labelled(label: str, body: str, width: int, marks: Marks, *, below: str = "", axis: str = "") -> Iterator[str]:
    """A row: the label beside what is drawn, its further lines under it, the axis running on.

    Args:
        label: From outside.
        body: What is drawn, from the column after the label and a blank.
        width: Columns of the label.
        marks: The characters.
        below: What stands under the drawing on a line of its own, "" for nothing.
        axis: What runs on below the drawing on the further lines.
    """
    first, *more = label_lines(label, width, marks)
    yield f"{fit(first, width, mark=marks.more)} {body}"
    for line in more:
        yield f"{fit(line, width, mark=marks.more)} {axis}"
    if below:
        yield "  " + below


# -- bars ------------------------------------------------------------------------------------------------------------


def cells_of(value: float, most: float, width: int) -> int:
    """Whole columns of a bar; what is more than nothing shows in one at least."""
    if value <= 0 or most <= 0:
        return 0
    return max(1, min(width, round(value / most * width)))


def bar(value: float, most: float, width: int, marks: Marks) -> str:
    """A bar from the left, to an eighth of a column where the characters allow it."""
    if not marks.eighths or value <= 0 or most <= 0:
        return marks.full * cells_of(value, most, width)
    eighths = max(1, min(8 * width, round(value / most * width * 8)))
    whole, part = divmod(eighths, 8)
    return marks.full * whole + (marks.eighths[part - 1] if part else "")


def shade(share: float, marks: Marks) -> str:
    """A character for a share from 0 to 1; only 0 gets the first."""
    last = len(marks.shades) - 1
    return marks.shades[min(last, max(0, math.ceil(share * last - 1e-9)))]


# -- numbers ---------------------------------------------------------------------------------------------------------


def decimals(values: Iterable[float | None]) -> int:
    """Decimals that these values need to be read: none for whole numbers, else one where they are large, else two."""
    known = [value for value in values if value is not None]
    if all(float(value).is_integer() for value in known):
        return 0
    return 1 if max(map(abs, known)) >= 10 else 2


def tick_decimals(ticks: Iterable[float]) -> int:
    """Decimals that round numbers on an axis need, three at most."""
    ticks = list(ticks)
    return next((digits for digits in range(3) if all(round(tick, digits) == tick for tick in ticks)), 3)


# -- axes ------------------------------------------------------------------------------------------------------------


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10 … (or a tenth of these …) that cuts ``span`` into at most ``most`` pieces."""
    if span <= 0:
        return 1.0
    raw = max(_SMALLEST_STEP, span / max(1, most))
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * (1 - 1e-9))


def nice_ticks(low: float, high: float, most: int, *, whole: bool = False) -> list[float]:
    """Round numbers from ``low`` up to ``high``, at most ``most`` steps apart.

    Args:
        low: Where the axis begins.
        high: Where it ends.
        most: Steps.
        whole: Whether only whole numbers make sense.
    """
    step = nice_step(high - low, most)
    step = max(1.0, step) if whole else step
    first = math.ceil(low / step - 1e-9)
    return [round(place * step, 10) for place in range(first, math.floor(high / step + 1e-9) + 1)]


def axis_ticks(values: Sequence[float], most: int, *, whole: bool) -> list[float]:
    """Round numbers that hold all values and 0, about ``most`` steps apart; two at least."""
    low, high = min(0.0, *values), max(0.0, *values)
    if high - low < _SMALLEST_STEP:
        return [low, low + 1.0]
    step = nice_step(high - low, most)
    step = max(1.0, step) if whole else step
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, max(last, first + 1) + 1)]


def ticks_to(most: float, steps: int, *, whole: bool, apart: float) -> list[float]:
    """0, ``most``, and at most ``steps`` round numbers between them that stand ``apart`` from ``most``."""
    inner = nice_ticks(0, most, max(1, steps), whole=whole)
    return [*(value for value in inner if value <= most - apart), most]


def axis_line(most: float, width: int, *, whole: bool) -> str:
    """Numbers from 0 to ``most`` under bars of ``width`` columns, both ends and what stands apart between them."""
    if most <= 0:
        return fixed_number(0, 0)
    ticks = nice_ticks(0, most, max(1, width // 7), whole=whole)
    digits = tick_decimals([*ticks, most])
    end = fixed_number(most, digits)
    cells, free = [" "] * width, 0
    for value in ticks:
        text = fixed_number(value, digits)
        at = max(0, round(value / most * width) - len(text)) if value else 0
        if at >= free and at + len(text) < width - len(end):
            cells[at : at + len(text)] = text
            free = at + len(text) + 1
    return "".join(cells[: width - len(end)]) + end


# -- sentences -------------------------------------------------------------------------------------------------------


def nothing() -> list[str]:
    """What stands where there is nothing to draw."""
    return [_("There is nothing to draw.")]


def left_out(count: int) -> str:
    """Says how many lines were not drawn."""
    return ngettext(
        "{count} more line is left out here; tables and files hold all.",
        "{count} more lines are left out here; tables and files hold all.",
        count,
    ).format(count=count)


def notes(sentences: Iterable[str], width: int) -> list[str]:
    """A blank line, then the sentences in the width; nothing for none."""
    lines = [line for sentence in sentences for line in wrap(sentence, width, indent="  ", split=True)]
    return ["", *lines] if lines else []


def stripped(lines: Iterable[str]) -> list[str]:
    """The lines without trailing blanks."""
    return [line.rstrip() for line in lines]
