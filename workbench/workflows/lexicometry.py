"""The words of the participants as a corpus, for programs that count words; pseudonyms only, never a label."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from exports.lexicometry import LexicalText, Speech
from transcripts.attributes import written_value
from transcripts.i18n import _, ngettext
from transcripts.model import AttributeValue, Knowledge, Participant, Role, TurnKind
from workbench.errors import AnalysisError
from workbench.store import guide as guide_store
from workbench.store import participants as participant_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.findings.filters import Filter

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.store.transcripts import StoredTranscript, StoredTurn

INTERVIEWER = "interviewer"
_SILENT = {Knowledge.UNKNOWN: "unknown", Knowledge.NOT_ASKED: "not asked"}


class Per(StrEnum):
    """What a text of the corpus is."""

    PARTICIPANT = "participant"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts, and what was left out.

    Attributes:
        texts: In the order of the study.
        unlinked: Turns of speakers who are linked to no participant, and whose words are therefore left out.
    """

    texts: tuple[LexicalText, ...]
    unlinked: int

    def notes(self) -> Iterator[str]:
        """Sentences about what was left out."""
        if self.unlinked:
            yield ngettext(
                "{count} turn is left out: its speaker is linked to no participant, and the label may be a name.",
                "{count} turns are left out: their speakers are linked to no participant, and labels may be names.",
                self.unlinked,
            ).format(count=self.unlinked)


def lexical_corpus(
    study: "StudyFile", *, per: Per = Per.PARTICIPANT, interviewers: bool = False, wanted: Filter | None = None
) -> Corpus:
    """The words of the participants.

    Args:
        study: Open.
        per: Whether a text is a participant with all their words, in the order of their transcripts, or one turn.
        interviewers: Whether interviewers' words are kept: among those of the participant whom they are put to.
        wanted: Of the filter of reports its transcripts, participants and attributes; the rest is about codings.

    Raises:
        AnalysisError: If the filter names what the study has not, or there are no words.
    """
    reading = _Reading(study, wanted or Filter(), interviewers)
    corpus = Corpus(tuple(reading.by_turn() if per is Per.TURN else reading.by_participant()), reading.unlinked)
    if not corpus.texts:
        raise AnalysisError(
            _("No words of participants fit."),
            _("Link speakers to participants first; see them with `workbench transcripts STUDY --speakers`."),
        )
    return corpus


@dataclass(frozen=True, slots=True)
class _Said:
    """A turn with where it stands."""

    participant: str
    transcript: str
    speech: Speech


class _Reading:
    def __init__(self, study: "StudyFile", wanted: Filter, interviewers: bool) -> None:
        self._study = study
        self._interviewers = interviewers
        self.unlinked = 0
        everyone = {one.pseudonym: one for one in participant_store.all(study.reader)}
        self._people = {name: one for name, one in everyone.items() if name in _fitting(study, everyone, wanted)}
        entries = transcript_store.listing(study.reader)
        _check_known(wanted.transcripts, [entry.name for entry in entries])
        chosen = [entry for entry in entries if not wanted.transcripts or entry.name in wanted.transcripts]
        self._said = [one for entry in chosen for one in self._read(entry.uuid)]

    def by_participant(self) -> Iterator[LexicalText]:
        """One text for each participant with words."""
        found: dict[str, list[Speech]] = {}
        for one in self._said:
            found.setdefault(one.participant, []).append(one.speech)
        for name, person in self._people.items():
            if any(not speech.interviewer for speech in found.get(name, ())):
                yield LexicalText(name, self._variables(person), found[name])

    def by_turn(self) -> Iterator[LexicalText]:
        """One text for each turn."""
        for one in self._said:
            person = self._people[one.participant]
            more = {"transcript": one.transcript, "turn": str(one.speech.number), "question": one.speech.question}
            if self._interviewers:
                more["role"] = "interviewer" if one.speech.interviewer else "participant"
            name = f"{one.transcript} {one.speech.number} {one.participant}"
            yield LexicalText(name, {**self._variables(person), **more}, [one.speech])

    def _read(self, uuid: str) -> Iterator[_Said]:
        """The turns that are kept; an interviewer speaks to whoever answers next, or else spoke before."""
        transcript = transcript_store.load(self._study.reader, uuid)
        turns = [turn for turn in transcript.turns if turn.kind is TurnKind.SPEECH]
        put = guide_store.put(self._study.reader, uuid)
        starts, names = [one.start for one in put], [one.name for one in put]
        for place, turn in enumerate(turns):
            before = bisect_right(starts, turn.span.start)
            who = self._whose(turns, place)
            if who in self._people and (turn.role is not Role.INTERVIEWER or self._interviewers):
                yield _said(transcript, turn, who, names[before - 1] if before else "")

    def _whose(self, turns: "Sequence[StoredTurn]", place: int) -> str:
        turn = turns[place]
        if turn.role is not Role.INTERVIEWER:
            self.unlinked += not turn.participant
            return turn.participant
        after = (one.participant for one in turns[place + 1 :] if one.participant)
        earlier = (one.participant for one in reversed(turns[:place]) if one.participant)
        return next(after, "") or next(earlier, "")

    def _variables(self, person: Participant) -> dict[str, str]:
        told = {name: _told(value) for name, value in person.attributes.items()}
        return {"participant": person.pseudonym, **told}


def _said(transcript: "StoredTranscript", turn: "StoredTurn", who: str, question: str) -> _Said:
    asks = turn.role is Role.INTERVIEWER
    words = turn.span.cut(transcript.text)
    return _Said(who, transcript.name, Speech(INTERVIEWER if asks else who, words, turn.number, question, asks))


def _told(value: AttributeValue) -> str:
    return _SILENT.get(value.knowledge) or written_value(value)


def _fitting(study: "StudyFile", everyone: Mapping[str, Participant], wanted: Filter) -> set[str]:
    """Pseudonyms of those whom the filter keeps."""
    _check_known(wanted.participants, list(everyone))
    kinds = {entry.name: entry.kind for entry in participant_store.attributes(study.reader)}
    _check_known([one.attribute for one in wanted.where], list(kinds))
    return {
        name
        for name, person in everyone.items()
        if (not wanted.participants or name in wanted.participants)
        and all(one.holds(person.attributes.get(one.attribute), kinds[one.attribute]) for one in wanted.where)
    }


def _check_known(names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise AnalysisError(
                _("This study has no {name}.").format(name=name),
                _("It has: {names}.").format(names=", ".join(known[:50]) or _("nothing")),
            )
