"""Random units, as like the coders' own as chance makes them: what the disorder of an alignment is compared with.

This is the *statistical sampler*, as in pygamma-agreement (Titeux & Riad 2021): each random coder gets a number of
units, gaps and lengths from normal distributions with the mean and standard deviation of those observed, and categories
by their observed frequency. The first gap of a coder is the one from the beginning of the text; one gap of 0 is added,
so that there is always one. γ depends on the sampler: another one, such as shuffling, gives other values.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.columns import FloatArray
from workbench.analysis.gamma_alignment import Units


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """What random units of one text are drawn from.

    Attributes:
        coders: How many there are.
        count: Mean and standard deviation of the units per coder.
        gap: Of the gaps between a coder's units, negative where they overlap.
        length: Of the lengths.
        shares: How often each category is given, in sum 1.
        fingerprint: Of the units.
    """

    coders: int
    count: tuple[float, float]
    gap: tuple[float, float]
    length: tuple[float, float]
    shares: FloatArray
    fingerprint: int

    def random(self, seed: int) -> np.random.Generator:
        """The same draws for the same units and seed, whatever stands before them in the study."""
        return np.random.default_rng([seed, self.fingerprint])

    def draw(self, random: np.random.Generator) -> list[Units]:
        """Units of random coders, at least one in all."""
        drawn: list[Units] = []
        for _coder in range(self.coders):
            count = abs(int(random.normal(*self.count)))
            drawn.append(self._units(max(1, count) if not any(map(len, drawn)) else count, random))
        return drawn

    def _units(self, count: int, random: np.random.Generator) -> Units:
        gaps, lengths = random.normal(*self.gap, count), np.abs(random.normal(*self.length, count))
        lengths = np.where(lengths > 0, lengths, self.length[0])
        end = np.cumsum(gaps + lengths)
        return Units(end - lengths, end, random.choice(len(self.shares), count, p=self.shares))


def canonical(units: Sequence[Units]) -> tuple[list[Units], list[int]]:
    """The same units, whatever coders and codes are called, so that no order makes a difference to what is drawn.

    Returns:
        The units by place, coders by what they gave, and categories numbered by where they were given; and what each
        of these numbers was before.
    """
    places: dict[int, list[tuple[float, float]]] = {}
    for one in units:
        for start, end, code in zip(one.start.tolist(), one.end.tolist(), one.category.tolist(), strict=True):
            places.setdefault(code, []).append((start, end))
    codes = sorted(places, key=lambda code: sorted(places[code]))
    names = np.zeros(max(codes, default=0) + 1, np.int64)
    names[codes] = np.arange(len(codes))
    ordered = [_by_place(Units(one.start, one.end, names[one.category])) for one in units]
    return sorted(ordered, key=_bytes), codes


def habits(units: Sequence[Units]) -> Habits:
    """What random units are drawn from; the units come as from ``canonical``, and there is at least one."""
    gaps = [0.0]
    for one in units:
        gaps.extend((one.start[1:] - one.end[:-1]).tolist())
        gaps.extend(one.start[:1][one.start[:1] > 0].tolist())
    given = np.bincount(np.concatenate([one.category for one in units]))
    return Habits(
        coders=len(units),
        count=_spread([len(one) for one in units]),
        gap=_spread(gaps),
        length=_spread(np.concatenate([one.end - one.start for one in units])),
        shares=given / given.sum(),
        fingerprint=int.from_bytes(hashlib.sha256(b"|".join(map(_bytes, units))).digest()[:8], "big"),
    )


def _by_place(units: Units) -> Units:
    order = np.lexsort((units.category, units.end, units.start))
    return Units(units.start[order], units.end[order], units.category[order])


def _bytes(units: Units) -> bytes:
    return np.stack((units.start, units.end, units.category)).astype(np.float64).tobytes()


def _spread(values: Sequence[float] | FloatArray) -> tuple[float, float]:
    return float(np.mean(values)), float(np.std(values))
