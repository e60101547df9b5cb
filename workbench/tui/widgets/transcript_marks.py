"""What lies on a transcript: codings and suggestions, found by place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

_BUCKET = 9
"""Marks are kept by stretches of 512 characters: a line asks one or two of them, whatever the length of the text."""


class MarkKind(StrEnum):
    """What a mark stands for."""

    CODING = "coding"
    SIDE = "side"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Mark:
    """One coding or suggestion on the text.

    Attributes:
        uuid: Of the coding or suggestion.
        start: First character.
        end: One past the last.
        short: Short name of the code, for the margin.
        colour: ``#rrggbb``; made readable on the theme's background when drawn. "" for the text's own colour.
        kind: Codings are drawn solid, suggestions dotted and dim; what one side of several gave is drawn as a coding
            in the margin, and its words by whoever tells the sides apart.
    """

    uuid: str
    start: int
    end: int
    short: str
    colour: str = ""
    kind: MarkKind = MarkKind.CODING


class Marks:
    """All marks of one transcript.

    Adding and removing one costs as much as its length in buckets; asking for a place costs what lies near it.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._by_uuid = {mark.uuid: mark for mark in marks}
        self._buckets: defaultdict[int, list[Mark]] = defaultdict(list)
        for mark in self._by_uuid.values():
            self._sort_in(mark)

    def __len__(self) -> int:
        return len(self._by_uuid)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._by_uuid.values())

    def get(self, uuid: str | None) -> Mark | None:
        """The mark of that uuid, None where there is none."""
        return self._by_uuid.get(uuid) if uuid else None

    def add(self, mark: Mark) -> None:
        """Put a mark on the text, in the place of an older one with its uuid."""
        if mark.uuid in self._by_uuid:
            self.remove(mark.uuid)
        self._by_uuid[mark.uuid] = mark
        self._sort_in(mark)

    def _sort_in(self, mark: Mark) -> None:
        first, last = mark.start >> _BUCKET, (mark.end - 1) >> _BUCKET
        self._buckets[first].append(mark)
        for bucket in range(first + 1, last + 1):
            self._buckets[bucket].append(mark)

    def remove(self, uuid: str) -> Mark | None:
        """Take a mark away and return it; None where there is none."""
        mark = self._by_uuid.pop(uuid, None)
        if mark is not None:
            for bucket in range(mark.start >> _BUCKET, ((mark.end - 1) >> _BUCKET) + 1):
                self._buckets[bucket].remove(mark)
        return mark

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that share a character with ``[start, end)``, each once, in no particular order."""
        if end <= start:
            return []
        first, last = start >> _BUCKET, (end - 1) >> _BUCKET
        found = [mark for mark in self._buckets.get(first, ()) if mark.start < end and mark.end > start]
        for bucket in range(first + 1, last + 1):
            # One that began in an earlier bucket was found there.
            found += [
                mark for mark in self._buckets.get(bucket, ()) if mark.start >> _BUCKET == bucket and mark.start < end
            ]
        return found

    def is_coded(self, start: int, end: int) -> bool:
        """Whether a coding shares a character with ``[start, end)``."""
        return any(mark.kind is MarkKind.CODING for mark in self.between(start, end))
