"""What is learned from decisions: a line between the accepted passages and all others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.neighbours import Mixed, Window

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_UNLABELLED = 150
_WEIGHTS = (1.0, 0.5, 0.3)
_STRICTNESS = 10.0
_MOST = 400
"""Rejected passages that are learned from at most."""


def trained(views: Sequence[Mixed], window: Window, accepted: Ints, rejected: Ints) -> Floats:
    """Distance of candidates from the line that logistic regression draws (liblinear, Fan et al. 2008).

    Some candidates that nobody decided about are taken as weak examples against the code: most of them are.

    Args:
        views: What is looked at, side by side.
        window: The candidates.
        accepted: Places of accepted passages, at least one.
        rejected: Places of rejected passages.

    Returns:
        Shape (candidates,); zero where there is nothing to tell the accepted from.
    """
    from sklearn.linear_model import LogisticRegression

    unlabelled = _some(np.setdiff1d(window.places, np.concatenate([accepted, rejected])), _UNLABELLED)
    groups = accepted, _some(rejected, _MOST), unlabelled
    against = len(groups[1]) + len(groups[2])
    if not against:
        return np.zeros(len(window.places), np.float32)
    places = np.concatenate(groups)
    rows = np.hstack([view.at(places) for view in views])
    label = np.repeat([1, 0], [len(accepted), against])
    weights = np.concatenate(
        [
            np.full(len(group), 2 * len(accepted) * weight / max(1, len(group)))
            for group, weight in zip(groups, _WEIGHTS, strict=True)
        ]
    )
    line = LogisticRegression(C=_STRICTNESS, solver="liblinear", random_state=0)
    line.fit(rows, label, sample_weight=weights)
    return _along(views, window, line.coef_[0].astype(np.float32))


def _along(views: Sequence[Mixed], window: Window, line: Floats) -> Floats:
    scores = np.zeros(len(window.places), np.float32)
    first = 0
    for view in views:
        width = view.rows.shape[1]
        scores += view.scores(line[first : first + width, None], window)[:, 0]
        first += width
    return scores


def _some(places: Ints, most: int) -> Ints:
    """At most so many of them, evenly spread."""
    if len(places) <= most:
        return places
    return places[np.linspace(0, len(places) - 1, most).round().astype(np.int64)]
