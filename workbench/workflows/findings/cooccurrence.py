"""Co-occurrence: which codes stand together: same segment, overlapping, near by, same participant."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from exports.figures import NetworkPlot
from exports.report import Cell, Column, Figure, Kind, Pointer, Row, Table
from transcripts.i18n import N_, _, ngettext
from workbench.analysis import cooccurrence as arithmetic
from workbench.analysis.columns import MISSING
from workbench.workflows.findings.parts import Part, shortened, table_of

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.columns import FloatArray, IntArray
    from workbench.analysis.cooccurrence import Cooccurrence, Line
    from workbench.workflows.findings.evidence import Evidence

NODES = 24
"""How many codes, the most used, the network draws."""

_UNITS = {
    "sentence": N_("sentences"),
    "turn": N_("turns"),
    "overlap": N_("characters"),
    "near": N_("windows of turns"),
    "participant": N_("participants"),
}
_COUNTS = {
    "sentence": N_("Sentences that carry both codes."),
    "turn": N_("Turns that carry both codes."),
    "overlap": N_("Pairs of codings that have a character in common; touching is not overlapping."),
    "near": N_("Pairs of codings no more than the given number of turns apart."),
    "participant": N_("Participants who mention both codes."),
}


def cooccurrence(evidence: "Evidence", *, by: str, within: int, least: int) -> Part:
    """Every pair of codes that stands together.

    Args:
        evidence: What is counted.
        by: ``sentence``, ``turn``, ``overlap``, ``near`` or ``participant``.
        within: For ``near``: how many turns apart at most.
        least: Pairs that stand together less often are left out.
    """
    pairs = _Pairs(evidence, by, within, max(1, least))
    table = table_of("cooccurrence", _columns(by), pairs.rows(), behind=pairs.behind, heads=4)
    matrix = pairs.matrix()
    note = _(
        "Jaccard: {unit} with both codes, divided by {unit} with either. PMI: log2 of how many times as often as by "
        "chance."
    )
    return Part(
        (table, matrix),
        (*pairs.figure(), *shortened(table)),
        notes=(note.format(unit=_(_UNITS[by])), _(_COUNTS[by])),
        remarks=tuple(pairs.remarks()),
    )


class _Pairs:
    def __init__(self, evidence: "Evidence", by: str, within: int, least: int) -> None:
        self._evidence, self._by = evidence, by
        everything, place = evidence.own_code()
        used = np.bincount(place[place != MISSING], minlength=len(everything)) > 0
        renumbered = np.append(np.where(used, np.cumsum(used) - 1, MISSING), MISSING)
        self._codes: tuple[Code, ...] = tuple(code for code, is_used in zip(everything, used, strict=True) if is_used)
        self._place: IntArray = renumbered[place]
        self._line: Line | None = self._laid_out(within)
        self._found: Cooccurrence = self._counted()
        upper = np.argwhere(np.triu(self._found.count >= least, k=1))
        order = np.lexsort((upper[:, 1], upper[:, 0], -self._found.count[upper[:, 0], upper[:, 1]]))
        self._order: list[tuple[int, int]] = [(int(a), int(b)) for a, b in upper[order]]

    def _laid_out(self, within: int) -> "Line | None":
        evidence, snapshot = self._evidence, self._evidence.inquiry.snapshot
        if self._by == "participant":
            return None
        if self._by == "overlap":
            length = int((snapshot.turns.end - snapshot.turns.start)[evidence.texts[snapshot.turns.transcript]].sum())
            return arithmetic.by_overlap(evidence.codings, length, code=self._place)
        if self._by == "near":
            turns = snapshot.turns.take(evidence.texts[snapshot.turns.transcript])
            return arithmetic.by_distance(evidence.codings, turns, within, code=self._place)
        segments = snapshot.segments(self._by)
        read = segments.take(evidence.texts[segments.transcript])
        return arithmetic.by_segment(evidence.codings, read, code=self._place)

    def _counted(self) -> "Cooccurrence":
        if self._line is not None:
            return arithmetic.cooccurrence(self._line, len(self._codes))
        present = np.zeros((len(self._codes), len(self._evidence.people)), bool)
        pieces = self._evidence.pieces
        place = self._place[pieces.coding]
        present[place[place != MISSING], pieces.participant[place != MISSING]] = True
        return arithmetic.by_participant(present)

    def rows(self) -> Iterator[Row]:
        language, found = self._evidence.inquiry.language, self._found
        jaccard, pmi, own = found.jaccard, found.pmi, found.both.diagonal()
        for a, b in self._order:
            first, second = self._codes[a], self._codes[b]
            yield (
                *(first.short, second.short, first.label(language), second.label(language)),
                *(int(found.count[a, b]), int(found.both[a, b]), int(own[a]), int(own[b]), found.units),
                *(_number(jaccard[a, b]), _number(pmi[a, b])),
            )

    def behind(self, row: int, _column: str) -> tuple[Pointer, ...]:
        """Codings of both codes that stand together."""
        return self._behind(*self._order[row])

    def _behind(self, first: int, second: int) -> tuple[Pointer, ...]:
        if self._line is not None:
            rows = np.concatenate(arithmetic.rows_behind(self._line, first, second))
        else:
            pieces = self._evidence.pieces
            place = self._place[pieces.coding]
            both = set(pieces.participant[place == first]) & set(pieces.participant[place == second])
            rows = pieces.coding[np.isin(place, (first, second)) & np.isin(pieces.participant, list(both))]
        return self._evidence.pointers(np.unique(rows))

    def matrix(self) -> Table:
        """Every code against every code; on the diagonal, how many units carry the code."""
        names = [code.short.replace(".", "_") for code in self._codes]
        columns = (
            Column("code", _("code")),
            *(Column(f"with.{name}", code.short, Kind.INTEGER) for name, code in zip(names, self._codes, strict=True)),
        )
        counts = self._found.count.copy()
        np.fill_diagonal(counts, self._found.both.diagonal())
        rows: list[Row] = [(code.short, *counts[at].tolist()) for at, code in enumerate(self._codes)]
        place = {f"with.{name}": at for at, name in enumerate(names)}

        def behind(row: int, column: str) -> tuple[Pointer, ...]:
            other = place.get(column, row)
            if other == row:
                return self._evidence.pointers(np.flatnonzero(self._place == row))
            return self._behind(row, other)

        return table_of("matrix", columns, rows, behind=behind)

    def figure(self) -> Iterator[Figure]:
        """The most used codes and their ties."""
        if not self._order:
            return
        own = self._found.both.diagonal()
        chosen = np.sort(np.argsort(-own, kind="stable")[:NODES]).tolist()
        at = {code: place for place, code in enumerate(chosen)}
        nodes = tuple((self._codes[code].short, float(own[code])) for code in chosen)
        edges = tuple((at[a], at[b], float(self._found.count[a, b])) for a, b in self._order if a in at and b in at)
        read = len(self._evidence.people)
        caption = ngettext(
            "{count} participant read, by the codings of {name}. Size: {unit} with the code; ties: {said}",
            "{count} participants read, by the codings of {name}. Size: {unit} with the code; ties: {said}",
            read,
        ).format(count=read, name=self._evidence.layer.name, unit=_(_UNITS[self._by]), said=_(_COUNTS[self._by]))
        yield Figure("cooccurrence", NetworkPlot(nodes, edges), caption)

    def remarks(self) -> Iterator[str]:
        """What cannot be said."""
        if not self._order:
            yield _("No two codes stand together.")


def _number(value: "FloatArray | float") -> Cell:
    number = float(value)
    return None if np.isnan(number) else number


def _columns(by: str) -> tuple[Column, ...]:
    unit, whole = _(_UNITS[by]), Kind.INTEGER
    return (
        Column("first", _("code")),
        Column("second", _("with")),
        Column("first_label", _("label")),
        Column("second_label", _("with (label)")),
        Column("count", _("together"), whole, definition=_(_COUNTS[by])),
        Column("both", _("{unit} with both").format(unit=unit), whole),
        Column("first_units", _("{unit} with the first").format(unit=unit), whole),
        Column("second_units", _("{unit} with the second").format(unit=unit), whole),
        Column("units", _("{unit} in all").format(unit=unit), whole),
        Column("jaccard", _("Jaccard"), Kind.NUMBER, digits=3, definition=_("Jaccard 1901, on the units.")),
        Column(
            "pmi", _("PMI"), Kind.NUMBER, definition=_("Pointwise mutual information, in bits (Church & Hanks 1990).")
        ),
    )
