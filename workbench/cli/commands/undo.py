"""``workbench undo``: take a coder's last act back."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_coder, add_study, whole_number
from workbench.cli.studies import acting_coder, opened

DESCRIPTION = N_("Take a coder's last act back: without limit, across sessions. What others built on stays.")
EXAMPLES = """
workbench undo msn.study --coder MA
workbench undo msn.study --coder MA --times 3
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_coder(parser)
    parser.add_argument(
        "--times", type=whole_number(1), default=1, metavar="N", help=_("how many acts; 1 if not given")
    )


def run(args: Namespace, out: Output) -> int | None:
    """Undo."""
    from workbench.workflows.undoing import undo

    with opened(args.study) as study:
        coder = acting_coder(study, args.coder)
        for _time in range(args.times):
            out.say(undo(study, coder.uuid).sentence)
    return None
