"""Where each format keeps its manifest, and how it is found again.

Inside the file: JSON (the member ``manifest``), XLSX (a sheet), DOCX (a part of the package), Markdown, LaTeX and SVG
(comments at the end), HTML (a script that runs nothing), Parquet (metadata of the schema). Beside it, as
``NAME.manifest.json``: everything else, such as CSV, TSV, PNG and PDF.

A seal goes with it, where that can be had (``exports.seals``).
"""

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from exports.digests import comparable
from exports.errors import ExportError
from exports.manifests import StoredManifest, StoredReport, StoredTable, manifest_lines, manifest_text, understood
from exports.seals import RowSeal, seal_of_bytes, seal_of_json, seal_of_text, seal_of_word
from transcripts.i18n import _

BESIDE = ".manifest.json"
SHEET = "manifest"
WORD_PART = "customXml/item2.xml"  # the template of python-docx has an item1
WORD_NAMESPACE = "urn:interview-workbench:manifest:1"
PARQUET_KEY = b"interview-workbench.manifest"
BEGIN, END = "interview-workbench manifest begins", "interview-workbench manifest ends"
_LARGEST = 1 << 28

# Whole lines, which no cell can fake: in the manifest each stands in quotes, in the text before signs are escaped.
_COMMENTED = re.compile(
    rf"^(?:<!--|%) {BEGIN}\r?$(?P<lines>.*?)^(?:{END} -->|% {END})\r?$\n?", re.DOTALL | re.MULTILINE
)
_SCRIPT = re.compile(r"<script[^>]*\bid=[\"']?manifest[\"']?[^>]*>(?P<lines>.*?)</script>", re.DOTALL)


def beside(path: Path) -> Path:
    """The file that holds the manifest of one that cannot."""
    return path.with_name(path.name + BESIDE)


# -- in comments -----------------------------------------------------------------------------------------------------


def commented(
    text: str, reports: Sequence[StoredReport], *, line: str, begin: str = "", end: str = ""
) -> Iterator[str]:
    """The manifest as comments to be put at the end of a text.

    Args:
        text: What stands before, for the seal.
        reports: Nothing is given if there are none.
        line: What makes a comment of each line, such as ``% ``; "" where ``begin`` and ``end`` do.
        begin: Opens the comment, such as ``<!--``.
        end: Closes it.
    """
    if reports:
        yield f"\n{line or begin + ' '}{BEGIN}\n"
        yield from (f"{line}{one}\n" for one in manifest_lines(reports, seal=seal_of_text(text)))
        yield f"{line}{END} {end}".rstrip() + "\n"


def _in_comments(text: str, name: str) -> StoredManifest | None:
    found = _COMMENTED.search(text)
    if found is None:
        return None
    lines = [re.sub(r"^\s*%\s?", "", one) for one in found["lines"].splitlines()]
    return _checked(understood("\n".join(lines), name), seal_of_text(text[: found.start()] + text[found.end() :]))


def _in_script(text: str, name: str) -> StoredManifest | None:
    found = _SCRIPT.search(text)
    if found is None:
        return None
    return _checked(understood(found["lines"], name), seal_of_text(text[: found.start()] + text[found.end() :]))


def _in_json(text: str, name: str) -> StoredManifest | None:
    try:
        members = json.loads(text)
    except ValueError:
        return None
    if not isinstance(members, dict):
        return None
    if "manifest" not in members:
        return understood(text, name) if "reports" in members and "version" in members else None
    manifest = understood(json.dumps(members.pop("manifest")), name)
    objects = members.get("reports", [members])
    return _checked(with_rows(manifest, objects), seal_of_json(members))


def with_rows(manifest: StoredManifest, objects: Sequence[dict[str, Any]]) -> StoredManifest:
    """The manifest with the rows that stand in the JSON objects of its reports anyway."""

    def filled(table: StoredTable, held: object) -> StoredTable:
        if not isinstance(held, list) or any(not isinstance(row, dict) for row in held):
            return table
        rows = tuple(tuple(comparable(_looked_up(row, name)) for name in table.columns) for row in held)
        return replace(table, rows=rows)

    return replace(
        manifest,
        reports=tuple(
            replace(report, tables=tuple(filled(table, held.get(table.name)) for table in report.tables))
            for report, held in zip(manifest.reports, objects, strict=False)
        ),
    )


