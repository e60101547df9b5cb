"""Suggestions in the order in which they are read, and what was done with each. Draws nothing and writes nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from codebook.suggestion import Band, Suggestion
from workbench.store.decisions import ListEntry

REORDER_AFTER = 5
"""Decisions after which the rest is ranked anew."""

_BANDS = tuple(Band)
"""From the surest on."""

Key = tuple[str, str, int, int]


class Fate(StrEnum):
    """What became of a suggestion in this sitting."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"
    SKIPPED = "skipped"


_ACCEPTED = (Fate.ACCEPTED, Fate.CHANGED)
_DECIDED = (*_ACCEPTED, Fate.REJECTED)


def key_of(suggestion: Suggestion) -> Key:
    """What stays the same of a suggestion from one ranking to the next: its code and its segment."""
    return suggestion.code, suggestion.transcript, suggestion.segment.start, suggestion.segment.end


@dataclass(eq=False)
class Item:
    """A suggestion in the queue.

    Attributes:
        suggestion: As it was ranked last.
        entry: The ranked list that it stands in.
        candidates: How many segments were ranked for its code.
        words: Its first words.
        partial: Whether not everything was read when it was ranked.
        fate: What became of it.
        step: When it got that fate: 1, 2, 3 … in this sitting; 0 while it is open.
        pending: Whether what was decided is on its way to the disk.
    """

    suggestion: Suggestion
    entry: ListEntry
    candidates: int
    words: str = ""
    partial: bool = False
    fate: Fate = Fate.OPEN
    step: int = 0
    pending: bool = False


@dataclass
class Tally:
    """What became of the suggestions for one code so far, by this coder.

    Attributes:
        accepted: Those that became codings, changed ones included.
        decided: Those accepted or rejected.
    """

    accepted: int = 0
    decided: int = 0


