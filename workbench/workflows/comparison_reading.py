"""A comparison for people: what stands for what was measured, in tables that fit a narrow terminal, and sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from exports.cells import fixed_number
from exports.report import Block, Cell, Column, Kind, Paragraph, Row, Table
from transcripts.i18n import N_, _, ngettext
from workbench.analysis.coefficients import Reason
from workbench.workflows.comparison_apart import apart_for_reading
from workbench.workflows.comparison_cells import variant_said
from workbench.workflows.comparison_marks import Mark, marks
from workbench.workflows.comparison_passages import Lowering, lowers
from workbench.workflows.comparison_tables import all_pairs, kappa, of_pair, on_units
from workbench.workflows.listing_names import listed
from workbench.workflows.measuring.figures import Figure, Figures, Line
from workbench.workflows.measuring.ground import Branch
from workbench.workflows.measuring.measure import Level, Measure
from workbench.workflows.measuring.registry import EVER, measure
from workbench.workflows.measuring.units import read_unit

if TYPE_CHECKING:
    from workbench.workflows.comparing import CodeFigures, Comparison

OF_CODES = ("bar_u_alpha", "k_u_alpha", "f1_characters")
OF_BRANCHES = ("bar_u_alpha", "cu_alpha", "set_masi")
_UNITS_SHOWN = ("percent", "coded_only", "alpha", "kappa")


def blocks(comparison: "Comparison", *, all_codes: bool = False) -> Iterator[Block]:
    """What a person reads first.

    Args:
        comparison: From ``comparing.compare``.
        all_codes: Whether codes that nobody used are shown as well.
    """
    if len(comparison.coders) < 2 or not comparison.transcripts:
        yield Paragraph(_nothing_common(comparison))
    elif comparison.few_transcripts:
        yield Paragraph(_too_few(len(comparison.transcripts)))
    if comparison.any_two:
        yield Paragraph(_any_two())
    if comparison.resampling.by_pairs:
        yield Paragraph(_narrow())
    used = [line for line in comparison.lines if any(line.codings)]
    shown = comparison.lines if all_codes else used
    if comparison.transcripts:
        yield _branches(comparison)
        yield _codes(comparison, shown)
    if comparison.segments:
        yield _units(comparison, shown)
    yield from _sentences(comparison, shown)
    yield from _asked_for(comparison, shown)
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


def _narrow() -> str:
    return _(
        "The intervals are those of the bootstrap of Hayes and Krippendorff, for comparison with other programs: it "
        "takes every pair of ratings as independent of every other. On text they are not, so these bounds are too "
        "narrow; the jackknife over transcripts is the interval to report."
    )


def _any_two() -> str:
    return _(
        "Transcripts count that at least two of these coders have finished; sums over transcripts of different coders "
        "extend the published definitions."
    )


# -- tables ----------------------------------------------------------------------------------------------------------


def _branches(comparison: "Comparison") -> Table:
    """All codes together first; where there are no branches, they are all there is."""
    lines = (comparison.whole, *comparison.branches)
    rows = [(_branch_name(line), *_headline(line.figures, OF_BRANCHES)) for line in lines]
    columns = (Column("code", _("codes of")), *_headline_columns(OF_BRANCHES))
    lowering = Lowering(comparison)
    behind = lowering.rows(lambda row, column: lowering.of(lines[row].about, by=lowers(column)))
    return Table("branches", columns, rows, _("Several codes together."), behind=behind)


def _branch_name(line: Line) -> str:
    assert isinstance(line.about, Branch)
    return line.about.code.short if line.about.code else _("all codes")


def _codes(comparison: "Comparison", lines: "Sequence[CodeFigures]") -> Table:
    rows = [(line.code.short, *_headline(line.measured.figures, OF_CODES)) for line in lines]
    columns = (Column("code", _("code")), *_headline_columns(OF_CODES))
    lowering = Lowering(comparison)
    behind = lowering.rows(lambda row, column: lowering.of(lines[row].code, by=lowers(column)))
    return Table("headline", columns, rows, _("Code by code, on free spans."), behind=behind)


def _headline_columns(names: Sequence[str]) -> Iterator[Column]:
    for name in names:
        one = measure(name)
        yield Column(name, _(one.symbol), Kind.NUMBER, definition=one.told)
        yield Column(f"{name}_interval", _("95 %"))
        if one.covered:
            yield Column(f"{name}_coverage", _("cover"), Kind.SHARE)


def _headline(figures: Figures, names: Sequence[str]) -> Iterator[Cell]:
    for name in names:
        figure = figures.get(name)
        yield figure.value if figure else None
        yield interval_said(figure)
        if measure(name).covered:
            yield figure.coverage if figure else None


def interval_said(figure: Figure | None) -> str:
    """``0.79–0.85``; bounds below nought have brackets' room, as ``-0.10 – 0.43``."""
    if figure is None or figure.low is None or figure.high is None:
        return ""
    low, high = fixed_number(figure.low, 2), fixed_number(figure.high, 2)
    return f"{low} – {high}" if figure.low < 0 else f"{low}–{high}"


