import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebook.coding import ReadingState, Stance
from tests.workbench.making import Bench, bench, content, transcript
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import codes, codings, journal
from workbench.store.history import DependentsError
from workbench.store.study_file import StudyFile
from workbench.workflows import coding, importing, studies
from workbench.workflows.undoing import redo, undo


def test_an_act_can_be_taken_back_and_done_again(desk: Bench):
    before = content(desk.study)
    (made,) = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(5, 9), [desk.codes["IMAGE"]])
    after = content(desk.study)
    outcome = undo(desk.study, desk.maude.uuid)
    assert content(desk.study) == before
    assert outcome.span == Span(5, 9)
    assert "IMAGE" in outcome.sentence
    redo(desk.study, desk.maude.uuid)
    assert content(desk.study) == after
    assert codings.get(desk.study.reader, made.uuid) == made


def test_undo_works_across_sessions_to_the_first_act(desk: Bench):
    before = content(desk.study)
    for start in range(12):
        coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(start, start + 3), [desk.codes["PROJET"]])
    path = desk.study.path
    desk.study.close()
    with StudyFile.open(path) as study:
        for _ in range(12):
            undo(study, desk.maude.uuid)
        assert content(study) == before


def test_there_is_nothing_to_undo_in_a_new_study_but_its_own_import(desk: Bench):
    undo(desk.study, desk.maude.uuid)
    undo(desk.study, desk.maude.uuid)
    with pytest.raises(StoreError, match="nothing to undo"):
        undo(desk.study, desk.maude.uuid)
    with pytest.raises(StoreError, match="nothing to redo"):
        redo(desk.study, desk.julien.uuid) and redo(desk.study, desk.julien.uuid) and redo(desk.study, desk.julien.uuid)


def test_a_new_act_ends_what_could_be_redone(desk: Bench):
    image, projet = desk.codes["IMAGE"], desk.codes["PROJET"]
    coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 4), [image])
    undo(desk.study, desk.maude.uuid)
    coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 4), [projet])
    with pytest.raises(StoreError, match="nothing to redo"):
        redo(desk.study, desk.maude.uuid)


def test_coders_undo_their_own_acts_only(desk: Bench):
    image = desk.codes["IMAGE"]
    coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 4), [image])
    coding.apply_codes(desk.study, desk.julien.uuid, desk.transcript, Span(6, 9), [image])
    undo(desk.study, desk.maude.uuid)
    assert [one.coder for one in codings.all(desk.study.reader)] == [desk.julien.uuid]


def test_undoing_a_code_that_another_used_is_refused_with_the_list(desk: Bench):
    code, _made = coding.apply_new_code(
        desk.study, desk.maude.uuid, desk.transcript, Span(0, 8), label="peur", in_vivo=True
    )
    coding.apply_codes(desk.study, desk.julien.uuid, desk.transcript, Span(0, 8), [code.uuid])
    before = content(desk.study)
    with pytest.raises(DependentsError) as caught:
        undo(desk.study, desk.maude.uuid)
    assert [(one.table, one.coder, one.count) for one in caught.value.dependents] == [("codings", "Julien", 1)]
    assert "Julien" in str(caught.value)
    assert content(desk.study) == before


def test_undoing_an_import_that_another_coded_is_refused(desk: Bench):
    coding.apply_codes(desk.study, desk.julien.uuid, desk.transcript, Span(0, 8), [desk.codes["TON"]])
    with pytest.raises(DependentsError, match="Julien"):
        undo(desk.study, desk.maude.uuid)


def test_undoing_what_another_changed_since_is_refused(desk: Bench):
    image = desk.codes["IMAGE"]

    def rename(label: str):
        return lambda book: book.change(image, labels={"fr": label})

    studies.edit_codebook(desk.study, desk.maude.uuid, "code.change", rename("Image de marque"), code=image)
    studies.edit_codebook(desk.study, desk.julien.uuid, "code.change", rename("Réputation"), code=image)
    with pytest.raises(StoreError, match="changed it since"):
        undo(desk.study, desk.maude.uuid)
    assert codes.book(desk.study.reader).get(image).label("fr") == "Réputation"


def test_an_import_is_one_entry_and_holds_no_words(desk: Bench):
    entry = journal.entries(desk.study.reader, verb="transcript.import")[0]
    assert entry.facts["count"] == 1
    coding.apply_new_code(
        desk.study, desk.maude.uuid, desk.transcript, Span(0, 8), label="la direction avait peur", in_vivo=True
    )
    made = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 8), [desk.codes["TON"]])
    coding.note(desk.study, desk.maude.uuid, made[0].uuid, "d’autres parlaient à notre place")
    written = "".join(
        facts + changes for facts, changes in desk.study.reader.rows("SELECT facts, changes FROM journal")
    )
    for words in ("direction", "avait peur", "parlaient", "I-05", "Maude"):
        assert words not in written


