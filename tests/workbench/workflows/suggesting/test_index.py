"""Every segment is read once and kept; reading can stop at any moment and goes on from there."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.workbench.making import Bench, bench, content, transcript
from transcripts.model import Transcript
from workbench.cli.app import main
from workbench.errors import BusyError, SuggestError
from workbench.store import readings
from workbench.store.study_file import StudyFile
from workbench.suggest import packing
from workbench.suggest.levels import Level
from workbench.suggest.reading import Reading, Vectors
from workbench.workflows import coding
from workbench.workflows.importing import import_transcripts
from workbench.workflows.suggesting import index as indexing
from workbench.workflows.suggesting import index_jobs
from workbench.workflows.suggesting.cutting import cut_study
from workbench.workflows.suggesting.index import BATCH, IndexResult, index
from workbench.workflows.undoing import undo


class Stand:
    """Stands for a language model and an encoder at once, and counts what it is given."""

    dimensions = 3

    def __init__(self, language: str = "fr", version: str = "1.0") -> None:
        self.language = language
        self.name = f"{language}_stand_in {version}"
        self.given: list[str] = []

    def read(self, texts: Sequence[str]) -> Iterator[Reading]:
        for text in texts:
            self.given.append(text)
            words = text.split()
            starts = [text.index(word) for word in words]
            ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
            ends = [min(end, after) for end, after in zip(ends, [*starts[1:], len(text)], strict=True)]
            if starts != sorted(starts):
                words, starts, ends = [], [], []
            yield Reading(tuple(words), tuple(starts), tuple(ends), (True,) * len(words), np.ones(3, dtype=np.float32))

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        return np.ones((len(texts), 3), dtype=np.float32)


class Stands:
    """The models of a machine."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.readers = {"fr": Stand("fr"), "en": Stand("en")}
        self.encoder = Stand("sentences")
        monkeypatch.setattr(index_jobs, "text_reader", lambda language: self.readers[language])
        monkeypatch.setattr(index_jobs, "sentence_encoder", lambda: self.encoder)
        monkeypatch.setattr(index_jobs, "encoder_name", lambda: self.encoder.name)
        monkeypatch.setattr(index_jobs, "level", lambda: Level.FULL)

    @property
    def given(self) -> int:
        return sum(len(stand.given) for stand in (*self.readers.values(), self.encoder))


@pytest.fixture
def stands(monkeypatch: pytest.MonkeyPatch) -> Stands:
    return Stands(monkeypatch)


def long_talk(name: str = "I-06", turns: int = 150) -> Transcript:
    said = tuple(
        ("I-06", f"Voici la réponse numéro {number} dans {name} dont on parle ici.") for number in range(turns)
    )
    return transcript(name, said)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "s.study", transcript(), long_talk())
    yield made
    made.study.close()


def kept(desk: Bench) -> dict[str, int]:
    return readings.models(desk.study.reader)


def segments(desk: Bench) -> int:
    return len(set(cut_study(desk.study).hashes))


def test_every_segment_is_read_by_its_language_model_and_encoded(desk: Bench, stands: Stands) -> None:
    result = index(desk.study)
    count = segments(desk)
    assert count > 2 * BATCH
    assert (result.segments, result.read, result.encoded, result.stopped) == (count, count, count, False)
    assert kept(desk) == {"fr_stand_in 1.0": count, "sentences_stand_in 1.0": count}
    assert result.models == ("fr_stand_in 1.0", "sentences_stand_in 1.0")
    assert result.words == sum(len(text.split()) for text in stands.readers["fr"].given)


def test_what_was_read_is_not_read_again(desk: Bench, stands: Stands) -> None:
    index(desk.study)
    before = stands.given
    with StudyFile.open(desk.study.path) as again:
        result = index(again)
    assert stands.given == before
    assert (result.read, result.encoded, result.words, result.pruned) == (0, 0, 0, 0)


def test_the_same_words_are_read_once_wherever_they_are_said(tmp_path: Path, stands: Stands) -> None:
    said = (("ENQ", "Et comment cela se passe-t-il ?"), ("I-05", "Bien, je vous remercie de la question."))
    desk = bench(tmp_path / "s.study", transcript("A", said), transcript("B", said))
    index(desk.study)
    assert len(stands.readers["fr"].given) == len(set(stands.readers["fr"].given)) == 2


def test_each_transcript_is_read_in_its_own_language(tmp_path: Path, stands: Stands) -> None:
    words = "They asked us what we do on the page and we said that we answer the people who write to us."
    english = Transcript(**{**vars_of(transcript("E", (("P", words),))), "language": "en"})
    guessed = Transcript(**{**vars_of(transcript("G", (("P", words + " Really."),))), "language": ""})
    desk = bench(tmp_path / "s.study", transcript(), english, guessed)
    index(desk.study)
    assert sorted(stands.readers["en"].given) == sorted([words, words + " Really."])
    assert all("They" not in text for text in stands.readers["fr"].given)


