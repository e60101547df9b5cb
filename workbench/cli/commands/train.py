"""``workbench train``: a new coder codes blind against a reference."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.asides import add_aside, check, show, tell_begun
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError
from workbench.cli.studies import acting_coder, opened

DESCRIPTION = N_(
    "Train a coder: transcripts that a reference has finished are coded blind, in a layer of its own that counts "
    "nowhere unless it is named; then agreement code by code, and the passages to look at."
)
EXAMPLES = """
workbench coders msn.study add NL
workbench train msn.study entretien-01 entretien-02 --begin --against consensus --coder NL
workbench msn.study --coder "NL T1"
workbench train msn.study --coder NL
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_aside(parser)
    help_text = _("with --begin: the reference, a coder or the consensus")
    parser.add_argument("--against", metavar=_("NAME"), help=help_text)


def run(args: Namespace, out: Output) -> int | None:
    """Begin a training, or show how it agrees."""
    from workbench.store.asides import Purpose

    check(args)
    if args.begin != bool(args.against):
        raise UsageError(_("--begin and --against NAME go together."))
    if not args.begin:
        show(args, Purpose.TRAINING, out)
        return None
    with opened(args.study) as study:
        from workbench.store import coders, transcripts
        from workbench.workflows.asides import training

        coder = acting_coder(study, args.coder)
        chosen = [transcripts.named(study.reader, name) for name in args.transcripts]
        tell_begun(study, training(study, coder, coders.named(study.reader, args.against), chosen), out)
    return None
