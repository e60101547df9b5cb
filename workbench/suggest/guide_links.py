"""Which question of the guide each turn of an interviewer puts: proposals for a whole transcript at once.

All turns are looked at together, so that the order of the guide helps: a turn whose words fit two questions goes to
the one that fits what was asked before and after it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcripts.i18n import N_, _
from workbench.suggest.guide_path import IMPOSSIBLE, best_ways
from workbench.suggest.guide_scores import AskingTurn, GuideQuestion, TurnScores
from workbench.suggest.turn_words import acknowledging, stems, words_of

#: Of the turns that do more than acknowledge, so many move to another question for each question of the guide.
RATE = 0.8
LEAST_RATE, MOST_RATE = 0.1, 0.9

#: By how much (a logarithm) a proposal must be better than the next best to be called strong, or possible.
STRONG, POSSIBLE = 2.0, 0.8

#: Likeness (0 to 1) from which on a turn is called like the words of the guide.
LIKE = 0.6

#: Letters of a word that says something by being taken up.
LONG = 5

__all__ = ["AskingTurn", "Band", "Confirmed", "GuideQuestion", "LinkProposal", "Reason", "propose"]


class Band(StrEnum):
    """How sure a proposal is."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


class Reason(StrEnum):
    """Why a proposal is made; the values are stable."""

    NUMBER = "number"
    WORDS = "words"
    LIKE = "like"
    ORDER = "order"
    GOES_ON = "goes_on"
    TAKES_UP = "takes_up"
    ACKNOWLEDGES = "acknowledges"
    NOTHING = "nothing"


REASONS: dict[Reason, str] = {
    Reason.NUMBER: N_("its number is written there"),
    Reason.WORDS: N_("words: {words}"),
    Reason.LIKE: N_("like its words in the guide"),
    Reason.ORDER: N_("its place in the guide"),
    Reason.GOES_ON: N_("goes on with the question"),
    Reason.TAKES_UP: N_("takes up the answer: {words}"),
    Reason.ACKNOWLEDGES: N_("acknowledges or thanks"),
    Reason.NOTHING: N_("asks nothing of the guide"),
}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person said a turn puts.

    Attributes:
        question: Place of the question in the guide, None for none.
        follow_up: Whether it is put again rather than opened.
    """

    question: int | None
    follow_up: bool = False


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """What a turn seems to put.

    Attributes:
        turn: Number of the turn.
        question: Place of the question in the guide, None for none.
        follow_up: Whether it goes on with the question rather than opening it.
        band: How sure it is.
        reason: Why.
        words: The words that tell, as the turn writes them.
        order: All choices, the likeliest first: places of questions, None for none.
    """

    turn: int
    question: int | None
    follow_up: bool
    band: Band
    reason: Reason
    words: tuple[str, ...]
    order: tuple[int | None, ...]

    @property
    def because(self) -> str:
        """The reason in the language in use."""
        return _(REASONS[self.reason]).format(words=", ".join(self.words))


def propose(
    questions: Sequence[GuideQuestion],
    turns: Sequence[AskingTurn],
    *,
    known: Mapping[int, Confirmed] | None = None,
    passed: Sequence[str] = (),
) -> list[LinkProposal]:
    """What each turn of an interviewer puts.

    Args:
        questions: The guide, in order.
        turns: Those of one transcript, in text order.
        known: Number of a turn → what a person confirmed; the others are proposed so that they fit.
        passed: Turns of other transcripts that were found to put no question.

    Returns:
        One for each turn, in the same order; the known ones as they are. [] without questions.
    """
    if not questions or not turns:
        return []
    known = known or {}
    scores = TurnScores(questions, turns, passed)
    _hold(scores, known)
    best = best_ways(scores.opening, scores.going_on, scores.none, rate=_rate(len(questions), turns))
    proposals: list[LinkProposal] = []
    opened: set[int] = set()
    for row, turn in enumerate(turns):
        ranked = sorted(range(len(questions) + 1), key=lambda choice: -best[row, choice])
        question = ranked[0] if ranked[0] < len(questions) else None
        told = known.get(turn.number)
        follow_up = told.follow_up if told else question in opened
        if question is not None and not follow_up:
            opened.add(question)
        reason, words = _why(scores, row, question, follow_up)
        order = tuple(choice if choice < len(questions) else None for choice in ranked)
        band = _band(float(best[row, ranked[0]] - best[row, ranked[1]]))
        proposals.append(LinkProposal(turn.number, question, follow_up, band, reason, words, order))
    return proposals


def _rate(questions: int, turns: Sequence[AskingTurn]) -> float:
    asking = sum(acknowledging(words_of(turn.text)) < 1 for turn in turns)
    return min(MOST_RATE, max(LEAST_RATE, RATE * questions / max(1, asking)))


def _hold(scores: TurnScores, known: Mapping[int, Confirmed]) -> None:
    """Make every choice impossible but the one that was confirmed."""
    for row, turn in enumerate(scores.turns):
        if (told := known.get(turn.number)) is None:
            continue
        for table in (scores.opening, scores.going_on):
            others = [place for place in range(table.shape[1]) if place != told.question]
            table[row, others] = IMPOSSIBLE
        if told.question is not None:
            scores.none[row] = IMPOSSIBLE


def _band(margin: float) -> Band:
    if margin >= STRONG:
        return Band.STRONG
    return Band.POSSIBLE if margin >= POSSIBLE else Band.WEAK


def _why(scores: TurnScores, row: int, question: int | None, follow_up: bool) -> tuple[Reason, tuple[str, ...]]:
    turn = scores.turns[row]
    if question is None:
        return (Reason.ACKNOWLEDGES if acknowledging(words_of(turn.text)) > 0.5 else Reason.NOTHING), ()
    if scores.numbered[row] == question:
        return Reason.NUMBER, ()
    if telling := scores.telling(row, question):
        return Reason.WORDS, telling
    if scores.likeness[row, question] >= LIKE:
        return Reason.LIKE, ()
    if not follow_up:
        return Reason.ORDER, ()
    taken = _taken_up(turn)
    return (Reason.TAKES_UP, taken) if taken else (Reason.GOES_ON, ())


def _taken_up(turn: AskingTurn, most: int = 3) -> tuple[str, ...]:
    """The longer words of a turn that were in the answer before it."""
    answered = set(stems(turn.before))
    words = [word for word in dict.fromkeys(re.findall(r"[^\W\d_]+", turn.text)) if len(word) >= LONG]
    return tuple(word for word in words if answered.intersection(stems(word)))[:most]
