"""Each code as a continuum of its own: known answers, and exact fractions character by character."""

import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.analysis.by_characters import Span, Text, columns, of_oracle, reference
from workbench.analysis.coefficients import Reason
from workbench.analysis.continua import Continua, Joining
from workbench.analysis.intervals import Interval, jackknife
from workbench.analysis.unitizing_characters import FIGURES, Characters, OnCharacters


def swept(texts: list[Text], values: int) -> Characters:
    codings, lengths, read = columns(texts)
    return Characters(Continua.of_each_code(codings, lengths=lengths, read=read, values=values))


def figures(texts: list[Text], values: int) -> list[OnCharacters]:
    return swept(texts, values).family().figures()


def united(spans: list[Span]) -> list[Span]:
    """Overlapping spans of a code as one, touching ones apart."""
    found: list[Span] = []
    for start, end, code in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]), code)
        else:
            found.append((start, end, code))
    return found


def exact(texts: list[Text], code: int) -> dict[str, Fraction | None]:
    """The six figures of a code, each as it is written down."""
    alone: list[Text] = [
        (length, [None if spans is None else united([s for s in spans if s[2] == code]) for spans in coders])
        for length, coders in texts
    ]
    characters = []
    for length, coders in alone:
        readers = [spans for spans in coders if spans is not None]
        if len(readers) > 1:
            marks = [[any(s <= at < e for s, e, _c in spans) for spans in readers] for at in range(length)]
            characters += marks
    used = [marks for marks in characters if any(marks)]
    found: dict[str, Fraction | None] = dict.fromkeys(FIGURES)
    if not used:
        return found
    renamed = [(n, [w and [(s, e, 0) for s, e, _c in w] for w in coders]) for n, coders in alone]
    found["bar_u"] = reference(renamed, code + 1)["bar_u"]
    agreeing = [share_of_pairs(marks) for marks in characters]
    found["percent"] = sum(agreeing) / len(agreeing)
    found["coded_only"] = sum(share_of_pairs(marks) for marks in used) / len(used)
    yes, ratings = sum(map(sum, characters)), sum(map(len, characters))
    mixed = sum(Fraction(2 * sum(marks) * (len(marks) - sum(marks)), len(marks) - 1) for marks in characters)
    if ratings > yes:
        found["alpha"] = 1 - mixed * (ratings - 1) / (2 * yes * (ratings - yes))
    found["f1"] = 1 - mixed / (2 * yes)
    if len(texts[0][1]) == 2:
        first, second = (Fraction(sum(marks[who] for marks in characters), len(characters)) for who in range(2))
        chance = first * second + (1 - first) * (1 - second)
        found["kappa"] = None if chance == 1 else (found["percent"] - chance) / (1 - chance)
    return found


def share_of_pairs(marks: list[bool]) -> Fraction:
    pairs = list(combinations(marks, 2))
    return Fraction(sum(a == b for a, b in pairs), len(pairs))


def matches(found: OnCharacters, wanted: dict[str, Fraction | None]) -> None:
    for name, number in wanted.items():
        assert getattr(found, name).value == (None if number is None else pytest.approx(float(number), abs=1e-9)), name


@st.composite
def overlapping(draw: st.DrawFn, *, coders: tuple[int, int] = (2, 4)) -> tuple[list[Text], int]:
    count, codes = draw(st.integers(*coders)), draw(st.integers(1, 3))
    texts: list[Text] = []
    for length in draw(st.lists(st.sampled_from([0, 1, 2, 9, 20]), min_size=1, max_size=3)):
        pair = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
        span = st.tuples(pair, st.integers(0, codes - 1)).map(lambda made: (made[0][0], made[0][1], made[1]))
        spans = st.lists(span.filter(lambda made: made[0] < made[1]), max_size=5) if length else st.just([])
        texts.append((length, [draw(st.none() | spans) for _ in range(count)]))
    return texts, codes


@given(overlapping())
def test_each_code_agrees_with_exact_fractions_character_by_character(data: tuple[list[Text], int]) -> None:
    texts, codes = data
    for code, found in enumerate(figures(texts, codes)):
        matches(found, exact(texts, code))


@given(overlapping(coders=(3, 3)))
def test_pairs_and_transcripts_are_what_they_are_alone(data: tuple[list[Text], int]) -> None:
    texts, codes = data
    characters = swept(texts, codes)
    for (one, other), family in characters.pairs().items():
        for code, found in enumerate(family.figures()):
            matches(found, exact([(length, [who[one], who[other]]) for length, who in texts], code))
    family = characters.family()
    for at, text in enumerate(texts):
        for code, found in enumerate(family.of_transcript(at)):
            matches(found, exact([text], code))


