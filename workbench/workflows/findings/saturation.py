"""Saturation: whether further interviews still brought new codes, in field order and in other orders."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from exports.figures import CurvePlot
from exports.report import Column, Fact, Figure, Kind, Pointer, Row
from transcripts.i18n import _, ngettext
from workbench.analysis import saturation as arithmetic
from workbench.workflows.findings.parts import Part, shortened, table_of

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.columns import BoolArray, IntArray
    from workbench.analysis.saturation import Saturation
    from workbench.workflows.findings.evidence import Evidence

PER_CENT = 100


def saturation(evidence: "Evidence", *, base: int, run: int, threshold: float, draws: int, seed: int) -> Part:
    """New codes per participant in the order of the study, and the ratios of Guest, Namey & Chen (2020).

    Args:
        evidence: What is counted; the order of the participants in the study is the order of the field.
        base: Participants in the base.
        run: Participants in a run.
        threshold: Largest share of new codes that counts as saturated, in per cent.
        draws: Random orders.
        seed: Of these.
    """
    codes = tuple(code for code in evidence.inquiry.codes() if code.codable or evidence.inquiry.filter.level)
    themes = evidence.themes(codes)
    present = themes.tally.mentioned
    found = arithmetic.saturation(present, base=base, run=run, threshold=threshold / PER_CENT, draws=draws, seed=seed)
    first = present.argmax(axis=1) if present.size else np.zeros(len(codes), np.int64)

    def behind(row: int, _column: str) -> tuple[Pointer, ...]:
        fresh = np.flatnonzero(present.any(axis=1) & (first == row))
        return evidence.pointers({int(one) for theme in fresh for one in themes.rows(int(theme), row)})

    steps = table_of("saturation", _columns(), _rows(evidence, found, codes, first, present), behind=behind, heads=2)
    runs = table_of("runs", _run_columns(), _run_rows(evidence, found), heads=2)
    facts = (
        Fact("codes", _("Codes"), len(codes), Kind.INTEGER),
        Fact("base", _("Participants in the base"), base, Kind.INTEGER),
        Fact("run", _("Participants in a run"), run, Kind.INTEGER),
        Fact("threshold", _("Saturated at a share of new codes of at most"), threshold / PER_CENT, Kind.SHARE),
        Fact("orders", _("Random orders"), draws, Kind.INTEGER),
        Fact("seed", _("Seed"), seed, Kind.INTEGER),
    )
    figure = _figure(evidence, found, len(codes))
    blocks = (*((figure,) if figure else ()), *shortened(steps), *(shortened(runs) if found.runs else ()))
    return Part((steps, runs), blocks, facts, tuple(_notes()), tuple(_remarks(found)))


def _columns() -> tuple[Column, ...]:
    return (
        Column("step", _("step"), Kind.INTEGER),
        Column("participant", _("participant")),
        Column("new", _("new codes"), Kind.INTEGER, definition=_("Codes that nobody before mentioned.")),
        Column("seen", _("codes so far"), Kind.INTEGER),
        Column("low", _("5 % of orders"), Kind.NUMBER, digits=1, definition=_("Codes so far, over random orders.")),
        Column("median", _("median order"), Kind.NUMBER, digits=1, definition=_("Codes so far, over random orders.")),
        Column("high", _("95 % of orders"), Kind.NUMBER, digits=1, definition=_("Codes so far, over random orders.")),
        Column("which", _("which are new"), Kind.LIST),
    )


def _rows(
    evidence: "Evidence", found: "Saturation", codes: "tuple[Code, ...]", first: "IntArray", present: "BoolArray"
) -> Iterator[Row]:
    fresh: dict[int, list[str]] = {}
    for at in np.flatnonzero(present.any(axis=1)):
        fresh.setdefault(int(first[at]), []).append(codes[at].short)
    for step, name in enumerate(evidence.participants):
        band: Row = (None, None, None)
        if found.orders:
            band = tuple(float(curve[step]) for curve in (found.orders.low, found.orders.median, found.orders.high))
        new = tuple(fresh.get(step, ()))
        yield (step + 1, name, int(found.new[step]), int(found.seen[step]), *band, new)


def _run_columns() -> tuple[Column, ...]:
    ratio = _("New codes of the run divided by the codes of the base (Guest, Namey & Chen 2020).")
    return (
        Column("first", _("from"), Kind.INTEGER),
        Column("last", _("to"), Kind.INTEGER),
        Column("participants", _("participants"), Kind.LIST),
        Column("new", _("new codes"), Kind.INTEGER),
        Column("ratio", _("ratio"), Kind.SHARE, definition=ratio),
        Column("saturated", _("at or below the threshold"), Kind.YES_NO),
        Column("low", _("5 % of orders"), Kind.SHARE, definition=ratio),
        Column("median", _("median order"), Kind.SHARE, definition=ratio),
        Column("high", _("95 % of orders"), Kind.SHARE, definition=ratio),
    )


def _run_rows(evidence: "Evidence", found: "Saturation") -> Iterator[Row]:
    for place, run in enumerate(found.runs):
        band: Row = (None, None, None)
        if found.orders is not None:
            band = tuple(None if np.isnan(value) else float(value) for value in found.orders.ratios[place])
        names = evidence.participants[run.first - 1 : run.last]
        yield (run.first, run.last, names, run.new, run.ratio.value, run.saturated, *band)


def _figure(evidence: "Evidence", found: "Saturation", codes: int) -> Figure | None:
    if found.orders is None:
        return None
    low, middle, high = (tuple(map(float, one)) for one in (found.orders.low, found.orders.median, found.orders.high))
    plot = CurvePlot(
        evidence.participants,
        tuple(map(float, found.seen)),
        _("participants, in the order of the field"),
        _("different codes"),
        low,
        high,
        middle,
    )
    read = len(evidence.people)
    caption = ngettext(
        "{count} participant, {codes} codes, by the codings of {name}; band: 90 % of {draws} random orders.",
        "{count} participants, {codes} codes, by the codings of {name}; band: 90 % of {draws} random orders.",
        read,
    ).format(count=read, codes=codes, name=evidence.layer.name, draws=found.orders.draws)
    return Figure("saturation", plot, caption)


def _remarks(found: "Saturation") -> Iterator[str]:
    if found.reason is not None:
        yield _("No ratio can be given: {reason}.").format(reason=found.reason.text)
        return
    if found.reached is None:
        yield _("In the order of the field, no run comes down to the threshold.")
    else:
        run = found.runs[found.reached]
        yield _("In the order of the field, the run from {first} to {last} is the first at the threshold.").format(
            first=run.first, last=run.last
        )
    if found.orders is not None and found.orders.reached.value is not None:
        yield _("{share} % of {draws} random orders come down to it.").format(
            share=round(PER_CENT * found.orders.reached.value), draws=found.orders.draws
        )


def _notes() -> Iterator[str]:
    yield _(
        "Saturation hangs on the order of the interviews and on how fine the codes are: the band shows other orders of "
        "the same interviews, not other interviews."
    )
