"""The 2016 family on free spans: known answers, exact fractions on random data, and every undefined case."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.analysis.by_characters import (
    Span,
    Text,
    columns,
    continua,
    figures,
    flat,
    of_oracle,
    one_text,
    reference,
)
from workbench.analysis.continua import Continua
from workbench.analysis.intervals import Interval, jackknife
from workbench.analysis.unitizing import Unitized, Unitizing

FILES = ("unitizing_2016", "unitizing_2016_random", "unitizing_undefined", "unicode")


def known(shared: Path, file: str) -> list[dict[str, Any]]:
    content = json.loads((shared / "oracles" / "agreement" / f"{file}.json").read_text("utf-8"))
    cases: list[dict[str, Any]] = content["cases"]
    return cases


X, Y = 0, 1


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
