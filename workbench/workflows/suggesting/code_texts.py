"""The words of codes that are read for suggestions, so that they can be read and kept with the interviews."""

from collections.abc import Iterator, Sequence

import numpy as np

from workbench.store import codes as code_store
from workbench.store.reader import Reader
from workbench.suggest.queries import read_query
from workbench.suggest.reading import Reading, Vectors
from workbench.workflows.suggesting.definitions import code_words

_NOTHING = Reading((), (), (), (), np.zeros(0, np.float32))


class _Listener:
    """Stands in for a reader and an encoder, and notes what they would be given."""

    name = language = ""
    dimensions = 1

    def __init__(self) -> None:
        self.texts: dict[str, None] = {}

    def read(self, texts: Sequence[str]) -> Iterator[Reading]:
        self.texts |= dict.fromkeys(texts)
        return iter([_NOTHING] * len(texts))

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts |= dict.fromkeys(texts)
        return np.zeros((len(texts), self.dimensions), np.float32)


def code_texts(reader: Reader) -> list[str]:
    """Every text of a code that a list of suggestions asks the models to read, each once."""
    listener = _Listener()
    for code in code_store.book(reader).codes:
        read_query(code_words(code), {"": listener}, listener)
    return [text for text in listener.texts if text]
