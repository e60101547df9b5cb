"""Every measure of agreement, declared once: command line, screens, files, Python and documentation go by this."""

from collections.abc import Sequence

from transcripts.i18n import _
from workbench.errors import AnalysisError
from workbench.workflows.measuring import declared_matched, declared_spans, declared_units
from workbench.workflows.measuring.measure import Level, Measure

MEASURES: tuple[Measure, ...] = (*declared_spans.MEASURES, *declared_units.MEASURES, *declared_matched.MEASURES)
ALL = "all"
#: Too slow to be meant by ``all``.
BY_NAME_ONLY = ("gamma", "gamma_cat")
#: Figures that comparisons had from the beginning; they are always made where there are units.
EVER = ("percent", "coded_only", "alpha", "cohen", "light")


def measure(name: str) -> Measure:
    """The measure of that name.

    Raises:
        AnalysisError: If there is none; the hint lists them.
    """
    for one in MEASURES:
        if one.name == name:
            return one
    raise AnalysisError(
        _("There is no measure {name}.").format(name=name),
        _("The measures are {names}.").format(names=", ".join(one.name for one in MEASURES)),
    )


def wanted(names: Sequence[str] = (), *, units: bool = True) -> tuple[Measure, ...]:
    """The measures to take, in the order of the registry: those for the face of a report, and those asked for.

    Args:
        names: Of measures; ``all`` for every one that takes no time.
        units: Whether there are units; measures on them are left out otherwise.

    Raises:
        AnalysisError: If a name is unknown, or a measure on units is asked for without any.
    """
    asked = [measure(name) for name in names if name != ALL]
    for one in asked:
        if one.on == "units" and not units:
            raise AnalysisError(
                _("{measure} is measured on units.").format(measure=one.said[:1].upper() + one.said[1:]),
                _("Choose some with --unit: sentence, turn, answer or grid:200."),
            )
    everything = ALL in names
    return tuple(
        one
        for one in MEASURES
        if one in asked
        or ((units or one.on != "units") and (one.headline or one.name in EVER))
        or (everything and one.name not in BY_NAME_ONLY and (units or one.on != "units"))
    )


def speaking_of(measures: Sequence[Measure], level: Level) -> tuple[Measure, ...]:
    """Those that can speak of one code, or of several together."""
    return tuple(one for one in measures if level in one.levels)
