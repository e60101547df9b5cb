"""Files as bad luck and bad intent leave them: real ones, changed at random from a seed."""

import io
import random
import zipfile
from collections.abc import Callable

#: What breaks readers: escapes, halves of characters, numbers that are none, marks of every format.
NASTY: tuple[bytes, ...] = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x1b[2J\x1b]0;x\x07",
    "\u202e\u2066\u2028\ufeff\u200b".encode(),
    b"\xed\xa0\x80",
    b"\r\r\n\n",
    b'"',
    b'""",;\t',
    b"[",
    b"]" * 50,
    b"{[" * 60,
    b": " * 40,
    b"- " * 40,
    b"&a [*a, *a]",
    b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    b"]]><w:p>",
    b"</w:body>",
    b"<w:tbl><w:tr><w:tc>",
    b"-1",
    b"nan",
    b"inf",
    b"1e999",
    b"9" * 400,
    b"9" * 5000,
    b"=cmd|' /C calc'!A0",
    b"../../../etc/passwd",
    b"A" * 3000,
    b"[A] (99:99:99 - 0:00)",
    b"(0:01)" * 200,
    b"\xf4\x8f\xbf\xbf",
    b"!!python/object:os.system",
)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to six changes."""
    for _ in range(chance.randrange(1, 7)):
        data = chance.choice(_CHANGES)(data, chance)
    return data


def mutate_packed(data: bytes, chance: random.Random) -> bytes:
    """A packed file changed within its members half of the time, and as bytes the other half."""
    if chance.random() < 0.5:
        return mutate(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(member.filename, archive.read(member)) for member in archive.infolist()]
    place = chance.randrange(len(members))
    name, content = members[place]
    members[place] = (name, mutate(content, chance))
    if chance.random() < 0.2:
        del members[chance.randrange(len(members))]
    packing = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue() if chance.random() < 0.7 else mutate(out.getvalue(), chance)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.randrange(1, 30) + data[end:]


def _with_nasty(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(NASTY) * chance.choice([1, 1, 1, 7]) + data[place:]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    place = chance.randrange(len(data) + 1)
    return data[:place] + data[start:end] + data[place:]


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, 2000))


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped,
    _cut,
    _without,
    _doubled,
    _with_nasty,
    _with_nasty,
    _swapped,
)
