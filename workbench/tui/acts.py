"""What the writer is asked to do, and the sentence about it; each runs on the writer's thread and draws nothing.

A *target* is called there too: it gives the uuid of a coding that may have been asked for only just before and is on
the disk by then. So ``1 w 3``, however fast, weighs the coding that ``1`` made.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from codebook.book import Codebook
from codebook.coding import Coding, ReadingState, Stance
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.store.study_file import StudyFile
from workbench.tui.messages import Done
from workbench.tui.widgets.passage_pane import STANCES
from workbench.workflows import coding as verbs

if TYPE_CHECKING:
    from workbench.tui.widgets.code_matching import NewCode
    from workbench.workflows.undoing import Outcome

Act = Callable[[StudyFile], Done]
Target = Callable[[], str]


class Acts:
    """Makes acts of one coder on one transcript.

    Args:
        coder: uuid.
        transcript: uuid.
        book: The codebook, for names.
        language: Of the labels.
        undo: The key that takes an act back, as people read it.
    """

    def __init__(self, coder: str, transcript: str, book: Codebook, language: str, undo: str) -> None:
        self.coder = coder
        self.transcript = transcript
        self.book = book
        self.language = language
        self.undo_key = undo

    def _back(self, sentence: str) -> str:
        back = _("{key} takes it back.").format(key=self.undo_key)
        return f"{sentence} {back}"

    def _shorts(self, codings: Sequence[Coding]) -> str:
        return ", ".join(dict.fromkeys(self.book.get(coding.code).short for coding in codings))

    def apply(self, span: Span, codes: Callable[[], Sequence[str]], here: Sequence[Coding], words: int) -> Act:
        """Put codes on a passage.

        Args:
            span: The passage.
            codes: Gives their uuids.
            here: One's own codings that touch the passage.
            words: How many words it has.
        """

        def work(study: StudyFile) -> Done:
            wanted = codes()
            made = verbs.apply_codes(study, self.coder, self.transcript, span, wanted)
            if not made:
                same = next((coding.uuid for coding in here if coding.span == span and coding.code in wanted), "")
                return Done(_("That code is on exactly this passage already."), applied=tuple(wanted), current=same)
            sentence = ngettext("{codes} on {count} word.", "{codes} on {count} words.", words)
            sentence = self._back(sentence.format(codes=self._shorts(made), count=words))
            return Done(sentence + self._excluded(made, here), tuple(made), applied=tuple(wanted), current=made[0].uuid)

        return work

    def _excluded(self, made: Sequence[Coding], here: Sequence[Coding]) -> str:
        """A warning where codes that exclude each other now lie on the same words."""
        for coding in made:
            for other in (*here, *made):
                if other.code != coding.code and self.book.exclusive_branch(coding.code, other.code):
                    first, second = self.book.get(coding.code).short, self.book.get(other.code).short
                    return " " + _("But {first} and {second} exclude each other.").format(first=first, second=second)
        return ""

    def apply_new(self, span: Span, new: "NewCode", also: Sequence[str], *, in_vivo: bool = False) -> Act:
        """Make a code and put it on a passage, with others if wanted."""

        def work(study: StudyFile) -> Done:
            code, made = verbs.apply_new_code(
                study,
                self.coder,
                self.transcript,
                span,
                label=new.label,
                parent=new.parent.uuid if new.parent else None,
                in_vivo=in_vivo,
                also=also,
            )
            branch = new.parent.label(self.language) if new.parent else ""
            sentence = _("New code {short} at the top, applied.").format(short=code.short)
            if branch:
                sentence = _("New code {short} under {branch}, applied.").format(short=code.short, branch=branch)
            own = next((coding.uuid for coding in made if coding.code == code.uuid), "")
            return Done(
                self._back(sentence),
                tuple(made),
                applied=tuple(dict.fromkeys(coding.code for coding in made)),
                current=own,
                reread=True,
            )

        return work

    def remove(self, targets: Callable[[], Sequence[str]]) -> Act:
        """Take codings off."""

        def work(study: StudyFile) -> Done:
            gone = verbs.remove_codings(study, self.coder, targets())
            sentence = _("{codes} removed.").format(codes=self._shorts(gone))
            return Done(self._back(sentence), gone=tuple(coding.uuid for coding in gone))

        return work

    def move_edges(self, target: Target, span: Span, words: int) -> Act:
        """Give a coding another stretch."""

        def work(study: StudyFile) -> Done:
            moved = verbs.move_edges(study, self.coder, target(), span)
            sentence = ngettext("{codes} is on {count} word now.", "{codes} is on {count} words now.", words)
            return Done(
                self._back(sentence.format(codes=self._shorts([moved]), count=words)), (moved,), current=moved.uuid
            )

        return work

    def strength(self, target: Target, value: int) -> Act:
        """Say how important the participant finds it."""

        def work(study: StudyFile) -> Done:
            weighed = verbs.weigh(study, self.coder, target(), strength=value)
            sentence = _("{codes}: strength {value}.").format(codes=self._shorts([weighed]), value=value)
            return Done(self._back(sentence), (weighed,), current=weighed.uuid)

        return work

    def stance(self, target: Target, value: Stance) -> Act:
        """Say whether the participant is for or against."""

        def work(study: StudyFile) -> Done:
            weighed = verbs.weigh(study, self.coder, target(), stance=value)
            sentence = _("{codes}: {stance}.").format(codes=self._shorts([weighed]), stance=_(STANCES[value]))
            return Done(self._back(sentence), (weighed,), current=weighed.uuid)

        return work

    def clear(self, target: Target) -> Act:
        """Take strength and stance away."""

        def work(study: StudyFile) -> Done:
            weighed = verbs.weigh(study, self.coder, target(), strength=None, stance=None)
            sentence = _("{codes}: no strength and no stance any more.").format(codes=self._shorts([weighed]))
            return Done(self._back(sentence), (weighed,), current=weighed.uuid)

        return work

    def note(self, target: Target, body: str, draft: str) -> Act:
        """Write a memo."""

        def work(study: StudyFile) -> Done:
            noted = verbs.note(study, self.coder, target(), body)
            sentence = _("Memo on {codes} saved.") if body else _("Memo on {codes} removed.")
            sentence = self._back(sentence.format(codes=self._shorts([noted])))
            return Done(sentence, (noted,), current=noted.uuid, draft=draft)

        return work

    def set_state(self, state: ReadingState, list_key: str, unseal_key: str) -> Act:
        """Say how far one is with the transcript; where everybody is done now, how its seal is opened.

        Args:
            state: From now on.
            list_key: What opens the list of transcripts.
            unseal_key: What opens a seal there.
        """
        from workbench.workflows.sealing import ready_to_open

        def work(study: StudyFile) -> Done:
            verbs.set_state(study, self.coder, [self.transcript], state)
            sentence = _("This transcript is done.") if state is ReadingState.DONE else _("Not done any more.")
            if ready_to_open(study, [self.transcript]):
                said = _("Everyone is done: {key} and there {other} open its seal.")
                sentence = f"{sentence} {said.format(key=list_key, other=unseal_key)}"
            # What may be seen of the others' work here hangs on this state.
            return Done(self._back(sentence), state=state, reread=study.reader.sight is not None)

        return work

    def undo(self, redo_key: str) -> Act:
        """Take back one's last act; imports, and what nobody in particular did, are no matter of this key."""
        from workbench.workflows.undoing import undo  # by SQLAlchemy, which the first paint does without

        return self._replay(lambda study: undo(study, self.coder, own=True), _("{key} does it again."), redo_key)

    def redo(self) -> Act:
        """Do again what was taken back."""
        from workbench.workflows.undoing import redo  # as above

        return self._replay(lambda study: redo(study, self.coder, own=True), _("{key} takes it back."), self.undo_key)

    def _replay(self, replay: Callable[[StudyFile], "Outcome"], hint: str, key: str) -> Act:
        def work(study: StudyFile) -> Done:
            outcome = replay(study)
            here = outcome.transcript == self.transcript
            sentence = f"{outcome.sentence} {hint.format(key=key)}"
            guide = outcome.verb.startswith("guide.")
            return Done(sentence, reread=True, span=outcome.span if here else None, guide=guide)

        return work
