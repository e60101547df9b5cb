"""Linking the turns of interviewers to the questions of the guide: proposals, and what a person says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from codebook.keywords import telling_words
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store import codes as code_store
from workbench.store import guide as guide_store
from workbench.store import guide_turns
from workbench.store.coders import new_uuid
from workbench.store.guide import QuestionEntry
from workbench.store.guide_turns import AskingEntry, Decided
from workbench.store.study_file import StudyFile

if TYPE_CHECKING:
    from codebook.book import Codebook
    from workbench.store.act import Act
    from workbench.store.row import Row
    from workbench.suggest.guide_links import Band, LinkProposal

#: Turns of other transcripts from which the wording of a question, or of what puts none, is learned.
EXAMPLES = 60

__all__ = ["Decided", "ProposedLink", "confirm_links", "propose_links", "unlink"]


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A turn of an interviewer with what it puts, or seems to.

    Attributes:
        turn: The turn.
        question: The question, None for none.
        follow_up: Whether it is put again or taken further rather than opened.
        band: ``strong``, ``possible`` or ``weak``; of what was decided, how sure the proposal would have been.
        reason: Why, in the language in use; "" where it was decided.
        decided: Whether a person said so.
        also: Further questions that a person said the same turn puts, each with whether it is a follow-up.
    """

    turn: AskingEntry
    question: QuestionEntry | None
    follow_up: bool
    band: "Band"
    reason: str
    decided: bool
    also: tuple[tuple[QuestionEntry, bool], ...] = ()

    @property
    def decision(self) -> Decided:
        """The proposal as something to be confirmed."""
        return Decided(self.turn.number, self.question.uuid if self.question else None, self.follow_up)


def propose_links(study: StudyFile, transcript: str) -> list[ProposedLink]:
    """What each turn of the interviewers of a transcript puts; what was decided already stays, the rest fits to it.

    Args:
        study: The open study.
        transcript: uuid.

    Returns:
        One for each turn, in text order; [] where the study has no guide or nobody asks in the transcript.
    """
    return Proposer(study).propose(transcript)


class Proposer:
    """Makes proposals for one transcript after another; the guide, and what was decided elsewhere, is read once.

    Args:
        study: The open study.
    """

    def __init__(self, study: StudyFile) -> None:
        self._reader = study.reader
        self.questions = guide_store.questions(self._reader)
        book = code_store.book(self._reader)
        self._topics = [_topics(entry, book) for entry in self.questions]
        self._examples = guide_turns.examples(self._reader, most=EXAMPLES)

    def propose(self, transcript: str) -> list[ProposedLink]:
        """As ``propose_links``."""
        from workbench.suggest.guide_links import AskingTurn, Confirmed, GuideQuestion
        from workbench.suggest.guide_links import propose as propose_all

        turns = guide_turns.asking(self._reader, transcript)
        told: dict[int, list[Decided]] = {}
        for one in guide_turns.decided(self._reader, transcript):
            told.setdefault(one.turn, []).append(one)
        learned: dict[str | None, list[str]] = {}
        for example in self._examples:
            if example.transcript != transcript:
                learned.setdefault(example.question, []).append(example.text)
        place = {entry.uuid: at for at, entry in enumerate(self.questions)}
        found = propose_all(
            [
                GuideQuestion(entry.name, (entry.text, *entry.follow_ups), topics, tuple(learned.get(entry.uuid, ())))
                for entry, topics in zip(self.questions, self._topics, strict=True)
            ],
            [AskingTurn(turn.number, turn.text, turn.before) for turn in turns],
            known={
                number: Confirmed(None if one[0].question is None else place[one[0].question], one[0].follow_up)
                for number, one in told.items()
            },
            passed=learned.get(None, ()),
        )
        pairs = zip(turns, found, strict=True) if found else ()
        return [self._shown(turn, proposal, told.get(turn.number, [])) for turn, proposal in pairs]

    def _shown(self, turn: AskingEntry, proposal: "LinkProposal", told: list[Decided]) -> ProposedLink:
        by_uuid = {entry.uuid: entry for entry in self.questions}
        also = tuple((by_uuid[one.question], one.follow_up) for one in told[1:] if one.question is not None)
        question = None if proposal.question is None else self.questions[proposal.question]
        reason = "" if told else proposal.because
        return ProposedLink(turn, question, proposal.follow_up, proposal.band, reason, bool(told), also)


def _topics(entry: QuestionEntry, book: "Codebook") -> tuple[str, ...]:
    """What the codes that a question names, and those under them, are called."""
    named = set(entry.codes)
    return tuple(
        " ".join((*code.labels.values(), *telling_words(code.keywords)))
        for code in book.codes
        if any(step.uuid in named for step in book.path(code.uuid))
    )


