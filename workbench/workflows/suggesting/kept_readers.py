"""Readers that first look up what was read before: the words of a code seldom change, and models load slowly."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from workbench.errors import SuggestError
from workbench.store import readings as reading_store
from workbench.store.reader import Reader
from workbench.suggest.packing import unpack_reading, unpack_vector
from workbench.suggest.reading import Reading, SentenceEncoder, TextReader, Vectors
from workbench.workflows.suggesting.loading import LOADING

_AT_ONCE = 400
_MOST = 4_000
"""Texts remembered; words of codes are few."""


class KeptReader:
    """A text reader that reads nothing twice.

    Args:
        reader: Of the study.
        own: Reads what is not known yet; it loads its model only then.
    """

    def __init__(self, reader: Reader, own: TextReader) -> None:
        self._reader = reader
        self._own = own
        self._known: dict[str, Reading] = {}

    @property
    def name(self) -> str:
        """Of the model and its version."""
        return self._own.name

    @property
    def language(self) -> str:
        """``fr``, ``en``, or ""."""
        return self._own.language

    @property
    def dimensions(self) -> int:
        """Length of the vectors, 0 if it has none."""
        return self._own.dimensions

    def read(self, texts: Sequence[str]) -> Iterator[Reading]:
        """One reading a text, in order."""
        if len(self._known) > _MOST:
            self._known.clear()
        for text in texts:
            if text not in self._known:
                kept = _body(self._reader, self.name, text)
                self._known[text] = _read(kept) or self._read_now(text)
            yield self._known[text]

    def _read_now(self, text: str) -> Reading:
        with LOADING:
            return next(iter(self._own.read([text])))


class KeptEncoder:
    """A sentence encoder that encodes nothing twice.

    Args:
        reader: Of the study.
        name: Of the encoder.
        dimensions: Length of its vectors.
        load: Loads it.
    """

    def __init__(self, reader: Reader, name: str, dimensions: int, load: Callable[[], SentenceEncoder | None]) -> None:
        self._reader = reader
        self._load = load
        self._known: dict[str, Vectors] = {}
        self.name = name
        self.dimensions = dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length one, shape (texts, dimensions); zero without words, or if it can no longer be loaded."""
        if len(self._known) > _MOST:
            self._known.clear()
        for text in texts:
            if text not in self._known:
                self._known[text] = self._vector(text)
        return np.stack([self._known[text] for text in texts]) if texts else np.zeros((0, self.dimensions), np.float32)

    def _vector(self, text: str) -> Vectors:
        if not any(map(str.isalnum, text)):
            return np.zeros(self.dimensions, np.float32)
        kept = _body(self._reader, self.name, text)
        if kept is not None:
            try:
                return unpack_vector(kept)
            except SuggestError:  # damaged: encoded anew
                pass
        with LOADING:
            own = self._load()
            found: Vectors = own.encode([text])[0] if own else np.zeros(self.dimensions, np.float32)
        return found


def are_kept(reader: Reader, model: str, texts: Sequence[str]) -> bool:
    """Whether a model has read all of some texts, of which there may be a few thousand."""
    keys = list({reading_store.text_hash(text) for text in texts})
    parts = (keys[first : first + _AT_ONCE] for first in range(0, len(keys), _AT_ONCE))
    return all(len(reading_store.some(reader, model, part)) == len(part) for part in parts)


def _body(reader: Reader, model: str, text: str) -> bytes | None:
    key = reading_store.text_hash(text)
    return reading_store.some(reader, model, [key]).get(key)


def _read(kept: bytes | None) -> Reading | None:
    try:
        return unpack_reading(kept) if kept is not None else None
    except SuggestError:  # damaged: read anew
        return None
