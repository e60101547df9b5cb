"""Rulings in a study: what they write, who is refused, and what undo brings back."""

import pytest

from codebook.coding import ReadingState, Stance
from codebook.ruling import Verdict
from tests.workbench.workflows.ruling.making_cases import Sitting, everything, sitting
from transcripts.spans import Span
from workbench.errors import RulingError, StudyError
from workbench.store import coders as coder_store
from workbench.store import rulings as ruling_store
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import move_edges, note, remove_codings, weigh
from workbench.workflows.ruling import Status, note_from_ruling, rebuild, rule, rule_majority, withdraw
from workbench.workflows.ruling.outcomes import cautions, outcome
from workbench.workflows.studies import edit_codebook
from workbench.workflows.undoing import redo, undo


@pytest.fixture
def two(tmp_path) -> Sitting:
    """An agreement, a boundary with two stances, another code, a miss."""
    return sitting(
        tmp_path / "a.study",
        maude="TON 100-110; IMAGE 0-10 pro; IMAGE 40-50; TON 70-80",
        julien="TON 100-110; IMAGE 0-15 contra; PROJET 42-50",
    )


@pytest.fixture
def three(tmp_path) -> Sitting:
    return sitting(
        tmp_path / "b.study",
        maude="IMAGE 0-10; TON 30-40; TON 60-70",
        julien="IMAGE 0-10; TON 30-40",
        lea="IMAGE 0-12; PROJET 90-95",
    )


def test_all_cases_are_open_at_first(two):
    found = two.queue()
    assert [(case.kind.value, case.status) for case in found.cases] == [
        ("boundary", Status.OPEN),
        ("different_code", Status.OPEN),
        ("missed", Status.OPEN),
    ]
    assert (found.counts.open, found.counts.ruled, found.counts.left) == (3, 0, 3)


def test_a_ruling_makes_the_consensus_of_its_transcript_and_leaves_the_originals(two):
    before = everything(two.study)
    case = two.queue().cases[0]
    done = rule(two.study, case, Verdict.UNION, coder=two["maude"], reason="  both  ")
    assert two.consensus() == ["IMAGE 0-15 mixed", "TON 100-110"]
    assert done.ruling.reason == "both"
    assert {one.uuid for one in done.made} == {
        uuid for (uuid,) in two.study.reader.rows("SELECT uuid FROM codings WHERE origin = 'consensus'")
    }
    after = everything(two.study)
    assert [row for row in after["codings"] if row[8] != "consensus"] == before["codings"]
    assert [row[3] for row in after["sources"]].count("ruling") == 1
    assert two.state() == "coding"


def test_the_consensus_is_done_when_the_last_case_is_ruled_and_not_before(two):
    for case in two.queue().cases:
        assert two.state() != "done"
        rule(two.study, case, Verdict.POSITION, chosen=0, coder=two["julien"])
    assert two.state() == "done"
    assert not two.queue().cases
    assert two.queue().counts.ruled == 3
    assert two.consensus() == ["IMAGE 0-10 pro", "IMAGE 40-50", "TON 70-80", "TON 100-110"]


def test_what_is_to_be_discussed_stays_open_and_keeps_the_consensus_from_being_done(two):
    first, *others = two.queue().cases
    rule(two.study, first, Verdict.DISCUSS, coder=two["maude"], reason="what is a direction?")
    for case in others:
        rule(two.study, case, Verdict.NEITHER, coder=two["maude"])
    assert two.state() == "coding"
    assert [case.key for case in two.queue("discuss").cases] == [first.key]
    assert not two.queue("open").cases
    assert two.consensus() == ["TON 100-110"]


def test_one_undo_takes_ruling_and_consensus_back_and_redo_brings_both_again(two):
    start = everything(two.study)
    states = [start]
    for case in two.queue().cases:
        rule(two.study, case, Verdict.POSITION, chosen=1, coder=two["maude"])
        states.append(everything(two.study))
    told = []
    for before in reversed(states[:-1]):
        told.append(undo(two.study, two["maude"]).sentence)
        assert everything(two.study) == before
    assert told[-1] == "Undone: ruled on IMAGE in I-05."
    for after in states[1:]:
        redo(two.study, two["maude"])
        found = everything(two.study)
        assert {name: found[name] for name in found if name != "states"} == {
            name: after[name] for name in after if name != "states"
        }
    assert two.state() == "done"


