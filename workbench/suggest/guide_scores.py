"""How well each turn of an interviewer puts each question of a guide, turn by turn, before their order is looked at.

Three things are weighed for a turn: that it opens a question, that it goes on with it, that it puts none. Words are
weighed by how much rarer they are in talk in general than in the question (``turn_words.gain``); likeness of spelling
and order of words comes from rapidfuzz. The constants were chosen on whole interviews, never on single words; see
``tests/measures/guide_links.py`` for what they are worth on interviews that they were not chosen on.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcripts.words import folded
from workbench.suggest.turn_words import Vocabulary, acknowledging, gain, stems, weighted, words_of

if TYPE_CHECKING:
    from workbench.suggest.guide_path import Scores

#: Share of the words of a turn that come from the question: where it is opened, and where it is gone on with.
OPENING, GOING_ON = 0.25, 0.08
#: Share of the words of a further turn that take up the answer just given.
ECHO = 0.15
#: What a word of the question, of a code that it names, and of a turn linked to it elsewhere counts.
OWN, OF_CODE, OF_EXAMPLE = 1.5, 0.3, 2.0
#: Likeness of spelling (0 to 1) is worth so much above what any two sentences have.
LIKENESS, USUAL_LIKENESS = 3.0, 0.4
#: A turn longer than usual opens rather than goes on; a number of the question before its words is all but certain.
LENGTH, NUMBER = 0.5, 12.0
#: A turn that puts no question: seldom, unless it acknowledges, has no question mark, is short or breaks off.
NONE, ACKNOWLEDGES, QUESTION_MARK, STATEMENT, PER_WORD, BREAKS_OFF = -5.0, 7.0, 2.0, 1.0, 0.08, 0.5
#: Share of the words of such a turn that are those of turns found elsewhere to put no question.
OF_NONE = 0.1


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question of the guide, as it is recognised.

    Attributes:
        name: Its short name, such as ``Q1``.
        wordings: Its words in the guide, those of its follow-ups after them.
        topics: What the codes that it names are called.
        examples: Turns that were confirmed to open it, in other transcripts.
    """

    name: str
    wordings: tuple[str, ...]
    topics: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskingTurn:
    """A turn of the interviewer.

    Attributes:
        number: Of the turn in its transcript.
        text: Its words.
        before: What was answered just before, "" if nothing was.
    """

    number: int
    text: str
    before: str = ""


