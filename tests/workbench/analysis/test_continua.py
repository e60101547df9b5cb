"""What becomes of codings as continua: joined, left out, chosen, refused."""

import numpy as np
import pytest

from tests.workbench.analysis.by_characters import Span, Text, columns, continua, figures, flat, one_text
from workbench.analysis.columns import MISSING
from workbench.analysis.continua import Continua, Joining
from workbench.analysis.unitizing import Unitizing
from workbench.errors import AnalysisError

X, Y = 0, 1


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


def test_a_value_beyond_those_compared_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="value 2"):
        continua(one_text(20, [(0, 5, 2)], []), 2)
