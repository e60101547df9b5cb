"""The participants as a table of the screen, read at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from codebook.coding import Coder, ReadingState
from exports.report import Cell, Column, Kind, Row, Table
from transcripts.attributes import written_value
from transcripts.i18n import _
from transcripts.model import AttributeKind, AttributeValue
from workbench.store import participants, states, transcripts
from workbench.store.participants import AttributeEntry, ParticipantEntry
from workbench.tui.session import Session
from workbench.workflows.headings import words
from workbench.workflows.recruiting import FIELDS

PSEUDONYM = "pseudonym"
ATTRIBUTE, RECRUITMENT = "attribute.", "recruitment."


@dataclass(frozen=True, slots=True)
class People:
    """What the table of participants shows.

    Attributes:
        entries: The participants; their place is that of their row.
        attributes: Name to attribute, in order.
        table: For the grid.
        left_out: How many are no cases: they refused, withdrew or have not answered.
    """

    entries: tuple[ParticipantEntry, ...]
    attributes: dict[str, AttributeEntry]
    table: Table
    left_out: int


def read_people(session: Session) -> People:
    """Read everything that the table shows; in a blind study only one's own progress."""
    reader = session.study.reader
    entries = tuple(participants.entries(reader))
    attributes = {one.name: one for one in participants.attributes(reader)}
    coders = [session.coder] if session.blind else session.persons
    progress = _Progress(session, coders)
    recruited = any(one.recruitment for one in entries)
    columns = (
        Column(PSEUDONYM, _("Participant")),
        *(_attribute_column(one, session.language) for one in attributes.values()),
        *_recruitment_columns(full=recruited),
        *(Column(f"progress.{one.uuid}", one.name) for one in coders),
        Column("transcripts", _("Transcripts"), Kind.LIST),
    )
    rows: list[Row] = [
        (
            one.pseudonym,
            *(_attribute_cell(one.attributes.get(name)) for name in attributes),
            *_recruitment_cells(one, full=recruited),
            *(progress.of(one, coder) for coder in coders),
            one.transcripts or None,
        )
        for one in entries
    ]
    left_out = len(entries) - len(participants.recruited(reader).numbers)
    return People(entries, attributes, Table("participants", columns, rows), left_out)


def _attribute_column(one: AttributeEntry, language: str) -> Column:
    said = {"yes": _("yes"), "no": _("no")} if one.kind is AttributeKind.YES_NO else {}
    return Column(ATTRIBUTE + one.name, one.label(language), words=said)


def _attribute_cell(value: AttributeValue | None) -> Cell:
    """A whole number as such, so that it is sorted as one; everything else as a person writes it."""
    if value is None:
        return None
    written = written_value(value)
    return int(written) if value.low is not None and written.lstrip("-").isdecimal() else written


def _recruitment_columns(*, full: bool) -> tuple[Column, ...]:
    titles = (_("Recruitment"), _("Reason"), _("Approached on"), _("Answered on"))
    said = words("recruitment")
    columns = tuple(
        Column(RECRUITMENT + field, title, words=said if field == "status" else {})
        for field, title in zip(FIELDS, titles, strict=True)
    )
    return columns if full else columns[:1]


def _recruitment_cells(one: ParticipantEntry, *, full: bool) -> Sequence[Cell]:
    entry = one.recruitment
    cells: list[Cell] = [None] * len(FIELDS)
    if entry is not None:
        cells = [entry.status.value, *(part or None for part in (entry.reason, entry.approached_on, entry.answered_on))]
    return cells if full else cells[:1]


class _Progress:
    """How far coders are with what each participant says."""

    def __init__(self, session: Session, coders: Sequence[Coder]) -> None:
        reader = session.study.reader
        names = dict(transcripts.numbers(reader).values())
        self._states = {
            coder.uuid: {
                names[uuid]: state for uuid, state in states.of_coder(reader, coder.uuid).items() if uuid in names
            }
            for coder in coders
        }

    def of(self, one: ParticipantEntry, coder: Coder) -> str | None:
        """``done``, ``1 of 2 done``, ``coding``; None for one who speaks nowhere."""
        if not one.transcripts:
            return None
        known = self._states[coder.uuid]
        found = [known.get(name, ReadingState.TODO) for name in one.transcripts]
        said = words("state")
        if len(set(found)) == 1:
            return said[found[0].value]
        done = found.count(ReadingState.DONE)
        return _("{done} of {count} done").format(done=done, count=len(found)) if done else said["coding"]
