"""The rows of a list of disagreements, each made when it is looked at: all at once would hold the keys up."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, overload

from exports.report import Row
from workbench.tui.case_reading import CaseList

if TYPE_CHECKING:
    from workbench.workflows.ruling.values import OpenCase


class CaseRows(Sequence[Row]):
    """One row for each case of a list.

    Args:
        listed: What was read.
        made: Makes the row of a case.
    """

    def __init__(self, listed: CaseList, made: "Callable[[OpenCase], Row]") -> None:
        self._listed = listed
        self._made = made

    def __len__(self) -> int:
        """How many cases there are."""
        return len(self._listed.cases)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """The row at a place, or some of them."""
        if isinstance(place, slice):
            return [self._made(case) for case in self._listed.cases[place]]
        return self._made(self._listed.cases[place])
