"""Rulings: on how many disagreements, how it was decided, by whom, and what is left open."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from codebook.ruling import Verdict
from exports.report import Column, Fact, Kind, Paragraph, Pointer, Row, Table
from transcripts.i18n import _, ngettext
from workbench.analysis import cases as analysis
from workbench.store import coders as coder_store
from workbench.store import rulings as ruling_store
from workbench.workflows.findings.parts import Part, table_of
from workbench.workflows.listing_names import listed
from workbench.workflows.ruling.queueing import counted, queue
from workbench.workflows.ruling.values import OpenCase, Queue, Status
from workbench.workflows.sealing import seal_in_force

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry

#: Verdicts that settle a case, in the order of the columns.
_SETTLING = tuple(verdict for verdict in Verdict if verdict is not Verdict.DISCUSS)


def rulings(inquiry: "Inquiry") -> Part:
    """By kind of disagreement: how many, how they were ruled on, how many are left; and who ruled."""
    found = _queue(inquiry)
    lines = [(kind, cases) for kind in analysis.Kind if (cases := [one for one in found.cases if one.kind is kind])]
    main = table_of(
        "rulings",
        tuple(_columns()),
        (_row(kind.value, cases) for kind, cases in lines),
        behind=_behind(inquiry, [cases for _kind, cases in lines]),
    )
    return Part(
        (main, _people(inquiry, found)),
        () if found.cases else (Paragraph(_("No disagreement on the transcripts that two or more have finished.")),),
        facts=tuple(_facts(found)),
        notes=tuple(_notes()),
        remarks=tuple(_remarks(inquiry, found)),
    )


def _queue(inquiry: "Inquiry") -> Queue:
    """All cases on what is looked at: transcripts, those in which somebody asked for speaks, and a branch."""
    texts = inquiry.chosen
    if inquiry.filter.participants or inquiry.filter.where:
        person, text = inquiry.heard
        spoken = np.zeros(len(texts), bool)
        spoken[text[inquiry.who[person]]] = True
        texts = texts & spoken
    names = [uuid for (uuid, _name), here in zip(inquiry.transcripts, texts, strict=True) if here]
    if not names:
        return Queue((), counted(()))
    codes = [inquiry.branch.uuid] if inquiry.branch is not None else []
    asked = [] if texts.all() else names
    return queue(inquiry.study, transcripts=asked, codes=codes, which="all", seal=seal_in_force(inquiry.study))


def _facts(found: Queue) -> Iterator[Fact]:
    yield Fact("cases", _("Disagreements"), found.counts.all, Kind.INTEGER)
    for status in (Status.RULED, Status.OPEN, Status.DISCUSS, Status.STALE):
        yield Fact(status.value, status.text.capitalize(), getattr(found.counts, status.value), Kind.INTEGER)
    yield Fact("lapsed", _("Rulings without a disagreement"), len(found.lapsed), Kind.INTEGER)


# -- by kind -------------------------------------------------------------------------------------------------------


def _columns() -> Iterator[Column]:
    whole = Kind.INTEGER
    yield Column("kind", _("what"), words={kind.value: kind.text for kind in analysis.Kind})
    yield Column(
        "cases", _("disagreements"), whole, definition=_("Passages on which coders differ, by what weighs most.")
    )
    for status in (Status.RULED, Status.OPEN, Status.DISCUSS, Status.STALE):
        yield Column(status.value, status.text, whole)
    yield Column("share", _("share ruled"), Kind.SHARE, definition=_("Ruled ÷ disagreements."))
    for verdict in _SETTLING:
        yield Column(verdict.value, verdict.text, whole)


def _row(kind: str, cases: Sequence[OpenCase]) -> Row:
    counts = counted(cases)
    verdicts = [one.ruling.verdict for one in cases if one.ruling is not None and one.status is Status.RULED]
    return (
        *(kind, counts.all, counts.ruled, counts.open, counts.discuss, counts.stale, counts.ruled / counts.all),
        *(verdicts.count(verdict) for verdict in _SETTLING),
    )


def _behind(inquiry: "Inquiry", lines: Sequence[Sequence[OpenCase]]) -> Callable[[int, str], tuple[Pointer, ...]]:
    rows = inquiry.snapshot.columns.transcript_rows.tolist()
    number = {uuid: row for (uuid, _name), row in zip(inquiry.transcripts, rows, strict=True)}

    def behind(row: int, column: str) -> tuple[Pointer, ...]:
        chosen = [case for case in lines[row] if _counts_in(case, column)]
        return tuple(Pointer(number[one.transcript], one.span.start, one.span.end) for one in chosen)

    return behind


def _counts_in(case: OpenCase, column: str) -> bool:
    """Whether a case is one of those that a column counts."""
    if column == "share":
        return case.status is Status.RULED
    if column in tuple(Status):
        return case.status == column
    if column in _SETTLING:
        return case.status is Status.RULED and case.ruling is not None and case.ruling.verdict == column
    return True


# -- by person -----------------------------------------------------------------------------------------------------


def _people(inquiry: "Inquiry", found: Queue) -> Table:
    names = {coder.uuid: coder.name for coder in coder_store.all(inquiry.study.reader)}
    made = [one.ruling for one in found.cases if one.ruling is not None]
    by_person: dict[str, list[str]] = {}
    for ruling in made:
        by_person.setdefault(names.get(ruling.coder, ""), []).append(ruling.changed)
    columns = (
        Column("coder", _("coder")),
        Column("rulings", _("rulings"), Kind.INTEGER, definition=_("Stale ones and those to be discussed too.")),
        Column("with_reason", _("with a reason"), Kind.INTEGER),
        Column("first", _("first"), Kind.TIME),
        Column("last", _("last"), Kind.TIME),
    )
    rows = [
        (name, len(times), _reasoned(found, names, name), min(times), max(times))
        for name, times in sorted(by_person.items())
    ]
    return table_of("by_person", columns, rows)


def _reasoned(found: Queue, names: dict[str, str], name: str) -> int:
    rulings_ = (one.ruling for one in found.cases if one.ruling is not None)
    return sum(bool(one.reason) for one in rulings_ if names.get(one.coder, "") == name)


# -- sentences -----------------------------------------------------------------------------------------------------


def _notes() -> Iterator[str]:
    yield _(
        "A disagreement is one passage on which those differ who have finished the transcript, however many they are; "
        "it is counted once, under what weighs most: another code, missed, boundary, stance, strength."
    )
    yield _("The coders' codings are never changed by a ruling; what was decided stands in the consensus.")


def _remarks(inquiry: "Inquiry", found: Queue) -> Iterator[str]:
    if found.cases:
        yield _said(inquiry, found)
    if found.sealed:
        yield ngettext(
            "{count} transcript is left out: this study is blind, and its seal is not opened.",
            "{count} transcripts are left out: this study is blind, and their seals are not opened.",
            found.sealed,
        ).format(count=found.sealed)
    if inquiry.moment is not None:
        yield _("Disagreements and rulings are counted as they are now, not as they were then.")


def ruling_sentence(inquiry: "Inquiry") -> str:
    """On how many passages coders differ and who ruled on how many, for the methods section; "" where nobody did."""
    if not ruling_store.in_use(inquiry.study.reader):
        return ""
    found = _queue(inquiry)
    return _said(inquiry, found) if found.cases else ""


def _said(inquiry: "Inquiry", found: Queue) -> str:
    counts = found.counts
    names = {coder.uuid: coder.name for coder in coder_store.all(inquiry.study.reader)}
    by = {one.ruling.coder for one in found.cases if one.ruling is not None and one.status is Status.RULED}
    people = sorted(names[uuid] for uuid in by)
    if not counts.ruled:
        return ngettext(
            "Coders differ on {count} passage; none was ruled on.",
            "Coders differ on {count} passages; none was ruled on.",
            counts.all,
        ).format(count=counts.all)
    return ngettext(
        "Coders differ on {count} passage; {ruled} was ruled on by {people}, {left} are left open.",
        "Coders differ on {count} passages; {ruled} were ruled on by {people}, {left} are left open.",
        counts.all,
    ).format(count=counts.all, ruled=counts.ruled, people=listed(people), left=counts.left)
