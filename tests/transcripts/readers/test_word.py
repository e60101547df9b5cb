"""Word documents."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from transcripts.errors import TranscriptError
from transcripts.model import Role, TurnKind
from transcripts.readers import Reading, read_file


def paragraph(document: Any, *runs: tuple[str, bool]) -> None:
    added = document.add_paragraph()
    for text, bold in runs:
        added.add_run(text).bold = bold or None


def reading_of(document: Any, folder: Path, name: str = "I-05.docx") -> Reading:
    document.save(str(folder / name))
    return read_file(folder / name)


def turns_of(reading: Reading) -> list[tuple[str | None, str]]:
    transcript = reading.transcripts[0]
    return [(turn.speaker, turn.span.cut(transcript.text)) for turn in transcript.turns]


def test_labels_over_several_runs_and_words_over_several_paragraphs(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph(document, ("Entretien 5", True))
    paragraph(document, ("", False))
    paragraph(document, ("[", False), ("Chercheur", False), ("] (0:01 - 0:11)", False))
    paragraph(document, ("C'est parti. ", False))
    paragraph(document, ("1 - ", True), ("Pourquoi ?", True))
    paragraph(document, ("[Interviewe] (0:12- 0:20)", False))
    paragraph(document, ("Parce que.", False))
    reading = reading_of(document, tmp_path)
    assert turns_of(reading) == [
        (None, "Entretien 5"),
        ("Chercheur", "C'est parti. \n1 - Pourquoi ?"),
        ("Interviewe", "Parce que."),
    ]
    transcript = reading.transcripts[0]
    assert transcript.turns[0].kind is TurnKind.HEADING
    assert [(turn.begin, turn.finish) for turn in transcript.turns[1:]] == [(1, 11), (12, 20)]
    assert [speaker.role for speaker in transcript.speakers] == [Role.INTERVIEWER, Role.PARTICIPANT]


@pytest.mark.parametrize("mark", ["", " : ", ":", "\t"])
def test_bold_runs_are_labels(tmp_path: Path, mark: str) -> None:
    document = docx.Document()
    for _ in range(3):
        paragraph(document, ("Anne Roy", True), (f"{mark or ' '}Et alors ?", False))
        paragraph(document, (f"Luc{mark}", True), (" Rien du tout.", False))
    assert turns_of(reading_of(document, tmp_path)) == [("Anne Roy", "Et alors ?"), ("Luc", "Rien du tout.")] * 3


def test_heading_styles_are_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Première partie", level=1)
    for _ in range(2):
        paragraph(document, ("ENQ : Et alors ?", False))
        paragraph(document, ("I-05 : Rien.", False))
    document.add_heading("Seconde partie : la suite", level=2)
    paragraph(document, ("Encore rien.", False))
    transcript = reading_of(document, tmp_path).transcripts[0]
    kinds = [(turn.kind.value, turn.speaker) for turn in transcript.turns]
    assert kinds[0] == ("heading", None)
    assert kinds[-2:] == [("heading", None), ("speech", "I-05")]


def test_written_answers_without_labels_have_their_bold_questions_as_headings(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph(document, ("1. Pourquoi ?", True))
    paragraph(document, ("Pour dialoguer.", False))
    paragraph(document, ("Et pour le reste.", False))
    transcript = reading_of(document, tmp_path).transcripts[0]
    assert [turn.kind.value for turn in transcript.turns] == ["heading", "speech", "speech"]
    assert (transcript.speakers, transcript.participant) == ((), "I-05")


def test_tables_hold_turns_too(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph(document, ("Entretien", False))
    table = document.add_table(rows=0, cols=3)
    for time, who, words in [
        ("0:01", "ENQ", "Pourquoi ?"),
        ("0:05", "I-05", "Pour voir.\nVraiment."),
        ("0:09", "ENQ", "Ah."),
    ]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = time, who, words
    assert turns_of(reading_of(document, tmp_path)) == [
        (None, "Entretien"),
        ("ENQ", "Pourquoi ?"),
        ("I-05", "Pour voir.\nVraiment."),
        ("ENQ", "Ah."),
    ]


def test_a_table_inside_a_cell_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Dehors"
    inner = outer.cell(0, 1).add_table(rows=2, cols=1)
    inner.cell(0, 0).text, inner.cell(1, 0).text = "Dedans", "Encore"
    assert reading_of(document, tmp_path).transcripts[0].text == "Dehors\tDedans\nEncore"


@pytest.mark.parametrize(("code", "shown"), [("2192", "→"), ("F0E8", "\ufffd"), ("x", "\ufffd"), ("D800", "\ufffd")])
def test_characters_of_symbol_fonts_are_not_dropped(tmp_path: Path, code: str, shown: str) -> None:
    document = docx.Document()
    added = document.add_paragraph("a")
    added._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:sym w:font='Wingdings' w:char='{code}'/></w:r>"))
    assert reading_of(document, tmp_path).transcripts[0].text == f"a{shown}"


def test_tracked_insertions_and_content_controls_are_text_and_deletions_are_not(tmp_path: Path) -> None:
    document = docx.Document()
    added = document.add_paragraph("Début")
    for xml in (
        "<w:ins {0} w:id='1' w:author='x'><w:r><w:t xml:space='preserve'> inséré</w:t></w:r></w:ins>",
        "<w:del {0} w:id='2' w:author='x'><w:r><w:delText>effacé</w:delText></w:r></w:del>",
        "<w:sdt {0}><w:sdtContent><w:r><w:t xml:space='preserve'> contrôlé</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:r {0}><w:br/><w:t>ligne</w:t><w:tab/><w:t>fin</w:t><w:noBreakHyphen/></w:r>",
    ):
        added._p.append(parse_xml(xml.format(nsdecls("w"))))
    assert reading_of(document, tmp_path).transcripts[0].text == "Début inséré contrôlé\nligne\tfin-"


def test_text_boxes_follow_their_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    added = document.add_paragraph("Avant")
    added._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Dans la boîte</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    assert reading_of(document, tmp_path).transcripts[0].text == "Avant\nDans la boîte"


def test_comments_and_page_headers_are_left_out_and_counted(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("Un mot.")
    document.add_comment(run, text="À revoir", author="x", initials="x")
    document.sections[0].header.paragraphs[0].text = "Confidentiel"
    reading = reading_of(document, tmp_path)
    assert reading.transcripts[0].text == "Un mot."
    notes = "\n".join(reading.transcripts[0].source.notes)
    assert "8 characters of comments" in notes
    assert "12 characters of header" in notes


def test_a_document_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="holds no text"):
        reading_of(docx.Document(), tmp_path)


def repacked(path: Path, replaced: dict[str, bytes]) -> None:
    """Write a DOCX anew with some members replaced or added."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | replaced
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Un mot.")
    document.save(str(tmp_path / "I-05.docx"))
    return tmp_path / "I-05.docx"


