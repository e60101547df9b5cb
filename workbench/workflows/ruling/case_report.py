"""Cases as a report: where coders differ, who gives what, and what was ruled."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from codebook.coding import Coding
from codebook.quotations import Excerpt, excerpt
from exports.report import Block, Column, Fact, Heading, Kind, Paragraph, Quotation, Report, Row, Table
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.store import coders as coder_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.headings import columns
from workbench.workflows.ruling.hiding import letters
from workbench.workflows.ruling.values import OpenCase, OpenPosition, Status

if TYPE_CHECKING:
    from codebook.ruling import Ruling
    from workbench.store.study_file import StudyFile
    from workbench.workflows.ruling.values import Queue

Words = Callable[[str, Span], Excerpt]


class _Teller:
    """Says what stands in a case, with names or with letters."""

    def __init__(self, study: "StudyFile", queue: "Queue", *, hide_names: bool) -> None:
        load = lru_cache(maxsize=2)(lambda uuid: transcript_store.load(study.reader, uuid))
        self.words: Words = lru_cache(maxsize=1_000)(lambda uuid, span: excerpt(load(uuid), span, context=0))
        self.names = {coder.uuid: coder.name for coder in coder_store.all(study.reader)}
        self.queue = queue
        self.hide_names = hide_names
        self._salt = study.fact("salt")
        self.shorts = {code.uuid: code.short for case in queue.cases for code in case.codes}

    def positions(self, case: OpenCase) -> Iterator[tuple[str, tuple[str, ...], int, OpenPosition]]:
        """What each answer is called, who gives it, its index and the answer itself, as they are shown."""
        if not self.hide_names:
            for at, position in enumerate(case.positions):
                yield str(at + 1), tuple(coder.name for coder in position.coders), at, position
            return
        drawn = letters(case, self._salt)
        for at in drawn.order:
            called = tuple(sorted(drawn.names[coder.uuid] for coder in case.positions[at].coders))
            yield called[0], called, at, case.positions[at]

    def called(self, case: OpenCase, at: int | None) -> str | None:
        """What the answer with this index is called."""
        return next((name for name, _coders, place, _one in self.positions(case) if place == at), None)

    def given(self, position: OpenPosition) -> tuple[str, ...]:
        """``IMAGE 12–40 pro 2`` for each coding of an answer, told once where several coders cut it the same way."""
        return tuple(dict.fromkeys(map(self._given, position.codings)))

    def _given(self, coding: Coding) -> str:
        said = [self.shorts[coding.code], f"{coding.span.start}–{coding.span.end}"]
        said += [coding.stance.value] if coding.stance else []
        said += [] if coding.strength is None else [str(coding.strength)]
        return " ".join(said)


def cases_report(study: "StudyFile", queue: "Queue", *, hide_names: bool = False) -> Report:
    """Lay cases out, with their words and what was ruled on them.

    Args:
        study: Open.
        queue: What was asked for.
        hide_names: Whether coders are shown by letters, and not who ruled either.
    """
    teller = _Teller(study, queue, hide_names=hide_names)
    counts = queue.counts
    facts = (
        Fact("count", _("Shown"), len(queue.cases), Kind.INTEGER),
        *(
            Fact(status.value, status.text.capitalize(), getattr(counts, status.value), Kind.INTEGER)
            for status in Status
        ),
        Fact("lapsed", _("Rulings without a disagreement"), len(queue.lapsed), Kind.INTEGER),
    )
    tables = (
        Table("cases", _case_columns(), (_case_row(teller, case) for case in queue.cases)),
        Table("answers", _answer_columns(), (row for case in queue.cases for row in _answer_rows(teller, case))),
        Table("lapsed_rulings", _lapsed_columns(), (_lapsed_row(teller, one) for one in queue.lapsed)),
    )
    blocks = _blocks(teller) if queue.cases else (Paragraph(_nothing(queue)),)
    return Report("cases", _("Disagreements to rule on"), facts, tables, blocks, tuple(_notes(queue)))


def _nothing(queue: "Queue") -> str:
    if not queue.counts.all:
        return _("No disagreement on the transcripts that two or more have finished.")
    return _("None of the disagreements is of this sort.")


def sealed_notes(count: int) -> Iterator[str]:
    """What is said of transcripts that are left out because somebody's work there is sealed: nothing of none."""
    if count:
        yield ngettext(
            "{count} transcript is left out: this study is blind, and its seal is not opened.",
            "{count} transcripts are left out: this study is blind, and their seals are not opened.",
            count,
        ).format(count=count)


def _notes(queue: "Queue") -> Iterator[str]:
    yield from sealed_notes(queue.sealed)
    if queue.cases:
        yield _("Rule with `workbench rule STUDY --case KEY --verdict …`; `workbench undo` takes a ruling back.")
    if queue.lapsed:
        yield ngettext(
            "{count} ruling stands on no disagreement any more: the coders agree there now, or fewer than two have "
            "finished the transcript. It counts again if the codings become what they were.",
            "{count} rulings stand on no disagreement any more: the coders agree there now, or fewer than two have "
            "finished the transcript. They count again if the codings become what they were.",
            len(queue.lapsed),
        ).format(count=len(queue.lapsed))


# -- data ----------------------------------------------------------------------------------------------------------


