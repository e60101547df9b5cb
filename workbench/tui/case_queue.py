"""The queue of disagreements as it is read: which cases, on which one stands, what happened to them meanwhile.

Plain state; no screen. The cases stay where they are while they are ruled on, so that one can go back to them.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.workflows.ruling.values import OpenCase


class CaseQueue:
    """Cases in their order, and a place among them.

    Attributes:
        cases: In order.
        at: The one that is read; their number where one is past the last.
        pending: Keys of the cases whose ruling is on its way to the disk.
    """

    def __init__(self, cases: "Sequence[OpenCase]" = (), at: int = 0) -> None:
        self.cases = list(cases)
        self.at = at
        self.pending: Counter[str] = Counter()

    @property
    def current(self) -> "OpenCase | None":
        """The case that is read, None past the last."""
        return self.cases[self.at] if self.at < len(self.cases) else None

    def place(self, key: str) -> int | None:
        """Where a case stands, None if it is not in the queue."""
        return next((place for place, case in enumerate(self.cases) if case.key == key), None)

    def is_open(self, case: "OpenCase") -> bool:
        """Whether a case is still to be ruled on: nobody did, or what was ruled is out of date, and nobody is at it."""
        return (case.ruling is None or case.stale) and not self.pending[case.key]

    def go_on(self) -> None:
        """Go to the next open case, further down or else from the top; past the last where there is none.

        Where the one that is read was ruled on before, whoever re-reads rulings goes on to the one after it.
        """
        places = [*range(self.at + 1, len(self.cases)), *range(min(self.at, len(self.cases)))]
        self.at = next((place for place in places if self.is_open(self.cases[place])), len(self.cases))

    def step(self, by: int) -> bool:
        """Go to a neighbour; False where there is none."""
        to = min(self.at, len(self.cases)) + by
        if not 0 <= to < len(self.cases):
            return False
        self.at = to
        return True

    def stand(self, key: str) -> bool:
        """Go to a case; False if it is not in the queue."""
        place = self.place(key)
        if place is not None:
            self.at = place
        return place is not None

    def put(self, case: "OpenCase") -> None:
        """A case is as it is given now."""
        if (place := self.place(case.key)) is not None:
            self.cases[place] = case

    def take(self, cases: "Sequence[OpenCase]", *, prefer: str = "") -> None:
        """Read anew: stay on the case that is read, or on the one at its place.

        Args:
            cases: In order.
            prefer: Key of the case to stand on, "" for the one that is read.
        """
        here = prefer or (self.current.key if self.current is not None else "")
        old = self.at
        self.cases = list(cases)
        if not here:
            self.at = min(old, len(self.cases))
        elif not self.stand(here):
            self.at = min(old, max(0, len(self.cases) - 1))
