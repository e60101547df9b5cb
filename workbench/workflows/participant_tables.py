"""Tables of what is known of the participants: a row for each, the pseudonym in one column."""

from pathlib import Path

from codebook.naming import loose_key
from exports.cells import without_guard
from transcripts.files import size_of
from transcripts.i18n import _
from transcripts.readers.options import AnswerTable, ReadingOptions
from transcripts.readers.tables import Table, read_delimited, read_workbook
from workbench.errors import StoreError

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
_PSEUDONYM = ("pseudonym", "pseudonyme", "participant", "participante", "participant id", "id", "code")
_OURS = ("transcripts",)


def read_participants(path: Path) -> AnswerTable:
    """The pseudonyms and attributes in a table; a column ``transcripts``, as our own export has it, is passed over.

    Raises:
        StoreError: If the file is no table, or names a participant twice.
        TranscriptError: If it cannot be read.
    """
    table = _table(path)
    keys = [loose_key(heading).replace("_", " ").strip() for heading in table.headings]
    who = next((keys.index(name) for name in _PSEUDONYM if name in keys), 0)
    kept = [place for place, key in enumerate(keys) if place != who and key not in _OURS]
    rows: dict[str, dict[str, str]] = {}
    for row in table.rows:
        pseudonym = without_guard(row[who])
        if not pseudonym:
            raise StoreError(
                _("A row of {name} has nothing in the column {column}.").format(
                    name=path.name, column=table.headings[who]
                ),
                _("Give every participant a pseudonym."),
            )
        if pseudonym in rows:
            raise StoreError(
                _("{name} names {pseudonym} twice.").format(name=path.name, pseudonym=pseudonym),
                _("Keep one row for each participant."),
            )
        rows[pseudonym] = {table.headings[place]: without_guard(row[place]) for place in kept if row[place]}
    return AnswerTable(tuple(table.headings[place] for place in kept), rows)


def _table(path: Path) -> Table:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise StoreError(
            _("{name} is no table of participants that can be read.").format(name=path.name),
            _("Known endings: {endings}.").format(endings=", ".join(ENDINGS)),
        )
    try:
        size_of(path)
        return (read_workbook if ending == ".xlsx" else read_delimited)(path, ReadingOptions())
    except FileNotFoundError as error:
        raise StoreError(_("There is no file {name}.").format(name=path.name), _("Look at the path.")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(_("{name} cannot be read: {reason}.").format(name=path.name, reason=reason)) from error
