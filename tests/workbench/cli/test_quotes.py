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
        ("--strength", "4"),
        ("--max", "-1"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(cli, coded, options):
    assert cli("report", "quotes", coded, *options).code == 1


def test_quotations_are_written_as_markdown(done, coded):
    text = done("report", "quotes", coded, "--code", "DIAL", "--format", "md").out
    assert "> Pour dialoguer avec les citoyens." in text
    assert "*(personne interrogée I-03, gestion de l'État)*" in text


def test_the_order_of_the_texts_can_be_asked_for(done, coded):
    found = quotations(done, coded, "--code", "OBJ", "--order", "text")
    places = [(one["code"], one["transcript"], one["start"]) for one in found if one["code"] == "IMAGE"]
    assert places == sorted(places)
    assert {one["rank"] for one in found if one["code"] == "IMAGE"} == {1, 2, 3}