def _units(comparison: "Comparison", lines: "Sequence[CodeFigures]") -> Table:
    """What is counted on units, with how often each coder gave each code."""
    columns = (
        Column("code", _("code")),
        *(Column(f"codings_{at}", coder.name, Kind.INTEGER) for at, coder in enumerate(comparison.coders)),
        Column("prevalence", _("prevalence"), Kind.SHARE, digits=3),
        Column("percent", _("agreement"), Kind.SHARE, digits=3),
        Column("coded_only", _("coded only"), Kind.SHARE, digits=3),
        Column("alpha", _("alpha"), Kind.NUMBER),
        Column("kappa", kappa(comparison), Kind.NUMBER),
    )
    lowering = Lowering(comparison)
    behind = lowering.rows(lambda row, _column: lowering.of(lines[row].code))
    caption = _("On units: {unit}.").format(unit=read_unit(comparison.unit).many)
    return Table("codes", columns, [_unit_row(line) for line in lines], caption, behind=behind)


def _unit_row(line: "CodeFigures") -> Row:
    figures = on_units(line)
    values = (figures[name].value for name in _UNITS_SHOWN)
    return (line.code.short, *line.codings, line.agreement.prevalence.value, *values)


def _asked_for(comparison: "Comparison", lines: "Sequence[CodeFigures]") -> Iterator[Table]:
    """A table for every measure that is not on the face of each comparison."""
    for one in comparison.measures:
        if one.headline or one.name in EVER:
            continue
        together = (comparison.whole, *comparison.branches) if Level.CODES in one.levels else ()
        told = [(_branch_name(line), line.figures) for line in together]
        if Level.CODE in one.levels:
            told += [(line.code.short, line.measured.figures) for line in lines]
        yield _measure_table(one, told)


def _measure_table(one: Measure, told: Sequence[tuple[str, Figures]]) -> Table:
    kind = Kind.SHARE if one.share else Kind.NUMBER
    columns = (
        Column("code", _("code")),
        Column("value", _(one.symbol), kind, digits=3),
        Column("low", _("from"), kind, digits=3),
        Column("high", _("to"), kind, digits=3),
        Column("remark", _("remark")),
    )
    rows = []
    for name, figures in told:
        figure = figures.get(one.name)
        if figure is not None:
            why = figure.coefficient.why or (figure.unsure.text if figure.unsure else "")
            rows.append((name, figure.value, figure.low, figure.high, why))
    said = one.said
    return Table(one.name, columns, rows, _("{measure}.").format(measure=said[:1].upper() + said[1:]))


# -- sentences -------------------------------------------------------------------------------------------------------

_MISSING = N_("No {figures}, because {reason}: {names}.")
#: Of a name: the figures that are shown of it, by what stands above them.
Told = Sequence[tuple[str, Mapping[str, Figure]]]


