"""Tables of what is known of the participants: a row for each, the pseudonym in one column."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from codebook.naming import loose_key
from exports.cells import without_guard
from transcripts.files import size_of
from transcripts.i18n import _
from transcripts.readers.options import AnswerTable, ReadingOptions
from transcripts.readers.tables import Table, read_delimited, read_workbook
from transcripts.words import word_set
from workbench.errors import StoreError
from workbench.store.participants import attribute_key

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
_PSEUDONYM = ("pseudonym", "pseudonyme", "participant", "participante", "participant id", "id", "code")
_OURS = ("transcripts", "transcriptions")


def read_participants(path: Path) -> AnswerTable:
    """The pseudonyms and attributes in a table; a column ``transcripts``, as our own export has it, is passed over.

    Raises:
        StoreError: If the file is no table, or names a participant twice.
        TranscriptError: If it cannot be read.
    """
    table = _table(path)
    unguarded = _unguarded(table)
    headings = [unguarded(heading) for heading in table.headings]
    keys = [loose_key(heading).replace("_", " ").strip() for heading in headings]
    who = next((keys.index(name) for name in _PSEUDONYM if name in keys), 0)
    kept = [place for place, key in enumerate(keys) if place != who and key not in _OURS]
    rows: dict[str, dict[str, str]] = {}
    for row in table.rows:
        pseudonym = unguarded(row[who])
        if not pseudonym:
            raise StoreError(
                _("A row of {name} has nothing in the column {column}.").format(name=path.name, column=headings[who]),
                _("Give every participant a pseudonym."),
            )
        if pseudonym in rows:
            raise StoreError(
                _("{name} names {pseudonym} twice.").format(name=path.name, pseudonym=pseudonym),
                _("Keep one row for each participant."),
            )
        rows[pseudonym] = {headings[place]: unguarded(row[place]) for place in kept if row[place]}
    return AnswerTable(tuple(headings[place] for place in kept), rows)


def _unguarded(table: Table) -> Callable[[str], str]:
    """Takes the apostrophe away that our text tables have before what looks like a formula; a workbook has none."""
    return without_guard if table.encoding else str


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


def read_links(path: Path) -> list[dict[str, str]]:
    """The rows of a table of speakers: ``transcript``, ``speaker``, ``participant`` and ``role``, as far as there are.

    Raises:
        StoreError: If the file is no table, or has no column of participants beside one of speakers or transcripts.
        TranscriptError: If it cannot be read.
    """
    fields, rows = read_fields(path, _LINKS)
    if "participant" not in fields or not fields & {"transcript", "speaker"}:
        raise StoreError(
            _("{name} does not say which speaker is which participant.").format(name=path.name),
            _("Its columns are called transcript, speaker, participant and, if wanted, role."),
        )
    return rows


def read_fields(path: Path, names: Mapping[str, Sequence[str]]) -> tuple[set[str], list[dict[str, str]]]:
    """The rows of a table, as far as its columns are known.

    Args:
        path: The table.
        names: Field to what its column may be called, the best first.

    Returns:
        The fields that the table has, and its rows: field to cell.

    Raises:
        StoreError: If the file is no table.
        TranscriptError: If it cannot be read.
    """
    table = _table(path)
    unguarded = _unguarded(table)
    keys = [attribute_key(heading) for heading in table.headings]
    places = {field: keys.index(key) for field, known in names.items() for key in known[::-1] if key in keys}
    return set(places), [{field: unguarded(row[place]) for field, place in places.items()} for row in table.rows]


_LINKS = {
    "transcript": ("transcript", "transcription", "file", "fichier"),
    "speaker": ("speaker", "locuteur", "locutrice", "label"),
    "participant": ("participant", "participante", "pseudonym", "pseudonyme"),
    "role": ("role",),
}

#: Headings of columns that tell who somebody is, in French and English.
_TELLING = word_set("nom prenom noms name surname courriel email mail telephone phone adresse address tel nas sin")
_TELLING_PAIRS = frozenset(
    (
        "e mail",
        "first name",
        "last name",
        "full name",
        "nom complet",
        "nom de famille",
        "date of birth",
        "date de naissance",
    )
)


def telling_columns(columns: Sequence[str]) -> list[str]:
    """Headings that look as if their column told who people are; a study knows them by pseudonym only."""
    return [name for name in columns if (key := attribute_key(name)) in _TELLING_PAIRS or key in _TELLING]
