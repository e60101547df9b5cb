"""Which question of the guide each turn of an interviewer puts: proposals over all turns at once."""

import string

from hypothesis import given
from hypothesis import strategies as st

from workbench.suggest.guide_links import AskingTurn, Band, Confirmed, GuideQuestion, Reason, propose
from workbench.suggest.guide_scores import TurnScores
from workbench.suggest.turn_words import Vocabulary, acknowledging, gain, stems, weighted, words_of

GUIDE = (
    GuideQuestion("Q1", ("Why did you go to sea?", "Whose idea was it?"), ("adventure", "money")),
    GuideQuestion("Q2", ("What do you eat on board, and who cooks?",), ("food galley",)),
    GuideQuestion("Q3", ("How does a storm feel to you?",), ("weather fear",)),
)


def asked(*talk: tuple[str, str] | str) -> list[AskingTurn]:
    """Turns of an interviewer, each with the answer before it where there is one."""
    pairs = [one if isinstance(one, tuple) else (one, "") for one in talk]
    return [AskingTurn(2 * at + 1, text, before) for at, (text, before) in enumerate(pairs)]


def found(turns: list[AskingTurn], **options) -> list[tuple[int | None, bool]]:
    return [(one.question, one.follow_up) for one in propose(GUIDE, turns, **options)]


INTERVIEW = asked(
    "Hello. So, why did you go to sea at all?",
    ("The money?", "There was no money at home."),
    ("Thank you. Who cooks on board, what do you eat?", "It was the money."),
    ("Okay.", "The cook is my cousin."),
    ("And a storm, how does that feel?", "Potatoes, mostly."),
)


def test_each_turn_gets_its_question_as_opening_or_follow_up_or_none():
    assert found(INTERVIEW) == [(0, False), (0, True), (1, False), (None, False), (2, False)]


def test_each_proposal_says_why():
    first, second, third, fourth, _fifth = propose(GUIDE, INTERVIEW)
    assert (first.reason, fourth.reason) == (Reason.LIKE, Reason.ACKNOWLEDGES)
    assert "cooks" in third.because and "board" in third.because
    assert second.because and fourth.because == "acknowledges or thanks"


def test_all_choices_are_there_the_likeliest_first():
    for one in propose(GUIDE, INTERVIEW):
        assert one.order[0] == one.question
        assert set(one.order) == {0, 1, 2, None}


def test_the_order_of_the_guide_decides_between_equals():
    twins = (
        GuideQuestion("Q1", ("And the sea?",)),
        GuideQuestion("Q2", ("And the ship?",)),
        GuideQuestion("Q3", ("And the sea?",)),
    )
    turns = asked("And the sea?", "And the ship?", "And the sea?")
    assert [one.question for one in propose(twins, turns)] == [0, 1, 2]


def test_what_was_confirmed_stays_and_the_rest_fits_to_it():
    known = {1: Confirmed(None), 5: Confirmed(1, follow_up=True)}
    first, _second, third, *_rest = found(INTERVIEW, known=known)
    assert first == (None, False) and third == (1, True)
    moved = found(INTERVIEW, known={1: Confirmed(2)})
    assert moved[0] == (2, False)
    assert moved[4] == (2, True)  # the storm was spoken of already


def test_a_number_typed_before_the_words_tells_the_question():
    turns = asked("3 - So?", "Q1. Go on?")
    numbered = propose(GUIDE, turns)
    assert [one.question for one in numbered] == [2, 0]
    assert {one.reason for one in numbered} == {Reason.NUMBER}


def test_wording_of_confirmed_turns_is_learned():
    turn = asked("Tell me about the blue trunk.")
    learned = GuideQuestion("Q3", GUIDE[2].wordings, GUIDE[2].topics, ("What about the blue trunk?",))
    assert propose((*GUIDE[:2], learned), turn)[0].question == 2
    assert propose((*GUIDE[:2], learned), turn)[0].words[-2:] == ("blue", "trunk")


def test_a_turn_like_those_that_put_none_is_likelier_to_put_none():
    turns = [*INTERVIEW, AskingTurn(11, "One moment, the recorder.", "It was wet.")]
    before, after = TurnScores(GUIDE, turns), TurnScores(GUIDE, turns, ["One moment, the recorder stops."])
    assert after.none[-1] > before.none[-1]
    assert after.none[0] < before.none[0]


def test_without_questions_or_turns_nothing_is_proposed():
    assert propose((), INTERVIEW) == [] and propose(GUIDE, []) == []


def test_turns_without_words_put_none():
    assert found(asked("", "…", "?!", "123")) == [(None, False)] * 4


@given(st.lists(st.text(string.ascii_letters + " ?!.,éàü-’\n0123456789", max_size=60), max_size=12))
def test_whatever_is_said_each_turn_gets_one_proposal_and_the_same_every_time(texts):
    turns = asked(*texts)
    first = propose(GUIDE, turns)
    assert [one.turn for one in first] == [turn.number for turn in turns]
    assert first == propose(GUIDE, turns)
    opened: set[int] = set()
    for one in first:
        assert one.band in Band
        if one.question is not None:
            assert one.follow_up == (one.question in opened)
            opened.add(one.question)


# Words


def test_words_are_compared_without_case_accents_and_endings():
    assert words_of("L’Été, déjà 12 !") == ("l", "ete", "deja")
    assert stems("publications publiez") == ["public", "publie"] and stems("où va-t-il") == []


def test_acknowledging_is_a_share_of_the_words():
    assert acknowledging(words_of("D’accord, merci beaucoup.")) == 1
    assert acknowledging(words_of("Okay, and the galley?")) == 0.5
    assert acknowledging(()) == 1


def test_a_word_of_the_source_speaks_for_it_and_others_against():
    vocabulary = Vocabulary(["storm sea ship food cook rope sail mast"])
    shares = weighted((["storm storm sea"], 1.0))
    assert shares == {"storm": 2 / 3, "sea": 1 / 3}
    assert gain(["storm"], shares, vocabulary, 0.25) > gain(["sea"], shares, vocabulary, 0.25) > 0
    assert gain(["rope"], shares, vocabulary, 0.25) < 0
    assert weighted(([], 1.0)) == {}
