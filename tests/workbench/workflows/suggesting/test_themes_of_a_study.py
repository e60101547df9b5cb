"""Emerging themes of a study: what is uncoded, for whom, what is told of it, and that nothing is written."""

import pytest

from codebook.coding import ReadingState
from tests.workbench.alike import ABOUT, sentence
from tests.workbench.making import content
from tests.workbench.workflows.suggesting.ranked import Ranked, interview, ranked
from tests.workbench.workflows.suggesting.test_switches import make_blind
from workbench.errors import SuggestError
from workbench.store import journal
from workbench.workflows.coding import apply_codes, set_state
from workbench.workflows.suggesting import switches, wire
from workbench.workflows.suggesting.themes import ThemeList, likeness, summary, themes


@pytest.fixture(autouse=True)
def _keywords_alone(monkeypatch):
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")


def talk(name: str, number: int, times: int = 2):
    said = tuple(sentence(topic, number + 3 * time) for time in range(times) for topic in ABOUT)
    return interview(name, said)


@pytest.fixture
def made(tmp_path):
    found = ranked(tmp_path / "t.study", *(talk(f"I-0{number}", number) for number in (1, 2, 3)))
    yield found
    found.study.close()


def topic(words: str) -> str:
    return max(ABOUT, key=lambda name: sum(word in words for word in ABOUT[name]))


def topics(found: ThemeList) -> set[str]:
    return {topic(passage.excerpt) for theme in found.themes for passage in theme.passages}


def code(made: Ranked, coder: str, wanted: str, transcripts: tuple[str, ...] = ()) -> None:
    """Put VALID on everything about a topic."""
    for piece in made.room.pieces:
        if piece.candidate and topic(piece.text) == wanted and piece.transcript not in transcripts:
            apply_codes(made.study, coder, piece.transcript, piece.span, [made.code])


def test_groups_tell_how_much_there_is_and_where(made):
    found = themes(made.room, made.coder)
    assert topics(found) == set(ABOUT)
    for theme in found.themes:
        assert theme.number == found.themes.index(theme) + 1
        assert theme.transcripts == len({passage.transcript for passage in theme.passages})
        assert theme.participants == theme.transcripts
        assert {passage.speaker for passage in theme.passages} <= {"I-01", "I-02", "I-03"}
    assert found.alone == found.passages - sum(len(theme.passages) for theme in found.themes)
    first = found.themes[0]
    assert summary(first) == (
        f"{len(first.passages)} passages like this are uncoded, in {first.transcripts} transcripts"
    )
    assert likeness(first) == "Like no code so far."


def test_nothing_is_written(made):
    before, head = content(made.study), journal.head(made.study.reader)
    themes(made.room, made.coder)
    assert (content(made.study), journal.head(made.study.reader)) == (before, head)


def test_what_a_coder_has_coded_is_left_out_for_that_coder_alone(made):
    code(made, made.coder, "budget")
    assert "budget" not in topics(themes(made.room, made.coder))
    assert "budget" in topics(themes(made.room, made.desk.julien.uuid))
    assert "budget" not in topics(themes(made.room, made.desk.julien.uuid, anybody=True))


def test_a_group_like_a_code_says_so(made):
    code(made, made.coder, "budget", tuple(list(made.room.names)[1:]))
    found = themes(made.room, made.coder)
    like = {topic(theme.passages[0].excerpt): theme.like_short for theme in found.themes}
    assert like.get("budget", "VALID") == "VALID"
    assert {short for name, short in like.items() if name != "budget"} == {""}


def test_in_a_blind_study_what_others_coded_is_not_told(made):
    code(made, made.desk.julien.uuid, "budget")
    make_blind(made.desk)
    assert "budget" in topics(themes(made.room, made.coder))
    with pytest.raises(SuggestError, match="blind"):
        themes(made.room, made.coder, anybody=True)


def test_a_study_that_forbids_suggestions_has_no_groups_either(made):
    switches.forbid(made.study, None)
    with pytest.raises(SuggestError, match="forbids"):
        themes(made.room, made.coder)


def test_questions_of_interviewers_are_never_in_a_group(made):
    spans = {(piece.transcript, piece.span) for piece in made.room.pieces if not piece.candidate}
    found = themes(made.room, made.coder)
    assert spans
    assert not spans & {(one.transcript, one.span) for theme in found.themes for one in theme.passages}


def test_few_passages_or_none_give_a_sentence(tmp_path):
    few = ranked(tmp_path / "few.study", talk("I-01", 1, times=1))
    found = themes(few.room, few.coder)
    assert (found.themes, found.passages) == ((), 4)
    assert found.notes == ("4 uncoded passages are long enough; groups are looked for from 20 on.",)
    for piece in few.room.pieces:
        apply_codes(few.study, few.coder, piece.transcript, piece.span, [few.code])
    assert themes(few.room, few.coder).notes == ("No passage is left uncoded.",)
    few.study.close()


def test_more_groups_than_are_listed_are_told(made):
    found = themes(made.room, made.coder, count=1)
    assert len(found.themes) == 1 < found.found
    assert any(note.startswith("The first 1 of") for note in found.notes)


def test_they_come_back_as_they_were_sent(made):
    found = themes(made.room, made.coder)
    assert wire.built(ThemeList, wire.plain(found)) == found


def test_progress_is_told(made):
    told = []
    themes(made.room, made.coder, watch=lambda done, total, what: told.append((done, total)))
    assert told
    assert all(0 < done <= total for done, total in told)


def test_a_transcript_that_is_done_keeps_its_uncoded_passages(made):
    """What was read and not coded is just what a new theme may be in."""
    set_state(made.study, made.coder, list(made.room.names), ReadingState.DONE)
    assert themes(made.room, made.coder).themes
