"""What became of an export, for people and for files."""

from collections.abc import Iterator

from exports.cells import shown
from exports.digests import Kept
from exports.report import Block, Cell, Column, Fact, Heading, Kind, Paragraph, Report, Row, Table
from transcripts.i18n import _, ngettext
from workbench.workflows.findings.comparing_tables import Change, TableDifference
from workbench.workflows.findings.verifying import ReportCheck, Verification

LINES = 25


def verification_report(found: Verification) -> Report:
    """Lay a verification out: a verdict, then each report with what changed in it."""
    return Report(
        "verify",
        _("Is {name} still so?").format(name=found.path.name),
        tuple(_facts(found)),
        (_reports(found), _changes(found)),
        tuple(_blocks(found)),
    )


def _facts(found: Verification) -> Iterator[Fact]:
    yield Fact("same", _("As it was"), found.same, Kind.YES_NO)
    yield Fact("untouched", _("File unchanged since"), found.untouched, Kind.YES_NO)


def _reports(found: Verification) -> Table:
    columns = (
        Column("report", _("report")),
        Column("made", _("made"), Kind.TIME),
        Column("same", _("same"), Kind.YES_NO),
        Column("study_changed", _("study changed"), Kind.YES_NO),
        Column("as_then", _("same with the codings of then"), Kind.YES_NO),
        Column("software", _("software"), Kind.LIST),
        Column("problem", _("problem")),
    )
    rows = [
        (
            *(one.manifest.report, one.manifest.made, one.same, one.study_changed if one.now else None, one.as_then),
            tuple(f"{name} {before or '–'} → {now or '–'}" for name, (before, now) in one.versions.items()),
            one.problem,
        )
        for one in found.reports
    ]
    return Table("reports", columns, rows)


def _changes(found: Verification) -> Table:
    columns = (
        Column("report", _("report")),
        Column("table", _("table")),
        Column("change", _("change")),
        Column("row", _("row"), Kind.LIST),
        Column("column", _("column")),
        Column("before", _("before")),
        Column("now", _("now")),
    )
    rows = [
        (check.manifest.report, table.name, *row)
        for check in found.reports
        for table in check.tables
        for row in _rows_of(table)
    ]
    return Table("changes", columns, rows, heads=4)


def _rows_of(table: TableDifference) -> Iterator[Row]:
    for name in table.lost_columns:
        yield "column_gone", (), name, None, None
    for name in table.new_columns:
        yield "column_new", (), name, None, None
    for one in table.changed:
        yield "cell", _named(one.row), one.column, _cell(one.before), _cell(one.now)
    for key in table.removed:
        yield "row_gone", _named(key), None, None, None
    for key in table.added:
        yield "row_new", _named(key), None, None, None
    if table.moved:
        yield "order", (), None, None, None
    if not table.told:
        yield "untold", (), None, None, None


def _named(key: tuple[Kept, ...]) -> tuple[str, ...]:
    return tuple(_words(cell) for cell in key)


def _cell(value: Kept) -> Cell:
    return tuple(_words(one) for one in value) if isinstance(value, tuple) else value


def _words(value: Kept) -> str:
    """A value as people read it; of a long text only that it is another one is known."""
    if isinstance(value, str) and value.startswith("sha256:"):
        digest, _sign, length = value.removeprefix("sha256:").partition(":")
        return _("a text of {length} characters ({digest})").format(length=length, digest=digest[:8])
    if value is None:
        return "–"
    return ", ".join(_words(one) for one in value) if isinstance(value, tuple) else shown(value, Column("", digits=4))


# -- for reading -----------------------------------------------------------------------------------------------------


def _blocks(found: Verification) -> Iterator[Block]:
    yield Paragraph(_verdict(found))
    if found.untouched is False:
        yield Paragraph(_("The file was changed since it was made: what it shows is not all what was written then."))
    for check in found.reports:
        if not check.same:
            yield Heading(check.manifest.report)
        elif len(found.reports) > 1:
            yield Paragraph(_("{name}: as it was.").format(name=check.manifest.report))
        yield from _of_report(check)


def _verdict(found: Verification) -> str:
    if found.same:
        return _("The study still gives the same figures.")
    wrong = sum(not check.same for check in found.reports)
    if not wrong:
        return _("The study still gives the figures that were written.")
    return ngettext(
        "{count} report would read otherwise today.", "{count} reports would read otherwise today.", wrong
    ).format(count=wrong)


def _of_report(check: ReportCheck) -> Iterator[Block]:
    if check.problem:
        yield Paragraph(_("It cannot be made again: {reason}").format(reason=check.problem))
        return
    if check.same and check.study_changed:
        yield Paragraph(_("The study changed since, but nothing of what this report counts."))
    if not check.same:
        yield Paragraph(_why(check))
    if check.versions:
        told = ", ".join(f"{name} {before or '–'} → {now or '–'}" for name, (before, now) in check.versions.items())
        yield Paragraph(_("Software: {versions}.").format(versions=told))
    for table in check.tables:
        if not table.same:
            yield from _of_table(table)


def _why(check: ReportCheck) -> str:
    if not check.study_changed:
        return _("The study did not change: the software counts otherwise, or the file was written by another hand.")
    if check.as_then:
        return _("With the codings as they were when it was made, the figures are the same: coding went on since.")
    return _("The study changed since.")


def _of_table(table: TableDifference) -> Iterator[Block]:
    yield Heading(_("Table {name}").format(name=table.name), level=3)
    if not table.told:
        yield Paragraph(_("It differs; it was too large for its rows to be kept, so what differs cannot be told."))
    said = list(_sentences(table))
    yield from (Paragraph(sentence) for sentence in said[:LINES])
    if len(said) > LINES:
        yield Paragraph(_and_more(len(said) - LINES))


def _and_more(count: int) -> str:
    return ngettext(
        "{count} more change; --format json tells all.", "{count} more changes; --format json tells all.", count
    ).format(count=count)


def _sentences(table: TableDifference) -> Iterator[str]:
    for one in table.changed:
        yield _sentence(one)
    for key in table.removed:
        yield _("{row}: gone").format(row=", ".join(_named(key)))
    for key in table.added:
        yield _("{row}: new").format(row=", ".join(_named(key)))
    if table.moved:
        yield _("The rows are the same in another order.")
    for name in table.lost_columns:
        yield _("The column {name} is gone.").format(name=name)
    for name in table.new_columns:
        yield _("The column {name} is new.").format(name=name)


def _sentence(one: Change) -> str:
    row = ", ".join(_named(one.row))
    return _("{row}, {column}: {before} → {now}").format(
        row=row, column=one.column, before=_words(one.before), now=_words(one.now)
    )
