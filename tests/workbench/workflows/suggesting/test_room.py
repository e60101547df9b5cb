"""What is kept between lists, and when it is made anew."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.workbench.making import Bench, bench, transcript
from tests.workbench.workflows.suggesting.plain_models import PlainModels, _vector
from transcripts.model import Role
from transcripts.spans import Span
from workbench.store import readings
from workbench.store.study_file import StudyFile
from workbench.suggest.levels import Level
from workbench.workflows.coding import apply_codes
from workbench.workflows.importing import import_transcripts
from workbench.workflows.suggesting.local import LocalDesk
from workbench.workflows.suggesting.room import SuggestionRoom

TALK = tuple(
    ("ENQ" if number % 2 else "I-05", f"Voici la phrase numéro {number}, qui dit ceci et cela.") for number in range(40)
)


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> PlainModels:
    made = PlainModels()
    made.put_in(monkeypatch)
    return made


@pytest.fixture
def desk(tmp_path: Path, models: PlainModels) -> Iterator[Bench]:
    made = bench(tmp_path / "s.study", transcript("I-05", TALK))
    yield made
    made.study.close()


@pytest.fixture
def room(desk: Bench) -> SuggestionRoom:
    return SuggestionRoom(desk.study)


def test_coding_leaves_everything_as_it_is(desk, room):
    before = room.cut, room.corpus
    apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 10), [desk.codes["IMAGE"]])
    room.refresh()
    assert (room.cut, room.corpus) == before


def test_looking_again_at_an_unchanged_study_reads_nothing(desk, room, monkeypatch):
    room.refresh()
    asked: list[str] = []
    rows = desk.study.reader.rows
    monkeypatch.setattr(desk.study.reader, "rows", lambda sql, **values: asked.append(sql) or rows(sql, **values))
    room.refresh()
    assert asked == []


def test_a_transcript_more_is_there_at_the_next_look_and_not_before(desk, room):
    pieces, corpus = len(room.pieces), room.corpus
    import_transcripts(desk.study, None, (transcript("I-06", TALK[:6]),))
    assert len(room.pieces) == pieces and room.corpus is corpus
    room.refresh()
    assert len(room.pieces) == pieces + 6 and len(room.corpus.pieces) == pieces + 6
    assert list(room.names.values()) == ["I-05", "I-06"]


def test_what_another_process_brings_is_seen_too(desk, room):
    room.refresh()
    with StudyFile.open(desk.study.path) as other:
        import_transcripts(other, None, (transcript("I-06", TALK[:6]),))
    room.refresh()
    assert len(room.names) == 2


def test_another_role_of_a_speaker_makes_other_candidates(desk, room):
    before = sum(piece.candidate for piece in room.pieces)
    with desk.study.act(None, "speaker.role") as act:
        act.run("UPDATE speakers SET role = :role WHERE label = 'ENQ'", role=str(Role.PARTICIPANT))
    room.refresh()
    assert sum(piece.candidate for piece in room.pieces) == 2 * before


def test_lists_are_made_by_rule_until_nearly_all_is_read_then_by_words_then_by_sentences(desk, room, models):
    assert room.level is Level.FLOOR and room.ready.partial and room.encoder is None
    assert room.model == "stems fr 1" and room.suggester.startswith("keywords ")
    corpus, vectors = room.corpus, []

    def look(done: int, total: int, what: str) -> None:
        room.refresh()
        vectors.append((room.level, room.corpus.vectors is not None, room.model))

    LocalDesk(desk.study, watch=look).index()
    room.refresh()
    assert list(dict.fromkeys(vectors)) == [
        (Level.FLOOR, False, "stems fr 1"),
        (Level.BASE, False, "plain_fr 1"),
        (Level.FULL, True, "plain_fr 1, plain sentences 1"),
    ]
    assert room.corpus is not corpus and not room.ready.partial and room.ready.share == 1
    assert room.encoder is not None and room.suggester.startswith("full ")


def test_sentence_vectors_are_those_that_were_kept_and_make_word_vectors_needless(desk, room, models):
    LocalDesk(desk.study).index()
    models.forget()
    room.refresh()
    texts = [piece.text for piece in room.pieces]
    assert np.allclose(room.corpus.vectors, np.stack([_vector(text, 8) for text in texts]), atol=0.01)
    assert all(one.lemmas and not one.vector.size for one in room.corpus.readings)
    assert models.asked == []


def test_readings_are_those_that_were_kept(desk, room, models):
    models.level = Level.BASE
    LocalDesk(desk.study).index()
    room.refresh()
    texts = [piece.text for piece in room.pieces]
    read = list(models.readers["fr"].read(texts))
    models.forget()
    for kept in (list(room.corpus.readings), [room.corpus.readings[place] for place in range(len(texts))]):
        assert [one.lemmas for one in kept] == [one.lemmas for one in read]
        assert [one.starts for one in kept] == [one.starts for one in read]
        assert all(np.allclose(one.vector, other.vector, atol=0.01) for one, other in zip(kept, read, strict=True))
    backwards = [room.corpus.readings[place].lemmas for place in reversed(range(len(texts)))]
    assert backwards == [one.lemmas for one in reversed(read)]
    assert room.corpus.readings[-1].lemmas == read[-1].lemmas
    assert [one.lemmas for one in room.corpus.readings[3:5]] == [one.lemmas for one in read[3:5]]
    assert models.asked == []


def test_what_is_damaged_or_gone_is_read_by_rule(desk, room, models):
    models.level = Level.BASE
    LocalDesk(desk.study).index()
    room.refresh()
    keys = [readings.text_hash(piece.text) for piece in room.pieces]
    with desk.study.act(None, "test") as act:
        readings.drop(act, "plain_fr 1", keys[:1])
        act.run("UPDATE readings SET body = x'00ff' WHERE text_hash = :key", key=keys[1])
    lost = room.corpus.readings[0]
    assert lost.lemmas and not lost.vector.any() and len(lost.vector) == models.readers["fr"].dimensions
    assert not room.corpus.readings[1].vector.any() and room.corpus.readings[2].vector.any()


def test_a_damaged_sentence_vector_is_none(desk, room, models):
    LocalDesk(desk.study).index()
    with desk.study.act(None, "test") as act:
        key = readings.text_hash(room.pieces[1].text)
        act.run("UPDATE readings SET body = x'00ff' WHERE text_hash = :key", key=key)
    room.refresh()
    assert room.level is Level.FULL
    assert not room.corpus.vectors[1].any() and room.corpus.vectors[2].any()


def test_a_few_unread_passages_do_not_set_the_rest_back(desk, room, models):
    LocalDesk(desk.study).index()
    import_transcripts(desk.study, None, (transcript("I-06", (("I-06", "Une seule phrase, toute neuve."),)),))
    room.refresh()
    assert room.level is Level.FULL and room.ready.read == 40 and room.ready.pieces == 41
    assert not room.corpus.vectors[40].any()
    assert LocalDesk(desk.study).index().read == 1
    corpus = room.corpus
    room.refresh()
    assert room.corpus is not corpus and room.corpus.vectors[40].any()


def test_many_unread_passages_do(desk, room, models):
    LocalDesk(desk.study).index()
    import_transcripts(desk.study, None, (transcript("I-06", tuple((who, f"{said} Bis.") for who, said in TALK)),))
    room.refresh()
    assert room.level is Level.FLOOR and room.ready.partial


def test_the_words_of_codes_are_read_once_and_kept(desk, room, models):
    LocalDesk(desk.study).index()
    models.forget()
    room.refresh()
    reader, encoder = room.readers["fr"], room.encoder
    assert [one.lemmas for one in reader.read(["Image"])] and encoder.encode(["Image"]).shape == (1, 8)
    assert models.asked == []
    list(reader.read(["Autre chose", "Autre chose"]))
    encoder.encode(["Autre chose", "Autre chose"])
    assert models.asked == ["Autre chose", "Autre chose"]
    assert encoder.encode([]).shape == (0, 8)


def test_reading_goes_on_with_the_words_of_a_new_definition(desk, models):
    here = LocalDesk(desk.study)
    here.index()
    models.forget()
    with desk.study.act(None, "test") as act:
        act.run("UPDATE codes SET definition = 'Ce que l’on montre.' WHERE short = 'IMAGE'")
    assert here.index().read == 0
    assert "Ce que l’on montre." in models.asked


def test_pieces_are_found_by_where_they_stand(room):
    first, second = room.pieces[0], room.pieces[1]
    transcript = first.transcript
    assert room.place_of(transcript, first.span) == 0 and room.place_of(transcript, second.span) == 1
    assert room.place_of(transcript, Span(first.span.end - 2, second.span.end)) == 1
    assert list(room.places(transcript, Span(first.span.end - 2, second.span.start + 1))) == [0, 1]
    assert room.piece_at(transcript, first.span.start) is first
    assert room.piece_at(transcript, first.span.end) is None
    assert room.place_of("unknown", first.span) is None and room.piece_at("unknown", 3) is None


def test_a_study_without_texts_is_whole(tmp_path, models):
    from workbench.workflows.studies import new_study

    with new_study(tmp_path / "e.study", coder="Maude") as study:
        room = SuggestionRoom(study)
        assert room.ready.share == 1 and not room.ready.partial and room.pieces == ()
        assert len(room.corpus.pieces) == 0 and room.encoder is None
        assert LocalDesk(study).index().segments == 0


def test_a_study_in_two_languages_is_read_by_both(tmp_path, models):
    english = replace(transcript("I-07", (("I-07", "This is what we said about it, in English."),)), language="en")
    made = bench(tmp_path / "m.study", transcript("I-05", TALK[:6]), english)
    here = LocalDesk(made.study)
    here.index()
    room = here.room
    assert set(room.languages) == {"fr", "en"} == set(room.readers)
    assert room.model == "plain_en 1, plain_fr 1, plain sentences 1"
    assert [one.name for one in room.readers.values()] == ["plain_en 1", "plain_fr 1"]
    made.study.close()
