"""What the tables of a comparison are made of: codes and branches as rows, measures as columns. Draws nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from codebook.code import Code
from exports.cells import fixed_number
from exports.report import Cell, Column, Kind, Pointer
from transcripts.i18n import _
from workbench.workflows.comparison_passages import Lowering, Pair, lowers
from workbench.workflows.comparison_reading import interval_said
from workbench.workflows.measuring.figures import Figure, Figures, Line
from workbench.workflows.measuring.measure import Level, Measure

if TYPE_CHECKING:
    from workbench.workflows.comparing import CodeFigures, Comparison

WHOLE = ""
ON_CODE = ("cu_alpha", "k_u_alpha")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A code, a branch, or all codes together.

    Attributes:
        key: What tells it from the others, ``WHOLE`` for all codes together.
        name: What a person reads: a short name, with a sign before it for a branch.
        depth: How many branches it stands under.
        line: Its figures.
        code: The same of a code, None for several together.
    """

    key: str
    name: str
    depth: int
    line: Line
    code: "CodeFigures | None" = None

    @property
    def called(self) -> str:
        """The name without a sign."""
        return self.name.removeprefix("▾ ")

    @property
    def level(self) -> Level:
        """Whether it is one code or several."""
        return Level.CODE if self.code is not None else Level.CODES


def entries(comparison: "Comparison", *, all_codes: bool = False, branch: str = "") -> list[Entry]:
    """All codes together, then branches and their codes in the order of the codebook.

    Args:
        comparison: Whose.
        all_codes: Whether codes that nobody used are among them.
        branch: uuid of the only branch, "" for all.
    """
    book = comparison.chosen.book
    inside = {code.uuid for code in book.descendants(branch)} | {branch} if branch else set()
    order = {code.uuid: at for at, code in enumerate(book.codes)}
    found = [*_branches(comparison), *_codes(comparison, all_codes=all_codes)]
    kept = [(uuid, entry) for uuid, entry in found if not branch or uuid in inside]
    kept.sort(key=lambda one: (order[one[0]], one[1].level is Level.CODE))
    return [Entry(WHOLE, _("all codes"), 0, comparison.whole), *(entry for _uuid, entry in kept)]


def _branches(comparison: "Comparison") -> Iterator[tuple[str, Entry]]:
    for line in comparison.branches:
        code = getattr(line.about, "code", None)
        if isinstance(code, Code):
            yield code.uuid, Entry(f"/{code.uuid}", f"▾ {code.short}", _depth(comparison, code), line)


def _codes(comparison: "Comparison", *, all_codes: bool) -> Iterator[tuple[str, Entry]]:
    for line in comparison.lines:
        if all_codes or any(line.codings):
            yield (
                line.code.uuid,
                Entry(line.code.uuid, line.code.short, _depth(comparison, line.code), line.measured, line),
            )


def _depth(comparison: "Comparison", code: Code) -> int:
    return len(comparison.chosen.book.path(code.uuid)) - 1


def indented(found: Sequence[Entry]) -> dict[str, str]:
    """What stands for the name of each: it is further to the right the deeper it lies."""
    return {one.name: "  " * one.depth + one.name for one in found}


def behind(
    lowering: Lowering, entry: Entry, measure: str = "", *, pair: Pair | None = None, transcript: int | None = None
) -> Callable[[], Sequence[Pointer]]:
    """Finds the passages that lower a measure (its name, "" for what is marked) of a code or branch."""
    return partial(lowering.of, entry.line.about, pair, transcript=transcript, by=lowers(measure))


# -- columns -----------------------------------------------------------------------------------------------------------


def number_column(measure: Measure, *, name: str = "", title: str = "") -> Column:
    """The column of a measure."""
    kind = Kind.SHARE if measure.share else Kind.NUMBER
    return Column(
        name or measure.name,
        title or _(measure.symbol),
        kind,
        3 if measure.share else 2,
        definition=f"{measure.said}. {measure.definition_said}",
    )


def shown_measures(comparison: "Comparison", *levels: Level) -> list[Measure]:
    """The measures that are shown: those that can speak of these levels, but for one that two others stand for."""
    few = len(comparison.coders) < 3
    return [
        one
        for one in comparison.measures
        if any(level in one.levels for level in levels) and one.name != ("light" if few else "cohen")
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A column of a measure.

    Attributes:
        column: As the table has it.
        names: Of the measures whose figure may stand there.
        cell: What stands there of a figure.
    """

    column: Column
    names: tuple[str, ...]
    cell: Callable[[Figure], Cell]

    def figure(self, figures: Figures) -> Figure | None:
        """The figure that stands there, None where no measure speaks of it."""
        return next((figures[name] for name in self.names if name in figures), None)

    def of(self, figures: Figures) -> Cell:
        """The cell: nothing where no measure speaks of it, which is other than undefined."""
        figure = self.figure(figures)
        return "" if figure is None else self.cell(figure)


def shown_columns(measures: Sequence[Measure], found: Sequence[Figures], *, together: bool) -> Iterator[Shown]:
    """A number, its bounds and its coverage for each measure.

    Args:
        measures: In order.
        found: The figures that are to stand there; without any interval among them there is no column of bounds.
        together: Whether codes and branches share a table, and so a column for agreement on the code.
    """
    merged = together and {one.name for one in measures} >= set(ON_CODE)
    for one in measures:
        if merged and one.name == ON_CODE[1]:
            continue
        names = ON_CODE if merged and one.name == ON_CODE[0] else (one.name,)
        title = "{} {}".format(_("cuα"), _("(k)uα")) if len(names) > 1 else ""
        number = Shown(number_column(one, title=title), names, lambda figure: figure.value)
        yield number
        if any((figure := number.figure(figures)) is not None and figure.interval for figures in found):
            yield Shown(Column(f"{one.name}_interval", _("95 %")), names, partial(_bounds, share=one.share))
        if one.covered:
            yield Shown(Column(f"{one.name}_coverage", _("cover"), Kind.SHARE), names, _coverage)


def _bounds(figure: Figure, *, share: bool) -> str:
    if not share or figure.low is None or figure.high is None:
        return interval_said(figure)
    low, high = (fixed_number(100 * bound, 1) for bound in (figure.low, figure.high))
    return _("{low}–{high} %").format(low=low, high=high)


def _coverage(figure: Figure) -> Cell:
    return "" if figure.coverage is None else figure.coverage
