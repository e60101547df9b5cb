"""Quotations cut short: between words, always visible, never to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.errors import CodebookError
from codebook.trimming import CUT, hides_negation, snapped, tokens, trimmed, with_cut, without_cut, words_of
from transcripts.spans import Span

TEXT = "Avant. Le dialogue, ce n’est pas notre objectif\u00a0; je le dis « tout haut » à qui veut. Après."
WHOLE = Span(TEXT.index("Le"), TEXT.index(" Après"))


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def cut(*words: str) -> str:
    cuts: tuple[Span, ...] = ()
    for one in words:
        cuts = with_cut(TEXT, WHOLE, cuts, at(one))
    return trimmed(TEXT, WHOLE, cuts)


def test_the_quotation_is_what_it_seems():
    assert WHOLE.cut(TEXT) == "Le dialogue, ce n’est pas notre objectif\u00a0; je le dis « tout haut » à qui veut."


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Le dialogue,", "[…] ce n’est pas notre objectif\u00a0; je le dis « tout haut » à qui veut."),
        ("à qui veut.", "Le dialogue, ce n’est pas notre objectif\u00a0; je le dis « tout haut » […]"),
        ("ce n’est pas notre", "Le dialogue, […] objectif\u00a0; je le dis « tout haut » à qui veut."),
        ("ialogu", "Le […] ce n’est pas notre objectif\u00a0; je le dis « tout haut » à qui veut."),
        ("tout", "Le dialogue, ce n’est pas notre objectif\u00a0; je le dis […] haut » à qui veut."),
        ("objectif", "Le dialogue, ce n’est pas notre […] je le dis « tout haut » à qui veut."),
    ],
)
def test_a_cut_takes_whole_words_and_shows(words, left):
    assert cut(words) == left


def test_cuts_that_touch_become_one():
    assert cut("ce n’est", "pas notre") == "Le dialogue, […] objectif\u00a0; je le dis « tout haut » à qui veut."
    assert cut("Le", "veut.").count(CUT) == 2


def test_nothing_left_and_words_outside_are_refused():
    with pytest.raises(CodebookError, match="Nothing would be left"):
        with_cut(TEXT, WHOLE, (), WHOLE)
    with pytest.raises(CodebookError, match="No word"):
        with_cut(TEXT, WHOLE, (), at("Après"))


def test_words_come_back():
    cuts = with_cut(TEXT, WHOLE, (), at("ce n’est pas notre"))
    back = without_cut(TEXT, WHOLE, cuts, at("n’est pas"))
    assert trimmed(TEXT, WHOLE, back).startswith("Le dialogue, […] n’est pas […] objectif")
    assert without_cut(TEXT, WHOLE, cuts, None) == ()


def test_a_cut_that_takes_a_negation_out_is_noticed():
    assert hides_negation(TEXT, with_cut(TEXT, WHOLE, (), at("n’est pas")))
    assert not hides_negation(TEXT, with_cut(TEXT, WHOLE, (), at("tout haut")))
    assert hides_negation("I don’t know", [Span(2, 7)])


def test_words_are_counted_without_cuts_and_lone_punctuation():
    assert words_of("Le dialogue\u00a0: non\u00a0! […] dit-il") == 4


texts = st.text(st.sampled_from("ab ’,.\u00a0;«»é"), min_size=1, max_size=60)


@given(texts, st.data())
def test_every_cut_is_visible_and_every_word_is_there_or_cut(text, data):
    span = Span(0, len(text))
    words = tokens(text, span)
    cuts: tuple[Span, ...] = ()
    for _time in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        wanted = Span(start, data.draw(st.integers(start + 1, len(text))))
        try:
            cuts = with_cut(text, span, cuts, wanted)
        except CodebookError:
            continue
    shown = trimmed(text, span, cuts)
    assert shown.count(CUT) == len(cuts)
    kept = [word for word in words if not any(word.overlaps(one) for one in cuts)]
    assert [part for word in kept for part in word.cut(text).split()] == shown.replace(CUT, " ").split()
    assert all(any(one.contains(word) for one in cuts) for word in words if word not in kept)


@given(texts, st.data())
def test_snapping_gives_whole_words(text, data):
    span = Span(0, len(text))
    start = data.draw(st.integers(0, len(text) - 1))
    found = snapped(text, span, Span(start, data.draw(st.integers(start + 1, len(text)))))
    ends = {word.start for word in tokens(text, span)}, {word.end for word in tokens(text, span)}
    assert found is None or (found.start in ends[0] and found.end in ends[1])