def test_a_ruling_is_changed_in_its_place(two):
    case = two.queue().cases[0]
    first = rule(two.study, case, Verdict.UNION, coder=two["maude"])
    again = two.queue("ruled").cases[0]
    assert (again.ruling.verdict, again.stale) == (Verdict.UNION, False)
    second = rule(two.study, again, Verdict.POSITION, chosen=1, coder=two["julien"], reason="shorter")
    assert second.ruling.uuid == first.ruling.uuid
    (kept,) = ruling_store.all(two.study.reader)
    assert (kept.coder, kept.verdict, kept.chosen, kept.reason) == (two["julien"], Verdict.POSITION, 1, "shorter")
    assert kept.made == first.ruling.made
    assert two.consensus() == ["IMAGE 0-15 contra", "TON 100-110"]


def test_the_same_ruling_again_writes_nothing(two):
    rule(two.study, two.queue().cases[0], Verdict.UNION, coder=two["maude"])
    entries = two.study.reader.value("SELECT count(*) FROM journal")
    rule(two.study, two.queue("ruled").cases[0], Verdict.UNION, coder=two["maude"])
    assert two.study.reader.value("SELECT count(*) FROM journal") == entries


def test_a_withdrawn_ruling_leaves_its_case_open_and_the_agreements_in_place(two):
    done = rule(two.study, two.queue().cases[0], Verdict.UNION, coder=two["maude"])
    gone = withdraw(two.study, done.ruling.uuid, coder=two["julien"])
    assert [one.uuid for one in gone.removed] == [one.uuid for one in done.made if one.span == Span(0, 15)]
    assert two.consensus() == ["TON 100-110"]
    assert two.queue().counts.open == 3
    with pytest.raises(RulingError):
        withdraw(two.study, done.ruling.uuid, coder=two["julien"])


def test_memos_stay_on_the_originals(two):
    case = two.queue().cases[0]
    note(two.study, two["maude"], case.positions[0].codings[0].uuid, "le mot")
    shown = two.queue().cases[0]
    assert shown.positions[0].codings[0].memo == "le mot"
    rule(two.study, shown, Verdict.POSITION, chosen=0, coder=two["maude"])
    assert two.study.reader.value("SELECT count(*) FROM memos") == 1


# -- when something has changed ------------------------------------------------------------------------------------


def test_a_ruling_is_stale_once_an_answer_changes_and_leaves_the_consensus_when_it_is_built_anew(two):
    case = two.queue().cases[0]
    rule(two.study, case, Verdict.UNION, coder=two["maude"])
    move_edges(two.study, two["maude"], case.positions[0].codings[0].uuid, Span(0, 12))
    found = two.queue()
    assert (found.counts.stale, found.cases[0].stale, found.cases[0].status) == (1, True, Status.STALE)
    assert [one.key for one in two.queue("stale").cases] == [case.key]
    assert "IMAGE 0-15 mixed" in two.consensus()
    done = rebuild(two.study, coder=two["maude"])
    assert len(done.removed) == 1
    assert two.consensus() == ["TON 100-110"]


def test_a_stale_ruling_gives_way_to_a_new_one(two):
    case = two.queue().cases[0]
    rule(two.study, case, Verdict.UNION, coder=two["maude"])
    two.code("julien", "IMAGE 12-20")
    stale = two.queue().cases[0]
    assert stale.stale
    assert stale.key != case.key
    before = everything(two.study)
    rule(two.study, stale, Verdict.NEITHER, coder=two["julien"])
    (kept,) = ruling_store.all(two.study.reader)
    assert (kept.verdict, kept.key) == (Verdict.NEITHER, stale.key)
    undo(two.study, two["julien"])
    assert everything(two.study) == before


def test_a_ruling_counts_again_when_the_answers_become_what_they_were(two):
    case = two.queue().cases[0]
    rule(two.study, case, Verdict.UNION, coder=two["maude"])
    weigh(two.study, two["maude"], case.positions[0].codings[0].uuid, stance=Stance.MIXED)
    assert two.queue().counts.stale == 1
    weigh(two.study, two["maude"], case.positions[0].codings[0].uuid, stance=Stance.PRO)
    assert two.queue().counts.stale == 0


def test_a_ruling_on_what_is_agreed_by_now_lapses_and_what_was_agreed_takes_its_place(two):
    case = two.queue().cases[0]
    rule(two.study, case, Verdict.POSITION, chosen=0, coder=two["maude"])
    mine = case.positions[1].codings[0]
    move_edges(two.study, two["julien"], mine.uuid, Span(0, 10))
    weigh(two.study, two["julien"], mine.uuid, stance=Stance.PRO)
    found = two.queue("all")
    assert [one.verdict for one in found.lapsed] == [Verdict.POSITION]
    assert found.counts.all == 2
    rebuild(two.study, coder=two["maude"])
    assert two.consensus() == ["IMAGE 0-10 pro", "TON 100-110"]
    origins = {row[3] for row in everything(two.study)["sources"]}
    assert origins == {"agreement"}


