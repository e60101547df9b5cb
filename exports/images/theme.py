"""Colours of figures: few, far apart in lightness, so that a copy in grey still reads; never the only mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from codebook.palette import PALETTE, contrast, readable


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one ground.

    Attributes:
        ground: The paper.
        ink: Text and lines.
        faint: Text and lines of second rank; still readable as text.
        grid: Lines that only guide the eye.
        full: Bars and marks of first rank, dark on light paper.
        soft: Areas behind others.
        other: The opposite of ``full``, told from it in grey by its pattern.
        low: Colour of the smallest value of a shade.
        high: Colour of the largest.
        below: Colour of the lowest value below 0.
    """

    dark: bool
    ground: str
    ink: str
    faint: str
    grid: str
    full: str
    soft: str
    other: str
    low: str
    high: str
    below: str

    def part(self, place: int) -> tuple[str, str]:
        """Colour and pattern of a part of a stacked bar; parts differ by their patterns in the first place."""
        colour = readable(_PARTS[place % len(_PARTS)], dark=self.dark)
        return colour, HATCHES[place % len(HATCHES)]

    def shade(self, share: float) -> str:
        """The colour of a value, as a share of the largest: 0 to 1, below 0 down to -1."""
        end = self.high if share >= 0 else self.below
        return mix(self.low, end, min(1.0, abs(share)))

    def ink_on(self, colour: str) -> str:
        """Black or white, whichever reads better on a colour."""
        return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, colour))


LIGHT = Theme(
    dark=False,
    ground="#ffffff",
    ink="#1a1a1a",
    faint="#595959",
    grid="#d9d9d9",
    full="#2b5c8f",
    soft="#cfdcea",
    other="#b3500b",
    low="#f4f7fa",
    high="#123a63",
    below="#8a3b05",
)

DARK = Theme(
    dark=True,
    ground="#1e1e1e",
    ink="#ececec",
    faint="#b0b0b0",
    grid="#444444",
    full="#7db3e8",
    soft="#2f4257",
    other="#f0a35e",
    low="#2a2d31",
    high="#bfdcf7",
    below="#f5c08f",
)

HATCHES = ("", "////", "....", "xxxx", "\\\\\\\\", "----", "++++", "oo")
"""Patterns of parts, the plain one first."""

_PARTS = (LIGHT.full, PALETTE[1], PALETTE[3], PALETTE[5], PALETTE[4], PALETTE[8], PALETTE[11], PALETTE[6])


def theme_for(*, dark: bool) -> Theme:
    """The colours for a dark or a light ground."""
    return DARK if dark else LIGHT


def mix(one: str, other: str, share: float) -> str:
    """A colour between two, ``share`` of the way from the first to the second."""
    mixed = (round(a + (b - a) * share) for a, b in zip(channels(one), channels(other), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def channels(colour: str) -> Sequence[int]:
    """Red, green and blue of ``#rrggbb``, 0 to 255."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
