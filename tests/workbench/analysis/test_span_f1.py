"""F1 of spans and characters, and the figures in the manner of MAXQDA."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import MISSING, Codings
from workbench.analysis.intervals import jackknife
from workbench.analysis.kn import Found, found_both_ways
from workbench.analysis.span_f1 import Matches, on_characters, on_spans
from workbench.errors import AnalysisError

Row = tuple[int, int, int, int, int]  # transcript, coder, code, start, end


def codings_of(rows: list[Row]) -> Codings:
    columns = [[row[at] for row in rows] for at in range(5)]
    return Codings.build(transcript=columns[0], coder=columns[1], code=columns[2], start=columns[3], end=columns[4])


def matches(*rows: Row, share: float | None = 1.0, coders: int = 2, texts: int = 1, codes: int = 2) -> Matches:
    chosen: dict[str, Any] = {"theme_of": np.arange(codes), "themes": codes, "read": np.ones((texts, coders), bool)}
    if share is None:
        return on_characters(codings_of(list(rows)), range(coders), **chosen)
    return on_spans(codings_of(list(rows)), range(coders), share=share, **chosen)


def values(sums: Any) -> list[float | None]:
    return [figure.value for figure in sums.figures()]


SOME: tuple[Row, ...] = ((0, 0, 0, 0, 10), (0, 0, 0, 20, 30), (0, 0, 1, 5, 8), (0, 1, 0, 0, 10), (0, 1, 0, 22, 30))


def test_exact_spans_and_spans_that_overlap_enough_are_told_apart() -> None:
    assert values(matches(*SOME).per_code()) == [0.5, 0.0]
    assert values(matches(*SOME, share=0.8).per_code()) == [1.0, 0.0]
    assert values(matches(*SOME, share=0.81).per_code()) == [0.5, 0.0]
    assert values(matches(*SOME, share=None).per_code()) == [pytest.approx(2 * 18 / 38), 0.0]


def test_micro_counts_codings_and_macro_counts_codes() -> None:
    found = matches(*SOME, share=0.8)
    assert values(found.micro()) == [pytest.approx(4 / 5)]
    assert values(found.macro()) == [pytest.approx(1 / 2)]


def test_a_code_that_nobody_used_has_no_figure_and_counts_in_no_mean() -> None:
    found = matches(*SOME, codes=3)
    assert found.per_code().figures()[2].reason is Reason.NOBODY_MARKED
    assert values(found.macro()) == [pytest.approx(0.25)]
    assert matches(codes=3).micro().value.reason is Reason.NOBODY_MARKED
    assert matches(codes=3).macro().value.reason is Reason.NOBODY_MARKED


def test_one_coder_and_no_shared_text_have_reasons() -> None:
    assert matches(*SOME, coders=1).micro().value.reason is Reason.TWO_CODERS
    read = np.array([[True, False]])
    apart = on_spans(codings_of(list(SOME)), [0, 1], theme_of=np.arange(2), themes=2, read=read)
    assert apart.micro().value.reason is Reason.NO_SHARED_UNIT
    none = on_spans(codings_of([]), [0, 1], theme_of=np.arange(2), themes=2, read=np.zeros((0, 2), bool))
    assert none.micro().value.reason is Reason.NO_SHARED_UNIT


def test_who_has_not_read_a_text_does_not_miss_its_spans() -> None:
    rows = [(0, 0, 0, 0, 9), (0, 1, 0, 0, 9), (1, 0, 0, 0, 9)]
    read = np.array([[True, True], [True, False]])
    found = on_spans(codings_of(rows), [0, 1], theme_of=np.arange(1), themes=1, read=read)
    assert values(found.micro()) == [1.0]
    assert values(matches(*rows, texts=2).micro()) == [pytest.approx(2 / 3)]


def test_one_coding_cut_in_three_by_the_other_counts_once() -> None:
    rows: tuple[Row, ...] = ((0, 0, 0, 0, 30), (0, 1, 0, 0, 10), (0, 1, 0, 10, 20), (0, 1, 0, 20, 30))
    assert values(matches(*rows, share=0).micro()) == [pytest.approx(2 / 4)]
    assert values(matches(*rows, share=None).micro()) == [1.0]


def test_nested_spans_of_one_coder_are_spans_of_their_own() -> None:
    rows: tuple[Row, ...] = ((0, 0, 0, 0, 30), (0, 0, 0, 10, 20), (0, 1, 0, 0, 30), (0, 1, 0, 10, 20))
    assert values(matches(*rows).micro()) == [1.0]
    assert values(matches(*rows[:3]).micro()) == [pytest.approx(2 / 3)]


def test_a_child_counts_for_its_parent_once_and_codes_left_out_do_not() -> None:
    rows: list[Row] = [(0, 0, 0, 0, 9), (0, 0, 1, 0, 9), (0, 1, 1, 0, 9), (0, 1, 2, 0, 9)]
    compared = np.array([0, 0, MISSING])
    found = on_spans(codings_of(rows), [0, 1], theme_of=compared, themes=1, read=np.ones((1, 2), bool))
    assert values(found.micro()) == [1.0]


def test_three_coders_have_a_figure_for_each_pair_and_their_mean() -> None:
    found = matches((0, 0, 0, 0, 9), (0, 1, 0, 0, 9), (0, 2, 0, 0, 8), coders=3, codes=1)
    assert values(found.micro_of_pairs()) == values(found.per_code_and_pair()) == [1.0, 0.0, 0.0]
    assert values(found.micro()) == [pytest.approx(1 / 3)]
    assert values(found.of([(0, 1)]).micro()) == [1.0]
    assert values(matches(*SOME).take([1]).micro()) == [0.0]


def test_transcripts_add_up_and_give_an_interval() -> None:
    rows = [(text, who, 0, 0, 9 + (who and text % 2)) for text in range(6) for who in (0, 1)]
    found = matches(*rows, texts=6, codes=1)
    assert values(found.micro()) == [0.5]
    assert [one[0].value for one in found.micro().per_transcript()] == [1.0, 0.0] * 3
    [interval] = jackknife(found.micro())
    assert not isinstance(interval, Reason) and interval.low < 0.5 < interval.high


def oracle(shared: Path, name: str) -> dict[str, Any]:
    cases = json.loads((shared / "oracles" / "agreement" / "qda_tools.json").read_text("utf-8"))["cases"]
    return next(case for case in cases if case["id"] == name)


def test_segments_matched_at_overlap_are_the_known_ones(shared: Path) -> None:
    case = oracle(shared, "segment-overlap-thresholds")
    rows: list[Row] = [
        (0, who, "xy".index(code), start, end)
        for who, name in enumerate(("coder_A", "coder_B"))
        for start, end, code in case["inputs"][name]
    ]
    chosen: dict[str, Any] = {"theme_of": np.arange(2), "themes": 2, "read": np.ones((1, 2), bool)}
    for share, expected in case["expected"].items():
        wanted = dict(expected)
        ways = found_both_ways(codings_of(rows), [0, 1], share=float(share), **chosen)
        names = ("matched_from_A", "matched_from_B", "unmatched_A", "unmatched_B")
        assert ways.counts.sum(axis=(0, 1)).tolist() == [wanted.pop(name) for name in names]
        assert ways.percent().value.value == pytest.approx(wanted.pop("percent"), abs=1e-12)
        f1 = on_spans(codings_of(rows), [0, 1], share=float(share), **chosen)
        assert f1.micro().value.value == pytest.approx(wanted.pop("span_f1"), abs=1e-12)
        assert not wanted


def test_kn_is_the_known_one(shared: Path) -> None:
    case = oracle(shared, "maxqda-kn-10codes")
    given_, expected = case["inputs"], case["expected"]
    counts = np.array([[[given_["a"], 0.0, given_["b"], given_["c"]]]])
    found = Found(counts, np.array([True]))
    assert found.percent().value.value == pytest.approx(expected["percent"], abs=1e-12)
    assert found.kn(given_["n_codes"]).value.value == pytest.approx(expected["kn"], abs=1e-12)
    assert set(expected) == {"percent", "kn"}


def test_kn_of_one_code_and_of_nothing_is_undefined() -> None:
    chosen: dict[str, Any] = {"theme_of": np.arange(1), "themes": 1, "read": np.ones((1, 2), bool)}
    some = found_both_ways(codings_of([(0, 0, 0, 0, 9)]), [0, 1], **chosen)
    assert some.kn(1).value.reason is Reason.ONE_CATEGORY
    assert some.percent().value.value == 0
    none = found_both_ways(codings_of([]), [0, 1], **chosen)
    assert none.kn(5).value.reason is none.percent_per_code().value.reason is Reason.NOBODY_MARKED


def test_kn_is_for_two_coders() -> None:
    with pytest.raises(AnalysisError, match="two coders, not 3"):
        found_both_ways(codings_of([]), [0, 1, 2], theme_of=np.arange(1), themes=1, read=np.ones((1, 3), bool))


marks = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), st.integers(0, 20), st.integers(1, 8)).map(
        lambda row: (*row[:4], row[3] + row[4])
    ),
    max_size=25,
)


@given(marks, st.permutations(range(3)))
@settings(max_examples=100, deadline=None)
def test_order_of_codings_and_coders_makes_no_difference(rows: list[Row], order: list[int]) -> None:
    for share in (1.0, 0.5, None):
        straight = matches(*rows, share=share, coders=3, texts=3, codes=3)
        chosen: dict[str, Any] = {"theme_of": np.arange(3), "themes": 3, "read": np.ones((3, 3), bool)}
        turned_rows = codings_of(rows[::-1])
        turned = (
            on_characters(turned_rows, order, **chosen)
            if share is None
            else on_spans(turned_rows, order, share=share, **chosen)
        )
        for name in ("per_code", "micro", "macro"):
            assert values(getattr(turned, name)()) == [
                None if value is None else pytest.approx(value, abs=1e-12)
                for value in values(getattr(straight, name)())
            ]


@given(marks)
@settings(max_examples=100, deadline=None)
def test_characters_are_those_counted_one_by_one(rows: list[Row]) -> None:
    found = matches(*rows, share=None, coders=2, texts=3, codes=3)
    for text in range(3):
        for code in range(3):
            own = [
                {at for row in rows if row[:3] == (text, who, code) for at in range(row[3], row[4])} for who in (0, 1)
            ]
            assert found.counts[text, code, 0].tolist() == [len(own[0] & own[1]), len(own[0]), len(own[1])]


def test_character_f1_of_overlapping_codes_is_the_known_one(shared: Path) -> None:
    content = json.loads((shared / "oracles" / "agreement" / "overlapping_spans.json").read_text("utf-8"))
    [case] = content["cases"]
    per_code = case["expected"]["per_code"]
    names = sorted(per_code)
    rows: list[Row] = [
        (0, who, names.index(code), start, end)
        for who, spans in enumerate(case["inputs"]["coders"].values())
        for start, end, code in spans
    ]
    found = matches(*rows, share=None, codes=len(names))
    assert values(found.per_code()) == [pytest.approx(per_code[name]["f1_chars"], abs=1e-9) for name in names]
