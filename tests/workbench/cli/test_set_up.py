"""Making a study and furnishing it: new, import, transcripts, participants, coders, assign, state, codebook."""

import csv
import io

import openpyxl
import pytest


def rows(told) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(told.out)))


def test_a_new_study_has_the_template_in_its_language(cli, done):
    done("new", "a.study", "--lang", "fr", "--codebook", "grunig", "--title", "Essai")
    assert "Codes" not in done("codebook", "a.study", "--lang", "en").err
    told = done("codebook", "a.study", "--format", "json").json
    assert len(told["codes"]) == 5
    assert done("export", "a.study", "a.json").code == 0


def test_a_new_study_says_what_comes_next_unless_quiet(done):
    assert "coders" in done("new", "a.study").err
    assert done("new", "b.study", "--quiet").err == ""


def test_a_new_study_never_overwrites(cli, empty):
    before = empty.read_bytes()
    told = cli("new", empty)
    assert told.code == 1
    assert "already" in told.err
    assert empty.read_bytes() == before


@pytest.mark.parametrize("option", ["--codebook", "--guide"])
def test_an_unknown_template_leaves_no_study_behind(cli, home, option):
    assert cli("new", "a.study", option, "nonsense").code == 1
    assert not (home / "a.study").exists()


def test_a_guide_that_names_unknown_codes_leaves_no_study_behind(cli, home):
    told = cli("new", "a.study", "--guide", "guide-quatre-parties")
    assert told.code == 1
    assert not (home / "a.study").exists()
    assert (
        cli("new", "a.study", "--guide", "guide-quatre-parties", "--codebook", "entretiens-medias-socionumeriques").code
        == 0
    )


def test_a_dry_run_shows_what_would_be_understood_and_changes_nothing(cli, done, empty, files):
    told = done("import", empty, "I-01.txt", "--dry-run", "--format", "json").json
    [one] = told["transcripts"]
    assert (one["name"], one["format"], one["encoding"], one["language"], one["turns"]) == (
        "I-01",
        "text",
        "utf-8",
        "fr",
        4,
    )
    assert [(who["speaker"], who["role"]) for who in told["speakers"]] == [
        ("ENQ", "interviewer"),
        ("I-01", "participant"),
    ]
    assert rows(done("transcripts", empty, "--format", "csv")) == []


def test_a_dry_run_says_when_the_encoding_was_guessed(done, empty, home):
    (home / "latin.txt").write_bytes("ENQ : Être là ?\nI-09 : Déjà, à l'été.\n".encode("latin-1"))
    [one] = done("import", empty, "latin.txt", "--dry-run", "--format", "json").json["transcripts"]
    assert one["guessed"] is True


def test_an_import_is_all_or_nothing(cli, done, empty, home):
    (home / "binary.txt").write_bytes(bytes(range(256)) * 20)
    assert cli("import", empty, "I-01.txt", "binary.txt").code == 1
    assert rows(done("transcripts", empty, "--format", "csv")) == []


def test_importing_twice_leaves_the_first_alone(done, read):
    told = done("import", read, "I-01.txt")
    assert "I-01" in told.err
    assert len(rows(done("transcripts", read, "--format", "csv"))) == 3


def test_declared_speakers_are_taken_at_their_word(done, empty, home):
    (home / "x.txt").write_text("Zoé : Bonjour.\nMarc : Bonjour à vous.\nZoé : Alors ?\nMarc : Alors rien.\n")
    done("import", empty, "x.txt", "--speakers", "Zoé=interviewer,Marc=participant")
    told = done("transcripts", empty, "--speakers", "--format", "json").json["speakers"]
    assert {(one["speaker"], one["role"]) for one in told} == {("Zoé", "interviewer"), ("Marc", "participant")}


def test_a_table_of_answers_is_one_transcript_for_each_participant(done, empty, home):
    (home / "answers.csv").write_text(
        "Code;Question;Réponse\nR1;Pourquoi ?;Pour dialoguer.\nR2;Pourquoi ?;Pour informer le public.\n"
    )
    done("import", empty, "answers.csv", "--columns", "participant=Code,question=Question,answer=Réponse")
    told = done("transcripts", empty, "--format", "json").json["transcripts"]
    assert [one["participants"] for one in told] == [["R1"], ["R2"]]


def test_the_list_shows_the_progress_of_every_coder(done, coded):
    one = done("transcripts", coded, "--format", "json").json["transcripts"][0]
    assert one["state"] == {"MA": "done", "JT": "done"}
    assert 0 < one["coded"]["MA"] < 1
    header = done("transcripts", coded, "--format", "csv").out.splitlines()[0]
    assert "state.MA" in header
    assert "coded.JT" in header


def test_a_speaker_can_be_made_an_interviewer_and_back(done, read):
    done("transcripts", read, "--speaker", "I-01", "--role", "interviewer")
    told = done("transcripts", read, "I-01", "--speakers", "--format", "json").json["speakers"]
    assert {one["role"] for one in told} == {"interviewer"}
    done("transcripts", read, "--speaker", "I-01", "--role", "participant", "--participant", "I-77")
    told = done("transcripts", read, "I-01", "--speakers", "--format", "json").json["speakers"]
    assert ("I-01", "participant", "I-77") in {(one["speaker"], one["role"], one["participant"]) for one in told}


def test_an_unknown_speaker_is_refused_with_the_list(cli, read):
    told = cli("transcripts", read, "--speaker", "Zoé", "--role", "interviewer")
    assert told.code == 1
    assert "ENQ" in told.err


