"""Who may see whose work: what a blind study and layers aside keep sealed, said once, as conditions on rows.

A reader that is sealed sees tables that hold what coders did through views of the same names, made anew for each of its
connections; so no query, present or future, can show or count what its viewer may not see, and an output cannot depend
on it. In a blind study nobody in particular sees nothing of them: a query that asks is refused. Writing, and what keeps
a file whole (a merge, a check), reads past the seal: ``StudyFile.whole``.

The rule, for the work of coder ``c`` on transcript ``t``. One's own work is always there. Else, in a blind study, the
seal of ``t`` was opened and neither the viewer nor ``c`` has gone back to it (their states on it are done or none); the
consensus has no state of its own there. And a layer aside neither sees nor is seen before it is done with ``t``,
whatever the study; between the layers of one person nothing else is asked.

On a shared file this is a procedure, not a protection: whoever can read the file can read it with other tools.
"""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind
from workbench.store import coders, dialect

if TYPE_CHECKING:
    from workbench.store.reader import Reader

#: Name of the setting that makes a study blind. Studies of before had a fact of that name.
BLIND = "blind"

#: Beginnings of the names of acts that tell of coders' work rather than of the study.
WORK = (
    *("coding.", "memo.", "quotation.", "cell.", "ruling.", "consensus.", "code.create", "code.in_vivo"),
    *("suggestion.accept", "suggestion.change", "suggestion.reject", "suggestion.ask", "suggestion.stop"),
    "study.merge",  # it says how many acts came
)


@dataclass(frozen=True, slots=True)
class Sight:
    """From where a reader looks.

    Attributes:
        coder: Row number of who looks, None for nobody in particular.
        kind: Kind of that coder, "" for nobody.
        person: Row number of the person whose layer it is; ``coder`` for a person.
        blind: Whether the study is blind.
    """

    coder: int | None
    kind: str
    person: int | None
    blind: bool


def is_blind(reader: "Reader") -> bool:
    """Whether the study is blind: what coders do is sealed, transcript by transcript, until it is opened."""
    return _look(reader)[0]


def _look(reader: "Reader") -> tuple[bool, bool]:
    """Whether the study is blind, and whether anybody codes aside in it: one statement, since every act asks."""
    row = reader.one(
        "SELECT coalesce((SELECT value FROM preferences WHERE name = :name),"
        " (SELECT value FROM facts WHERE key = :name)), EXISTS (SELECT 1 FROM coders WHERE kind = 'aside')",
        name=BLIND,
    )
    written, aside = row or ("", 0)
    return written in ("1", "yes", "true"), bool(aside)


def sight_of(reader: "Reader", coder: str | None) -> Sight | None:
    """From where a coder looks; None where nothing of the study is ever sealed.

    Args:
        reader: Of the study.
        coder: uuid, None for nobody in particular.
    """
    blind, aside = _look(reader)
    if not blind and not aside:
        return None
    found = reader.one(
        "SELECT o.id, o.kind, coalesce(a.person_id, o.id) FROM coders o LEFT JOIN asides a ON a.coder_id = o.id"
        " WHERE o.uuid = :coder",
        coder=coder,
    )
    if found is None:
        return Sight(None, "", None, blind)
    number, kind, person = found
    return Sight(number, kind, person, blind)


def conceal(connection: sqlite3.Connection, sight: Sight | None) -> None:
    """Put views before the tables of a connection; what they leave out is not there for its queries.

    Args:
        connection: For reading.
        sight: From where it looks from now on; None takes the views away.
    """
    refused = frozenset[str]() if sight is None else _refused(sight)
    views = {name: make(sight) for name, make in _CONDITIONS.items() if sight is not None and name not in refused}
    connection.set_authorizer(None)
    dialect.replace_views(connection, _CONDITIONS, views)
    if refused:
        connection.set_authorizer(lambda action, table, *_rest: _judge(action, table, refused))


def _refused(sight: Sight) -> frozenset[str]:
    """Tables that cannot be read at all: a count of nothing, where nobody said who looks, would be taken for a fact."""
    alone = sight.blind and sight.coder is None
    return frozenset(_CONDITIONS) - {"coder_states", "journal"} if alone else frozenset()


def _judge(action: int, table: str | None, refused: frozenset[str]) -> int:
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_READ and table in refused else sqlite3.SQLITE_OK


# -- the rule as conditions of SQL ---------------------------------------------------------------------------------


