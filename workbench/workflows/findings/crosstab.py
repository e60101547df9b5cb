"""Crosstabs: attributes against codes, or against what cases have, each percentage with its denominator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import numpy as np

from exports.figures import BarPlot, BarRow
from exports.report import Block, Column, Figure, Heading, Kind, Pointer, Row, Table
from transcripts.i18n import _, ngettext
from transcripts.model import AttributeKind, AttributeValue, Knowledge
from workbench.analysis.columns import MISSING, IntArray
from workbench.analysis.crosstab import Band, Crosstab, HowMany, banded, how_many, quantile_edges
from workbench.analysis.crosstab import crosstab as counted
from workbench.errors import AnalysisError
from workbench.store import participants as participant_store
from workbench.workflows.findings.inquiry import Groups
from workbench.workflows.findings.parts import Part, of_layer, shortened, table_of, together

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.store.participants import AttributeEntry
    from workbench.workflows.findings.evidence import Evidence
    from workbench.workflows.findings.inquiry import Inquiry

FEWEST_FOR_SHARES = 20
"""Under so many cases, people are shown counts without percentages; files hold both."""
MOST_VALUES = 12
"""A number with more different values is put into bands."""
QUARTERS = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Things:
    """What is looked for in the cases.

    Attributes:
        names: Stable names.
        labels: What people read.
        present: 1 where the case has it, 0 where not, ``MISSING`` where unknown; shape (things, cases).
        counted: Places of the things that are counted when it comes to how many a case has; a code that others lie
            under is none of them.
        behind: Passages behind a thing among some cases (places), None where there are none.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    present: IntArray
    counted: IntArray
    behind: "Callable[[int, IntArray], tuple[Pointer, ...]] | None" = None


def crosstab(inquiry: "Inquiry", *, by: str, things: tuple[str, ...], bands: tuple[str, ...]) -> Part:
    """Cases by an attribute, against the codes that they mention or against other attributes.

    Args:
        inquiry: What is looked at.
        by: The attribute whose values are the columns.
        things: Attributes, yes or no or numbers (present above 0), ``*`` standing for any letters; empty for the
            codes of the branch, counted among the participants read.
        bands: Where the bands of a number meet; empty for quarters of the cases.
    """
    if not by:
        names = ", ".join(entry.name for entry in inquiry.snapshot.attributes) or _("none")
        raise AnalysisError(
            _("Say by which attribute the columns are made."), _("Attributes: {names}.").format(names=names)
        )
    groups = _groups(inquiry, by, bands)
    if things:
        return _of_attributes(inquiry, groups, things)
    parts: list[Part] = []
    for layer in inquiry.layers:
        parts.append(_of_codes(inquiry.evidence(layer), groups))
        if len(parts) == 1:
            first = parts[0].tables[0]
            inquiry.show_early(of_layer(layer, first) if len(inquiry.layers) > 1 else first)
    return together(inquiry.layers, parts)


# -- columns ---------------------------------------------------------------------------------------------------------


def _groups(inquiry: "Inquiry", by: str, bands: Sequence[str]) -> Groups:
    """The values of the attribute; a number of many values in bands."""
    entry = inquiry.attribute(by)
    groups = inquiry.groups(by)
    if entry.kind is not AttributeKind.NUMBER or (not bands and len(groups.labels) <= MOST_VALUES):
        return groups
    numbers = np.array([_middle(person.attributes.get(entry.name)) for person in inquiry.snapshot.people], np.float64)
    edges = [_edge(one) for one in bands] or quantile_edges(numbers, QUARTERS)
    of, found = banded(numbers, edges)
    return Groups(entry.name, groups.title, tuple(_band(one) for one in found), of)


def _edge(written: str) -> float:
    try:
        return float(written.replace(",", "."))
    except ValueError as error:
        raise AnalysisError(
            _("“{words}” is no number at which bands meet.").format(words=written), _("Write some like 10,50,100.")
        ) from error


def _middle(value: AttributeValue | None) -> float:
    if value is None or value.low is None or value.knowledge in (Knowledge.UNKNOWN, Knowledge.NOT_ASKED):
        return float("nan")
    return (value.low + (value.high if value.high is not None else value.low)) / 2


