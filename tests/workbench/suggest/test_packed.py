"""Segments and vectors of very large studies are held packed: what comes out is what went in."""

import numpy as np

from transcripts.spans import Span
from workbench.suggest.neighbours import OWN, WIDE, Mixed, Window, mixer
from workbench.suggest.packed_pieces import PackedPieces
from workbench.suggest.packed_vectors import PackedVectors
from workbench.suggest.pieces import Piece

PIECES = [
    Piece("a", 3, Span(2, 9), "P", True, (Span(2, 5), Span(6, 9)), "l’œ\ud800x é"),
    Piece("b", 1, Span(0, 4), "", False, (Span(0, 4),), "oui."),
    Piece("a", 9, Span(12, 13), "ENQ", False, (Span(12, 13),), ""),
]


def test_packed_segments_are_the_segments() -> None:
    packed = PackedPieces(iter(PIECES))
    assert list(packed) == PIECES
    assert packed[-1] == PIECES[-1] and packed[1:] == PIECES[1:] and len(packed) == 3
    assert list(PackedPieces([])) == []


def test_packed_vectors_give_the_rows_that_are_looked_at() -> None:
    units = np.array([[127, -3], [0, 0], [5, 127]], np.int8)
    packed = PackedVectors(units, np.array([0.5, 0.0, 2.0], np.float32))
    assert packed[np.array([2, 0])].tolist() == [[10, 254], [63.5, -1.5]]
    assert packed[1:].shape == (2, 2) and packed.shape == (3, 2) and len(packed) == 3


def test_packed_rows_are_mixed_with_their_neighbours_as_others_are() -> None:
    source = np.random.default_rng(0)
    units = source.integers(-127, 128, (60, 8)).astype(np.int8)
    packed = PackedVectors(units, source.random(60, np.float32))
    transcript, places = np.repeat([0, 1, 2], 20), np.array([0, 19, 20, 33, 59])
    directions = source.standard_normal((8, 3), np.float32)
    for shares in (OWN, WIDE):
        mixing, widest = mixer(transcript, shares), mixer(transcript, WIDE)
        whole, held = Mixed(packed[:], mixing), Mixed(packed, mixing)
        wanted = whole.scores(directions, Window(places, widest))
        for few in (False, True):
            assert np.allclose(held.scores(directions, Window(places, widest, few=few)), wanted, atol=2e-3)
        assert np.allclose(held.mean(places), whole.mean(places), atol=1e-5)
        assert np.allclose(held.mean_of(Window(places, widest, few=True)), whole.mean(places), atol=2e-3)
