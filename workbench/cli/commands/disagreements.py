"""``workbench disagreements``: the passages that coders see differently."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_
from workbench.cli.output import Output
from workbench.cli.parsing import add_compared, add_output, add_study, split_list
from workbench.cli.studies import opened

DESCRIPTION = N_(
    "The passages on which two coders differ, on the transcripts that both have marked done: missed, another code, "
    "other boundaries, another stance or strength."
)
EXAMPLES = """
workbench disagreements msn.study
workbench disagreements msn.study --coders MA,JT --code IMAGE --format md --output image.md
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_compared(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """List the disagreements."""
    from workbench.workflows.disagreeing import disagreements
    from workbench.workflows.disagreement_report import disagreements_report

    with opened(args.study) as study:
        found = disagreements(
            study,
            coders=split_list(args.coders),
            codes=split_list(args.code),
            transcripts=split_list(args.transcript),
        )
    out.show(disagreements_report(found))
    return None
