"""Whose words a coding covers, and what is counted of them."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.coding import Stance
from workbench.analysis.columns import MISSING, STANCES, Codings, Stretches
from workbench.analysis.mentions import Tally, tally

PEOPLE, TEXTS, THEMES, TURNS, SIZE = 3, 2, 3, 5, 8
Row = tuple[int, int, int, int, int, int]

rows = st.lists(
    st.tuples(
        st.integers(0, TEXTS - 1),
        st.integers(0, THEMES),
        st.integers(0, TURNS * (SIZE + 1) - 3),
        st.integers(1, 20),
        st.integers(MISSING, 3),
        st.integers(MISSING, 3),
    ),
    max_size=25,
)
speakers = st.lists(st.integers(MISSING, PEOPLE - 1), min_size=TEXTS * TURNS, max_size=TEXTS * TURNS)
reading = st.lists(st.booleans(), min_size=PEOPLE, max_size=PEOPLE)
THEME_OF = np.array([0, 1, 2, MISSING])


def codings_of(rows: list[Row]) -> Codings:
    text, code, start, length, strength, stance = ([row[at] for row in rows] for at in range(6))
    end = [first + more for first, more in zip(start, length, strict=True)]
    return Codings.build(transcript=text, code=code, start=start, end=end, strength=strength, stance=stance)


def turns_of(speakers: list[int]) -> Stretches:
    places = [(text, turn * (SIZE + 1)) for text in range(TEXTS) for turn in range(TURNS)]
    return Stretches.build(
        transcript=[text for text, _ in places],
        start=[start for _, start in places],
        end=[start + SIZE for _, start in places],
        participant=speakers,
    )


def counted(rows: list[Row], speakers: list[int], read: list[bool]) -> Tally:
    return tally(codings_of(rows), turns_of(speakers), theme_of=THEME_OF, themes=THEMES, read=np.array(read))


def voices(speakers: list[int]) -> dict[tuple[int, int], int]:
    """Who says each character."""
    turns = turns_of(speakers)
    return {
        (int(turns.transcript[at]), place): int(turns.participant[at])
        for at in range(len(turns))
        if turns.participant[at] != MISSING
        for place in range(turns.start[at], turns.end[at])
    }


@given(rows, speakers, reading)
@settings(max_examples=200, deadline=None)
def test_every_matrix_is_what_counting_by_hand_gives(rows: list[Row], speakers: list[int], read: list[bool]) -> None:
    result, said = counted(rows, speakers, read), voices(speakers)
    held: dict[tuple[int, int], list[int]] = defaultdict(list)
    marked: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    nobody = []
    for at, (text, code, start, length, _, _) in enumerate(rows):
        owners = defaultdict(set)
        for place in range(start, start + length):
            if (text, place) in said:
                owners[said[text, place]].add((text, place))
        if code < THEMES and not owners:
            nobody.append(at)
        for who, places in owners.items():
            held[code, who].append(at)
            marked[code, who] |= places
    assert result.ownerless.tolist() == nobody
    assert result.participants.tolist() == [who for who in range(PEOPLE) if read[who]]
    assert result.unread.tolist() == [who for who in range(PEOPLE) if not read[who]]
    for column, who in enumerate(result.participants.tolist()):
        order = {theme: min(marked[theme, who]) for theme in range(THEMES) if marked[theme, who]}
        assert result.words[column] == sum(voice == who for voice in said.values())
        for theme in range(THEMES):
            mine = held[theme, who]
            for_it = [at for at in mine if rows[at][5] != STANCES.index(Stance.CONTRA)]
            assert result.mentions[theme, column] == len(mine)
            assert result.passages(theme, column).tolist() == mine
            assert result.supported[theme, column] == bool(for_it)
            assert result.rejected[theme, column] == (bool(mine) and not for_it)
            assert result.strength[theme, column] == max((rows[at][4] for at in mine), default=MISSING)
            assert result.length[theme, column] == len(marked[theme, who])
            before = sum(place < order[theme] for place in order.values()) if mine else 0
            equal = sum(place == order[theme] for place in order.values()) if mine else 0
            wanted = 1 / (before + (equal + 1) / 2) if mine else 0
            assert result.reciprocal[theme, column] == pytest.approx(wanted)


def test_a_coding_over_interviewer_turns_only_counts_for_nobody() -> None:
    result = counted([(0, 0, 0, 5, MISSING, MISSING)], [MISSING, 0, *[MISSING] * 8], [True] * PEOPLE)
    assert not result.mentions.any()
    assert result.ownerless.tolist() == [0]


def test_a_coding_over_a_question_and_its_answer_counts_once_and_for_the_answer_only() -> None:
    result = counted([(0, 0, 0, 26, MISSING, MISSING)], [MISSING, 0, 0, *[MISSING] * 7], [True] * PEOPLE)
    assert result.mentions[0].tolist() == [1, 0, 0]
    assert result.length[0].tolist() == [16, 0, 0]
    assert result.ownerless.tolist() == []


def test_a_participant_who_is_not_read_is_in_no_column() -> None:
    result = counted([(0, 0, 0, 5, 3, MISSING)], [0, 1, *[MISSING] * 8], [False, True, True])
    assert result.participants.tolist() == [1, 2]
    assert not result.mentions.any()
    assert result.ownerless.tolist() == []
