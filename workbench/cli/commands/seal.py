"""``workbench seal``: make a study blind."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_coder, add_study
from workbench.cli.studies import opened, someone

DESCRIPTION = N_(
    "Make a study blind: every coder sees what he or she codes, and nothing of the others', until the seals are "
    "opened. This can be done at any time, stands in the journal and is not undone; transcripts opened before stay "
    "open. On a file that several people share it is a procedure, not a protection."
)
EXAMPLES = """
workbench seal msn.study
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_coder(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Make the study blind."""
    with opened(args.study, args.coder) as study:
        from workbench.workflows.sealing import make_blind

        new = make_blind(study, someone(study, args.coder))
        out.say((_("{study} is blind now.") if new else _("{study} is blind already.")).format(study=study.path.name))
        out.say(_("Its seals are opened with: workbench unseal {study}").format(study=study.path.name))
    return None
