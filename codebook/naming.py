"""Names of codes: compared without case and accents, and made for the margin."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator

SHORT_LIMIT = 12
MARGIN_LIMIT = 8

# Words that say nothing in a margin.
_SMALL = (
    "A AN AND ARE AS AT AU AUX BY CE CES D DANS DE DES DU EN ET FOR FROM IN IS IT L LA LE LES OF ON OR OU PAR POUR "
    "QU QUE S SA SES SON SUR THE TO UN UNE WITH"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_LETTERS = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L"}
_LETTER_TABLE = str.maketrans(_LETTERS)


def without_accents(text: str) -> str:
    """``text`` with its accents and ligatures undone: ``Œuvre à l'été`` becomes ``OEuvre a l'ete``."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTER_TABLE))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def exact_key(text: str) -> str:
    """What two spellings of one name share: neither case, spaces nor the form of accents and apostrophes count."""
    spaced = re.sub(r"\s*>\s*", " > ", unicodedata.normalize("NFC", text).replace("’", "'"))
    return " ".join(spaced.casefold().split())


def loose_key(text: str) -> str:
    """``exact_key`` without accents, for finding the nearest names."""
    return exact_key(without_accents(text))


def short_name_from(label: str, taken: Iterable[str]) -> str:
    """A margin name for ``label``: upper case, no accents, at most 8 characters, unlike all ``taken``.

    Args:
        label: The label, in any language.
        taken: Short names in use, in any case.
    """
    used = {short.casefold() for short in taken}
    return next(candidate for candidate in _candidates(label) if candidate.casefold() not in used)


def _candidates(label: str) -> Iterator[str]:
    words = re.findall(r"[^\W_]+", without_accents(label).upper())
    telling = [word for word in words if word not in _SMALL_WORDS] or words or ["CODE"]
    base = telling[0][:MARGIN_LIMIT]
    yield base
    if len(telling) > 1:
        yield (telling[0][:4] + telling[1][:4])[:MARGIN_LIMIT]
        yield "".join(word[:3] for word in telling)[:MARGIN_LIMIT]
    number = 2
    while True:
        ending = str(number)
        yield base[: MARGIN_LIMIT - len(ending)] + ending
        number += 1


def nearest(text: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """The names most like ``text``, best first; fewer than ``limit`` where little is alike."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(loose_key(name), name)
    wanted = loose_key(text)
    starting = [key for key in by_key if wanted and key.startswith(wanted)]
    alike = difflib.get_close_matches(wanted, by_key, n=limit, cutoff=0.6)
    return [by_key[key] for key in dict.fromkeys([*alike, *starting])][:limit]
