"""What a suggestion says about itself."""

from codebook.suggestion import Near, ScorePart, Why
from tests.workbench.tui.queueing import suggestion
from transcripts.spans import Span
from workbench.tui.widgets.progress_line import percent, progress_bar
from workbench.tui.widgets.suggestion_words import (
    bar,
    because,
    facts_of,
    near_words,
    part_lines,
    rank_words,
    tally_words,
)
from workbench.tui.widgets.transcript_margin import margin_row
from workbench.tui.widgets.transcript_marks import Mark, MarkKind

NEAR = Near("c", "t", "I-02", 8, Span(10, 20), "Une réponse simple, je la fais.\nLe reste monte.")
BESIDE = Near("d", "t", "I-02", 9, Span(30, 40), "Oui.")


def test_reasons_are_words_the_nearest_passage_and_what_stands_beside():
    why = Why(lemmas=("valider", "supérieur"), nearest=NEAR, beside=BESIDE, rules=("sign*",))
    assert because(why, length=20) == (
        "because: rule sign*; valider, supérieur; near I-02 §8 “Une réponse simple,…”; beside one you accepted (§9)"
    )


def test_a_passage_that_is_both_nearest_and_beside_is_named_once():
    assert because(Why(nearest=NEAR, beside=NEAR), length=11) == "because: near and beside I-02 §8 “Une répons…”"


def test_without_a_word_in_common_the_part_that_weighs_most_is_named():
    parts = (ScorePart("words", 2.0), ScorePart("neighbours", 1.0), ScorePart("trained", 0.5))
    assert because(Why(parts=parts)) == "because: no word in common; what is said around it"


def test_where_nothing_speaks_for_it_that_is_said():
    nothing = "because: nothing in particular; it is offered for variety"
    assert because(Why()) == nothing
    assert because(Why(parts=(ScorePart("meaning", -0.4),))) == nothing


def test_at_most_four_words_are_named():
    assert because(Why(lemmas=tuple("abcdefg"))) == "because: a, b, c, d"


def test_places_are_told_and_words_are_made_visible():
    assert near_words(NEAR, 200) == "I-02 §8 “Une réponse simple, je la fais. Le reste monte.”"
    assert "\x1b" not in near_words(Near("", "t", "a\x1b[31m", 1, Span(0, 1), "b\x1b[0m"))


def test_rank_and_tally_are_counts_and_the_tally_is_silent_before_the_first_decision():
    assert rank_words(suggestion(10, rank=3), 1212) == "3 of 1,212"
    assert tally_words(0, 0) == ""
    assert tally_words(18, 30) == "18 of 30 accepted so far"


def test_what_is_special_is_told():
    assert list(facts_of(suggestion(10))) == []
    special = suggestion(10, outside=True, fresh=True, alike=2)
    assert list(facts_of(special)) == ["from outside the top", "first of this transcript", "+2 alike"]


def test_parts_are_told_by_bars_and_words_the_heaviest_first_and_without_figures():
    parts = (ScorePart("meaning", 0.2), ScorePart("words", 1.5), ScorePart("rejections", -0.9), ScorePart("rules", 0.0))
    lines = list(part_lines(Why(parts=parts), 80))
    assert [line.split("  ")[0] for line in lines] == [
        *("words in common", "like a rejected passage", "meaning of the passage"),
    ]
    assert lines[0].endswith("██████████ much")
    assert "− " in lines[1] and lines[1].endswith("speaks against it")
    assert lines[2].endswith("little")
    assert not any(character.isdigit() for line in lines for character in line)


def test_an_unknown_part_is_named_as_it_is():
    assert next(part_lines(Why(parts=(ScorePart("rhythm", 1.0),)), 80)).startswith("rhythm")


def test_a_bar_is_as_long_as_its_value_and_never_empty_for_something():
    assert bar(2.0, 2.0) == "█" * 10
    assert bar(1.0, 2.0) == "█" * 5 + " " * 5
    assert bar(0.001, 2.0).strip() == "▏"
    assert bar(0.0, 0.0) == " " * 10
    assert {len(bar(value / 7, 1.0)) for value in range(8)} == {10}


def test_progress_is_full_only_when_everything_is_done():
    assert [percent(0, 0), percent(0, 3), percent(999, 1000), percent(3, 3)] == [0, 0, 99, 100]
    assert progress_bar(1, 4, 8) == "██░░░░░░"
    assert progress_bar(9, 4, 8) == "█" * 8


def test_a_suggestion_keeps_its_question_mark_where_its_name_is_cut():
    mark = Mark("?", 0, 5, "VPALIER", kind=MarkKind.SUGGESTION)
    coding = Mark("c", 0, 5, "PROJET")
    for cells in (8, 9, 14, 30):
        row = margin_row([(0, coding), (1, mark)], cells, None)
        assert sum(stripe.cells for stripe in row) == cells
        shown = next((stripe.text for stripe in row if stripe.mark is mark), "")
        assert not shown or (shown.startswith("┊") and shown.endswith("?")), cells