def test_a_case_shown_before_a_coding_changed_is_refused(two):
    case = two.queue().cases[0]
    weigh(two.study, two["julien"], case.positions[1].codings[0].uuid, strength=2)
    before = everything(two.study)
    with pytest.raises(RulingError, match="has changed since"):
        rule(two.study, case, Verdict.UNION, coder=two["maude"])
    remove_codings(two.study, two["julien"], [case.positions[1].codings[0].uuid])
    with pytest.raises(RulingError, match="has changed since"):
        rule(two.study, case, Verdict.UNION, coder=two["maude"])
    assert everything(two.study)["rulings"] == before["rulings"] == []


def test_of_two_who_rule_at_once_the_second_is_told_of_the_first(two):
    with StudyFile.open(two.study.path) as other:
        shown = two.queue().cases[0]
        rule(other, shown, Verdict.NEITHER, coder=two["julien"])
        with pytest.raises(RulingError, match="meanwhile"):
            rule(two.study, shown, Verdict.UNION, coder=two["maude"])
        (kept,) = ruling_store.all(two.study.reader)
        assert kept.verdict is Verdict.NEITHER


def test_each_of_two_can_take_back_the_own_ruling_in_any_order(two):
    first, second, third = two.queue().cases
    rule(two.study, first, Verdict.POSITION, chosen=0, coder=two["maude"])
    rule(two.study, second, Verdict.NEITHER, coder=two["julien"])
    rule(two.study, third, Verdict.NEITHER, coder=two["julien"])
    assert two.state() == "done"
    undo(two.study, two["maude"])
    assert two.state() == "coding"
    undo(two.study, two["julien"])
    undo(two.study, two["julien"])
    assert two.state() is None
    assert not ruling_store.all(two.study.reader)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (Verdict.DISCUSS, Verdict.NEITHER),
        (Verdict.NEITHER, Verdict.UNION),
        (Verdict.UNION, Verdict.NEITHER),
        (Verdict.UNION, Verdict.INTERSECTION),
    ],
)
def test_what_another_made_of_a_ruling_is_not_taken_away_with_it(tmp_path, mine, theirs):
    found = sitting(tmp_path / "d.study", maude="IMAGE 0-10", julien="IMAGE 5-15")
    rule(found.study, found.queue().cases[0], mine, coder=found["maude"])
    rule(found.study, found.queue("all").cases[0], theirs, coder=found["julien"])
    before = everything(found.study)
    with pytest.raises(StudyError, match="cannot be taken back"):
        undo(found.study, found["maude"])
    assert everything(found.study) == before
    undo(found.study, found["julien"])
    undo(found.study, found["maude"])
    assert not ruling_store.all(found.study.reader)


def test_when_somebody_goes_back_to_the_text_the_consensus_is_no_longer_done(two):
    for case in two.queue().cases:
        rule(two.study, case, Verdict.NEITHER, coder=two["maude"])
    before = everything(two.study)
    two.finish("julien", state=ReadingState.CODING)
    assert not two.queue("all").cases
    assert len(two.queue("all").lapsed) == 3
    done = rebuild(two.study, coder=two["maude"])
    assert done.reopened == ("I-05",)
    assert two.consensus() == []
    two.finish("julien")
    rebuild(two.study, coder=two["maude"])
    found = everything(two.study)
    assert {name: found[name] for name in ("codings", "sources", "rulings")} == {
        name: before[name] for name in ("codings", "sources", "rulings")
    }
    assert two.state() == "done"


def test_a_reader_who_has_not_finished_keeps_the_consensus_from_being_done(three):
    three.finish("lea", state=ReadingState.TODO)
    for case in three.queue().cases:
        rule(three.study, case, Verdict.NEITHER, coder=three["maude"])
    assert three.consensus() == ["IMAGE 0-10", "TON 30-40"]
    assert three.state() == "coding"


def test_codes_in_the_bin_take_their_cases_along_and_bring_them_back(two):
    for case in two.queue().cases:
        rule(two.study, case, Verdict.POSITION, chosen=0, coder=two["maude"])
    image = two.codes["IMAGE"]
    before = two.consensus()
    edit_codebook(two.study, two["maude"], "code.remove", lambda book: book.remove(image), code=image)
    # What IMAGE was held against is a miss now: the answers are others than those that were ruled on.
    assert [case.status for case in two.queue("all").cases] == [Status.STALE, Status.RULED]
    rebuild(two.study, coder=two["maude"])
    assert two.consensus() == ["TON 70-80", "TON 100-110"]
    edit_codebook(two.study, two["maude"], "code.restore", lambda book: book.restore(image), code=image)
    assert two.queue().counts.ruled == 3
    rebuild(two.study, coder=two["maude"])
    assert two.consensus() == before


