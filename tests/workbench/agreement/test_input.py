"""What the public functions read, what they refuse and in which words, and what is undefined."""

import math
import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import agreement as ag
from workbench.errors import AnalysisError

ROWS = [[1, 2, 3, None, 2], [1, 2, 2, 3, 2], [1, 1, 3, 3, None]]
SPANS = [[(0, 10, "x"), (20, 30, "y")], [(0, 12, "x"), (18, 30, "y")]]


def forms() -> list[Any]:
    wide = pd.DataFrame(ROWS, dtype="Int64")
    return [
        ROWS,
        tuple(tuple(row) for row in ROWS),
        [[math.nan if value is None else float(value) for value in row] for row in ROWS],
        np.array([[np.nan if value is None else value for value in row] for row in ROWS]),
        np.array(ROWS, dtype=object),
        wide,
        wide.astype("float64"),
        (iter(row) for row in ROWS),
    ]


@pytest.mark.parametrize("number", range(len(forms())))
def test_any_table_of_ratings_is_read(number: int) -> None:
    found = ag.krippendorff_alpha(forms()[number], "ordinal")
    assert found.value == pytest.approx(ag.krippendorff_alpha(ROWS, "ordinal").value, abs=1e-15)
    assert found.n == 5


def test_rows_of_units_are_read_where_they_are_said_to_be() -> None:
    turned = [list(unit) for unit in zip(*ROWS, strict=True)]
    for measure in (ag.krippendorff_alpha, ag.fleiss_kappa, ag.conger_kappa, ag.light_kappa, ag.percent_agreement):
        assert measure(turned, by_unit=True) == measure(ROWS)


def test_names_are_as_good_as_numbers() -> None:
    names = {1: "peur", 2: "image", 3: "aller", None: None}
    named = [[names[value] for value in row] for row in ROWS]
    for measure in (ag.krippendorff_alpha, ag.fleiss_kappa, ag.conger_kappa, ag.light_kappa, ag.percent_agreement):
        assert measure(named).value == pytest.approx(measure(ROWS).value, abs=1e-12)
    order = ["peur", "image", "aller"]
    ordinal = ag.krippendorff_alpha(named, "ordinal", order=order).value
    assert ordinal == pytest.approx(ag.krippendorff_alpha(ROWS, "ordinal").value, abs=1e-12)
    turned = ag.krippendorff_alpha(named, "ordinal", order=["peur", "aller", "image"]).value
    assert turned != pytest.approx(ordinal, abs=1e-3)


