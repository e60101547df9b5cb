"""Text from outside can do nothing to a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.display import visible, visible_line, well_formed


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mrouge\x1b[0m", "␛[31mrouge␛[0m"),
        ("\x1b]0;titre\x07", "␛]0;titre␇"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("\x9b2J", "�2J"),
        ("fin\r\n", "fin␍\n"),
        ("a\tb\nc", "a\tb\nc"),
        ("\u202egnol\u202c", "�gnol�"),
        ("\u2067x\u2069", "�x�"),
        ("a\u2028b\x85c", "a␤b␤c"),
        ("\ud800", "�"),
        ("l’été à 5\u00a0%", "l’été à 5\u00a0%"),
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_what_steers_a_terminal_becomes_a_glyph(raw: str, shown: str) -> None:
    assert visible(raw) == shown


def test_a_single_line_has_blanks_for_tabs_and_line_feeds() -> None:
    assert visible_line("a\tb\nc\x1b") == "a b c␛"


@given(st.text(st.characters()))
def test_offsets_keep_and_nothing_harmful_is_left(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    assert not [character for character in shown if unicodedata.category(character) == "Cc" and character not in "\t\n"]
    shown.encode()


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_halves_of_characters_are_replaced_and_nothing_else() -> None:
    assert well_formed("caf\udce9 \x1b 👩‍👩‍👧") == "caf\ufffd \x1b 👩‍👩‍👧"
