"""``workbench participants``: every action, and what it says."""

import csv
import io
import json

import pytest


def table(told) -> list[dict]:
    return list(csv.DictReader(io.StringIO(told.out)))


def people(done, study) -> dict[str, dict]:
    return {one["pseudonym"]: one for one in done("participants", study, "--format", "json").json["participants"]}


@pytest.fixture
def recruited(done, read, home):
    (home / "recruits.csv").write_text(
        "pseudonym,status,reason,approached_on,opened\n"
        "I-01,accepted,,2024-01-05,03/04/2024\nI-02,accepted,,,\nI-09,refused,no time,2024-01-06,\n"
        "I-10,refused,no time,,\nI-11,refused,,,\nI-12,withdrawn,moved,,\nI-13,approached,,,\n"
    )
    done("participants", read, "import", "recruits.csv")
    return read


@pytest.fixture
def chosen(done, read):
    """The same with a choice."""
    done("participants", read, "attributes", "category", "--kind", "choice")
    return read


@pytest.mark.parametrize("name", ["again.csv", "again.xlsx", "again.tsv"])
def test_what_was_exported_and_is_imported_again_changes_nothing(done, recruited, home, name):
    done("participants", recruited, "set", "I-01", "hours_per_week=~-3,5")
    done("participants", recruited, "attributes", "note", "--kind", "text")
    done("participants", recruited, "set", "I-02", 'note="NA"')
    before = json.dumps(people(done, recruited))
    entries = len(done("journal", recruited, "--format", "json").json["entries"])
    told = done("participants", recruited, "export", name)
    assert "Written" in told.err
    told = done("participants", recruited, "import", name)
    assert "new" not in told.err and "Not understood" not in told.err
    assert json.dumps(people(done, recruited)) == before
    assert len(done("journal", recruited, "--format", "json").json["entries"]) == entries


def test_an_export_in_french_is_read_back_in_english(done, recruited, home):
    before = people(done, recruited)
    done("participants", recruited, "--output", "fr.xlsx", "--lang", "fr")
    done("participants", recruited, "export", "fr2.xlsx", "--lang", "fr")
    for name in ("fr.xlsx", "fr2.xlsx"):
        done("participants", recruited, "import", name, "--lang", "en")
        assert people(done, recruited) == before


def test_a_dry_run_lists_every_cell_that_would_change(done, read, home):
    (home / "more.csv").write_text("pseudonym,hours_per_week,Courriel\nI-01,12,a@b\nI-02,~7,c@d\nI-09,?,\n")
    told = done("participants", read, "import", "more.csv", "--dry-run", "--except", "Courriel", "--format", "csv")
    assert [(row["pseudonym"], row["attribute"], row["value"], row["new"]) for row in table(told)] == [
        ("I-02", "hours_per_week", "~7", "no"),
        ("I-09", "hours_per_week", "?", "yes"),
    ]
    assert "would be described" in told.err and "may tell who" not in told.err
    assert "I-09" not in people(done, read)
    assert "Courriel" in done("participants", read, "import", "more.csv", "--dry-run").err


def test_an_unknown_column_to_leave_out_is_refused(cli, read, home):
    (home / "more.csv").write_text("pseudonym,a\nI-01,12\n")
    told = cli("participants", read, "import", "more.csv", "--except", "b")
    assert told.code == 2 and "it has: a" in told.err


def test_doubtful_cells_are_told(done, recruited, home):
    (home / "dates.csv").write_text("pseudonym,seen\nI-01,03/04/2024\nI-02,05/06/2024\n")
    told = done("participants", recruited, "import", "dates.csv")
    assert "“03/04/2024” of I-01 was read with the day first, as 2024-04-03" in told.err
    assert "1 more like it" in told.err


def test_values_are_set_as_people_write_them_and_told_back(done, chosen):
    told = done("participants", chosen, "set", "I-01", "i‑02", "hours_per_week=5 à 12", "category=CULTURE")
    assert "hours_per_week is 5–12" in told.err and "category is culture et éducation" in told.err
    assert [people(done, chosen)[name]["attributes"]["hours_per_week"] for name in ("I-01", "I-02")] == ["5–12", "5–12"]
    assert "nothing is recorded" in done("participants", chosen, "set", "I-01", "hours_per_week=").err
    assert people(done, chosen)["I-01"]["attributes"]["hours_per_week"] is None


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("I-01", "hours_per_week=beaucoup"), 1, "cannot be read as number"),
        (("I-01", "category=santé"), 1, "none of the choices"),
        (("I-01", "age=4"), 1, "hours_per_week"),
        (("I-011", "hours_per_week=4"), 1, "Nearest: I-"),
        (("I-01",), 2, "set I-05"),
        (("hours_per_week=4",), 2, "set I-05"),
    ],
)
def test_what_cannot_be_set_is_refused_with_a_way_out(cli, done, chosen, words, code, said):
    before = people(done, chosen)
    told = cli("participants", chosen, "set", *words)
    assert (told.code, said in told.err) == (code, True), told.err
    assert people(done, chosen) == before


