"""Taking back and doing again, told in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from transcripts.i18n import _
from transcripts.spans import Span
from workbench.store import codes as code_store
from workbench.store import history
from workbench.store import transcripts as transcript_store
from workbench.store.study_file import StudyFile
from workbench.workflows.describing import describe
from workbench.workflows.ruling.rebuilding import settle

_ON_CONSENSUS = ("ruling.", "consensus.", "study.merge")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was taken back or done again.

    Attributes:
        verb: Stable name of the act.
        sentence: For the person.
        transcripts: uuids of the transcripts that it touched.
        transcript: uuid of the one that it was about, "" if none.
        span: The passage that it was about, None if none.
    """

    verb: str
    sentence: str
    transcripts: frozenset[str]
    transcript: str
    span: Span | None


def undo(study: StudyFile, coder: str | None, *, own: bool = False) -> Outcome:
    """Take back the coder's last act that still stands; without limit, across sessions.

    Args:
        study: The open study.
        coder: uuid, None for acts of nobody in particular.
        own: Whether imports, and acts of nobody in particular, are left alone.

    Raises:
        StoreError: If there is nothing to take back, or others changed or built on it since: with the list.
    """
    return _tell(study, coder, lambda: history.undo(study, coder, own=own), _("Undone: {act}."))


def redo(study: StudyFile, coder: str | None, *, own: bool = False) -> Outcome:
    """Do again what was taken back last.

    Args:
        study: The open study.
        coder: uuid, None for acts of nobody in particular.
        own: Whether imports, and acts of nobody in particular, are left alone.

    Raises:
        StoreError: If there is nothing to do again, or others changed it since.
    """
    return _tell(study, coder, lambda: history.redo(study, coder, own=own), _("Done again: {act}."))


def _tell(study: StudyFile, coder: str | None, replay: Callable[[], history.Entry], sentence: str) -> Outcome:
    # The book is read first: undoing may put the very code that the sentence names into the bin.
    book = code_store.book(study.reader)
    entry = replay()
    if entry.verb.startswith(_ON_CONSENSUS):
        # Whether the consensus is done on a transcript follows from rulings and codings; undo leaves that to us.
        settle(study, entry.transcripts, coder=coder)
    if any(code not in book for code in entry.facts.get("codes", ())):
        book = code_store.book(study.reader)
    names = dict(transcript_store.numbers(study.reader).values())
    span = entry.facts.get("span")
    return Outcome(
        entry.verb,
        sentence.format(act=describe(entry.verb, entry.facts, book, names)),
        entry.transcripts,
        entry.facts.get("transcript", ""),
        Span(*span) if span else None,
    )
