"""Tables as CSV, TSV and JSON, a row at a time, so that a large export never stands in memory."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.cells import csv_value, harmless_json, json_value
from exports.manifests import FACTS, StoredTable, carried, held, manifest_lines
from exports.report import Column, Report, Table
from exports.seals import seal_of_json

_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def separated(table: Table, *, delimiter: str = ",", guard: bool = True) -> Iterator[str]:
    """The table as lines with separators, header first.

    The header holds the stable names of the columns, so that scripts do not depend on the language.
    """
    line = io.StringIO(newline="")
    # Only what stands in the terminator is quoted, and a carriage return must be; the lines given end in \n alone.
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([csv_value(name, guard=guard) for name in header(table.columns)])
    yield _taken(line)
    for row in table.rows:
        writer.writerow([csv_value(cell, guard=guard) for cell in row])
        yield _taken(line)


def header(columns: tuple[Column, ...]) -> list[str]:
    """Names without their groups, except where two columns would then be called the same."""
    keys = [column.key for column in columns]
    return [column.key if keys.count(column.key) == 1 else column.name for column in columns]


def _taken(line: io.StringIO) -> str:
    text = line.getvalue().removesuffix("\r\n") + "\n"
    line.seek(0)
    line.truncate()
    return text


def json_lines(report: Report) -> Iterator[str]:
    """The report as one JSON object, a table row to a line: facts, then tables, the notes, and the manifest if any."""
    if report.manifest is None:
        yield from _members(report)
        yield "\n}\n"
    else:
        report = held(report)
        yield from _sealed("".join(_members(report)), [report])


def reports_as_json(reports: Sequence[Report], title: str) -> Iterator[str]:
    """Several reports as one JSON object: ``{"title": …, "reports": [{…}, …], "manifest": {…}}``."""
    reports = [held(report) for report in reports]
    objects = ",\n".join("".join(_members(report)) + "\n}" for report in reports)
    text = "{\n" + _member("title", title) + ',\n  "reports": [\n' + objects + "\n]"
    yield from _sealed(text, reports)


def _sealed(members: str, reports: Sequence[Report]) -> Iterator[str]:
    """A JSON object that is not closed yet, with the manifest as its last member; the rows stand in it already."""
    yield members
    if recipes := carried(reports):
        seal = seal_of_json(json.loads(members + "}"))
        bare = [replace(one, tables=tuple(map(_without_rows, one.tables))) for one in recipes]
        yield ',\n  "manifest": ' + "\n  ".join(manifest_lines(bare, seal=seal))
    yield "\n}\n"


def _without_rows(table: StoredTable) -> StoredTable:
    return table if table.name == FACTS else replace(table, rows=None)


def _members(report: Report) -> Iterator[str]:
    """The JSON object of a report, not closed yet."""
    yield "{\n" + _member("report", report.name)
    for fact in report.facts:
        yield ",\n" + _member(fact.name, json_value(fact.value))
    for table in report.tables:
        yield f",\n  {_dump(table.name)}: ["
        comma = ""
        for row in _row_objects(table):
            yield f"{comma}\n    {_dump(row)}"
            comma = ","
        yield "\n  ]" if comma else "]"
    yield ",\n" + _member("notes", all_notes(report))


def _row_objects(table: Table) -> Iterator[dict[str, object]]:
    """Each row as a JSON object; columns of one group share an inner object."""
    places = [(column.group, column.key) for column in table.columns]
    if not any(group for group, _key in places):
        keys = [key for _group, key in places]
        yield from (dict(zip(keys, map(json_value, row), strict=True)) for row in table.rows)
        return
    for row in table.rows:
        result: dict[str, object] = {}
        for (group, key), cell in zip(places, row, strict=True):
            if group:
                inner = result.setdefault(group, {})
                assert isinstance(inner, dict)
                inner[key] = json_value(cell)
            else:
                result[key] = json_value(cell)
        yield result


def all_notes(report: Report) -> list[str]:
    """The notes of the report, then those of its tables."""
    return [*report.notes, *(note for table in report.tables for note in table.notes)]


def _member(name: str, value: object) -> str:
    return f"  {_dump(name)}: {_dump(value)}"


def _dump(value: object) -> str:
    return harmless_json(_encoded(value))
