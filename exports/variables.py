"""Variables of data for statistical programs, and the kinds of gaps in them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from exports.report import Kind, Row
from transcripts.i18n import N_


class Absence(IntEnum):
    """Why there is no value. Numbers from -96 to -91 never stand for anything else in these data."""

    NOT_RECORDED = -91
    NOT_ASKED = -92
    UNKNOWN = -93
    NOT_READ = -94
    NOT_MENTIONED = -95
    NOT_SET = -96


ABSENCES: dict[Absence, str] = {
    Absence.NOT_RECORDED: N_("never recorded"),
    Absence.NOT_ASKED: N_("not asked"),
    Absence.UNKNOWN: N_("unknown"),
    Absence.NOT_READ: N_("not read to the end yet"),
    Absence.NOT_MENTIONED: N_("not mentioned"),
    Absence.NOT_SET: N_("mentioned, but not set"),
}


class Measure(StrEnum):
    """How a variable is measured."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Variable:
    """One column of the data.

    Attributes:
        name: Valid in SPSS and in R, unique whatever the case.
        label: What it is, for people; one line.
        kind: ``TEXT``, ``INTEGER``, ``NUMBER`` or ``DATE``.
        measure: Nominal, ordinal or scale.
        values: What each number stands for; empty where a number is just that.
        absences: Which kinds of gaps occur, as numbers among the others; in text and dates a gap is empty.
        definition: How it is made.
    """

    name: str
    label: str
    kind: Kind = Kind.INTEGER
    measure: Measure = Measure.SCALE
    values: Mapping[int, str] = field(default_factory=dict, hash=False)
    absences: tuple[Absence, ...] = ()
    definition: str = ""


@dataclass(frozen=True, slots=True)
class DataSet:
    """Data with everything needed to understand them.

    Attributes:
        name: Stable English name, such as ``wide``; also that of the files in a folder.
        title: What a person calls it.
        variables: In the order of the columns.
        rows: Cells: text, whole numbers, numbers, ISO dates; None only where a variable is text or a date.
        notes: Sentences about the whole.
    """

    name: str
    title: str
    variables: tuple[Variable, ...]
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()


LONGEST_NAME = 64
#: Words that SPSS or R keep for themselves, without regard to case.
_RESERVED = frozenset(
    (
        *("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"),
        *("if", "else", "repeat", "while", "function", "for", "next", "break", "in", "true", "false", "null"),
        *("inf", "nan", "na", "na_integer_", "na_real_", "na_character_", "na_complex_"),
    )
)


class Names:
    """Names that SPSS and R take: plain letters, digits and underscores, a letter first, at most 64, no two alike."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str, *, room: int = 0) -> str:
        """A free name that is as near as possible to the one wanted.

        Args:
            wanted: Any text.
            room: How many of the 64 letters are left free for an ending.
        """
        plain = valid_name(wanted)[: LONGEST_NAME - room].rstrip("_") or "v"
        name, number = plain, 2
        while name.casefold() in self._taken:
            ending = f"_{number}"
            name = plain[: LONGEST_NAME - room - len(ending)] + ending
            number += 1
        self._taken.add(name.casefold())
        return name


def valid_name(wanted: str) -> str:
    """The text as a name: accents dropped, other signs as underscores, a ``v`` before what must not stand first."""
    letters = unicodedata.normalize("NFKD", wanted.replace("œ", "oe").replace("Œ", "OE"))
    plain = re.sub(r"[^A-Za-z0-9]+", "_", letters.encode("ascii", "ignore").decode()).strip("_")
    if not plain or not plain[0].isalpha() or plain.casefold() in _RESERVED:
        plain = f"v_{plain}".rstrip("_")
    return plain


def in_the_way(numbers: Iterable[float]) -> bool:
    """Whether real values lie where the numbers of gaps do."""
    return any(min(Absence) <= number <= max(Absence) for number in numbers)
