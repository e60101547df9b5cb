"""Files that are not what their ending says, and files that cannot be opened."""

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from transcripts.errors import TranscriptError
from transcripts.readers import endings, read_file, read_transcripts


def word() -> bytes:
    packed = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Un mot.")
    document.save(packed)
    return packed.getvalue()


def workbook() -> bytes:
    packed = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["participant", "réponse"])
    book.save(packed)
    return packed.getvalue()


def packed(**members: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", word(), "Word document.*ending .docx"),
        ("a.md", word(), "Word document.*ending .docx"),
        ("a.csv", workbook(), "Excel workbook.*ending .xlsx"),
        ("a.docx", workbook(), "Excel workbook"),
        ("a.xlsx", word(), "Word document"),
        ("a.docx", b"ENQ : Bonjour.", "text file.*ending .txt"),
        ("a.xlsx", b"participant;answer", "text file.*.csv"),
        ("a.txt", b"%PDF-1.7\nwords", "PDF file.*DOCX or plain text"),
        ("a.docx", b"%PDF-1.7\nwords", "PDF file"),
        ("a.docx", b"{\\rtf1 words}", "RTF document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old or password-protected"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old or password-protected"),
        ("a.txt", b"SQLite format 3\0" + b"\0" * 100, "database"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.txt", b"\0\0\0\x20ftypM4A ", "sound recording"),
        ("a.txt", b"\x1f\x8b\x08", "packed file.*Unpack"),
        ("a.docx", packed(mimetype="x", **{"content.xml": "<a/>"}), "OpenDocument"),
        ("a.docx", packed(readme="x"), "packed file"),
        ("a.docx", b"PK\x03\x04 cut short", "damaged"),
        ("a.pdf", b"%PDF-1.7\nwords", "no reader knows.*PDF file.*Files that can be read end in .txt"),
        ("a.xyz", b"words", "no reader knows"),
        ("words", b"words", "no reader knows"),
    ],
)
def test_a_wrong_ending_is_refused_with_what_the_file_is_and_what_to_do(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TranscriptError, match=says) as caught:
        read_file(tmp_path / name)
    assert name in caught.value.message
    assert caught.value.hint


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"nothing\.txt cannot be read"):
        read_file(tmp_path / "nothing.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(TranscriptError, match="is a folder"):
        read_file(tmp_path / "folder.txt")


def test_a_file_too_large_for_memory_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(513 * 1024 * 1024)
    with pytest.raises(TranscriptError, match="over 512 MB"):
        read_file(tmp_path / "a.txt")


def test_no_error_holds_words_of_the_interview(tmp_path: Path) -> None:
    secret = "aveu confidentiel"
    for name in ("a.docx", "a.xlsx", "a.csv"):
        (tmp_path / name).write_text(secret)
        with pytest.raises(TranscriptError) as caught:
            read_file(tmp_path / name)
        assert secret not in str(caught.value)


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "I-05.TXT").write_text("Bonjour.")
    assert read_transcripts(tmp_path / "I-05.TXT")[0].name == "I-05"


def test_all_promised_endings_are_known() -> None:
    assert {".txt", ".text", ".md", ".markdown", ".docx", ".csv", ".tsv", ".xlsx"} <= set(endings())


def test_the_options_load_no_reader() -> None:
    import subprocess
    import sys

    code = "import sys, transcripts.readers.options; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    ours = {name.rpartition(".")[2] for name in loaded if name.startswith("transcripts.readers.")}
    assert ours == {"options", "names"}


def test_the_package_offers_what_it_lists_and_nothing_else() -> None:
    import transcripts.readers

    assert all(getattr(transcripts.readers, name) for name in transcripts.readers.__all__)
    with pytest.raises(AttributeError):
        _ = transcripts.readers.nothing
