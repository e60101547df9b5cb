"""What the writer is asked to do about disagreements; each runs on the writer's thread and draws nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from codebook.book import Codebook
from codebook.ruling import Ruling, Verdict
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import journal
from workbench.store.study_file import StudyFile
from workbench.tui.case_words import made_words, verdict_words

if TYPE_CHECKING:
    from workbench.workflows.ruling.noting import Side
    from workbench.workflows.ruling.values import OpenCase
    from workbench.workflows.undoing import Outcome

OURS = ("ruling.", "consensus.")
"""Beginnings of the names of acts that may be taken back here."""


@dataclass(frozen=True, slots=True)
class Settled:
    """An act that is on the disk.

    Attributes:
        sentence: What happened.
        cases: The cases that it touched, as they are now.
        ruling: The ruling that was made, None where none was.
        place: Transcript (uuid) and passage to go to, None to stay.
    """

    sentence: str
    cases: "tuple[OpenCase, ...]"
    ruling: Ruling | None = None
    place: tuple[str, Span] | None = None


Act = Callable[[StudyFile], Settled]


def rule(
    coder: str,
    case: "OpenCase",
    verdict: Verdict,
    chosen: int | None,
    *,
    number: int | None,
    reason: str,
    book: Codebook,
    text: str,
) -> Act:
    """Rule on a case.

    Args:
        coder: uuid of who rules.
        case: As it is shown.
        verdict: What is ruled.
        chosen: Place of the position chosen, None for none.
        number: The number by which that is shown.
        reason: Why, "" if not said.
        book: For names.
        text: Of the transcript.
    """

    def work(study: StudyFile) -> Settled:
        from workbench.workflows.ruling.deciding import rule as decide
        from workbench.workflows.ruling.outcomes import outcome

        done = decide(study, case, verdict, coder=coder, chosen=chosen, reason=reason)
        said = _("{verdict}: {made} in the consensus.")
        made = made_words(outcome(case, verdict, chosen), book, text)
        sentence = said.format(verdict=_capital(verdict_words(verdict, number)), made=made)
        if verdict is Verdict.DISCUSS:
            sentence = _("Put aside, to be discussed.")
        return Settled(sentence, (replace(case, ruling=done.ruling, stale=False),), done.ruling)

    return work


def withdraw(coder: str, case: "OpenCase") -> Act:
    """Take the ruling on a case away."""
    assert case.ruling is not None
    ruling = case.ruling.uuid

    def work(study: StudyFile) -> Settled:
        from workbench.workflows.ruling.deciding import withdraw as take_away

        take_away(study, ruling, coder=coder)
        return Settled(_("The ruling is withdrawn; the case is open again."), cases_of(study, case.transcript))

    return work


def give_reason(coder: str, case: "OpenCase", reason: str) -> Act:
    """Say why a case was ruled on as it was."""

    def work(study: StudyFile) -> Settled:
        from workbench.workflows.ruling.deciding import rule as decide

        now = next((one for one in cases_of(study, case.transcript) if one.key == case.key), case)
        ruling = now.ruling
        if ruling is None:
            raise StoreError(_("The ruling was taken back meanwhile."), _("Rule again, then say why."))
        done = decide(study, now, ruling.verdict, coder=coder, chosen=now.chosen, reason=reason)
        sentence = _("Reason kept.") if reason.strip() else _("Reason taken away.")
        return Settled(sentence, (replace(now, ruling=done.ruling, stale=False),), done.ruling)

    return work


def take_back(coder: str) -> Act:
    """Undo the coder's last act, if it is a ruling."""

    def work(study: StudyFile) -> Settled:
        from workbench.workflows.undoing import undo

        entry = journal.last_standing(study.reader, coder)
        verb = next((one.verb for one in journal.entries(study.reader, coder=coder) if one.uuid == entry), "")
        if verb and not verb.startswith(OURS):
            raise StoreError(
                _("Your last act was no ruling; nothing was taken back."),
                _("Take it back on the coding screen, or withdraw a ruling by itself."),
            )
        return _replayed(study, undo(study, coder, own=True))

    return work


def do_again(coder: str) -> Act:
    """Do again what was taken back last."""

    def work(study: StudyFile) -> Settled:
        from workbench.workflows.undoing import redo

        return _replayed(study, redo(study, coder, own=True))

    return work


def _replayed(study: StudyFile, done: "Outcome") -> Settled:
    """What undo or redo brought, with the place that it was about."""
    place = (done.transcript, done.span) if done.transcript and done.span is not None else None
    cases = (case for transcript in sorted(done.transcripts) for case in cases_of(study, transcript))
    return Settled(done.sentence, tuple(cases), place=place)


def note(coder: str, ruling: str, *, code: str, side: "Side", text: str) -> Act:
    """Make a sentence of the codebook from a ruling.

    Args:
        coder: uuid of who writes it.
        ruling: uuid.
        code: uuid of the code that it explains.
        side: ``include`` or ``exclude``.
        text: The sentence.
    """

    def work(study: StudyFile) -> Settled:
        from workbench.workflows.ruling.noting import note_from_ruling

        note_from_ruling(study, ruling, code=code, side=side, text=text, coder=coder)
        return Settled(_("It stands in the codebook now, in a new version of it."), ())

    return work


def cases_of(study: StudyFile, transcript: str) -> "tuple[OpenCase, ...]":
    """The cases of a transcript as they are now, however far."""
    from workbench.workflows.ruling.queueing import queue

    return queue(study, transcripts=[transcript], which="all").cases


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
