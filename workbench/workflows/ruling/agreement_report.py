"""Agreement before and after the rulings as a report."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from exports.report import Block, Column, Fact, Heading, Kind, Paragraph, Report, Row, Table
from transcripts.i18n import _
from workbench.workflows.comparison_cells import remark, remark_column, variant_said
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison
    from workbench.workflows.measuring.figures import Figure, Line
    from workbench.workflows.measuring.measure import Measure
    from workbench.workflows.ruling.before_after import BeforeAfter

TWO = 2
#: How many lines people read between other things; files hold all.
LINES = 40


def agreement_report(found: "BeforeAfter") -> Report:
    """Lay out agreement on the originals, with what was ruled in their place, and with the consensus."""
    facts = (
        Fact("coders", _("Coders"), tuple(coder.name for coder in found.coders), Kind.LIST),
        Fact("unit", _("Unit"), found.before.unit),
        Fact("transcripts", _("Transcripts"), len(found.before.transcripts), Kind.INTEGER),
        Fact("cases", _("Disagreements"), found.counts.all, Kind.INTEGER),
        Fact("replaced", _("Replaced by what was ruled"), found.replaced, Kind.INTEGER),
        Fact("left", _("Left as they are"), found.counts.left, Kind.INTEGER),
    )
    tables = (
        Table("agreement", _agreement_columns(found), tuple(_agreement_rows(found)), heads=2),
        Table("against_consensus", _against_columns(found), tuple(_against_rows(found)), heads=3),
    )
    title = _("Agreement before and after the rulings")
    return Report("consensus_agreement", title, facts, tables, tuple(_blocks(found, tables)), _notes(found))


def _blocks(found: "BeforeAfter", tables: Sequence[Table]) -> Iterator[Block]:
    """What has a number, without the columns that programs want; against the consensus of all codes together."""
    if len(found.coders) < TWO:
        yield Paragraph(_("Agreement needs two coders who have finished the same transcript."))
        return
    agreement, against = tables
    yield _readable(agreement, lambda row: row[2] is not None or row[3] is not None, code=0, columns=6)
    yield Heading(_("Each coder against the consensus"))
    yield Paragraph(_("All codes together, on the transcripts on which both are done."))
    if any(one.comparison.transcripts for one in found.against):
        yield _readable(against, lambda row: row[1] is None and row[3] is not None, code=1, columns=5)
    else:
        yield Paragraph(_("The consensus is not done on any of them yet: workbench consensus STUDY"))


def _readable(table: Table, shown: Callable[[Row], bool], *, code: int, columns: int) -> Table:
    """The first columns of some rows; what stands for all codes together is named."""
    rows = [list(row[:columns]) for row in cast(Sequence[Row], table.rows) if shown(row)]
    for row in rows:
        row[code] = row[code] or _("all codes")
    return Table(table.name, table.columns[:columns], rows, heads=table.heads, shown=LINES)


def _notes(found: "BeforeAfter") -> tuple[str, ...]:
    return (
        _(
            "Before: the codings as the coders gave them. After: every ruled passage replaced by what was ruled, for "
            "all who had read it. The second says how much is settled; the coders agree there by decision, so it does "
            "not measure how reliably they code: report the first."
        ),
        *([variant_said()] if len(found.coders) > TWO else []),
        *(one.told for one in _shown(found)),
    )


def _shown(found: "BeforeAfter") -> "list[Measure]":
    return [one for one in found.before.measures if one.headline]


def _symbol(measure: "Measure") -> str:
    return _(measure.symbol)


def _lines(comparison: "Comparison", also: "Comparison | None" = None) -> "Iterator[tuple[str | None, Line]]":
    """Of all codes together, then of each that anybody used, here or in the other comparison."""
    yield None, comparison.whole
    used = {line.code.uuid for one in (comparison, also) if one for line in one.lines if any(line.codings)}
    for line in comparison.lines:
        if line.code.uuid in used:
            yield line.code.short, line.measured


def _measures(found: "BeforeAfter") -> dict[str, str]:
    return {one.name: _symbol(one) for one in _shown(found)}


def _columns(found: "BeforeAfter", *figures: Column) -> tuple[Column, ...]:
    return (
        Column("code", _("code")),
        Column("measure", _("agreement measure"), words=_measures(found)),
        *figures,
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(one.name for one in figures if one.kind is Kind.NUMBER),
        remark_column(),
    )


def _agreement_columns(found: "BeforeAfter") -> tuple[Column, ...]:
    return _columns(
        found,
        Column("before", _("before"), Kind.NUMBER),
        Column("after", _("after"), Kind.NUMBER),
        Column("coverage_before", _("coverage before"), Kind.SHARE, digits=3),
        Column("coverage_after", _("coverage after"), Kind.SHARE, digits=3),
    )


def _agreement_rows(found: "BeforeAfter") -> Iterator[Row]:
    lines = zip(_lines(found.before, found.after), _lines(found.after, found.before), strict=True)
    for (short, before), (_same, after) in lines:
        for name in _measures(found):
            if name in before.figures:
                yield (short, name, *_cells({"before": before.figures[name], "after": after.figures[name]}))


def _against_columns(found: "BeforeAfter") -> tuple[Column, ...]:
    coverage = Column("coverage", _("coverage"), Kind.SHARE, digits=3)
    figures = _columns(found, Column("value", _("value"), Kind.NUMBER), coverage)
    return Column("coder", _("coder")), *figures, Column("transcripts", _("transcripts"), Kind.INTEGER)


def _against_rows(found: "BeforeAfter") -> Iterator[Row]:
    for one in found.against:
        for short, line in _lines(one.comparison):
            for name in _measures(found):
                if name in line.figures:
                    cells = _cells({"value": line.figures[name]})
                    yield (one.coder.name, short, name, *cells, len(one.comparison.transcripts))


def _cells(figures: "Mapping[str, Figure]") -> Row:
    """The numbers, what they rest on, what is undefined, and what is to be said beside them."""
    coefficients = {name: figure.coefficient for name, figure in figures.items()}
    covered = (figure.coverage for figure in figures.values())
    values = (one.value for one in coefficients.values())
    return (*values, *covered, *undefined_cells(coefficients), remark(figures))
