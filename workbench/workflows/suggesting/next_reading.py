"""What a coder could read next, so that codes of which there is little are found soon. Nothing is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from codebook.code import Code
from codebook.coding import ReadingState
from exports.widths import cut
from transcripts.display import visible_line
from transcripts.i18n import _, clauses, ngettext
from transcripts.spans import Span
from workbench.store import codes as code_store
from workbench.store import states, suggestion_evidence
from workbench.suggest.reading_order import ENOUGH, Chance, Prospect, Sought, next_passages, next_transcripts
from workbench.suggest.unlike import how_unlike
from workbench.workflows.suggesting import rule_lookup, switches
from workbench.workflows.suggesting.coded_segments import coded_segments, together
from workbench.workflows.suggesting.definitions import code_words, definition_hash
from workbench.workflows.suggesting.examples import examples

if TYPE_CHECKING:
    from workbench.workflows.suggesting.room import SuggestionRoom

COUNT = 20
"""Passages listed at once."""
EXCERPT = 160
_LIKELY, _POSSIBLE = 1.5, 0.5
_UNLIKE = 0.5
_NAMED = 2

Watch = Callable[[int, int, str], None]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Expected:
    """A code that an unread transcript probably holds.

    Attributes:
        code: uuid.
        short: Its short name.
        passages: How many passages to expect; a guess for ordering, not a count.
        seen: In how many transcripts the coder has it so far.
    """

    code: str
    short: str
    passages: float
    seen: int


@dataclass(frozen=True, slots=True)
class NextTranscript:
    """A transcript that the coder has not finished.

    Attributes:
        transcript: uuid.
        name: Its name.
        state: To do or coding.
        passages: Passages of participants in it that the coder has not coded.
        expected: Codes that count most there; at most three.
        novelty: How unlike what was read it is, in standard deviations over these transcripts; None where nothing was
            read.
        reason: Why it stands where it does, in one line.
    """

    transcript: str
    name: str
    state: ReadingState
    passages: int
    expected: tuple[Expected, ...]
    novelty: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class NextPassage:
    """A passage that the coder has not coded, in a transcript that is not finished.

    Attributes:
        transcript: uuid.
        name: Name of the transcript.
        turn: Number of the turn.
        span: Where it stands.
        code: uuid of the code that it is listed for, "" for none.
        short: Its short name.
        excerpt: Its words, on one line, shortened.
    """

    transcript: str
    name: str
    turn: int
    span: Span
    code: str
    short: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class NextReading:
    """What to read next.

    Attributes:
        transcripts: What to read next first.
        passages: Likewise.
        codes: Short names of the codes that were looked for.
        uncertain: Whether the most uncertain passages come first.
        notes: What should be known, in sentences.
    """

    transcripts: tuple[NextTranscript, ...]
    passages: tuple[NextPassage, ...]
    codes: tuple[str, ...]
    uncertain: bool
    notes: tuple[str, ...]


def next_reading(
    room: "SuggestionRoom",
    coder: str,
    *,
    code: str | None = None,
    uncertain: bool = False,
    count: int = COUNT,
    watch: Watch | None = None,
) -> NextReading:
    """Order unfinished transcripts, and the uncoded passages in them, by what reading them is worth.

    Looked for are the codes for which the coder asked suggestions; those found in three transcripts no longer, unless
    the most uncertain passages are asked for. Where none of these is left, all codes are.

    Args:
        room: The study with its texts read.
        coder: uuid.
        code: uuid of the only code to look for.
        uncertain: Put the passages first about which a ranking is least sure, of codes that have examples.
        count: The most passages.
        watch: Told how many codes are done, out of how many, and what is done.

    Raises:
        SuggestError: If the study forbids suggestions, or none can be made for the code.
    """
    switches.check_allowed(room.study, coder)
    room.refresh()
    ground = _Ground(room, coder)
    by_name = code and ground.known(switches.check_code(room.study, code))
    looked_for = [by_name] if by_name else _looked_for(ground, uncertain)
    sought = []
    for done, (one, seen, passages) in enumerate(looked_for):
        if watch is not None:
            watch(done, len(looked_for), _("Codes are looked for"))
        # A code that was asked for by name is looked for, however often it was found.
        sought.append(Sought(one.uuid, min(seen, ENOUGH - 1) if code else seen, passages, ground.scores(one)))
    return _told(ground, {one.uuid: (one, seen) for one, seen, _passages in looked_for}, sought, uncertain, count)


_Known = tuple[Code, int, int]  # in how many transcripts the coder has it, and in how many passages


def _looked_for(ground: "_Ground", uncertain: bool) -> Sequence[_Known]:
    """Codes that are still rare, or have examples to be uncertain about: those asked for, else any."""
    reader = ground.room.study.reader
    codable = (code for code in code_store.book(reader).codes if code.codable)
    for some in (switches.asked(reader, ground.coder), codable):
        known = [ground.known(one) for one in some]
        if found := [one for one in known if (one[2] > 0 if uncertain else one[1] < ENOUGH)]:
            return found
    return []


class _Ground:
    """What a coder has read, and what not.

    Attributes:
        room: The study.
        coder: uuid.
        states: uuid of each transcript → the coder's state, where there is one.
        unread: Passages that can be coded and are not, in transcripts that are not done.
        read: The other passages that can be coded.
    """

    def __init__(self, room: "SuggestionRoom", coder: str) -> None:
        self.room = room
        self.coder = coder
        self.states = states.of_coder(room.study.reader, coder)
        self._evidence = coded_segments(room.study.reader, room.segments, [coder])
        candidate = np.array([piece.candidate for piece in room.pieces], np.bool_)
        done = np.array([self.state(piece.transcript) is ReadingState.DONE for piece in room.pieces], np.bool_)
        read = done.copy()
        read[together(self._evidence)] = True
        self.unread: Places = np.flatnonzero(candidate & ~read)
        self.read: Places = np.flatnonzero(candidate & read)

    def state(self, transcript: str) -> ReadingState:
        """How far the coder is with a transcript."""
        return self.states.get(transcript, ReadingState.TODO)

    def known(self, code: Code) -> _Known:
        """How well the coder knows a code."""
        places = self._evidence.get(code.uuid, np.zeros(0, np.int64))
        return code, len({self.room.pieces[place].transcript for place in places.tolist()}), len(places)

    def scores(self, code: Code) -> NDArray[np.float64]:
        """Scores of the unread passages for a code; nan where they were not ranked."""
        from workbench.suggest.queries import read_query
        from workbench.suggest.ranking import Ranker

        room, found = self.room, np.full(len(self.room.pieces), np.nan)
        evidence = suggestion_evidence.now(room.study.reader, code.uuid)
        source = switches.learn_from(room.study)
        known = examples(room.segments, evidence, self.coder, definition_hash(code), learn_from=source)
        accepted, rejected = (np.array(sorted(one), np.int64) for one in (known.accepted, known.rejected))
        matched, barred = rule_lookup.hits(room.corpus, code)
        query = read_query(code_words(code), room.readers, room.encoder)
        ranking = Ranker(room.corpus).rank(query, accepted, rejected, self.unread, matched=matched, barred=barred)
        found[ranking.places] = ranking.scores
        scores: NDArray[np.float64] = found[self.unread]
        return scores

    def unlike(self) -> NDArray[np.float64] | None:
        """How unlike the passages read each unread one is, None where there is nothing to compare."""
        return how_unlike(self.room.corpus, self.unread, self.read)


def _told(
    ground: _Ground, known: Mapping[str, tuple[Code, int]], sought: Sequence[Sought], uncertain: bool, count: int
) -> NextReading:
    names = list(ground.room.names)
    numbers = {uuid: number for number, uuid in enumerate(names)}
    of = np.array([numbers[ground.room.pieces[place].transcript] for place in ground.unread.tolist()], np.int64)
    unread = np.bincount(of, minlength=len(names))
    prospects = next_transcripts(of, sought, len(ground.read), ground.unlike())
    passages = next_passages(len(ground.unread), sought, len(ground.read), uncertain=uncertain)[: max(0, count)]
    return NextReading(
        tuple(_transcript(ground, names[one.transcript], one, known, int(unread[one.transcript])) for one in prospects),
        tuple(_passage(ground, one, known) for one in passages),
        tuple(known[one.code][0].short for one in sought),
        uncertain,
        tuple(_notes(ground, sought, uncertain)),
    )


def _transcript(
    ground: _Ground, uuid: str, prospect: Prospect, known: Mapping[str, tuple[Code, int]], unread: int
) -> NextTranscript:
    expected = tuple(
        Expected(code, known[code][0].short, passages, known[code][1]) for code, passages in prospect.expected[:3]
    )
    name = ground.room.names[uuid]
    reason = _reason(expected, prospect.novelty, len(ground.room.names))
    return NextTranscript(uuid, name, ground.state(uuid), unread, expected, prospect.novelty, reason)


def _reason(expected: Sequence[Expected], unlike: float | None, transcripts: int) -> str:
    """``probably holds RECRUT, found in 1 of 11 transcripts; unlike what you have read``."""
    parts = []
    for enough, sentence in ((_LIKELY, _("probably holds {codes}")), (_POSSIBLE, _("may hold {codes}"))):
        named = [one for one in expected if one.passages >= enough][:_NAMED]
        if named:
            parts.append(sentence.format(codes=", ".join(_found(one, transcripts) for one in named)))
            break
    if unlike is not None and unlike >= _UNLIKE:
        parts.append(_("unlike what you have read"))
    return clauses(parts) or _("nothing sets it apart")


def _found(expected: Expected, transcripts: int) -> str:
    if not expected.seen:
        return _("{code} (not found yet)").format(code=expected.short)
    return _("{code} (found in {seen} of {count})").format(code=expected.short, seen=expected.seen, count=transcripts)


def _passage(ground: _Ground, chance: Chance, known: Mapping[str, tuple[Code, int]]) -> NextPassage:
    piece = ground.room.pieces[int(ground.unread[chance.passage])]
    short = known[chance.code][0].short if chance.code else ""
    excerpt = cut(visible_line(piece.text), EXCERPT)
    name = ground.room.names[piece.transcript]
    return NextPassage(piece.transcript, name, piece.turn, piece.span, chance.code, short, excerpt)


def _notes(ground: _Ground, sought: Sequence[Sought], uncertain: bool) -> Iterator[str]:
    if not len(ground.unread):
        yield _("Nothing is left to read: every transcript is done, or coded throughout.")
        return
    if uncertain and not sought:
        yield _("No code has an example yet, so that nothing can be more uncertain than the rest.")
    elif not sought:
        yield _("Every code was found in {count} transcripts; the order goes by what is new alone.").format(
            count=ENOUGH
        )
    else:
        said = ngettext("{count} code was looked for.", "{count} codes were looked for.", len(sought))
        yield said.format(count=len(sought))
    if not len(ground.read):
        yield _("You have not read anything yet; the order goes by the definitions of the codes alone.")
    if ground.room.ready.partial:
        yield _("Not everything is read by the language models yet; afterwards the order will be better.")
