"""What is learned from decisions: lines between the accepted passages and all others, and how far neighbours tell.

Some candidates that nobody decided about are taken as weak examples against the code, as most of them are.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.corpus import Corpus
from workbench.suggest.neighbours import Mixed, Window

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_WEIGHTS = (1.0, 0.5, 0.3)
_STRICTNESS = 10.0
"""What accepted, rejected and undecided passages weigh in sum, and the inverse of the penalty on steep lines."""
_PARTS = 3
"""Into which examples are parted to try on one what was learned from the others."""


class Lesson(NamedTuple):
    """Examples to learn from.

    Attributes:
        accepted: Places of passages that have the code.
        rejected: Places of passages that do not.
        undecided: Places of candidates that nobody decided about.
    """

    accepted: Ints
    rejected: Ints
    undecided: Ints

    @classmethod
    def of(cls, candidates: Ints, accepted: Ints, rejected: Ints, most: tuple[int, int, int]) -> "Lesson":
        """At most so many of each kind, evenly spread over the text."""
        undecided = np.setdiff1d(candidates, np.concatenate([accepted, rejected]))
        return cls(*(some(group, limit) for group, limit in zip((accepted, rejected, undecided), most, strict=True)))

    @property
    def places(self) -> Ints:
        """Of all examples, the accepted first."""
        return np.concatenate(self)

    @property
    def labels(self) -> Ints:
        """1 for accepted passages, else 0."""
        return (np.arange(len(self.places)) < len(self.accepted)).astype(np.int64)

    @property
    def group(self) -> Ints:
        """0 for accepted, 1 for rejected, 2 for undecided passages."""
        return np.repeat([0, 1, 2], [len(group) for group in self])

    @property
    def two_sided(self) -> bool:
        """Whether there are examples for and against the code."""
        return 0 < len(self.accepted) < len(self.places)


def trained(views: Sequence[Mixed], window: Window, lesson: Lesson) -> Floats:
    """Distance of candidates from the line that logistic regression draws (liblinear, Fan et al. 2008).

    Args:
        views: What is looked at, side by side.
        window: The candidates.
        lesson: Two-sided.

    Returns:
        Shape (candidates,), higher on the side of the accepted passages.
    """
    line = _line(_rows(views, lesson.places), lesson.labels, lesson.group)
    scores = np.zeros(len(window.places), np.float32)
    first = 0
    for view in views:
        width = view.rows.shape[1]
        scores += view.scores(line[first : first + width, None], window)[:, 0]
        first += width
    return scores


def held_out(views: Sequence[Mixed], lesson: Lesson, corpus: Corpus) -> float:
    """How surely accepted passages that were not learned from are told from others.

    Passages of one transcript are alike for many reasons: they are held out together where several have the code.

    Args:
        views: What is looked at, side by side.
        lesson: With two accepted passages at least.
        corpus: Whose they are.

    Returns:
        Mean area under the ROC curve over the parts, 0.5 for guessing; nan where it cannot be told.
    """
    rows, labels, group = _turned(_rows(views, lesson.places)), lesson.labels, lesson.group
    part = np.concatenate(
        [_parts(corpus.transcript[lesson.accepted]), _turns(lesson.rejected), _turns(lesson.undecided)]
    )
    areas = []
    for number in range(_PARTS):
        out = part == number
        if {0, 1} == set(labels[out].tolist()) == set(labels[~out].tolist()):
            scores = rows[out] @ _line(rows[~out], labels[~out], group[~out])
            areas.append(_area(scores[labels[out] == 1], scores[labels[out] == 0]))
    return float(np.mean(areas)) if areas else float("nan")


def some(places: Ints, most: int) -> Ints:
    """At most so many of them, evenly spread."""
    if len(places) <= most:
        return places
    return places[np.linspace(0, len(places) - 1, most).round().astype(np.int64)]


def _rows(views: Sequence[Mixed], places: Ints) -> Floats:
    return np.hstack([view.at(places) for view in views])


def _turned(rows: Floats) -> Floats:
    """Rows in as many dimensions as there are rows, distances and angles as they were: lines in them are the same."""
    if len(rows) >= rows.shape[1]:
        return rows
    triangle = np.asarray(np.linalg.qr(rows.T, mode="r"), np.float32)
    return np.ascontiguousarray(triangle.T)


def _line(rows: Floats, labels: Ints, group: Ints) -> Floats:
    """Weights of the columns; shape (d,)."""
    from sklearn import config_context
    from sklearn.linear_model import LogisticRegression

    counts = np.bincount(group, minlength=len(_WEIGHTS))
    weights = 2 * counts[0] * np.array(_WEIGHTS)[group] / counts[group]
    model = LogisticRegression(C=_STRICTNESS, solver="liblinear", random_state=0)
    with config_context(assume_finite=True):
        model.fit(rows, labels, sample_weight=weights)
    return np.asarray(model.coef_[0], np.float32)


def _parts(transcript: Ints) -> Ints:
    """Parts by transcript where there are enough of these, else in turns."""
    numbers = {name: number % _PARTS for number, name in enumerate(dict.fromkeys(transcript.tolist()))}
    if len(numbers) < _PARTS:
        return _turns(transcript)
    return np.array([numbers[name] for name in transcript.tolist()], np.int64)


def _turns(places: Ints) -> Ints:
    return np.arange(len(places)) % _PARTS


def _area(for_code: Floats, against: Floats) -> float:
    """Share of pairs in which the one for the code is higher."""
    return float((for_code[:, None] > against[None, :]).mean())
