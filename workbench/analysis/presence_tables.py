"""Presence of codes on segments, counted once for all codes, pairs of coders and transcripts.

A segment carries a code for a coder, as in ``presence``, when a coding of it shares at least one character with it.
A coder who read a transcript and marked nothing found nothing, which counts; a coder who did not read it is missing
there. Within a transcript the readers of every segment are the same, so the tables of all pairs of coders hold all that
any coefficient needs, and only segments that somebody marked are ever looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from workbench.analysis.code_units import marks_of
from workbench.analysis.columns import BoolArray, Codings, FloatArray, IntArray, Stretches, offsets
from workbench.analysis.distances import Between
from workbench.analysis.sums import along, ratio
from workbench.analysis.sweeps import distinct, runs, spread, touched

ABSENT, PRESENT = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class PresenceTables:
    """What coders found, by transcript and figure (code, or code and pair of coders); implements ``Tally``.

    Attributes:
        single: Segments that each coder left and marked, 0 where the transcript was not read, shape (transcripts,
            figures, coders, 2).
        both: The table of every two coders over the segments of transcripts that both read, shape (transcripts,
            figures, pairs, 2, 2).
        anybody: Segments that some reader marked, shape (transcripts, figures).
        everybody: Segments that all readers marked, shape (transcripts, figures).
        segments: Of each transcript, shape (transcripts,).
        readers: How many of the coders read each transcript, shape (transcripts, figures).
    """

    single: FloatArray
    both: FloatArray
    anybody: FloatArray
    everybody: FloatArray
    segments: FloatArray
    readers: FloatArray

    @property
    def coders(self) -> int:
        """How many are compared."""
        return int(self.single.shape[2])

    @property
    def values(self) -> int:
        """Absent and present."""
        return 2

    @property
    def marked(self) -> FloatArray:
        """How often each code was found, by all coders together: shape (transcripts, figures)."""
        return np.asarray(along(self.single[..., PRESENT], 2))

    @property
    def shared(self) -> FloatArray:
        """Segments that two coders or more read: shape (transcripts, figures)."""
        return np.where(self.readers > 1, self.segments[:, None], 0.0)

    @property
    def prevalence(self) -> FloatArray:
        """Share of what was read that was marked, of each figure: no coefficient is to be read without it."""
        marked = self.marked.sum(axis=0)
        read = self.single.sum(axis=(0, 2, 3))
        return ratio(marked, read)

    def take(self, figures: Sequence[int] | IntArray) -> "PresenceTables":
        """Some figures, such as codes, alone."""
        at = np.asarray(figures, np.int64)
        return PresenceTables(
            single=self.single[:, at],
            both=self.both[:, at],
            anybody=self.anybody[:, at],
            everybody=self.everybody[:, at],
            segments=self.segments,
            readers=self.readers[:, at],
        )

    def pairwise(self) -> "PresenceTables":
        """Every two coders by themselves: figures are code · pairs + pair, pairs in the order of ``combinations``."""
        transcripts, codes, pairs = self.both.shape[:3]
        both = self.both.reshape(transcripts, codes * pairs, 1, 2, 2)
        table = both[:, :, 0]
        single = np.stack((along(table, 3), along(table, 2)), axis=2)
        every = along(single[:, :, 0], 2)
        anybody, read = every - table[..., ABSENT, ABSENT], every > 0
        everybody = table[..., PRESENT, PRESENT]
        return PresenceTables(single, both, anybody, everybody, self.segments, np.where(read, 2.0, 0.0))

    def agreeing(self) -> FloatArray:
        """Sum over shared segments of the share of coder pairs that agree."""
        alike = along(self.both[..., ABSENT, ABSENT] + self.both[..., PRESENT, PRESENT], 2)
        return np.asarray(alike / np.maximum(1.0, self.readers * (self.readers - 1) / 2))

    def beside(self, value: int) -> FloatArray:
        """The same, and the segments, without those on which every reader's answer is this value: shape (..., 2)."""
        others = self.anybody if value == ABSENT else self.segments[:, None] - self.everybody
        used = np.where(self.readers > 1, others, 0.0)
        agreeing = np.where(self.readers > 1, self.agreeing() - (self.shared - used), 0.0)
        return np.stack((agreeing, used), axis=-1)

    def shares(self) -> FloatArray:
        """Sum over all segments read of the share of readers with each answer: shape (..., 2)."""
        return np.asarray(along(self.single, 2) / np.maximum(1.0, self.readers)[..., None])

    def given(self) -> FloatArray:
        """How often each answer was given on shared segments: shape (..., 2)."""
        return np.asarray(along(self.single, 2) * (self.readers > 1)[..., None])

    def disagreement(self, between: Between) -> FloatArray:
        """Sum over shared segments of the distances of ordered pairs, weighted 1 / (readers - 1)."""
        squared = between.of(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])).reshape(2, 2)
        return np.asarray(along(along(self.coincidences() * squared, 3), 2))

    def coincidences(self) -> FloatArray:
        """Krippendorff's coincidence matrix: shape (..., 2, 2)."""
        table = along(self.both, 2) / np.maximum(1.0, self.readers - 1)[..., None, None]
        return np.asarray(table + np.swapaxes(table, 2, 3))

    def by_coder(self) -> FloatArray:
        """How often each coder gave each answer: shape (..., coders, 2)."""
        return self.single

    def pairs(self) -> FloatArray:
        """The table of every two coders on the segments that both read: shape (..., pairs, 2, 2)."""
        return self.both

    def specific(self, value: int) -> FloatArray:
        """Ordered pairs that agree on an answer, and answers times others of the segment: shape (..., 2)."""
        alike = 2 * along(self.both[..., value, value], 2)
        return np.stack((alike, along(self.single[..., value], 2) * np.maximum(0.0, self.readers - 1)), axis=-1)

    def decisions(self, blank: int) -> FloatArray:
        """Holsti's 2A and N1 + N2 over the segments that both of a pair read: shape (..., 2)."""
        return np.asarray(sum(self.specific(value) for value in (ABSENT, PRESENT) if value != blank))


