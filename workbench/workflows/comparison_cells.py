"""Columns and cells that several tables of a comparison share."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from exports.report import Cell, Column, Kind
from transcripts.i18n import N_, _
from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.workflows.measuring.figures import Figure, Figures
from workbench.workflows.measuring.registry import measure
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison

#: Figures of several codes together, by the names of their columns.
OF_BRANCHES = ("bar_u_alpha", "cu_alpha", "set_masi", "f1")
VARIANT = N_("per-pair variant; not checked against the paper")
_MEASURE_OF = {"f1": "f1_characters"}


def code_columns() -> tuple[Column, ...]:
    """What names a code."""
    return (Column("code", _("code")), Column("label", _("label")))


def measured(name: str) -> Column:
    """The column of a measure, with its definition."""
    one = measure(name)
    return Column(name, _(one.symbol), Kind.NUMBER, definition=one.told)


def pair_columns() -> tuple[Column, ...]:
    """What names two coders."""
    return (Column("first", _("first coder")), Column("second", _("second coder")))


def together_columns() -> tuple[Column, ...]:
    """The figures of several codes together."""
    return (
        measured("bar_u_alpha"),
        measured("cu_alpha"),
        Column("cu_coverage", _("coverage"), Kind.SHARE, digits=3),
        measured("set_masi"),
        Column("f1", _("F1"), Kind.NUMBER, definition=measure("f1_characters").told),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(OF_BRANCHES),
    )


def together(figures: Figures) -> tuple[Cell, ...]:
    """The cells of ``together_columns``."""
    named = {name: coefficient(figures, name) for name in OF_BRANCHES}
    bar_u, cu, sets, f1 = (named[name].value for name in OF_BRANCHES)
    return (bar_u, cu, coverage(figures, "cu_alpha"), sets, f1, *undefined_cells(named))


def bound_columns(names: Iterable[str]) -> Iterator[Column]:
    """Bounds of the intervals of some figures."""
    for name in names:
        yield Column(f"{name}_low", _("{figure}, from").format(figure=name), Kind.NUMBER)
        yield Column(f"{name}_high", _("{figure}, to").format(figure=name), Kind.NUMBER)


def bounds(figures: Figures, names: Iterable[str]) -> Iterator[float | None]:
    """The cells of ``bound_columns``."""
    for name in names:
        figure = figure_of(figures, name)
        yield figure.low if figure else None
        yield figure.high if figure else None


def names_of(comparison: "Comparison", pair: tuple[int, int]) -> tuple[str, ...]:
    """Names of two coders."""
    return tuple(comparison.coders[place].name for place in pair)


def figure_of(figures: Mapping[str, Figure], column: str) -> Figure | None:
    """The figure of a column."""
    return figures.get(_MEASURE_OF.get(column, column))


def coefficient(figures: Figures, column: str) -> Coefficient:
    """The number of a column, or why there is none."""
    figure = figure_of(figures, column)
    return figure.coefficient if figure else undefined(Reason.TWO_CODERS)


def remark_column() -> Column:
    """What is to be said beside the figures of a row, in every file that holds them."""
    return Column("remark", _("remark"))


def remark(figures: Figures) -> str | None:
    """The cell of ``remark_column``."""
    return _(VARIANT) if any(figure.variant for figure in figures.values()) else None


def variant_said() -> str:
    """The same as a sentence below what people read."""
    return _("cuα and (k)uα of three coders and more: {variant}.").format(variant=_(VARIANT))


def coverage(figures: Figures, name: str) -> float | None:
    """What a figure rests on."""
    figure = figures.get(name)
    return figure.coverage if figure else None