def test_blank_is_a_value_and_missing_is_none() -> None:
    blank, missing = [[1, 0, 0], [1, 0, 1]], [[1, None, None], [1, 0, 1]]
    assert ag.percent_agreement(blank).n == 3
    assert ag.percent_agreement(missing).n == 1
    assert ag.percent_agreement(blank, blank=0).value == pytest.approx(1 / 2)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ag.krippendorff_alpha([[1, 2], [1]]), "different lengths, from 1 to 2"),
        (lambda: ag.krippendorff_alpha("12"), "no table"),
        (lambda: ag.krippendorff_alpha([1, 2]), "no table"),
        (lambda: ag.krippendorff_alpha(["12", "12"]), "no table"),
        (lambda: ag.krippendorff_alpha(5), "no table"),
        (lambda: ag.krippendorff_alpha([[{"a"}], [{"a"}]]), "collection and not one value"),
        (lambda: ag.krippendorff_alpha([[1], [1]], "ordnal"), "no level of measurement ordnal"),
        (lambda: ag.krippendorff_alpha([["a"], ["b"]], "ordinal"), "'a' is no number"),
        (lambda: ag.krippendorff_alpha([[1, math.inf], [1, 2]], "interval"), "inf is no number"),
        (lambda: ag.krippendorff_alpha([[-1], [1]], "ratio"), "-1 is below zero"),
        (lambda: ag.krippendorff_alpha([["a"], ["b"]], "ordinal", order=["a"]), "'b' is not in the order"),
        (lambda: ag.gwet_ac1([[1, 2], [1, 3]], categories=2), "3 categories are in use and only 2"),
        (lambda: ag.gwet_ac1([[1, 2], [1, 3]], categories=[1, 2]), "3 is not among the declared"),
        (lambda: ag.brennan_prediger([[1], [1]], categories=0), "number of categories is 0"),
        (lambda: ag.gwet_standard_error([[1, 2], [1, 2]], "gwet_ac1", categories=1), "only 1 were declared"),
        (lambda: ag.pabak([[0, 1, 2], [0, 1, 2]]), "3 categories are in use"),
        (lambda: ag.cohen_kappa([[1], [1], [1]]), "two coders, not 3"),
        (lambda: ag.scott_pi([[1], [1], [1]]), "two coders, not 3"),
        (lambda: ag.bennett_s([[1], [1], [1]], categories=2), "two coders, not 3"),
        (lambda: ag.set_alpha([["a"], ["b"]]), "'a' is no set of codes"),
        (lambda: ag.set_alpha([[{"a"}], [{"b"}]], "dice"), "no distance of sets dice"),
        (lambda: ag.percent_agreement([[1], [1]], weight=[1, 2]), "do not fit 1 units"),
        (lambda: ag.percent_agreement([[1], [1]], weight=[-1]), "do not fit 1 units"),
        (lambda: ag.krippendorff_alpha([["a"], ["b"]], "ordinal", order=["a", "b", "a"]), "a value twice"),
        (lambda: ag.ratings_of_table([[1, 2, 3], [4, 5, 6]]), "not square"),
        (lambda: ag.ratings_of_table([[1, 2], [3]]), "not square"),
        (lambda: ag.gwet_standard_error([[1], [1]], "kappa", categories=2), "no standard error of kappa"),
        (lambda: ag.u_alpha([[(-1, 5, "x")], []], 20), "-1 to 5 is empty or begins before"),
        (lambda: ag.u_alpha([[(5, 5, "x")], []], 20), "5 to 5 is empty"),
        (lambda: ag.u_alpha([[(5, 21, "x")], []], 20), "5 to 21 reaches past the end of a text of 20"),
        (lambda: ag.u_alpha([[(5, 10, "x"), (8, 12, "y")], []], 20), "overlap"),
        (lambda: ag.u_alpha([[(5, 10, "x"), (8, 12, "x")], []], 20), "overlap"),
        (lambda: ag.u_alpha([[(5, 10)], []], 20), "is no span"),
        (lambda: ag.u_alpha([[(5.5, 10, "x")], []], 20), "is no span"),
        (lambda: ag.u_alpha([[(5, math.nan, "x")], []], 20), "is no span"),
        (lambda: ag.u_alpha([["abc"], []], 20), "is no span"),
        (lambda: ag.u_alpha([[7], []], 20), "is no span"),
        (lambda: ag.u_alpha([[(1, 2, ["x"])], []], 20), "is no span"),
        (lambda: ag.u_alpha([[(1, 2, math.nan)], []], 20), "is no span"),
        (lambda: ag.u_alpha([[(1, 2, pd.NA)], []], 20), "is no span"),
        (lambda: ag.u_alpha([5, []], 20), "no list of coders"),
        (lambda: ag.u_alpha(["abc", []], 20), "no list of coders"),
        (lambda: ag.u_alpha([SPANS], [40, 50]), "1 texts and 2 lengths"),
        (lambda: ag.u_alpha("abc", 40), "no list of coders"),
        (lambda: ag.u_alpha(SPANS, -40), "length of -40"),
        (lambda: ag.u_alpha(SPANS, None), "length of None"),
        (lambda: ag.u_alpha(SPANS, 40.5), "length of 40.5"),
        (lambda: ag.u_alpha(SPANS, "40"), "length of 40"),
        (lambda: ag.u_alpha([SPANS], [math.nan]), "length of nan"),
        (lambda: ag.u_alpha(SPANS, 10**20), "length of 100000000000000000000"),
        (lambda: ag.length_weighted_alpha(SPANS, 40, "dice"), "no distance of sets dice"),
        (lambda: ag.span_f1(SPANS, overlap=1.5), "1.5 is no share"),
        (lambda: ag.span_f1(SPANS, average="mean"), "no average mean"),
        (lambda: ag.kn(SPANS, codes=1), "2 codes are in use and only 1"),
        (lambda: ag.kn([*SPANS, []], codes=2), "two coders, not 3"),
        (lambda: ag.kn_of_counts(-1, 2, 3, codes=4), "below zero"),
        (lambda: ag.gamma(SPANS, samples=0), "no samples"),
        (lambda: ag.gamma(SPANS, alpha=math.nan), "no samples"),
        (lambda: ag.gamma(SPANS, precision=0), "precision of 0"),
        (lambda: ag.gamma(SPANS, seed=-1), "seed is below zero"),
        (lambda: ag.alignment_disorder(SPANS, empty=0), "costs nothing"),
        (lambda: ag.alignment_disorder(SPANS, alpha=-1), "below zero"),
        (lambda: ag.gamma([*SPANS, *SPANS]), "two or three coders, not 4"),
    ],
)
def test_bad_input_is_told_in_one_sentence_with_a_way_out(call: Any, words: str) -> None:
    with pytest.raises(AnalysisError) as told:
        call()
    assert words in told.value.message
    assert told.value.hint
    assert told.value.message.count(". ") == 0


