"""Words of a text: what is split, what stays whole, and where each stands."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.tokens import Token, form, tokens


def forms(text: str, language: str = "fr") -> list[str]:
    return [token.form for token in tokens(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’image qu’on a", ["l'", "image", "qu'", "on", "a"]),
        ("jusqu'à lorsqu’elle d’abord", ["jusqu'", "à", "lorsqu'", "elle", "d'", "abord"]),
        ("d'aujourd'hui, quelqu'un, prud’hommes", ["d'", "aujourd'hui", "quelqu'un", "prud'hommes"]),
        ("c’est-à-dire ; c'est-à-dire", ["c'est-à-dire", "c'est-à-dire"]),
        ("n'est-ce pas", ["n'", "est", "ce", "pas"]),
        ("dit-il, a-t-elle, donne-moi", ["dit", "il", "a", "elle", "donne", "moi"]),
        ("un rendez-vous peut-être là-bas, sous-titré", ["un", "rendez-vous", "peut-être", "là-bas", "sous-titré"]),
        ("l'«image» et l’ image", ["l'", "image", "et", "l'", "image"]),
        ("'image' ‘image’", ["image", "image"]),
        ("rock'n'roll", ["rock'n'roll"]),
        ("3,5 % de 1 143, 10h30 le 2e", ["3,5", "de", "1", "143", "10h30", "le", "2e"]),
        ("#hôpital @ville snake_case", ["hôpital", "ville", "snake", "case"]),
        ("ÉTÉ À Œuvre", ["été", "à", "œuvre"]),
        ("e\u0301te\u0301 coo\u00adpération", ["été", "coopération"]),
        ("non\N{NON-BREAKING HYPHEN}dit", ["non-dit"]),
        ("", []),
        (" … – ' - ", []),
    ],
)
def test_french_words(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_english_keeps_apostrophes_and_hyphens_inside_words() -> None:
    assert forms("I don't think it’s the l'image d'accord, said-he", "en") == [
        "i",
        "don't",
        "think",
        "it's",
        "the",
        "l'image",
        "d'accord",
        "said-he",
    ]


def test_each_word_says_where_it_stands() -> None:
    assert tokens("L’image, dit-il") == [
        Token("l'", 0, 2),
        Token("image", 2, 7),
        Token("dit", 9, 12),
        Token("il", 13, 15),
    ]


anything = st.text(
    st.sampled_from("aàéLlqutdscn'’-‐ \n\t\u00a0.,3«»_\u0301\u00ad") | st.characters(codec="utf-8"), max_size=60
)
languages = st.sampled_from(["fr", "en", ""])


@given(anything, languages)
def test_words_are_disjoint_in_order_and_hold_every_letter_once(text: str, language: str) -> None:
    found = tokens(text, language)
    reached = 0
    for token in found:
        assert reached <= token.start < token.end <= len(text)
        reached = token.end
        assert token.form == form(text[token.start : token.end])
        assert not re.search(r"\s", text[token.start : token.end])
    covered = {place for token in found for place in range(token.start, token.end)}
    left_out = [text[place] for place in range(len(text)) if place not in covered and text[place].isalnum()]
    assert set(left_out) <= {"t", "T"}  # the t of a-t-il


@given(anything, languages)
def test_words_of_a_text_are_those_of_its_pieces_between_blanks(text: str, language: str) -> None:
    pieces = [
        Token(token.form, token.start + piece.start(), token.end + piece.start())
        for piece in re.finditer(r"\S+", text)
        for token in tokens(piece[0], language)
    ]
    assert pieces == tokens(text, language)


@given(anything)
def test_the_form_is_the_same_however_apostrophes_and_accents_are_written(text: str) -> None:
    assert form(text.replace("'", "’")) == form(text)
    assert form(unicodedata.normalize("NFD", text)) == form(unicodedata.normalize("NFC", text))