def test_a_new_choice_is_taken_when_it_is_wanted(done, chosen):
    assert "This choice is new" in done("participants", chosen, "set", "I-01", "category=santé", "--new-choices").err
    [one] = [
        row for row in table(done("participants", chosen, "attributes", "--format", "csv")) if row["name"] == "category"
    ]
    assert one["choices"].endswith("; santé")


def test_participants_are_added_renamed_and_removed(cli, done, read):
    assert "I-12, I-13" in done("participants", read, "add", "I-12", "I-13").err
    assert cli("participants", read, "add", "I-12").code == 1
    assert "I-14 now" in done("participants", read, "rename", "I-12", "I-14").err
    assert cli("participants", read, "rename", "I-13", "I-14").code == 1
    done("participants", read, "set", "I-13", "hours_per_week=3")
    assert "with 1 attribute value" in done("participants", read, "remove", "I-13").err
    assert list(people(done, read)) == ["I-01", "I-02", "I-03", "I-14"]
    done("undo", read, "--coder", "MA")
    assert people(done, read)["I-13"]["attributes"]["hours_per_week"] == 3


def test_a_renamed_participant_keeps_transcripts_and_attributes(done, read):
    before = people(done, read)["I-01"]
    done("participants", read, "rename", "I-01", "P1")
    assert people(done, read)["P1"] == before | {"pseudonym": "P1"}


def test_one_who_speaks_stays_and_it_is_said_where(cli, read):
    told = cli("participants", read, "remove", "I-01")
    assert told.code == 1 and "speaks in 1 transcript (I-01)" in told.err


# Attributes


def test_attributes_are_listed_with_how_many_have_them(done, read):
    told = table(done("participants", read, "attributes", "--format", "csv"))
    assert [(row["name"], row["kind"], row["participants"]) for row in told] == [
        ("category", "text", "3"),
        ("hours_per_week", "number", "3"),
    ]


def test_an_attribute_is_added_labelled_renamed_and_taken_away(cli, done, read):
    done("participants", read, "attributes", "reach", "--choices", "local;national", "--label-fr", "portée")
    done("participants", read, "set", "I-01", "portée=local")
    assert cli("participants", read, "attributes", "reach", "--choices", "national").code == 1
    done("participants", read, "attributes", "reach", "--choices", "national; local;  world", "--rename", "area")
    [one] = list(table(done("participants", read, "attributes", "area", "--format", "csv")))
    assert (one["choices"], one["label_fr"], one["participants"]) == ("national; local; world", "portée", "1")
    assert "with 1 value" in done("participants", read, "attributes", "area", "--delete").err
    done("undo", read, "--coder", "MA")
    assert people(done, read)["I-01"]["attributes"]["area"] == "local"


def test_another_type_is_previewed_and_refuses_to_lose_values(cli, done, read):
    told = done("participants", read, "attributes", "hours_per_week", "--kind", "date", "--dry-run", "--format", "csv")
    assert [row["read"] for row in table(told)] == ["no", "no", "no"] and "3 of 3" in told.err
    told = cli("participants", read, "attributes", "hours_per_week", "--kind", "date")
    assert told.code == 1 and "--drop" in told.err and "I-02: 5–12" in told.err
    done("participants", read, "attributes", "hours_per_week", "--kind", "text")
    done("participants", read, "attributes", "hours_per_week", "--kind", "number")
    assert people(done, read)["I-03"]["attributes"]["hours_per_week"] == "~8"
    assert "I-02" in done("participants", read, "attributes", "hours_per_week", "--kind", "date", "--drop").err
    assert people(done, read)["I-02"]["attributes"]["hours_per_week"] is None


def test_text_becomes_a_choice_of_the_values_it_has(done, read):
    done("participants", read, "attributes", "category", "--kind", "choice")
    [one] = list(table(done("participants", read, "attributes", "category", "--format", "csv")))
    assert one["choices"] == "gestion de l'État; culture et éducation"


# Recruitment


def test_the_flow_of_recruitment_is_counted(done, recruited):
    told = done("participants", recruited, "recruitment", "--format", "json").json
    assert {row["step"]: row["participants"] for row in told["flow"]} == {
        "approached": 7,
        "no_answer": 1,
        "refused": 3,
        "accepted": 3,
        "withdrawn": 1,
        "taking_part": 2,
        "with_transcript": 2,
        "without_transcript": 0,
    }
    assert [(row["status"], row["reason"], row["participants"]) for row in told["reasons"]] == [
        ("refused", "no time", 2),
        ("refused", None, 1),
        ("withdrawn", "moved", 1),
    ]
    assert told["unrecorded"] == 1
    assert "Of 1 participant" in " ".join(told["notes"])


