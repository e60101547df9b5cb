import pytest

from workbench.suggest.question_picking import pick_question, question_keys

GUIDE = (("Q1", "Pourquoi êtes-vous allés là ?"), ("Q2", "Qui s’occupe des étapes ?"), ("Q12", "Et le bilan ?"))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        *(("q2", 1), ("2", 1), ("12", 2), ("Q1", 0), ("etap", 1), ("BILAN", 2), ("pourqoi", 0)),
        *(("", None), ("  ", None), ("xyzw", None)),
    ],
)
def test_a_question_is_found_by_name_number_beginning_or_likeness(typed, place):
    assert pick_question(typed, GUIDE) == place


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (["Q0", "Q1", "Q2"], {"0": 0, "1": 1, "2": 2}),
        (["A", "B"], {"1": 0, "2": 1}),
        (["Q1", "Q10"], {"1": 0, "2": 1}),
        (["A1", "B1"], {"1": 0, "2": 1}),
        ([], {}),
    ],
)
def test_digits_are_those_of_the_names_where_these_differ_and_places_otherwise(names, keys):
    assert question_keys(names) == keys


def test_the_tenth_question_has_no_digit():
    assert list(question_keys([f"Q{number}" for number in range(1, 13)])) == list("123456789")
