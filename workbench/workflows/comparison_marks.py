"""What the figures of a code cannot bear."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _

if TYPE_CHECKING:
    from workbench.workflows.comparing import CodeFigures, Comparison


class Mark(StrEnum):
    """What the figures of a line cannot bear; the values are stable, files carry them."""

    CHANCE = "no_better_than_chance"
    SPARSE = "too_little_data"

    @property
    def text(self) -> str:
        """The same in the language in use."""
        return _(_MARKS[self])


_MARKS = {Mark.CHANCE: N_("no better than chance"), Mark.SPARSE: N_("too little data for an interval")}


def marks(line: "CodeFigures", comparison: "Comparison") -> Iterator[Mark]:
    """The marks of a line."""
    if line.agreement.by_chance or _by_chance(line):
        yield Mark.CHANCE
    if line.agreement.sparse or (any(line.codings) and comparison.few_transcripts):
        yield Mark.SPARSE


def _by_chance(line: "CodeFigures") -> bool:
    """Whether a figure on free spans is defined and finds no more than chance."""
    found = (line.measured.figures.get(name) for name in ("bar_u_alpha", "k_u_alpha"))
    return any(figure is not None and figure.value is not None and figure.value <= 0 for figure in found)
