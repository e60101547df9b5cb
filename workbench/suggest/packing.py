"""Readings and vectors as few bytes, for keeping: what is lost is far below what a ranking could notice.

Every packet begins with a byte for its kind and version and four for the checksum of the rest (CRC-32), so that damage
is found and the segment read anew. A reading holds the number of words and the lengths of its columns, then, deflated,
the columns: lemmas as UTF-8 with line feeds between them; the gap before each word and its length, a byte each (255
says that more follows); one bit a word for those that say something. Its vector comes last. A vector is a scale and
one signed byte a dimension, which keeps its direction to a cosine above 0.9999.
"""

import struct
import zlib
from collections.abc import Iterable
from itertools import accumulate
from sys import intern
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from transcripts.i18n import _
from workbench.errors import SuggestError
from workbench.suggest.reading import Reading, Vectors

READING = 1
VECTOR = 2
"""Kinds of packets; a kind whose contents change gets a new number, so that what was kept before is read anew."""

_START = struct.Struct("<BI")
_COLUMNS = struct.Struct("<4I")
_SCALE = struct.Struct("<f")
_MOST = 127
_FULL = 255
#: Deflating harder than this costs more time and saves one byte in a hundred.
_EFFORT = 1


class PackedVector(NamedTuple):
    """A vector as it is kept.

    Attributes:
        units: Signed bytes, shape (d,).
        scale: What one unit is worth.
    """

    units: NDArray[np.int8]
    scale: float


def pack_reading(reading: Reading) -> bytes:
    """A reading as bytes; equal readings give equal bytes."""
    before = (0, *reading.ends[:-1]) if reading.ends else ()
    lemmas = "\n".join(lemma.replace("\n", " ") for lemma in reading.lemmas).encode("utf-8", "replace")
    gaps = _small(start - end for start, end in zip(reading.starts, before, strict=True))
    lengths = _small(end - start for start, end in zip(reading.starts, reading.ends, strict=True))
    content = np.packbits(np.array(reading.content, dtype=np.bool_)).tobytes()
    columns = zlib.compress(b"".join([lemmas, gaps, lengths, content]), _EFFORT)
    head = _COLUMNS.pack(len(reading.lemmas), len(lemmas), len(gaps), len(columns))
    return _sealed(READING, head + columns + _vector_bytes(reading.vector))


def unpack_reading(packed: bytes) -> Reading:
    """The reading that was packed.

    Raises:
        SuggestError: If the bytes are damaged or of a version that this program does not write.
    """
    body = _opened(READING, packed)
    words, lemma_bytes, gap_bytes, deflated = _COLUMNS.unpack_from(body)
    columns = zlib.decompress(body[_COLUMNS.size : _COLUMNS.size + deflated])
    lemmas = columns[:lemma_bytes].decode().split("\n") if words else []
    gaps = _large(columns[lemma_bytes : lemma_bytes + gap_bytes])
    content_bytes = (words + 7) // 8
    lengths = _large(columns[lemma_bytes + gap_bytes : len(columns) - content_bytes])
    content = np.unpackbits(np.frombuffer(columns[len(columns) - content_bytes :], dtype=np.uint8), count=words)
    ends = tuple(accumulate(gap + length for gap, length in zip(gaps, lengths, strict=True)))
    return Reading(
        tuple(map(intern, lemmas)),
        tuple(end - length for end, length in zip(ends, lengths, strict=True)),
        ends,
        tuple(content.astype(bool).tolist()),
        _vector(body[_COLUMNS.size + deflated :]),
    )


def pack_vector(vector: Vectors) -> bytes:
    """A vector as bytes, shape (d,)."""
    return _sealed(VECTOR, _vector_bytes(vector))


def unpack_vector(packed: bytes) -> Vectors:
    """The vector that was packed, as long as it was.

    Raises:
        SuggestError: If the bytes are damaged or of a version that this program does not write.
    """
    return _vector(_opened(VECTOR, packed))


def open_vector(packed: bytes) -> PackedVector:
    """The vector that was packed, as it was kept.

    Raises:
        SuggestError: If the bytes are damaged or of a version that this program does not write.
    """
    body = _opened(VECTOR, packed)
    if not body:
        return PackedVector(np.zeros(0, dtype=np.int8), 0.0)
    return PackedVector(np.frombuffer(body, dtype=np.int8, offset=_SCALE.size), *_SCALE.unpack_from(body))


def is_sound(packed: bytes, kind: int) -> bool:
    """Whether a packet is whole and of a kind, ``READING`` or ``VECTOR``, that this program writes."""
    return packed[: _START.size] == _START.pack(kind, zlib.crc32(packed[_START.size :]))


def _sealed(kind: int, body: bytes) -> bytes:
    return _START.pack(kind, zlib.crc32(body)) + body


def _opened(kind: int, packed: bytes) -> bytes:
    if not is_sound(packed, kind):
        raise SuggestError(
            _("What was kept of a passage for suggestions is damaged or from another version."),
            _("It is read anew by `workbench suggest STUDY --index`."),
        )
    return packed[_START.size :]


def _vector_bytes(vector: Vectors) -> bytes:
    """Scale and bytes of a vector; nothing for one without dimensions."""
    if not vector.size:
        return b""
    scale = float(np.abs(vector).max()) / _MOST
    units = np.rint(vector / scale) if scale else vector
    return _SCALE.pack(scale) + units.astype(np.int8).tobytes()


def _vector(packed: bytes) -> Vectors:
    if not packed:
        return np.zeros(0, dtype=np.float32)
    (scale,) = _SCALE.unpack_from(packed)
    vector: Any = np.frombuffer(packed, dtype=np.int8, offset=_SCALE.size).astype(np.float32) * np.float32(scale)
    return vector  # type: ignore[no-any-return]


def _small(numbers: Iterable[int]) -> bytes:
    """Numbers from 0 on, one byte each; 255 says that the rest follows in the next byte."""
    return b"".join(bytes([_FULL]) * (number // _FULL) + bytes([number % _FULL]) for number in numbers)


def _large(packed: bytes) -> list[int]:
    if _FULL not in packed:
        return list(packed)
    numbers, held = [], 0
    for byte in packed:
        held += byte
        if byte != _FULL:
            numbers.append(held)
            held = 0
    return numbers
