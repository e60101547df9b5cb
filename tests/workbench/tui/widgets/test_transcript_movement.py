import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.tui.widgets.drawing import document, texts
from transcripts.spans import Span
from workbench.tui.widgets import transcript_words
from workbench.tui.widgets.cell_widths import snap
from workbench.tui.widgets.transcript_document import ShownDocument
from workbench.tui.widgets.transcript_movement import Movement, Place, Unit

# Sentences: 0 Pourquoi ? · 1 Et là ? · 2 On a vu. · 3 L'image, oui. · 4 C'est tout. · 5 Titre · 6 Autre ? · 7 Non.
SHOWN = document(
    ("ENQ", "Pourquoi ?|Et là ?"),
    ("I-05", "On a vu.|L'image, oui.|C'est tout."),
    ("#", "Titre"),
    ("ENQ", "Autre ?"),
    ("I-05", "Non."),
    questions={0: "Q1 ▸ Pourquoi", 3: "Q2 ▸ Autre"},
)
TEXT = SHOWN.text
MOVEMENT = Movement(SHOWN)


def words(place: Place) -> str:
    return place.span.cut(TEXT)


def at(said: str) -> Place:
    return MOVEMENT.sentence_at(TEXT.index(said))


@pytest.mark.parametrize(
    ("start", "unit", "steps", "reached"),
    [
        ("On a", Unit.SENTENCE, 1, "L'image, oui."),
        ("On a", Unit.SENTENCE, -1, "Et là ?"),
        ("On a", Unit.SENTENCE, 3, "Titre"),
        ("On a", Unit.SENTENCE, 99, "Non."),
        ("On a", Unit.SENTENCE, -99, "Pourquoi ?"),
        ("Non", Unit.SENTENCE, 1, "Non."),
        ("Et là", Unit.TURN, 1, "On a vu."),
        ("C'est", Unit.TURN, -1, "On a vu."),
        ("On a", Unit.TURN, -1, "Pourquoi ?"),
        ("Pourquoi", Unit.TURN, -1, "Pourquoi ?"),
        ("On a", Unit.TURN, 2, "Autre ?"),
        ("Non", Unit.TURN, 1, "Non."),
        ("On a", Unit.QUESTION, 1, "Autre ?"),
        ("On a", Unit.QUESTION, -1, "Pourquoi ?"),
        ("Autre", Unit.QUESTION, -1, "Pourquoi ?"),
        ("Non", Unit.QUESTION, 1, "Non."),
        ("C'est", Unit.DOCUMENT, -1, "Pourquoi ?"),
        ("C'est", Unit.DOCUMENT, 1, "Non."),
        ("On a", Unit.WORD, 1, "On"),
        ("On a", Unit.WORD, 2, "a"),
        ("On a", Unit.WORD, -1, "vu"),
        ("L'image", Unit.WORD, 2, "image"),
        ("L'image", Unit.WORD, 4, "C'"),
    ],
)
def test_moves(start: str, unit: Unit, steps: int, reached: str) -> None:
    assert words(MOVEMENT.move(at(start), unit, steps)) == reached


@pytest.mark.parametrize(
    ("start", "steps", "reached"),
    [
        ("vu", 1, "L'"),
        ("On", -1, "là"),
        ("image", -1, "L'"),
        ("Non", 1, "Non"),
        ("Pourquoi", -1, "Pourquoi"),
        ("tout", 1, "Titre"),
    ],
)
def test_words_follow_each_other_across_sentences_and_turns(start: str, steps: int, reached: str) -> None:
    assert words(MOVEMENT.move(MOVEMENT.word_at(TEXT.index(start)), Unit.WORD, steps)) == reached


def test_from_a_word_one_goes_on_to_the_next_sentence() -> None:
    word = MOVEMENT.word_at(TEXT.index("image"))
    assert words(MOVEMENT.move(word, Unit.SENTENCE, 1)) == "C'est tout."
    assert words(MOVEMENT.sentence_at(word.span.start)) == "L'image, oui."


