"""How sure a figure is: documents left out or drawn anew; and pairs of ratings, by name, for comparison."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from transcripts.i18n import _
from workbench.agreement.corrected import on_level
from workbench.agreement.figure import Figure
from workbench.agreement.ratings import Ratings, read
from workbench.analysis import intervals
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import FloatArray
from workbench.analysis.intervals_of_pairs import each_by_pairs
from workbench.analysis.resampling import CONFIDENCE, SEED
from workbench.errors import AnalysisError

__all__ = ["Bounds", "bootstrap", "hayes_krippendorff", "jackknife"]

#: A measure of this module, such as ``krippendorff_alpha``.
Measure = Callable[..., Figure]


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval, or the reason why there is none; never NaN.

    Attributes:
        low: Lower bound, None where there is no interval.
        high: Upper bound.
        value: The figure itself over all documents, None where it is undefined or was not asked for.
        reason: Stable word for why there is no interval, such as ``few_transcripts``; "" where there is one.
        why: The same as a sentence, in the language in use.
        method: ``jackknife``, ``bootstrap`` or ``pairs``; "" where there is no interval.
        confidence: Share of such intervals that hold the true figure, in the long run.
        documents: How many the figure rests on; 0 for pairs.
        error: Standard error, of the jackknife only.
        draws: How many draws were made; 0 for the jackknife.
        undefined_draws: Draws that gave no figure, such as those without variation; they are left out of the bounds.
        seed: What makes the same draws again.
        note: What is to be printed beside it; often "".
    """

    low: float | None
    high: float | None
    value: float | None = None
    reason: str = ""
    why: str = ""
    method: str = ""
    confidence: float = CONFIDENCE
    documents: int = 0
    error: float | None = None
    draws: int = 0
    undefined_draws: int = 0
    seed: int | None = None
    note: str = ""

    def __str__(self) -> str:
        """The bounds with four decimals, or "none" and the reason, then what is to be said beside them."""
        shown = f"none: {self.why}" if self.low is None else f"{self.low + 0.0:.4f} to {self.high:.4f}"
        return f"{shown}; {self.note}" if self.note else shown


def jackknife(
    measure: Measure,
    documents: Sequence[Any],
    *,
    length: Sequence[int] | None = None,
    confidence: float = CONFIDENCE,
    lowest: float = -1.0,
    **options: Any,
) -> Bounds:
    """Delete-one-document jackknife of any measure of one figure: the interval that the workbench prints.

    The measure is taken of all documents together, then without each of the D in turn; the standard error is
    sqrt((D - 1) / D · Σ (θ_i - θ̄)²), the bounds the figure ± t with D - 1 degrees of freedom (Efron & Tibshirani 1993).

    Args:
        measure: A function of this module.
        documents: Of each document what the measure takes: ratings, laid side by side with those of the others, or
            spans, with ``length``.
        length: Characters of each document, for measures on spans.
        confidence: Strictly between 0 and 1.
        lowest: What the figure cannot be under: 0 for shares such as F1 or percent agreement.
        options: Passed on to the measure.

    Returns:
        No bounds for fewer than five documents, and where the figure, or one without a document, is undefined.

    Examples:
        >>> from workbench.agreement import krippendorff_alpha
        >>> documents = [[[1, 0, 0], [1, 0, 0]], [[1, 1, 0], [1, 0, 0]], [[0, 0], [0, 1]], [[1], [1]], [[1, 0], [1, 0]]]
        >>> print(jackknife(krippendorff_alpha, documents))
        0.0732 to 1.0000
        >>> print(jackknife(krippendorff_alpha, documents[:3]))
        none: too little data for an interval: it takes at least five transcripts
    """
    _check(confidence)
    pooled = _Pooled(measure, documents, length, options)
    (found,) = intervals.jackknife(pooled, confidence=confidence, lowest=lowest)
    return _bounds(found, pooled.value)


def bootstrap(
    measure: Measure,
    documents: Sequence[Any],
    *,
    length: Sequence[int] | None = None,
    draws: int = intervals.DRAWS,
    seed: int = SEED,
    confidence: float = CONFIDENCE,
    **options: Any,
) -> Bounds:
    """Percentile bootstrap of whole documents, of any measure of one figure; the measure is taken anew of each draw.

    Args:
        measure: A function of this module.
        documents: As for ``jackknife``.
        length: Characters of each document, for measures on spans.
        draws: 2,000 or more for figures that are published.
        seed: To be printed with the bounds.
        confidence: Strictly between 0 and 1.
        options: Passed on to the measure.

    Examples:
        >>> from workbench.agreement import character_f1
        >>> one = [[(0, 10, "x")], [(0, 8, "x")]]
        >>> other = [[(0, 10, "x")], [(5, 10, "x")]]
        >>> found = bootstrap(character_f1, [one, one, other, other, one], length=[40] * 5, draws=200, seed=1)
        >>> found.low < found.value < found.high
        True
    """
    _check(confidence, draws, seed)
    pooled = _Pooled(measure, documents, length, options)
    (found,) = intervals.bootstrap(pooled, draws=draws, seed=seed, confidence=confidence)
    return _bounds(found, pooled.value)


