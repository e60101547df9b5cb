"""What to read next in a study: order, reasons, what is left out, and that nothing is written."""

import pytest

from codebook.coding import ReadingState
from tests.workbench.making import content
from tests.workbench.workflows.suggesting.ranked import APPROVAL, Ranked, interview, other, ranked
from workbench.errors import SuggestError
from workbench.workflows.coding import apply_codes, set_state
from workbench.workflows.suggesting import switches, wire
from workbench.workflows.suggesting.next_reading import NextReading, next_reading


@pytest.fixture(autouse=True)
def _keywords_alone(monkeypatch):
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")


def talks():
    """Five interviews of eight passages; the fourth alone speaks of approval."""
    for number in range(5):
        said = [other(8 * number + place) for place in range(8)]
        if number == 3:
            said[2:5] = APPROVAL[:3]
        yield interview(f"I-0{number + 1}", tuple(said))


@pytest.fixture
def made(tmp_path):
    found = ranked(tmp_path / "n.study", *talks())
    yield found
    found.study.close()


def finish(made: Ranked, *names: str, coder: str = "") -> None:
    wanted = [uuid for uuid, name in made.room.names.items() if name in names]
    set_state(made.study, coder or made.coder, wanted, ReadingState.DONE)


def order(found: NextReading) -> list[str]:
    return [one.name for one in found.transcripts]


def test_the_transcript_that_speaks_of_a_code_not_found_yet_comes_first_with_its_reason(made):
    finish(made, "I-01")
    found = next_reading(made.room, made.coder, code=made.code)
    assert order(found)[0] == "I-04"
    assert "VALID (not found yet)" in found.transcripts[0].reason
    assert found.codes == ("VALID",)
    assert {one.name for one in found.passages[:3]} == {"I-04"}
    assert found.passages[0].short == "VALID"


def test_finished_transcripts_are_left_out_for_who_finished_them(made):
    finish(made, "I-01", "I-02")
    assert set(order(next_reading(made.room, made.coder))) == {"I-03", "I-04", "I-05"}
    assert len(order(next_reading(made.room, made.desk.julien.uuid))) == 5


def test_coded_passages_are_not_listed_again(made):
    piece = next(piece for piece in made.room.pieces if piece.text in APPROVAL)
    apply_codes(made.study, made.coder, piece.transcript, piece.span, [made.code])
    found = next_reading(made.room, made.coder, count=100)
    assert (piece.transcript, piece.span) not in {(one.transcript, one.span) for one in found.passages}
    here = next(one for one in found.transcripts if one.transcript == piece.transcript)
    assert here.passages == 7


def test_nothing_read_is_said_and_leaves_novelty_undefined(made):
    found = next_reading(made.room, made.coder)
    assert {one.novelty for one in found.transcripts} == {None}
    assert "You have not read anything yet; the order goes by the definitions of the codes alone." in found.notes


def test_novelty_is_known_once_something_was_read(made):
    finish(made, "I-01")
    assert all(one.novelty is not None for one in next_reading(made.room, made.coder).transcripts)


def test_a_code_found_in_three_transcripts_is_looked_for_no_longer_unless_by_name(made):
    for uuid in list(made.room.names)[:3]:
        piece = next(piece for piece in made.room.pieces if piece.transcript == uuid and piece.candidate)
        apply_codes(made.study, made.coder, uuid, piece.span, [made.code])
    assert "VALID" not in next_reading(made.room, made.coder).codes
    assert next_reading(made.room, made.coder, code=made.code).codes == ("VALID",)


def test_codes_that_were_asked_for_are_looked_for_alone(made):
    switches.ask(made.study, made.coder, made.code)
    assert next_reading(made.room, made.coder).codes == ("VALID",)


def test_once_those_are_found_the_others_are_looked_for(made):
    switches.ask(made.study, made.coder, made.code)
    for uuid in list(made.room.names)[:3]:
        piece = next(piece for piece in made.room.pieces if piece.transcript == uuid and piece.candidate)
        apply_codes(made.study, made.coder, uuid, piece.span, [made.code])
    found = next_reading(made.room, made.coder).codes
    assert found and "VALID" not in found


def test_uncertain_passages_need_an_example(made):
    assert next_reading(made.room, made.coder, uncertain=True).notes[0].startswith("No code has an example yet")
    piece = next(piece for piece in made.room.pieces if piece.text in APPROVAL)
    apply_codes(made.study, made.coder, piece.transcript, piece.span, [made.code])
    found = next_reading(made.room, made.coder, uncertain=True)
    assert (found.codes, found.uncertain) == (("VALID",), True)


def test_when_everything_is_done_a_sentence_says_so(made):
    finish(made, *made.room.names.values())
    found = next_reading(made.room, made.coder)
    assert (found.transcripts, found.passages) == ((), ())
    assert found.notes == ("Nothing is left to read: every transcript is done, or coded throughout.",)


def test_the_same_question_has_the_same_answer_and_writes_nothing(made):
    finish(made, "I-02")
    before = content(made.study)
    found = next_reading(made.room, made.coder)
    assert next_reading(made.room, made.coder) == found
    assert wire.built(NextReading, wire.plain(found)) == found
    assert content(made.study) == before


def test_codes_that_only_group_and_studies_that_forbid_are_refused(made):
    with pytest.raises(SuggestError, match="only groups"):
        next_reading(made.room, made.coder, code=made.desk.codes["OBJ"])
    switches.forbid(made.study, None)
    with pytest.raises(SuggestError, match="forbids"):
        next_reading(made.room, made.coder)
