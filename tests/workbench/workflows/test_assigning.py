"""Who codes what: all by all, a share by several, taking coders off; and how far everybody is."""

from functools import partial

import pytest

from codebook.coding import Coder, ReadingState
from tests.workbench.making import bench, transcript
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import coders, codings, journal, states, transcripts
from workbench.workflows.assigning import Assignment, all_by_all, assign, overlap, take_off
from workbench.workflows.coding import apply_codes, set_state
from workbench.workflows.sealing import seal_for
from workbench.workflows.studies import add_coder
from workbench.workflows.undoing import undo

WORDS = "Une réponse simple, je la fais. "


@pytest.fixture
def made(tmp_path):
    """Twenty transcripts, each longer than the one before, and three coders."""
    texts = [transcript(f"I-{at:02}", (("ENQ", "Et ?"), (f"I-{at:02}", WORDS * at))) for at in range(1, 21)]
    made = bench(tmp_path / "s.study", *texts)
    with made.study as study:
        made.coders = [made.maude, made.julien, add_coder(study, "Ana")]
        made.texts = [uuid for uuid, _name in transcripts.numbers(study.reader).values()]
        made.words = {entry.uuid: entry.words for entry in transcripts.listing(study.reader)}
        yield made


def load(made, plan: Assignment, coder: Coder) -> int:
    return sum(made.words[uuid] for uuid in plan.of(coder.uuid))


def test_all_by_all_leaves_alone_what_is_there(made):
    set_state(made.study, made.maude.uuid, made.texts[:2], ReadingState.DONE)
    plan = all_by_all(made.study, made.coders[:2], made.texts[:5])
    assert (len(plan.fresh), plan.known) == (8, 2)
    assign(made.study, made.maude.uuid, plan)
    assert states.of_coder(made.study.reader, made.maude.uuid)[made.texts[0]] is ReadingState.DONE
    assert not all_by_all(made.study, made.coders[:2], made.texts[:5]).fresh


def test_nothing_is_assigned_to_the_consensus(made):
    everyone = coders.all(made.study.reader)
    for plan in (all_by_all, partial(overlap, share=20)):
        with pytest.raises(StoreError, match="not a person who codes"):
            plan(made.study, everyone, made.texts)


@pytest.mark.parametrize(("share", "several"), [(0, 0), (1, 1), (20, 4), (50, 10), (100, 20)])
@pytest.mark.parametrize("each", [2, 3])
def test_every_transcript_has_a_coder_and_a_share_of_them_several(made, share, several, each):
    plan = overlap(made.study, made.coders, made.texts, share=share, each=each)
    count = {uuid: sum(one == uuid for _coder, one in plan.fresh) for uuid in made.texts}
    assert sorted(count.values()) == [1] * (20 - several) + [each] * several
    assert {uuid for uuid, number in count.items() if number > 1} == set(plan.several)
    assert len(set(plan.fresh)) == len(plan.fresh)


def test_coders_get_equal_numbers_of_words_or_of_transcripts(made):
    by_words = overlap(made.study, made.coders, made.texts, share=20)
    loads = [load(made, by_words, coder) for coder in made.coders]
    assert max(loads) - min(loads) <= max(made.words.values())
    by_count = overlap(made.study, made.coders, made.texts, share=20, by_length=False)
    counts = [len(by_count.of(coder.uuid)) for coder in made.coders]
    assert max(counts) - min(counts) <= 1


def test_the_same_seed_gives_the_same_assignment_and_another_one_another(made):
    first, again = (overlap(made.study, made.coders, made.texts, share=30, seed=7) for _time in range(2))
    assert first == again
    assert first.several != overlap(made.study, made.coders, made.texts, share=30, seed=8).several


def test_pairs_of_coders_meet_about_equally_often(made):
    plan = overlap(made.study, made.coders, made.texts, share=60, by_length=False)
    pairs = [frozenset(coder for coder, one in plan.fresh if one == uuid) for uuid in plan.several]
    assert all(len(pair) == 2 for pair in pairs)
    assert min(pairs.count(pair) for pair in set(pairs)) >= 2 and len(set(pairs)) == 3


def test_what_coders_have_already_stays_and_counts(made):
    assign(made.study, None, all_by_all(made.study, made.coders[:1], made.texts[:10]))
    plan = overlap(made.study, made.coders, made.texts, share=0)
    assert plan.known == 10
    assert {uuid for _coder, uuid in plan.fresh} == set(made.texts[10:])
    assign(made.study, None, plan)
    assert not overlap(made.study, made.coders, made.texts, share=0).fresh


def test_the_draw_stands_in_the_journal_and_is_one_step_to_undo(made):
    plan = overlap(made.study, made.coders, made.texts, share=20, seed=99)
    assign(made.study, made.maude.uuid, plan)
    entry = journal.entries(made.study.reader)[0]
    assert (entry.verb, entry.facts["seed"], entry.facts["share"]) == ("assign.give", 99, 20)
    assert entry.facts["transcripts"] == list(plan.several)
    undo(made.study, made.maude.uuid)
    assert not states.of_coder(made.study.reader, made.julien.uuid)


@pytest.mark.parametrize(("coders", "share", "each"), [(1, 20, 2), (2, 20, 3), (3, -1, 2), (3, 101, 2), (0, 0, 2)])
def test_what_cannot_be_dealt_out_is_refused(made, coders, share, each):
    with pytest.raises(StoreError):
        overlap(made.study, made.coders[:coders], made.texts, share=share, each=each)


def test_a_study_without_transcripts_is_dealt_out_to_nobody(made):
    assert overlap(made.study, made.coders, [], share=20).fresh == ()


def test_who_is_taken_off_leaves_the_codings(made):
    text = made.texts[0]
    apply_codes(made.study, made.julien.uuid, text, Span(0, 2), [made.codes["TON"]])
    found = take_off(made.study, made.maude.uuid, [made.julien, made.maude], made.texts)
    assert found == [(made.julien.uuid, text)]
    assert not states.of_coder(made.study.reader, made.julien.uuid)
    assert len(codings.all(made.study.reader, made.julien.uuid)) == 1
    entry = journal.entries(made.study.reader)[0]
    assert (entry.verb, entry.coder, entry.facts["coders"]) == ("assign.take", "Maude", [made.julien.uuid])


def test_progress_shows_all_states_and_no_count_that_is_sealed(made):
    from workbench.workflows.progress_report import progress_report
    from workbench.workflows.sealing import make_blind

    text = made.texts[0]
    for coder in (made.maude, made.julien):
        apply_codes(made.study, coder.uuid, text, Span(0, 2), [made.codes["TON"]])
    make_blind(made.study, made.maude.uuid)
    table = progress_report(made.study, seal_for(made.study, made.maude), [text]).tables[0]
    (row,) = table.rows
    told = dict(zip([column.name for column in table.columns], row, strict=True))
    assert told["seal"] == "waiting"
    assert (told["state.Maude"], told["state.Julien"], told["state.Ana"]) == ("coding", "coding", None)
    assert (told["codings.Maude"], told["codings.Julien"]) == (1, None)