def seen(sight: Sight, coder: str, transcript: str) -> str:
    """The rule for the work of one coder on one transcript.

    Args:
        sight: From where.
        coder: SQL for the row number of whose work it is.
        transcript: SQL for the row number of the transcript.
    """
    me = str(sight.coder or 0)
    parts = [f"({_kind(coder)} <> 'aside' OR {_is_done(coder, transcript)})"]
    if sight.kind == CoderKind.ASIDE:
        parts.append(_is_done(me, transcript))
    if sight.blind:
        theirs = f"coalesce((SELECT person_id FROM main.asides WHERE coder_id = {coder}), {coder})"
        own = 0 if sight.kind == CoderKind.CONSENSUS else sight.person or 0
        parts.append(f"({theirs} = {own} OR {_is_open(sight, coder, transcript)})")
    rule = " AND ".join(parts)
    # What the consensus holds on a sealed transcript comes from others: the consensus itself has no right to it.
    return f"({rule})" if sight.kind == CoderKind.CONSENSUS else f"({coder} = {me} OR ({rule}))"


def _kind(coder: str) -> str:
    return f"(SELECT kind FROM main.coders WHERE id = {coder})"


def _is_done(coder: str, transcript: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM main.coder_states WHERE coder_id = {coder} AND transcript_id = {transcript}"
        " AND state = 'done')"
    )


def _is_open(sight: Sight, coder: str, transcript: str) -> str:
    """Opened, and neither side has gone back to it; the consensus, made from both, has no such state."""
    mine = "0" if sight.kind == CoderKind.CONSENSUS else f"{sight.coder or 0}, {sight.person or 0}"
    return (
        f"EXISTS (SELECT 1 FROM main.openings WHERE transcript_id = {transcript}) AND NOT EXISTS"
        f" (SELECT 1 FROM main.coder_states s WHERE s.transcript_id = {transcript} AND s.state <> 'done'"
        f" AND (s.coder_id IN ({mine}) OR s.coder_id = {coder} AND {_kind(coder)} <> 'consensus'))"
    )


def _all_seen(sight: Sight, coder: str) -> str:
    """Nothing of a coder is sealed: for work that hangs on no transcript."""
    return (
        f"({coder} = {sight.coder or 0} OR NOT EXISTS (SELECT 1 FROM main.coder_states w WHERE w.coder_id = {coder}"
        f" AND NOT {seen(sight, 'w.coder_id', 'w.transcript_id')}))"
    )


def _by_place(sight: Sight) -> str:
    return seen(sight, "x.coder_id", "x.transcript_id")


def _memos(sight: Sight) -> str:
    return (
        "CASE WHEN x.coding_id IS NOT NULL THEN"
        f" {seen(sight, 'x.coder_id', '(SELECT transcript_id FROM main.codings WHERE id = x.coding_id)')}"
        f" WHEN x.transcript_id IS NOT NULL THEN {_by_place(sight)} ELSE {_all_seen(sight, 'x.coder_id')} END"
    )


def _summaries(sight: Sight) -> str:
    """A cell of the framework grid is about all that a participant says."""
    spoken = "SELECT 1 FROM main.speakers p WHERE p.participant_id = x.participant_id"
    return (
        f"CASE WHEN EXISTS ({spoken}) THEN NOT EXISTS ({spoken} AND NOT {seen(sight, 'x.coder_id', 'p.transcript_id')})"
        f" ELSE {_all_seen(sight, 'x.coder_id')} END"
    )


def _picks(sight: Sight) -> str:
    return f"(x.coder_id IS NULL OR {_by_place(sight)})"


def _rulings(sight: Sight) -> str:
    """As the consensus, of which they are the reason."""
    return seen(sight, "(SELECT id FROM main.coders WHERE kind = 'consensus')", "x.transcript_id")


def _journal(sight: Sight) -> str:
    """Everything about the study itself; of coders' work what may be seen."""
    place = "(SELECT id FROM main.transcripts WHERE uuid = json_extract(x.facts, '$.transcript'))"
    return (
        f"(x.coder_id = {sight.coder or 0} OR NOT ({_is_work()}) OR CASE WHEN {place} IS NULL"
        f" THEN {_nothing_sealed(sight)} ELSE x.coder_id IS NOT NULL AND {seen(sight, 'x.coder_id', place)} END)"
    )


def _is_work() -> str:
    return " OR ".join(f"substr(x.verb, 1, {len(name)}) = '{name}'" for name in WORK)


def _nothing_sealed(sight: Sight) -> str:
    pair = seen(sight, "w.coder_id", "w.transcript_id")
    return f"NOT EXISTS (SELECT 1 FROM main.coder_states w WHERE NOT {pair})"


