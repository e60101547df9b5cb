"""``workbench keywords``."""

import shutil
from pathlib import Path

import pytest

from codebook.readers import read_codebook
from workbench.store.study_file import StudyFile


def rules(told) -> dict[str, dict]:
    return {row["rule"]: row for row in told.json["rules"]}


@pytest.fixture
def keywords(done, coded: Path):
    """The command about the code IMAGE, by MA, as JSON."""

    def ask(*words: str):
        return done("keywords", coded, "IMAGE", *words, "--coder", "MA", "--format", "json")

    return ask


def test_every_rule_stands_there_with_what_it_finds(keywords):
    found = rules(keywords())["image"]
    assert (found["segments"], found["transcripts"], found["coded"], found["barred"]) == (3, 3, 3, 0)
    assert found["kind"] == "words" and not found["excluded"] and not found["fault"]


def test_rules_are_added_and_taken_away_and_both_can_be_undone(done, coded, keywords):
    before = list(rules(keywords()))
    assert list(rules(keywords("--add", "maîtrise", "--add", "/main\\b/"))) == [*before, "maîtrise", "/main\\b/"]
    assert list(rules(keywords("--remove", "maîtrise"))) == [*before, "/main\\b/"]
    done("undo", coded, "--coder", "MA")
    assert list(rules(keywords())) == [*before, "maîtrise", "/main\\b/"]
    done("undo", coded, "--coder", "MA")
    assert list(rules(keywords())) == before


def test_adding_several_is_one_act_in_the_journal(done, coded, keywords):
    keywords("--add", "a b", "--add", "c")
    entry = done("journal", coded, "--format", "json").json["entries"][0]
    assert "keyword rules of IMAGE" in str(entry)


def test_an_exclusion_takes_its_segments_from_the_others(keywords):
    found = keywords("--exclude", '"reprendre en main"', "--add=-moquer")
    counts = rules(found)
    assert counts["image"]["barred"] == 2
    assert sorted(counts["image"]["barred_by"]) == ['-"reprendre en main" (1)', "-moquer (1)"]
    assert counts['-"reprendre en main"']["barred_by"] == ["image (1)", "à notre place (1)"]
    assert counts['-"reprendre en main"']["excluded"]
    assert (found.json["matched"], found.json["barred"]) == (1, 2)


def test_trying_a_rule_shows_its_places_and_changes_nothing(keywords):
    before = list(rules(keywords()))
    found = keywords("--try", '"notre image"').json
    assert found["rules"][0]["segments"] == 1
    (line,) = found["lines"]
    assert (line["transcript"], line["hit"], line["coded"]) == ("I-01", "notre image", True)
    assert list(rules(keywords())) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--add", '"notre image'), "does not close it"),
        (("--try", "/(x/"), "at character 2"),
        (("--try", "/(.*.*.*.*)*§/"), "takes longer than"),
        (("--remove", "licorne"), "has no rule licorne"),
        (("--exclude", ""), "is empty"),
    ],
)
def test_what_is_no_rule_is_refused_with_a_sentence_and_nothing_is_changed(
    cli, coded, keywords, monkeypatch, words, said
):
    monkeypatch.setattr("workbench.suggest.patterns.SECONDS", 0.5)
    before = list(rules(keywords()))
    told = cli("keywords", coded, "IMAGE", *words, "--coder", "MA")
    assert (told.code, told.out) == (1, "")
    assert said in told.err and told.err.count("\n") == 1
    assert list(rules(keywords())) == before


def test_without_a_code_the_rules_of_all_are_listed_and_nothing_can_be_changed(cli, done, coded):
    found = done("keywords", coded, "--format", "json").json
    assert {"IMAGE", "PROJET"} <= {row["code"] for row in found["rules"]}
    assert cli("keywords", coded, "--add", "image").code == 2


def test_where_no_code_has_rules_the_segments_are_counted_all_the_same(done):
    Path("I-01.txt").write_text("A: Nous validons chaque texte à deux.\n", encoding="utf-8")
    done("new", "bare.study", "--coder", "MA")
    done("import", "bare.study", "I-01.txt")
    assert done("keywords", "bare.study", "--format", "json").json["segments"] == 1


def test_terms_are_proposed_until_they_are_rules_or_turned_down(keywords):
    def proposed(*words: str) -> list[str]:
        return [row["rule"] for row in keywords("--terms", *words).json["terms"]]

    assert "image" not in proposed()
    assert "image" in proposed("--remove", "image")
    assert "image" not in proposed("--never", "image")


def test_with_fewer_than_three_passages_a_sentence_says_so(done, coded):
    for code, said in (("PROJET", "You have 1 passage of PROJET"), ("NOTO", "You have no passage of NOTO yet")):
        told = done("keywords", coded, code, "--terms", "--coder", "MA", "--format", "json").json
        assert told["terms"] == [] and told["notes"][0].startswith(said)


def test_a_blind_study_counts_ones_own_codings_alone(cli, done, coded, home):
    def coded_by(*who: str) -> int:
        told = done("keywords", coded, "IMAGE", *who, "--format", "json")
        return rules(told)["image"]["coded"]

    shutil.rmtree(home / ".home", ignore_errors=True)  # nobody has coded here yet
    assert coded_by() == 3
    with StudyFile.open(coded) as study, study.act(None, "study.blind", kind="birth") as act:
        act.run("INSERT INTO facts(key, value) VALUES ('blind', '1')")
    told = cli("keywords", coded, "IMAGE")
    assert told.code == 1 and "--coder" in told.err
    assert (coded_by("--coder", "MA"), coded_by("--coder", "JT")) == (3, 1)


def test_a_study_without_texts_has_rules_that_find_nothing(done, empty):
    found = done("keywords", empty, "IMAGE", "--format", "json")
    assert rules(found)["image"]["segments"] == 0
    assert done("keywords", empty, "IMAGE", "--try", "/a/", "--format", "json").json["lines"] == []


@pytest.mark.parametrize("name", ["codes.yaml", "codes.csv"])
def test_rules_go_out_with_the_codebook_and_come_in_again(done, coded, keywords, name):
    keywords("--add", "/a{1,2}; b/", "--add", '"oui, mais"', "--add==SEO", "--add=-non")
    done("codebook", coded, "export", name)
    written = read_codebook(Path(name), language="fr").by_short("IMAGE")
    assert written is not None
    assert written.keywords[-4:] == ("/a{1,2}; b/", '"oui, mais"', "=SEO", "-non")
    done("codebook", coded, "import", name)
    assert list(rules(keywords()))[-4:] == list(written.keywords[-4:])


def test_what_is_shown_to_people_has_no_empty_table(done, coded):
    shown = done("keywords", coded, "IMAGE", "--try", "licorne", "--coder", "MA").out
    assert "before" not in shown and "licorne" in shown
