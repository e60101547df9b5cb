"""``workbench redo``: do again what was taken back."""

from argparse import Namespace

from transcripts.i18n import N_
from workbench.cli.output import Output
from workbench.cli.stepping import arguments, step

__all__ = ["DESCRIPTION", "EXAMPLES", "arguments", "run"]

DESCRIPTION = N_("Do again what was taken back last; any new act ends that.")
EXAMPLES = """
workbench redo msn.study --coder MA
workbench redo msn.study --coder MA --times 3
"""


def run(args: Namespace, out: Output) -> int | None:
    """Redo."""
    from workbench.workflows.undoing import redo

    step(args, out, redo)
    return None
