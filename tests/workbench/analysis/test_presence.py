"""Presence on segments and shared characters, against brute force on every character."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.agreement import alpha
from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.columns import MISSING, Codings, Stretches
from workbench.analysis.presence import CodeAgreement, compare_codes

LENGTH, TRANSCRIPTS, CODES = 30, 2, 3
Row = tuple[int, int, int, int, int]

rows = st.lists(
    st.tuples(
        st.integers(0, TRANSCRIPTS - 1),
        st.integers(0, 2),
        st.integers(0, CODES - 1),
        st.integers(0, LENGTH - 1),
        st.integers(1, 12),
    ),
    max_size=25,
)


def codings_of(rows: list[Row]) -> Codings:
    transcript, coder, code, start, length = ([row[at] for row in rows] for at in range(5))
    end = [min(LENGTH, first + more) for first, more in zip(start, length, strict=True)]
    return Codings.build(transcript=transcript, coder=coder, code=code, start=start, end=end)


def segments_of(size: int = 7) -> Stretches:
    """Segments with one character between them, as sentences have."""
    starts = list(range(0, LENGTH - size + 1, size + 1))
    pairs = [(transcript, start) for transcript in range(TRANSCRIPTS) for start in starts]
    return Stretches.build(
        transcript=[t for t, _ in pairs], start=[s for _, s in pairs], end=[s + size for _, s in pairs]
    )


def compare(rows: list[Row], coders: list[int], **other: Any) -> list[CodeAgreement]:
    options: dict[str, Any] = {"theme_of": np.arange(CODES), "themes": CODES} | other
    return compare_codes(codings_of(rows), segments_of(), coders=coders, **options)


def characters(rows: list[Row], coder: int, code: int) -> set[tuple[int, int]]:
    marked = codings_of(rows)
    return {
        (int(marked.transcript[at]), place)
        for at in range(len(rows))
        if marked.coder[at] == coder and marked.code[at] == code
        for place in range(marked.start[at], marked.end[at])
    }


@given(rows)
@settings(max_examples=150, deadline=None)
def test_character_f1_is_that_of_sets_of_characters(given_rows: list[Row]) -> None:
    for agreement in compare(given_rows, [0, 1, 2]):
        for (first, second), f1 in agreement.f1.items():
            ours, theirs = (characters(given_rows, who, agreement.theme) for who in (first, second))
            if ours or theirs:
                assert f1.value == pytest.approx(2 * len(ours & theirs) / (len(ours) + len(theirs)), abs=1e-12)
            else:
                assert f1.reason is Reason.NOBODY_MARKED


@given(rows)
@settings(max_examples=150, deadline=None)
def test_a_segment_is_marked_when_one_character_is(given_rows: list[Row]) -> None:
    segments = segments_of()
    for agreement in compare(given_rows, [0, 1, 2]):
        marked = np.array(
            [
                [
                    any((int(text), place) in held for place in range(start, end))
                    for text, start, end in zip(segments.transcript, segments.start, segments.end, strict=True)
                ]
                for held in (characters(given_rows, who, agreement.theme) for who in range(3))
            ]
        )
        assert agreement.marked == tuple(marked.sum(axis=1))
        assert agreement.segments == len(segments)
        wanted = alpha(marked.astype(float)) if marked.any() else Coefficient(None, Reason.NOT_USED)
        assert agreement.alpha == wanted


@given(rows, st.permutations([0, 1, 2]), st.permutations(range(CODES)), st.booleans())
@settings(max_examples=80, deadline=None)
def test_the_order_of_coders_codes_and_texts_changes_nothing(
    given_rows: list[Row], coders: list[int], codes: list[int], turned: bool
) -> None:
    moved = [((1 - text) if turned else text, who, codes[code], *place) for text, who, code, *place in given_rows]
    here, there = compare(given_rows, [0, 1, 2]), compare(moved[::-1], coders)
    for code in range(CODES):
        one, other = here[code], there[codes[code]]
        for name in ("percent", "coded_only", "alpha", "kappa", "mean_f1"):
            left, right = getattr(one, name), getattr(other, name)
            assert left.reason is right.reason
            assert left.value is None or left.value == pytest.approx(right.value, abs=1e-12)


def test_one_side_empty_is_zero_and_not_undefined() -> None:
    [agreement, *_] = compare([(0, 0, 0, 2, 3)], [0, 1])
    assert agreement.mean_f1 == Coefficient(0.0)
    assert agreement.coded_only == Coefficient(0.0)
    assert agreement.kappa == Coefficient(0.0)


def test_a_code_that_nobody_used_has_no_figures() -> None:
    unused = compare([(0, 0, 0, 2, 3)], [0, 1])[2]
    for figure in (unused.percent, unused.coded_only, unused.alpha, unused.kappa):
        assert figure.reason is Reason.NOT_USED
    assert unused.mean_f1.reason is Reason.NOBODY_MARKED


def test_marking_everything_is_no_variation_and_shows_the_percentage() -> None:
    everything = [(text, who, 0, 0, LENGTH) for text in range(TRANSCRIPTS) for who in (0, 1)]
    whole = Codings.build(
        transcript=[row[0] for row in everything],
        coder=[row[1] for row in everything],
        code=[0] * 4,
        start=[0] * 4,
        end=[LENGTH] * 4,
    )
    [agreement] = compare_codes(whole, segments_of(), coders=[0, 1], theme_of=np.arange(1), themes=1)
    assert agreement.alpha.reason is agreement.kappa.reason is Reason.NO_VARIATION
    assert agreement.percent == agreement.mean_f1 == Coefficient(1.0)


def test_touching_a_segment_is_not_marking_it() -> None:
    [agreement, *_] = compare([(0, 0, 0, 7, 1), (0, 1, 0, 8, 1)], [0, 1])
    assert agreement.marked == (0, 1)


def test_a_child_counts_for_its_parent_at_the_chosen_level() -> None:
    apart = [(0, 0, 0, 2, 3), (0, 1, 1, 2, 3)]
    assert [one.mean_f1.value for one in compare(apart, [0, 1])] == [0, 0, None]
    [rolled] = compare(apart, [0, 1], theme_of=np.array([0, 0, MISSING]), themes=1)
    assert rolled.mean_f1 == Coefficient(1.0)


def test_without_segments_or_a_second_coder_the_reason_says_so() -> None:
    nothing = Stretches.build(transcript=[], start=[], end=[])
    [empty] = compare_codes(codings_of([]), nothing, coders=[0, 1], theme_of=np.arange(1), themes=1)
    assert empty.alpha.reason is empty.percent.reason is empty.kappa.reason is Reason.TWO_CODERS
    [alone, *_] = compare([(0, 0, 0, 2, 3)], [0])
    assert alone.alpha.reason is alone.kappa.reason is alone.mean_f1.reason is Reason.TWO_CODERS


def test_the_work_does_not_grow_with_the_length_of_the_text() -> None:
    """Spans a thousand million characters apart would not fit any memory if characters were laid out."""
    far = 10**9
    codings = Codings.build(transcript=[0, 0], coder=[0, 1], code=[0, 0], start=[0, far // 2], end=[far, far])
    text = Stretches.build(transcript=[0, 0], start=[0, far // 2], end=[far // 2, far])
    [agreement] = compare_codes(codings, text, coders=[0, 1], theme_of=np.arange(1), themes=1)
    assert agreement.mean_f1.value == pytest.approx(2 / 3)
    assert agreement.marked == (2, 1)