def _band(band: Band) -> str:
    if band.low is None:
        return _("all") if band.high is None else _("under {high:g}").format(high=band.high)
    if band.high is None:
        return _("{low:g} and more").format(low=band.low)
    return _("{low:g} to under {high:g}").format(low=band.low, high=band.high)


# -- rows ------------------------------------------------------------------------------------------------------------


def _of_codes(evidence: "Evidence", groups: Groups) -> Part:
    codes = evidence.inquiry.codes()
    themes = evidence.themes(codes)
    language = evidence.inquiry.language

    def behind(thing: int, cases: IntArray) -> tuple[Pointer, ...]:
        rows = {int(row) for case in cases.tolist() for row in themes.rows(thing, case)}
        return evidence.pointers(rows)

    things = _Things(
        tuple(code.short for code in codes),
        tuple(code.label(language) for code in codes),
        themes.tally.mentioned.astype(np.int64),
        np.array([at for at, code in enumerate(codes) if code.codable or evidence.inquiry.filter.level], np.int64),
        behind,
    )
    remark = _("Cases are the participants read by {name}.").format(name=evidence.layer.name)
    return _part(things, groups, groups.of[evidence.people], (remark,))


def _of_attributes(inquiry: "Inquiry", groups: Groups, wanted: Sequence[str]) -> Part:
    entries = _chosen(inquiry, wanted)
    reader = inquiry.study.reader
    recruited = participant_store.recruited(reader)
    rows = inquiry.snapshot.columns.people_rows
    cases = np.flatnonzero(np.isin(rows, recruited.numbers) & inquiry.who)
    people = [inquiry.snapshot.people[int(case)] for case in cases]
    present = [[_has(person.attributes.get(entry.name)) for person in people] for entry in entries]
    things = _Things(
        tuple(entry.name for entry in entries),
        tuple(entry.labels.get(inquiry.language, entry.name) for entry in entries),
        np.array(present, np.int64).reshape(len(entries), len(cases)),
        np.arange(len(entries)),
    )
    left_out = sum(recruited.left_out.values())
    remarks = (_("Cases are all participants that fit, with a transcript or without."),) + (
        (_("Left out, since they did not take part: {count}.").format(count=left_out),) if left_out else ()
    )
    return replace(_part(things, groups, groups.of[cases], remarks), counted=False)


def _chosen(inquiry: "Inquiry", wanted: Sequence[str]) -> "list[AttributeEntry]":
    """Attributes by name or pattern, in the order of the study; texts and dates cannot be had or not had."""
    known = inquiry.snapshot.attributes
    fits = (AttributeKind.YES_NO, AttributeKind.NUMBER)
    found = []
    for pattern in wanted:
        mine = [one for one in known if fnmatchcase(one.name, pattern) and one.kind in fits]
        if not mine:
            entry = inquiry.attribute(pattern)
            raise AnalysisError(
                _("{name} is neither yes or no nor a number: a case cannot have it or not.").format(name=entry.name),
                _("Use it with --by, or change its kind with `workbench participants STUDY attributes`."),
            )
        found += [one for one in mine if one not in found]
    return found


def _has(value: AttributeValue | None) -> int:
    """1, 0 or ``MISSING``; of a range, its lower end decides."""
    if value is None or value.knowledge in (Knowledge.UNKNOWN, Knowledge.NOT_ASKED):
        return MISSING
    return int(value.low > 0) if value.low is not None else int(value.text == "yes")


# -- the answer ------------------------------------------------------------------------------------------------------


def _part(things: _Things, groups: Groups, of: IntArray, remarks: tuple[str, ...]) -> Part:
    table = counted(things.present, of, len(groups.labels))
    many = things.present[things.counted]
    number = how_many(many, of, len(groups.labels))
    cells = [(thing, value) for thing in range(len(things.names)) for value in range(len(groups.labels))]

    def behind(row: int, _column: str) -> tuple[Pointer, ...]:
        assert things.behind is not None
        return things.behind(cells[row][0], np.flatnonzero(of == cells[row][1]))

    long = table_of(
        "crosstab",
        _columns(groups),
        (_row(things, groups, table, thing, value) for thing, value in cells),
        behind=behind if things.behind else None,
        heads=3,
    )
    wide = _wide(things, groups, table)
    spread = _how_many_table(groups, number)
    every = how_many(many)
    blocks: list[Block] = [
        _figure(every),
        *shortened(wide),
        Heading(_("How many of them a case has")),
        *shortened(spread),
    ]
    if table.unknown:
        remarks = (*remarks, _("Of no known value, so in no column: {count}.").format(count=table.unknown))
    return Part((long, wide, spread, _value_keys(groups)), tuple(blocks), notes=tuple(_notes()), remarks=remarks)


