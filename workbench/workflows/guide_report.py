"""The guide in tables: its questions and how often each was asked, what is proposed, and who was asked what."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from exports.report import Column, Fact, Kind, Report, Row, Table
from transcripts.i18n import N_, _
from workbench.store import codes as code_store
from workbench.store import guide as guide_store
from workbench.store import guide_turns
from workbench.store import transcripts as transcript_store
from workbench.store.guide_turns import LinkState
from workbench.store.study_file import StudyFile
from workbench.workflows.headings import columns as shared
from workbench.workflows.linking import Proposer

if TYPE_CHECKING:
    from workbench.store.guide import QuestionEntry
    from workbench.workflows.linking import ProposedLink

#: Whether a question was put to a participant; the values are stable.
ASKED, FOLLOW_UP, NOT_ASKED, NOT_LINKED = "asked", "follow_up", "not_asked", "not_linked"
STATUS: dict[str, str] = {
    ASKED: N_("was asked"),
    FOLLOW_UP: N_("follow-up"),
    NOT_ASKED: N_("not asked"),
    NOT_LINKED: N_("not linked"),
}
BANDS: dict[str, str] = {"strong": N_("strong"), "possible": N_("possible"), "weak": N_("weak")}


def asked_status(states: Iterable[LinkState], question: str) -> str:
    """Whether a question was put in any of the transcripts in which a participant speaks.

    Args:
        states: Of these transcripts.
        question: uuid.

    Returns:
        ``asked`` if it was opened in one, ``follow_up`` if it was only put in passing, ``not_asked`` if all of them
        have been gone through and it was not put, ``not_linked`` if that is not known.
    """
    found = list(states)
    put = [state.put[question] for state in found if question in state.put]
    if put:
        return ASKED if any(put) else FOLLOW_UP
    return NOT_ASKED if found and all(state.linked for state in found) else NOT_LINKED


def by_participant(states: Sequence[LinkState]) -> dict[str, list[LinkState]]:
    """Pseudonym → the transcripts in which the participant speaks, in the order of the study."""
    people: dict[str, list[LinkState]] = {}
    for state in states:
        for pseudonym in state.participants:
            people.setdefault(pseudonym, []).append(state)
    return people


def guide_report(study: StudyFile) -> Report:
    """The questions, the codes that each names, and to how many participants it was put."""
    states = guide_turns.link_states(study.reader)
    people = by_participant(states)
    book = code_store.book(study.reader)
    columns = (
        Column("name", _("question")),
        Column("section", _("section")),
        Column("text", _("text")),
        Column("codes", _("codes"), Kind.LIST),
        Column("asked", _("asked"), Kind.INTEGER),
        Column("follow_up", _("follow-up"), Kind.INTEGER),
        Column("not_asked", _("not asked"), Kind.INTEGER),
        Column("not_linked", _("not linked"), Kind.INTEGER),
        Column("follow_ups", _("follow-ups"), Kind.LIST),
    )
    rows: list[Row] = []
    for entry in guide_store.questions(study.reader):
        found = [asked_status(own, entry.uuid) for own in people.values()]
        counts = tuple(found.count(status) for status in STATUS)
        codes = tuple(book.get(code).short for code in entry.codes)
        rows.append((entry.name, entry.section, entry.text, codes, *counts, entry.follow_ups))
    brief = Table("guide", (*columns[:1], *columns[2:8]), [(row[0], *row[2:8]) for row in rows])
    facts = (
        Fact("participants", _("participants"), len(people), Kind.INTEGER),
        Fact("transcripts", _("transcripts"), len(states), Kind.INTEGER),
        Fact("linked", _("transcripts linked"), sum(state.linked for state in states), Kind.INTEGER),
    )
    notes = (
        _("Counted are participants: asked = the question was opened, follow-up = put in passing only."),
        _("Not linked = not every turn of an interviewer in their transcripts has been looked at."),
    )
    return Report("guide", study.title, facts, (Table("questions", columns, rows),), (brief,), notes)


def proposals_report(study: StudyFile, chosen: Sequence[str]) -> Report:
    """What each turn of an interviewer puts, or seems to.

    Args:
        study: The open study.
        chosen: uuids of transcripts.
    """
    names = dict(transcript_store.numbers(study.reader).values())
    proposer = Proposer(study)
    columns = (
        *shared("transcript", "turn"),
        Column("question", _("question")),
        Column("follow_up", _("follow-up"), Kind.YES_NO),
        Column("band", _("how sure"), words={band: _(said) for band, said in BANDS.items()}),
        Column("reason", _("reason")),
        Column("confirmed", _("confirmed"), Kind.YES_NO),
        *shared("text"),
    )
    rows = [row for uuid in chosen for link in proposer.propose(uuid) for row in _rows(names[uuid], link)]
    note = _("Nothing is linked before a person confirms it. An empty question: the turn puts none.")
    return Report("guide links", study.title, tables=(Table("links", columns, rows),), notes=(note,))


def _rows(name: str, link: "ProposedLink") -> list[Row]:
    """A row for each question that a turn puts; one for a turn that puts none."""
    band = None if link.decided else link.band.value
    reason, number, text = link.reason or None, link.turn.number, link.turn.text
    if link.question is None:
        return [(name, number, "", None, band, reason, link.decided, text)]
    first = (name, number, link.question.name, link.follow_up, band, reason, link.decided, text)
    return [
        first,
        *((name, number, one.name, follow_up, band, reason, True, text) for one, follow_up in link.also),
    ]


def asked_report(study: StudyFile) -> Report:
    """Participant × question: asked, follow-up, not asked, not linked."""
    people = by_participant(guide_turns.link_states(study.reader))
    questions = guide_store.questions(study.reader)
    said = {status: _(word) for status, word in STATUS.items()}
    columns = (
        Column("participant", _("participant")),
        Column("question", _("question")),
        Column("asked", _("asked"), words=said),
        Column("transcripts", _("transcripts"), Kind.LIST),
    )
    rows: list[Row] = [
        (who, entry.name, asked_status(states, entry.uuid), tuple(state.name for state in states))
        for who, states in people.items()
        for entry in questions
    ]
    notes = (_("Not asked: every turn of an interviewer was looked at, and none puts the question."),)
    wide = _wide(people, questions, said)
    return Report("guide asked", study.title, tables=(Table("asked", columns, rows),), blocks=(wide,), notes=notes)


def _wide(people: dict[str, list[LinkState]], questions: "Sequence[QuestionEntry]", said: dict[str, str]) -> Table:
    """As people read it: a line for each participant."""
    columns = (
        Column("participant", _("participant")),
        *(Column(f"asked.{entry.name}", entry.name, words=said) for entry in questions),
    )
    rows: list[Row] = [(who, *(asked_status(own, entry.uuid) for entry in questions)) for who, own in people.items()]
    return Table("participants", columns, rows)