def test_participants_have_typed_attributes(done, read):
    told = done("participants", read, "--format", "json").json["participants"]
    assert [one["attributes"]["hours_per_week"] for one in told] == [12, "5–12", "~8"]
    assert told[0]["transcripts"] == ["I-01"]


def test_an_exported_table_of_participants_is_read_back(done, read, home):
    done("participants", read, "--output", "again.csv")
    before = done("participants", read, "--format", "json").out
    done("participants", read, "import", "again.csv")
    assert done("participants", read, "--format", "json").out == before


def test_participants_come_from_workbooks_too(done, read, home):
    book = openpyxl.Workbook()
    for row in (("participant", "age"), ("I-01", 41), ("I-02", "?")):
        book.active.append(row)
    book.save(home / "ages.xlsx")
    done("participants", read, "import", "ages.xlsx")
    told = done("participants", read, "--format", "json").json["participants"]
    assert [one["attributes"]["age"] for one in told] == [41, "?", None]


@pytest.mark.parametrize(
    ("text", "said"),
    [("pseudonym,a\nI-01,1\nI-01,2\n", "twice"), ("pseudonym,a\n,1\n", "pseudonym"), ("", "holds")],
)
def test_a_faulty_table_of_participants_is_refused(cli, read, home, text, said):
    (home / "bad.csv").write_text(text)
    assert cli("participants", read, "import", "bad.csv").code == 1


def test_coders_are_listed_with_what_they_did(done, coded):
    told = {one["name"]: one for one in done("coders", coded, "--format", "json").json["coders"]}
    assert (told["MA"]["codings"], told["MA"]["done"]) == (6, 3)
    assert (told["JT"]["codings"], told["JT"]["done"]) == (3, 3)
    assert told["consensus"]["consensus"] is True
    assert {name: one["kind"] for name, one in told.items()} == {
        "MA": "person",
        "JT": "person",
        "consensus": "consensus",
    }


def test_a_coder_joins_once(cli, empty):
    told = cli("coders", empty, "add", "ma")
    assert told.code == 1
    assert "already" in told.err


def test_assigning_leaves_what_was_begun(done, read):
    done("state", read, "I-01", "done", "--coder", "MA")
    told = done("assign", read, "--all", "--coder", "MA,JT")
    assert "MA: 2 transcripts assigned, 1 were already." in told.err
    states = done("state", read, "--coder", "MA", "--format", "json").json["transcripts"]
    assert [(one["state"], one["assigned"]) for one in states] == [("done", True), ("todo", True), ("todo", True)]


def test_a_state_needs_transcripts_or_all(cli, done, read):
    assert cli("state", read, "done", "--coder", "MA").code == 2
    assert cli("state", read, "I-01", "--all", "done", "--coder", "MA").code == 2
    done("state", read, "--all", "done", "--coder", "MA")
    assert "0 transcripts are now done; 3 were already" in done("state", read, "--all", "done", "--coder", "MA").err


def test_options_may_stand_between_the_words(done, read):
    done("state", read, "I-01", "--coder", "MA", "done")
    assert done("state", read, "--coder", "MA", "--format", "csv").out.splitlines()[1].startswith("I-01,done")


def test_the_codebook_goes_out_and_comes_back(done, empty, home):
    before = done("codebook", empty, "--format", "json").out
    for name in ("codes.yaml", "codes.csv"):
        done("codebook", empty, "export", name)
        done("codebook", empty, "import", name)
        assert done("codebook", empty, "--format", "json").out == before


def test_the_templates_are_listed_without_a_study(done):
    told = done("codebook", "templates", "--format", "json").json["templates"]
    assert told[0]["name"] == "entretiens-medias-socionumeriques"
    assert len(told) == 5


def test_codes_are_counted_by_codings_and_participants(done, coded):
    told = {one["code"]: one for one in done("codebook", coded, "--format", "json").json["codes"]}
    assert (told["IMAGE"]["codings"], told["IMAGE"]["participants"]) == (4, 3)
    mine = {one["code"]: one for one in done("codebook", coded, "--coder", "JT", "--format", "json").json["codes"]}
    assert (mine["IMAGE"]["codings"], mine["IMAGE"]["participants"]) == (1, 1)


# -- who codes -----------------------------------------------------------------------------------------------------


def test_the_option_wins_over_the_environment_and_this_over_the_last_one(done, read, monkeypatch):
    done("state", read, "I-01", "done", "--coder", "MA")
    assert done("state", read, "--format", "json").json["coder"] == "MA"
    monkeypatch.setenv("WORKBENCH_CODER", "JT")
    assert done("state", read, "--format", "json").json["coder"] == "JT"
    assert done("state", read, "--coder", "ma", "--format", "json").json["coder"] == "MA"


def test_several_coders_and_nobody_named_is_refused_with_the_list(cli, read):
    told = cli("state", read)
    assert told.code == 1
    assert "MA, JT" in told.err


def test_the_settings_name_the_usual_coder(done, read, home):
    settings = home / ".home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('coder = "JT"\n')
    assert done("state", read, "--format", "json").json["coder"] == "JT"


def test_the_only_coder_need_not_be_named(done):
    done("new", "a.study", "--coder", "MA")
    assert done("state", "a.study", "--format", "json").json["coder"] == "MA"


def test_a_study_without_a_coder_says_how_to_add_one(cli, done):
    done("new", "a.study")
    told = cli("state", "a.study")
    assert told.code == 1
    assert "workbench coders a.study add" in told.err
