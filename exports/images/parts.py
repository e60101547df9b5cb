"""What several kinds of figures share: margins, labels beside rows, legends."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from exports.images.sheet import BODY, NOTE, Sheet
from transcripts.i18n import _

MARGIN = 6.0
GAP = 8.0
LEADING = 1.22
"""From one line to the next, in sizes of the letters."""

_MOST_LINES = 3
_SWATCH = 16.0


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside a row: its lines, and smaller ones below it."""

    lines: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Points from the top of the first line to the bottom of the last."""
        return LEADING * (BODY * len(self.lines) + NOTE * len(self.remarks))


def labels_of(sheet: Sheet, texts: Sequence[str], remarks: Sequence[str], room: float) -> tuple[list[Label], float]:
    """The labels of all rows in lines, and the width of the column that they need.

    Args:
        sheet: For its font.
        texts: A label for each row, from outside.
        remarks: What stands smaller below each, "" for nothing.
        room: Points at most.
    """
    width = max((sheet.wide(text) for text in texts), default=0.0)
    width = max(width, *(sheet.wide(text, NOTE) for text in remarks)) if remarks else width
    width = min(width + 1, room)
    labels = [
        Label(
            tuple(sheet.wrapped(text, width, most=_MOST_LINES)) or ("",),
            tuple(sheet.wrapped(remark, width, NOTE, most=2)),
        )
        for text, remark in zip(texts, remarks, strict=True)
    ]
    return labels, width


def pitch(labels: Iterable[Label], *, few: float = 20.0, many: float = 14.0) -> float:
    """Points from a row to the next where labels have one line: less where there are many rows."""
    return few if sum(1 for _label in labels) <= 25 else many


def row_height(label: Label, least: float) -> float:
    """Points of a row: enough for its label."""
    return max(least, label.height + 6)


def write_label(sheet: Sheet, label: Label, x: float, middle: float, *, align: str = "left") -> None:
    """Write a label so that its middle is the middle of the row."""
    y = middle - label.height / 2
    for line in label.lines:
        y += LEADING * BODY
        sheet.text(x, y - 0.28 * BODY, line, align=align)
    for line in label.remarks:
        y += LEADING * NOTE
        sheet.text(x, y - 0.28 * NOTE, line, size=NOTE, colour=sheet.theme.faint, align=align)


def centred(middle: float, size: float) -> float:
    """Where letters of a size stand if their middle is to be at ``middle``."""
    return middle + 0.36 * size


# -- below the drawing -----------------------------------------------------------------------------------------------


#: Draws a sign of a legend: left edge, middle, width and height, in points.
Sign = Callable[[float, float, float, float], None]


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: how its sign is drawn, and what it means."""

    draw: Sign
    text: str


def write_legend(sheet: Sheet, keys: Sequence[Key], *, left: float = MARGIN) -> None:
    """Write a legend at the foot of the sheet, entry after entry in lines that fit."""
    if not keys:
        return
    line = NOTE * 1.7
    x, right = left, sheet.width - MARGIN
    sheet.height += line
    for key in keys:
        lines = sheet.wrapped(key.text, right - left - _SWATCH - 4, NOTE) or [""]
        width = _SWATCH + 4 + max(sheet.wide(text, NOTE) for text in lines)
        if x > left and x + width > right:
            x = left
            sheet.height += line
        key.draw(x, sheet.height - 0.36 * NOTE, _SWATCH, NOTE + 1)
        for place, text in enumerate(lines):
            sheet.height += LEADING * NOTE if place else 0.0
            sheet.text(x + _SWATCH + 4, sheet.height, text, size=NOTE)
        x = right if len(lines) > 1 else x + width + 12
    sheet.height += 3


def sign(sheet: Sheet, text: str) -> Sign:
    """A sign of a legend that is itself written."""

    def draw(x: float, middle: float, width: float, _height: float) -> None:
        sheet.text(x + width / 2, centred(middle, NOTE), text, size=NOTE, align="center")

    return draw


def write_notes(sheet: Sheet, sentences: Iterable[str], *, size: float = NOTE, colour: str = "") -> None:
    """Write sentences at the foot of the sheet, fainter than the rest unless a colour is given."""
    for sentence in sentences:
        for line in sheet.wrapped(sentence, sheet.width - 2 * MARGIN, size):
            sheet.height += LEADING * size
            sheet.text(MARGIN, sheet.height, line, size=size, colour=colour or sheet.theme.faint)
        sheet.height += 2


def nothing(sheet: Sheet) -> None:
    """Says that there is nothing to draw."""
    sheet.height += MARGIN
    write_notes(sheet, [_("There is nothing to draw.")], size=BODY)
