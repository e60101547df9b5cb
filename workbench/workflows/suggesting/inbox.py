"""Requests that wait for the process that reads, in the order in which they are to be met."""

import threading
import time
from collections import deque
from collections.abc import Collection

from workbench.workflows.suggesting.protocol import Request


class Inbox:
    """Filled by the thread that listens, emptied by the one that works; work in the background comes last.

    Args:
        background: Verbs that others go before.
    """

    def __init__(self, background: Collection[str] = ()) -> None:
        self._background = frozenset(background)
        self._soon: deque[Request] = deque()
        self._later: deque[Request] = deque()
        self._taken_back: set[int] = set()
        self._closed = False
        self._changed = threading.Condition()

    @property
    def closed(self) -> bool:
        """Whether nobody listens to answers any more."""
        return self._closed

    def put(self, request: Request) -> None:
        """Add a request."""
        with self._changed:
            (self._later if request.verb in self._background else self._soon).append(request)
            self._changed.notify_all()

    def take_back(self, number: int) -> None:
        """Note that nobody wants the answer to a request any more; whoever works on it looks here."""
        with self._changed:
            self._taken_back.add(number)
            self._changed.notify_all()

    def is_taken_back(self, number: int) -> bool:
        """Whether the answer to a request is no longer wanted."""
        return number in self._taken_back

    def forget(self, number: int) -> None:
        """A request has been answered."""
        with self._changed:
            self._taken_back.discard(number)

    def close(self) -> None:
        """Nobody listens any more: what waits is dropped, and whoever waits is let go."""
        with self._changed:
            self._closed = True
            self._soon.clear()
            self._later.clear()
            self._changed.notify_all()

    def take(self) -> Request | None:
        """The next request, as soon as there is one; None when there will be no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._soon or self._later or self._closed)
            return (self._soon or self._later).popleft() if not self._closed else None

    def take_urgent(self, *, within: float = 0.0) -> Request | None:
        """The next request that goes before work in the background; None if none comes in time.

        Args:
            within: Seconds to wait for one.
        """
        end = time.monotonic() + within
        with self._changed:
            while not self._soon and not self._closed:
                left = end - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    return None
            return self._soon.popleft() if self._soon else None
