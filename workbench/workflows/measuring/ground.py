"""What agreement is measured on: the codings compared, on the transcripts that count, and what codes stand for."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from codebook.code import Code
from workbench.analysis.columns import MISSING, BoolArray, Codings, IntArray, Stretches
from workbench.analysis.resampling import SEED
from workbench.analysis.sweeps import spread
from workbench.workflows.measuring.units import Unit

if TYPE_CHECKING:
    from workbench.workflows.compared import Compared


T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Branch:
    """Several codes spoken of together.

    Attributes:
        code: What they stand under, None for all codes compared.
        values: The codes told from each other; each stands for those under it. The branch itself is the last of them
            where it can be applied.
        exclusive: Whether the codebook says that at most one of them fits a passage.
    """

    code: Code | None
    values: tuple[Code, ...]
    exclusive: bool


class Ground:
    """The codings compared; transcripts are places among those that count, coders places among those compared.

    Args:
        chosen: What is compared.
        unit: What presence is counted on.
        seed: Of measures that draw at random, such as γ.

    Attributes:
        seed: As given.
        codings: One row per coding.
        ids: Row number of each in the store.
        texts: Place of each transcript that counts in the columns of the study, shape (transcripts,).
        read: Who has finished which of these transcripts, shape (transcripts, coders).
        lengths: Characters of each, shape (transcripts,).
        segments: The units of these transcripts; none for free spans.
        codes: The codes compared.
        branches: The branches that these codes stand in, and those among them that are branches themselves.
        whole: All codes compared, together.
    """

    def __init__(self, chosen: "Compared", unit: Unit, *, seed: int = SEED) -> None:
        self._chosen = chosen
        self.seed = seed
        self._coders = tuple(range(len(chosen.coders)))
        self._kept: dict[tuple[object, ...], Any] = {}
        self.texts = np.flatnonzero(chosen.common)
        place = np.full(len(chosen.common), MISSING)
        place[self.texts] = np.arange(len(self.texts))
        self.codings = replace(chosen.rows.codings, transcript=place[chosen.rows.codings.transcript])
        self.ids = chosen.rows.ids
        self.read: BoolArray = chosen.read[self.texts]
        self.lengths: IntArray = chosen.lengths[self.texts]
        self.segments = self._segments(unit, place)
        self.codes = chosen.codes
        self.branches = tuple(self._branches())
        self.whole = Branch(None, self._tops(), exclusive=False)

    @property
    def coders(self) -> int:
        """How many are compared."""
        return len(self._coders)

    @property
    def transcripts(self) -> int:
        """How many count."""
        return len(self.texts)

    def _segments(self, unit: Unit, place: IntArray) -> Stretches:
        nothing = np.zeros(0, np.int64)
        if unit.kind == "span":
            return Stretches(nothing, nothing, nothing, nothing)
        every = self._chosen.segments(unit)
        mine = every.take(self._chosen.common[every.transcript])
        return replace(mine, transcript=place[mine.transcript])

    # -- codes -------------------------------------------------------------------------------------------------

    def _branches(self) -> "list[Branch]":
        """A branch is told by all codes right under it, be they compared or not: asking for one changes no figure."""
        book, wanted = self._chosen.book, {code.uuid for code in self.codes}
        parents = {code.parent for code in self.codes if code.parent}
        found = []
        for code in book.codes:
            inside = book.children(code.uuid)
            if inside and (code.uuid in parents or code.uuid in wanted):
                found.append(Branch(code, (*inside, code) if code.codable else inside, code.exclusive))
        return found

    def _tops(self) -> tuple[Code, ...]:
        """The highest of the codes compared; of every code, the branches at the top."""
        book, wanted = self._chosen.book, {code.uuid for code in self.codes}
        if wanted == {code.uuid for code in book.codes if code.codable}:
            return book.children(None)
        return tuple(
            code for code in self.codes if not any(above.uuid in wanted for above in book.path(code.uuid)[:-1])
        )

    def home(self, code: Code) -> Branch:
        """The branch whose other codes a code is told from: the one that it stands in, or the top of the codebook."""
        book = self._chosen.book
        if code.parent is None:
            return Branch(None, book.children(None), exclusive=False)
        for branch in self.branches:
            if branch.code and branch.code.uuid == code.parent:
                return branch
        parent = book.get(code.parent)
        inside = book.children(parent.uuid)
        return Branch(parent, (*inside, parent) if parent.codable else inside, parent.exclusive)

    @cached_property
    def _paths(self) -> dict[int, tuple[str, ...]]:
        """Row number of every code → itself and the codes above it, from the lowest up."""
        book = self._chosen.book
        return {
            number: tuple(code.uuid for code in reversed(book.path(uuid)))
            for number, uuid in self._chosen.code_numbers.items()
            if uuid in book
        }

    @property
    def levels(self) -> tuple[tuple[Code, ...], ...]:
        """The codes compared by depth: two of one depth never lie under each other."""
        found: dict[int, list[Code]] = {}
        for code in self.codes:
            found.setdefault(len(self._chosen.book.path(code.uuid)), []).append(code)
        return tuple(tuple(level) for level in found.values())

    def theme_of(self, codes: Sequence[Code]) -> IntArray:
        """For each code (row number) which of some codes it counts for, its own or the nearest above it."""
        return self._chosen.columns.theme_of(self._chosen.book, [code.uuid for code in codes], self.codings)

    def told_of(self, codes: Sequence[Code]) -> tuple[IntArray, IntArray]:
        """Every coding with every one of some codes that it counts for: itself and those above it.

        Returns:
            Row of the coding and place of the code, ascending by code, then row.
        """
        place = {code.uuid: at for at, code in enumerate(codes)}
        return self._told(lambda path: [place[uuid] for uuid in path if uuid in place])

    def value_of(self, branch: Branch) -> tuple[IntArray, IntArray]:
        """Every coding of a branch with the place of the value that it counts for, its own or the nearest above it."""
        place = {code.uuid: at for at, code in enumerate(branch.values)}
        return self._told(lambda path: [place[uuid] for uuid in path if uuid in place][:1])

    def values_of(self, things: Sequence[Code | Branch]) -> tuple[IntArray, IntArray, IntArray]:
        """Every coding with every value that it counts for: a code is a value of its own, a branch has several.

        Returns:
            Row of the coding and place of the value, by value, then row; and of each value which thing it is of.
        """
        codes = [thing for thing in things if isinstance(thing, Code)]
        if len(codes) == len(things):
            return *self.told_of(codes), np.arange(len(things))
        branches = [thing for thing in things if isinstance(thing, Branch)]
        sizes = [len(branch.values) for branch in branches]
        of = np.repeat(np.arange(len(branches)), sizes)
        first = np.cumsum([0, *sizes])
        told = [self.value_of(branch) for branch in branches]
        nothing = np.zeros(0, np.int64)
        row = np.concatenate([nothing, *(rows for rows, _value in told)])
        return row, np.concatenate([nothing, *(one[1] + at for one, at in zip(told, first[:-1], strict=True))]), of

    def standing_for(self, things: Sequence[Code | Branch]) -> tuple[Codings, IntArray]:
        """The codings once for every value that they count for, with that value as their code, as in ``values_of``."""

        def make() -> tuple[Codings, IntArray]:
            row, value, of = self.values_of(things)
            return replace(self.codings.take(row), code=value), of

        return self.kept(("standing for", self.key_of(things)), make)

    @staticmethod
    def places(values: int) -> IntArray:
        """Each value stands for itself."""
        return np.arange(max(1, values))

    @staticmethod
    def key_of(things: Sequence[Code | Branch]) -> tuple[str, ...]:
        """What tells things from each other: two branches are the same if they hold the same values."""
        return tuple(
            thing.uuid if isinstance(thing, Code) else "/".join(["", *(code.uuid for code in thing.values)])
            for thing in things
        )

    def kept(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What several measures need; made once."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast(T, self._kept[key])

    def forget(self, kind: str = "") -> None:
        """Let go of what was kept: in large studies hundreds of megabytes that other things have no use for.

        Args:
            kind: What keys begin with; "" for all.
        """
        for key in [key for key in self._kept if not kind or key[0] == kind]:
            del self._kept[key]

    def _told(self, found: Callable[[tuple[str, ...]], list[int]]) -> tuple[IntArray, IntArray]:
        last = max([0, *self._paths, int(self.codings.code.max(initial=0))])
        count, places = np.zeros(last + 2, np.int64), [found(self._paths.get(number, ())) for number in range(last + 1)]
        count[1:] = [len(one) for one in places]
        ends = np.cumsum(count)
        flat = np.array([at for one in places for at in one], np.int64)
        row, entry = spread(ends[self.codings.code], ends[self.codings.code + 1])
        thing = flat[entry]
        order = np.lexsort((row, thing))
        return row[order], thing[order]

    def pair(self, first: int, second: int) -> "Ground":
        """The same for two coders alone, on the transcripts that both have finished."""
        return self.kept(("pair", first, second), lambda: self._of_two(first, second))

    def _of_two(self, first: int, second: int) -> "Ground":
        both = [first, second]
        other = copy(self)
        other._kept = {}
        other._coders = (self._coders[first], self._coders[second])
        other.read = self.read[:, both]
        shared = other.shared
        mine = np.isin(self.codings.coder, both) & shared[self.codings.transcript]
        other.segments = self.segments.take(shared[self.segments.transcript])
        codings = self.codings.take(mine)
        other.codings = replace(codings, coder=(codings.coder == second).astype(np.int64))
        other.ids = self.ids[mine]
        return other

    @property
    def shared(self) -> BoolArray:
        """Which transcripts at least two of the coders have finished, shape (transcripts,)."""
        found: BoolArray = self.read.sum(axis=1) > 1
        return found
