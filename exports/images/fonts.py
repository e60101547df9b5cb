"""The font of figures: DejaVu Sans, which comes with matplotlib, so that figures look alike on every machine."""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

FAMILY = "DejaVu Sans"
_UNKNOWN = "\N{WHITE VERTICAL RECTANGLE}"
_PLACE = "M"


def load() -> None:
    """Import what painting needs of matplotlib, quietly.

    matplotlib keeps a list of the system's fonts in the person's folders for settings and caches. Where these cannot
    be written to (a read-only home, none at all), it would warn and leave a folder behind until the program ends;
    here it gets one that is gone when this returns.
    """
    if "matplotlib.font_manager" in sys.modules:
        return
    with _quiet(), _somewhere_to_write():
        import matplotlib.backends.backend_agg
        import matplotlib.figure
        import matplotlib.font_manager  # noqa: F401 - reads or makes its list when it is imported


@contextmanager
def _quiet() -> Iterator[None]:
    """Have matplotlib keep to itself that it looks for fonts."""
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextmanager
def _somewhere_to_write() -> Iterator[None]:
    if os.environ.get("MPLCONFIGDIR") or all(map(_takes_files, _usual_folders())):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="workbench-fonts-") as folder:
        os.environ["MPLCONFIGDIR"] = folder
        try:
            yield
        finally:
            del os.environ["MPLCONFIGDIR"]


def _usual_folders() -> list[Path | None]:
    """Where matplotlib writes unless told otherwise; None for a home that cannot be told."""
    try:
        home = Path.home()
    except RuntimeError:
        return [None]
    if sys.platform.startswith(("linux", "freebsd")):
        config, cached = os.environ.get("XDG_CONFIG_HOME"), os.environ.get("XDG_CACHE_HOME")
        return [Path(config or home / ".config"), Path(cached or home / ".cache")]
    return [Path(os.environ.get("LOCALAPPDATA") or home) if sys.platform == "win32" else home]


def _takes_files(folder: Path | None) -> bool:
    """Whether a file can be made in a folder, which itself may still have to be made."""
    if folder is None:
        return False
    there = next((step for step in (folder / "matplotlib", folder, *folder.parents) if step.exists()), None)
    return there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK)


# -- letters ---------------------------------------------------------------------------------------------------------


@cache
def _file(*, bold: bool) -> Path:
    load()
    from matplotlib import get_data_path

    return Path(get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


@cache
def font(size: float, *, bold: bool = False) -> "FontProperties":
    """The font in a size, in points."""
    load()
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_file(bold=bold), size=size, weight="bold" if bold else "normal")


@cache
def _letters() -> frozenset[int]:
    """The characters that the font can draw."""
    load()
    from matplotlib.font_manager import get_font

    return frozenset(get_font(_file(bold=False)).get_charmap())


def undrawable(text: str) -> str:
    """The characters of a text that the font has no letters for."""
    return "".join(character for character in text if ord(character) not in _letters())


def drawable(text: str) -> str:
    """The text with a box in place of every character that the font has no letter for."""
    return text if text.isascii() else "".join(_UNKNOWN if ord(one) not in _letters() else one for one in text)


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Points that a line takes in this font; a letter that it lacks counts as wide as an M."""
    if not text:
        return 0.0
    load()
    from matplotlib.textpath import TextToPath

    lacking = set(undrawable(text))
    known = "".join(_PLACE if one in lacking else one for one in text) if lacking else text
    width, _height, _descent = TextToPath().get_text_width_height_descent(known, font(10.0, bold=bold), ismath=False)
    return float(width) * size / 10.0
