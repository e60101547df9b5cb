"""Which codes a few letters may mean, best first. Pure: a codebook in, a list out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from codebook.book import Codebook
from codebook.code import Code
from codebook.keywords import telling_words

# How much a hit in each field counts. People think of a short name or a label; a definition is a last resort.
_SHORT, _LABEL, _PATH, _DEFINITION = 1.0, 0.97, 0.72, 0.6
_EXACT, _PREFIX, _WORD_PREFIX, _INSIDE, _INITIALS = 100.0, 94.0, 90.0, 76.0, 70.0
_FUZZY_FLOOR = 72.0  # below it rapidfuzz finds likeness in anything
_THRESHOLD = 45.0
# Small enough that they only order what matches about equally well.
_RECENCY, _NEARNESS = 5.0, 3.0


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A code that may be meant.

    Attributes:
        code: The code.
        score: Higher is better; comparable within one list only.
    """

    code: Code
    score: float


@dataclass(frozen=True, slots=True)
class NewCode:
    """The code that would be made from what was typed.

    Attributes:
        label: Its label.
        parent: The branch it would go under, None for the top.
    """

    label: str
    parent: Code | None


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` for comparing: no case, no accents, ligatures as letters, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.findall(r"[^\W_]+", letters))


def matching_codes(
    query: str, book: Codebook, *, recent: Sequence[str] = (), near: str | None = None, limit: int = 50
) -> list[CodeMatch]:
    """The codes that ``query`` may mean, best first by match, then recency, nearness in the tree and place in the book.

    Args:
        query: What was typed; "" lists all codes.
        book: The codebook; only codes that can be applied are listed.
        recent: uuids of codes applied lately, the last one first.
        near: uuid of the code that the work is near to, such as the last one applied.
        limit: At most so many.
    """
    wanted = fold(query.strip())
    neighbours = _neighbours(book, near)
    found = []
    for place, code in enumerate(book.codes):
        if not code.codable:
            continue
        score = _match(wanted, code, book) if wanted else _THRESHOLD
        if score < _THRESHOLD:
            continue
        bonus = _RECENCY * _freshness(code.uuid, recent) + _NEARNESS * (code.uuid in neighbours)
        found.append((-(score + bonus), place, CodeMatch(code, score + bonus)))
    return [match for _score, _place, match in sorted(found, key=lambda entry: entry[:2])[:limit]]


def new_code(query: str, book: Codebook, *, near: str | None = None) -> NewCode | None:
    """The code to be offered for a name that does not exist; None where it exists or nothing was typed.

    ``branch > name`` or ``branch/name`` says where it goes; a bare name goes beside the code that the work is near to.
    """
    branch, _separator, name = _parted(query)
    parent = _branch(branch, book) if branch else _home(book, near)
    label = " ".join((name if not branch or parent is not None else query).split())
    if not label or _exists(label, book):
        return None
    return NewCode(label, parent)


def _exists(label: str, book: Codebook) -> bool:
    wanted = fold(label)
    return any(wanted in {fold(code.short), *map(fold, code.labels.values())} for code in book.codes if code.codable)


def _parted(query: str) -> tuple[str, str, str]:
    separator = next((mark for mark in (">", "/") if mark in query), "")
    if not separator:
        return "", "", query
    branch, _mark, name = query.rpartition(separator)
    return branch.strip(), separator, name.strip()


def _branch(text: str, book: Codebook) -> Code | None:
    """The branch or code that ``text`` means."""
    wanted = fold(text)
    scored = [(_name_score(wanted, code), -place, code) for place, code in enumerate(book.codes)]
    best = max(scored, key=lambda entry: (entry[0], not entry[2].codable, entry[1]), default=None)
    return best[2] if best is not None and best[0] >= _INSIDE * _LABEL else None


def _home(book: Codebook, near: str | None) -> Code | None:
    if near is None or near not in book or book.get(near).deleted:
        return None
    parent = book.get(near).parent
    return book.get(parent) if parent is not None else None


def _neighbours(book: Codebook, near: str | None) -> frozenset[str]:
    """The codes right beside and right under ``near``."""
    if near is None or near not in book:
        return frozenset()
    beside = book.children(book.get(near).parent) if book.get(near).parent is not None else ()
    return frozenset(code.uuid for code in (*beside, *book.children(near)))


def _freshness(uuid: str, recent: Sequence[str]) -> float:
    """1 for the last code applied, falling to 0 for those long ago."""
    return 1 / (1 + recent.index(uuid)) if uuid in recent else 0.0


def _match(wanted: str, code: Code, book: Codebook) -> float:
    path = " ".join(step.label(language) for step in book.path(code.uuid)[:-1] for language in step.labels)
    return max(
        _name_score(wanted, code),
        _PATH * _words_score(wanted, fold(path)),
        _PATH * _words_score(wanted, fold(f"{path} {code.short} {' '.join(code.labels.values())}")),
        _DEFINITION * _words_score(wanted, fold(code.definition)),
        _DEFINITION * _words_score(wanted, fold(" ".join(telling_words(code.keywords)))),
    )


def _name_score(wanted: str, code: Code) -> float:
    labels = [_LABEL * _text_score(wanted, fold(label)) for label in code.labels.values()]
    return max(_SHORT * _text_score(wanted, fold(code.short)), *labels)


def _text_score(wanted: str, text: str) -> float:
    """How well ``wanted`` names ``text``, both folded, 0 to 100."""
    if not text:
        return 0.0
    if wanted == text:
        return _EXACT
    # The longer the part that is typed already, the surer; at most one point, so that kinds of match stay apart.
    share = min(1.0, len(wanted) / len(text))
    if text.startswith(wanted):
        return _PREFIX + share
    if f" {wanted}" in f" {text}":
        return _WORD_PREFIX + share
    return max(_words_score(wanted, text), _INSIDE + share if wanted in text else 0.0, _letters_score(wanted, text))


def _words_score(wanted: str, text: str) -> float:
    """Every word of ``wanted`` begins a word of ``text``."""
    words = text.split()
    parts = wanted.split()
    if parts and words and all(any(word.startswith(part) for word in words) for part in parts):
        return _WORD_PREFIX - 1 if len(parts) > 1 else _WORD_PREFIX
    return 0.0


def _letters_score(wanted: str, text: str) -> float:
    """Initials of words, or a likeness that forgives a slip of the finger."""
    initials = "".join(word[0] for word in text.split())
    compact = wanted.replace(" ", "")
    if len(compact) > 1 and initials.startswith(compact):
        return _INITIALS
    if len(compact) < 3:
        return 0.0
    # Imported here: the screen paints first, and codes are sought later.
    from rapidfuzz import fuzz

    likeness = max(fuzz.ratio(wanted, text), *(fuzz.ratio(wanted, word[: len(wanted) + 1]) for word in text.split()))
    return 0.7 * likeness if likeness >= _FUZZY_FLOOR else 0.0
