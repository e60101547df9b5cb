"""Bringing copies together: each kind of difference, and what is kept."""

import sqlite3
from pathlib import Path

import pytest

from codebook.coding import Origin, ReadingState
from codebook.ruling import Verdict
from tests.workbench.making import Bench, bench, transcript
from tests.workbench.workflows.handing_in.copies import as_one, begun, copied, picture
from transcripts.aligning import Move
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings, dialect, journal
from workbench.store import rulings as ruling_store
from workbench.store.coders import new_uuid
from workbench.store.comparison_rows import OpeningRow
from workbench.store.finding_rows import PreferenceRow
from workbench.store.migrations import CURRENT
from workbench.store.rows import TranscriptRow
from workbench.store.study_file import StudyFile
from workbench.workflows import coding, studies
from workbench.workflows.checking import check
from workbench.workflows.handing_in.merging import Wanted, merge, preview
from workbench.workflows.handing_in.packets import packet
from workbench.workflows.handing_in.values import CodeStatus, Found, Kept, LeftOut, Prefer, Reason
from workbench.workflows.ruling.deciding import rule
from workbench.workflows.ruling.queueing import queue
from workbench.workflows.ruling.rebuilding import rebuild
from workbench.workflows.undoing import undo


class Pair:
    """A study and a copy of it."""

    def __init__(self, desk: Bench, other: StudyFile) -> None:
        self.desk, self.mine, self.theirs = desk, desk.study, other
        self.maude, self.julien = desk.maude.uuid, desk.julien.uuid
        self.first = codings.all(self.mine.reader, self.maude)[0]

    def merge(self, **wanted: object) -> Found:
        return merge(self.mine, [self.theirs.path], coder=self.julien, wanted=Wanted(**wanted))[0]

    def here(self, uuid: str):
        return codings.get(self.mine.reader, uuid)


@pytest.fixture
def pair(tmp_path: Path):
    desk = begun(tmp_path / "a.study")
    other = copied(desk.study, tmp_path / "b.study")
    yield Pair(desk, other)
    other.close()
    desk.study.close()


def the_only(found: Found):
    (conflict,) = found.conflicts
    return conflict


# -- conflicts -------------------------------------------------------------------------------------------------------


def test_what_only_the_other_side_changed_is_taken_column_by_column(pair: Pair):
    coding.weigh(pair.mine, pair.maude, pair.first.uuid, strength=2)
    coding.move_edges(pair.theirs, pair.maude, pair.first.uuid, Span(0, 30))
    found = pair.merge()
    assert not found.conflicts
    assert (pair.here(pair.first.uuid).strength, pair.here(pair.first.uuid).span) == (2, Span(0, 30))


def test_what_both_changed_differently_stays_as_it_is_here_and_is_told(pair: Pair):
    coding.weigh(pair.mine, pair.maude, pair.first.uuid, strength=2)
    coding.weigh(pair.theirs, pair.maude, pair.first.uuid, strength=1)
    one = the_only(pair.merge())
    assert (one.reason, one.table, one.column, one.mine, one.theirs) == (
        *(Reason.BOTH_CHANGED, "codings", "strength"),
        *(2, 1),
    )
    assert (one.kept, one.coder, one.transcript) == (Kept.MINE, pair.maude, pair.desk.transcript)
    assert pair.here(pair.first.uuid).strength == 2


def test_what_both_changed_differently_is_as_there_if_that_is_preferred(pair: Pair):
    coding.weigh(pair.mine, pair.maude, pair.first.uuid, strength=2)
    coding.weigh(pair.theirs, pair.maude, pair.first.uuid, strength=1)
    assert the_only(pair.merge(prefer=Prefer.THEIRS)).kept is Kept.THEIRS
    assert pair.here(pair.first.uuid).strength == 1


def test_a_decision_about_a_conflict_is_not_asked_again_and_goes_back(pair: Pair):
    coding.weigh(pair.mine, pair.maude, pair.first.uuid, strength=2)
    coding.weigh(pair.theirs, pair.maude, pair.first.uuid, strength=1)
    pair.merge()
    assert pair.merge().changes_nothing
    (back,) = merge(pair.theirs, [pair.mine.path], coder=pair.maude)
    assert not back.conflicts
    assert codings.get(pair.theirs.reader, pair.first.uuid).strength == 2


