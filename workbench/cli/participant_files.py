"""Tables of participants as files: brought in, and written so that they can be brought in again."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Report, Row, Table
from transcripts.i18n import _
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, split_list
from workbench.cli.participant_words import told
from workbench.cli.studies import someone
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from transcripts.readers.options import AnswerTable
    from workbench.store.study_file import StudyFile
    from workbench.workflows.participant_plans import Plan


def import_table(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Import attributes and say what was understood."""
    if len(args.words) != 1:
        raise UsageError(_("Name the table: workbench participants STUDY import TABLE"))
    without = split_list(args.without)
    if not args.dry_run:
        bring_in(study, Path(args.words[0]), someone(study, args.coder), out, without=without)
        return
    from workbench.workflows.participating import preview_participants

    read = _read(Path(args.words[0]), without, out)
    plan, described = preview_participants(study, read.rows, read.columns)
    out.say_all(told(described, dry=True))
    out.show(_changes(plan))


def bring_in(study: "StudyFile", path: Path, coder: str | None, out: Output, *, without: Sequence[str] = ()) -> None:
    """Bring a table in, but for some columns, and say what was understood."""
    from workbench.workflows.participating import import_participants

    read = _read(path, without, out)
    out.say_all(told(import_participants(study, coder, read.rows, read.columns)))


def _read(path: Path, without: Sequence[str], out: Output) -> "AnswerTable":
    from workbench.workflows.participant_tables import read_participants, telling_columns

    read = _without(read_participants(path), without)
    if telling := telling_columns(read.columns):
        out.say(_("These columns may tell who people are: {names}.").format(names=", ".join(telling)))
        out.say(_("Leave them out with --except; participants are known by pseudonym only."))
    return read


def _without(read: "AnswerTable", names: Sequence[str]) -> "AnswerTable":
    unknown = [name for name in names if name not in read.columns]
    if unknown:
        raise UsageError(
            _("The table has no column {name}; it has: {names}").format(name=unknown[0], names=", ".join(read.columns))
        )
    return replace(read, columns=tuple(name for name in read.columns if name not in names))


def _changes(plan: "Plan") -> Report:
    """Every cell that would change something."""
    from transcripts.attributes import written_value

    columns = (
        Column("pseudonym", _("participant")),
        Column("attribute", _("attribute")),
        Column("kind", _("kind"), words=words("attribute")),
        Column("value", _("value")),
        Column("new", _("new participant"), Kind.YES_NO),
    )
    made = set(plan.made)
    rows: list[Row] = [
        (pseudonym, name, plan.attributes[name].kind.value, written_value(value), pseudonym in made)
        for (pseudonym, name), value in plan.values.items()
    ]
    rows += [
        (pseudonym, "recruitment", None, words("recruitment")[entry.status], pseudonym in made)
        for pseudonym, entry in plan.recruitment.items()
    ]
    return Report("participants-preview", tables=(Table("changes", columns, rows),))


def export_table(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Write the participants under the stable names of their attributes."""
    from exports.writers import format_for, write_report
    from workbench.workflows.exporting import participants_table

    if len(args.words) != 1:
        raise UsageError(_("Name the file: workbench participants STUDY export FILE"))
    path = Path(args.words[0])
    form = format_for(path, args.format or "").name
    table = participants_table(study)
    columns = tuple(replace(column, title="", words={}) for column in table.columns)
    report = Report("participants", study.title, tables=(replace(table, columns=columns),))
    out.say_all(write_report(report, path, name=form).notes)
    out.say(_("Written: {path}").format(path=path))