@pytest.mark.parametrize(
    ("start", "coded", "steps", "reached"),
    [
        ("Pourquoi", set(), 1, "On a vu."),
        ("Pourquoi", {"On a vu."}, 1, "L'image, oui."),
        ("On a", {"On a vu."}, 1, "L'image, oui."),
        ("L'image", {"On a vu."}, 1, "Non."),
        ("On a", {"L'image, oui."}, 1, "C'est tout."),
        ("L'image", {"On a vu.", "Non."}, 1, "L'image, oui."),
        ("Non", set(), -1, "On a vu."),
        ("Non", {"On a vu."}, -1, "L'image, oui."),
        ("Non", {"L'image, oui."}, -1, "C'est tout."),
        ("On a", set(), -1, "On a vu."),
    ],
)
def test_the_next_uncoded_stretch_is_of_a_participant_and_ends_with_the_turn(
    start: str, coded: set[str], steps: int, reached: str
) -> None:
    def is_coded(first: int, stop: int) -> bool:
        return any(TEXT.index(said) < stop and TEXT.index(said) + len(said) > first for said in coded)

    assert words(MOVEMENT.move(at(start), Unit.UNCODED, steps, is_coded)) == reached


@pytest.mark.parametrize(
    ("start", "steps", "selected"),
    [
        ("On a vu.", [(Unit.SENTENCE, 1)], "On a vu. L'image, oui."),
        ("On a vu.", [(Unit.SENTENCE, 1), (Unit.SENTENCE, -1)], "On a vu."),
        ("L'image, oui.", [(Unit.SENTENCE, -1)], "On a vu. L'image, oui."),
        ("L'image, oui.", [(Unit.SENTENCE, -1), (Unit.SENTENCE, 1)], "L'image, oui."),
        ("L'image, oui.", [(Unit.SENTENCE, -1), (Unit.SENTENCE, 2)], "L'image, oui. C'est tout."),
        ("On a vu.", [(Unit.WORD, -1)], "On a vu"),
        ("On a vu.", [(Unit.WORD, -2)], "On a"),
        ("On a vu.", [(Unit.WORD, 1)], "On a vu. L'"),
        ("On a vu.", [(Unit.TURN, 1)], "On a vu. L'image, oui. C'est tout."),
        ("On a vu.", [(Unit.CHARACTER, -2)], "On a v"),
        ("Non.", [(Unit.SENTENCE, 1)], "Non."),
        ("Non.", [(Unit.WORD, 5)], "Non."),
    ],
)
def test_the_free_end_moves(start: str, steps: list[tuple[Unit, int]], selected: str) -> None:
    place = at(start)
    for unit, step in steps:
        place = MOVEMENT.extend(place, unit, step)
    assert words(place) == selected


def test_a_word_that_is_held_stays_selected_when_the_free_end_passes_it() -> None:
    place = MOVEMENT.word_at(TEXT.index("image"))
    place = MOVEMENT.extend(place, Unit.WORD, 1)
    assert words(place) == "image, oui"
    place = MOVEMENT.extend(place, Unit.WORD, -2)
    assert words(place) == "L'image"
    assert not place.forward


def test_swapped_ends_free_the_start() -> None:
    place = MOVEMENT.swap_ends(MOVEMENT.extend(at("On a"), Unit.SENTENCE, 1))
    assert words(MOVEMENT.extend(place, Unit.WORD, 1)) == "a vu. L'image, oui."
    assert words(MOVEMENT.extend(place, Unit.SENTENCE, -1)) == "Et là ?\nOn a vu. L'image, oui."
    assert MOVEMENT.swap_ends(MOVEMENT.swap_ends(place)) == place


def test_an_edge_stops_before_the_other_one() -> None:
    place = Place(Span(TEXT.index("image"), TEXT.index("image") + 5), Unit.CHARACTER)
    assert MOVEMENT.extend(place, Unit.WORD, -1, flip=False) == place
    assert words(MOVEMENT.extend(place, Unit.CHARACTER, -9, flip=False)) == "i"
    assert words(MOVEMENT.extend(MOVEMENT.swap_ends(place), Unit.CHARACTER, 9, flip=False)) == "e"


def test_after_an_extension_one_goes_on_from_its_edges() -> None:
    place = MOVEMENT.extend(at("On a"), Unit.SENTENCE, 1)
    assert words(MOVEMENT.move(place, Unit.SENTENCE, 1)) == "C'est tout."
    assert words(MOVEMENT.move(place, Unit.SENTENCE, -1)) == "Et là ?"
    assert words(MOVEMENT.move(place, Unit.WORD, 1)) == "C'"
    assert words(MOVEMENT.move(place, Unit.WORD, -1)) == "là"


