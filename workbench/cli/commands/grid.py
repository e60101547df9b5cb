"""``workbench grid``: the framework grid, participants against questions of the guide or codes."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study
from workbench.cli.studies import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from codebook.coding import Coder
    from exports.report import Report
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "Show the framework grid: for each participant and question of the guide (or code) the coder's summary, the "
    "category of the answer and how many passages stand behind it; write into a cell; keep the categories of a "
    "question; bring cells in from a table (participant, column, summary, category, passages) or write one."
)
EXAMPLES = """
workbench grid msn.study
workbench grid msn.study --question Q1,Q8 --format csv
workbench grid msn.study --codes OBJ,VALID
workbench grid msn.study categories Q1 add "être entendu" --definition "veut reprendre la parole"
workbench grid msn.study set I-05 Q1 --summary "D’abord l’image." --category "être entendu" --coder MA
workbench grid msn.study set I-05 Q1 --passage I-05:120-180
workbench grid msn.study export cells.csv
workbench grid msn.study import cells.csv --create-categories
"""
ACTIONS = ("set", "categories", "import", "export")


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("action", nargs="?", choices=ACTIONS, help=_("what to do; without it, the grid is shown"))
    said = _("set PARTICIPANT QUESTION|CODE; categories QUESTION [add|rename|move|remove …]; import or export TABLE")
    parser.add_argument("words", nargs="*", metavar=_("WORD"), help=said)
    parser.add_argument("--question", metavar=_("QUESTIONS"), help=_("only these questions, with commas between"))
    parser.add_argument(
        "--codes", metavar=_("CODES"), help=_("codes instead of questions; / for the top of the codebook")
    )
    parser.add_argument("--explain", action="store_true", help=_("print the passages behind every cell"))
    group = parser.add_argument_group(_("writing"))
    group.add_argument("--summary", metavar=_("TEXT"), help=_("set: what the passages say; empty takes it away"))
    group.add_argument("--category", metavar=_("LABEL"), help=_("set: the category; empty takes it away"))
    passage = _("set: link this passage, transcript:start-end; may stand several times, empty takes all away")
    group.add_argument("--passage", action="append", metavar=_("PASSAGE"), help=passage)
    group.add_argument("--definition", metavar=_("TEXT"), help=_("categories: when an answer belongs in it"))
    group.add_argument("--create-categories", action="store_true", help=_("import: make categories that are unknown"))
    group.add_argument("--dry-run", action="store_true", help=_("import: only say what would be done"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Show the grid, or write into it."""
    _check(args)
    with opened(args.study, args.coder) as study:
        if args.action is None:
            report = grid_report(study, args)
            out.show(_explained(report) if args.explain else report)
        else:
            _action(args.action)(study, args, out)
    return None


_BELONGS = {
    **dict.fromkeys(("summary", "category", "passage"), ("set",)),
    "definition": ("categories",),
    **dict.fromkeys(("create_categories", "dry_run"), ("import",)),
    **dict.fromkeys(("question", "codes"), (None, "export")),
    "explain": (None,),
}


def _check(args: Namespace) -> None:
    for option, actions in _BELONGS.items():
        if getattr(args, option) not in (None, False) and args.action not in actions:
            named = ", ".join(action or "grid" for action in actions)
            raise UsageError(
                _("--{option} goes with: {actions}").format(option=option.replace("_", "-"), actions=named)
            )
    if args.question and args.codes:
        raise UsageError(_("Take either questions or codes."))


def _action(name: str) -> "Callable[[StudyFile, Namespace, Output], None]":
    from workbench.cli import grid_acts

    if name == "categories":
        from workbench.cli.grid_categories import categories

        return categories
    if name == "set":
        return grid_acts.set_cell
    return grid_acts.import_cells if name == "import" else grid_acts.export_cells


def _explained(report: "Report") -> "Report":
    from workbench.workflows.findings.explaining import explained

    return explained(report)


def grid_report(study: "StudyFile", args: Namespace) -> "Report":
    """The grid that the arguments ask for, as a report."""
    from workbench.cli.parsing import split_list
    from workbench.workflows.framework_columns import code_columns, question_columns
    from workbench.workflows.framework_report import framework_report

    if args.codes:
        names = [] if args.codes.strip() == "/" else split_list(args.codes)
        columns = code_columns(study, names)
    else:
        columns = question_columns(study, split_list(args.question))
    layer, *others = readers(study, args.coder)
    return framework_report(study, columns, layer, others)


def readers(study: "StudyFile", name: str | None) -> "Sequence[Coder]":
    """Whose cells are shown: the coder asked for; else who acts here and everybody else of whom any may be seen."""
    from codebook.coding import CoderKind
    from workbench.cli.studies import acting_coder
    from workbench.errors import StoreError
    from workbench.store.framework import cells
    from workbench.workflows.layers import shown_coders

    if name:
        return [acting_coder(study, name)]
    everyone = shown_coders(study.reader)
    try:
        first = acting_coder(study, None)
    except StoreError:
        people = [one for one in everyone if one.kind is CoderKind.PERSON]
        if study.reader.sight is not None or not people:
            raise
        first = people[0]
    written = {entry.coder for entry in cells(study.reader)}
    return [first, *(one for one in everyone if one.uuid in written and one != first)]
