"""``workbench backup``: a whole copy, even while others write."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_study, file_argument
from workbench.cli.studies import opened

DESCRIPTION = N_("Copy a study while it is in use. The copy is whole or not there; no file is ever overwritten.")
EXAMPLES = """
workbench backup msn.study
workbench backup msn.study /media/key/msn-friday.study
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    file_argument(
        parser, "file", metavar=_("FILE"), nargs="?", help=_("the copy; else beside the study, with the time")
    )


def run(args: Namespace, out: Output) -> int | None:
    """Copy the study."""
    with opened(args.study) as study:
        target = args.file or _name_beside(args.study)
        study.backup(target)
    out.say(_("Copied to {path}").format(path=target))
    return None


def _name_beside(path: Path) -> Path:
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    return path.with_name(f"{path.stem}-{stamp}{path.suffix}")
