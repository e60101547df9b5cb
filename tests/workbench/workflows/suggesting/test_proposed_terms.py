"""Terms proposed from coded passages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbench.making import Bench, bench, transcript
from transcripts.spans import Span
from workbench.store import codes, transcripts
from workbench.workflows.coding import apply_codes
from workbench.workflows.suggesting.proposed_terms import ProposedTerms, propose_terms, turn_down
from workbench.workflows.suggesting.rule_edits import add_rules
from workbench.workflows.suggesting.study_segments import study_segments
from workbench.workflows.undoing import undo

CODED = (
    "On voulait soigner l’image publique de la ville, surtout.",
    "Il fallait soigner notre image publique, en 2020 comme en 2021.",
    "C’est pour soigner les relations de presse, en 2020.",
)
REST = (
    "On publie trois fois par semaine, le matin surtout.",
    "Il y a une image sur chaque page, c’est la règle.",
    "Le maire valide, la directrice relit, et on publie.",
    "La semaine dernière, on a répondu à trente questions.",
)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Bench]:
    talk = [part for words in CODED + REST for part in (("ENQ", "Et encore ?"), ("I-05", words))]
    made = bench(tmp_path / "s.study", transcript("I-05", tuple(talk)))
    yield made
    made.study.close()


def apply(made: Bench, *passages: str, coder: str | None = None) -> None:
    text = transcripts.load(made.study.reader, made.transcript).text
    for words in passages:
        span = Span(text.index(words), text.index(words) + len(words))
        apply_codes(made.study, coder or made.maude.uuid, made.transcript, span, [made.codes["IMAGE"]])


def proposed(made: Bench, coder: str | None = None) -> ProposedTerms:
    code = codes.book(made.study.reader).get(made.codes["IMAGE"])
    return propose_terms(made.study.reader, study_segments(made.study), coder or made.maude.uuid, code)


def rules(made: Bench) -> list[str]:
    return [term.rule for term in proposed(made).terms]


def test_terms_come_from_ones_own_passages_with_their_counts_and_an_example(made):
    apply(made, *CODED)
    found = proposed(made)
    assert (found.passages, found.reason) == (3, "")
    best = found.terms[0]
    assert (best.rule, best.words, best.passages, best.elsewhere) == ("soigner", 1, 3, 0)
    assert best.mark.cut(best.text) == "soigner" and best.name == "I-05"
    text = transcripts.load(made.study.reader, made.transcript).text
    assert text[best.start : best.start + len(best.text)] == best.text
    pair = next(term for term in found.terms if term.words == 2)
    assert (pair.rule, pair.passages, pair.elsewhere) == ("image publique", 2, 0)
    assert [term.score for term in found.terms] == sorted((term.score for term in found.terms), reverse=True)


def test_a_word_that_only_comes_in_a_listed_pair_is_left_to_the_pair_and_numbers_are_no_terms(made):
    apply(made, *CODED)
    assert "publique" not in rules(made)
    assert not any("202" in rule for rule in rules(made))


def test_with_fewer_than_three_passages_a_sentence_says_so(made):
    for count, said in ((0, "You have no passage of IMAGE yet"), (1, "You have 1 passage"), (2, "You have 2 passages")):
        if count:
            apply(made, CODED[count - 1])
        found = proposed(made)
        assert found.terms == () and found.passages == count and found.reason.startswith(said)


def test_the_others_passages_do_not_count(made):
    apply(made, *CODED, coder=made.julien.uuid)
    assert proposed(made).passages == 0
    assert proposed(made, made.julien.uuid).passages == 3


def test_passages_that_share_nothing_have_no_terms_and_a_reason(made):
    apply(made, REST[0], REST[1], CODED[2])
    found = proposed(made)
    assert found.terms == () and "share no words" in found.reason


@pytest.mark.parametrize(
    "rule", ["soigner", "-soigner", '"soigner"', "=soigner", "/soign/", "soigner notre image", "soign*"]
)
def test_what_a_rule_has_already_is_not_proposed(made, rule):
    apply(made, *CODED)
    add_rules(made.study, made.maude.uuid, made.codes["IMAGE"], [rule])
    assert ("soigner" in rules(made)) == (rule == "soigner notre image")


def test_what_was_turned_down_is_never_proposed_again_for_that_code_unless_undone(made):
    apply(made, *CODED)
    before = rules(made)
    turn_down(made.study, made.maude.uuid, made.codes["IMAGE"], "soigner")
    turn_down(made.study, made.maude.uuid, made.codes["IMAGE"], "image publique")
    assert not {"soigner", "image publique"} & set(rules(made))
    assert codes.book(made.study.reader).get(made.codes["IMAGE"]).keywords == ()
    undo(made.study, made.maude.uuid, own=True)
    undo(made.study, made.maude.uuid, own=True)
    assert rules(made) == before


def test_the_same_study_proposes_the_same_terms(made):
    apply(made, *CODED)
    assert proposed(made) == proposed(made)
