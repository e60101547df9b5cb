import pytest

from codebook.guide import guide_from_text
from exports.lexicometry import iramuteq_lines
from tests.workbench.making import TALK, bench, transcript
from workbench.errors import AnalysisError
from workbench.store import guide, transcripts
from workbench.workflows.findings.filters import filter_of
from workbench.workflows.guiding import import_guide
from workbench.workflows.lexicometry import Per, lexical_corpus
from workbench.workflows.linking import Decided, confirm_links
from workbench.workflows.participating import import_participants
from workbench.workflows.studies import new_study

OTHER = tuple(("ENQ" if who == "ENQ" else "I-06", said) for who, said in TALK)


@pytest.fixture
def made(tmp_path):
    made = bench(tmp_path / "a.study", transcript("I-05"), transcript("I-06", OTHER), transcript("I-05 bis"))
    rows = {"I-05": {"category": "État", "hours": "5-12"}, "I-06": {"category": "culture", "hours": "?"}}
    import_participants(made.study, None, rows, ["category", "hours"])
    yield made
    made.study.close()


def test_each_participant_is_a_text_with_all_their_words_and_nobody_elses(made):
    corpus = lexical_corpus(made.study)
    assert [text.name for text in corpus.texts] == ["I-05", "I-06"]
    assert [len(text.speech) for text in corpus.texts] == [4, 2]
    assert corpus.texts[0].variables == {"participant": "I-05", "category": "État", "hours": "5–12"}
    assert corpus.texts[1].variables["hours"] == "unknown"
    assert "Pourquoi" not in "".join(iramuteq_lines(corpus.texts))
    assert corpus.unlinked == 0


def test_interviewers_are_kept_on_request_by_no_name(made):
    corpus = lexical_corpus(made.study, interviewers=True)
    assert [(speech.who, speech.interviewer) for speech in corpus.texts[1].speech] == [
        ("interviewer", True),
        ("I-06", False),
    ] * 2


def test_each_turn_is_a_text_with_the_question_in_force(made):
    import_guide(made.study, None, guide_from_text("A\n  Q1. Pourquoi ?\n", name="g.txt", language="fr"))
    [question] = guide.questions(made.study.reader)
    uuid = transcripts.named(made.study.reader, "I-06")
    confirm_links(made.study, None, uuid, [Decided(1, question.uuid, False)])
    corpus = lexical_corpus(made.study, per=Per.TURN)
    assert len(corpus.texts) == 6
    assert len({text.name for text in corpus.texts}) == 6
    [first, second] = [text for text in corpus.texts if text.variables["transcript"] == "I-06"]
    assert (first.variables["turn"], first.variables["question"]) == ("2", "Q1")
    assert second.variables["question"] == "Q1"


def test_words_of_speakers_linked_to_nobody_are_left_out_and_counted(tmp_path):
    talk = (("ENQ", "Pourquoi ?"), ("Mme Tremblay", "Pour nous."), ("I-05", "Pour voir."))
    made = bench(tmp_path / "b.study", transcript("T", talk))
    with made.study.act(None, "test") as act:
        from workbench.store.rows import SpeakerRow

        act.change(act.all(SpeakerRow, label="Mme Tremblay")[0], participant_id=None)
    corpus = lexical_corpus(made.study)
    assert "Tremblay" not in repr(corpus.texts)
    assert corpus.unlinked == 1
    [note] = corpus.notes()
    assert note.startswith("1 turn is left out")
    made.study.close()


def test_the_filter_chooses_transcripts_and_participants(made):
    def names(**filters):
        return [text.name for text in lexical_corpus(made.study, wanted=filter_of(filters)).texts]

    assert names(participants="I-06") == ["I-06"]
    assert names(where=["category=État"]) == ["I-05"]
    assert names(transcripts="I-06") == ["I-06"]


@pytest.mark.parametrize("filters", [{"participants": "X"}, {"where": ["none=1"]}, {"transcripts": "X"}])
def test_what_the_study_has_not_is_refused(made, filters):
    with pytest.raises(AnalysisError, match="This study has no"):
        lexical_corpus(made.study, wanted=filter_of(filters))


def test_a_study_without_words_says_what_to_do(tmp_path):
    with new_study(tmp_path / "empty.study") as study, pytest.raises(AnalysisError) as refused:
        lexical_corpus(study)
    assert "--speakers" in refused.value.hint
