"""The formats that reports are written in, by name and by ending."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from exports.aside import Fill
from exports.documents import markdown_of
from exports.errors import ExportError
from exports.manifest_places import commented
from exports.manifests import carried, held
from exports.report import Report
from exports.sheets import write_workbook, write_workbook_of
from exports.tables import json_lines, reports_as_json, separated
from transcripts.i18n import N_, _

Writer = Callable[[Report, BinaryIO], list[str]]


@dataclass(frozen=True, slots=True)
class Cover:
    """What several reports in one file have in common.

    Attributes:
        title: What stands above all of them, "" if nothing.
        stem: Name of the file without its ending: what the files that go with it are named after.
    """

    title: str = ""
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a report.

    Attributes:
        name: As asked for on the command line.
        endings: File endings that mean it.
        title: What a person calls it; translated where it is shown.
        write: Writes the report to a binary stream; returns sentences about what the format could not hold.
        several: The same for one report or several in one file; None where a file holds one.
        beside: The files that go with the one at a path, and what fills them; None where there are none.
        carries: Whether the file holds the manifest; else it lies beside it.
    """

    name: str
    endings: tuple[str, ...]
    title: str
    write: Writer
    several: Callable[[Sequence[Report], BinaryIO, Cover], list[str]] | None = None
    beside: Callable[[Sequence[Report], Path], dict[Path, Fill]] | None = None
    carries: bool = False


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


def _write_json_of(reports: Sequence[Report], stream: BinaryIO, cover: Cover) -> list[str]:
    _write_text(json_lines(reports[0]) if len(reports) == 1 else reports_as_json(reports, cover.title), stream)
    return []


def _write_markdown(report: Report, stream: BinaryIO) -> list[str]:
    return _write_markdown_of([report], stream, Cover())


def _write_markdown_of(reports: Sequence[Report], stream: BinaryIO, cover: Cover) -> list[str]:
    recipes = carried(reports)
    pieces = markdown_of(reports, cover.title)
    if recipes:
        text = "".join(pieces)
        pieces = chain([text], commented(text, recipes, line="", begin="<!--", end="-->"))
    _write_text(pieces, stream)
    return []


def _write_workbook_of(reports: Sequence[Report], stream: BinaryIO, _cover: Cover) -> list[str]:
    return write_workbook_of(reports, stream)


def _write_word(report: Report, stream: BinaryIO) -> list[str]:
    return _write_word_of([report], stream, Cover())


def _write_word_of(reports: Sequence[Report], stream: BinaryIO, cover: Cover) -> list[str]:
    from exports.word import write_word_of

    return write_word_of(reports, stream, cover.title)


def _write_latex(report: Report, stream: BinaryIO) -> list[str]:
    return _write_latex_of([report], stream, Cover(stem=report.name))


def _write_latex_of(reports: Sequence[Report], stream: BinaryIO, cover: Cover) -> list[str]:
    from exports.latex import latex_of

    reports = [held(report) for report in reports]
    text = "".join(latex_of(reports, cover.title, cover.stem))
    _write_text(chain([text], commented(text, carried(reports), line="% ")), stream)
    return []


def _latex_figures(reports: Sequence[Report], path: Path) -> dict[Path, Fill]:
    from exports.latex import figure_files

    return figure_files(reports, path)


def _write_parquet(report: Report, stream: BinaryIO) -> list[str]:
    from exports.parquet import write_parquet

    return write_parquet(report, stream)


def _parquet_tables(reports: Sequence[Report], path: Path) -> dict[Path, Fill]:
    from exports.parquet import tables_beside

    return tables_beside(reports, path)


def _write_page(report: Report, stream: BinaryIO) -> list[str]:
    return _write_page_of([report], stream, Cover())


def _write_page_of(reports: Sequence[Report], stream: BinaryIO, cover: Cover) -> list[str]:
    from exports.html import write_html  # draws figures, which other formats need not know of

    return write_html(reports, stream, title=cover.title)


def _image(form: str, title: str) -> Format:
    def write(report: Report, stream: BinaryIO) -> list[str]:
        from exports.figure_files import write_figure

        if form != "svg":
            return write_figure(report, stream, form=form)
        drawn = BytesIO()
        notes = write_figure(report, drawn, form=form)
        text = drawn.getvalue().decode("utf-8")
        _write_text(chain([text], commented(text, carried([report]), line="", begin="<!--", end="-->")), stream)
        return notes

    def others(reports: Sequence[Report], path: Path) -> dict[Path, Fill]:
        from exports.figure_files import other_figures

        return other_figures(reports, path, form=form)

    return Format(form, ("." + form,), title, write, beside=others, carries=form == "svg")


FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("csv", (".csv",), N_("comma-separated values"), _write_csv),
        Format("tsv", (".tsv", ".tab"), N_("tab-separated values"), _write_tsv),
        Format("json", (".json",), N_("JSON"), _write_json, _write_json_of, carries=True),
        Format("xlsx", (".xlsx",), N_("Excel workbook"), write_workbook, _write_workbook_of, carries=True),
        Format("md", (".md", ".markdown"), N_("Markdown"), _write_markdown, _write_markdown_of, carries=True),
        Format("parquet", (".parquet",), N_("Parquet"), _write_parquet, beside=_parquet_tables, carries=True),
        Format("html", (".html", ".htm"), N_("web page"), _write_page, _write_page_of, carries=True),
        Format("docx", (".docx",), N_("Word document"), _write_word, _write_word_of, carries=True),
        Format("tex", (".tex",), N_("LaTeX"), _write_latex, _write_latex_of, _latex_figures, carries=True),
        _image("svg", N_("first figure as SVG")),
        _image("png", N_("first figure as PNG")),
        _image("pdf", N_("first figure as PDF")),
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
