"""What lies on the selection: the current coding first, then one's other codings, then the others'."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from codebook.coding import Stance
from codebook.palette import readable
from transcripts.i18n import N_, _
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
        words: How many words it covers.
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
    words: int = 0


def facts_line(entry: PassageEntry) -> str:
    """Coder, strength and stance on one line: ``MA · strength 3 · pro``."""
    facts = [entry.coder] if entry.coder else []
    if entry.strength is not None:
        facts.append(_("strength {strength}").format(strength=entry.strength))
    if entry.stance is not None:
        facts.append(_(STANCES[entry.stance]))
    return " · ".join(facts)


class PassagePane(VerticalScroll, can_focus=False):
    """Shows ``PassageEntry``s."""

    DEFAULT_CSS = """
    PassagePane { width: 30; padding: 0 1; }
    PassagePane > Static { width: 1fr; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: Sequence[PassageEntry] | None = None
        self._text = Static(Content(""), markup=False)

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def on_resize(self) -> None:
        """Lines are broken for the width there is."""
        if self._entries is not None:
            self._text.update(self._content(self._entries))

    def show(self, entries: Sequence[PassageEntry]) -> None:
        """Show these; nothing is drawn where they are what is shown already."""
        if entries != self._entries:
            self._entries = entries
            self._text.update(self._content(entries))
            self.scroll_home(animate=False)

    def _content(self, entries: Sequence[PassageEntry]) -> Content:
        if not entries:
            return Content.styled(_("No code on this passage."), "dim")
        ours = [self._entry(entry) for entry in entries if entry.own]
        theirs = [self._entry(entry) for entry in entries if not entry.own]
        parts = ours or [Content.styled(_("No code of yours on this passage."), "dim")]
        if theirs:
            parts += [Content.styled(_("Others"), "bold underline"), *theirs]
        return Content("\n").join(parts)

    def _entry(self, entry: PassageEntry) -> Content:
        colour = readable(entry.colour, dark=self.app.current_theme.dark)
        width = self.scrollable_content_region.width
        name = hanging(f"{entry.short} {entry.label}", width, 4)
        head = Content.assemble(
            ("▶ " if entry.current else "  ", "bold"),
            ("■ ", colour),
            (entry.short, "bold reverse" if entry.current else "bold"),
            name[0][4 + len(entry.short) :],
        )
        lines = [head, *map(Content, name[1:])]
        lines += map(Content, hanging(facts_line(entry), width, 4))
        if entry.prompted:
            told = _("prompted by {question}").format(question=entry.prompted)
            lines += [Content.styled(line, "dim") for line in hanging(told, width, 4)]
        if entry.memo:
            lines += [Content.styled(line, "italic") for line in hanging(f"« {display(entry.memo)} »", width, 4)]
        return Content("\n").join(lines)