def test_the_same_change_on_both_sides_is_no_conflict(pair: Pair):
    for study in (pair.mine, pair.theirs):
        coding.weigh(study, pair.maude, pair.first.uuid, strength=3)
    assert not pair.merge().conflicts


def test_both_ends_of_a_passage_are_one_thing(pair: Pair):
    coding.move_edges(pair.mine, pair.maude, pair.first.uuid, Span(2, pair.first.span.end))
    coding.move_edges(pair.theirs, pair.maude, pair.first.uuid, Span(pair.first.span.start, 33))
    pair.merge()
    assert pair.here(pair.first.uuid).span == Span(2, pair.first.span.end)


def test_what_was_taken_back_there_is_no_change(pair: Pair):
    coding.weigh(pair.mine, pair.maude, pair.first.uuid, strength=2)
    coding.weigh(pair.theirs, pair.maude, pair.first.uuid, strength=1)
    undo(pair.theirs, pair.maude)
    found = pair.merge()
    assert not found.conflicts
    assert found.changes_nothing
    assert pair.here(pair.first.uuid).strength == 2


def test_taking_back_what_both_had_is_a_change(pair: Pair):
    undo(pair.theirs, pair.julien)
    taken_back = {one.uuid for one in codings.all(pair.mine.reader)} - {
        one.uuid for one in codings.all(pair.theirs.reader)
    }
    assert len(taken_back) == 1
    pair.merge()
    assert pair.here(taken_back.pop()) is None


def test_a_coding_that_was_taken_off_there_goes_here(pair: Pair):
    coding.remove_codings(pair.theirs, pair.maude, [pair.first.uuid])
    assert not pair.merge().conflicts
    assert pair.here(pair.first.uuid) is None


def test_a_coding_that_was_taken_off_there_and_changed_here_stays_with_its_memo(pair: Pair):
    coding.note(pair.mine, pair.maude, pair.first.uuid, "warum")
    other = copied(pair.mine, pair.mine.path.with_name("c.study"))
    coding.weigh(pair.mine, pair.maude, pair.first.uuid, strength=1)
    coding.remove_codings(other, pair.maude, [pair.first.uuid])
    (found,) = merge(pair.mine, [other.path], coder=pair.maude)
    assert the_only(found).reason is Reason.DELETED_THERE
    assert (pair.here(pair.first.uuid).memo, pair.here(pair.first.uuid).strength) == ("warum", 1)


def test_a_coding_that_was_taken_off_here_and_changed_there_comes_back_with_its_memo(pair: Pair):
    coding.note(pair.mine, pair.maude, pair.first.uuid, "warum")
    other = copied(pair.mine, pair.mine.path.with_name("c.study"))
    coding.remove_codings(pair.mine, pair.maude, [pair.first.uuid])
    coding.weigh(other, pair.maude, pair.first.uuid, strength=1)
    (found,) = merge(pair.mine, [other.path], coder=pair.maude)
    assert the_only(found).reason is Reason.DELETED_HERE
    assert (pair.here(pair.first.uuid).memo, pair.here(pair.first.uuid).strength) == ("warum", 1)


def test_a_coding_on_which_somebody_here_wrote_stays(pair: Pair):
    coding.remove_codings(pair.theirs, pair.maude, [pair.first.uuid])
    coding.note(pair.mine, pair.maude, pair.first.uuid, "encore")
    assert the_only(pair.merge()).reason is Reason.BUILT_ON
    assert pair.here(pair.first.uuid).memo == "encore"


def test_of_two_memos_on_one_coding_no_word_is_lost(pair: Pair):
    coding.note(pair.mine, pair.maude, pair.first.uuid, "écrit ici")
    coding.note(pair.theirs, pair.maude, pair.first.uuid, "écrit là")
    one = the_only(pair.merge())
    assert (one.column, one.kept) == ("body", Kept.BOTH)
    assert pair.here(pair.first.uuid).memo == "écrit ici\n\nécrit là"


def test_the_same_code_on_the_same_passage_is_one_coding(pair: Pair):
    for study in (pair.mine, pair.theirs):
        coding.apply_codes(study, pair.maude, pair.desk.transcript, Span(50, 60), [pair.desk.codes["TON"]])
    pair.merge()
    assert len([one for one in codings.all(pair.mine.reader, pair.maude) if one.span == Span(50, 60)]) == 1


