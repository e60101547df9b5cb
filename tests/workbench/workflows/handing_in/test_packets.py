"""A packet holds one coder's work, and not a byte of the others'."""

import json
import sqlite3
from pathlib import Path

import pytest

from codebook.coding import CoderKind, ReadingState
from tests.workbench.making import Bench
from tests.workbench.workflows.handing_in.copies import begun, copied, picture
from tests.workbench.workflows.random_decisions import decide_at_random
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import coders as coder_store
from workbench.store import codings, journal, packing
from workbench.store.study_file import StudyFile
from workbench.workflows import coding, studies
from workbench.workflows.checking import check
from workbench.workflows.framework import Place, fill_cell
from workbench.workflows.handing_in.merging import merge
from workbench.workflows.handing_in.packets import packet
from workbench.workflows.undoing import undo

SECRETS = ("JULIENMARK", "MEMOJULIEN", "CELLJULIEN", "RAISONJULIEN")


@pytest.fixture
def begun_desk(tmp_path: Path):
    made = begun(tmp_path / "s.study")
    yield made
    made.study.close()


def work_of_both(desk: Bench) -> dict[str, list[str]]:
    """Marked work of both coders: uuids of the codings of each."""
    from random import Random

    study = desk.study
    studies.add_coder(study, "JULIENMARK Third")
    third = coder_store.named(study.reader, "JULIENMARK Third")
    made: dict[str, list[str]] = {}
    for coder, mark in ((desk.maude, "MAUDE"), (desk.julien, "JULIEN"), (third, "JULIEN")):
        one, two = (
            coding.apply_codes(study, coder.uuid, desk.transcript, Span(start, 40), [desk.codes["TON"]])[0]
            for start in (3, 5)
        )
        coding.note(study, coder.uuid, one.uuid, f"MEMO{mark}")
        coding.note(study, coder.uuid, two.uuid, f"MEMO{mark} gone")
        coding.remove_codings(study, coder.uuid, [two.uuid])
        coding.set_state(study, coder.uuid, [desk.transcript], ReadingState.DONE)
        (person, question) = (
            study.reader.value(f"SELECT uuid FROM {table}") for table in ("participants", "questions")
        )
        fill_cell(study, coder.uuid, Place(person, question), summary=f"CELL{mark}")
        decide_at_random(study, coder, Random(1))
        made[mark] = [*made.get(mark, []), one.uuid, two.uuid]
    return made


def test_nothing_of_the_others_is_in_the_bytes_of_the_file(begun_desk: Bench, tmp_path: Path):
    made = work_of_both(begun_desk)
    packed = packet(begun_desk.study, begun_desk.maude, tmp_path / "p.study")
    held = (tmp_path / "p.study").read_bytes()
    for secret in (*SECRETS, *made["JULIEN"], begun_desk.julien.uuid, "Julien"):
        assert secret.encode() not in held, secret
    for kept in ("MEMOMAUDE", "CELLMAUDE", made["MAUDE"][0], "On voulait"):
        assert kept.encode() in held, kept
    others = {one.uuid for one in codings.all(begun_desk.study.reader) if one.coder != begun_desk.maude.uuid}
    assert len(others) > 5
    assert not [uuid for uuid in others if uuid.encode() in held]
    assert packed.codings == len(codings.all(begun_desk.study.reader, begun_desk.maude.uuid))


def test_how_much_others_did_cannot_be_told_from_a_packet(begun_desk: Bench, tmp_path: Path):
    """Not from the rows either: their numbers have no gaps."""
    work_of_both(begun_desk)
    packet(begun_desk.study, begun_desk.maude, tmp_path / "p.study")
    with StudyFile.open(tmp_path / "p.study") as study:
        for table in ("codings", "memos", "coder_states", "journal", "decisions", "suggestion_lists"):
            numbers = [number for (number,) in study.reader.rows(f"SELECT id FROM {table} ORDER BY id")]
            assert numbers == list(range(1, len(numbers) + 1)), table


def test_a_packet_is_a_sound_study_in_which_one_goes_on(begun_desk: Bench, tmp_path: Path):
    work_of_both(begun_desk)
    packet(begun_desk.study, begun_desk.maude, tmp_path / "p.study")
    with StudyFile.open(tmp_path / "p.study") as study:
        assert all(one.sound for one in check(study))
        assert [one.name for one in coder_store.all(study.reader)] == ["consensus", "Maude"]
        before = picture(study)
        coding.apply_codes(study, begun_desk.maude.uuid, begun_desk.transcript, Span(1, 9), [begun_desk.codes["TON"]])
        undo(study, begun_desk.maude.uuid)
        assert picture(study) == before
        for _step in range(journal.depth(study.reader, begun_desk.maude.uuid)[0]):
            undo(study, begun_desk.maude.uuid)


