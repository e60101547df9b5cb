"""One codebook taken into another, such as a template into a study that has codes already."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from codebook.book import Codebook
from codebook.checks import check_key
from codebook.code import Code
from codebook.naming import exact_key


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of it.

    Attributes:
        book: The codebook with both.
        added: uuids of the codes that are new.
        changed: uuids of the codes that were there, and are not what they were.
    """

    book: Codebook
    added: tuple[str, ...]
    changed: tuple[str, ...]


def join(book: Codebook, other: Codebook, *, reserved_keys: Collection[str] = ()) -> Joined:
    """``book`` with the codes of ``other``.

    A code that is there already (the same uuid, else the same short name) keeps its identity and its place and takes
    everything else from ``other``, but keeps labels that ``other`` lacks; the rest is added, under the same parents.

    Raises:
        CodebookError: If keys or short names of the two clash.
    """
    before = {code.uuid: code for code in book.entries}
    joining = _Joining(_restored(book, other), reserved_keys)
    for code in other.codes:
        joining.take(code)
    joined = Codebook(tuple(joining.entries.values()), book.version)
    changed = (uuid for uuid in dict.fromkeys(joining.met) if uuid in before and joined.get(uuid) != before[uuid])
    return Joined(joined, tuple(joining.added), tuple(changed))


def _restored(book: Codebook, other: Codebook) -> Codebook:
    """Codes of ours that come back from the bin because ``other`` has them."""
    for code in other.codes:
        if code.uuid in book and book.get(code.uuid).deleted:
            book = book.restore(code.uuid)
    return book


class _Joining:
    """The codes of both, put together one by one and checked as a codebook once, so that thousands take seconds."""

    def __init__(self, book: Codebook, reserved_keys: Collection[str]) -> None:
        self.entries = {code.uuid: code for code in book.entries}
        self.added: list[str] = []
        self.met: list[str] = []
        self._reserved_keys = reserved_keys
        self._shorts = {exact_key(code.short): code.uuid for code in book.codes}
        self._known: dict[str, str] = {}

    def take(self, code: Code) -> None:
        """Add a code, or give the one that is there already its properties."""
        check_key(code, self._reserved_keys)
        uuid = code.uuid if code.uuid in self.entries else self._shorts.get(exact_key(code.short))
        if uuid is None:
            uuid = code.uuid
            self.entries[uuid] = replace(code, parent=self._known[code.parent] if code.parent else None)
            self.added.append(uuid)
        else:
            ours = self.entries[uuid]
            self._shorts.pop(exact_key(ours.short), None)
            self.entries[uuid] = _updated(ours, code)
            self.met.append(uuid)
        self._shorts[exact_key(code.short)] = uuid
        self._known[code.uuid] = uuid


def _updated(ours: Code, theirs: Code) -> Code:
    kept = {"uuid", "parent", "deleted", "labels"}
    fields = {name: getattr(theirs, name) for name in Code.__slots__ if name not in kept}
    return replace(ours, labels={**ours.labels, **theirs.labels}, **fields)
