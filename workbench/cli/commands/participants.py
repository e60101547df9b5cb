"""``workbench participants``: who was interviewed, and what is known of them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.report import Report
from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study, file_argument
from workbench.cli.studies import opened, someone
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.store.study_file import StudyFile
    from workbench.workflows.participating import Described

DESCRIPTION = N_(
    "List the participants with their attributes, or import attributes from a CSV or XLSX table: a row for each "
    "participant, the pseudonym in its first column or in one called pseudonym or participant."
)
EXAMPLES = """
workbench participants msn.study --format csv
workbench participants msn.study import participants.csv
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("action", nargs="?", choices=("import",), help=_("import: read the table named after it"))
    file_argument(parser, "table", nargs="?", metavar=_("TABLE"), help=_("the table of attributes"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """List participants or import what is known of them."""
    if args.action and args.table is None:
        raise UsageError(_("Name the table: workbench participants STUDY import TABLE"))
    with opened(args.study) as study:
        if args.action:
            import_table(study, args.table, someone(study, args.coder), out)
        else:
            out.show(_listing(study))
    return None


def import_table(study: "StudyFile", table: "Path", coder: str | None, out: Output) -> None:
    """Import attributes and say what was understood."""
    from workbench.workflows.participant_tables import read_participants
    from workbench.workflows.participating import import_participants

    read = read_participants(table)
    out.say_all(told(import_participants(study, coder, read.rows, read.columns)))


def told(done: "Described") -> Iterator[str]:
    """What a table brought, in sentences."""
    said = ngettext("{count} participant described.", "{count} participants described.", done.participants)
    yield said.format(count=done.participants)
    for name, kind in done.attributes.items():
        yield _("  {name}: {kind}").format(name=name, kind=words("attribute")[kind])
    if done.made:
        yield _("New, in no transcript: {names}").format(names=", ".join(done.made))
    if done.unread:
        yield _("Not understood and left out: {cells}").format(cells="; ".join(done.unread))


def _listing(study: "StudyFile") -> Report:
    from workbench.workflows.exporting import participants_table

    return Report("participants", tables=(participants_table(study),))
