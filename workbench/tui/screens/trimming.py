"""One quotation, cut word by word: from either end or inside, every cut shown as […]."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from codebook.quotations import excerpt
from codebook.trimming import hides_negation, tokens, trimmed
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.store import transcripts
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display

if TYPE_CHECKING:
    from workbench.store.picks import Pick


class TrimmingScreen(PlainScreen):
    """The words of a quotation with a cursor on them; what is cut is struck through, below it stands what is left.

    Args:
        session: The open study.
        pick: The quotation.
    """

    context = Context.TRIMMING
    # No line is asked for here, and the hidden one must not take the keys.
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    TrimmingScreen #words { height: 1fr; padding: 1 2; }
    TrimmingScreen #ready { height: auto; min-height: 4; max-height: 12; padding: 0 1; border-top: solid $border; }
    """

    def __init__(self, session: Session, pick: "Pick") -> None:
        super().__init__(session)
        self._pick = pick
        stored = transcripts.load(session.study.reader, pick.transcript)
        self._text = stored.text
        self._signed = self._signature(excerpt(stored, pick.span, context=0).participant, stored.name)
        self._words = tokens(stored.text, pick.span)
        self._at = self._anchor = 0

    def _signature(self, participant: str, name: str) -> str:
        from workbench.workflows.signing import Signatures

        return Signatures(self.session.study.reader).of(participant) or name

    def body(self) -> ComposeResult:
        """All words, and what is left of them."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static("", markup=False)
        yield Static("", id="ready", markup=False)

    def fill(self) -> None:
        """Show the quotation as it is now."""
        from workbench.store import picks
        from workbench.workflows.findings.copying import quoted

        current = [one for one in picks.all(self.session.study.reader) if one.uuid == self._pick.uuid]
        if not current:
            self.dismiss()
            return
        self._pick = current[0]
        self.title_is(_("Cut words ─ {place}").format(place=self._signed))
        self._draw()
        left = trimmed(self._text, self._pick.span, self._pick.cuts)
        self.query_one("#ready", Static).update(display(quoted(left, self._signed, self.session.language)))

    def _draw(self) -> None:
        """Words in a row; the cursor is reversed, cuts are struck through."""
        first, last = sorted((self._anchor, self._at))
        parts: list[tuple[str, str]] = []
        for at, word in enumerate(self._words):
            gone = any(cut.contains(word) for cut in self._pick.cuts)
            style = " ".join(
                part for part, so in (("strike dim", gone), ("reverse", first <= at <= last), ("bold", not gone)) if so
            )
            parts += [(display(word.cut(self._text)), style), (" ", "")]
        whole = self.query_one("#words", VerticalScroll)
        whole.query_one(Static).update(Content.assemble(*parts[:-1]))
        # Rows are as many as the characters before the cursor fill, or one or two more; it is kept in the middle.
        row = self._words[self._at].start - self._pick.span.start
        row //= max(1, whole.content_size.width)
        whole.scroll_to(y=max(0, row - whole.content_size.height // 2), animate=False)

    # -- moving ------------------------------------------------------------------------------------------------

    def _go(self, place: int, *, extend: bool = False) -> None:
        self._at = min(max(place, 0), len(self._words) - 1)
        if not extend:
            self._anchor = self._at
        self._draw()

    def action_next_word(self) -> None:
        """Go to the next word."""
        self._go(self._at + 1)

    def action_previous_word(self) -> None:
        """Go to the word before."""
        self._go(self._at - 1)

    def action_extend_right(self) -> None:
        """Take the next word as well."""
        self._go(self._at + 1, extend=True)

    def action_extend_left(self) -> None:
        """Take the word before as well, or one less."""
        self._go(self._at - 1, extend=True)

    def action_first_word(self) -> None:
        """Go to the first word."""
        self._go(0)

    def action_last_word(self) -> None:
        """Go to the last word."""
        self._go(len(self._words) - 1)

    # -- cutting -----------------------------------------------------------------------------------------------

    def action_cut(self) -> None:
        """Cut the words under the cursor, or put them back if they all are cut."""
        first, last = sorted((self._anchor, self._at))
        chosen = self._words[first : last + 1]
        span = Span(chosen[0].start, chosen[-1].end)
        gone = all(any(cut.contains(word) for cut in self._pick.cuts) for word in chosen)
        self._write(span, back=gone)

    def action_cut_before(self) -> None:
        """Cut everything before the cursor."""
        if self._at:
            self._write(Span(self._words[0].start, self._words[self._at - 1].end))

    def action_cut_after(self) -> None:
        """Cut everything after the cursor."""
        if self._at + 1 < len(self._words):
            self._write(Span(self._words[self._at + 1].start, self._words[-1].end))

    def action_whole(self) -> None:
        """Put all words back."""
        self._write(None, back=True)

    def _write(self, span: Span | None, *, back: bool = False) -> None:
        coder, uuid, text = self.session.coder.uuid, self._pick.uuid, self._text
        undo = self.session.keys.label("trimming.undo")

        def work(study: StudyFile) -> str:
            from workbench.workflows import picking

            if back or span is None:
                picking.uncut(study, coder, uuid, span)
                sentence = _("Put back in.")
            else:
                done = picking.cut(study, coder, uuid, span)
                denies = hides_negation(text, done.cuts)
                sentence = _("Cut. Mind: words that deny something are among those cut.") if denies else _("Cut.")
            return " ".join((sentence, _("{key} takes it back.").format(key=undo)))

        self.write(work)

    def action_undo(self) -> None:
        """Take back the last act."""
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            return undo(study, coder, own=True).sentence

        self.write(work)