def test_nothing_recorded_says_so(done, read):
    told = done("participants", read, "recruitment", "--format", "json").json
    assert told["approached"] == 0 and "not recorded of anybody" in told["notes"][0]
    assert {row["share"] for row in told["flow"]} == {None}


def test_recruitment_is_recorded_one_by_one(cli, done, read):
    told = done("participants", read, "recruitment", "I-01", "I-20", "status=refusée", "answered_on=12 mars 2024")
    assert "I-20" in told.err
    found = people(done, read)["I-20"]["recruitment"]
    assert found == {"status": "refused", "reason": None, "approached_on": None, "answered_on": "2024-03-12"}
    assert "statuses" in cli("participants", read, "recruitment", "I-01", "status=perhaps").err.lower()
    assert cli("participants", read, "recruitment", "I-01", "mood=good").code == 2
    assert cli("participants", read, "recruitment", "I-21", "reason=none").code == 1


# Linking


@pytest.fixture
def unlinked(done, empty, home):
    (home / "Entretien_04 final.txt").write_text(
        "ENQ : Pourquoi ?\nRépondant : Pour l’image.\nENQ : Oui ?\nRépondant : Oui.\n"
    )
    (home / "groupe.txt").write_text(
        "ENQ : Et vous ?\nZoé B. : Moi aussi.\nMusée : Pas moi.\nZoé B. : Bon.\nMusée : Ah.\n"
    )
    (home / "who.csv").write_text("pseudonym,nickname,body\nI-04,,port\nI-06,,Musée du Fleuve\nI-07,zoe b,école\n")
    done(
        "import", empty, "Entretien_04 final.txt", "groupe.txt", "--speakers", "ENQ=interviewer,Répondant,Zoé B.,Musée"
    )
    done("participants", empty, "import", "who.csv")
    return empty


def links(done, study) -> dict[str, tuple]:
    told = done("participants", study, "link", "--format", "json").json["speakers"]
    return {f"{one['transcript']}/{one['speaker']}": (one["state"], one["participant"], one["linked"]) for one in told}


def test_speakers_are_proposed_with_a_reason_and_nothing_is_changed(done, unlinked):
    before = people(done, unlinked)
    found = links(done, unlinked)
    assert found["Entretien_04 final/Répondant"][:2] == ("proposed", "I-04")
    assert found["groupe/Zoé B."][:2] == ("proposed", "I-07")
    assert found["groupe/Musée"][:2] == ("doubtful", "I-06")
    assert found["groupe/ENQ"][0] == "interviewer"
    assert people(done, unlinked) == before


def test_what_leaves_no_doubt_is_linked_in_one_step_and_stopgaps_go(done, unlinked):
    before = people(done, unlinked)
    told = done("participants", unlinked, "link", "--accept")
    assert "2 speakers linked" in told.err and "Zoé B." in told.err and "Musée (groupe)" in told.err
    after = people(done, unlinked)
    assert after["I-07"]["transcripts"] == ["groupe"] and "Zoé B." not in after
    done("undo", unlinked, "--coder", "MA")
    assert people(done, unlinked) == before


def test_links_come_from_a_table_too(cli, done, unlinked, home):
    (home / "links.csv").write_text(
        "transcription,locuteur,participant,role\n,Musée,I-06,\nEntretien_04 final,,I-04,\ngroupe,Zoé B.,,interviewer\n"
    )
    assert (
        "3 speakers would be linked" in done("participants", unlinked, "link", "--from", "links.csv", "--dry-run").err
    )
    done("participants", unlinked, "link", "--from", "links.csv")
    found = links(done, unlinked)
    assert found["groupe/Musée"] == ("linked", None, "I-06")
    assert found["Entretien_04 final/Répondant"][2] == "I-04"
    assert found["groupe/Zoé B."][0] == "interviewer"
    (home / "links.csv").write_text("transcript,speaker,participant\ngroupe,Nobody,I-06\n")
    assert "Line 2" in cli("participants", unlinked, "link", "--from", "links.csv").err
    (home / "links.csv").write_text("who,whom\na,b\n")
    assert cli("participants", unlinked, "link", "--from", "links.csv").code == 1


def test_one_participant_may_speak_in_several_transcripts(done, read, home):
    (home / "links.csv").write_text("transcript,participant\nI-01,I-02\nI-03,I-02\n")
    done("participants", read, "link", "--from", "links.csv")
    assert people(done, read)["I-02"]["transcripts"] == ["I-01", "I-02", "I-03"]


@pytest.mark.parametrize(
    "words", [("--accept",), ("add", "I-12", "--dry-run"), ("link", "I-01"), ("import",), ("add",)]
)
def test_words_that_do_not_go_together_are_wrong_usage(cli, read, words):
    assert cli("participants", read, *words).code == 2