def _looked_up(row: dict[str, Any], name: str) -> Any:
    """The value of a column; one called ``group.key`` lies in an inner object."""
    group, dot, key = name.partition(".")
    inner = row.get(group)
    value = (inner.get(key) if isinstance(inner, dict) else None) if dot else inner
    return tuple(value) if isinstance(value, list) else value


def _checked(manifest: StoredManifest, seal: str) -> StoredManifest:
    return replace(manifest, untouched=manifest.seal == seal if manifest.seal else None)


# -- in packages -----------------------------------------------------------------------------------------------------


def word_part(reports: Sequence[StoredReport], seal: str) -> bytes:
    """The part of a Word package that holds the manifest."""
    text = manifest_text(reports, seal=seal)  # has no sign that XML would mind
    return f'<manifest xmlns="{WORD_NAMESPACE}">{text}</manifest>'.encode()


def _in_word(package: zipfile.ZipFile, name: str) -> StoredManifest | None:
    for part in package.namelist():
        if part.startswith("customXml/item") and WORD_NAMESPACE.encode() in (held := _member(package, part, name)):
            lines = unescape(re.sub(r"<[^>]*>", "", held.decode("utf-8", errors="replace")))
            return _checked(understood(lines, name), seal_of_word(_member(package, "word/document.xml", name)))
    return None


def _member(package: zipfile.ZipFile, part: str, name: str) -> bytes:
    if package.getinfo(part).file_size > _LARGEST:
        raise ExportError(_("{name} holds more than can be read.").format(name=name))
    return package.read(part)


def _in_workbook(path: Path) -> StoredManifest | None:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)  # LibreOffice keeps yes and no as formulas
    try:
        if SHEET not in book.sheetnames:
            return None
        lines = [str(row[0] or "") for row in book[SHEET].iter_rows(max_col=1, values_only=True)]
        seal = RowSeal()
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True) if sheet.title != SHEET else ():
                seal.add(row)
        return _checked(understood("".join(lines), path.name), seal.value)
    finally:
        book.close()


def _in_parquet(path: Path) -> StoredManifest | None:
    from pyarrow import parquet

    text = (parquet.read_schema(path).metadata or {}).get(PARQUET_KEY)
    return understood(text.decode(), path.name) if text else None


# -- found again -----------------------------------------------------------------------------------------------------


def read_manifest(path: Path) -> StoredManifest:
    """What an export says it was made from.

    Args:
        path: The export, or the manifest beside it.

    Raises:
        ExportError: If it cannot be read, or says nothing of the kind.
    """
    try:
        found = _inside(path) or _beside(path)
    except (zipfile.BadZipFile, KeyError) as error:
        raise ExportError(_("{name} is damaged and cannot be read.").format(name=path.name)) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    if found is None or not found.reports:
        raise ExportError(
            _("{name} does not say what it was made from.").format(name=path.name),
            _("Only reports carry a manifest; that of CSV files and images lies beside them as NAME{ending}.").format(
                ending=BESIDE
            ),
        )
    return found


def _inside(path: Path) -> StoredManifest | None:
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == b"PAR1":
        return _in_parquet(path)
    if start == b"PK\x03\x04":
        return _in_package(path)
    if start in (b"\x89PNG", b"%PDF") or path.stat().st_size > _LARGEST or beside(path).exists():
        return None
    text = path.read_text(encoding="utf-8", errors="replace")
    for look in (_in_json, _in_comments, _in_script):
        if (found := look(text, path.name)) is not None:
            return found
    return None


def _in_package(path: Path) -> StoredManifest | None:
    with zipfile.ZipFile(path) as package:
        parts = set(package.namelist())
        if "word/document.xml" in parts:
            return _in_word(package, path.name)
    return _in_workbook(path) if "xl/workbook.xml" in parts else None


def _beside(path: Path) -> StoredManifest | None:
    held = beside(path)
    if not held.exists():
        return None
    manifest = understood(held.read_text(encoding="utf-8", errors="replace"), held.name)
    with path.open("rb") as stream:
        return _checked(manifest, seal_of_bytes(stream))


def _unreadable(path: Path, error: OSError) -> ExportError:
    if isinstance(error, FileNotFoundError):
        return ExportError(_("There is no file {name}.").format(name=path.name), _("Look at the path."))
    reason = error.strerror or type(error).__name__
    return ExportError(_("{name} cannot be read: {reason}.").format(name=path.name, reason=reason))
