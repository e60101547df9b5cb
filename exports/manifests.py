"""Manifests on paper: how an export says what it was made from, and what it needs to be compared with later.

The form is one JSON object, the same in every format::

    {"format": "interview-workbench manifest", "version": 1, "seal": "…", "reports": [
      {"report": "ranking", "filters": {…}, "options": {…}, "study": "uuid", "title": "…", "study_hash": "…",
       "versions": {…}, "language": "fr", "made": "…",
       "tables": [{"name": "ranking", "heads": 1, "columns": ["rank", …], "count": 9, "digest": "…",
                   "rows": [[…], …]}]}]}

``rows`` stands only in tables of up to ``MOST_CELLS`` cells, and a text of more than 120 characters only as
``sha256:DIGEST:LENGTH``: an export never carries more of the participants' words than it shows.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exports.cells import harmless_json
from exports.digests import Kept, comparable, digest
from exports.errors import ExportError
from exports.manifest import Manifest, Plain
from exports.report import Block, Column, Report, Table
from transcripts.i18n import _

FORMAT = "interview-workbench manifest"
VERSION = 1
MOST_CELLS = 5_000
#: What the facts of a report are called among its tables.
FACTS = "facts"


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table as a manifest keeps it.

    Attributes:
        name: Stable name.
        columns: Stable names of its columns.
        heads: How many columns from the left name a row.
        count: Rows.
        digest: SHA-256 of its rows, as ``digest`` makes it.
        rows: In comparable form, as ``comparable`` makes them; None where the table was too large to keep.
    """

    name: str
    columns: tuple[str, ...]
    heads: int
    count: int
    digest: str
    rows: tuple[tuple[Kept, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One report of an export: its recipe, and its tables to compare with."""

    manifest: Manifest
    tables: tuple[StoredTable, ...]


@dataclass(frozen=True, slots=True)
class StoredManifest:
    """What an export says of itself.

    Attributes:
        reports: In the order of the file.
        seal: SHA-256 of what the file said when it was made, "" where its format has none.
        untouched: Whether the file still says that; None where it cannot be told.
    """

    reports: tuple[StoredReport, ...]
    seal: str = ""
    untouched: bool | None = None


# -- into a file -----------------------------------------------------------------------------------------------------


def held(report: Report) -> Report:
    """The report with its rows and blocks in lists, so that they can be read again; the same if they are already."""
    tables: dict[int, Table] = {}

    def hold(table: Table) -> Table:
        if isinstance(table.rows, list | tuple):
            return table
        if id(table) not in tables:
            tables[id(table)] = replace(table, rows=list(table.rows))
        return tables[id(table)]

    blocks: tuple[Block, ...] = tuple(hold(block) if isinstance(block, Table) else block for block in report.blocks)
    return replace(report, tables=tuple(hold(table) for table in report.tables), blocks=blocks)


def stored(report: Report) -> StoredReport:
    """What the manifest of a report says; its rows are read and must be lists.

    Raises:
        ExportError: If the report has no manifest.
    """
    if report.manifest is None:
        raise ExportError(_("The report {name} does not say what it was made from.").format(name=report.name))
    tables = tuple(_stored_table(table) for table in (_facts(report), *report.tables))
    manifest = replace(report.manifest, digests={table.name: table.digest for table in tables})
    return StoredReport(manifest, tables)


def _facts(report: Report) -> Table:
    """The facts as a table of their own, for they may change while every row stays."""
    return Table(FACTS, (Column("name"), Column("value")), [(fact.name, fact.value) for fact in report.facts])


def _stored_table(table: Table) -> StoredTable:
    rows = list(table.rows)
    small = len(rows) * max(1, len(table.columns)) <= MOST_CELLS
    return StoredTable(
        table.name,
        tuple(column.name for column in table.columns),
        table.heads,
        len(rows),
        digest(replace(table, rows=rows)),
        tuple(tuple(comparable(cell) for cell in row) for row in rows) if small else None,
    )


def carried(reports: Iterable[Report]) -> tuple[StoredReport, ...]:
    """The manifests of the reports that have one."""
    return tuple(stored(report) for report in reports if report.manifest is not None)


def manifest_lines(reports: Sequence[StoredReport], *, seal: str = "") -> Iterator[str]:
    """The JSON object, a line to a table row; no line holds ``--``, ``<``, ``>`` or ``&`` or steers a terminal.

    So it may stand inside an HTML script, a comment of XML, Markdown or LaTeX (each line after ``% ``), or a cell.
    """
    yield f'{{"format": {_text(FORMAT)}, "version": {VERSION}, "seal": {_text(seal)}, "reports": ['
    for place, report in enumerate(reports):
        yield from _report_lines(report, last=place == len(reports) - 1)
    yield "]}"


def manifest_text(reports: Sequence[StoredReport], *, seal: str = "") -> str:
    """The same as one text with line feeds."""
    return "\n".join(manifest_lines(reports, seal=seal)) + "\n"


def _report_lines(report: StoredReport, *, last: bool) -> Iterator[str]:
    manifest = report.manifest
    head = {
        "report": manifest.report,
        "filters": dict(manifest.filters),
        "options": dict(manifest.options),
        "study": manifest.study,
        "title": manifest.title,
        "study_hash": manifest.study_hash,
        "versions": dict(manifest.versions),
        "language": manifest.language,
        "made": manifest.made,
    }
    yield _text(head)[:-1] + ', "tables": ['
    for place, table in enumerate(report.tables):
        yield from _table_lines(table, last=place == len(report.tables) - 1)
    yield "]}" if last else "]},"


def _table_lines(table: StoredTable, *, last: bool) -> Iterator[str]:
    head = {
        "name": table.name,
        "heads": table.heads,
        "columns": table.columns,
        "count": table.count,
        "digest": table.digest,
    }
    end = "" if last else ","
    if table.rows is None:
        yield _text(head) + end
        return
    yield _text(head)[:-1] + ', "rows": ['
    for place, row in enumerate(table.rows):
        yield _text(row) + ("," if place < len(table.rows) - 1 else "")
    yield "]}" + end


def _text(value: object) -> str:
    written = harmless_json(json.dumps(value, ensure_ascii=False, allow_nan=False))
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written.replace("--", "-\\u002d")


# -- out of a file ---------------------------------------------------------------------------------------------------


def understood(text: str, name: str) -> StoredManifest:
    """The manifest that a text holds as JSON.

    Args:
        text: As ``manifest_text`` writes it, in any layout.
        name: Of the file, for what is said of it.

    Raises:
        ExportError: If it is none, or of a newer version.
    """
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise ValueError(FORMAT)
        newer = found["version"] > VERSION
        reports = () if newer else tuple(_understood_report(one) for one in found["reports"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExportError(
            _("The manifest of {name} cannot be understood.").format(name=name),
            _("It was changed or cut since it was made; make the export again."),
        ) from error
    if newer:
        raise ExportError(
            _("The manifest of {name} was written by a newer version of this program.").format(name=name),
            _("Verify it with that version."),
        )
    return StoredManifest(reports, str(found.get("seal", "")))


def _understood_report(found: Mapping[str, Any]) -> StoredReport:
    tables = tuple(_understood_table(one) for one in found["tables"])
    manifest = Manifest(
        report=str(found["report"]),
        filters={str(name): _plain(value) for name, value in found["filters"].items()},
        options={str(name): _plain(value) for name, value in found["options"].items()},
        study=str(found["study"]),
        title=str(found["title"]),
        study_hash=str(found["study_hash"]),
        versions={str(name): str(value) for name, value in found["versions"].items()},
        language=str(found["language"]),
        made=str(found["made"]),
        digests={table.name: table.digest for table in tables},
    )
    return StoredReport(manifest, tables)


def _understood_table(found: Mapping[str, Any]) -> StoredTable:
    columns = tuple(str(name) for name in found["columns"])
    rows = found.get("rows")
    if rows is not None and any(len(row) != len(columns) for row in rows):
        raise ValueError("row")
    return StoredTable(
        str(found["name"]),
        columns,
        int(found["heads"]),
        int(found["count"]),
        str(found["digest"]),
        None if rows is None else tuple(tuple(_plain(cell) for cell in row) for row in rows),
    )


def _plain(value: object) -> Plain:
    if isinstance(value, list):
        return tuple(_plain(one) for one in value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise ValueError(type(value).__name__)
