"""Packed files (DOCX, XLSX) that are what they seem, and no bombs."""

import zipfile
import zlib
from pathlib import Path

from transcripts.errors import TranscriptError
from transcripts.files import LARGEST
from transcripts.i18n import _

_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MOST_MEMBERS = 10_000
_STEEPEST = 300
_HARMLESS = 16 * 1024 * 1024
_CHUNK = 1024 * 1024


def refuse_bombs(path: Path) -> None:
    """Refuse a packed file that would fill the memory, by what it declares and by what really comes out.

    Raises:
        TranscriptError: If it is a bomb, or damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_declared(members, path)
            unpacked = 0
            for member in members:
                unpacked = _refuse_real(archive, member, unpacked, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        # ValueError: names that are no text, and places before the file's beginning.
        raise damaged(path) from error


def damaged(path: Path) -> TranscriptError:
    """The error for a packed file that cannot be read to its end."""
    return TranscriptError(
        _("{name} is damaged.").format(name=path.name),
        _("Open it in the program that made it, save it again, and import the new file."),
    )


def _refuse_declared(members: list[zipfile.ZipInfo], path: Path) -> None:
    if any(member.compress_type not in _USUAL for member in members):
        raise damaged(path)
    declared = sum(member.file_size for member in members)
    steep = any(
        member.file_size > _HARMLESS and member.file_size > _STEEPEST * max(1, member.compress_size)
        for member in members
    )
    if len(members) > _MOST_MEMBERS or declared > LARGEST or steep:
        raise _bomb(path)


def _refuse_real(archive: zipfile.ZipFile, member: zipfile.ZipInfo, unpacked: int, path: Path) -> int:
    """Unpack one member and forget it; the bytes unpacked so far."""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            unpacked += len(chunk)
            if unpacked > LARGEST:
                raise _bomb(path)
    return unpacked


def _bomb(path: Path) -> TranscriptError:
    return TranscriptError(
        _("{name} unpacks to far more than a transcript can hold.").format(name=path.name),
        _("Save it again without pictures and attachments, or as plain text."),
    )