def test_a_packet_tells_what_it_was_made_from(begun_desk: Bench, tmp_path: Path):
    packet(begun_desk.study, begun_desk.maude, tmp_path / "p.study")
    with StudyFile.open(tmp_path / "p.study") as study:
        fact = packing.packet_fact(study.reader)
        assert fact is not None
        newest = begun_desk.study.reader.value("SELECT uuid FROM journal ORDER BY id DESC LIMIT 1")
        assert (fact.coder, fact.base, fact.source) == (
            begun_desk.maude.uuid,
            newest,
            begun_desk.study.fact("copy"),
        )
        assert len(fact.texts) == 3
        assert study.fact("uuid") == begun_desk.study.fact("uuid")
        assert study.fact("copy") not in ("", begun_desk.study.fact("copy"))


def test_what_is_not_needed_for_coding_stays_at_home(begun_desk: Bench, tmp_path: Path):
    packet(begun_desk.study, begun_desk.maude, tmp_path / "p.study")
    with StudyFile.open(tmp_path / "p.study") as study:
        assert study.reader.value("SELECT count(*) FROM attribute_values") == 0
        assert study.reader.value("SELECT count(*) FROM participants") > 0


def test_a_blank_packet_holds_nobodys_work(begun_desk: Bench, tmp_path: Path):
    packed = packet(begun_desk.study, None, tmp_path / "p.study")
    assert (packed.codings, packed.memos, packed.transcripts, packed.codes) == (0, 0, 3, 4)
    with StudyFile.open(tmp_path / "p.study") as study:
        assert [one.name for one in coder_store.all(study.reader)] == ["consensus"]
        new = studies.add_coder(study, "Zoé")
        coding.apply_codes(study, new.uuid, begun_desk.transcript, Span(1, 9), [begun_desk.codes["TON"]])
    (found,) = merge(begun_desk.study, [tmp_path / "p.study"], coder=begun_desk.maude.uuid)
    assert found.packet == ""
    zoe = coder_store.named(begun_desk.study.reader, "Zoé")
    assert [one.span for one in codings.all(begun_desk.study.reader, zoe.uuid)] == [Span(1, 9)]


def test_no_file_is_ever_replaced_but_an_earlier_packet_of_the_study(begun_desk: Bench, tmp_path: Path):
    path = tmp_path / "p.study"
    packet(begun_desk.study, begun_desk.maude, path)
    with pytest.raises(StoreError, match="already there"):
        packet(begun_desk.study, begun_desk.maude, path)
    packet(begun_desk.study, begun_desk.julien, path, force=True)
    copied(begun_desk.study, tmp_path / "copy.study").close()
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for other in (begun_desk.study.path, tmp_path / "copy.study", tmp_path / "notes.txt"):
        held = other.read_bytes()
        with pytest.raises(StoreError, match="not replaced"):
            packet(begun_desk.study, begun_desk.maude, other, force=True)
        assert other.read_bytes() == held
    assert not list(tmp_path.glob(".workbench-*"))


def test_every_table_says_what_of_it_goes_into_a_packet(begun_desk: Bench):
    tables = begun_desk.study.reader.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'turn_index%'"
        " AND name NOT LIKE 'sqlite_%'"
    )
    assert {name for (name,) in tables} == packing.STAYS.keys()


def test_an_act_on_the_work_of_several_goes_along_in_part(begun_desk: Bench, tmp_path: Path):
    """Merging two codes moves everybody's codings: a packet holds what it did to those of its coder."""
    image, ton = begun_desk.codes["IMAGE"], begun_desk.codes["TON"]
    with begun_desk.study.act(begun_desk.maude.uuid, "code.merge") as act:
        from workbench.store.rows import CodeRow, CodingRow

        number = act.get(CodeRow, ton).id
        for row in act.all(CodingRow, code_id=act.get(CodeRow, image).id):
            act.change(row, code_id=number)
    packet(begun_desk.study, begun_desk.maude, tmp_path / "p.study")
    with StudyFile.open(tmp_path / "p.study") as study:
        ((changes,),) = study.reader.rows("SELECT changes FROM journal WHERE verb = 'code.merge'")
        own = {one.uuid for one in codings.all(study.reader)}
        assert {change["uuid"] for change in json.loads(changes)} == own
        assert len(own) == 4


def test_a_packet_cannot_be_made_where_nothing_can_be_written(begun_desk: Bench, tmp_path: Path):
    with pytest.raises(StoreError, match="no folder"):
        packet(begun_desk.study, begun_desk.maude, tmp_path / "nowhere" / "p.study")


def test_there_is_no_packet_of_the_consensus(begun_desk: Bench, tmp_path: Path):
    (consensus,) = coder_store.all(begun_desk.study.reader, kind=CoderKind.CONSENSUS)
    with pytest.raises(StoreError, match="what one person did"):
        packet(begun_desk.study, consensus, tmp_path / "p.study")
    assert not (tmp_path / "p.study").exists()


def test_the_journal_of_a_packet_is_only_appended_to(begun_desk: Bench, tmp_path: Path):
    packet(begun_desk.study, begun_desk.maude, tmp_path / "p.study")
    connection = sqlite3.connect(tmp_path / "p.study")
    with pytest.raises(sqlite3.IntegrityError, match="only appended"):
        connection.execute("DELETE FROM journal")
    connection.close()