def test_overlaps_are_no_fault_where_the_measure_allows_them() -> None:
    spans = [[(0, 10, "x"), (5, 12, "y")], [(0, 10, "x"), (4, 12, "y")]]
    for measure in (ag.length_weighted_alpha, ag.alpha_u_2004):
        assert measure(spans, 40).defined
    assert ag.character_agreement(spans, 40, "x").f1.value == 1
    assert ag.span_f1(spans).value == pytest.approx(0.5)
    assert ag.gamma(spans, samples=5).defined


EVERY_UNIT_MEASURE = {
    "percent": ag.percent_agreement,
    "holsti": ag.holsti,
    "specific": ag.specific_agreement,
    "cohen": ag.cohen_kappa,
    "light": ag.light_kappa,
    "conger": ag.conger_kappa,
    "fleiss": ag.fleiss_kappa,
    "scott": ag.scott_pi,
    "alpha": ag.krippendorff_alpha,
    "ordinal": ag.strength_alpha,
    "stance": ag.stance_alpha,
    "ac1": lambda rows: ag.gwet_ac1(rows, categories=2),
    "brennan_prediger": lambda rows: ag.brennan_prediger(rows, categories=2),
    "bennett": lambda rows: ag.bennett_s(rows, categories=2),
    "pabak": ag.pabak,
    "sets": lambda rows: ag.set_alpha([[None if one is None else {one} for one in row] for row in rows]),
}


@pytest.mark.parametrize("name", EVERY_UNIT_MEASURE)
def test_one_coder_no_unit_and_no_common_unit_have_reasons(name: str) -> None:
    measure = EVERY_UNIT_MEASURE[name]
    for rows, reason in (([], "two_coders_needed"), ([[1, 0]], "two_coders_needed"), ([[], []], "no_shared_unit")):
        found = measure(rows)
        assert (found.value, found.reason) == (None, reason)
        assert found.why
    apart = measure([[1, None], [None, 0]])
    if name == "holsti":
        assert apart.value == 0
    else:
        assert apart.reason == "no_shared_unit"


@pytest.mark.parametrize("name", sorted(set(EVERY_UNIT_MEASURE) - {"percent", "holsti", "specific"}))
def test_no_variation_is_undefined_and_the_observed_agreement_stays(name: str) -> None:
    found = EVERY_UNIT_MEASURE[name]([[1, 1, 1], [1, 1, 1]])
    assert (found.value, found.reason) == (None, "no_variation")
    assert found.observed == 1
    assert str(found) == "undefined: no variation: agreement cannot be told from a habit"


EVERY_SPAN_MEASURE = {
    "u": ag.u_alpha,
    "bar_u": ag.bar_u_alpha,
    "cu": ag.cu_alpha,
    "k_u": lambda spans, length: ag.k_u_alpha(spans, length, "x"),
    "2004": ag.alpha_u_2004,
    "sets": ag.length_weighted_alpha,
    "characters": lambda spans, length: ag.character_alpha(spans, length, "x"),
    "span_f1": lambda spans, length: ag.span_f1(spans),
    "character_f1": lambda spans, length: ag.character_f1(spans),
    "gamma": lambda spans, length: ag.gamma(spans, samples=3),
    "disorder": lambda spans, length: ag.alignment_disorder(spans),
}


@pytest.mark.parametrize("name", EVERY_SPAN_MEASURE)
def test_nobody_nothing_and_one_coder_have_reasons(name: str) -> None:
    measure = EVERY_SPAN_MEASURE[name]
    for spans in ([], [[]], [[(0, 5, "x")]], [[], []], [[(0, 5, "x")], None]):
        found = measure(spans, 20)
        assert found.value is None, spans
        assert found.why
        alone = sum(one is not None for one in spans) < 2
        assert (found.reason == "two_coders_needed") == alone, (spans, found)


def test_kn_needs_two_coders_and_segments() -> None:
    assert ag.kn([[], []], codes=3).reason == "nobody_marked"
    assert ag.kn_of_counts(0, 0, 0, codes=3).reason == "nobody_marked"
    assert ag.kn_of_counts(3, 0, 0, codes=1).reason == "one_category"


