from dataclasses import replace

import pytest

from codebook.guide import Guide, Question, Section
from tests.workbench.making import Bench, content, transcript
from transcripts.model import AttributeKind, AttributeValue, Knowledge, Role, Speaker
from transcripts.spans import Span
from workbench.errors import CodebookError, StoreError
from workbench.store import codes, guide, participants, search
from workbench.store import transcripts as transcript_store
from workbench.workflows.guiding import import_guide
from workbench.workflows.importing import import_transcripts, is_generic, set_speakers, who_speaks
from workbench.workflows.participating import import_participants
from workbench.workflows.undoing import redo, undo


def test_what_is_loaded_is_what_was_imported(desk: Bench):
    given, stored = transcript(), transcript_store.load(desk.study.reader, desk.transcript)
    assert stored.text == given.text
    assert [turn.span for turn in stored.turns] == [turn.span for turn in given.turns]
    assert [turn.participant for turn in stored.turns] == ["", "I-05", "", "I-05"]
    assert stored.sentences[1].cut(stored.text) == "Au début la direction avait peur."


def test_importing_the_same_text_again_changes_nothing(desk: Bench):
    before = content(desk.study)
    again = import_transcripts(desk.study, None, [transcript()])
    assert (again.transcripts, again.present) == ({}, ("I-05",))
    assert content(desk.study) == before


def test_another_text_never_takes_a_name(desk: Bench):
    before = content(desk.study)
    other = transcript("I-05", (("ENQ", "Autre chose ?"), ("I-05", "Oui.")))
    with pytest.raises(StoreError, match="I-05"):
        import_transcripts(desk.study, None, [transcript("I-06"), other])
    with pytest.raises(StoreError, match="I-07"):
        import_transcripts(desk.study, None, [transcript("I-07"), transcript("I-07")])
    assert content(desk.study) == before


def test_an_import_is_taken_back_whole_and_done_again(desk: Bench):
    before = content(desk.study)
    import_transcripts(desk.study, desk.maude.uuid, [transcript("I-06"), transcript("I-07")])
    after = content(desk.study)
    undo(desk.study, desk.maude.uuid)
    assert content(desk.study) | {"speakers": []} == before | {"speakers": []}
    assert [hit.name for hit in search.find(desk.study.reader, "direction")] == ["I-05"]
    assert search.count(desk.study.reader, "direction") == 1
    redo(desk.study, desk.maude.uuid)
    assert content(desk.study) == after
    assert search.count(desk.study.reader, "direction") == 3


@pytest.mark.parametrize("label", ["Interviewé", "INTERVIEWEE", "Participant 2", "R", "Speaker 1", "Répondante", "P"])
def test_labels_that_say_only_the_part_are_generic(label):
    assert is_generic(label)


@pytest.mark.parametrize("label", ["I-05", "P3", "Maude", "MJ", "Dr Roy"])
def test_names_and_pseudonyms_are_not_generic(label):
    assert not is_generic(label)


def test_generic_speakers_are_named_after_their_transcript():
    one = transcript("E1", (("ENQ", "Bien ?"), ("Interviewé", "Oui.")))
    two = transcript("E2", (("ENQ", "Bien ?"), ("Participant 1", "Oui."), ("Participant 2", "Non.")))
    assert who_speaks(one) == {"Interviewé": "E1"}
    assert who_speaks(two) == {"Participant 1": "E2 Participant 1", "Participant 2": "E2 Participant 2"}
    assert who_speaks(transcript()) == {"I-05": "I-05"}


def test_text_without_labels_is_one_participant_named_after_its_file(desk: Bench):
    plain = transcript("réponse", (("", "Une réponse écrite."), ("", "En deux temps.")))
    plain = replace(plain, speakers=(), turns=tuple(replace(turn, speaker=None, label="") for turn in plain.turns))
    uuid = import_transcripts(desk.study, None, [plain]).transcripts["réponse"]
    stored = transcript_store.load(desk.study.reader, uuid)
    assert {(turn.speaker, turn.participant, turn.role) for turn in stored.turns} == {("", "réponse", Role.PARTICIPANT)}
    assert transcript_store.listing(desk.study.reader)[-1].participants == ("réponse",)


