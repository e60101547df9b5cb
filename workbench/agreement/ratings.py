"""Plain ratings, read into arrays: lists, tuples, NumPy arrays and pandas frames, of numbers or of names."""

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, cast

import numpy as np

from transcripts.i18n import _
from workbench.analysis.columns import MISSING, BoolArray, FloatArray, IntArray
from workbench.analysis.units import Units
from workbench.errors import AnalysisError

#: Rows of ratings: anything that gives rows, each of values; also a NumPy array or a pandas frame.
Ratings = Any


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """Ratings as places of values.

    Attributes:
        values: What the places stand for.
        place: Which value each coder gave each unit, ``MISSING`` for none, shape (coders, units).
        weight: How many units each column stands for.
    """

    values: tuple[Hashable, ...]
    place: IntArray
    weight: FloatArray

    @property
    def units(self) -> Units:
        """As one text."""
        columns = self.place.shape[1]
        return Units(self.place, self.weight, np.zeros(columns, np.int64), (1, 1), max(1, len(self.values)))

    @property
    def matrix(self) -> FloatArray:
        """Places as numbers, missing as NaN, each column as often as it weighs."""
        places = np.where(self.place == MISSING, np.nan, self.place)
        return np.repeat(places, self.weight.astype(np.int64), axis=1)

    def place_of(self, value: Hashable) -> int:
        """Where a value stands; ``MISSING`` where nobody gave it."""
        return self.values.index(value) if value in self.values else MISSING


def read(ratings: Ratings, *, by_unit: bool = False, weight: Sequence[float] | None = None) -> Read:
    """Ratings of any values.

    Args:
        ratings: One row per coder; missing is None, NaN or pandas' NA.
        by_unit: Rows are units, and columns coders.
        weight: How many units each unit of the ratings stands for.

    Raises:
        AnalysisError: Rows of different length, values that are lists or sets, weights that do not fit.
    """
    rows = _rows(ratings, by_unit)
    given = {value for row in rows for value in row if value is not None}
    values = tuple(sorted(given, key=_order))
    where = {value: at for at, value in enumerate(values)}
    place = np.array([[MISSING if value is None else where[value] for value in row] for row in rows], np.int64)
    place = place.reshape(len(rows), len(rows[0]) if rows else 0)
    return Read(values, place, _weights(weight, place.shape[1]))


def numbers_of(values: Sequence[Hashable], *, order: Sequence[Hashable] | None, level: str) -> FloatArray:
    """Values as numbers, or as ranks of a given order, for levels of measurement above nominal."""
    if order is not None:
        ranks = {value: rank for rank, value in enumerate(order)}
        if len(ranks) < len(order):
            raise AnalysisError(
                _("The order names a value twice."), _("Name every value in use, from the lowest to the highest.")
            )
        unknown = next((value for value in values if value not in ranks), None)
        if unknown is not None:
            raise AnalysisError(
                _("The value {value} is not in the order that was given.").format(value=repr(unknown)),
                _("Name every value in use, from the lowest to the highest."),
            )
        return np.array([ranks[value] for value in values], dtype=np.float64)
    for value in values:
        if not isinstance(value, Real) or not math.isfinite(value):
            raise AnalysisError(
                _("The value {value} is no number, which the level {level} needs.").format(
                    value=repr(value), level=level
                ),
                _("Give numbers, or name the order of the values from the lowest to the highest."),
            )
        if level == "ratio" and value < 0:
            raise AnalysisError(
                _("The value {value} is below zero, which the level ratio does not allow.").format(value=repr(value)),
                _("Take the level interval."),
            )
    # Large numbers that differ by little, such as points in time, are told apart before they are rounded.
    numbers = cast(Sequence[float], values)
    least = min(numbers, default=0) if level == "interval" else 0
    return np.array([number - least for number in numbers], dtype=np.float64)


