"""The guide as the study keeps it: which turns put its questions, and which transcripts are linked."""

import pytest

from codebook.guide import guide_from_text
from tests.workbench.making import bench
from workbench.store import codes as code_store
from workbench.store import guide, transcripts
from workbench.store.rows import TurnCheckRow, TurnQuestionRow
from workbench.workflows.guiding import import_guide


@pytest.fixture
def made(tmp_path):
    made = bench(tmp_path / "a.study")
    text = "Objectifs\n  Q1. Pourquoi ? [OBJ]\n  Q2. Comment ? [TON, IMAGE]\nBilan\n  Q3. Et alors ?\n"
    import_guide(made.study, None, guide_from_text(text, name="g.txt", language="fr"))
    yield made
    made.study.close()


def link(made, *rows: tuple[int, str | None, int]) -> None:
    """Put rows of turn, question name and follow-up into the study; None for a turn that puts no question."""
    numbers = {question.name: question.number for question in guide.questions(made.study.reader)}
    number = next(iter(transcripts.numbers(made.study.reader)))
    with made.study.act(None, "guide.link") as act:
        for turn, name, follow_up in rows:
            uuid = f"{turn}{name}"
            if name is None:
                act.add(TurnCheckRow(uuid=uuid, transcript_id=number, turn_number=turn))
            else:
                act.add(
                    TurnQuestionRow(
                        uuid=uuid,
                        transcript_id=number,
                        turn_number=turn,
                        question_id=numbers[name],
                        follow_up=follow_up,
                    )
                )


def test_links_are_columns_in_order_of_text_and_guide(made):
    link(made, (3, "Q3", 0), (3, "Q2", 1), (1, "Q1", 0))
    names = {question.number: question.name for question in guide.questions(made.study.reader)}
    text = transcripts.load(made.study.reader, made.transcript)
    starts = {turn.number: turn.span.start for turn in text.turns}
    columns = guide.link_columns(made.study.reader)
    assert list(columns.start) == [starts[1], starts[3], starts[3]]
    assert [names[number] for number in columns.question] == ["Q1", "Q2", "Q3"]
    assert list(columns.follow_up) == [0, 1, 0]
    assert set(columns.transcript) == set(transcripts.numbers(made.study.reader))


def test_without_links_the_columns_are_empty(made):
    assert [len(column) for column in guide.link_columns(made.study.reader)] == [0, 0, 0, 0]


def test_a_transcript_is_linked_when_every_interviewer_turn_has_been_looked_at(made):
    assert guide.linked_transcripts(made.study.reader) == set()
    link(made, (1, "Q1", 0))
    assert guide.linked_transcripts(made.study.reader) == set()
    link(made, (3, None, 0))
    assert guide.linked_transcripts(made.study.reader) == set(transcripts.numbers(made.study.reader))


def test_each_question_knows_the_codes_that_it_names_without_those_in_the_bin(made):
    reader = made.study.reader
    names = {question.number: question.name for question in guide.questions(reader)}
    shorts = {number: code_store.book(reader).get(uuid).short for number, uuid in code_store.numbers(reader).items()}

    def named() -> dict[str, set[str]]:
        found = guide.question_codes(made.study.reader)
        return {names[question]: {shorts[code] for code in codes} for question, codes in found.items()}

    assert named() == {"Q1": {"OBJ"}, "Q2": {"TON", "IMAGE"}, "Q3": set()}
    from workbench.store.rows import CodeRow

    with made.study.act(None, "code.remove") as act:
        act.change(act.get(CodeRow, made.codes["TON"]), deleted_at=act.at)
    assert named() == {"Q1": {"OBJ"}, "Q2": {"IMAGE"}, "Q3": set()}
