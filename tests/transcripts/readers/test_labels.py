"""Who speaks: shapes of labels, and the evidence that a name needs."""

from collections.abc import Callable

import pytest

from transcripts.errors import TranscriptError
from transcripts.model import Role, Transcript, TurnKind
from transcripts.readers import Reading, parse_speakers, speaker_summaries
from transcripts.readers.labels import seconds
from transcripts.readers.names import is_name, role_of

Read = Callable[..., Reading]


def spoken(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Speaker and words of every turn."""
    return [(turn.speaker, turn.span.cut(transcript.text)) for turn in transcript.turns]


EXPECTED = [("ENQ", "Pourquoi ?"), ("I-05", "Parce que."), ("ENQ", "Et ensuite ?"), ("I-05", "Rien.")]
SHAPES = {
    "French spacing": "ENQ : Pourquoi ?\nI-05 : Parce que.\nENQ : Et ensuite ?\nI-05 : Rien.",
    "no-break space": "ENQ\u00a0: Pourquoi ?\nI-05\u202f: Parce que.\nENQ\u00a0: Et ensuite ?\nI-05\u202f: Rien.",
    "bare colon": "ENQ: Pourquoi ?\nI-05: Parce que.\nENQ: Et ensuite ?\nI-05: Rien.",
    "blank lines": "ENQ : Pourquoi ?\n\nI-05 : Parce que.\n\nENQ : Et ensuite ?\n\nI-05 : Rien.\n",
    "own line": "ENQ :\nPourquoi ?\nI-05 :\nParce que.\nENQ :\nEt ensuite ?\nI-05 :\nRien.",
    "brackets and times": (
        "[ENQ] (0:01 - 0:11)\nPourquoi ?\n\n[I-05] (0:11 - 0:20)\nParce que.\n\n"
        "[ENQ] (0:21- 0:22)\nEt ensuite ?\n\n[I-05] (0:23 – 1:02)\nRien."
    ),
    "brackets": "[ENQ]\nPourquoi ?\n[I-05]\nParce que.\n[ENQ]\nEt ensuite ?\n[I-05]\nRien.",
    "bracket before the words": "[ENQ] Pourquoi ?\n[I-05] Parce que.\n[ENQ] Et ensuite ?\n[I-05] Rien.",
    "name and time": (
        "ENQ  0:00\nPourquoi ?\n\nI-05  0:07\nParce que.\n\nENQ  0:09\nEt ensuite ?\n\nI-05  1:00:02\nRien."
    ),
    "time before the name": (
        "[00:00:01] ENQ: Pourquoi ?\n[00:00:07] I-05: Parce que.\n[00:01:02] ENQ: Et ensuite ?\n[00:01:09] I-05: Rien."
    ),
    "time in brackets after the name": (
        "ENQ (0:01) : Pourquoi ?\nI-05 (0:07) : Parce que.\nENQ (0:09) : Et ensuite ?\nI-05 (1:02) : Rien."
    ),
    "bold Markdown": "**ENQ** : Pourquoi ?\n**I-05** : Parce que.\n**ENQ** : Et ensuite ?\n**I-05** : Rien.",
    "colon inside the bold": "**ENQ :** Pourquoi ?\n**I-05 :** Parce que.\n**ENQ :** Et ensuite ?\n**I-05 :** Rien.",
    "bold on its own line": "**ENQ**\nPourquoi ?\n**I-05**\nParce que.\n**ENQ**\nEt ensuite ?\n**I-05**\nRien.",
    "capitals on their own line": "ENQ\nPourquoi ?\nI-05\nParce que.\nENQ\nEt ensuite ?\nI-05\nRien.",
    "tab": "ENQ\tPourquoi ?\nI-05\tParce que.\nENQ\tEt ensuite ?\nI-05\tRien.",
    "two blanks": "ENQ  Pourquoi ?\nI-05  Parce que.\nENQ  Et ensuite ?\nI-05  Rien.",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_turns_are_told_in_every_usual_shape(read: Read, text: str) -> None:
    transcript = read(text).transcripts[0]
    assert spoken(transcript) == EXPECTED
    assert {speaker.label: speaker.role for speaker in transcript.speakers} == {
        "ENQ": Role.INTERVIEWER,
        "I-05": Role.PARTICIPANT,
    }
    assert transcript.participant == ""


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_labels_and_words_together_are_the_file(read: Read, text: str) -> None:
    transcript = read(text).transcripts[0]
    kept = "".join(turn.label + turn.span.cut(transcript.text) for turn in transcript.turns)
    assert kept.replace("\n", "") == text.replace("\n", "")


@pytest.mark.parametrize(
    ("line", "begin", "finish"),
    [
        ("[ENQ] (0:01 - 0:11)\n", 1, 11),
        ("[ENQ] (1:02)\n", 62, None),
        ("ENQ  1:00:02\n", 3602, None),
        ("[00:00:01.5] ENQ: ", 1.5, None),
        ("00:00:01 --> 00:00:04 ENQ: ", 1, 4),
        ("ENQ (0:01 – 0:09) : ", 1, 9),
        ("ENQ : ", None, None),
    ],
)
def test_times_are_kept_in_seconds(read: Read, line: str, begin: float | None, finish: float | None) -> None:
    turn = read(f"{line}Pourquoi ?\n\n{line}Et ?").transcripts[0].turns[0]
    assert (turn.begin, turn.finish) == (begin, finish)


@pytest.mark.parametrize(("clock", "total"), [("0:07", 7), ("1:02:03", 3723), ("00:00:01,250", 1.25), ("90:00", 5400)])
def test_a_time_code_is_seconds(clock: str, total: float) -> None:
    assert seconds(clock) == total


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("ENQ", Role.INTERVIEWER),
        ("Enq. 2", Role.INTERVIEWER),
        ("ENQ1", Role.INTERVIEWER),
        ("Enquêteur", Role.INTERVIEWER),
        ("Enquêtrice", Role.INTERVIEWER),
        ("ENQUÊTEUR·RICE", Role.INTERVIEWER),
        ("Enquêteur/-trice", Role.INTERVIEWER),
        ("Chercheur·euse", Role.INTERVIEWER),
        ("Chercheuse", Role.INTERVIEWER),
        ("Intervieweur", Role.INTERVIEWER),
        ("Intervieweuse 2", Role.INTERVIEWER),
        ("INTERVIEWER", Role.INTERVIEWER),
        ("INT", Role.INTERVIEWER),
        ("Q", Role.INTERVIEWER),
        ("Researcher", Role.INTERVIEWER),
        ("Moderator", Role.INTERVIEWER),
        ("Modératrice", Role.INTERVIEWER),
        ("Animateur/-trice", Role.INTERVIEWER),
        ("L'enquêtrice", Role.INTERVIEWER),
        ("La participante", Role.PARTICIPANT),
        ("Interviewé", Role.PARTICIPANT),
        ("Interviewe", Role.PARTICIPANT),
        ("Interviewee", Role.PARTICIPANT),
        ("Répondante 3", Role.PARTICIPANT),
        ("Enquêtée", Role.PARTICIPANT),
        ("Marie", None),
        ("Quentin", None),
        ("I-05", None),
    ],
)
def test_a_label_tells_its_role_in_french_and_english(label: str, role: Role | None) -> None:
    assert role_of(label) is role


@pytest.mark.parametrize(("asks", "answers"), [("Q", "R"), ("Q", "A"), ("I", "P"), ("E", "R"), ("Q1", "R1")])
def test_letters_tell_roles_beside_each_other(read: Read, asks: str, answers: str) -> None:
    text = f"{asks} : Pourquoi ?\n{answers} : Pour voir.\n" * 3
    roles = {speaker.label: speaker.role for speaker in read(text).transcripts[0].speakers}
    assert roles == {asks: Role.INTERVIEWER, answers: Role.PARTICIPANT}


def test_letters_with_a_dash_or_full_stop_are_labels(read: Read) -> None:
    transcript = read("Q. Pourquoi ?\nR. Pour voir.\nQ – Et ?\nR – Rien.\nQ. Ah.\nR. Oui.").transcripts[0]
    assert [speaker for speaker, _ in spoken(transcript)] == ["Q", "R"] * 3


PROSE = {
    "a colon in prose": "On a tenu bon.\nVoici ce que je pense : il fallait y aller.\nEt on y est allé.",
    "a note": "On a tenu bon.\nNote: ceci est important.\nEt on y est allé.",
    "notes again and again": "Note : un.\nRien.\nNote : deux.\nRien.\nNote : trois.\nRien.",
    "a head": "Date : 12 mai\nLieu : Québec\nDurée : 45 min\nOn a commencé tôt.\nOn a fini tard.",
    "one word once": "Résultat : on a gagné.\nOn était contents.\nVoilà tout.",
    "an hour": "Vers 12:30 on a mangé.\nVers 14:00 on est partis.",
    "an address": "https://exemple.org est notre site.\nhttp://exemple.net aussi.",
    "titles in capitals": "INTRODUCTION\nOn a ouvert la page.\nMÉTHODE\nOn a demandé.\nRÉSULTATS\nOn a compté.",
    "a stage direction": "[Rires]\nOn était contents.\n[Silence]\nEt voilà.",
    "an essay that lists": "\n".join(["Une longue phrase qui n'annonce rien du tout."] * 40 + ["Avantage : bon."] * 3),
    "sentences that end in a colon": "Je dirais :\nOui.\nJe dirais :\nNon.\nJe dirais :\nPeut-être.",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE.keys())
def test_prose_has_no_speakers_and_keeps_every_character(read: Read, text: str) -> None:
    reading = read(text, name="I-07.txt")
    transcript = reading.transcripts[0]
    assert transcript.speakers == ()
    assert transcript.text == text
    assert transcript.participant == "I-07"
    assert {turn.speaker for turn in transcript.turns} == {None}


def test_a_colon_inside_a_turn_stays_in_the_text(read: Read) -> None:
    text = "ENQ : Alors ?\nI-05 : On a fait deux choses.\nSurprise : ça a marché.\n" + "ENQ : Et ?\nI-05 : Oui.\n" * 8
    reading = read(text)
    assert spoken(reading.transcripts[0])[1] == ("I-05", "On a fait deux choses.\nSurprise : ça a marché.")
    assert [(doubt.label, doubt.count) for doubt in reading.doubts] == [("Surprise", 1)]


def test_a_person_who_speaks_once_in_a_long_interview_needs_to_look_like_a_name(read: Read) -> None:
    text = "ENQ : Alors ?\nI-05 : Oui.\n" * 8 + "Mme Roy : On ferme !\nENQ : Ah.\n"
    assert [speaker.label for speaker in read(text).transcripts[0].speakers] == ["ENQ", "I-05", "Mme Roy"]


def test_declared_roles_correct_what_was_recognised(read: Read) -> None:
    speakers = parse_speakers("INT=participant, Marie=interviewer")
    transcript = read("INT : Oui.\nMarie : Ah ?\nINT : Non.\nMarie : Bon.", speakers=speakers).transcripts[0]
    assert {speaker.label: speaker.role for speaker in transcript.speakers} == {
        "INT": Role.PARTICIPANT,
        "Marie": Role.INTERVIEWER,
    }


def test_a_declared_name_may_be_a_word_of_prose_and_stand_once(read: Read) -> None:
    transcript = read("Note : je parle.\nUn bruit.\nEncore.", speakers=parse_speakers("Note")).transcripts[0]
    assert spoken(transcript) == [("Note", "je parle.\nUn bruit.\nEncore.")]


def test_declared_names_open_paragraphs_without_any_mark(read: Read) -> None:
    text = "Anne Roy Je commence.\nLuc Je réponds.\nAnne Roy Très bien.\nLuc"
    transcript = read(text, speakers=parse_speakers("Anne Roy,Luc")).transcripts[0]
    assert spoken(transcript)[:3] == [("Anne Roy", "Je commence."), ("Luc", "Je réponds."), ("Anne Roy", "Très bien.")]
    assert transcript.turns[3].kind is TurnKind.HEADING


def test_a_declared_name_with_marks_elsewhere_does_not_cut_prose(read: Read) -> None:
    text = "ENQ : Alors ?\nLuc : Oui.\nLuc Tremblay aussi est venu.\nENQ : Ah.\nLuc : Voilà."
    transcript = read(text, speakers=parse_speakers("Luc")).transcripts[0]
    assert spoken(transcript)[1] == ("Luc", "Oui.\nLuc Tremblay aussi est venu.")


def test_spellings_of_one_label_are_one_speaker(read: Read) -> None:
    transcript = read("Enq : A ?\nI-05 : B.\nENQ : C ?\nI-05 : D.").transcripts[0]
    assert [speaker.label for speaker in transcript.speakers] == ["Enq", "I-05"]


def test_what_stands_before_the_first_speaker_is_headings(read: Read) -> None:
    transcript = read("Entretien 5\nUn mardi.\nENQ : A ?\nI-05 : B.\nENQ : C ?\nI-05 : D.").transcripts[0]
    assert [turn.kind for turn in transcript.turns[:3]] == [TurnKind.HEADING, TurnKind.HEADING, TurnKind.SPEECH]


def test_an_event_with_times_is_a_heading_between_turns(read: Read) -> None:
    text = "[ENQ] (0:01 - 0:11)\nA ?\n[Interruption par un visiteur] (0:12 - 0:20)\n[I-05] (0:21 - 0:30)\nB."
    transcript = read(text).transcripts[0]
    event = transcript.turns[1]
    assert (event.kind, event.speaker, event.begin, event.finish) == (TurnKind.HEADING, None, 12, 20)
    assert event.span.cut(transcript.text) == "[Interruption par un visiteur] (0:12 - 0:20)"
    assert [speaker.label for speaker in transcript.speakers] == ["ENQ", "I-05"]


def test_a_label_that_nobody_speaks_under_is_kept_as_a_heading(read: Read) -> None:
    transcript = read("[ENQ] (0:01)\nA ?\n[I-05] (0:02)\n[ENQ] (0:03)\nB ?\n[I-05] (0:04)\nC.").transcripts[0]
    silent = transcript.turns[1]
    assert (silent.kind, silent.span.cut(transcript.text)) == (TurnKind.HEADING, "[I-05] (0:02)")


def test_markdown_headings_are_headings_and_the_speaker_goes_on(read: Read) -> None:
    text = "# Partie 1\n**ENQ** : A ?\n**I-05** : B.\n## Partie 2\nEncore B.\n**ENQ** : C ?\n**I-05** : D."
    transcript = read(text, name="e.md").transcripts[0]
    assert [(turn.kind.value, turn.label, turn.span.cut(transcript.text)) for turn in transcript.turns][3:5] == [
        ("heading", "## ", "Partie 2"),
        ("speech", "", "Encore B."),
    ]
    assert transcript.turns[4].speaker == "I-05"


HEAD = "Enquêtrice : Marie-Ève Roy\nParticipant : I-05\nDate : 12 mai\nDurée : 45 min\n\n"
TALK = "MR : A ?\nI-05 : B.\nMR : C ?\nI-05 : D."


@pytest.mark.parametrize("who", ["MR", "MER", "Marie-Ève Roy"])
def test_the_head_of_a_file_is_no_turn_but_tells_who_asks(read: Read, who: str) -> None:
    name = "Enquêtrice : Marie Roy" if who == "MR" else "Enquêtrice : Marie-Ève Roy"
    text = HEAD.replace("Enquêtrice : Marie-Ève Roy", name) + TALK.replace("MR", who)
    transcript = read(text).transcripts[0]
    assert {speaker.label: speaker.role for speaker in transcript.speakers} == {
        who: Role.INTERVIEWER,
        "I-05": Role.PARTICIPANT,
    }
    assert [turn.kind.value for turn in transcript.turns] == ["heading"] * 4 + ["speech"] * 4


def test_no_head_overrules_a_declared_role(read: Read) -> None:
    transcript = read(HEAD + TALK.replace("MR", "MER"), speakers=parse_speakers("MER=participant")).transcripts[0]
    assert {speaker.role for speaker in transcript.speakers} == {Role.PARTICIPANT}


@pytest.mark.parametrize("mark", [" : ", ". ", ": "])
def test_numbered_questions_without_labelled_answers_are_headings_of_one_participants_text(
    read: Read, mark: str
) -> None:
    text = f"Q1{mark}Pourquoi ?\nPour voir.\n\nQ2{mark}Comment ?\nAinsi.\nEt puis voilà.\n\nQ3{mark}Quand ?\nHier."
    transcript = read(text, name="I-05.txt").transcripts[0]
    assert (transcript.speakers, transcript.participant, transcript.text) == ((), "I-05", text)
    assert [turn.kind.value for turn in transcript.turns] == [
        "heading", "speech", "heading", "speech", "speech", "heading", "speech"
    ]  # fmt: skip


def test_summaries_count_turns_and_words_of_each_speaker(read: Read) -> None:
    found = speaker_summaries(read(SHAPES["bare colon"]).transcripts[0])
    assert [(one.label, one.role, one.turns, one.words) for one in found] == [
        ("ENQ", Role.INTERVIEWER, 2, 5),
        ("I-05", Role.PARTICIPANT, 2, 3),
    ]


def test_speakers_are_parsed_with_or_without_roles() -> None:
    assert parse_speakers(" ENQ=interviewer; I-05 = participante ,Marie,, ") == {
        "ENQ": Role.INTERVIEWER,
        "I-05": Role.PARTICIPANT,
        "Marie": None,
    }


def test_an_unknown_role_is_refused_with_the_two_that_exist() -> None:
    with pytest.raises(TranscriptError, match=r"boss.*interviewer or participant"):
        parse_speakers("ENQ=boss")


@pytest.mark.parametrize("label", ["I-05", "Marie-Ève", "J.-P. Roy", "Mme Roy", "Anne de la Tour", "P1", "ENQ 2"])
def test_names_and_identifiers_may_be_labels(label: str) -> None:
    assert is_name(label)


@pytest.mark.parametrize("label", ["", "12", "Je pense", "Un deux trois quatre cinq", "A" * 41, "Ah, bon"])
def test_words_of_prose_may_not(label: str) -> None:
    assert not is_name(label)
