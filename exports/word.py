"""Reports as Word documents: real styles, numbered captions that Word can list, figures with a text for the blind."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from exports.cells import shown
from exports.described import described
from exports.excerpts import as_read
from exports.manifests import carried, held
from exports.meanings import code_meanings, column_meanings, definitions_title
from exports.packages import moment_of, settle
from exports.provenance import made_sentences, made_together
from exports.report import Block, Drawing, Fact, Figure, Heading, Paragraph, Quotation, Report, Table
from exports.word_parts import add_caption, add_manifest, add_page_number, describe, lay_pages, set_properties
from exports.word_styles import DEFINITION, DRAWING, FACTS, SIGNATURE, TABLE_NOTE, caption_words, set_styles
from exports.word_tables import MOST_ROWS, laid, table_element
from exports.xml_text import legal
from transcripts.i18n import _, language, ngettext

if TYPE_CHECKING:
    from docx.document import Document

_FIGURE_WIDTH = 16.0  # centimetres


def write_word_of(reports: Sequence[Report], stream: BinaryIO, title: str = "") -> list[str]:
    """Write one report or several as one Word document; under a title of their own each is a chapter.

    Args:
        reports: At least one.
        stream: Where to.
        title: What stands above several.

    Returns:
        Sentences about what the document leaves out.
    """
    from docx import Document

    reports = [held(report) for report in reports]
    document = Document()
    set_styles(document)
    lay_pages(document.sections[0], landscape=False)
    add_page_number(document.sections[0])
    set_properties(document, reports[0], title or reports[0].title)
    writing = _Writing(document, deeper=1 if len(reports) > 1 else 0)
    if len(reports) > 1 and title:
        document.add_paragraph(legal(title), style="Title")
    for report in reports:
        writing.report(report)
    writing.definitions([report for report in reports if not report.brief])
    writing.making([report for report in reports if report.brief])
    add_manifest(document, carried(reports))
    package = BytesIO()
    document.save(package)
    settle(package, stream, moment_of(reports[0]))
    return writing.notes


class _Writing:
    """The state of a document that is being written.

    Attributes:
        notes: What it leaves out.
    """

    def __init__(self, document: "Document", *, deeper: int) -> None:
        self.notes: list[str] = []
        self._document = document
        self._deeper = deeper
        self._landscape = False
        self._numbers = {"table": 0, "figure": 0}

    def report(self, report: Report) -> None:
        """Everything of one report."""
        blocks = list(as_read(report))
        lying = _lying(blocks)
        self._turn(bool(lying) and lying[0])
        if report.title:
            self._add(report.title, "Heading 1" if self._deeper else "Title")
        self._facts(() if report.brief else report.facts)
        for block, landscape in zip(blocks, lying, strict=True):
            self._turn(landscape)
            self._block(block)
        self._turn(False)
        if report.brief:
            return
        for note in report.notes:
            self._add(note, TABLE_NOTE)
        if report.manifest:
            self._add(" ".join(made_sentences(report.manifest)), TABLE_NOTE)

    def _add(self, text: str, style: str) -> Any:
        return self._document.add_paragraph(legal(text), style=style)

    def _turn(self, landscape: bool) -> None:
        """Go on on a page of the other orientation, if it is the other one."""
        if landscape != self._landscape:
            self._landscape = landscape
            lay_pages(self._document.add_section(), landscape=landscape)

    def _facts(self, facts: Sequence[Fact]) -> None:
        from docx.shared import Pt

        paragraph = None
        for fact in facts:
            if words := shown(fact.value, fact.column):
                name, _sign, rest = (
                    _("{name}: {value}").format(name=fact.title or fact.name, value="\0").partition("\0")
                )
                paragraph = self._add("", FACTS)
                paragraph.add_run(legal(name)).bold = True
                paragraph.add_run(legal(words + rest))
        if paragraph is not None:
            paragraph.paragraph_format.space_after = Pt(8)

    def _block(self, block: Block) -> None:
        match block:
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Quotation():
                self._quotation(block)
            case Heading():
                self._add(block.text, f"Heading {min(block.level - 1 + self._deeper, 4)}")
            case Paragraph():
                self._add(block.text, "Normal")
            case Drawing():
                self._drawing(block.text)

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        found = laid(table)
        self._caption("table", table.caption, keep_with_next=True)
        last = self._document.paragraphs[-1]
        last._p.addnext(table_element(found))
        notes = [*table.notes, *column_meanings(table)]
        if found.left_out:
            said = ngettext(
                "{count} more row is left out here; a workbook or CSV file holds all.",
                "{count} more rows are left out here; a workbook or CSV file holds all.",
                found.left_out,
            ).format(count=found.left_out)
            notes.append(said)
            self.notes.append(
                _("The document shows the first {most} rows of the table {name}; XLSX and CSV hold all.").format(
                    most=MOST_ROWS, name=table.name
                )
            )
        for note in notes or [""]:  # something must part a table from the next one, or Word joins them
            self._add(note, TABLE_NOTE)

    def definitions(self, reports: Sequence[Report]) -> None:
        """What the codes of all reports mean, unless a block says it."""
        told = code_meanings(reports)
        if told:
            self._add(definitions_title(reports), "Heading 1")
        for code, label, meaning in told:
            paragraph = self._add("", DEFINITION)
            paragraph.add_run(legal(code)).bold = True
            paragraph.add_run(legal(f" ({label}) {meaning}"))

    def making(self, reports: Sequence[Report]) -> None:
        """How brief reports were made, together."""
        if sentences := list(made_together(reports)):
            self._add(" ".join(sentences), TABLE_NOTE)

    # -- figures, words ------------------------------------------------------------------------------------------

    def _figure(self, figure: Figure) -> None:
        from docx.shared import Cm

        from exports.drawings import draw_figure

        image = BytesIO()
        self.notes += draw_figure(figure, image, form="png", language=language(), size=_FIGURE_WIDTH)
        image.seek(0)
        paragraph = self._document.add_paragraph(style="Normal")
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(image, width=Cm(_FIGURE_WIDTH))
        describe(shape, self._numbers["figure"] + 1, figure.name, described(figure.plot))
        self._caption("figure", figure.caption, keep_with_next=False)

    def _caption(self, what: str, text: str, *, keep_with_next: bool) -> None:
        self._numbers[what] += 1
        label = caption_words()[what == "figure"]
        add_caption(self._document, label, self._numbers[what], text, keep_with_next=keep_with_next)

    def _drawing(self, text: str) -> None:
        paragraph = self._add("", DRAWING)
        for place, line in enumerate(text.splitlines()):
            run = paragraph.add_run()
            if place:
                run.add_break()
            run.add_text(legal(line))

    def _quotation(self, quotation: Quotation) -> None:
        paragraph = self._add("", "Quote")
        for place, line in enumerate(quotation.text.splitlines()):
            run = paragraph.add_run()
            if place:
                run.add_break()
            run.add_text(legal(line))
        paragraph.add_run(" ")
        paragraph.add_run(legal(f"({quotation.signature})"), style=SIGNATURE)
        if quotation.place:
            paragraph.add_run(legal(f" · {quotation.place}"), style=SIGNATURE)
        if quotation.remark:
            self._add(quotation.remark, TABLE_NOTE)


def _lying(blocks: Sequence[Block]) -> list[bool]:
    """Which blocks need a page on its side; a heading or a paragraph goes with the table that it leads to."""
    lying = [isinstance(block, Table) and laid(block).landscape for block in blocks]
    for place in range(len(blocks) - 2, -1, -1):
        if isinstance(blocks[place], Heading):
            lying[place] = lying[place + 1]
    return lying
