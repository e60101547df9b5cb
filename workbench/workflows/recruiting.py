"""How people came into the study, or did not: what tables say of it, and the counts that a methods section needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from transcripts.attributes import Habits, habits_of, read_cell
from transcripts.days import Doubt
from transcripts.i18n import _
from transcripts.model import AttributeKind, Knowledge
from transcripts.words import name_key
from workbench.errors import StoreError
from workbench.store import participants as participant_store
from workbench.store.coders import new_uuid
from workbench.store.participants import Recruitment, RecruitmentEntry, attribute_key

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.study_file import StudyFile

_STATUSES = {
    Recruitment.APPROACHED: "approached approche approchee contacted contacte contactee invited invite invitee",
    Recruitment.ACCEPTED: "accepted accepte acceptee accept participe participated interviewed interviewe interviewee",
    Recruitment.REFUSED: "refused refuse refusee refus declined decline",
    Recruitment.WITHDRAWN: "withdrawn withdrew retire retiree desiste desistee abandon retrait",
}
_STATUS_OF = {word: status for status, words in _STATUSES.items() for word in words.split()}
_HEADINGS = {
    "status": ("status", "statut", "recruitment", "recrutement", "recruitment status", "statut de recrutement"),
    "reason": ("reason", "raison", "motif", "raison du refus", "motif du refus", "reason for refusal"),
    "approached_on": ("approached on", "approche le", "approchee le", "contacte le", "contactee le", "date de contact"),
    "answered_on": ("answered on", "repondu le", "a repondu le", "reponse le", "date de reponse"),
}
FIELDS = tuple(_HEADINGS)
"""What is recorded of a recruitment, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class RecruitmentColumns:
    """The columns of a table that tell of recruitment.

    Attributes:
        headings: Field (one of ``FIELDS``) to the heading of its column; empty where the table tells nothing of it.
        habits: Field to how its column is written.
    """

    headings: Mapping[str, str]
    habits: Mapping[str, Habits]

    def entry(self, cells: Mapping[str, str], known: RecruitmentEntry | None) -> RecruitmentEntry | None:
        """What a row says; what it leaves empty stays as known. None where it says nothing.

        Raises:
            StoreError: If a status or date cannot be understood.
        """
        said = {field: cells.get(heading, "").strip() for field, heading in self.headings.items()}
        if not any(said.values()):
            return None
        status = read_status(said["status"]) if said.get("status") else None
        if known is None and status is None:
            raise StoreError(_("The status is missing."), status_hint())
        entry = known or RecruitmentEntry(cast(Recruitment, status))
        return replace(
            entry,
            status=status or entry.status,
            reason=said.get("reason") or entry.reason,
            approached_on=self._day("approached_on", said) or entry.approached_on,
            answered_on=self._day("answered_on", said) or entry.answered_on,
        )

    def doubt(self, field: str, cells: Mapping[str, str]) -> Doubt | None:
        """Why the date in a cell may have been meant otherwise."""
        return read_cell(cells.get(self.headings.get(field, ""), ""), AttributeKind.DATE, self.habits.get(field)).doubt

    def _day(self, field: str, said: Mapping[str, str]) -> str:
        return read_date(said.get(field, ""), self.habits.get(field))


def recruitment_columns(
    headings: Sequence[str], rows: Iterable[Mapping[str, str]], attributes: Iterable[str] = ()
) -> RecruitmentColumns:
    """Which columns of a table tell of recruitment: none, unless one holds statuses of recruitment and nothing else.

    Args:
        headings: Of the table.
        rows: Heading to cell, of every participant.
        attributes: Names of the study's attributes; a column of such a name is that attribute.
    """
    rows, taken = list(rows), {attribute_key(name) for name in attributes}
    found: dict[str, str] = {}
    for field, names in _HEADINGS.items():
        for heading in headings:
            key = attribute_key(heading)
            ours = key == attribute_key(f"recruitment.{field}")
            if field not in found and (ours or (key in names and key not in taken)):
                found[field] = heading
    if "status" not in found or not _tells_status(row.get(found["status"], "") for row in rows):
        return RecruitmentColumns({}, {})
    habits = {field: habits_of([row.get(heading, "") for row in rows]) for field, heading in found.items()}
    return RecruitmentColumns(found, habits)


def _tells_status(cells: Iterable[str]) -> bool:
    written = [cell for cell in cells if cell.strip()]
    return bool(written) and all(name_key(cell.strip()) in _STATUS_OF for cell in written)


def read_status(written: str) -> Recruitment:
    """A status as written in French or English.

    Raises:
        StoreError: If it is none.
    """
    status = _STATUS_OF.get(name_key(written.strip()))
    if status is None:
        raise StoreError(_("“{word}” is no status of recruitment.").format(word=written), status_hint())
    return status


def status_hint() -> str:
    """Which statuses there are."""
    return _("Statuses: {names}.").format(names=", ".join(Recruitment))


def read_date(written: str, habits: Habits | None = None) -> str:
    """A date as ISO writes it; "" for nothing and for what is not known.

    Raises:
        StoreError: If it is no date.
    """
    if not written.strip():
        return ""
    value = read_cell(written, AttributeKind.DATE, habits).value
    if value is None:
        raise StoreError(
            _("“{word}” is no date.").format(word=written), _("Write it like 2024-03-12, 12/03/2024 or 12 March 2024.")
        )
    return value.text if value.knowledge in (Knowledge.KNOWN, Knowledge.APPROXIMATE) else ""


def set_recruitment(
    study: "StudyFile", coder: str | None, pseudonyms: Sequence[str], changes: Mapping[str, str]
) -> tuple[str, ...]:
    """Record how people came into the study; who is not in it yet is added.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        pseudonyms: Of whom.
        changes: Field (one of ``FIELDS``) to what is written for it; a field that is not named stays as it is, and an
            empty one is cleared.

    Returns:
        Pseudonyms of those that were made.

    Raises:
        StoreError: If a status or date cannot be understood; nothing is changed.
    """
    from workbench.workflows.importing import People

    fields: dict[str, str] = {}
    for field, written in changes.items():
        if field == "status":
            fields[field] = read_status(written).value
        else:
            fields[field] = written.strip() if field == "reason" else read_date(written)
    with study.act(coder, "participant.recruit") as act:
        people = People(act)
        known = participant_store.numbers(study.reader).values()
        put_recruitment(act, {people.number(participant_store.spelling(known, one)): fields for one in pseudonyms})
        act.facts["count"] = len(pseudonyms)
        return tuple(people.made)


def put_recruitment(act: "Act", entries: Mapping[int, Mapping[str, Any]]) -> None:
    """Write what is known of recruitment, as part of a step.

    Args:
        act: The step.
        entries: Row number of a participant to the fields to set.

    Raises:
        StoreError: If nothing is known of somebody yet and no status is given.
    """
    from workbench.store.finding_rows import RecruitmentRow

    rows = {row.participant_id: row for row in act.all(RecruitmentRow)} if entries else {}
    fresh: list[RecruitmentRow] = []
    for number, fields in entries.items():
        if number in rows:
            act.change(rows[number], **fields)
        elif "status" in fields:
            fresh.append(RecruitmentRow(uuid=new_uuid(), participant_id=number, **fields))
        else:
            raise StoreError(_("The status is missing."), status_hint())
    act.add_all(fresh)
