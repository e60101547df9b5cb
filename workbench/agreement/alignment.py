"""γ: agreement on where units are and what they are, by the best alignment of the coders' units."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from transcripts.i18n import _
from workbench.agreement.figure import Figure, figure_of, mean_of_pairs
from workbench.agreement.texts import Spans, Texts, read_spans
from workbench.analysis import gamma as aligned
from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.gamma_alignment import Dissimilarity, Units, best_alignment
from workbench.analysis.resampling import SEED
from workbench.errors import AnalysisError

__all__ = ["alignment_disorder", "gamma"]


def gamma(
    spans: Spans,
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    empty: float = 1.0,
    samples: int = aligned.SAMPLES,
    precision: float | None = None,
    seed: int = SEED,
    by_pairs: bool = False,
    length: Sequence[int] | int | None = None,
) -> Figure:
    """γ (Mathet, Widlöcher & Métivier 2015): 1 - disorder of the best alignment / mean disorder of random units.

    Units may overlap. The figure depends on alpha, beta, the cost of an empty unit, the sampler, the samples and the
    seed, which the note names; values of programs with other dissimilarities or samplers cannot be compared with it.

    Args:
        spans: Per coder, ``(start, end, code)``, half-open.
        alpha: Weight of where units are.
        beta: Weight of what they are.
        empty: Cost of a unit without counterpart.
        samples: Random sets of units, 1 or more.
        precision: Half the width of the 95 % interval of the expected disorder, as a share of it; draws more samples.
        seed: Of the samples.
        by_pairs: The mean of γ of every two coders, which more than three need.
        length: A list of lengths where ``spans`` is a list of several texts.

    Returns:
        With ``parts``: ``"cat"``, γ-cat (Mathet 2017), in which a unit without counterpart counts as different;
        ``"cat_aligned"``, γ-cat of the units that have one; and γ-k of each code under ``("k", code)``.
        Undefined where nobody marked anything.

    Raises:
        AnalysisError: More than three coders without ``by_pairs``, or units too many to be aligned.

    Examples:
        >>> one = [(1, 5, "a"), (6, 10, "b"), (11, 15, "a")]
        >>> other = [(2, 6, "a"), (7, 11, "b"), (12, 16, "a")]
        >>> found = gamma([one, other], samples=100, seed=1)
        >>> 0.8 < found.value < 0.95
        True
        >>> print(found.parts["cat_aligned"])
        1.0000
    """
    weights = _weights(alpha, beta, empty, samples)
    if precision is not None and not precision > 0:
        raise AnalysisError(
            _("A precision of {precision} cannot be reached.").format(precision=precision),
            _("Give a share above 0, such as 0.02."),
        )
    if seed < 0:
        raise AnalysisError(_("The seed is below zero."), _("Give a whole number from 0 upwards."))
    texts = read_spans(spans, length, inside=length is not None)
    found = aligned.gamma(
        texts.codings,
        list(range(len(texts.coders))),
        theme_of=np.arange(len(texts.codes)),
        themes=len(texts.codes),
        read=texts.read,
        dissimilarity=weights,
        samples=samples,
        precision=precision,
        seed=seed,
        by_pairs=by_pairs,
    )
    parts: dict[Any, Figure] = {
        "cat": figure_of(found.cat().value),
        "cat_aligned": figure_of(found.cat_aligned().value),
    }
    parts |= {("k", code): figure_of(found.k(at).value) for at, code in enumerate(texts.codes)}
    return figure_of(found.gamma().value, n=float(len(texts.codings)), note=_settings(found), parts=parts)


def alignment_disorder(spans: Spans, *, alpha: float = 1.0, beta: float = 1.0, empty: float = 1.0) -> Figure:
    """Disorder of the best alignment of one text's units: what γ is made of, and has no chance in it.

    Args:
        spans: Of one text; arguments as of ``gamma``.
        alpha: Weight of where units are.
        beta: Weight of what they are.
        empty: Cost of a unit without counterpart.

    Returns:
        With the number of unitary alignments as ``n``; undefined where nobody marked anything.

    Examples:
        >>> one = [(1, 5, "a"), (6, 10, "b"), (11, 15, "a")]
        >>> other = [(2, 6, "a"), (7, 11, "b"), (12, 16, "a")]
        >>> print(alignment_disorder([one, other]))
        0.0625
    """
    weights = _weights(alpha, beta, empty)
    texts = read_spans(spans, None, inside=False)
    if len(texts.coders) < 2:
        return figure_of(undefined(Reason.TWO_CODERS))
    if not len(texts.codings):
        return figure_of(undefined(Reason.NOBODY_MARKED))
    readers = np.flatnonzero(texts.read[0]).tolist()
    best = best_alignment([_units(texts, coder) for coder in readers], weights)
    return figure_of(Coefficient(float(best.disorder)), n=float(len(best.tuples) + best.alone))


def _weights(alpha: float, beta: float, empty: float, samples: int = 1) -> Dissimilarity:
    if not (samples >= 1 and min(alpha, beta) >= 0 and max(alpha, beta) < math.inf and 0 < empty < math.inf):
        raise AnalysisError(
            _("Weights are below zero, an empty unit costs nothing, or there are no samples."),
            _("Give weights from 0 upwards, a cost above 0 and one sample or more."),
        )
    return Dissimilarity(alpha, beta, empty)


def _units(texts: Texts, coder: int) -> Units:
    """One coder's different units, by place."""
    mine = texts.codings.coder == coder
    columns = np.unique(np.stack([getattr(texts.codings, name)[mine] for name in ("start", "end", "code")]), axis=1)
    return Units(columns[0].astype(np.float64), columns[1].astype(np.float64), columns[2])


def _settings(found: aligned.Gamma) -> str:
    pairs = found.tables[:, :, 0, 1].sum(axis=0) > 0
    mean = [mean_of_pairs(int(pairs.sum()), len(pairs))] if found.averaged else []
    settings = _("α {alpha:g}, β {beta:g}, Δ∅ {empty:g}, {sampler} sampler, {samples} samples, seed {seed}").format(
        alpha=found.dissimilarity.alpha,
        beta=found.dissimilarity.beta,
        empty=found.dissimilarity.empty,
        sampler=aligned.SAMPLER,
        samples=found.samples,
        seed=found.seed,
    )
    return "; ".join([*mean, settings])
