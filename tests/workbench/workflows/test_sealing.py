"""Blind studies: what is sealed from whom, when a seal is opened, and what that leaves behind."""

import numpy as np
import pytest

from codebook.coding import ReadingState
from tests.workbench.making import bench, transcript
from transcripts.spans import Span
from workbench.errors import SealedError
from workbench.store import codings, journal, states
from workbench.store.study_file import StudyFile
from workbench.workflows.assigning import all_by_all, assign, take_off
from workbench.workflows.coding import apply_codes, note, set_state
from workbench.workflows.handing_in.merging import merge
from workbench.workflows.handing_in.packets import packet
from workbench.workflows.layers import Choice, layers
from workbench.workflows.sealing import make_blind, open_seals, ready_to_open, seal_for, seal_states
from workbench.workflows.undoing import undo

CODING, DONE = ReadingState.CODING, ReadingState.DONE


@pytest.fixture
def made(tmp_path):
    """Two transcripts, each coded by both, in a blind study."""
    made = bench(tmp_path / "s.study", transcript("I-05"), transcript("I-06"))
    with made.study as study:
        made.texts = [one.transcript for one in seal_states(study)]
        assign(study, None, all_by_all(study, [made.maude, made.julien], made.texts))
        for coder in (made.maude, made.julien):
            for text in made.texts:
                coding = apply_codes(study, coder.uuid, text, Span(0, 8), [made.codes["IMAGE"]])[0]
                note(study, coder.uuid, coding.uuid, f"by {coder.name}")
        make_blind(study, made.maude.uuid)
        yield made


def seen(made, viewer) -> set[tuple[str, str]]:
    """Coder and transcript of every coding that a viewer sees, by name and by number."""
    made.study.look_as(viewer.uuid)
    names = {made.maude.uuid: "Maude", made.julien.uuid: "Julien"}
    found = {(names[one.coder], made.texts.index(one.transcript)) for one in codings.all(made.study.reader)}
    seal = seal_for(made.study, viewer)
    told = {(name, at) for uuid, name in names.items() for at, text in enumerate(made.texts) if seal.sees(uuid, text)}
    assert found == told, "what is read and what is told to be seen are the same"
    return found


def _all_done(_coder) -> np.ndarray:
    return np.ones(2, bool)


def finish(made, *coders, texts=None, state=DONE) -> None:
    for coder in coders:
        set_state(made.study, coder.uuid, made.texts if texts is None else texts, state)


MINE = {("Maude", 0), ("Maude", 1)}
ALL = MINE | {("Julien", 0), ("Julien", 1)}


def test_each_sees_the_own_work_alone_until_the_seal_is_opened(made):
    assert seen(made, made.maude) == MINE
    finish(made, made.maude, made.julien)
    assert seen(made, made.maude) == MINE, "being done opens nothing by itself"
    open_seals(made.study, made.maude.uuid, made.texts[:1])
    assert seen(made, made.maude) == MINE | {("Julien", 0)}
    open_seals(made.study, made.maude.uuid, made.texts)
    assert seen(made, made.maude) == seen(made, made.julien) == ALL


def test_a_seal_stays_closed_until_everyone_who_took_the_transcript_on_is_done(made):
    finish(made, made.maude)
    with pytest.raises(SealedError, match="I-05 stays closed: Julien has not marked it done") as refused:
        open_seals(made.study, made.maude.uuid, made.texts)
    assert "--remove --coder Julien" in str(refused.value)
    assert seen(made, made.maude) == MINE
    assert not journal.entries(made.study.reader, verb="seal.open")


def test_a_transcript_that_nobody_has_coded_has_nothing_to_open(made):
    take_off(made.study, None, [made.maude, made.julien], made.texts)
    with pytest.raises(SealedError, match="nobody has coded it yet"):
        open_seals(made.study, None, made.texts)


