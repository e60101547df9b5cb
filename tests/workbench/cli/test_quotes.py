"""``workbench report quotes`` and ``workbench quotes`` as they are typed."""

import pytest


def quotations(done, study, *options):
    return done("report", "quotes", study, *options, "--format", "json").json["quotations"]


def test_quotations_are_signed_with_the_category(done, coded):
    found = quotations(done, coded, "--code", "IMAGE", "--layer", "MA")
    assert [one["signature"] for one in found] == [
        "personne interrogée I-01, gestion de l'État",
        "personne interrogée I-02, culture et éducation",
        "personne interrogée I-03, gestion de l'État",
    ]
    assert found[0]["text"] == "Pour reprendre en main notre image."
    assert found[0]["path"] == "Objectifs / Reprise en main de l’image"


def test_what_two_coders_marked_is_one_quotation_of_both(done, coded):
    image = quotations(done, coded, "--code", "IMAGE", "--transcript", "I-01")
    assert [(one["coders"], one["strength"], one["words"]) for one in image] == [(["MA", "JT"], 3, 11)]
    assert image[0]["memo"] == "le mot vient d’elle"
    assert image[0]["score"]["agreement"] == 1
    dial = quotations(done, coded, "--code", "DIAL")
    assert [one["text"] for one in dial] == ["Pour dialoguer avec les citoyens."]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 7),
        (("--code", "OBJ"), 6),
        (("--code", "IMAGE,NOTO"), 4),
        (("--layer", "JT"), 3),
        (("--transcript", "I-01,I-02"), 5),
        (("--participant", "I-03"), 2),
        (("--where", "category=gestion de l'État"), 4),
        (("--stance", "contra"), 1),
        (("--strength", "2"), 1),
        (("--code", "IMAGE", "--max", "1"), 1),
        (("--code", "IMAGE", "--longest", "4"), 2),
        (("--code", "OBJ", "--per-participant", "1"), 6),
        (("--code", "TFAM"), 0),
    ],
)
def test_quotations_can_be_filtered(done, coded, options, count):
    told = done("report", "quotes", coded, *options, "--format", "json").json
    assert (told["count"], len(told["quotations"])) == (count, count)


@pytest.mark.parametrize(
    "options",
    [
        ("--code", "NONSENSE"),
        ("--layer", "ZZ"),
        ("--transcript", "I-99"),
        ("--where", "age=3"),
        ("--participant", "I-99"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(cli, coded, options):
    assert cli("report", "quotes", coded, *options).code == 1


@pytest.mark.parametrize("options", [("--strength", "4"), ("--max", "-1")])
def test_a_number_beyond_its_limits_is_wrong_usage(cli, coded, options):
    assert cli("report", "quotes", coded, *options).code == 2


def test_quotations_are_written_as_markdown(done, coded):
    text = done("report", "quotes", coded, "--code", "DIAL", "--format", "md").out
    assert "> Pour dialoguer avec les citoyens." in text
    assert "*(personne interrogée I-03, gestion de l'État)*" in text


def test_the_order_of_the_texts_can_be_asked_for(done, coded):
    found = quotations(done, coded, "--code", "OBJ", "--order", "text")
    places = [(one["code"], one["transcript"], one["start"]) for one in found if one["code"] == "IMAGE"]
    assert places == sorted(places)
    assert {one["rank"] for one in found if one["code"] == "IMAGE"} == {1, 2, 3}


# -- picking -------------------------------------------------------------------------------------------------------


def test_quotations_are_picked_by_their_words_ordered_and_cut(done, coded):
    told = done("quotes", coded, "pick", "IMAGE", "reprendre en main notre image", "--coder", "MA")
    assert (
        told.err.strip() == "«\u00a0reprendre en main notre image.\u00a0» (personne interrogée I-01, gestion de l'État)"
    )
    done("quotes", coded, "pick", "IMAGE", "L'image, on s'en moque.", "--coder", "MA")
    assert "[…] on s’en moque." in done("quotes", coded, "cut", "IMAGE", 2, "l'image").err
    done("quotes", coded, "move", "IMAGE", 2, "up")
    found = done("quotes", coded, "--format", "json").json["quotations"]
    assert [(one["picked"], one["cut"]) for one in found] == [
        (1, "[…] on s’en moque."),
        (2, "reprendre en main notre image."),
    ]
    assert found[1]["coders"] == ["MA", "JT"]
    done("quotes", coded, "uncut", "IMAGE", 1)
    done("quotes", coded, "unpick", "IMAGE", 2)
    (left,) = done("quotes", coded, "--code", "OBJ", "--format", "json").json["quotations"]
    assert left["cut"] == "L’image, on s’en moque."


def test_a_cut_of_a_negation_is_pointed_out(done, coded):
    done("quotes", coded, "pick", "TEMPS", "Huit heures par semaine 👩‍👩‍👧, pas plus.")
    assert "deny" in done("quotes", coded, "cut", "TEMPS", 1, "pas plus").err


def test_a_coding_is_picked_by_its_name_in_reports(done, coded):
    uuid = quotations(done, coded, "--code", "DIAL")[0]["uuid"]
    assert "dialoguer avec les citoyens" in done("quotes", coded, "pick", "DIAL", "--coding", uuid).err


def test_the_signature_is_set_and_shown(done, coded):
    told = done("quotes", coded, "sign", "{pseudonym} ({category})")
    assert told.err.splitlines()[0] == "I-01 (gestion de l'État)"
    assert quotations(done, coded, "--code", "DIAL")[0]["signature"] == "I-03 (gestion de l'État)"
    told = done("quotes", coded, "sign", "--by", "category", "--noun", "gestion de l'État=intervenante", "--noun", "=x")
    assert told.err.splitlines()[0] == "I-01 (gestion de l'État)"
    told = done("quotes", coded, "sign", "{noun} {pseudonym}")
    assert told.err.splitlines() == ["intervenante I-01", "x I-02", "intervenante I-03"]
    assert done("quotes", coded, "sign").err.splitlines()[0] == "personne interrogée I-01, gestion de l'État"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("pick", "IMAGE"), 2),
        (("pick", "IMAGE", "ces mots n’y sont pas"), 1),
        (("pick", "IMAGE", "Pour"), 1),
        (("pick", "NONSENSE", "reprendre"), 1),
        (("pick", "IMAGE", "--coding", "no-such-uuid"), 1),
        (("unpick", "IMAGE"), 2),
        (("unpick", "IMAGE", "one"), 2),
        (("unpick", "IMAGE", "1"), 1),
        (("move", "IMAGE", "1"), 2),
        (("sign", "{noun}"), 1),
        (("sign", "{pseudonym}, {age}"), 1),
        (("sign", "--noun", "x"), 2),
    ],
)
def test_what_cannot_be_done_is_told(cli, coded, words, code):
    assert cli("quotes", coded, *words).code == code
