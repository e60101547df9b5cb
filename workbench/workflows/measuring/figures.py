"""Figures of agreement: each measure of each thing, with its interval and what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import groupby
from typing import Any, cast

import numpy as np

from codebook.code import Code
from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.intervals import Interval, bootstrap, jackknife
from workbench.analysis.resampling import SEED
from workbench.workflows.measuring.ground import Branch, Ground
from workbench.workflows.measuring.measure import Coders, Measure
from workbench.workflows.measuring.taking import Fixed, Pair, Piece, Take

#: With fewer codings than these of a coder, in the mean, a code has no interval.
FEWEST_CODINGS = 5
DRAWS = 2_000
#: The bootstrap of pairs of ratings, by name: for comparison with programs that print nothing else.
BY_PAIRS = "hayes-krippendorff"
METHODS = ("jackknife", "bootstrap", BY_PAIRS, "none")


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals are made.

    Attributes:
        method: One of ``METHODS``: transcripts are left out in turn, drawn again, pairs of ratings are drawn again, or
            nothing is made.
        seed: What makes the same draws again.
        draws: Of either bootstrap.
    """

    method: str = "jackknife"
    seed: int = SEED
    draws: int = DRAWS

    @property
    def draws_any(self) -> bool:
        """Whether anything is drawn, so that the seed matters."""
        return self.method in ("bootstrap", BY_PAIRS)

    @property
    def by_pairs(self) -> bool:
        """Whether pairs of ratings are drawn, not transcripts: bounds that are too narrow for text."""
        return self.method == BY_PAIRS


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one thing.

    Attributes:
        measure: Name of the measure.
        coefficient: The number, or why there is none.
        interval: How sure it is, None where that cannot be told or was not asked for.
        unsure: Why there is no interval although there is a number and one was asked for.
        coverage: Share of the text, or of what carries the code, that the figure rests on; None where it rests on all.
        variant: Whether sources differ on it for that many coders.
    """

    measure: str
    coefficient: Coefficient
    interval: Interval | None = None
    unsure: Reason | None = None
    coverage: float | None = None
    variant: bool = False

    @property
    def value(self) -> float | None:
        """The number, None where it is undefined."""
        return self.coefficient.value

    @property
    def low(self) -> float | None:
        """Lower bound of the interval."""
        return self.interval.low if self.interval else None

    @property
    def high(self) -> float | None:
        """Upper bound of the interval."""
        return self.interval.high if self.interval else None


Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one thing.

    Attributes:
        about: A code, or several of them together.
        figures: By name of the measure: of all coders on all transcripts.
        pairs: The same of every two coders, by their places.
        transcripts: The same of each transcript, in their order; without intervals.
    """

    about: Code | Branch
    figures: Figures = field(default_factory=dict)
    pairs: Mapping[Pair, Figures] = field(default_factory=dict)
    transcripts: tuple[Figures, ...] = ()


@dataclass(slots=True)
class _Filled:
    """A line while it is being filled."""

    figures: dict[str, Figure]
    pairs: dict[Pair, dict[str, Figure]]
    transcripts: tuple[dict[str, Figure], ...]


def lines(
    ground: Ground,
    things: Sequence[Code] | Sequence[Branch],
    wanted: Sequence[Measure],
    how: Resampling,
    *,
    texts: bool = False,
    pairs: bool = True,
) -> tuple[Line, ...]:
    """Take measures of things.

    Args:
        ground: What is measured on.
        things: Codes, or branches.
        wanted: Measures that can speak of them.
        how: How intervals are made.
        texts: Whether to take them of each transcript as well, which takes long for many things.
        pairs: Whether the figures of every two coders have intervals as well, where there are more coders than two;
            that takes long for many things.
    """
    if not things:
        return ()
    count = ground.transcripts if texts else 0
    filled = [_Filled({}, {}, tuple({} for _text in range(count))) for _thing in things]
    compared = ground.coders > 1 and ground.transcripts > 0
    if not compared or not ground.codes:
        none = undefined(Reason.NOT_USED if compared else Reason.TWO_CODERS)
        nothing = _Filled({one.name: Figure(one.name, none) for one in wanted}, {}, ())
        return tuple(_line(thing, nothing) for thing in things)
    sparse = _sparse(ground, things)
    for piece, measure in _pieces(ground, things, wanted):
        bounded = how if pairs or piece.pairs is None else Resampling("none")
        _fill(filled, piece, measure, bounded, sparse, ground)
        if texts and piece.pairs is None:
            _fill_transcripts(filled, piece, measure, variant=measure.variant and ground.coders > 2)
    for measure in wanted:
        if measure.coders is Coders.TWO and ground.coders > 2:
            _only_pairs(filled, measure)
    return tuple(_line(things[at], one) for at, one in enumerate(filled))


