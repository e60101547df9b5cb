"""``workbench wording`` as it is typed."""

import pytest


def test_the_table_is_shown_in_the_language_of_the_study_first(done, coded):
    rows = done("wording", coded, "--format", "json").json["phrases"]
    assert [row["language"] for row in rows] == sorted((row["language"] for row in rows), reverse=True)
    assert rows[0] == {
        "language": "fr",
        "phrase": "l’ensemble des {nouns}",
        "measure": "missing",
        "least": "0",
        "most": "0",
        "counts": None,
        "said": None,
        "synonym": False,
    }


def test_a_count_is_said_in_both_languages(done, coded):
    told = done("wording", coded, "say", 6, 11)
    assert told.out.splitlines() == [
        "une majorité de répondants (6 sur 11)",
        "",
        "a majority of participants (6 of 11)",
    ]
    row = done("wording", coded, "say", 6, 11, "--in", "fr", "--format", "json").json["said"][0]
    assert (row["phrase"], row["counts"]) == ("une majorité {de}{nouns}", "6–7")


def test_a_table_goes_out_and_comes_back_the_same(done, coded, home):
    done("wording", coded, "export", "w.csv")
    before = (home / "w.csv").read_bytes()
    done("wording", coded, "import", "w.csv")
    done("wording", coded, "export", "again.csv")
    assert (home / "again.csv").read_bytes() == before


def test_setting_a_phrase_says_what_is_said_now_and_is_undone(done, coded):
    told = done("wording", coded, "set", "la majorité des {nouns}", "--share", "1/2-2/3", "--coder", "MA")
    assert "une majorité de répondants (6 sur 11)" in told.err
    done("wording", coded, "set", "plus de la moitié", "--share", "1/2-2/3", "--coder", "MA")
    assert "plus de la moitié (6 sur 11)" in done("wording", coded, "say", 6, 11).out
    assert "changed the words of quantity" in done("undo", coded, "--coder", "MA").err
    assert "une majorité de répondants" in done("wording", coded, "say", 6, 11).out


def test_noun_and_minimum_are_set(done, coded):
    done("wording", coded, "set", "--noun", "organisation,organisations,feminine", "--minimum", 3)
    assert "une majorité d’organisations (2 sur 3)" not in done("wording", coded, "say", 2, 3).out
    assert "deux organisations (2 sur 3)" in done("wording", coded, "say", 2, 3).out
    done("wording", coded, "reset")


def test_a_clash_is_a_fault_that_a_person_can_mend(cli, coded):
    told = cli("wording", coded, "set", "deux ou trois {nouns}", "--count", "2-3")
    assert told.code == 1
    assert "both stand for" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("say", "6"),
        ("say", "six", "onze"),
        ("set",),
        ("set", "tous"),
        ("set", "tous", "--share", "x-y"),
        ("set", "--noun", "un"),
        ("import",),
        ("export", "a.csv", "b.csv"),
    ],
)
def test_words_that_do_not_go_together_are_wrong_usage(cli, coded, words):
    assert cli("wording", coded, *words).code == 2


def test_more_than_all_is_told(cli, coded):
    told = cli("wording", coded, "say", 12, 11)
    assert told.code == 1
    assert "12 of 11" in told.err
