"""A quotation held against a transcript: where it stands, and every word that differs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from transcripts.spans import Span
from workbench.workflows.verifying_text.folding import Word
from workbench.workflows.verifying_text.quotations import Piece, Quotation, Seam, gaps_of
from workbench.workflows.verifying_text.searching import Pages

#: Of the words of a quotation, those that must stand in the transcript for it to be nearly there.
ENOUGH = 0.6
_FEWEST = 3
#: Words side by side that nobody says by chance.
_TELLING = 6
_GRAM = 2
_NEAR = 400
_REPLACED = 8


class Edit(StrEnum):
    """How words of a quotation differ from what was said."""

    MISSING = "missing"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that differ.

    Attributes:
        edit: How.
        said: What stands in the transcript, "" where nothing does.
        written: What stands in the manuscript, "" where nothing does.
    """

    edit: Edit
    said: str
    written: str


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a quotation in a transcript.

    Attributes:
        first: Number of its first word there.
        last: One past the number of its last word.
        same: How many of its words are the same.
        differences: In order.
        only_marks: Whether all words are the same but for case, accents or punctuation.
    """

    first: int
    last: int
    same: int
    differences: tuple[Difference, ...] = ()
    only_marks: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A whole quotation in a transcript.

    Attributes:
        pages: The transcript.
        found: Its pieces, in the order of the manuscript; None for one that is not there.
        share: Of its words, those that are the same.
        remarks: Stable names of what else there is to say: ``order``, ``silent_cut``, ``far``.
    """

    pages: Pages
    found: tuple[Found | None, ...]
    share: float
    remarks: tuple[str, ...] = field(default=())

    @property
    def spans(self) -> list[Span]:
        """Where its pieces stand, in the text of the transcript."""
        words = self.pages.words
        return [Span(words[one.first].start, words[one.last - 1].end) for one in self.found if one]

    @property
    def differences(self) -> list[Difference]:
        """Words that differ, in order."""
        return [difference for one in self.found if one for difference in one.differences]

    @property
    def is_exact(self) -> bool:
        """Whether every word and mark stands as it was said."""
        return all(one and not one.differences and not one.only_marks for one in self.found)

    @property
    def is_whole(self) -> bool:
        """Whether every piece was found."""
        return all(self.found)


def match(quotation: Quotation, pages: Pages) -> Match | None:
    """The best place of a quotation in a transcript, None if it is not nearly there."""
    pieces = quotation.pieces
    anchor = max(range(len(pieces)), key=lambda place: len(pieces[place].words))
    best: Match | None = None
    for found in _anchored(pieces[anchor], pages):
        made = _around(pieces, anchor, found, pages)
        if (
            best is None
            or made.share > best.share
            or (made.share == best.share and len(made.remarks) < len(best.remarks))
        ):
            best = made
    return best if best is not None and _is_there(best) else None


def _is_there(found: Match) -> bool:
    """Whether enough of a quotation stands there: most of its words, or a whole piece that nobody says by chance."""
    return found.share >= ENOUGH or any(one and not one.differences and one.same >= _TELLING for one in found.found)


def _anchored(piece: Piece, pages: Pages) -> list[Found]:
    exact = [_exact(piece, pages, place) for place in pages.places([word.loose for word in piece.words])]
    if exact:
        return exact
    near = _near(piece, pages, 0, len(pages.words))
    return [near] if near else []


def _around(pieces: Sequence[Piece], anchor: int, found: Found, pages: Pages) -> Match:
    """The other pieces after and before the one that was found, each as near as it can be."""
    held: list[Found | None] = [None] * len(pieces)
    held[anchor] = found
    remarks: list[str] = []
    at = found.last
    for place in range(anchor + 1, len(pieces)):
        one = _after(pieces[place], pages, at) or _anywhere(pieces[place], pages, remarks)
        held[place] = one
        if one and one.first >= at:
            remarks += _passed(pieces[place].seam, one.first - at)
            at = one.last
    at = found.first
    for place in range(anchor - 1, -1, -1):
        one = _before(pieces[place], pages, at) or _anywhere(pieces[place], pages, remarks)
        held[place] = one
        if one and one.last <= at:
            remarks += _passed(pieces[place + 1].seam, at - one.last)
            at = one.first
    total = sum(
        max(len(piece.words), (one.last - one.first) if one else 0) for piece, one in zip(pieces, held, strict=True)
    )
    same = sum(one.same for one in held if one)
    return Match(pages, tuple(held), same / total, tuple(dict.fromkeys(remarks)))


def _passed(seam: Seam, words: int) -> list[str]:
    """What there is to say of the words between two pieces."""
    if seam is Seam.INSERTED and words > _REPLACED:
        return ["silent_cut"]
    return ["silent_cut"] if seam is Seam.DOTS and words else []


