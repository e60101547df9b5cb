"""``workbench next``: which transcript and which passage to read next."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output, terminal_width
from workbench.cli.parsing import add_coder, add_output, add_study, whole_number
from workbench.cli.studies import acting_coder, opened

DESCRIPTION = N_(
    "Order the transcripts that you have not finished, and the passages in them, so that codes of which you have "
    "little are found soon: by what your codings and the definitions let expect, by what is unlike the text read, and "
    "by length. With --uncertain the passages come first about which a ranking is least sure. Nothing is coded by it."
)
EXAMPLES = """
workbench next msn.study --coder MA
workbench next msn.study --coder MA --code RECRUT
workbench next msn.study --coder MA --uncertain --top 30
"""
COUNT = 10
MOST = 500


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_coder(parser)
    parser.add_argument("--code", metavar=_("CODE"), help=_("look for this code alone"))
    parser.add_argument("--uncertain", action="store_true", help=_("the most uncertain passages first"))
    parser.add_argument(
        "--top", type=whole_number(1, MOST), default=COUNT, metavar="N", help=_("the most passages; 10 if not given")
    )
    parser.add_argument("--now", action="store_true", help=_("do not wait until everything is read"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Read what is not read yet, then order."""
    from workbench.cli.progress import Bar
    from workbench.store import codes
    from workbench.workflows.suggesting import switches
    from workbench.workflows.suggesting.local import LocalDesk
    from workbench.workflows.suggesting.reading_report import next_report

    with opened(args.study, args.coder) as study:
        coder = acting_coder(study, args.coder)
        switches.check_allowed(study, coder.uuid)
        code = codes.book(study.reader).named(args.code).uuid if args.code else None
        with Bar(quiet=out.quiet) as bar:
            desk = LocalDesk(study, watch=bar.step)
            if not args.now:
                desk.index()
            found = desk.reading_order(coder.uuid, code=code, uncertain=args.uncertain, count=args.top)
        out.show(next_report(study, found, coder=coder.name, width=terminal_width()))
    return None