def test_opening_stands_in_the_journal_and_is_never_undone(made):
    finish(made, made.maude, made.julien)
    assert open_seals(made.study, made.maude.uuid, made.texts) == made.texts
    assert open_seals(made.study, made.maude.uuid, made.texts) == []
    made.study.look_as(made.maude.uuid)
    entry = journal.entries(made.study.reader)[0]
    assert (entry.verb, entry.kind, entry.coder, entry.standing) == ("seal.open", "record", "Maude", None)
    assert entry.facts["transcripts"] == made.texts
    assert undo(made.study, made.maude.uuid).verb == "state.set"
    assert all(one.opened and one.opened_by == "Maude" for one in seal_states(made.study))


def test_who_goes_back_to_coding_is_sealed_again_and_what_comes_then_is_counted(made):
    finish(made, made.maude, made.julien)
    open_seals(made.study, None, made.texts)
    finish(made, made.maude, texts=made.texts[:1], state=CODING)
    assert seen(made, made.maude) == MINE | {("Julien", 1)}
    assert seen(made, made.julien) == ALL - {("Maude", 0)}
    assert seal_for(made.study, made.maude).late() == 0
    apply_codes(made.study, made.maude.uuid, made.texts[0], Span(2, 9), [made.codes["TON"]])
    finish(made, made.maude)
    assert seen(made, made.julien) == ALL
    seal = seal_for(made.study, made.julien)
    assert (seal.late(), seal.late([made.maude.uuid]), seal.late([made.julien.uuid])) == (1, 1, 0)
    assert seal.late((), [made.texts[1]]) == 0


def test_a_colleague_who_left_is_taken_off_and_that_is_recorded(made):
    finish(made, made.maude)
    assert [one.waiting for one in seal_states(made.study)] == [(made.julien,)] * 2
    assert ready_to_open(made.study, made.texts) == []
    take_off(made.study, made.maude.uuid, [made.julien], made.texts)
    assert ready_to_open(made.study, made.texts) == made.texts
    open_seals(made.study, made.maude.uuid, made.texts)
    assert seen(made, made.maude) == ALL, "what was coded stays, and is seen"
    assert [entry.verb for entry in journal.entries(made.study.reader)[:2]] == ["seal.open", "assign.take"]


def test_nobody_in_particular_is_refused_what_coders_did(made):
    with StudyFile.open(made.study.path) as study:
        for read in (codings.all, lambda reader: states.progress(reader, made.maude.uuid)):
            with pytest.raises(SealedError, match="say who looks"):
                read(study.reader)
        assert len(codings.all(study.whole)) == 4
        assert states.of_coder(study.reader, made.maude.uuid)


def test_every_thread_sees_through_the_same_seal(made):
    from concurrent.futures import ThreadPoolExecutor

    made.study.look_as(made.maude.uuid)
    with ThreadPoolExecutor(1) as pool:
        assert len(pool.submit(codings.all, made.study.reader).result()) == 2
        made.study.look_as(made.julien.uuid)
        assert {one.coder for one in pool.submit(codings.all, made.study.reader).result()} == {made.julien.uuid}


def test_reports_count_ones_own_codings_and_refuse_anothers_with_the_reason(made):
    made.study.look_as(made.maude.uuid)
    assert layers(made.study.reader, "", _all_done) == ([made.maude], Choice.SEALED)
    with pytest.raises(SealedError, match="the codings of Julien are sealed"):
        layers(made.study.reader, "Julien", _all_done)
    with pytest.raises(SealedError, match="what Julien coded is sealed"):
        seal_for(made.study, made.maude).refuse([made.maude, made.julien])
    finish(made, made.maude, made.julien)
    open_seals(made.study, None, made.texts)
    made.study.look_as(made.maude.uuid)
    assert layers(made.study.reader, "Julien", _all_done) == ([made.julien], Choice.ASKED)
    assert layers(made.study.reader, "", _all_done)[1] is not Choice.SEALED
    seal_for(made.study, made.maude).refuse([made.maude, made.julien])


