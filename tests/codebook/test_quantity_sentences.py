"""Sentences around words of quantity: verbs agree, labels stand in marks, who is against is told."""

import pytest

from codebook.quantity_defaults import default_table
from codebook.quantity_sentences import Verb, mention_sentence, side_sentences, usual_verb

FRENCH, ENGLISH = default_table("fr").say, default_table("en").say


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Un seul répondant (1 sur 11) mentionne « Veille »."),
        (2, "Deux répondants (2 sur 11) mentionnent « Veille »."),
        (3, "Une minorité de répondants (3 sur 11) mentionnent « Veille »."),
        (11, "L’ensemble des répondants (11 sur 11) mentionnent « Veille »."),
    ],
)
def test_the_verb_agrees_with_how_many_there_are(count, said):
    assert mention_sentence(FRENCH, "fr", "Veille", count, 11).replace("\u00a0", " ") == said


def test_below_the_minimum_the_bare_count_is_the_subject():
    assert mention_sentence(ENGLISH, "en", "Image", 1, 3) == "1 of 3 participants mentions “Image”."
    assert mention_sentence(ENGLISH, "en", "Image", 3, 3) == "3 of 3 participants mention “Image”."


def test_who_is_against_and_who_stands_alone_is_told():
    said = mention_sentence(ENGLISH, "en", "Dialogue", 4, 11, against=2)
    assert said == "Several participants (4 of 11) mention “Dialogue”, and two participants (2 of 11) speak against it."
    assert (
        mention_sentence(ENGLISH, "en", "X", 1, 11, who=["I-10"])
        == "A single participant (1 of 11) mentions “X” (I-10)."
    )


def test_a_study_may_have_a_verb_of_its_own():
    said = mention_sentence(FRENCH, "fr", "Image", 2, 11, verb=Verb("évoque", "évoquent"))
    assert said.startswith("Deux répondants (2 sur 11) évoquent ")
    assert usual_verb("de") == usual_verb("en")


def test_the_sides_are_a_sentence_each_and_nobody_is_none():
    sides = {"pro": 3, "contra": 1, "mixed": 0, "neutral": 2}
    assert side_sentences(ENGLISH, "en", "Dialogue", sides, 11) == {
        "pro": "On “Dialogue”: a minority of participants (3 of 11) are for it.",
        "contra": "A single participant (1 of 11) speaks against it.",
        "neutral": "Two participants (2 of 11) are neutral.",
    }
    assert side_sentences(ENGLISH, "en", "Dialogue", {"pro": 0}, 11) == {}