def presence_tables(
    codings: Codings,
    segments: Stretches,
    *,
    coders: Sequence[int],
    theme_of: IntArray,
    themes: int,
    read: BoolArray | None = None,
) -> PresenceTables:
    """Count who found which code on which segments.

    Args:
        codings: Codings of coders who did not read a transcript, or who are not compared, are left out.
        segments: Of every transcript that is compared; disjoint, in text order.
        coders: Their indices; their places follow this order.
        theme_of: Shape (codes,): the code that a code counts for at the chosen level, ``MISSING`` to leave it out.
        themes: How many codes are compared.
        read: Which transcripts each of ``coders`` read to the end, shape (transcripts, coders); all by default.
    """
    if read is None:
        read = np.ones((_last(codings, segments), len(coders)), bool)
    group, row = _marks(codings, segments, coders=coders, theme_of=theme_of, themes=themes, read=read)
    shape = (len(read), themes)
    count = np.bincount(segments.transcript, minlength=len(read)).astype(np.float64)
    single = [_tally(group, row[:, at], shape) for at in range(len(coders))]
    both = [_tally(group, row[:, i] & row[:, j], shape) for i, j in combinations(range(len(coders)), 2)]
    tables = [
        _table(single[i], single[j], shared, np.where(read[:, i] & read[:, j], count, 0.0)[:, None])
        for (i, j), shared in zip(combinations(range(len(coders)), 2), both, strict=True)
    ]
    left = [np.where(read[:, at], count, 0.0)[:, None] - mine for at, mine in enumerate(single)]
    most = read.sum(axis=1)[group // max(1, themes)]
    everybody = np.asarray(row.sum(axis=1) == most)
    return PresenceTables(
        single=_stack([np.stack(pair, axis=-1) for pair in zip(left, single, strict=True)], (*shape, 0, 2)),
        both=_stack(tables, (*shape, 0, 2, 2)),
        anybody=_tally(group, np.ones(len(group), bool), shape),
        everybody=_tally(group, everybody, shape),
        segments=count,
        readers=np.repeat(read.sum(axis=1).astype(np.float64)[:, None], themes, axis=1),
    )


def _last(codings: Codings, segments: Stretches) -> int:
    return max((int(table.transcript.max()) + 1 for table in (codings, segments) if len(table)), default=0)


def _marks(
    codings: Codings, segments: Stretches, *, coders: Sequence[int], theme_of: IntArray, themes: int, read: BoolArray
) -> tuple[IntArray, BoolArray]:
    """Transcript · themes + theme of every segment that somebody marked, and who did, shape (marked, coders)."""
    rows, theme, row = marks_of(codings, coders=coders, theme_of=theme_of, read=read)
    codings, origin = codings.take(rows), offsets((codings, segments))
    coding, segment = spread(*touched(codings, segments, origin))
    width = max(1, len(coders))
    place, coder = np.divmod(distinct((segment * themes + theme[coding]) * width + row[coding]), width)
    heads = runs(place)
    marked = np.zeros((len(heads), len(coders)), bool)
    marked[np.repeat(np.arange(len(heads)), np.diff(np.append(heads, len(place)))), coder] = True
    at, code = np.divmod(place[heads], max(1, themes))
    return segments.transcript[at] * themes + code, marked


def _tally(group: IntArray, marked: BoolArray, shape: tuple[int, int]) -> FloatArray:
    return np.bincount(group[marked], minlength=shape[0] * shape[1]).astype(np.float64).reshape(shape)


def _table(first: FloatArray, second: FloatArray, shared: FloatArray, count: FloatArray) -> FloatArray:
    """Two coders' table, shape (transcripts, figures, 2, 2); nothing where one of them did not read (count 0)."""
    first, second = np.where(count > 0, first, 0.0), np.where(count > 0, second, 0.0)
    neither = count - first - second + shared
    rows = np.stack((neither, second - shared), axis=-1), np.stack((first - shared, shared), axis=-1)
    return np.stack(rows, axis=-2)


def _stack(arrays: list[FloatArray], empty: tuple[int, ...]) -> FloatArray:
    return np.stack(arrays, axis=2) if arrays else np.zeros(empty)
