"""``workbench check``: is the file sound?"""

from argparse import ArgumentParser, Namespace

from exports.report import Column, Fact, Kind, Report, Table
from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_output, add_study
from workbench.cli.studies import opened

DESCRIPTION = N_(
    "Look a study over: the file, the words against their checksums, every coding's place, the search index."
)
EXAMPLES = """
workbench check msn.study
workbench check msn.study --mend
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("--mend", action="store_true", help=_("make the search index anew if it is wrong"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Check the study; 1 if something is wrong."""
    from workbench.workflows.checking import check

    with opened(args.study) as study:
        findings = check(study, mend=args.mend)
    columns = (
        Column("name", _("name")),
        Column("looked_at", _("looked at")),
        Column("sound", _("sound"), Kind.YES_NO),
        Column("detail", _("detail")),
    )
    rows = [(one.name, _(one.title), one.sound, one.detail) for one in findings]
    sound = all(one.sound is not False for one in findings)
    facts = (Fact("sound", _("Sound"), sound, Kind.YES_NO),)
    out.show(Report("check", facts=facts, tables=(Table("checks", columns, rows),)))
    if not sound:
        out.say(_("Restore a backup; copy this file first, so that nothing in it is lost."))
    return None if sound else 1
