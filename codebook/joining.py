"""One codebook taken into another, such as a template into a study that has codes already."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from codebook.book import Codebook
from codebook.code import Code


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
    known: dict[str, str] = {}
    added: list[str] = []
    changed: list[str] = []
    for code in other.codes:
        ours = _ours(book, code)
        if ours is None:
            parent = known[code.parent] if code.parent else None
            book = book.add(replace(code, parent=parent), reserved_keys=reserved_keys)
            added.append(code.uuid)
        else:
            book = _updated(book, ours, code, reserved_keys)
            if book.get(ours.uuid) != ours:
                changed.append(ours.uuid)
        known[code.uuid] = ours.uuid if ours else code.uuid
    return Joined(book, tuple(added), tuple(changed))


def _ours(book: Codebook, code: Code) -> Code | None:
    if code.uuid in book:
        return book.get(code.uuid)
    return book.by_short(code.short)


def _updated(book: Codebook, ours: Code, theirs: Code, reserved_keys: Collection[str]) -> Codebook:
    if ours.deleted:
        book = book.restore(ours.uuid)
    kept = {"uuid", "parent", "deleted", "labels"}
    fields = {name: getattr(theirs, name) for name in Code.__slots__ if name not in kept}
    return book.change(ours.uuid, labels={**ours.labels, **theirs.labels}, reserved_keys=reserved_keys, **fields)
