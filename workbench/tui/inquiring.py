"""What the findings screens ask of a study, and the answers: read in threads, shown as they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.coding import CoderKind
from exports.report import Figure, Paragraph, Quotation, Report, Table
from transcripts.i18n import N_, _
from workbench.tui.session import Session
from workbench.tui.sheets import Sheet, for_people, held_rows, sheets_of
from workbench.tui.widgets.line_completion import Field
from workbench.workflows.findings.parts import LINES

if TYPE_CHECKING:
    from workbench.workflows.findings.filters import Filter
    from workbench.workflows.findings.options import Option
    from workbench.workflows.findings.room import Snapshot

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
        return replace(wanted or Filter(), sealed_to=session.coder.uuid), False
    snapshot = session.room.snapshot()
    found, why = layers(session.study.reader, "", lambda coder: bool(snapshot.done(coder.uuid).any()))
    together = why is Choice.EACH_CODER and len(found) > 1
    if wanted is None:
        own = together and session.coder.uuid in {coder.uuid for coder in found}
        wanted = Filter(layer=session.coder.name if own else "")
    return wanted, together


def warm(session: Session) -> None:
    """Read what nearly every report needs, so that the first one asked for need not wait; for a thread."""
    from workbench.workflows.findings.inquiry import Inquiry

    wanted, _together = _seen(session, session.looking)
    inquiry = Inquiry(session.room, wanted)
    for layer in inquiry.layers:
        inquiry.evidence(layer).pieces  # noqa: B018 - read for the sake of keeping it


# -- the next one ----------------------------------------------------------------------------------------------------


def next_layer(session: Session, shown: Answer) -> "Filter":
    """The filter with the next coder, or the consensus; after the last, all coders side by side if that can be."""
    snapshot = session.room.snapshot()
    people = session.people.values()
    names = [one.name for one in people if one.kind is CoderKind.PERSON or snapshot.done(one.uuid).any()]
    names += [""] if shown.together else []
    wanted = shown.question.wanted
    assert wanted is not None
    current = wanted.layer or ("" if shown.together else next(iter(shown.layers), ""))
    return replace(wanted, layer=_after(names, current))


def next_branch(session: Session, shown: Answer) -> "Filter | None":
    """The filter with the next branch of the codebook; after the last, the top. None if there are no branches."""
    book = session.room.snapshot().book
    branches = [code.short for code in book.children(None) if book.children(code.uuid)]
    wanted = shown.question.wanted
    assert wanted is not None
    if not branches:
        return None
    told = shown.fact("branch")  # what a ranking chose by itself
    current = wanted.branch or (told if isinstance(told, str) else TOP)
    return replace(wanted, branch=_after([*branches, TOP], current))


def _after(names: Sequence[str], current: str) -> str:
    return names[(names.index(current) + 1) % len(names)] if current in names else names[0]


# -- lines -----------------------------------------------------------------------------------------------------------

_NAMES = (
    ("layer", N_("whose codings"), False),
    ("transcripts", N_("only these transcripts"), True),
    ("participants", N_("only these participants"), True),
    ("question", N_("only what was said to this guide question"), False),
    ("mention", N_("prompted by the guide, or spontaneous"), False),
    ("branch", N_("only this code and those under it"), False),
    ("level", N_("level of the codebook, 1 for the top"), False),
    ("as-of", N_("as it was on that day, such as 2026-05-31"), False),
)


def filter_fields(session: Session) -> tuple[Field, ...]:
    """What can stand in the line of a filter, with the values that this study knows; for a thread."""
    snapshot = session.room.snapshot()
    values = {
        "layer": tuple((coder.name, "") for coder in session.people.values()),
        "transcripts": tuple((name, "") for _uuid, name in snapshot.columns.transcripts),
        "participants": tuple((name, "") for name in snapshot.columns.people),
        "question": tuple((entry.name, entry.text) for entry in snapshot.questions),
        "mention": (("prompted", _("prompted")), ("spontaneous", _("spontaneous"))),
        "branch": tuple((code.short, code.label(session.language)) for code in snapshot.book.codes),
        "level": tuple((str(level), "") for level in range(1, _depth(snapshot) + 1)),
    }
    own = tuple(Field(name, _(title), values.get(name, ()), many) for name, title, many in _NAMES)
    return (*own, *_attributes(session, snapshot))


def _depth(snapshot: "Snapshot") -> int:
    return max((len(snapshot.book.path(code.uuid)) for code in snapshot.book.codes), default=0)


def _attributes(session: Session, snapshot: "Snapshot") -> Iterator[Field]:
    from transcripts.attributes import written_value
    from transcripts.model import AttributeKind

    for entry in snapshot.attributes:
        found = (person.attributes.get(entry.name) for person in snapshot.people)
        told = dict.fromkeys(entry.choices) | dict.fromkeys(written_value(value) for value in found if value)
        ordered = entry.kind in (AttributeKind.NUMBER, AttributeKind.DATE)
        title = entry.labels.get(session.language, entry.name)
        yield Field(entry.name, title, tuple((value, "") for value in told), ordered=ordered)


def option_fields(options: "Sequence[Option]") -> tuple[Field, ...]:
    """What can stand in the line of a report's options."""
    return tuple(Field(one.name, _(one.help), tuple((choice, "") for choice in one.choices)) for one in options)


def option_words(value: object) -> str:
    """The value of an option as it is typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)


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
