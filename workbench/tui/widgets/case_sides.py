"""Side by side: who gave what where coders differ, a column for each position; stacked where there is no room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from transcripts.i18n import _
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut, hanging

_WORDS = 2
"""Lines that the words of a side may take."""


@dataclass(frozen=True, slots=True)
class Given:
    """One code that a side gave.

    Attributes:
        short: Short name of the code.
        label: Its label.
        facts: Strength, stance, and the codebook under which it was given.
        words: The words marked, "" where all sides marked the same.
        memo: What the coder noted, "" if nothing.
    """

    short: str
    label: str
    facts: tuple[str, ...] = ()
    words: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class SideCard:
    """What is told of one side.

    Attributes:
        number: By which it is called.
        track: Number of the look of its words in the text, from 1; 0 for none.
        names: Those who hold it.
        given: What they gave; empty for nothing.
        majority: Whether more than half hold it.
    """

    number: int
    track: int
    names: tuple[str, ...]
    given: tuple[Given, ...]
    majority: bool = False


def card_lines(card: SideCard, cells: int, *, stacked: bool) -> Iterator[Content]:
    """A side in lines of at most ``cells`` cells; where sides are stacked, in as few lines as can be."""
    who = _who(card, cells)
    nothing = Content.styled(_("marked nothing here"), "italic")
    if stacked:
        before = who + "  "
        for one in card.given:
            yield from _given_lines(one, cells, before)
            before = Content("    ")
        yield from [] if card.given else [before + nothing]
    else:
        yield who
        for one in card.given:
            yield from _given_lines(one, cells, None)
        yield from [] if card.given else [nothing]


def _who(card: SideCard, cells: int) -> Content:
    """Number and names."""
    majority = " " + _("(majority)") if card.majority else ""
    names = cut(display(", ".join(card.names)), max(3, cells - 5 - len(majority)))
    look = f"reverse {_LOOKS[card.track]}".strip()
    return Content.assemble((f" {card.number} ", look), " ", (names, "bold"), (majority, "dim"))


_LOOKS = ("", "underline", "", "bold", "italic", "uu")
"""How a number looks at the head of a side, as its words do in the text."""


def _given_lines(one: Given, cells: int, before: Content | None) -> Iterator[Content]:
    facts = " · ".join(one.facts)
    code = Content.assemble((display(one.short), "bold $accent"), "  ", display(one.label))
    if before is None:
        yield code.truncate(cells, ellipsis=True)
        yield from [Content.styled(cut(facts, cells), "dim")] if facts else []
    else:
        yield (before + code + Content.styled(f" · {facts}" if facts else "", "dim")).truncate(cells, ellipsis=True)
    indent = "" if before is None else "    "
    if one.words:
        room = cells - len(indent) - 4
        yield Content(f"{indent}« {both_ends(display(one.words), room if before is not None else _WORDS * room)} »")
    if one.memo:
        memo = hanging(f"✎ {display(' '.join(one.memo.split()))}", cells, len(indent))
        yield from (Content.styled(line, "italic") for line in memo)


def both_ends(text: str, cells: int) -> str:
    """``text``, its middle left out where it is longer: where words begin and end is what sides differ in."""
    text = " ".join(text.split())
    if len(text) <= cells:
        return text
    half = max(4, (cells - 3) // 2)
    head, tail = text[:half], text[-half:]
    head = head.rpartition(" ")[0] or head
    tail = tail.partition(" ")[2] or tail
    return f"{head} … {tail}"


class SideColumn(Static):
    """One side; a click says so."""

    @dataclass
    class Clicked(Message):
        """A side was clicked."""

        number: int

    number = 0

    def on_click(self, event: events.Click) -> None:
        """Say which."""
        event.stop()
        self.post_message(self.Clicked(self.number))


class CaseSides(VerticalScroll, can_focus=False):
    """Holds as many columns as the case has positions; keeps those it made."""

    DEFAULT_CSS = """
    CaseSides { height: auto; max-height: 45%; border-top: solid $border; scrollbar-size-vertical: 1; }
    CaseSides SideColumn { width: 1fr; height: auto; padding: 0 1; }
    CaseSides SideColumn.-lit { background: $panel; }
    CaseSides.-beside { layout: horizontal; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cards: Sequence[SideCard] = ()
        self._lit = 0

    def show(self, cards: Sequence[SideCard], lit: int = 0) -> None:
        """Show these sides.

        Args:
            cards: In the order of their numbers.
            lit: Number of the one that is tried, 0 for none.
        """
        self._cards, self._lit = cards, lit
        missing = len(cards) - len(self.query(SideColumn))
        if missing > 0:
            self.mount_all([SideColumn("", markup=False) for _one in range(missing)])
        self.call_after_refresh(self._draw) if missing > 0 else self._draw()
        self.scroll_home(animate=False)

    def light(self, number: int) -> None:
        """Another side is tried, or none."""
        self._lit = number
        self._draw()

    def on_resize(self) -> None:
        """Lines are as long as there is room."""
        self._draw()

    def redraw(self) -> None:
        """Side by side or stacked, as it now is."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        beside = self.has_class("-beside")
        cells = max(12, self.size.width // max(1, len(self._cards)) - 2 if beside else self.size.width - 3)
        for place, column in enumerate(self.query(SideColumn)):
            column.display = place < len(self._cards)
            if column.display:
                card = self._cards[place]
                column.number = card.number
                column.set_class(card.number == self._lit, "-lit")
                column.update(Content("\n").join(card_lines(card, cells, stacked=not beside)))
