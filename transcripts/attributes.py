"""What a table says of participants, as typed values: numbers and ranges, dates, yes and no, choices."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date

from transcripts.model import AttributeKind, AttributeValue, Knowledge
from transcripts.words import folded

_UNKNOWN = {"?", "inconnu", "inconnue", "unknown", "na", "n/a", "nd", "n/d", "nsp", "ne sait pas", "don't know"}
_NOT_ASKED = {"non demande", "pas demande", "non pose", "not asked", "-", "–", "—"}
_YES = {"oui", "yes", "vrai", "true", "o", "y"}
_NO = {"non", "no", "faux", "false", "n"}
_ABOUT = re.compile(
    r"^(?:env(?:\.|iron)?|approx(?:\.|imativement)?|about|around|ca\.?|autour de|[~≈±])\s*", re.IGNORECASE
)
_NUMBER = r"[-+]?\d+(?:[ \u00a0\u202f\u2009]\d{3})*(?:[.,]\d+)?"
_RANGE = re.compile(
    rf"(?:de |entre |from |between )?({_NUMBER})\s*(?:-|–|—|à|a|to|et|and)\s*({_NUMBER})", re.IGNORECASE
)
_SINGLE = re.compile(_NUMBER)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def kind_of(values: Sequence[str]) -> AttributeKind:
    """The type that fits all the written values of a column; text if none does.

    A column whose values recur (no more than half as many different ones as there are cells) is a choice.
    """
    written = [value.strip() for value in values if value.strip() and not _said_nothing(value)]
    if not written:
        return AttributeKind.TEXT
    if all(folded(value) in _YES | _NO for value in written):
        return AttributeKind.YES_NO
    if all(_numbers(value) is not None for value in written):
        return AttributeKind.NUMBER
    if all(_date(value) is not None for value in written):
        return AttributeKind.DATE
    different = {folded(value).replace("’", "'") for value in written}
    if len(written) >= 4 and 2 * len(different) <= len(written):
        return AttributeKind.CHOICE
    return AttributeKind.TEXT


def read_value(written: str, kind: AttributeKind) -> AttributeValue | None:
    """A cell as a value.

    Args:
        written: As the table has it; "env. 8" is approximate, "5-12" a range, "?" unknown, "non demandé" not asked.
        kind: Type of the column.

    Returns:
        None for an empty cell, and for words that do not fit the type.
    """
    text = written.strip()
    if not text:
        return None
    if folded(text) in _NOT_ASKED:
        return AttributeValue(Knowledge.NOT_ASKED)
    if folded(text) in _UNKNOWN:
        return AttributeValue(Knowledge.UNKNOWN)
    bare = _ABOUT.sub("", text)
    knowledge = Knowledge.KNOWN if bare == text else Knowledge.APPROXIMATE
    if kind == AttributeKind.NUMBER:
        numbers = _numbers(text)
        return None if numbers is None else AttributeValue(knowledge, "", *numbers)
    if kind == AttributeKind.YES_NO:
        said = folded(text)
        return AttributeValue(Knowledge.KNOWN, "yes" if said in _YES else "no") if said in _YES | _NO else None
    if kind == AttributeKind.DATE:
        day = _date(bare)
        return None if day is None else AttributeValue(knowledge, day.isoformat())
    return AttributeValue(Knowledge.KNOWN, text)


def written_value(value: AttributeValue) -> str:
    """A value as a person would write it in a table; ``read_value`` reads it back."""
    if value.knowledge == Knowledge.UNKNOWN:
        return "?"
    if value.knowledge == Knowledge.NOT_ASKED:
        return "–"
    shown = value.text
    if value.low is not None:
        shown = (
            _plain(value.low) if value.high in (None, value.low) else f"{_plain(value.low)}–{_plain(value.high or 0)}"
        )
    return f"~{shown}" if value.knowledge == Knowledge.APPROXIMATE else shown


def kinds(rows: Mapping[str, Mapping[str, str]], columns: Sequence[str]) -> dict[str, AttributeKind]:
    """The type of each column of a table of participants."""
    return {column: kind_of([row.get(column, "") for row in rows.values()]) for column in columns}


def _said_nothing(written: str) -> bool:
    return folded(written.strip()) in _UNKNOWN | _NOT_ASKED


def _numbers(written: str) -> tuple[float, float] | None:
    bare = _ABOUT.sub("", written.strip())
    if match := _RANGE.fullmatch(bare):
        low, high = sorted(_number(part) for part in match.groups())
    elif _SINGLE.fullmatch(bare):
        low = high = _number(bare)
    else:
        return None
    # A figure of hundreds of digits is an identifier, perhaps, but no number that anything could be done with.
    return (low, high) if math.isfinite(low) and math.isfinite(high) else None


def _number(written: str) -> float:
    return float(re.sub(r"[ \u00a0\u202f\u2009]", "", written).replace(",", "."))


def _date(written: str) -> date | None:
    if match := _ISO.fullmatch(written):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(written):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