def test_a_state_that_both_set_apart_is_one_state(pair: Pair):
    text = pair.mine.reader.value("SELECT uuid FROM transcripts WHERE name = 'T3'")
    coding.set_state(pair.mine, pair.maude, [text], ReadingState.CODING)
    coding.set_state(pair.theirs, pair.maude, [text], ReadingState.DONE)
    one = the_only(pair.merge())
    assert (one.table, one.mine, one.theirs) == ("coder_states", "coding", "done")
    assert pair.mine.reader.value("SELECT count(*) FROM coder_states WHERE state = 'coding'") == 3


# -- the codebook ----------------------------------------------------------------------------------------------------


def define(study: StudyFile, coder: str, code: str, words: str) -> None:
    studies.edit_codebook(study, coder, "code.change", lambda book: book.change(code, definition=words))


def test_a_code_defined_anew_on_both_sides_is_told_with_both_definitions(pair: Pair):
    image = pair.desk.codes["IMAGE"]
    define(pair.mine, pair.maude, image, "ici")
    define(pair.theirs, pair.julien, image, "là-bas")
    found = pair.merge()
    (code,) = found.codes
    assert code.status is CodeStatus.REDEFINED_BOTH
    assert ("ici" in code.mine, "là-bas" in code.theirs) == (True, True)
    assert code_store.book(pair.mine.reader).get(image).definition == "ici"


def test_a_coding_keeps_the_definition_that_its_coder_had_read(pair: Pair):
    image = pair.desk.codes["IMAGE"]
    define(pair.theirs, pair.julien, image, "là-bas")
    (under_theirs,) = coding.apply_codes(pair.theirs, pair.julien, pair.desk.transcript, Span(60, 70), [image])
    define(pair.mine, pair.maude, image, "ici")
    define(pair.mine, pair.maude, pair.desk.codes["TON"], "autre")
    (under_mine,) = coding.apply_codes(pair.mine, pair.maude, pair.desk.transcript, Span(60, 71), [image])
    pair.merge()
    rows = picture(pair.mine)["codings"]
    assert rows[under_theirs.uuid]["codebook_version"]["definition"] == "là-bas"
    assert rows[under_mine.uuid]["codebook_version"]["definition"] == "ici"
    # What stands now is newer than either: both codings were made under another state of the codebook.
    book = code_store.book(pair.mine.reader)
    assert book.get(image).definition == "ici"
    assert book.version > rows[under_theirs.uuid]["codebook_version"].get("version", 0)
    newest = pair.mine.reader.value(
        "SELECT picture FROM code_versions v JOIN codes c ON c.id = v.code_id WHERE c.uuid = :code"
        " ORDER BY v.version DESC LIMIT 1",
        code=image,
    )
    assert '"ici"' in newest


def test_a_code_put_into_the_bin_there_and_used_here_stays_in_use(pair: Pair):
    image = pair.desk.codes["IMAGE"]
    studies.edit_codebook(pair.theirs, pair.julien, "code.remove", lambda book: book.remove(image))
    coding.apply_codes(pair.mine, pair.maude, pair.desk.transcript, Span(60, 70), [image])
    assert the_only(pair.merge()).reason is Reason.DELETED_THERE
    assert not code_store.book(pair.mine.reader).get(image).deleted


def test_a_code_put_into_the_bin_here_and_used_there_comes_out_again_with_its_branch(pair: Pair):
    branch, image = pair.desk.codes["OBJ"], pair.desk.codes["IMAGE"]
    studies.edit_codebook(pair.mine, pair.julien, "code.remove", lambda book: book.remove(branch))
    coding.apply_codes(pair.theirs, pair.maude, pair.desk.transcript, Span(60, 70), [image])
    found = pair.merge()
    assert {one.reason for one in found.conflicts} == {Reason.DELETED_HERE}
    book = code_store.book(pair.mine.reader)
    assert not book.get(image).deleted
    assert not book.get(branch).deleted


def test_codes_that_each_side_put_under_the_other_make_no_circle(pair: Pair):
    image, ton = pair.desk.codes["IMAGE"], pair.desk.codes["TON"]
    studies.edit_codebook(pair.mine, pair.maude, "code.move", lambda book: book.move(image, ton))
    studies.edit_codebook(pair.theirs, pair.julien, "code.move", lambda book: book.move(ton, image))
    assert the_only(pair.merge()).reason is Reason.TREE
    book = code_store.book(pair.mine.reader)
    assert [code.short for code in book.path(image)] == ["TON", "IMAGE"]