def _columns(groups: Groups) -> tuple[Column, ...]:
    return (
        Column("thing", _("name")),
        Column("label", _("label")),
        Column("value", groups.title),
        Column("count", _("cases with it"), Kind.INTEGER),
        Column("of", _("of"), Kind.INTEGER, definition=_("Cases of that value of which it is known.")),
        Column("share", _("share"), Kind.SHARE, digits=3, definition=_("Cases with it, of those of that value.")),
        Column("wilson_low", _("Wilson from"), Kind.NUMBER, definition=_("95 % score interval of the share.")),
        Column("wilson_high", _("Wilson to"), Kind.NUMBER, definition=_("95 % score interval of the share.")),
        Column(
            "composition",
            _("of all with it"),
            Kind.SHARE,
            digits=3,
            definition=_("Cases of that value, of all with it."),
        ),
    )


def _row(things: _Things, groups: Groups, table: Crosstab, thing: int, value: int) -> Row:
    share, composition = float(table.penetration[thing, value]), float(table.composition[thing, value])
    return (
        *(things.names[thing], things.labels[thing], groups.labels[value]),
        *(int(table.counts[thing, value]), int(table.known[thing, value])),
        *(None if np.isnan(share) else share, *(table.interval(thing, value) or (None, None))),
        None if np.isnan(composition) else composition,
    )


def _wide(things: _Things, groups: Groups, table: Crosstab) -> Table:
    """One row per thing, a column per value, "12 of 40" and, from twenty cases on, the percentage."""
    columns = (
        Column("thing", _("name")),
        Column("label", _("label")),
        *(Column(f"values.{at}", label) for at, label in enumerate(groups.labels)),
        Column("all", _("all")),
    )
    rows = []
    for thing, name in enumerate(things.names):
        counts = zip(table.counts[thing].tolist(), table.known[thing].tolist(), strict=True)
        told = [_told(count, known) for count, known in counts]
        rows.append((name, things.labels[thing], *told, _told(int(table.totals[thing]), int(table.total_known[thing]))))
    return table_of("by_value", columns, rows, heads=2)


def _value_keys(groups: Groups) -> Table:
    """Which value stands under which key of ``by_value``: values may be called anything, keys never change."""
    columns = (Column("key", _("column")), Column("value", groups.title))
    return table_of("value_keys", columns, [(str(at), label) for at, label in enumerate(groups.labels)])


def _told(count: int, known: int) -> str | None:
    if not known:
        return None
    said = _("{count} of {all}").format(count=count, all=known)
    return said if known < FEWEST_FOR_SHARES else f"{said} ({100 * count / known:.0f} %)"


def _how_many_table(groups: Groups, number: HowMany) -> Table:
    columns = (
        Column("value", groups.title),
        Column("cases", _("cases"), Kind.INTEGER, definition=_("Of which everything is known.")),
        Column("mean", _("mean"), Kind.NUMBER),
        Column("median", _("median"), Kind.NUMBER, digits=1),
        *(Column(f"having.{many}", str(many), Kind.INTEGER) for many in range(number.counts.shape[1])),
        Column("incomplete", _("not all known"), Kind.INTEGER, definition=_("Left out: something is not known.")),
    )
    rows = [
        (
            *(label, int(number.cases[at]), _number(number.means[at]), _number(number.medians[at])),
            *(number.counts[at].tolist()),
            int(number.incomplete[at]),
        )
        for at, label in enumerate(groups.labels)
    ]
    return table_of("how_many", columns, rows)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _figure(every: HowMany) -> Figure:
    """How many of the things the cases have."""
    counts = every.counts.sum(axis=0).tolist()
    rows = tuple(BarRow(str(many), float(count), str(count)) for many, count in enumerate(counts))
    total = int(every.cases.sum())
    caption = ngettext(
        "How many of them each of {count} case has.", "How many of them each of {count} cases has.", total
    ).format(count=total)
    return Figure("how_many", BarPlot(rows, _("cases")), caption)


def _notes() -> Iterator[str]:
    yield _("Every share stands beside its denominator; what is not known of a case is in none.")
