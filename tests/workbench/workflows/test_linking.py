"""Which questions the turns of interviewers put: proposed, confirmed in one act, taken back."""

import pytest

from codebook.guide import guide_from_text
from codebook.guide_writer import to_yaml
from tests.workbench.making import bench, transcript
from workbench.errors import StoreError
from workbench.store import guide, guide_turns, transcripts
from workbench.workflows.guiding import guide_of, import_guide, remove_question
from workbench.workflows.linking import Decided, Proposer, confirm_all_links, confirm_links, propose_links, unlink
from workbench.workflows.undoing import undo

GUIDE = """
Objectifs
  Q1. Pourquoi êtes-vous allés sur les médias sociaux ? [OBJ]
    - Qui en a eu l’idée ?
Organisation
  Q2. Par quelles étapes passe un texte, et comment le validez-vous ? [TON, IMAGE]
  Q3. Êtes-vous contents du résultat ?
"""
TALK = (
    ("ENQ", "Bonjour. Au départ, pourquoi y êtes-vous allés, sur ces médias ?"),
    ("I-05", "Au début la direction avait peur."),
    ("ENQ", "Peur ?"),
    ("I-05", "Oui, peur. Puis on a vu que d’autres parlaient à notre place."),
    ("ENQ", "Comment validez-vous vos textes, par quelles étapes ?"),
    ("I-05", "Une réponse simple, je la fais."),
    ("ENQ", "D’accord, merci."),
    ("I-05", "Merci à vous."),
)


@pytest.fixture
def made(tmp_path):
    made = bench(tmp_path / "a.study", transcript("I-05", TALK), transcript("I-06", TALK))
    import_guide(made.study, None, guide_from_text(GUIDE, name="g.txt", language="fr"))
    yield made
    made.study.close()


@pytest.fixture
def uuids(made):
    return {entry.name: entry.uuid for entry in guide.questions(made.study.reader)}


def said(made, which: str = "I-05") -> list[tuple[int, str, bool]]:
    names = {entry.uuid: entry.name for entry in guide.questions(made.study.reader)}
    found = guide_turns.decided(made.study.reader, transcripts.named(made.study.reader, which))
    return [(one.turn, names.get(one.question, ""), one.follow_up) for one in found]


def test_each_turn_gets_a_proposal_with_a_reason(made):
    found = propose_links(made.study, made.transcript)
    assert [(one.turn.number, one.question and one.question.name, one.follow_up) for one in found] == [
        (1, "Q1", False),
        (3, "Q1", True),
        (5, "Q2", False),
        (7, None, False),
    ]
    assert all(one.reason and not one.decided for one in found)


def test_without_a_guide_nothing_is_proposed(tmp_path):
    made = bench(tmp_path / "b.study")
    assert propose_links(made.study, made.transcript) == []
    made.study.close()


def test_what_was_decided_stays_and_the_rest_fits_to_it(made, uuids):
    confirm_links(
        made.study, made.maude.uuid, made.transcript, [Decided(1, None, False), Decided(3, uuids["Q1"], False)]
    )
    found = propose_links(made.study, made.transcript)
    assert [(one.question and one.question.name, one.follow_up, one.decided) for one in found[:3]] == [
        (None, False, True),
        ("Q1", False, True),
        ("Q2", False, False),
    ]


def test_a_turn_may_put_several_questions(made, uuids):
    both = [Decided(1, uuids["Q1"], False), Decided(1, uuids["Q2"], False)]
    assert confirm_links(made.study, None, made.transcript, both) == 1
    first = propose_links(made.study, made.transcript)[0]
    assert (first.question.name, [one.name for one, _follow_up in first.also]) == ("Q1", ["Q2"])
    assert [one.name for one in guide.put(made.study.reader, made.transcript)] == ["Q1", "Q2"]


def test_a_batch_is_one_step_that_undo_takes_back_whole(made):
    proposals = propose_links(made.study, made.transcript)
    assert confirm_links(made.study, made.maude.uuid, made.transcript, [one.decision for one in proposals]) == 4
    assert said(made) == [(1, "Q1", False), (3, "Q1", True), (5, "Q2", False), (7, "", False)]
    assert len(guide.linked_transcripts(made.study.reader)) == 1
    assert "I-05 ask (4)" in undo(made.study, made.maude.uuid).sentence
    assert said(made) == []
    assert guide.linked_transcripts(made.study.reader) == set()


def test_another_decision_replaces_the_first_and_the_same_changes_nothing(made, uuids):
    confirm_links(made.study, None, made.transcript, [Decided(1, uuids["Q1"], False), Decided(3, None, False)])
    assert confirm_links(made.study, None, made.transcript, [Decided(1, uuids["Q1"], False)]) == 0
    assert confirm_links(made.study, None, made.transcript, [Decided(1, None, False)]) == 1
    assert said(made) == [(1, "", False), (3, "", False)]


