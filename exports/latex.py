r"""Reports as LaTeX for ``\input``: tables as journals set them, quotations, figures in files beside it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from exports.aside import Fill
from exports.cells import shown
from exports.excerpts import as_read
from exports.latex_text import escaped, escaped_lines, slug
from exports.meanings import code_meanings, column_meanings, definitions_title
from exports.provenance import made_sentences
from exports.report import Block, Drawing, Fact, Figure, Heading, Paragraph, Quotation, Report, Table
from exports.word_tables import Laid, laid
from transcripts.i18n import _, language, ngettext

_LONG = 30
_WIDE_CELL = 28
_LEVELS = ("section", "subsection", "subsubsection", "paragraph")
_PREAMBLE = (
    r"\usepackage{array,booktabs,longtable,graphicx}",
    r"\usepackage[T1]{fontenc}  % with pdfLaTeX",
)


def latex_of(reports: Sequence[Report], title: str, stem: str) -> Iterator[str]:
    r"""Reports as LaTeX, in pieces, without a preamble.

    Args:
        reports: In their order.
        title: Of several; only a comment, for the document that brings them in has its own.
        stem: What labels and files of figures begin with.
    """
    yield "% " + _("To be brought in by \\input; the document needs:") + "\n"
    yield "".join(f"%   {line}\n" for line in _PREAMBLE)
    if title:
        yield f"% {escaped(title)}\n"
    for report in reports:
        yield from _Writing(report, prefix_of(reports, report, stem)).pieces()
    yield from _definitions(reports)


def _definitions(reports: Sequence[Report]) -> Iterator[str]:
    told = code_meanings([report for report in reports if not report.brief])
    if told:
        yield f"\n\\section{{{escaped(definitions_title(reports))}}}\n"
    for code, label, meaning in told:
        yield f"\n\\noindent\\textbf{{{escaped(code)}}} {escaped(f'({label}) {meaning}')}\n"


def prefix_of(reports: Sequence[Report], report: Report, stem: str) -> str:
    """What labels and figures of a report begin with; several in a file are told apart by their place."""
    place = next(number for number, one in enumerate(reports, start=1) if one is report)
    parts = [stem or report.name] if len(reports) == 1 else [stem, str(place), report.name]
    return slug("-".join(part for part in parts if part))


def figure_files(reports: Sequence[Report], path: Path) -> dict[Path, Fill]:
    """The figures that a LaTeX file at ``path`` brings in, as PDF beside it."""
    files: dict[Path, Fill] = {}
    for report in reports:
        for figure in report.figures:
            name = f"{prefix_of(reports, report, path.stem)}-{slug(figure.name)}.pdf"
            files[path.with_name(name)] = _drawn(figure)
    return files


def _drawn(figure: Figure) -> Fill:
    def fill(stream: BinaryIO) -> None:
        from exports.drawings import draw_figure

        draw_figure(figure, stream, form="pdf", language=language())

    return fill


class _Writing:
    def __init__(self, report: Report, prefix: str) -> None:
        self._report = report
        self._prefix = prefix

    def pieces(self) -> Iterator[str]:
        """The report."""
        report = self._report
        if report.title:
            yield f"\n\\section{{{escaped(report.title)}}}\n"
        facts = [written for fact in report.facts if not report.brief and (written := _fact(fact))]
        if facts:
            yield "\n\\noindent " + " \\newline\n".join(facts) + "\n"
        for place, block in enumerate(as_read(report)):
            yield from self._block(block, place)
        for note in () if report.brief else report.notes:
            yield f"\n{escaped(note)}\n"
        if report.manifest:
            yield "\n{\\footnotesize " + escaped(" ".join(made_sentences(report.manifest))) + "\\par}\n"

    def _block(self, block: Block, place: int) -> Iterator[str]:
        match block:
            case Table():
                yield from self._table(block, place)
            case Figure():
                yield self._figure(block)
            case Quotation():
                yield _quotation(block)
            case Heading():
                yield f"\n\\{_LEVELS[min(block.level - 1, 3)]}{{{escaped(block.text)}}}\n"
            case Paragraph():
                yield f"\n{escaped(block.text)}\n"
            case Drawing():
                lines = (escaped(line).replace(" ", "~") for line in block.text.splitlines())
                yield (
                    "\n{\\ttfamily\\scriptsize\\noindent "
                    + "\\newline\n".join(f"{line}{{}}" for line in lines)
                    + "\\par}\n"
                )

    def _figure(self, figure: Figure) -> str:
        name = f"{self._prefix}-{slug(figure.name)}"
        return (
            "\n\\begin{figure}[htbp]\n\\centering\n"
            f"\\includegraphics[width=\\linewidth]{{{name}}}\n"
            f"\\caption{{{escaped(figure.caption)}}}\n\\label{{fig:{name}}}\n\\end{{figure}}\n"
        )

    def _table(self, table: Table, place: int) -> Iterator[str]:
        found = laid(table)
        label = f"tab:{self._prefix}-{slug(table.name)}-{place + 1}"
        body = _long(found, table.caption, label) if len(found.rows) > _LONG else _short(found, table.caption, label)
        yield from body
        notes = [*table.notes, *column_meanings(table), *_left_out(found)]
        if notes:
            yield "{\\footnotesize\\noindent " + " \\newline\n".join(escaped(note) for note in notes) + "\\par}\n"
        if len(found.rows) <= _LONG:
            yield "\\end{table}\n"


def _fact(fact: Fact) -> str:
    words = shown(fact.value, fact.column)
    if not words:
        return ""
    said = _("{name}: {value}").format(name="\0", value=words)
    name, value = escaped(fact.title or fact.name), escaped(said.partition("\0")[2])
    return f"\\textbf{{{name}}}{value}"


def _quotation(quotation: Quotation) -> str:
    place = f" · {quotation.place}" if quotation.place else ""
    remark = f"\n{escaped(quotation.remark)}\n" if quotation.remark else ""
    return (
        f"\n\\begin{{quote}}\n{escaped_lines(quotation.text)}\n"
        f"\\emph{{({escaped(quotation.signature)})}}{escaped(place)}\n\\end{{quote}}\n{remark}"
    )


def _left_out(table: Laid) -> Iterator[str]:
    if table.left_out:
        yield ngettext(
            "{count} more row is left out here; a workbook or CSV file holds all.",
            "{count} more rows are left out here; a workbook or CSV file holds all.",
            table.left_out,
        ).format(count=table.left_out)


# -- tables ----------------------------------------------------------------------------------------------------------


def _columns(table: Laid) -> str:
    """Numbers to the right, words to the left, long words in as many lines as they need."""
    total = sum(table.widths)
    signs = []
    for place, (width, right) in enumerate(zip(table.widths, table.right, strict=True)):
        longest = max((len(row[place]) for row in table.rows), default=0)
        if longest > _WIDE_CELL:
            share = f"{0.92 * width / total:.3f}\\linewidth"
            signs.append(f">{{\\raggedright\\arraybackslash}}p{{{share}}}")
        else:
            signs.append("r" if right else "l")
    return "@{}" + "".join(signs) + "@{}"


def _short(table: Laid, caption: str, label: str) -> Iterator[str]:
    yield f"\n\\begin{{table}}[htbp]\n\\centering\\small\n\\caption{{{escaped(caption)}}}\n\\label{{{label}}}\n"
    yield f"\\begin{{tabular}}{{{_columns(table)}}}\n\\toprule\n{_row(table.headings)}\\midrule\n"
    yield from map(_row, table.rows)
    yield "\\bottomrule\n\\end{tabular}\n\n\\smallskip\n"


def _long(table: Laid, caption: str, label: str) -> Iterator[str]:
    """Over several pages, its header on each."""
    header = f"\\toprule\n{_row(table.headings)}\\midrule\n"
    yield f"\n{{\\small\n\\begin{{longtable}}{{{_columns(table)}}}\n"
    yield f"\\caption{{{escaped(caption)}}}\\label{{{label}}}\\\\\n{header}\\endfirsthead\n"
    yield f"{header}\\endhead\n\\bottomrule\n\\endfoot\n"
    yield from map(_row, table.rows)
    yield "\\end{longtable}}\n"


def _row(cells: Sequence[str]) -> str:
    return " & ".join(escaped(cell) for cell in cells) + " \\\\\n"
