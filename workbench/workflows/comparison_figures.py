"""Every figure of a comparison on a line of its own, and what each measure is."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from codebook.code import Code
from exports.report import Column, Kind, Pointer, Row, Table
from transcripts.i18n import N_, _
from workbench.workflows.comparison_cells import VARIANT
from workbench.workflows.comparison_passages import Lowering, lowers
from workbench.workflows.comparison_tables import all_pairs
from workbench.workflows.measuring.figures import Figure, Figures, Line
from workbench.workflows.measuring.measure import Coders

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison

#: What can be told apart besides codes and branches.
CUTS = ("pair", "transcript")
_ON = {"spans": N_("free spans"), "units": N_("units"), "matched": N_("matched codings")}
_COUNTED = {
    Coders.ANY: N_("any number"),
    Coders.PAIRS: N_("two; with more, the mean over the pairs that have one"),
    Coders.TWO: N_("two"),
}
#: A line, which two coders, which transcript, and its figures.
Spelt = tuple[Line, tuple[int, int] | None, int | None, Figure]


def figures_table(comparison: "Comparison", by: Sequence[str] = ()) -> Table:
    """Every figure that was taken.

    Args:
        comparison: From ``comparing.compare``.
        by: What is told apart too, of ``CUTS``.
    """
    lowering = Lowering(comparison)
    spelt = list(_spelt(comparison, by))
    size = len(comparison.transcripts)

    def behind(row: int, _column: str) -> Sequence[Pointer]:
        line, pair, transcript, figure = spelt[row]
        return lowering.of(line.about, pair, transcript=transcript, by=lowers(figure.measure))

    rows = [_row(comparison, *one, size) for one in spelt]
    return Table("figures", tuple(_columns()), rows, behind=lowering.rows(behind), heads=6)


def _spelt(comparison: "Comparison", by: Sequence[str]) -> Iterator[Spelt]:
    lines = (comparison.whole, *comparison.branches, *(one.measured for one in comparison.lines))
    for line in lines:
        yield from ((line, None, None, figure) for figure in _ordered(comparison, line.figures))
        if "pair" in by:
            for pair in all_pairs(comparison):
                yield from ((line, pair, None, figure) for figure in _ordered(comparison, line.pairs.get(pair, {})))
        if "transcript" in by:
            for at, figures in enumerate(line.transcripts):
                yield from ((line, None, at, figure) for figure in _ordered(comparison, figures))


def _ordered(comparison: "Comparison", figures: Figures) -> Iterator[Figure]:
    return (figures[one.name] for one in comparison.measures if one.name in figures)


def _columns() -> Iterator[Column]:
    levels = {"all": N_("all codes"), "branch": N_("branch"), "code": N_("code")}
    yield Column("level", _("figure of"), words={name: _(said) for name, said in levels.items()})
    yield Column("code", _("code"))
    yield Column("first", _("first coder"))
    yield Column("second", _("second coder"))
    yield Column("transcript", _("transcript"))
    yield Column("measure", _("agreement measure"))
    yield Column("value", _("value"), Kind.NUMBER, digits=3)
    yield Column("low", _("from"), Kind.NUMBER, digits=3)
    yield Column("high", _("to"), Kind.NUMBER, digits=3)
    yield Column("coverage", _("coverage"), Kind.SHARE, digits=3)
    yield Column("undefined", _("undefined because"))
    yield Column("unsure", _("no interval because"))
    yield Column("remark", _("remark"))
    yield Column("reason.value", _("why no {figure}").format(figure="value"))
    yield Column("reason.unsure", _("why no {figure}").format(figure="interval"))
    yield Column("undefined_draws", _("undefined draws"), Kind.INTEGER)
    yield Column("transcripts", _("transcripts"), Kind.INTEGER)
    yield Column("uuid", _("uuid"))


def _row(
    comparison: "Comparison",
    line: Line,
    pair: tuple[int, int] | None,
    transcript: int | None,
    figure: Figure,
    size: int,
) -> Row:
    code = line.about if isinstance(line.about, Code) else line.about.code
    level = "code" if isinstance(line.about, Code) else "branch" if code else "all"
    first, second = (comparison.coders[at].name for at in pair) if pair else (None, None)
    interval, reason, unsure = figure.interval, figure.coefficient.reason, figure.unsure
    texts = size if pair is None else int(comparison.ground.read[:, list(pair)].all(axis=1).sum())
    texts = 1 if transcript is not None else texts
    return (
        *(level, code.short if code else None, first, second),
        *(None if transcript is None else comparison.transcripts[transcript][1], figure.measure),
        *(figure.value, figure.low, figure.high, figure.coverage),
        *(figure.coefficient.why or None, unsure.text if unsure else None, _(VARIANT) if figure.variant else None),
        *(reason.value if reason else None, unsure.value if unsure else None),
        *(interval.undefined_draws if interval and interval.draws else None, texts, code.uuid if code else None),
    )


def measures_table(comparison: "Comparison") -> Table:
    """What was taken: names, definitions, sources."""
    columns = (
        Column("measure", _("agreement measure")),
        Column("symbol", _("symbol")),
        Column("label", _("label")),
        Column("on", _("taken on"), words={name: _(said) for name, said in _ON.items()}),
        Column("coders", _("coders"), words={one.value: _(said) for one, said in _COUNTED.items()}),
        Column("definition", _("definition")),
        Column("source", _("source")),
    )
    rows = [
        (one.name, _(one.symbol), one.said, one.on.value, one.coders.value, one.definition_said, one.source or None)
        for one in comparison.measures
    ]
    return Table("measures", columns, rows)
