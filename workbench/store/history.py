"""Taking acts back and doing them again, from the journal, without limit, per coder.

Undoing writes the opposite of an entry's changes as a new entry; nothing is ever taken out of the journal. Acts of
nobody in particular (a study made before it had coders) may be taken back by anyone.
"""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store import seals
from workbench.store.act import Act
from workbench.store.images import POINTED_FROM, Picture
from workbench.store.journal import touched_transcripts
from workbench.store.reader import unpacked
from workbench.store.row import Row
from workbench.store.rows import BINNED, JOURNALLED, METADATA, OWNED, JournalRow
from workbench.store.study_file import StudyFile

#: Rows that one person makes and another may change: who made one does not take the other's change away with it.
_SHARED = frozenset({"rulings"})

#: Rows that follow from others where their uuid does (the state of the consensus): they are put right beside the acts.
_FOLLOWING = frozenset({"coder_states"})
NAMED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """What was undone or redone.

    Attributes:
        verb: Name of the act.
        facts: What its entry said: counts and uuids.
        transcripts: uuids of the transcripts that its changes touch.
    """

    verb: str
    facts: dict[str, Any]
    transcripts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dependent:
    """A row of somebody that would lose its footing.

    Attributes:
        table: Kind of row.
        coder: Name of its coder, "" if it has none.
        count: How many rows of that kind and coder.
    """

    table: str
    coder: str
    count: int


class DependentsError(StoreError):
    """Others built on what is to be taken back.

    Attributes:
        dependents: The list; empty where a seal keeps it.
    """

    def __init__(self, dependents: list[Dependent], *, sealed: bool = False) -> None:
        self.dependents = [] if sealed else dependents
        what = ", ".join(_say(one) for one in dependents)
        said = _("This cannot be taken back: others have built on it.")
        told = _("This cannot be taken back: others have built on it ({what}).").format(what=what)
        super().__init__(said if sealed else told, _("Ask them to take their work back first."))


def undo(study: StudyFile, coder: str | None, *, own: bool = False) -> Entry:
    """Take back the coder's last act that still stands.

    Args:
        study: The open study.
        coder: uuid, None for acts of nobody in particular.
        own: Whether imports, and acts of nobody in particular, are left alone.

    Raises:
        StoreError: If there is nothing to take back, or others changed or built on it since.
    """
    return _replay(study, coder, kind="undo", own=own)


def redo(study: StudyFile, coder: str | None, *, own: bool = False) -> Entry:
    """Do again what was undone last; any act in between ends that.

    Args:
        study: The open study.
        coder: uuid, None for acts of nobody in particular.
        own: Whether imports, and acts of nobody in particular, are left alone.

    Raises:
        StoreError: If there is nothing to do again, or others changed it since.
    """
    return _replay(study, coder, kind="redo", own=own)


def _replay(study: StudyFile, coder: str | None, *, kind: str, own: bool) -> Entry:
    """Take one step; in a blind study without telling how much others built on what it concerns."""
    try:
        return _replayed(study, coder, kind=kind, own=own)
    except DependentsError as error:
        if seals.is_sealed(study.reader) or _stands_aside(study, error.dependents):
            raise DependentsError(error.dependents, sealed=True) from error
        raise


def _stands_aside(study: StudyFile, dependents: list[Dependent]) -> bool:
    """Whether something of it is of a layer aside, of which others are told nothing before it is done."""
    names = {name for (name,) in study.reader.rows("SELECT name FROM coders WHERE kind = 'aside'")}
    return any(one.coder in names for one in dependents)


def _replayed(study: StudyFile, coder: str | None, *, kind: str, own: bool) -> Entry:
    backwards = kind == "undo"
    with study.act(coder, kind, kind=kind) as act:
        entry = _top(act, backwards=backwards, own=own)
        act.target = entry.uuid
        act.verb = entry.verb
        act.facts = unpacked(entry.facts)
        changes = unpacked(entry.changes)
        for change in reversed(changes) if backwards else changes:
            source, target = (change["after"], change["before"]) if backwards else (change["before"], change["after"])
            _turn(act, change["table"], change["uuid"], source, target)
        act.run(
            "UPDATE history SET state = :state WHERE entry_id = :entry",
            state="undone" if backwards else "done",
            entry=entry.id,
        )
        return Entry(entry.verb, act.facts, touched_transcripts(changes))


def _top(act: Act, *, backwards: bool, own: bool) -> JournalRow:
    order = "DESC" if backwards else "ASC"
    number = act.run(
        "SELECT h.entry_id FROM history h JOIN journal j ON j.id = h.entry_id WHERE h.state = :state"
        " AND (h.coder_id = :coder OR (h.coder_id IS NULL AND :anybody = 1))"
        f" AND (:anybody = 1 OR j.verb NOT LIKE '%.import') ORDER BY h.entry_id {order} LIMIT 1",
        state="done" if backwards else "undone",
        anybody=int(not own),
        coder=act.coder_id,
    ).scalar_one_or_none()
    if number is None and own and backwards:
        raise StoreError(
            _("Nothing of yours is left to undo."), _("What was brought in before is taken back by `workbench undo`.")
        )
    if number is None:
        raise StoreError(_("There is nothing to undo.") if backwards else _("There is nothing to redo."))
    query = select(JournalRow).where(METADATA.tables["journal"].columns.id == number)
    return cast(JournalRow, act.session.execute(query).scalar_one())


