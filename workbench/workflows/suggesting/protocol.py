"""What the screens and the process that reads say to each other: one JSON object a line, in UTF-8.

A line names its type and the number of the request that it belongs to. Nothing here imports a language model.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from workbench.workflows.suggesting.wire import built


@dataclass(frozen=True, slots=True)
class Request:
    """Asks for something.

    Attributes:
        id: 1, 2, 3 … in one life of the process.
        verb: What is asked for.
        values: Its arguments, as JSON knows them.
        language: ``en`` or ``fr``, of the sentences in the answer.
    """

    id: int
    verb: str
    values: dict[str, Any] = field(default_factory=dict)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Cancel:
    """Takes a request back; the answer is then ``Cancelled``, or the result if that was quicker."""

    id: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a request has come.

    Attributes:
        id: Of the request.
        done: How many are done.
        total: Out of how many.
        what: What is done, in the language of the request; "" where the verb says it.
    """

    id: int
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a request, as JSON knows it."""

    id: int
    result: Any


@dataclass(frozen=True, slots=True)
class Fault:
    """A request that cannot be met.

    Attributes:
        id: Of the request.
        kind: Name of the error's class.
        message: One sentence.
        hint: What to do about it; may be empty.
    """

    id: int
    kind: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A request that was taken back before it was done."""

    id: int


Message = Request | Cancel | Progress | Answer | Fault | Cancelled

_KINDS: dict[str, type[Message]] = {
    kind.__name__.lower(): kind for kind in (Request, Cancel, Progress, Answer, Fault, Cancelled)
}


class LineError(ValueError):
    """A line that is none of the messages; it never quotes the line."""


def written(message: Message) -> bytes:
    """A message as its line, with the line feed."""
    data = {name: getattr(message, name) for name in message.__slots__}
    data["type"] = type(message).__name__.lower()
    # Escaped, so that half a character from a damaged text cannot break the line.
    return json.dumps(data, separators=(",", ":")).encode("ascii") + b"\n"


def understood(line: bytes) -> Message:
    """The message of a line.

    Raises:
        LineError: If it is none.
    """
    try:
        data = json.loads(line)
        return built(_KINDS[data.pop("type")], data)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise LineError(f"a line of {len(line)} bytes is no message") from error
