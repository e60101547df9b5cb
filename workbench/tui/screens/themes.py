"""Emerging themes: groups of uncoded passages that are alike, on the left; what is said in them, on the right."""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from exports.report import Column, Kind, Table
from transcripts.i18n import _, ngettext
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage, Texts
from workbench.tui.screens.asking import AskingScreen
from workbench.tui.screens.opening import BREAKPOINTS
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView

if TYPE_CHECKING:
    from workbench.workflows.suggesting.themes import Theme, ThemeList


class ThemesScreen(AskingScreen):
    """A list of groups and one of passages; nothing is coded here.

    Attributes:
        groups: The groups.
        passages: Those of the group under the cursor.
        nobody: Whether what anybody coded is left out.
    """

    context = Context.THEMES
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "themes.tcss"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    @dataclass
    class Read(Message):
        """The passages of a group were read."""

        number: int
        passages: tuple[Passage, ...]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.groups = GridView(whole_rows=True, id="groups")
        self.passages = GridView(whole_rows=True, id="passages")
        self.nobody = False
        self._found: ThemeList | None = None
        self._shown: tuple[Theme, ...] = ()
        self._read_now: tuple[Passage, ...] = ()

    def body(self) -> ComposeResult:
        """What a group is like, the groups, their passages, the passage under the cursor whole."""
        yield Static("", id="summary", markup=False)
        with Horizontal(id="middle"):
            yield self.groups
            yield self.passages
        yield Static("", id="whole", markup=False)
        yield self.progress

    def fill(self) -> None:
        """Ask for the groups."""
        self.title_is(_("Emerging themes"))
        self.set_focus(self.groups)
        self.query_one("#summary", Static).update(_("Passages are compared …"))
        self.look()

    def home(self) -> Widget | None:
        """The groups have the keys."""
        return self.groups

    # Groups

    def question(self) -> Awaitable[Any]:
        """The groups, as the study is now."""
        return self.suggesting.themes(nobody=self.nobody)

    def answered(self, answer: "ThemeList") -> None:
        """Show the groups that were not put away."""
        self._found = answer
        self._show_groups()
        self.say(" ".join(answer.notes))

    def refused(self) -> None:
        """Nothing to show."""
        self.query_one("#summary", Static).update("")

    def _show_groups(self) -> None:
        assert self._found is not None
        self._shown = tuple(theme for theme in self._found.themes if not self.suggesting.is_put_away(places_of(theme)))
        self.groups.show(_groups(self._shown))
        count = len(self._shown)
        words = ngettext("{count} group", "{count} groups", count).format(count=count)
        whose = _("coded by nobody") if self.nobody else _("not coded by you")
        self.title_is(_("Emerging themes"), words, whose)
        if not self._shown:
            self.query_one("#summary", Static).update("")
            self._show_passages(())

    def _theme(self) -> "Theme | None":
        row = self.groups.row
        return self._shown[row] if row is not None and row < len(self._shown) else None

    @on(GridView.CellLit, "#groups")
    def _group_lit(self) -> None:
        theme = self._theme()
        if theme is not None:
            self.query_one("#summary", Static).update(display(_about(theme)))
            self._read(theme)

    def action_hide(self) -> None:
        """Put a group away for this sitting."""
        if (theme := self._theme()) is None:
            return
        self.suggesting.put_away(places_of(theme))
        self._show_groups()
        key = self.session.keys.label("themes.again")
        self.say(
            _("“{words}” is put away for this sitting; {key} brings everything back.").format(
                words=theme.title, key=key
            )
        )

    def action_nobody(self) -> None:
        """Leave out what anybody coded, or only one's own."""
        if self.session.blind and not self.nobody:
            self.complain(_("This study is blind: what others have coded is not told, not even by leaving it out."))
            return
        self.nobody = not self.nobody
        self.fill()

    def action_again(self) -> None:
        """Group anew."""
        self.suggesting.bring_back()
        self.fill()

    # Passages

    @work(thread=True, exclusive=True, group="passages")
    def _read(self, theme: "Theme") -> None:
        def read() -> Message:
            texts = Texts(self.session.study.reader)
            found = tuple(texts.passage(one.transcript, one.span, "") for one in theme.passages)
            return self.Read(theme.number, found)

        self.post_message(outcome(read))

    @on(Read)
    def _take_passages(self, message: Read) -> None:
        theme = self._theme()
        if theme is not None and theme.number == message.number:
            self._show_passages(message.passages)

    def _show_passages(self, passages: Sequence[Passage]) -> None:
        self._read_now = tuple(passages)
        self.passages.show(_passages(self._read_now))
        if not self._read_now:
            self.query_one("#whole", Static).update("")

    @on(GridView.CellLit, "#passages")
    def _passage_lit(self, event: GridView.CellLit) -> None:
        passage = self._read_now[event.row]
        self.query_one("#whole", Static).update("\n".join(map(display, passage.text.split("\n"))))

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """From a group to its passages; from a passage to its transcript."""
        row = self.passages.row
        if self.focused is not self.passages:
            self.action_other()
        elif row is not None:
            self.open_passage(self._read_now[row].transcript, self._read_now[row].span)

    def action_other(self) -> None:
        """From one side to the other."""
        there = self.passages if self.focused is not self.passages and self._read_now else self.groups
        # In a narrow window only one of them is there, and what is not there takes no keys.
        self.set_class(there is self.passages, "-passages")
        self.set_focus(there)

    def action_back(self) -> None:
        """From the passages to the groups, from the groups to the coding screen."""
        if self.focused is self.passages:
            self.action_other()
        else:
            super().action_back()


def places_of(theme: "Theme") -> frozenset[tuple[str, int, int]]:
    """Where the passages of a theme stand."""
    return frozenset((one.transcript, one.span.start, one.span.end) for one in theme.passages)


def _about(theme: "Theme") -> str:
    from workbench.workflows.suggesting.themes import likeness, summary

    return f"{summary(theme)}. {likeness(theme)}"


def _groups(themes: "Sequence[Theme]") -> Table:
    # The words last: they are the longest, and the first of them tell most.
    columns = (
        Column("passages", _("n"), Kind.INTEGER),
        Column("transcripts", _("in"), Kind.INTEGER),
        Column("like", _("Like")),
        Column("words", _("Typical words")),
    )
    rows = [(len(one.passages), one.transcripts, one.like_short or _("new"), one.title) for one in themes]
    return Table("groups", columns, rows)


def _passages(passages: Sequence[Passage]) -> Table:
    columns = (
        Column("transcript", _("Transcript")),
        Column("turn", "§", Kind.INTEGER),
        Column("passage", _("Passage")),
    )
    rows = [(one.name, one.turn or None, " ".join(one.text.split())) for one in passages]
    return Table("passages", columns, rows, heads=2)