def test_redacted_words_cannot_come_back_by_undo(desk: Bench):
    made = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 8), [desk.codes["TON"]])
    coding.note(desk.study, desk.maude.uuid, made[0].uuid, "secret")
    coding.note(desk.study, desk.maude.uuid, made[0].uuid, "")
    connection = sqlite3.connect(desk.study.path)
    connection.execute("UPDATE journal_words SET body = NULL WHERE body = 'secret'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="no longer in the study"):
        undo(desk.study, desk.maude.uuid)


def test_the_journal_is_only_appended_to(desk: Bench):
    connection = sqlite3.connect(desk.study.path)
    for statement in ("UPDATE journal SET verb = 'x'", "DELETE FROM journal"):
        with pytest.raises(sqlite3.IntegrityError, match="only appended"):
            connection.execute(statement)
    connection.close()


def test_every_codebook_change_makes_a_version_that_codings_know(desk: Bench):
    first = codes.book(desk.study.reader).version
    (one,) = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [desk.codes["TON"]])
    _code, made = coding.apply_new_code(desk.study, desk.maude.uuid, desk.transcript, Span(4, 8), label="neuf")
    (two,) = coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(9, 12), [desk.codes["TON"]])
    assert (one.codebook_version, made[0].codebook_version, two.codebook_version) == (first, first + 1, first + 1)


def test_a_failing_act_leaves_nothing_behind(desk: Bench):
    before, entries = content(desk.study), len(journal.entries(desk.study.reader))
    with pytest.raises(StoreError):
        coding.apply_codes(
            desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [desk.codes["TON"], desk.codes["OBJ"]]
        )
    with pytest.raises(StoreError, match="outside the text"):
        coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 99_999), [desk.codes["TON"]])
    assert content(desk.study) == before
    assert len(journal.entries(desk.study.reader)) == entries


def test_speakers_can_be_corrected_and_taken_back(desk: Bench):
    from transcripts.model import Role

    before = content(desk.study)
    assert importing.set_speakers(desk.study, desk.maude.uuid, "ENQ", role=Role.PARTICIPANT) == 1
    assert content(desk.study) != before
    undo(desk.study, desk.maude.uuid)
    assert content(desk.study)["speakers"] == before["speakers"]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["apply", "apply", "apply", "new", "remove", "edges", "weigh", "note", "state", "undo", "redo"]
        ),
        st.integers(0, 1),
        st.integers(0, 40),
        st.integers(1, 30),
        st.integers(0, 3),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_work_of_one_coder_can_be_taken_back_to_the_start_and_done_again(acts, tmp_path_factory):
    desk = bench(tmp_path_factory.mktemp("study") / "s.study")
    with desk.study as study:
        start = content(study)
        for act in acts:
            perform(desk, desk.maude.uuid, *act)
        end, depth = content(study), journal.depth(study.reader, desk.maude.uuid)[0]
        imports = 2  # the codebook and the transcript, which the study was born with
        for _ in range(depth - imports):
            undo(study, desk.maude.uuid)
        assert content(study) == start
        for _ in range(depth - imports):
            redo(study, desk.maude.uuid)
        assert content(study) == end


def perform(desk: Bench, coder: str, verb: str, pick: int, start: int, length: int, weight: int) -> None:
    """One random act; acts that are refused must change nothing, which the caller's comparison shows."""
    study, span = desk.study, Span(start, start + length)
    own = codings.all(study.reader, coder)
    target = own[weight % len(own)] if own else None
    match verb:
        case "apply":
            shorts = ("IMAGE", "PROJET", "TON")
            coding.apply_codes(study, coder, desk.transcript, span, [desk.codes[shorts[weight % 3]]])
        case "new":
            coding.apply_new_code(
                study, coder, desk.transcript, span, label=f"thème {start}-{length}-{weight}-{len(own)}"
            )
        case "state":
            coding.set_state(study, coder, [desk.transcript], list(ReadingState)[weight % 3])
        case "undo" | "redo":
            done, undone = journal.depth(study.reader, coder)
            if verb == "undo" and done > 2:
                undo(study, coder)
            elif verb == "redo" and undone:
                redo(study, coder)
        case _ if target is None:
            return
        case "remove":
            coding.remove_codings(study, coder, [target.uuid])
        case "edges":
            if all(other.span != span or other.code != target.code for other in own):
                coding.move_edges(study, coder, target.uuid, span)
        case "weigh":
            coding.weigh(study, coder, target.uuid, strength=weight, stance=list(Stance)[weight])
        case "note":
            coding.note(study, coder, target.uuid, f"note {length}" if pick else "")


def test_what_nobody_in_particular_did_can_be_left_alone(desk: Bench):
    coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [desk.codes["TON"]])
    importing.import_transcripts(desk.study, None, [transcript("I-06")])
    before = content(desk.study)
    undo(desk.study, desk.maude.uuid, own=True)
    assert codings.all(desk.study.reader) == []
    with pytest.raises(StoreError, match="Nothing of yours"):
        undo(desk.study, desk.maude.uuid, own=True)
    redo(desk.study, desk.maude.uuid, own=True)
    assert content(desk.study) == before


def test_ones_own_imports_can_be_left_alone_too(desk: Bench):
    importing.import_transcripts(desk.study, desk.maude.uuid, [transcript("I-06")])
    before = content(desk.study)
    with pytest.raises(StoreError, match="Nothing of yours"):
        undo(desk.study, desk.maude.uuid, own=True)
    assert content(desk.study) == before
    assert undo(desk.study, desk.maude.uuid).verb == "transcript.import"
