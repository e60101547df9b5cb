"""Whatever a text holds, reading it loses nothing and keeps the model's promises."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from transcripts.model import Role, TurnKind
from transcripts.readers import Layout, ReadingOptions
from transcripts.readers.interviews import read_interview
from transcripts.readers.plain import read_markdown
from transcripts.readers.script import Script, plain_lines
from transcripts.segmenting import segments

pieces = st.sampled_from(
    [
        "ENQ : ", "ENQ\u00a0: ", "I-05: ", "**Anne** ", "**Anne** : ", "[ENQ] (0:01 - 0:11)", "[I-05] (0:12)",
        "[Rires]", "[Pause] (0:20 - 0:21)", "Anne Roy  0:00", "[00:00:01] ENQ: ", "MARIE\t", "MARIE", "Anne Roy ",
        "Luc ", "# ", "Note : ", "Q. ", "R – ", "Pourquoi ?", "un mot", "Deux mots.", " ", "\t", "\n", "\n\n", "😀",
        "e\u0301", "\u2028", "\x1b[31m", ":", "[", "]", "*", "(", "0:01", "1. ", "Répondre", " / 26 novembre 2013",
    ]
)  # fmt: skip
texts = st.lists(pieces, max_size=60).map("".join)
choices = st.builds(
    ReadingOptions,
    speakers=st.dictionaries(st.sampled_from(["Anne Roy", "Luc", "ENQ", "MARIE"]), st.sampled_from([None, *Role])),
    layout=st.sampled_from([Layout.AUTO, Layout.TURNS, Layout.PLAIN]),
)


@given(texts, choices)
def test_every_character_is_in_one_turn_or_label_and_in_order(text: str, options: ReadingOptions) -> None:
    reading = read_interview(Script(text, plain_lines(text)), Path("a.txt"), "text", options)
    transcript = reading.transcripts[0]
    if reading.layout is Layout.QUESTIONS:
        return
    kept = "".join(turn.label + turn.span.cut(transcript.text) for turn in transcript.turns)
    assert "".join(kept.split()) == "".join(text.split())
    if not any(turn.label for turn in transcript.turns):
        assert transcript.text == text


@given(texts, choices)
def test_turns_are_disjoint_ordered_and_hold_the_text(text: str, options: ReadingOptions) -> None:
    transcript = read_interview(Script(text, plain_lines(text)), Path("a.txt"), "text", options).transcripts[0]
    position = 0
    for turn in transcript.turns:
        assert turn.span.start >= position
        assert not transcript.text[position : turn.span.start].strip()
        position = turn.span.end
    assert not transcript.text[position:].strip()


@given(texts, choices)
def test_speakers_are_those_who_speak_and_headings_are_nobodys(text: str, options: ReadingOptions) -> None:
    transcript = read_interview(Script(text, plain_lines(text)), Path("a.txt"), "text", options).transcripts[0]
    speaking = {turn.speaker for turn in transcript.turns if turn.kind is TurnKind.SPEECH}
    assert {speaker.label for speaker in transcript.speakers} == speaking - {None}
    assert all(turn.speaker is None for turn in transcript.turns if turn.kind is TurnKind.HEADING)
    assert len({speaker.label for speaker in transcript.speakers}) == len(transcript.speakers)
    assert bool(transcript.speakers) != bool(transcript.participant)


@given(texts, choices)
def test_what_was_read_can_be_cut_into_sentences(text: str, options: ReadingOptions) -> None:
    transcript = read_interview(Script(text, plain_lines(text)), Path("a.txt"), "text", options).transcripts[0]
    cut = segments(transcript)
    assert "".join("".join(span.cut(transcript.text) for span in cut).split()) == "".join(
        "".join(turn.span.cut(transcript.text) for turn in transcript.turns).split()
    )


@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    script = Script(text, plain_lines(text))
    assert read_interview(script, Path("a.txt"), "text", ReadingOptions()) == read_interview(
        script, Path("a.txt"), "text", ReadingOptions()
    )


def test_a_markdown_heading_loses_no_character(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Un\nDeux\n### Trois\n#quatre\n")
    script = read_markdown(path, ReadingOptions())
    transcript = read_interview(script, path, "markdown", ReadingOptions()).transcripts[0]
    assert [(turn.kind.value, turn.label, turn.span.cut(transcript.text)) for turn in transcript.turns] == [
        ("heading", "# ", "Un"),
        ("speech", "", "Deux"),
        ("heading", "### ", "Trois"),
        ("speech", "", "#quatre"),
    ]
