"""Formats by name, and files that are either whole or as they were before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from exports.aside import write_aside
from exports.documents import markdown
from exports.errors import ExportError
from exports.report import Report
from exports.sheets import write_workbook
from exports.tables import json_lines, separated
from transcripts.i18n import N_, _

Writer = Callable[[Report, BinaryIO], list[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a report.

    Attributes:
        name: As asked for on the command line.
        endings: File endings that mean it.
        title: What a person calls it; translated where it is shown.
        write: Writes the report to a binary stream; returns sentences about what the format could not hold.
    """

    name: str
    endings: tuple[str, ...]
    title: str
    write: Writer


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what the format could not hold."""

    path: Path
    format: str
    notes: tuple[str, ...] = ()


def _write_text(pieces: Iterable[str], stream: BinaryIO) -> None:
    for piece in pieces:
        stream.write(piece.encode("utf-8", errors="replace"))


def _write_separated(report: Report, stream: BinaryIO, *, delimiter: str, start: str) -> list[str]:
    if not report.tables:
        raise ExportError(_("This has no table that a CSV file could hold."), _("Ask for .md or .json."))
    _write_text([start], stream)
    _write_text(separated(report.tables[0], delimiter=delimiter), stream)
    if len(report.tables) == 1:
        return []
    left_out = ", ".join(table.name for table in report.tables[1:])
    return [_("This format holds one table; left out: {tables}. JSON and XLSX hold all.").format(tables=left_out)]


def _write_csv(report: Report, stream: BinaryIO) -> list[str]:
    # Excel takes a CSV file for UTF-8 only if it begins with a byte order mark; readers of CSV drop it.
    return _write_separated(report, stream, delimiter=",", start="\ufeff")


def _write_tsv(report: Report, stream: BinaryIO) -> list[str]:
    return _write_separated(report, stream, delimiter="\t", start="")


def _write_json(report: Report, stream: BinaryIO) -> list[str]:
    _write_text(json_lines(report), stream)
    return []


def _write_markdown(report: Report, stream: BinaryIO) -> list[str]:
    _write_text(markdown(report), stream)
    return []


FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("csv", (".csv",), N_("comma-separated values"), _write_csv),
        Format("tsv", (".tsv", ".tab"), N_("tab-separated values"), _write_tsv),
        Format("json", (".json",), N_("JSON"), _write_json),
        Format("xlsx", (".xlsx",), N_("Excel workbook"), write_workbook),
        Format("md", (".md", ".markdown"), N_("Markdown"), _write_markdown),
    )
}


def known_endings() -> str:
    """Every ending that can be written, as one list for a sentence."""
    return ", ".join(ending for item in FORMATS.values() for ending in item.endings)


def format_for(path: Path, name: str = "") -> Format:
    """The format of that name, or else the one that the file's ending means.

    Raises:
        ExportError: If neither is known; the hint lists the known ones.
    """
    if name:
        if name in FORMATS:
            return FORMATS[name]
        raise ExportError(
            _("The format {name} is not known.").format(name=name),
            _("Known: {names}.").format(names=", ".join(FORMATS)),
        )
    for item in FORMATS.values():
        if path.suffix.lower() in item.endings:
            return item
    raise ExportError(
        _("The ending of {name} does not say which format to write.").format(name=path.name),
        _("Known endings: {endings}.").format(endings=known_endings()),
    )


def write_report(report: Report, path: Path, *, name: str = "") -> Written:
    """Write a report to a file: aside first, then in one step over what was there.

    Args:
        report: What to write; its iterators are consumed.
        path: A file, there or not, in a folder that exists.
        name: A format, "" to go by the ending.

    Raises:
        ExportError: If the format is unknown or the file cannot be written; what was there before is untouched.
    """
    chosen = format_for(path, name)
    notes: list[str] = []
    write_aside(path, lambda stream: notes.extend(chosen.write(report, stream)))
    return Written(path, chosen.name, tuple(notes))
