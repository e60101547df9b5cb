"""Runs regular expressions over segments, in a process that can be ended: some expressions never come to an end.

Started as a script by ``patterns.py``, with the standard library alone, so that it is there at once. It is told, on its
standard input, how many bytes follow, then the segments as JSON; after that each line asks for one expression. It
answers each with one line of JSON and ends when nobody asks any more.
"""

import json
import re
import sys
import warnings
from itertools import islice
from typing import Any, BinaryIO

MOST_SPANS = 50
"""Of one segment: more are not marked."""


def main(asked: BinaryIO, told: BinaryIO) -> None:
    """Answer until the questions end."""
    texts: list[str] = json.loads(asked.read(int(asked.readline())))
    told.write(b"{}\n")
    told.flush()
    for line in asked:
        question = json.loads(line)
        told.write(json.dumps(_answer(texts, **question)).encode() + b"\n")
        told.flush()


def _answer(texts: list[str], pattern: str, places: list[int] | None) -> list[Any]:
    """Places of the segments that hold a match; of given places, where the matches stand."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = re.compile(pattern, re.IGNORECASE)
    if places is None:
        return [place for place, text in enumerate(texts) if _holds(found, text)]
    return [[match.span() for match in islice(_matches(found, texts[place]), MOST_SPANS)] for place in places]


def _holds(found: re.Pattern[str], text: str) -> bool:
    first = found.search(text)
    return first is not None and (first.end() > first.start() or any(True for _match in _matches(found, text)))


def _matches(found: re.Pattern[str], text: str) -> Any:
    """The matches that have at least one character."""
    return (match for match in found.finditer(text) if match.end() > match.start())


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
