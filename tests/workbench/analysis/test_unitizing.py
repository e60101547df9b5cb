"""The 2016 family on free spans: known answers, exact fractions on random data, and every undefined case."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.analysis.by_characters import Span, Text, columns, continua, of_oracle, reference
from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.columns import MISSING
from workbench.analysis.continua import Continua, Joining
from workbench.analysis.intervals import Interval, jackknife
from workbench.analysis.unitizing import Unitized, Unitizing
from workbench.errors import AnalysisError

FILES = ("unitizing_2016", "unitizing_2016_random", "unitizing_undefined", "unicode")


def figures(texts: list[Text], values: int | None = None, **other: Any) -> Unitized:
    return Unitizing(continua(texts, values, **other)).family().figures()


def flat(found: Unitized) -> list[float | None]:
    whole = (found.u, found.bar_u, found.cu, found.coverage, *found.k, *found.k_coverage)
    return [one.value for one in whole]


def one_text(length: int, *coders: list[Span] | None) -> list[Text]:
    return [(length, list(coders))]


def known(shared: Path, file: str) -> list[dict[str, Any]]:
    content = json.loads((shared / "oracles" / "agreement" / f"{file}.json").read_text("utf-8"))
    cases: list[dict[str, Any]] = content["cases"]
    return cases


@pytest.mark.parametrize("file", FILES)
def test_the_known_answers_of_the_family_are_met(shared: Path, file: str) -> None:
    for case in known(shared, file):
        inputs, expected = case["inputs"], dict(case["expected"])
        inputs["length"] = inputs.get("length", inputs.get("length_codepoints"))
        texts, names = of_oracle(inputs)
        found = figures(texts, len(names))
        answers: dict[str, Any] = {"u_alpha": found.u, "bar_u_alpha": found.bar_u, "cu_alpha": found.cu}
        answers["cu_coverage"] = found.coverage
        for key in expected.keys() & answers.keys():
            wanted, figure = expected.pop(key), answers[key]
            assert figure.value == (None if wanted is None else pytest.approx(wanted, abs=1e-9)), (case["id"], key)
        for name, wanted in expected.pop("k_u_alpha", {}).items():
            at = names.index(name)
            alpha = wanted["alpha"]
            assert found.k[at].value == (None if alpha is None else pytest.approx(alpha, abs=1e-9)), (case["id"], name)
            assert found.k_coverage[at].value == pytest.approx(wanted["coverage"], abs=1e-9), (case["id"], name)
        if "cu_alpha_if_union_correction" in expected:
            assert found.cu.value != pytest.approx(expected.pop("cu_alpha_if_union_correction"), abs=1e-6)
        assert set(expected) <= {"slices"}, case["id"]


def test_the_known_slices_of_a_text_with_emoji_are_those_of_code_points(shared: Path) -> None:
    (case,) = known(shared, "unicode")
    text = case["inputs"]["text"]
    assert len(text) == case["inputs"]["length_codepoints"]
    for coder, spans in case["inputs"]["coders"].items():
        assert [text[start:end] for start, end, _code in spans] == case["expected"]["slices"][coder]


@st.composite
def spans(draw: st.DrawFn, length: int, codes: int) -> list[Span]:
    """Disjoint spans that may touch each other and the edges."""
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    found = [(a, b, draw(st.integers(-1, codes - 1))) for a, b in pairwise(cuts)]
    return [span for span in found if span[2] >= 0]


@st.composite
def readings(draw: st.DrawFn, *, coders: tuple[int, int] = (2, 5), absent: bool = True) -> tuple[list[Text], int]:
    """Texts, also empty ones, that some of the coders did not read; and how many codes there are."""
    count, codes = draw(st.integers(*coders)), draw(st.integers(1, 4))
    texts: list[Text] = []
    for length in draw(st.lists(st.sampled_from([0, 1, 2, 7, 25, 40]), min_size=1, max_size=4)):
        reader = st.none() | spans(length, codes) if absent else spans(length, codes)
        texts.append((length, [draw(reader) for _ in range(count)]))
    return texts, codes


def matches(found: Unitized, wanted: dict[str, Any]) -> None:
    pairs = [(getattr(found, name), wanted[name]) for name in ("u", "bar_u", "cu", "coverage")]
    pairs += [*zip(found.k, wanted["k"], strict=True), *zip(found.k_coverage, wanted["k_coverage"], strict=True)]
    for figure, exact in pairs:
        assert (figure.value is None) == (exact is None), (figure, exact)
        if exact is not None:
            assert figure.value == pytest.approx(float(exact), abs=1e-9)


@given(readings())
def test_the_sweep_agrees_with_exact_fractions_character_by_character(data: tuple[list[Text], int]) -> None:
    texts, codes = data
    matches(figures(texts, codes), reference(texts, codes))


@given(readings(coders=(3, 4)))
def test_each_pair_and_each_transcript_is_what_it_is_alone(data: tuple[list[Text], int]) -> None:
    texts, codes = data
    swept = Unitizing(continua(texts, codes))
    for (one, other), family in swept.pairs().items():
        matches(family.figures(), reference([(length, [who[one], who[other]]) for length, who in texts], codes))
    whole = swept.family()
    for at, text in enumerate(texts):
        matches(whole.of_transcript(at), reference([text], codes))
    matches(whole.among(np.arange(len(texts)) > 0).figures(), reference(texts[1:], codes))


@given(readings(), st.randoms())
def test_the_order_of_coders_codes_and_texts_makes_no_difference(data: tuple[list[Text], int], random: Any) -> None:
    texts, codes = data
    who, what = list(range(len(texts[0][1]))), list(range(codes))
    random.shuffle(who)
    random.shuffle(what)
    mixed: list[Text] = []
    for length, coders in texts:
        renamed = [mine and [(s, e, what[code]) for s, e, code in mine] for mine in coders]
        for mine in renamed:
            random.shuffle(mine or [])
        mixed.append((length, [renamed[at] for at in who]))
    random.shuffle(mixed)
    one, other = figures(texts, codes), figures(mixed, codes)
    assert [figure.value for figure in (one.u, one.bar_u, one.cu, one.coverage)] == [
        None if figure.value is None else pytest.approx(figure.value, abs=1e-12)
        for figure in (other.u, other.bar_u, other.cu, other.coverage)
    ]
    for code in range(codes):
        mine, theirs = one.k[code].value, other.k[what[code]].value
        assert mine == (None if theirs is None else pytest.approx(theirs, abs=1e-12))


@given(readings(coders=(2, 3), absent=False))
def test_texts_that_the_same_coders_read_count_as_one_laid_end_to_end(data: tuple[list[Text], int]) -> None:
    texts, codes = data
    joined: list[list[Span]] = [[] for _ in texts[0][1]]
    begin = 0
    for length, coders in texts:
        for mine, given_here in zip(joined, coders, strict=True):
            mine += [(begin + start, begin + end, code) for start, end, code in given_here or ()]
        begin += length
    apart, together = figures(texts, codes), figures([(begin, list(joined))], codes)
    assert flat(apart) == [None if v is None else pytest.approx(v, abs=1e-12) for v in flat(together)]
    assert not apart.differing


def test_eight_coders_agree_with_exact_fractions() -> None:
    random = np.random.default_rng(5)
    coders: list[list[Span] | None] = []
    for _ in range(8):
        cuts = sorted(random.choice(60, 12, replace=False).tolist())
        coders.append([(a, b, int(random.integers(3))) for a, b in zip(cuts[::2], cuts[1::2], strict=True)])
    found = figures(one_text(60, *coders), 3)
    matches(found, reference(one_text(60, *coders), 3))
    assert found.per_pair


X, Y = 0, 1


@pytest.mark.parametrize(
    ("coders", "u", "bar_u", "cu", "coverage"),
    [
        ([[], []], Reason.NOTHING_MARKED, Reason.NOTHING_MARKED, Reason.NOTHING_MARKED, 0.0),
        ([[(0, 50, X)], [(0, 50, X)]], Reason.NO_VARIATION, Reason.EVERYTHING_MARKED, Reason.ONE_CODE_MEETS, 1.0),
        ([[(0, 9, X)], [(20, 30, Y)]], None, None, Reason.NEVER_MEET, 0.0),
        ([[(0, 9, X)], []], None, None, Reason.NEVER_MEET, 0.0),
        ([[(0, 9, X)], [(5, 12, X)]], None, None, Reason.ONE_CODE_MEETS, 8 / 100),
        ([[(0, 30, X), (30, 50, Y)], [(0, 50, X)]], None, Reason.EVERYTHING_MARKED, None, 1.0),
        ([[(0, 10, X)], [(0, 10, Y)], []], None, None, Reason.LITTLE_MEETS, 10 / 150),
        ([[(0, 10, X)], [(0, 10, Y)], [], [], []], None, None, Reason.LITTLE_MEETS, 5 / 250),
        ([[(0, 10, X)]], *[Reason.TWO_CODERS] * 3, Reason.TWO_CODERS),
        ([[(0, 10, X)], None], *[Reason.TWO_CODERS] * 3, Reason.TWO_CODERS),
    ],
)
def test_what_is_undefined_says_why(
    coders: list[list[Span] | None],
    u: Reason | None,
    bar_u: Reason | None,
    cu: Reason | None,
    coverage: float | Reason,
) -> None:
    found = figures(one_text(50, *coders), 2)
    assert (found.u.reason, found.bar_u.reason, found.cu.reason) == (u, bar_u, cu)
    if isinstance(coverage, Reason):
        assert found.coverage.reason is coverage
    else:
        assert found.coverage.value == pytest.approx(coverage, abs=1e-12)


def test_each_code_says_why_it_has_no_figure() -> None:
    unused, never_met, alone = 2, 1, 0
    found = figures(one_text(50, [(0, 10, alone), (40, 45, never_met)], [(0, 8, alone)]), 3)
    assert [found.k[code].reason for code in (unused, never_met, alone)] == [
        Reason.NOT_USED,
        Reason.NEVER_MEET,
        Reason.ONE_CODE_MEETS,
    ]
    assert found.k_coverage == (Coefficient(16 / 18), Coefficient(0.0), Coefficient(None, Reason.NOT_USED))
    assert found.units == (2, 1, 0)


def test_a_code_that_only_one_coder_gives_has_a_figure_where_it_meets_others() -> None:
    found = figures(one_text(50, [(0, 10, X), (20, 30, Y)], [(0, 10, X), (20, 30, X)]), 2)
    assert found.k[Y].value == 0.0
    assert found.k_coverage[Y].value == 1.0


def test_an_empty_text_is_no_text_and_adds_nothing() -> None:
    assert figures(one_text(0, [], [])).u.reason is Reason.NO_TEXT
    text = one_text(20, [(0, 10, X)], [(2, 12, Y)])
    assert flat(figures([*text, (0, [[], []])], 2)) == flat(figures(text, 2))


@pytest.mark.parametrize("texts", [[], [(5, [])], [(0, [])]])
def test_nobody_and_nothing_are_sentences(texts: list[Text]) -> None:
    codings, lengths, _read = columns([])
    read = np.zeros((len(texts), 0), bool)
    built = Continua.build(codings, lengths=lengths or [length for length, _coders in texts], read=read)
    found = Unitizing(built).family().figures()
    assert {found.u.reason, found.bar_u.reason, found.cu.reason, found.coverage.reason} == {Reason.TWO_CODERS}
    assert found.u.why


def test_one_character_of_which_one_coder_marks_all_is_chance() -> None:
    found = figures(one_text(1, [(0, 1, X)], []))
    assert (found.u.value, found.bar_u.value) == (0.0, 0.0)
    assert figures(one_text(1, [(0, 1, X)], [(0, 1, X)])).u.reason is Reason.NO_VARIATION
    assert figures(one_text(1, [(0, 1, X)], [(0, 1, Y)])).cu.value == 0.0


def test_offsets_of_ten_million_characters_keep_nine_digits() -> None:
    far = 10_000_000
    coders: list[list[Span]] = [[(3, 8, X), (far - 9, far, Y)], [(3, 9, X), (far - 5, far, Y)], [(4, 8, X)]]
    found = figures(one_text(far, *coders), 2)
    near = [[(s if s < 20 else s - far + 60, e if e < 20 else e - far + 60, c) for s, e, c in mine] for mine in coders]
    short = reference(one_text(60, *near), 2)
    assert found.cu.value == pytest.approx(float(short["cu"]), abs=1e-9)
    total, marked_x, marked_y, squares = 3 * far, 5 + 6 + 4, 9 + 5, 25 + 36 + 16 + 81 + 25
    gaps = total - marked_x - marked_y
    met = Fraction((5 + 5) + (4 + 4) + (4 + 4) + (5 + 5), 3 - 1)
    apart = 2 * (marked_x + marked_y - met)
    pairs = 2 * gaps * (marked_x + marked_y) + 2 * marked_x * marked_y
    chance = Fraction(pairs * total) / (Fraction(total) ** 2 - squares - gaps)
    assert found.u.value == pytest.approx(float(1 - apart / chance), abs=1e-9)


def test_touching_spans_of_one_code_are_two_units_unless_they_are_joined() -> None:
    text = one_text(30, [(0, 5, X), (5, 10, X), (20, 26, Y)], [(2, 12, X), (20, 26, Y)])
    whole = one_text(30, [(0, 10, X), (20, 26, Y)], [(2, 12, X), (20, 26, Y)])
    assert figures(text).u.value != figures(whole).u.value
    assert flat(figures(text, joining=Joining.TOUCHING)) == flat(figures(whole))
    assert flat(figures(text, joining=Joining.OVERLAPS)) == flat(figures(text))


def test_a_child_that_counts_for_its_parent_is_one_unit_with_it() -> None:
    parent, child = 0, 1
    codings, lengths, read = columns(one_text(40, [(0, 20, parent), (5, 25, child)], [(0, 25, parent)]))
    built = Continua.build(
        codings, lengths=lengths, read=read, value_of=np.array([0, 0]), values=1, joining=Joining.OVERLAPS
    )
    assert Unitizing(built).family().figures().u.value == 1.0


def test_a_code_left_out_is_gap() -> None:
    codings, lengths, read = columns(one_text(40, [(0, 10, 0), (20, 30, 1)], [(0, 9, 0), (12, 15, 2)]))
    built = Continua.build(codings, lengths=lengths, read=read, value_of=np.array([0, MISSING, MISSING]))
    assert flat(Unitizing(built).family().figures()) == flat(figures(one_text(40, [(0, 10, 0)], [(0, 9, 0)])))


def test_chosen_coders_are_compared_in_any_order() -> None:
    text = one_text(40, [(0, 10, X), (20, 30, Y)], [(1, 9, X)], [(0, 12, X), (22, 30, Y)])
    codings, lengths, read = columns(text)
    some = Continua.build(codings, lengths=lengths, read=read[:, [2, 0]], coders=[2, 0])
    assert flat(Unitizing(some).family().figures()) == flat(Unitizing(continua(text)).family([0, 2]).figures())


@pytest.mark.parametrize(
    "mine",
    [
        [(0, 10, X), (9, 12, Y)],
        [(0, 30, X), (4, 5, Y), (20, 22, Y)],
        [(3, 9, X), (3, 9, Y)],
        [(3, 9, X), (3, 9, X)],
        [(4, 4, X)],
        [(-1, 4, X)],
        [(49, 51, X)],
        [(9, 4, X)],
    ],
)
def test_spans_that_the_model_forbids_are_refused(mine: list[Span]) -> None:
    with pytest.raises(AnalysisError) as refused:
        continua(one_text(50, [], mine))
    assert refused.value.message and refused.value.hint


def test_the_same_stretch_by_two_coders_or_in_two_texts_is_no_overlap() -> None:
    both: list[Text] = [(20, [[(0, 20, X)], [(0, 20, X)]]), (20, [[(0, 20, Y)], [(0, 20, Y)]])]
    assert figures(both).u.value == 1.0


def test_transcripts_read_by_different_coders_are_an_extension_and_said_to_be() -> None:
    alike: list[Text] = [(20, [[(0, 5, X)], [(0, 6, X)], None]), (20, [[], [(4, 9, Y)], None])]
    assert not figures(alike, 2).differing
    assert not figures(alike, 2).per_pair
    mixed: list[Text] = [*alike, (20, [[(0, 5, X)], [(0, 6, X)], [(1, 5, X)]])]
    found = figures(mixed, 2)
    assert found.differing and found.per_pair
    assert (found.transcripts, found.coders) == (3, 3)
    dropped: list[Text] = [*alike, (30, [None, None, [(1, 5, X)]]), (30, [[(3, 4, X)], None, None])]
    assert flat(figures(dropped, 2)) == flat(figures(alike, 2))


def test_spans_of_a_coder_who_did_not_read_the_text_are_left_out() -> None:
    codings, lengths, read = columns(one_text(20, [(0, 5, X)], [(0, 6, X)], [(10, 15, X)]))
    read[0, 2] = False
    built = Continua.build(codings, lengths=lengths, read=read)
    assert flat(Unitizing(built).family().figures()) == flat(figures(one_text(20, [(0, 5, X)], [(0, 6, X)])))


def test_the_jackknife_leaves_out_what_a_sweep_without_it_would() -> None:
    random = np.random.default_rng(2)
    texts: list[Text] = []
    for _ in range(7):
        coders: list[list[Span] | None] = []
        for _ in range(3):
            cuts = sorted(random.choice(80, 10, replace=False).tolist())
            coders.append([(a, b, int(random.integers(2))) for a, b in zip(cuts[::2], cuts[1::2], strict=True)])
        texts.append((80, coders))
    family = Unitizing(continua(texts, 2)).family()
    without = [flat(figures(texts[:at] + texts[at + 1 :], 2)) for at in range(7)]
    spread = np.array(without, float)
    error = np.sqrt(6 / 7 * ((spread - spread.mean(axis=0)) ** 2).sum(axis=0))
    found = jackknife(family, lowest=family.lowest)
    assert [one.error for one in found if isinstance(one, Interval)] == pytest.approx(error.tolist(), abs=1e-12)
    assert len(found) == 4 + 2 * 2


def test_a_value_beyond_those_compared_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="value 2"):
        continua(one_text(20, [(0, 5, 2)], []), 2)
