"""What is undefined, in the tables of reports: a sentence for people, and beside it a code that never changes."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from exports.report import Cell, Column
from transcripts.i18n import _

if TYPE_CHECKING:
    from workbench.analysis.coefficients import Coefficient


def reason_columns(figures: Iterable[str]) -> tuple[Column, ...]:
    """A column for each figure that may be undefined; in JSON they lie in one object ``reason``."""
    return tuple(Column(f"reason.{name}", _("why no {figure}").format(figure=name)) for name in figures)


def undefined_cells(figures: "Mapping[str, Coefficient]") -> tuple[Cell, ...]:
    """The sentences as one cell, then for each figure its stable code, None where it is defined."""
    sentences = tuple(f"{name}: {figure.why}" for name, figure in figures.items() if figure.reason)
    return sentences, *(figure.reason and figure.reason.value for figure in figures.values())
