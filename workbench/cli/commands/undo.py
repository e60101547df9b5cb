"""``workbench undo``: take a coder's last act back."""

from argparse import Namespace

from transcripts.i18n import N_
from workbench.cli.output import Output
from workbench.cli.stepping import arguments, step

__all__ = ["DESCRIPTION", "EXAMPLES", "arguments", "run"]

DESCRIPTION = N_("Take a coder's last act back: without limit, across sessions. What others built on stays.")
EXAMPLES = """
workbench undo msn.study --coder MA
workbench undo msn.study --coder MA --times 3
"""


def run(args: Namespace, out: Output) -> int | None:
    """Undo."""
    from workbench.workflows.undoing import undo

    step(args, out, undo)
    return None