@given(overlapping(), st.randoms())
def test_the_order_of_coders_and_texts_makes_no_difference(data: tuple[list[Text], int], random: Any) -> None:
    texts, codes = data
    who = list(range(len(texts[0][1])))
    random.shuffle(who)
    mixed: list[Text] = [(length, [coders[at] for at in who]) for length, coders in texts]
    random.shuffle(mixed)
    for one, other in zip(figures(texts, codes), figures(mixed, codes), strict=True):
        for name in FIGURES:
            mine, theirs = getattr(one, name).value, getattr(other, name).value
            assert mine == (None if theirs is None else pytest.approx(theirs, abs=1e-12)), name


def oracle(shared: Path, file: str) -> dict[str, Any]:
    content = json.loads((shared / "oracles" / "agreement" / f"{file}.json").read_text("utf-8"))
    case: dict[str, Any] = content["cases"][0]
    return case


def test_overlapping_codes_give_the_known_figures(shared: Path) -> None:
    case = oracle(shared, "overlapping_spans")
    texts, names = of_oracle(case["inputs"])
    answers = {
        "char_alpha_binary": "alpha",
        "percent_agreement_chars": "percent",
        "cohen_kappa_chars": "kappa",
        "f1_chars": "f1",
        "bar_u_alpha_code_continuum": "bar_u",
    }
    for name, found in zip(names, figures(texts, len(names)), strict=True):
        for key, wanted in case["expected"]["per_code"][name].items():
            assert getattr(found, answers[key]).value == pytest.approx(wanted, abs=1e-9), (name, key)


def test_the_example_of_nvivo_gives_its_percentage_and_the_right_kappa(shared: Path) -> None:
    inputs, expected = (oracle(shared, "qda_tools")[key] for key in ("inputs", "expected"))
    coders: list[list[Span] | None] = [[(s, e, 0) for s, e in inputs[f"coder_{who}"]] for who in "AB"]
    [found] = figures([(inputs["length"], coders)], 1)
    assert found.percent.value == pytest.approx(expected["percent_agreement"], abs=1e-9)
    assert found.kappa.value == pytest.approx(expected["cohen_kappa_chars"], abs=1e-9)
    assert found.coded_only.value == pytest.approx(50 / 200)
    assert (found.marked, found.units) == (125.0, 3)


@pytest.mark.parametrize(
    ("coders", "reasons"),
    [
        ([[], []], [Reason.NOT_USED] * 6),
        ([[(0, 9, 0)], None], [Reason.TWO_CODERS] * 6),
        ([[(0, 9, 0)], []], [None] * 6),
        ([[(0, 20, 0)], [(0, 20, 0)]], [Reason.EVERYTHING_MARKED, Reason.NO_VARIATION, None, None, None, "no"]),
        ([[(0, 20, 0)], [(0, 9, 0)]], [None] * 6),
        ([[(0, 9, 0)], [], []], [*[None] * 5, Reason.ONLY_TWO_CODERS]),
    ],
)
def test_what_is_undefined_says_why(coders: list[list[Span] | None], reasons: list[Reason | str | None]) -> None:
    [found] = figures([(20, coders)], 1)
    wanted = [Reason.NO_VARIATION if reason == "no" else reason for reason in reasons]
    assert [getattr(found, name).reason for name in FIGURES] == wanted


def test_an_empty_text_is_no_text() -> None:
    [found] = figures([(0, [[], []])], 1)
    assert {getattr(found, name).reason for name in FIGURES} == {Reason.NO_TEXT}


def test_no_codes_and_no_texts_are_no_figures() -> None:
    assert figures([(20, [[], []])], 0) == []
    codings, _lengths, _read = columns([])
    none = Continua.of_each_code(codings, lengths=[], read=np.zeros((0, 2), bool), values=2)
    assert [one.percent.reason for one in Characters(none).family().figures()] == [Reason.TWO_CODERS] * 2


def test_a_code_alone_is_its_family_where_no_codes_overlap() -> None:
    coders: list[list[Span] | None] = [[(0, 5, 0), (5, 9, 0)], [(2, 9, 0)]]
    [found] = figures([(30, coders)], 1)
    assert found.bar_u.value == pytest.approx(float(reference([(30, coders)], 1)["bar_u"]), abs=1e-12)
    codings, lengths, read = columns([(30, coders)])
    joined = Continua.of_each_code(codings, lengths=lengths, read=read, values=1, joining=Joining.TOUCHING)
    [other] = Characters(joined).family().figures()
    assert other.bar_u.value != found.bar_u.value
    assert other.alpha == found.alpha


def test_the_jackknife_has_one_result_for_each_figure_and_code() -> None:
    texts: list[Text] = [(20, [[(0, 5 + at, 0)], [(2, 9, 0)]]) for at in range(6)]
    family = swept(texts, 2).family()
    found = jackknife(family, lowest=family.lowest)
    assert len(found) == 2 * len(FIGURES)
    assert [isinstance(one, Interval) for one in found] == [True, False] * len(FIGURES)
    assert set(found[1::2]) == {Reason.NO_FIGURE}
