"""Tables of written answers."""

import csv
import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.errors import TranscriptError
from transcripts.model import Role
from transcripts.readers import Reading, ReadingOptions, read_file
from transcripts.readers.answers import read_answers
from transcripts.readers.tables import Table

Read = Callable[..., Reading]

LONG = [
    ["Participante", "Question", "Réponse", "Catégorie", "Heures"],
    ["I-01", "Pourquoi ?", "Pour dialoguer, surtout.", "culture", "8"],
    ["I-01", "Comment ?", "Avec une page ;\nensuite une autre.", "culture", "8"],
    ["I-02", "Pourquoi ?", "Pour l'image.", "santé", ""],
    ["I-02", "Comment ?", "", "santé", ""],
]


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def said(reading: Reading) -> dict[str, list[tuple[str | None, str]]]:
    return {
        transcript.participant: [(turn.speaker, turn.span.cut(transcript.text)) for turn in transcript.turns]
        for transcript in reading.transcripts
    }


EXPECTED = {
    "I-01": [
        ("Question", "Pourquoi ?"),
        ("I-01", "Pour dialoguer, surtout."),
        ("Question", "Comment ?"),
        ("I-01", "Avec une page ;\nensuite une autre."),
    ],
    "I-02": [("Question", "Pourquoi ?"), ("I-02", "Pour l'image.")],
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_long_table_is_one_transcript_for_each_participant(read: Read, delimiter: str, encoding: str) -> None:
    reading = read(written(LONG, delimiter).encode(encoding), name="réponses.csv")
    assert said(reading) == EXPECTED
    assert [(one.label, one.role) for one in reading.transcripts[0].speakers] == [
        ("Question", Role.INTERVIEWER),
        ("I-01", Role.PARTICIPANT),
    ]
    assert reading.attributes is not None
    assert reading.attributes.columns == ("Catégorie", "Heures")
    assert reading.attributes.rows == {
        "I-01": {"Catégorie": "culture", "Heures": "8"},
        "I-02": {"Catégorie": "santé"},
    }
    assert any("1 cell without an answer" in note for note in reading.notes)


def test_a_workbook_is_read_like_a_text_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Données")
    for row in [*LONG, ["I-03", "Pourquoi ?", 12.0, True, datetime.datetime(2024, 5, 1)]]:
        book["Données"].append([cell or None for cell in row])
    book.save(tmp_path / "a.xlsx")
    reading = read_file(tmp_path / "a.xlsx")
    assert said(reading) == EXPECTED | {"I-03": [("Question", "Pourquoi ?"), ("I-03", "12")]}
    assert reading.attributes is not None
    assert reading.attributes.rows["I-03"] == {"Catégorie": "yes", "Heures": "2024-05-01"}


def test_a_sheet_can_be_chosen_and_an_unknown_one_is_refused_with_the_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Autre"
    book.active.append(["x", "y"])
    book.create_sheet("Ici")
    for row in LONG:
        book["Ici"].append(row)
    book.save(tmp_path / "a.xlsx")
    assert len(read_file(tmp_path / "a.xlsx", options=ReadingOptions(sheet="Ici")).transcripts) == 2
    with pytest.raises(TranscriptError, match=r"no sheet.*Autre, Ici"):
        read_file(tmp_path / "a.xlsx", options=ReadingOptions(sheet="Là"))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("data", [b"", b"<broken"])
def test_a_damaged_workbook_is_refused_in_one_sentence(tmp_path: Path, part: str, data: bytes) -> None:
    book = openpyxl.Workbook()
    for row in LONG:
        book.active.append(row)
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, data if name == part else whole.read(name))
    with pytest.raises(TranscriptError, match=r"a\.xlsx"):
        read_file(tmp_path / "a.xlsx")


def test_entities_of_a_workbook_do_not_grow(tmp_path: Path) -> None:
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    sheet = (
        f"<!DOCTYPE x [<!ENTITY l0 'ha'>{levels}]>"
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row><c t="inlineStr"><is><t>participant</t></is></c><c t="inlineStr"><is><t>réponse</t></is></c></row>'
        '<row><c t="inlineStr"><is><t>I-01</t></is></c><c t="inlineStr"><is><t>&l9;</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    openpyxl.Workbook().save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as bomb:
        for name in whole.namelist():
            bomb.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else whole.read(name))
    with pytest.raises(TranscriptError, match=r"a\.xlsx"):
        read_file(tmp_path / "a.xlsx")


def test_a_wide_table_has_a_column_for_each_question(read: Read) -> None:
    rows = [
        ["Horodateur", "Pseudonyme", "Votre poste", "Pourquoi y êtes-vous allés ?", "Racontez une semaine"],
        ["2024-01-01", "I-01", "Chef", "Pour voir.", "On publie le lundi et on répond le mardi."],
        ["2024-01-02", "I-02", "Agente", "", "On répond aux gens toute la semaine."],
    ]
    reading = read(written(rows), name="sondage.csv")
    assert said(reading) == {
        "I-01": [
            ("Question", "Pourquoi y êtes-vous allés ?"),
            ("I-01", "Pour voir."),
            ("Question", "Racontez une semaine"),
            ("I-01", "On publie le lundi et on répond le mardi."),
        ],
        "I-02": [("Question", "Racontez une semaine"), ("I-02", "On répond aux gens toute la semaine.")],
    }
    assert reading.attributes is not None
    assert reading.attributes.columns == ("Horodateur", "Votre poste")


def test_rows_without_a_participant_column_are_numbered(read: Read) -> None:
    rows = [["Pourquoi ?", "Comment ?"], ["Pour voir.", "Ainsi."], ["Pour rien.", "Autrement."]]
    reading = read(written(rows), name="a.csv")
    assert list(said(reading)) == ["R-01", "R-02"]
    assert any("R-01" in note for note in reading.notes)


