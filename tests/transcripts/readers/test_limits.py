"""Files made to fill the memory, and encodings that give what is no text."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from transcripts.errors import TranscriptError
from transcripts.readers import ReadingOptions, read_file, tables
from transcripts.readers.tables import workbook_rows

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
ROW = '<row r="{n}"><c r="{at}{n}" t="inlineStr"><is><t>x</t></is></c></row>'


def repacked(path: Path, changed: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | changed
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["participant", "question", "réponse"])
    path = tmp_path / "answers.xlsx"
    book.save(path)
    return path


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Un mot.")
    path = tmp_path / "I-05.docx"
    document.save(path)
    return path


def test_a_few_cells_far_out_do_not_fill_the_memory(sheet):
    rows = "".join(ROW.format(n=n, at="XFD") for n in range(1, 2000))
    with pytest.raises(TranscriptError, match="too large a table"):
        workbook_rows(repacked(sheet, {"xl/worksheets/sheet1.xml": SHEET.format(rows=rows).encode()}))


def test_a_row_at_the_end_of_a_sheet_is_read(sheet):
    rows = ROW.format(n=1, at="A") + ROW.format(n=100_000, at="A")
    read = workbook_rows(repacked(sheet, {"xl/worksheets/sheet1.xml": SHEET.format(rows=rows).encode()}))
    assert (len(read), read[0], read[-1]) == (100_000, ["x"], ["x"])


def test_a_text_table_that_one_long_row_would_widen_beyond_memory_is_refused(read, monkeypatch):
    monkeypatch.setattr(tables, "MOST_CELLS", 1000)
    with pytest.raises(TranscriptError, match="too large a table"):
        read("participant,réponse\n" + "a,b\n" * 200 + "x," * 50 + "x\n", name="large.csv")


def test_a_text_table_without_line_ends_is_refused(read):
    with pytest.raises(TranscriptError, match="too large a table"):
        read("participant,réponse\nA,b" + ",x" * 20_000 + "\n", name="long.csv")


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_packing_that_no_word_processor_uses_is_damage(word, packing):
    with pytest.raises(TranscriptError, match="damaged"):
        read_file(repacked(word, {}, packing))


def test_entities_of_other_files_are_not_followed(word):
    secret = word.with_name("secret.txt")
    secret.write_text("SECRET")
    with zipfile.ZipFile(word) as archive:
        body = archive.read("word/document.xml").decode()
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    told = body.partition("?>")[2].replace("Un mot.", "Un &x; mot.")
    reading = read_file(repacked(word, {"word/document.xml": (head + told).encode()}))
    assert "SECRET" not in reading.transcripts[0].text


def test_entities_that_multiply_are_refused(word):
    with zipfile.ZipFile(word) as archive:
        body = archive.read("word/document.xml").decode()
    more = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "lol">{more}]>'
    told = body.partition("?>")[2].replace("Un mot.", "&j;")
    with pytest.raises(TranscriptError, match="damaged"):
        read_file(repacked(word, {"word/document.xml": (head + told).encode()}))


@pytest.mark.parametrize("encoding", ["idna", "punycode", "undefined", "rot13", "unicode_escape", "no-such"])
def test_an_encoding_that_gives_no_text_is_refused(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(b"ENQ : \\ud800 Bonjour ?\nI-05 : \xe9t\xe9 .." + b"a" * 80)
    with pytest.raises(TranscriptError, match="cannot be read as"):
        read_file(path, options=ReadingOptions(encoding=encoding))


def test_a_damaged_part_beside_the_body_is_told(word):
    with zipfile.ZipFile(word) as archive:
        kinds = archive.read("[Content_Types].xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    kind = f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}"/>'
    link = f'<Relationship Id="rId99" Type="{_LINK}" Target="footnotes.xml"/>'
    changed = {
        "[Content_Types].xml": kinds.replace("</Types>", kind + "</Types>").encode(),
        "word/_rels/document.xml.rels": links.replace("</Relationships>", link + "</Relationships>").encode(),
        "word/footnotes.xml": b"<not xml",
    }
    with pytest.raises(TranscriptError, match="damaged"):
        read_file(repacked(word, changed))
