"""What ``undo`` and ``redo`` share: whose acts, how many, and a line for each."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from transcripts.i18n import _
from workbench.cli.output import Output
from workbench.cli.parsing import add_coder, add_study, whole_number
from workbench.cli.studies import acting_coder, opened

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.undoing import Outcome


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_coder(parser)
    help_text = _("how many acts; 1 if not given")
    parser.add_argument("--times", type=whole_number(1), default=1, metavar="N", help=help_text)


def step(args: Namespace, out: Output, take: "Callable[[StudyFile, str], Outcome]") -> None:
    """Take as many steps as asked for, and tell each."""
    with opened(args.study, args.coder) as study:
        coder = acting_coder(study, args.coder)
        for _time in range(args.times):
            out.say(take(study, coder.uuid).sentence)
