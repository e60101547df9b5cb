"""The text of a transcript comes back as the reader gave it, whatever stands between its turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.making import bench
from transcripts.model import Source, Transcript, Turn
from transcripts.spans import Span
from workbench.store import soundness, transcripts
from workbench.store.inserting import blanks_of
from workbench.store.transcripts import joined
from workbench.workflows.importing import import_transcripts


def transcript(words: list[str], blanks: list[str]) -> Transcript:
    text, turns = blanks[0], []
    for word, blank in zip(words, blanks[1:], strict=True):
        turns.append(Turn(Span(len(text), len(text) + len(word))))
        text += word + blank
    return Transcript("x", text, tuple(turns), (), Source("x.txt", "text"))


@pytest.mark.parametrize("blanks", [["", "\n", ""], ["\n\n", "\n\n", "\n"], ["", "\r\n\t ", ""], [" ", "", "\u2028"]])
def test_a_text_is_stored_character_for_character(tmp_path, blanks):
    given_text = transcript(["Oui.", "Non 👩‍👩‍👧."], blanks)
    study = bench(tmp_path / "a.study").study
    with study:
        uuid = import_transcripts(study, None, [given_text]).transcripts["x"]
        loaded = transcripts.load(study.reader, uuid)
        assert loaded.text == given_text.text
        assert [turn.span.cut(loaded.text) for turn in loaded.turns] == ["Oui.", "Non 👩‍👩‍👧."]
        assert soundness.changed_texts(study.reader) == []


@given(st.lists(st.tuples(st.text(min_size=1), st.text(alphabet=" \n\t\r")), min_size=1), st.text(alphabet=" \n"))
def test_words_and_blanks_make_the_text_again(pieces, before):
    given_text = transcript([word for word, _blank in pieces], [before, *(blank for _word, blank in pieces)])
    assert joined([word for word, _blank in pieces], blanks_of(given_text)) == given_text.text


def test_the_usual_text_needs_no_blanks():
    assert blanks_of(transcript(["a", "b", "c"], ["", "\n", "\n", ""])) == ""
