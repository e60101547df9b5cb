"""The columns that analysis works on: codings, turns and segments as plain integer arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from codebook.coding import Stance

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Column = Sequence[int] | npt.NDArray[Any]

STANCES: tuple[Stance, ...] = tuple(Stance)
CONTRA = STANCES.index(Stance.CONTRA)
MISSING = -1


@dataclass(frozen=True, slots=True, eq=False)
class Codings:
    """One row per coding; every column has shape (codings,).

    Attributes:
        transcript: Index of the transcript, 0 upwards, in the order in which a participant's transcripts are read.
        coder: Index of the coder.
        code: Index of the code.
        start: First character in the transcript's text.
        end: One past the last character.
        strength: 0 to 3, ``MISSING`` where not set.
        stance: Index into ``STANCES``, ``MISSING`` where not set.
    """

    transcript: IntArray
    coder: IntArray
    code: IntArray
    start: IntArray
    end: IntArray
    strength: IntArray
    stance: IntArray

    @classmethod
    def build(
        cls,
        *,
        transcript: Column,
        code: Column,
        start: Column,
        end: Column,
        coder: Column | None = None,
        strength: Column | None = None,
        stance: Column | None = None,
    ) -> "Codings":
        """Columns from anything that NumPy reads; NaN is ``MISSING``; without coders all are coder 0."""
        rows = len(transcript)
        return cls(
            integers(transcript),
            np.zeros(rows, np.int64) if coder is None else integers(coder),
            integers(code),
            integers(start),
            integers(end),
            np.full(rows, MISSING) if strength is None else integers(strength),
            np.full(rows, MISSING) if stance is None else integers(stance),
        )

    def __len__(self) -> int:
        return len(self.transcript)

    def take(self, rows: IntArray | BoolArray | slice) -> "Codings":
        """The chosen rows, in that order."""
        return Codings(*(getattr(self, name)[rows] for name in self.__slots__))


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Turns or segments: disjoint stretches of the transcripts; every column has shape (stretches,).

    Attributes:
        transcript: Index of the transcript.
        start: First character in the transcript's text.
        end: One past the last character.
        participant: Index of the participant who speaks, ``MISSING`` for interviewers, headings and unknown speakers.
    """

    transcript: IntArray
    start: IntArray
    end: IntArray
    participant: IntArray

    @classmethod
    def build(cls, *, transcript: Column, start: Column, end: Column, participant: Column | None = None) -> "Stretches":
        """Columns from anything that NumPy reads, brought into text order."""
        text, first, last = integers(transcript), integers(start), integers(end)
        who = np.full(len(text), MISSING) if participant is None else integers(participant)
        order = np.lexsort((first, text))
        return cls(text[order], first[order], last[order], who[order])

    def __len__(self) -> int:
        return len(self.transcript)

    def take(self, rows: BoolArray) -> "Stretches":
        """The chosen rows, still in text order."""
        return Stretches(*(getattr(self, name)[rows] for name in self.__slots__))


def integers(column: Column) -> IntArray:
    """A column as 64-bit integers, NaN as ``MISSING``."""
    values = np.asarray(column)
    if values.dtype.kind == "f":
        values = np.where(np.isnan(values), MISSING, values)
    return values.astype(np.int64)


def offsets(tables: Iterable[Codings | Stretches]) -> IntArray:
    """Where each transcript begins when all are laid end to end, and where the last one ends: shape (transcripts + 1,).

    A free character stands between two transcripts, so that stretches of different transcripts never touch.
    """
    tables = tuple(tables)
    count = max((int(table.transcript.max()) + 1 for table in tables if len(table)), default=0)
    length = np.zeros(count, np.int64)
    for table in tables:
        np.maximum.at(length, table.transcript, table.end)
    return np.concatenate(([0], np.cumsum(length + 1)))
