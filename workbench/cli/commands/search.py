"""``workbench search``: words in all transcripts, in their context."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.report import Column, Fact, Kind, Report, Row, Table
from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_output, add_study
from workbench.cli.studies import opened

if TYPE_CHECKING:
    from workbench.store.search import Hit

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
    parser.add_argument("query", nargs="+", metavar="QUERY", help=_("words to look for"))
    parser.add_argument("--transcript", metavar="NAME", help=_("only in this transcript"))
    parser.add_argument("--context", type=int, default=CONTEXT, metavar="N", help=_("characters on either side"))
    parser.add_argument("--limit", type=int, default=-1, metavar="N", help=_("the most turns to show"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Search."""
    from workbench.store import search, transcripts

    query = " ".join(args.query)
    with opened(args.study) as study:
        within = transcripts.named(study.reader, args.transcript) if args.transcript else None
        found = search.find(study.reader, query, transcript=within, limit=args.limit)
    columns = (
        Column("transcript", _("transcript")),
        Column("turn", _("turn"), Kind.INTEGER),
        Column("speaker", _("speaker")),
        Column("start", _("start"), Kind.INTEGER),
        Column("end", _("end"), Kind.INTEGER),
        Column("before", _("before")),
        Column("hit", _("hit")),
        Column("after", _("after")),
    )
    rows = [row for hit in found for row in _lines(hit, max(0, args.context))]
    facts = (
        Fact("query", _("Query"), query),
        Fact("turns", _("Turns"), len(found), Kind.INTEGER),
        Fact("hits", _("Hits"), len(rows), Kind.INTEGER),
    )
    out.show(Report("search", facts=facts, tables=(Table("lines", columns, rows),)))
    return None


def _lines(hit: "Hit", context: int) -> Iterator[Row]:
    """A line for every place in the turn where the words stand."""
    for span in hit.spans:
        start, end = span.start - hit.start, span.end - hit.start
        before = hit.text[max(0, start - context) : start]
        after = hit.text[end : end + context]
        yield hit.name, hit.turn, hit.speaker, span.start, span.end, before, hit.text[start:end], after