class TurnScores:
    """Scores of all turns of one interview.

    Args:
        questions: The guide.
        turns: In text order.
        passed: Turns found elsewhere to put no question.

    Attributes:
        opening: Shape (turns, questions), logarithms; higher is better.
        going_on: The same for taking the question further.
        none: Shape (turns,).
        likeness: Shape (turns, questions), 0 to 1: of the turn to the nearest wording of the question.
        numbered: For each turn the place of the question whose number is written in it, -1 for none.
    """

    def __init__(
        self, questions: Sequence[GuideQuestion], turns: Sequence[AskingTurn], passed: Sequence[str] = ()
    ) -> None:
        self.questions = questions
        self.turns = turns
        wordings = [wording for question in questions for wording in question.wordings]
        self.vocabulary = Vocabulary([*wordings, *(turn.text for turn in turns)])
        self._found = [stems(turn.text) for turn in turns]
        self._words = [words_of(turn.text) for turn in turns]
        self._ratios, self._rows = self._rarer()
        self._passed = weighted((passed, 1.0))
        self.numbered = [_numbered(turn.text, questions) for turn in turns]
        self.likeness = self._likeness()
        self.opening = self._opening()
        self.going_on = self._going_on()
        self.none = self._none()

    def _rarer(self) -> "tuple[Scores, dict[str, int]]":
        """How much more frequent each word of the turns is in each question than in talk in general."""
        import numpy as np

        rows = {stem: row for row, stem in enumerate(dict.fromkeys(stem for found in self._found for stem in found))}
        ratios = np.zeros((len(rows), len(self.questions)))
        for column, one in enumerate(self.questions):
            shares = weighted((one.wordings, OWN), (one.topics, OF_CODE), (one.examples, OF_EXAMPLE))
            for stem in shares.keys() & rows.keys():
                ratios[rows[stem], column] = shares[stem] / self.vocabulary.share(stem)
        return ratios, rows

    def _opening(self) -> "Scores":
        import numpy as np

        scores = LIKENESS * (self.likeness - USUAL_LIKENESS)
        gains = np.log(1 - OPENING + OPENING * self._ratios)
        usual = sorted(map(len, self._words))[len(self._words) // 2] if self._words else 1
        for row, found in enumerate(self._found):
            scores[row] += gains[[self._rows[stem] for stem in found]].sum(axis=0)
            scores[row] += LENGTH * math.log((len(self._words[row]) + 1) / (usual + 1))
            if self.numbered[row] >= 0:
                scores[row, self.numbered[row]] += NUMBER
        return scores

    def _likeness(self) -> "Scores":
        """Likeness of each turn to the nearest wording of each question, 0 to 1."""
        import numpy as np
        from rapidfuzz.fuzz import token_set_ratio
        from rapidfuzz.process import cdist

        likeness = np.zeros((len(self.turns), len(self.questions)))
        texts = [folded(turn.text) for turn in self.turns]
        for column, question in enumerate(self.questions):
            if texts and question.wordings:
                found = cdist(texts, [folded(one) for one in question.wordings], scorer=token_set_ratio)
                likeness[:, column] = found.max(axis=1) / 100
        return likeness

    def _going_on(self) -> "Scores":
        """The words come from the question, from the answer just given, or from talk in general."""
        import numpy as np

        scores = np.zeros((len(self.turns), len(self.questions)))
        for row, (turn, found) in enumerate(zip(self.turns, self._found, strict=True)):
            answer = weighted(((turn.before,), 1.0))
            echo = ECHO if answer else 0.0
            taken = np.array([answer.get(stem, 0.0) / self.vocabulary.share(stem) for stem in found])
            ratios = self._ratios[[self._rows[stem] for stem in found]]
            scores[row] = np.log(1 - GOING_ON - echo + GOING_ON * ratios + echo * taken[:, None]).sum(axis=0)
        return scores

    def _none(self) -> "Scores":
        import numpy as np

        return np.array([self._none_at(row) for row in range(len(self.turns))], dtype=np.float64)

    def _none_at(self, row: int) -> float:
        text, words = self.turns[row].text, self._words[row]
        share = acknowledging(words)
        score = NONE + ACKNOWLEDGES * share - PER_WORD * (1 - share) * len(words)
        score += -QUESTION_MARK if "?" in text else STATEMENT
        if text.rstrip().endswith(("...", "…")):
            score += BREAKS_OFF
        if self._passed:
            score += gain(stems(text), self._passed, self.vocabulary, OF_NONE)
        return score

    def telling(self, row: int, question: int, most: int = 3) -> tuple[str, ...]:
        """The words of a turn that speak most for a question, as written, in the order of the turn.

        Args:
            row: Place of the turn.
            question: Place of the question.
            most: How many at most.
        """
        worth: dict[str, float] = {}
        spelled = re.findall(r"[^\W\d_]+", self.turns[row].text)
        for word in (word for word in spelled if len(word) >= SHOWN):
            for stem in stems(word):
                if (ratio := float(self._ratios[self._rows[stem], question])) > TELLING:
                    worth.setdefault(word, ratio)
        best = sorted(worth, key=lambda word: -worth[word])[:most]
        return tuple(word for word in dict.fromkeys(spelled) if word in best)


#: A word speaks for a question where it is so many times as frequent there as in talk in general.
TELLING = 1.5
#: Letters of a word that is shown as a reason.
SHOWN = 4


def _numbered(text: str, questions: Sequence[GuideQuestion]) -> int:
    """Place of the question whose name or number begins a line (``3 - …``, ``Q3. …``); -1 if there is none."""
    places = {_bare(question.name): place for place, question in enumerate(questions)}
    for written in re.findall(r"(?m)^\s*([A-Za-z]{0,3}\d{1,3}[a-z]?)\s*[-–—.:)]\s*(?=\D)", text):
        if (place := places.get(_bare(written))) is not None:
            return place
    return -1


def _bare(name: str) -> str:
    """``3`` for ``Q3``."""
    return re.sub(r"^[Qq](?=\d)", "", name).casefold()
