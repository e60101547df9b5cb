"""The codebook: every code with what it means; added to and changed one thing at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import DataTable, Static

from codebook.book import Codebook
from codebook.code import Code
from codebook.palette import colour_of
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.store import codes
from workbench.store.reader import Reader
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage, coded_passages
from workbench.tui.screens.passages import PassagesScreen
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.themes import legible
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.memo_editor import MemoEditor
from workbench.tui.widgets.texts import cut


def shown(text: str) -> str:
    """A text of several lines, harmless to the terminal."""
    return "\n".join(map(display, text.split("\n")))


class CodebookScreen(PlainScreen):
    """The tree as a table, the code under the cursor beside it."""

    context = Context.CODEBOOK
    DEFAULT_CSS = """
    CodebookScreen #both { height: 1fr; }
    CodebookScreen DataTable { width: 2fr; }
    CodebookScreen #about { width: 1fr; min-width: 28; padding: 0 1; border-left: solid $border; }
    """

    @dataclass
    class Counted(Message):
        """The book and its counts were read."""

        book: Codebook
        counts: dict[str, tuple[int, int]]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._book = Codebook()
        self._counts: dict[str, tuple[int, int]] = {}
        self._wanted: str | None = None
        self.memo = MemoEditor()

    def body(self) -> ComposeResult:
        """The tree, and what a code means."""
        with Horizontal(id="both"):
            yield DataTable(cursor_type="row")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", markup=False)
        yield self.memo

    def fill(self) -> None:
        """Read the book."""
        self.set_focus(self.query_one(DataTable))
        self._read()

    @work(thread=True, exclusive=True, group="codebook")
    def _read(self) -> None:
        reader, coder = self.session.study.reader, self.session.coder.uuid
        self.post_message(outcome(lambda: self.Counted(codes.book(reader), codes.counts(reader, coder))))

    @on(Counted)
    def _show(self, message: Counted) -> None:
        self._book, self._counts = message.book, message.counts
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear(columns=True)
        table.add_columns(_("Key"), _("Short name"), _("Label"), _("Codings"), _("Participants"))
        for code in self._book.codes:
            table.add_row(*self._cells(code), key=code.uuid)
        uuids = [code.uuid for code in self._book.codes]
        if self._wanted in uuids:
            row = uuids.index(self._wanted)
        self._wanted = None
        table.move_cursor(row=min(row, max(0, len(uuids) - 1)))
        self.title_is(
            _("{study} ─ codebook, version {version}").format(study=self.session.name, version=self._book.version)
        )

    def _cells(self, code: Code) -> list[Text]:
        indent = "  " * (len(self._book.path(code.uuid)) - 1)
        colour = legible(colour_of(self._book, code), self.app.theme)
        count, people = self._counts.get(code.uuid, (0, 0))
        short = Text.assemble(indent, ("■ ", colour), (code.short, "bold"))
        label = Text(cut(display(code.label(self.session.language)), 30), style="" if code.codable else "bold")
        figures = (str(count), str(people)) if code.codable else ("", "")
        return [Text(code.key), short, label, *(Text(figure, justify="right") for figure in figures)]

    @on(DataTable.RowHighlighted)
    def _about(self, event: DataTable.RowHighlighted) -> None:
        if event.cursor_row < len(self._book.codes):
            code = self._book.codes[event.cursor_row]
            self.query_one("#about Static", Static).update(self._meaning(code))

    def _meaning(self, code: Code) -> Content:
        path = self._book.path_text(code.uuid, self.session.language)
        parts = [
            Content.styled(display(code.label(self.session.language)), "bold"),
            Content.styled(display(f"{code.short} · {path}"), "dim"),
        ]
        for title, text in (
            ("", code.definition or _("No definition yet.")),
            (_("When"), code.include),
            (_("Not when"), code.exclude),
            (_("Example"), code.example),
            (_("Words"), ", ".join(code.keywords)),
        ):
            if text:
                parts += [
                    Content(""),
                    Content.assemble((_("{name}: ").format(name=title) if title else "", "bold"), shown(text)),
                ]
        return Content("\n").join(parts)

    def _at_cursor(self) -> Code | None:
        row = self.query_one(DataTable).cursor_row
        return self._book.codes[row] if row < len(self._book.codes) else None

    # Changing

    def _edit(self, verb: str, uuid: str, edit: Callable[[Codebook], Codebook], sentence: str) -> None:
        coder, undo = self.session.coder.uuid, self.session.keys.label("codebook.undo")

        def work(study: StudyFile) -> str:
            from workbench.workflows.studies import edit_codebook

            edit_codebook(study, coder, verb, edit, code=uuid)
            back = _("{key} takes it back.").format(key=undo)
            return f"{sentence} {back}"

        self.write(work)

    def _change(self, code: Code, sentence: str, **fields: object) -> None:
        reserved = self.session.keys.reserved() if "key" in fields else ()
        self._edit(
            "code.change", code.uuid, lambda book: book.change(code.uuid, reserved_keys=reserved, **fields), sentence
        )

    def action_new(self) -> None:
        """Add a code: under a branch that only groups, else beside the code at the cursor."""
        beside = self._at_cursor()
        parent = beside.uuid if beside and not beside.codable else beside.parent if beside else None
        branch = self._book.get(parent).label(self.session.language) if parent else _("the top")
        self.ask(_("New code in {branch}:").format(branch=branch), "", lambda label: self._add(label, parent))

    def _add(self, label: str, parent: str | None) -> None:
        if not label.strip():
            return
        try:
            code = self._book.new_code(label, self.session.language, parent=parent)
        except StudyError as error:
            self.complain(str(error))
            return
        self._wanted = code.uuid
        self._edit("code.add", code.uuid, lambda book: book.add(code), _("New code {short}.").format(short=code.short))

    def action_rename(self) -> None:
        """Give the code another label."""
        if code := self._at_cursor():
            language = self.session.language
            self.ask(
                _("Label of {short}:").format(short=code.short),
                code.label(language),
                lambda text: self._relabel(code, text),
            )

    def _relabel(self, code: Code, text: str) -> None:
        if text.strip():
            labels = {**code.labels, self.session.language: text.strip()}
            self._change(code, _("{short} has a new label.").format(short=code.short), labels=labels)

    def action_short(self) -> None:
        """Give the code another short name."""
        if code := self._at_cursor():
            sentence = _("{short} has a new short name.").format(short=code.short)
            self.ask(
                _("Short name of {short}:").format(short=code.short),
                code.short,
                lambda text: self._change(code, sentence, short=text.strip()) if text.strip() else None,
            )

    def action_key(self) -> None:
        """Give the code a key; an empty answer takes it away."""
        if code := self._at_cursor():
            sentence = _("{short} has a new key.").format(short=code.short)
            self.ask(
                _("Key of {short} (one character; empty for none):").format(short=code.short),
                code.key,
                lambda text: self._change(code, sentence, key=text.strip()),
            )

    def action_definition(self) -> None:
        """Write what the code means."""
        if code := self._at_cursor():
            keys = self.session.keys
            title = _("What {code} means — {save} saves, {leave} keeps a draft").format(
                code=code.short, save=keys.label("memo.accept"), leave=keys.label("memo.leave")
            )
            self.memo.open(code.uuid, title, code.definition)

    async def on_key(self, event: events.Key) -> None:
        """While a definition is written, the memo's keys."""
        if not self.memo.display:
            return
        entry = self.session.keys.command(Context.MEMO, event.key)
        if entry is None:
            self.memo.fit()
        elif entry.id == "memo.accept":
            event.stop()
            self._save_definition()
        elif entry.id == "memo.leave":
            event.stop()
            kept = self.memo.put_aside()
            self.set_focus(self.query_one(DataTable))
            self.say(_("Kept as a draft until you leave this screen.") if kept else "")

    def _save_definition(self) -> None:
        text, changed = self.memo.text, self.memo.dirty
        code = next((code for code in self._book.codes if code.uuid == self.memo.subject), None)
        self.memo.close()
        self.set_focus(self.query_one(DataTable))
        if changed and code is not None:
            self._change(code, _("{short} has a new definition.").format(short=code.short), definition=text)

    def action_keywords(self) -> None:
        """The words that mark the code."""
        from workbench.tui.screens.keywords import KeywordScreen

        if code := self._at_cursor():
            self.app.push_screen(KeywordScreen(self.session, code.uuid), lambda _gone: self.fill())

    def action_undo(self) -> None:
        """Take back the last act."""
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            return undo(study, coder, own=True).sentence

        self.write(work)

    # Reading

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The passages that one has coded with this, and what is under it."""
        if code := self._at_cursor():
            wanted = [code.uuid, *(step.uuid for step in self._book.descendants(code.uuid))]
            names = self.session.names
            coder = self.session.coder.uuid

            def read(reader: Reader) -> tuple[Passage, ...]:
                return coded_passages(reader, wanted, coders=names, coder=coder)

            title = _("Your passages with {code}").format(code=code.label(self.session.language))
            self.app.push_screen(PassagesScreen(self.session, title, read))
