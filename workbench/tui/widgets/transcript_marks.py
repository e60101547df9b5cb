"""What lies on a transcript: codings and suggestions, found by place."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_BUCKET = 9
"""Marks are kept by stretches of 512 characters: a line asks one or two of them, whatever the length of the text."""


class MarkKind(StrEnum):
    """What a mark stands for."""

    CODING = "coding"
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
        kind: Codings are drawn solid, suggestions dotted and dim.
    """

    uuid: str
    start: int
    end: int
    short: str
    colour: str = ""
    kind: MarkKind = MarkKind.CODING
