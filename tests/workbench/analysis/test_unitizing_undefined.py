"""The 2016 family at its edges: what has no figure and why, the smallest texts and the largest."""

from fractions import Fraction

import numpy as np
import pytest

from tests.workbench.analysis.by_characters import Span, Text, columns, figures, flat, one_text, reference
from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.continua import Continua
from workbench.analysis.unitizing import Unitizing

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
