"""``workbench disagreements``: the passages that coders see differently."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_compared, add_output, add_study, split_list
from workbench.cli.studies import opened, viewer

if TYPE_CHECKING:
    from exports.report import Report
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "The passages on which coders differ, on the transcripts that two or more have marked done: missed, another code, "
    "other boundaries, another stance or strength; with who gave what, and what was ruled. `workbench rule` rules on "
    "them."
)
EXAMPLES = """
workbench disagreements msn.study
workbench disagreements msn.study --coders MA,JT --code IMAGE --format md --output image.md
workbench disagreements msn.study --kind missed,boundary --which open --order cost
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_compared(parser)
    parser.add_argument(
        "--kind",
        metavar=_("KINDS"),
        help=_("missed, different_code, boundary, stance, strength, with commas between"),
    )
    parser.add_argument(
        "--which",
        choices=("all", "open", "ruled", "discuss", "stale"),
        default="all",
        help=_("all of them, those not ruled on, ruled on, to be discussed, or changed since they were ruled"),
    )
    parser.add_argument("--order", choices=("text", "cost"), default="text", help=_("in text order, or by characters"))
    parser.add_argument(
        "--hide-names", action="store_true", help=_("show coders as A, B, C, in another order for every passage")
    )
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """List the disagreements."""
    with opened(args.study) as study:
        out.show(_report(study, args))
    return None


def _report(study: "StudyFile", args: Namespace) -> "Report":
    from workbench.workflows.disagreeing import Difference, Differences, differences, disagreements, sifted
    from workbench.workflows.disagreement_report import disagreements_report
    from workbench.workflows.ruling.case_report import cases_report
    from workbench.workflows.ruling.queueing import queue
    from workbench.workflows.sealing import seal_for

    coders, codes, transcripts = map(split_list, (args.coders, args.code, args.transcript))
    kinds = split_list(args.kind)
    cases = queue(
        study,
        coders=coders,
        codes=codes,
        transcripts=transcripts,
        kinds=kinds,
        which=args.which,
        order=args.order,
        seal=seal_for(study, viewer(study)),
    )
    asked = {"coders": coders, "codes": codes, "transcripts": transcripts}
    shown: Differences | list[Difference]
    if len(cases.cases) == cases.counts.all:
        shown = differences(study, **asked, kinds=kinds, order=args.order)
    else:
        shown = sifted(disagreements(study, **asked), cases.cases, kinds=kinds, order=args.order, apart=True)
    told = cases_report(study, cases, hide_names=args.hide_names)
    return disagreements_report(shown, told, hide_names=args.hide_names)
