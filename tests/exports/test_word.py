import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from exports.manifest_places import read_manifest
from exports.report import Column, Drawing, Heading, Kind, Quotation, Report, Table
from exports.word_tables import MOST_ROWS, laid
from exports.writers import write_report, write_reports
from tests.exports import making
from tests.exports.opening import converted
from transcripts.i18n import use_language
from workbench.cli.app import CATALOGUES


@pytest.fixture
def french() -> Iterator[None]:
    use_language("fr", CATALOGUES)
    yield
    use_language("en", CATALOGUES)


def saved(folder: Path, *reports: Report, title: str = "") -> Path:
    path = folder / "out.docx"
    write_reports(reports, path, title=title)
    return path


def opened(folder: Path, *reports: Report, title: str = ""):
    return docx.Document(str(saved(folder, *reports, title=title)))


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def styled(document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_every_part_has_its_style(tmp_path):
    document = opened(tmp_path, making.report())
    assert styled(document, "Title") == ["Objectifs par importance"]
    assert styled(document, "Heading 1") == ["Objectifs & <image>"]
    assert styled(document, "Facts") == ["Codages de: consensus", "N: 11"]
    assert styled(document, "Quote")[0].startswith("Au début, on avait peur.\nPuis on a vu. (intervenante I-05")
    assert document.tables[0].style.name == "Findings Table"


def test_captions_are_numbered_by_fields_that_word_lists(tmp_path):
    path = saved(tmp_path, making.report())
    fields = re.findall(r'w:instr="([^"]*)"', part(path, "word/document.xml"))
    assert [one.strip() for one in fields] == ["SEQ Table \\* ARABIC", "SEQ Figure \\* ARABIC"]
    [table, figure] = [
        "".join(run.text or "" for run in paragraph._p.iter(qn("w:t")))
        for paragraph in docx.Document(str(path)).paragraphs
        if paragraph.style.name == "Caption"
    ]
    assert table == "Table\u00a01. Objectifs, du plus au moins nommé"
    assert figure.startswith("Figure\u00a01. Objectifs selon")


def test_the_header_row_of_a_table_is_marked_and_repeated(tmp_path):
    [table] = opened(tmp_path, making.report()).tables
    first, *rest = table.rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rest)
    assert [cell.text for cell in first.cells] == [column.title for column in making.COLUMNS]


def test_what_the_columns_mean_stands_below_the_table(tmp_path):
    notes = styled(opened(tmp_path, making.report()), "Table Note")
    assert "De 11 participants lus." in notes
    assert "Part: Participants qui le nomment ÷ participants lus." in notes


def test_numbers_have_a_decimal_comma_in_french_and_the_document_says_its_language(tmp_path, french):
    path = saved(tmp_path, making.report())
    cells = [cell.text for cell in docx.Document(str(path)).tables[0].rows[1].cells]
    assert cells[:4] == ["IMAGE", "10", "91\u00a0%", "2,25"]
    assert 'w:lang w:val="fr-CA"' in part(path, "word/styles.xml")
    assert docx.Document(str(path)).core_properties.language == "fr-CA"


def test_numbers_have_a_point_in_english(tmp_path):
    path = saved(tmp_path, making.report())
    assert docx.Document(str(path)).tables[0].rows[1].cells[3].text == "2.25"
    assert 'w:lang w:val="en-CA"' in part(path, "word/styles.xml")


def test_hostile_text_is_shown_and_does_nothing(tmp_path):
    path = saved(tmp_path, making.report(title=making.HOSTILE, notes=(making.HOSTILE,)))
    shown = docx.Document(str(path)).tables[0].rows[3].cells[0].text
    assert "<script>alert(1)</script>" in shown
    assert "\u202e" not in shown
    assert "␀␛[2J" in shown


def test_a_wide_table_lies_on_its_side_and_what_follows_stands_again(tmp_path):
    columns = tuple(Column(f"column{n}", "Une-longue-entête") for n in range(14))
    wide = Table("wide", columns, [tuple("mot" for _ in columns)])
    blocks = (making.table(), Heading("Large"), wide, making.table())
    document = opened(tmp_path, making.report(blocks=blocks))
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]
    texts = [paragraph.text for paragraph in document.sections[1].iter_inner_content() if hasattr(paragraph, "runs")]
    assert "Large" in texts


