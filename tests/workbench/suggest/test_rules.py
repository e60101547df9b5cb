"""Keyword rules in segments."""

import time
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.keywords import parse
from workbench.errors import SuggestError
from workbench.suggest.patterns import Patterns
from workbench.suggest.reading import Reading
from workbench.suggest.rules import Rules
from workbench.suggest.spoken import words_in

TEXTS = (
    "Pour l’image de la ville, on valide tout.",
    "Les réseaux sociaux, c’est L'IMAGE du réseau social.",
    "Nous validons le marché. 👍",
    "un Marche-pied",
    "une image de marque ; sous-titre",
    "",
)
LEMMAS = {
    "valide": "valider",
    "validons": "valider",
    "réseaux": "réseau",
    "sociaux": "social",
    "marché": "marché",
    "Marche": "marcher",
}


def reading(text: str, lemmas: dict[str, str] = LEMMAS) -> Reading:
    """As a reader with a small dictionary makes it."""
    words = list(words_in(text))
    return Reading(
        tuple(lemmas.get(word[0], word[0].lower()) for word in words),
        tuple(word.start() for word in words),
        tuple(word.end() for word in words),
        tuple(len(word[0]) > 2 for word in words),
        np.zeros(0, np.float32),
    )


def rules(texts: Sequence[str] = TEXTS, *, read: bool = True) -> Rules:
    return Rules(texts, ["fr"] * len(texts), map(reading, texts) if read else None)


def marked(found: Rules, rule: str) -> dict[int, list[str]]:
    """Segments that a rule hits, with the words."""
    places = found.hits(parse(rule)).tolist()
    marks = found.marks(parse(rule), places)
    return {
        place: [span.cut(found.words.texts[place]) for span in spans]
        for place, spans in zip(places, marks, strict=True)
    }


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("image", {0: ["image"], 1: ["IMAGE"], 4: ["image"]}),
        ("l'image", {0: ["image"], 1: ["IMAGE"], 4: ["image"]}),
        ("valider", {0: ["valide"], 2: ["validons"]}),
        ("VALIDONS", {0: ["valide"], 2: ["validons"]}),
        ("réseau social", {1: ["réseaux sociaux", "réseau social"]}),
        ('"réseaux sociaux"', {1: ["réseaux sociaux"]}),
        ('"reseau social"', {1: ["réseau social"]}),
        ('"valide"', {0: ["valide"]}),
        ('"image de"', {0: ["image de"], 4: ["image de"]}),
        ('"l\'image"', {0: ["l’image"], 1: ["L'IMAGE"]}),
        ('"sous titre"', {4: ["sous-titre"]}),
        ("valid*", {0: ["valide"], 2: ["validons"]}),
        ('"image de m*"', {4: ["image de marque"]}),
        ("=marché", {2: ["marché"]}),
        ("=marche", {3: ["Marche"]}),
        ('"marche"', {2: ["marché"], 3: ["Marche"]}),
        ("👍", {2: ["👍"]}),
        ("/valid(e|ons)\\b/", {0: ["valide"], 2: ["validons"]}),
        ("/image de (la )?/", {0: ["image de la "], 4: ["image de "]}),
        ("-image", {0: ["image"], 1: ["IMAGE"], 4: ["image"]}),
        ("inconnu", {}),
        ('"tout les"', {}),
    ],
)
def test_each_kind_of_rule_finds_its_words_and_no_others(rule, found):
    assert marked(rules(), rule) == found


def test_words_do_not_stand_side_by_side_across_segments():
    assert marked(rules(("on valide", "tout")), "valide tout") == {}


def test_without_any_reading_forms_and_stems_are_found():
    found = rules(read=False)
    assert marked(found, "image") == marked(rules(), "image")
    assert marked(found, '"réseaux sociaux"') == marked(rules(), '"réseaux sociaux"')


def test_a_rare_misreading_of_a_form_does_not_widen_the_rule():
    texts = ["image"] * 9 + ["image imager imageons"]
    readings = [reading(text, {}) for text in texts[:9]] + [
        reading(texts[9], {"image": "imager", "imageons": "imager"})
    ]
    found = Rules(texts, ["fr"] * 10, readings)
    assert marked(found, "image")[9] == ["image"]


def test_a_word_inside_a_longer_word_of_the_reader_is_itself():
    """Readers keep peut-être whole; a rule sees its parts."""
    text = "C’est peut-être vrai."
    read = Reading(("ce", "être", "peut-être", "vrai"), (0, 2, 6, 16), (2, 5, 15, 20), (False,) * 4, np.zeros(0))
    found = Rules([text], ["fr"], [read])
    assert marked(found, '"peut être"') == {0: ["peut-être"]}
    assert marked(found, "vrai") == {0: ["vrai"]}


def test_nothing_is_found_where_there_is_nothing():
    assert marked(rules(()), "image") == {}
    assert marked(rules(("", "…")), "image") == {}
    assert marked(rules(()), "/a/") == {}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("abé' -ïœ.\n", max_size=12), max_size=4), st.text("abé'ïœ", min_size=1, max_size=4))
def test_segments_are_hit_exactly_where_words_are_marked(texts, word):
    found = rules(texts, read=False)
    for rule in (word, f'"{word}"', f"={word}", f"{word}*"):
        hit = marked(found, rule)
        assert all(hit.values())
        every = found.marks(parse(rule), range(len(texts)))
        assert [place for place, spans in enumerate(every) if spans] == list(hit)


# -- patterns --------------------------------------------------------------------------------------------------------


def test_a_pattern_that_never_ends_is_given_up_and_others_go_on():
    begun = time.monotonic()
    patterns = Patterns(["a" * 60 + "!", "image"], seconds=0.5)
    for _again in range(2):
        with pytest.raises(SuggestError, match=r"longer than 0\.5 seconds"):
            patterns.places("(a+)+$")
    with pytest.raises(SuggestError):
        patterns.spans("(a+)+$", [0])
    assert patterns.places("im.ge") == [1]
    patterns.close()
    assert time.monotonic() - begun < 60


def test_a_pattern_that_matches_nothing_at_all_hits_nothing():
    patterns = Patterns(["bbb", "baa"])
    assert patterns.places("a*") == [1]
    assert [[(span.start, span.end) for span in one] for one in patterns.spans("a*", [0, 1])] == [[], [(1, 3)]]
    patterns.close()


def test_half_a_character_of_a_damaged_text_stops_nobody():
    patterns = Patterns(["a\ud800b", "\x00 image\r\n"])
    assert patterns.places("image|b") == [0, 1]
    patterns.close()


def test_the_process_of_the_patterns_ends_with_them():
    patterns = Patterns(["a"])
    patterns.places("a")
    process = patterns._process
    assert process is not None and process.poll() is None
    del patterns
    assert process.wait(timeout=20) is not None
