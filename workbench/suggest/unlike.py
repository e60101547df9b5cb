"""How unlike the text that was read some other text is."""

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.theme_groups import evenly
from workbench.suggest.theme_texts import Fetched, Places, Texts, fetch
from workbench.suggest.theme_vectors import Meaning, ThemeSpace

_NEAREST = 5
_MOST_READ = 4_000
_AT_ONCE = 1_024
_PRECISION = 6


def how_unlike(texts: Texts, unread: Places, read: Places) -> NDArray[np.float64] | None:
    """1 − mean cosine with the five nearest passages read, of each unread one; None where one of both is missing.

    By what passages mean where a sentence encoder says it, else as for themes.

    Args:
        texts: The corpus.
        unread: Passages.
        read: Passages; of very many, some spread evenly are looked at.
    """
    if not len(unread) or not len(read):
        return None
    some = read[evenly(len(read), _MOST_READ)]
    fit = np.union1d(some, unread[evenly(len(unread), _MOST_READ)])
    space = ThemeSpace(texts, fetch(texts), fit) if texts.vectors is None else Meaning(texts, Fetched((), None), fit)
    known = space.of(some)
    most = min(_NEAREST, len(some))
    found = np.empty(len(unread))
    for start in range(0, len(unread), _AT_ONCE):
        rows = space.of(unread[start : start + _AT_ONCE])
        assert rows is not None and known is not None
        cosines = rows @ known.T
        found[start : start + len(cosines)] = 1 - np.partition(cosines, -most, axis=1)[:, -most:].mean(axis=1)
    return np.round(found, _PRECISION)
