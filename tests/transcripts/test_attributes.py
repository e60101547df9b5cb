import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.attributes import Habits, habits_of, kind_of, read_cell, read_value, written_value
from transcripts.days import Doubt
from transcripts.model import AttributeKind, AttributeValue, Knowledge


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("8", 8, 8),
        ("8,5", 8.5, 8.5),
        ("1 143", 1143, 1143),
        ("1\u202f143,25", 1143.25, 1143.25),
        ("5-12", 5, 12),
        ("5 à 12", 5, 12),
        ("entre 5 et 12", 5, 12),
        ("from 5 to 12", 5, 12),
        ("12–5", 5, 12),
        ("-3", -3, -3),
    ],
)
def test_numbers_and_ranges_are_read_as_they_are_written_in_both_languages(written, low, high):
    value = read_value(written, AttributeKind.NUMBER)
    assert value == AttributeValue(Knowledge.KNOWN, "", low, high)


@pytest.mark.parametrize("written", ["env. 8", "environ 8", "~8", "≈ 8", "about 8", "around 8", "ca. 8"])
def test_about_is_approximate(written):
    assert read_value(written, AttributeKind.NUMBER) == AttributeValue(Knowledge.APPROXIMATE, "", 8, 8)


def test_unknown_not_asked_and_empty_are_three_things():
    assert read_value("?", AttributeKind.NUMBER) == AttributeValue(Knowledge.UNKNOWN)
    assert read_value("Non demandé", AttributeKind.DATE) == AttributeValue(Knowledge.NOT_ASKED)
    assert read_value("  ", AttributeKind.TEXT) is None


def test_words_that_do_not_fit_are_left_to_be_told():
    assert read_value("beaucoup", AttributeKind.NUMBER) is None
    assert read_value("31/02/2013", AttributeKind.DATE) is None
    assert read_value("peut-être", AttributeKind.YES_NO) is None


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["8", "5-12", "?", ""], AttributeKind.NUMBER),
        (["oui", "Non", "?"], AttributeKind.YES_NO),
        (["2013-11-26", "27/11/2013"], AttributeKind.DATE),
        (["a", "b", "a", "b"], AttributeKind.CHOICE),
        (["a", "b", "c", "d"], AttributeKind.TEXT),
        (["8", "huit"], AttributeKind.TEXT),
        ([], AttributeKind.TEXT),
    ],
)
def test_a_column_has_the_type_that_fits_all_its_cells(cells, kind):
    assert kind_of(cells) == kind


@given(
    low=st.integers(0, 10**6),
    width=st.integers(0, 50),
    knowledge=st.sampled_from([Knowledge.KNOWN, Knowledge.APPROXIMATE]),
)
def test_what_is_written_is_read_back(low, width, knowledge):
    value = AttributeValue(knowledge, "", float(low), float(low + width))
    assert read_value(written_value(value), AttributeKind.NUMBER) == value


def test_a_figure_of_hundreds_of_digits_is_no_number() -> None:
    assert kind_of(["9" * 400, "5"]) == AttributeKind.TEXT
    assert read_value("9" * 400, AttributeKind.NUMBER) is None
    assert read_value(f"5-{'9' * 400}", AttributeKind.NUMBER) is None


@pytest.mark.parametrize("written", ["?", "n.d.", "N/D", "inconnu", "NSP", "unknown"])
def test_unknown_is_written_in_many_ways(written):
    assert read_value(written, AttributeKind.CHOICE) == AttributeValue(Knowledge.UNKNOWN)


@pytest.mark.parametrize("written", ["non demandé", "Non posée", "not asked", "–", "-"])
def test_not_asked_is_written_in_many_ways(written):
    assert read_value(written, AttributeKind.YES_NO) == AttributeValue(Knowledge.NOT_ASKED)


@pytest.mark.parametrize(
    ("written", "answer"), [("Vrai", "yes"), ("FAUX", "no"), ("1", "yes"), ("0", "no"), ("oui", "yes"), ("N", "no")]
)
def test_yes_and_no_in_both_languages(written, answer):
    assert read_value(written, AttributeKind.YES_NO) == AttributeValue(Knowledge.KNOWN, answer)


def test_serial_numbers_are_dates_only_beside_dates():
    assert kind_of(["45363", "2024-03-12"]) == AttributeKind.DATE
    assert kind_of(["45363", "45364"]) == AttributeKind.NUMBER


def test_a_column_tells_how_its_cells_are_meant():
    habits = habits_of(["03/04/2024", "~25/04/2024"])
    assert habits == Habits(month_first=False)
    assert read_cell("03/04/2024", AttributeKind.DATE, habits).doubt is None
    doubted = read_cell("03/04/2024", AttributeKind.DATE)
    assert (doubted.value.text, doubted.doubt) == ("2024-04-03", Doubt.DAY_OR_MONTH)
    assert read_cell("1,234", AttributeKind.NUMBER).doubt is Doubt.THOUSANDS
    assert read_cell("1,234", AttributeKind.NUMBER, habits_of(["1,234", "1,000.5"])).value.low == 1234


STATED = st.sampled_from([Knowledge.KNOWN, Knowledge.APPROXIMATE])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WORDS = st.one_of(
    st.text(min_size=1).map(str.strip).filter(bool), st.sampled_from(["NA", "?", "-", '"NA"', '"?', '""', "~8", "n.d."])
)
VALUES = st.one_of(
    st.builds(
        lambda k, a, b: (AttributeKind.NUMBER, AttributeValue(k, "", min(a, b), max(a, b))), STATED, NUMBERS, NUMBERS
    ),
    st.builds(lambda k, day: (AttributeKind.DATE, AttributeValue(k, day.isoformat())), STATED, st.dates()),
    st.builds(lambda kind, words: (kind, AttributeValue(text=words)), st.sampled_from(["text", "choice"]), WORDS),
    st.builds(lambda words: (AttributeKind.YES_NO, AttributeValue(text=words)), st.sampled_from(["yes", "no"])),
    st.builds(
        lambda kind, knowledge: (kind, AttributeValue(knowledge)),
        st.sampled_from(AttributeKind),
        st.sampled_from([Knowledge.UNKNOWN, Knowledge.NOT_ASKED]),
    ),
)


@given(VALUES)
def test_every_value_that_is_written_is_read_back_as_it_was(pair):
    kind, value = pair
    assert read_value(written_value(value), AttributeKind(kind)) == value