class SuggestionQueue:
    """One pass through suggestions: what was read lies behind, what is left ahead, and the one being read between.

    Attributes:
        items: In the order in which they are read.
        tallies: uuid of a code to what was accepted so far.
    """

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.tallies: dict[str, Tally] = {}
        self._at = 0
        self._steps = 0
        self._ranked_at = 0

    # Reading

    @property
    def current(self) -> Item | None:
        """The one being read; None at the end."""
        return self.items[self._at] if self._at < len(self.items) else None

    @property
    def at(self) -> int:
        """Its index; as many as there are items, at the end."""
        return self._at

    @property
    def left(self) -> int:
        """How many are open."""
        return sum(item.fate is Fate.OPEN for item in self.items)

    @property
    def steps(self) -> int:
        """Number of the last step."""
        return self._steps

    @property
    def ranked_at(self) -> int:
        """The last step that the ranking shown can know of."""
        return self._ranked_at

    @property
    def since(self) -> int:
        """Decisions since the ranking shown was asked for."""
        return sum(item.step > self._ranked_at for item in self.items if item.fate in _DECIDED)

    @property
    def wants_ranking(self) -> bool:
        """Whether enough was decided since the last ranking, or it is used up and was worth something."""
        return self.since >= REORDER_AFTER or (self.left == 0 and self._steps > self._ranked_at)

    @property
    def skipped(self) -> list[Item]:
        """Those put off in this sitting."""
        return [item for item in self.items if item.fate is Fate.SKIPPED]

    def stand(self, index: int) -> None:
        """Read that one."""
        self._at = max(0, min(index, len(self.items)))

    def step(self, by: int) -> bool:
        """Look at one before or after; False where there is none."""
        to = self._at + by
        if not 0 <= to < len(self.items):
            return False
        self._at = to
        return True

    def step_code(self, by: int) -> bool:
        """Go to the next open one of another code; False where there is none."""
        here = self.current
        count = len(self.items)
        for distance in range(1, count + 1):
            index = (self._at + by * distance) % count
            item = self.items[index]
            if item.fate is Fate.OPEN and (here is None or item.suggestion.code != here.suggestion.code):
                self._at = index
                return True
        return False

    # Deciding

    def settle(self, fate: Fate) -> Item | None:
        """Give the one being read its fate and go on to the next open one."""
        item = self.current
        if item is None or item.fate not in (Fate.OPEN, Fate.SKIPPED):
            return None
        self._steps += 1
        item.fate, item.step = fate, self._steps
        self._count(item, 1)
        self._go_on()
        return item

    def reopen(self, item: Item) -> None:
        """Take its fate back, and read it again."""
        self._count(item, -1)
        item.fate, item.step, item.pending = Fate.OPEN, 0, False
        if item in self.items:
            self._at = self.items.index(item)

    def _count(self, item: Item, by: int) -> None:
        if item.fate in _DECIDED:
            tally = self.tallies.setdefault(item.suggestion.code, Tally())
            tally.decided += by
            tally.accepted += by * (item.fate in _ACCEPTED)

    def _go_on(self) -> None:
        """To the next open one, else to the first that is open, else to the end."""
        order = (*range(self._at + 1, len(self.items)), *range(self._at))
        self._at = next((i for i in order if self.items[i].fate is Fate.OPEN), len(self.items))

    # Ranking

    def fill(self, ranked: Iterable[Item], tallies: dict[str, Tally], asked_at: int) -> None:
        """Take in a ranking: what was read stays behind, and the one being read where it is.

        Args:
            ranked: Open items, the first one to be read first.
            tallies: uuid of a code to what is accepted on the disk now.
            asked_at: The last step that it can know of.
        """
        fresh = {key_of(item.suggestion): item for item in ranked}
        behind = [
            item for item in self.items if item.fate is not Fate.OPEN and not _offered_again(item, fresh, asked_at)
        ]
        current = self.current if self.current in behind or self._reading else None
        middle = [current] if current is not None and current.fate is Fate.OPEN else []
        known = {key_of(item.suggestion) for item in (*behind, *middle)}
        self.items = [*behind, *middle, *(item for key, item in fresh.items() if key not in known)]
        self._at = self.items.index(current) if current is not None else len(behind)
        self._ranked_at = asked_at
        self._tell(tallies)

    @property
    def _reading(self) -> bool:
        return self.current is not None and self.current.fate is Fate.OPEN

    def forget_open(self, code: str = "") -> None:
        """Drop what is open, of one code or of all: it is ranked anew, or no longer wanted."""
        current = self.current
        self.items = [one for one in self.items if one.fate is not Fate.OPEN or code not in ("", one.suggestion.code)]
        order = [index for index, one in enumerate(self.items) if one.fate is Fate.OPEN]
        kept = self.items.index(current) if current in self.items and current is not None and code else None
        self._at = kept if kept is not None else order[0] if order else len(self.items)

    def _tell(self, tallies: dict[str, Tally]) -> None:
        """What the disk counts; but our own count while a decision is on its way there, and may be in it or not."""
        under_way = {item.suggestion.code for item in self.items if item.pending}
        self.tallies |= {code: tally for code, tally in tallies.items() if code not in under_way}


def _offered_again(item: Item, fresh: Collection[Key], asked_at: int) -> bool:
    """Whether something decided is proposed anew: then the decision was taken back elsewhere."""
    return item.fate in _DECIDED and not item.pending and item.step <= asked_at and key_of(item.suggestion) in fresh


def mixed(lists: Sequence[Sequence[Item]], *, surest: bool = True) -> list[Item]:
    """Items of several codes as one queue, the codes in turns by their place.

    Args:
        lists: One of each code, in the order of the codebook.
        surest: Whether all of a surer band come before those of the next.
    """
    placed = [(place, item) for items in lists for place, item in enumerate(items)]
    if surest and len(lists) > 1:
        placed.sort(key=lambda pair: (_BANDS.index(pair[1].suggestion.band), pair[0]))
    elif len(lists) > 1:
        placed.sort(key=lambda pair: pair[0])
    return [item for _place, item in placed]
