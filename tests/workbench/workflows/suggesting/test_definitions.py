"""What is read of a code."""

from codebook.code import Code
from workbench.workflows.suggesting.definitions import code_words, definition_hash

CODE = Code("u", "VALID", {"fr": "Validation", "en": "Approval"}, definition="Qui valide.", keywords=("valider",))


def test_rules_give_their_words_and_keep_patterns_and_exclusions_to_themselves():
    rules = ("valider", '"bon à tirer"', "=BAT", "directr*", "/valid(er|ation)/", "-invalide", '-"sans valider"')
    found = code_words(Code("u", "V", {"fr": "Validation"}, keywords=rules))
    assert found.keywords == ("valider", "bon à tirer", "BAT", "directr*")


def test_a_code_without_a_definition_is_its_name():
    found = code_words(Code("u", "V", {"fr": "Validation"}))
    assert (found.name, found.definition, found.keywords) == ("Validation", "", ())


def test_the_same_label_in_two_languages_is_said_once():
    assert code_words(Code("u", "V", {"fr": "Image", "en": "Image"})).name == "Image"


def test_the_hash_stays_the_same_from_one_version_to_the_next():
    assert definition_hash(CODE) == "4b87ef20a85d2739f75f4d503b37a982"


def test_keyword_rules_are_no_definition():
    one, other = (Code("u", "V", {"fr": "V"}, keywords=words) for words in (("a", "b"), ()))
    assert definition_hash(one) == definition_hash(other)
