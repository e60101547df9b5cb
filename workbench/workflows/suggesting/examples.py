"""Which segments stand for a code, and which do not, by its codings and the decisions about it."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebook.suggestion import Decision, Verdict
from transcripts.spans import Span
from workbench.store.readings import text_hash
from workbench.store.suggestion_evidence import Evidence, Marked
from workbench.suggest.pieces import Piece
from workbench.workflows.suggesting.switches import LearnFrom

HALF = 1 / 2
"""A segment counts if a coding covers at least this share of it, or it holds at least this share of the coding."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Segments by what is known of them; places count through all segments of the study.

    Attributes:
        accepted: Place → uuid of the coding that marks it.
        rejected: Place → uuid of the decision that it is none of the code's.
        settled: Places that are not offered (again): coded, or rejected by the coder.
        marked: Transcripts (uuids) in which the coder has the code somewhere.
    """

    accepted: dict[int, str]
    rejected: dict[int, str]
    settled: frozenset[int]
    marked: frozenset[str]


class Segments:
    """All segments of a study, found by where they stand.

    Args:
        pieces: In reading order, those of a transcript one after the other.

    Attributes:
        pieces: As given.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._starts, self._ends = array("q"), array("q")
        self._bounds: dict[str, tuple[int, int]] = {}
        for place, piece in enumerate(pieces):
            self._starts.append(piece.span.start)
            self._ends.append(piece.span.end)
            first, _past = self._bounds.get(piece.transcript, (place, place))
            self._bounds[piece.transcript] = first, place + 1

    def of(self, transcript: str) -> range:
        """Places of the segments of a transcript; none if it has none."""
        return range(*self._bounds.get(transcript, (0, 0)))

    def position(self, place: int) -> int:
        """0, 1, 2 … of a segment in its transcript."""
        return place - self._bounds[self.pieces[place].transcript][0]

    def touched(self, transcript: str, span: Span) -> range:
        """Places of the segments that share a character with a stretch."""
        first, past = self._bounds.get(transcript, (0, 0))
        low = bisect_right(self._ends, span.start, first, past)
        return range(low, max(low, bisect_left(self._starts, span.end, first, past)))

    def exactly(self, transcript: str, span: Span) -> int | None:
        """Place of the segment that stands just there; None if the text is cut otherwise."""
        return next((place for place in self.touched(transcript, span) if self.pieces[place].span == span), None)

    def under(self, transcript: str, span: Span) -> list[tuple[int, int]]:
        """The segments that a coding on a stretch speaks of, each with the characters that they share.

        A segment counts if half of it is covered or it holds half of the stretch. Segments that are context only, such
        as questions, count where nothing else does.
        """
        found = []
        for place in self.touched(transcript, span):
            own = self.pieces[place].span
            shared = min(own.end, span.end) - max(own.start, span.start)
            if shared >= HALF * min(len(own), len(span)):
                found.append((place, shared))
        return [one for one in found if self.pieces[one[0]].candidate] or found

    def again(self, transcript: str, span: Span, digest: str) -> int | None:
        """Place of the segment with these words, the nearest to a stretch; None if the transcript has it no more."""
        own = self.of(transcript)
        near = sorted(own, key=lambda place: abs(self.pieces[place].span.start - span.start))
        return next((place for place in near if text_hash(self.pieces[place].text).hex() == digest), None)


def examples(
    segments: Segments, evidence: Evidence, coder: str, definition: str, *, learn_from: LearnFrom = LearnFrom.OWN
) -> Examples:
    """What codings and decisions say of the segments.

    Args:
        segments: Of the study.
        evidence: Codings of the code and decisions about it.
        coder: uuid of who asks: only what they coded or rejected is not offered again.
        definition: Hash of the code's words; rejections made under others no longer hold.
        learn_from: Whether the others' codings and rejections are examples too.
    """
    own = [one for one in evidence.codings if one.coder == coder]
    learned = own if learn_from is LearnFrom.OWN else evidence.codings
    mine = _rejected(segments, evidence, (one for one in evidence.decisions if one.coder == coder), definition)
    theirs = {} if learn_from is LearnFrom.OWN else _rejected(segments, evidence, evidence.decisions, definition)
    accepted, coded = _accepted(segments, learned), _accepted(segments, own)
    moved = _changed(segments, evidence, coder)
    rejected = {place: uuid for place, uuid in (theirs | mine).items() if place not in accepted}
    return Examples(
        accepted,
        rejected,
        frozenset((*coded, *mine, *moved)),
        frozenset(one.transcript for one in own),
    )


def _accepted(segments: Segments, codings: Iterable[Marked]) -> dict[int, str]:
    """Place → the coding that shares most with it, of the same length the first in the text."""
    best: dict[int, tuple[int, str]] = {}
    for one in codings:
        for place, shared in segments.under(one.transcript, one.span):
            if place not in best or shared > best[place][0]:
                best[place] = (shared, one.uuid)
    return {place: best[place][1] for place in sorted(best)}


def _rejected(segments: Segments, evidence: Evidence, decisions: Iterable[Decision], definition: str) -> dict[int, str]:
    """Place → the newest decision that still holds against it."""
    found: dict[int, str] = {}
    for one in decisions:
        against = one.verdict is Verdict.REJECTED or one.uuid in evidence.elsewhere
        if against and one.definition_hash == definition:
            place = segments.again(one.transcript, one.span, one.text_hash)
            if place is not None:
                found[place] = one.uuid
    return {place: found[place] for place in sorted(found)}


def _changed(segments: Segments, evidence: Evidence, coder: str) -> set[int]:
    """Segments that led to a coding elsewhere in the text which is still there: they have been dealt with."""
    standing = {one.uuid for one in evidence.codings}
    dealt_with = (
        one
        for one in evidence.decisions
        if one.coder == coder and one.verdict is Verdict.CHANGED and one.coding in standing
    )
    places = (segments.again(one.transcript, one.span, one.text_hash) for one in dealt_with)
    return {place for place in places if place is not None}
