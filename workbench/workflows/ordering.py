"""Participants' own rankings of codes, as a questionnaire or the end of an interview gives them."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from codebook.errors import CodebookError
from exports.cells import without_guard
from exports.report import Column, Kind, Report, Table
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store import codes as code_store
from workbench.store import orders as order_store
from workbench.store import participants as participant_store
from workbench.store.coders import new_uuid
from workbench.workflows.participant_tables import read_participants

if TYPE_CHECKING:
    from codebook.book import Codebook
    from workbench.store.act import Act
    from workbench.store.study_file import StudyFile

Places = Mapping[str, Mapping[str, float]]
"""Pseudonym → uuid of a code → place."""


def read_orders(study: "StudyFile", path: Path) -> dict[str, dict[str, float]]:
    """The orders in a table: a row for each participant, a column for each code, a place in the cells.

    An empty cell is a code that the participant does not rank; equal places are ties.

    Raises:
        StoreError: If a participant is unknown, or a place is no number from 1 up.
        CodebookError: If a column names no code.
        TranscriptError: If the file cannot be read.
    """
    table = read_participants(path)
    book = code_store.book(study.reader)
    codes = {heading: _code(book, heading, path.name) for heading in table.columns}
    known = {person.pseudonym for person in participant_store.all(study.reader)}
    found: dict[str, dict[str, float]] = {}
    for pseudonym, row in table.rows.items():
        who = participant_store.spelling(known, pseudonym)
        if who not in known:
            raise StoreError(
                _("There is no participant {name} in this study.").format(name=pseudonym),
                _("See them with `workbench participants STUDY`."),
            )
        found[who] = {codes[heading]: _place(written, who, heading) for heading, written in row.items() if written}
    return found


def _code(book: "Codebook", heading: str, name: str) -> str:
    try:
        return book.named(without_guard(heading)).uuid
    except CodebookError as error:
        raise CodebookError(
            _("The column {column} of {name} names no code.").format(column=heading, name=name),
            _("Call each column by the short name or the label of a code."),
        ) from error


def _place(written: str, who: str, heading: str) -> float:
    try:
        place = float(written.strip().replace(",", "."))
    except ValueError:
        place = 0.0
    if not 1 <= place < 1000:
        raise StoreError(
            _("{who} gives {code} the place “{words}”, which is none.").format(who=who, code=heading, words=written),
            _("Write 1 for the first, 2 for the second; leave the cell empty where it was not ranked."),
        )
    return place


def set_orders(study: "StudyFile", coder: str | None, orders: Places) -> int:
    """Keep the orders of some participants in place of those they had, in one act; an empty order forgets theirs.

    Returns:
        How many participants have changed.

    Raises:
        StoreError: If a participant is unknown.
    """
    with study.act(coder, "order.set") as act:
        changed = sum(_set(act, who, places) for who, places in orders.items())
        act.facts["count"] = changed
        return changed


def _set(act: "Act", who: str, places: Mapping[str, float]) -> bool:
    from workbench.store.finding_rows import ParticipantOrderRow
    from workbench.store.rows import CodeRow, ParticipantRow

    people = [row for row in act.all(ParticipantRow, pseudonym=who) if row.deleted_at is None]
    if not people:
        raise StoreError(
            _("There is no participant {name} in this study.").format(name=who),
            _("See them with `workbench participants STUDY`."),
        )
    number = cast(int, people[0].id)
    present = {row.code_id: row for row in act.all(ParticipantOrderRow, participant_id=number)}
    wanted = {cast(int, act.get(CodeRow, code).id): place for code, place in places.items()}
    changed = False
    for code, row in present.items():
        if code not in wanted:
            act.remove(row)
            changed = True
        elif row.place != wanted[code]:
            act.change(row, place=wanted[code])
            changed = True
    fresh = [code for code in wanted if code not in present]
    act.add_all(
        ParticipantOrderRow(uuid=new_uuid(), participant_id=number, code_id=code, place=wanted[code]) for code in fresh
    )
    return changed or bool(fresh)


def orders_table(study: "StudyFile") -> Report:
    """The orders as a table that ``read_orders`` takes."""
    orders = order_store.all(study.reader)
    book = code_store.book(study.reader)
    ranked = {code for places in orders.values() for code in places}
    codes = [code for code in book.codes if code.uuid in ranked]
    columns = (
        Column("participant", _("participant")),
        *(Column(code.short, code.label(study.language), Kind.NUMBER, digits=1) for code in codes),
    )
    rows = [(who, *(places.get(code.uuid) for code in codes)) for who, places in orders.items()]
    return Report("orders", _("Participants' own orders"), tables=(Table("orders", columns, rows),))
