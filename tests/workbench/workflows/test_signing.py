"""Signatures of a study: who is who, by which noun, and nothing dangling."""

import pytest

from codebook.errors import CodebookError
from tests.workbench.making import bench
from workbench.errors import StoreError
from workbench.workflows.participating import import_participants
from workbench.workflows.signing import Signatures, set_signature
from workbench.workflows.undoing import undo

PEOPLE = {
    "I-05": {"category": "gestion de l’État", "gender": "femme", "body": "ministère des Terres"},
    "I-06": {"category": "?", "gender": "homme", "body": "musée"},
    "I-07": {"category": "culture", "gender": "", "body": "bibliothèque"},
    "I-08": {"category": "culture", "gender": "non binaire", "body": "société"},
}


@pytest.fixture
def study(tmp_path):
    made = bench(tmp_path / "s.study")
    with made.study as study:
        import_participants(study, None, PEOPLE, ["category", "gender", "body"])
        yield study


def test_the_noun_goes_by_gender_and_what_is_unknown_is_left_out(study):
    sign = Signatures(study.reader)
    assert sign.of("I-05") == "intervenante I-05, gestion de l’État"
    assert sign.of("I-06") == "intervenant I-06"
    assert sign.of("I-07") == "personne interrogée I-07, culture"
    assert sign.of("I-08") == "personne interrogée I-08, culture"


def test_the_other_language_has_its_own_nouns(study):
    assert Signatures(study.reader, language="en").of("I-05") == "participant I-05, gestion de l’État"


def test_nobody_signs_with_nothing_and_a_stranger_with_the_pseudonym(study):
    sign = Signatures(study.reader)
    assert sign.of("") == ""
    assert sign.of("P-99") == "P-99"


def test_free_text_that_could_give_somebody_away_is_not_signed_with_by_itself(study):
    assert "ministère" not in Signatures(study.reader).of("I-05")


def test_a_template_of_the_study_is_kept_and_can_be_undone(study):
    set_signature(study, None, "{pseudonym} ({category}, {noun})", nouns={"Non binaire": "interlocuteur·rice"})
    sign = Signatures(study.reader)
    assert sign.of("I-05") == "I-05 (gestion de l’État, intervenante)"
    assert sign.of("I-06") == "I-06 (intervenant)"
    assert sign.of("I-08") == "I-08 (culture, interlocuteur·rice)"
    undo(study, None)
    assert Signatures(study.reader).of("I-05") == "intervenante I-05, gestion de l’État"


def test_going_back_to_the_usual_signature(study):
    set_signature(study, None, "{pseudonym}")
    set_signature(study, None, None)
    assert Signatures(study.reader).of("I-05") == "intervenante I-05, gestion de l’État"


def test_unknown_fields_and_templates_without_a_pseudonym_are_refused(study):
    with pytest.raises(StoreError, match="no attribute age"):
        set_signature(study, None, "{pseudonym}, {age}")
    with pytest.raises(CodebookError):
        set_signature(study, None, "{noun}")


def test_a_signature_is_read_back(study):
    read = Signatures(study.reader).read
    assert read("Intervenante I-05, gestion de l’État") == {
        "noun": "Intervenante",
        "pseudonym": "I-05",
        "category": "gestion de l’État",
    }
    assert read("I-06") == {"pseudonym": "I-06"}
    assert read("intervenante X-9") is None