def test_several_transcripts_are_one_step(made):
    proposer = Proposer(made.study)
    uuids = [uuid for uuid, _name in transcripts.numbers(made.study.reader).values()]
    decisions = {uuid: [one.decision for one in proposer.propose(uuid)] for uuid in uuids}
    assert confirm_all_links(made.study, made.maude.uuid, decisions) == 8
    assert "several transcripts ask (8)" in undo(made.study, made.maude.uuid).sentence
    assert said(made, "I-05") == said(made, "I-06") == []


def test_only_turns_of_interviewers_and_questions_of_the_guide_can_be_linked(made, uuids):
    with pytest.raises(StoreError, match="Turn 2 is not one in which an interviewer speaks"):
        confirm_links(made.study, None, made.transcript, [Decided(1, None, False), Decided(2, uuids["Q1"], False)])
    with pytest.raises(StoreError, match="no longer in the guide"):
        confirm_links(made.study, None, made.transcript, [Decided(1, "nobody", False)])
    assert said(made) == []


def test_links_are_forgotten_turn_by_turn_or_all(made):
    confirm_links(
        made.study, None, made.transcript, [one.decision for one in propose_links(made.study, made.transcript)]
    )
    assert unlink(made.study, None, made.transcript, [3, 4]) == 1
    assert [turn for turn, _name, _follow_up in said(made)] == [1, 5, 7]
    assert unlink(made.study, None, made.transcript) == 3
    assert said(made) == []


def test_wording_is_learned_from_other_transcripts(made, uuids):
    words = (("ENQ", "Racontez-moi le commencement."), ("I-07", "Oui."))
    from workbench.workflows.importing import import_transcripts

    import_transcripts(made.study, None, [transcript("I-07", words), transcript("I-08", words)])
    named = transcripts.named
    confirm_links(made.study, None, named(made.study.reader, "I-07"), [Decided(1, uuids["Q3"], False)])
    (found,) = propose_links(made.study, named(made.study.reader, "I-08"))
    assert found.question.name == "Q3" and "commencement" in found.reason


def test_how_far_the_linking_is(made, uuids):
    confirm_links(made.study, None, made.transcript, [Decided(1, uuids["Q1"], False), Decided(3, uuids["Q2"], True)])
    first, second = guide_turns.link_states(made.study.reader)
    assert (first.name, first.turns, first.decided, first.linked) == ("I-05", 4, 2, False)
    assert first.put == {uuids["Q1"]: True, uuids["Q2"]: False}
    assert first.participants == ("I-05",)
    assert (second.decided, second.put) == (0, {})


# The guide itself


def test_follow_ups_are_kept_and_the_guide_is_written_as_it_was_read(made):
    read = guide_from_text(GUIDE, name="g.txt", language="fr")
    assert to_yaml(guide_of(made.study)) == to_yaml(read)
    assert guide.questions(made.study.reader)[0].follow_ups == ("Qui en a eu l’idée ?",)


def test_an_update_gives_known_questions_new_words_and_keeps_their_links(made, uuids):
    confirm_links(made.study, None, made.transcript, [Decided(1, uuids["Q1"], False)])
    import_guide(
        made.study, None, guide_from_text("A\n  Q4. Autre ?\n  Q1. Pour quoi ? [TON]\n", name="g", language="fr")
    )
    entries = guide.questions(made.study.reader)
    assert [entry.name for entry in entries] == ["Q4", "Q1", "Q2", "Q3"]
    assert entries[1].uuid == uuids["Q1"] and entries[1].codes == (made.codes["TON"],)
    assert guide.put(made.study.reader, made.transcript)[0].text == "Pour quoi ?"


def test_a_question_is_removed_and_its_turns_put_none_then_and_undo_brings_all_back(made, uuids):
    both = [Decided(1, uuids["Q1"], False), Decided(3, uuids["Q1"], True), Decided(3, uuids["Q2"], False)]
    confirm_links(made.study, None, made.transcript, both)
    assert remove_question(made.study, made.maude.uuid, "q1") == 2
    assert said(made) == [(1, "", False), (3, "Q2", False)]
    undo(made.study, made.maude.uuid)
    assert said(made) == [(1, "Q1", False), (3, "Q1", True), (3, "Q2", False)]
    with pytest.raises(StoreError, match="no question Q9") as caught:
        remove_question(made.study, None, "Q9")
    assert "Q1, Q2, Q3" in caught.value.hint
