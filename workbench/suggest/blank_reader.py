"""The floor: words and their stems, without any language model."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from transcripts.small_words import is_small
from transcripts.tokens import tokens
from workbench.suggest.reading import Reading
from workbench.suggest.stems import LONGEST, stem

_VERSION = 1
_NOTHING = np.zeros(0, dtype=np.float32)


class BlankReader:
    """Reads words by rule and takes their stems for lemmas; has no vectors.

    Args:
        language: ``fr`` or ``en``; words of any other language are their own stems.
    """

    dimensions = 0

    def __init__(self, language: str) -> None:
        self.language = language if language in ("fr", "en") else ""

    @property
    def name(self) -> str:
        """Of the rules and their version."""
        return f"stems {self.language} {_VERSION}" if self.language else f"words {_VERSION}"

    def read(self, texts: Sequence[str]) -> Iterator[Reading]:
        """One reading a text, in order."""
        return map(self._reading, texts)

    def _reading(self, text: str) -> Reading:
        found = tokens(text, self.language)
        words = [_word(token.form, self.language) for token in found]
        return Reading(
            tuple(lemma for lemma, _content in words),
            tuple(token.start for token in found),
            tuple(token.end for token in found),
            tuple(content for _lemma, content in words),
            _NOTHING,
        )


@lru_cache(maxsize=200_000)
def _word(form: str, language: str) -> tuple[str, bool]:
    """Stem, and whether the word says something by itself; the same few thousand words come again and again."""
    small = is_small(form, language) if language else is_small(form, "fr") or is_small(form, "en")
    return form[:LONGEST] if small else stem(form, language), not small
