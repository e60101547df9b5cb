"""Terms of passages, counted in them and in the rest."""

from collections.abc import Sequence

import numpy as np

from transcripts.spans import Span
from workbench.suggest.spoken import SpokenWords
from workbench.suggest.terms import Terms, count_terms

TEXTS = (
    "On redresse notre image publique.",
    "Redresser l’image de l’institution, puis l’image publique.",
    "Il faut redresser les finances ; l’image publique attend.",
    "Une image pour la page, une image pour le site.",
    "Les finances attendent. Le public aussi.",
)


def counted(inside: Sequence[int] = (0, 1, 2), texts: Sequence[str] = TEXTS) -> Terms:
    spoken = SpokenWords(texts, ["fr"] * len(texts))
    rest = np.ones(len(texts), np.bool_)
    rest[list(inside)] = False
    return count_terms(spoken, [[(place, Span(0, len(texts[place])))] for place in inside], rest)


def told(terms: Terms, texts: Sequence[str] = TEXTS) -> dict[str, tuple[int, int, int]]:
    """Term → passages, uses in them, uses in the rest."""
    return {term.written(texts): (term.passages, len(term.places), term.rest) for term in terms.found}


def test_words_and_pairs_are_counted_in_the_passages_and_in_the_rest():
    found = told(counted())
    assert found["image"] == (3, 4, 2)
    assert found["image publique"] == (3, 3, 0)
    assert found["publique"][0] == 3


def test_what_only_one_passage_says_is_no_term():
    assert not {"institution", "image de l’institution", "notre"} & set(told(counted()))


def test_a_pair_spans_two_small_words_at_most_and_never_two_segments():
    texts = (
        "la page de la ville",
        "la page de la ville",
        "page et puis dans la ville",
        "page",
        "ville",
        "page de ville",
    )
    found = {term.lemmas: term for term in counted((0, 1), texts).found}
    ((lemmas, pair),) = [(lemmas, term) for lemmas, term in found.items() if len(lemmas) == 2]
    assert pair.written(texts) == "page de la ville"
    assert pair.rest == 1
    assert [found[(lemma,)].rest for lemma in lemmas] == [3, 3]


def test_only_the_words_inside_a_passage_count_for_it():
    spoken = SpokenWords(("redresser image", "redresser image"), ["fr", "fr"])
    passages = [[(0, Span(0, 9))], [(1, Span(0, 9))]]
    terms = count_terms(spoken, passages, np.zeros(2, np.bool_))
    assert [term.places[0].span for term in terms.found] == [Span(0, 9)]
    assert (terms.words, terms.rest) == (2, 0)


def test_a_passage_over_two_segments_is_one_passage():
    spoken = SpokenWords(("image", "image", "image"), ["fr"] * 3)
    passages = [[(0, Span(0, 5)), (1, Span(0, 5))], [(2, Span(0, 5))]]
    (term,) = count_terms(spoken, passages, np.zeros(3, np.bool_)).found
    assert (term.passages, len(term.places)) == (2, 3)


def test_the_words_of_the_rest_are_those_of_its_segments_alone():
    terms = counted()
    every = counted(())
    assert terms.words + terms.rest == every.rest
    assert every.words == 0 and every.found == ()


def test_nothing_comes_of_nothing():
    assert counted((), ()).found == ()
    assert counted((0, 1), ("–", "…")).found == ()


def test_the_form_that_is_written_most_often_names_a_term():
    texts = ("des images", "des images", "une image", "autre chose")
    spoken = SpokenWords(texts, ["fr"] * 4)
    rest = np.array([False, False, False, True])
    (term,) = count_terms(spoken, [[(place, Span(0, 20))] for place in range(3)], rest).found
    assert term.written(texts) == "images"
