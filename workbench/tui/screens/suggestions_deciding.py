"""Deciding about suggestions: accept, reject, put off, change, take back; strength, stance and memo of what came of it.

A key goes on to the next suggestion at once; the line says what happened when it is on the disk.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from textual import on
from textual.message import Message

from codebook.coding import Stance
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.logs import unexpected
from workbench.store.study_file import StudyFile
from workbench.tui import suggestion_acts as acts
from workbench.tui.commands import Context
from workbench.tui.screens.suggestions_reading import SuggestionsReading
from workbench.tui.screens.weighing import Weighing, weigh_question
from workbench.tui.suggestion_acts import Settled, Step
from workbench.tui.suggestion_queue import Fate, Item


class SuggestionsDeciding(Weighing, SuggestionsReading):
    """What the keys do to the study."""

    @dataclass
    class Decided(Message):
        """A decision is on the disk, or was refused."""

        step: Step

    @dataclass
    class TakenBack(Message):
        """A step was taken back, or could not be."""

        step: Step
        future: "Future[str]"

    @dataclass
    class Noted(Message):
        """Strength, stance or memo is on the disk, or was refused."""

        future: "Future[str]"
        draft: str = ""

    _subject: Step | None = None

    # Deciding

    def _open_item(self) -> Item | None:
        """The suggestion that a key may decide about; said why where there is none."""
        item = self.queue.current
        if item is None:
            self.complain(_("There is nothing to decide here."))
        elif item.fate not in (Fate.OPEN, Fate.SKIPPED):
            self.complain(
                _("This one is decided; {key} takes your last decision back.").format(
                    key=self.key("suggestions.take_back")
                )
            )
        elif not self.is_shown(item):
            self.complain(_("Its words are not on the screen yet."))
        else:
            return item
        return None

    def action_accept(self) -> None:
        """Accept it as it is shown."""
        if (item := self._open_item()) is None:
            return
        suggestion, held = item.suggestion, self.text_of(item)
        assert held is not None
        words = len((self.span or suggestion.span).cut(held.text.text).split())
        changed = self.span not in (None, suggestion.span) or self.instead not in (None, suggestion.code)
        work = acts.accept(
            self.session.coder.uuid,
            suggestion,
            item.entry,
            span=self.span if self.span != suggestion.span else None,
            code=self.instead if self.instead != suggestion.code else None,
            book=self.book,
            words=words,
        )
        self._decide(Fate.CHANGED if changed else Fate.ACCEPTED, work)

    def action_reject(self) -> None:
        """Reject it for this code."""
        if (item := self._open_item()) is not None:
            work = acts.reject(self.session.coder.uuid, item.suggestion, item.entry, book=self.book)
            self._decide(Fate.REJECTED, work)

    def _decide(self, fate: Fate, work: Callable[[StudyFile], Settled]) -> None:
        future = self.session.writer.submit(work)
        item = self.queue.settle(fate)
        assert item is not None
        item.pending = True
        step = Step(item, future)
        self.steps.append(step)
        future.add_done_callback(lambda _future: self.post_message(self.Decided(step)))
        self._go_on()

    def _go_on(self) -> None:
        self.forget_told()
        self.span = self.instead = None
        if self.mode is not Context.SUGGESTIONS:
            self.enter(Context.SUGGESTIONS)
        self.show_current()

    @on(Decided)
    def _decided(self, message: Decided) -> None:
        step, future = message.step, message.step.future
        assert future is not None
        step.item.pending = False
        if (sentence := _fault(future)) is not None:
            self.queue.reopen(step.item)
            if step in self.steps:
                self.steps.remove(step)
            self.show_current()
            self.complain(sentence)
            return
        step.item.fate = acts.FATES[future.result().verdict]
        back = _("{key} takes it back.").format(key=self.key("suggestions.take_back"))
        self.say(f"{future.result().sentence} {back}")
        self.redraw_marks()
        self.tell_facts()
        self.draw_list()
        self.look_whether_to_rank()

    def action_skip(self) -> None:
        """Put it off and go on."""
        item = self.queue.current
        if item is not None and item.fate is Fate.SKIPPED:
            self.action_next()
        elif self._open_item() is not None:
            settled = self.queue.settle(Fate.SKIPPED)
            assert settled is not None
            self.steps.append(Step(settled))
            self._go_on()
            back = _("{key} takes it back.").format(key=self.key("suggestions.take_back"))
            self.say(_("Not now: it comes again another time, and nothing is learned from it.") + f" {back}")
            self.look_whether_to_rank()

    def action_take_back(self) -> None:
        """Take the last decision of this sitting back."""
        if not self.steps:
            self.complain(_("Nothing was decided here in this sitting that could be taken back."))
            return
        step = self.steps.pop()
        if step.future is None:
            self._reopen(step)
            self.say(_("Back at what was put off."))
            return
        step.item.pending = True
        future = self.session.writer.submit(acts.take_back(self.session.coder.uuid, step))
        future.add_done_callback(lambda done: self.post_message(self.TakenBack(step, done)))

    def _reopen(self, step: Step) -> None:
        self.span = self.instead = None
        self.queue.reopen(step.item)
        self.show_current()

    @on(TakenBack)
    def _taken_back(self, message: TakenBack) -> None:
        message.step.item.pending = False
        if (sentence := _fault(message.future)) is not None:
            self.steps.append(message.step)
            self.complain(sentence)
        else:
            self._reopen(message.step)
            self.say(message.future.result())

    # Strength, stance, memo

    def _accepted(self) -> Step | None:
        """What was accepted last; said if nothing was."""
        step = next((step for step in reversed(self.steps) if step.accepting), None)
        if step is None:
            self.complain(_("Accept a suggestion first; this is about the one accepted last."))
        return step

    def action_weigh(self) -> None:
        """Ask for strength or stance of what was accepted last."""
        if (step := self._accepted()) is not None:
            self._subject = step
            about = _("of the one accepted last ({code}): {question}")
            code = self.instead_of(step)
            self.prompt.ask(about.format(code=code, question=weigh_question(self.key)), None)
            self.enter(Context.WEIGH)

    def instead_of(self, step: Step) -> str:
        """Short name of the code that an accepted suggestion got."""
        future = step.future
        done = future is not None and future.done() and future.exception() is None
        made = future.result().coding if future is not None and done else None
        return self.short(made.code if made is not None else step.item.suggestion.code)

    def weigh_strength(self, value: int) -> None:
        """Set the strength of what was accepted last."""
        self._weigh(lambda step: acts.weigh(self.session.coder.uuid, step, strength=value, book=self.book))

    def weigh_stance(self, value: Stance) -> None:
        """Set its stance."""
        self._weigh(lambda step: acts.weigh(self.session.coder.uuid, step, stance=value, book=self.book))

    def action_weigh_clear(self) -> None:
        """Take both away."""
        self._weigh(lambda step: acts.weigh(self.session.coder.uuid, step, book=self.book))

    def _weigh(self, work: Callable[[Step], Callable[[StudyFile], str]]) -> None:
        step, self._subject = self._subject, None
        self.enter(Context.SUGGESTIONS)
        if step is not None:
            self._note(work(step))

    def _note(self, work: Callable[[StudyFile], str], draft: str = "") -> None:
        future = self.session.writer.submit(work)
        future.add_done_callback(lambda done: self.post_message(self.Noted(done, draft)))

    @on(Noted)
    def _noted(self, message: Noted) -> None:
        if (sentence := _fault(message.future)) is not None:
            self.complain(sentence)
            return
        if message.draft:
            self.memo.drop_draft(message.draft)
        back = _("{key} takes it back, with the decision.").format(key=self.key("suggestions.take_back"))
        self.say(f"{message.future.result()} {back}")

    def action_memo(self) -> None:
        """Write a memo on what was accepted last."""
        if (step := self._accepted()) is None:
            return
        self._subject = step
        title = _("Memo on {code} — {save} saves, {line} begins a line, {leave} keeps a draft").format(
            code=self.instead_of(step),
            save=self.key("memo.accept"),
            line=self.key("memo.new_line"),
            leave=self.key("memo.leave"),
        )
        taken_up = self.memo.open(_draft(step), title, step.memo)
        self.enter(Context.MEMO)
        if taken_up:
            self.say(_("This is your draft; it is not saved yet."))

    def action_memo_accept(self) -> None:
        """Save the memo."""
        step, self._subject = self._subject, None
        body, changed = self.memo.text, self.memo.dirty
        self.memo.close()
        self.enter(Context.SUGGESTIONS)
        if not changed or step is None:
            self.say(_("The memo is as it was."))
        else:
            step.memo = body
            self._note(acts.note(self.session.coder.uuid, step, body, book=self.book), _draft(step))

    def action_memo_enter(self) -> None:
        """Save a memo of one line; in a longer one begin a line."""
        if self.memo.single:
            self.action_memo_accept()
        else:
            self.action_memo_new_line()

    def action_memo_new_line(self) -> None:
        """Begin a line."""
        self.memo.begin_line()

    def action_memo_leave(self) -> None:
        """Put the memo aside; what was typed is kept."""
        kept = self.memo.put_aside()
        self.enter(Context.SUGGESTIONS)
        again = self.key("suggestions.memo")
        self.say(_("Kept as a draft until you leave; {key} takes it up again.").format(key=again) if kept else "")

    def look_whether_to_rank(self) -> None:
        """Have the rest ranked anew once enough was decided."""


def _draft(step: Step) -> str:
    return f"step {id(step)}"


def _fault(future: "Future[Settled] | Future[str]") -> str | None:
    """Why an act did nothing; None if it was done."""
    error = future.exception()
    if error is None:
        return None
    return str(error) if isinstance(error, StudyError) else unexpected(error)
