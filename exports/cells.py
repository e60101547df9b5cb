"""One cell at a time: as plain data for files, and as words for people."""

import math
import re
from datetime import date, datetime

from exports.report import Cell, Column, Kind
from transcripts.i18n import _, language

_UNSAFE_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


_AS_JSON = frozenset((str, int, bool, type(None)))
_OWN = _AS_JSON | {tuple}


def plain(cell: Cell) -> Cell:
    """The cell as Python's own type; what is not a number (NaN, infinity) becomes None."""
    if type(cell) in _OWN:  # nearly all cells of a large export
        return cell
    item = getattr(cell, "item", None)  # scalars of numpy, which this package does not import
    value: Cell = item() if callable(item) else cell
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def json_value(cell: Cell) -> object:
    """The cell as JSON knows it: dates as ISO 8601, lists as arrays."""
    if type(cell) in _AS_JSON:  # nearly all cells of a large export
        return cell
    value = plain(cell)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value


def harmless_json(text: str) -> str:
    """Escape the characters that steer a terminal or turn the reading direction; the data stay the same."""
    return _UNSAFE_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def csv_value(cell: Cell, *, guard: bool = True) -> str:
    """The cell as a CSV field.

    Args:
        cell: Any cell; numbers are written in full and never guarded.
        guard: Put an apostrophe before text that a spreadsheet would run as a formula.
    """
    value = plain(cell)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    text = "; ".join(value) if isinstance(value, tuple) else value
    return "'" + text if guard and looks_like_formula(text.lstrip("'")) else text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text instead of showing it."""
    return text.startswith(_FORMULA_STARTS)


def without_guard(field: str) -> str:
    """A CSV field as it was before ``csv_value`` put its apostrophe there; one that was there before stays."""
    return field[1:] if field.startswith("'") and looks_like_formula(field.lstrip("'")) else field


def _clock(text: str) -> str:
    """A time to the second; what is none is shown as it is."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")
    except ValueError:
        return text


def shown(cell: Cell, column: Column) -> str:
    """The cell as people read it, in the language in use; "" for what is not known."""
    value = plain(cell)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return _clock(value) if column.kind is Kind.TIME else column.words.get(value, value)
    if isinstance(value, int | float) and column.kind is Kind.SHARE:
        return _("{number} %").format(number=fixed_number(100 * value, max(0, column.digits - 2)))
    if isinstance(value, int) and column.kind is not Kind.NUMBER:
        return str(value)
    if isinstance(value, int | float):
        return fixed_number(value, column.digits)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, tuple) else value


def short_number(value: float) -> str:
    """A number with no more decimals than it needs, with the decimal sign of the language."""
    return _localised(f"{value:g}")


def fixed_number(value: float, digits: int) -> str:
    """A number with the decimal sign of the language; what rounds to nought has no minus."""
    return _localised(f"{value:z.{digits}f}")


def _localised(number: str) -> str:
    return number.replace(".", ",") if language() == "fr" else number
