"""Manuscripts as paragraphs: what is read, what is left out, and what is said of it."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from transcripts.errors import TranscriptError
from workbench.workflows.verifying_text.articles import Place, read_article


def pieces(path: Path) -> list[tuple[str, str, str]]:
    return [(one.place.value, one.label, one.text) for one in read_article(path).paragraphs]


@pytest.fixture
def file(tmp_path):
    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_markdown_is_read_without_its_marks(file):
    path = file(
        "a.md",
        '# Titre ##\n\nUn *mot* en **gras**, un [lien](http://x.org "t"), une note.[^n] Un \\* et […].\nSuite.\n\n'
        "- un point\n- un autre (10 sur 11) là\n\n> Une citation\n> sur deux lignes\n\n```\n« code »\n```\n\n"
        "| A | B |\n|---|---|\n| x | 7 sur 11 |\n\n<!-- « caché » -->\n\n[^n]: Texte de la note\n  qui continue.\n",
    )
    assert pieces(path) == [
        ("heading", "", "Titre"),
        ("body", "", "Un mot en gras, un lien, une note. Un * et […]. Suite."),
        ("body", "", "un point"),
        ("body", "", "un autre (10 sur 11) là"),
        ("quote", "", "Une citation sur deux lignes"),
        ("table", "1", "A | B"),
        ("table", "2", "x | 7 sur 11"),
        ("note", "n", "Texte de la note qui continue."),
    ]


def test_plain_text_has_paragraphs_between_blank_lines_else_a_line_each(file):
    assert pieces(file("a.txt", "Un.\nSuite.\n\n> Cité\n> ainsi.\n")) == [
        ("body", "", "Un. Suite."),
        ("quote", "", "Cité ainsi."),
    ]
    assert pieces(file("b.txt", "Un.\nDeux.\n")) == [("body", "", "Un."), ("body", "", "Deux.")]


def test_marks_that_nobody_sees_are_no_part_of_a_word(file):
    assert pieces(file("a.txt", "dia\u00adlogue\u200b \u202eok"))[0][2] == "dialogue ok"


def test_other_encodings_are_read(file):
    assert pieces(file("a.txt", "L’été à Montréal, déjà.".encode("cp1252")))[0][2] == "L’été à Montréal, déjà."


@pytest.fixture
def word(tmp_path) -> Path:
    document = docx.Document()
    document.add_heading("Titre", 1)
    paragraph = document.add_paragraph("Avant ")
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>ajouté </w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>retiré</w:delText></w:r></w:del>"))
    paragraph.add_run("après")
    document.add_paragraph("Je cite.", style="Quote")
    document.add_paragraph("Je cite fort.", style="Intense Quote")
    table = document.add_table(2, 2)
    for place, words in enumerate(("A", "B", "x", "7 sur 11")):
        table.cell(place // 2, place % 2).text = words
    document.sections[0].header.paragraphs[0].text = "En-tête"
    path = tmp_path / "a.docx"
    document.save(str(path))
    return path


def test_word_styles_tables_and_tracked_changes_are_read_and_said(word):
    article = read_article(word)
    assert pieces(word) == [
        ("heading", "", "Titre"),
        ("body", "", "Avant ajouté après"),
        ("quote", "", "Je cite."),
        ("quote", "", "Je cite fort."),
        ("table", "1.1", "A | B"),
        ("table", "1.2", "x | 7 sur 11"),
    ]
    assert "1 tracked insertion is read as accepted." in article.notes
    assert "1 tracked deletion is left out." in article.notes
    assert any(note.startswith("Not read: header") for note in article.notes)


NOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t>Première note.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Deuxième note.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def with_part(source: Path, target: Path, name: str, content: str) -> Path:
    """The same DOCX with one more part."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            if member == "[Content_Types].xml":
                data = data.replace(
                    b"</Types>", f'<Override PartName="/word/{name}" ContentType="{TYPE}"/></Types>'.encode()
                )
            if member == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="rId99" Type="{RELATION}" Target="{name}"/></Relationships>'
                data = data.replace(b"</Relationships>", relation.encode())
            new.writestr(member, data)
        new.writestr(f"word/{name}", content)
    return target


def test_footnotes_are_read_with_their_numbers(word, tmp_path):
    path = with_part(word, tmp_path / "b.docx", "footnotes.xml", NOTES)
    assert pieces(path)[-2:] == [("note", "1", "Première note."), ("note", "2", "Deuxième note.")]


def test_entities_in_a_note_bring_nothing_in(word, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    hostile = NOTES.replace(
        "<w:footnotes", f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:footnotes', 1
    ).replace("Première note.", "&e;")
    path = with_part(word, tmp_path / "c.docx", "footnotes.xml", hostile)
    try:
        words = " ".join(one[2] for one in pieces(path))
    except TranscriptError:
        words = ""
    assert "SECRET" not in words


def test_a_bomb_is_refused(word, tmp_path):
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(word) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, old.read(member))
        new.writestr("word/media/zeros.bin", b"\0" * (64 * 1024 * 1024))
    with pytest.raises(TranscriptError, match="unpacks to far more"):
        read_article(bomb)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.4", "no manuscript that can be read"),
        ("a.docx", b"plain text", "is"),
        ("a.docx", b"PK\x03\x04broken", "a.docx"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.md", b"du texte avec \x00 dedans, " * 9, "a.md"),
    ],
)
def test_what_is_no_manuscript_is_told(file, name, content, said):
    with pytest.raises(TranscriptError, match=said):
        read_article(file(name, content))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(TranscriptError, match="cannot be read"):
        read_article(tmp_path / "none.docx")


def test_an_empty_manuscript_has_no_paragraph(file):
    assert read_article(file("a.md", "\n\n")).paragraphs == ()


def test_headings_are_marked_so_that_they_are_not_searched(file):
    assert read_article(file("a.md", "## « Titre »\n")).paragraphs[0].place is Place.HEADING


def test_a_paragraph_longer_than_people_write_is_read_in_parts(file):
    words = "mot " * 5_000
    found = pieces(file("a.txt", words))
    assert len(found) > 1
    assert "".join(text for _place, _label, text in found).split() == words.split()
    assert max(len(text) for _place, _label, text in found) <= 8_000


@pytest.mark.parametrize("piece", ["*a ", "_a", "« a ", "‘a ", '" a ', "[", "(", "<a ", "[a](", "« le […] ", "9"])
def test_marks_without_an_end_are_read_to_theirs(file, piece):
    from workbench.workflows.verifying_text.quotations import quotations_in

    article = read_article(file("a.md", "Bonjour.\n\n" + piece * 8_000))
    assert article.paragraphs[0].text == "Bonjour."
    assert sum(len(quotations_in(one)) for one in article.paragraphs) < 8_000
