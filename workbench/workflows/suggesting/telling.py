"""Why a passage is suggested, with names and places that a person can look up."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from codebook.code import Code
from codebook.suggestion import Near, ScorePart, Why
from exports.widths import cut
from transcripts.display import visible_line
from transcripts.spans import Span, union
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.reasons import Reasons
from workbench.workflows.suggesting import rule_lookup
from workbench.workflows.suggesting.examples import Examples

if TYPE_CHECKING:
    from workbench.workflows.suggesting.composing import View

EXCERPT = 90
"""Columns of the words of another passage."""


class Teller:
    """Tells why segments stand in a list.

    Args:
        view: The texts.
        code: As it was defined.
        found: What is known of the segments.
        query: The code's words as they were read.
        ranking: The list.
        accepted: Places of the segments that stand for the code.
        rejected: Places of those that stand against it.

    Attributes:
        found: As given.
    """

    def __init__(
        self,
        view: "View",
        code: Code,
        found: Examples,
        query: Any,
        ranking: Any,
        accepted: NDArray[np.int64],
        rejected: NDArray[np.int64],
    ) -> None:
        self.found = found
        self._view = view
        self._code = code
        self._reasons = Reasons(view.corpus, query, ranking, accepted, rejected)

    def why(self, place: int) -> Why:
        """The reasons for one segment."""
        told = self._reasons.of(place)
        start = self._view.pieces[place].span.start
        ruled = rule_lookup.standing_words(self._view.corpus, self._code, place)
        return Why(
            words=tuple(Span(start + word.start, start + word.end) for word in union((*told.words, *ruled))),
            lemmas=tuple(self._named(place, told.lemmas)),
            nearest=self._near(told.nearest, self.found.accepted),
            rejected=self._near(told.rejected, {}),
            beside=self._near(told.beside, self.found.accepted),
            parts=tuple(ScorePart(name, float(value)) for name, value in told.parts),
            rules=rule_lookup.standing(self._view.corpus, self._code, place),
        )

    def _named(self, place: int, lemmas: Sequence[str]) -> Sequence[str]:
        """Dictionary forms; but as the words stand in the segment where they were read by rule: stems are no words."""
        language = self._view.corpus.languages[place]
        if self._view.readers[language].name != BlankReader(language).name:
            return lemmas
        piece, reading = self._view.pieces[place], self._view.corpus.readings[place]
        read = zip(reversed(reading.lemmas), reversed(reading.starts), reversed(reading.ends), strict=True)
        first = {lemma: Span(start, end).cut(piece.text).casefold() for lemma, start, end in read}
        return [first[lemma] for lemma in lemmas]

    def _near(self, place: int | None, codings: dict[int, str]) -> Near | None:
        if place is None:
            return None
        piece = self._view.pieces[place]
        return Near(
            coding=codings.get(place, ""),
            transcript=piece.transcript,
            name=self._view.names[piece.transcript],
            turn=piece.turn,
            span=piece.span,
            excerpt=cut(visible_line(piece.text), EXCERPT),
        )
