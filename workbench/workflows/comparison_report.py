"""A comparison as a report: for people and for files."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exports.report import Block, Column, Fact, Heading, Kind, Paragraph, Report, Table
from transcripts.i18n import N_, _
from workbench.errors import AnalysisError
from workbench.workflows.comparison_apart import apart_definition, apart_table
from workbench.workflows.comparison_crossings import confusion_for_reading, confusion_table, drift_tables
from workbench.workflows.comparison_figures import figures_table, measures_table
from workbench.workflows.comparison_paragraph import paragraph
from workbench.workflows.comparison_reading import blocks, missing
from workbench.workflows.comparison_tables import tables
from workbench.workflows.findings.parts import selected
from workbench.workflows.findings.passages import Passages
from workbench.workflows.measuring.units import read_unit
from workbench.workflows.sealing import seal_facts

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison

#: What can come first, in CSV and for people: the table of the same name.
BY = {
    "code": "codes",
    "branch": "branches",
    "pair": "by_pair",
    "transcript": "by_transcript",
    "figure": "figures",
}
_METHODS = {
    "jackknife": N_("jackknife over transcripts"),
    "bootstrap": N_("bootstrap of transcripts"),
    "hayes-krippendorff": N_("bootstrap of pairs of ratings (Hayes and Krippendorff)"),
    "none": N_("no intervals"),
}


def comparison_report(
    comparison: "Comparison",
    *,
    all_codes: bool = False,
    by: Sequence[str] = (),
    confusion: bool = False,
    drift: bool = False,
) -> Report:
    """Lay a comparison out.

    Args:
        comparison: From ``comparing.compare``; its study must stay open while passages are read.
        all_codes: Whether people are shown the codes that nobody used as well; files hold them always.
        by: What figures are told apart by, of ``BY``: the first of them is the first table.
        confusion: Whether to tell which codes are confused.
        drift: Whether to follow agreement through the transcripts.
    """
    names = tuple(coder.name for coder in comparison.coders)
    asked = tuple(_asked(comparison, confusion=confusion, drift=drift))
    held = _ordered([*_tables(comparison, by), *asked], by)
    return Report(
        "comparison",
        _("Agreement of {coders}").format(coders=", ".join(names)) if names else _("Agreement"),
        tuple(facts(comparison)),
        tuple(held),
        (*blocks(comparison, all_codes=all_codes), *_apart(comparison, held, by), *_read(asked)),
        tuple(definitions(comparison)),
        Passages(comparison.chosen.study),
    )


def known_cuts(names: Sequence[str]) -> list[str]:
    """What figures are told apart by.

    Raises:
        AnalysisError: If a name is none of ``BY``.
    """
    for name in names:
        if name not in BY:
            raise AnalysisError(_("Figures are told apart by one of: {names}.").format(names=", ".join(BY)))
    return list(names)


def paragraph_report(comparison: "Comparison") -> Report:
    """A paragraph for the methods section, alone."""
    said = paragraph(comparison)
    table = Table("paragraph", (Column("text", _("text")),), [(said,)])
    return Report("comparison_paragraph", tables=(table,), blocks=(Paragraph(said),))


def facts(comparison: "Comparison") -> Iterator[Fact]:
    """What was compared, and how."""
    names = tuple(coder.name for coder in comparison.coders)
    how = comparison.resampling
    yield Fact("coders", _("Coders"), names, Kind.LIST)
    unit = read_unit(comparison.unit)
    yield Fact("unit", _("Unit"), unit.name, words={unit.name: unit.one})
    many = unit.many
    units = None if comparison.unit == "span" else comparison.segments
    yield Fact("units", many[:1].upper() + many[1:], units, Kind.INTEGER)
    count = len(comparison.transcripts)
    finished = (
        _("Transcripts that two have finished") if comparison.any_two else _("Transcripts that all have finished")
    )
    yield Fact("transcripts", finished, count, Kind.INTEGER)
    yield Fact("left_out", _("Not finished by all"), comparison.left_out, Kind.LIST)
    yield from seal_facts(comparison.chosen.study, comparison.coders)
    yield Fact("characters", _("Characters"), comparison.characters, Kind.INTEGER)
    yield Fact("interval", _("Intervals"), how.method, words={name: _(said) for name, said in _METHODS.items()})
    yield Fact("seed", _("Seed"), how.seed if comparison.has_chance else None, Kind.INTEGER)
    yield Fact("draws", _("Draws"), how.draws if how.draws_any else None, Kind.INTEGER)
    yield Fact("threshold", _("Threshold"), comparison.threshold, Kind.NUMBER)


def _tables(comparison: "Comparison", by: Sequence[str]) -> Iterator[Table]:
    yield from tables(comparison)
    yield figures_table(comparison, by)
    yield measures_table(comparison)
    if comparison.apart:
        yield apart_table(comparison)


def _asked(comparison: "Comparison", *, confusion: bool, drift: bool) -> Iterator[Table]:
    if confusion:
        yield confusion_table(comparison)
    if drift:
        yield from drift_tables(comparison)


def _ordered(held: Sequence[Table], by: Sequence[str]) -> list[Table]:
    """The tables, what was asked for first: CSV holds that."""
    first = [table for name in by for table in held if table.name == BY[name]]
    return [*first, *(table for table in held if table not in first)]


def _apart(comparison: "Comparison", held: Sequence[Table], by: Sequence[str]) -> Iterator[Block]:
    """The cuts asked for, for reading: their figures, then why some are missing."""
    titles = {"pair": _("Coder by coder."), "transcript": _("Transcript by transcript.")}
    for name in by:
        if name in titles:
            table = next(one for one in held if one.name == BY[name])
            yield Heading(titles[name])
            yield _narrowed(table)
            yield from missing(comparison, name)


def _narrowed(table: Table) -> Table:
    """Without reasons, which are said below, and without bounds, which stand in files."""
    places = [
        at
        for at, column in enumerate(table.columns)
        if column.group != "reason"
        and not column.name.endswith(("_low", "_high"))
        and column.name not in ("uuid", "undefined")
    ]
    return selected(table, places)


def _read(asked: Sequence[Table]) -> Iterator[Block]:
    titles = {
        "confusion": _("Codes that are confused."),
        "drift": _("Agreement in the order in which transcripts were finished."),
        "trends": _("Trends."),
    }
    for table in asked:
        yield Heading(titles[table.name])
        if table.rows:
            yield confusion_for_reading(table) if table.name == "confusion" else _narrowed(table)
        else:
            yield Paragraph(_("There is nothing to tell here."))


def definitions(comparison: "Comparison") -> Iterator[str]:
    """What the figures on the face of the report mean."""
    for one in comparison.measures:
        if one.headline:
            yield one.told
    yield _("F1 of three coders and more is the mean over the pairs of coders for which it is defined.")
    if comparison.segments:
        yield _(
            "A unit carries a code for a coder if any of that coder's codings of it, or of a code under it, shares a "
            "character with the unit. Agreement: mean share of agreeing pairs of coders over all units; coded only: "
            "over the units that at least one of them marked. Prevalence: mean share of the units that a coder marked; "
            "of a rare code, high agreement may be chance. Alpha: Krippendorff's, nominal."
        )
        if len(comparison.coders) < 3:
            yield _("Kappa: Cohen's, from the counts of all transcripts together.")
        else:
            yield _("Light's kappa is the mean over the pairs of coders for which Cohen's is defined.")
    yield from (one.told for one in comparison.measures if _by_name(one.name, comparison))
    if comparison.apart:
        yield apart_definition()


def _by_name(name: str, comparison: "Comparison") -> bool:
    from workbench.workflows.measuring.registry import EVER

    return name not in EVER and not any(one.name == name and one.headline for one in comparison.measures)
