"""What people and files are told of a suggestion."""

from dataclasses import replace

import pytest

from codebook.suggestion import Near, ScorePart, Why
from tests.workbench.workflows.suggesting.making_suggestions import FEAR, entry, suggestion
from transcripts.spans import Span
from workbench.workflows.suggesting.list_report import list_report, marked, reason
from workbench.workflows.suggesting.lists import SuggestionList

NEAR = Near("a coding", "t", "I-02", 8, FEAR, "tout monte à la directrice")
REJECTED = Near("", "t", "I-03", 4, FEAR, "rien du tout")


@pytest.fixture
def one(desk):
    return suggestion(desk, entry(desk))


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Why(parts=(ScorePart("words", -1.0), ScorePart("meaning", 0.5))), "like the code as a whole"),
        (Why(parts=(ScorePart("words", 0.0),)), "nothing in particular; it is offered for variety"),
        (Why(lemmas=("valider", "supérieur")), "valider, supérieur"),
        (Why(lemmas=tuple("abcdefgh")), "a, b, c, d, e"),
        (Why(rules=("mot", "/x/")), "rule mot, /x/"),
        (Why(nearest=NEAR), "like I-02 §8: “tout monte à la directrice”"),
        (Why(nearest=NEAR, beside=NEAR), "like I-02 §8 beside it: “tout monte à la directrice”"),
        (Why(beside=NEAR), "next to I-02 §8, which you accepted"),
        (Why(rejected=REJECTED), "but also like I-03 §4, rejected"),
    ],
)
def test_a_reason_is_one_line(one, why, said):
    assert reason(replace(one, why=why, fresh=False)) == said


def test_what_is_from_outside_and_what_is_folded_is_said(one):
    told = reason(replace(one, outside=True, alike=2, why=Why(nearest=NEAR)))
    assert told.startswith("from outside the top")
    assert "the first of I-05" in told
    assert told.endswith("near-duplicates: 2")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "la direction avait peur"),
        ((Span(3, 12),), "la «direction» avait peur"),
        ((Span(0, 2), Span(19, 23)), "«la» direction avait «peur»"),
        ((Span(3, 12), Span(3, 8), Span(8, 12)), "la «direction» avait peur"),
        ((Span(19, 40),), "la direction avait «peur»"),
        ((Span(30, 34),), "la direction avait peur"),
    ],
)
def test_matched_words_are_marked_once_and_inside_the_passage(words, said):
    assert marked("la direction avait peur de nous", Span(0, 23), words, ("«", "»")) == said


def test_a_report_has_a_row_for_each_suggestion_and_each_code(desk):
    made_from = entry(desk)
    found = SuggestionList(made_from, (suggestion(desk, made_from),), 4, 1, 2, 3, 2, ("A note.",))
    report = list_report(desk.study, [found], found.suggestions, coder="Maude")
    suggestions, codes = report.tables
    [row] = suggestions.rows
    values = dict(zip((column.name for column in suggestions.columns), row, strict=True))
    assert values["id"] == f"{made_from.uuid[:8]}-1"
    assert values["text"] == "Au début la direction avait peur."
    assert values["nearest.transcript"] is None
    [line] = codes.rows
    assert line == ("IMAGE", 4, 1, 2, 3, 2, 2 / 3, made_from.uuid)
    assert report.notes == ("A note.",)


def test_an_accept_rate_of_nothing_is_undefined(desk):
    found = SuggestionList(entry(desk), (), 0, 0, 0, 0, 0)
    report = list_report(desk.study, [found], (), coder="Maude")
    assert report.tables[1].rows[0][6] is None
    assert list(report.tables[0].rows) == []


def test_lines_stay_within_the_width(desk):
    made_from = entry(desk)
    long = replace(suggestion(desk, made_from, Span(29, 113)), why=Why(nearest=replace(NEAR, excerpt="mot " * 60)))
    found = SuggestionList(made_from, (long,), 4, 1, 2, 3, 2)
    [*_paragraphs, drawing] = list_report(desk.study, [found], found.suggestions, coder="Maude", width=40).blocks
    lines = drawing.text.splitlines()
    assert len(lines) > 3
    assert max(map(len, lines)) <= 40
    assert all(line.startswith("     ") for line in lines[1:])
