import pytest

from tests.workbench.making import bench
from transcripts.spans import Span
from workbench.store import transcripts
from workbench.store.passage_words import beginning


@pytest.fixture
def made(tmp_path):
    return bench(tmp_path / "essai.study")


def test_the_first_words_of_a_passage_are_those_of_the_text(made):
    text = transcripts.load(made.study.reader, made.transcript).text
    for words in ("direction avait peur", "directrice 👩‍👩‍👧."):
        at = text.index(words)
        assert beginning(made.study.reader, made.transcript, Span(at, at + len(words))) == words


def test_a_long_passage_is_cut(made):
    text = transcripts.load(made.study.reader, made.transcript).text
    at = text.index("Au début")
    assert beginning(made.study.reader, made.transcript, Span(at, at + 60), most=8) == "Au début"


def test_a_passage_that_is_nowhere_has_no_words(made):
    assert beginning(made.study.reader, made.transcript, Span(10_000, 10_010)) == ""
    assert beginning(made.study.reader, "nobody", Span(0, 5)) == ""
