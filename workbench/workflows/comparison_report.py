"""A comparison as a report: for people and for files."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from exports.report import Block, Column, Fact, Kind, Paragraph, Report, Row, Table
from transcripts.i18n import N_, _, ngettext
from workbench.workflows.comparison_apart import apart_definition, apart_for_reading, apart_table
from workbench.workflows.headings import words
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from workbench.analysis.coefficients import Coefficient
    from workbench.workflows.comparing import CodeFigures, Comparison

FIGURES = ("percent", "coded_only", "alpha", "kappa", "f1")


class Mark(StrEnum):
    """What the figures of a line cannot bear; the values are stable, files carry them."""

    CHANCE = "no_better_than_chance"
    SPARSE = "too_little_data"


_MARKS = {Mark.CHANCE: N_("no better than chance"), Mark.SPARSE: N_("too little data for an interval")}
_UNITS = {"sentence": N_("sentences"), "turn": N_("turns")}


def comparison_report(comparison: "Comparison", *, all_codes: bool = False) -> Report:
    """Lay a comparison out.

    Args:
        comparison: From ``comparing.compare``.
        all_codes: Whether people are shown the codes that nobody used as well; files hold them always.
    """
    names = tuple(coder.name for coder in comparison.coders)
    return Report(
        "comparison",
        _("Agreement of {coders}").format(coders=", ".join(names)) if names else _("Agreement"),
        (
            Fact("coders", _("Coders"), names, Kind.LIST),
            Fact("unit", _("Unit"), comparison.unit, words=words("unit")),
            Fact("units", _(_UNITS[comparison.unit]).capitalize(), comparison.segments, Kind.INTEGER),
            Fact("transcripts", _("Transcripts that all have finished"), len(comparison.transcripts), Kind.INTEGER),
            Fact("left_out", _("Not finished by all"), comparison.left_out, Kind.LIST),
        ),
        tuple(_tables(comparison)),
        tuple(_blocks(comparison, all_codes)),
        tuple(_definitions(comparison)),
    )


def _tables(comparison: "Comparison") -> Iterator[Table]:
    yield from (_figures(comparison), _coders(comparison), _pairs(comparison))
    if comparison.apart:
        yield apart_table(comparison)


def _figures(comparison: "Comparison") -> Table:
    columns = (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("units", _("units"), Kind.INTEGER),
        Column("codings", _("codings"), Kind.INTEGER),
        Column("prevalence", _("prevalence"), Kind.SHARE, digits=3),
        Column("percent", _("agreement"), Kind.SHARE, digits=3),
        Column("coded_only", _("coded only"), Kind.SHARE, digits=3),
        Column("alpha", _("alpha"), Kind.NUMBER),
        Column("kappa", _kappa(comparison), Kind.NUMBER),
        Column("f1", _("F1"), Kind.NUMBER),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(FIGURES),
        Column("marks", _("marks"), Kind.LIST),
        Column("uuid", _("uuid")),
    )
    return Table("codes", columns, [_row(line, comparison) for line in comparison.lines])


def _kappa(comparison: "Comparison") -> str:
    return _("kappa") if len(comparison.coders) < 3 else _("Light's kappa")


def _row(line: "CodeFigures", comparison: "Comparison") -> Row:
    agreement = line.agreement
    figures = _named(line)
    return (
        *(line.code.short, line.code.label(comparison.language), agreement.segments),
        *(sum(line.codings), agreement.prevalence.value),
        *(figure.value for figure in figures.values()),
        *undefined_cells(figures),
        *(tuple(mark.value for mark in _marks(line, comparison)), line.code.uuid),
    )


def _named(line: "CodeFigures") -> "dict[str, Coefficient]":
    """The figures of a line, by the names of their columns."""
    agreement = line.agreement
    found = (agreement.percent, agreement.coded_only, agreement.alpha, agreement.kappa, agreement.mean_f1)
    return dict(zip(FIGURES, found, strict=True))


def _marks(line: "CodeFigures", comparison: "Comparison") -> Iterator[Mark]:
    if line.agreement.by_chance:
        yield Mark.CHANCE
    if line.agreement.sparse or (any(line.codings) and comparison.few_transcripts):
        yield Mark.SPARSE


def _coders(comparison: "Comparison") -> Table:
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
    return Table("by_coder", columns, rows)


def _pairs(comparison: "Comparison") -> Table:
    columns = (
        Column("code", _("code")),
        Column("first", _("first coder")),
        Column("second", _("second coder")),
        Column("kappa", _("Cohen's kappa"), Kind.NUMBER),
        Column("f1", _("F1"), Kind.NUMBER),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(("kappa", "f1")),
    )
    rows = [_pair(line, pair, comparison) for line in comparison.lines for pair in _all_pairs(comparison)]
    return Table("pairs", columns, rows)


def _all_pairs(comparison: "Comparison") -> Iterator[tuple[int, int]]:
    return combinations(range(len(comparison.coders)), 2)


def _pair(line: "CodeFigures", pair: tuple[int, int], comparison: "Comparison") -> Row:
    kappa, f1 = line.agreement.kappas[pair], line.agreement.f1[pair]
    first, second = (comparison.coders[place].name for place in pair)
    return line.code.short, first, second, kappa.value, f1.value, *undefined_cells({"kappa": kappa, "f1": f1})


# -- for reading -----------------------------------------------------------------------------------------------------


def _blocks(comparison: "Comparison", all_codes: bool) -> Iterator[Block]:
    if len(comparison.coders) < 2 or not comparison.transcripts:
        yield Paragraph(_nothing_common(comparison))
    elif comparison.few_transcripts:
        yield Paragraph(_too_few(len(comparison.transcripts)))
    used = [line for line in comparison.lines if any(line.codings)]
    yield _short_table(comparison, comparison.lines if all_codes else used)
    unused = [line.code.short for line in comparison.lines if not any(line.codings)]
    if unused and not all_codes:
        yield Paragraph(_("Not used: {codes}.").format(codes=", ".join(unused)))
    if comparison.apart:
        yield apart_for_reading(comparison)


def _nothing_common(comparison: "Comparison") -> str:
    if len(comparison.coders) < 2:
        return _("Agreement needs two coders who have finished the same transcripts; here there are fewer.")
    names = ", ".join(coder.name for coder in comparison.coders)
    return _("{names} have finished no transcript in common.").format(names=names)


def _too_few(transcripts: int) -> str:
    return ngettext(
        "{count} transcript is too little data for an interval: the figures speak of this text only.",
        "{count} transcripts are too little data for an interval: the figures speak of these texts only.",
        transcripts,
    ).format(count=transcripts)


def _short_table(comparison: "Comparison", lines: "Sequence[CodeFigures]") -> Table:
    columns = (
        Column("code", _("code")),
        *(Column(f"codings_{at}", coder.name, Kind.INTEGER) for at, coder in enumerate(comparison.coders)),
        Column("prevalence", _("prevalence"), Kind.SHARE, digits=3),
        Column("percent", _("agreement"), Kind.SHARE, digits=3),
        Column("coded_only", _("coded only"), Kind.SHARE, digits=3),
        Column("alpha", _("alpha"), Kind.NUMBER),
        Column("kappa", _kappa(comparison), Kind.NUMBER),
        Column("f1", _("F1"), Kind.NUMBER),
        Column("remark", _("remark")),
    )
    rows = [
        (
            *(line.code.short, *line.codings, line.agreement.prevalence.value),
            *(figure.value for figure in _named(line).values()),
            _remark(line, comparison),
        )
        for line in lines
    ]
    return Table("codes", columns, rows)


def _remark(line: "CodeFigures", comparison: "Comparison") -> str:
    """Why figures are missing, each reason once; then what the ones that are there cannot bear."""
    reasons = dict.fromkeys(figure.why for figure in _named(line).values() if figure.reason)
    told = [_("undefined, because: {reason}").format(reason="; ".join(reasons))] if reasons else []
    # That the transcripts are few is said once, above the table.
    marks = [mark for mark in _marks(line, comparison) if mark is not Mark.SPARSE or not comparison.few_transcripts]
    return "; ".join([*told, *(_(_MARKS[mark]) for mark in marks)])


def _definitions(comparison: "Comparison") -> Iterator[str]:
    yield _(
        "A unit carries a code for a coder if any of that coder's codings of it, or of a code under it, shares a "
        "character with the unit. Agreement: mean share of agreeing pairs of coders over all units; coded only: over "
        "the units that at least one of them marked. Prevalence: mean share of the units that a coder marked; of a "
        "rare code, high agreement may be chance. Alpha: Krippendorff's, nominal. F1: shared characters of each "
        "two coders, 2 both / (first + second)."
    )
    if len(comparison.coders) < 3:
        yield _("Kappa: Cohen's, from the counts of all transcripts together.")
    else:
        yield _("Light's kappa and F1 are means over the pairs of coders for which they are defined.")
    if comparison.apart:
        yield apart_definition()
