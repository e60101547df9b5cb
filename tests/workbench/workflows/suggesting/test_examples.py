"""What stands for a code and what does not: codings, rejections, and what ends a rejection."""

import pytest

from tests.workbench.workflows.suggesting.making_suggestions import (
    FEAR,
    elsewhere,
    entry,
    offered,
    pieces_of,
    suggestion,
)
from tests.workbench.workflows.suggesting.test_deciding import change_book
from transcripts.spans import Span
from workbench.errors import SuggestError
from workbench.store import codes as code_store
from workbench.store import suggestion_evidence
from workbench.workflows.coding import apply_codes, remove_codings
from workbench.workflows.suggesting import switches
from workbench.workflows.suggesting.deciding import accept, reject
from workbench.workflows.suggesting.definitions import code_name, definition_hash
from workbench.workflows.suggesting.examples import Segments, examples
from workbench.workflows.suggesting.switches import LearnFrom
from workbench.workflows.undoing import undo

QUESTION, ANSWER, ASKED, RULE = 0, 1, 2, 3
"""Places of the bench's four segments."""


def found(desk, code="IMAGE", *, coder=None, learn_from=LearnFrom.OWN, pieces=None):
    meant = code_store.book(desk.study.reader).get(desk.codes[code])
    evidence = suggestion_evidence.now(desk.study.reader, meant.uuid)
    segments = Segments(pieces or pieces_of(desk))
    return examples(segments, evidence, coder or desk.maude.uuid, definition_hash(meant), learn_from=learn_from)


def code(desk, coder, span, short="IMAGE"):
    [made] = apply_codes(desk.study, coder.uuid, desk.transcript, span, [desk.codes[short]])
    return made.uuid


def test_a_study_without_codings_has_no_examples(desk):
    none = found(desk)
    assert (none.accepted, none.rejected, none.settled, none.marked) == ({}, {}, frozenset(), frozenset())


def test_a_coding_by_hand_is_an_accepted_passage(desk):
    uuid = code(desk, desk.maude, FEAR)
    known = found(desk)
    assert known.accepted == {ANSWER: uuid}
    assert known.settled == {ANSWER}
    assert known.marked == {desk.transcript}


def test_an_accepted_suggestion_counts_the_same(desk):
    coding, _decision = accept(desk.study, desk.maude.uuid, *offered(desk))
    assert found(desk).accepted == {ANSWER: coding.uuid}


def test_a_coding_over_several_segments_counts_for_those_it_half_covers(desk):
    answer, rule = pieces_of(desk)[ANSWER], pieces_of(desk)[RULE]
    uuid = code(desk, desk.maude, Span(answer.span.start, rule.span.start + 5))
    assert found(desk).accepted == {ANSWER: uuid}


def test_a_question_counts_only_if_nothing_else_was_coded(desk):
    question = pieces_of(desk)[QUESTION]
    assert not question.candidate
    uuid = code(desk, desk.maude, question.span)
    assert found(desk).accepted == {QUESTION: uuid}
    both = code(desk, desk.maude, Span(0, pieces_of(desk)[ANSWER].span.end))
    assert found(desk).accepted == {QUESTION: uuid, ANSWER: both}


def test_of_two_codings_the_one_that_shares_more_stands_for_the_segment(desk):
    code(desk, desk.maude, Span(29, 37))
    longer = code(desk, desk.maude, pieces_of(desk)[ANSWER].span)
    assert found(desk).accepted == {ANSWER: longer}


def test_a_rejection_is_a_counter_example_and_is_not_offered_again(desk):
    decision = reject(desk.study, desk.maude.uuid, *offered(desk))
    known = found(desk)
    assert (known.accepted, known.rejected, known.settled) == ({}, {ANSWER: decision.uuid}, {ANSWER})


def test_it_counts_for_its_code_only(desk):
    reject(desk.study, desk.maude.uuid, *offered(desk))
    assert found(desk, "PROJET").settled == frozenset()


def test_a_rejection_that_was_taken_back_counts_no_more(desk):
    reject(desk.study, desk.maude.uuid, *offered(desk))
    undo(desk.study, desk.maude.uuid)
    assert (found(desk).rejected, found(desk).settled) == ({}, frozenset())


