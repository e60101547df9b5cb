"""A study is cut into segments that cover what is said, in reading order, each with its language."""

from pathlib import Path

import pytest

from tests.workbench.making import bench, transcript
from transcripts.model import Role, Source, Speaker, Transcript, Turn, TurnKind
from transcripts.spans import Span
from workbench.store import readings, transcripts
from workbench.store.study_file import StudyFile
from workbench.workflows.importing import import_transcripts
from workbench.workflows.studies import new_study
from workbench.workflows.suggesting.cutting import cut_study

FRENCH = "On nous a demandé ce que nous faisons sur la page et nous répondons aux gens qui écrivent."
ENGLISH = "They asked us what we do on the page and we said that we answer the people who write to us."


def plain(name: str, text: str, language: str = "") -> Transcript:
    return Transcript(name, text, (Turn(Span(0, len(text)), "", ""),), (), Source(f"{name}.txt", "text"), language)


def test_segments_are_the_words_where_they_stand(tmp_path: Path) -> None:
    desk = bench(tmp_path / "s.study", transcript(), transcript("I-06"))
    cut = cut_study(desk.study)
    texts = {uuid: transcripts.load(desk.study.reader, uuid).text for uuid in cut.names}
    for piece, key in zip(cut.pieces, cut.hashes, strict=True):
        assert texts[piece.transcript][piece.span.start : piece.span.end] == piece.text
        assert key == readings.text_hash(piece.text)


def test_every_sentence_is_in_exactly_one_segment(tmp_path: Path) -> None:
    desk = bench(tmp_path / "s.study", transcript(talk=(("I-05", "Une phrase de quelques mots. " * 60),)))
    (uuid,) = cut_study(desk.study).names
    sentences = [sentence for piece in cut_study(desk.study).pieces for sentence in piece.sentences]
    assert tuple(sentences) == transcripts.load(desk.study.reader, uuid).sentences
    assert len(cut_study(desk.study).pieces) > 1


def test_interviewers_and_headings_are_context_only(tmp_path: Path) -> None:
    text = "Partie première du long entretien\nPourquoi y êtes-vous allés ?\nPour être là où sont les gens."
    places = [(0, 33), (34, 62), (63, len(text))]
    turns = (
        Turn(Span(*places[0]), "", "", kind=TurnKind.HEADING),
        Turn(Span(*places[1]), "ENQ", "ENQ :"),
        Turn(Span(*places[2]), "I-05", "I-05 :"),
    )
    speakers = (Speaker("ENQ", Role.INTERVIEWER), Speaker("I-05", Role.PARTICIPANT))
    study = new_study(tmp_path / "s.study", coder="MA")
    import_transcripts(study, None, [Transcript("A", text, turns, speakers, Source("A.txt", "text"), language="fr")])
    found = [(piece.text, piece.candidate) for piece in cut_study(study).pieces]
    assert [candidate for _text, candidate in found] == [False, False, True]
    assert found[2][0] == "Pour être là où sont les gens."


def test_a_text_without_speakers_can_be_suggested(tmp_path: Path) -> None:
    study = new_study(tmp_path / "s.study", coder="MA")
    import_transcripts(study, None, [plain("A", FRENCH)])
    assert [piece.candidate for piece in cut_study(study).pieces] == [True]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [(ENGLISH, "en", "en"), (ENGLISH, "", "en"), (FRENCH, "", "fr"), ("Notoriété, visibilité.", "", "fr")],
    ids=["said", "guessed", "guessed too", "of the study"],
)
def test_the_language_is_the_transcripts_own_or_guessed_or_the_studys(
    tmp_path: Path, text: str, language: str, expected: str
) -> None:
    study = new_study(tmp_path / "s.study", coder="MA", language="fr")
    import_transcripts(study, None, [plain("A", text, language)])
    assert set(cut_study(study).languages) == {expected}


def test_transcripts_come_in_the_order_of_the_study(tmp_path: Path) -> None:
    desk = bench(tmp_path / "s.study", *(transcript(name) for name in ("C", "A", "B")))
    cut = cut_study(desk.study)
    assert list(cut.names.values()) == [entry.name for entry in transcripts.listing(desk.study.reader)]
    assert list(dict.fromkeys(piece.transcript for piece in cut.pieces)) == list(cut.names)


def test_a_study_without_transcripts_has_no_segments(tmp_path: Path) -> None:
    with StudyFile.create(tmp_path / "s.study") as study:
        cut = cut_study(study)
    assert (cut.pieces, cut.languages, cut.hashes, cut.names) == ((), (), (), {})


def test_the_number_of_queries_does_not_grow_with_the_study(tmp_path: Path) -> None:
    asked = []
    for count in (1, 12):
        desk = bench(tmp_path / f"{count}.study", *(transcript(f"I-{number:02}") for number in range(count)))
        seen: list[str] = []
        desk.study.reader.connection.set_trace_callback(seen.append)
        cut_study(desk.study)
        asked.append(len(seen))
    assert asked[0] == asked[1]
