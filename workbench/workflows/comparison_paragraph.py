"""A paragraph on agreement, ready for the methods section of an article: figures and all that they rest on."""

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from exports.cells import fixed_number
from transcripts.i18n import _, ngettext
from workbench.workflows.measuring.figures import Figure, Line, Resampling
from workbench.workflows.measuring.units import read_unit

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison


def paragraph(comparison: "Comparison") -> str:
    """What was measured, on what, by whom, with which figures and intervals, by which software.

    In the language in use. No word judges: whether a figure is enough is for the article to say.
    """
    if len(comparison.coders) < 2 or not comparison.transcripts:
        return _("Agreement is not measured: no transcript has been finished by two coders.")
    sentences = [_ground(comparison), *_whole(comparison), *_codes(comparison), *_on_units(comparison)]
    return " ".join([*sentences, *_intervals(comparison), *_threshold(comparison), _software()])


def _ground(comparison: "Comparison") -> str:
    names = ", ".join(coder.name for coder in comparison.coders)
    texts = ngettext("{count} transcript", "{count} transcripts", len(comparison.transcripts))
    said = (
        _("Agreement of {count} coders ({names}) was measured on {texts} that at least two of them had coded")
        if comparison.any_two
        else _("Agreement of {count} coders ({names}) was measured on {texts} that all of them had coded")
    )
    codings = len(comparison.ground.codings)
    used = sum(any(line.codings) for line in comparison.lines)
    first = said.format(
        count=len(comparison.coders), names=names, texts=texts.format(count=len(comparison.transcripts))
    )
    size = _("{text} (characters: {characters}; codings: {codings}; codes used: {codes}).")
    return size.format(text=first, characters=comparison.characters, codings=codings, codes=used)


def _whole(comparison: "Comparison") -> list[str]:
    """On all codes together: what is marked, with which code, with which sets of codes."""
    figures = comparison.whole.figures
    marked, told, sets = (figures.get(name) for name in ("bar_u_alpha", "cu_alpha", "set_masi"))
    found = []
    if marked is not None:
        said = _("On whether the same stretches were marked, |uα (Krippendorff et al. 2016) is {figure}.")
        found.append(said.format(figure=said_with(marked)))
    if told is not None and told.value is not None:
        said = _("Where both of two coders marked something ({coverage} % of the text), cuα on the code is {figure}.")
        covered = fixed_number(100 * (told.coverage or 0), 0)
        found.append(said.format(coverage=covered, figure=said_with(told)) + _variant(told))
    elif sets is not None:
        said = _(
            "Since codes may overlap, agreement on the sets of codes was measured by Krippendorff's alpha weighted by "
            "length, with MASI distance: {figure}."
        )
        found.append(said.format(figure=said_with(sets)))
    return found


def _variant(figure: Figure) -> str:
    if not figure.variant:
        return ""
    return " " + _("(For three coders and more its per-pair variant was used, not checked against the paper.)")


def _codes(comparison: "Comparison") -> list[str]:
    marked = _("|uα by code has a median of {median} over {count} codes, from {least} to {most}.")
    f1 = _("Character F1 by code has a median of {median} over {count} codes, from {least} to {most}.")
    lines = [line.measured for line in comparison.lines]
    found = (_over_codes(lines, "bar_u_alpha", marked), _over_codes(lines, "f1_characters", f1))
    return [one for one in found if one]


def _over_codes(lines: Sequence[Line], name: str, said: str) -> str:
    values = [
        figure.value for line in lines if (figure := line.figures.get(name)) is not None and figure.value is not None
    ]
    if not values:
        return ""
    low, middle, high = (fixed_number(one, 2) for one in (min(values), median(values), max(values)))
    return said.format(median=middle, count=len(values), least=low, most=high)


def _on_units(comparison: "Comparison") -> list[str]:
    if not comparison.segments:
        return []
    unit = read_unit(comparison.unit)
    said = _("Krippendorff's alpha (nominal) on the presence of each code per {unit} ({units} {many})").format(
        unit=unit.one, units=comparison.segments, many=unit.many
    )
    told = _over_codes(
        [line.measured for line in comparison.lines],
        "alpha",
        _("{figure} has a median of {{median}} over {{count}} codes, from {{least}} to {{most}}.").format(figure=said),
    )
    return [told] if told else []


def _intervals(comparison: "Comparison") -> list[str]:
    how: Resampling = comparison.resampling
    if how.method == "none":
        return []
    if comparison.few_transcripts:
        return [_("There are too few transcripts for intervals.")]
    if how.method == "bootstrap":
        said = _("Intervals are 95 % percentile bootstrap intervals over transcripts ({draws} draws, seed {seed}).")
        return [said.format(draws=how.draws, seed=how.seed)]
    if how.by_pairs:
        said = _(
            "Intervals of alphas on units are 95 % intervals of the bootstrap of Hayes and Krippendorff (2007; {draws} "
            "draws, seed {seed}), which takes pairs of ratings as independent and is too narrow for text."
        )
        return [said.format(draws=how.draws, seed=how.seed)]
    return [_("Intervals are 95 % intervals of the delete-one-transcript jackknife.")]


def _threshold(comparison: "Comparison") -> list[str]:
    if comparison.threshold is None:
        return []
    figure = comparison.whole.figures.get("bar_u_alpha")
    if figure is None or figure.low is None:
        return []
    reached = figure.low >= comparison.threshold
    said = (
        _("By the convention of {threshold}, held against the lower bound, |uα over all codes reaches it.")
        if reached
        else _("By the convention of {threshold}, held against the lower bound, |uα over all codes does not reach it.")
    )
    return [said.format(threshold=fixed_number(comparison.threshold, 2))]


def _software() -> str:
    from workbench.workflows.findings.manifests import versions

    version = versions().get("interview-workbench", "")
    return _("Computed with Interview Workbench {version}.").format(version=version)


def said_with(figure: Figure) -> str:
    """``0.81 (95 % interval 0.74 to 0.88)``, or why there is none."""
    if figure.value is None:
        return _("undefined ({reason})").format(reason=figure.coefficient.why)
    value = fixed_number(figure.value, 2)
    if figure.low is None or figure.high is None:
        return value
    low, high = fixed_number(figure.low, 2), fixed_number(figure.high, 2)
    return _("{value} (95 % interval {low} to {high})").format(value=value, low=low, high=high)
