"""What lies on the selection: the current coding first, then one's other codings, then the others'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from codebook.coding import Stance
from transcripts.i18n import N_, _
from workbench.tui.themes import legible
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import hanging

STANCES: dict[Stance, str] = {
    Stance.PRO: N_("pro"),
    Stance.CONTRA: N_("contra"),
    Stance.MIXED: N_("mixed"),
    Stance.NEUTRAL: N_("neutral"),
}


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """One coding as the pane shows it.

    Attributes:
        uuid: Of the coding.
        short: Short name of its code.
        label: Label of its code.
        colour: ``#rrggbb``.
        coder: Name of the coder, "" for one's own in a study with one coder.
        strength: 0 to 3, None where not set.
        stance: None where not set.
        memo: "" if there is none.
        prompted: The question in force that names the code, "" if none does.
        own: Whether it is one's own.
        current: Whether ``x w m e`` act on it.
    """

    uuid: str
    short: str
    label: str
    colour: str
    coder: str
    strength: int | None = None
    stance: Stance | None = None
    memo: str = ""
    prompted: str = ""
    own: bool = True
    current: bool = False


def facts_line(entry: PassageEntry) -> str:
    """Coder, strength and stance on one line: ``MA · strength 3 · pro``."""
    facts = [entry.coder] if entry.coder else []
    if entry.strength is not None:
        facts.append(_("strength {strength}").format(strength=entry.strength))
    if entry.stance is not None:
        facts.append(_(STANCES[entry.stance]))
    return " · ".join(facts)


class PassagePane(Widget):
    """Shows ``PassageEntry``s, as many lines as there is room for.

    It draws lines itself: a text that grows and shrinks would have Textual lay out the whole screen at every move.
    """

    DEFAULT_CSS = """
    PassagePane { width: 30; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: Sequence[PassageEntry] = ()
        self._lines: list[Content] = []

    @property
    def entries(self) -> Sequence[PassageEntry]:
        """What is shown."""
        return self._entries

    def show(self, entries: Sequence[PassageEntry]) -> None:
        """Show these; nothing is drawn where they are what is shown already."""
        if entries != self._entries or not self._lines:
            self._entries = entries
            self.draw()

    def on_resize(self) -> None:
        """Lines are broken for the width there is."""
        self.draw()

    def draw(self) -> None:
        """Break the entries into lines, and paint those that are others than before."""
        old, self._lines = self._lines, list(self._content(self._entries))
        for y, (was, now) in enumerate(zip_longest(old, self._lines)):
            if was is None or now is None or not was.is_same(now):
                self.refresh(Region(0, y, self.content_size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One line; the last one says how many there is no room for."""
        width, height = self.content_size
        left = len(self._lines) - height
        base = self.visual_style
        if y >= len(self._lines):
            return Strip.blank(width, base.rich_style)
        line = self._lines[y]
        if left > 0 and y == height - 1:
            line = Content.styled("  … " + _("{count} more lines").format(count=left + 1), "dim")
        return Strip(line.render_segments(base)).adjust_cell_length(width, base.rich_style)

    def _content(self, entries: Sequence[PassageEntry]) -> Iterator[Content]:
        ours = [entry for entry in entries if entry.own]
        theirs = [entry for entry in entries if not entry.own]
        width = self.content_size.width
        if not ours:
            nothing = _("No code of yours on this passage.") if theirs else _("No code on this passage.")
            yield from (Content.styled(line, "dim") for line in hanging(nothing, width, 1))
        for entry in ours:
            yield from self._entry(entry, width)
        if theirs:
            yield Content.styled(" " + _("Others"), "bold underline")
        for entry in theirs:
            yield from self._entry(entry, width)

    def _entry(self, entry: PassageEntry, width: int) -> Iterator[Content]:
        colour = legible(entry.colour, self.app.theme)
        name = hanging(f"{entry.short} {entry.label}", width, 4)
        yield Content.assemble(
            ("▶ " if entry.current else "  ", "bold"),
            ("■ ", colour),
            (entry.short, "bold reverse" if entry.current else "bold"),
            name[0][4 + len(entry.short) :],
        )
        yield from map(Content, name[1:])
        yield from map(Content, hanging(facts_line(entry), width, 4))
        if entry.prompted:
            told = _("prompted by {question}").format(question=entry.prompted)
            yield from (Content.styled(line, "dim") for line in hanging(told, width, 4))
        if entry.memo:
            memo = hanging(f"« {display(entry.memo)} »", width, 4)
            yield from (Content.styled(line, "italic") for line in memo)
