"""What ships ready is complete in both languages, and fit for use."""

import re
from importlib.resources import files

import pytest

from codebook.book import Codebook
from codebook.errors import CodebookError
from codebook.joining import join
from codebook.nodes import Node, Source
from codebook.readers import read_csv
from codebook.shipped import (
    CODEBOOKS,
    GUIDES,
    read_attributes_template,
    read_guide_template,
    read_template,
    templates,
)
from codebook.yaml_text import yaml_nodes
from transcripts.model import AttributeKind

MAIN = """
OBJ: IMAGE PROJET NOTO DIAL JOINDRE MEDIAS VEILLE SERVICE RECRUT
USAGE: DIFF INTER FREQ ADAPT PLATEF
VALID: VLIBRE VPALIER VDELAI VREDAC
TON: TINST TFAM THUM
AUTO: ACOMM AMODER ANETIQ
ORGA: EQUIPE TEMPS FORM POLIT
IMPR: ATTEINT MITIGE MESURE RISQUE
"""
TEXTS = ("definition", "include", "exclude", "example")
ALL_FILES = sorted(path.name for path in files("codebook").joinpath("templates").iterdir())


def nodes(name: str) -> Node:
    text = files("codebook").joinpath("templates", name).read_text(encoding="utf-8")
    return yaml_nodes(text, Source(name, "fr"))


def bilingual(node: Node) -> list[dict[str, Node]]:
    """Every place where a file speaks a language."""
    if isinstance(node.value, str):
        return []
    inner = list(node.value.values()) if isinstance(node.value, dict) else node.value
    here = [node.value] if isinstance(node.value, dict) and node.value.keys() & {"fr", "en"} else []
    return here + [found for child in inner for found in bilingual(child)]


def french(name: str) -> list[str]:
    texts = [spoken["fr"].value for spoken in bilingual(nodes(name))]
    return [text for value in texts for text in ([value] if isinstance(value, str) else [n.value for n in value])]


def outline(book: Codebook) -> str:
    return "\n".join(
        f"{branch.short}: {' '.join(code.short for code in book.descendants(branch.uuid))}"
        for branch in book.children(None)
    )


def test_the_list_of_templates_gives_names_titles_and_sizes():
    assert [(template.name, template.codes) for template in templates("fr")] == [
        ("entretiens-medias-socionumeriques", 39),
        ("grunig", 5),
        ("engagement", 4),
        ("maturite", 6),
        ("structures", 6),
    ]
    assert templates("en")[0].title == "Interviews about social media"
    assert {f"{name}.yaml" for name in (*CODEBOOKS, *GUIDES, "participants")} == set(ALL_FILES)


def test_the_main_template_has_the_agreed_tree_keys_and_properties():
    book = read_template("entretiens-medias-socionumeriques", "fr")
    assert outline(book) == MAIN.strip()
    objectives = book.descendants(book.named("OBJ").uuid)
    assert list(book.keys.items()) == list(zip("123456789", objectives, strict=True))
    assert {code.short for code in book if not code.codable} == {code.short for code in book.children(None)}
    stance = {code.short for code in book if code.takes_stance}
    assert stance == {"OBJ"} | {code.short for code in objectives}
    assert [code.short for code in book if code.exclusive] == ["TON"]


@pytest.mark.parametrize("name", ALL_FILES)
def test_every_text_of_a_template_is_there_in_both_languages(name):
    spoken = bilingual(nodes(name))
    assert spoken
    for texts in spoken:
        assert set(texts) == {"fr", "en"}
        assert texts["fr"].value and texts["en"].value


