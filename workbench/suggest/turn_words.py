"""The words of turns as counts, and how much likelier a question makes them than talk in general does."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from transcripts.words import folded, word_set

#: Letters kept of a word, so that "publiez" meets "publication": enough of an ending is lost in French and English.
STEM = 6
SHORTEST = 3

#: Words of which an acknowledgement, thanks or a leave-taking is made, in French and English.
_ACKNOWLEDGING = word_set(
    "absolument accord ah ben beaucoup bien bon bonjour ca ce cela c est d entendu euh exactement excellent grand hein"
    " hum interessant j marche merci mille mmh non oh ok okay ouais oui parfait pour riche si super tout tres vous toi"
    " vraiment voila"
    " absolutely all and course exactly excellent fine good great hello hm i interesting mhm much of okay perfect"
    " right see so sure thank thanks that very well wonderful yeah yep yes you"
)


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Words in small letters without accents; numbers are none."""
    return tuple(map(_plain, re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))))


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """Folded word by word, since the same words come again and again."""
    return folded(word)


def stems(text: str) -> list[str]:
    """The beginnings of its words, those of one or two letters left out."""
    return [word[:STEM] for word in words_of(text) if len(word) >= SHORTEST]


def acknowledging(words: Sequence[str]) -> float:
    """Share of the words that acknowledge or thank, 0 to 1; 1 for a turn without words."""
    return sum(word in _ACKNOWLEDGING for word in words) / len(words) if words else 1.0


class Vocabulary:
    """How often each word beginning comes up in talk in general.

    Args:
        texts: What is talked about: the guide and the turns at hand.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for text in texts:
            self._counts.update(stems(text))
        self._total = sum(self._counts.values()) + 1

    def share(self, stem: str) -> float:
        """Its share of all words, above 0 also for one never met."""
        return (self._counts[stem] + 0.5) / self._total


def weighted(*sources: tuple[Iterable[str], float]) -> dict[str, float]:
    """Shares of word beginnings in several texts, each source with its weight; {} where they have no words."""
    counts: dict[str, float] = {}
    for texts, weight in sources:
        for text in texts:
            for stem in stems(text):
                counts[stem] = counts.get(stem, 0.0) + weight
    total = sum(counts.values())
    return {stem: count / total for stem, count in counts.items()} if total else {}


def gain(found: Sequence[str], shares: Mapping[str, float], vocabulary: Vocabulary, mixed: float) -> float:
    """Logarithm of how much likelier words are where a share of them comes from a given source.

    Each word is drawn from the source with probability ``mixed`` and else from talk in general (a mixture of unigram
    models, as in Zhai and Lafferty 2004, with Jelinek–Mercer smoothing): Σ log(1 − m + m · P(w | source) / P(w)).

    Args:
        found: Word beginnings of the turn, repeats included.
        shares: Those of the source.
        vocabulary: Of talk in general.
        mixed: Between 0 and 1.
    """
    return sum(math.log(1 - mixed + mixed * shares.get(stem, 0.0) / vocabulary.share(stem)) for stem in found)
