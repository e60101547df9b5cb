"""Agreement on stance and strength where coders gave the same code to the same passage."""

import numpy as np
import pytest

from codebook.coding import Stance
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import MISSING, STANCES, BoolArray, Codings
from workbench.analysis.matched_values import MatchedValues, matched_values

PRO, CONTRA, MIXED, NEUTRAL = (STANCES.index(one) for one in Stance)
Row = tuple[int, int, int, int, int, int, int]  # transcript, coder, code, start, end, strength, stance


def matched(*rows: Row, coders: int = 2, read: BoolArray | None = None) -> MatchedValues:
    columns = [[row[at] for row in rows] for at in range(7)]
    names = ("transcript", "coder", "code", "start", "end", "strength", "stance")
    codings = Codings.build(**dict(zip(names, columns, strict=True)))
    return matched_values(codings, range(coders), read=np.ones((3, coders), bool) if read is None else read)


def passages(stances: list[tuple[int, int]], strengths: list[tuple[int, int]]) -> MatchedValues:
    return matched(
        *(
            (0, who, 0, 10 * at, 10 * at + 5 + who, strength[who], stance[who])
            for at, (stance, strength) in enumerate(zip(stances, strengths, strict=True))
            for who in (0, 1)
        )
    )


def test_alpha_of_stances_is_the_published_one_on_the_matched_passages() -> None:
    """Krippendorff 2011 B: twelve units, two coders, five values, alpha .692; "e" is pro beside contra here."""
    stances = {"a": [PRO], "b": [CONTRA], "c": [MIXED], "d": [NEUTRAL], "e": [PRO, CONTRA]}
    found = matched(
        *(
            (0, who, 0, 10 * at, 10 * at + 5 + who, MISSING, stance)
            for who, given in enumerate(("aabbdcccedda", "babbbccceddd"))
            for at, letter in enumerate(given)
            for stance in stances[letter]
        )
    )
    assert found.stance.shape == (2, 12)
    assert found.stance_alpha().value.value == pytest.approx(0.692, abs=5e-4)
    assert found.strength_alpha().value.reason is Reason.NO_SHARED_UNIT


def test_strengths_are_ranks_and_what_is_not_set_is_missing() -> None:
    near = passages([(MISSING, MISSING)] * 4, [(0, 0), (3, 3), (2, 3), (1, MISSING)])
    far = passages([(MISSING, MISSING)] * 4, [(0, 0), (3, 3), (0, 3), (1, MISSING)])
    assert np.isnan(near.strength[1, 3])
    assert (near.strength_alpha().value.value or 0) > (far.strength_alpha().value.value or 0)
    assert near.strength_alpha().units.tolist() == [[3.0], [0.0], [0.0]]


def test_passages_that_not_all_marked_are_not_compared() -> None:
    found = matched((0, 0, 0, 0, 9, 1, PRO), (0, 1, 0, 3, 9, 1, PRO), coders=3)
    assert found.stance.shape == (3, 0)
    assert found.stance_alpha().value.reason is Reason.NO_SHARED_UNIT
    assert matched(coders=2).stance_alpha().value.reason is Reason.NO_SHARED_UNIT


def test_who_did_not_read_a_text_is_missing_there() -> None:
    read = np.array([[True, True, False], [True, True, True]])
    rows: list[Row] = [(text, who, 0, 0, 9, 1 + text, PRO) for text in range(2) for who in range(3)]
    found = matched(*rows, coders=3, read=read)
    assert np.array_equal(found.strength, [[1, 2], [1, 2], [np.nan, 2]], equal_nan=True)
    assert (found.transcript.tolist(), found.start.tolist(), found.end.tolist()) == ([0, 1], [0, 0], [9, 9])
    assert found.strength_alpha().value.value == 1


def test_several_stances_in_one_passage_are_a_value_of_their_own_and_the_highest_strength_counts() -> None:
    found = matched(
        *((0, 0, 0, 0, 9, 1, PRO), (0, 0, 0, 2, 5, 3, CONTRA)),
        *((0, 1, 0, 0, 9, 3, PRO), (1, 0, 0, 0, 9, 2, PRO), (1, 1, 0, 0, 9, 2, PRO)),
    )
    assert found.strength.tolist() == [[3, 2], [3, 2]]
    assert found.stance[0, 0] != found.stance[1, 0]
    assert found.stance[1, 0] == found.stance[0, 1] == found.stance[1, 1]


def test_the_passages_of_some_codes_can_be_looked_at_alone() -> None:
    rows: list[Row] = [(0, who, code, 20 * code, 20 * code + 9, code, MISSING) for code in range(3) for who in (0, 1)]
    found = matched(*rows).of([1, 2])
    assert (found.code.tolist(), found.strength.tolist()) == ([1, 2], [[1, 2], [1, 2]])


def test_one_value_in_use_is_no_variation() -> None:
    found = passages([(PRO, PRO)] * 3, [(2, 2)] * 3)
    assert found.stance_alpha().value.reason is found.strength_alpha().value.reason is Reason.NO_VARIATION
