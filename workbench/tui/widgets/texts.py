"""Words on one line of the screen: measured in cells, cut with a sign that they were cut."""

from textwrap import wrap

from rich.cells import cell_len

from transcripts.i18n import language

CUT = "…"


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, its end replaced by ``…`` where it is longer."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    kept = ""
    room = width - cell_len(CUT)
    for character in text:
        room -= cell_len(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + CUT


def fill(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells."""
    shown = cut(text, width)
    return shown + " " * (width - cell_len(shown))


def hanging(text: str, width: int, indent: int) -> list[str]:
    """``text`` in lines of at most ``width``, all of them after ``indent`` spaces; line feeds in it stay."""
    room = max(8, width - indent)
    return [" " * indent + line for part in text.splitlines() for line in wrap(part, room) or [""]]


def figure(value: float | None, digits: int = 2) -> str:
    """A number as the language in use writes it; a dash for none, and no minus before nothing."""
    if value is None:
        return "–"
    shown = f"{value:.{digits}f}"
    if not shown.strip("-0."):
        shown = shown.lstrip("-")
    return shown.replace(".", ",") if language() == "fr" else shown


def grouped(count: int) -> str:
    """A whole number with its thousands apart, as the language in use writes it."""
    return f"{count:,}".replace(",", "\u202f" if language() == "fr" else ",")