def test_another_code_put_in_its_place_is_a_rejection_of_the_suggested_one(desk):
    coding, decision = accept(desk.study, desk.maude.uuid, *offered(desk), code=desk.codes["PROJET"])
    assert found(desk).rejected == {ANSWER: decision.uuid}
    assert found(desk, "PROJET").accepted == {ANSWER: coding.uuid}


def test_an_accepted_passage_whose_coding_was_taken_off_may_be_offered_again(desk):
    coding, _decision = accept(desk.study, desk.maude.uuid, *offered(desk))
    remove_codings(desk.study, desk.maude.uuid, [coding.uuid])
    assert found(desk).settled == frozenset()


def test_a_passage_whose_coding_lies_mostly_beside_it_is_dealt_with(desk):
    there = pieces_of(desk)
    moved = Span(there[ANSWER].span.end - 5, there[RULE].span.end)
    coding, _decision = accept(desk.study, desk.maude.uuid, *offered(desk), span=moved)
    known = found(desk)
    assert ANSWER not in known.accepted and known.accepted[RULE] == coding.uuid
    assert known.settled == {ANSWER, RULE}


def test_who_codes_what_was_rejected_has_changed_their_mind(desk):
    reject(desk.study, desk.maude.uuid, *offered(desk))
    uuid = code(desk, desk.maude, FEAR)
    assert (found(desk).accepted, found(desk).rejected) == ({ANSWER: uuid}, {})


# -- what ends a rejection -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"definition": "La peur de la direction."},
        {"include": "quand on a peur"},
        {"exclude": "quand on rit"},
        {"example": "On avait peur."},
    ],
)
def test_a_redefined_code_is_offered_its_rejected_passages_again(desk, change):
    reject(desk.study, desk.maude.uuid, *offered(desk))
    change_book(desk, lambda book: book.change(desk.codes["IMAGE"], **change))
    assert (found(desk).rejected, found(desk).settled) == ({}, frozenset())
    undo(desk.study, None)
    assert found(desk).settled == {ANSWER}


def test_a_code_with_another_label_is_redefined(desk):
    reject(desk.study, desk.maude.uuid, *offered(desk))
    change_book(desk, lambda book: book.change(desk.codes["IMAGE"], labels={"fr": "Reprise"}))
    assert found(desk).settled == frozenset()


def test_colour_key_place_in_the_tree_and_keyword_rules_are_no_definition(desk):
    reject(desk.study, desk.maude.uuid, *offered(desk))
    change_book(desk, lambda book: book.change(desk.codes["IMAGE"], keywords=("peur",)))
    change_book(desk, lambda book: book.change(desk.codes["IMAGE"], key="9", colour="#112233"))
    change_book(desk, lambda book: book.move(desk.codes["IMAGE"], None))
    assert found(desk).settled == {ANSWER}


def test_a_text_that_was_revised_is_offered_again(desk):
    one, made_from = offered(desk)
    reject(desk.study, desk.maude.uuid, one, made_from)
    revised = [
        piece if place != ANSWER else type(piece)(**{**parts(piece), "text": piece.text.replace("peur", "hâte")})
        for place, piece in enumerate(pieces_of(desk))
    ]
    assert found(desk, pieces=revised).settled == frozenset()


def test_a_text_that_only_moved_is_not(desk):
    decision = reject(desk.study, desk.maude.uuid, *offered(desk))
    moved = [
        type(piece)(**{**parts(piece), "span": Span(piece.span.start + 40, piece.span.end + 40)})
        for piece in pieces_of(desk)
    ]
    assert found(desk, pieces=moved).rejected == {ANSWER: decision.uuid}


def parts(piece):
    return {name: getattr(piece, name) for name in piece.__slots__}


def test_a_code_in_the_bin_is_refused_and_restored_has_its_rejections_again(desk):
    decision = reject(desk.study, desk.maude.uuid, *offered(desk))
    change_book(desk, lambda book: book.remove(desk.codes["IMAGE"]))
    with pytest.raises(SuggestError, match="IMAGE is no longer"):
        switches.check_code(desk.study, desk.codes["IMAGE"])
    change_book(desk, lambda book: book.restore(desk.codes["IMAGE"]))
    assert switches.check_code(desk.study, desk.codes["IMAGE"]).short == "IMAGE"
    assert found(desk).rejected == {ANSWER: decision.uuid}


