"""Presence tables of all codes, pairs and transcripts at once, against ratings read character by character."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis import measures
from workbench.analysis.code_units import sets_on_segments, values_on_segments
from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.columns import MISSING, BoolArray, Codings, FloatArray, IntArray, Stretches
from workbench.analysis.distances import Sets, jaccard, masi
from workbench.analysis.intervals import leave_one_out
from workbench.analysis.presence_tables import ABSENT, PRESENT, PresenceTables, presence_tables
from workbench.analysis.sums import Sums
from workbench.analysis.units import Tally, Units

LENGTH, TRANSCRIPTS, CODES, CODERS = 24, 3, 3, 3
Row = tuple[int, int, int, int, int, int]
BINARY = np.arange(2.0)

MEASURES: dict[str, Callable[[Tally], Sums]] = {
    "percent": measures.percent,
    "coded only": lambda tally: measures.percent_beside(tally, ABSENT),
    "all but what all marked": lambda tally: measures.percent_beside(tally, PRESENT),
    "positive": lambda tally: measures.specific(tally, PRESENT),
    "negative": lambda tally: measures.specific(tally, ABSENT),
    "fleiss": measures.fleiss,
    "ac1": lambda tally: measures.ac1(tally, 2),
    "pabak": lambda tally: measures.brennan_prediger(tally, 2),
    "cohen": measures.cohen,
    "light": measures.light,
    "conger": measures.conger,
    "nominal": lambda tally: measures.alpha(tally, BINARY),
    "ordinal": lambda tally: measures.ordinal_alpha(tally, BINARY),
}

rows = st.lists(
    st.tuples(
        st.integers(0, TRANSCRIPTS - 1),
        st.integers(0, CODERS - 1),
        st.integers(0, CODES - 1),
        st.integers(0, LENGTH - 1),
        st.integers(1, 12),
        st.integers(MISSING, 3),
    ),
    max_size=30,
)
reading = st.lists(
    st.lists(st.booleans(), min_size=CODERS, max_size=CODERS), min_size=TRANSCRIPTS, max_size=TRANSCRIPTS
).map(lambda read: np.array(read, bool))


def codings_of(given_rows: Sequence[Row]) -> Codings:
    transcript, coder, code, start, length, strength = ([row[at] for row in given_rows] for at in range(6))
    end = [min(LENGTH, first + more) for first, more in zip(start, length, strict=True)]
    return Codings.build(transcript=transcript, coder=coder, code=code, start=start, end=end, strength=strength)


def segments_of(size: int = 5) -> Stretches:
    starts = list(range(0, LENGTH - size + 1, size + 1))
    places = [(text, start) for text in range(TRANSCRIPTS) for start in starts]
    return Stretches.build(
        transcript=[text for text, _ in places],
        start=[start for _, start in places],
        end=[start + size for _, start in places],
    )


def by_hand(codings: Codings, segments: Stretches, read: BoolArray) -> FloatArray:
    """Presence of each code for each coder on each segment, NaN where not read: shape (codes, coders, segments)."""
    found = np.zeros((CODES, CODERS, len(segments)))
    for at, text in enumerate(segments.transcript):
        here = np.arange(segments.start[at], segments.end[at])
        for coding in np.flatnonzero(codings.transcript == text):
            if np.isin(here, np.arange(codings.start[coding], codings.end[coding])).any():
                found[codings.code[coding], codings.coder[coding], at] = 1
    found[:, ~read[segments.transcript].T] = np.nan
    return found


def units_of(presence: FloatArray, segments: Stretches) -> Units:
    place = np.where(np.isnan(presence), MISSING, presence).astype(np.int64)
    return Units(place, np.ones(len(segments)), segments.transcript, (TRANSCRIPTS, 1), 2)


def tables_of(given_rows: Sequence[Row], read: BoolArray) -> PresenceTables:
    return presence_tables(
        codings_of(given_rows),
        segments_of(),
        coders=range(CODERS),
        theme_of=np.arange(CODES),
        themes=CODES,
        read=read,
    )


def same(found: Coefficient, wanted: Coefficient, *, used: bool = True) -> None:
    if not used and wanted.reason is not Reason.NO_SHARED_UNIT:
        assert found.reason is Reason.NOT_USED
    else:
        assert found.reason is wanted.reason
        assert found.value is None or found.value == pytest.approx(wanted.value, abs=1e-12)


@pytest.mark.parametrize("name", MEASURES)
@given(rows, reading)
@settings(max_examples=60, deadline=None)
def test_tables_give_what_ratings_give(name: str, given_rows: list[Row], read: BoolArray) -> None:
    tables, segments = tables_of(given_rows, read), segments_of()
    hand = by_hand(codings_of(given_rows), segments, read)
    found = MEASURES[name](tables)
    per_code = len(found.figures()) // CODES
    for code in range(CODES):
        wanted = MEASURES[name](units_of(hand[code], segments))
        for at, figure in enumerate(wanted.figures()):
            used = bool((hand[code] == 1).any())
            same(found.figures()[code * per_code + at], figure, used=used)
        for text, figures in enumerate(wanted.per_transcript()):
            used = bool((hand[code][:, segments.transcript == text] == 1).any())
            for at, figure in enumerate(figures):
                same(found.per_transcript()[text][code * per_code + at], figure, used=used)


@given(rows, reading)
@settings(max_examples=60, deadline=None)
def test_pairs_by_themselves_are_what_the_two_alone_give(given_rows: list[Row], read: BoolArray) -> None:
    apart, segments = tables_of(given_rows, read).pairwise(), segments_of()
    hand = by_hand(codings_of(given_rows), segments, read)
    together = list(combinations(range(CODERS), 2))
    for measure in MEASURES.values():
        found = measure(apart).figures()
        assert len(found) == CODES * len(together)
        for code in range(CODES):
            for at, pair in enumerate(together):
                both = hand[code][list(pair)]
                both = np.where(np.isnan(both).any(axis=0), np.nan, both)
                (wanted,) = measure(units_of(both, segments)).figures()
                same(found[code * len(together) + at], wanted, used=bool((both == 1).any()))


@given(rows, reading)
@settings(max_examples=40, deadline=None)
def test_a_transcript_left_out_is_as_if_nobody_had_read_it(given_rows: list[Row], read: BoolArray) -> None:
    sums = MEASURES["nominal"](tables_of(given_rows, read))
    parts = sums.parts
    for text in range(TRANSCRIPTS):
        less = read.copy()
        less[text] = False
        wanted = MEASURES["nominal"](tables_of(given_rows, less)).figures()
        found = sums.evaluate(parts.sum(axis=0) - parts[text])
        for one, other in zip(found, wanted, strict=True):
            assert np.isnan(one) if other.value is None else one == pytest.approx(other.value, abs=1e-12)


def test_prevalence_is_the_share_of_what_was_read() -> None:
    read = np.array([[True, True, False], [False, False, False], [True, False, False]])
    tables = tables_of([(0, 0, 0, 0, 1, 0), (0, 2, 0, 0, 1, 0), (2, 0, 1, 0, 24, 0)], read)
    assert tables.prevalence.tolist() == pytest.approx([1 / 12, 4 / 12, 0])
    assert tables.take([1]).prevalence.tolist() == pytest.approx([4 / 12])


def test_codes_that_count_for_their_parent_are_one_code() -> None:
    given_rows = [(0, 0, 0, 0, 1, 0), (0, 1, 1, 2, 1, 0)]
    rolled = presence_tables(
        codings_of(given_rows), segments_of(), coders=[0, 1], theme_of=np.array([0, 0, MISSING]), themes=1
    )
    assert measures.specific(rolled, PRESENT).figures() == [Coefficient(1.0)]


def test_nothing_at_all_gives_reasons() -> None:
    nothing = Codings.build(transcript=[], coder=[], code=[], start=[], end=[])
    nowhere = Stretches.build(transcript=[], start=[], end=[])
    for coders, reason in (([], Reason.TWO_CODERS), ([0], Reason.TWO_CODERS), ([0, 1], Reason.NO_SHARED_UNIT)):
        empty = presence_tables(nothing, nowhere, coders=coders, theme_of=np.arange(2), themes=2)
        for name, measure in MEASURES.items():
            if name != "cohen":
                assert [one.reason for one in measure(empty).figures()] == [reason, reason]


def overlap(codings: Codings, row: int, segments: Stretches, at: int) -> int:
    return int(min(codings.end[row], segments.end[at]) - max(codings.start[row], segments.start[at]))


def strengths_by_hand(codings: Codings, segments: Stretches, read: BoolArray, code: int) -> IntArray:
    place = np.full((CODERS, len(segments)), MISSING)
    for coder in range(CODERS):
        for at, text in enumerate(segments.transcript):
            mine = [
                codings.strength[row]
                for row in np.flatnonzero((codings.transcript == text) & (codings.coder == coder))
                if codings.code[row] == code and codings.strength[row] != MISSING
                if overlap(codings, row, segments, at) > 0 and read[text, coder]
            ]
            place[coder, at] = max(mine, default=MISSING)
    return place


@given(rows, reading)
@settings(max_examples=80, deadline=None)
def test_the_strength_on_a_segment_is_the_highest_given_there(given_rows: list[Row], read: BoolArray) -> None:
    codings, segments = codings_of(given_rows), segments_of()
    units = values_on_segments(
        codings,
        segments,
        codings.strength,
        values=4,
        coders=range(CODERS),
        theme_of=np.arange(CODES),
        themes=CODES,
        read=read,
    )
    found = measures.ordinal_alpha(units, np.arange(4.0))
    for code in range(CODES):
        place = strengths_by_hand(codings, segments, read, code)
        alone = Units(place, np.ones(len(segments)), segments.transcript, (TRANSCRIPTS, 1), 4)
        wanted = measures.ordinal_alpha(alone, np.arange(4.0))
        same(found.figures()[code], wanted.value)
        for text in range(TRANSCRIPTS):
            same(found.per_transcript()[text][code], wanted.per_transcript()[text][0])


@given(rows, reading, st.sampled_from([masi, jaccard]))
@settings(max_examples=80, deadline=None)
def test_the_sets_on_segments_are_those_of_presence(given_rows: list[Row], read: BoolArray, distance: object) -> None:
    codings, segments = codings_of(given_rows), segments_of()
    units, members = sets_on_segments(
        codings, segments, coders=range(CODERS), theme_of=np.arange(CODES), themes=CODES, read=read
    )
    hand = by_hand(codings, segments, read)
    assert not members[0].any()
    for coder in range(CODERS):
        for at in range(len(segments)):
            place = units.place[coder, at]
            if np.isnan(hand[0, coder, at]):
                assert place == MISSING
            else:
                assert members[place].tolist() == (hand[:, coder, at] == 1).tolist()
    sums = measures.alpha_of(units, Sets(members, distance))  # type: ignore[arg-type]
    assert leave_one_out(sums).shape[1] == 1


def test_more_sets_than_fit_at_once_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(4)
    members = np.unique(chance.random((60, 9)) < 0.4, axis=0)
    places = chance.integers(MISSING, len(members), (3, 200))
    units = Units(places, np.ones(200), np.zeros(200, np.int64), (1, 1), len(members))
    whole = measures.alpha_of(units, Sets(members, masi)).value
    monkeypatch.setattr("workbench.analysis.distances._CELLS_AT_ONCE", 7 * len(members))
    assert measures.alpha_of(units, Sets(members, masi)).value.value == pytest.approx(whole.value, abs=1e-12)
    monkeypatch.setattr("workbench.analysis.code_units._CELLS_AT_ONCE", 4)
    read = np.ones((TRANSCRIPTS, 2), bool)
    given_rows = [(0, 0, code, 0, 24, 0) for code in range(3)] + [(2, 1, 1, 3, 9, 0), (2, 0, 0, 3, 9, 0)]
    arguments = {"coders": [0, 1], "theme_of": np.arange(CODES), "themes": CODES, "read": read}
    units, members = sets_on_segments(codings_of(given_rows), segments_of(), **arguments)
    held = {tuple(np.flatnonzero(members[place]).tolist()) for place in units.place.ravel()}
    assert held == {(), (0, 1, 2), (1,), (0,)}
