"""What the screens of disagreements and of rulings share for as long as a sitting lasts."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from workbench.tui.case_filter import CaseFilter
from workbench.tui.case_names import Naming
from workbench.tui.session import Session

if TYPE_CHECKING:
    from codebook.ruling import Ruling


@dataclass
class RulingDesk:
    """What somebody looks at, and what is not on the disk yet.

    Attributes:
        naming: What coders are called.
        looking: What is looked at, and in which order.
        reasons: Key of a case to the reason written for it before ruling.
        last: What was ruled last in this sitting, None before.
        undone: How many rulings were taken back in this sitting and not done again.
    """

    naming: Naming
    looking: CaseFilter = field(default_factory=CaseFilter)
    reasons: dict[str, str] = field(default_factory=dict)
    last: "Ruling | None" = None
    undone: int = 0


_DESKS: WeakKeyDictionary[Session, RulingDesk] = WeakKeyDictionary()


def ruling_desk(session: Session) -> RulingDesk:
    """The one of a sitting; made when it is first asked for."""
    desk = _DESKS.get(session)
    if desk is None:
        desk = _DESKS[session] = RulingDesk(Naming(session.study.fact("salt")))
    return desk
