"""Units that agreement is measured on: answers between questions, and grids of characters and words."""

from pathlib import Path

import pytest

from codebook.guide import Guide, Question, Section
from tests.workbench.making import bench, transcript
from tests.workbench.workflows.findings import code, finish
from workbench.errors import AnalysisError
from workbench.store import guide as guide_store
from workbench.store import guide_turns, transcripts
from workbench.store.guide_turns import Decided
from workbench.store.study_file import StudyFile
from workbench.workflows.comparing import compare
from workbench.workflows.findings.room import Snapshot
from workbench.workflows.guiding import import_guide
from workbench.workflows.linking import confirm_links
from workbench.workflows.measuring.units import cut, lengths_of, read_unit

NODS = (
    ("ENQ", "Pourquoi ?"),
    ("I-05", "Pour l’image."),
    ("ENQ", "Mhm."),
    ("I-05", "Et pour le projet."),
    ("ENQ", "Qui valide ?"),
    ("I-05", "La directrice."),
)


def words(study: StudyFile, unit: str, transcript_uuid: str) -> list[str]:
    """What stands in the units of the only transcript."""
    snapshot = Snapshot(study)
    found = cut(study, snapshot, read_unit(unit), lengths_of(study, snapshot))
    text = transcripts.load(study.reader, transcript_uuid).text
    return [text[start:end] for start, end in zip(found.start.tolist(), found.end.tolist(), strict=True)]


@pytest.fixture
def nods(tmp_path: Path):
    made = bench(tmp_path / "nods.study", transcript("I-05", NODS))
    yield made
    made.study.close()


def test_an_answer_is_what_is_said_between_two_turns_of_the_interviewer(nods) -> None:
    assert words(nods.study, "answer", nods.transcript) == ["Pour l’image.", "Et pour le projet.", "La directrice."]


def test_in_a_text_linked_to_the_guide_a_nod_cuts_no_answer(nods) -> None:
    study = nods.study
    import_guide(study, None, Guide((Section("", (Question("Q1", "Pourquoi ?"), Question("Q2", "Qui valide ?"))),)))
    first, second = (entry.uuid for entry in guide_store.questions(study.reader))
    asked = guide_turns.asking(study.reader, nods.transcript)
    puts = dict(zip((entry.number for entry in asked), (first, None, second), strict=True))
    confirm_links(study, None, nods.transcript, [Decided(turn, put, False) for turn, put in puts.items()])
    assert words(study, "answer", nods.transcript) == [
        "Pour l’image.\nMhm.\nEt pour le projet.",
        "La directrice.",
    ]


def test_a_text_without_an_interviewer_is_one_answer(tmp_path: Path) -> None:
    made = bench(tmp_path / "alone.study", transcript("I-05", (("I-05", "Un."), ("I-05", "Deux."))))
    assert words(made.study, "answer", made.transcript) == ["Un.\nDeux."]
    made.study.close()


def test_a_grid_has_cells_of_so_many_characters_or_words(nods) -> None:
    text = transcripts.load(nods.study.reader, nods.transcript).text
    cells = words(nods.study, "grid:20", nods.transcript)
    assert "".join(cells) == text
    assert {len(cell) for cell in cells[:-1]} == {20}
    by_words = words(nods.study, "grid:3w", nods.transcript)
    assert [len(cell.split()) for cell in by_words[:-1]] == [3] * (len(by_words) - 1)
    assert " ".join(by_words).split() == text.split()


def test_presence_on_a_grid_and_on_answers_is_that_of_the_spans(nods) -> None:
    for who, said in ((nods.maude, "Pour l’image."), (nods.julien, "Et pour le projet.")):
        code(nods.study, who, nods.transcript, said, nods.codes["IMAGE"])
        finish(nods.study, who)
    line = compare(nods.study, unit="answer").lines[0]
    assert line.agreement.segments == 3
    assert line.agreement.percent.value == pytest.approx(1 / 3)
    whole = compare(nods.study, unit="grid:5000").lines[0]
    assert (whole.agreement.segments, whole.agreement.percent.value) == (1, 1)
    assert compare(nods.study, unit="grid:3w").unit == "grid:3w"


@pytest.mark.parametrize("unit", ["page", "grid", "grid:0", "grid:-3", "grid:5x", "", "Sentence"])
def test_other_units_are_refused_with_those_that_there_are(nods, unit: str) -> None:
    with pytest.raises(AnalysisError, match="not measured on the unit") as caught:
        compare(nods.study, unit=unit)
    assert "grid:200" in caught.value.hint


def test_units_have_names_for_people() -> None:
    assert read_unit("grid:50w").one == "50 words of the text"
    assert read_unit("grid:200").one == "200 characters of the text"
    assert read_unit("answer").many == "answers"