def test_a_chosen_span_is_kept_within_the_text_and_whole_characters() -> None:
    movement = Movement(ShownDocument("ae\u0301b 👍🏽", [], []))
    assert movement.chosen(Span(2, 3)).span == Span(1, 3)
    assert movement.chosen(Span(0, 2)).span == Span(0, 3)
    assert movement.chosen(Span(5, 99)).span == Span(5, 7)
    assert movement.chosen(Span(50, 99)).span == Span(5, 7)


def test_a_drag_takes_whole_words_in_both_directions() -> None:
    image, seen = TEXT.index("mage"), TEXT.index("vu")
    forward, backward = MOVEMENT.dragged(seen, image), MOVEMENT.dragged(image, seen)
    assert words(forward) == words(backward) == "vu. L'image"
    assert (forward.forward, backward.forward) == (True, False)


@pytest.mark.parametrize(
    ("offset", "selected"),
    [("oui", "image, oui"), ("L'", "L'image"), ("On", "On a vu. L'image"), ("tout", "image, oui. C'est tout")],
)
def test_a_click_brings_the_free_end_to_its_word(offset: str, selected: str) -> None:
    place = MOVEMENT.word_at(TEXT.index("image"))
    assert words(MOVEMENT.reach(place, TEXT.index(offset))) == selected


def test_a_click_never_brings_an_edge_past_the_other() -> None:
    place = Place(MOVEMENT.word_at(TEXT.index("image")).span, Unit.CHARACTER)
    assert MOVEMENT.reach(place, 0, flip=False) == place


def test_words_of_french_and_english() -> None:
    text = "Qu'est-ce que l’image d'aujourd'hui ? Don't, a-t-il 3,5 % e\u0301te\u0301 日本語テスト"
    movement = Movement(ShownDocument(text, [], []))
    place, found = movement.move(movement.sentence_at(0), Unit.WORD, 1), []
    while not found or place.span != found[-1]:
        found.append(place.span)
        place = movement.move(place, Unit.WORD, 1)
    assert [span.cut(text) for span in found] == [
        *("Qu'", "est-ce", "que", "l’", "image", "d'", "aujourd'hui", "Don't", "a-t-il", "3,5"),
        *("e\u0301te\u0301", "日", "本", "語", "テスト"),
    ]


@given(
    st.text(alphabet="aé'- .日", max_size=60).map(lambda text: "mot " * 100 + text + " mot" * 100), st.integers(0, 880)
)
def test_edges_of_words_are_the_same_sought_from_anywhere(text: str, offset: int) -> None:
    spans = [match.span() for match in transcript_words._word().finditer(text)]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    assert transcript_words.first_start(text, offset) == next((edge for edge in starts if edge > offset), None)
    assert transcript_words.first_end(text, offset) == next((edge for edge in ends if edge > offset), None)
    assert transcript_words.last_start(text, offset) == next((edge for edge in starts[::-1] if edge < offset), None)
    assert transcript_words.last_end(text, offset) == next((edge for edge in ends[::-1] if edge < offset), None)


STEPS = st.lists(
    st.tuples(st.sampled_from(["move", "extend", "edge", "swap"]), st.sampled_from(list(Unit)), st.integers(-3, 3)),
    max_size=12,
)


@given(texts.filter(bool), STEPS, st.integers(0, 200))
def test_whatever_is_pressed_something_is_selected_and_no_character_torn(
    text: str, steps: list[tuple[str, Unit, int]], offset: int
) -> None:
    movement = Movement(ShownDocument(text, [], []))
    place = movement.sentence_at(offset)
    for act, unit, count in steps:
        if act == "move":
            place = movement.move(place, unit, count, lambda start, end: start % 2 == 0)
        elif act == "swap":
            place = movement.swap_ends(place)
        elif unit in (Unit.CHARACTER, Unit.WORD, Unit.SENTENCE, Unit.TURN):
            place = movement.extend(place, unit, count, flip=act == "extend")
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert snap(text, place.span.start) == place.span.start
        assert snap(text, place.span.end) == place.span.end
