"""The codebook: a tree of codes that never changes; every edit makes a new one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import uuid4

from codebook.checks import check, check_key, depth_first, one_line, tidy
from codebook.code import Code
from codebook.errors import CodebookError
from codebook.lookup import SEPARATOR, Names
from codebook.naming import short_name_from
from transcripts.i18n import _


@dataclass(frozen=True)
class Codebook:
    """A tree of codes, those in the bin included.

    Attributes:
        entries: All codes, depth first; a code in the bin has ``deleted`` set, and so has its whole branch.
        version: The number that the study gave to this state of the codebook; edits leave it to the study.

    Raises:
        CodebookError: If the codes cannot stand together: see ``codebook.checks``.
    """

    entries: tuple[Code, ...] = ()
    version: int = 0

    def __post_init__(self) -> None:
        ordered = depth_first([tidy(code) for code in self.entries])
        check(ordered)
        object.__setattr__(self, "entries", ordered)

    # Reading

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The codes in use, depth first."""
        return tuple(code for code in self.entries if not code.deleted)

    @cached_property
    def bin(self) -> tuple[Code, ...]:
        """The codes that were removed, depth first."""
        return tuple(code for code in self.entries if code.deleted)

    @cached_property
    def keys(self) -> dict[str, Code]:
        """Key to the code that it applies."""
        return {code.key: code for code in self.codes if code.key}

    @cached_property
    def _by_uuid(self) -> dict[str, Code]:
        return {code.uuid: code for code in self.entries}

    @cached_property
    def _children(self) -> dict[str | None, tuple[Code, ...]]:
        children: dict[str | None, list[Code]] = defaultdict(list)
        for code in self.codes:
            children[code.parent].append(code)
        return {parent: tuple(codes) for parent, codes in children.items()}

    @cached_property
    def _names(self) -> Names:
        return Names(self.entries)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {code.uuid: position for position, code in enumerate(self.entries)}

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, uuid: object) -> bool:
        return uuid in self._by_uuid

    def get(self, uuid: str) -> Code:
        """The code with this identity, be it in the bin.

        Raises:
            CodebookError: If there is none.
        """
        code = self._by_uuid.get(uuid)
        if code is None:
            raise CodebookError(_("The codebook has no code {uuid}.").format(uuid=one_line(uuid)))
        return code

    def children(self, uuid: str | None) -> tuple[Code, ...]:
        """The codes in use right under ``uuid``; under None, the branches at the top."""
        return self._children.get(uuid, ())

    def path(self, uuid: str) -> tuple[Code, ...]:
        """From the top branch down to the code itself."""
        path = [self.get(uuid)]
        while path[-1].parent is not None:
            path.append(self.get(path[-1].parent))
        return tuple(reversed(path))

    def position(self, uuid: str) -> int:
        """Where a code stands in depth-first order, counting those in the bin; the first is 0."""
        return self._positions[self.get(uuid).uuid]

    def path_text(self, uuid: str, language: str) -> str:
        """The path in words: ``Objectifs > Image``."""
        return SEPARATOR.join(code.label(language) for code in self.path(uuid))

    def descendants(self, uuid: str) -> tuple[Code, ...]:
        """All codes in use under ``uuid``, depth first, without itself."""
        return tuple(self._branch(uuid, [code for code in self.codes if code.uuid != uuid]))

    def _branch(self, uuid: str, candidates: Iterable[Code]) -> Iterator[Code]:
        """Of candidates in depth-first order, those under ``uuid``."""
        inside = {self.get(uuid).uuid}
        for code in candidates:
            if code.parent in inside:
                inside.add(code.uuid)
                yield code

    def by_short(self, short: str) -> Code | None:
        """The code in use with this short name (case-blind), None if there is none."""
        return self._names.by_short(short)

    def by_name(self, text: str) -> Code | None:
        """Like ``named``, but None where no code, or more than one, has the name."""
        found = self._names.found(text)
        return found[0] if len(found) == 1 else None

    def named(self, text: str) -> Code:
        """The code in use called ``text``: its short name, its label in any language, its path or its uuid.

        Raises:
            CodebookError: If there is none (the nearest are named) or more than one (their short names are named).
        """
        return self._names.one(text)

    def key_free(self, key: str, *, reserved_keys: Collection[str] = (), besides: str | None = None) -> bool:
        """Whether a code may take ``key``.

        Args:
            key: The key in question.
            reserved_keys: Keys of commands.
            besides: uuid of the code that wants it and may have it already.
        """
        owner = self.keys.get(key)
        typed = len(key) == 1 and key.isprintable() and not key.isspace()
        return typed and key not in reserved_keys and (owner is None or owner.uuid == besides)

    def exclusive_branch(self, first: str, second: str) -> Code | None:
        """The branch that says that two codes exclude each other, None where none does.

        They exclude each other where their paths part right under an exclusive branch: a code never excludes its own
        ancestors or descendants.
        """
        parted: Code | None = None
        for ours, theirs in zip(self.path(first), self.path(second), strict=False):
            if ours.uuid != theirs.uuid:
                return parted if parted is not None and parted.exclusive else None
            parted = ours
        return None

    # Editing: each returns a new codebook

    def _with(self, entries: Iterable[Code]) -> "Codebook":
        return Codebook(tuple(entries), self.version)

    def _in_use(self, uuid: str) -> Code:
        code = self.get(uuid)
        if code.deleted:
            raise CodebookError(
                _('The code "{short}" lies in the bin.').format(short=code.short), _("Restore it first.")
            )
        return code

    def _placed(self, code: Code, others: list[Code], before: str | None) -> "Codebook":
        """``others`` with ``code`` among its parent's children: before one of them, else last."""
        if code.parent is not None:
            self._in_use(code.parent)
        at = len(others)
        if before is not None:
            if self._in_use(before).parent != code.parent:
                raise CodebookError(_('The code "{short}" stands elsewhere.').format(short=self.get(before).short))
            at = next(index for index, other in enumerate(others) if other.uuid == before)
        return self._with([*others[:at], code, *others[at:]])

    def new_code(self, label: str, language: str, *, parent: str | None = None, short: str = "", **fields: Any) -> Code:
        """A code ready to be added: identity, free short name, stance as the parent has it. Nothing is added yet."""
        label = one_line(label)
        if not label:
            raise CodebookError(_("A code needs a label."))
        if parent is not None:
            fields.setdefault("takes_stance", self.get(parent).takes_stance)
        short = short or short_name_from(label, (code.short for code in self.codes))
        return Code(str(uuid4()), short, {language: label}, parent, **fields)

    def add(self, code: Code, *, before: str | None = None, reserved_keys: Collection[str] = ()) -> "Codebook":
        """With one more code, last under its parent or before one of its siblings."""
        check_key(code, reserved_keys)
        return self._placed(code, list(self.entries), before)

    def change(self, uuid: str, *, reserved_keys: Collection[str] = (), **fields: Any) -> "Codebook":
        """With other texts, labels, colour, key or properties of one code.

        Args:
            uuid: The code.
            reserved_keys: Keys of commands, which no code may take.
            **fields: Attributes of ``Code`` but ``uuid``, ``parent`` and ``deleted``: see ``move`` and ``remove``.
        """
        if forbidden := fields.keys() & {"uuid", "parent", "deleted"}:
            raise TypeError(f"change() leaves {', '.join(sorted(forbidden))} alone; use move, remove or restore")
        changed = replace(self._in_use(uuid), **fields)
        if "key" in fields:
            check_key(changed, reserved_keys)
        return self._with(changed if code.uuid == uuid else code for code in self.entries)

    def move(self, uuid: str, parent: str | None, *, before: str | None = None) -> "Codebook":
        """With a branch under another parent (None: at the top), last or before one of the codes there.

        Raises:
            CodebookError: If the parent lies in the branch that moves.
        """
        moved = self._in_use(uuid)
        if parent is not None and moved in self.path(parent):
            raise CodebookError(
                _('The code "{short}" cannot move into its own branch.').format(short=moved.short),
                _("Move the inner code out first."),
            )
        if before == uuid:
            return self
        others = [code for code in self.entries if code.uuid != uuid]
        return self._placed(replace(moved, parent=parent), others, before)

    def remove(self, uuid: str) -> "Codebook":
        """With the code and its branch in the bin."""
        self._in_use(uuid)
        gone = {uuid, *(code.uuid for code in self.descendants(uuid))}
        return self._with(replace(code, deleted=True) if code.uuid in gone else code for code in self.entries)

    def restore(self, uuid: str) -> "Codebook":
        """With the code out of the bin, its branch and the ancestors that it needs too.

        A short name taken meanwhile is replaced by a new one; a key taken meanwhile is given up.
        """
        wanted = {code.uuid for code in (*self.path(uuid), *self._branch(uuid, self.entries))}
        shorts = {code.short.casefold() for code in self.codes}
        keys = set(self.keys)
        entries = []
        for code in self.entries:
            if code.deleted and code.uuid in wanted:
                taken = code.short.casefold() in shorts
                short = short_name_from(code.label(""), shorts) if taken else code.short
                code = replace(code, deleted=False, short=short, key="" if code.key in keys else code.key)
                shorts.add(code.short.casefold())
                keys.add(code.key)
            entries.append(code)
        return self._with(entries)

    def merge(self, sources: Sequence[str], into: str) -> tuple["Codebook", dict[str, str]]:
        """With some codes made one; their children come along, they themselves go to the bin.

        Args:
            sources: uuids of the codes that end.
            into: uuid of the code that stays; it keeps its texts and gains the keywords of the others.

        Returns:
            The new codebook, and the mapping of codes for whoever holds codings: from each source to ``into``.
        """
        mapping = {self._in_use(source).uuid: into for source in sources if source != into}
        book = self
        for source in mapping:
            if book.get(source) in book.path(into):
                book = book.move(into, book.get(source).parent, before=source)
            for child in book.children(source):
                book = book.move(child.uuid, into)
            book = book.remove(source)
        words = (word for uuid in (into, *mapping) for word in self.get(uuid).keywords)
        return book.change(into, keywords=tuple(words)), mapping

    def split(self, uuid: str, labels: Sequence[str], language: str) -> tuple["Codebook", tuple[Code, ...]]:
        """With new codes right after ``uuid``, to re-read its codings into; it stays until it is removed.

        Returns:
            The new codebook, and the new codes in the order of ``labels``.
        """
        old = self._in_use(uuid)
        siblings = self.children(old.parent)
        after = siblings[siblings.index(old) + 1 :]
        book, parts = self, []
        for label in labels:
            part = book.new_code(label, language, parent=old.parent, takes_stance=old.takes_stance)
            book = book.add(part, before=after[0].uuid if after else None)
            parts.append(book.get(part.uuid))
        return book, tuple(parts)
