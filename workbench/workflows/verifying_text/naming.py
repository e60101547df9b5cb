"""Which codes a sentence of a manuscript names: by short name, or by the words of a label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from codebook.book import Codebook
from codebook.code import Code
from transcripts.spans import Span
from transcripts.words import word_set
from workbench.workflows.verifying_text.folding import Word, words_in

_SMALL = word_set(
    "a an and au aux by d de des du en et for in its l la le les leur leurs of on or ou par pour s sa ses son sur the "
    "their to un une with"
)
_SHORTEST_NAME = 3
# A branch that only groups and is called by one short word, such as "Uses", would be named in every other sentence.
_EVERYDAY = 12
_ROOT = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A code that is named.

    Attributes:
        code: The code.
        span: Where, in the text that was looked at.
    """

    code: Code
    span: Span


class Naming:
    """Recognises the codes of a codebook in sentences.

    A label is named where all its telling words stand close together, in any order and with other endings; a short
    name where it stands in capitals.

    Args:
        book: The codebook.
    """

    def __init__(self, book: Codebook) -> None:
        self._book = book
        self._shorts = {code.short: code for code in book.codes if len(code.short) >= _SHORTEST_NAME}
        self._labels = [
            (tuple(stems), code)
            for code in book.codes
            for label in code.labels.values()
            if (stems := [_stem(word.loose) for word in words_in(label) if word.loose not in _SMALL])
            and (code.codable or len(stems) > 1 or len(label) > _EVERYDAY)
        ]

    @cached_property
    def _called(self) -> set[tuple[str, ...]]:
        names = (name for code in self._book.codes for name in (code.short, *code.labels.values()))
        return {tuple(word.loose for word in words_in(name)) for name in names}

    def is_name(self, text: str) -> bool:
        """Whether these words, and nothing else, are the label or the short name of a code."""
        words = tuple(word.loose for word in words_in(text))
        return bool(words) and words in self._called

    def mentions(self, text: str, span: Span) -> list[Mention]:
        """The codes that a sentence names, in order; none is looked for inside the words of a longer label."""
        words = words_in(text, span.start, span.end)
        found = [
            Mention(code, Span(word.start, word.end))
            for word in words
            if (code := self._shorts.get(word.strict)) is not None and word.strict.isupper()
        ]
        for stems, code in sorted(self._labels, key=lambda one: -len(one[0])):
            for place in _close(words, stems):
                if not any(one.span.overlaps(place) for one in found):
                    found.append(Mention(code, place))
        return sorted(self._without_branches(found), key=lambda one: one.span)

    def _without_branches(self, found: Sequence[Mention]) -> list[Mention]:
        """Without branches that only group, where a code that can be applied is named too."""
        applied = [one for one in found if one.code.codable]
        return applied or list(found)


def nearest(mentions: Sequence[Mention], claim: Span, begin: int, end: int) -> Code | None:
    """The code that something counted is about: the first after it and before the next, else the nearest one.

    Args:
        mentions: Of its sentence, in order.
        claim: Where it stands.
        begin: Where the count before it ends.
        end: Where the count after it begins.
    """
    after = [one for one in mentions if claim.end <= one.span.start and one.span.end <= end]
    before = [one for one in mentions if begin <= one.span.start and one.span.end <= claim.start]
    if after:
        return after[0].code
    if before:
        return before[-1].code
    apart = sorted(mentions, key=lambda one: max(one.span.start - claim.end, claim.start - one.span.end))
    return apart[0].code if apart else None


def _stem(word: str) -> str:
    """The part of a word that its relatives share."""
    return word[: max(_ROOT, len(word) - 4)]


def _fits(word: str, stem: str) -> bool:
    if len(stem) < _ROOT:
        return word.rstrip("sx") == stem.rstrip("sx")
    return word.startswith(stem) and len(word) <= len(stem) + 6


def _close(words: Sequence[Word], stems: Sequence[str]) -> Iterator[Span]:
    """Where all stems stand within a few words."""
    reach = 1 if len(stems) == 1 else 3 * len(stems) + 2
    for first, word in enumerate(words):
        if not any(_fits(word.loose, stem) for stem in stems):
            continue
        window = words[first : first + reach]
        ends = [next((one.end for one in window if _fits(one.loose, stem)), -1) for stem in stems]
        if min(ends) >= 0:
            yield Span(word.start, max(ends))
