"""``workbench backup``: a whole copy, even while others write."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_coder, add_study, file_argument
from workbench.cli.studies import acting_coder, opened

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "Copy a study while it is in use. The copy is whole or not there; no file is ever overwritten. Of a blind study "
    "the copy holds one's own work alone, as a packet does; to keep everything, copy the file itself while nobody "
    "uses it."
)
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
    add_coder(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Copy the study."""
    with opened(args.study, args.coder) as study:
        from workbench.store import seals

        target = args.file or _name_beside(args.study)
        if seals.is_sealed(study.reader):
            _copy_own(study, args.coder, target, out)
        else:
            study.backup(target)
    out.say(_("Copied to {path}").format(path=target))
    return None


def _copy_own(study: "StudyFile", name: str | None, target: Path, out: Output) -> None:
    """What one coder may take along of a blind study."""
    from workbench.workflows.handing_in.packets import packet

    coder = acting_coder(study, name)
    packet(study, coder, target)
    out.say(
        _(
            "This study is blind: the copy holds texts, codebook, guide and the work of {name}, and nobody else's."
        ).format(name=coder.name)
    )


def _name_beside(path: Path) -> Path:
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    return path.with_name(f"{path.stem}-{stamp}{path.suffix}")
