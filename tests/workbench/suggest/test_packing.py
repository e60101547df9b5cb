"""What was read comes back from its packet; what is damaged says so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import SuggestError
from workbench.suggest.packing import (
    READING,
    VECTOR,
    is_sound,
    pack_reading,
    pack_vector,
    unpack_reading,
    unpack_vector,
)
from workbench.suggest.reading import Reading

WORDS = st.lists(
    st.tuples(
        st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])),
        st.integers(0, 2_000),
        st.integers(1, 2_000),
        st.booleans(),
    ),
    max_size=40,
)
VECTORS = st.lists(st.floats(-10, 10, width=32), max_size=12)


def reading(words: list[tuple[str, int, int, bool]], vector: list[float]) -> Reading:
    starts, ends, at = [], [], 0
    for _lemma, gap, length, _content in words:
        starts.append(at + gap)
        at += gap + length
        ends.append(at)
    return Reading(
        tuple(word[0] for word in words),
        tuple(starts),
        tuple(ends),
        tuple(word[3] for word in words),
        np.array(vector, dtype=np.float32),
    )


@given(WORDS, VECTORS)
def test_words_come_back_as_they_were(words: list[tuple[str, int, int, bool]], vector: list[float]) -> None:
    before = reading(words, vector)
    after = unpack_reading(pack_reading(before))
    assert (after.lemmas, after.starts, after.ends, after.content) == (
        before.lemmas,
        before.starts,
        before.ends,
        before.content,
    )
    assert after.vector.shape == before.vector.shape


@given(WORDS, VECTORS)
def test_equal_readings_make_equal_packets(words: list[tuple[str, int, int, bool]], vector: list[float]) -> None:
    assert pack_reading(reading(words, vector)) == pack_reading(reading(words, vector))


@given(VECTORS)
def test_a_dimension_is_off_by_half_a_step_at_most(vector: list[float]) -> None:
    before = np.array(vector, dtype=np.float32)
    after = unpack_vector(pack_vector(before))
    step = float(np.abs(before).max(initial=0.0)) / 127
    assert after.dtype == np.float32
    assert np.allclose(after, before, rtol=0, atol=step * 0.5001 + 1e-30)


def test_the_direction_of_a_long_vector_is_kept() -> None:
    before = np.random.default_rng(7).normal(size=512).astype(np.float32)
    after = unpack_vector(pack_vector(before))
    assert before @ after / np.linalg.norm(before) / np.linalg.norm(after) > 0.9999


def test_a_vector_of_nothing_stays_nothing() -> None:
    assert not unpack_vector(pack_vector(np.zeros(300, dtype=np.float32))).any()


def test_a_lemma_with_a_line_feed_does_not_become_two() -> None:
    before = Reading(("a\nb", "c"), (0, 4), (3, 5), (True, True), np.zeros(0, dtype=np.float32))
    assert unpack_reading(pack_reading(before)).lemmas == ("a b", "c")


@given(st.data())
def test_any_damage_is_found(data: st.DataObject) -> None:
    packed = bytearray(pack_reading(reading([("image", 3, 5, True), ("donner", 1, 6, True)], [0.5, -1.0])))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    assert not is_sound(bytes(packed), READING)
    with pytest.raises(SuggestError, match="damaged"):
        unpack_reading(bytes(packed))


@given(st.binary(max_size=40))
def test_what_was_never_packed_is_refused(junk: bytes) -> None:
    for unpack in (unpack_reading, unpack_vector):
        with pytest.raises(SuggestError):
            unpack(junk)


def test_a_vector_is_not_taken_for_a_reading() -> None:
    packed = pack_vector(np.ones(3, dtype=np.float32))
    assert is_sound(packed, VECTOR)
    assert not is_sound(packed, READING)


def test_sixty_words_take_a_few_hundred_bytes() -> None:
    words = [(f"mot{number % 20}", 1, 6, number % 2 == 0) for number in range(60)]
    assert len(pack_reading(reading(words, [0.1] * 300))) < 600
