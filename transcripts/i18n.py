"""The language of everything a person reads.

It stands in the lowest package because every package has sentences of its own. The catalogues lie in
``workbench/locale``; without them, or in a language that has none, the English of the source is shown.
"""

import gettext as _gettext
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path

DOMAIN = "workbench"
LANGUAGES = ("en", "fr")

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"
_folder: Path | None = None


def N_(message: str) -> str:  # noqa: N802 - the customary name of the marker
    """Mark a sentence for translation where it is declared; ``_`` translates it where it is shown."""
    return message


def _(message: str) -> str:
    """The sentence in the language in use."""
    return _current.gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a sentence that fits ``number``."""
    return _current.ngettext(singular, plural, number)


def clauses(parts: Iterable[str]) -> str:
    """Parts of a sentence with semicolons between them, set as the language sets them; "" for none."""
    return reduce(lambda one, other: _("{one}; {other}").format(one=one, other=other), list(parts) or [""])


def language() -> str:
    """The language in use, ``en`` or ``fr``."""
    return _language


def use_language(code: str, folder: Path) -> None:
    """Show everything from now on in ``code``; the standard library's own sentences (argparse) too.

    Args:
        code: ``en`` or ``fr``; anything else means English.
        folder: Where the catalogues lie.
    """
    global _current, _language, _folder
    _folder = folder
    _language = code if code in LANGUAGES else "en"
    _current = _gettext.translation(DOMAIN, str(folder), languages=[_language], fallback=True)
    os.environ["LANGUAGE"] = _language
    _gettext.bindtextdomain(DOMAIN, str(folder))
    _gettext.textdomain(DOMAIN)


@contextmanager
def in_language(code: str, folder: Path) -> Iterator[None]:
    """Say everything in another language for a while.

    Not for programs that say something in another thread at the same time.

    Args:
        code: ``en`` or ``fr``.
        folder: Where the catalogues lie.
    """
    before = _language, _folder or folder
    if code == before[0]:
        yield
        return
    use_language(code, folder)
    try:
        yield
    finally:
        use_language(*before)


def locale_language(environ: dict[str, str]) -> str:
    """The language that the environment asks for: ``fr`` where it says so, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"
