"""Where a reader stands in a transcript and how a selection moves and grows."""

from enum import StrEnum


class Unit(StrEnum):
    """What a step is counted in."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"
    QUESTION = "question"
    PAGE = "page"
    UNCODED = "uncoded"
    DOCUMENT = "document"
