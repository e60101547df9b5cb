"""Agreement code by code, coder by coder and transcript by transcript, as the screen shows it. Draws nothing."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from codebook.code import Code
from exports.report import Cell, Column, Kind, Row, Table
from transcripts.i18n import _
from workbench.tui.comparison_entries import (
    WHOLE,
    Entry,
    behind,
    indented,
    number_column,
    shown_columns,
    shown_measures,
)
from workbench.tui.comparison_spots import Spot, View, view
from workbench.workflows.comparing import in_full
from workbench.workflows.comparison_marks import marks
from workbench.workflows.comparison_passages import Lowering, Pair
from workbench.workflows.comparison_tables import all_pairs, of_pair
from workbench.workflows.measuring.figures import Figures
from workbench.workflows.measuring.measure import Level, Measure

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison

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


def _given(entry: Entry, comparison: "Comparison") -> Iterator[str]:
    """How often each coder gave a code, and what its figures cannot bear."""
    if entry.code is not None:
        counts = zip(comparison.coders, entry.code.codings, strict=True)
        yield ", ".join(f"{coder.name} {count}" for coder, count in counts)
        yield from (mark.text for mark in marks(entry.code, comparison))


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
