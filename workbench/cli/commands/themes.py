"""``workbench themes``: groups of uncoded passages that are alike, to be read."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output, terminal_width
from workbench.cli.parsing import add_coder, add_output, add_study, whole_number
from workbench.cli.studies import acting_coder, opened

DESCRIPTION = N_(
    "Group the passages that you have not coded by what they are about, as lists to read: what many participants say "
    "and no code holds yet. Each group comes with its typical words, its most central passages first, and the code "
    "that it is like, if there is one. Nothing is coded by it. Everything is done on this machine."
)
EXAMPLES = """
workbench themes msn.study --coder MA
workbench themes msn.study --nobody --top 5 --format json
"""
COUNT = 10
MOST = 500


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_coder(parser)
    parser.add_argument(
        "--top", type=whole_number(1, MOST), default=COUNT, metavar="N", help=_("the most groups; 10 if not given")
    )
    parser.add_argument("--all", action="store_true", help=_("all groups, with all their passages"))
    parser.add_argument("--nobody", action="store_true", help=_("leave out what anybody coded, not only you"))
    parser.add_argument("--now", action="store_true", help=_("do not wait until everything is read"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Read what is not read yet, then group."""
    from workbench.cli.progress import Bar
    from workbench.workflows.suggesting import switches
    from workbench.workflows.suggesting.local import LocalDesk
    from workbench.workflows.suggesting.reading_report import themes_report

    with opened(args.study, args.coder) as study:
        coder = acting_coder(study, args.coder)
        switches.check_allowed(study, coder.uuid)
        with Bar(quiet=out.quiet) as bar:
            desk = LocalDesk(study, watch=bar.step)
            if not args.now:
                desk.index()
            found = desk.themes(coder.uuid, count=MOST if args.all else args.top, anybody=args.nobody)
        out.show(themes_report(study, found, coder=coder.name, everything=args.all, width=terminal_width()))
    return None
