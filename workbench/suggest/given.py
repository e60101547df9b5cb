"""Segments as they are handed to the public function, put in reading order with what stands before and after them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from transcripts.spans import Span
from workbench.suggest.pieces import Piece

Segment = Mapping[str, Any]
"""Has ``text``; may have ``id``, ``transcript``, ``order``, ``speaker``, ``before`` and ``after``."""


class Key(NamedTuple):
    """What makes two segments the same: the same id with another text is another segment."""

    id: str
    transcript: str
    text: str


def key_of(segment: Segment) -> Key:
    """The key of a segment; fields that it does not have are empty."""
    return Key(_said(segment, "id"), _said(segment, "transcript"), _said(segment, "text"))


def in_reading_order(segments: Iterable[Segment]) -> list[Segment]:
    """Each segment once, transcripts in order of appearance, and within one by ``order`` where they have it."""
    first: dict[Key, Segment] = {}
    for segment in segments:
        first.setdefault(key_of(segment), segment)
    transcripts: dict[str, list[Segment]] = {}
    for segment in first.values():
        transcripts.setdefault(_transcript(segment), []).append(segment)
    return [segment for some in transcripts.values() for segment in sorted(some, key=_order)]


def with_context(segments: Sequence[Segment]) -> Iterator[tuple[Key | None, Piece]]:
    """Segments as pieces, and between them, without a key, what they say stands before and after them.

    Args:
        segments: As ``in_reading_order`` gives them.
    """
    for place, segment in enumerate(segments):
        last = segments[place - 1] if place and _together(segments[place - 1], segment) else None
        following = (
            segments[place + 1] if place + 1 < len(segments) and _together(segment, segments[place + 1]) else None
        )
        before, after = _said(segment, "before"), _said(segment, "after")
        if before and (last is None or before not in (_said(last, "text"), _said(last, "after"))):
            yield None, _piece(segment, before, context=True)
        yield key_of(segment), _piece(segment, _said(segment, "text"))
        if after and (following is None or after != _said(following, "text")):
            yield None, _piece(segment, after, context=True)


def _together(one: Segment, other: Segment) -> bool:
    return _transcript(one) == _transcript(other)


def _transcript(segment: Segment) -> str:
    """Its transcript; a segment that names none stands alone, as nobody knows what is beside it."""
    return _said(segment, "transcript") or f"\0{_said(segment, 'id')}\0{_said(segment, 'text')}"


def _order(segment: Segment) -> float:
    order = segment.get("order")
    return float(order) if isinstance(order, int | float) else 0.0


def _said(segment: Segment, name: str) -> str:
    value = segment.get(name)
    return "" if value is None else str(value)


def _piece(segment: Segment, text: str, *, context: bool = False) -> Piece:
    speaker = "" if context else _said(segment, "speaker")
    return Piece(_transcript(segment), 0, Span(0, max(1, len(text))), speaker, not context, (), text)
