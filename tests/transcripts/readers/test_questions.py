"""Round tables: questions as headings, names opening the answers without any mark."""

from collections.abc import Callable

from transcripts.model import TurnKind
from transcripts.readers import Layout, Reading, parse_speakers

Read = Callable[..., Reading]

TABLE = """Le jardin : trois voix

Nos invités :

Anne Roy jardinière

Luc Petit voisin


Pourquoi un jardin?

Anne Roy Pour le calme, je crois.

Luc Petit Pour les tomates. Anne Roy le sait bien.


Et l'hiver?

Anne Roy On attend.

Luc Petit On lit des catalogues.

Paul Noir
Paul Noir est journaliste.

Articles connexes
"""
SPEAKERS = parse_speakers("Anne Roy, Luc Petit")


def test_questions_are_headings_and_every_answer_has_its_speaker(read: Read) -> None:
    reading = read(TABLE, speakers=SPEAKERS)
    transcript = reading.transcripts[0]
    assert reading.layout is Layout.QUESTIONS
    assert [(turn.kind, turn.speaker, turn.span.cut(transcript.text)) for turn in transcript.turns] == [
        (TurnKind.HEADING, None, "Pourquoi un jardin?"),
        (TurnKind.SPEECH, "Anne Roy", "Pour le calme, je crois."),
        (TurnKind.SPEECH, "Luc Petit", "Pour les tomates. Anne Roy le sait bien."),
        (TurnKind.HEADING, None, "Et l'hiver?"),
        (TurnKind.SPEECH, "Anne Roy", "On attend."),
        (TurnKind.SPEECH, "Luc Petit", "On lit des catalogues."),
    ]


def test_the_rest_of_the_page_is_left_out_and_counted(read: Read) -> None:
    notes = "\n".join(read(TABLE, speakers=SPEAKERS).notes)
    dropped = ["Le jardin : trois voix", "Nos invités :", "Anne Roy jardinière", "Luc Petit voisin"]
    dropped += ["Paul Noir", "Paul Noir est journaliste.", "Articles connexes"]
    assert f"{len(dropped)} paragraphs, {sum(map(len, dropped))} characters" in notes


def test_answers_of_several_paragraphs_keep_them(read: Read) -> None:
    text = TABLE.replace("Pour le calme, je crois.", "Pour le calme.\n\nEt le soir.\n\nEt l'été.")
    transcript = read(text, speakers=SPEAKERS).transcripts[0]
    assert transcript.turns[1].span.cut(transcript.text) == "Pour le calme.\n\nEt le soir.\n\nEt l'été."
    assert transcript.turns[-1].span.cut(transcript.text).endswith("Paul Noir est journaliste.")


def test_an_interview_whose_interviewer_asks_over_two_lines_is_no_round_table(read: Read) -> None:
    text = "ENQ : On commence.\nPourquoi ?\nI-05 : Pour voir.\nENQ : Bien.\nComment ?\nI-05 : Ainsi."
    reading = read(text, speakers=parse_speakers("ENQ=interviewer,I-05"))
    transcript = reading.transcripts[0]
    assert reading.layout is Layout.TURNS
    assert transcript.turns[0].span.cut(transcript.text) == "On commence.\nPourquoi ?"


def test_the_layout_can_be_asked_for(read: Read) -> None:
    text = "Pourquoi ?\nAnne : Pour voir.\nLuc : Pour rien.\nComment ?\nAnne : Ainsi.\nLuc : Non."
    transcript = read(text, layout=Layout.QUESTIONS).transcripts[0]
    assert [turn.speaker for turn in transcript.turns] == [None, "Anne", "Luc", None, "Anne", "Luc"]


def test_plain_asks_for_no_speakers_at_all(read: Read) -> None:
    text = "ENQ : Pourquoi ?\nI-05 : Pour voir."
    reading = read(text, layout=Layout.PLAIN)
    assert reading.transcripts[0].text == text
    assert reading.transcripts[0].speakers == ()