@pytest.mark.parametrize("name", CODEBOOKS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_code_of_a_template_is_defined_and_unlike_the_others(name, language):
    codes = read_template(name, language).codes
    for text in TEXTS:
        written = [getattr(code, text) for code in codes]
        assert all(len(words.split()) >= 4 for words in written), text
        assert len(set(written)) == len(written), text
    assert all(set(code.labels) == {"fr", "en"} and len(code.keywords) >= 3 for code in codes)
    assert all(len(code.short) <= 8 for code in codes)


@pytest.mark.parametrize("name", CODEBOOKS)
def test_the_two_languages_of_a_template_are_two_texts(name):
    for code, english in zip(read_template(name, "fr").codes, read_template(name, "en").codes, strict=True):
        assert (code.short, code.colour, code.key) == (english.short, english.colour, english.key)
        assert all(getattr(code, text) != getattr(english, text) for text in (*TEXTS, "keywords"))


@pytest.mark.parametrize("name", CODEBOOKS)
def test_codes_that_a_template_points_to_exist(name):
    book = read_template(name, "fr")
    for code in book:
        for mentioned in re.findall(r"\b[A-Z]{3,}\b", f"{code.include} {code.exclude}"):
            assert book.by_short(mentioned), f"{code.short} names {mentioned}"
            assert mentioned != code.short


@pytest.mark.parametrize("name", CODEBOOKS)
def test_siblings_of_a_template_have_colours_of_their_own(name):
    book = read_template(name, "fr")
    for branch in book.children(None):
        colours = [code.colour for code in book.children(branch.uuid)]
        assert all(colours) and len(set(colours)) == len(colours)


@pytest.mark.parametrize("name", ALL_FILES)
def test_french_texts_follow_french_typography(name):
    for text in french(name):
        assert "'" not in text and '"' not in text, text
        assert not re.search(r"(?<!\u00a0)[:;?!»]", text), f"no no-break space in: {text}"
        assert not re.search(r"«(?!\u00a0)", text), text


def test_templates_can_be_used_together():
    book = Codebook()
    for name in CODEBOOKS:
        joined = join(book, read_template(name, "fr"))
        assert not joined.changed
        book = joined.book
    assert len(book) == 60


def test_joining_a_template_again_takes_its_texts_and_keeps_identities():
    book = read_template("grunig", "fr")
    symmetrical = book.named("SYM")
    joined = join(book.change(symmetrical.uuid, definition="À nous."), read_template("grunig", "en"))
    assert joined.added == () and symmetrical.uuid in joined.changed
    assert joined.book.get(symmetrical.uuid).definition.startswith("The organisation and its publics")


def test_joining_keeps_labels_and_places_that_the_other_codebook_does_not_know():
    book = read_template("grunig", "fr")
    other = read_csv("short,label\nSYM,Symétrique\nNEUF,Neuf\n", name="b.csv", language="fr")
    joined = join(book, other)
    symmetrical = joined.book.named("SYM")
    assert symmetrical.labels == {"fr": "Symétrique", "en": "Two-way symmetrical"}
    assert joined.book.path_text(symmetrical.uuid, "en") == "Models of public relations > Two-way symmetrical"
    assert [joined.book.get(uuid).short for uuid in joined.added] == ["NEUF"]


def test_joining_brings_a_code_back_from_the_bin():
    book = read_template("grunig", "fr")
    symmetrical = book.named("SYM").uuid
    joined = join(book.remove(symmetrical), book)
    assert (joined.book, joined.added, joined.changed) == (book, (), (symmetrical,))


def test_two_readings_of_a_template_have_identities_of_their_own():
    first, second = read_template("grunig", "fr"), read_template("grunig", "fr")
    assert not {code.uuid for code in first} & {code.uuid for code in second}


def test_an_unknown_template_is_refused_with_the_nearest():
    with pytest.raises(CodebookError) as caught:
        read_template("grunnig", "fr")
    assert caught.value.hint == "Did you mean grunig?"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_guide_has_four_parts_and_names_codes_of_the_main_template(language):
    guide = read_guide_template(GUIDES[0], language)
    book = read_template(CODEBOOKS[0], language)
    assert len(guide.sections) == 4
    assert {question.name: question.codes for question in guide.questions} == {
        "Q1": ("OBJ",),
        "Q2": ("OBJ",),
        "Q3": ("USAGE",),
        "Q4": ("INTER", "TON"),
        "Q5": ("ORGA",),
        "Q6": ("VALID",),
        "Q7": ("AUTO",),
        "Q8": ("IMPR",),
    }
    for question in guide.questions:
        assert [code.short for code in question.codes_in(book)] == list(question.codes)
        assert question.follow_ups


def test_participants_have_one_of_four_categories_and_weekly_hours():
    category, hours = read_attributes_template("fr")
    assert (category.name, category.kind) == ("category", AttributeKind.CHOICE)
    assert category.choices == (
        "gestion de l’État",
        "santé et services sociaux",
        "culture et éducation",
        "sociétés d’État et services",
    )
    assert (hours.name, hours.kind, hours.choices) == ("hours_per_week", AttributeKind.NUMBER, ())
    assert hours.label("en") == "Hours per week spent on social media"