def _ruling_columns() -> tuple[Column, ...]:
    return (
        Column("verdict", _("verdict")),
        Column("answer", _("answer")),
        Column("reason", _("reason")),
        Column("ruled_by", _("ruled by")),
        Column("ruled_at", _("ruled"), Kind.TIME),
    )


def _case_columns() -> tuple[Column, ...]:
    return (
        Column("case", _("case")),
        Column("status", _("status"), words={status.value: status.text for status in Status}),
        Column("kind", _("what")),
        Column("kinds", _("differs in"), Kind.LIST),
        *columns("transcript", "place"),
        Column("codes", _("codes"), Kind.LIST),
        Column("answers", _("answers"), Kind.LIST),
        Column("majority", _("majority")),
        Column("cost", _("characters"), Kind.INTEGER),
        *_ruling_columns(),
        Column("text", _("words")),
        *columns("participant", "start", "end"),
        Column("codings", _("codings"), Kind.LIST),
    )


def _case_row(teller: _Teller, case: OpenCase) -> Row:
    words = teller.words(case.transcript, case.span)
    return (
        *(case.key, case.status.value, case.kind.value, tuple(kind.value for kind in case.kinds)),
        *(case.name, words.place, tuple(code.short for code in case.codes)),
        tuple(_answer(teller, one) for one in teller.positions(case)),
        *(teller.called(case, case.majority), case.cost, *_ruling(teller, case)),
        *(words.text, words.participant, case.span.start, case.span.end),
        () if teller.hide_names else tuple(one.uuid for one in case.codings),
    )


def _ruling(teller: _Teller, case: OpenCase) -> Row:
    """What was ruled; of a ruling that is stale, not which answer, since the answers are others now."""
    ruling = case.ruling
    if ruling is None:
        return (None,) * 5
    return (
        *(ruling.verdict.value, teller.called(case, case.chosen), ruling.reason or None),
        *(None if teller.hide_names else teller.names.get(ruling.coder), ruling.changed),
    )


def _answer(teller: _Teller, shown: tuple[str, tuple[str, ...], int, OpenPosition]) -> str:
    """``1 MA, JT: IMAGE 12–40 pro``."""
    name, coders, _at, position = shown
    what = ", ".join(teller.given(position)) or _("nothing")
    return (
        _("{number} {coders}: {what}")
        .format(number="" if teller.hide_names else name, coders=", ".join(coders), what=what)
        .strip()
    )


def _answer_columns() -> tuple[Column, ...]:
    return (
        Column("case", _("case")),
        Column("answer", _("answer")),
        Column("coders", _("coders"), Kind.LIST),
        Column("codes", _("codes"), Kind.LIST),
        Column("given", _("gave"), Kind.LIST),
        Column("memos", _("memos"), Kind.LIST),
        Column("majority", _("majority"), Kind.YES_NO),
    )


def _answer_rows(teller: _Teller, case: OpenCase) -> Iterator[Row]:
    for name, coders, at, position in teller.positions(case):
        yield (
            *(case.key, name, coders, tuple(dict.fromkeys(teller.shorts[one.code] for one in position.codings))),
            *(teller.given(position), tuple(one.memo for one in position.codings if one.memo), at == case.majority),
        )


def _lapsed_columns() -> tuple[Column, ...]:
    return (
        Column("case", _("case")),
        Column("kind", _("what")),
        *columns("place"),
        *_ruling_columns(),
        Column("text", _("words")),
        *columns("start", "end"),
    )


def _lapsed_row(teller: _Teller, ruling: "Ruling") -> Row:
    words = teller.words(ruling.transcript, ruling.span)
    return (
        *(ruling.key, ruling.kind, words.place, ruling.verdict.value),
        None if ruling.chosen is None or teller.hide_names else str(ruling.chosen + 1),
        *(ruling.reason or None, None if teller.hide_names else teller.names.get(ruling.coder), ruling.changed),
        *(words.text, ruling.span.start, ruling.span.end),
    )


# -- for reading ---------------------------------------------------------------------------------------------------


def _blocks(teller: _Teller) -> Iterator[Block]:
    transcript = None
    for case in teller.queue.cases:
        if case.transcript != transcript:
            transcript = case.transcript
            yield Heading(case.name)
        words = teller.words(case.transcript, case.span)
        answers = " / ".join(_answer(teller, one) for one in teller.positions(case))
        yield Quotation(words.text, answers, words.place, _remark(teller, case))


def _remark(teller: _Teller, case: OpenCase) -> str:
    """``1a2b3c4d5e6f: different boundary, 12 characters; united characters (MA: heard both)``."""
    size = ngettext("{count} character", "{count} characters", case.cost).format(count=case.cost)
    said = [_("{key}: {kinds}, {size}").format(key=case.key, kinds=_kinds(case.kinds), size=size)]
    if case.status is not Status.OPEN:
        said.append(case.status.text)
    if case.ruling is not None and case.status is Status.RULED:
        said.append(_ruled(teller, case))
    return "; ".join(said)


def _kinds(kinds: Sequence[object]) -> str:
    return ", ".join(str(getattr(kind, "text", kind)) for kind in kinds)


def _ruled(teller: _Teller, case: OpenCase) -> str:
    assert case.ruling is not None
    number = teller.called(case, case.chosen)
    what = case.ruling.verdict.text + (f" {number}" if number else "")
    by = "" if teller.hide_names else teller.names.get(case.ruling.coder, "")
    why = ", ".join(part for part in (by, case.ruling.reason) if part)
    return f"{what} ({why})" if why else what
