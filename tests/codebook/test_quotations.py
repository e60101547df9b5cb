"""The words behind codings, memos, and the picture of a study."""

import pytest

from codebook.book import Codebook
from codebook.code import Code
from codebook.coding import Coder, Coding, ReadingState
from codebook.memo import Memo, MemoTarget
from codebook.quotations import excerpt, place, quotations, quote
from codebook.study import Study, StudyTranscript, StudyTurn
from transcripts.model import Participant, Role
from transcripts.spans import Span

QUESTION = "Au départ, pourquoi ?"
ANSWER = "Il y avait de faux comptes. Alors on a ouvert une page 🙂 à nous."
MORE = "Et puis les jeunes."
TEXT = "\n".join((QUESTION, ANSWER, MORE))


def turn(number: int, words: str, **who) -> StudyTurn:
    start = TEXT.index(words)
    return StudyTurn(number, Span(start, start + len(words)), **who)


TURNS = (
    turn(14, QUESTION, speaker="ENQ", role=Role.INTERVIEWER),
    turn(15, ANSWER, speaker="MME A", role=Role.PARTICIPANT, participant="I-05"),
    turn(16, MORE, speaker="MME A", role=Role.PARTICIPANT, participant="I-05"),
)
FIRST = StudyTranscript("t1", "entretien-5", TEXT, TURNS)
SECOND = StudyTranscript("t2", "entretien-6", "Oui.", (StudyTurn(1, Span(0, 4)),))
OBJ = Code("c0", "OBJ", {"fr": "Objectifs"})
IMAGE = Code("c1", "IMAGE", {"fr": "Image"}, parent="c0")
TON = Code("c2", "TON", {"fr": "Ton"})


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


CODINGS = (
    Coding("k3", "t2", "a", "c1", Span(0, 4)),
    Coding("k2", "t1", "b", "c1", span("faux comptes")),
    Coding("k1", "t1", "a", "c1", span("faux comptes")),
    Coding("k0", "t1", "a", "c0", span("Et puis les jeunes."), strength=2),
    Coding("k4", "t1", "a", "c2", span("Alors on")),
)
STUDY = Study(
    title="Étude",
    language="fr",
    transcripts=(FIRST, SECOND),
    participants=(Participant("I-05"),),
    coders=(Coder("a", "MA"), Coder("b", "SY")),
    book=Codebook((OBJ, IMAGE, TON)),
    codings=CODINGS,
    states={("t1", "a"): ReadingState.DONE},
)


def test_an_excerpt_has_its_words_its_speaker_and_its_place():
    found = excerpt(FIRST, span("faux comptes"))
    assert (found.text, found.speaker, found.participant) == ("faux comptes", "MME A", "I-05")
    assert found.place == "I-05 §15"
    assert found.before == f"{QUESTION}\nIl y avait de "
    assert found.after.startswith(". Alors on a ouvert une page 🙂 à nous.")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("nous.\nEt puis", "I-05 §15–16"),
        ("pourquoi ?\nIl y avait", "I-05 §14–15"),
        ("Au départ", "entretien-5 §14"),
        ("\nEt puis", "I-05 §16"),
    ],
)
def test_the_place_names_the_participant_else_the_transcript_and_every_turn(words, expected):
    assert place(FIRST, span(words)) == expected


def test_context_is_cut_between_words_and_never_longer_than_asked():
    found = excerpt(FIRST, span("ouvert"), context=12)
    assert (found.before, found.after) == ("Alors on a ", " une page 🙂")
    none = excerpt(FIRST, span("ouvert"), context=0)
    assert (none.before, none.after) == ("", "")
    edge = excerpt(SECOND, Span(0, 4))
    assert (edge.before, edge.after, edge.place) == ("", "", "entretien-6 §1")


def test_a_word_longer_than_the_context_is_left_out():
    transcript = StudyTranscript("t", "t", "a" * 50 + " b " + "c" * 50, ())
    found = excerpt(transcript, Span(51, 52), context=10)
    assert (found.before, found.after, found.place) == ("", "", "t")


def test_quotations_of_a_branch_come_in_the_order_of_the_texts_then_by_coder():
    found = quotations(STUDY, ["c0"])
    assert [(quotation.coding.uuid, quotation.coder) for quotation in found] == [
        ("k1", "MA"),
        ("k2", "SY"),
        ("k0", "MA"),
        ("k3", "MA"),
    ]
    assert [quotation.transcript for quotation in found] == ["entretien-5"] * 3 + ["entretien-6"]


def test_quotations_can_be_of_one_code_alone_of_one_coder_or_of_all():
    assert [found.coding.uuid for found in quotations(STUDY, ["c0"], with_descendants=False)] == ["k0"]
    assert [found.coding.uuid for found in quotations(STUDY, ["c0"], coders={"b"})] == ["k2"]
    assert len(quotations(STUDY)) == 5


def test_codings_of_transcripts_that_are_not_given_are_left_out():
    assert [found.coding.uuid for found in quote({"t2": SECOND}, CODINGS, {"a": "MA"})] == ["k3"]


def test_a_study_finds_its_own_by_uuid_and_knows_states():
    assert STUDY.transcript_by_uuid["t2"] is SECOND
    assert STUDY.coder_by_uuid["b"].name == "SY"
    assert STUDY.participant_by_pseudonym["I-05"] == Participant("I-05")
    assert STUDY.state("t1", "a") is ReadingState.DONE
    assert STUDY.state("t1", "b") is ReadingState.TODO


def test_only_a_memo_on_the_study_has_no_target():
    assert Memo("m", "a", MemoTarget.CODE, "c1", "note").target == "c1"
    assert Memo("m", "a", MemoTarget.STUDY, None, "note").target is None
    with pytest.raises(ValueError, match="no target"):
        Memo("m", "a", MemoTarget.STUDY, "c1", "note")
    with pytest.raises(ValueError, match="no target"):
        Memo("m", "a", MemoTarget.CODING, None, "note")
