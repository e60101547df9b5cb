"""Rankings: what comes first, what each part adds, what is never done, and that it is always the same."""

import numpy as np
import pytest

from tests.workbench.alike import ABOUT, sentence
from tests.workbench.suggest.small_corpus import about, code, corpus, in_stretches, in_turns
from workbench.suggest.ranking import Ranker
from workbench.suggest.scoring import Scoring
from workbench.suggest.shortlist import Shortlist, shortlist
from workbench.suggest.views import Scale, code_views

NONE = np.zeros(0, np.int64)


def ranked(held, query, accepted=NONE, rejected=NONE, candidates=None, **more):
    everything = np.arange(len(held)) if candidates is None else candidates
    return Ranker(held).rank(query, np.array(accepted, np.int64), np.array(rejected, np.int64), everything, **more)


@pytest.fixture(params=[False, True], ids=["words", "vectors"])
def vectors(request):
    return request.param


@pytest.fixture
def held(vectors):
    return corpus(in_turns(), vectors=vectors)


@pytest.fixture
def budget(vectors):
    return code("Budget", "Factures, dépenses et contrats", vectors=vectors)


def share(held, ranking, topic, among):
    return float(np.isin(ranking.places[:among], about(held, topic)).mean())


def test_a_definition_alone_finds_most_of_its_code(held, budget):
    assert share(held, ranked(held, budget), "budget", 10) >= 0.8


def test_accepted_passages_find_what_no_definition_names(held, vectors):
    places = about(held, "images")
    accepted, rejected = places[:5], about(held, "horaire")[:5]
    rest = np.setdiff1d(np.arange(len(held)), np.concatenate([accepted, rejected]))
    found = ranked(held, code("Zzz", vectors=vectors), accepted, rejected, rest)
    assert share(held, found, "images", 10) == 1


def test_parts_add_up_to_the_scores_which_fall(held, budget):
    found = ranked(held, budget, about(held, "budget")[:3], about(held, "images")[:3])
    assert np.allclose(np.sum(list(found.parts.values()), axis=0), found.scores, atol=1e-4)
    assert (np.diff(found.scores) <= 0).all()
    assert sorted(found.places.tolist()) == list(range(len(held)))
    assert {"words", "neighbours", "examples", "trained", "nearness"} <= found.parts.keys()


def test_the_same_arguments_give_the_same_ranking_in_whatever_order_they_come(held, budget):
    accepted, rejected = about(held, "budget")[:4], about(held, "images")[:4]
    one = ranked(held, budget, accepted, rejected)
    candidates = np.random.default_rng(1).permutation(len(held))
    other = ranked(corpus(in_turns(), vectors=held.vectors is not None), budget, accepted[::-1], rejected, candidates)
    assert (one.places == other.places).all() and (one.scores == other.scores).all()


def test_before_the_first_accepted_passage_rejections_only_turn_aside(held, budget):
    alone, rejected = ranked(held, budget), ranked(held, budget, rejected=about(held, "budget")[:3])
    aside = rejected.parts.pop("rejections")
    assert aside[np.argsort(rejected.places)][about(held, "budget")].mean() < 0
    for name, values in alone.parts.items():
        if name == "leaders":  # others come first now
            continue
        by_place = rejected.parts[name][np.argsort(rejected.places)]
        assert np.allclose(by_place, values[np.argsort(alone.places)], atol=1e-5), name


def test_what_is_like_the_passages_that_come_first_comes_earlier_less_so_with_every_accepted_one(held, budget):
    def weight(accepted):
        return np.abs(ranked(held, budget, accepted).parts["leaders"]).mean()

    places = about(held, "budget")
    assert weight([]) > weight(places[:3]) > weight(places[:12]) > 0
    first = ranked(held, budget)
    assert first.parts["leaders"][:5].mean() > 0


def test_with_an_accepted_passage_what_is_like_a_rejected_one_comes_later(held, vectors):
    topic = about(held, "images")
    query = code("", vectors=vectors)
    without = ranked(held, query, about(held, "budget")[:3])
    against = ranked(held, query, about(held, "budget")[:3], topic[:6])

    def middle(ranking):
        return np.median(np.flatnonzero(np.isin(ranking.places, topic[6:])))

    assert middle(against) > middle(without)


def test_what_a_keyword_rule_hits_comes_earlier_by_as_much_as_it_says(held, budget):
    worst = ranked(held, budget).places[-5:]
    found = ranked(held, budget, matched=worst)
    assert set(found.places[found.parts["keywords"] > 0].tolist()) == set(worst.tolist())
    assert np.flatnonzero(np.isin(found.places, worst)).mean() < len(held) - 3


def test_what_an_exclusion_hits_is_left_out(held, budget):
    best = ranked(held, budget).places[:5]
    assert not np.isin(ranked(held, budget, barred=best).places, best).any()
    assert len(ranked(held, budget, barred=np.arange(len(held))).places) == 0


def test_nearness_is_one_over_the_root_of_the_distance_within_four_segments_of_the_transcript(held, budget):
    found = ranked(held, budget, accepted=[2])
    by_place = found.parts["nearness"][np.argsort(found.places)]
    assert np.allclose(by_place[:8], [2**-0.5, 1, 0, 1, 2**-0.5, 3**-0.5, 4**-0.5, 0])
    last_of_first = 19
    nearness = ranked(held, budget, accepted=[last_of_first]).parts["nearness"]
    assert np.count_nonzero(nearness) == 4


