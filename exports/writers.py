"""Reports into files, whole or not at all, with what goes beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from exports.aside import Fill, write_all_aside
from exports.errors import ExportError
from exports.formats import FORMATS, Cover, Format, format_for, known_endings
from exports.manifest_places import beside
from exports.manifests import carried, held, manifest_text
from exports.report import Report
from exports.seals import seal_of_bytes
from transcripts.i18n import _

__all__ = ["FORMATS", "Format", "Written", "files_of", "format_for", "known_endings", "write_report", "write_reports"]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what the format could not hold.

    Attributes:
        path: The file asked for.
        format: Name of its format.
        notes: Sentences about what it could not hold.
        beside: Files that were written with it.
    """

    path: Path
    format: str
    notes: tuple[str, ...] = ()
    beside: tuple[Path, ...] = ()


def write_report(report: Report, path: Path, *, name: str = "") -> Written:
    """Write a report to a file, and what goes with it beside; all aside first, then in one go.

    Args:
        report: What to write; its iterators are consumed.
        path: A file, there or not, in a folder that exists.
        name: A format, "" to go by the ending.

    Raises:
        ExportError: If the format is unknown or the file cannot be written; what was there before is untouched.
    """
    return write_reports([report], path, name=name)


def write_reports(reports: Sequence[Report], path: Path, *, name: str = "", title: str = "") -> Written:
    """Write reports into one file, as ``write_report`` does one.

    Args:
        reports: At least one.
        path: A file, there or not, in a folder that exists.
        name: A format, "" to go by the ending.
        title: What stands above several.

    Raises:
        ExportError: If the format is unknown or holds one report only, or the file cannot be written.
    """
    notes: list[str] = []
    files = files_of(reports, path, name=name, title=title, notes=notes)
    write_all_aside(files)
    return Written(path, format_for(path, name).name, tuple(notes), tuple(files)[1:])


def files_of(
    reports: Sequence[Report], path: Path, *, name: str = "", title: str = "", notes: list[str] | None = None
) -> dict[Path, Fill]:
    """The files that ``write_reports`` writes, the one asked for first, and what fills them.

    Args:
        reports: At least one.
        path: A file, there or not, in a folder that exists.
        name: A format, "" to go by the ending.
        title: What stands above several.
        notes: Takes sentences about what the format could not hold, once the files are filled.

    Raises:
        ExportError: If the format is unknown or holds one report only.
    """
    chosen = format_for(path, name)
    if len(reports) > 1 and chosen.several is None:
        raise ExportError(
            _("A file of the format {name} holds one report.").format(name=chosen.name),
            _("Name a file for each, or one that holds several: {names}.").format(names=", ".join(_holding_several())),
        )
    reports = [held(report) if report.manifest or chosen.beside else report for report in reports]
    cover = Cover(title, path.stem)

    def fill(stream: BinaryIO) -> None:
        said = chosen.several(reports, stream, cover) if chosen.several else chosen.write(reports[0], stream)
        if notes is not None:
            notes.extend(said)

    alone = path.exists() and not path.is_file()  # a pipe, with no place beside it
    return {path: fill} if alone else _with_company(chosen, reports, path, fill)


def _holding_several() -> list[str]:
    return [item.name for item in FORMATS.values() if item.several is not None]


def _with_company(chosen: Format, reports: Sequence[Report], path: Path, fill: Fill) -> dict[Path, Fill]:
    """The file and those that go with it, the manifest last, since it seals the file."""
    recipes = () if chosen.carries else carried(reports)
    seal = ""

    def fill_and_seal(stream: BinaryIO) -> None:
        nonlocal seal
        fill(stream)
        stream.flush()
        seal = seal_of_bytes(stream)

    company: dict[Path, Fill] = {path: fill_and_seal if recipes else fill}
    if chosen.beside is not None:
        company |= chosen.beside(reports, path)
    if recipes:
        company[beside(path)] = lambda stream: stream.write(manifest_text(recipes, seal=seal).encode())
    return company