def hayes_krippendorff(
    ratings: Ratings,
    level: str = "nominal",
    *,
    order: Sequence[Hashable] | None = None,
    draws: int = intervals.DRAWS,
    seed: int = SEED,
    confidence: float = CONFIDENCE,
    by_unit: bool = False,
) -> Bounds:
    """The bootstrap of Hayes & Krippendorff (2007) of Krippendorff's alpha, as KALPHA and R ``icr`` print it.

    Deviations of pairs of ratings are drawn with replacement, as many as there are pairs, and expected disagreement is
    held. It takes every pair as independent of every other: on text, too narrow by far. It is here for comparison.

    Args:
        ratings: As for ``krippendorff_alpha``.
        level: As for ``krippendorff_alpha``.
        order: As for ``krippendorff_alpha``.
        draws: 2,000 or more for figures that are published.
        seed: To be printed with the bounds.
        confidence: Strictly between 0 and 1.
        by_unit: Rows are units, and columns coders.

    Examples:
        >>> found = hayes_krippendorff([[1, 2, 3, 3, 1, 2], [1, 2, 3, 1, 1, 2]], seed=1)
        >>> print(found.note)
        takes pairs of ratings as independent: too narrow for text
    """
    _check(confidence, draws, seed)
    units, values, distance = on_level(read(ratings, by_unit=by_unit), level, order)
    (interval,) = each_by_pairs(units, values, distance=distance, draws=draws, seed=seed, confidence=confidence)
    return _bounds(interval, None, _("takes pairs of ratings as independent: too narrow for text"))


@dataclass(slots=True)
class _Pooled:
    """A measure of documents, each as often as it is drawn; implements ``intervals.Additive``."""

    measure: Measure
    documents: Sequence[Any]
    length: Sequence[int] | None
    options: dict[str, Any]
    _known: dict[tuple[int, ...], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = list(self.documents)
        if self.length is not None:
            self.length = list(self.length)
        if self.length is not None and len(self.length) != len(self.documents):
            raise AnalysisError(
                _("There are {texts} texts and {lengths} lengths.").format(
                    texts=len(self.documents), lengths=len(self.length)
                ),
                _("Give one length for each text."),
            )

    @property
    def parts(self) -> FloatArray:
        """Each document is itself, once."""
        return np.eye(len(self.documents))

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """Of how often each document is there; the same documents are measured once."""
        times = np.rint(totals).astype(np.int64)
        found = [self._of(tuple(times[at].tolist())) for at in np.ndindex(times.shape[:-1])]
        return np.array(found, np.float64).reshape(*times.shape[:-1], 1)

    @property
    def value(self) -> float | None:
        """Of all documents, each once."""
        found = self._of((1,) * len(self.documents)) if self.documents else float("nan")
        return None if np.isnan(found) else found

    def _of(self, times: tuple[int, ...]) -> float:
        if times not in self._known:
            at = [place for place, often in enumerate(times) for _time in range(often)]
            value = self._figure(at).value if at else None
            self._known[times] = float("nan") if value is None else value
        return self._known[times]

    def _figure(self, at: Sequence[int]) -> Figure:
        chosen = [self.documents[place] for place in at]
        if self.length is not None:
            found = self.measure(chosen, length=[self.length[place] for place in at], **self.options)
        else:
            found = self.measure(_side_by_side(chosen, by_unit=bool(self.options.get("by_unit"))), **self.options)
        if not isinstance(found, Figure):
            raise AnalysisError(
                _("This measure gives several figures at once."), _("Choose a function that returns one Figure.")
            )
        return found


def _side_by_side(documents: Sequence[Ratings], *, by_unit: bool) -> list[list[Any]]:
    """Ratings of several documents as those of one."""
    rows = [[list(row) for row in _listed(document)] for document in documents]
    if by_unit:
        return [row for document in rows for row in document]
    if len({len(document) for document in rows}) > 1:
        raise AnalysisError(
            _("The documents have different numbers of coders."),
            _("Give every document a row for each coder, of None for one who was not given it."),
        )
    return [[value for row in coder for value in row] for coder in zip(*rows, strict=True)]


def _listed(document: Ratings) -> Any:
    return document.to_numpy(dtype=object).tolist() if hasattr(document, "to_numpy") else document


def _bounds(found: intervals.Interval | Reason, value: float | None, note: str = "") -> Bounds:
    if isinstance(found, Reason):
        return Bounds(None, None, value, found.value, found.text, note=note)
    return Bounds(
        found.low,
        found.high,
        value,
        method=found.method.value,
        confidence=found.confidence,
        documents=found.transcripts,
        error=found.error,
        draws=found.draws,
        undefined_draws=found.undefined_draws,
        seed=found.seed,
        note=note,
    )


def _check(confidence: float, draws: int = 1, seed: int = 0) -> None:
    if not 0 < confidence < 1:
        raise AnalysisError(_("A confidence lies between 0 and 1."), _("The usual one is 0.95."))
    if draws < 1:
        raise AnalysisError(_("Without draws there are no bounds."), _("Give 2,000 or more."))
    if seed < 0:
        raise AnalysisError(_("The seed is below zero."), _("Give a whole number from 0 upwards."))
