"""What each verdict makes of each kind of case."""

import pytest

from codebook.ruling import Verdict
from tests.workbench.workflows.ruling.making_cases import case, told
from workbench.analysis.cases import Kind
from workbench.errors import RulingError
from workbench.workflows.ruling.outcomes import outcome, possible

P, U, I = Verdict.POSITION, Verdict.UNION, Verdict.INTERSECTION  # noqa: E741
B, N, D, M = Verdict.BOTH, Verdict.NEITHER, Verdict.DISCUSS, Verdict.MAJORITY

MISSED = case("A 0-10 pro 2", "", kind=Kind.MISSED)
OTHER = case("A 0-10 pro", "B 5-15 3", kind=Kind.DIFFERENT_CODE)
APART = case("A 0-5", "B 5-9", kind=Kind.DIFFERENT_CODE)
EDGES = case("A 0-10", "A 5-15")
CUT = case("A 0-4; A 6-10", "A 0-10")
STANCE = case("A 0-10 pro", "A 0-10 contra", kind=Kind.STANCE)
NEUTRAL = case("A 0-10 neutral", "A 0-10 contra", kind=Kind.STANCE)
STRENGTH = case("A 0-10 1", "A 0-10 3", kind=Kind.STRENGTH)
EDGES_AND_STANCE = case("A 0-10 pro", "A 5-15 contra")
EDGES_AND_STRENGTH = case("A 0-10 1", "A 5-15 3")
THREE = case("A 0-10 pro", "A 5-15 pro", "")
THREE_CODES = case("A 0-10", "B 5-15", "C 8-20", kind=Kind.DIFFERENT_CODE)
TWO_TO_ONE = case("x2:A 0-10", "A 0-12")
TWO_MISSED = case("x2:", "A 0-12", kind=Kind.MISSED)
REFUSED = None

TABLE = [
    # missed
    (MISSED, P, 0, ["A 0-10 pro 2"]),
    (MISSED, P, 1, []),
    (MISSED, U, None, ["A 0-10 pro 2"]),
    (MISSED, I, None, REFUSED),
    (MISSED, B, None, REFUSED),
    (MISSED, N, None, []),
    (MISSED, D, None, []),
    (MISSED, M, None, REFUSED),
    # another code
    (OTHER, P, 0, ["A 0-10 pro"]),
    (OTHER, P, 1, ["B 5-15 3"]),
    (OTHER, U, None, ["A 0-15 pro", "B 0-15 3"]),
    (OTHER, I, None, ["A 5-10 pro", "B 5-10 3"]),
    (OTHER, B, None, ["A 0-10 pro", "B 5-15 3"]),
    (OTHER, N, None, []),
    (OTHER, D, None, []),
    (OTHER, M, None, REFUSED),
    (APART, I, None, REFUSED),
    (APART, U, None, ["A 0-9", "B 0-9"]),
    # other boundaries
    (EDGES, P, 0, ["A 0-10"]),
    (EDGES, P, 1, ["A 5-15"]),
    (EDGES, U, None, ["A 0-15"]),
    (EDGES, I, None, ["A 5-10"]),
    (EDGES, B, None, ["A 0-10", "A 5-15"]),
    (EDGES, N, None, []),
    (EDGES, D, None, []),
    (EDGES, M, None, REFUSED),
    (CUT, U, None, ["A 0-10"]),
    (CUT, I, None, ["A 0-4", "A 6-10"]),
    (CUT, P, 0, ["A 0-4", "A 6-10"]),
    # another stance
    (STANCE, P, 0, ["A 0-10 pro"]),
    (STANCE, P, 1, ["A 0-10 contra"]),
    (STANCE, U, None, ["A 0-10 mixed"]),
    (STANCE, U, 0, ["A 0-10 pro"]),
    (STANCE, I, None, REFUSED),
    (STANCE, I, 1, ["A 0-10 contra"]),
    (STANCE, B, None, REFUSED),
    (STANCE, N, None, []),
    (STANCE, D, None, []),
    (STANCE, M, None, REFUSED),
    (NEUTRAL, U, None, REFUSED),
    (NEUTRAL, U, 1, ["A 0-10 contra"]),
    # another strength
    (STRENGTH, P, 0, ["A 0-10 1"]),
    (STRENGTH, P, 1, ["A 0-10 3"]),
    (STRENGTH, U, None, REFUSED),
    (STRENGTH, U, 1, ["A 0-10 3"]),
    (STRENGTH, I, None, REFUSED),
    (STRENGTH, I, 0, ["A 0-10 1"]),
    (STRENGTH, B, None, REFUSED),
    (STRENGTH, N, None, []),
    (STRENGTH, D, None, []),
    (STRENGTH, M, None, REFUSED),
    # several at once
    (EDGES_AND_STANCE, U, None, ["A 0-15 mixed"]),
    (EDGES_AND_STANCE, U, 1, ["A 0-15 contra"]),
    (EDGES_AND_STANCE, I, None, REFUSED),
    (EDGES_AND_STANCE, I, 0, ["A 5-10 pro"]),
    (EDGES_AND_STANCE, B, None, ["A 0-10 pro", "A 5-15 contra"]),
    (EDGES_AND_STRENGTH, U, None, REFUSED),
    (EDGES_AND_STRENGTH, U, 0, ["A 0-15 1"]),
    (EDGES_AND_STRENGTH, I, 1, ["A 5-10 3"]),
    # three and more
    (THREE, P, 2, []),
    (THREE, U, None, ["A 0-15 pro"]),
    (THREE, I, None, ["A 5-10 pro"]),
    (THREE, B, None, ["A 0-10 pro", "A 5-15 pro"]),
    (THREE, M, None, REFUSED),
    (THREE, I, 2, REFUSED),
    (THREE_CODES, B, None, ["A 0-10", "B 5-15", "C 8-20"]),
    (THREE_CODES, U, None, ["A 0-20", "B 0-20", "C 0-20"]),
    (THREE_CODES, I, None, ["A 8-10", "B 8-10", "C 8-10"]),
    (TWO_TO_ONE, M, None, ["A 0-10"]),
    (TWO_TO_ONE, P, 1, ["A 0-12"]),
    (TWO_MISSED, M, None, []),
    # what cannot be chosen
    (EDGES, P, None, REFUSED),
    (EDGES, P, 2, REFUSED),
    (EDGES, P, -1, REFUSED),
    (EDGES, N, 0, REFUSED),
    (EDGES, B, 0, REFUSED),
]


