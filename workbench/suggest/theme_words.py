"""The words that set a group of segments apart from all others, as they were said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.suggest.theme_vectors import Places, Texts, content_lemmas

FEWEST = 2
MOST = 6
_CLEAR = 1.96
_PRIOR = 10.0
_SHARE = 0.2


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
        places: The segments that groups are set apart from.
    """

    def __init__(self, texts: Texts, places: Places) -> None:
        self._texts = texts
        self._total = len(places)
        self._held = Counter(lemma for place in places for lemma in set(content_lemmas(texts.readings[place])))
        self._uses = max(1, sum(self._held.values()))

    def typical(self, members: Places) -> tuple[TypicalWord, ...]:
        """The most typical words of some of the segments, the most telling first; few or none where nothing is.

        Segments are counted, not words, so that one who repeats himself does not weigh more: log-odds ratio with an
        informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eq. 16 and 20 to 22), the prior being the use in
        all segments. A word stands in a fifth of the group, and in two transcripts if the group is of several.
        """
        inside = Counter(lemma for place in members for lemma in set(content_lemmas(self._texts.readings[place])))
        enough = max(2.0, _SHARE * len(members))
        wanted = [lemma for lemma, count in inside.items() if count >= enough and self._spread(lemma, members)]
        scored = [(lemma, self._z(lemma, inside[lemma], inside.total())) for lemma in wanted]
        best = sorted((one for one in scored if one[1] >= _CLEAR), key=lambda one: (-one[1], one[0]))[:MOST]
        return tuple(TypicalWord(lemma, self._form(lemma, members), inside[lemma], z) for lemma, z in best)

    def _z(self, lemma: str, inside: int, uses_inside: int) -> float:
        prior = _PRIOR * self._held[lemma] / self._uses
        one, other = inside + prior, self._held[lemma] - inside + prior
        rest = self._uses - uses_inside + _PRIOR
        odds = np.log(one / (uses_inside + _PRIOR - one)) - np.log(other / (rest - other))
        return round(float(odds / np.sqrt(1 / one + 1 / other)), 6)

    def _spread(self, lemma: str, members: Places) -> bool:
        """Whether a word of a group from several transcripts is said in more than one."""
        pieces, readings = self._texts.pieces, self._texts.readings
        everywhere = {pieces[place].transcript for place in members}
        where = {pieces[place].transcript for place in members if lemma in readings[place].lemmas}
        return len(where) > 1 or len(everywhere) == 1

    def _form(self, lemma: str, members: Places) -> str:
        """The form most often said; a capital that only begins sentences is not kept."""
        forms: Counter[str] = Counter()
        for place in members:
            reading, text = self._texts.readings[place], self._texts.pieces[place].text
            for one, start, end in zip(reading.lemmas, reading.starts, reading.ends, strict=True):
                if one == lemma:
                    forms[text[start:end]] += 1
        return said_form(forms)


def said_form(forms: Counter[str] | Sequence[str]) -> str:
    """Of the forms of one word the most frequent, in small letters if it is ever written so."""
    counts = Counter(forms)
    if not counts:
        return ""
    folded: Counter[str] = Counter()
    for form, count in counts.items():
        small = form.lower()
        folded[small if small in counts else form] += count
    return min(folded, key=lambda form: (-folded[form], form))