#: Table → which of its rows, called ``x``, are seen. What is not here is the study's own and seen by all.
_CONDITIONS: dict[str, Callable[[Sight], str]] = {
    "codings": _by_place,
    "coder_states": _by_place,
    "decisions": _by_place,
    "memos": _memos,
    "suggestion_lists": lambda sight: _all_seen(sight, "x.coder_id"),
    "summaries": _summaries,
    "summary_passages": lambda sight: "x.summary_id IN (SELECT id FROM temp.summaries)",
    "picked_quotations": _picks,
    "rulings": _rulings,
    "consensus_sources": lambda sight: "x.coding_id IN (SELECT id FROM temp.codings)",
    "merged_entries": _journal,
    "journal": _journal,
}


# -- what is sealed, for those who tell it -------------------------------------------------------------------------


def hidden(reader: "Reader", sight: Sight) -> list[tuple[str, str]]:
    """Uuid of a coder and of a transcript, for all work that cannot be seen from there, whether there is any or not."""
    return reader.rows(
        "SELECT o.uuid, t.uuid FROM coders o CROSS JOIN transcripts t WHERE t.deleted_at IS NULL"
        f" AND NOT {seen(sight, 'o.id', 't.id')} ORDER BY o.id, t.position, t.id"
    )


def is_alone(reader: "Reader", sight: Sight | None) -> bool:
    """Whether work of others is sealed from who looks from there; in a blind study from nobody in particular too.

    Before the first seal is opened that is so in every blind study; then, while others have taken on what is sealed.
    """
    if sight is None or not (sight.blind or sight.kind == CoderKind.ASIDE):
        return False
    pair = seen(sight, "w.coder_id", "w.transcript_id")
    found = reader.value(
        "SELECT :blind AND NOT EXISTS (SELECT 1 FROM openings) OR EXISTS"
        " (SELECT 1 FROM main.coder_states w JOIN transcripts t ON t.id = w.transcript_id AND t.deleted_at IS NULL"
        f" WHERE {_kind('w.coder_id')} <> 'aside' AND NOT {pair})",
        blind=sight.blind,
    )
    return bool(found)


def is_sealed(reader: "Reader") -> bool:
    """Whether work of others is sealed from who looks through this reader."""
    return is_alone(reader, reader.sight or sight_of(reader, None))


def alone(reader: "Reader") -> Coder | None:
    """Who looks through this reader, where work of others is sealed from that coder; None elsewhere."""
    if reader.sight is None or reader.sight.coder is None or not is_sealed(reader):
        return None
    return coders.numbered(reader, reader.sight.coder)


def wholly_sealed(reader: "Reader") -> set[str]:
    """Uuids of the coders of whose work nothing may be seen by who looks."""
    if reader.sight is None:
        return set()
    pair = seen(reader.sight, "o.id", "t.id")
    rows = reader.rows(
        "SELECT o.uuid FROM coders o WHERE o.id <> :me AND NOT EXISTS"
        f" (SELECT 1 FROM transcripts t WHERE t.deleted_at IS NULL AND {pair})",
        me=reader.sight.coder or 0,
    )
    return {uuid for (uuid,) in rows}


def transcripts(reader: "Reader") -> list[str]:
    """Uuids of the transcripts, in their order."""
    rows = reader.rows("SELECT uuid FROM transcripts WHERE deleted_at IS NULL ORDER BY position, id")
    return [uuid for (uuid,) in rows]


def late(reader: "Reader", coders: Collection[str], transcripts: Collection[str]) -> int:
    """Codings of persons, made or changed after the seal of their transcript was opened.

    Args:
        reader: Of the study.
        coders: uuids of the only coders; none for all.
        transcripts: uuids of the only transcripts; none for all.
    """
    rows = reader.rows(
        "SELECT o.uuid, t.uuid, count(*) FROM openings p JOIN transcripts t ON t.id = p.transcript_id"
        " JOIN codings c ON c.transcript_id = p.transcript_id AND c.changed_at > p.opened_at"
        " JOIN codes d ON d.id = c.code_id AND d.deleted_at IS NULL"
        " JOIN coders o ON o.id = c.coder_id AND o.kind = 'person'"
        " WHERE t.deleted_at IS NULL GROUP BY o.id, t.id"
    )
    return sum(
        count
        for coder, transcript, count in rows
        if (not coders or coder in coders) and (not transcripts or transcript in transcripts)
    )


def openings(reader: "Reader") -> dict[str, tuple[str, str]]:
    """Uuid of each transcript whose seal was opened → when, ISO 8601, and the name of who opened it, "" for nobody."""
    rows = reader.rows(
        "SELECT t.uuid, p.opened_at, coalesce(o.name, '') FROM openings p JOIN transcripts t ON t.id = p.transcript_id"
        " LEFT JOIN coders o ON o.id = p.coder_id"
    )
    return {uuid: (at, name) for uuid, at, name in rows}
