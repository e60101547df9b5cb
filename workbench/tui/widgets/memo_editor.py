"""Where a memo is written: one line at first, as many as wanted."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, TextArea

LINES = 6


class MemoEditor(Vertical):
    """Lives in the screen all the time and is shown while a memo is written; keeps drafts for the session."""

    DEFAULT_CSS = """
    MemoEditor { height: auto; display: none; background: $panel; border-top: solid $primary; }
    MemoEditor Label { padding: 0 1; text-style: bold; color: $accent; width: 1fr; }
    MemoEditor TextArea { border: none; height: 3; max-height: 8; padding: 0 1; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.label = Label("", markup=False)
        self.area = TextArea(soft_wrap=True, tab_behavior="focus", compact=True)
        self.area.cursor_blink = False
        self._drafts: dict[str, str] = {}
        self._subject = ""
        self._saved = ""

    def compose(self) -> ComposeResult:
        """What the memo is about, then the memo."""
        yield self.label
        yield self.area

    def open(self, subject: str, title: str, body: str) -> bool:
        """Begin to write.

        Args:
            subject: What the memo is about; drafts are kept under it.
            title: The same, for people.
            body: The memo as it is saved.

        Returns:
            Whether a draft was taken up instead of what is saved.
        """
        self._subject, self._saved = subject, body
        draft = self._drafts.get(subject)
        self.label.update(title)
        self.area.text = body if draft is None else draft
        self.area.move_cursor(self.area.document.end)
        self.display = True
        self.screen.set_focus(self.area)
        self.fit()
        return draft is not None and draft != body

    @property
    def subject(self) -> str:
        """What the memo is about."""
        return self._subject

    @property
    def text(self) -> str:
        """What is written, without blank lines around it."""
        return self.area.text.strip()

    @property
    def single(self) -> bool:
        """Whether it is one line only."""
        return "\n" not in self.area.text

    @property
    def dirty(self) -> bool:
        """Whether something is written that is not saved."""
        return self.text != self._saved.strip()

    def fit(self) -> None:
        """Give the text the lines that it needs, up to a few."""
        self.area.styles.height = max(1, min(LINES, self.area.wrapped_document.height))

    def keep_draft(self, subject: str, text: str) -> None:
        """Keep what was typed about a subject."""
        self._drafts[subject] = text

    def drop_draft(self, subject: str) -> None:
        """Forget a draft: it is saved."""
        self._drafts.pop(subject, None)

    def rename_draft(self, subject: str, name: str) -> None:
        """Keep a draft under another name: what it is about has got its identity."""
        if subject in self._drafts:
            self._drafts[name] = self._drafts.pop(subject)

    def begin_line(self) -> None:
        """Begin a new line where the cursor is."""
        start, end = sorted((self.area.selection.start, self.area.selection.end))
        self.area.replace("\n", start, end, maintain_selection_offset=False)
        self.fit()

    def put_aside(self) -> bool:
        """Close; what was typed is kept as a draft.

        Returns:
            Whether there was anything to keep.
        """
        if self.dirty:
            self.keep_draft(self._subject, self.area.text)
        self.display = False
        return self.dirty

    def close(self) -> None:
        """Put it away; whoever saves drops the draft when it is on the disk."""
        self.keep_draft(self._subject, self.area.text)
        self.display = False