def test_an_empty_list_is_not_the_same_as_a_coder_who_was_not_given_the_text() -> None:
    one, other = [(5, 15, "x"), (20, 24, "y")], [(6, 15, "x")]
    empty, missing = ag.u_alpha([one, other, []], 50), ag.u_alpha([one, other, None], 50)
    assert missing == ag.u_alpha([one, other], 50)
    assert empty.value != missing.value


def test_texts_with_other_coders_are_pooled_and_it_is_said() -> None:
    texts = [{"A": SPANS[0], "B": SPANS[1]}, {"B": SPANS[1], "C": SPANS[0]}]
    found = ag.unitized(texts, [40, 40])
    assert found.u.n == 80
    assert "extends the definition" in found.u.note
    assert "extends" not in ag.unitized([texts[0], texts[0]], [40, 40]).u.note


def test_three_coders_carry_the_note_of_the_per_pair_variant() -> None:
    three = ag.unitized([*SPANS, SPANS[0]], 40)
    assert three.cu.note == three.k["x"].note == "per-pair variant; not checked against the paper"
    assert three.u.note == ag.cu_alpha(SPANS, 40).note == ""


def test_touching_spans_are_two_units_unless_they_are_joined() -> None:
    apart = [[(0, 5, "x"), (5, 10, "x"), (20, 26, "y")], [(1, 10, "x"), (19, 26, "y")]]
    joined = [[(0, 10, "x"), (20, 26, "y")], apart[1]]
    assert ag.u_alpha(apart, 30).value != ag.u_alpha(joined, 30).value
    assert ag.u_alpha(apart, 30, join_touching=True) == ag.u_alpha(joined, 30)


def test_a_frame_of_codings_is_read() -> None:
    rows = [(who, *span) for who, held in zip(("Maude", "Julien"), SPANS, strict=True) for span in held]
    frame = pd.DataFrame(rows, columns=["coder", "start", "end", "code"])
    assert ag.unitized(frame, 40) == ag.unitized(SPANS, 40)
    assert ag.unitized([frame, frame], [40, 40]) == ag.unitized([SPANS, SPANS], [40, 40])


def test_spans_may_be_arrays() -> None:
    places = np.array([[0, 10], [20, 30]])
    assert ag.u_alpha([[(start, end, "x") for start, end in places]] * 2, np.int64(40)).value == 1
    rows = [[(start, end, code) for start, end, code in mine] for mine in SPANS]
    arrays, frames = [np.array(mine, dtype=object) for mine in rows], [pd.DataFrame(mine) for mine in rows]
    assert ag.unitized(arrays, 40) == ag.unitized(frames, 40) == ag.unitized(SPANS, 40)
    assert ag.unitized([SPANS, SPANS], pd.Series([40, 50])) == ag.unitized([SPANS, SPANS], [40, 50])


def test_counts_may_be_numbers_of_numpy() -> None:
    assert ag.gwet_ac1([[1, 2], [1, 1]], categories=np.int64(3)) == ag.gwet_ac1([[1, 2], [1, 1]], categories=3)
    assert ag.kn(SPANS, codes=np.int64(3)) == ag.kn(SPANS, codes=3)
    assert ag.krippendorff_alpha([[np.float32("nan"), 1, 2], [1, 1, 2]]).n == 2