def declared(categories: int | Iterable[Hashable], values: Sequence[Hashable]) -> int:
    """How many categories could have been given.

    Raises:
        AnalysisError: Fewer than none, or a value in use that was not declared.
    """
    if isinstance(categories, Integral) and not isinstance(categories, bool):
        if categories < 1:
            raise AnalysisError(
                _("The number of categories is {count}.").format(count=categories),
                _("Declare how many could have been given, used or not."),
            )
        return int(categories)
    names = set(categories) if isinstance(categories, Iterable) else set()
    unknown = next((value for value in values if value not in names), None)
    if unknown is not None:
        raise AnalysisError(
            _("The value {value} is not among the declared categories.").format(value=repr(unknown)),
            _("Declare every category that could have been given, used or not."),
        )
    return len(names)


def read_sets(ratings: Ratings, *, by_unit: bool = False) -> tuple[IntArray, BoolArray]:
    """Ratings that are sets of codes: places of sets, and which codes are in each, shape (sets, codes).

    Args:
        ratings: One row per coder; each rating a set, list or tuple of codes, empty for "looked and found nothing";
            None for a unit that the coder was not given.
        by_unit: Rows are units, and columns coders.
    """
    rows = _rows(ratings, by_unit, sets=True)
    given = {value for row in rows for value in row if value is not None}
    sets = sorted(given, key=lambda one: sorted(map(_order, one)))
    codes = sorted({code for one in sets for code in one}, key=_order)
    where = {one: at for at, one in enumerate(sets)}
    place = np.array([[MISSING if value is None else where[value] for value in row] for row in rows], np.int64)
    members = np.array([[code in one for code in codes] for one in sets], bool)
    return place.reshape(len(rows), len(rows[0]) if rows else 0), members.reshape(len(sets), len(codes))


def _rows(ratings: Ratings, by_unit: bool, *, sets: bool = False) -> list[list[Any]]:
    """Rows of coders; what is missing is None."""
    if hasattr(ratings, "to_numpy"):
        ratings = ratings.to_numpy(dtype=object)
    if isinstance(ratings, str | bytes) or not isinstance(ratings, Iterable):
        raise _unreadable()
    rows = []
    for row in ratings:
        if isinstance(row, str | bytes) or not isinstance(row, Iterable):
            raise _unreadable()
        rows.append([_value(value, sets) for value in (row.tolist() if isinstance(row, np.ndarray) else row)])
    lengths = sorted({len(row) for row in rows})
    if len(lengths) > 1:
        raise AnalysisError(
            _("The rows of ratings have different lengths, from {least} to {most}.").format(
                least=lengths[0], most=lengths[-1]
            ),
            _("Give None where a coder was not given a unit."),
        )
    return [list(row) for row in zip(*rows, strict=True)] if by_unit else rows


def is_missing(value: Any) -> bool:
    """Whether it is None, a number that is none (NaN), or what pandas has for nothing."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, Real | Decimal) and value != value


def _value(value: Any, sets: bool) -> Any:
    if is_missing(value):
        return None
    collection = isinstance(value, set | frozenset | list | tuple)
    if sets:
        if not collection:
            raise AnalysisError(
                _("The rating {value} is no set of codes.").format(value=repr(value)),
                _("Give each rating as a set, empty where a coder found nothing, None where a unit was not given."),
            )
        return frozenset(value)
    if collection or not isinstance(value, Hashable):
        raise AnalysisError(
            _("A rating is a collection and not one value."), _("Take set_alpha for several codes on one unit.")
        )
    return value


def _unreadable() -> AnalysisError:
    return AnalysisError(
        _("The ratings are no table."), _("Give one row per coder, each with one rating per unit, None where missing.")
    )


def _order(value: Any) -> tuple[str, Any]:
    """Numbers by size, all else by its name: values of any kinds have one order."""
    return ("", value) if isinstance(value, Real) else (type(value).__name__, str(value))


def _weights(weight: Sequence[float] | None, units: int) -> FloatArray:
    if weight is None:
        return np.ones(units)
    found = np.asarray(weight, dtype=np.float64)
    if found.shape != (units,) or not np.isfinite(found).all() or (found < 0).any():
        raise AnalysisError(
            _("The weights do not fit {count} units.").format(count=units),
            _("Give one number from 0 upwards for each unit."),
        )
    return found