@pytest.mark.parametrize(("accepted", "rejected"), [([], []), ([0], []), ([], [0]), ([], [0, 1, 2]), ([0, 1], [2])])
@pytest.mark.parametrize("candidates", [[], [5], [5, 6], [0]])
def test_one_candidate_none_and_few_decisions_are_no_exceptions(held, budget, accepted, rejected, candidates):
    found = ranked(held, budget, accepted, rejected, np.array(candidates, np.int64))
    assert found.places.tolist().sort() == candidates.sort()
    assert np.isfinite(found.scores).all()


@pytest.mark.parametrize("said", [[("A", "")], [("A", ""), ("A", "…"), ("B", "")], [("A", "oui"), ("B", "oui")]])
def test_texts_without_words_and_codes_without_words_are_no_exceptions(said, vectors):
    held = corpus(said, vectors=vectors)
    for query in (code(vectors=vectors), code("?!", "…", vectors=vectors), code("Budget", vectors=vectors)):
        for accepted, rejected in (([], []), ([0], []), ([], [0])):
            assert np.isfinite(ranked(held, query, accepted, rejected).scores).all()


def test_a_segment_without_words_comes_last_whatever_is_around_it(vectors):
    said = in_stretches(2)
    said[3] = (said[3][0], "… !")
    held = corpus(said, vectors=vectors)
    found = ranked(held, code("Validation", "publication, relecture et signature", vectors=vectors), [1, 2])
    assert found.scores[np.flatnonzero(found.places == 3)[0]] == pytest.approx(found.scores.min(), abs=1e-4)


def test_without_anything_to_go_by_all_score_alike():
    found = ranked(corpus(in_turns()), code("qwxz"))
    assert (found.scores == 0).all()
    assert found.places.tolist() == list(range(len(found.places)))


def test_a_hundred_codes_are_ranked_one_after_the_other(held, vectors):
    ranker = Ranker(held)
    everything = np.arange(len(held))
    firsts = {
        int(
            ranker.rank(
                code(f"Code {n}", held.pieces[n % len(held)].text, vectors=vectors), NONE, NONE, everything
            ).places[0]
        )
        for n in range(100)
    }
    assert len(firsts) > 10


def test_each_language_of_a_study_is_scaled_by_itself(vectors):
    english = [
        ("E", text)
        for text in ("The budget and the invoice of the contract.", "The photo and the camera.", "The evening shift.")
        * 10
    ]
    said = [*in_turns(3), *english]
    languages = ["fr"] * (len(said) - len(english)) + ["en"] * len(english)
    held = corpus(said, languages=languages, vectors=vectors)
    found = ranked(held, code("Budget", "Facture, contrat; invoice", languages=("fr", "en"), vectors=vectors))
    best = {languages[place] for place in found.places[:10]}
    assert best == {"fr", "en"}
    scores = found.scores[np.argsort(found.places)]
    for language in ("fr", "en"):
        assert abs(scores[[one == language for one in languages]].mean()) < 0.01


def test_the_speaker_who_has_the_code_oftener_than_others_comes_earlier(vectors):
    said = in_turns(3)
    speakers = ["M" if place % 5 == 0 else "P" for place in range(len(said))]
    held = corpus(said, vectors=vectors, speakers=speakers)
    found = ranked(held, code(vectors=vectors), accepted=np.arange(0, 40, 5))
    voices = found.parts["speaker"][np.argsort(found.places)]
    assert voices[0] > 0 > voices[1]
    assert abs(voices.mean()) < 1e-4


def test_neighbours_weigh_more_where_themes_go_on_than_where_they_change_with_each_segment(vectors):
    """In stretches every other segment has words of no theme; in the other text the order is random."""
    random = np.random.default_rng(2)
    neutral = sentence("horaire", 1)
    stretches = [
        (transcript, topic, text if place % 2 else neutral)
        for place, (transcript, topic, text) in enumerate(_labelled(in_stretches(5)))
    ]
    mixed = _labelled(in_turns(5))
    random.shuffle(mixed)

    def wide(labelled):
        labelled = sorted(labelled, key=lambda one: one[0])
        held = corpus([(transcript, text) for transcript, _topic, text in labelled], vectors=vectors)
        ours, others = (
            np.array([place for place, one in enumerate(labelled) if (one[1] == "images") is wanted])
            for wanted in (True, False)
        )
        views = list(code_views(held, code("Images", vectors=vectors)))
        sifted = Shortlist(np.arange(len(held)), NONE, np.zeros(0, np.float32))
        weights = Scoring(held, views, ours[::2], others[::3], sifted)._weights
        return weights[Scale.WIDE] / sum(weights.values())

    assert wide(stretches) > wide(mixed) + 0.1


def _labelled(said):
    return [
        (name, next(topic for topic in ABOUT if any(word in text for word in ABOUT[topic])), text)
        for name, text in said
    ]


def test_a_shortlist_keeps_what_a_full_ranking_puts_first(held, budget, monkeypatch):
    full = ranked(held, budget)
    monkeypatch.setattr("workbench.suggest.ranking.shortlist", lambda *given: shortlist(*given, most=30))
    short = ranked(held, budget)
    assert len(short.places) == 30
    assert np.isin(full.places[:10], short.places).mean() >= 0.8
    assert sorted([*short.places.tolist(), *short.rest.tolist()]) == list(range(len(held)))


def test_of_candidates_that_are_equally_likely_a_shortlist_keeps_the_first():
    held = corpus(in_turns(2))
    words = np.zeros(held.words.rows.shape[1], np.float32)
    parted = shortlist(held, words, None, np.arange(3, 40), most=7)
    assert parted.kept.tolist() == list(range(3, 10))
    assert parted.rest.tolist() == list(range(10, 40))
