import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.dataset_syntax import r_syntax, spss_syntax
from exports.datasets import data_table, dictionary_table, write_dataset
from exports.errors import ExportError
from exports.report import Kind
from exports.variables import Absence, DataSet, Measure, Names, Variable, in_the_way, valid_name

DATA = DataSet(
    "wide",
    "L'étude : une ligne par participant",
    (
        Variable("id", "participant", Kind.TEXT, Measure.NOMINAL),
        Variable("IMAGE_present", "L'image", values={1: "oui, l'image", 0: "non"}, absences=(Absence.NOT_READ,)),
        Variable("hours", 'heures "par" semaine', Kind.NUMBER, absences=(Absence.UNKNOWN, Absence.NOT_ASKED)),
        Variable("since", "depuis", Kind.DATE),
    ),
    (("I-01", 1, 7.5, "2026-11-21"), ("=I-02", -94, -93.0, None), ("é\n2", 0, -92.0, "2020-01-31")),
    ("Une note.",),
)


@given(st.lists(st.text(max_size=80), max_size=30), st.integers(0, 10))
def test_names_are_valid_in_spss_and_r_and_never_meet(wanted, room):
    names = Names()
    given_names = [names.new(one, room=room) for one in wanted]
    assert len({name.casefold() for name in given_names}) == len(wanted)
    for name in given_names:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)
        assert len(name) <= 64 - room
        assert name.casefold() not in {"all", "with", "if", "else", "true", "function", "null"}


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("IMAGE", "IMAGE"),
        ("Équipe & temps", "Equipe_temps"),
        ("Œuvre", "OEuvre"),
        ("2e objectif", "v_2e_objectif"),
        ("with", "v_with"),
        ("TRUE", "v_TRUE"),
        ("…", "v"),
        ("fin_", "fin"),
    ],
)
def test_a_name_is_as_near_as_may_be(wanted, name):
    assert valid_name(wanted) == name


def test_values_that_lie_among_the_numbers_of_gaps_are_seen():
    assert in_the_way([10, -95.3])
    assert not in_the_way([10, -97, -90, 0])


def test_a_folder_gets_data_dictionary_and_commands_for_both_programs(tmp_path):
    written = write_dataset(DATA, tmp_path / "new")
    assert [path.name for path in written] == ["wide.csv", "wide-dictionary.csv", "wide.sps", "wide.R"]
    assert all(path.parent == tmp_path / "new" for path in written)


def test_a_file_names_what_goes_beside_it(tmp_path):
    written = write_dataset(DATA, tmp_path / "stat.csv")
    assert [path.name for path in written] == ["stat.csv", "stat-dictionary.csv", "stat.sps", "stat.R"]
    assert "/FILE='stat.csv'" in (tmp_path / "stat.sps").read_text()
    assert 'read.csv("stat.csv"' in (tmp_path / "stat.R").read_text()


def test_the_data_are_read_back_with_their_gaps_told_apart(tmp_path):
    write_dataset(DATA, tmp_path / "stat.csv")
    frame = pd.read_csv(tmp_path / "stat.csv", encoding="utf-8-sig")
    assert list(frame.columns) == ["id", "IMAGE_present", "hours", "since"]
    assert frame["IMAGE_present"].tolist() == [1, -94, 0]
    assert frame["hours"].tolist() == [7.5, -93.0, -92.0]
    assert frame["id"].tolist() == ["I-01", "'=I-02", "é 2"]
    assert len((tmp_path / "stat.csv").read_text().splitlines()) == 4


def test_excel_and_parquet_hold_the_dictionary_too(tmp_path):
    [book] = write_dataset(DATA, tmp_path / "stat.xlsx")
    sheets = pd.read_excel(book, sheet_name=None)
    assert list(sheets) == ["wide", "dictionary", "about"]
    assert sheets["dictionary"]["variable"].tolist() == [one.name for one in DATA.variables]
    written = write_dataset(DATA, tmp_path / "stat.parquet")
    assert [path.name for path in written] == ["stat.parquet", "stat-dictionary.csv"]
    assert str(pd.read_parquet(written[0])["IMAGE_present"].dtype) == "Int64"


def test_other_endings_are_refused_with_the_known_ones(tmp_path):
    with pytest.raises(ExportError) as refused:
        write_dataset(DATA, tmp_path / "stat.sav")
    assert ".csv, .xlsx, .parquet" in refused.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ExportError, match="does not exist"):
        write_dataset(DATA, tmp_path / "none" / "new")
    assert list(tmp_path.iterdir()) == []


def test_the_dictionary_says_what_numbers_and_gaps_mean():
    rows = [tuple(row) for row in dictionary_table(DATA).rows]
    assert rows[1][4:6] == (("oui, l'image = 1", "non = 0"), ("not read to the end yet = -94",))
    assert rows[2][5] == ("unknown = -93", "not asked = -92")
    assert rows[0][5] == ("empty",)


def test_line_ends_within_a_text_become_blanks():
    assert [row[0] for row in data_table(DATA).rows] == ["I-01", "=I-02", "é 2"]


# -- SPSS ------------------------------------------------------------------------------------------------------------


def spss() -> str:
    return "".join(spss_syntax(DATA, "l'étude.csv"))


def test_spss_declares_every_variable_with_a_format_wide_enough_in_bytes():
    declared = re.search(r"/VARIABLES=\n(.*?)\n  \.", spss(), re.DOTALL).group(1)
    assert [line.split() for line in declared.splitlines()] == [
        ["id", "A6"],
        ["IMAGE_present", "F12.0"],
        ["hours", "F16.6"],
        ["since", "SDATE10"],
    ]


def test_spss_quotes_apostrophes_and_names_the_gaps():
    text = spss()
    assert "/FILE='l''étude.csv'" in text
    assert "IMAGE_present 'L''image'" in text
    assert "  1 'oui, l''image'\n  0 'non'\n  -94 'not read to the end yet'\n" in text
    assert "MISSING VALUES\n  IMAGE_present\n  hours\n  (-96 THRU -91)." in text
    assert text.startswith("* Encoding: UTF-8.\n")


def test_no_line_of_spss_ends_a_command_early():
    ended = DataSet("d", "Title.\n\nEXECUTE.", (Variable("a", "x.\n\nERASE FILE='y'."),), ())
    text = "".join(spss_syntax(ended, "a.csv"))
    assert not re.search(r"^\s*ERASE", text, re.MULTILINE)
    assert "\n\n" not in text


# -- R ---------------------------------------------------------------------------------------------------------------


def test_r_reads_every_column_as_what_it_is():
    text = "".join(r_syntax(DATA, "stat.csv"))
    assert 'colClasses = c("character", "numeric", "numeric", "character")' in text
    assert 'data[["since"]] <- as.Date(data[["since"]])' in text
    assert '"oui, l\'image" = 1, "non" = 0, "not read to the end yet" = -94), TRUE, "L\'image")' in text


@given(st.text(max_size=30))
def test_no_label_ends_its_string_in_r(label):
    data = DataSet("d", "t", (Variable("a", label),), ())
    line = "".join(r_syntax(data, "a.csv")).splitlines()[-1]
    inside = re.fullmatch(r'data\[\["a"\]\] <- labelled\(data\[\["a"\]\], NULL, FALSE, "((?:[^"\\]|\\.)*)"\)', line)
    assert inside is not None
    assert inside.group(1).isascii()
