"""``workbench codebook``: show, import and export the codebook; list the templates."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Report, Table
from transcripts.i18n import N_, _, language, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study
from workbench.cli.reserved import reserved_keys
from workbench.cli.studies import opened, someone

if TYPE_CHECKING:
    from codebook.book import Codebook
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "Show the codebook with its counts; import codes from a file (.yaml, .csv) or a template; export it; "
    "list the templates."
)
EXAMPLES = """
workbench codebook msn.study
workbench codebook msn.study import grunig
workbench codebook msn.study import codes.csv
workbench codebook msn.study export codes.yaml
workbench codebook templates
"""
ACTIONS = ("import", "export", "templates")


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("action", nargs="?", choices=ACTIONS, help=_("what to do; without it, the codebook is shown"))
    parser.add_argument("source", nargs="?", metavar=_("FILE|TEMPLATE"), help=_("the file, or the name of a template"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Show, import or export."""
    if args.action == "templates" or (str(args.study) == "templates" and not args.study.exists()):
        out.show(_templates())
        return None
    if args.action and not args.source:
        raise UsageError(_("Name the file: workbench codebook STUDY {action} FILE").format(action=args.action))
    with opened(args.study, args.coder) as study:
        if args.action == "import":
            _import(study, args.source, someone(study, args.coder), out)
        elif args.action == "export":
            _export(study, Path(args.source), out)
        else:
            out.show(_shown(study, args.coder))
    return None


def _import(study: "StudyFile", source: str, coder: str | None, out: Output) -> None:
    from workbench.workflows.setting_up import find_codebook
    from workbench.workflows.studies import import_codebook

    incoming = find_codebook(source, language=study.language, reserved_keys=reserved_keys())
    import_codebook(study, coder, incoming)
    count = len(incoming.codes)
    said = ngettext("{count} code brought in from {name}.", "{count} codes brought in from {name}.", count)
    out.say(said.format(count=count, name=source))


def _export(study: "StudyFile", path: Path, out: Output) -> None:
    from codebook.writers import write_codebook
    from workbench.store import codes

    write_codebook(codes.book(study.reader), path, language=study.language, title=study.title)
    out.say(_("Written: {path}").format(path=path))


def _shown(study: "StudyFile", coder: str | None) -> Report:
    from workbench.store import coders, codes
    from workbench.workflows.exporting import codes_table

    who = coders.named(study.reader, coder).uuid if coder else None
    book, counts = codes.book(study.reader), codes.counts(study.reader, who)
    table, tree = codes_table(book, study.language, counts), _tree(book, study.language, counts)
    return Report("codebook", study.title, tables=(table,), blocks=(tree,))


def _tree(book: "Codebook", language: str, counts: "dict[str, tuple[int, int]]") -> Table:
    """The codebook as people read it: the tree, the counts and what each code means."""
    columns = (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("key", _("key")),
        Column("codings", _("codings"), Kind.INTEGER),
        Column("participants", _("participants"), Kind.INTEGER),
        Column("definition", _("definition")),
    )
    rows = [
        (
            "· " * (len(book.path(code.uuid)) - 1) + code.short,
            code.label(language),
            code.key,
            *counts.get(code.uuid, (0, 0)),
            code.definition,
        )
        for code in book.codes
    ]
    return Table("tree", columns, rows)


def _templates() -> Report:
    from codebook.shipped import templates

    columns = (
        Column("name", _("name")),
        Column("title", _("title")),
        Column("codes", _("codes"), Kind.INTEGER),
        Column("description", _("description")),
    )
    rows = [(one.name, one.title, one.codes, one.description) for one in templates(language())]
    return Report("templates", tables=(Table("templates", columns, rows),))
