"""Putting codes on passages and taking them off: what the keys of the coding screen do to the study."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from operator import attrgetter
from typing import TYPE_CHECKING

from codebook.coding import Coding, ReadingState
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.tui.acts import Acts, Target
from workbench.tui.commands import Context
from workbench.tui.messages import Done
from workbench.tui.screens.coding_moves import Moves
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut

if TYPE_CHECKING:
    from workbench.tui.widgets.code_matching import NewCode
    from workbench.tui.widgets.code_picker import Choice, CodePicker

LONGEST_NAME = 60

_IN_ORDER = attrgetter("span.start", "span.end", "created")


class CodingActs(Moves):
    """The commands that make and remove codings, and take acts back."""

    # The coding that was asked for last and is not on the disk yet, with its passage.
    _fresh: "tuple[Future[Done], Span] | None" = None
    _last: Callable[[], Sequence[str]] | None = None

    @property
    def acts(self) -> Acts:
        """Makes acts on what lies on the desk."""
        desk = self.desk
        return Acts(desk.coder, desk.transcript.uuid, desk.book, desk.language, self.key("coding.undo"))

    def _codings_here(self) -> list[Coding]:
        """One's own codings that touch the selection, those on exactly the selection first."""
        selection = self.view.selection
        if selection is None:
            return []
        # Numbers and lists only: under thousands of codings, a call for each of them would be felt at every key.
        mine, start, end = self.desk.mine, selection.start, selection.end
        found = [mine[mark.uuid] for mark in self.view.marks_at() if mark.uuid in mine]
        found.sort(key=_IN_ORDER)
        exact = [one for one in found if one.span.start == start and one.span.end == end]
        return exact + [one for one in found if one.span.start != start or one.span.end != end]

    def _target(self) -> Target | None:
        """The current coding; said if there is none."""
        if (fresh := self._fresh_here()) is not None:
            return lambda: fresh[0].result().current
        if self.current is None:
            self.complain(_("There is no code of yours here; {key} finds one.").format(key=self.key("coding.apply")))
            return None
        uuid = self.current
        return lambda: uuid

    def _fresh_here(self) -> "tuple[Future[Done], Span] | None":
        """The coding that is on its way to the disk, if it lies on the selection."""
        selection = self.view.selection
        here = self._fresh is not None and selection is not None and self._fresh[1].overlaps(selection)
        return self._fresh if here else None

    def settling(self, future: "Future[Done]") -> None:
        """The coding that was asked for last is on the disk, or is not to be."""
        if self._fresh is not None and self._fresh[0] is future:
            self._fresh = None
            if future.exception() is None:
                self.named(future.result().current)

    def named(self, uuid: str) -> None:
        """The coding that was asked for last has got its identity."""

    # Applying

    def apply(self, codes: Callable[[], Sequence[str]]) -> None:
        """Put codes on the selection."""
        span = self.view.selection
        if span is None:
            self.complain(_("There is nothing to code: this transcript is empty."))
            return
        act = self.acts.apply(span, codes, self._codings_here(), self.desk.words(span))
        self._applying(self.submit(act), span, codes)

    def _applying(self, future: "Future[Done]", span: Span, codes: Callable[[], Sequence[str]] | None) -> None:
        self._fresh = (future, span)
        self._last = codes or (lambda: future.result().applied)
        self.extending = False

    def apply_code(self, uuid: str) -> None:
        """Put one code on the selection."""
        code = self.desk.book.get(uuid)
        if not code.codable:
            self.complain(_("{short} only groups other codes; choose one of them.").format(short=code.short))
            return
        self.apply(lambda: (uuid,))

    def apply_new(self, new: "NewCode", also: Sequence[str], *, in_vivo: bool = False) -> None:
        """Make a code and put it on the selection."""
        span = self.view.selection
        if span is not None:
            self._applying(self.submit(self.acts.apply_new(span, new, also, in_vivo=in_vivo)), span, None)

    def action_repeat(self) -> None:
        """Apply the last codes again."""
        if self._last is None:
            self.complain(_("Nothing has been applied in this sitting that could be repeated."))
        else:
            self.apply(self._last)

    def action_apply(self) -> None:
        """Look for a code."""
        desk = self.desk
        self.picker.open(desk.book, language=desk.language, recent=desk.recent, keys=self.code_keys)
        self.enter(Context.PICKER)

    def action_picker_apply(self) -> None:
        """Apply what the picker shows."""
        if choice := self.picker.choice():
            self._pick(choice)
        else:
            self.complain(_("No code has these letters, and this name is taken."))

    def on_code_picker_clicked(self, message: "CodePicker.Clicked") -> None:
        """Apply what the mouse picked."""
        self._pick(message.choice)

    def _pick(self, choice: "Choice") -> None:
        self.enter(Context.CODING)
        if choice.new is not None:
            self.apply_new(choice.new, choice.codes)
        else:
            self.apply(lambda: choice.codes)

    def action_picker_mark(self) -> None:
        """Mark the lit code."""
        self.picker.mark()

    def action_picker_next(self) -> None:
        """Light the next code."""
        self.picker.move(1)

    def action_picker_previous(self) -> None:
        """Light the code before."""
        self.picker.move(-1)

    def action_picker_leave(self) -> None:
        """Apply nothing."""
        self.enter(Context.CODING)
        self.say(_("Nothing applied."))

    def action_in_vivo(self) -> None:
        """Make a code from the words."""
        words = display(" ".join(self.view.selected_text.split())).strip(' .,;:!?…«»"“”')
        if not words:
            self.complain(_("There are no words here to make a code from."))
        elif len(words) <= LONGEST_NAME:
            self._in_vivo(words)
        else:
            self.ask(_("In vivo code, shortened:"), cut(words, LONGEST_NAME).removesuffix("…"), self._in_vivo)

    def _in_vivo(self, words: str) -> None:
        name = " ".join(words.split())
        if not name:
            self.say(_("Nothing applied."))
        elif (known := self.desk.book.by_name(name)) is not None and known.codable:
            self.apply_code(known.uuid)
        else:
            from workbench.tui.widgets.code_matching import NewCode

            self.apply_new(NewCode(name, None), (), in_vivo=True)

    # Removing

    def action_remove(self) -> None:
        """Remove the current coding; where there are several, choose."""
        target = self._target()
        if target is None:
            return
        here = self._codings_here()
        if self._fresh_here() is not None or len(here) < 2:
            self.submit(self.acts.remove(lambda: [target()]))
            return
        rows = [(coding.uuid, self._row(coding)) for coding in here]
        self.choices.open(_("Which one is to be removed?"), rows, self.current)
        self.enter(Context.CHOOSE)

    def _row(self, coding: Coding) -> str:
        code = self.desk.book.get(coding.code)
        words = cut(
            display(" ".join(coding.span.cut(self.desk.transcript.text).split())), max(20, self.view.size.width)
        )
        return f"{code.short:<12} « {words} »"

    def action_choose_next(self) -> None:
        """Light the next coding."""
        self.choices.move(1)

    def action_choose_previous(self) -> None:
        """Light the coding before."""
        self.choices.move(-1)

    def action_choose_accept(self) -> None:
        """Remove the lit coding."""
        uuid = self.choices.lit
        self.enter(Context.CODING)
        self.submit(self.acts.remove(lambda: [uuid]))

    def action_choose_all(self) -> None:
        """Remove all that are listed."""
        uuids = self.choices.names
        self.enter(Context.CODING)
        self.submit(self.acts.remove(lambda: uuids))

    def action_choose_leave(self) -> None:
        """Remove none."""
        self.enter(Context.CODING)
        self.say(_("Nothing removed."))

    # The transcript, and taking back

    def action_done(self) -> None:
        """Mark the transcript as done, or as not done any more."""
        done = self.desk.state is ReadingState.DONE
        state = ReadingState.CODING if done else ReadingState.DONE
        self.submit(self.acts.set_state(state, self.key("app.transcripts"), self.key("transcripts.unseal")))

    def action_undo(self) -> None:
        """Take back the last act."""
        self.submit(self.acts.undo(self.key("coding.redo")))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.submit(self.acts.redo())