@pytest.mark.parametrize("length", [10**9, 4 * 10**9, 10**12, 10**15])
def test_figures_of_very_long_texts_are_those_of_the_same_text_made_smaller(length: int) -> None:
    """Places are tenths of the text: figures barely change with the scale, and overflow would change them wholly."""

    def text(tenth: int) -> Any:
        return [
            [(tenth, 3 * tenth, "x"), (5 * tenth, 8 * tenth, "y")],
            [(2 * tenth, 4 * tenth, "x"), (5 * tenth, 7 * tenth, "x"), (7 * tenth, 9 * tenth, "y")],
            [(tenth, 4 * tenth, "y"), (6 * tenth, 8 * tenth, "y")],
        ]

    long, short = ag.unitized(text(length // 10), length), ag.unitized(text(10**6), 10**7)
    for one, other in ((long.u, short.u), (long.bar_u, short.bar_u), (long.cu, short.cu), (long.k["x"], short.k["x"])):
        assert one.value == pytest.approx(other.value, abs=1e-5)
    assert long.cu.coverage == pytest.approx(short.cu.coverage, abs=1e-12)
    old, same = ag.alpha_u_2004(text(length // 10), length), ag.alpha_u_2004(text(10**6), 10**7)
    assert old.value == pytest.approx(same.value, abs=1e-5)


def test_very_large_values_are_no_reason_for_no_figure() -> None:
    large = [[10**17, 10**17 + 1, 10**17 + 3], [10**17, 10**17 + 2, 10**17 + 3]]
    small = [[value - 10**17 for value in row] for row in large]
    assert ag.krippendorff_alpha(large, "interval").value == ag.krippendorff_alpha(small, "interval").value
    wide = [[1e200, 2e200, 5e200], [1e200, 3e200, 5e200]]
    narrow = [[value / 1e200 for value in row] for row in wide]
    for level in ("interval", "ratio"):
        expected = ag.krippendorff_alpha(narrow, level).value
        assert ag.krippendorff_alpha(wide, level).value == pytest.approx(expected, abs=1e-12)


def test_pairs_of_coders_go_by_their_names() -> None:
    found = ag.span_f1({"Maude": SPANS[0], "Julien": SPANS[1], "Anne": SPANS[0]})
    assert set(found.parts) == {("Maude", "Julien"), ("Maude", "Anne"), ("Julien", "Anne")}
    assert found.parts["Maude", "Anne"].value == 1
    assert found.note == "mean of 3 pairs of coders"


def test_fewer_pairs_than_there_are_is_said_of_spans() -> None:
    apart = [{"A": SPANS[0], "B": SPANS[1]}, {"B": SPANS[1], "C": SPANS[0]}]
    assert ag.span_f1(apart, length=[40, 40]).note == "mean of 2 of 3 pairs of coders"
    assert ag.gamma(apart, length=[40, 40], by_pairs=True).note.startswith("mean of 2 of 3 pairs of coders")


def test_what_a_coder_gives_twice_is_one_span() -> None:
    twice = [[*SPANS[0], SPANS[0][0]], SPANS[1]]
    assert ag.span_f1(twice, overlap=0.5).value == ag.span_f1(SPANS, overlap=0.5).value == 1


def test_fewer_pairs_than_there_are_is_said_of_light() -> None:
    found = ag.light_kappa([[1, 1, 1], [1, 1, 1], [1, 0, 1]])
    assert found.value == 0
    assert found.note == "mean of 2 of 3 pairs of coders"
    assert found.parts[0, 1].reason == "no_variation"


spans = st.lists(st.tuples(st.integers(0, 25), st.integers(1, 10), st.sampled_from("xyz")), max_size=5).map(
    lambda held: [(start, start + length, code) for start, length, code in held]
)


@given(st.lists(spans, min_size=2, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_coders_spans_and_codes_changes_nothing(coders: list[Any], chance: Any) -> None:
    names = {"x": "c", "y": "a", "z": "b"}
    moved = [[(start, end, names[code]) for start, end, code in held] for held in coders]
    for held in [moved, *moved]:
        chance.shuffle(held)
    for measure in (ag.length_weighted_alpha, ag.alpha_u_2004):
        here, there = measure(coders, 40), measure(moved, 40)
        assert here.reason == there.reason
        assert here.value is None or here.value == pytest.approx(there.value, abs=1e-12)
    for share in (0, 0.5, 1):
        here, there = ag.span_f1(coders, overlap=share), ag.span_f1(moved, overlap=share)
        assert here.value is None or here.value == pytest.approx(there.value, abs=1e-12)


def test_importing_the_module_loads_nothing_heavy() -> None:
    program = "import sys; from workbench import agreement; print('numpy' in sys.modules, 'pandas' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.split() == ["False", "False"]


def test_what_is_offered_is_there_and_nothing_else() -> None:
    assert dir(ag) == ag.__all__ == sorted(ag.__all__, key=lambda name: (not name[0].isupper(), name))
    for name in ag.__all__:
        assert getattr(ag, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'kappa'"):
        ag.kappa  # noqa: B018


def test_units_rated_by_different_numbers_of_coders_have_no_z() -> None:
    assert ag.fleiss_z([[1, None, 2], [1, 1, 2]]).reason == "unequal_ratings"
    assert ag.fleiss_z([[1, None], [None, 1]]).reason == "no_shared_unit"
    for coefficient in ("gwet_ac1", "fleiss_kappa", "krippendorff_alpha_nominal"):
        assert ag.gwet_standard_error([[1, None], [None, 1]], coefficient, categories=2).reason == "no_shared_unit"
