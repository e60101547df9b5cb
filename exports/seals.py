"""Digests of what a file says, which show that a figure in it was changed by hand since.

They are no signatures: whoever can write the file can write the seal.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from html import unescape
from typing import Any, BinaryIO

from exports.digests import Kept, comparable


def seal_of_bytes(stream: BinaryIO) -> str:
    """Digest of a whole file, from its beginning."""
    stream.seek(0)
    found = hashlib.sha256()
    while piece := stream.read(1 << 20):
        found.update(piece)
    return found.hexdigest()


def seal_of_text(text: str) -> str:
    """Digest of a text; ways to end a line and blanks at the end of it do not count, for editors change them."""
    lines = [line.rstrip() for line in text.splitlines()]
    return hashlib.sha256("\n".join(lines).strip().encode("utf-8", errors="replace")).hexdigest()


def seal_of_json(members: object) -> str:
    """Digest of a JSON object, whatever its layout."""
    plain = json.dumps(members, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("ascii")).hexdigest()


class RowSeal:
    """Digest of the rows of a workbook, as they come.

    Empty cells at the end of a row and empty rows do not count, nor does what a workbook cannot tell apart: a date and
    its midnight, fractions of a second, ways to end a line.
    """

    def __init__(self) -> None:
        self._found = hashlib.sha256()

    def add(self, row: Sequence[Any]) -> None:
        """Take one more row in."""
        cells = [_as_read_back(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            self._found.update(json.dumps(cells).encode("ascii") + b"\n")

    @property
    def value(self) -> str:
        """Of the rows so far, in hexadecimal."""
        return self._found.hexdigest()


def _as_read_back(value: Any) -> Kept:
    if isinstance(value, datetime):
        value = value.replace(microsecond=0) + timedelta(seconds=round(value.microsecond / 1e6))
        value = value.date() if value.time() == time() else value
    elif isinstance(value, str):
        value = value.replace("\r\n", "\n").replace("\r", "\n") or None
    return comparable(value)


def seal_of_word(body: bytes) -> str:
    """Digest of the words of a Word document's main part, however they are cut into runs."""
    words = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)", body.decode("utf-8", errors="replace"))
    return seal_of_text("".join(unescape(text) or "\n" for text, _end in words))
