import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.amounts import Amount, commas_part_thousands, plain_number, read_amount, without_about


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("1 234,5", 1234.5, 1234.5),
        ("1\u00a0234,5", 1234.5, 1234.5),
        ("1'234.5", 1234.5, 1234.5),
        ("1.234,5", 1234.5, 1234.5),
        ("1,234.5", 1234.5, 1234.5),
        ("1.234.567", 1234567, 1234567),
        ("1,234,567.25", 1234567.25, 1234567.25),
        ("12,5 %", 12.5, 12.5),
        ("12,5\u00a0%", 12.5, 12.5),
        ("5 % à 12 %", 5, 12),
        ("1 200 à 1 500", 1200, 1500),
        ("−3", -3, -3),
        ("-3–5", -3, 5),
        ("1e-07", 1e-07, 1e-07),
    ],
)
def test_numbers_are_read_as_both_languages_write_them(written, low, high):
    assert read_amount(written) == Amount(low, high)


@pytest.mark.parametrize("written", ["", "huit", "12 34", "1,234,56", "3.14.15", "5-", "-", "8 h", "2024-03-12"])
def test_what_is_no_number_is_none(written):
    assert read_amount(written) is None


def test_a_comma_before_three_digits_is_a_decimal_sign_and_doubted():
    assert read_amount("1,234") == Amount(1.234, 1.234, doubtful=True)
    assert read_amount("12,34") == Amount(12.34, 12.34)


def test_the_other_numbers_of_a_column_settle_what_its_commas_mean():
    assert commas_part_thousands(["1,234", "1,234.50", "12"])
    assert not commas_part_thousands(["1,234", "12,5", "1,234.50"])
    assert not commas_part_thousands(["1,234", "2,345"])
    assert read_amount("1,234", commas_part_thousands=True) == Amount(1234, 1234)


@pytest.mark.parametrize("written", ["~8", "env. 8", "env.8", "8 environ", "8 (approx.)", "± 8", "about 8"])
def test_about_is_taken_off(written):
    assert without_about(written) == ("8", True)


@pytest.mark.parametrize("written", ["8", "environnement", "Canada", "autour du lac"])
def test_words_that_begin_like_about_are_left_whole(written):
    assert without_about(written) == (written, False)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_plain_number_is_read_back(number):
    assert read_amount(plain_number(number)) == Amount(number, number)