def test_columns_can_be_named(read: Read) -> None:
    rows = [["qui", "quoi", "dit"], ["I-01", "Pourquoi", "Pour voir."], ["I-02", "Pourquoi", "Pour rien."]]
    named = {"participant_column": "QUI", "question_column": "quoi", "answer_columns": ("dit",)}
    assert said(read(written(rows), name="a.csv", **named))["I-02"] == [
        ("Question", "Pourquoi"),
        ("I-02", "Pour rien."),
    ]
    with pytest.raises(TranscriptError, match=r"no column “où”.*qui, quoi, dit"):
        read(written(rows), name="a.csv", participant_column="où")


def test_a_table_without_questions_takes_the_one_that_is_given(read: Read) -> None:
    rows = [["participant", "réponse"], ["I-01", "Pour voir."], ["I-02", "Pour rien."]]
    assert said(read(written(rows), name="a.csv"))["I-01"] == [("I-01", "Pour voir.")]
    asked = read(written(rows), name="a.csv", question="Pourquoi ?")
    assert said(asked)["I-01"] == [("Question", "Pourquoi ?"), ("I-01", "Pour voir.")]


def test_a_question_is_put_once_for_several_answers_in_a_row(read: Read) -> None:
    rows = [["participant", "question", "réponse"], *([["I-01", "Pourquoi ?", f"Raison {n}."] for n in range(3)])]
    assert [speaker for speaker, _ in said(read(written(rows), name="a.csv"))["I-01"]] == ["Question", *["I-01"] * 3]


def test_an_empty_participant_cell_belongs_to_the_one_above_and_it_is_said(read: Read) -> None:
    rows = [LONG[0], LONG[1], ["", *LONG[2][1:]]]
    reading = read(written(rows), name="a.csv")
    assert len(said(reading)["I-01"]) == 4
    assert any("1 row without a participant" in note for note in reading.notes)


def test_a_column_that_differs_between_rows_is_no_attribute_and_it_is_said(read: Read) -> None:
    rows = [["participant", "question", "réponse", "date"], ["I-01", "A ?", "Oui.", "1"], ["I-01", "B ?", "Non.", "2"]]
    reading = read(written(rows), name="a.csv")
    assert reading.attributes is None
    assert any("date" in note for note in reading.notes)


def test_who_answered_nothing_is_left_out_and_counted(read: Read) -> None:
    reading = read(written([*LONG, ["I-03", "Pourquoi ?", "", "", ""]]), name="a.csv")
    assert list(said(reading)) == ["I-01", "I-02"]
    assert any("1 participant answered nothing" in note for note in reading.notes)


def test_missing_quotes_are_noticed(read: Read) -> None:
    text = "participant;question;réponse\nI-01;Pourquoi ?;Pour voir; et plus\nI-02;Pourquoi ?;Rien\nI-03;Et ?;Rien\n"
    assert any("more cells than there are headings" in note for note in read(text, name="a.csv").notes)


def test_a_repeated_long_answer_is_flagged_and_can_be_skipped(read: Read) -> None:
    long = "On a ouvert la page pour parler avec les gens qui ne lisent plus les journaux et ne regardent plus la télé."
    rows = [["participant", "réponse"], ["I-01", long], ["I-02", "Oui."], ["I-03", long + " Voilà."], ["I-04", "Oui."]]
    reading = read(written(rows), name="a.csv")
    assert [(double.transcript, double.original) for double in reading.doubles] == [("I-03", "I-01")]
    assert list(said(reading)) == ["I-01", "I-02", "I-03", "I-04"]
    skipped = read(written(rows), name="a.csv", skip_doubles=True)
    assert list(said(skipped)) == ["I-01", "I-02", "I-04"]
    assert any("left out" in note for note in skipped.notes)


def test_a_prefix_keeps_names_of_transcripts_apart_and_participants_as_they_are(read: Read) -> None:
    reading = read(written(LONG), name="a.csv", prefix="2024 ")
    assert [(one.name, one.participant) for one in reading.transcripts] == [
        ("2024 I-01", "I-01"),
        ("2024 I-02", "I-02"),
    ]


@pytest.mark.parametrize("text", ["participant,question,réponse\n", "un seul mot", "a,b\n1,2\n"])
def test_a_table_without_answers_is_refused(read: Read, text: str) -> None:
    with pytest.raises(TranscriptError, match=r"a\.csv"):
        read(text, name="a.csv")


def test_an_answer_longer_than_the_csv_modules_limit_is_read(read: Read) -> None:
    answer = "mot " * 50_000
    reading = read(written([["participant", "réponse"], ["I-01", answer]]), name="a.csv")
    assert said(reading)["I-01"] == [("I-01", answer.strip())]


cells = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30).map(str.strip)


@given(
    st.lists(st.tuples(st.sampled_from(["I-01", "I-02", "I-03"]), st.sampled_from(["A ?", "B ?"]), cells), min_size=1)
)
def test_every_answer_of_a_table_comes_out_once_and_in_order(rows: list[tuple[str, str, str]]) -> None:
    reading = read_answers(
        Table(("participant", "question", "réponse"), tuple(rows)), Path("a.csv"), "csv", ReadingOptions()
    )
    for transcript in reading.transcripts:
        answers = [
            turn.span.cut(transcript.text) for turn in transcript.turns if turn.speaker == transcript.participant
        ]
        assert answers == [answer for who, _, answer in rows if who == transcript.participant and answer]
    assert {one.participant for one in reading.transcripts} == {who for who, _, answer in rows if answer}
