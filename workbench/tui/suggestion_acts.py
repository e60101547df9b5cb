"""What the writer is asked to do about suggestions; each runs on the writer's thread and draws nothing.

An act knows its entry in the journal, so that taking back means exactly that act and no other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codebook.book import Codebook
from codebook.coding import Coding, Stance
from codebook.suggestion import Suggestion, Verdict
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import journal
from workbench.store.decisions import ListEntry
from workbench.store.study_file import StudyFile
from workbench.tui.suggestion_queue import Fate, Item
from workbench.tui.widgets.passage_pane import STANCES

if TYPE_CHECKING:
    from concurrent.futures import Future

FATES = {Verdict.ACCEPTED: Fate.ACCEPTED, Verdict.CHANGED: Fate.CHANGED, Verdict.REJECTED: Fate.REJECTED}


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision that is on the disk.

    Attributes:
        sentence: What happened.
        verdict: As it was written.
        coding: The coding that it made, None for a rejection.
        entry: uuid of its entry in the journal.
    """

    sentence: str
    verdict: Verdict
    coding: Coding | None
    entry: str


@dataclass
class Step:
    """One thing done in the queue that can be taken back.

    Attributes:
        item: What it was done with.
        future: The decision, on its way to the disk or there; None for what was only put off.
        after: Entries in the journal of what was done to its coding since: strength, stance, memo.
        memo: What was written about its coding.
    """

    item: Item
    future: "Future[Settled] | None" = None
    after: list[str] = field(default_factory=list)
    memo: str = ""

    @property
    def accepting(self) -> bool:
        """Whether it led, or is to lead, to a coding."""
        return self.future is not None and self.item.fate in (Fate.ACCEPTED, Fate.CHANGED)


def short(book: Codebook, code: str) -> str:
    """Short name of a code."""
    return book.get(code).short if code in book else "?"


def accept(
    coder: str,
    suggestion: Suggestion,
    entry: ListEntry,
    *,
    span: Span | None = None,
    code: str | None = None,
    book: Codebook,
    words: int,
) -> Callable[[StudyFile], Settled]:
    """Put the suggested code, or another one, on the proposed words, or on others.

    Args:
        coder: uuid.
        suggestion: What was proposed.
        entry: The list that it stands in.
        span: Other boundaries, None for those proposed.
        code: uuid of another code, None for the one suggested.
        book: For names.
        words: How many words it then has.
    """

    def work(study: StudyFile) -> Settled:
        from workbench.workflows.suggesting import deciding

        coding, decision = deciding.accept(study, coder, suggestion, entry, span=span, code=code)
        sentence = ngettext("{code} on {count} word.", "{code} on {count} words.", words)
        said = sentence.format(code=short(book, coding.code), count=words)
        if coding.code != suggestion.code:
            said += " " + _("For {code} that counts as rejected.").format(code=short(book, suggestion.code))
        return Settled(said, decision.verdict, coding, journal.last_standing(study.reader, coder))

    return work


def reject(coder: str, suggestion: Suggestion, entry: ListEntry, *, book: Codebook) -> Callable[[StudyFile], Settled]:
    """Do not offer this passage for this code again."""

    def work(study: StudyFile) -> Settled:
        from workbench.workflows.suggesting import deciding

        decision = deciding.reject(study, coder, suggestion, entry)
        sentence = _("Rejected for {code}; it is not offered again.").format(code=short(book, suggestion.code))
        return Settled(sentence, decision.verdict, None, journal.last_standing(study.reader, coder))

    return work


def take_back(coder: str, step: Step) -> Callable[[StudyFile], str]:
    """Undo a decision of this sitting, with what was done to its coding since; only if nothing else came after it."""

    def work(study: StudyFile) -> str:
        from workbench.workflows.undoing import undo

        assert step.future is not None
        entries = [step.future.result().entry, *step.after]
        for entry in reversed(entries):
            if journal.last_standing(study.reader, coder) != entry:
                raise StoreError(
                    _("Something else of yours was written after this decision."),
                    _("Take that back first, on the coding screen."),
                )
            sentence = undo(study, coder, own=True).sentence
        return sentence

    return work


def weigh(
    coder: str, step: Step, *, strength: int | None = None, stance: Stance | None = None, book: Codebook
) -> Callable[[StudyFile], str]:
    """Set strength or stance of what was accepted; with neither, take both away."""

    def work(study: StudyFile) -> str:
        from workbench.workflows import coding as verbs

        uuid, code = _coding(step)
        if strength is not None:
            verbs.weigh(study, coder, uuid, strength=strength)
            sentence = _("{codes}: strength {value}.").format(codes=short(book, code), value=strength)
        elif stance is not None:
            verbs.weigh(study, coder, uuid, stance=stance)
            sentence = _("{codes}: {stance}.").format(codes=short(book, code), stance=_(STANCES[stance]))
        else:
            verbs.weigh(study, coder, uuid, strength=None, stance=None)
            sentence = _("{codes}: no strength and no stance any more.").format(codes=short(book, code))
        _remember(study, coder, step)
        return sentence

    return work


def note(coder: str, step: Step, body: str, *, book: Codebook) -> Callable[[StudyFile], str]:
    """Write a memo on what was accepted."""

    def work(study: StudyFile) -> str:
        from workbench.workflows import coding as verbs

        uuid, code = _coding(step)
        verbs.note(study, coder, uuid, body)
        _remember(study, coder, step)
        sentence = _("Memo on {codes} saved.") if body else _("Memo on {codes} removed.")
        return sentence.format(codes=short(book, code))

    return work


def _remember(study: StudyFile, coder: str, step: Step) -> None:
    """The act just written belongs to this step; one that changed nothing was not written."""
    entry = journal.last_standing(study.reader, coder)
    assert step.future is not None
    if entry != (step.after[-1] if step.after else step.future.result().entry):
        step.after.append(entry)


def _coding(step: Step) -> tuple[str, str]:
    """Uuid and code of the coding that a decision made; it is on the disk by now."""
    made = step.future.result().coding if step.future is not None else None
    if made is None:
        raise StoreError(_("Nothing was accepted that could be weighed."))
    return made.uuid, made.code


def switch(coder: str, code: str, *, wanted: bool) -> Callable[[StudyFile], None]:
    """Ask for suggestions for a code, or no longer."""

    def work(study: StudyFile) -> None:
        from workbench.workflows.suggesting import switches

        (switches.ask if wanted else switches.stop)(study, coder, code)

    return work