def test_a_short_table_stays_on_one_page_and_a_long_one_need_not(tmp_path):
    short, long = (Table(str(count), (Column("a"),), [("x",)] * count) for count in (20, 21))
    tables = opened(tmp_path, making.report(blocks=(short, long))).tables
    kept = [
        [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows] for table in tables
    ]
    assert kept == [[True] * 20 + [False], [True] + [False] * 21]


def test_a_narrow_table_does_not_lie_on_its_side():
    assert not laid(making.table(rows=[("IMAGE", 1, 0.5, 1.0, ("I-01",), True)])).landscape


def test_a_long_table_is_cut_and_that_is_said_in_the_document_and_beside_it(tmp_path):
    long = Table("long", (Column("n", kind=Kind.INTEGER),), [(n,) for n in range(MOST_ROWS + 2)])
    written = write_report(making.report(blocks=(long,)), tmp_path / "out.docx")
    document = docx.Document(str(tmp_path / "out.docx"))
    assert len(document.tables[0].rows) == MOST_ROWS + 1
    assert "2 more rows are left out here; a workbook or CSV file holds all." in styled(document, "Table Note")
    assert len(written.notes) == 1


def test_two_tables_in_a_row_stay_two(tmp_path):
    plain = replace(making.table(), caption="", notes=(), columns=(Column("a"),), rows=[("x",)])
    assert len(opened(tmp_path, making.report(blocks=(plain, plain))).tables) == 2


def test_several_reports_are_chapters_under_one_title(tmp_path):
    other = making.report(name="other", title="Récurrence")
    document = opened(tmp_path, making.report(), other, title="Article")
    assert styled(document, "Title") == ["Article"]
    assert styled(document, "Heading 1") == ["Objectifs par importance", "Récurrence"]
    assert styled(document, "Heading 2") == ["Objectifs & <image>"] * 2


def test_codes_are_defined_even_where_no_block_does_it(tmp_path):
    columns = tuple(Column(name) for name in ("code", "label", "path", "definition", "include", "exclude"))
    defined = Table(
        "definitions", columns, [("IMAGE", "Image", "x", "Vouloir.", "Toujours.", ""), ("NO",) * 3 + ("",) * 3]
    )
    document = opened(tmp_path, making.report(tables=(making.table(), defined)))
    assert styled(document, "Definition") == ["IMAGE (Image) Vouloir. include: Toujours."]


def test_equal_reports_are_equal_bytes(tmp_path):
    first = saved(tmp_path, making.report()).read_bytes()
    assert saved(tmp_path, making.report()).read_bytes() == first


def test_words_changed_in_a_document_break_its_seal(tmp_path):
    path = saved(tmp_path, making.report())
    document = docx.Document(str(path))
    document.save(str(path))
    assert read_manifest(path).untouched is True
    document.tables[0].rows[1].cells[1].paragraphs[0].runs[0].text = "11"
    document.save(str(path))
    assert read_manifest(path).untouched is False


def test_a_document_says_what_it_was_made_from(tmp_path):
    document = opened(tmp_path, making.report())
    assert any("2026-11-21" in text and "Médias — étude" in text for text in styled(document, "Table Note"))
    assert document.core_properties.subject == "Médias — étude"


def test_the_picture_of_a_figure_has_its_words(tmp_path):
    document = opened(tmp_path, making.report())
    [shape] = document.inline_shapes
    assert "Image & identité" in shape._inline.docPr.get("descr")
    assert (shape.width, shape.height) > (0, 0)


def test_a_drawing_keeps_its_lines(tmp_path):
    [text] = styled(opened(tmp_path, making.report(blocks=(Drawing("a  b\n c"),))), "Drawing")
    assert text == "a  b\n c"


@pytest.mark.parametrize("text", ["", "\n"])
def test_a_quotation_without_words_is_no_error(tmp_path, text):
    [said] = styled(opened(tmp_path, making.report(blocks=(Quotation(text, "I-05"),))), "Quote")
    assert said.strip() == "(I-05)"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_document_and_keeps_its_manifest(tmp_path):
    path = saved(tmp_path, making.report())
    assert converted(path, "pdf", tmp_path / "pdf").read_bytes().startswith(b"%PDF")
    again = read_manifest(converted(path, "docx", tmp_path / "docx"))
    assert again.reports[0].manifest.report == "ranking"
    assert again.untouched is True
