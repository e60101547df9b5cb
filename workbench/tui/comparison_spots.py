"""One number of a comparison on the screen: what it is, how sure, and the passages behind it. Draws nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.cells import fixed_number, shown
from exports.report import Column, Kind, Pointer, Table
from transcripts.i18n import N_, _
from workbench.workflows.comparison_cells import VARIANT

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison
    from workbench.workflows.measuring.figures import Figure
    from workbench.workflows.measuring.measure import Measure


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A cell of a table.

    Attributes:
        of: What its number is about, such as ``IMAGE · Maude + Julien``.
        figure: The number, None where it is none of a measure.
        remarks: What else there is to say.
        behind: Finds the passages, in text order; None where there are none.
        agreed: Whether these are passages on which coders agree.
    """

    of: str
    figure: "Figure | None" = None
    remarks: tuple[str, ...] = ()
    behind: Callable[[], Sequence[Pointer]] | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A table with what each of its cells is.

    Attributes:
        title: What it shows.
        table: The rows.
        spot: The cell in a row (its place in the table) and a column (its name); None where nothing is to be said.
        remarks: Sentences about the whole table.
    """

    title: str
    table: Table
    spot: Callable[[int, str], Spot | None]
    remarks: tuple[str, ...] = ()


def view(title: str, table: Table, spot: Callable[[int, str], Spot | None], remarks: Sequence[str] = ()) -> View:
    """A view whose table knows the passages behind its cells too, for the files that hold them."""

    def behind(row: int, column: str) -> Sequence[Pointer]:
        found = spot(row, column)
        return found.behind() if found is not None and found.behind is not None else ()

    whole = Table(table.name, table.columns, table.rows, f"{title}.", table.notes, behind, heads=table.heads)
    return View(title, whole, spot, tuple(remarks))


def measure_of(spot: Spot | None) -> "Measure | None":
    """The measure that a number is of."""
    from workbench.workflows.measuring.registry import measure

    return measure(spot.figure.measure) if spot is not None and spot.figure is not None else None


_RESAMPLED = {"jackknife": N_("jackknife"), "bootstrap": N_("bootstrap"), "pairs": N_("bootstrap of pairs")}


def told(spot: Spot, comparison: "Comparison") -> str:
    """All there is to say of a number, on one line: what, how sure, on how much it rests, or why there is none."""
    return " · ".join(part for part in _told(spot, comparison) if part)


def _told(spot: Spot, comparison: "Comparison") -> Iterator[str]:
    yield spot.of
    if spot.figure is not None:
        yield from _of_figure(spot.figure, comparison)
    yield from spot.remarks


def _of_figure(figure: "Figure", comparison: "Comparison") -> Iterator[str]:
    from workbench.workflows.measuring.registry import measure

    one = measure(figure.measure)
    if figure.value is None:
        yield _("{measure} undefined, because: {reason}").format(measure=_(one.symbol), reason=figure.coefficient.why)
        return
    column = Column("value", kind=Kind.SHARE if one.share else Kind.NUMBER, digits=3)
    yield f"{_(one.symbol)} = {shown(figure.value, column)}"
    yield from _sure(figure, comparison)
    if figure.coverage is not None:
        yield _("rests on {share} %").format(share=fixed_number(100 * figure.coverage, 1))
    if figure.variant:
        yield _(VARIANT)


def _sure(figure: "Figure", comparison: "Comparison") -> Iterator[str]:
    interval = figure.interval
    if interval is None:
        if figure.unsure is not None:
            yield _("no interval: {reason}").format(reason=figure.unsure.text)
        return
    method = _(_RESAMPLED[interval.method.value])
    low, high = fixed_number(interval.low, 2), fixed_number(interval.high, 2)
    yield _("{percent} %: {low} to {high} ({method}, {count} transcripts)").format(
        percent=round(100 * interval.confidence), low=low, high=high, method=method, count=interval.transcripts
    )
    if comparison.threshold is not None:
        said = (
            _("lower bound reaches {threshold}")
            if interval.low >= comparison.threshold
            else _("lower bound does not reach {threshold}")
        )
        yield said.format(threshold=fixed_number(comparison.threshold, 2))
