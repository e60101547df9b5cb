"""What a ruling remembers, and when it is still about the same answers."""

from dataclasses import replace

import pytest

from codebook.ruling import RuledCoding, RuledPosition, Ruling, Verdict, case_key
from transcripts.spans import Span
from workbench.store.rulings import read_positions, written_positions

FIRST = RuledPosition(("a",), (RuledCoding("1", "X", 10, 20, 2, "pro"),))
SECOND = RuledPosition(("b", "c"), (RuledCoding("2", "X", 12, 25), RuledCoding("3", "X", 12, 25)))
NOTHING = RuledPosition(("d",), ())
RULING = Ruling("u", "t", Span(10, 25), "a", "boundary", Verdict.UNION, None, "", (FIRST, SECOND, NOTHING))


def moved(position: RuledPosition, by: int) -> RuledPosition:
    codings = tuple(replace(one, start=one.start + by, end=one.end + by) for one in position.codings)
    return replace(position, codings=codings)


def test_positions_come_back_as_they_were_written():
    assert read_positions(written_positions(RULING.positions)) == RULING.positions


def test_what_is_kept_holds_places_and_uuids_and_no_words():
    assert "words" not in written_positions(RULING.positions)
    assert set(RuledCoding.__slots__) == {"uuid", "code", "start", "end", "strength", "stance"}


def test_the_key_depends_on_the_codings_alone_and_not_on_their_order():
    assert case_key(["2", "1"]) == case_key(["1", "2"]) == case_key({"1", "2"})
    assert case_key(["1"]) != case_key(["1", "2"])
    assert RULING.key == case_key(["1", "2", "3"])


def test_a_ruling_is_about_the_same_answers_in_any_order_and_after_a_correction_before_them():
    assert RULING.still_about((NOTHING, SECOND, FIRST))
    assert RULING.still_about([moved(one, 7) for one in RULING.positions])
    assert not RULING.still_about((moved(FIRST, 1), SECOND, NOTHING))


@pytest.mark.parametrize(
    "other",
    [
        replace(FIRST, codings=(replace(FIRST.codings[0], end=21),)),
        replace(FIRST, codings=(replace(FIRST.codings[0], strength=3),)),
        replace(FIRST, codings=(replace(FIRST.codings[0], stance=""),)),
        replace(FIRST, codings=(replace(FIRST.codings[0], code="Y"),)),
        replace(FIRST, codings=()),
        replace(FIRST, coders=("a", "e")),
    ],
)
def test_any_other_answer_makes_a_ruling_stale(other):
    assert not RULING.still_about((other, SECOND, NOTHING))
