"""What lies on the desk of the coding screen: one transcript with its codings, and the codebook. Draws nothing."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from codebook.book import Codebook
from codebook.code import Code
from codebook.coding import CoderKind, Coding, ReadingState
from codebook.palette import colour_of
from transcripts.model import Participant, Role
from transcripts.spans import Span
from workbench.store import coders, codes, codings, guide, guide_turns, participants, states, transcripts
from workbench.store.guide import PutQuestion
from workbench.store.reader import Reader
from workbench.store.transcripts import StoredTranscript
from workbench.tui.showing import shown
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.passage_pane import PassageEntry
from workbench.tui.widgets.transcript_document import ShownDocument
from workbench.tui.widgets.transcript_marks import Mark

RECENT = 30
_OTHERS_BUCKET = 4096


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything about a transcript that others, or other screens, may change; read at one moment.

    Attributes:
        transcript: uuid.
        codings: Everyone's that may be seen, in text order.
        book: The codebook.
        counts: uuid of a code to one's own codings with it, in the whole study.
        state: How far the coder is.
        names: uuid of each coder to the name.
        gone: Whether the transcript is no longer in the study.
    """

    transcript: str
    codings: tuple[Coding, ...]
    book: Codebook
    counts: dict[str, int]
    state: ReadingState
    names: dict[str, str]
    gone: bool


