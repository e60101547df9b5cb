"""Pages of comments, saved as text."""

from collections.abc import Callable

import pytest

from transcripts.errors import TranscriptError
from transcripts.model import Role
from transcripts.readers import Layout, Reading
from transcripts.readers.dates import find_date
from transcripts.readers.doubles import find_doubles

Read = Callable[..., Reading]

TWICE = (
    "Le jardin partagé rapproche les voisins, apprend la patience aux enfants et donne des tomates que personne ne "
    "vend, ce qui suffit bien à le défendre devant la mairie."
)
PAGE = f"""Un jardin dans la cour
Accueil Blogue Nous joindre

La ville hésite encore à financer ce jardin.

Question pour le groupe du mardi

À la suite de la visite, quels sont les avantages d'un jardin partagé. Merci de vos réponses.

[1] Un livre sur les jardins.

4 commentaires

  1. Aline Faucher

    \u00a0/\u00a0 26 novembre 2021

    D'abord, le calme :
    – on respire ;
    – on parle.

    1. un détail
    2. un autre

    Répondre
  2. On ne signe pas, mais on aime ce jardin.

    Et on y revient le soir.

    Répondre
  3. Bruno T.

     /  27 novembre 2021

    {TWICE}

    Répondre
  4. Bruno T.

     /  27 novembre 2021

    {TWICE} Voilà.

    Répondre

Répondre à Aline Annuler la réponse
"""


@pytest.fixture
def page(read: Read) -> Reading:
    return read(PAGE, name="page.txt", layout=Layout.COMMENTS)


def test_each_comment_is_one_participants_answer_to_one_question(page: Reading) -> None:
    assert [one.participant for one in page.transcripts] == ["Aline Faucher", "anonyme-02", "Bruno T.", "Bruno T. (2)"]
    first = page.transcripts[0]
    assert [(turn.speaker, turn.span.cut(first.text)) for turn in first.turns] == [
        ("Question", "À la suite de la visite, quels sont les avantages d'un jardin partagé. Merci de vos réponses."),
        ("Aline Faucher", "D'abord, le calme :\n– on respire ;\n– on parle.\n1. un détail\n2. un autre"),
    ]
    assert first.turns[1].label == "1. Aline Faucher / 26 novembre 2021"
    assert [speaker.role for speaker in first.speakers] == [Role.INTERVIEWER, Role.PARTICIPANT]
    nameless = page.transcripts[1]
    assert nameless.turns[1].span.cut(nameless.text).startswith("On ne signe pas")


def test_navigation_is_left_out_and_counted(page: Reading) -> None:
    notes = "\n".join(page.notes)
    assert "4 comments were read" in notes
    assert "before the comments: 6 paragraphs" in notes
    assert "after the comments: 1 paragraph, 35 characters" in notes
    assert "1 comment has no author" in notes
    assert not any("Annuler" in one.text or "Accueil" in one.text for one in page.transcripts)


def test_every_word_of_the_page_is_in_an_answer_a_label_or_a_count(page: Reading) -> None:
    kept = sum(
        len("".join((turn.label + turn.span.cut(one.text)).split()))
        for one in page.transcripts
        for turn in one.turns[1:]
    )
    head = PAGE[: PAGE.index("  1. Aline")]
    tail = PAGE[PAGE.index("Répondre à Aline") :]
    links = 4 * len("Répondre")
    assert kept == len("".join(PAGE.split())) - len("".join(head.split())) - len("".join(tail.split())) - links


def test_a_double_posting_is_kept_apart_flagged_and_can_be_skipped(page: Reading, read: Read) -> None:
    assert [(double.transcript, double.original) for double in page.doubles] == [("Bruno T. (2)", "Bruno T.")]
    assert any("Bruno T. (2) = Bruno T." in note for note in page.notes)
    skipped = read(PAGE, name="page.txt", layout=Layout.COMMENTS, skip_doubles=True)
    assert [one.participant for one in skipped.transcripts] == ["Aline Faucher", "anonyme-02", "Bruno T."]


