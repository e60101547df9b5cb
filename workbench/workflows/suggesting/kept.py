"""What was read of the pieces of a study, fetched from the file when it is looked at: nothing is held twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

import numpy as np

from workbench.errors import SuggestError
from workbench.store import readings as reading_store
from workbench.store.reader import Reader
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.packed_vectors import UNPACKED, AnyVectors, PackedVectors
from workbench.suggest.packing import PackedVector, open_vector, unpack_reading
from workbench.suggest.reading import Reading
from workbench.workflows.suggesting.readiness import ReadBy

_AT_ONCE = 400
_NEAR = 20
_NOTHING = np.zeros(0, np.float32)


class KeptReadings(Sequence[Reading]):
    """The readings of pieces, in their order; what nobody has read, or what is damaged, is read by rule.

    Args:
        reader: Of the study.
        texts: The pieces.
        languages: Of each piece.
        keys: Hash of each piece.
        read_by: Language → who has read its pieces; where the dimensions are 0, vectors of words are left out.
    """

    def __init__(
        self,
        reader: Reader,
        texts: Sequence[str],
        languages: Sequence[str],
        keys: Sequence[bytes],
        read_by: dict[str, ReadBy],
    ) -> None:
        self._reader = reader
        self._texts = texts
        self._languages = languages
        self._keys = keys
        self._read_by = read_by
        self._by_rule = {language: BlankReader(language) for language in read_by}
        self._block: tuple[int, list[Reading]] = -1, []
        self._last = -1

    @property
    def by_rule(self) -> bool:
        """Whether no model has a part in them: then they say no more than the words themselves."""
        return all(self._read_by[language].model == own.name for language, own in self._by_rule.items())

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Reading]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self._several(range(first, min(first + _AT_ONCE, len(self))))

    @overload
    def __getitem__(self, place: int) -> Reading: ...
    @overload
    def __getitem__(self, place: slice) -> list[Reading]: ...
    def __getitem__(self, place: int | slice) -> Reading | list[Reading]:
        places = range(len(self))[place]
        if not isinstance(places, int):
            return self._several(places)
        onwards, self._last = 0 < places - self._last < _NEAR, places
        return self._in_block(places) if onwards else self._several([places])[0]

    def _in_block(self, place: int) -> Reading:
        """For whoever goes through all of them one by one: those around are fetched at once."""
        number, within = divmod(place, _AT_ONCE)
        if self._block[0] != number:
            first = number * _AT_ONCE
            self._block = number, self._several(range(first, min(first + _AT_ONCE, len(self))))
        return self._block[1][within]

    def _several(self, places: Sequence[int]) -> list[Reading]:
        kept: dict[tuple[str, bytes], bytes] = {}
        for model in {self._read_by[self._languages[place]].model for place in places} - {""}:
            keys = list({self._keys[place] for place in places if self._read_by[self._languages[place]].model == model})
            for first in range(0, len(keys), _AT_ONCE):
                found = reading_store.some(self._reader, model, keys[first : first + _AT_ONCE])
                kept.update(((model, key), body) for key, body in found.items())
        return [self._reading(place, kept) for place in places]

    def _reading(self, place: int, kept: dict[tuple[str, bytes], bytes]) -> Reading:
        read_by = self._read_by[self._languages[place]]
        body = kept.get((read_by.model, self._keys[place]))
        if body is not None:
            try:
                read = unpack_reading(body)
                return read if read_by.dimensions else replace(read, vector=_NOTHING)
            except SuggestError:  # damaged, and read anew by the next indexing
                pass
        return self._by_rule_at(place, read_by)

    def _by_rule_at(self, place: int, read_by: ReadBy) -> Reading:
        (read,) = self._by_rule[self._languages[place]].read([self._texts[place]])
        nothing = np.zeros(read_by.dimensions, np.float32)
        return Reading(read.lemmas, read.starts, read.ends, read.content, nothing)


def kept_vectors(reader: Reader, model: str, keys: Sequence[bytes]) -> AnyVectors | None:
    """The sentence vectors of pieces, shape (pieces, d), zero where none is kept; None if there is none at all.

    Those of very many pieces stay packed.
    """
    places: dict[bytes, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    wanted, units = list(places), None
    scales = np.zeros(len(keys), np.float32)
    for first in range(0, len(wanted), _AT_ONCE):
        for key, body in reading_store.some(reader, model, wanted[first : first + _AT_ONCE]).items():
            vector = _vector(body)
            if units is None and vector is not None:
                units = np.zeros((len(keys), len(vector.units)), np.int8)
            if units is not None and vector is not None and vector.units.shape == units.shape[1:]:
                units[places[key]], scales[places[key]] = vector
    if units is None:
        return None
    packed = PackedVectors(units, scales)
    return packed if len(keys) > UNPACKED else packed[:]


def _vector(body: bytes) -> PackedVector | None:
    try:
        return open_vector(body)
    except SuggestError:  # damaged, and read anew by the next indexing
        return None
