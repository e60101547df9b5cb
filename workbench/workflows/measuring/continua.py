"""Continua on which the codes of a branch exclude each other, swept once for all measures and all pairs of coders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import BoolArray, FloatArray
from workbench.analysis.continua import Continua, Joining
from workbench.analysis.continua_units import Units
from workbench.analysis.unitizing import WHOLE, Family, Unitized, Unitizing
from workbench.workflows.measuring.ground import Branch, Ground
from workbench.workflows.measuring.taking import Fixed, Pair

U, BAR_U, CU, COVERAGE = range(len(WHOLE))


def family(ground: Ground, branch: Branch, pair: Pair | None) -> Family | None:
    """The figures of all coders or of two; None where spans of theirs overlap."""
    found = told_apart(ground, branch)
    if found is not None:
        return found.family(pair)
    if pair is None:
        return None
    # Two coders whose own spans do not overlap are not in the way of a third whose spans do.
    alone = told_apart(ground.pair(*pair), branch)
    return alone.family() if alone else None


def told_apart(ground: Ground, branch: Branch) -> Unitizing | None:
    """None where a coder's spans of different codes of the branch overlap."""
    found, overlapping = _swept(ground, branch)
    return None if overlapping.any() else found


def overlapping(ground: Ground, branch: Branch, columns: Sequence[int]) -> "Overlapping":
    """Figures of all coders on a branch whose codes overlap somewhere: those of the transcripts where they do not."""
    found, where = _swept(ground, branch)
    return Overlapping(ground.transcripts, [undefined(Reason.CODES_OVERLAP)] * len(columns), found, where, columns)


def _swept(ground: Ground, branch: Branch) -> tuple[Unitizing, BoolArray]:
    """The transcripts on which no coder's spans of different codes overlap, and which the others are."""

    def make() -> tuple[Unitizing, BoolArray]:
        codings, of = ground.standing_for([branch])
        values = max(1, len(of))
        units = Units(codings.transcript, codings.coder, codings.code, codings.start, codings.end)
        units = units.united(values, touching=False).ordered()
        where = np.zeros(ground.transcripts, bool)
        where[units.transcript[units.overlapping()]] = True
        continua = Continua.build(
            codings.take(~where[codings.transcript]) if where.any() else codings,
            lengths=ground.lengths,
            read=ground.read,
            value_of=ground.places(len(of)),
            values=values,
            joining=Joining.OVERLAPS,
        )
        return Unitizing(continua), where

    return ground.kept(("told apart", ground.key_of([branch])), make)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Some figures of a family; implements ``Taken``.

    Attributes:
        family: Whose.
        picked: Which of its columns.
    """

    family: Family
    picked: Sequence[int]

    @property
    def parts(self) -> FloatArray:
        """What each transcript adds."""
        return self.family.parts

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """The figures picked."""
        return np.asarray(self.family.evaluate(totals)[..., list(self.picked)])

    def figures(self) -> list[Coefficient]:
        """Each figure over all transcripts."""
        return self._told(self.family.figures())

    def per_transcript(self) -> list[list[Coefficient]]:
        """Each figure of each transcript."""
        return [self._told(self.family.of_transcript(text)) for text in range(len(self.parts))]

    def _told(self, found: Unitized) -> list[Coefficient]:
        flat = (found.u, found.bar_u, found.cu, found.coverage, *found.k, *found.k_coverage)
        return [flat[at] for at in self.picked]


@dataclass(frozen=True, slots=True, eq=False)
class Overlapping(Fixed):
    """Figures that are undefined over all transcripts, since codes overlap in some of them; implements ``Taken``.

    Attributes:
        unitizing: Of the other transcripts.
        where: In which transcripts codes overlap, shape (transcripts,).
        columns: Which figures of the family these are.
    """

    unitizing: Unitizing
    where: BoolArray
    columns: Sequence[int]

    def per_transcript(self) -> list[list[Coefficient]]:
        """Each figure of each transcript where codes do not overlap; the reason for none elsewhere."""
        told = Columns(self.unitizing.family(), self.columns).per_transcript()
        return [list(self.found) if lost else own for lost, own in zip(self.where.tolist(), told, strict=True)]


class Told(Protocol):
    """A family whose figures are told over all transcripts, or of one."""

    @property
    def parts(self) -> FloatArray:
        """What each transcript adds."""

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """Its figures."""


@dataclass(frozen=True, slots=True, eq=False)
class Picked:
    """Some columns of any family, by how it tells them; implements ``Taken``.

    Attributes:
        family: Whose.
        columns: Which of its columns.
        whole: Tells the figures over all transcripts.
        of_transcript: Tells those of one.
    """

    family: Told
    columns: Sequence[int]
    whole: Callable[[], list[Coefficient]]
    of_transcript: Callable[[int], list[Coefficient]]

    @property
    def parts(self) -> FloatArray:
        """What each transcript adds."""
        return self.family.parts

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """The columns picked."""
        return np.asarray(self.family.evaluate(totals)[..., list(self.columns)])

    def figures(self) -> list[Coefficient]:
        """Each figure over all transcripts."""
        return self.whole()

    def per_transcript(self) -> list[list[Coefficient]]:
        """Each figure of each transcript."""
        return [self.of_transcript(text) for text in range(len(self.parts))]
