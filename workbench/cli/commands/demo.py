"""``workbench demo``: something to look at, at once."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import file_argument
from workbench.cli.screens import on_a_terminal, open_screens
from workbench.cli.studies import coders_named, opened

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "Make the demonstration study (fictional interviews, coded by two fictional coders), print its ranking and its "
    "comparison, and open it if this is a terminal. A second run finds the study of the first, with whatever was "
    "changed in it."
)
EXAMPLES = """
workbench demo
workbench demo ~/try --no-screens
"""
WIDTH = 100


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    file_argument(parser, "folder", metavar=_("DIR"), nargs="?", default=Path(), help=_("where to; else here"))
    parser.add_argument("--no-screens", action="store_true", help=_("only print"))


def run(args: Namespace, out: Output) -> int | None:
    """Make it, print what it says, open it."""
    from workbench.workflows.comparing import compare
    from workbench.workflows.comparison_report import comparison_report
    from workbench.workflows.demonstrating import demonstrate
    from workbench.workflows.findings.making import make

    made = demonstrate(args.folder)
    said = _("This is the demonstration study of an earlier run: {path}") if made.reused else _("Made: {path}")
    out.say(said.format(path=made.path))
    if made.recipes is not None:
        out.say(_("Beside it, the reports of an article: workbench report build {path}").format(path=made.path))
    with opened(made.path) as study:
        out.show(make(study, "ranking"))
        out.separate()
        out.show(comparison_report(compare(study)))
        _sit_down(study)
    if on_a_terminal() and not args.no_screens:
        return open_screens(made.path)
    out.say(_("Look at it: workbench {path}").format(path=made.path))
    return None


def _sit_down(study: "StudyFile") -> None:
    """Let the first of the two fictional coders be who codes here, unless somebody chose already."""
    from workbench.remembered import last_coder, remember_coder

    uuid = study.fact("uuid")
    if not last_coder(uuid):
        remember_coder(uuid, coders_named(study, [])[0].name)
