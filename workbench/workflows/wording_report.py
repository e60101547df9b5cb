"""The words of quantity as a table: bounds, the counts that they stand for in this study, and an example of each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codebook.quantity import Measure, QuantityRule, QuantityTable, written_bound
from exports.report import Column, Fact, Kind, Paragraph, Report, Row, Table
from transcripts.i18n import LANGUAGES, _
from workbench.store import participants as participant_store
from workbench.workflows.headings import columns
from workbench.workflows.wording import table_of

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile


def wording_report(study: "StudyFile", *, language: str = "") -> Report:
    """The words of quantity.

    Args:
        study: Open.
        language: ``fr`` or ``en``; "" for both, the study's first.
    """
    total = len(participant_store.numbers(study.reader))
    chosen = [language] if language else sorted(LANGUAGES, key=lambda one: one != study.language)
    tables = [table_of(study.reader, one) for one in chosen]
    rows = [row for table in tables for row in _rows(table, total)]
    facts = (
        Fact("total", _("Participants"), total, Kind.INTEGER),
        Fact("minimum", _("Smallest total for words"), tables[0].minimum, Kind.INTEGER),
    )
    return Report(
        "wording", _("Words of quantity"), facts, (Table("phrases", _columns(), rows, notes=_notes(tables[0], total)),)
    )


def _columns() -> tuple[Column, ...]:
    measures = {"missing": _("how many do not"), "count": _("how many do"), "share": _("share")}
    return (
        *columns("language"),
        Column("phrase", _("phrase")),
        Column("measure", _("bounds of"), words=measures),
        Column("least", _("from")),
        Column("most", _("to")),
        Column("counts", _("counts here")),
        Column("said", _("example")),
        Column("synonym", _("only read"), Kind.YES_NO),
    )


def _rows(table: QuantityTable, total: int) -> Iterator[Row]:
    heads = {rule.bounds: rule for rule in reversed(table.rules)}
    for rule in table.rules:
        counts, said = table.counts(rule, total), heads[rule.bounds] is rule
        example = table.say(counts[len(counts) // 2], total) if counts and said else None
        yield (
            *(table.language, rule.phrase, rule.measure.value, _bound(rule, rule.least), _bound(rule, rule.most)),
            *(_runs(counts) or None, example, not said),
        )


def _bound(rule: QuantityRule, value: float) -> str:
    return written_bound(value) if rule.measure is Measure.SHARE else str(int(value))


def _runs(counts: tuple[int, ...]) -> str:
    """Counts with runs drawn together: ``4–5``, ``0–3, 5``."""
    runs: list[list[int]] = []
    for count in counts:
        if runs and count == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], count]
        else:
            runs.append([count])
    return ", ".join("–".join(map(str, run)) for run in runs)


def _notes(table: QuantityTable, total: int) -> tuple[str, ...]:
    notes = [
        _("What counts those who do or do not goes before an exact share, and this before a range of shares."),
        _("A range reaches up to, not including, its upper bound; the highest one includes 1."),
    ]
    if total < table.minimum:
        few = _("With {total} participants the bare count is given; words begin at {minimum}.")
        notes.append(few.format(total=total, minimum=table.minimum))
    return tuple(notes)


def said_report(study: "StudyFile", count: int, total: int, *, language: str = "") -> Report:
    """The words for one count, and every count of the same total that has them.

    Args:
        study: Open.
        count: How many.
        total: Of how many.
        language: ``fr`` or ``en``; "" for both, the study's first.

    Raises:
        CodebookError: If there are not so many.
    """
    chosen = [language] if language else sorted(LANGUAGES, key=lambda one: one != study.language)
    rows = []
    for table in (table_of(study.reader, one) for one in chosen):
        rule = table.rule(count, total)
        same = _runs(table.counts(rule, total)) if rule else None
        rows.append((table.language, count, total, table.say(count, total), rule.phrase if rule else None, same))
    shown = (
        *columns("language"),
        Column("count", _("count"), Kind.INTEGER),
        Column("total", _("of"), Kind.INTEGER),
        Column("said", _("words")),
        Column("phrase", _("phrase")),
        Column("counts", _("counts with these words")),
    )
    return Report("said", tables=(Table("said", shown, rows),), blocks=[Paragraph(str(row[3])) for row in rows])
