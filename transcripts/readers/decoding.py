"""From the bytes of a text file to its text: byte order mark, then strict UTF-8, then a guess that is said.

Line ends become line feeds. A file that holds NUL after decoding, or little but control characters, is no text.
"""

import codecs
import re
from dataclasses import dataclass

from transcripts.errors import TranscriptError
from transcripts.i18n import _, ngettext

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = (
    # Every unit's bytes that are NUL in Latin text, as a share of the sample at that position.
    ("utf-32-le", 4, (1, 2, 3)),
    ("utf-32-be", 4, (0, 1, 2)),
    ("utf-16-le", 2, (1,)),
    ("utf-16-be", 2, (0,)),
)
_SAMPLE = 65_536
_MOSTLY = 0.6
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Letters that French has and mis-decoded text has not, against signs that mis-decoding leaves behind.
_FRENCH_LETTERS = re.compile("[éèêàâùûçôîïëœÉÈÊÀÇÔŒ«»’]")
_ODD_LETTERS = re.compile(
    "[^\x00-\x7f\xa0\u202féèêëàâäùûüçôöîïœæñáíóúÿÉÈÊËÀÂÄÙÛÜÇÔÖÎÏŒÆÑÁÍÓÚß«»‹›“”‘’„…–—€£°§·•×™©®±½¼¾²³ªº¡¿]"
)
_LEGACY = ("cp1252", "mac_roman", "cp850")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes:
        text: Line ends as line feeds, no byte order mark.
        encoding: By Python's name for it.
        guessed: Whether the bytes left a choice.
        notes: What was mended.
    """

    text: str
    encoding: str
    guessed: bool
    notes: tuple[str, ...]


def decode(data: bytes, name: str, encoding: str = "") -> Decoded:
    """Decode the bytes of a text file.

    Args:
        data: The whole file.
        name: Of the file, for messages.
        encoding: As the person who imports says; looked for where "".

    Raises:
        TranscriptError: If the bytes are no text, or not in that encoding.
    """
    if encoding:
        text, guessed = _as_told(data, name, encoding), False
    else:
        encoding, text, guessed = _found(data, name)
    text, notes = _with_line_feeds(text.removeprefix("\ufeff"))
    _refuse_binary(text, name)
    if guessed:
        message = _("The encoding of {name} was guessed as {encoding}: look at the accents.")
        notes = (message.format(name=name, encoding=encoding), *notes)
    return Decoded(text, encoding, guessed, notes)


def _as_told(data: bytes, name: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
        text.encode("utf-8")  # some encodings give halves of characters, which nothing can store
        return text
    except (UnicodeError, LookupError) as error:
        raise TranscriptError(
            _("{name} cannot be read as {encoding}.").format(name=name, encoding=encoding),
            _("Leave the encoding out to have it looked for."),
        ) from error


def _found(data: bytes, name: str) -> tuple[str, str, bool]:
    """Encoding, text, and whether it was a guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, _as_told(data, name, encoding), False
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return wide, _as_told(data, name, wide), True
    try:
        return "utf-8", data.decode("utf-8"), False
    except UnicodeDecodeError:
        if b"\0" in data:
            raise _no_text(name) from None
        encoding = _guess(data)
        return encoding, data.decode(encoding), True


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by where the NUL bytes stand; "" for anything else."""
    if b"\0" not in sample:
        return ""
    for encoding, width, empty in _WIDE:
        units = len(sample) // width
        columns = [sample[position : units * width : width] for position in range(width)]
        shares = [column.count(0) / max(1, units) for column in columns]
        if all(shares[i] >= _MOSTLY if i in empty else shares[i] < 0.1 for i in range(width)):
            return encoding
    return ""


def _guess(data: bytes) -> str:
    """The encoding that reads the bytes best.

    The old Western encodings are told apart by the letters that French and English use, on which general
    detectors are weak for short texts; where none reads well, charset-normalizer looks among all it knows.
    """
    sample = _telling_bytes(data)
    scores = {encoding: _score(sample, encoding) for encoding in _LEGACY}
    best = max(_LEGACY, key=scores.__getitem__)
    if scores[best] > 0 and _decodes(data, best):
        return best
    from charset_normalizer import from_bytes

    for match in from_bytes(sample):
        if _decodes(data, match.encoding):
            return match.encoding
    return best if _decodes(data, best) else "latin-1"


def _telling_bytes(data: bytes) -> bytes:
    """A sample around the first bytes that are not ASCII, so that a long plain beginning does not hide them."""
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - 200) if first else 0
    return data[start : start + _SAMPLE]


def _score(sample: bytes, encoding: str) -> float:
    """Share of the letters beyond ASCII that French uses, less twice the share that no such text has."""
    text = sample.decode(encoding, errors="replace")
    usual, odd = len(_FRENCH_LETTERS.findall(text)), len(_ODD_LETTERS.findall(text))
    return (usual - 2 * odd) / max(1, usual + odd)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _with_line_feeds(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with line feeds only, and a note where others were changed."""
    if "\r" not in text:
        return text, ()
    changed = text.count("\r")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    note = ngettext("{count} line end was made a line feed.", "{count} line ends were made line feeds.", changed)
    return text, (note.format(count=changed),)


def _refuse_binary(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    if "\0" in text or len(_CONTROL.findall(sample)) * 10 > len(sample):
        raise _no_text(name)


def _no_text(name: str) -> TranscriptError:
    return TranscriptError(
        _("{name} is not a text file.").format(name=name),
        _("Save it as plain text in UTF-8 or as DOCX, and import that."),
    )
