"""What the columns of tables and the codes of reports mean, in sentences."""

from collections.abc import Iterable, Iterator, Sequence

from exports.report import Report, Row, Table
from transcripts.i18n import _

#: What the table is called that says what codes mean.
DEFINITIONS = "definitions"


def column_meanings(table: Table) -> Iterator[str]:
    """A sentence for each definition, after the headings of all columns that it holds for."""
    found: dict[str, list[str]] = {}
    for column in table.columns:
        if column.definition:
            found.setdefault(column.definition, []).append(column.heading)
    for definition, headings in found.items():
        yield _("{name}: {value}").format(name=", ".join(headings), value=definition)


def code_meanings(reports: Iterable[Report]) -> list[tuple[str, str, str]]:
    """Code, label and meaning of every code that reports define and that none of their blocks does; each once."""
    found: dict[str, tuple[str, str, str]] = {}
    for report in reports:
        shown = {block.name for block in report.blocks if isinstance(block, Table)}
        for table in report.tables:
            if table.name == DEFINITIONS and table.name not in shown:
                for row in table.rows:
                    if meaning := _meaning(table, row):
                        found.setdefault(str(row[0]), (str(row[0]), str(row[1]), meaning))
    return list(found.values())


def _meaning(table: Table, row: Row) -> str:
    """Definition of a code and when to use it; "" if nothing is said of it."""
    values = dict(zip((column.name for column in table.columns), row, strict=True))
    parts = [str(values.get("definition") or "")]
    for column in table.columns:
        if column.name in ("include", "exclude") and values[column.name]:
            parts.append(_("{name}: {value}").format(name=column.heading, value=values[column.name]))
    return " ".join(part for part in parts if part)


def definitions_title(reports: Sequence[Report]) -> str:
    """What stands above the meanings of codes."""
    captions = [table.caption for report in reports for table in report.tables if table.name == DEFINITIONS]
    return next((caption.removesuffix(".") for caption in captions if caption), _("Definitions"))
