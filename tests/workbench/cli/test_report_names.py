"""Reports by names that people do give: commas, equal signs, dashes, marks that mean something elsewhere."""

from dataclasses import replace

import pytest

from workbench.workflows.findings.filters import Condition, filter_from_line, filter_of

NAMES = ("Roy, Anne", "x=y", "-rf", "/", "a.b", '"I" 05', "<script>", "=cmd|calc", "\u202eevil", "*")


@pytest.fixture
def odd(done, home):
    """A study of written answers by people of such names, all read by MA."""
    rows = "".join('"{}",Réponse {}\n'.format(name.replace('"', '""'), at) for at, name in enumerate(NAMES))
    (home / "answers.csv").write_text("participant,réponse\n" + rows, encoding="utf-8")
    done("new", "odd.study", "--lang", "fr", "--coder", "MA")
    done("import", "odd.study", "answers.csv")
    (home / "codes.csv").write_text('short,label\n/,Barre\n"a,b",Virgule\na.b,Point\n', encoding="utf-8")
    done("codebook", "odd.study", "import", "codes.csv")
    done("state", "odd.study", "--all", "done", "--coder", "MA")
    return "odd.study"


@pytest.mark.parametrize("name", NAMES)
def test_a_participant_can_be_asked_for_whatever_the_name(done, odd, name):
    written = name.replace(",", "\\,")
    told = done("report", "coverage", odd, f"--participant={written}", "--format", "json").json
    assert told["filter.participants"] == [name]


def test_several_names_with_commas_stand_beside_others(done, odd):
    told = done("report", "coverage", odd, "--participant", "Roy\\, Anne, x=y", "--format", "json").json
    assert told["filter.participants"] == ["Roy, Anne", "x=y"]


@pytest.mark.parametrize(("written", "label"), [("a\\,b", "Virgule"), ("a.b", "Point"), ("/", "Barre")])
def test_a_code_can_be_asked_for_whatever_its_short_name(done, odd, written, label):
    assert done("grid", odd, "--codes", f"{written},Point", "--coder", "MA", "--format", "json").code == 0
    assert "No passage fits." in done("report", "quotes", odd, "--code", written).out


def test_a_filter_as_a_line_comes_back_whatever_is_in_it():
    wanted = filter_of({"participants": list(NAMES), "layer": 'J=T, "x"', "where": ["category=culture et éducation"]})
    wanted = replace(wanted, where=(*wanted.where, *(Condition(name, ">=", "8") for name in (*NAMES, "d'âge", "''"))))
    assert filter_from_line(wanted.line()) == wanted


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("divergence", "--quotations", "x"), "whole number from 0 to 20"),
        (("ranking", "--draws", "0"), "whole number from 1"),
        (("saturation", "--threshold", "101"), "from 0 to 100"),
        (("quotes", "--max", "-1"), "from 0 to 1000000000"),
    ],
)
def test_a_value_that_no_option_takes_is_wrong_usage(cli, odd, words, said):
    told = cli("report", words[0], odd, *words[1:])
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_a_table_without_rows_is_not_drawn_and_a_sentence_says_why(done, odd):
    told = done("report", "divergence", odd).out
    assert "No coding has a stance yet" in told
    assert "ambivalence\n" not in told
