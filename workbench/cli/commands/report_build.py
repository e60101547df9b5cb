"""``workbench report build``: all reports of an article by one command."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Report, Table
from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_output, file_argument
from workbench.cli.studies import opened

if TYPE_CHECKING:
    from workbench.workflows.findings.building import Built

DESCRIPTION = N_(
    "Make the reports that report.toml beside the study names, and write their files, all or none. Each [[report]] "
    "has a name, a file or a list of files, and if need be a title, filters and options; reports that name the same "
    "file stand in it together. The formats go by the endings: .html .docx .xlsx .md .tex .json .csv .parquet and "
    "more. Files lie in the folder of report.toml or below it."
)
EXAMPLES = """
workbench report build msn.study
workbench report build msn.study --file article/report.toml
workbench report build --example > report.toml
"""
EXAMPLE = """\
title = "Les objectifs de communication"
language = "fr"

[filters]
layer = "consensus"

[[report]]
name = "ranking"
file = ["article.docx", "article.html", "ranking.csv"]
filters = { branch = "OBJ" }
options = { draws = 5000, seed = 2026 }

[[report]]
name = "divergence"
title = "Où les voix se séparent"
file = ["article.docx", "article.html"]
filters = { branch = "OBJ", where = ["hours_per_week>=5"] }
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    file_argument(parser, "study", metavar=_("STUDY"), nargs="?", help=_("the study file"))
    help_text = _("the file that names the reports; else report.toml beside the study")
    file_argument(parser, "--file", metavar=_("FILE"), help=help_text)
    parser.add_argument("--example", action="store_true", help=_("print such a file to begin with"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Build, and list what was written."""
    from workbench.workflows.findings.building import build
    from workbench.workflows.findings.recipes import NAME, read_recipes

    if args.example:
        sys.stdout.write(EXAMPLE)
        return None
    if args.study is None:
        raise UsageError(_("Name the study: workbench report build STUDY"))
    recipes = read_recipes(args.file or args.study.with_name(NAME))
    with opened(args.study) as study:
        built = build(study, recipes)
    for one in built:
        out.say_all(one.notes)
    out.show(_written(built, recipes.path.resolve().parent))
    return None


def _written(built: "list[Built]", folder: Path) -> Report:
    columns = (
        Column("file", _("file")),
        Column("format", _("format")),
        Column("reports", _("reports"), Kind.LIST),
        Column("beside", _("beside it"), Kind.LIST),
    )
    rows = [
        (
            one.path.relative_to(folder).as_posix(),
            *(one.format, one.reports),
            tuple(path.relative_to(folder).as_posix() for path in one.beside),
        )
        for one in built
    ]
    return Report("build", tables=(Table("files", columns, rows),))
