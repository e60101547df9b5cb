"""``workbench redo``: do again what was taken back."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_coder, add_study, whole_number
from workbench.cli.studies import acting_coder, opened

DESCRIPTION = N_("Do again what was taken back last; any new act ends that.")
EXAMPLES = """
workbench redo msn.study --coder MA
workbench redo msn.study --coder MA --times 3
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_coder(parser)
    parser.add_argument(
        "--times", type=whole_number(1), default=1, metavar="N", help=_("how many acts; 1 if not given")
    )


def run(args: Namespace, out: Output) -> int | None:
    """Redo."""
    from workbench.workflows.undoing import redo

    with opened(args.study) as study:
        coder = acting_coder(study, args.coder)
        for _time in range(args.times):
            out.say(redo(study, coder.uuid).sentence)
    return None
