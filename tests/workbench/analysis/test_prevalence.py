"""Who mentions what, asked or not, against counting people one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workbench.analysis.code_document import CodeDocument, Measure
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import MISSING, Codings, IntArray, Stretches
from workbench.analysis.mentions import tally
from workbench.analysis.prevalence import Recurrence, Uptake, by_prompt, recurrences, uptake
from workbench.analysis.resampling import wilson

THEMES = 3


def plain(mentions: list[int], **known: list[int]) -> Recurrence:
    """One theme whose participants have 100 characters each, ten of them coded for each mention."""
    row = np.array([mentions], int).reshape(1, len(mentions))
    extra = {name: np.array([values], int).reshape(1, len(values)) for name, values in known.items()}
    return recurrences(row, length=row * 10, words=np.full(row.shape[1], 100), **extra)[0]


def test_six_of_eleven_with_the_known_interval() -> None:
    found = plain([1, 2, 0, 1, 5, 0, 1, 0, 1, 0, 0])
    assert (found.mentioned, found.participants, found.mentions) == (6, 11, 11)
    assert found.share.value == 6 / 11
    assert found.interval == pytest.approx((0.280091537409322, 0.7872872837754024), abs=1e-12)
    assert found.per_mentioner.value == 1.0
    assert found.coverage.value == pytest.approx(11 * 10 / 100 / 11)
    assert (found.concentration.value, found.concentrated, found.leader) == (5 / 11, False, 4)


def test_more_than_half_of_the_mentions_by_one_is_said_and_half_is_not() -> None:
    assert plain([3, 1, 1, 0]).concentrated
    assert not plain([2, 1, 1, 0]).concentrated
    assert plain([1, 0, 0, 0]).concentrated


def test_what_participants_did_is_told_apart() -> None:
    found = plain(
        [2, 1, 1, 0, 0, 0, 3, 0],
        prompted=[1, 1, 0, 0, 0, 0, 3, 0],
        spontaneous=[1, 0, 0, 0, 0, 0, 0, 0],
        asked=[1, 1, MISSING, 1, 0, MISSING, 0, 1],
    )
    assert (found.spontaneous, found.prompted, found.unclear) == (1, 2, 1)
    assert (found.not_taken_up, found.never_asked, found.unknown) == (2, 1, 1)
    assert (found.asked, found.answered, found.answered_share.value) == (4, 2, 0.5)
    assert found.answered_interval == wilson(2, 4)


def test_without_links_to_the_guide_who_was_asked_is_unknown() -> None:
    found = plain([1, 0, 0])
    assert (found.asked, found.answered_share.reason, found.answered_interval) == (0, Reason.ASKED_UNKNOWN, None)
    assert (found.unclear, found.unknown, found.never_asked) == (1, 2, 0)
    assert plain([1, 0], asked=[0, 0]).answered_share.reason is Reason.NEVER_ASKED
    assert plain([1, 0], asked=[0, MISSING]).answered_share.reason is Reason.ASKED_UNKNOWN


@pytest.mark.parametrize("people", [1, 2, 3])
def test_few_participants_have_counts_and_intervals(people: int) -> None:
    found = plain([1] * people)
    assert (found.mentioned, found.share.value, found.per_mentioner.value) == (people, 1.0, 1.0)
    assert found.interval == wilson(people, people)


def test_nobody_and_nothing_have_reasons() -> None:
    nobody, silent = plain([]), plain([0, 0])
    assert (nobody.share.reason, nobody.answered_share.reason) == (Reason.NOBODY_READ, Reason.NOBODY_READ)
    assert (nobody.interval, nobody.coverage.reason, nobody.leader) == (None, Reason.NO_WORDS, None)
    assert silent.share.value == 0
    assert silent.per_mentioner.reason is silent.concentration.reason is Reason.NOT_MENTIONED
    assert not silent.concentrated


def test_participants_without_words_of_their_own_are_left_out_of_coverage() -> None:
    found = recurrences(np.array([[1, 0]]), length=np.array([[20, 0]]), words=np.array([80, 0]))[0]
    assert found.coverage.value == 0.25
    mute = recurrences(np.array([[0, 0]]), length=np.zeros((1, 2), int), words=np.zeros(2, int))[0]
    assert mute.coverage.reason is Reason.NO_WORDS


people = st.integers(0, 6).flatmap(
    lambda number: st.tuples(
        arrays(np.int64, (THEMES, number), elements=st.integers(0, 3)),
        arrays(np.int64, (THEMES, number), elements=st.integers(0, 3)),
        arrays(np.int64, (THEMES, number), elements=st.integers(0, 3)),
        arrays(np.int64, (THEMES, number), elements=st.integers(MISSING, 1)),
    )
)


@given(people)
@settings(max_examples=100)
def test_every_participant_is_counted_once(drawn: tuple[IntArray, IntArray, IntArray, IntArray]) -> None:
    prompted, spontaneous, unclear, asked = drawn
    mentions = prompted + spontaneous + unclear
    did = uptake(mentions, prompted=prompted, spontaneous=spontaneous, asked=asked)
    found = recurrences(
        mentions,
        length=mentions,
        words=np.full(mentions.shape[1], 50),
        prompted=prompted,
        spontaneous=spontaneous,
        asked=asked,
    )
    for theme, one in enumerate(found):
        wanted = []
        for who in range(mentions.shape[1]):
            if mentions[theme, who]:
                kind = Uptake.SPONTANEOUS if spontaneous[theme, who] else Uptake.PROMPTED
                wanted.append(kind if spontaneous[theme, who] or prompted[theme, who] else Uptake.MENTIONED)
            else:
                wanted.append(
                    {1: Uptake.NOT_TAKEN_UP, 0: Uptake.NEVER_ASKED, MISSING: Uptake.UNKNOWN}[asked[theme, who]]
                )
        assert did[theme].tolist() == wanted
        parts = [one.spontaneous, one.prompted, one.unclear, one.not_taken_up, one.never_asked, one.unknown]
        assert parts == [wanted.count(kind) for kind in Uptake]
        assert sum(parts[:3]) == one.mentioned == (mentions[theme] > 0).sum()
        assert sum(parts) == one.participants
        assert one.asked == (asked[theme] == 1).sum()
        assert one.answered == ((asked[theme] == 1) & (mentions[theme] > 0)).sum()
        assert one.mentions == mentions[theme].sum()


def test_prompted_and_spontaneous_mentions_are_counted_from_codings() -> None:
    """Two participants; one coding covers both, and counts for each; one of the first spans two turns of theirs."""
    turns = Stretches.build(transcript=[0] * 3, start=[0, 10, 20], end=[10, 20, 30], participant=[0, 0, 1])
    codings = Codings.build(transcript=[0] * 4, code=[0, 0, 1, 0], start=[5, 12, 15, 21], end=[15, 14, 25, 22])
    counted = tally(codings, turns, theme_of=np.arange(2), themes=2, read=np.ones(2, bool))
    prompted, spontaneous = by_prompt(counted, np.array([1, 0, 1, MISSING]))
    assert prompted.tolist() == [[1, 0], [1, 1]]
    assert spontaneous.tolist() == [[1, 0], [0, 0]]
    assert (counted.mentions - prompted - spontaneous).tolist() == [[0, 1], [0, 0]]


def test_the_table_of_codes_and_documents_in_all_its_measures() -> None:
    table = CodeDocument(np.array([[3, 1, 0], [0, 0, 0], [1, 3, 0]]), np.array([2000, 500, 0]))
    assert table.row_totals.tolist() == [4, 0, 4]
    assert table.column_totals.tolist() == [4, 4, 0]
    assert table.total == 8
    nan = np.nan
    expected = {
        Measure.ABSOLUTE: [[3, 1, 0], [0, 0, 0], [1, 3, 0]],
        Measure.ROW: [[0.75, 0.25, 0], [nan] * 3, [0.25, 0.75, 0]],
        Measure.COLUMN: [[0.75, 0.25, nan], [0, 0, nan], [0.25, 0.75, nan]],
        Measure.PER_1000_WORDS: [[1.5, 2, nan], [0, 0, nan], [0.5, 6, nan]],
    }
    for measure, wanted in expected.items():
        assert np.array_equal(table.cells(measure), np.array(wanted), equal_nan=True)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_an_empty_table_has_no_cells_and_totals_of_nought(shape: tuple[int, int]) -> None:
    table = CodeDocument(np.zeros(shape, int), np.zeros(shape[1], int))
    assert table.total == 0
    assert all(table.cells(measure).shape == shape for measure in Measure)


@given(arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(0, 9)))
def test_shares_add_up_to_one_where_they_are_defined(counts: IntArray) -> None:
    table = CodeDocument(counts, np.full(counts.shape[1], 100))
    for measure, axis, totals in ((Measure.ROW, 1, table.row_totals), (Measure.COLUMN, 0, table.column_totals)):
        sums = table.cells(measure).sum(axis=axis)
        assert sums == pytest.approx(np.where(totals > 0, 1.0, np.nan), nan_ok=True)
