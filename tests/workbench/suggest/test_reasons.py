"""Reasons say what is true of the ranking: words that stand there, passages that are nearest, parts that add up."""

import numpy as np
import pytest

from tests.workbench.suggest.small_corpus import about, code, corpus, in_stretches, in_turns
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.ranking import Ranker
from workbench.suggest.reasons import Reasons

NONE = np.zeros(0, np.int64)


@pytest.fixture(params=[False, True], ids=["words", "vectors"])
def vectors(request):
    return request.param


def reasons(held, query, accepted=NONE, rejected=NONE):
    accepted, rejected = np.array(accepted, np.int64), np.array(rejected, np.int64)
    ranking = Ranker(held).rank(query, accepted, rejected, np.arange(len(held)))
    return ranking, Reasons(held, query, ranking, accepted, rejected)


def said(held, place, found):
    return [held.pieces[place].text[span.start : span.end] for span in found.words]


def test_words_of_the_definition_are_marked_where_they_stand(vectors):
    held = corpus([*in_turns(2), ("Z", "On a payé la facture, et les contrats, un soir de garde.")], vectors=vectors)
    _ranking, why = reasons(held, code("Budget", "Le contrat et la facture", vectors=vectors))
    place = len(held) - 1
    assert said(held, place, why.of(place)) == ["facture", "contrats"]
    assert list(why.of(place).words) == sorted(why.of(place).words)


def test_small_words_are_no_reason(vectors):
    held = corpus(in_turns(2), vectors=vectors)
    _ranking, why = reasons(held, code("la avec et pour", "la avec et pour la", vectors=vectors))
    assert all(not why.of(place).words for place in range(len(held)))


def test_from_ten_accepted_passages_on_the_words_with_most_weight_are_named(vectors):
    held = corpus(in_stretches(), vectors=vectors)
    images = about(held, "images")
    _ranking, why = reasons(held, code("Zz", vectors=vectors), images[:12], about(held, "budget")[:6])
    found = why.of(int(images[-1]))
    marked = next(BlankReader("fr").read([" ".join(said(held, int(images[-1]), found))])).lemmas
    assert len(found.lemmas) >= 3
    assert set(found.lemmas) == set(marked)


def test_parts_add_up_to_the_score_of_each_passage_the_weightiest_first(vectors):
    held = corpus(in_turns(), vectors=vectors)
    ranking, why = reasons(held, code("Budget", "facture", vectors=vectors), about(held, "budget")[:3], [2, 3])
    for place, score in zip(ranking.places[:20].tolist(), ranking.scores[:20].tolist(), strict=True):
        parts = [value for _name, value in why.of(place).parts]
        assert sum(parts) == pytest.approx(score, abs=1e-4)
        assert [abs(value) for value in parts] == sorted((abs(value) for value in parts), reverse=True)


def test_the_nearest_accepted_passage_is_the_one_with_the_most_in_common(vectors):
    held = corpus(
        [
            ("A", "Le budget de la ville, la facture et le contrat."),
            ("B", "La photo, la vidéo et la caméra."),
            ("C", "Les horaires de garde."),
            ("D", "Une facture, un contrat, et encore le budget."),
            *((f"N{n}", text) for n, (_t, text) in enumerate(in_turns(2))),
        ],
        vectors=vectors,
    )
    _ranking, why = reasons(held, code("", vectors=vectors), [0, 1, 2])
    assert why.of(3).nearest == 0


def test_a_rejected_passage_is_named_only_where_it_is_as_like_as_the_accepted_one(vectors):
    held = corpus([(f"T{n}", text) for n, (_t, text) in enumerate(in_turns(3))], vectors=vectors)
    budget, images = about(held, "budget").tolist(), about(held, "images").tolist()
    _ranking, why = reasons(held, code("", vectors=vectors), budget[:2], images[:2])
    assert why.of(budget[5]).rejected is None
    assert why.of(images[5]).rejected in images[:2]


def test_the_accepted_passage_beside_is_the_nearest_within_four_segments_of_the_transcript(vectors):
    held = corpus(in_turns(2), vectors=vectors)
    _ranking, why = reasons(held, code("Budget", vectors=vectors), [3, 10, 19])
    assert [why.of(place).beside for place in (0, 4, 8, 10, 14, 15, 20)] == [3, 3, 10, None, 10, 19, None]


def test_without_decisions_there_are_no_passages_to_name(vectors):
    held = corpus(in_turns(1), vectors=vectors)
    _ranking, why = reasons(held, code("Budget", vectors=vectors))
    found = why.of(0)
    assert (found.nearest, found.rejected, found.beside) == (None, None, None)


def test_a_passage_is_never_its_own_reason(vectors):
    held = corpus(in_turns(1), vectors=vectors)
    _ranking, why = reasons(held, code("Budget", vectors=vectors), [4])
    assert why.of(4).nearest is None
    assert why.of(4).beside is None
