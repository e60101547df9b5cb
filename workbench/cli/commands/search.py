"""``workbench search``: words in all transcripts, in their context."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output, terminal_width
from workbench.cli.parsing import add_output, add_study, whole_number
from workbench.cli.studies import opened

DESCRIPTION = N_(
    "Find words in all transcripts, blind to case, accents and elisions. All words must stand in one turn; "
    '"several words" in quotes stand side by side; a star ends the beginning of a word.'
)
EXAMPLES = """
workbench search msn.study image
workbench search msn.study '"médias sociaux" valid*' --context 60
"""
CONTEXT = 40


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("query", nargs="+", metavar=_("QUERY"), help=_("words to look for"))
    parser.add_argument("--transcript", metavar=_("NAME"), help=_("only in this transcript"))
    parser.add_argument(
        "--context", type=whole_number(0), default=CONTEXT, metavar="N", help=_("characters on either side")
    )
    parser.add_argument("--limit", type=whole_number(-1), default=-1, metavar="N", help=_("the most turns to show"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Search."""
    from workbench.workflows.searching import search_report

    query = " ".join(args.query)
    with opened(args.study) as study:
        found = search_report(
            study,
            query,
            transcript=args.transcript or "",
            context=args.context,
            limit=args.limit,
            width=terminal_width(),
        )
    out.show(found)
    return None
