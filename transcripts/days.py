"""Dates as people and spreadsheets write them: ``12 mars 2024``, ``2024-03-12``, ``12/03/2024``, 45363."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from transcripts.readers.dates import find_date

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_PARTED = re.compile(rf"(\d{{1,2}})\s*[-/.]\s*(\d{{1,2}})\s*[-/.]\s*(\d{{4}}|\d{{2}}){_TIME}")
_WORDED = re.compile(r"(?:[a-zé]+\.?,? )?(?:le )?[\w.,]+ [\w.,]+ \d{4}", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")

#: Day 0 of the serial numbers that spreadsheets keep dates as; 1900 was no leap year, which they do not know.
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000


class Doubt(StrEnum):
    """Why a date or a number may have been meant otherwise than it was read."""

    DAY_OR_MONTH = "day_or_month"
    """``03/04/2024``: read as 3 April."""
    CENTURY = "century"
    """``12/03/24``: read as 2024; 69 to 99 as 1969 to 1999."""
    SERIAL = "serial"
    """``45363``: read as the number that a spreadsheet keeps a date as."""
    THOUSANDS = "thousands"
    """``1,234``: the comma read as a decimal sign."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date, and what may be wrong with it.

    Attributes:
        day: The date.
        doubt: Why it may have been meant otherwise, None if there is no doubt.
    """

    day: date
    doubt: Doubt | None = None


def read_day(written: str, *, month_first: bool | None = None, serials: bool = True) -> Day | None:
    """A date; a time of day beside it is left out.

    Args:
        written: The date alone. In ``12/03/2024`` the day comes first, unless it then is no date.
        month_first: Whether the other dates of the column show that the month comes first, or that the day does;
            None where they show neither.
        serials: Whether 45363 is a date too, as a spreadsheet keeps it.
    """
    text = written.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return _day(year, month, day)
    if match := _PARTED.fullmatch(text):
        return _parted(*match.groups(), month_first=month_first)
    if serials and _SERIAL.fullmatch(text) and _FIRST_SERIAL <= float(text) <= _LAST_SERIAL:
        return Day(_SERIAL_ZERO + timedelta(days=int(float(text))), Doubt.SERIAL)
    if _WORDED.fullmatch(text) and (found := find_date(text)):
        return _day(*map(int, found.split("-")))
    return None


def month_first(column: Iterable[str]) -> bool | None:
    """Whether the dates of a column can only have the month first, or only the day; None where they do not tell.

    Dates that tell opposite things tell nothing.
    """
    matches = [match for cell in column if (match := _PARTED.fullmatch(cell.strip()))]
    day_proven = any(int(match[1]) > 12 for match in matches)
    month_proven = any(int(match[2]) > 12 for match in matches)
    return None if day_proven == month_proven else month_proven


def _parted(first: str, second: str, year: str, *, month_first: bool | None) -> Day | None:
    number = int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 68 else 2000)
    one, two = int(first), int(second)
    swapped = two > 12 or (month_first is True and one <= 12)
    found = _day(number, one, two) if swapped else _day(number, two, one)
    if found is None:
        return None
    if month_first is None and one != two and one <= 12 and two <= 12:
        return Day(found.day, Doubt.DAY_OR_MONTH)
    return Day(found.day, Doubt.CENTURY) if len(year) == 2 else found


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(date(year, month, day))
    except ValueError:
        return None
