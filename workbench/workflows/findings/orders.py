"""Participants' own orders of codes: the mean rank, the order that suits them best, and how far they agree."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from exports.report import Column, Fact, Heading, Kind, Paragraph, Row
from transcripts.i18n import _
from workbench.analysis.columns import FloatArray
from workbench.analysis.rankings import KEMENY_LIMIT, Kemeny, completed, concordance, kemeny, mean_ranks
from workbench.store import orders as order_store
from workbench.workflows.findings.parts import Part, table_of

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.rankings import Concordance
    from workbench.workflows.findings.inquiry import Inquiry


def orders(inquiry: "Inquiry", *, draws: int, seed: int) -> Part:
    """What participants say themselves of the order of codes (METHODS §6.3): Borda, Kemeny, Kendall's W.

    Args:
        inquiry: What is looked at; only codes and participants that fit the filter are ranked.
        draws: Random rankings behind the p of W.
        seed: Of these.
    """
    held = order_store.all(inquiry.study.reader)
    fitting = {name for name, fits in zip(inquiry.people, inquiry.who, strict=True) if fits}
    inside = {code.uuid for code in inquiry.codes()}
    people = {who: kept for who, places in held.items() if who in fitting and (kept := _kept(places, inside))}
    ranked = {code for places in people.values() for code in places}
    codes = tuple(code for code in inquiry.codes() if code.uuid in ranked)
    given = [[places.get(code.uuid, np.nan) for code in codes] for places in people.values()]
    ranks = completed(np.array(given, np.float64).reshape(len(people), len(codes)))
    table = table_of("orders", _columns(), _rows(inquiry, codes, ranks, people), heads=2)
    each = table_of("ranks", tuple(_each_columns(inquiry, codes)), _each_rows(people, ranks, codes))
    facts: tuple[Fact, ...] = (Fact("participants", _("Participants who rank"), len(people), Kind.INTEGER),)
    if not people:
        said = _("No participant's own order is known; bring them in with `workbench orders STUDY import FILE`.")
        return Part((table, each), (Paragraph(said),), facts)
    best = kemeny(ranks)
    agreed = concordance(ranks, draws=draws, seed=seed)
    facts = (
        *facts,
        Fact("w", _("Kendall's W"), agreed.w.value, Kind.NUMBER, digits=3),
        Fact("w_p", _("p of W, by permutation"), agreed.p.value, Kind.NUMBER, digits=4),
        Fact("draws", _("Permutations"), draws, Kind.INTEGER),
        Fact("seed", _("Seed"), seed, Kind.INTEGER),
    )
    shared = (table_of("best_orders", _best_columns(), _best_rows(codes, best)),)
    blocks = (table, *_said(best, agreed), *((Heading(_("The orders that suit most")), *shared) if best else ()))
    return Part((table, each, *shared), blocks, facts, tuple(_notes()))


def _kept(places: dict[str, float], inside: set[str]) -> dict[str, float]:
    return {code: place for code, place in places.items() if code in inside}


def _columns() -> tuple[Column, ...]:
    return (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("borda", _("mean rank"), Kind.NUMBER, definition=_("Borda: mean over participants; 1 is the first.")),
        Column("ranked_by", _("ranked by"), Kind.INTEGER, definition=_("Participants who give it a place.")),
        Column("first_of", _("first of"), Kind.INTEGER, definition=_("Participants who put nothing before it.")),
        Column("best", _("best"), Kind.NUMBER, digits=1),
        Column("worst", _("worst"), Kind.NUMBER, digits=1),
    )


def _rows(
    inquiry: "Inquiry", codes: "tuple[Code, ...]", ranks: FloatArray, people: dict[str, dict[str, float]]
) -> Iterator[Row]:
    if not len(ranks):
        return
    borda = mean_ranks(ranks)
    for at in np.argsort(borda, kind="stable").tolist():
        code, own = codes[at], ranks[:, at]
        given = sum(code.uuid in places for places in people.values())
        first = sum(code.uuid in places and places[code.uuid] == min(places.values()) for places in people.values())
        label = code.label(inquiry.language)
        yield (code.short, label, float(borda[at]), given, first, float(own.min()), float(own.max()))


def _each_columns(inquiry: "Inquiry", codes: "tuple[Code, ...]") -> Iterator[Column]:
    yield Column("participant", _("participant"))
    for code in codes:
        name = code.short.replace(".", "_")
        yield Column(f"ranks.{name}", code.label(inquiry.language), Kind.NUMBER, digits=1)
    yield Column("unranked", _("not ranked"), Kind.LIST)


def _each_rows(people: dict[str, dict[str, float]], ranks: FloatArray, codes: "tuple[Code, ...]") -> Iterator[Row]:
    for (who, places), own in zip(people.items(), ranks, strict=True):
        yield (who, *map(float, own), tuple(code.short for code in codes if code.uuid not in places))


def _best_columns() -> tuple[Column, ...]:
    cost = _("Pairs of codes, over participants, that the order turns round; a tie costs one half (Kemeny 1959).")
    return (
        Column("order", _("order"), Kind.LIST),
        Column("cost", _("cost"), Kind.NUMBER, digits=1, definition=cost),
    )


def _best_rows(codes: "tuple[Code, ...]", best: Kemeny | None) -> Iterator[Row]:
    for order in best.orders if best else ():
        yield (tuple(codes[at].short for at in order), best.cost if best else None)


def _said(best: Kemeny | None, agreed: "Concordance") -> Iterator[Paragraph]:
    if agreed.w.value is None:
        yield Paragraph(_("No W can be given: {reason}.").format(reason=agreed.w.why))
    if best is None:
        said = _("The best order is searched for exactly, which is possible up to {count} codes: choose a branch.")
        yield Paragraph(said.format(count=KEMENY_LIMIT))
    elif not best.complete:
        yield Paragraph(
            _("More than {count} orders are equally good; that many are listed.").format(count=len(best.orders))
        )
    elif len(best.orders) > 1:
        yield Paragraph(_("{count} orders are equally good.").format(count=len(best.orders)))


def _notes() -> Iterator[str]:
    yield _("Codes that a participant does not rank share the mean of the ranks that remain; ties share theirs.")
    yield _(
        "Kendall's W is corrected for ties (Kendall & Smith 1939): 1 where all give the same order, near 0 by chance."
    )
