"""From a ranked segment to the passage that is proposed: the sentences of it that carry the match.

Segments are cut so that they can be found; what an analyst wants to code is mostly a sentence. Long selections were
found to be a nuisance, so the sentence is the rule and the turn is there on request.
"""

from collections.abc import Sequence

from transcripts.spans import Span
from workbench.suggest.pieces import SHORTEST, Piece

SHARE = 1 / 2
"""A sentence beside the one that matches best belongs to the passage if it has at least this much of its matches."""

LEAST = 2
"""And at least so many: one word alone is no reason to propose more than a sentence."""


def sentence_span(piece: Piece, words: Sequence[Span], found: Sequence[str] = ()) -> Span:
    """The sentence, or the sentences in a row, that carry the match.

    Args:
        piece: The segment.
        words: Where matching words stand, in the transcript's text.
        found: What each of ``words`` stands for, such as its lemma: a word said five times is one match. The words
            themselves by default.

    Returns:
        From a sentence's first character to a sentence's last. All of the segment if no word matches: then it is the
        whole that is alike.
    """
    said = found or [piece.text[word.start - piece.span.start : word.end - piece.span.start] for word in words]
    matches = [_matches(sentence, words, said) for sentence in piece.sentences]
    best = max(range(len(matches)), key=lambda place: (len(matches[place]), -place))
    if not matches[best]:
        return piece.span
    first, last = _run(matches, best)
    first, last = _long_enough(piece, first, last)
    return Span(piece.sentences[first].start, piece.sentences[last].end)


def turn_span(pieces: Sequence[Piece], piece: Piece) -> Span:
    """The whole turn that a segment is a piece of.

    Args:
        pieces: Segments of the same transcript; others may be among them.
        piece: The segment.
    """
    own = [one.span for one in pieces if one.transcript == piece.transcript and one.turn == piece.turn]
    return Span(min(span.start for span in own), max(span.end for span in own))


def _matches(sentence: Span, words: Sequence[Span], said: Sequence[str]) -> set[str]:
    """What matches in a sentence, each thing once."""
    return {one.casefold() for word, one in zip(words, said, strict=True) if sentence.overlaps(word)}


def _run(matches: Sequence[set[str]], best: int) -> tuple[int, int]:
    """First and last of the sentences in a row around the best that carry the match with it."""
    enough = max(LEAST, SHARE * len(matches[best]))
    first = last = best
    while first > 0 and len(matches[first - 1]) >= enough:
        first -= 1
    while last + 1 < len(matches) and len(matches[last + 1]) >= enough:
        last += 1
    return first, last


def _long_enough(piece: Piece, first: int, last: int) -> tuple[int, int]:
    """The run with a neighbour where it is but "Oui, exactement.": that says nothing by itself."""
    while _count(piece, first, last) < SHORTEST and (first > 0 or last + 1 < len(piece.sentences)):
        first, last = (first, last + 1) if last + 1 < len(piece.sentences) else (first - 1, last)
    return first, last


def _count(piece: Piece, first: int, last: int) -> int:
    """Words of the sentences from one to another."""
    start, end = piece.sentences[first].start - piece.span.start, piece.sentences[last].end - piece.span.start
    return len(piece.text[start:end].split())
