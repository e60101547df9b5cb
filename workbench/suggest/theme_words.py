"""The words that set a group of segments apart from all others, as they were said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.suggest.theme_texts import Fetched, Places, Texts

FEWEST = 2
MOST = 6
_CLEAR = 1.96
_PRIOR = 0.1
"""Weight of the prior as a share of all uses; with less, words that nobody else says would count as chance."""
_SHARE = 0.2
_LOOKED_AT = 100
"""Passages of a group by which the form of a word is chosen, the most central first."""


@dataclass(frozen=True, slots=True)
class TypicalWord:
    """A word that a group holds more than the rest does.

    Attributes:
        lemma: In dictionary form, as far as it is known.
        form: As it is most often said in the group.
        passages: How many passages of the group hold it.
        z: How unevenly it is used, in standard deviations; orders the words, and is no test.
    """

    lemma: str
    form: str
    passages: int
    z: float


class WordCounts:
    """In how many segments each lemma stands.

    Args:
        texts: The corpus.
        fetched: What was read of it.
        places: The segments that groups are set apart from.
    """

    def __init__(self, texts: Texts, fetched: Fetched, places: Places) -> None:
        self._texts = texts
        self._lemmas = [frozenset(lemmas) for lemmas in fetched.lemmas]
        self._held = Counter(lemma for place in places.tolist() for lemma in self._lemmas[place])
        self._uses = max(1, self._held.total())

    def typical(self, members: Places) -> tuple[TypicalWord, ...]:
        """The most typical words of some of the segments, the most telling first; few or none where nothing is.

        Segments are counted, not words, so that one who repeats himself does not weigh more: log-odds ratio with an
        informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eq. 16 and 20 to 22), the prior being the use in
        all segments. A word stands in a fifth of the group, and in two transcripts if the group is of several.
        """
        inside = Counter(lemma for place in members.tolist() for lemma in self._lemmas[place])
        enough = max(2.0, _SHARE * len(members))
        wanted = [lemma for lemma, count in inside.items() if count >= enough and self._spread(lemma, members)]
        scored = [(lemma, self._z(lemma, inside[lemma], inside.total())) for lemma in wanted]
        best = sorted((one for one in scored if one[1] >= _CLEAR), key=lambda one: (-one[1], one[0]))[:MOST]
        forms = self._forms([lemma for lemma, _z in best], members)
        return tuple(TypicalWord(lemma, said_form(forms[lemma]), inside[lemma], z) for lemma, z in best)

    def _z(self, lemma: str, inside: int, uses_inside: int) -> float:
        prior, weight = _PRIOR * self._held[lemma], _PRIOR * self._uses
        one, other = inside + prior, self._held[lemma] - inside + prior
        rest = self._uses - uses_inside + weight
        odds = np.log(one / (uses_inside + weight - one)) - np.log(other / (rest - other))
        return round(float(odds / np.sqrt(1 / one + 1 / other)), 6)

    def _spread(self, lemma: str, members: Places) -> bool:
        """Whether a word of a group from several transcripts is said in more than one."""
        pieces = self._texts.pieces
        everywhere = {pieces[place].transcript for place in members.tolist()}
        where = {pieces[place].transcript for place in members.tolist() if lemma in self._lemmas[place]}
        return len(where) > 1 or len(everywhere) == 1

    def _forms(self, lemmas: Sequence[str], members: Places) -> dict[str, Counter[str]]:
        """The forms in which lemmas are said in some segments."""
        forms: dict[str, Counter[str]] = {lemma: Counter() for lemma in lemmas}
        for place in members[:_LOOKED_AT].tolist() if lemmas else ():
            reading, text = self._texts.readings[place], self._texts.pieces[place].text
            for lemma, start, end in zip(reading.lemmas, reading.starts, reading.ends, strict=True):
                if lemma in forms:
                    forms[lemma][text[start:end]] += 1
        return forms


def said_form(forms: Counter[str]) -> str:
    """Of the forms of one word the most frequent; a capital that only begins sentences is not kept."""
    folded: Counter[str] = Counter()
    for form, count in forms.items():
        small = form.lower()
        folded[small if small in forms else form] += count
    return min(folded, key=lambda form: (-folded[form], form), default="")
