"""The passages behind the figures of a page: gathered cell by cell, read once, embedded once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from exports.html.text import Names, ranges
from exports.report import Passage, Pointer, Report
from transcripts.display import visible

#: The most passages that a page holds: some ten megabytes, which a browser opens within seconds.
MOST = 20_000
#: What stands in a passage's row, in this order; all but the last two are places in the list of words.
FIELDS = (
    "text",
    "before",
    "after",
    "signature",
    "place",
    "transcript",
    "participant",
    "code",
    "coder",
    "stance",
    "remark",
    "anchor",
    "strength",
    "turn",
)

_Read = Callable[[Sequence[Pointer]], list[Passage]]


@dataclass(slots=True)
class _Source:
    """One study's passages: the pointers of another study may carry the same numbers."""

    read: _Read
    sets: list[tuple[int, tuple[Pointer, ...]]] = field(default_factory=list)


class Shelf:
    """Everything that cells of the page point to.

    Args:
        most: The most passages to embed. Where more stand behind the cells, each cell keeps some of its own, taken
            from as many transcripts as possible, and the page says how many are left out.

    Attributes:
        left_out: Passages that found no room, known once they are packed, as is the rest.
        count: Passages that are embedded.
        codes: Paths of their codes, in the order met.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._sources: dict[str, _Source] = {}
        self._known: dict[tuple[str, tuple[Pointer, ...]], int] = {}
        self.left_out = 0
        self.count = 0
        self.codes: list[str] = []

    def put(self, report: Report, pointers: Sequence[Pointer]) -> int | None:
        """Keep what one cell rests on; the number of its set, None if it rests on nothing.

        Cells that rest on the same passages share a set.
        """
        if not pointers or report.passages is None:
            return None
        study = report.manifest.study if report.manifest else ""
        source = self._sources.setdefault(study, _Source(report.passages))
        wanted = tuple(dict.fromkeys(pointers))
        known = self._known.get((study, wanted))
        if known is None:
            known = self._known[study, wanted] = len(self._known)
            source.sets.append((known, wanted))
        return known

    def packed(self) -> dict[str, object]:
        """All of it as plain data: passages as rows of numbers into a list of words, sets as ranges of passages.

        A set is ``"0-3 7"``, or a pair of that and the number of its passages where not all of them are embedded.
        """
        words, rows, names, codes = _Words(), list[list[int | None]](), Names(), dict[str, None]()
        sets: list[object] = [""] * len(self._known)
        for source in self._sources.values():
            kept = self._kept(source)
            numbers: dict[Pointer, int] = {}
            for passage in source.read(kept):
                numbers[passage.pointer] = len(rows)
                rows.append(_row(passage, words, names))
                codes[passage.code] = None
            chosen = set(kept)
            for place, pointers in source.sets:
                sets[place] = _set(pointers, chosen, numbers)
        self.count, self.codes = len(rows), [code for code in codes if code]
        return {"fields": FIELDS, "words": words.all, "passages": rows, "sets": sets}

    def _kept(self, source: _Source) -> list[Pointer]:
        """What is embedded, in text order: every passage, or as many as there is room for, fairly over the cells."""
        wanted = {pointer for _place, pointers in source.sets for pointer in pointers}
        room = self._most // len(self._sources)
        if len(wanted) <= room:
            return sorted(wanted)
        kept: set[Pointer] = set()
        for pointer in _by_turns([_spread(pointers) for _place, pointers in source.sets]):
            if len(kept) == room:
                break
            kept.add(pointer)
        self.left_out += len(wanted) - len(kept)
        return sorted(kept)


def _by_turns(lists: list[list[Pointer]]) -> Iterator[Pointer]:
    """The first of each list, then the second of each, and so on."""
    for place in count():
        lists = [one for one in lists if place < len(one)]
        if not lists:
            return
        yield from (one[place] for one in lists)


def _spread(pointers: Sequence[Pointer]) -> list[Pointer]:
    """The first of each transcript before the second of any."""
    seen: dict[int, int] = {}
    ranked = []
    for pointer in sorted(pointers):
        seen[pointer.transcript] = seen.get(pointer.transcript, 0) + 1
        ranked.append((seen[pointer.transcript], pointer))
    return [pointer for _rank, pointer in sorted(ranked)]


def _set(pointers: Sequence[Pointer], chosen: set[Pointer], numbers: dict[Pointer, int]) -> object:
    """A set as the page reads it. What is chosen and was not found points to nothing and is not counted."""
    packed = ranges(sorted(numbers[pointer] for pointer in pointers if pointer in numbers))
    left_out = sum(pointer not in chosen for pointer in pointers)
    found = sum(pointer in numbers for pointer in pointers)
    return [packed, found + left_out] if left_out else packed


class _Words:
    """Each text once."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Where the text stands in the list."""
        shown = visible(text)
        found = self._places.get(shown)
        if found is None:
            found = self._places[shown] = len(self.all)
            self.all.append(shown)
        return found


def _row(passage: Passage, words: _Words, names: Names) -> list[int | None]:
    where = passage.pointer
    # Never the number of the coding: gaps between such numbers tell how much others coded behind a seal.
    stands = map(str, (where.transcript, where.start, where.end))
    anchor = names.new("passage", *stands, passage.coder, passage.code)
    texts = [anchor if name == "anchor" else getattr(passage, name) for name in FIELDS[:-2]]
    return [*map(words.place, texts), passage.strength, passage.turn]
