"""Which codes go together: on the same segment, overlapping, within some turns, or with the same participant.

Each of the first three is a line of units (segments, characters, windows of turns) on which every coding covers a
stretch; two codings go together where their stretches share a unit. So all three are counted by one sweep.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbench.analysis.columns import MISSING, BoolArray, Codings, FloatArray, IntArray, Stretches, offsets
from workbench.analysis.crossings import count_pairs, pairs_of, shared_units
from workbench.analysis.sweeps import merge, touched


class Relation(StrEnum):
    """What "together" means."""

    SEGMENT = "segment"
    OVERLAP = "overlap"
    NEAR = "near"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Codings as stretches of units; every column has shape (codings,).

    Attributes:
        relation: What sharing a unit means.
        code: Index of the code (or of the theme that it counts for), ``MISSING`` for those to be left out.
        start: First unit of the coding.
        end: One past the last; equal to ``start`` where the coding covers no unit.
        units: Units in all: segments, characters, or windows of turns.
    """

    relation: Relation
    code: IntArray
    start: IntArray
    end: IntArray
    units: int


def by_segment(codings: Codings, segments: Stretches, *, code: IntArray | None = None) -> Line:
    """Codings on a line of segments: one character in common is enough to cover a segment.

    Args:
        codings: Of one coder or of the consensus: codings of several coders would be paired with each other too.
        segments: Of all texts that were read, disjoint and in text order.
        code: Shape (codings,): what each counts for, by default its code.
    """
    first, last = touched(codings, segments, offsets((codings, segments)))
    return Line(Relation.SEGMENT, codings.code if code is None else code, first, last, len(segments))


def by_overlap(codings: Codings, length: int, *, code: IntArray | None = None) -> Line:
    """Codings on a line of characters; codings that touch without a character in common do not overlap.

    Args:
        codings: As in ``by_segment``.
        length: Characters of all texts that were read.
        code: As in ``by_segment``.
    """
    begin = offsets((codings,))[codings.transcript]
    chosen = codings.code if code is None else code
    return Line(Relation.OVERLAP, chosen, begin + codings.start, begin + codings.end, length)


def by_distance(codings: Codings, turns: Stretches, within: int, *, code: IntArray | None = None) -> Line:
    """Codings on a line of windows, each of ``within`` + 1 turns in a row, one beginning at every turn of a transcript.

    Two codings share a window exactly when no more than ``within`` steps lead from a turn of the one to a turn of the
    other; 0 asks for the same turn. A transcript with fewer turns than a window takes is one window. Turns of all
    speakers count.

    Args:
        codings: As in ``by_segment``.
        turns: Of all texts that were read, of everybody, in text order.
        within: Turns, 0 or more.
        code: As in ``by_segment``.
    """
    first, last = touched(codings, turns, offsets((codings, turns)))
    texts = max((int(table.transcript.max()) + 1 for table in (codings, turns) if len(table)), default=0)
    number = np.bincount(turns.transcript, minlength=texts)
    before, windows = np.cumsum(number) - number, np.maximum(number - within, np.minimum(number, 1))
    opening = (np.cumsum(windows) - windows)[codings.transcript]
    in_text, latest = before[codings.transcript], np.maximum(windows - 1, 0)[codings.transcript]
    start = opening + np.clip(first - in_text - within, 0, latest)
    end = opening + np.minimum(last - 1 - in_text, latest) + 1
    return Line(
        Relation.NEAR,
        codings.code if code is None else code,
        start,
        np.where(last > first, end, start),
        int(windows.sum()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Cooccurrence:
    """Pairs of codes; matrices have shape (codes, codes) and are symmetric.

    Attributes:
        relation: What "together" means.
        count: What is printed: for ``OVERLAP`` and ``NEAR`` pairs of codings (on the diagonal, pairs of two codings of
            the same code), for ``SEGMENT`` and ``PARTICIPANT`` the same as ``both``.
        both: Units that carry both codes: characters, windows of turns, segments, or participants. On the diagonal
            the units that carry the code at all.
        units: Units in all.
    """

    relation: Relation
    count: IntArray
    both: IntArray
    units: int

    @property
    def jaccard(self) -> FloatArray:
        """Units with both codes / units with either (Jaccard 1901): 0 to 1, NaN where neither is used."""
        own = self.both.diagonal()
        either = own[:, None] + own - self.both
        return _divided(self.both, either)

    @property
    def pmi(self) -> FloatArray:
        """Pointwise mutual information (Church & Hanks 1990), in bits: log2 of units with both x all / product of each.

        0 where the codes meet as often as if they knew nothing of each other. NaN where they never meet.
        """
        own = self.both.diagonal().astype(np.float64)
        ratio = _divided(self.both.astype(np.float64) * self.units, own[:, None] * own)
        bits = np.full(ratio.shape, np.nan)
        np.log2(ratio, out=bits, where=ratio > 0)
        return bits


def _divided(part: IntArray | FloatArray, whole: IntArray | FloatArray) -> FloatArray:
    share = np.full(part.shape, np.nan)
    np.divide(part, whole, out=share, where=whole > 0)
    return share


def cooccurrence(line: Line, codes: int) -> Cooccurrence:
    """Count which codes go together on a line of units.

    The cost grows with the pairs of codings that meet, never with the length of the texts; a million codings with
    eleven million pairs take a fraction of a second and some 60 MB.

    Args:
        line: From ``by_segment``, ``by_overlap`` or ``by_distance``.
        codes: How many codes there are.
    """
    here = np.flatnonzero((line.code != MISSING) & (line.end > line.start))
    code, start, end = line.code[here], line.start[here], line.end[here]
    both = shared_units(*merge(code, start, end), codes)
    count = both if line.relation is Relation.SEGMENT else count_pairs(code, start, end, codes)
    return Cooccurrence(line.relation, count, both, line.units)


def by_participant(present: BoolArray) -> Cooccurrence:
    """Count which codes the same participants have.

    Args:
        present: Shape (codes, participants): whether the participant's words carry the code.
    """
    having = present.astype(np.float32)
    both = np.rint(having @ having.T).astype(np.int64)
    return Cooccurrence(Relation.PARTICIPANT, both, both, present.shape[1])


def rows_behind(line: Line, first: int, second: int) -> tuple[IntArray, IntArray]:
    """The pairs of codings behind one cell; on the diagonal of ``SEGMENT`` the code's codings stand behind it as well.

    For ``PARTICIPANT`` there is no line: the passages are those of the participants who have both codes
    (``np.flatnonzero(present[first] & present[second])``).

    Args:
        line: What was counted.
        first: Code of the row.
        second: Code of the column; may be the same.

    Returns:
        Rows of the codings of the first code and of those of the second, one entry per pair, in text order.
    """
    return pairs_of(line.code, line.start, line.end, first, second)
