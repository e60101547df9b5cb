"""Who is compared, on what and how: lines that are read as they are written, and keys that go round."""

import pytest

from workbench.errors import AnalysisError
from workbench.tui.comparison_terms import INTERVALS, UNITS, Terms, terms_from_line


@pytest.mark.parametrize(
    "terms",
    [
        Terms(),
        Terms(coders=("Maude", "Jean, fils"), codes=("IMAGE",), transcripts=("I 05",)),
        Terms(unit="grid:50w", interval="bootstrap", seed=7, any_two=True, threshold=0.8),
        Terms(unit="span", measures=("kn", "gamma"), interval="none", threshold=-0.5),
    ],
)
def test_a_line_is_read_as_it_was_written(terms):
    assert terms_from_line(terms.line()) == terms


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("unit=ell", "ell"),
        ("measure=kapa", "kapa"),
        ("interval=guess", "guess"),
        ("threshold=high", "threshold"),
        ("threshold=2", "threshold"),
        ("threshold=nan", "threshold"),
        ("seed=-1", "seed"),
        ("seed=²", "seed"),
        ("any-two=maybe", "maybe"),
        ("colour=red", "colour"),
        ('coder="Maude', "quotation mark"),
        ("unit=span measure=ac1", "units"),
    ],
)
def test_what_cannot_be_understood_is_told_with_a_way_out(line, word):
    with pytest.raises(AnalysisError) as told:
        terms_from_line(line)
    assert word in str(told.value)


def test_units_and_intervals_go_round():
    terms, units, intervals = Terms(), [], []
    for _step in UNITS:
        terms = terms.next_unit()
        units.append(terms.unit)
    for _step in INTERVALS:
        terms = terms.next_interval()
        intervals.append(terms.interval)
    assert units == [*UNITS[1:], UNITS[0]] and intervals == [*INTERVALS[1:], INTERVALS[0]]
    assert terms == Terms()


def test_a_unit_that_was_typed_is_followed_by_the_first():
    assert Terms(unit="grid:33").next_unit().unit == UNITS[0]


def test_measures_on_units_are_left_where_there_are_none():
    terms = Terms(unit="grid:200", measures=("ac1", "kn", "all")).next_unit()
    assert terms.unit == "span" and terms.measures == ("kn", "all")


def test_coders_go_through_every_two_and_back_to_all():
    terms, seen = Terms(), []
    for _step in range(4):
        terms = terms.next_coders(["A", "B", "C"])
        seen.append(terms.coders)
    assert seen == [("A", "B"), ("A", "C"), ("B", "C"), ()]
