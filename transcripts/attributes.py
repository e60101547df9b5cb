"""What a table says of participants, as typed values: numbers and ranges, dates, yes and no, choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transcripts.amounts import commas_part_thousands, plain_number, read_amount, without_about
from transcripts.days import Doubt, month_first, read_day
from transcripts.model import AttributeKind, AttributeValue, Knowledge
from transcripts.words import folded

_UNKNOWN = {
    *("?", "inconnu", "inconnue", "unknown", "na", "n/a", "n.a.", "nd", "n/d", "n.d.", "n. d."),
    *("non disponible", "not available", "nsp", "ne sait pas", "nsp/nrp", "don't know", "don’t know"),
}
_NOT_ASKED = {"non demande", "non demandee", "pas demande", "non pose", "non posee", "not asked", "-", "–", "—"}
_YES = {"oui", "yes", "vrai", "true", "o", "y"}
_NO = {"non", "no", "faux", "false", "n"}
_DIGITS = {"1": "yes", "0": "no"}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a column writes what could be read in two ways, as far as its own cells show it.

    Attributes:
        month_first: Whether its dates have the month first; None where they do not tell.
        commas_part_thousands: Whether ``1,234`` is a thousand and more.
    """

    month_first: bool | None = None
    commas_part_thousands: bool = False


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What a cell says.

    Attributes:
        value: None for an empty cell, and for words that do not fit the type.
        doubt: Why it may have been meant otherwise.
    """

    value: AttributeValue | None
    doubt: Doubt | None = None


def habits_of(cells: Sequence[str]) -> Habits:
    """What the cells of a column show of how it is written."""
    return Habits(month_first([without_about(cell)[0] for cell in cells]), commas_part_thousands(cells))


def kind_of(values: Sequence[str]) -> AttributeKind:
    """The type that fits all the written values of a column; text if none does.

    A column whose values recur (no more than half as many different ones as there are cells) is a choice. Numbers
    that spreadsheets keep dates as are dates only beside dates that are written as such.
    """
    written = [value.strip() for value in values if value.strip() and not _said_nothing(value)]
    if not written:
        return AttributeKind.TEXT
    if all(folded(value) in _YES | _NO for value in set(written)):
        return AttributeKind.YES_NO
    bare = [without_about(value)[0] for value in dict.fromkeys(written)]
    if all(read_amount(value) is not None for value in bare):
        return AttributeKind.NUMBER
    if all(read_day(value) is not None for value in bare):
        return AttributeKind.DATE
    different = {folded(value).replace("’", "'") for value in set(written)}
    if len(written) >= 4 and 2 * len(different) <= len(written):
        return AttributeKind.CHOICE
    return AttributeKind.TEXT


def read_value(written: str, kind: AttributeKind) -> AttributeValue | None:
    """A cell as a value; ``read_cell`` without its doubts.

    Args:
        written: As the table has it; "env. 8" is approximate, "5-12" a range, "?" unknown, "non demandé" not asked.
        kind: Type of the column.

    Returns:
        None for an empty cell, and for words that do not fit the type.
    """
    return read_cell(written, kind).value


def read_cell(written: str, kind: AttributeKind, habits: Habits | None = None) -> ReadCell:
    """A cell as a value, with what could have been meant instead.

    Args:
        written: As the table has it; "env. 8" is approximate, "5-12" a range, "?" unknown, "non demandé" not asked.
        kind: Type of the column.
        habits: How its column is written, None where nothing is known of that.
    """
    text, habits = written.strip(), habits or Habits()
    if not text:
        return ReadCell(None)
    if folded(text) in _NOT_ASKED:
        return ReadCell(AttributeValue(Knowledge.NOT_ASKED))
    if folded(text) in _UNKNOWN:
        return ReadCell(AttributeValue(Knowledge.UNKNOWN))
    if kind == AttributeKind.YES_NO:
        return ReadCell(_yes_or_no(folded(text)))
    bare, about = without_about(text)
    knowledge = Knowledge.APPROXIMATE if about else Knowledge.KNOWN
    if kind == AttributeKind.NUMBER:
        amount = read_amount(bare, commas_part_thousands=habits.commas_part_thousands)
        if amount is None:
            return ReadCell(None)
        value = AttributeValue(knowledge, "", amount.low, amount.high)
        return ReadCell(value, Doubt.THOUSANDS if amount.doubtful else None)
    if kind == AttributeKind.DATE:
        day = read_day(bare, month_first=habits.month_first)
        return ReadCell(None) if day is None else ReadCell(AttributeValue(knowledge, day.day.isoformat()), day.doubt)
    return ReadCell(AttributeValue(Knowledge.KNOWN, _unquoted(text)))


def written_value(value: AttributeValue) -> str:
    """A value as a person would write it in a table; ``read_value`` reads it back."""
    if value.knowledge == Knowledge.UNKNOWN:
        return "?"
    if value.knowledge == Knowledge.NOT_ASKED:
        return "–"
    if value.low is None:
        shown = _quoted(value.text)
    elif value.high in (None, value.low):
        shown = plain_number(value.low)
    else:
        shown = f"{plain_number(value.low)}–{plain_number(value.high or 0.0)}"
    return f"~{shown}" if value.knowledge == Knowledge.APPROXIMATE else shown


def kinds(rows: Mapping[str, Mapping[str, str]], columns: Sequence[str]) -> dict[str, AttributeKind]:
    """The type of each column of a table of participants."""
    return {column: kind_of([row.get(column, "") for row in rows.values()]) for column in columns}


def _said_nothing(written: str) -> bool:
    return folded(written.strip()) in _UNKNOWN | _NOT_ASKED


def _yes_or_no(said: str) -> AttributeValue | None:
    answer = _DIGITS.get(said) or ("yes" if said in _YES else "no" if said in _NO else "")
    return AttributeValue(Knowledge.KNOWN, answer) if answer else None


def _quoted(text: str) -> str:
    """Words that would be read as "unknown" or "not asked" in quotation marks; so are those that stand in some."""
    return f'"{text}"' if _said_nothing(text) or _in_quotes(text) else text


def _unquoted(text: str) -> str:
    return text[1:-1] if _in_quotes(text) and (_said_nothing(text[1:-1]) or _in_quotes(text[1:-1])) else text


def _in_quotes(text: str) -> bool:
    return len(text) > 2 and text.startswith('"') and text.endswith('"')