def test_the_mask_tells_the_transcripts_by_their_place(made):
    from workbench.workflows.columns import StudyColumns

    finish(made, made.maude, made.julien)
    open_seals(made.study, None, made.texts[1:])
    made.study.look_as(made.maude.uuid)
    seal, columns = seal_for(made.study, made.maude), StudyColumns(made.study.reader)
    assert seal.mask(columns, made.julien.uuid).tolist() == [False, True]
    assert seal.mask(columns, made.maude.uuid).tolist() == [True, True]
    assert columns.done(made.julien.uuid).tolist() == [False, True], "a sealed transcript is nobody's to be counted"
    assert seal.sealed_from([made.julien.uuid]) == made.texts[:1]
    assert seal.open(made.texts, [made.maude.uuid, made.julien.uuid]) == made.texts[1:]


def test_the_journal_hides_anothers_work_and_its_amount_but_not_who_is_done(made):
    finish(made, made.julien)
    made.study.look_as(made.maude.uuid)
    told = journal.entries(made.study.reader)
    assert not [one for one in told if one.coder == "Julien" and one.verb != "state.set"]
    assert [one for one in told if one.coder == "Julien" and one.verb == "state.set"]
    assert [one.number for one in told] == list(range(len(told), 0, -1))


def test_how_much_another_handed_in_is_not_in_the_journal_but_ones_own_is(made, tmp_path):
    packet(made.study, made.julien, tmp_path / "p.study")
    with StudyFile.open(tmp_path / "p.study") as home:
        apply_codes(home, made.julien.uuid, made.texts[0], Span(9, 12), [made.codes["TON"]])
    merge(made.study, [tmp_path / "p.study"], coder=made.julien.uuid)
    for viewer, told in ((made.maude, []), (made.julien, ["study.merge"])):
        made.study.look_as(viewer.uuid)
        assert [one.verb for one in journal.entries(made.study.reader) if one.verb == "study.merge"] == told


def test_the_consensus_of_a_sealed_transcript_is_sealed_even_from_the_consensus(made):
    from workbench.store import coders

    consensus = coders.named(made.study.reader, "consensus")
    apply_codes(made.study, consensus.uuid, made.texts[0], Span(0, 5), [made.codes["TON"]])
    for viewer in (made.maude, consensus):
        made.study.look_as(viewer.uuid)
        assert consensus.uuid not in {one.coder for one in codings.all(made.study.reader)}
    finish(made, made.maude, made.julien)
    open_seals(made.study, None, made.texts)
    for viewer in (made.maude, consensus):
        made.study.look_as(viewer.uuid)
        assert consensus.uuid in {one.coder for one in codings.all(made.study.reader)}


def test_a_layer_aside_is_sealed_in_any_study_until_it_is_done(tmp_path):
    from workbench.workflows.asides import second_reading

    made = bench(tmp_path / "s.study")
    with made.study as study:
        apply_codes(study, made.maude.uuid, made.transcript, Span(0, 8), [made.codes["IMAGE"]])
        set_state(study, made.maude.uuid, [made.transcript], DONE)
        layer = second_reading(study, made.maude).layer
        apply_codes(study, layer.uuid, made.transcript, Span(3, 9), [made.codes["TON"]])

        def coders_seen(viewer) -> set[str]:
            study.look_as(viewer.uuid)
            return {one.coder for one in codings.all(study.reader)}

        assert coders_seen(layer) == {layer.uuid}, "the first reading would lead the second"
        assert coders_seen(made.maude) == coders_seen(made.julien) == {made.maude.uuid}
        set_state(study, layer.uuid, [made.transcript], DONE)
        assert coders_seen(layer) == coders_seen(made.maude) == {made.maude.uuid, layer.uuid}


def test_a_study_whose_blindness_was_a_fact_is_blind(tmp_path):
    made = bench(tmp_path / "s.study")
    with made.study as study, study.act(None, "study.blind", kind="birth") as act:
        act.run("INSERT INTO facts(key, value) VALUES ('blind', '1')")
    with StudyFile.open(made.study.path) as study:
        assert seal_for(study, None).blind
        with pytest.raises(SealedError):
            codings.all(study.reader)
