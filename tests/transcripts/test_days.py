from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.days import Day, Doubt, month_first, read_day

TWELFTH = date(2024, 3, 12)


@pytest.mark.parametrize(
    "written",
    [
        *("12 mars 2024", "le 12 mars 2024", "mardi 12 mars 2024", "12 March 2024", "March 12, 2024"),
        *("2024-03-12", "2024/3/12", "2024-03-12 14:00:00", "2024-03-12T14:00:00Z"),
    ],
)
def test_dates_that_leave_no_doubt(written):
    assert read_day(written) == Day(TWELFTH)


def test_the_day_comes_first_and_that_is_a_doubt_where_the_month_could():
    assert read_day("12/03/2024") == Day(TWELFTH, Doubt.DAY_OR_MONTH)
    assert read_day("13/03/2024") == Day(date(2024, 3, 13))
    assert read_day("03/13/2024") == Day(date(2024, 3, 13))
    assert read_day("3/3/2024") == Day(date(2024, 3, 3))


def test_one_date_of_a_column_settles_the_others():
    assert month_first(["12/03/2024", "25/03/2024"]) is False
    assert month_first(["12/03/2024", "03/25/2024"]) is True
    assert month_first(["12/03/2024"]) is None
    assert month_first(["25/03/2024", "03/25/2024"]) is None
    assert read_day("12/03/2024", month_first=False) == Day(TWELFTH)
    assert read_day("12/03/2024", month_first=True) == Day(date(2024, 12, 3))


def test_two_digits_are_a_year_and_a_doubt():
    assert read_day("13.03.24") == Day(date(2024, 3, 13), Doubt.CENTURY)
    assert read_day("13.03.69") == Day(date(1969, 3, 13), Doubt.CENTURY)


def test_the_numbers_that_spreadsheets_keep_dates_as():
    assert read_day("45363") == Day(TWELFTH, Doubt.SERIAL)
    assert read_day("45363.75") == Day(TWELFTH, Doubt.SERIAL)
    assert read_day("45363", serials=False) is None
    assert read_day("99999") is None


@pytest.mark.parametrize(
    "written", ["", "31/02/2024", "2024", "mars 2024", "vers le 12 mars 2024 je crois", "12 brumaire 2024", "1234"]
)
def test_what_is_no_date_is_none(written):
    assert read_day(written) is None


@given(st.dates(), st.booleans())
def test_a_date_in_either_order_is_read_as_its_column_says(day, first):
    written = f"{day.month}/{day.day}/{day.year:04}" if first else f"{day.day}/{day.month}/{day.year:04}"
    found = read_day(written, month_first=first)
    assert found is not None and found.day == day
