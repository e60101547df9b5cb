"""A dark and a light theme: high contrast, and no red beside green.

Blue and orange carry what colour has to say (O. Okabe and K. Ito, 2008: both are told apart by every kind of colour
vision); everything that they say is also said in words or by a mark.
"""

from functools import lru_cache

from textual.theme import Theme

DARK = Theme(
    name="workbench-dark",
    primary="#6cb6ff",
    secondary="#8fa7bf",
    accent="#ffb454",
    warning="#ffb454",
    error="#ff9e80",
    success="#7cc4ff",
    foreground="#e6e9ee",
    background="#15181d",
    surface="#15181d",
    panel="#20252d",
    dark=True,
    variables={
        "border": "#3d4653",
        "border-blurred": "#3d4653",
        "block-cursor-foreground": "#10131a",
        "block-cursor-background": "#6cb6ff",
        "block-cursor-text-style": "bold",
        "input-selection-background": "#2f5f8f",
        "scrollbar": "#3d4653",
        "scrollbar-background": "#1a1e24",
    },
)

LIGHT = Theme(
    name="workbench-light",
    primary="#0b5a9c",
    secondary="#4a5b6c",
    accent="#9a4a00",
    warning="#9a4a00",
    error="#9c2f00",
    success="#0b5a9c",
    foreground="#1b1f24",
    background="#fcfbf8",
    surface="#fcfbf8",
    panel="#eceae4",
    dark=False,
    variables={
        "border": "#aaa79e",
        "border-blurred": "#aaa79e",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#0b5a9c",
        "block-cursor-text-style": "bold",
        "input-selection-background": "#a8cdf0",
        "scrollbar": "#b9b6ad",
        "scrollbar-background": "#eceae4",
    },
)

THEMES = {"dark": DARK, "light": LIGHT}


def other(name: str) -> Theme:
    """The theme that is not ``name``."""
    return LIGHT if name == DARK.name else DARK


@lru_cache(maxsize=1024)
def legible(colour: str, theme: str) -> str:
    """A code's colour as it stands out from the ground of a theme; asked for at every line drawn."""
    from codebook.palette import readable

    return readable(colour, dark=theme != LIGHT.name)
