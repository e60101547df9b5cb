"""Half-open stretches of a text; all interval work of the product stands here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transcripts.errors import TranscriptError
from transcripts.i18n import _


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch ``[start, end)`` of a text, counted in Unicode code points.

    Attributes:
        start: First character, 0 or more.
        end: One past the last character; greater than ``start``.

    Raises:
        TranscriptError: If the span is empty, reversed or begins before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise TranscriptError(
                _("The span {start}–{end} is not a stretch of text.").format(start=self.start, end=self.end),
                _("A span begins at 0 or later and ends after it begins."),
            )

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character; touching is not overlapping."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: "Span") -> "Span | None":
        """The shared stretch, or None where nothing is shared."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def cover(self, other: "Span") -> "Span":
        """The smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def cut(self, text: str) -> str:
        """The words of ``text`` that the span marks."""
        return text[self.start : self.end]


def union(spans: Iterable[Span]) -> list[Span]:
    """Merge overlapping and touching spans into disjoint ones, in text order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = merged[-1].cover(span)
        else:
            merged.append(span)
    return merged


def shared_length(left: Sequence[Span], right: Sequence[Span]) -> int:
    """Characters that lie both in the union of ``left`` and in the union of ``right``."""
    ours, theirs = union(left), union(right)
    total = i = j = 0
    while i < len(ours) and j < len(theirs):
        total += max(0, min(ours[i].end, theirs[j].end) - max(ours[i].start, theirs[j].start))
        if ours[i].end <= theirs[j].end:
            i += 1
        else:
            j += 1
    return total