def picture(reader: Reader, transcript: str, coder: str) -> Picture:
    """Read a ``Picture``; from any thread.

    Args:
        reader: Of the study.
        transcript: uuid.
        coder: uuid of who looks.
    """
    people = coders.all(reader)
    apart = {one.uuid for one in people if one.kind is CoderKind.ASIDE and one.uuid != coder}
    return Picture(
        transcript,
        tuple(one for one in codings.of_transcript(reader, transcript) if one.coder not in apart),
        codes.book(reader),
        codes.coding_counts(reader, coder),
        states.of_coder(reader, coder).get(transcript, ReadingState.TODO),
        {one.uuid: one.name for one in people},
        all(uuid != transcript for uuid, _name in transcripts.numbers(reader).values()),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """The guide as far as it concerns a transcript; read at one moment.

    Attributes:
        questions: Put in it, in text order.
        named: uuid of a question to the codes that it names.
        linked: Whether every turn of its interviewers was looked at.
    """

    questions: tuple[PutQuestion, ...] = ()
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    linked: bool = False


def asked_in(reader: Reader, text: StoredTranscript) -> Asked:
    """Read what was asked in a transcript."""
    looked_at = {one.turn for one in guide_turns.decided(reader, text.uuid)}
    asking = {turn.number for turn in text.turns if turn.role is Role.INTERVIEWER}
    return Asked(
        tuple(guide.put(reader, text.uuid)),
        {question.uuid: frozenset(question.codes) for question in guide.questions(reader)},
        bool(looked_at) and asking <= looked_at,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two states of the desk, for whoever draws it.

    Attributes:
        added: To be put in the margin.
        changed: In the margin already, and drawn anew.
        gone: uuids of codings to be taken out of it.
        book: Whether the codebook is another.
    """

    added: tuple[Mark, ...] = ()
    changed: tuple[Mark, ...] = ()
    gone: tuple[str, ...] = ()
    book: bool = False


@dataclass
class Desk:
    """One transcript under work.

    Attributes:
        coder: uuid of who codes.
        names: uuid of each coder to the name.
        language: Of the labels.
        transcript: The text.
        place: Participant and category, or the transcript's name.
        asked: Which questions of the guide are put in it.
        book: The codebook.
        counts: uuid of a code to one's own codings with it.
        state: How far the coder is.
        mine: uuid to one's own codings on it.
        others: The others' codings.
        recent: uuids of the codes applied in this sitting, the last one first.
        last: uuids of the codes applied by the last act.
    """

    coder: str
    names: dict[str, str]
    language: str
    transcript: StoredTranscript
    place: str
    asked: Asked
    book: Codebook
    counts: dict[str, int]
    state: ReadingState
    mine: dict[str, Coding] = field(default_factory=dict)
    others: tuple[Coding, ...] = ()
    recent: list[str] = field(default_factory=list)
    last: tuple[str, ...] = ()
    _near: dict[int, list[Coding]] = field(default_factory=dict)
    _share: float | None = None

    # What the widgets show

    def document(self) -> ShownDocument:
        """The text for the transcript view."""
        return shown(self.transcript, self.questions)

    @property
    def questions(self) -> Sequence[PutQuestion]:
        """Questions of the guide put in the transcript, in text order."""
        return self.asked.questions

    def in_force(self, offset: int) -> PutQuestion | None:
        """The question put last at or before a place; of several put by one turn, the first."""
        if not self.questions:
            return None
        starts = [question.start for question in self.questions]
        after = bisect_right(starts, offset)
        return self.questions[starts.index(starts[after - 1])] if after else None

    def marks(self) -> list[Mark]:
        """One's own codings for the margin."""
        return [self.mark(coding) for coding in self.mine.values()]

    def mark(self, coding: Coding) -> Mark:
        """One coding for the margin."""
        code = self.book.get(coding.code)
        return Mark(coding.uuid, coding.span.start, coding.span.end, code.short, colour_of(self.book, code))

    def entries(
        self, uuids: Sequence[str], span: Span | None, current: str | None, *, most: int
    ) -> tuple[tuple[PassageEntry, ...], int]:
        """The passage pane: the current coding, one's others in the order given, then the others' on ``span``.

        Args:
            uuids: One's own codings there.
            span: The passage.
            current: The current coding.
            most: How many to make, however many there are.

        Returns:
            The first ``most``, and how many more there are.
        """
        ours = [uuid for uuid in uuids if uuid == current] + [uuid for uuid in uuids if uuid != current]
        theirs = self.others_on(span) if span is not None else []
        shown = [*(self.mine[uuid] for uuid in ours[:most]), *theirs[: max(0, most - len(ours))]]
        entries = tuple(self._entry(coding, coding.uuid == current) for coding in shown)
        return entries, len(ours) + len(theirs) - len(entries)

    def _entry(self, coding: Coding, current: bool) -> PassageEntry:
        code = self.book.get(coding.code)
        return PassageEntry(
            coding.uuid,
            code.short,
            display(code.label(self.language)),
            colour_of(self.book, code),
            self.names.get(coding.coder, ""),
            coding.strength,
            coding.stance,
            coding.memo,
            prompt := self.prompt_of(coding),
            coding.coder == self.coder,
            current,
            self.asked.linked and not prompt,
        )

    def prompt_of(self, coding: Coding) -> str:
        """Name of the question in force where a coding begins, if it names the coding's code; else "".

        A turn that puts several questions has all of them in force.
        """
        force = self.in_force(coding.span.start)
        if force is None:
            return ""
        path = {code.uuid for code in self.book.path(coding.code)}
        together = (question for question in self.questions if question.start == force.start)
        return next((one.name for one in together if path & self.asked.named.get(one.question, frozenset())), "")

    def share(self) -> float:
        """Share of the text under at least one coding of one's own."""
        if self._share is None:
            # Plain numbers: with thousands of codings, comparing spans would be felt at every key that codes.
            covered = reach = 0
            for start, end in sorted((coding.span.start, coding.span.end) for coding in self.mine.values()):
                covered += max(0, end - max(start, reach))
                reach = max(reach, end)
            self._share = covered / max(1, len(self.transcript.text))
        return self._share

    def words(self, span: Span) -> int:
        """Words of a passage."""
        return len(span.cut(self.transcript.text).split())

    def others_on(self, span: Span) -> list[Coding]:
        """The others' codings that share a character with ``span``, in text order."""
        buckets = range(span.start // _OTHERS_BUCKET, (span.end - 1) // _OTHERS_BUCKET + 1)
        found = {c.uuid: c for bucket in buckets for c in self._near.get(bucket, ()) if c.span.overlaps(span)}
        return sorted(found.values(), key=lambda coding: (coding.span, coding.uuid))

    def code(self, uuid: str) -> Code:
        """A code of the book."""
        return self.book.get(uuid)

    # What happens on it

    def remember(self, applied: Sequence[str]) -> None:
        """These codes were applied last."""
        self.last = tuple(applied)
        self.recent = [*applied, *(uuid for uuid in self.recent if uuid not in applied)][:RECENT]

    def absorb(self, put: Sequence[Coding], gone: Sequence[str]) -> Change:
        """Take in what an act of one's own did."""
        for uuid in gone:
            if (coding := self.mine.pop(uuid, None)) is not None:
                self.counts[coding.code] = self.counts.get(coding.code, 1) - 1
        ours = [coding for coding in put if coding.transcript == self.transcript.uuid and coding.code in self.book]
        known = frozenset(self.mine)
        for coding in ours:
            if coding.uuid not in known:
                self.counts[coding.code] = self.counts.get(coding.code, 0) + 1
            self.mine[coding.uuid] = coding
        return self._change(ours, known, tuple(gone))

    def _change(
        self, codings: Iterable[Coding], known: Collection[str], gone: tuple[str, ...], book: bool = False
    ) -> Change:
        changed = tuple(codings)
        if changed or gone:
            self._share = None
        return Change(
            tuple(self.mark(coding) for coding in changed if coding.uuid not in known),
            tuple(self.mark(coding) for coding in changed if coding.uuid in known),
            gone,
            book,
        )

    def take(self, fresh: Picture) -> Change:
        """Take in what was read anew."""
        redraw = fresh.book.entries != self.book.entries
        self.book, self.counts, self.state = fresh.book, dict(fresh.counts), fresh.state
        self.names = fresh.names
        mine = {coding.uuid: coding for coding in fresh.codings if coding.coder == self.coder}
        changed = [coding for uuid, coding in mine.items() if redraw or self.mine.get(uuid) != coding]
        known = frozenset(self.mine)
        gone = tuple(uuid for uuid in self.mine if uuid not in mine)
        self.mine = mine
        self._put_others(tuple(coding for coding in fresh.codings if coding.coder != self.coder))
        return self._change(changed, known, gone, redraw)

    def _put_others(self, others: tuple[Coding, ...]) -> None:
        if others == self.others:
            return
        self.others = others
        self._near = {}
        for coding in others:
            span = coding.span
            for bucket in range(span.start // _OTHERS_BUCKET, (span.end - 1) // _OTHERS_BUCKET + 1):
                self._near.setdefault(bucket, []).append(coding)


def set_desk(reader: Reader, transcript: str, coder: str, *, language: str) -> Desk:
    """Lay a transcript on the desk."""
    text = transcripts.load(reader, transcript)
    fresh = picture(reader, transcript, coder)
    desk = Desk(
        coder,
        fresh.names,
        language,
        text,
        display(_place(text, participants.all(reader))),
        asked_in(reader, text),
        fresh.book,
        dict(fresh.counts),
        fresh.state,
    )
    desk.take(fresh)
    return desk


def _place(text: StoredTranscript, people: Iterable[Participant]) -> str:
    """``I-05 · gestion de l'État``; several participants by name only; else the transcript's name."""
    speaking = dict.fromkeys(turn.participant for turn in text.turns if turn.participant)
    name = text.title or text.name
    if not speaking:
        return name
    if len(speaking) > 1:
        return f"{name} · {', '.join(speaking)}"
    who = next(iter(speaking))
    category = next(
        (p.attributes["category"].text for p in people if p.pseudonym == who and "category" in p.attributes), ""
    )
    return " · ".join(part for part in (who, category) if part)