def test_one_participant_may_speak_in_several_transcripts(desk: Bench):
    import_transcripts(desk.study, None, [transcript("I-05 bis")])
    (number,) = participants.numbers(desk.study.reader)
    assert len(participants.transcripts_of(desk.study.reader)[number]) == 2


def test_an_interviewer_taken_for_a_participant_is_put_right_everywhere(desk: Bench):
    wrong = replace(transcript("I-06"), speakers=(Speaker("ENQ", Role.PARTICIPANT), Speaker("I-05", Role.PARTICIPANT)))
    uuid = import_transcripts(desk.study, None, [wrong]).transcripts["I-06"]
    assert set_speakers(desk.study, desk.maude.uuid, "ENQ", role=Role.INTERVIEWER) == 1
    assert transcript_store.load(desk.study.reader, uuid).turns[0].role == Role.INTERVIEWER
    assert set_speakers(desk.study, desk.maude.uuid, "I-05", participant="Ana") == 2
    assert transcript_store.load(desk.study.reader, uuid).turns[1].participant == "Ana"
    with pytest.raises(StoreError, match="No transcript has the speaker"):
        set_speakers(desk.study, desk.maude.uuid, "Personne", role=Role.INTERVIEWER)


def test_search_is_blind_to_case_accents_and_elision(desk: Bench):
    text = transcript_store.load(desk.study.reader, desk.transcript).text
    for query in ("D'AUTRES", "autres", "d’autres", '"que d’autres parlaient"', "PARL*"):
        (hit,) = search.find(desk.study.reader, query)
        assert "autres" in text[hit.spans[0].start : hit.spans[-1].end] or query == "PARL*"
    assert [span.cut(text) for hit in search.find(desk.study.reader, "debut") for span in hit.spans] == ["début"]
    assert search.find(desk.study.reader, "absent") == []
    with pytest.raises(StoreError, match="no word"):
        search.find(desk.study.reader, " '*\" ")


def test_search_offsets_hold_behind_an_emoji_of_several_code_points(desk: Bench):
    import_transcripts(desk.study, None, [transcript("E", (("ENQ", "👩‍👩‍👧 é 🇨🇦"), ("A", "👩‍👩‍👧 Pâté chaud.")))])
    (hit,) = search.find(desk.study.reader, "chaud")
    uuid = hit.transcript
    assert hit.spans[0].cut(transcript_store.load(desk.study.reader, uuid).text) == "chaud"


def test_attributes_are_typed_from_what_the_table_says(desk: Bench):
    rows = {
        "I-05": {"categorie": "santé", "heures": "5-12", "relu": "oui", "vu": "2013-11-26"},
        "I-06": {"categorie": "gestion de l'État", "heures": "env. 8", "relu": "non", "vu": "?"},
        "I-07": {"categorie": "santé", "heures": "1 143,5", "relu": "", "vu": "27/11/2013"},
        "I-08": {"categorie": "gestion de l’État", "heures": "?", "relu": "non demandé", "vu": ""},
    }
    told = import_participants(desk.study, None, rows, ["categorie", "heures", "relu", "vu"])
    assert told.attributes == {
        "categorie": AttributeKind.CHOICE,
        "heures": AttributeKind.NUMBER,
        "relu": AttributeKind.YES_NO,
        "vu": AttributeKind.DATE,
    }
    assert told.made == ("I-06", "I-07", "I-08")
    known = {one.pseudonym: one.attributes for one in participants.all(desk.study.reader)}
    assert known["I-05"]["heures"] == AttributeValue(Knowledge.KNOWN, "", 5, 12)
    assert known["I-06"]["heures"] == AttributeValue(Knowledge.APPROXIMATE, "", 8, 8)
    assert known["I-07"]["heures"].low == 1143.5
    assert known["I-07"]["vu"].text == "2013-11-27"
    assert known["I-08"]["heures"].knowledge == Knowledge.UNKNOWN
    assert known["I-08"]["relu"].knowledge == Knowledge.NOT_ASKED
    assert "relu" not in known["I-07"]
    assert known["I-06"]["categorie"] == known["I-08"]["categorie"]