def _after(piece: Piece, pages: Pages, at: int) -> Found | None:
    words = [word.loose for word in piece.words]
    for place in pages.places(words, start=at, most=1):
        return _exact(piece, pages, place)
    return _near(piece, pages, at, min(len(pages.words), at + _NEAR))


def _before(piece: Piece, pages: Pages, at: int) -> Found | None:
    words = [word.loose for word in piece.words]
    last = None
    for place in pages.places(words, start=max(0, at - 5 * _NEAR), most=500):
        if place + len(words) > at:
            break
        last = place
    return _exact(piece, pages, last) if last is not None else _near(piece, pages, max(0, at - _NEAR), at)


def _anywhere(piece: Piece, pages: Pages, remarks: list[str]) -> Found | None:
    """A piece on the wrong side of the others: it was said, but elsewhere."""
    if len(piece.words) < _FEWEST:
        return None
    for place in pages.places([word.loose for word in piece.words], most=1):
        remarks.append("order")
        return _exact(piece, pages, place)
    return None


def _exact(piece: Piece, pages: Pages, place: int) -> Found:
    said = pages.words[place : place + len(piece.words)]
    marks = any(
        left.strict != right.strict and (at or left.strict[1:] != right.strict[1:])
        for at, (left, right) in enumerate(zip(said, piece.words, strict=True))
    )
    marks = marks or gaps_of(pages.spoken.text, said) != piece.gaps
    return Found(place, place + len(said), len(said), only_marks=marks)


def _near(piece: Piece, pages: Pages, first: int, last: int) -> Found | None:
    """The stretch that shares most words with a piece, by the pairs of words that both have."""
    words = [word.loose for word in piece.words]
    if len(words) < _FEWEST:
        return None
    begin = _likely(words, pages, first, last)
    if begin is None:
        return None
    slack = 4 + len(words) // 2
    low, high = max(first, begin - slack), min(last, begin + len(words) + slack)
    said = [word.loose for word in pages.words[low:high]]
    found = _aligned(said, words, piece, pages, low)
    return found if found and found.same >= max(_FEWEST - 1, ENOUGH * len(words)) else None


def _likely(words: Sequence[str], pages: Pages, first: int, last: int) -> int | None:
    """Where a piece would begin by most of its pairs of words; near places count together."""
    votes: dict[int, int] = {}
    for at in range(len(words) - _GRAM + 1):
        for place in pages.places(words[at : at + _GRAM], start=first):
            if place >= last:
                break
            votes[place - at] = votes.get(place - at, 0) + 1
    if not votes:
        return None
    width = 3 + len(words) // 4
    return max(votes, key=lambda begin: (sum(votes.get(begin + step, 0) for step in range(-width, width + 1)), -begin))


def _aligned(said: Sequence[str], words: Sequence[str], piece: Piece, pages: Pages, low: int) -> Found | None:
    blocks = [one for one in SequenceMatcher(None, said, words, autojunk=False).get_matching_blocks() if one.size]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    # Changed words at the ends are as many words of what was said, as far as there are any.
    begin = max(0, first.a - first.b)
    end = min(len(said), last.a + last.size + len(words) - last.b - last.size)
    differences: list[Difference] = []
    at_said, at_written = begin, 0
    for one in [*blocks, None]:
        to_said, to_written = (one.a, one.b) if one else (end, len(words))
        differences += _difference(pages, piece, (low + at_said, low + to_said), (at_written, to_written))
        if one:
            at_said, at_written = one.a + one.size, one.b + one.size
    return Found(low + begin, low + end, sum(one.size for one in blocks), tuple(differences))


def _difference(pages: Pages, piece: Piece, said: tuple[int, int], written: tuple[int, int]) -> list[Difference]:
    left = _stretch(pages.spoken.text, pages.words[said[0] : said[1]])
    right = _stretch(piece.text, piece.words[written[0] : written[1]])
    if not left and not right:
        return []
    edit = Edit.CHANGED if left and right else Edit.MISSING if left else Edit.ADDED
    return [Difference(edit, left, right)]


def _stretch(text: str, words: Sequence[Word]) -> str:
    if not words:
        return ""
    end = words[-1].end
    # An elided word keeps its apostrophe.
    return " ".join(text[words[0].start : end + (text[end : end + 1] in ("'", "’"))].split())


def better(left: Match | None, right: Match | None) -> Match | None:
    """The match that says more of a quotation."""
    if left is None or right is None:
        return left or right
    return right if (right.is_whole, right.share) > (left.is_whole, left.share) else left
