"""What lies on the selection: the current coding first, then one's other codings, then the others'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from codebook.coding import Stance
from transcripts.i18n import N_, _, ngettext
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
        spontaneous: Whether the transcript is linked to the guide and no question in force names the code.
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
    spontaneous: bool = False


@dataclass(frozen=True, slots=True)
class PassageProposal:
    """One suggestion as the pane shows it; no coding, and in no count.

    Attributes:
        short: Short name of its code.
        band: How well it compares, in a word.
        because: The reasons, in one line.
        lit: Whether the keys that decide are about this one.
    """

    short: str
    band: str
    because: str
    lit: bool = False


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

    It draws lines itself: a text that grows and shrinks would have Textual lay out the whole screen at every move. It
    breaks no more entries into lines than it can show, however many there are.
    """

    DEFAULT_CSS = """
    PassagePane { width: 30; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: Sequence[PassageEntry] = ()
        self._left = 0
        self._proposals: Sequence[PassageProposal] = ()
        self._lines: list[Content] = []

    @property
    def entries(self) -> Sequence[PassageEntry]:
        """What is shown."""
        return self._entries

    @property
    def proposals(self) -> Sequence[PassageProposal]:
        """The suggestions shown."""
        return self._proposals

    def show(self, entries: Sequence[PassageEntry], left: int = 0, proposals: Sequence[PassageProposal] = ()) -> None:
        """Show these; nothing is drawn where they are what is shown already.

        Args:
            entries: The first of them, at least as many as there are lines.
            left: How many there are beside them, which are only counted.
            proposals: Suggestions there, the best first.
        """
        if entries != self._entries or left != self._left or proposals != self._proposals or not self._lines:
            self._entries, self._left, self._proposals = entries, left, proposals
            self.draw()

    def on_resize(self) -> None:
        """Lines are broken for the width there is."""
        self.draw()

    def draw(self) -> None:
        """Break the entries into lines, and paint those that are others than before."""
        old, self._lines = self._lines, self._laid_out()
        width = self.content_size.width
        regions = [
            Region(0, y, width, 1)
            for y, (was, now) in enumerate(zip_longest(old, self._lines))
            if was is None or now is None or not was.is_same(now)
        ]
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """One line."""
        width, base = self.content_size.width, self.visual_style
        if y >= len(self._lines):
            return Strip.blank(width, base.rich_style)
        return Strip(self._lines[y].render_segments(base)).adjust_cell_length(width, base.rich_style)

    def _laid_out(self) -> list[Content]:
        """The lines for which there is room; the last one tells how many entries do not begin above it."""
        height = self.content_size.height
        lines: list[Content] = []
        begun = 0
        for is_entry, drawn in self._parts():
            begun += is_entry and len(lines) < height - 1
            lines += drawn
            if len(lines) > height:
                break
        if len(lines) <= height and not self._left:
            return lines
        left = len(self._entries) + self._left - begun
        more = ngettext("{count} more coding", "{count} more codings", left).format(count=left) if left else ""
        return [*lines[: max(0, height - 1)], Content.styled(f"  … {more}", "dim")]

    def _parts(self) -> Iterator[tuple[bool, list[Content]]]:
        """Lines of the entries, and of what stands between them; whether they are an entry's."""
        width = self.content_size.width
        owned = any(entry.own for entry in self._entries)
        if not owned:
            nothing = _("No code of yours on this passage.") if self._entries else _("No code on this passage.")
            yield False, [Content.styled(line, "dim") for line in hanging(nothing, width, 1)]
        theirs = False
        for entry in self._entries:
            if not entry.own and not theirs:
                theirs = True
                yield False, [Content.styled(" " + _("Others"), "bold underline")]
            yield True, list(self._entry(entry, width))
        if self._proposals:
            yield False, [Content.styled(" " + _("Suggestions"), "bold underline")]
        for proposal in self._proposals:
            yield False, list(self._proposal(proposal, width))

    def _proposal(self, proposal: PassageProposal, width: int) -> Iterator[Content]:
        yield Content.assemble(
            ("▶ " if proposal.lit else "  ", "bold"), ("? ", "dim"), (proposal.short, "italic"), f" {proposal.band}"
        )
        yield from (Content.styled(line, "dim") for line in hanging(proposal.because, width, 4))

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
        if entry.prompted or entry.spontaneous:
            told = _("prompted by {question}").format(question=entry.prompted) if entry.prompted else _("spontaneous")
            yield from (Content.styled(line, "dim") for line in hanging(told, width, 4))
        if entry.memo:
            memo = hanging(f"« {display(entry.memo)} »", width, 4)
            yield from (Content.styled(line, "italic") for line in memo)