def test_a_merged_code_brings_its_codings_but_not_its_rejections(desk):
    made_from = entry(desk, "PROJET")
    rejected = suggestion(desk, made_from)
    reject(desk.study, desk.maude.uuid, rejected, made_from)
    uuid = code(desk, desk.maude, pieces_of(desk)[RULE].span, "PROJET")
    merge(desk, "PROJET", into="IMAGE")
    assert found(desk).accepted == {RULE: uuid}
    assert found(desk).rejected == {}
    assert ANSWER not in found(desk).settled


def merge(desk, source, *, into):
    """Make two codes one, as merging does: the codings go along."""
    from workbench.store.rows import CodeRow, CodingRow

    with desk.study.act(None, "code.merge") as act:
        before = code_store.load(act)
        after, mapping = before.merge([desk.codes[source]], desk.codes[into])
        code_store.save(act, before, after)
        for old, new in mapping.items():
            for row in act.all(CodingRow, code_id=act.get(CodeRow, old).id):
                act.change(row, code_id=act.get(CodeRow, new).id)


# -- other coders ----------------------------------------------------------------------------------------------------


def test_one_does_not_learn_from_others_by_default(desk):
    code(desk, desk.julien, FEAR)
    theirs = entry(desk, coder=desk.julien.uuid)
    reject(desk.study, desk.julien.uuid, suggestion(desk, theirs, pieces_of(desk)[RULE].span), theirs)
    assert (found(desk).accepted, found(desk).rejected, found(desk).settled) == ({}, {}, frozenset())


def test_what_others_did_can_be_learned_from_and_is_still_offered(desk):
    uuid = code(desk, desk.julien, FEAR)
    theirs = entry(desk, coder=desk.julien.uuid)
    no = reject(desk.study, desk.julien.uuid, suggestion(desk, theirs, pieces_of(desk)[RULE].span), theirs)
    known = found(desk, learn_from=LearnFrom.ALL)
    assert (known.accepted, known.rejected) == ({ANSWER: uuid}, {RULE: no.uuid})
    assert (known.settled, known.marked) == (frozenset(), frozenset())


def test_ones_own_coding_weighs_more_than_anothers_rejection(desk):
    uuid = code(desk, desk.maude, FEAR)
    theirs = entry(desk, coder=desk.julien.uuid)
    reject(desk.study, desk.julien.uuid, suggestion(desk, theirs), theirs)
    known = found(desk, learn_from=LearnFrom.ALL)
    assert (known.accepted, known.rejected) == ({ANSWER: uuid}, {})


# -- words of a code -------------------------------------------------------------------------------------------------


def test_a_code_is_read_by_its_labels_in_all_languages(desk):
    change_book(desk, lambda book: book.change(desk.codes["IMAGE"], labels={"fr": "Image", "en": "Reputation"}))
    book = code_store.book(desk.study.reader)
    assert code_name(book.get(desk.codes["IMAGE"])) == "Reputation. Image"
    assert code_name(book.get(desk.codes["TON"])) == "Ton"


def test_the_hash_is_the_same_on_every_machine(desk):
    book = code_store.book(desk.study.reader)
    assert definition_hash(book.get(desk.codes["TON"])) == definition_hash(book.get(desk.codes["TON"]))
    assert len({definition_hash(one) for one in book.codes}) == len(book.codes)


def test_a_suggestion_in_another_place_of_the_same_words_is_another(desk):
    """The hash alone does not name a segment: short answers are said again and again."""
    one, made_from = offered(desk)
    reject(desk.study, desk.maude.uuid, one, made_from)
    same = [*pieces_of(desk), *(type(p)(**{**parts(p), "transcript": "another"}) for p in pieces_of(desk))]
    assert found(desk, pieces=same).settled == {ANSWER}
    assert elsewhere(one, transcript="another").text_hash == one.text_hash
