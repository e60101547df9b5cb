"""``workbench compare``: how far coders agree."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_compared, add_output, add_study, split_list
from workbench.cli.studies import opened

UNITS = ("sentence", "turn")
DESCRIPTION = N_(
    "How far coders agree, code by code, on the transcripts that all of them have marked done: percent agreement, "
    "Krippendorff's alpha, Cohen's kappa and character F1. What is undefined says why."
)
EXAMPLES = """
workbench compare msn.study
workbench compare msn.study --coders MA,JT --unit turn --code IMAGE,PROJET --format csv
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_compared(parser)
    parser.add_argument("--unit", choices=UNITS, default="sentence", help=_("on what presence is counted"))
    parser.add_argument("--all-codes", action="store_true", help=_("show the codes that nobody used as well"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Compare."""
    from workbench.workflows.comparing import compare
    from workbench.workflows.comparison_report import comparison_report

    with opened(args.study) as study:
        found = compare(
            study,
            coders=split_list(args.coders),
            unit=args.unit,
            codes=split_list(args.code),
            transcripts=split_list(args.transcript),
        )
    out.show(comparison_report(found, all_codes=args.all_codes))
    return None
