"""The parts of the scores of some candidates for one code."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.corpus import Corpus
from workbench.suggest.learning import Lesson, held_out, trained
from workbench.suggest.neighbours import FURTHEST, Window
from workbench.suggest.shortlist import Shortlist
from workbench.suggest.views import HALF, Scale, View

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_COLD = {Scale.OWN: 0.3, Scale.NEAR: 0.5, Scale.WIDE: 0.7}
_WARM = {Scale.OWN: 0.4, Scale.NEAR: 0.5, Scale.WIDE: 0.6}
"""What segments by themselves, with few neighbours and with many weigh, without and with accepted passages."""
_TRUST, _TRUSTED = 20.0, 5.0
"""How steeply the scale that tells held-out passages best is preferred, and the passages at which half of that holds.

Themes fill stretches, what an utterance does does not. Weighed so, r20 at ten passages went from .41 to .45 for codes
of the latter kind (and from .45 to .53 at thirty), and stayed for themes."""
_FROM = 3
_EXAMPLES, _TRAINED, _NEARNESS, _ASIDE, _KEYWORDS, _SPEAKER = 0.5, 0.7, 1.0, 0.6, 1.0, 0.5
_LESSON, _TRIAL = (120, 120, 100), (40, 40, 80)
"""Accepted, rejected and undecided passages to learn from, and to try the scales on."""
_LEADERS, _FIRST, _OF = 0.6, 10, 10
"""Weight, and number of what comes first and is taken for the code until more is known: at most ten, a tenth of all.

