"""Dates as pages write them, in French and English."""

import re

from transcripts.words import folded

_MONTHS = (
    ("janvier", "january", "janv", "jan"),
    ("fevrier", "february", "fevr", "feb"),
    ("mars", "march", "mar"),
    ("avril", "april", "avr", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "july", "juil", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "september", "sept", "sep"),
    ("octobre", "october", "oct"),
    ("novembre", "november", "nov"),
    ("decembre", "december", "dec"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? (?P<month>{_NAMES})\.?,? (?P<year>\d{{4}})\b")
_MONTH_FIRST = re.compile(rf"\b(?P<month>{_NAMES})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")


def find_date(words: str) -> str:
    """The first date written with the month's name, or as 2013-11-26, in ISO form; "" if there is none.

    Dates such as 03/04/2013 are not taken: nothing tells which number is the month.
    """
    plain = folded(words)
    for shape in (_DAY_FIRST, _MONTH_FIRST, _ISO):
        match = shape.search(plain)
        if match:
            month = _NUMBER_OF.get(match["month"]) or int(match["month"])
            return f"{match['year']}-{month:02}-{int(match['day']):02}"
    return ""
