"""Tables of links between turns and questions, as people fill them in: read, and held against a study."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.naming import loose_key
from exports.cells import without_guard
from transcripts.i18n import _
from transcripts.words import word_set
from workbench.errors import StoreError
from workbench.store import guide as guide_store
from workbench.store import guide_turns
from workbench.store import transcripts as transcript_store
from workbench.store.guide_turns import Decided
from workbench.store.study_file import StudyFile
from workbench.workflows.reading_tables import read_table

if TYPE_CHECKING:
    pass

_NAMES = {
    "transcript": "transcript|document|file|entretien|transcription|fichier",
    "turn": "turn|number|tour|tour de parole|numero|n|§",
    "question": "question",
    "follow_up": "follow up|followup|relance",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_YES = word_set("yes y true 1 x oui o vrai follow-up followup relance")
_NO = word_set("no n false 0 non faux opening ouverture") | {""}
#: What may stand for a turn that puts no question, beside an empty cell.
_NONE = word_set("- – none no aucune non 0") | {""}


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One row, as written.

    Attributes:
        row: 1 for the first under the header.
        transcript: Name of the transcript.
        turn: Number of the turn, as written.
        question: Name of the question, "" for none.
        follow_up: As written.
    """

    row: int
    transcript: str
    turn: str
    question: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class LinkTable:
    """A table of links, read and not yet held against a study."""

    name: str
    lines: tuple[LinkLine, ...]


def read_link_table(path: Path) -> LinkTable:
    """Read a table with the columns transcript, turn, question and, if wanted, follow_up; others are passed over.

    Raises:
        StoreError: If the file is no table, or lacks a column that is needed.
        TranscriptError: If it cannot be read, or has no rows.
    """
    table = read_table(path, _("{name} is no table that links can be read from."))
    fields = [_FIELD_OF.get(loose_key(heading).replace("_", " ").strip(), "") for heading in table.headings]
    missing = [name for name in ("transcript", "turn", "question") if name not in fields]
    if missing:
        raise StoreError(
            _("{name} lacks the columns {missing}; it has: {columns}.").format(
                name=path.name, missing=", ".join(missing), columns=", ".join(table.headings)
            ),
            _("Name them in the first line: transcript, turn, question, follow_up."),
        )
    lines = []
    for row, cells in enumerate(table.rows, start=1):
        values = dict.fromkeys(_NAMES, "")
        for name, cell in zip(fields, cells, strict=True):
            if name and not values[name]:
                values[name] = without_guard(cell)
        lines.append(LinkLine(row, **values))
    return LinkTable(path.name, tuple(lines))


def plan_links(study: StudyFile, table: LinkTable) -> dict[str, list[Decided]]:
    """What a table decides, by uuid of the transcript; every row is checked before anything is written.

    Raises:
        StoreError: With the first row that is wrong, and why.
    """
    plan: dict[str, list[Decided]] = {}
    asking: dict[str, set[int]] = {}
    questions = {entry.name.casefold(): entry.uuid for entry in guide_store.questions(study.reader)}
    for line in table.lines:
        try:
            transcript = transcript_store.named(study.reader, line.transcript)
            if transcript not in asking:
                asking[transcript] = {turn.number for turn in guide_turns.asking(study.reader, transcript)}
            plan.setdefault(transcript, []).append(_decided(line, asking[transcript], questions))
        except StoreError as error:
            said = error.message.rstrip(".")
            raise StoreError(
                _("Row {row} of {name}: {what}.").format(row=line.row, name=table.name, what=said),
                error.hint or _("Nothing was changed. Mend the row."),
            ) from error
    return plan


def _decided(line: LinkLine, asking: set[int], questions: dict[str, str]) -> Decided:
    number = int(line.turn) if line.turn.isdecimal() and len(line.turn) < 10 else 0
    if number not in asking:
        raise StoreError(
            _("turn {number} is not one in which an interviewer speaks").format(number=line.turn or "–"),
            _("See who asks with `workbench transcripts STUDY --speakers`."),
        )
    follow_up = line.follow_up.casefold()
    if follow_up not in _YES | _NO:
        raise StoreError(_('"{word}" is neither yes nor no').format(word=line.follow_up))
    uuid = questions.get(line.question.casefold())
    if uuid is None and line.question.casefold() not in _NONE:
        raise StoreError(
            _("the guide has no question {name}").format(name=line.question),
            _("See the guide with `workbench guide STUDY`."),
        )
    return Decided(number, uuid, uuid is not None and follow_up in _YES)
