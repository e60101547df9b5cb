import pytest

from codebook.coding import ReadingState, Stance
from tests.workbench.making import Bench, bench, transcript
from transcripts.spans import Span
from workbench.errors import CodebookError, StoreError
from workbench.store import codes, codings, journal, states, transcripts
from workbench.workflows import coding
from workbench.workflows.placing import remember_place


def test_codes_go_on_a_passage_together(desk: Bench):
    made = coding.apply_codes(
        desk.study, desk.maude.uuid, desk.transcript, Span(3, 9), [desk.codes["IMAGE"], desk.codes["TON"]]
    )
    assert codings.of_transcript(desk.study.reader, desk.transcript) == made
    assert states.of_coder(desk.study.reader, desk.maude.uuid) == {desk.transcript: ReadingState.CODING}


def test_the_same_code_on_the_same_passage_is_not_doubled(desk: Bench):
    image = desk.codes["IMAGE"]
    coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(3, 9), [image])
    assert coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(3, 9), [image]) == []
    assert len(coding.apply_codes(desk.study, desk.julien.uuid, desk.transcript, Span(3, 9), [image])) == 1


def test_a_span_may_end_with_the_text_but_not_after_it(desk: Bench):
    length = desk.study.reader.value("SELECT length FROM revisions")
    assert coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, length), [desk.codes["TON"]])
    with pytest.raises(StoreError, match="outside the text"):
        coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, length + 1), [desk.codes["TON"]])


def test_a_branch_that_only_groups_cannot_be_applied(desk: Bench):
    with pytest.raises(StoreError, match="OBJ cannot be applied"):
        coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [desk.codes["OBJ"]])


def test_strength_and_stance_are_set_apart_and_taken_away(desk: Bench):
    (made,) = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [desk.codes["IMAGE"]])
    assert coding.weigh(desk.study, desk.maude.uuid, made.uuid, strength=0).strength == 0
    weighed = coding.weigh(desk.study, desk.maude.uuid, made.uuid, stance=Stance.MIXED)
    assert (weighed.strength, weighed.stance) == (0, Stance.MIXED)
    assert coding.weigh(desk.study, desk.maude.uuid, made.uuid, strength=None).strength is None
    with pytest.raises(StoreError, match="0, 1, 2 or 3"):
        coding.weigh(desk.study, desk.maude.uuid, made.uuid, strength=4)


def test_another_coders_coding_cannot_be_touched(desk: Bench):
    (made,) = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [desk.codes["IMAGE"]])
    julien = desk.julien.uuid
    for act in (
        lambda: coding.remove_codings(desk.study, julien, [made.uuid]),
        lambda: coding.weigh(desk.study, julien, made.uuid, strength=1),
        lambda: coding.note(desk.study, julien, made.uuid, "mine"),
        lambda: coding.move_edges(desk.study, julien, made.uuid, Span(1, 2)),
    ):
        with pytest.raises(StoreError, match="another coder's"):
            act()
    assert codings.all(desk.study.reader) == [made]


def test_edges_move_without_losing_memo_or_weight(desk: Bench):
    (made,) = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [desk.codes["IMAGE"]])
    coding.weigh(desk.study, desk.maude.uuid, made.uuid, strength=2)
    coding.note(desk.study, desk.maude.uuid, made.uuid, "à revoir")
    moved = coding.move_edges(desk.study, desk.maude.uuid, made.uuid, Span(1, 12))
    assert (moved.span, moved.strength, moved.memo) == (Span(1, 12), 2, "à revoir")


def test_edges_cannot_be_moved_onto_the_same_code(desk: Bench):
    image = desk.codes["IMAGE"]
    (one,) = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [image])
    coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(4, 8), [image])
    with pytest.raises(StoreError, match="already"):
        coding.move_edges(desk.study, desk.maude.uuid, one.uuid, Span(4, 8))


def test_removing_a_coding_takes_its_memo_along(desk: Bench):
    (made,) = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [desk.codes["IMAGE"]])
    coding.note(desk.study, desk.maude.uuid, made.uuid, "à revoir")
    (gone,) = coding.remove_codings(desk.study, desk.maude.uuid, [made.uuid])
    assert gone.memo == "à revoir"
    assert desk.study.reader.value("SELECT count(*) FROM memos") == 0


def test_an_in_vivo_code_hangs_where_it_is_told(desk: Bench):
    code, made = coding.apply_new_code(
        desk.study,
        desk.maude.uuid,
        desk.transcript,
        Span(0, 8),
        label="la direction avait peur",
        parent=desk.codes["OBJ"],
        in_vivo=True,
        also=[desk.codes["TON"]],
    )
    book = codes.book(desk.study.reader)
    assert book.get(code.uuid).parent == desk.codes["OBJ"]
    assert {one.code for one in made} == {code.uuid, desk.codes["TON"]}


def test_a_code_without_a_name_is_refused_and_nothing_is_left(desk: Bench):
    before = codes.book(desk.study.reader)
    with pytest.raises(CodebookError):
        coding.apply_new_code(desk.study, desk.maude.uuid, desk.transcript, Span(0, 8), label=" \n ")
    assert codes.book(desk.study.reader) == before


def test_the_place_of_each_coder_is_kept_outside_the_journal(desk: Bench):
    entries = desk.study.reader.value("SELECT count(*) FROM journal")
    remember_place(desk.study, desk.maude.uuid, desk.transcript, Span(4, 9))
    remember_place(desk.study, desk.maude.uuid, desk.transcript, Span(14, 19))
    reader = desk.study.reader
    assert states.place(reader, desk.maude.uuid, desk.transcript) == Span(14, 19)
    assert states.place(reader, desk.julien.uuid, desk.transcript) is None
    assert states.last_transcript(reader, desk.maude.uuid) == desk.transcript
    assert reader.value("SELECT count(*) FROM journal") == entries


def test_a_coder_begins_in_what_was_assigned_and_goes_on_where_they_left(tmp_path) -> None:
    found = bench(tmp_path / "three.study", transcript("I-01"), transcript("I-02"), transcript("I-03"))
    reader, maude = found.study.reader, found.maude.uuid
    first, second, third = (entry.uuid for entry in transcripts.listing(reader))
    assert states.begin_with(reader, maude) == first
    coding.set_state(found.study, maude, [second, third], ReadingState.TODO)
    assert states.begin_with(reader, maude) == second
    coding.set_state(found.study, maude, [second], ReadingState.DONE)
    assert states.begin_with(reader, maude) == third
    remember_place(found.study, maude, second, Span(4, 9))
    assert states.begin_with(reader, maude) == second
    assert states.begin_with(reader, found.julien.uuid) == first


def test_progress_counts_overlapping_codings_once(desk: Bench):
    length = desk.study.reader.value("SELECT length FROM revisions")
    for span in (Span(0, 10), Span(5, 20), Span(8, 9), Span(30, 40)):
        coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, span, [desk.codes["IMAGE"]])
    progress = states.progress(desk.study.reader, desk.maude.uuid)[desk.transcript]
    assert (progress.codings, progress.share) == (4, pytest.approx(30 / length))


def test_edges_that_stay_where_they_are_make_no_step(desk: Bench) -> None:
    made = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 5), [desk.codes["IMAGE"]])[0]
    before = journal.depth(desk.study.reader, desk.maude.uuid)
    coding.move_edges(desk.study, desk.maude.uuid, made.uuid, Span(0, 5))
    assert journal.depth(desk.study.reader, desk.maude.uuid) == before
