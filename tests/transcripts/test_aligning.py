"""Passages found again in another copy of a text."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.aligning import Alignment, Move
from transcripts.spans import Span

OLD = "Au début la direction avait peur. Puis on a vu que d’autres parlaient à notre place.\nOui, voilà."


def found(old: str, new: str, words: str) -> tuple[Move, str]:
    start = old.index(words)
    moved = Alignment(old, new).moved(Span(start, start + len(words)))
    return moved.move, "" if moved.span is None else new[moved.span.start : moved.span.end]


def test_in_the_same_text_everything_stays():
    assert found(OLD, OLD, "avait peur") == (Move.EXACT, "avait peur")


def test_words_put_before_move_what_follows():
    assert found(OLD, "Bonjour. " + OLD, "avait peur") == (Move.MOVED, "avait peur")


def test_what_stands_before_a_change_stays():
    assert found(OLD, OLD.replace("voilà", "c’est ça"), "avait peur") == (Move.EXACT, "avait peur")


def test_other_words_inside_are_doubtful():
    new = OLD.replace("avait peur", "avait très peur")
    assert found(OLD, new, "la direction avait peur.") == (Move.DOUBTFUL, "la direction avait très peur.")


def test_a_word_put_right_inside_a_long_passage_is_doubtful():
    new = OLD.replace("parlaient", "parlèrent")
    assert found(OLD, new, "que d’autres parlaient à notre place") == (
        Move.DOUBTFUL,
        "que d’autres parlèrent à notre place",
    )


def test_what_is_not_there_is_lost():
    assert found(OLD, OLD.replace("Oui, voilà.", ""), "Oui, voilà") == (Move.LOST, "")
    assert found(OLD, "Tout autre chose.", "avait peur") == (Move.LOST, "")
    assert found(OLD, "", "avait peur") == (Move.LOST, "")


def test_of_words_that_come_often_the_right_ones_are_found():
    old = " ".join(f"{number} oui on a vu" for number in range(400))
    new = " ".join(f"{number} oui on a vu" for number in range(400) if number % 7)
    start = old.index("200 oui")
    moved = Alignment(old, new).moved(Span(start, start + 14))
    assert moved.move is Move.MOVED
    assert moved.span is not None
    assert new[moved.span.start : moved.span.end] == "200 oui on a v"


def test_a_place_is_found_or_not():
    alignment = Alignment("abc def ghi", "abc ghi")
    assert alignment.place(0) == 0
    assert alignment.place(8) == 4
    assert alignment.place(5) is None


WORDS = st.lists(st.sampled_from(["oui", "non", "on", "a", "vu", "la", "page", "\n", "et", "là"]), max_size=60)


@given(WORDS, WORDS, st.integers(0, 80), st.integers(1, 40))
def test_what_is_said_to_be_the_same_words_is_the_same_words(first, second, start, length):
    old, new = " ".join(first), " ".join(second)
    span = Span(start, start + length)
    if span.end > len(old):
        return
    moved = Alignment(old, new).moved(span)
    if moved.span is None:
        assert moved.move is Move.LOST
        return
    assert 0 <= moved.span.start < moved.span.end <= len(new)
    same = new[moved.span.start : moved.span.end] == old[span.start : span.end]
    assert same == (moved.move in (Move.EXACT, Move.MOVED))
    assert (moved.move is Move.EXACT) == (same and moved.span == span)


@pytest.mark.parametrize("seed", range(3))
def test_long_texts_with_many_changes_are_followed(seed):
    """20,000 words, every hundredth changed: all passages between the changes are found with their own words."""
    random = Random(seed)
    words = [random.choice(["oui", "non", "on", "a", "vu", "page"]) + str(random.randrange(300)) for _ in range(20_000)]
    other = list(words)
    for at in range(50, len(other), 100):
        other[at] = "autre"
    old, new = " ".join(words), " ".join(other)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    alignment = Alignment(old, new)
    for at in range(0, 19_000, 950):
        span = Span(starts[at + 51], starts[at + 60] - 1)
        moved = alignment.moved(span)
        assert moved.span is not None
        assert new[moved.span.start : moved.span.end] == old[span.start : span.end]