def vars_of(one: Transcript) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("name", "text", "turns", "speakers", "source", "language")}


def test_only_what_is_new_is_read_after_an_import(desk: Bench, stands: Stands) -> None:
    index(desk.study)
    import_transcripts(desk.study, None, [long_talk("I-07", 5)])
    assert (index(desk.study).read, index(desk.study).read) == (5, 0)


def test_it_stops_between_two_batches_and_goes_on_later(desk: Bench, stands: Stands) -> None:
    result = index(desk.study, stop=lambda: stands.given >= BATCH)
    assert (result.stopped, result.read, result.encoded, result.models) == (True, BATCH, 0, ())
    rest = index(desk.study)
    assert (rest.stopped, rest.read) == (False, segments(desk) - BATCH)
    assert stands.given == 2 * segments(desk)


def test_asked_to_stop_at_once_it_reads_nothing(desk: Bench, stands: Stands) -> None:
    assert index(desk.study, stop=lambda: True).stopped
    assert stands.given == 0


def test_a_watcher_that_raises_loses_nothing(desk: Bench, stands: Stands) -> None:
    def watch(done: int, total: int, what: str) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index(desk.study, progress=watch)
    assert kept(desk) == {"fr_stand_in 1.0": BATCH}
    assert index(desk.study).read == segments(desk) - BATCH


def test_progress_begins_at_nothing_only_grows_and_ends_at_all(desk: Bench, stands: Stands) -> None:
    told: list[tuple[int, int, str]] = []
    index(desk.study, progress=lambda *now: told.append(now))
    done = [now[0] for now in told]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 2 * segments(desk))
    assert {now[1] for now in told} == {2 * segments(desk)}
    assert all(now[2].endswith(".") for now in told)
    told.clear()
    index(desk.study, progress=lambda *now: told.append(now))
    assert told == []


