"""The colours of the transcript: the theme's, laid over each other, and codes' own, made readable on it."""

from rich.style import Style
from textual.color import BLACK, WHITE, Color
from textual.widget import Widget

from workbench.tui.widgets import transcript_line as line
from workbench.tui.widgets.transcript_margin import Stripe
from workbench.tui.widgets.transcript_marks import MarkKind

_LAYERS = (
    (line.INTERVIEWER, "transcript--interviewer"),
    (line.HEADING, "transcript--heading"),
    (line.CODED, "transcript--coded"),
    (line.DEEP, "transcript--coded-deep"),
    *((flag, f"transcript--track-{number}") for number, flag in enumerate(line.TRACKS, 1)),
    (line.CURRENT, "transcript--current"),
    (line.HIT, "transcript--hit"),
    (line.SELECTED, "transcript--selection"),
)
"""From the lowest to the highest; of two that give a colour the higher one wins, text styles add up."""

COMPONENTS = frozenset(name for _, name in _LAYERS) | {
    "transcript--number",
    "transcript--label",
    "transcript--interviewer-label",
    "transcript--question",
    "transcript--suggestion",
    "transcript--overflow",
}

_LEAST_CONTRAST = 4.5
"""Of text on its ground, as the Web Content Accessibility Guidelines ask for (1.4.3)."""


class Palette:
    """Styles of one widget under its present theme; each is worked out once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        _, _, self._ground, self._ink = widget.colors
        self._texts: dict[int, Style] = {}
        self._parts: dict[str, Style] = {}
        self._stripes: dict[tuple[str, MarkKind, bool], Style] = {}

    def text(self, look: int) -> Style:
        """The style of text with these flags of ``transcript_line``."""
        style = self._texts.get(look) if look else self.part()
        if style is None:
            style = self._texts[look] = self._layered(
                [name for flag, name in _LAYERS if look & flag], reverse=bool(look & line.FREE_END)
            )
        return style

    def part(self, name: str = "") -> Style:
        """The style of a component; the widget's own without a name."""
        style = self._parts.get(name)
        if style is None:
            style = self._parts[name] = self._layered([name] if name else [], reverse=False)
        return style

    def stripe(self, stripe: Stripe, current: str | None) -> Style:
        """The style of a piece of the margin."""
        mark = stripe.mark
        if mark is None:
            return self.part("transcript--overflow" if stripe.hidden else "")
        key = (mark.colour, mark.kind, mark.uuid == current)
        style = self._stripes.get(key)
        if style is None:
            style = self._stripes[key] = self._striped(*key)
        return style

    def _striped(self, colour: str, kind: MarkKind, is_current: bool) -> Style:
        ink = readable(Color.parse(colour), self._ground) if colour else self._ink
        base = self.part("transcript--suggestion") if kind is MarkKind.SUGGESTION else self.part()
        return base + Style(color=ink.rich_color, bold=is_current or None, reverse=is_current or None)

    def _layered(self, names: list[str], *, reverse: bool) -> Style:
        ground, ink = self._ground, self._ink
        style = Style()
        for name in names:
            styles = self._widget.get_component_styles(name)
            if styles.has_rule("background"):
                ground = ground + styles.background
            if styles.has_rule("auto_color") and styles.auto_color:
                ink = ground.get_contrast_text(styles.color.a)
            elif styles.has_rule("color"):
                ink = styles.color
            style += styles.text_style
        ink = readable(ground + ink, ground)
        return style + Style(color=ink.rich_color, bgcolor=ground.rich_color, reverse=reverse or None)


def readable(ink: Color, ground: Color) -> Color:
    """``ink``, moved towards black or white until it can be read on ``ground``; its hue stays as long as it can."""
    target = max(BLACK, WHITE, key=lambda extreme: contrast(extreme, ground))
    for tenth in range(11):
        moved = ink.blend(target, tenth / 10, 1.0)
        if contrast(moved, ground) >= _LEAST_CONTRAST:
            return moved
    return target


def contrast(ink: Color, ground: Color) -> float:
    """Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