def test_a_member_that_unpacks_to_far_more_than_it_is_packed_is_refused(small: Path) -> None:
    repacked(small, {"word/media/image.bin": b"\0" * 20_000_000})
    with pytest.raises(TranscriptError, match="unpacks to far more"):
        read_file(small)


def test_what_really_unpacks_is_counted_whatever_the_file_declares(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from transcripts.readers import archives

    real = sum(member.file_size for member in zipfile.ZipFile(small).infolist())
    monkeypatch.setattr(archives, "_refuse_declared", lambda members, path: None)
    monkeypatch.setattr(archives, "LARGEST", real - 1)
    with pytest.raises(TranscriptError, match="unpacks to far more"):
        read_file(small)
    monkeypatch.setattr(archives, "LARGEST", real)
    assert read_file(small).transcripts[0].text == "Un mot."


def test_a_member_that_declares_less_than_it_holds_is_refused(small: Path) -> None:
    data = bytearray(small.read_bytes())
    place = data.rindex(b"PK\x01\x02", 0, data.index(b"word/document.xml", data.index(b"PK\x01\x02")))
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    small.write_bytes(data)
    with pytest.raises(TranscriptError, match="damaged"):
        read_file(small)


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("word/document.xml", b""),
        ("word/document.xml", b"<broken"),
        ("word/document.xml", b"<?xml version='1.0'?><a/>"),
        ("word/styles.xml", b""),
        ("word/styles.xml", b"<broken"),
        ("[Content_Types].xml", b""),
        ("[Content_Types].xml", b"<?xml version='1.0'?><a/>"),
        ("_rels/.rels", b"<broken"),
        ("word/_rels/document.xml.rels", b"<broken"),
    ],
)
def test_a_damaged_document_is_refused_in_one_sentence(small: Path, part: str, data: bytes) -> None:
    repacked(small, {part: data})
    with pytest.raises(TranscriptError, match=r"I-05\.docx"):
        read_file(small)


def test_a_truncated_document_is_refused(small: Path) -> None:
    small.write_bytes(small.read_bytes()[:-200])
    with pytest.raises(TranscriptError, match="damaged"):
        read_file(small)


def test_entities_are_not_expanded(small: Path) -> None:
    with zipfile.ZipFile(small) as archive:
        body = archive.read("word/document.xml").decode()
    lol = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
    head, rest = body.split("?>", 1)
    repacked(small, {"word/document.xml": f"{head}?>{lol}{rest.replace('Un mot.', 'Un &b; mot.')}".encode()})
    try:
        text = read_file(small).transcripts[0].text
    except TranscriptError:
        return
    assert "aaaaaaaaaa" not in text


def test_a_bomb_of_many_members_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        for number in range(10_001):
            archive.writestr(f"{number}", "")
    (tmp_path / "a.docx").write_bytes(packed.getvalue())
    with pytest.raises(TranscriptError, match="unpacks to far more"):
        read_file(tmp_path / "a.docx")
