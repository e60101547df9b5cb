"""``workbench export``: the study in a file that other programs read."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import add_study, file_argument
from workbench.cli.studies import opened

FORMATS = ("csv", "tsv", "json", "md", "xlsx")
DESCRIPTION = N_(
    "Write the study to a file. .csv and .tsv hold the codings with their words; .xlsx and .json hold everything "
    "(codings, coders, participants, transcripts with their turns, codes, states); .md holds the quotations by code. "
    "A file that is there is replaced in one step, once the new one is whole."
)
EXAMPLES = """
workbench export msn.study codings.csv
workbench export msn.study everything.xlsx --coder MA
workbench export msn.study quotations.md
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    file_argument(parser, "file", metavar=_("FILE"), help=_("the file to write; its ending says how"))
    parser.add_argument("--to", choices=FORMATS, default="", help=_("the format, where the ending does not say it"))
    parser.add_argument("--coder", metavar=_("NAME"), help=_("only this coder's codings and states"))


def run(args: Namespace, out: Output) -> int | None:
    """Export the study."""
    from exports.report import Report
    from exports.writers import format_for, write_report
    from workbench.store import coders
    from workbench.workflows.exporting import codings_table, study_report
    from workbench.workflows.findings.quotes import every_quotation

    form = format_for(args.file, args.to).name
    with opened(args.study) as study:
        coder = coders.named(study.reader, args.coder) if args.coder else None
        uuid = coder.uuid if coder else None
        if form == "md":
            report = every_quotation(study, coder=coder)
        elif form in ("csv", "tsv"):
            report = Report("codings", study.title, tables=(codings_table(study, coder=uuid),))
        else:
            report = study_report(study, coder=uuid)
        written = write_report(report, args.file, name=form)
    out.say_all(written.notes)
    out.say(_("Written: {path}").format(path=args.file))
    return None
