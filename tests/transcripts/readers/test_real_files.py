"""The real interviews and pages beside the project; nothing of them is copied here."""

import csv
from pathlib import Path

import docx
import pytest

from transcripts.model import Role, TurnKind
from transcripts.readers import Layout, ReadingOptions, parse_speakers, read_file, read_transcripts
from transcripts.segmenting import segments

EVENTS = {"Entretien 01 24.10.03 02_traitement_A": 2}


def artisans(shared: Path) -> list[Path]:
    return sorted((shared / "samples/corpora/artisans-fr/docx").glob("*.docx"))


def test_ten_interviews_lose_no_character(shared: Path) -> None:
    files = artisans(shared)
    assert len(files) == 10
    for path in files:
        transcript = read_transcripts(path)[0]
        source = "".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
        kept = "".join(turn.label + turn.span.cut(transcript.text) for turn in transcript.turns)
        assert kept.replace("\n", "") == source.replace("\n", "")


def test_ten_interviews_have_a_speaker_and_times_for_every_turn(shared: Path) -> None:
    for path in artisans(shared):
        transcript = read_transcripts(path)[0]
        assert {speaker.label: speaker.role for speaker in transcript.speakers} == {
            "Chercheur": Role.INTERVIEWER,
            "Interviewe": Role.PARTICIPANT,
        }
        spoken = [turn for turn in transcript.turns if turn.kind is TurnKind.SPEECH]
        assert all(turn.speaker and turn.label for turn in spoken)
        timed = [turn for turn in spoken if "(" in turn.label]
        assert all(turn.begin is not None and turn.finish is not None for turn in timed)
        assert all(turn.begin is None for turn in spoken if turn not in timed)
        events = [turn for turn in transcript.turns if turn.kind is TurnKind.HEADING and turn.begin is not None]
        assert len(events) == EVENTS.get(transcript.name, 0)
        assert transcript.language == "fr"


def test_the_positions_that_coders_noted_in_written_answers_still_fit(shared: Path) -> None:
    folder = shared / "samples/corpora/games-as-art-en"
    texts = {path.stem: read_transcripts(path)[0] for path in (folder / "texts").glob("*.txt")}
    with (folder / "codings.csv").open(encoding="utf-8", newline="") as file:
        codings = list(csv.DictReader(file))
    assert (len(texts), len(codings)) == (86, 279)
    for coding in codings:
        transcript = texts[coding["document"]]
        assert transcript.text[int(coding["start"]) : int(coding["end"])] == coding["quote"]
    assert all(not one.speakers and one.participant == name for name, one in texts.items())
    # One answer is too short of small words to tell; none is taken for French.
    assert sum(one.language == "en" for one in texts.values()) >= 85
    assert not any(one.language == "fr" for one in texts.values())


def test_sentences_of_the_real_corpora_hold_every_character(shared: Path) -> None:
    files = [*artisans(shared), *(shared / "samples/corpora/games-as-art-en/texts").glob("*.txt")]
    for path in files:
        transcript = read_transcripts(path)[0]
        cut = segments(transcript)
        assert "".join("".join(span.cut(transcript.text) for span in cut).split()) == "".join(
            "".join(turn.span.cut(transcript.text) for turn in transcript.turns).split()
        )


@pytest.fixture
def comments(shared: Path) -> Path:
    return shared / "study/000_1c02d3ea12afc0f8.txt"


def test_a_page_of_comments_is_twenty_six_participants_answers(comments: Path) -> None:
    reading = read_file(comments, options=ReadingOptions(layout=Layout.COMMENTS))
    assert len({one.participant for one in reading.transcripts}) == len(reading.transcripts) == 26
    assert sorted(one.participant for one in reading.transcripts if one.participant.startswith("anonyme-")) == [
        "anonyme-02", "anonyme-05", "anonyme-11", "anonyme-23"
    ]  # fmt: skip
    assert len({one.turns[0].span.cut(one.text) for one in reading.transcripts}) == 1
    assert all([speaker.role for speaker in one.speakers] == [*Role] for one in reading.transcripts)
    assert len(reading.doubles) == 1
    double = reading.doubles[0]
    assert double.transcript == f"{double.original} (2)"
    source = comments.read_text(encoding="utf-8")
    for word in ("Répondre", "Annuler la réponse", "Laisser un commentaire"):
        assert word in source
        assert not any(word in one.text for one in reading.transcripts)


def test_every_word_of_the_comments_comes_out(comments: Path) -> None:
    reading = read_file(comments, options=ReadingOptions(layout=Layout.COMMENTS))
    source = comments.read_text(encoding="utf-8")
    start = source.index("  1. ", source.index("26 commentaires"))
    body = source[start : source.rindex("Répondre à")]
    expected = "".join(line for line in body.splitlines() if line.strip() != "Répondre")
    kept = "".join(turn.label + turn.span.cut(one.text) for one in reading.transcripts for turn in one.turns[1:])
    assert "".join(kept.split()) == "".join(expected.split())


def test_skipping_the_double_posting_leaves_twenty_five(comments: Path) -> None:
    reading = read_file(comments, options=ReadingOptions(layout=Layout.COMMENTS, skip_doubles=True))
    assert len(reading.transcripts) == 25


def test_the_page_of_comments_is_proposed_as_one(comments: Path) -> None:
    assert read_file(comments).proposal is Layout.COMMENTS


def test_a_magazines_round_table_is_nine_answers_to_three_questions(shared: Path) -> None:
    names = "Mario Asselin,Matthieu Stréliski,Katheline Jean-Pierre"
    options = ReadingOptions(speakers=parse_speakers(names))
    reading = read_file(shared / "study/003_b6bdba08befb550a.txt", options=options)
    transcript = reading.transcripts[0]
    assert [turn.speaker for turn in transcript.turns] == [None, *names.split(",")] * 3
    assert all(turn.span.cut(transcript.text).endswith("?") for turn in transcript.turns if turn.speaker is None)
    assert "Articles connexes" not in transcript.text


@pytest.mark.parametrize("name", ["001_430c338537664de9.txt", "002_fe96ad5f0581a873.txt", "004_d5cc812f3e1e23bc.txt"])
def test_articles_and_cards_have_no_speakers(shared: Path, name: str) -> None:
    transcript = read_transcripts(shared / "study" / name)[0]
    assert transcript.speakers == ()
    assert transcript.text == (shared / "study" / name).read_text(encoding="utf-8")
