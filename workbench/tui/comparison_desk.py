"""What a sitting keeps of its comparisons: what is looked at, and what was measured lately."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from workbench.tui.comparison_terms import Terms
from workbench.tui.session import Session

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison
    from workbench.workflows.comparison_crossings import Drifted
    from workbench.workflows.findings.room import Snapshot
    from workbench.workflows.ruling.before_after import BeforeAfter

T = TypeVar("T")
MOST = 6
"""Comparisons, and what was worked out of them, that are kept; one of a large study takes some tens of megabytes."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at.

    Attributes:
        terms: Who and what is compared, and how.
        mode: Name of the view, a key of ``comparison_modes.MODES``.
        table: Which of its tables, 0 upwards.
        about: Key of the code or branch whose coders and transcripts are told apart, as ``Entry.key``.
        branch: uuid of the only branch shown, "" for all.
        measure: Name of the measure between coders.
        all_codes: Whether codes that nobody used are shown.
    """

    terms: Terms = field(default_factory=Terms)
    mode: str = "codes"
    table: int = 0
    about: str = ""
    branch: str = ""
    measure: str = ""
    all_codes: bool = False


class Kept:
    """What was measured lately, for as long as the study is as it was then; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._study: object = None
        self._made: OrderedDict[object, Any] = OrderedDict()

    def find(self, study: "Snapshot", key: object) -> Any:
        """What was kept of this snapshot, None if nothing."""
        with self._lock:
            return self._made.get(key) if study is self._study else None

    def once(self, study: "Snapshot", key: object, make: Callable[[], T]) -> T:
        """What was kept of this snapshot, or else made now."""
        found: T | None = self.find(study, key)
        if found is None:
            found = make()
            self._keep(study, key, found)
        return found

    def _keep(self, study: "Snapshot", key: object, made: object) -> None:
        with self._lock:
            if study is not self._study:
                self._study = study
                self._made.clear()
            self._made[key] = made
            while len(self._made) > MOST:
                self._made.popitem(last=False)


@dataclass
class ComparisonDesk:
    """What the screen of comparisons leaves behind when it is closed.

    Attributes:
        look: What was looked at last.
        kept: What was measured lately.
    """

    look: Look = field(default_factory=Look)
    kept: Kept = field(default_factory=Kept)

    def comparison(self, session: Session, terms: Terms) -> "Comparison":
        """Compare, unless that was done lately; for a thread.

        Raises:
            StudyError: As ``comparing.compare``.
        """
        from workbench.workflows.comparing import compare

        snapshot = session.room.snapshot()
        return self.kept.once(snapshot, terms, lambda: compare(session.study, **terms.asked(), snapshot=snapshot))

    def is_kept(self, session: Session, terms: Terms) -> bool:
        """Whether a comparison need not be made."""
        return self.kept.find(session.room.snapshot(), terms) is not None

    def drifts(self, session: Session, terms: Terms, comparison: "Comparison") -> "list[Drifted]":
        """How each coder's agreement went on, unless that was worked out lately; for a thread."""
        from workbench.workflows.comparison_crossings import drifts

        return self.kept.once(session.room.snapshot(), ("drifts", terms), lambda: [*drifts(comparison)])

    def rulings(self, session: Session, terms: Terms) -> "BeforeAfter":
        """Compare before and after the rulings, unless that was done lately; for a thread.

        Raises:
            StudyError: As ``comparing.compare``.
        """
        from workbench.workflows.ruling.before_after import before_and_after

        names = ("coders", "unit", "codes", "transcripts", "measures", "interval")
        asked = {name: value for name, value in terms.asked().items() if name in names}
        asked["interval"] = "none"
        return self.kept.once(
            session.room.snapshot(), ("rulings", terms), lambda: before_and_after(session.study, **asked)
        )


_DESKS: WeakKeyDictionary[Session, ComparisonDesk] = WeakKeyDictionary()


def comparison_desk(session: Session) -> ComparisonDesk:
    """The one of a sitting; made when it is first asked for."""
    desk = _DESKS.get(session)
    if desk is None:
        desk = _DESKS[session] = ComparisonDesk()
    return desk
