"""Interval work on spans."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.errors import TranscriptError
from transcripts.spans import Span, shared_length, union

spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 60), st.integers(1, 20))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (5, 4), (-1, 3)])
def test_a_span_without_a_character_is_refused(start: int, end: int) -> None:
    with pytest.raises(TranscriptError):
        Span(start, end)


def test_touching_spans_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


@given(spans, spans)
def test_overlap_is_symmetric_and_agrees_with_the_characters(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    common = one.intersection(other)
    assert (set(range(common.start, common.end)) if common else set()) == shared
    assert one.cover(other).contains(one)
    assert one.cover(other).contains(other)


@given(st.lists(spans))
def test_union_holds_the_same_characters_in_disjoint_spans_that_do_not_touch(some: list[Span]) -> None:
    merged = union(some)
    assert {i for span in some for i in range(span.start, span.end)} == {
        i for span in merged for i in range(span.start, span.end)
    }
    assert all(left.end < right.start for left, right in pairwise(merged))


@given(st.lists(spans), st.lists(spans))
def test_shared_length_counts_characters(left: list[Span], right: list[Span]) -> None:
    ours = {i for span in left for i in range(span.start, span.end)}
    theirs = {i for span in right for i in range(span.start, span.end)}
    assert shared_length(left, right) == len(ours & theirs) == shared_length(right, left)
