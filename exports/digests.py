"""Tables in comparable form, and what they come to in one number."""

import hashlib
import json
from collections.abc import Sequence

from exports.cells import json_value
from exports.report import Cell, Table

LONGEST_TEXT = 120
#: Digits that count: the last ones of a float are the processor's business and no change of a finding.
DIGITS = 12

Kept = str | int | float | bool | None | tuple["Kept", ...]


def digest(table: Table) -> str:
    """SHA-256 over the names of a table's columns and its cells, in hexadecimal; the rows are read once.

    Numbers count with 12 significant digits, so that a whole number equals itself as a float and the last bit of an
    addition is no difference. Titles, captions and notes do not count: they change with the language.
    """
    found = hashlib.sha256(_line([column.name for column in table.columns]))
    for row in table.rows:
        found.update(_line([_canonical(cell) for cell in row]))
    return found.hexdigest()


def _line(values: Sequence[object]) -> bytes:
    return (json.dumps(values, separators=(",", ":"), allow_nan=False) + "\n").encode("ascii")


def _canonical(cell: Cell) -> object:
    value = json_value(cell)
    if isinstance(value, float):
        value = float(f"{value:.{DIGITS}g}")
        return int(value) if value.is_integer() else value
    return value


def comparable(cell: Cell) -> Kept:
    """A cell as a manifest keeps it: rounded as for the digest, dates as text, a long text as its own digest."""
    value = _canonical(cell)
    if isinstance(value, list):
        return tuple(_shortened(str(one)) for one in value)
    if isinstance(value, str):
        return _shortened(value)
    assert value is None or isinstance(value, bool | int | float)
    return value


def _shortened(text: str) -> str:
    """A long text as ``sha256:…``, which says whether it is the same and none of its words."""
    if len(text) <= LONGEST_TEXT:
        return text
    return f"sha256:{hashlib.sha256(text.encode('utf-8', errors='surrogatepass')).hexdigest()}:{len(text)}"
