"""Every report, declared once: the command line, the screens, the Python API and files of reports all go by this.

Nothing here imports what a report does, so that listing them costs nothing.
"""

from transcripts.i18n import _
from workbench.errors import AnalysisError
from workbench.workflows.findings import declared_patterns, declared_people, declared_study, declared_themes
from workbench.workflows.findings.report_kind import ReportKind

KINDS: tuple[ReportKind, ...] = (
    *declared_themes.KINDS,
    *declared_patterns.KINDS,
    *declared_people.KINDS,
    *declared_study.KINDS,
)


def kinds() -> tuple[ReportKind, ...]:
    """Every report, in the order of lists."""
    return KINDS


def kind(name: str) -> ReportKind:
    """The report of that name.

    Raises:
        AnalysisError: If there is none; the hint lists them.
    """
    for one in KINDS:
        if one.name == name:
            return one
    raise AnalysisError(
        _("There is no report {name}.").format(name=name),
        _("The reports are {names}.").format(names=", ".join(one.name for one in KINDS)),
    )