def _turn(act: Act, name: str, uuid: str, source: Picture | None, target: Picture | None) -> None:
    """Move one row from the state ``source`` to the state ``target``; None means it is not there."""
    kind = JOURNALLED[name]
    row = act.find(kind, uuid)
    if name in _FOLLOWING and UUID(uuid).version == NAMED:
        _follow(act, name, row, target)
        return
    try:
        if target is None:
            if name in _SHARED and source is not None:
                _check_unchanged(act, _expected(row), source)
            _take_out(act, name, _expected(row))
        elif source is None:
            _put_in(act, kind, row, target)
        else:
            _check_unchanged(act, _expected(row), source)
            act.change(_expected(row), **act.pictures.values(name, target))
    except LookupError as error:
        raise StoreError(
            _("This cannot be taken back: words or rows that it needs are no longer in the study."),
            _("They were removed for good, for instance when a participant withdrew."),
        ) from error


def _follow(act: Act, name: str, row: Row | None, target: Picture | None) -> None:
    """Bring a row that follows from others back to what it was, whatever became of it since."""
    if row is not None and target is None:
        act.remove(row)
    elif row is not None and target is not None:
        act.change(row, **act.pictures.values(name, target))
    elif target is not None and "uuid" in target:
        act.add(JOURNALLED[name](**act.pictures.values(name, target)))


def _expected(row: Row | None) -> Row:
    if row is None:
        raise StoreError(
            _("This cannot be taken back: somebody has removed it since."), _("See `workbench journal STUDY`.")
        )
    return row


def _check_unchanged(act: Act, row: Row, source: Picture) -> None:
    if act.pictures.of(row, only=frozenset(source)) != source:
        raise StoreError(
            _("This cannot be taken back: somebody has changed it since."), _("See `workbench journal STUDY`.")
        )


def _take_out(act: Act, name: str, row: Row) -> None:
    dependents = _dependents(act.session, name, cast(int, row.id))
    if dependents:
        raise DependentsError(dependents)
    if name == "coders" and _has_signed(act, cast(int, row.id)):
        return  # a coder whose acts are in the journal stays: it is only appended to
    if name in BINNED:
        act.change(row, deleted_at=act.at)
    else:
        act.remove(row)


def _has_signed(act: Act, number: int) -> bool:
    """Whether anything names a coder that undo does not take back: the journal, versions of codes, where they read."""
    tables = ("journal", "code_versions", "places", "suggestion_requests")
    return any(
        act.run(f"SELECT 1 FROM {table} WHERE coder_id = :number LIMIT 1", number=number).first() for table in tables
    )


def _put_in(act: Act, kind: type[Row], row: Row | None, target: Picture) -> None:
    values = act.pictures.values(str(kind.__tablename__), target)
    if row is None:
        act.add(kind(**values))
    else:
        act.change(row, **values)


def _dependents(session: Session, name: str, number: int) -> list[Dependent]:
    found: list[Dependent] = []
    for child, column in POINTED_FROM[name]:
        if child in OWNED or child not in JOURNALLED:
            continue
        columns = METADATA.tables[child].columns
        query = select(JOURNALLED[child]).where(columns[column] == number)
        if child in BINNED:
            query = query.where(columns.deleted_at.is_(None))
        counts: dict[str, int] = {}
        for row in session.execute(query).scalars():
            coder = _coder_name(session, getattr(row, "coder_id", None))
            counts[coder] = counts.get(coder, 0) + 1
        found += [Dependent(child, coder, count) for coder, count in sorted(counts.items())]
    return found


def _coder_name(session: Session, number: int | None) -> str:
    if number is None:
        return ""
    columns = METADATA.tables["coders"].columns
    return cast(str, session.execute(select(columns.name).where(columns.id == number)).scalar_one())


def _say(one: Dependent) -> str:
    kinds = {
        "codings": _("codings"),
        "memos": _("memos"),
        "codes": _("codes"),
        "coder_states": _("reading states"),
        "attribute_values": _("attribute values"),
        "question_codes": _("guide questions"),
        "turn_questions": _("linked questions"),
        "recruitment": _("records of recruitment"),
        "categories": _("categories"),
        "summaries": _("cells of the framework grid"),
        "decisions": _("decisions about suggestions"),
        "suggestion_lists": _("lists of suggestions"),
        "openings": _("opened seals"),
        "rulings": _("rulings"),
        "consensus_sources": _("codings of the consensus"),
    }
    kind = kinds.get(one.table, one.table)
    if not one.coder:
        return _("{count} {kind}").format(count=one.count, kind=kind)
    return _("{count} {kind} by {coder}").format(count=one.count, kind=kind, coder=one.coder)