def test_attributes_that_do_not_fit_are_told_and_what_is_known_is_replaced(desk: Bench):
    import_participants(desk.study, desk.maude.uuid, {"I-05": {"heures": "8"}}, ["heures"])
    told = import_participants(
        desk.study, desk.maude.uuid, {"I-05": {"heures": "10"}, "I-06": {"heures": "beaucoup"}}, ["heures"]
    )
    assert told.unread == ("I-06, heures",)
    assert participants.all(desk.study.reader)[0].attributes["heures"].low == 10
    undo(desk.study, desk.maude.uuid)
    assert participants.all(desk.study.reader)[0].attributes["heures"].low == 8


def test_a_guide_names_codes_of_the_codebook(desk: Bench):
    questions = (Question("Q1", "Pourquoi ?", ("OBJ",)), Question("Q2", "Comment ?", ("TON", "IMAGE")))
    assert import_guide(desk.study, desk.maude.uuid, Guide((Section("Début", questions),))) == 2
    first, second = guide.questions(desk.study.reader)
    assert (first.name, first.codes) == ("Q1", (desk.codes["OBJ"],))
    assert set(second.codes) == {desk.codes["TON"], desk.codes["IMAGE"]}
    undo(desk.study, desk.maude.uuid)
    assert guide.questions(desk.study.reader) == []


def test_a_guide_with_an_unknown_code_brings_nothing_in(desk: Bench):
    questions = (Question("Q1", "Pourquoi ?", ("OBJ",)), Question("Q2", "Comment ?", ("RIEN",)))
    with pytest.raises(CodebookError, match="RIEN"):
        import_guide(desk.study, None, Guide((Section("Début", questions),)))
    assert guide.questions(desk.study.reader) == []


def test_counts_tell_codings_and_the_participants_whose_turns_they_touch(desk: Bench):
    from workbench.workflows.coding import apply_codes

    stored = transcript_store.load(desk.study.reader, desk.transcript)
    asked, said = stored.turns[0].span, stored.turns[1].span
    image = desk.codes["IMAGE"]
    for span in (asked, Span(said.start, said.start + 5), Span(said.start + 3, said.end)):
        apply_codes(desk.study, desk.maude.uuid, desk.transcript, span, [image])
    apply_codes(desk.study, desk.julien.uuid, desk.transcript, asked, [desk.codes["TON"]])
    assert codes.counts(desk.study.reader, desk.maude.uuid) == {image: (3, 1)}
    assert codes.counts(desk.study.reader, desk.julien.uuid) == {desk.codes["TON"]: (1, 0)}
    assert codes.coding_counts(desk.study.reader, desk.maude.uuid) == {image: 3}


def test_what_tables_say_comes_and_goes_with_the_transcripts(desk: Bench):
    from transcripts.readers.options import AnswerTable

    before = content(desk.study)
    table = AnswerTable(("heures",), {"I-05": {"heures": "8"}, "I-09": {"heures": "?"}})
    done = import_transcripts(desk.study, desk.maude.uuid, [transcript("I-06")], [table])
    assert [one.participants for one in done.described] == [2]
    assert participants.all(desk.study.reader)[0].attributes["heures"].low == 8
    undo(desk.study, desk.maude.uuid)
    assert content(desk.study) | {"speakers": []} == before | {"speakers": []}