def test_nothing_is_locked_while_a_model_reads(desk: Bench, stands: Stands, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Stand.read
    with StudyFile.open(desk.study.path, timeout=0.0) as other:

        def and_write(self: Stand, texts: Sequence[str]) -> Iterator[Reading]:
            with other.act(None, "test.write") as act:
                act.run("UPDATE facts SET value = value")
            return read(self, texts)

        monkeypatch.setattr(Stand, "read", and_write)
        assert index(desk.study).read == segments(desk)


def test_it_waits_while_somebody_else_writes_for_long(
    desk: Bench, stands: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = iter([BusyError("busy"), BusyError("busy")])
    keep = readings.keep

    def busy_at_first(*values: object) -> None:
        for error in refused:
            raise error
        keep(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(indexing.readings, "keep", busy_at_first)
    assert index(desk.study).read == segments(desk)
    assert stands.given == 2 * segments(desk)


def test_the_readings_of_words_that_are_gone_are_forgotten(desk: Bench, stands: Stands) -> None:
    index(desk.study)
    before = segments(desk)
    imported = import_transcripts(desk.study, desk.maude.uuid, [long_talk("I-07", 20)])
    index(desk.study)
    assert kept(desk)["fr_stand_in 1.0"] == before + 20
    assert imported.transcripts
    undo(desk.study, desk.maude.uuid)
    result = index(desk.study)
    assert (result.pruned, result.read) == (20, 0)
    assert set(kept(desk).values()) == {before}


def test_a_new_version_of_a_model_reads_anew_and_the_old_is_forgotten(desk: Bench, stands: Stands) -> None:
    index(desk.study)
    stands.readers["fr"] = Stand("fr", "2.0")
    result = index(desk.study)
    assert (result.read, result.encoded) == (segments(desk), 0)
    assert kept(desk) == {"fr_stand_in 2.0": segments(desk), "sentences_stand_in 1.0": segments(desk)}


def test_the_old_version_stays_until_the_new_one_has_read_everything(desk: Bench, stands: Stands) -> None:
    index(desk.study)
    stands.readers["fr"] = Stand("fr", "2.0")
    index(desk.study, stop=lambda: bool(stands.readers["fr"].given))
    assert kept(desk)["fr_stand_in 1.0"] == segments(desk)


def test_what_other_models_have_read_stays(desk: Bench, stands: Stands) -> None:
    index(desk.study)
    other = Stand("fr")
    other.name = "fr_another 1.0"
    stands.readers["fr"] = other
    index(desk.study)
    assert set(kept(desk)) == {"fr_stand_in 1.0", "fr_another 1.0", "sentences_stand_in 1.0"}


@pytest.mark.parametrize("kind", ["reading", "vector", "version"])
def test_damaged_readings_are_made_anew(desk: Bench, stands: Stands, kind: str) -> None:
    index(desk.study)
    model = "sentences_stand_in 1.0" if kind == "vector" else "fr_stand_in 1.0"
    damage = "substr(body, 1, length(body) - 1)" if kind != "version" else "CAST(x'09' || substr(body, 2) AS BLOB)"
    with desk.study.act(None, "test.damage") as act:
        act.run(f"UPDATE readings SET body = {damage} WHERE model = '{model}' AND text_hash < x'80'")
    damaged = sum(key < b"\x80" for key in readings.known(desk.study.reader, model))
    result = index(desk.study)
    assert damaged
    assert (result.read, result.encoded) == ((0, damaged) if kind == "vector" else (damaged, 0))
    read = packing.VECTOR if kind == "vector" else packing.READING
    assert all(packing.is_sound(body, read) for _key, body in readings.all(desk.study.reader, model))


def test_the_next_best_model_reads_where_one_cannot_be_loaded(desk: Bench, stands: Stands) -> None:
    class Broken(Stand):
        def read(self, texts: Sequence[str]) -> Iterator[Reading]:
            stands.readers["fr"] = Stand("fr")
            raise SuggestError("The language model is broken.")

    stands.readers["fr"] = Broken("fr", "9.0")
    result = index(desk.study)
    assert result.notes == ("The language model is broken.",)
    assert result.models[0] == "fr_stand_in 1.0"
    assert result.read == segments(desk)


def test_a_model_that_stays_broken_does_not_go_on_for_ever(desk: Bench, stands: Stands) -> None:
    def broken(texts: Sequence[str]) -> Iterator[Reading]:
        raise SuggestError("The language model is broken.")

    stands.readers["fr"].read = broken  # type: ignore[method-assign]
    with pytest.raises(SuggestError, match="broken"):
        index(desk.study)


def test_keywords_alone_need_nothing_read(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")
    result = index(desk.study)
    assert (result.read, result.encoded, result.models, kept(desk)) == (0, 0, (), {})


def test_an_empty_study_has_nothing_to_read(tmp_path: Path, stands: Stands) -> None:
    with StudyFile.create(tmp_path / "empty.study") as study:
        assert index(study) == IndexResult(0, 0, 0, 0, 0, index(study).models, False, ())


def test_reading_is_no_act_of_anybody(desk: Bench, stands: Stands) -> None:
    coding.apply_codes(
        desk.study, desk.maude.uuid, desk.transcript, cut_study(desk.study).pieces[1].span, [desk.codes["IMAGE"]]
    )
    entries = desk.study.reader.value("SELECT count(*) FROM journal")
    before = content(desk.study)
    index(desk.study)
    assert desk.study.reader.value("SELECT count(*) FROM journal") == entries
    assert content(desk.study) == before
    undo(desk.study, desk.maude.uuid)
    assert content(desk.study)["codings"] == []


def test_a_study_with_readings_is_sound_and_is_backed_up_and_exported(
    desk: Bench, stands: Stands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index(desk.study)
    study, copy = str(desk.study.path), tmp_path / "copy.study"
    assert main(["check", study]) == 0
    assert main(["backup", study, str(copy)]) == 0
    assert main(["export", study, str(tmp_path / "all.json")]) == 0
    assert "stand_in" not in (tmp_path / "all.json").read_text(encoding="utf-8")
    assert main(["check", str(copy)]) == 0
    with StudyFile.open(copy) as again:
        assert readings.models(again.reader) == kept(desk)
        assert index(again).read == 0


CHILD = """
import sys
from pathlib import Path
import pytest
from tests.workbench.workflows.suggesting.test_index import Stands
from workbench.store.study_file import StudyFile
from workbench.workflows.suggesting.index import index
with pytest.MonkeyPatch.context() as patch, StudyFile.open(Path(sys.argv[1])) as study:
    Stands(patch)
    def watch(done, total, what):
        sys.stdout.write(f"{done}\\n")
        sys.stdout.flush()
        sys.stdin.readline()
    index(study, progress=watch)
"""


@pytest.mark.parametrize("batches", [1, 2, 4])
def test_what_was_read_survives_a_kill_and_is_not_read_again(desk: Bench, stands: Stands, batches: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(desk.study.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[4],
    )
    assert child.stdin is not None
    assert child.stdout is not None
    done = 0
    for _batch in range(batches + 1):
        done = int(child.stdout.readline())
        child.stdin.write(b"go on\n")
        child.stdin.flush()
    os.kill(child.pid, signal.SIGKILL)
    child.communicate(timeout=60)
    before = sum(kept(desk).values())
    assert done <= before < 2 * segments(desk)
    result = index(desk.study)
    assert result.read + result.encoded == 2 * segments(desk) - before
    assert not result.stopped
    assert main(["check", str(desk.study.path)]) == 0
