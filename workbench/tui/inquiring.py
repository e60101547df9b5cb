"""What the findings screens ask of a study, and the answers: read in threads, shown as they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.report import Figure, Paragraph, Quotation, Report, Table
from transcripts.i18n import _
from workbench.tui.session import Session
from workbench.tui.sheets import Sheet, for_people, held_rows, sheets_of
from workbench.workflows.findings.parts import LINES

if TYPE_CHECKING:
    from workbench.workflows.findings.filters import Filter

TOP = "/"
_ONE_TABLE = frozenset({"csv", "tsv", "parquet"})
"""Formats that hold the first table alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        name: Of the report.
        wanted: What is looked at; None for everything, by the layer that the coder sees first.
        options: Those that differ from their defaults.
    """

    name: str
    wanted: "Filter | None" = None
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the study says.

    Attributes:
        question: What was asked, with the filter that is in force.
        report: The whole of it.
        sheets: Its tables, as a screen shows them.
        together: Whether several coders can be seen side by side.
    """

    question: Question
    report: Report
    sheets: tuple[Sheet, ...]
    together: bool

    @property
    def said(self) -> tuple[str, ...]:
        """Sentences between its figures and tables: why this layer was taken comes first."""
        return tuple(_sentences(self.report))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was left out and why, what hangs on what."""
        return self.said[1:] if self.layers else self.said

    @property
    def says_nothing(self) -> bool:
        """Whether nothing can be drawn or counted; the remarks say why."""
        return not any(isinstance(block, Figure | Table) for block in self.report.blocks)

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers that are counted."""
        names = self.fact("layers")
        return names if isinstance(names, tuple) else ()

    def fact(self, name: str) -> object:
        """The value of a fact on its face, None if there is none such."""
        return next((fact.value for fact in self.report.facts if fact.name == name), None)


def _sentences(report: Report) -> Iterator[str]:
    """Its paragraphs, without titles of quotations, and without how many rows people are spared: a screen shows all."""
    full = {table.name: len(held_rows(table)) for table in report.tables}
    blocks = tuple(report.blocks)
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        cut = isinstance(before, Table) and len(held_rows(before)) == LINES != full.get(before.name)
        if isinstance(block, Paragraph) and not cut and not isinstance(after, Quotation):
            yield block.text


def answer(session: Session, question: Question, early: Callable[[Sheet], None] | None = None) -> Answer:
    """Ask the study; for a thread. What was answered lately, and is still so, is not counted again.

    Args:
        session: The open study.
        question: What is asked.
        early: Takes a table as soon as it can be shown, while the rest is being counted.

    Raises:
        StudyError: If something asked for is unknown.
    """
    from workbench.workflows.findings.making import make
    from workbench.workflows.findings.registry import kind

    wanted, together = _seen(session, question.wanted)
    asked, snapshot = replace(question, wanted=wanted), session.room.snapshot()
    known = session.shelf.find(snapshot, asked)
    if known is not None:
        return known

    def seen(table: Table) -> None:
        if early is not None:
            early(Sheet(table.caption.rstrip(".") or _(kind(asked.name).title), for_people(table), table.name))

    report = make(session.study, asked.name, wanted, asked.options, room=session.room, early=seen)
    found = Answer(asked, report, sheets_of(report), together)
    session.shelf.keep(snapshot, asked, found)
    return found


def _seen(session: Session, wanted: "Filter | None") -> "tuple[Filter, bool]":
    """The filter in force, and whether coders can be seen side by side.

    Where there is no consensus each coder counts for himself; then one's own codings are seen first, alone.
    """
    from workbench.workflows.findings.filters import Filter
    from workbench.workflows.layers import Choice, layers

    if session.blind:
        return wanted or Filter(), False
    snapshot = session.room.snapshot()
    found, why = layers(session.study.reader, "", lambda coder: snapshot.done(coder.uuid))
    together = why is Choice.EACH_CODER and len(found) > 1
    if wanted is None:
        own = together and session.coder.uuid in {coder.uuid for coder in found}
        wanted = Filter(layer=session.coder.name if own else "")
    return wanted, together


def warm(session: Session) -> None:
    """Read what nearly every report needs, so that the first one asked for need not wait; for a thread."""
    import exports.plots  # noqa: F401 - the import is the work
    from workbench.workflows.findings.registry import kinds

    wanted, _together = _seen(session, session.looking)
    for kind in kinds():
        kind.load()
    session.room.warm(wanted)


# -- files -----------------------------------------------------------------------------------------------------------


def export_path(session: Session, typed: str) -> Path:
    """The file that is meant: a name alone lies beside the study."""
    return session.study.path.parent / Path(typed.strip()).expanduser()


def export(session: Session, shown: Answer, sheet: Sheet | None, path: Path) -> str:
    """Write the report as it is shown, with its manifest; for a thread.

    A format that holds one table holds the one that is shown.

    Returns:
        What was written and where, and what the format could not hold.

    Raises:
        StudyError: If it cannot be written.
    """
    from exports.writers import format_for, write_report
    from workbench.workflows.findings.making import make

    asked = shown.question
    chosen = format_for(path)
    report = make(session.study, asked.name, asked.wanted, asked.options, room=session.room, whole=True)
    if chosen.name in _ONE_TABLE and sheet is not None:
        report = replace(report, tables=tuple(_with_first(report.tables, sheet)))
    written = write_report(report, path)
    sentence = _("Written: {path}").format(path=written.path)
    return " ".join((sentence, *written.notes))


def _with_first(tables: Sequence[Table], sheet: Sheet) -> Iterator[Table]:
    if not sheet.source:
        yield sheet.table
    yield from (table for table in tables if table.name == sheet.source)
    yield from (table for table in tables if table.name != sheet.source)
