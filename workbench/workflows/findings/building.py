"""All reports of an article, made anew and written together: all files of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from exports.aside import Fill, write_all_aside
from exports.report import Report
from exports.writers import files_of, format_for
from transcripts.errors import StudyError
from transcripts.i18n import _, in_language, language
from workbench.errors import AnalysisError
from workbench.paths import locale_folder
from workbench.workflows.findings.making import make
from workbench.workflows.findings.recipes import Recipe, Recipes
from workbench.workflows.findings.room import Room

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class Built:
    """One file that was written.

    Attributes:
        path: The file.
        format: Name of its format.
        reports: Names of the reports in it.
        beside: Files that go with it.
        notes: Sentences about what the format could not hold.
    """

    path: Path
    format: str
    reports: tuple[str, ...]
    beside: tuple[Path, ...]
    notes: tuple[str, ...]


def build(study: "StudyFile", recipes: Recipes) -> list[Built]:
    """Make every report and write every file; nothing is written before all reports are made.

    Args:
        study: Open.
        recipes: What is asked for.

    Raises:
        AnalysisError: If a report cannot be made; the sentence names its line. Nothing is written then.
        ExportError: If a file cannot be written; all are as they were before.
    """
    with in_language(recipes.language or language(), locale_folder()):
        room = Room(study)
        made = [_made(study, recipe, recipes, room) for recipe in recipes.reports]
        title = recipes.title or study.title
        return _write(recipes.path.resolve().parent, _by_file(recipes, made), title)


def _made(study: "StudyFile", recipe: Recipe, recipes: Recipes, room: Room) -> Report:
    try:
        report = make(study, recipe.name, recipe.wanted, recipe.options, room=room, whole=True)
    except StudyError as error:
        said = _("Line {line} of {name}: {fault}").format(line=recipe.line, name=recipes.path.name, fault=error.message)
        raise AnalysisError(said, error.hint) from error
    return replace(report, title=recipe.title or report.title)


def _by_file(recipes: Recipes, made: Sequence[Report]) -> dict[PurePosixPath, list[Report]]:
    """The reports of each file, files in the order in which they are first named."""
    found: dict[PurePosixPath, list[Report]] = {}
    for recipe, report in zip(recipes.reports, made, strict=True):
        for name in recipe.files:
            found.setdefault(name, []).append(report)
    return found


def _write(folder: Path, wanted: dict[PurePosixPath, list[Report]], title: str) -> list[Built]:
    everything: dict[Path, Fill] = {}
    written: list[tuple[Path, list[Report], tuple[Path, ...], list[str]]] = []
    for name, reports in wanted.items():
        path, notes = folder / name, list[str]()
        files = files_of(reports, path, title=title if len(reports) > 1 else "", notes=notes)
        for file in files:
            if file in everything:
                raise AnalysisError(
                    _("Two reports would write the file {name}.").format(name=file.name),
                    _("Give one of them another name."),
                )
        everything |= files
        written.append((path, reports, tuple(file for file in files if file != path), notes))
    _make_folders(folder, everything)
    write_all_aside(everything)
    return [
        Built(path, format_for(path).name, tuple(report.name for report in reports), company, tuple(notes))
        for path, reports, company, notes in written
    ]


def _make_folders(folder: Path, files: dict[Path, Fill]) -> None:
    """The folders that files are to lie in, inside the one of the file of reports and nowhere else."""
    for parent in {file.parent for file in files}:
        if not parent.resolve().is_relative_to(folder):
            raise AnalysisError(
                _("The folder {name} leads out of the folder of this file.").format(name=parent.name),
                _("Name files inside it."),
            )
        parent.mkdir(parents=True, exist_ok=True)