def test_codes_made_apart_under_one_short_name_stay_two_if_they_mean_different_things(pair: Pair):
    span = Span(60, 70)
    mine, _made = coding.apply_new_code(pair.mine, pair.maude, pair.desk.transcript, span, label="Communication")
    theirs, _made = coding.apply_new_code(pair.theirs, pair.julien, pair.desk.transcript, span, label="Communicateurs")
    assert mine.short == theirs.short
    one = the_only(pair.merge())
    assert (one.reason, one.theirs) == (Reason.NAME_TAKEN, theirs.short)
    book = code_store.book(pair.mine.reader)
    assert book.get(mine.uuid).short == mine.short
    assert book.get(theirs.uuid).short not in ("", mine.short)


def test_codes_made_apart_with_one_label_are_one_code(pair: Pair):
    span = Span(60, 70)
    mine, _made = coding.apply_new_code(pair.mine, pair.maude, pair.desk.transcript, span, label="Peur")
    coding.apply_new_code(pair.theirs, pair.julien, pair.desk.transcript, span, label="peur")
    pair.merge()
    assert [code.uuid for code in code_store.book(pair.mine.reader) if code.short == "PEUR"] == [mine.uuid]
    assert {one.coder for one in codings.of_code(pair.mine.reader, [mine.uuid])} == {pair.maude, pair.julien}


def test_what_was_found_to_be_the_same_stays_so_when_its_name_changes(pair: Pair):
    span = Span(60, 70)
    mine, _made = coding.apply_new_code(pair.mine, pair.maude, pair.desk.transcript, span, label="Peur")
    theirs, _made = coding.apply_new_code(pair.theirs, pair.julien, pair.desk.transcript, span, label="Peur")
    pair.merge()
    studies.edit_codebook(
        *(pair.theirs, pair.julien, "code.change"),
        lambda book: book.change(theirs.uuid, short="CRAINTE", labels={"fr": "Crainte"}),
    )
    pair.merge()
    assert code_store.book(pair.mine.reader).get(mine.uuid).label("fr") == "Crainte"
    assert len(list(code_store.book(pair.mine.reader))) == 5


# -- several files, packets ------------------------------------------------------------------------------------------


def test_packets_of_all_coders_are_merged_in_one_step(pair: Pair, tmp_path: Path):
    paths = []
    for coder in (pair.desk.maude, pair.desk.julien):
        path = tmp_path / f"{coder.name}.study"
        packet(pair.mine, coder, path)
        with StudyFile.open(path) as home:
            coding.apply_new_code(home, coder.uuid, pair.desk.transcript, Span(60, 70), label=f"de {coder.name}")
        paths.append(path)
    before, entries = picture(pair.mine, apart=()), journal.head(pair.mine.reader)
    found = merge(pair.mine, paths, coder=pair.maude)
    assert [one.packet for one in found] == ["Maude", "Julien"]
    assert journal.head(pair.mine.reader) == entries + 1
    assert len(codings.all(pair.mine.reader)) == 10
    undo(pair.mine, pair.maude)
    assert picture(pair.mine, apart=()) == before


def test_two_files_that_changed_the_same_thing_are_a_conflict_with_each_other(pair: Pair):
    other = copied(pair.theirs, pair.theirs.path.with_name("c.study"))
    coding.weigh(pair.theirs, pair.maude, pair.first.uuid, strength=1)
    coding.weigh(other, pair.maude, pair.first.uuid, strength=3)
    first, second = merge(pair.mine, [pair.theirs.path, other.path], coder=pair.maude)
    assert not first.conflicts
    assert (the_only(second).mine, the_only(second).theirs) == (1, 3)
    assert pair.here(pair.first.uuid).strength == 1


def test_a_packet_takes_nothing_from_those_who_are_not_in_it(pair: Pair, tmp_path: Path):
    packet(pair.mine, pair.desk.maude, tmp_path / "p.study")
    others = [one for one in codings.all(pair.mine.reader) if one.coder == pair.julien]
    with StudyFile.open(tmp_path / "p.study") as home:
        coding.remove_codings(home, pair.maude, [pair.first.uuid])
    merge(pair.mine, [tmp_path / "p.study"], coder=pair.maude)
    assert [one for one in codings.all(pair.mine.reader) if one.coder == pair.julien] == others
    assert pair.here(pair.first.uuid) is None


