"""Counting words, against counting them with dictionaries, and against scipy."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from transcripts.tokens import tokens
from workbench.analysis import collocations as collocating
from workbench.analysis import vocabulary
from workbench.analysis.coefficients import Reason
from workbench.analysis.collocations import collocations
from workbench.analysis.columns import MISSING, IntArray, Stretches
from workbench.analysis.vocabulary import number_words, stretch_of
from workbench.analysis.words import frequencies, holders, keyness

SIZE = 5

texts = st.lists(st.text(st.sampled_from("al’'i-té ,.\n\t\u00a0\u2009"), max_size=25), max_size=6)


@given(texts, st.sampled_from([1, 3, 1 << 20]))
@settings(max_examples=150)
def test_numbered_words_are_the_words_of_the_texts(said: list[str], portion: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "_PIECES_AT_ONCE", portion)
        found = number_words(said)
    wanted = [(index, token) for index, text in enumerate(said) for token in tokens(text)]
    assert found.text.tolist() == [index for index, _ in wanted]
    assert [found.forms[number] for number in found.word] == [token.form for _, token in wanted]
    assert found.start.tolist() == [token.start for _, token in wanted]
    assert found.end.tolist() == [token.end for _, token in wanted]
    assert len(set(found.forms)) == len(found.forms)


def test_words_are_numbered_in_the_language_asked_for() -> None:
    assert number_words(["don't d'accord"], "en").forms == ("don't", "d'accord")
    assert number_words(iter(["l'image", "L’image"])).word.tolist() == [0, 1, 0, 1]


def test_every_word_knows_the_turn_it_stands_in() -> None:
    said = ["ENQ pourquoi", "oui non", ""]
    turns = Stretches.build(transcript=[0, 0, 1], start=[0, 4, 4], end=[3, 12, 7])
    assert stretch_of(number_words(said), turns).tolist() == [0, 1, MISSING, 2]
    nowhere = Stretches.build(transcript=[], start=[], end=[])
    assert stretch_of(number_words(said), nowhere).tolist() == [MISSING] * 4
    assert stretch_of(number_words([]), turns).tolist() == []


columns = st.lists(st.tuples(st.integers(MISSING, SIZE - 1), st.integers(MISSING, 3)), max_size=30)


@given(columns)
def test_frequencies_and_holders_are_those_of_a_dictionary(said: list[tuple[int, int]]) -> None:
    word, who = np.array(said, np.int64).reshape(-1, 2).T
    people = defaultdict(set)
    for one, holder in said:
        if MISSING not in (one, holder):
            people[one].add(holder)
    counted = Counter(one for one, _ in said)
    assert frequencies(word, SIZE).tolist() == [counted[one] for one in range(SIZE)]
    assert holders(word, who, SIZE).tolist() == [len(people[one]) for one in range(SIZE)]


@given(arrays(np.int64, SIZE, elements=st.integers(0, 40)), arrays(np.int64, SIZE, elements=st.integers(0, 40)))
def test_keyness_is_the_log_likelihood_of_scipy(first: IntArray, second: IntArray) -> None:
    found = keyness(first, second)
    one, other = first.sum(), second.sum()
    if not one or not other:
        assert (found.reason, len(found.item)) == (Reason.EMPTY_GROUP, 0)
        return
    assert sorted(found.item.tolist()) == np.flatnonzero(first + second).tolist()
    signed = np.where(found.first / one >= found.second / other, found.g2, -found.g2)
    assert np.all(np.diff(signed) <= 1e-9)
    for place, item in enumerate(found.item.tolist()):
        expected = np.array([one, other]) * (first[item] + second[item]) / (one + other)
        wanted = stats.power_divergence([first[item], second[item]], expected, lambda_="log-likelihood").statistic
        assert found.g2[place] == pytest.approx(wanted, abs=1e-9)
        ratio = np.log2((first[item] or 0.5) / one / ((second[item] or 0.5) / other))
        assert found.log_ratio[place] == pytest.approx(ratio, abs=1e-9)


def test_a_word_used_twice_as_often_has_a_log_ratio_of_one() -> None:
    found = keyness(np.array([20, 80]), np.array([10, 90]))
    assert found.item.tolist() == [0, 1]
    assert found.log_ratio[0] == pytest.approx(1)
    assert found.g2[0] == pytest.approx(2 * (20 * np.log(20 / 15) + 10 * np.log(10 / 15)))


tokened = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, 2)), max_size=30).map(
    lambda said: sorted(said, key=lambda one: one[1])
)


def pairs_by_hand(said: list[tuple[int, int]], window: int) -> list[tuple[int, int]]:
    return [
        (min(a, b), max(a, b))
        for i, (a, unit) in enumerate(said)
        for b, other in said[i + 1 : i + 1 + window]
        if unit == other
    ]


@given(tokened, st.integers(1, 4), st.integers(1, 3), st.sets(st.integers(0, SIZE - 1)), st.integers(1, 40))
@settings(max_examples=150)
def test_collocations_are_what_looking_around_every_word_gives(
    said: list[tuple[int, int]], window: int, least: int, kept: set[int], portion: int
) -> None:
    word, unit = np.array(said, np.int32).reshape(-1, 2).T
    keep = np.isin(np.arange(SIZE), list(kept))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collocating, "_TOKENS_AT_ONCE", portion)
        patch.setattr(collocating, "_PAIRS_AT_ONCE", portion)
        found = collocations(word, unit, SIZE, window=window, least=least, keep=keep)
    pairs = pairs_by_hand(said, window)
    counted = Counter(pairs)
    wanted = {pair: count for pair, count in counted.items() if count >= least and set(pair) <= kept}
    got = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert dict(zip(got, found.count.tolist(), strict=True)) == wanted
    assert len(got) == len(wanted)
    assert (found.reason is Reason.NO_PAIRS) == (not wanted)
    frequency = Counter(one for one, _ in said)
    for place, (a, b) in enumerate(got):
        share = frequency[a] * frequency[b] / len(said) ** 2 * (1 if a == b else 2)
        expected, count = len(pairs) * share, wanted[a, b]
        assert found.expected[place] == pytest.approx(expected)
        assert found.pmi[place] == pytest.approx(np.log2(count / expected))
        assert found.t[place] == pytest.approx((count - expected) / np.sqrt(count))
        assert found.log_dice[place] == pytest.approx(14 + np.log2(2 * count / (frequency[a] + frequency[b])))


@given(tokened, st.integers(1, 4), st.integers(0, SIZE - 1))
def test_the_collocates_of_a_word_are_its_rows_of_the_whole(
    said: list[tuple[int, int]], window: int, node: int
) -> None:
    word, unit = np.array(said, np.int64).reshape(-1, 2).T
    whole = collocations(word, unit, SIZE, window=window, least=1)
    mine = collocations(word, unit, SIZE, window=window, least=1, node=node)
    assert set(mine.first.tolist()) <= {node}
    rows = zip(whole.first, whole.second, whole.count, whole.pmi.round(9), whole.log_dice.round(9), strict=True)
    wanted = {(int(a if b == node else b), int(n), float(p), float(d)) for a, b, n, p, d in rows if node in (a, b)}
    columns = (mine.second, mine.count, mine.pmi.round(9), mine.log_dice.round(9))
    found = zip(*(column.tolist() for column in columns), strict=True)
    assert set(found) == wanted


def test_frequent_pairs_come_first_and_nothing_reaches_beyond_a_turn() -> None:
    said = ["réseaux sociaux réseaux sociaux", "sociaux direction"]
    words = number_words(said)
    found = collocations(words.word, words.text, len(words.forms), window=1, least=1)
    pairs = [
        (words.forms[a], words.forms[b], n) for a, b, n in zip(found.first, found.second, found.count, strict=True)
    ]
    assert pairs == [("réseaux", "sociaux", 3), ("sociaux", "direction", 1)]
    assert found.pmi[0] == pytest.approx(np.log2(3 / (4 * 2 * 2 * 3 / 36)))


def test_no_words_and_one_word_have_no_pairs() -> None:
    for said in ([], ["seul"]):
        words = number_words(said)
        assert collocations(words.word, words.text, len(words.forms)).reason is Reason.NO_PAIRS
    assert frequencies(np.zeros(0, np.int32), 3).tolist() == [0, 0, 0]
