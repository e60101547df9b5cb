"""Off until asked for, per code and analyst; a study may forbid; blind studies share nothing."""

import pytest

from codebook.coding import CoderKind
from workbench.errors import SuggestError
from workbench.store.coders import new_uuid
from workbench.workflows.suggesting import switches
from workbench.workflows.suggesting.switches import LearnFrom
from workbench.workflows.undoing import undo


def asked(desk, coder):
    return [code.short for code in switches.asked(desk.study.reader, coder.uuid)]


def test_nothing_is_suggested_before_somebody_asks(desk):
    assert asked(desk, desk.maude) == []


def test_asking_is_for_one_code_and_one_analyst(desk):
    switches.ask(desk.study, desk.maude.uuid, desk.codes["TON"])
    switches.ask(desk.study, desk.maude.uuid, desk.codes["IMAGE"])
    switches.ask(desk.study, desk.maude.uuid, desk.codes["IMAGE"])
    assert asked(desk, desk.maude) == ["IMAGE", "TON"]
    assert asked(desk, desk.julien) == []
    switches.stop(desk.study, desk.maude.uuid, desk.codes["TON"])
    assert asked(desk, desk.maude) == ["IMAGE"]


def test_a_branch_cannot_be_asked_for(desk):
    with pytest.raises(SuggestError, match="OBJ only groups others"):
        switches.ask(desk.study, desk.maude.uuid, desk.codes["OBJ"])


def test_a_study_that_forbids_lets_nobody_ask_until_it_allows(desk):
    assert switches.forbid(desk.study, desk.julien.uuid)
    assert not switches.forbid(desk.study, desk.julien.uuid)
    with pytest.raises(SuggestError, match="forbids suggestions"):
        switches.ask(desk.study, desk.maude.uuid, desk.codes["IMAGE"])
    assert switches.allow(desk.study, desk.julien.uuid)
    switches.ask(desk.study, desk.maude.uuid, desk.codes["IMAGE"])


def test_the_switch_can_be_undone_and_says_so(desk):
    switches.forbid(desk.study, desk.maude.uuid)
    assert undo(desk.study, desk.maude.uuid).sentence == "Undone: forbade suggestions in this study."
    assert switches.allowed(desk.study.reader)


def test_the_consensus_is_suggested_nothing(desk):
    from workbench.store.rows import CoderRow

    uuid = new_uuid()
    with desk.study.act(None, "consensus.open") as act:
        act.add(CoderRow(uuid=uuid, name="c", folded_name="c", kind=CoderKind.CONSENSUS, created_at=act.at))
    with pytest.raises(SuggestError, match="made by rulings"):
        switches.check_allowed(desk.study, uuid)


def test_one_learns_from_oneself_unless_the_study_shares(desk):
    assert switches.learn_from(desk.study) is LearnFrom.OWN
    assert switches.put_learn_from(desk.study, desk.maude.uuid, LearnFrom.ALL)
    assert switches.learn_from(desk.study) is LearnFrom.ALL
    assert undo(desk.study, desk.maude.uuid).sentence == "Undone: changed whose decisions suggestions learn from."
    assert switches.learn_from(desk.study) is LearnFrom.OWN


def test_a_blind_study_refuses_to_share_and_seals_what_was_shared(desk):
    switches.put_learn_from(desk.study, desk.maude.uuid, LearnFrom.ALL)
    make_blind(desk)
    assert switches.learn_from(desk.study) is LearnFrom.OWN
    with pytest.raises(SuggestError, match="blind"):
        switches.put_learn_from(desk.study, desk.maude.uuid, LearnFrom.ALL)


def make_blind(desk):
    with desk.study.act(None, "study.blind") as act:
        act.run("INSERT INTO facts(key, value) VALUES ('blind', '1')")
