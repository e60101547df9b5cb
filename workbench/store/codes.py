"""The codebook as the study keeps it."""

import json
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, cast

from codebook.book import Codebook
from codebook.code import Code
from workbench.store.reader import Reader, unpacked

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.rows import CodeRow

_COLUMNS = (
    "c.uuid, c.short, c.label_fr, c.label_en, p.uuid, c.definition, c.include_when, c.exclude_when, c.example,"
    " c.keywords, c.colour, c.key, c.codable, c.takes_stance, c.exclusive, c.deleted_at"
)


def book(reader: Reader) -> Codebook:
    """The codebook as it is now, the bin included."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM codes c LEFT JOIN codes p ON p.id = c.parent_id ORDER BY c.position, c.id"
    )
    version = reader.value("SELECT coalesce(max(version), 0) FROM code_versions")
    return Codebook(tuple(_code(row) for row in rows), int(version))


def _code(row: tuple[Any, ...]) -> Code:
    uuid, short, french, english, parent, definition, include, exclude, example, keywords, colour, key = row[:12]
    codable, stance, exclusive, deleted = row[12:]
    labels = {language: label for language, label in (("fr", french), ("en", english)) if label}
    return Code(
        uuid=uuid,
        short=short,
        labels=labels,
        parent=parent,
        definition=definition,
        include=include,
        exclude=exclude,
        example=example,
        keywords=tuple(unpacked(keywords)),
        colour=colour,
        key=key,
        codable=bool(codable),
        takes_stance=bool(stance),
        exclusive=bool(exclusive),
        deleted=deleted is not None,
    )


def counts(reader: Reader, coder: str | None) -> dict[str, tuple[int, int]]:
    """Codings and participants per code, of one coder or of all persons.

    A coding counts for the participants whose turns it touches; one on interviewer turns only counts as a coding.
    """
    spoken = _spoken(reader)
    codings: dict[int, int] = {}
    people: dict[int, set[int]] = {}
    for code, transcript, start, end in reader.rows(
        'SELECT c.code_id, c.transcript_id, c.start, c."end" FROM codings c'
        " JOIN transcripts t ON t.id = c.transcript_id AND t.deleted_at IS NULL"
        " JOIN coders o ON o.id = c.coder_id"
        " WHERE (o.uuid = :coder OR (:coder IS NULL AND o.kind = 'person'))",
        coder=coder,
    ):
        codings[code] = codings.get(code, 0) + 1
        starts, ends, who = spoken.get(transcript, _NOBODY)
        # Turns are in text order and share no character: the first that ends after the coding's start, and on.
        people.setdefault(code, set()).update(who[bisect_right(ends, start) : bisect_left(starts, end)])
    return {uuid: (codings[code], len(people[code])) for code, uuid in numbers(reader).items() if code in codings}


_Turns = tuple[list[int], list[int], list[int]]
_NOBODY: _Turns = ([], [], [])


def _spoken(reader: Reader) -> dict[int, _Turns]:
    """Row number of a transcript → starts, ends and speakers of its participants' turns, in text order."""
    found: dict[int, _Turns] = {}
    for transcript, start, end, participant in reader.rows(
        'SELECT t.id, u.start, u."end", s.participant_id FROM transcripts t'
        " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
        " JOIN speakers s ON s.transcript_id = t.id AND s.role = 'participant'"
        " JOIN participants p ON p.id = s.participant_id AND p.deleted_at IS NULL"
        " JOIN turns u ON u.revision_id = r.id AND u.kind = 'speech'"
        " AND (s.id = u.speaker_id OR (u.speaker_id IS NULL AND s.label = ''))"
        " WHERE t.deleted_at IS NULL ORDER BY t.id, u.number"
    ):
        starts, ends, who = found.setdefault(transcript, ([], [], []))
        starts.append(start)
        ends.append(end)
        who.append(participant)
    return found


def coding_counts(reader: Reader, coder: str) -> dict[str, int]:
    """Codings per code of one coder; from an index alone, for panes that refresh at every key."""
    # Nothing but this order of the tables is asked for by CROSS JOIN: the bin is small, the codings are many.
    rows = reader.rows(
        "WITH me AS (SELECT id FROM coders WHERE uuid = :coder),"
        " held AS (SELECT code_id, count(*) AS codings FROM codings WHERE coder_id = (SELECT id FROM me)"
        " GROUP BY code_id),"
        " binned AS (SELECT c.code_id, count(*) AS codings FROM transcripts t CROSS JOIN codings c"
        " WHERE t.deleted_at IS NOT NULL AND c.transcript_id = t.id AND c.coder_id = (SELECT id FROM me)"
        " GROUP BY c.code_id)"
        " SELECT d.uuid, held.codings - coalesce(binned.codings, 0) FROM held"
        " JOIN codes d ON d.id = held.code_id AND d.deleted_at IS NULL"
        " LEFT JOIN binned ON binned.code_id = held.code_id WHERE held.codings > coalesce(binned.codings, 0)",
        coder=coder,
    )
    return dict(rows)


def numbers(reader: Reader) -> dict[int, str]:
    """Row number → uuid of every code in use."""
    return dict(reader.rows("SELECT id, uuid FROM codes WHERE deleted_at IS NULL"))


# -- writing -----------------------------------------------------------------------------------------------------


def load(act: "Act") -> Codebook:
    """The codebook inside a step, under the write lock: nobody changes it until the step ends."""
    from sqlalchemy import text

    rows = act.session.execute(
        text(f"SELECT {_COLUMNS} FROM codes c LEFT JOIN codes p ON p.id = c.parent_id ORDER BY c.position, c.id")
    ).all()
    return Codebook(tuple(_code(tuple(row)) for row in rows), act.codebook_version)


def save(act: "Act", before: Codebook, after: Codebook) -> None:
    """Write what differs between two states of the codebook; texts, tree, order and bin.

    Args:
        act: The step; each code that it touches gets a new version.
        before: As ``load`` gave it in this step.
        after: As it shall be; a code that ``before`` has may be in the bin, never missing.
    """
    from workbench.store.rows import CodeRow

    rows = {row.uuid: row for row in act.all(CodeRow)}
    last: dict[str | None, int] = {}
    for code in after.entries:
        row = rows.get(code.uuid)
        floor = last.get(code.parent, 0) + 1
        position = row.position if row is not None and row.position >= floor else floor
        last[code.parent] = position
        values = _values(code, position, rows, act.at)
        if row is None:
            rows[code.uuid] = act.add(CodeRow(uuid=code.uuid, **values))
        else:
            if row.deleted_at is not None and code.deleted:
                values["deleted_at"] = row.deleted_at
            act.change(row, **values)


def _values(code: Code, position: int, rows: "dict[str, CodeRow]", at: str) -> dict[str, Any]:
    return {
        "parent_id": None if code.parent is None else cast(int, rows[code.parent].id),
        "position": position,
        "short": code.short,
        "label_fr": code.labels.get("fr", ""),
        "label_en": code.labels.get("en", ""),
        "definition": code.definition,
        "include_when": code.include,
        "exclude_when": code.exclude,
        "example": code.example,
        "keywords": json.dumps(list(code.keywords), ensure_ascii=False),
        "colour": code.colour,
        "key": code.key,
        "codable": int(code.codable),
        "takes_stance": int(code.takes_stance),
        "exclusive": int(code.exclusive),
        "deleted_at": at if code.deleted else None,
    }
