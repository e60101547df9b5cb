"""Numbers and ranges as people write them in French and English: ``1 234,5``, ``12,5 %``, ``env. 8``, ``5 à 12``."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

_BLANK = " \u00a0\u202f\u2009"
_DIGITS = rf"\d{{1,3}}(?:[{_BLANK}'’]\d{{3}})+|\d{{1,3}}(?:,\d{{3}})+(?=\.\d)|\d{{1,3}}(?:\.\d{{3}})+(?=,\d)"
_DIGITS += r"|\d{1,3}(?:[.,]\d{3}){2,}|\d+"
_NUMBER = rf"[-+−]?(?:{_DIGITS})(?:[.,]\d+)?(?:[eE][-+]?\d{{1,3}})?(?:[{_BLANK}]*%)?"
_SINGLE = re.compile(_NUMBER)
_RANGE = re.compile(
    rf"(?:de |entre |from |between )?({_NUMBER})\s*(?:-|–|—|à|a|to|et|and)\s*({_NUMBER})", re.IGNORECASE
)
_ABOUT_WORDS = r"environ|env|approximativement|approx|about|around|ca|autour de"
_ABOUT = re.compile(rf"^(?:(?:{_ABOUT_WORDS})\b\.?|[~≈±])\s*", re.IGNORECASE)
_ABOUT_AFTER = re.compile(r"\s+\(?(?:environ|env|approximativement|approx)\.?\)?$", re.IGNORECASE)
_THOUSANDS = re.compile(r"[-+−]?\d{1,3},\d{3}")
_SURE_ENGLISH = re.compile(r"[-+−]?\d{1,3}(?:,\d{3})+\.\d+|[-+−]?\d{1,3}(?:,\d{3}){2,}")
_SURE_FRENCH = re.compile(rf"[-+−]?\d[\d{_BLANK}.]*,(?:\d{{1,2}}|\d{{4,}})")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range of numbers.

    Attributes:
        low: The number, or the lower end.
        high: The upper end; equal to ``low`` for a single number.
        doubtful: Whether a comma could as well part thousands: ``1,234``.
    """

    low: float
    high: float
    doubtful: bool = False


def without_about(written: str) -> tuple[str, bool]:
    """What is written without the word or sign that says "about", and whether there was one."""
    bare = _ABOUT_AFTER.sub("", _ABOUT.sub("", written.strip()))
    return bare, bare != written.strip()


def read_amount(written: str, *, commas_part_thousands: bool = False) -> Amount | None:
    """A number or a range; a per cent sign is left out, so that ``12,5 %`` is 12.5.

    Args:
        written: Without the word that says "about". A comma is a decimal sign unless several of them, or a point
            after them, can only part thousands.
        commas_part_thousands: Whether ``1,234`` is a thousand and more, as the other numbers of the column show.

    Returns:
        None for anything else, and for figures of hundreds of digits: an identifier perhaps, but no number.
    """
    text = written.strip()
    if match := _RANGE.fullmatch(text):
        parts = match.groups()
    elif _SINGLE.fullmatch(text):
        parts = (text, text)
    else:
        return None
    low, high = sorted(_value(part, commas_part_thousands) for part in parts)
    doubtful = not commas_part_thousands and any(_THOUSANDS.fullmatch(_bare(part)) for part in parts)
    return Amount(low, high, doubtful) if math.isfinite(low) and math.isfinite(high) else None


def commas_part_thousands(column: Iterable[str]) -> bool:
    """Whether the numbers of a column show that its commas part thousands: some can only be read so, none otherwise."""
    written = [_bare(without_about(cell)[0]) for cell in column]
    return any(map(_SURE_ENGLISH.fullmatch, written)) and not any(map(_SURE_FRENCH.fullmatch, written))


def plain_number(number: float) -> str:
    """A number in as few digits as say it exactly, with a decimal point; ``read_amount`` reads it back."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _bare(part: str) -> str:
    return part.strip().removesuffix("%").strip()


def _value(part: str, commas_part_thousands: bool) -> float:
    digits = re.sub(rf"[{_BLANK}'’]", "", _bare(part)).replace("−", "-")
    for mark in (",", "."):
        # One that stands twice, or before the other, can only part thousands.
        other = "." if mark == "," else ","
        if digits.count(mark) > 1 or (mark in digits and digits.find(other) > digits.find(mark)):
            digits = digits.replace(mark, "")
    if commas_part_thousands and _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    return float(digits.replace(",", "."))
