"""``workbench completion``: what shells need to complete commands, options and files."""

import sys
from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output

DESCRIPTION = N_("Print a script that teaches a shell to complete workbench's commands and options.")
EXAMPLES = """
workbench completion bash > ~/.local/share/bash-completion/completions/workbench
workbench completion zsh > "${fpath[1]}/_workbench"
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help=_("the shell"))


def run(args: Namespace, out: Output) -> int | None:
    """Print the script."""
    import shtab

    from workbench.cli.parsing import full_parser

    sys.stdout.write(shtab.complete(full_parser(), shell=args.shell) + "\n")
    return None
