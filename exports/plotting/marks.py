"""The characters that drawings are made of, with and without box characters."""

from dataclasses import dataclass, field

from exports.figures import Voice


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters of a drawing.

    Attributes:
        voices: What a participant has to say, in the strip of a ranking.
        shades: From nothing to everything.
        parts: Patterns of the parts of a stacked bar, in the order in which neighbours differ most.
        eighths: Ends of a bar from one to seven eighths of a column; empty where bars end with whole columns.
        braille: Whether curves may be drawn with Braille patterns.
    """

    dot: str = "●"
    bar: str = "─"
    low: str = "├"
    high: str = "┤"
    zero: str = "│"
    bracket: str = "┐┤│┘"
    voices: dict[Voice, str] = field(default_factory=lambda: {Voice.NAMES: "■", Voice.REJECTS: "×", Voice.SILENT: "·"})
    shades: str = "·░▒▓█"
    dash: str = "–"
    more: str = "…"
    full: str = "█"
    parts: str = "█░▚▒╳─▓◦"
    eighths: str = "▏▎▍▌▋▊▉"
    against: str = "▒"
    between: str = "░"
    crossing: str = "┼"
    corner: str = "└"
    tick: str = "┬"
    level: str = "┤"
    band: str = "░"
    median: str = "╌"
    arrow: str = "→"
    pair: str = "─"
    braille: bool = True


ASCII = Marks(
    dot="o",
    bar="-",
    low="|",
    high="|",
    zero="|",
    bracket="\\||/",
    voices={Voice.NAMES: "#", Voice.REJECTS: "x", Voice.SILENT: "."},
    shades=".:+*#",
    dash="-",
    more="...",
    full="#",
    parts="#.%-x=*o",
    eighths="",
    against="=",
    between="~",
    crossing="+",
    corner="+",
    tick="+",
    level="+",
    band=":",
    median="-",
    arrow="->",
    pair="-",
    braille=False,
)


def marks_for(*, ascii_only: bool) -> Marks:
    """The characters to draw with."""
    return ASCII if ascii_only else Marks()
