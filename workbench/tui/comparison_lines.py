"""Agreement code by code, coder by coder and transcript by transcript, as the screen shows it. Draws nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from codebook.code import Code
from exports.cells import fixed_number
from exports.report import Cell, Column, Kind, Pointer, Row, Table
from transcripts.i18n import _
from workbench.tui.comparison_spots import Spot, View, view
from workbench.workflows.comparing import in_full
from workbench.workflows.comparison_marks import marks
from workbench.workflows.comparison_passages import Lowering, Pair, lowers
from workbench.workflows.comparison_reading import interval_said
from workbench.workflows.comparison_tables import all_pairs, of_pair
from workbench.workflows.measuring.figures import Figure, Figures, Line
from workbench.workflows.measuring.measure import Level, Measure

if TYPE_CHECKING:
    from workbench.workflows.comparing import CodeFigures, Comparison

WHOLE = ""
_ON_CODE = ("cu_alpha", "k_u_alpha")


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


# -- spots -----------------------------------------------------------------------------------------------------------


def behind(
    lowering: Lowering, entry: Entry, measure: str = "", *, pair: Pair | None = None, transcript: int | None = None
) -> Callable[[], Sequence[Pointer]]:
    """Finds the passages that lower a measure (its name, "" for what is marked) of a code or branch."""
    return partial(lowering.of, entry.line.about, pair, transcript=transcript, by=lowers(measure))


def _given(entry: Entry, comparison: "Comparison") -> Iterator[str]:
    """How often each coder gave a code, and what its figures cannot bear."""
    if entry.code is not None:
        counts = zip(comparison.coders, entry.code.codings, strict=True)
        yield ", ".join(f"{coder.name} {count}" for coder, count in counts)
        yield from (mark.text for mark in marks(entry.code, comparison))


# -- cells -----------------------------------------------------------------------------------------------------------


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
    merged = together and {one.name for one in measures} >= set(_ON_CODE)
    for one in measures:
        if merged and one.name == _ON_CODE[1]:
            continue
        names = _ON_CODE if merged and one.name == _ON_CODE[0] else (one.name,)
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


# -- code by code ----------------------------------------------------------------------------------------------------


def codes_view(comparison: "Comparison", found: Sequence[Entry]) -> View:
    """A row for all codes, for each branch and for each code."""
    measures = shown_measures(comparison, *Level)
    figures = [entry.line.figures for entry in found]
    columns = list(shown_columns(measures, figures, together=True))
    rows: list[Row] = [(entry.name, *(one.of(entry.line.figures) for one in columns)) for entry in found]
    places = {one.column.name: one for one in columns}
    lowering = Lowering(comparison)

    def spot(row: int, column: str) -> Spot:
        entry = found[row]
        remarks = (*_labelled(entry, comparison), *_given(entry, comparison))
        figure = places[column].figure(entry.line.figures) if column in places else None
        return Spot(entry.called, figure, remarks, behind(lowering, entry, figure.measure if figure else ""))

    head = Column("code", _("code"), words=indented(found))
    table = Table("agreement_of_codes", (head, *(one.column for one in columns)), rows)
    return view(_("Agreement, code by code"), table, spot)


def _labelled(entry: Entry, comparison: "Comparison") -> Iterator[str]:
    about = entry.line.about
    code = about if isinstance(about, Code) else about.code
    if code is not None:
        yield code.label(comparison.language)
    if entry.key == WHOLE:
        yield _("{count} codes").format(count=len(comparison.lines))


# -- coder by coder --------------------------------------------------------------------------------------------------


def coders_view(comparison: "Comparison", entry: Entry, measure: Measure) -> View:
    """Every coder against every other, by one measure."""
    names = [coder.name for coder in comparison.coders]
    # Intervals of two coders are made for all codes together, and else when they are asked for.
    line = entry.line if entry.key == WHOLE else in_full(comparison, entry.line)
    figures = {pair: of_pair(line, pair, comparison).get(measure.name) for pair in all_pairs(comparison)}
    lowering = Lowering(comparison)

    def cell(row: int, column: int) -> Cell:
        figure = None if row == column else figures[min(row, column), max(row, column)]
        return "" if figure is None else figure.value

    def spot(row: int, column: str) -> Spot | None:
        other = _place(column)
        if other is None or other == row:
            return Spot(names[row], remarks=tuple(_count(comparison, entry, row)))
        pair = (min(row, other), max(row, other))
        return Spot(
            f"{entry.called} · {names[row]} + {names[other]}",
            figures[pair],
            (_texts(comparison, pair),),
            behind(lowering, entry, measure.name, pair=pair),
        )

    columns = (
        Column("coder", _("coder")),
        *(number_column(measure, name=f"coder_{at}", title=name) for at, name in enumerate(names)),
    )
    rows: list[Row] = [(name, *(cell(row, column) for column in range(len(names)))) for row, name in enumerate(names)]
    title = _("Coder by coder: {measure} of {code}").format(measure=_(measure.symbol), code=entry.called)
    return view(title, Table("agreement_of_coders", columns, rows), spot)


def pairs_of_coders_view(comparison: "Comparison", entry: Entry) -> View:
    """A row for every two coders, with every measure and its interval."""
    line = entry.line if entry.key == WHOLE else in_full(comparison, entry.line)
    pairs = all_pairs(comparison)
    found = [of_pair(line, pair, comparison) for pair in pairs]
    columns = list(shown_columns(shown_measures(comparison, entry.level), found, together=False))
    places = {one.column.name: one for one in columns}
    names = [tuple(comparison.coders[at].name for at in pair) for pair in pairs]
    lowering = Lowering(comparison)

    def spot(row: int, column: str) -> Spot:
        figure = places[column].figure(found[row]) if column in places else None
        of = f"{entry.called} · {' + '.join(names[row])}"
        finds = behind(lowering, entry, figure.measure if figure else "", pair=pairs[row])
        return Spot(of, figure, (_texts(comparison, pairs[row]),), finds)

    heads = (Column("first", _("first coder")), Column("second", _("second coder")))
    rows: list[Row] = [
        (*both, *(one.of(figures) for one in columns)) for both, figures in zip(names, found, strict=True)
    ]
    table = Table("pairs_of_coders", (*heads, *(one.column for one in columns)), rows, heads=2)
    return view(_("Two by two: {code}").format(code=entry.called), table, spot)


def _place(column: str) -> int | None:
    start, _underscore, number = column.partition("_")
    return int(number) if start == "coder" and number else None


def _count(comparison: "Comparison", entry: Entry, coder: int) -> Iterator[str]:
    codings = comparison.ground.codings
    number = entry.code.codings[coder] if entry.code else int((codings.coder == coder).sum())
    yield _("{count} codings").format(count=number)


def _texts(comparison: "Comparison", pair: Pair) -> str:
    count = int(comparison.ground.read[:, list(pair)].all(axis=1).sum())
    return _("{count} transcripts").format(count=count)


# -- transcript by transcript ----------------------------------------------------------------------------------------


def transcripts_view(comparison: "Comparison", entry: Entry) -> View:
    """A row for each transcript that counts."""
    measures = shown_measures(comparison, entry.level)
    found = _per_transcript(comparison, entry)
    columns = list(shown_columns(measures, found, together=False))
    places = {one.column.name: one for one in columns}
    lowering = Lowering(comparison)
    lengths = comparison.ground.lengths.tolist()
    names = [name for _uuid, name in comparison.transcripts]
    rows: list[Row] = [
        (name, *(one.of(figures) for one in columns), length)
        for name, length, figures in zip(names, lengths, found, strict=True)
    ]

    def spot(row: int, column: str) -> Spot:
        figure = places[column].figure(found[row]) if column in places else None
        name = figure.measure if figure else ""
        count = _("{count} characters").format(count=lengths[row])
        return Spot(f"{entry.called} · {names[row]}", figure, (count,), behind(lowering, entry, name, transcript=row))

    head, length = Column("transcript", _("transcript")), Column("characters", _("characters"), Kind.INTEGER)
    title = _("Transcript by transcript: {code}").format(code=entry.called)
    return view(title, Table("agreement_of_transcripts", (head, *(one.column for one in columns), length), rows), spot)


def _per_transcript(comparison: "Comparison", entry: Entry) -> Sequence[Figures]:
    """The figures of each transcript; but for all codes together they are made when they are asked for."""
    line = entry.line
    if not line.transcripts and comparison.transcripts:
        line = in_full(comparison, line)
    return line.transcripts or tuple({} for _text in comparison.transcripts)
