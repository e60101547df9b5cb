"""Reports as text: aligned, wrapped at the terminal's edge, harmless."""

import pytest

from exports.report import Column, Drawing, Fact, Heading, Kind, Paragraph, Quotation, Report, Table
from exports.widths import text_width, wrap
from workbench.cli import output
from workbench.cli.drawing import draw
from workbench.cli.output import Output

COLUMNS = (Column("code", "Code"), Column("n", "N", Kind.INTEGER), Column("text", "Words"))


def drawn(*rows, width=None, columns=COLUMNS, **parts) -> str:
    return "".join(draw(Report("r", tables=(Table("t", columns, rows, **parts),)), width))


def test_columns_are_aligned_and_numbers_stand_right():
    assert drawn(("IMAGE", 10, "a"), ("NOTO", 9, "b")) == (
        "Code    N  Words\n─────  ──  ─────\nIMAGE  10  a\nNOTO    9  b\n"
    )


def test_wide_characters_keep_the_columns_aligned():
    lines = drawn(("日本", 1, "x"), ("é", 2, "y")).splitlines()
    assert text_width(lines[2][: lines[2].index("x")]) == text_width(lines[3][: lines[3].index("y")])


@pytest.mark.parametrize("width", [30, 40, 80])
def test_a_table_fits_the_terminal_and_loses_no_word(width):
    words = "un mot après l’autre " * 6
    text = drawn(("IMAGE", 10, words), width=width)
    assert max(map(text_width, text.splitlines())) <= width
    assert text.count("autre") == 6


def test_nothing_is_wrapped_where_there_is_no_terminal():
    assert len(drawn(("IMAGE", 1, "mot " * 100)).splitlines()) == 3


def test_a_word_wider_than_its_column_is_cut_into_pieces():
    assert wrap("anticonstitutionnellement", 10, split=True) == ["anticonsti", "tutionnell", "ement"]


def test_line_feeds_in_a_cell_do_not_break_the_table():
    assert len(drawn(("a\nb", 1, "c")).splitlines()) == 3


def test_escapes_never_reach_the_terminal():
    evil = "\x1b[31m\x9b2J\u202e"
    blocks = (
        Heading(evil),
        Paragraph(evil),
        Drawing(evil),
        Quotation(evil, evil, evil, evil),
        Table("t", (Column("a", evil),), [(evil,)], evil, (evil,)),
    )
    report = Report("r", evil, (Fact("f", evil, evil),), blocks=blocks, notes=(evil,))
    for width in (None, 40):
        text = "".join(draw(report, width))
        assert not set(text) & set("\x1b\x9b\u202e")
        assert text.count("␛") == 15


def test_escapes_never_reach_the_terminal_in_other_formats(capsys):
    report = Report("r", tables=(Table("t", (Column("a"),), [("\x1b[31mrouge\x9b",)]),))
    for form in ("table", "json", "csv", "md"):
        Output(form).show(report)
    assert not set(capsys.readouterr().out) & set("\x1b\x9b")


def test_blocks_are_drawn_in_their_order():
    report = Report("r", "Titre", blocks=(Heading("Un"), Paragraph("Deux"), Drawing("┌┐\n└┘")), notes=("Fin",))
    assert "".join(draw(report)) == "Titre\n\nUn\n\nDeux\n\n┌┐\n└┘\n\nFin\n"


def test_quotations_are_signed():
    text = "".join(draw(Report("r", blocks=(Quotation("Oui.", "I-05, gestion de l'État", "I-05 §4", "ironique"),))))
    assert text == "  “Oui.”\n    (I-05, gestion de l'État) · I-05 §4\n    ironique\n"


def test_quiet_keeps_the_data_and_drops_the_narration(capsys):
    out = Output(quiet=True)
    out.say("so many")
    out.show(Report("r", "Titre"))
    told = capsys.readouterr()
    assert (told.out, told.err) == ("Titre\n", "")


def test_the_width_is_that_of_the_terminal_only(monkeypatch):
    assert output.terminal_width() is None
    monkeypatch.setattr(output.sys.stdout, "isatty", lambda: True, raising=False)
    assert output.terminal_width() == 80


WIDE = (
    Column("code", "code"),
    Column("label", "libellé"),
    *(Column(f"n{at}", f"participants interrogés {at}", Kind.INTEGER) for at in range(12)),
)


@pytest.mark.parametrize("width", [24, 40, 80, 120])
def test_a_table_of_many_figures_goes_on_below_under_the_names_of_its_rows(width):
    rows = [("IMAGE", "Reprise en main de l’image", *range(12)), ("NOTO", "Notoriété", *range(100, 112))]
    text = drawn(*rows, width=width, columns=WIDE, heads=2)
    lines = text.splitlines()
    assert max(map(text_width, lines)) <= width
    strips = text.split("\n\n")
    assert len(strips) > 1
    assert all(strip.startswith("code") for strip in strips)
    figures = [word for line in lines for word in line.split() if word.isdecimal()]
    assert all(figures.count(str(one)) >= 1 for one in range(100, 112))


def test_headings_of_figures_take_several_lines_before_labels_are_cut_within_words():
    text = drawn(("IMAGE", "Notoriété, surtout", 3), width=32, columns=WIDE[:3], heads=2)
    assert text.splitlines()[0].split() == ["code", "libellé", "participants"]
    assert "Notoriété," in text
    assert "surtout" in text


def test_no_line_ends_where_french_punctuation_forbids_it():
    for width in range(12, 40):
        lines = wrap("Ils mentionnent «\u00a0Veille\u00a0» et rien\u202f; c’est tout", width)
        assert not [line for line in lines if line.startswith((";", "»")) or line.endswith("«")]
