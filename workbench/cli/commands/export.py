"""``workbench export``: the study in a file that other programs read."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _
from workbench.cli.commands.report import add_filters, filter_values
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_study, file_argument
from workbench.cli.studies import opened

if TYPE_CHECKING:
    from exports.report import Report
    from workbench.store.study_file import StudyFile
    from workbench.workflows.findings.filters import Filter

FORMATS = ("csv", "tsv", "json", "md", "xlsx", "parquet", "html", "docx", "tex")
DATA, WORDS = ("wide", "long"), ("iramuteq", "txm")
DESCRIPTION = N_(
    "Write the study to a file. .csv and .tsv hold the codings with their words; .xlsx, .json and .parquet hold "
    "everything (codings, coders, participants, transcripts with their turns, codes, states), .parquet in a file for "
    "each table; .md, .html, .docx and .tex hold the quotations by code. A file that is there is replaced in one step, "
    "once the new one is whole.\n\n"
    "For SPSS and R, --to wide writes a row per participant and --to long a row per coding, with a data dictionary and "
    "the commands that read them. For lexicometry, --to iramuteq writes a corpus of the participants' words and "
    "--to txm a folder of XML with its table of metadata; interviewers' words are left out unless asked for, and "
    "pseudonyms stand for everybody."
)
EXAMPLES = """
workbench export msn.study codings.csv
workbench export msn.study everything.xlsx --coder MA
workbench export msn.study quotations.md
workbench export msn.study statistics --to wide --layer consensus
workbench export msn.study codings-r.csv --to long
workbench export msn.study corpus.txt --to iramuteq --where "category=culture et éducation"
workbench export msn.study corpus-txm --to txm --per turn
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    help_text = _("the file to write, its ending says how; with --to wide, long or txm also a folder")
    file_argument(parser, "file", metavar=_("FILE"), help=help_text)
    formats = (*FORMATS, *DATA, *WORDS)
    help_text = _("{name}: {value}").format(
        name=_("the format, where the ending does not say it"), value=", ".join(formats)
    )
    parser.add_argument("--to", choices=formats, default="", metavar=_("NAME"), help=help_text)
    parser.add_argument("--coder", metavar=_("NAME"), help=_("only this coder's codings and states"))
    group = parser.add_argument_group(_("with --to iramuteq or txm"))
    help_text = _("whether a text is all that a participant says, or one turn")
    group.add_argument("--per", choices=("participant", "turn"), default="participant", help=help_text)
    group.add_argument("--interviewers", action="store_true", help=_("keep the words of interviewers"))
    add_filters(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Export the study."""
    from workbench.workflows.findings.filters import Filter, filter_of

    wanted = filter_of(filter_values(args))
    if args.to not in (*DATA, *WORDS) and wanted != Filter():
        raise UsageError(_("Filters go with --to wide, long, iramuteq or txm, and with reports."))
    if args.to in DATA and args.coder:
        raise UsageError(_("Say whose codings with --layer {name}.").format(name=args.coder))
    if args.to not in (*DATA, *WORDS):
        _write_study(args, out)
        return None
    with opened(args.study) as study:
        written = _write_words(study, args, wanted, out) if args.to in WORDS else _write_data(study, args, wanted, out)
    for path in written:
        out.say(_("Written: {path}").format(path=path))
    return None


def _write_study(args: Namespace, out: Output) -> None:
    from exports.writers import format_for, write_report
    from workbench.workflows.layers import whose

    form = format_for(args.file, args.to).name
    with opened(args.study, about=args.coder) as study:
        coder = whose(study.reader, args.coder)
        written = write_report(_study_report(study, form, coder), args.file, name=form)
    out.say_all(written.notes)
    out.say(_("Written: {path}").format(path=args.file))
    for path in written.beside:
        out.say(_("Written: {path}").format(path=path))


def _study_report(study: "StudyFile", form: str, uuid: str | None) -> "Report":
    from exports.report import Report
    from workbench.store import coders
    from workbench.workflows.exporting import codings_table, study_report
    from workbench.workflows.findings.quotes import every_quotation

    if form in ("csv", "tsv"):
        return Report("codings", study.title, tables=(codings_table(study, coder=uuid),))
    if form in ("json", "xlsx", "parquet"):
        return study_report(study, coder=uuid)
    return every_quotation(study, coder=coders.named(study.reader, uuid) if uuid else None)


def _write_data(study: "StudyFile", args: Namespace, wanted: "Filter", out: Output) -> tuple[Path, ...]:
    from exports.datasets import write_dataset
    from workbench.workflows.datasets import long_data, wide_data

    data = (wide_data if args.to == "wide" else long_data)(study, wanted)
    written = write_dataset(data, args.file)
    out.say_all(data.notes)
    return written


def _write_words(study: "StudyFile", args: Namespace, wanted: "Filter", out: Output) -> tuple[Path, ...]:
    from exports.lexicometry import write_iramuteq, write_txm
    from workbench.workflows.lexicometry import Per, lexical_corpus

    corpus = lexical_corpus(study, per=Per(args.per), interviewers=args.interviewers, wanted=wanted)
    write = write_iramuteq if args.to == "iramuteq" else write_txm
    written = write(corpus.texts, args.file)
    out.say_all(corpus.notes())
    return (written,)
