"""Whether an export still says what its study says: made again by the same recipe, and compared."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.manifest import Manifest
from exports.manifest_places import read_manifest
from exports.manifests import FACTS, StoredReport, StoredTable, stored
from transcripts.errors import StudyError
from transcripts.i18n import _, in_language
from workbench.errors import AnalysisError
from workbench.paths import locale_folder
from workbench.workflows.findings.comparing_tables import TableDifference, differences
from workbench.workflows.findings.filters import Filter, filter_of
from workbench.workflows.findings.making import make
from workbench.workflows.findings.room import Room

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """One report of an export, made again.

    Attributes:
        manifest: What the export says of itself.
        now: The same of the report made again; None where it could not be made.
        tables: How each table differs; empty where it could not be made.
        problem: Why it could not be made, "" if it could.
        as_then: Whether the report, made from the codings and states of the time of the export, has the same tables:
            then what differs comes from coding since. None where that was not tried.
    """

    manifest: Manifest
    now: Manifest | None
    tables: tuple[TableDifference, ...] = ()
    problem: str = ""
    as_then: bool | None = None

    @property
    def same(self) -> bool:
        """Whether every table is as it was."""
        return self.now is not None and all(table.same for table in self.tables)

    @property
    def study_changed(self) -> bool:
        """Whether anything in the study changed that reports can depend on."""
        return self.now is not None and self.manifest.study_hash != self.now.study_hash

    @property
    def versions(self) -> dict[str, tuple[str, str]]:
        """Software whose version differs: name to what it was and is."""
        return {} if self.now is None else _differing(self.manifest.versions, self.now.versions)


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of an export.

    Attributes:
        path: The export.
        untouched: Whether the file is as it was written; None where that cannot be told.
        reports: In the order of the file.
    """

    path: Path
    untouched: bool | None
    reports: tuple[ReportCheck, ...]

    @property
    def same(self) -> bool:
        """Whether the file says what it said, and the study still says the same."""
        return self.untouched is not False and all(report.same for report in self.reports)


def verify(path: Path, study: "StudyFile") -> Verification:
    """Make the reports of an export again and compare.

    Args:
        path: The export, or the manifest beside it.
        study: Open; the one that the export was made from.

    Raises:
        ExportError: If the file says nothing of how it was made.
        AnalysisError: If it was made from another study.
    """
    found = read_manifest(path)
    own = study.fact("uuid") or ""
    for report in found.reports:
        if report.manifest.study != own:
            raise AnalysisError(
                _("{name} was made from another study, “{title}”.").format(name=path.name, title=report.manifest.title),
                _("Name that study: workbench report verify FILE STUDY"),
            )
    room = Room(study)
    return Verification(path, found.untouched, tuple(_check(report, study, room) for report in found.reports))


def _check(report: StoredReport, study: "StudyFile", room: Room) -> ReportCheck:
    manifest = report.manifest
    with in_language(manifest.language, locale_folder()):
        try:
            wanted = filter_of(manifest.filters)
            now = _made(report, study, room, wanted)
        except StudyError as error:
            return ReportCheck(manifest, None, problem=str(error))
        check = ReportCheck(manifest, now.manifest, differences(report.tables, now.tables))
        if check.same or wanted.as_of or not check.study_changed:
            return check
        return replace(check, as_then=_same_then(report, study, room, wanted))


def _made(report: StoredReport, study: "StudyFile", room: Room, wanted: Filter) -> StoredReport:
    """The report made again by the recipe of another."""
    manifest = report.manifest
    return stored(make(study, manifest.report, wanted, manifest.options, room=room, whole=True))


def _same_then(report: StoredReport, study: "StudyFile", room: Room, wanted: Filter) -> bool | None:
    """Whether the codings and states of that time give the same tables."""
    try:
        then = _made(report, study, room, replace(wanted, as_of=report.manifest.made))
    except StudyError:
        return None
    digests = {table.name: table.digest for table in then.tables}
    return all(digests.get(table.name) == table.digest for table in _tables(report.tables))


def _tables(tables: Iterable[StoredTable]) -> Iterator[StoredTable]:
    """The tables but the facts, which name the filter."""
    return (table for table in tables if table.name != FACTS)


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    names = dict.fromkeys((*before, *now))
    return {
        name: (before.get(name, ""), now.get(name, "")) for name in names if before.get(name, "") != now.get(name, "")
    }


def study_of(path: Path) -> Path:
    """The study that an export was made from, looked for beside it, above it and in the working folder.

    Raises:
        ExportError: If the file says nothing of how it was made.
        AnalysisError: If the study is not found.
    """
    from workbench.store.study_file import StudyFile

    manifest = read_manifest(path).reports[0].manifest
    folders = dict.fromkeys((path.resolve().parent, path.resolve().parent.parent, Path.cwd()))
    for candidate in (one for folder in folders for one in sorted(folder.glob("*.study"))):
        try:
            with StudyFile.open(candidate) as study:
                if study.fact("uuid") == manifest.study:
                    return candidate
        except StudyError:
            continue
    raise AnalysisError(
        _("The study “{title}”, from which {name} was made, is not beside it.").format(
            title=manifest.title, name=path.name
        ),
        _("Name it: workbench report verify FILE STUDY"),
    )
