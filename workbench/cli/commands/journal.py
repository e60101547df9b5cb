"""``workbench journal``: who changed what, and when."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Report, Row, Table
from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_output, add_study, whole_number
from workbench.cli.studies import opened
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_("Show the journal, the newest entry first. It is only ever appended to and holds no interview text.")
EXAMPLES = """
workbench journal msn.study --limit 20
workbench journal msn.study --coder MA --since 2026-11-20 --verb coding.
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("--coder", metavar=_("NAME"), help=_("only what this coder did"))
    parser.add_argument("--since", default="", metavar=_("DATE"), help=_("from this day or time on (UTC, ISO 8601)"))
    parser.add_argument("--until", default="", metavar=_("DATE"), help=_("up to this day or time (UTC, ISO 8601)"))
    parser.add_argument(
        "--verb", default="", metavar=_("VERB"), help=_("only acts whose name begins so, such as coding.")
    )
    parser.add_argument("--limit", type=whole_number(-1), default=-1, metavar="N", help=_("the most entries to show"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Show the journal."""
    from workbench.workflows.progress_report import sealed_notes

    columns: tuple[Column, ...] = (
        Column("number", _("no."), Kind.INTEGER),
        Column("at", _("when (UTC)"), Kind.TIME),
        Column("coder", _("coder")),
        Column("kind", _("kind"), words=words("entry")),
        Column("verb", _("name for --verb")),
        Column("act", _("act")),
        Column("standing", _("stands"), Kind.YES_NO),
        Column("uuid", _("uuid")),
        Column("target", _("undoes or redoes")),
    )
    with opened(args.study, about=args.coder) as study:
        rows, notes = list(_rows(study, args)), sealed_notes(study)
    if (out.form or "table") == "table" and out.path is None:
        columns, rows = columns[:-2], [row[:-2] for row in rows]
    out.show(Report("journal", tables=(Table("entries", columns, rows),), notes=notes))
    return None


def _rows(study: "StudyFile", args: Namespace) -> Iterator[Row]:
    from workbench.store import coders, codes, journal, transcripts
    from workbench.workflows.describing import describe

    coder = coders.named(study.reader, args.coder).uuid if args.coder else None
    book = codes.book(study.reader)
    names = dict(transcripts.numbers(study.reader).values())
    names.update((one.uuid, one.name) for one in coders.all(study.reader))
    found = journal.entries(
        study.reader, coder=coder, since=args.since, until=args.until, verb=args.verb, limit=args.limit
    )
    for entry in found:
        said = describe(entry.verb, entry.facts, book, names)
        yield (
            entry.number,
            entry.at,
            entry.coder,
            entry.kind,
            entry.verb,
            said,
            entry.standing,
            entry.uuid,
            entry.target or None,
        )
