"""The panes beside the transcript, and the lines below it: what is shown where, and what the keys are for."""

from collections.abc import Callable, Sequence

from textual import events
from textual.widget import Widget

from transcripts.i18n import _
from transcripts.spans import Span
from workbench.tui.commands import Command, Context, command, of_context
from workbench.tui.keys import code_keys
from workbench.tui.screens.coding_changes import CodingChanges
from workbench.tui.widgets.code_tree import code_rows
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.footer_line import FooterKey
from workbench.tui.widgets.kept_strips import keep_strips
from workbench.tui.widgets.passage_pane import PassageProposal
from workbench.tui.widgets.transcript_view import TranscriptView

TEXT = {Context.PICKER, Context.LINE, Context.MEMO}
"""Where keys that type a character are text."""

MOST_SHOWN = 60
"""Codings laid out in the passage pane, two lines or more each; no screen has room for more."""


class Panes(CodingChanges):
    """What is open, and where the keys go."""

    _folded: frozenset[str] = frozenset()
    _then: Callable[[str], None] | None = None
    _seen: Span | None = None

    async def on_mount(self) -> None:
        """A key that moves paints the transcript; nothing else is asked for what it shows."""
        keep_strips(self.walk_children(Widget, with_self=True))

    # Contexts

    def enter(self, context: Context) -> None:
        """Give the keys another meaning; what was open for the last one is closed."""
        if context is not Context.PICKER:
            self.picker.close()
        if context is not Context.MEMO and self.memo.display:
            self.memo.put_aside()  # whatever called for another thing, nothing typed is lost
        if context not in (Context.LINE, Context.WEIGH):
            self.prompt.close()
        if context is not Context.CHOOSE:
            self.choices.close()
        self.message.display = not self.prompt.display
        if context is not Context.EDGES and self.view.editing_edges:
            self.view.end_edges()
        self.book_pane.lit = context is Context.BOOK
        if context not in TEXT:
            self.set_focus(self.view)
        self.context = context
        self.tell_footer()

    def ask(self, question: str, text: str, then: Callable[[str], None]) -> None:
        """Ask for a line of text below the transcript."""
        self._then = then
        self.prompt.ask(question, text)
        self.enter(Context.LINE)

    def action_line_accept(self) -> None:
        """Take what was typed."""
        text, then = self.prompt.input.value, self._then
        self.enter(Context.CODING)
        if then is not None:
            then(text)

    def action_line_leave(self) -> None:
        """Take nothing."""
        self.enter(Context.CODING)
        self.say("")

    async def type_text(self, event: events.Key) -> None:
        """Give a key to the text field that is open."""
        from workbench.tui.widgets.typing import type_into

        if self.context is Context.PICKER:
            before = self.picker.input.value
            await type_into(self.picker.input, event.key, event.character)
            if self.picker.input.value != before:
                self.picker.look()
        elif self.context is Context.LINE:
            await type_into(self.prompt.input, event.key, event.character)
        else:
            await type_into(self.memo.area, event.key, event.character)
            self.memo.fit()

    # Footer

    def tell_footer(self) -> None:
        """Show the keys that work just now."""
        entries = [self._footer_key(entry) for entry in of_context(self.context) if self._in_footer(entry)]
        if self.context is Context.CODING:
            at = 1 if entries else 0
            entries[at:at] = self._quick_keys()
        if self.context not in TEXT:
            entries.append(FooterKey("app.help", self.key("app.help"), _(command("app.help").title), last=True))
        self.footer.entries = tuple(entries)

    def _in_footer(self, entry: Command) -> bool:
        return entry.footer > 0 and bool(self.session.keys.keys[entry.id])

    def _footer_key(self, entry: Command) -> FooterKey:
        return FooterKey(entry.id, self.session.keys.label(entry.id), _(entry.title))

    def _quick_keys(self) -> list[FooterKey]:
        """One entry for all keys of codes: ``1-9 quick``."""
        digits = sorted(key for key in self.code_keys if key.isdigit())
        if not self.code_keys:
            return []
        shown = f"{digits[0]}-{digits[-1]}" if len(digits) > 1 else min(self.code_keys)
        return [FooterKey("coding.book", shown, _("quick"))]

    # The codebook pane

    def draw_book(self) -> None:
        """Bring the codebook pane up to date."""
        desk = self.desk
        self.book_pane.show(
            code_rows(desk.book, counts=desk.counts, keys=self.code_keys, folded=self._folded, language=desk.language)
        )

    def read_code_keys(self) -> None:
        """Find out which keys the codes have; those that are commands are told."""
        self.code_keys, refused = code_keys(self.desk.book, self.session.keys)
        if refused:
            self.complain(refused[0])
        self.tell_footer()

    def action_book(self) -> None:
        """Go into the codebook pane."""
        self.add_class("-book-open")
        if self.current is not None:
            self.book_pane.point_at(self.desk.mine[self.current].code)
        self.enter(Context.BOOK)

    def action_book_next(self) -> None:
        """Go to the next code."""
        self.book_pane.move(1)

    def action_book_previous(self) -> None:
        """Go to the code before."""
        self.book_pane.move(-1)

    def action_book_apply(self) -> None:
        """Apply the code at the cursor; fold a branch that only groups."""
        code = self.book_pane.code_at_cursor
        if code is None:
            return
        if self.desk.book.get(code).codable:
            self.apply_code(code)
        else:
            self._fold(code)

    def action_book_fold(self) -> None:
        """Fold or unfold the branch at the cursor."""
        if code := self.book_pane.code_at_cursor:
            self._fold(code)

    def _fold(self, code: str) -> None:
        self._folded = self._folded ^ {code}
        self.draw_book()

    def action_book_leave(self) -> None:
        """Go back to the transcript."""
        self.remove_class("-book-open")
        self.enter(Context.CODING)

    def on_codebook_pane_clicked(self, message: CodebookPane.Clicked) -> None:
        """Fold a branch, or apply a code."""
        if message.fold:
            self._fold(message.code)
        else:
            self.apply_code(message.code)

    # The passage pane

    def action_passage(self) -> None:
        """Show or hide the passage pane."""
        self.toggle_class("-passage-open" if self.has_class("-narrow") else "-passage-shut")

    def close_overlays(self) -> bool:
        """Close the panes that lie over the text; False if none did."""
        open_ones = [name for name in ("-book-open", "-passage-open") if self.has_class(name)]
        self.remove_class(*open_ones)
        return bool(open_ones)

    def on_transcript_view_selection_changed(self, message: TranscriptView.SelectionChanged) -> None:
        """Another passage is selected, by the mouse or by a key; a key's was looked at already."""
        if self.view.selection != self._seen:
            self.look_at_selection()

    def on_transcript_view_mark_clicked(self, message: TranscriptView.MarkClicked) -> None:
        """Make the coding that was clicked the current one."""
        coding = self.desk.mine.get(message.uuid)
        if coding is not None and self.context is Context.CODING:
            if (selection := self.view.selection) is None or not coding.span.overlaps(selection):
                self.view.select(coding.span)
            self.current = coding.uuid
            self.look_at_selection()

    def look_at_selection(self) -> None:
        """Bring the passage pane and the current coding up to date with the selection."""
        if not self.has_desk:
            return
        self._seen = self.view.selection
        here = [coding.uuid for coding in self._codings_here()]
        if self.current not in here:
            self.current = here[0] if here else None
        self.view.set_current(self.current)
        entries, left = self.desk.entries(here, self._seen, self.current, most=MOST_SHOWN)
        self.passage_pane.show(entries, left, self.proposals_here())
        self.tell_question()

    def proposals_here(self) -> Sequence[PassageProposal]:
        """Suggestions on the selection."""
        return ()

    def redraw_text(self) -> None:
        """Draw the text anew with what lies on it, the selection where it was."""
        selection = self.view.selection
        self.extending = False
        self.view.show(self.desk.document(), selection.start if selection else 0)
        self.view.set_marks(self.desk.marks())
        self.view.set_hits(self.hits)
        if selection is not None:
            self.view.select(selection)

    def action_next_coding(self) -> None:
        """Make the next overlapping coding the current one."""
        self._step_coding(1)

    def action_previous_coding(self) -> None:
        """The same, the other way round."""
        self._step_coding(-1)

    def _step_coding(self, by: int) -> None:
        here = [coding.uuid for coding in self._codings_here()]
        if not here:
            self.complain(_("There is no code of yours here; {key} finds one.").format(key=self.key("coding.apply")))
            return
        at = here.index(self.current) if self.current in here else -1
        self.make_current(here[(at + by) % len(here)], here)

    def make_current(self, uuid: str, here: Sequence[str]) -> None:
        """Let ``x w m e`` act on another of the codings on the selection."""
        self.current = uuid
        self.look_at_selection()
        code = self.desk.book.get(self.desk.mine[uuid].code)
        sentence = _("{short} is the current coding, {number} of {count} here.")
        self.say(sentence.format(short=code.short, number=here.index(uuid) + 1, count=len(here)))
