"""Models are given text as they know it; what they find is told in places of the text as it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.suggest.plain_text import PlainText

ACCENTED = "Été à l’hôpital : ça a été créé, naïf."


def whole(text: str, longest: int = 10_000) -> str:
    return "".join(part.text for part in PlainText(text).parts(longest))


def test_apostrophes_and_hyphens_are_plain() -> None:
    assert whole("l’image, peut‑être, jusquʼici") == "l'image, peut-être, jusqu'ici"


def test_halves_of_characters_become_something_that_can_be_encoded() -> None:
    assert whole("a\ud83db").encode() == "a\ufffdb".encode()


def test_accents_written_apart_are_joined() -> None:
    assert whole(unicodedata.normalize("NFD", ACCENTED)) == ACCENTED.replace("’", "'")


def test_places_lead_back_to_the_letters_they_came_from() -> None:
    apart = unicodedata.normalize("NFD", ACCENTED)
    plain = PlainText(apart)
    for place in range(len(ACCENTED)):
        letter = unicodedata.normalize("NFC", apart[plain.place(place) : plain.place(place + 1)])
        assert letter == ACCENTED[place]


@given(st.text(st.characters(categories=["L", "M", "Z", "P"])))
def test_places_stay_in_the_text_and_in_order(text: str) -> None:
    plain = PlainText(text)
    length = len("".join(part.text for part in plain.parts()))
    places = [plain.place(place) for place in range(length + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)


@pytest.mark.parametrize("text", ["", "mot " * 100, "a" * 95, "un deux " + "b" * 50])
def test_long_texts_are_cut_and_nothing_is_lost(text: str) -> None:
    parts = list(PlainText(text).parts(20))
    assert "".join(part.text for part in parts) == text
    assert [part.start for part in parts] == [sum(len(part.text) for part in parts[:n]) for n in range(len(parts))]
    assert max(len(part.text) for part in parts) <= 20


def test_words_are_not_cut_where_a_blank_is_near() -> None:
    assert [part.text.strip() for part in PlainText("abcdefgh ijklmnop qrstuvwx").parts(12)] == [
        "abcdefgh",
        "ijklmnop",
        "qrstuvwx",
    ]
