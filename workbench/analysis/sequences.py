"""What follows what: transitions from code to code in the order in which things are said."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbench.analysis.columns import MISSING, Codings, FloatArray, IntArray, Stretches, offsets
from workbench.analysis.crossings import ranges
from workbench.analysis.mentions import own_words
from workbench.analysis.sweeps import distinct, touched


class Lag(StrEnum):
    """In what "next" is counted."""

    CODING = "coding"
    TURN = "turn"


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Codings in the order in which they begin, lane after lane; every column has shape (events,).

    Nothing follows from one lane to another. Codings that begin at the same character are simultaneous: neither
    follows the other.

    Attributes:
        lane: Number of the transcript, or of a participant in a transcript.
        start: Where the coding begins, ascending within a lane.
        turn: Number of the turn in which it begins, ascending within a lane.
        code: Index of the code, or of the theme that it counts for.
        participant: Whose words it covers (the first, where it covers several people's), ``MISSING`` for nobody's.
        coding: Row of the coding.
    """

    lane: IntArray
    start: IntArray
    turn: IntArray
    code: IntArray
    participant: IntArray
    coding: IntArray

    @classmethod
    def build(
        cls,
        *,
        lane: IntArray,
        start: IntArray,
        code: IntArray,
        turn: IntArray | None = None,
        participant: IntArray | None = None,
        coding: IntArray | None = None,
    ) -> "Events":
        """Events in order, those whose code is ``MISSING`` left out; without turns each is in turn 0."""
        row = np.arange(len(lane)) if coding is None else coding
        columns = (
            lane,
            start,
            np.zeros_like(lane) if turn is None else turn,
            code,
            np.full(len(lane), MISSING) if participant is None else participant,
            row,
        )
        order = np.lexsort((row, start, lane))
        order = order[code[order] != MISSING]
        return cls(*(column[order] for column in columns))

    def __len__(self) -> int:
        return len(self.lane)


def in_transcripts(codings: Codings, turns: Stretches, *, code: IntArray | None = None) -> Events:
    """Codings in the order of each transcript, whoever speaks; those that cover no turn are left out.

    Args:
        codings: Of one coder or of the consensus.
        turns: Of everybody, in text order.
        code: Shape (codings,): what each counts for, by default its code; ``MISSING`` for none.
    """
    first, last = touched(codings, turns, offsets((codings, turns)))
    pieces = own_words(codings, turns)
    whose = np.full(len(codings), MISSING)
    whose[pieces.coding[::-1]] = pieces.participant[::-1]
    here = np.flatnonzero(last > first)
    chosen = codings.code if code is None else code
    return Events.build(
        lane=codings.transcript[here],
        start=codings.start[here],
        code=chosen[here],
        turn=first[here],
        participant=whose[here],
        coding=here,
    )


def in_words_of_participants(codings: Codings, turns: Stretches, *, code: IntArray | None = None) -> Events:
    """Codings in the order of each participant's own words, transcript by transcript.

    A coding over the words of several participants is an event for each; one over an interviewer's only, for none. A
    coding begins where it first covers a word of the participant.

    Args:
        codings: As in ``in_transcripts``.
        turns: As in ``in_transcripts``.
        code: As in ``in_transcripts``.
    """
    pieces = own_words(codings, turns)
    people = int(pieces.participant.max(initial=0)) + 1
    _, once = np.unique(pieces.coding * people + pieces.participant, return_index=True)
    coding, who, start = pieces.coding[once], pieces.participant[once], pieces.start[once]
    begin = offsets((codings, turns))[turns.transcript] + turns.start
    return Events.build(
        lane=codings.transcript[coding] * people + who,
        start=start,
        code=(codings.code if code is None else code)[coding],
        turn=np.searchsorted(begin, start, side="right") - 1,
        participant=who,
        coding=coding,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Sequences:
    """Transitions; matrices have shape (codes, codes), from the row to the column.

    Attributes:
        count: Pairs of codings of which the second follows the first.
        expected: What ``count`` would be on average if what follows did not hang on what went before, with the same
            sums of rows and columns: row sum x column sum / all (Bakeman & Gottman 1997).
        participants: Participants whose words carry one of the codings of such a pair.
    """

    count: IntArray
    expected: FloatArray
    participants: IntArray

    @property
    def ratio(self) -> FloatArray:
        """Counted / expected, NaN where nothing is expected: above 1 where the pair is more frequent than that."""
        ratio = np.full(self.count.shape, np.nan)
        np.divide(self.count, self.expected, out=ratio, where=self.expected > 0)
        return ratio


def sequences(events: Events, codes: int, *, lag: Lag = Lag.CODING, within: int = 1) -> Sequences:
    """Count what follows what.

    Args:
        events: From ``in_transcripts`` or ``in_words_of_participants``.
        codes: How many codes there are.
        lag: With ``CODING`` a coding is followed by those that begin at the next ``within`` places in the lane at which
            any begin; with ``TURN`` by those that begin after it, at most ``within`` turns later (0: in the same turn).
        within: 1 or more for codings, 0 or more for turns.
    """
    count = np.zeros(codes * codes, np.int64)
    people = int(events.participant.max(initial=0)) + 1
    behind = [np.zeros(0, np.int64)]
    for first, second in _followed(events, lag, within):
        cell = events.code[first] * codes + events.code[second]
        count += np.bincount(cell, minlength=codes * codes)
        for who in (events.participant[first], events.participant[second]):
            behind.append(distinct((cell * people + who)[who != MISSING]))
    holders = np.bincount(distinct(np.concatenate(behind)) // people, minlength=codes * codes)
    table = count.reshape(codes, codes)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / max(1, int(table.sum()))
    return Sequences(table, expected, holders.reshape(codes, codes))


def _followed(events: Events, lag: Lag, within: int) -> Iterator[tuple[IntArray, IntArray]]:
    """Every event with each one that follows it, in portions."""
    if not len(events):
        return
    new = np.diff(events.lane, prepend=events.lane[0] - 1) != 0
    moved = new | (np.diff(events.start, prepend=events.start[0]) != 0)
    place = np.cumsum(moved) - 1
    opens = np.append(np.flatnonzero(moved), len(events))
    closes = np.searchsorted(events.lane, events.lane, side="right")
    begin = opens[place + 1]
    if lag is Lag.CODING:
        end = opens[np.minimum(place + 1 + within, len(opens) - 1)]
    else:
        reach = int(events.turn.max()) + within + 2
        end = np.searchsorted(
            events.lane * reach + events.turn, events.lane * reach + events.turn + within, side="right"
        )
    end = np.minimum(end, closes)
    yield from ranges(np.arange(len(events)), np.minimum(begin, end), np.maximum(end - begin, 0))


def events_behind(
    events: Events, first: int, second: int, *, lag: Lag = Lag.CODING, within: int = 1
) -> tuple[IntArray, IntArray]:
    """The pairs behind one cell.

    Args:
        events: What was counted.
        first: Code of the row.
        second: Code of the column.
        lag: As in ``sequences``.
        within: As in ``sequences``.

    Returns:
        Places of the first and of the second of each pair among ``events``, in order; their rows are
        ``events.coding[...]``, their people ``events.participant[...]``.
    """
    found = [
        (one[wanted], other[wanted])
        for one, other in _followed(events, lag, within)
        for wanted in [(events.code[one] == first) & (events.code[other] == second)]
    ]
    none = np.zeros(0, np.int64)
    return np.concatenate([none, *(one for one, _ in found)]), np.concatenate([none, *(other for _, other in found)])