def confirm_links(study: StudyFile, coder: str | None, transcript: str, decisions: Sequence[Decided]) -> int:
    """Say what turns of a transcript put, as one step that undo takes back.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        transcript: uuid.
        decisions: What each turn puts; several for a turn that puts several questions. What was said of these turns
            before is replaced; other turns stay as they are.

    Returns:
        How many turns are now otherwise than before.

    Raises:
        StoreError: If a turn is no interviewer's, or a question is not in the guide; nothing is changed then.
    """
    return confirm_all_links(study, coder, {transcript: decisions})


def confirm_all_links(study: StudyFile, coder: str | None, decisions: Mapping[str, Sequence[Decided]]) -> int:
    """As ``confirm_links``, for several transcripts (uuid → decisions) in one step."""
    with study.act(coder, "guide.link" if len(decisions) == 1 else "guide.link_many") as act:
        questions = {entry.uuid: entry.number for entry in guide_store.questions(study.reader)}
        changed = 0
        for transcript, chosen in decisions.items():
            asking = {turn.number for turn in guide_turns.asking(study.reader, transcript)}
            _check(chosen, asking, questions)
            changed += _Linker(act, transcript, questions).decide(chosen)
        _tell(act, decisions, changed)
        return changed


def unlink(study: StudyFile, coder: str | None, transcript: str, turns: Sequence[int] | None = None) -> int:
    """Forget what was said of turns of a transcript, as one step.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        transcript: uuid.
        turns: Their numbers; None for all.

    Returns:
        How many turns it was.
    """
    with study.act(coder, "guide.unlink") as act:
        linker = _Linker(act, transcript, {})
        gone = sum(linker.forget(number) for number in (linker.rows if turns is None else turns))
        _tell(act, {transcript: ()}, gone)
        return gone


def _tell(act: "Act", decisions: Mapping[str, Sequence[Decided]], changed: int) -> None:
    """Leave in the journal which transcripts and how many turns it was about."""
    act.facts |= {"transcripts": list(decisions), "count": changed}
    if len(decisions) == 1:
        act.facts["transcript"] = next(iter(decisions))


def _check(decisions: Sequence[Decided], asking: set[int], questions: Mapping[str, int]) -> None:
    for one in decisions:
        if one.turn not in asking:
            raise StoreError(
                _("Turn {number} is not one in which an interviewer speaks.").format(number=one.turn),
                _("See who asks with `workbench transcripts STUDY --speakers`."),
            )
        if one.question is not None and one.question not in questions:
            raise StoreError(
                _("A question that was to be linked is no longer in the guide."), _("Somebody removed it; refresh.")
            )


class _Linker:
    """Writes what the turns of one transcript put, leaving alone what is so already.

    Attributes:
        rows: Number of a turn → its rows, links or check.
    """

    def __init__(self, act: "Act", transcript: str, questions: Mapping[str, int]) -> None:
        from workbench.store.finding_rows import TurnCheckRow
        from workbench.store.rows import TranscriptRow, TurnQuestionRow

        self._act = act
        self._number = cast(int, act.get(TranscriptRow, transcript).id)
        self._questions = questions
        self.rows: dict[int, list[TurnQuestionRow | TurnCheckRow]] = {}
        for link in act.all(TurnQuestionRow, transcript_id=self._number):
            self.rows.setdefault(link.turn_number, []).append(link)
        for check in act.all(TurnCheckRow, transcript_id=self._number):
            self.rows.setdefault(check.turn_number, []).append(check)

    def decide(self, decisions: Sequence[Decided]) -> int:
        """Make it so; how many turns changed."""
        wanted: dict[int, dict[int | None, bool]] = {}
        for one in decisions:
            number = None if one.question is None else self._questions[one.question]
            wanted.setdefault(one.turn, {})[number] = one.follow_up
        fresh: list[Row] = []
        changed = 0
        for turn, puts in wanted.items():
            if len(puts) > 1:
                puts.pop(None, None)  # a turn that puts a question does not put none
            if self._put(turn) != puts:
                changed += 1
                self.forget(turn)
                fresh += [self._row(turn, question, follow_up) for question, follow_up in puts.items()]
        for kind in dict.fromkeys(map(type, fresh)):
            self._act.add_all([row for row in fresh if type(row) is kind])
        return changed

    def _put(self, turn: int) -> dict[int | None, bool]:
        """What a turn puts now."""
        found: dict[int | None, bool] = {}
        for row in self.rows.get(turn, ()):
            found[getattr(row, "question_id", None)] = bool(getattr(row, "follow_up", False))
        return found

    def _row(self, turn: int, question: int | None, follow_up: bool) -> "Row":
        from workbench.store.finding_rows import TurnCheckRow
        from workbench.store.rows import TurnQuestionRow

        if question is None:
            return TurnCheckRow(uuid=new_uuid(), transcript_id=self._number, turn_number=turn)
        return TurnQuestionRow(
            uuid=new_uuid(),
            transcript_id=self._number,
            turn_number=turn,
            question_id=question,
            follow_up=int(follow_up),
        )

    def forget(self, turn: int) -> bool:
        """Take away what was said of a turn; whether anything was."""
        rows = self.rows.get(turn, [])
        for row in rows:
            self._act.remove(row)
        return bool(rows)
