"""The codebook as the study keeps it."""

import json
from typing import TYPE_CHECKING, Any, cast

from codebook.book import Codebook
from codebook.code import Code
from workbench.store.reader import Reader

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
        keywords=tuple(json.loads(keywords)),
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
    rows = reader.rows(
        "SELECT d.uuid, count(*) FROM codings c JOIN codes d ON d.id = c.code_id AND d.deleted_at IS NULL"
        " JOIN transcripts t ON t.id = c.transcript_id AND t.deleted_at IS NULL"
        " JOIN coders o ON o.id = c.coder_id"
        " WHERE (o.uuid = :coder OR (:coder IS NULL AND o.kind = 'person')) GROUP BY d.id",
        coder=coder,
    )
    people = dict(
        reader.rows(
            "SELECT d.uuid, count(DISTINCT s.participant_id) FROM codings c"
            " JOIN codes d ON d.id = c.code_id AND d.deleted_at IS NULL"
            " JOIN transcripts t ON t.id = c.transcript_id AND t.deleted_at IS NULL"
            " JOIN coders o ON o.id = c.coder_id"
            " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
            ' JOIN turns u ON u.revision_id = r.id AND u.start < c."end" AND u."end" > c.start AND u.kind = \'speech\''
            " JOIN speakers s ON s.transcript_id = t.id AND s.role = 'participant'"
            " AND (s.id = u.speaker_id OR (u.speaker_id IS NULL AND s.label = ''))"
            " WHERE (o.uuid = :coder OR (:coder IS NULL AND o.kind = 'person')) GROUP BY d.id",
            coder=coder,
        )
    )
    return {uuid: (count, people.get(uuid, 0)) for uuid, count in rows}


def coding_counts(reader: Reader, coder: str) -> dict[str, int]:
    """Codings per code of one coder; from an index alone, for panes that refresh at every key."""
    rows = reader.rows(
        "SELECT d.uuid, count(*) FROM codings c JOIN codes d ON d.id = c.code_id AND d.deleted_at IS NULL"
        " JOIN transcripts t ON t.id = c.transcript_id AND t.deleted_at IS NULL"
        " WHERE c.coder_id = (SELECT id FROM coders WHERE uuid = :coder) GROUP BY d.id",
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