# -- three and more ------------------------------------------------------------------------------------------------


def test_the_majority_is_shown_and_rules_only_when_asked(three):
    cases = three.queue().cases
    assert [case.majority for case in cases] == [0, 0, 0, 0]
    assert [len(case.positions[0].coders) for case in cases] == [2, 2, 2, 2]
    before = everything(three.study)
    done = rule_majority(three.study, cases, coder=three["lea"])
    assert (len(done.rulings), done.without, done.decided) == (4, 0, 0)
    assert three.consensus() == ["IMAGE 0-10", "TON 30-40"]
    assert three.state() == "done"
    entry = three.study.reader.one("SELECT verb, facts FROM journal WHERE verb LIKE 'ruling.%' ORDER BY id DESC")
    assert (entry[0], '"count": 4' in entry[1]) == ("ruling.majority", True)
    assert undo(three.study, three["lea"]).sentence == "Undone: ruled for the majority (4)."
    assert everything(three.study) == before


def test_the_majority_leaves_alone_what_somebody_decided_or_wants_to_discuss(three):
    first, second, *_others = three.queue().cases
    rule(three.study, first, Verdict.NEITHER, coder=three["maude"])
    rule(three.study, second, Verdict.DISCUSS, coder=three["maude"])
    done = rule_majority(three.study, three.queue("all").cases, coder=three["lea"])
    assert (len(done.rulings), done.decided) == (2, 2)
    assert three.queue("all").cases[0].ruling.verdict is Verdict.NEITHER


def test_a_third_reader_makes_rulings_of_two_stale(tmp_path):
    found = sitting(tmp_path / "c.study", maude="IMAGE 0-10", julien="", lea="")
    found.finish("lea", state=ReadingState.CODING)
    rule(found.study, found.queue().cases[0], Verdict.POSITION, chosen=0, coder=found["maude"])
    assert found.queue().counts.ruled == 1
    found.finish("lea")
    assert [case.status for case in found.queue().cases] == [Status.STALE]


# -- who decides ---------------------------------------------------------------------------------------------------


def test_the_consensus_itself_does_not_rule(two):
    layer = coder_store.named(two.study.reader, "consensus")
    with pytest.raises(RulingError, match="made by a person"):
        rule(two.study, two.queue().cases[0], Verdict.NEITHER, coder=layer.uuid)


def test_a_reason_that_is_too_long_is_refused(two):
    with pytest.raises(RulingError):
        rule(two.study, two.queue().cases[0], Verdict.NEITHER, coder=two["maude"], reason="x" * 2_001)


def test_codes_that_exclude_each_other_are_warned_of(two):
    branch = two.study.reader.value("SELECT uuid FROM codes WHERE short = 'OBJ'")
    book = edit_codebook(two.study, None, "code.change", lambda book: book.change(branch, exclusive=True))
    case = two.queue().cases[1]
    assert cautions(book, outcome(case, Verdict.BOTH)) == ["IMAGE and PROJET exclude each other."]
    assert cautions(book, outcome(case, Verdict.POSITION, 0)) == []


# -- notes ---------------------------------------------------------------------------------------------------------


def test_a_note_from_a_ruling_makes_a_new_version_of_the_code_and_says_where_it_comes_from(two):
    done = rule(two.study, two.queue().cases[0], Verdict.UNION, coder=two["maude"])
    image = two.codes["IMAGE"]
    version = two.study.reader.value("SELECT max(version) FROM code_versions")
    note_from_ruling(two.study, done.ruling.uuid, code=image, text="both ends", coder=two["maude"])
    code = note_from_ruling(
        two.study, done.ruling.uuid, code=image, text="and the answer", side="include", coder=two["maude"]
    )
    assert code.include == "both ends\nand the answer"
    assert two.study.reader.value("SELECT max(version) FROM code_versions") == version + 2
    facts = two.study.reader.value("SELECT facts FROM journal ORDER BY id DESC LIMIT 1")
    assert done.ruling.uuid in facts
    assert undo(two.study, two["maude"]).sentence == "Undone: wrote into the codebook what a ruling on IMAGE says."
    assert two.study.reader.value("SELECT include_when FROM codes WHERE short = 'IMAGE'") == "both ends"


@pytest.mark.parametrize(("code", "text"), [("IMAGE", "   "), ("TON", "when loud")])
def test_a_note_without_words_or_on_another_code_is_refused(two, code, text):
    done = rule(two.study, two.queue().cases[0], Verdict.UNION, coder=two["maude"])
    with pytest.raises(StudyError):
        note_from_ruling(two.study, done.ruling.uuid, code=two.codes[code], text=text, coder=two["maude"])