def _line(thing: Code | Branch, filled: _Filled) -> Line:
    return Line(thing, filled.figures, filled.pairs, filled.transcripts)


def _pieces(ground: Ground, things: Sequence[Any], wanted: Sequence[Measure]) -> Iterator[tuple[Piece, Measure]]:
    """Family by family: of all coders, then of every two where there are more."""
    known = {one.name: one for one in wanted}
    for family, members in groupby(wanted, key=lambda one: one.family):
        module = import_module(f"workbench.workflows.measuring.{family}")
        mine = list(members)
        together = [one.name for one in mine if one.coders is not Coders.TWO or ground.coders == 2]
        for piece in cast(Take, module.take)(ground, things, together) if together else ():
            yield piece, known[piece.measure]
        if ground.coders > 2:
            for piece in cast(Take, module.take_pairs)(ground, things, [one.name for one in mine]):
                yield piece, known[piece.measure]
            ground.forget("pair")


def _fill(
    filled: Sequence[_Filled], piece: Piece, measure: Measure, how: Resampling, sparse: Sequence[bool], ground: Ground
) -> None:
    found = piece.taken.figures()
    bounds = _bounds(piece, measure, how, ground)
    coverage = piece.coverage.figures() if piece.coverage else None
    variant = measure.variant and ground.coders > 2 and piece.pairs is None
    for at, (place, coefficient) in enumerate(zip(piece.places, found, strict=True)):
        bound = Reason.FEW_CODINGS if sparse[place] and how.method != "none" else bounds[at] if bounds else None
        sure = bound if isinstance(bound, Interval) and coefficient.value is not None else None
        unsure = bound if isinstance(bound, Reason) and coefficient.value is not None else None
        covered = coverage[at].value if coverage else None
        figure = Figure(measure.name, coefficient, sure, unsure, covered, variant)
        if piece.pairs is None:
            filled[place].figures[measure.name] = figure
        else:
            filled[place].pairs.setdefault(piece.pairs[at], {})[measure.name] = figure


def _bounds(piece: Piece, measure: Measure, how: Resampling, ground: Ground) -> list[Interval | Reason] | None:
    if how.by_pairs:
        made = piece.by_pairs(draws=how.draws, seed=how.seed) if piece.by_pairs else None
        return made or [Reason.NO_RATINGS] * len(piece.places)
    if isinstance(piece.taken, Fixed):
        return None if how.method == "none" else [Reason.NO_SUM] * len(piece.places)
    # A transcript on which nobody gave a code was compared as well: it counts, whatever else is measured besides.
    compared = ground.shared
    if piece.pairs is not None:
        compared = np.stack([ground.read[:, list(pair)].all(axis=1) for pair in piece.pairs], axis=1)
    if how.method == "jackknife":
        return jackknife(piece.taken, lowest=measure.lowest, compared=compared)
    if how.method == "bootstrap":
        return bootstrap(piece.taken, draws=how.draws, seed=how.seed, compared=compared)
    return None


def _fill_transcripts(filled: Sequence[_Filled], piece: Piece, measure: Measure, *, variant: bool) -> None:
    coverage = piece.coverage.per_transcript() if piece.coverage else None
    for text, found in enumerate(piece.taken.per_transcript()):
        for at, (place, coefficient) in enumerate(zip(piece.places, found, strict=bool(found))):
            covered = coverage[text][at].value if coverage else None
            filled[place].transcripts[text][measure.name] = Figure(
                measure.name, coefficient, None, None, covered, variant
            )


def _only_pairs(filled: Sequence[_Filled], measure: Measure) -> None:
    none = Figure(measure.name, undefined(Reason.ONLY_PAIRS))
    for one in filled:
        one.figures[measure.name] = none
        for text in one.transcripts:
            text[measure.name] = none


def _sparse(ground: Ground, things: Sequence[Any]) -> list[bool]:
    """Which codes are in use, but so rarely that an interval would rest on nothing."""
    _row, value, of = ground.values_of(things)
    count = np.bincount(of[value], minlength=len(things))
    return [bool(0 < number < FEWEST_CODINGS * ground.coders) for number in count.tolist()]