def _sentences(comparison: "Comparison", lines: "Sequence[CodeFigures]") -> Iterator[Paragraph]:
    """Why figures are missing, each reason once with what it concerns; then what those that are there cannot bear."""
    if not comparison.transcripts:
        return
    told = [(_branch_name(one), _shown(one.figures, OF_BRANCHES)) for one in (comparison.whole, *comparison.branches)]
    told += [(one.code.short, _shown(one.measured.figures, OF_CODES)) for one in lines]
    counted = [(one.code.short, _shown(one.measured.figures, EVER)) for one in lines] if comparison.segments else []
    yield from _because([*told, *counted], _(_MISSING), lambda one: one.coefficient.why)
    if not comparison.few_transcripts:
        unsure = _("No interval of {figures}, because {reason}: {names}.")
        yield from _because(told, unsure, lambda one: one.unsure.text if one.unsure else "")
    by_chance = [line.code.short for line in lines if Mark.CHANCE in marks(line, comparison)]
    if by_chance:
        yield Paragraph(_("A figure of these is no better than chance: {names}.").format(names=listed(by_chance)))
    if any(one.variant and one.value is not None for _name, figures in told for one in figures.values()):
        yield Paragraph(variant_said())
    yield from _threshold(comparison, told)


def missing(comparison: "Comparison", cut: str) -> Iterator[Paragraph]:
    """Why figures of all codes together are missing for two coders (``pair``) or on a ``transcript``."""
    whole, names = comparison.whole, (*OF_BRANCHES, "f1_characters")
    if cut == "pair":
        coders = [coder.name for coder in comparison.coders]
        figures = [
            (f"{coders[pair[0]]} + {coders[pair[1]]}", of_pair(whole, pair, comparison))
            for pair in all_pairs(comparison)
        ]
    else:
        texts = (name for _uuid, name in comparison.transcripts)
        figures = list(zip(texts, whole.transcripts, strict=False))
    told = [(name, _shown(one, names)) for name, one in figures]
    yield from _because(told, _(_MISSING), lambda one: one.coefficient.why)


def _shown(figures: Figures, names: Sequence[str]) -> dict[str, Figure]:
    return {_(measure(name).symbol): figures[name] for name in names if _is_shown(figures.get(name))}


def _is_shown(figure: Figure | None) -> bool:
    """Figures of two coders are not missing where there are more: they stand among the pairs."""
    return figure is not None and figure.coefficient.reason is not Reason.ONLY_PAIRS


def _because(told: Told, said: str, why: Callable[[Figure], str]) -> Iterator[Paragraph]:
    """A sentence for each reason and the names that it concerns alike."""
    of_name: dict[tuple[str, str], list[str]] = {}
    for name, figures in told:
        for symbol, figure in figures.items():
            if reason := why(figure):
                of_name.setdefault((reason, symbol), []).append(name)
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (reason, symbol), names in of_name.items():
        alike.setdefault((reason, tuple(names)), []).append(symbol)
    for (reason, concerned), symbols in alike.items():
        yield Paragraph(said.format(figures=", ".join(symbols), reason=reason, names=listed(concerned)))


_REACHED = N_("{figure} reaches {threshold} with its lower bound: {names}.")
_NOT_REACHED = N_("{figure} does not reach {threshold} with its lower bound: {names}.")


def _threshold(comparison: "Comparison", told: Told) -> Iterator[Paragraph]:
    """A convention, held against the lower bound; where there is none, nothing can be said."""
    if comparison.threshold is None:
        return
    written = fixed_number(comparison.threshold, 2)
    yield Paragraph(
        _(
            "The threshold {threshold} is a convention that was asked for (Krippendorff 2004 names .80, and .667 for "
            "tentative conclusions); it is held against the lower bound of each interval, and says nothing of figures "
            "without one."
        ).format(threshold=written)
    )
    for symbol in dict.fromkeys(_(measure(name).symbol) for name in (*OF_BRANCHES, *OF_CODES)):
        bounds = [(name, figures[symbol].low) for name, figures in told if symbol in figures]
        for said, reached in ((_REACHED, True), (_NOT_REACHED, False)):
            names = [name for name, low in bounds if low is not None and (low >= comparison.threshold) is reached]
            if names:
                yield Paragraph(_(said).format(figure=symbol, threshold=written, names=listed(names)))
