"""Sets of codes on characters: the distances, known answers, and exact fractions on random data."""

import json
from collections import Counter
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.workbench.analysis.by_characters import Span, Text, columns, of_oracle
from tests.workbench.analysis.test_unitizing_characters import overlapping
from workbench.analysis.coefficients import Reason
from workbench.analysis.distances import SetDistance, different, jaccard, masi
from workbench.analysis.intervals import Interval, jackknife
from workbench.analysis.set_valued_lengths import SetValued

Codes = frozenset[int]
DISTANCES = (masi, jaccard, different)


def swept(texts: list[Text], values: int | None = None) -> SetValued:
    codings, lengths, read = columns(texts)
    return SetValued(codings, lengths=lengths, read=read, values=values)


def apart(one: Codes, other: Codes, distance: SetDistance) -> Fraction:
    if one == other or distance is different:
        return Fraction(one != other)
    shared = Fraction(len(one & other), len(one | other))
    if distance is jaccard:
        return 1 - shared
    return 1 - shared * Fraction(2 if one <= other or other <= one else 1, 3)


def exact(texts: list[Text], distance: SetDistance) -> Fraction | None:
    observed, given_sets = Fraction(), Counter[Codes]()
    for length, coders in texts:
        readers = [spans for spans in coders if spans is not None]
        for at in range(length) if len(readers) > 1 else ():
            sets = [frozenset(code for start, end, code in spans if start <= at < end) for spans in readers]
            given_sets.update(sets)
            observed += sum(apart(a, b, distance) for a, b in permutations(sets, 2)) / Fraction(len(sets) - 1)
    chance = sum(n * k * apart(a, b, distance) for a, n in given_sets.items() for b, k in given_sets.items())
    return None if chance == 0 else 1 - (given_sets.total() - 1) * observed / chance


@pytest.mark.parametrize("distance", DISTANCES)
@given(data=overlapping())
def test_alpha_agrees_with_exact_fractions_character_by_character(
    distance: SetDistance, data: tuple[list[Text], int]
) -> None:
    texts, codes = data
    wanted = exact(texts, distance)
    found = swept(texts, codes).family(distance=distance).figure()
    assert found.value == (None if wanted is None else pytest.approx(float(wanted), abs=1e-9))


@given(data=overlapping(coders=(3, 3)))
def test_pairs_and_transcripts_are_what_they_are_alone(data: tuple[list[Text], int]) -> None:
    texts, codes = data
    sets = swept(texts, codes)
    for (one, other), family in sets.pairs(distance=masi).items():
        wanted = exact([(length, [who[one], who[other]]) for length, who in texts], masi)
        assert family.figure().value == (None if wanted is None else pytest.approx(float(wanted), abs=1e-9))
    for at, text in enumerate(texts):
        wanted = exact([text], masi)
        found = sets.family(distance=masi).of_transcript(at)
        assert found.value == (None if wanted is None else pytest.approx(float(wanted), abs=1e-9))


@given(data=overlapping())
def test_the_order_of_coders_codes_and_texts_makes_no_difference(data: tuple[list[Text], int]) -> None:
    texts, codes = data
    turned: list[Text] = [
        (n, [who and [(s, e, codes - 1 - c) for s, e, c in reversed(who)] for who in reversed(coders)])
        for n, coders in reversed(texts)
    ]
    one, other = (swept(some, codes).family(distance=masi).figure().value for some in (texts, turned))
    assert one == (None if other is None else pytest.approx(other, abs=1e-12))


def test_overlapping_codes_give_the_known_alphas(shared: Path) -> None:
    content = json.loads((shared / "oracles" / "agreement" / "overlapping_spans.json").read_text("utf-8"))
    (case,) = content["cases"]
    texts, names = of_oracle(case["inputs"])
    sets, expected = swept(texts, len(names)), dict(case["expected"])
    for distance in (masi, jaccard):
        wanted = expected.pop(f"set_alpha_{distance.__name__}_chars")
        assert sets.family(distance=distance).figure().value == pytest.approx(wanted, abs=1e-9)
    assert set(expected) == {"per_code"}


def test_more_codes_than_one_word_holds_are_told_apart() -> None:
    spread: list[list[Span] | None] = [[(0, 10, 3), (0, 10, 67)], [(0, 10, 3), (0, 10, 131)]]
    near: list[list[Span] | None] = [[(0, 10, 0), (0, 10, 1)], [(0, 10, 0), (0, 10, 2)]]
    for distance in DISTANCES:
        far = swept([(40, spread)]).family(distance=distance).figure()
        assert far == swept([(40, near)]).family(distance=distance).figure()
        assert far.value == pytest.approx(float(exact([(40, spread)], distance) or 0), abs=1e-12)


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ([(20, [[], []])], Reason.NOTHING_MARKED),
        ([(20, [[(0, 20, 0)], [(0, 20, 0)]])], Reason.NO_VARIATION),
        ([(20, [[(0, 9, 0)], None])], Reason.TWO_CODERS),
        ([(20, [[(0, 9, 0)]])], Reason.TWO_CODERS),
        ([(0, [[], []])], Reason.NO_TEXT),
    ],
)
def test_what_is_undefined_says_why(texts: list[Text], reason: Reason) -> None:
    assert swept(texts, 1).family(distance=masi).figure().reason is reason


def test_a_coder_who_left_the_text_blank_counts_and_one_who_did_not_read_it_does_not() -> None:
    some: list[Span] = [(0, 9, 0), (4, 12, 1)]
    blank = swept([(20, [some, some, []])]).family(distance=masi).figure()
    unread = swept([(20, [some, some, None])]).family(distance=masi).figure()
    assert unread.value == 1.0
    assert blank.value is not None and blank.value < 0.5


def test_the_jackknife_leaves_out_what_a_sweep_without_it_would() -> None:
    texts: list[Text] = [(30, [[(0, 5 + at, 0), (3, 9, 1)], [(1, 9, 0)], [(2, 11, at % 2)]]) for at in range(6)]
    [found] = jackknife(swept(texts).family(distance=jaccard))
    without: list[Any] = [exact(texts[:at] + texts[at + 1 :], jaccard) for at in range(6)]
    spread = np.array([float(one) for one in without])
    assert isinstance(found, Interval)
    assert found.error == pytest.approx(np.sqrt(5 / 6 * ((spread - spread.mean()) ** 2).sum()), abs=1e-12)