From a definition alone this raised r20 from .55 to .60 and from .79 to .84, after one passage from .67 to .69 and from
.81 to .84, and left p@10 as it was; for codes of what an utterance does it cost .02, which is noise."""
_VOICES, _LOUDEST = 10.0, 2.0
_FEW = 20
"""Candidates of a language from which mean and deviation are taken; fewer are scaled with all others."""


class Scoring:
    """Scores candidates.

    Args:
        corpus: The segments.
        views: The ways in which they are compared with the code.
        accepted: Places of passages that have it.
        rejected: Places of passages that do not.
        sifted: The candidates, at least one.
    """

    def __init__(
        self, corpus: Corpus, views: Sequence[View], accepted: Ints, rejected: Ints, sifted: Shortlist
    ) -> None:
        self._corpus = corpus
        self._views = views
        self._accepted = accepted
        self._rejected = rejected
        self._places = sifted.kept
        self._window = Window(sifted.kept, corpus.mixers[2], few=len(sifted.left) > 0)
        self._languages = corpus.language[sifted.kept]

    def parts(self, matched: Ints) -> dict[str, Floats]:
        """Name → what it adds to each score; what adds nothing to any is left out.

        Args:
            matched: Places that a keyword rule of the code hits.
        """
        found: dict[str, Floats] = {}
        for name, values in self._all(matched):
            if values.any():
                found[name] = found[name] + values if name in found else values
        if not found:
            return {"words": np.zeros(len(self._places), np.float32)}
        leaders = self._like_leaders(np.stack(list(found.values())).sum(axis=0))
        return {**found, "leaders": leaders} if leaders.any() else found

    def _all(self, matched: Ints) -> Iterator[tuple[str, Floats]]:
        for view in self._views:
            yield from self._seen(view)
        if len(self._accepted):
            yield from self._learned()
        elif len(self._rejected):
            yield "rejections", np.float32(-_ASIDE) * self._like_rejected()
        if len(matched):
            yield "keywords", np.float32(_KEYWORDS) * np.isin(self._places, matched).astype(np.float32)

    # By likeness

    def _seen(self, view: View) -> Iterator[tuple[str, Floats]]:
        """What one way of comparing adds: how like the code, and how like what was accepted."""
        accepted, rejected = self._of_language(view, self._accepted), self._of_language(view, self._rejected)
        weight = np.float32(view.weight * self._weights[view.scale])
        direction = view.prototype(accepted, rejected, self._centre(view))
        if direction.any():
            yield view.part, weight * self._scaled(view.mixed.scores(direction[:, None], self._window)[:, 0], view)
        if len(accepted) and view.dense:
            near = self._scaled(view.nearest(self._window, accepted, rejected), view)
            yield "examples", np.float32(_EXAMPLES) * weight * near

    def _of_language(self, view: View, places: Ints) -> Ints:
        return places if view.language is None else places[self._corpus.language[places] == view.language]

    def _centre(self, view: View) -> Floats:
        """What the candidates have in common; nothing is taken off where segments are words."""
        return view.mixed.mean_of(self._window) if view.dense else np.zeros_like(view.code)

    def _scaled(self, values: Floats, view: View | None = None) -> Floats:
        """Values in standard deviations from their mean, language by language; 0 where all are alike."""
        scaled = _scale(values)
        for number in np.unique(self._languages):
            ours = self._languages == number
            if view is not None and view.language not in (None, number):
                scaled[ours] = 0
            elif _FEW <= ours.sum() < len(values):
                scaled[ours] = _scale(values[ours])
        return scaled

    def _like_rejected(self) -> Floats:
        """How like the most alike of the rejected passages."""
        view = next((view for view in self._views if view.scale is Scale.NEAR), self._views[0])
        rows = view.mixed.at(self._rejected)
        rows = rows if view.dense else rows.toarray()
        return self._scaled(view.mixed.scores(np.ascontiguousarray(rows.T), self._window).max(axis=1))

    def _like_leaders(self, scores: Floats) -> Floats:
        """How like the candidates that would come first: blind feedback, as in Buckley, Salton, Allan, Singhal 1995.

        Their weight falls with every accepted passage, as do the words of the code.
        """
        found = np.zeros(len(scores), np.float32)
        first = np.argsort(-scores, kind="stable")[: max(1, min(_FIRST, len(scores) // _OF))]
        if scores[first[-1]] <= scores.mean():
            return found
        leaders = np.sort(self._places[first])
        for view in self._views:
            if len(places := self._of_language(view, leaders)):
                direction = np.asarray(view.mixed.mean(places) - self._centre(view), np.float32)
                likeness = view.mixed.scores(direction[:, None], self._window)[:, 0]
                found += np.float32(view.weight * self._weights[view.scale]) * self._scaled(likeness, view)
        return found * np.float32(_LEADERS * HALF / (HALF + len(self._accepted)))

    # By what was learned

    def _taught(self, scale: Scale) -> list[View]:
        """The ways of one scale that lines are drawn in: those whose segments are points, in one space for all."""
        return [view for view in self._views if view.scale is scale and view.dense and view.language is None]

    @cached_property
    def _weights(self) -> dict[Scale, float]:
        """What the scales weigh: more where passages that were held out were told best."""
        if not len(self._accepted):
            return _COLD
        lesson = Lesson.of(self._places, self._accepted, self._rejected, _TRIAL)
        if len(self._accepted) < _FROM or not lesson.two_sided or not self._taught(Scale.OWN):
            return _WARM
        told = [held_out([view.mixed for view in self._taught(scale)], lesson, self._corpus) for scale in Scale]
        if np.isnan(told).any():
            return _WARM
        trust = _TRUST * len(self._accepted) / (_TRUSTED + len(self._accepted))
        weights = np.array([_WARM[scale] for scale in Scale]) * np.exp(trust * (np.array(told) - max(told)))
        shares = weights * sum(_WARM.values()) / weights.sum()
        return dict(zip(Scale, shares.tolist(), strict=True))

    def _learned(self) -> Iterator[tuple[str, Floats]]:
        lesson = Lesson.of(self._places, self._accepted, self._rejected, _LESSON)
        held = len(self._accepted)
        for scale in Scale:
            if lesson.two_sided and (views := self._taught(scale)):
                values = self._scaled(trained([view.mixed for view in views], self._window, lesson))
                yield "trained", np.float32(_TRAINED * self._weights[scale] * held / (HALF + held)) * values
        yield "speaker", np.float32(_SPEAKER) * self._voices()
        yield "nearness", np.float32(_NEARNESS) * self._nearness()

    def _voices(self) -> Floats:
        """How much oftener than others its speaker label has the code: a logarithm, at most 2 either way."""
        speaker = self._corpus.speaker
        labels = int(speaker.max()) + 1
        usual = np.bincount(speaker[self._places], minlength=labels) / len(self._places)
        often = np.bincount(speaker[self._accepted], minlength=labels)
        share = (often + _VOICES * usual) / (len(self._accepted) + _VOICES)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.clip(np.log(share / usual), -_LOUDEST, _LOUDEST)
        found = ratio[speaker[self._places]]
        return np.asarray(found - found.mean(), np.float32)

    def _nearness(self) -> Floats:
        """1/√distance to an accepted passage within four segments of the same transcript."""
        transcript = self._corpus.transcript
        found = np.zeros(len(self._corpus), np.float32)
        for step in range(FURTHEST, 0, -1):
            for beside in (self._accepted - step, self._accepted + step):
                inside = (beside >= 0) & (beside < len(found))
                same = beside[inside][transcript[beside[inside]] == transcript[self._accepted[inside]]]
                found[same] = np.float32(step**-0.5)
        return found[self._places]


def _scale(values: Floats) -> Floats:
    deviation = float(values.std())
    if deviation < 1e-7:
        return np.zeros_like(values)
    return np.asarray((values - values.mean()) / np.float32(deviation), np.float32)
