"""Rows mixed with their neighbours equal those mixed one by one, and nothing crosses from transcript to transcript."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from workbench.suggest.neighbours import NEAR, OWN, WIDE, Mixed, Window, mixer

TRANSCRIPT = np.array([0] * 7 + [1] * 2 + [2] * 12)


def by_hand(rows, shares):
    mixed = rows.astype(np.float64).copy()
    for place in range(len(rows)):
        for step, share in shares.items():
            if 0 <= place + step < len(rows) and TRANSCRIPT[place + step] == TRANSCRIPT[place]:
                mixed[place] += share * rows[place + step]
    lengths = np.linalg.norm(mixed, axis=1, keepdims=True)
    return mixed / np.where(lengths > 0, lengths, 1)


@pytest.fixture
def rows():
    found = np.random.default_rng(4).standard_normal((len(TRANSCRIPT), 5)).astype(np.float32)
    found[7:9] = 0
    return found


@pytest.mark.parametrize("shares", [OWN, NEAR, WIDE], ids=["own", "near", "wide"])
@pytest.mark.parametrize("few", [False, True], ids=["whole", "few"])
@pytest.mark.parametrize("kind", [np.asarray, csr_matrix], ids=["dense", "sparse"])
def test_rows_means_and_scores_are_those_of_rows_mixed_by_hand(rows, shares, few, kind):
    expected = by_hand(rows, shares)
    mixed = Mixed(kind(rows), mixer(TRANSCRIPT, shares))
    places = np.array([0, 3, 6, 7, 9, 20])
    found = mixed.at(places)
    assert np.allclose(found.toarray() if kind is csr_matrix else found, expected[places], atol=1e-6)
    assert np.allclose(mixed.mean(places), expected[places].mean(axis=0), atol=1e-6)
    directions = np.random.default_rng(5).standard_normal((5, 3)).astype(np.float32)
    window = Window(places, mixer(TRANSCRIPT, WIDE), few=few)
    assert np.allclose(mixed.scores(directions, window), expected[places] @ directions, atol=1e-5)
    assert np.allclose(mixed.mean_of(window), expected[places].mean(axis=0), atol=1e-6)


def test_nothing_is_shared_between_transcripts():
    shares = mixer(TRANSCRIPT, WIDE).toarray()
    assert (shares[TRANSCRIPT[:, None] != TRANSCRIPT[None, :]] == 0).all()
    assert np.allclose(np.diag(shares), 1)


def test_a_corpus_of_one_segment_or_none_has_no_neighbours():
    assert mixer(np.array([0]), WIDE).toarray().tolist() == [[1.0]]
    assert mixer(np.zeros(0, np.int64), WIDE).shape == (0, 0)
