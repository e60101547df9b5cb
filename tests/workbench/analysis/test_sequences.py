"""What follows what, against walking through each lane."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.columns import MISSING, Codings, Stretches
from workbench.analysis.sequences import (
    Events,
    Lag,
    events_behind,
    in_transcripts,
    in_words_of_participants,
    sequences,
)

CODES, LANES, WIDTH = 3, 3, 10
Said = tuple[int, int, int, int]  # lane, start, code, participant

said = st.lists(
    st.tuples(st.integers(0, LANES - 1), st.integers(0, 49), st.integers(MISSING, CODES - 1), st.integers(MISSING, 2)),
    max_size=14,
)


def events_of(rows: list[Said]) -> Events:
    """A turn is ten characters."""
    lane, start, code, who = np.array(rows, np.int64).reshape(-1, 4).T
    return Events.build(lane=lane, start=start, code=code, turn=start // WIDTH, participant=who)


def follow(rows: list[Said], lag: Lag, within: int) -> set[tuple[int, int]]:
    """Rows of every coding with every one that follows it."""
    pairs = set()
    for i, (lane, start, code, _) in enumerate(rows):
        if code == MISSING:
            continue
        later = [(j, one) for j, one in enumerate(rows) if one[0] == lane and one[1] > start and one[2] != MISSING]
        places = sorted({one[1] for _, one in later})[:within]
        for j, one in later:
            near = one[1] in places if lag is Lag.CODING else one[1] // WIDTH - start // WIDTH <= within
            if near:
                pairs.add((i, j))
    return pairs


@given(said, st.sampled_from([(Lag.CODING, 1), (Lag.CODING, 3), (Lag.TURN, 0), (Lag.TURN, 1), (Lag.TURN, 3)]))
@settings(max_examples=200)
def test_transitions_are_what_walking_through_gives(rows: list[Said], how: tuple[Lag, int]) -> None:
    lag, within = how
    events, pairs = events_of(rows), follow(rows, *how)
    found = sequences(events, CODES, lag=lag, within=within)
    total = len(pairs)
    for a in range(CODES):
        for b in range(CODES):
            mine = {(i, j) for i, j in pairs if (rows[i][2], rows[j][2]) == (a, b)}
            assert found.count[a, b] == len(mine)
            first, second = events_behind(events, a, b, lag=lag, within=within)
            behind = zip(events.coding[first].tolist(), events.coding[second].tolist(), strict=True)
            assert sorted(behind) == sorted(mine)
            who = {rows[row][3] for pair in mine for row in pair} - {MISSING}
            assert found.participants[a, b] == len(who)
            out = sum(rows[i][2] == a for i, _ in pairs)
            into = sum(rows[j][2] == b for _, j in pairs)
            wanted = out * into / total if total else 0
            assert found.expected[a, b] == pytest.approx(wanted)
            assert found.ratio[a, b] == pytest.approx(len(mine) / wanted if wanted else np.nan, nan_ok=True)


def test_expected_counts_are_those_of_the_sums() -> None:
    """A lane of A B A B A C: five transitions, two of them from A to B."""
    events = Events.build(lane=np.zeros(6, int), start=np.arange(6), code=np.array([0, 1, 0, 1, 0, 2]))
    found = sequences(events, 3)
    assert found.count.tolist() == [[0, 2, 1], [2, 0, 0], [0, 0, 0]]
    assert found.expected.tolist() == [[1.2, 1.2, 0.6], [0.8, 0.8, 0.4], [0, 0, 0]]
    assert found.ratio[0].tolist() == pytest.approx([0, 2 / 1.2, 1 / 0.6])
    assert not found.participants.any()


def test_codings_that_begin_together_do_not_follow_each_other() -> None:
    events = Events.build(lane=np.zeros(3, int), start=np.array([0, 0, 5]), code=np.array([0, 1, 2]))
    assert sequences(events, 3).count.tolist() == [[0, 0, 1], [0, 0, 1], [0, 0, 0]]


TURNS = Stretches.build(
    transcript=[0, 0, 0, 0, 1], start=[0, 10, 20, 30, 0], end=[9, 19, 29, 39, 9], participant=[MISSING, 0, 1, 0, 0]
)
CODINGS = Codings.build(
    transcript=[0, 0, 0, 0, 1, 0], code=[0, 1, 2, 0, 1, 2], start=[11, 15, 20, 31, 0, 2], end=[14, 25, 22, 39, 5, 6]
)


def test_in_a_transcript_everybodys_codings_are_in_one_lane() -> None:
    events = in_transcripts(CODINGS, TURNS)
    assert events.coding.tolist() == [5, 0, 1, 2, 3, 4]
    assert events.turn.tolist() == [0, 1, 1, 2, 3, 4]
    assert events.participant.tolist() == [MISSING, 0, 0, 1, 0, 0]
    found = sequences(events, 3)
    assert found.count.tolist() == [[0, 1, 0], [0, 0, 1], [2, 0, 0]]
    assert found.participants[2].tolist() == [2, 0, 0]


def test_in_a_participants_words_others_do_not_come_between() -> None:
    events = in_words_of_participants(CODINGS, TURNS)
    lanes = {
        (int(lane), int(who)): events.coding[events.lane == lane].tolist()
        for lane, who in zip(events.lane, events.participant, strict=True)
    }
    assert sorted((who, coding) for (_, who), coding in lanes.items()) == [(0, [0, 1, 3]), (0, [4]), (1, [1, 2])]
    found = sequences(events, 3)
    assert found.count.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    assert events.turn.tolist() == [1, 1, 3, 2, 2, 4]


def test_a_coding_outside_all_turns_is_no_event() -> None:
    outside = Codings.build(transcript=[0], code=[0], start=[9], end=[10])
    assert len(in_transcripts(outside, TURNS)) == len(in_words_of_participants(outside, TURNS)) == 0


@pytest.mark.parametrize("lag", list(Lag))
@pytest.mark.parametrize("number", [0, 1])
def test_with_no_coding_or_one_nothing_follows(lag: Lag, number: int) -> None:
    events = events_of([(0, 3, 1, 0)] * number)
    found = sequences(events, CODES, lag=lag)
    assert not found.count.any()
    assert np.isnan(found.ratio).all()
    assert [len(column) for column in events_behind(events, 1, 1, lag=lag)] == [0, 0]
    assert sequences(events_of([]), 0, lag=lag).count.shape == (0, 0)