def test_a_second_comment_of_one_author_is_a_second_transcript_of_one_participant(read: Read) -> None:
    text = PAGE.replace(f"{TWICE} Voilà.", "Autre chose encore.")
    reading = read(text, name="page.txt", layout=Layout.COMMENTS)
    assert [(one.name, one.participant) for one in reading.transcripts[2:]] == [
        ("Bruno T.", "Bruno T."),
        ("Bruno T. (2)", "Bruno T."),
    ]
    assert reading.doubles == ()


def test_dates_are_candidate_attributes(page: Reading) -> None:
    assert page.attributes is not None
    assert page.attributes.rows["Bruno T."] == {"date": "2021-11-27"}
    assert "anonyme-02" not in page.attributes.rows


def test_the_question_can_be_given(read: Read) -> None:
    reading = read(PAGE, name="page.txt", layout=Layout.COMMENTS, question="Pourquoi un jardin ?")
    assert {one.turns[0].span.cut(one.text) for one in reading.transcripts} == {"Pourquoi un jardin ?"}
    assert not any("taken from the page" in note for note in reading.notes)


def test_without_being_asked_the_page_is_read_whole_and_the_layout_proposed(read: Read) -> None:
    reading = read(PAGE, name="page.txt")
    assert reading.proposal is Layout.COMMENTS
    assert reading.layout is Layout.PLAIN
    assert reading.transcripts[0].text == PAGE


def test_an_english_page_with_names_that_say(read: Read) -> None:
    text = "A post\nWhat is it for?\n3 comments\n" + "".join(
        f"{n}. {who} says:\nNovember {n}, 2021 at 2:05 pm\nIt is for the garden and for the people in it.\nReply\n"
        for n, who in enumerate(["Ann", "Bob", "Cy"], 1)
    )
    reading = read(text, name="page.txt", layout=Layout.COMMENTS)
    assert [one.participant for one in reading.transcripts] == ["Ann", "Bob", "Cy"]
    assert reading.transcripts[0].turns[0].span.cut(reading.transcripts[0].text) == "What is it for?"


def test_a_nameless_comment_of_an_english_page_is_anonymous(read: Read) -> None:
    text = "".join(f"{n}. I think that it is good for the people of the town.\nReply\n" for n in range(1, 5))
    reading = read(text, name="page.txt", layout=Layout.COMMENTS)
    assert reading.transcripts[0].participant == "anonymous-01"


def test_a_page_without_reply_links_is_refused(read: Read) -> None:
    with pytest.raises(TranscriptError, match="reply links"):
        read("ENQ : A ?\nI-05 : B.", layout=Layout.COMMENTS)


@pytest.mark.parametrize(
    "text", ["1. Un.\n2. Deux.\n3. Trois.", "Répondre\nRépondre\nRépondre", "ENQ : A ?\nI-05 : B."]
)
def test_the_layout_is_not_proposed_for_other_texts(read: Read, text: str) -> None:
    assert read(text).proposal is None


@pytest.mark.parametrize(
    ("words", "date"),
    [
        (" /  26 novembre 2013", "2013-11-26"),
        ("1er août 2020 à 10 h 05", "2020-08-01"),
        ("November 26, 2013 at 2:05 pm", "2013-11-26"),
        ("26th Nov 2013", "2013-11-26"),
        ("2013-11-26T10:00", "2013-11-26"),
        ("le 3 mai dernier", ""),
        ("03/04/2013", ""),
    ],
)
def test_dates_are_found_in_french_and_english(words: str, date: str) -> None:
    assert find_date(words) == date


def test_short_answers_are_never_doubles_and_long_ones_only_if_alike() -> None:
    other = (
        TWICE.replace("voisins", "gens")
        .replace("enfants", "grands")
        .replace("tomates", "pommes")
        .replace("mairie", "ville")
    )
    answers = [("a", "Oui."), ("b", "Oui."), ("c", TWICE), ("d", other), ("e", TWICE.upper())]
    assert [(double.transcript, double.original) for double in find_doubles(answers)] == [("e", "c")]
