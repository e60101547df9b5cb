"""The file beside a study that names the reports of an article: ``report.toml``.

Example::

    title = "Les objectifs de communication"        # above a file that holds several reports
    language = "fr"                                 # of what is written; else that of the interface

    [filters]                                       # for all reports, unless they say otherwise
    layer = "consensus"

    [[report]]
    name = "ranking"
    title = "Objectifs par importance"
    file = ["article.docx", "figures/ranking.csv"]  # one or several; two reports may name the same file
    filters = { branch = "OBJ", where = ["category=culture et éducation"] }
    options = { draws = 5000, seed = 2026 }
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from exports.formats import format_for
from transcripts.errors import StudyError
from transcripts.i18n import LANGUAGES, _
from workbench.errors import AnalysisError
from workbench.workflows.findings.filters import Filter, filter_of
from workbench.workflows.findings.options import Value, read_options
from workbench.workflows.findings.registry import kind
from workbench.workflows.findings.report_kind import ReportKind

NAME = "report.toml"
_LARGEST = 1_000_000
_TOP = ("title", "language", "filters", "report")
_OF_REPORT = ("name", "title", "file", "filters", "options")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One report to be made.

    Attributes:
        name: Of the report.
        title: Instead of its own, "" for that.
        files: Where it goes, below the folder of the file of reports.
        wanted: What it looks at.
        options: Those that are set.
        line: Where it stands in the file of reports.
    """

    name: str
    title: str
    files: tuple[PurePosixPath, ...]
    wanted: Filter
    options: Mapping[str, Value]
    line: int


@dataclass(frozen=True, slots=True)
class Recipes:
    """What a file of reports asks for.

    Attributes:
        path: The file.
        title: Above a file that holds several reports, "" for that of the study.
        language: Of what is written, "" for that of the interface.
        reports: In the order of the file.
    """

    path: Path
    title: str
    language: str
    reports: tuple[Recipe, ...]


def read_recipes(path: Path) -> Recipes:
    """Read a file of reports.

    Raises:
        AnalysisError: If it cannot be read or asks for what there is not; the sentence names the line.
    """
    text = _text_of(path)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AnalysisError(
            _("{name} is not written as TOML: {fault}.").format(name=path.name, fault=str(error).rstrip(".")),
            _("Look at that line; texts stand in quotation marks, lists in brackets."),
        ) from error
    return _Reading(path, text, found).recipes()


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise AnalysisError(_("{name} is too large to be a list of reports.").format(name=path.name))
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise AnalysisError(
            _("There is no file {name} here.").format(name=path.name),
            _("See how one is written: workbench report build --help"),
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise AnalysisError(_("{name} cannot be read as UTF-8 text.").format(name=path.name)) from error


class _Reading:
    def __init__(self, path: Path, text: str, found: Mapping[str, Any]) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._found = found
        self._starts = [place for place, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*report\s*\]\]", line)]

    def recipes(self) -> Recipes:
        """All of it."""
        found = self._found
        self._refuse_unknown(found, _TOP, 0)
        language = self._text(found, "language", 0)
        if language and language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise self._fault("language", 0, _("The language is one of {names}.").format(names=known))
        tables = found.get("report")
        if not isinstance(tables, list) or not tables:
            raise self._fault("report", 0, _("There is no report in it; each begins with [[report]]."))
        common = self._table(found, "filters", 0)
        reports = tuple(self._recipe(table, place, common) for place, table in enumerate(tables))
        return Recipes(self._path, self._text(found, "title", 0), language, reports)

    def _recipe(self, table: Any, place: int, common: Mapping[str, Any]) -> Recipe:
        start = self._starts[place] if place < len(self._starts) else 0
        if not isinstance(table, dict):
            raise self._fault("report", start, _("There is no report in it; each begins with [[report]]."))
        self._refuse_unknown(table, _OF_REPORT, start)
        name = self._text(table, "name", start)
        filters, options = self._table(table, "filters", start), self._table(table, "options", start)
        what: ReportKind = self._understood("name", start, lambda: kind(name))
        wanted: Filter = self._understood("filters", start, lambda: filter_of({**common, **filters}))
        values = self._understood("options", start, lambda: read_options(what.options, options))
        title, files = self._text(table, "title", start), self._files(table, start)
        return Recipe(name, title, files, wanted, values, self._line("name", start))

    def _files(self, table: Mapping[str, Any], start: int) -> tuple[PurePosixPath, ...]:
        given = table.get("file")
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
            raise self._fault("file", start, _('Say where the report goes: file = "ranking.docx", or a list of files.'))
        return tuple(self._file(name, start) for name in names)

    def _file(self, name: str, start: int) -> PurePosixPath:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
            said = _("The file {name} would lie outside this folder; name one in it.").format(name=name)
            raise self._fault("file", start, said)
        self._understood("file", start, lambda: format_for(Path(path)))
        return path

    # -- what stands there, and where ------------------------------------------------------------------------------

    def _text(self, table: Mapping[str, Any], name: str, start: int) -> str:
        value = table.get(name, "")
        if not isinstance(value, str):
            raise self._fault(name, start, _("{name} is a text in quotation marks.").format(name=name))
        return value

    def _table(self, table: Mapping[str, Any], name: str, start: int) -> Mapping[str, Any]:
        value = table.get(name, {})
        if not isinstance(value, dict):
            raise self._fault(name, start, _("{name} is a table of names and values.").format(name=name))
        return value

    def _refuse_unknown(self, table: Mapping[str, Any], known: tuple[str, ...], start: int) -> None:
        for name in table:
            if name not in known:
                said = _("“{name}” means nothing here; known are {names}.").format(name=name, names=", ".join(known))
                raise self._fault(name, start, said)

    def _understood(self, name: str, start: int, read: Callable[[], Any]) -> Any:
        """What ``read`` gives; its complaint with the line before it."""
        try:
            return read()
        except StudyError as error:
            raise self._fault(name, start, error.message, error.hint) from error

    def _fault(self, name: str, start: int, said: str, hint: str = "") -> AnalysisError:
        line = self._line(name, start)
        return AnalysisError(
            _("Line {line} of {name}: {fault}").format(line=line, name=self._path.name, fault=said), hint
        )

    def _line(self, name: str, start: int) -> int:
        """Number of the line in which a name is set, from that of its report on; else that of the report."""
        end = next((place for place in self._starts if place > start), len(self._lines))
        key = re.compile(rf"\s*(\[+\s*(report\.)?)?[\"']?{re.escape(name)}[\"']?\s*(=|\]|\.)")
        place = next((place for place in range(start, end) if key.match(self._lines[place])), start)
        return place + 1