def test_a_packet_of_one_copy_can_be_merged_into_another(pair: Pair, tmp_path: Path):
    """Work that somebody else had merged into the first copy comes along."""
    third = copied(pair.mine, tmp_path / "third.study")
    (made,) = coding.apply_codes(pair.theirs, pair.maude, pair.desk.transcript, Span(60, 70), [pair.desk.codes["TON"]])
    pair.merge()
    packet(pair.mine, pair.desk.maude, tmp_path / "p.study")
    merge(third, [tmp_path / "p.study"], coder=pair.julien)
    assert codings.get(third.reader, made.uuid) is not None
    assert merge(third, [pair.theirs.path], coder=pair.julien)[0].changes_nothing
    third.close()


def test_a_packet_neither_opens_a_seal_nor_ends_the_blind_round(pair: Pair, tmp_path: Path):
    blind(pair.mine, "yes")
    packet(pair.mine, pair.desk.maude, tmp_path / "p.study")
    with StudyFile.open(tmp_path / "p.study") as home:
        blind(home, "no")
        with home.act(pair.maude, "seal.open") as act:
            number = act.get(TranscriptRow, pair.desk.transcript).id
            act.add(OpeningRow(uuid=new_uuid(), transcript_id=number, coder_id=act.coder_id, opened_at=act.at))
        coding.apply_codes(home, pair.maude, pair.desk.transcript, Span(60, 70), [pair.desk.codes["TON"]])
    merge(pair.mine, [tmp_path / "p.study"], coder=pair.julien)
    there = picture(pair.mine)
    assert [row["value"] for row in there["preferences"].values()] == ["yes"]
    assert not there["openings"]
    assert len([row for row in there["codings"].values() if row["coder_id"] == pair.maude]) == 5


def blind(study: StudyFile, value: str) -> None:
    with study.act(None, "study.blind") as act:
        for row in act.all(PreferenceRow, name="blind"):
            act.change(row, value=value)
            return
        act.add(PreferenceRow(uuid=new_uuid(), name="blind", value=value))


def test_nor_does_a_whole_copy_end_the_blind_round(pair: Pair):
    blind(pair.mine, "yes")
    blind(pair.theirs, "no")
    pair.merge()
    assert [row["value"] for row in picture(pair.mine)["preferences"].values()] == ["yes"]


def test_a_new_coder_who_has_acted_since_stays_when_the_merge_is_taken_back(pair: Pair):
    zoe = studies.add_coder(pair.theirs, "Zoé")
    coding.apply_codes(pair.theirs, zoe.uuid, pair.desk.transcript, Span(60, 70), [pair.desk.codes["TON"]])
    pair.merge()
    coding.apply_codes(pair.mine, zoe.uuid, pair.desk.transcript, Span(61, 70), [pair.desk.codes["TON"]])
    undo(pair.mine, zoe.uuid)
    undo(pair.mine, pair.julien)
    assert [one.name for one in coder_store.all(pair.mine.reader)][-1] == "Zoé"
    assert not codings.all(pair.mine.reader, zoe.uuid)


def test_names_of_coders_that_differ_in_accents_only_are_told_and_can_be_one(pair: Pair):
    zoe, other = studies.add_coder(pair.mine, "Zoé"), studies.add_coder(pair.theirs, "Zoe")
    coding.apply_codes(pair.theirs, other.uuid, pair.desk.transcript, Span(60, 70), [pair.desk.codes["TON"]])
    (told,) = preview(pair.mine, [pair.theirs.path])
    assert [(one.mine, one.theirs, one.same) for one in told.names] == [("Zoé", "Zoe", False)]
    pair.merge(same={"Zoe": "Zoé"})
    assert [one.coder for one in codings.all(pair.mine.reader, zoe.uuid)] == [zoe.uuid]
    assert len(coder_store.all(pair.mine.reader)) == 4


