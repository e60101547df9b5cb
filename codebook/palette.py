"""Colours for codes that people with any colour vision can tell apart.

Twelve colours from palettes made for colour-blind readers: M. Okabe and K. Ito, "Color Universal Design" (2008);
P. Tol, "Colour Schemes", SRON technical note (2021); M. A. Petroff, "Accessible Color Sequences for Data
Visualization" (2021). From these we chose the set whose closest pair is farthest apart: at least 9 in CIEDE2000 for
normal vision and for protanopia, deuteranopia and tritanopia (simulated after G. M. Machado and others, 2009), with a
contrast of at least 2.2 to a white and to a near-black ground. Colour is never the only mark of a code.
"""

from codebook.book import Codebook
from codebook.code import Code

PALETTE = (
    "#4477aa",
    "#e69f00",
    "#bd1f01",
    "#94a4a2",
    "#33bbee",
    "#994455",
    "#717581",
    "#d55e00",
    "#b9ac70",
    "#a96b59",
    "#3f90da",
    "#832db6",
)

READABLE = 3.0
"""Contrast that WCAG 2.1 (1.4.11) asks of graphical marks."""


def colour_of(book: Codebook, code: Code) -> str:
    """The colour of a code: its own, else that of its nearest ancestor that has one, else one of the palette.

    The last goes by the code's position, bin included, so that removing a code recolours no other.
    """
    for step in reversed(book.path(code.uuid)):
        if step.colour:
            return step.colour
    return PALETTE[book.position(code.uuid) % len(PALETTE)]


def next_colour(book: Codebook, parent: str | None = None) -> str:
    """The palette's colour for a new code under ``parent``: least used among its siblings, then in the book."""
    siblings = [code.colour for code in book.children(parent)]
    everywhere = [code.colour for code in book.codes]
    return min(PALETTE, key=lambda colour: (siblings.count(colour), everywhere.count(colour)))


def readable(colour: str, *, dark: bool) -> str:
    """``colour`` made lighter on a dark ground, or darker on a light one, until it stands out from it.

    Args:
        colour: ``#rrggbb``.
        dark: Whether the ground is dark (``#1e1e1e``) or light (white).
    """
    ground, towards = ("#1e1e1e", 255) if dark else ("#ffffff", 0)
    channels = _channels(colour)
    for step in range(21):
        mixed = [round(channel + (towards - channel) * step / 20) for channel in channels]
        shade = "#" + "".join(f"{channel:02x}" for channel in mixed)
        if contrast(shade, ground) >= READABLE:
            break
    return shade


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _shares(colour: str) -> list[float]:
    return [channel / 255 for channel in _channels(colour)]
