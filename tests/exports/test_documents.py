import pytest

from exports.documents import escaped, markdown
from exports.report import Column, Drawing, Fact, Heading, Kind, Paragraph, Quotation, Report, Table
from transcripts import i18n


def written(*blocks, **parts) -> str:
    return "".join(markdown(Report("r", "Titre", blocks=blocks, **parts)))


def test_a_table_has_a_rule_that_sets_numbers_to_the_right():
    table = Table("t", (Column("code"), Column("n", "N", Kind.INTEGER)), [("IMAGE", 3)])
    assert "| code | N |\n| --- | ---: |\n| IMAGE | 3 |\n" in written(table)


def test_tables_are_shown_where_there_are_no_blocks():
    assert "| a |" in written(tables=(Table("t", (Column("a"),), []),))


def test_cells_cannot_break_out_of_their_table():
    table = Table("t", (Column("a"),), [("x | y\nz",)])
    assert "| x \\| y<br>z |\n" in written(table)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "*gras*", "[lien](http://x)", "`code`", "# titre"])
def test_marks_in_what_people_said_do_nothing(text):
    assert escaped(text).replace("\\", "") == text
    assert all(escaped(text)[place - 1] == "\\" for place, mark in enumerate(escaped(text)) if mark in "<>*[]`#")


def test_a_line_that_begins_like_a_list_is_no_list():
    assert escaped("- oui\n1. non 2. 0.82") == "\\- oui\n1\\. non 2. 0.82"


def test_terminal_escapes_are_made_visible():
    assert escaped("\x1b2J\x9b") == "␛2J\ufffd"


def test_a_quotation_is_signed_and_placed():
    text = written(
        Quotation("Une page.\nDeux.", "intervenante I-05, gestion de l'État", "entretien-05 §14", "ironique")
    )
    assert (
        "> Une page.\n> Deux.\n>\n> *(intervenante I-05, gestion de l'État)* · entretien-05 §14\n\nironique\n" in text
    )


def test_headings_paragraphs_and_drawings_keep_their_order():
    text = written(Heading("A", 3), Paragraph("B"), Drawing("┌─┐\n└─┘"))
    assert text == "# Titre\n\n### A\n\nB\n\n    ┌─┐\n    └─┘\n"


def test_facts_come_first_and_notes_last():
    text = written(Paragraph("B"), facts=(Fact("n", "N", 11), Fact("x", "X", None)), notes=("fin",))
    assert text == "# Titre\n\nN: 11\n\nB\n\n- fin\n"


def test_numbers_follow_the_language(monkeypatch):
    table = Table("t", (Column("a", kind=Kind.NUMBER),), [(0.8249,)])
    assert "| 0.82 |" in written(table)
    monkeypatch.setattr(i18n, "_language", "fr")
    assert "| 0,82 |" in written(table)


def test_a_share_is_read_as_per_cent():
    assert "| 38 % |" in written(Table("t", (Column("a", kind=Kind.SHARE),), [(0.38,)]))


def test_a_time_is_read_to_the_second():
    table = Table("t", (Column("a", kind=Kind.TIME),), [("2026-11-21T14:02:11.345Z",), ("yesterday",)])
    assert "| 2026-11-21 14:02:11 |\n| yesterday |" in written(table).replace("\\", "")
