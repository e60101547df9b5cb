"""A comparison as tables for files: codes, coders, pairs, branches, transcripts."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Pointer, Row, Table
from transcripts.i18n import _
from workbench.analysis.coefficients import Coefficient
from workbench.workflows.comparison_cells import (
    OF_BRANCHES,
    bound_columns,
    bounds,
    code_columns,
    coefficient,
    coverage,
    measured,
    names_of,
    pair_columns,
    remark,
    remark_column,
    together,
    together_columns,
)
from workbench.workflows.comparison_marks import marks
from workbench.workflows.comparison_passages import Lowering, lowers
from workbench.workflows.measuring.figures import Figures, Line
from workbench.workflows.measuring.ground import Branch
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from workbench.workflows.comparing import CodeFigures, Comparison

#: Columns of the table of codes that rest on units.
ON_UNITS = ("percent", "coded_only", "alpha", "kappa", "f1")
#: Columns on free spans, by the names of their measures, with what may stand beside each: bounds, coverage.
ON_SPANS = ("bar_u_alpha", "k_u_alpha")


def tables(comparison: "Comparison") -> Iterator[Table]:
    """All of them but those asked for apart; the first is that of the codes."""
    lowering = Lowering(comparison)
    yield codes(comparison, lowering)
    yield by_coder(comparison)
    yield pairs(comparison, lowering)
    yield branches(comparison, lowering)
    yield by_pair(comparison, lowering)
    yield by_transcript(comparison, lowering)


# -- codes -----------------------------------------------------------------------------------------------------------


def codes(comparison: "Comparison", lowering: Lowering) -> Table:
    """A row for each code: what every comparison has had, then what is measured on free spans, then bounds."""
    columns = (
        *code_columns(),
        Column("units", _("units"), Kind.INTEGER),
        Column("codings", _("codings"), Kind.INTEGER),
        Column("prevalence", _("prevalence"), Kind.SHARE, digits=3),
        Column("percent", _("agreement"), Kind.SHARE, digits=3),
        Column("coded_only", _("coded only"), Kind.SHARE, digits=3),
        Column("alpha", _("alpha"), Kind.NUMBER),
        Column("kappa", kappa(comparison), Kind.NUMBER),
        Column("f1", _("F1"), Kind.NUMBER),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns((*ON_UNITS, *ON_SPANS)),
        Column("marks", _("marks"), Kind.LIST),
        Column("uuid", _("uuid")),
        measured("bar_u_alpha"),
        measured("k_u_alpha"),
        Column("k_coverage", _("coverage"), Kind.SHARE, digits=3),
        *bound_columns(("bar_u_alpha", "k_u_alpha", "f1", "alpha")),
        remark_column(),
    )

    def behind(row: int, column: str) -> Sequence[Pointer]:
        return lowering.of(comparison.lines[row].code, by=lowers(column))

    return Table("codes", columns, [_code(line, comparison) for line in comparison.lines], behind=lowering.rows(behind))


def kappa(comparison: "Comparison") -> str:
    """What the mean over pairs is called, where there are several."""
    return _("kappa") if len(comparison.coders) < 3 else _("Light's kappa")


def _code(line: "CodeFigures", comparison: "Comparison") -> Row:
    agreement, figures = line.agreement, line.measured.figures
    named = on_units(line) | {name: coefficient(figures, name) for name in ON_SPANS}
    return (
        *(line.code.short, line.code.label(comparison.language), agreement.segments),
        *(sum(line.codings), agreement.prevalence.value),
        *(named[name].value for name in ON_UNITS),
        *undefined_cells(named),
        *(tuple(mark.value for mark in marks(line, comparison)), line.code.uuid),
        *(named[name].value for name in ON_SPANS),
        coverage(figures, "k_u_alpha"),
        *bounds(figures, ("bar_u_alpha", "k_u_alpha", "f1", "alpha")),
        remark(figures),
    )


def on_units(line: "CodeFigures") -> dict[str, Coefficient]:
    """The figures of a line on units, by the names of their columns."""
    agreement = line.agreement
    found = (agreement.percent, agreement.coded_only, agreement.alpha, agreement.kappa, agreement.mean_f1)
    return dict(zip(ON_UNITS, found, strict=True))


def by_coder(comparison: "Comparison") -> Table:
    """How much each coder used each code."""
    columns = (
        Column("code", _("code")),
        Column("coder", _("coder")),
        Column("codings", _("codings"), Kind.INTEGER),
        Column("marked", _("units marked"), Kind.INTEGER),
    )
    rows = [
        (line.code.short, coder.name, line.codings[at], line.agreement.marked[at])
        for line in comparison.lines
        for at, coder in enumerate(comparison.coders)
    ]
    return Table("by_coder", columns, rows, heads=2)


def pairs(comparison: "Comparison", lowering: Lowering) -> Table:
    """A row for each code and every two coders."""
    names = ("kappa", "f1", *ON_SPANS)
    columns = (
        Column("code", _("code")),
        *pair_columns(),
        Column("kappa", _("Cohen's kappa"), Kind.NUMBER),
        Column("f1", _("F1"), Kind.NUMBER),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(names),
        measured("bar_u_alpha"),
        measured("k_u_alpha"),
        Column("k_coverage", _("coverage"), Kind.SHARE, digits=3),
    )
    places = [(line, pair) for line in comparison.lines for pair in all_pairs(comparison)]

    def behind(row: int, column: str) -> Sequence[Pointer]:
        line, pair = places[row]
        return lowering.of(line.code, pair, by=lowers(column))

    rows = [_pair(line, pair, comparison) for line, pair in places]
    return Table("pairs", columns, rows, behind=lowering.rows(behind), heads=3)


def _pair(line: "CodeFigures", pair: tuple[int, int], comparison: "Comparison") -> Row:
    figures = of_pair(line.measured, pair, comparison)
    named = {"kappa": line.agreement.kappas[pair], "f1": line.agreement.f1[pair]}
    named |= {name: coefficient(figures, name) for name in ON_SPANS}
    return (
        *(line.code.short, *names_of(comparison, pair), named["kappa"].value, named["f1"].value),
        *undefined_cells(named),
        *(named[name].value for name in ON_SPANS),
        coverage(figures, "k_u_alpha"),
    )


def all_pairs(comparison: "Comparison") -> list[tuple[int, int]]:
    """Every two coders, by their places."""
    return list(combinations(range(len(comparison.coders)), 2))


def of_pair(line: Line, pair: tuple[int, int], comparison: "Comparison") -> Figures:
    """The figures of two coders; where there are no others, those of all."""
    return line.figures if len(comparison.coders) == 2 else line.pairs.get(pair, {})


# -- several codes together ------------------------------------------------------------------------------------------


def branches(comparison: "Comparison", lowering: Lowering) -> Table:
    """All codes together, then branch by branch."""
    columns = (
        *code_columns(),
        Column("exclusive", _("codes exclude each other"), Kind.YES_NO),
        Column("codes", _("codes"), Kind.INTEGER),
        *together_columns(),
        *bound_columns(OF_BRANCHES),
        remark_column(),
        Column("uuid", _("uuid")),
    )
    lines = (comparison.whole, *comparison.branches)
    rows = [_branch(line, comparison) for line in lines]

    def behind(row: int, column: str) -> Sequence[Pointer]:
        return lowering.of(lines[row].about, by=lowers(column))

    return Table("branches", columns, rows, behind=lowering.rows(behind))


def _branch(line: Line, comparison: "Comparison") -> Row:
    branch = line.about
    assert isinstance(branch, Branch)
    code = branch.code
    named = (code.short, code.label(comparison.language)) if code else (None, _("all codes together"))
    return (
        *(*named, branch.exclusive, len(branch.values)),
        *together(line.figures),
        *bounds(line.figures, OF_BRANCHES),
        remark(line.figures),
        code.uuid if code else None,
    )


def by_pair(comparison: "Comparison", lowering: Lowering) -> Table:
    """All codes together, of every two coders."""
    places = all_pairs(comparison)

    def behind(row: int, column: str) -> Sequence[Pointer]:
        return lowering.of(comparison.whole.about, places[row], by=lowers(column))

    rows = []
    for pair in places:
        figures = of_pair(comparison.whole, pair, comparison)
        texts = int(comparison.ground.read[:, list(pair)].all(axis=1).sum())
        rows.append((*names_of(comparison, pair), texts, *together(figures), *bounds(figures, OF_BRANCHES)))
    columns = (
        *pair_columns(),
        Column("transcripts", _("transcripts"), Kind.INTEGER),
        *together_columns(),
        *bound_columns(OF_BRANCHES),
    )
    return Table("by_pair", columns, rows, behind=lowering.rows(behind), heads=2)


def by_transcript(comparison: "Comparison", lowering: Lowering) -> Table:
    """All codes together, on each transcript."""

    def behind(row: int, column: str) -> Sequence[Pointer]:
        return lowering.of(comparison.whole.about, transcript=row, by=lowers(column))

    lengths = comparison.ground.lengths.tolist()
    rows = [
        (name, length, *together(figures), remark(figures))
        for (_uuid, name), length, figures in zip(
            comparison.transcripts, lengths, comparison.whole.transcripts, strict=False
        )
    ]
    columns = (
        Column("transcript", _("transcript")),
        Column("characters", _("characters"), Kind.INTEGER),
        *together_columns(),
        remark_column(),
    )
    return Table("by_transcript", columns, rows, behind=lowering.rows(behind))
