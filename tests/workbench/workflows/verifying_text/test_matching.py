"""Quotations held against a text: right where nothing was changed, and every change told."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from transcripts.spans import Span
from workbench.store.texts import SpokenText, SpokenTurn
from workbench.workflows.verifying_text.articles import Paragraph
from workbench.workflows.verifying_text.folding import punctuation, same_length, words_in
from workbench.workflows.verifying_text.matching import Edit, match
from workbench.workflows.verifying_text.quotations import quotations_in
from workbench.workflows.verifying_text.searching import Pages

SAID = (
    "Au début, la direction avait peur. Puis on a vu que d’autres parlaient à notre place\u00a0; alors on a ouvert une "
    "page. Ce n’est pas un cœur de métier, c’est une façon d’être là, vingt-quatre heures sur vingt-quatre."
)


def pages(text: str = SAID) -> Pages:
    return Pages(SpokenText(1, "u", "I-05", text, (SpokenTurn(1, Span(0, len(text)), "I-05", "I-05", False),)))


def held(quotation: str, text: str = SAID):
    (one,) = quotations_in(Paragraph(1, f"« {quotation} »"))
    return match(one, pages(text))


@pytest.mark.parametrize(
    "words",
    [
        "la direction avait peur",
        "La direction avait peur.",
        "d'autres parlaient à notre place ; alors on a ouvert une page",
        "d‘autres parlaient à notre place; alors on a ouvert",
        "Ce n'est pas un coeur de métier",
        "vingt–quatre heures sur vingt-quatre",
        "la direction avait peur […] alors on a ouvert une page",
        "la direction [du musée] avait peur",
        "[L]a direction avait peur",
        "page",
    ],
)
def test_typography_cuts_and_what_is_marked_as_put_in_make_no_difference(words):
    found = held(words)
    assert found is not None
    assert found.is_exact and not found.differences


@pytest.mark.parametrize(
    ("words", "edits"),
    [
        ("Au début, la direction avait très peur", [(Edit.ADDED, "", "très")]),
        ("Puis on a vu que d’autres parlaient place", [(Edit.MISSING, "à notre", "")]),
        ("Puis on a vu que certains parlaient à notre place", [(Edit.CHANGED, "d’autres", "certains")]),
        (
            "C’est un cœur de métier, c’est une façon d’être là",
            [(Edit.CHANGED, "n’", "C’"), (Edit.MISSING, "pas", "")],
        ),
        ("Souvent la direction avait peur. Puis on a vu", [(Edit.CHANGED, "début", "Souvent")]),
    ],
)
def test_every_word_that_differs_is_told(words, edits):
    found = held(words)
    assert found is not None and not found.is_exact
    assert [(one.edit, one.said, one.written) for one in found.differences] == edits


@pytest.mark.parametrize("words", ["AU DÉBUT, la direction", "Au debut, la direction", "Au début la direction"])
def test_capitals_accents_and_commas_are_a_difference_of_their_own(words):
    found = held(words)
    assert found is not None
    assert not found.is_exact and not found.differences and found.is_whole


def test_pieces_in_another_order_are_noticed():
    found = held("alors on a ouvert une page […] la direction avait peur")
    assert found is not None and "order" in found.remarks


def test_dots_over_words_that_were_said_are_a_silent_cut():
    found = held("la direction avait peur... alors on a ouvert une page")
    assert found is not None and "silent_cut" in found.remarks
    found = held("la direction avait peur... Puis on a vu")
    assert found is not None and not found.remarks


@pytest.mark.parametrize(
    "words", ["ces mots sont d’une autre personne", "direction jamais", "zzz", "peur peur peur peur"]
)
def test_other_words_are_not_found(words):
    assert held(words) is None


FEW = ("le", "la", "un", "on", "ne", "pas", "vu", "dit", "page", "peur", "mot", "très", "bien", "alors", "ici")
words = st.lists(st.sampled_from(FEW), min_size=30, max_size=60)


@given(words, st.data())
def test_any_stretch_of_a_text_is_found_exactly(said, data):
    text = " ".join(said)
    start = data.draw(st.integers(0, len(said) - 4))
    end = data.draw(st.integers(start + 3, min(len(said), start + 20)))
    found = held(" ".join(said[start:end]), text)
    assert found is not None and found.is_exact
    assert [span.cut(text) for span in found.spans] == [" ".join(said[start:end])]


@given(words, st.data())
def test_two_stretches_with_a_cut_between_are_found(said, data):
    text = " ".join(said)
    first = data.draw(st.integers(0, 10))
    gap = data.draw(st.integers(first + 4, first + 12))
    quotation = f"{' '.join(said[first : first + 4])} […] {' '.join(said[gap : gap + 5])}"
    found = held(quotation, text)
    assert found is not None and found.is_whole and not found.differences


@given(words, st.data())
def test_a_word_that_is_nowhere_in_the_text_is_the_only_difference(said, data):
    text = " ".join(said)
    start = data.draw(st.integers(0, 10))
    quoted = said[start : start + 12]
    at = data.draw(st.integers(3, 8))
    found = held(" ".join([*quoted[:at], "zzz", *quoted[at:]]), text)
    assume(found is not None and found.spans[0].cut(text) == " ".join(quoted))
    assert [(one.edit, one.said, one.written) for one in found.differences] == [(Edit.ADDED, "", "zzz")]


@given(st.text(max_size=60))
def test_folding_keeps_every_character_in_its_place(text):
    assert len(same_length(text)) == len(text)
    assert all(text[word.start : word.end] for word in words_in(text))
    assert punctuation(" , ") == punctuation(",")