def test_two_rulings_on_one_passage_are_one_that_both_see_differently(pair: Pair):
    text = pair.mine.reader.value("SELECT uuid FROM transcripts WHERE name = 'T3'")
    for coder in (pair.maude, pair.julien):
        code = pair.desk.codes["IMAGE" if coder == pair.maude else "TON"]
        coding.apply_codes(pair.mine, coder, text, Span(0, 9), [code])
        for one in pair.mine.reader.rows("SELECT uuid FROM transcripts"):
            coding.set_state(pair.mine, coder, list(one), ReadingState.DONE)
    other = copied(pair.mine, pair.mine.path.with_name("c.study"))
    for study, verdict, by in ((pair.mine, Verdict.BOTH, pair.maude), (other, Verdict.NEITHER, pair.julien)):
        (case,) = [one for one in queue(study, transcripts=["T3"]).cases if one.transcript == text][:1]
        rule(study, case, verdict, coder=by, reason=f"because {by[:4]}")
    (found,) = merge(pair.mine, [other.path], coder=pair.maude)
    (ruling,) = ruling_store.all(pair.mine.reader)
    assert (ruling.verdict, ruling.reason, ruling.coder) == (Verdict.BOTH, f"because {pair.maude[:4]}", pair.maude)
    assert {one.table for one in found.conflicts} == {"rulings"}
    rebuild(pair.mine, coder=pair.maude)
    agreed = [one for one in codings.all(pair.mine.reader) if one.origin is Origin.CONSENSUS and one.transcript == text]
    assert len(agreed) == 2
    other.close()


# -- made apart ------------------------------------------------------------------------------------------------------


def test_two_studies_made_from_the_same_files_are_one(tmp_path: Path):
    one, other = bench(tmp_path / "a.study"), bench(tmp_path / "b.study")
    for desk, coder in ((one, one.maude), (other, other.julien)):
        for short in ("IMAGE", "TON"):
            coding.apply_codes(desk.study, coder.uuid, desk.transcript, Span(0, 8), [desk.codes[short]])
    before = picture(one.study, apart=())
    (found,) = merge(one.study, [other.study.path], coder=one.maude.uuid)
    assert not found.related
    assert (found.conflicts, found.left, found.shifted) == ([], [], [])
    assert len(codings.all(one.study.reader)) == 4
    assert {one.study.reader.value(f"SELECT count(*) FROM {table}") for table in ("transcripts",)} == {1}
    assert len(list(code_store.book(one.study.reader))) == 4
    assert merge(one.study, [other.study.path], coder=one.maude.uuid)[0].changes_nothing
    merge(other.study, [one.study.path], coder=other.maude.uuid)
    same = as_one(one.study, other.study)
    assert same(picture(one.study))["codings"].keys() == same(picture(other.study))["codings"].keys()
    undo(one.study, one.maude.uuid)
    assert picture(one.study, apart=()) == before


def test_a_study_made_apart_that_goes_on_is_merged_again(tmp_path: Path):
    one, other = bench(tmp_path / "a.study"), bench(tmp_path / "b.study")
    (made,) = coding.apply_codes(other.study, other.julien.uuid, other.transcript, Span(0, 8), [other.codes["TON"]])
    merge(one.study, [other.study.path], coder=one.maude.uuid)
    coding.weigh(other.study, other.julien.uuid, made.uuid, strength=3)
    coding.apply_codes(other.study, other.julien.uuid, other.transcript, Span(9, 12), [other.codes["TON"]])
    (found,) = merge(one.study, [other.study.path], coder=one.maude.uuid)
    assert (found.related, found.entries, found.conflicts) == (True, 2, [])
    assert sorted((coding.span, coding.strength) for coding in codings.all(one.study.reader)) == [
        (Span(0, 8), 3),
        (Span(9, 12), None),
    ]