@pytest.mark.parametrize(("found", "verdict", "chosen", "made"), TABLE)
def test_a_verdict_makes_what_the_table_says(found, verdict, chosen, made):
    if made is REFUSED:
        with pytest.raises(RulingError) as refused:
            outcome(found, verdict, chosen)
        assert refused.value.hint
    else:
        assert [told(one) for one in outcome(found, verdict, chosen)] == made


@pytest.mark.parametrize("found", [MISSED, OTHER, APART, EDGES, CUT, STANCE, NEUTRAL, STRENGTH, THREE, TWO_TO_ONE])
def test_the_possible_verdicts_are_those_that_are_not_refused(found):
    for verdict in Verdict:
        chosen = 0 if verdict is P else None
        if verdict in possible(found):
            outcome(found, verdict, chosen)
        else:
            with pytest.raises(RulingError):
                outcome(found, verdict, chosen)


@pytest.mark.parametrize("found", [MISSED, OTHER, EDGES, CUT, THREE, THREE_CODES, TWO_TO_ONE])
def test_what_is_made_says_which_codings_it_comes_from(found):
    known = {one.uuid for one in found.codings}
    for verdict in possible(found):
        for made in outcome(found, verdict, 0 if verdict is P else None):
            assert made.sources
            assert set(made.sources) <= known
            assert list(made.sources) == sorted(made.sources)


def test_what_one_holder_of_an_answer_left_unset_comes_from_the_others():
    found = case("x2:A 0-10", "A 0-12")
    first, second = found.positions[0].codings
    weighed = [first, type(second)(**{**_fields(second), "strength": 2})]
    held = type(found.positions[0])(found.positions[0].coders, tuple(weighed))
    ruled = type(found)(**{**_fields(found), "positions": (held, found.positions[1])})
    assert [told(one) for one in outcome(ruled, P, 0)] == ["A 0-10 2"]


def test_an_answer_is_cut_as_the_one_cut_it_who_needed_fewest_codings():
    found = case("x2:A 0-5; A 5-10", "A 0-12")
    whole = case("A 0-10", "A 0-12").positions[0].codings[0]
    mine = type(whole)(**{**_fields(whole), "coder": "c09", "uuid": "whole"})
    theirs = [one for one in found.positions[0].codings if one.coder == "c00"]
    held = type(found.positions[0])(found.positions[0].coders, (*theirs, mine))
    ruled = type(found)(**{**_fields(found), "positions": (held, found.positions[1])})
    (made,) = outcome(ruled, P, 0)
    assert told(made) == "A 0-10"
    assert made.sources == ("u00", "u01", "whole")


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in type(value).__slots__}
