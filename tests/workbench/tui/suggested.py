"""A desk that answers at once with suggestions made by hand, for tests of the screens; it loads no model."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

from codebook.suggestion import Band, Near, QueueOrder, ScorePart, Suggestion, Why
from tests.workbench.tui.sitting import Sitting
from transcripts.spans import Span
from workbench.store import decisions, journal, readings, transcripts
from workbench.store.decisions import ListEntry
from workbench.store.study_file import StudyFile

HASH = "0" * 64


@dataclass(frozen=True)
class Wanted:
    """One suggestion that the desk is to make.

    Attributes:
        words: The proposed words, as they stand in a transcript.
        transcript: Name of it.
        band: As shown.
        matched: Words that are marked.
        near: Words of an accepted passage like it.
    """

    words: str
    transcript: str = "I-05"
    band: Band = Band.STRONG
    matched: tuple[str, ...] = ()
    near: str = ""
    rejected: str = ""
    outside: bool = False
    fresh: bool = False
    alike: int = 0


@dataclass
class FakeDesk:
    """Answers ``SuggestionDesk``'s questions from what it was given, less what was decided or put off.

    Attributes:
        wanted: uuid of a code → what is proposed for it, the best first.
        asked: What it was asked, in order.
        closed: Whether it was closed.
    """

    study: StudyFile
    wanted: dict[str, list[Wanted]]
    notes: tuple[str, ...] = ()
    candidates: int = 212
    lacks: int = 0
    asked: list[tuple[object, ...]] = field(default_factory=list)
    closed: bool = False
    watchers: list[Callable[[object], None]] = field(default_factory=list)
    gate: asyncio.Event | None = None
    reading: asyncio.Event | None = None
    error: Exception | None = None

    async def suggestions(
        self, coder: str, code: str, *, count: int, order: QueueOrder, skip: Sequence[tuple[str, int, int]]
    ) -> SimpleNamespace:
        self.asked.append(("suggestions", code, order, tuple(skip)))
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        return self._list(coder, code, order, skip, count)

    async def of_transcript(self, coder: str, transcript: str) -> list[SimpleNamespace]:
        self.asked.append(("of_transcript", transcript))
        lists = [
            self._list(coder, code, QueueOrder.SUREST, (), 20)
            for code in sorted(decisions.asked_for(self.study.reader, coder))
        ]
        for found in lists:
            found.suggestions = tuple(one for one in found.suggestions if one.transcript == transcript)
        return lists

    async def ready(self) -> SimpleNamespace:
        partial = self.reading is not None and not self.reading.is_set()
        return SimpleNamespace(read=0 if partial else 9, pieces=9, partial=partial)

    async def missing(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(what="No sentence vectors here.", command="pip install vectors")] * self.lacks

    async def index(self) -> None:
        self.asked.append(("index",))
        if self.reading is not None:
            await self.reading.wait()

    def on_progress(self, callback: Callable[[object], None]) -> None:
        self.watchers.append(callback)

    def progress(self, done: int, total: int, what: str) -> None:
        for watcher in self.watchers:
            watcher(SimpleNamespace(id=1, done=done, total=total, what=what))

    async def cancel(self, verb: str | None = None) -> None:
        self.asked.append(("cancel", verb))

    async def close(self) -> None:
        self.closed = True

    def end(self) -> None:
        self.closed = True

    def _list(
        self, coder: str, code: str, order: QueueOrder, skip: Sequence[tuple[str, int, int]], count: int
    ) -> SimpleNamespace:
        reader = self.study.reader
        known = decisions.all(reader, coder=coder, code=code)
        gone = {(one.transcript, one.span.start) for one in known} | {(place[0], place[1]) for place in skip}
        entry = ListEntry(
            f"{len(self.asked):08d}-0000-4000-8000-000000000000",
            *(coder, code, "2026-01-01T00:00:00Z", "", "fake 1", "none", HASH),
            *(journal.head(reader) * 0 + 1, order, {}, (), ()),
        )
        made = [self._made(entry, rank, one) for rank, one in enumerate(self.wanted.get(code, ()), start=1)]
        left = tuple(one for one in made if (one.transcript, one.span.start) not in gone)
        shown = left if order is QueueOrder.SUREST else tuple(reversed(left))
        hits = sum(one.verdict.value != "rejected" for one in known)
        return SimpleNamespace(
            entry=entry,
            suggestions=shown[:count],
            candidates=self.candidates - len(known),
            accepted=(),
            rejected=(),
            decided=len(known),
            hits=hits,
            notes=self.notes,
        )

    def _made(self, entry: ListEntry, rank: int, one: Wanted) -> Suggestion:
        uuid, text, span = self._found(one.transcript, one.words)
        matched = tuple(
            Span(at, at + len(word)) for word in one.matched if (at := text.index(word, span.start, span.end)) >= 0
        )
        turn = next(
            number
            for number, turn in enumerate(transcripts.load(self.study.reader, uuid).turns, start=1)
            if turn.span.contains(span)
        )
        why = Why(
            words=matched,
            lemmas=tuple(word.lower() for word in one.matched),
            nearest=self._near(one.near) if one.near else None,
            rejected=self._near(one.rejected) if one.rejected else None,
            parts=(ScorePart("words", 1.5), ScorePart("meaning", 0.5), ScorePart("rejections", -0.3)),
        )
        return Suggestion(
            *(entry.uuid, entry.code, uuid, one.transcript, turn, span, span),
            readings.text_hash(span.cut(text)).hex(),
            *(rank, 3.0 - rank / 10, one.band, one.outside, one.fresh, one.alike, why),
        )

    def _near(self, words: str) -> Near:
        for name in transcripts.numbers(self.study.reader).values():
            text = transcripts.load(self.study.reader, name[0]).text
            if words in text:
                at = text.index(words)
                return Near("", name[0], name[1], 2, Span(at, at + len(words)), words)
        raise AssertionError(words)

    def _found(self, name: str, words: str) -> tuple[str, str, Span]:
        uuid = transcripts.named(self.study.reader, name)
        text = transcripts.load(self.study.reader, uuid).text
        at = text.index(words)
        return uuid, text, Span(at, at + len(words))


def give(here: Sitting, wanted: dict[str, list[Wanted]], **more: object) -> FakeDesk:
    """Have the sitting ask this desk from now on."""
    desk = FakeDesk(here.session.study, wanted, **more)  # type: ignore[arg-type]
    suggesting = here.session.suggesting
    desk.on_progress(suggesting._progress)
    suggesting._desk = desk  # type: ignore[assignment]
    suggesting.read = suggesting.stopped = False
    return desk


class NoDesk(FakeDesk):
    """Stands where a process would be started, and has nothing to suggest."""

    made = 0

    def __init__(self) -> None:
        super().__init__(None, {})  # type: ignore[arg-type]
        NoDesk.made += 1

    async def of_transcript(self, coder: str, transcript: str) -> list[SimpleNamespace]:
        return []
