"""Tables of written answers: one transcript for each participant.

Long tables have one row per participant and question; wide ones, as survey tools write them, one row per participant
and one column per question. Columns beside these are candidate attributes of the participants.
"""

from collections import defaultdict
from pathlib import Path

from transcripts.files import name_of
from transcripts.i18n import _, ngettext
from transcripts.model import Source
from transcripts.readers.columns import Columns, find_columns
from transcripts.readers.composing import Exchange, Respondent, compose, numbered_names
from transcripts.readers.doubles import double_notes, find_doubles
from transcripts.readers.options import AnswerTable, Layout, Reading, ReadingOptions
from transcripts.readers.tables import Table

_NAMELESS = "R-{number:02}"


def read_answers(table: Table, path: Path, reader: str, options: ReadingOptions) -> Reading:
    """Read a table of answers.

    Args:
        table: The table.
        path: The file, for its name.
        reader: Name of the format.
        options: May name columns and give the question of a table that has none.

    Raises:
        TranscriptError: If the columns cannot be told.
    """
    columns = find_columns(table, path.name, options)
    names, filled = _participants(table, columns)
    respondents, empty = _respondents(table, columns, names, options)
    doubles = find_doubles([(one.name, "\n".join(each.answer for each in one.exchanges)) for one in respondents])
    skipped = {double.transcript for double in doubles} if options.skip_doubles else set()
    kept = [respondent for respondent in respondents if respondent.name not in skipped]
    source = Source(name_of(path), reader, table.encoding, table.guessed, table.notes)
    attributes, mixed = _attributes(table, columns, names)
    silent = len(set(names)) - len(respondents)
    return Reading(
        transcripts=tuple(compose(respondent, source, options) for respondent in kept),
        layout=Layout.TURNS,
        notes=(
            *table.notes,
            *_column_notes(table, columns, mixed),
            *_count_notes(empty, filled, silent),
            *double_notes(doubles, options),
        ),
        attributes=attributes,
        doubles=tuple(doubles),
    )


def _participants(table: Table, columns: Columns) -> tuple[list[str], int]:
    """The participant of each row, and how many names were taken from the row above, as merged cells leave them empty.

    In a wide table a row is a participant, so an empty name is nobody else's and a name that comes back is numbered.
    """
    if columns.participant is None:
        return [_NAMELESS.format(number=number) for number in range(1, len(table.rows) + 1)], 0
    cells = [row[columns.participant].replace("\n", " ") for row in table.rows]
    if columns.wide:
        return numbered_names([cell or _NAMELESS.format(number=n) for n, cell in enumerate(cells, 1)]), 0
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        names.append(cell or (names[-1] if names else _NAMELESS.format(number=number)))
    return names, sum(not cell for cell in cells)


def _respondents(
    table: Table, columns: Columns, names: list[str], options: ReadingOptions
) -> tuple[list[Respondent], int]:
    """Who answered anything, in order of first appearance, and how many cells held no answer."""
    exchanges: dict[str, list[Exchange]] = defaultdict(list)
    put: dict[str, str] = {}
    empty = 0
    for name, row in zip(names, table.rows, strict=True):
        for column in columns.answers:
            if row[column]:
                question = _question(table, columns, row, column, options)
                again = put.get(name) == question
                exchanges[name].append(Exchange("" if again else question, row[column]))
                put[name] = question
            else:
                empty += 1
    answered = exchanges.items()
    return [Respondent(options.prefix + name, name, tuple(all_of_one)) for name, all_of_one in answered], empty


def _question(table: Table, columns: Columns, row: tuple[str, ...], column: int, options: ReadingOptions) -> str:
    if columns.question is not None:
        return row[columns.question] or options.question
    if columns.wide and not (options.question and len(columns.answers) == 1):
        return table.headings[column]
    return options.question


def _attributes(table: Table, columns: Columns, names: list[str]) -> tuple[AnswerTable | None, list[str]]:
    """What the other columns say of each participant, and the headings of those that say different things of one."""
    rows: dict[str, dict[str, str]] = {name: {} for name in names}
    mixed: list[str] = []
    kept: list[str] = []
    for column in columns.others:
        values: dict[str, set[str]] = defaultdict(set)
        for name, row in zip(names, table.rows, strict=True):
            if row[column]:
                values[name].add(row[column])
        heading = table.headings[column]
        if any(len(said) > 1 for said in values.values()):
            mixed.append(heading)
        elif values:
            kept.append(heading)
            for name, said in values.items():
                rows[name][heading] = next(iter(said))
    return (AnswerTable(tuple(kept), rows) if kept else None), mixed


def _column_notes(table: Table, columns: Columns, mixed: list[str]) -> list[str]:
    """Which columns were taken for what, and which were left out."""

    def titles(numbers: tuple[int | None, ...]) -> str:
        return ", ".join(_short(table.headings[number]) for number in numbers if number is not None)

    notes = [_("Answers were taken from: {columns}.").format(columns=titles(columns.answers))]
    if columns.participant is None:
        notes.append(_("No column names the participants: each row is one, from R-01 on."))
    else:
        notes.append(_("Participants were taken from: {columns}.").format(columns=titles((columns.participant,))))
    if columns.question is not None:
        notes.append(_("Questions were taken from: {columns}.").format(columns=titles((columns.question,))))
    if mixed:
        message = _("Left out, since they differ between rows of one participant: {columns}.")
        notes.append(message.format(columns=", ".join(map(_short, mixed))))
    return notes


def _count_notes(empty: int, filled: int, silent: int) -> list[str]:
    notes: list[str] = []
    if silent:
        sentence = ngettext(
            "{count} participant answered nothing and was left out.",
            "{count} participants answered nothing and were left out.",
            silent,
        )
        notes.append(sentence.format(count=silent))
    if empty:
        notes.append(
            ngettext("{count} cell without an answer.", "{count} cells without an answer.", empty).format(count=empty)
        )
    if filled:
        sentence = ngettext(
            "{count} row without a participant was given to the one above.",
            "{count} rows without a participant were given to the one above.",
            filled,
        )
        notes.append(sentence.format(count=filled))
    return notes


def _short(heading: str) -> str:
    heading = " ".join(heading.split())
    return heading if len(heading) <= 40 else f"{heading[:39]}…"
