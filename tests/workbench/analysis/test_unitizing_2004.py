"""The unitizing alpha of 2004: the published example, and the formula written out section by section."""

import json
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given

from tests.workbench.analysis.by_characters import Span, Text, columns
from tests.workbench.analysis.test_unitizing_characters import overlapping, united
from workbench.analysis.coefficients import Reason
from workbench.analysis.continua import Continua
from workbench.analysis.unitizing_2004 import Unitized2004, unitizing_2004

Section = tuple[int, int, bool]  # begin, length, a unit


def measured(texts: list[Text], values: int) -> Unitized2004:
    codings, lengths, read = columns(texts)
    return unitizing_2004(Continua.of_each_code(codings, lengths=lengths, read=read, values=values))


def sections(length: int, spans: list[Span]) -> list[Section]:
    found, at = [], 0
    for start, end, _code in spans:
        found += [(at, start - at, False), (start, end - start, True)]
        at = end
    return [section for section in [*found, (at, length - at, False)] if section[1]]


def deviation(one: Section, other: Section) -> int:
    (b, size, unit), (c, width, valued) = one, other
    if unit and valued:
        return (b - c) ** 2 + (b + size - c - width) ** 2 if -size < b - c < width else 0
    if unit != valued:
        inside = width - size >= b - c >= 0 if unit else size - width >= c - b >= 0
        return (size if unit else width) ** 2 if inside else 0
    return 0


def written_out(length: int, coders: list[list[Section]]) -> tuple[Fraction, Fraction]:
    """D_o and D_e of one code on one text, as Krippendorff (2004) gives them."""
    m = len(coders)
    seen = sum(deviation(a, b) for one, other in permutations(coders, 2) for a in one for b in other)
    units = [size for coder in coders for _b, size, unit in coder if unit]
    gaps = [size for coder in coders for _b, size, unit in coder if not unit]
    chance = Fraction()
    for size in units:
        chance += Fraction(len(units) - 1, 3) * (2 * size**3 - 3 * size**2 + size)
        chance += size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
    pairs = m * length * (m * length - 1) - sum(size * (size - 1) for size in units)
    return Fraction(seen, m * (m - 1) * length**2), Fraction(2, length) * chance / pairs


@given(overlapping())
def test_each_code_is_the_formula_written_out(data: tuple[list[Text], int]) -> None:
    texts, codes = data
    for length, coders in texts:
        if length < 2 or None in coders:
            continue
        found = measured([(length, coders)], codes)
        for code, figure in enumerate(found.codes):
            mine = [sections(length, united([s for s in spans or () if s[2] == code])) for spans in coders]
            seen, chance = written_out(length, mine)
            assert figure.observed == pytest.approx(float(seen), abs=1e-12)
            assert figure.expected == pytest.approx(float(chance), abs=1e-12)
            assert figure.alpha.value == (None if chance == 0 else pytest.approx(float(1 - seen / chance), abs=1e-9))


def test_the_published_example_is_met(shared: Path) -> None:
    content = json.loads((shared / "oracles" / "agreement" / "unitizing_2004_legacy.json").read_text("utf-8"))
    (case,) = content["cases"]
    inputs, expected = case["inputs"], dict(case["expected"])
    coders: list[list[Span] | None] = [
        [(s, e, at) for at, code in enumerate("ck") for s, e, _code in inputs[f"category_{code}"][who]] for who in "ij"
    ]
    found = measured([(inputs["length"], coders)], 2)
    c, k = found.codes
    answers = {"Do_c": c.observed, "De_c": c.expected, "alpha_c": c.alpha.value, "alpha_k": k.alpha.value}
    answers["alpha_all"] = found.alpha.value
    assert answers == pytest.approx(expected, abs=1e-9)
    assert not found.withdrawn


def test_three_coders_are_more_than_its_author_stands_by() -> None:
    assert measured([(30, [[(0, 5, 0)], [(0, 5, 0)], [(1, 5, 0)]])], 1).withdrawn


def test_several_texts_are_laid_end_to_end_and_those_not_read_by_all_left_out() -> None:
    whole: list[Text] = [(40, [[(0, 9, 0), (20, 30, 0)], [(2, 9, 0), (20, 32, 0)]])]
    cut: list[Text] = [(20, [[(0, 9, 0)], [(2, 9, 0)]]), (20, [[(0, 10, 0)], [(0, 12, 0)]])]
    unread: list[Text] = [(50, [[(3, 9, 0)], None])]
    [one], [two] = measured(whole, 1).codes, measured(cut + unread, 1).codes
    assert one.observed == two.observed
    assert one.expected == two.expected  # no gap lies across the cut


def test_what_is_undefined_says_why() -> None:
    found = measured([(20, [[(0, 5, 0)], [(0, 5, 0)]])], 2)
    assert [one.alpha.reason for one in found.codes] == [None, Reason.NOT_USED]
    assert found.alpha.value == 1.0
    assert measured([(20, [[], []])], 1).alpha.reason is Reason.NOTHING_MARKED
    assert measured([(20, [[]])], 1).alpha.reason is Reason.TWO_CODERS
    assert measured([(20, [[], None])], 1).alpha.reason is Reason.TWO_CODERS
    assert measured([(0, [[], []])], 1).alpha.reason is Reason.NO_TEXT
    assert measured([(1, [[(0, 1, 0)], [(0, 1, 0)]])], 1).alpha.reason is Reason.NO_VARIATION