def test_where_the_texts_differ_passages_are_looked_for(tmp_path: Path):
    talk = (("ENQ", "Pourquoi ?"), ("I-05", "Au début la direction avait peur. Puis on a vu. C’est tout."))
    mended = (("ENQ", "Pourquoi donc ?"), ("I-05", "Au début la direction avait très peur. Puis on a vu."))
    one = bench(tmp_path / "a.study", transcript("I-05", mended))
    other = bench(tmp_path / "b.study", transcript("I-05", talk))
    text = " ".join(words for _label, words in talk)
    for words in ("Puis on a vu.", "la direction avait peur.", "C’est tout."):
        span = Span(text.index(words), text.index(words) + len(words))
        coding.apply_codes(other.study, other.maude.uuid, other.transcript, span, [other.codes["TON"]])
    (found,) = merge(one.study, [other.study.path], coder=one.maude.uuid)
    assert [shifted.move for shifted in found.shifted] == [Move.MOVED, Move.DOUBTFUL, Move.LOST]
    assert [(left.reason, left.table) for left in found.left] == [(LeftOut.LOST, "codings")]
    assert [(text.name, text.new) for text in found.texts] == [("I-05", False)]
    here = "\n".join(words for _label, words in mended)
    assert [here[made.span.start : made.span.end] for made in codings.all(one.study.reader)] == [
        "la direction avait très peur.",
        "Puis on a vu.",
    ]
    assert all(finding.sound for finding in check(one.study))


# -- what is refused -------------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_merged_is_refused_and_nothing_changes(pair: Pair, tmp_path: Path):
    (tmp_path / "x.csv").write_text("a,b\n", encoding="utf-8")
    sqlite3.connect(tmp_path / "x.db").execute("CREATE TABLE t(a)").connection.close()
    stranger = bench(tmp_path / "other.study", transcript("Z", (("ENQ", "Tout autre chose ?"),)))
    stranger.study.close()
    newer = copied(pair.mine, tmp_path / "newer.study")
    newer.close()
    connection = sqlite3.connect(tmp_path / "newer.study")
    connection.execute(f"PRAGMA user_version = {CURRENT + 1}")
    connection.close()
    before = picture(pair.mine, apart=())
    for name, match in (
        ("x.csv", "is no study"),
        ("x.db", "no study of this program"),
        ("none.study", "There is no study"),
        ("a.study", "is the study itself"),
        ("newer.study", "newer version"),
        ("other.study", "no transcript in common"),
    ):
        for act in (lambda path: merge(pair.mine, [path], coder=pair.maude), lambda path: preview(pair.mine, [path])):
            with pytest.raises(StoreError, match=match):
                act(tmp_path / name)
    assert picture(pair.mine, apart=()) == before
    assert not list(tmp_path.glob(".workbench-*"))


def test_with_one_bad_file_none_is_merged(pair: Pair, tmp_path: Path):
    coding.weigh(pair.theirs, pair.maude, pair.first.uuid, strength=3)
    (tmp_path / "x.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(StoreError):
        merge(pair.mine, [pair.theirs.path, tmp_path / "x.csv"], coder=pair.maude)
    assert pair.here(pair.first.uuid).strength is None


@pytest.mark.parametrize(
    "harm",
    [
        'UPDATE codings SET "end" = 99999',
        "UPDATE codings SET stance = 'angry'",
        "UPDATE codings SET code_id = 999",
        "UPDATE coder_states SET state = 'asleep'",
    ],
)
def test_a_copy_that_contradicts_itself_is_refused(pair: Pair, harm: str):
    coding.set_state(pair.theirs, pair.maude, [pair.desk.transcript], ReadingState.CODING)
    pair.theirs.close()
    connection = sqlite3.connect(pair.theirs.path)
    connection.execute(harm)
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="damaged"):
        pair.merge()


def test_a_copy_of_an_older_schema_is_brought_forward_aside(pair: Pair):
    coding.weigh(pair.theirs, pair.maude, pair.first.uuid, strength=3)
    pair.theirs.close()
    connection = sqlite3.connect(pair.theirs.path)
    for table in ("merged_entries", "asides", "openings", "consensus_sources", "rulings"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM migrations WHERE number > 3")
    connection.execute("PRAGMA user_version = 3")
    connection.commit()
    connection.close()
    held = pair.theirs.path.read_bytes()
    pair.merge()
    assert pair.here(pair.first.uuid).strength == 3
    assert pair.theirs.path.read_bytes() == held
    assert dialect.schema_version(sqlite3.connect(pair.theirs.path)) == 3


def test_the_journal_holds_no_words_of_a_merge(pair: Pair):
    coding.note(pair.theirs, pair.maude, pair.first.uuid, "motsecret")
    studies.add_coder(pair.theirs, "Ottilie")
    pair.merge()
    written = "".join(facts + changes for facts, changes in pair.mine.reader.rows("SELECT facts, changes FROM journal"))
    assert "motsecret" not in written
    assert "Ottilie" not in written
