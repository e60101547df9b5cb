"""``workbench reread``: a coder codes finished transcripts again, blind to the first time."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.asides import add_aside, check, show, tell_begun
from workbench.cli.output import Output
from workbench.cli.parsing import whole_number
from workbench.cli.studies import acting_coder, opened

DESCRIPTION = N_(
    "Code finished transcripts a second time, in a layer of its own that counts nowhere unless it is named, and see "
    "how far one agrees with oneself. What was coded the first time is not shown until a transcript is done again."
)
EXAMPLES = """
workbench reread msn.study --begin --share 20 --coder MA
workbench msn.study --coder "MA 2"
workbench reread msn.study --coder MA --format csv
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_aside(parser)
    help_text = _("with --begin: read so many per cent of the finished transcripts again, drawn by chance")
    parser.add_argument("--share", type=whole_number(1, 100), default=100, metavar="N", help=help_text)
    parser.add_argument("--seed", type=whole_number(0), help=_("of the draw; the same seed draws the same transcripts"))


def run(args: Namespace, out: Output) -> int | None:
    """Begin a second reading, or show how it agrees."""
    from workbench.store.asides import Purpose

    check(args)
    if not args.begin:
        show(args, Purpose.REREAD, out)
        return None
    with opened(args.study) as study:
        from workbench.store import transcripts
        from workbench.workflows.asides import SEED, second_reading

        coder = acting_coder(study, args.coder)
        chosen = [transcripts.named(study.reader, name) for name in args.transcripts]
        seed = SEED if args.seed is None else args.seed
        aside = second_reading(study, coder, chosen, share=args.share, seed=seed)
        if args.share < 100:
            out.say(_("Drawn with the seed {seed}.").format(seed=seed))
        tell_begun(study, aside, out)
    return None
