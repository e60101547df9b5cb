"""What is read of a code: every text with its weight, and what is excluded against it."""

import numpy as np
import pytest

from tests.workbench.suggest.small_corpus import Hashed, code
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.queries import CodeWords, Query, read_query
from workbench.suggest.reading import Reading


def lemma(word):
    return next(BlankReader("fr").read([word])).lemmas[0]


def test_words_of_all_texts_count_and_examples_half():
    counts = code("Budget", "la facture", include="le contrat", example="une subvention", keywords=("tarif",)).lemmas()
    for word, weight in (("budget", 1), ("facture", 1), ("contrat", 1), ("tarif", 1), ("subvention", 0.5)):
        assert counts[lemma(word)] == pytest.approx(weight), word


def test_what_is_excluded_subtracts_a_little():
    counts = code("Budget", "la facture", exclude="la facture de photo").lemmas()
    assert counts[lemma("photo")] == pytest.approx(-0.3)
    assert counts[lemma("facture")] == pytest.approx(0.7)


def test_words_that_two_languages_read_alike_count_once():
    counts = code("Budget", languages=("fr", "en")).lemmas()
    assert counts["budget"] == 1


def test_what_is_excluded_turns_the_meaning_away():
    away = Hashed().encode(["photo et vidéo"])[0]
    plain = code("Budget", "Factures", vectors=True).meaning()
    turned = code("Budget", "Factures", exclude="photo et vidéo", vectors=True).meaning()
    assert turned @ away < plain @ away - 0.1
    assert np.linalg.norm(turned) == pytest.approx(1, abs=1e-5)


def test_a_code_without_words_has_no_direction():
    empty = code(vectors=True)
    assert empty.lemmas() == {}
    assert not empty.meaning().any()
    assert code().meaning() is None


def test_word_vectors_are_summed_by_weight_in_their_own_language():
    class Reader:
        def read(self, texts):
            return (Reading((), (), (), (), np.array([len(text), 1], np.float32)) for text in texts)

    query = read_query(CodeWords("ab", "abc", exclude="abcd"), {"fr": Reader()})
    assert query.vector("fr").tolist() == pytest.approx([2 + 3 - 0.3 * 4, 1 + 1 - 0.3])
    assert query.vector("en") is None
    assert Query(CodeWords("ab")).vector("fr") is None
