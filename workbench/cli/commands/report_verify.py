"""``workbench report verify``: whether an export still says what its study says."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_output, file_argument
from workbench.cli.studies import opened

DESCRIPTION = N_(
    "Make the reports of an exported file again, by the filters, options and seed that it carries, and tell which "
    "tables, rows and cells differ, old and new; whether the study changed, whether coding went on since, and whether "
    "the file was changed by hand. 0 if all is as it was, else 1."
)
EXAMPLES = """
workbench report verify ranking.docx
workbench report verify figures/ranking.csv msn.study
workbench report verify article.html msn.study --format json
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    help_text = _("a report that was written to a file, or the manifest beside it")
    file_argument(parser, "file", metavar=_("FILE"), help=help_text)
    help_text = _("the study; else the one beside the file that it was made from")
    file_argument(parser, "study", metavar=_("STUDY"), nargs="?", help=help_text)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Verify."""
    from workbench.workflows.findings.verifying import study_of, verify
    from workbench.workflows.findings.verifying_report import verification_report

    with opened(args.study or study_of(args.file)) as study:
        found = verify(args.file, study)
    out.show(verification_report(found))
    return None if found.same else 1
