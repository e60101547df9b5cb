"""Cells of the framework grid, on the command line: written one by one, brought in, exported."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.report import Report
from transcripts.i18n import _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError
from workbench.cli.studies import acting_coder
from workbench.errors import StoreError

if TYPE_CHECKING:
    from workbench.store.framework import LinkedPassage
    from workbench.store.study_file import StudyFile
    from workbench.workflows.framework import Place
    from workbench.workflows.framework_columns import GridColumn


def set_cell(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Write into one cell."""
    from workbench.store import participants
    from workbench.store.framework import category_named
    from workbench.workflows.framework import Place, fill_cell
    from workbench.workflows.framework_tables import read_passage

    if len(args.words) != 2 or (args.summary, args.category, args.passage) == (None, None, None):
        raise UsageError(_("Say where and what: workbench grid STUDY set I-05 Q1 --summary TEXT --category LABEL"))
    who, name = args.words
    column = column_named(study, name)
    category = args.category and category_named(study.reader, column.uuid, args.category).uuid
    passages = None
    if args.passage is not None:
        passages = [read_passage(study.reader, written) for written in args.passage if written]
    coder = acting_coder(study, args.coder)
    place = Place(participants.named(study.reader, who), column.uuid)
    if passages:
        passages = _with_linked(study, place, coder.uuid, passages)
    fill_cell(study, coder.uuid, place, summary=args.summary, category=category, passages=passages)
    out.say(
        _("{participant} × {column}: written for {coder}.").format(
            participant=who, column=column.name, coder=coder.name
        )
    )


def _with_linked(study: "StudyFile", place: "Place", coder: str, more: "list[LinkedPassage]") -> "list[LinkedPassage]":
    """What is linked already, and more."""
    from workbench.store.framework import cells

    mine = (
        one for one in cells(study.reader, coder) if (one.participant, one.column) == (place.participant, place.column)
    )
    return [*next((one.passages for one in mine), ()), *more]


def column_named(study: "StudyFile", name: str) -> "GridColumn":
    """The question of the guide, or the code, of this name.

    Raises:
        StoreError: If there is neither.
    """
    from codebook.errors import CodebookError
    from workbench.workflows.framework_columns import code_columns, question_columns

    try:
        return question_columns(study, [name])[0]
    except StoreError as error:
        try:
            return code_columns(study, [name])[0]
        except CodebookError:
            raise error from None


def import_cells(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Bring cells in from a table."""
    from workbench.workflows.framework_tables import plan_cells, take_cells

    coder = acting_coder(study, args.coder)
    plan = plan_cells(study, _table_named(args), coder)
    if plan.skipped:
        said = ngettext("{count} row is another coder's.", "{count} rows are other coders'.", plan.skipped)
        out.say(said.format(count=plan.skipped))
    if plan.new_categories and not args.create_categories:
        names = "; ".join(dict.fromkeys(label for _question, label in plan.new_categories))
        raise StoreError(
            _("Unknown categories: {names}.").format(names=names), _("Correct them, or add --create-categories.")
        )
    count = len(plan.cells)
    if args.dry_run:
        out.say(
            ngettext("{count} cell would be written.", "{count} cells would be written.", count).format(count=count)
        )
        return
    count = take_cells(study, coder.uuid, plan)
    said = ngettext("{count} cell written for {coder}.", "{count} cells written for {coder}.", count)
    out.say(said.format(count=count, coder=coder.name))


def export_cells(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Write the cells so that they can be brought in again."""
    from exports.writers import format_for, write_report
    from workbench.cli.commands.grid import grid_report

    path = _table_named(args)
    form = format_for(path, args.format or "").name
    table = grid_report(study, args).tables[0]
    columns = tuple(replace(column, title="", words={}) for column in table.columns)
    out.say_all(write_report(Report("framework", tables=(replace(table, columns=columns),)), path, name=form).notes)
    out.say(_("Written: {path}").format(path=path))


def _table_named(args: Namespace) -> Path:
    if len(args.words) != 1:
        raise UsageError(_("Name the table: workbench grid STUDY {action} TABLE").format(action=args.action))
    return Path(args.words[0])
