"""Sequences: what follows what, in the order in which things are said."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from exports.figures import LanePlot, NetworkPlot
from exports.report import Column, Figure, Kind, Pointer, Row
from transcripts.i18n import _, ngettext
from workbench.analysis import sequences as arithmetic
from workbench.analysis.columns import MISSING
from workbench.workflows.findings.parts import Part, shortened, table_of

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.sequences import Events, Sequences
    from workbench.workflows.findings.evidence import Evidence

NODES = 16
LANES = 20
"""How many codes are drawn."""


def sequences(evidence: "Evidence", *, lag: str, within: int, whole: bool, least: int) -> Part:
    """Transitions from one code to another.

    Args:
        evidence: What is counted.
        lag: ``coding`` for the next codings, ``turn`` for codings in the next turns.
        within: How many of these.
        whole: Whether everybody's words are one line; else each participant's own words are.
        least: Transitions that are rarer are left out.
    """
    found = _Transitions(evidence, arithmetic.Lag(lag), within, whole, max(1, least))
    table = table_of("sequences", _columns(), found.rows(), behind=found.behind, heads=4)
    return Part(
        (table,),
        (*found.figures(), *shortened(table)),
        notes=(
            _(
                "Expected: as often as if the second code came in its usual share after anything. Codings that begin "
                "at the same place follow neither."
            ),
        ),
        remarks=tuple(found.remarks()),
    )


class _Transitions:
    def __init__(self, evidence: "Evidence", lag: arithmetic.Lag, within: int, whole: bool, least: int) -> None:
        self._evidence, self._lag, self._within = evidence, lag, within
        self._codes, place = evidence.own_code()
        lay_out = arithmetic.in_transcripts if whole else arithmetic.in_words_of_participants
        turns = evidence.turns.take(evidence.texts[evidence.turns.transcript])
        self._events: Events = lay_out(evidence.codings, turns, code=place)
        self._found: Sequences = arithmetic.sequences(self._events, len(self._codes), lag=lag, within=within)
        pairs = np.argwhere(self._found.count >= least)
        order = np.lexsort((pairs[:, 1], pairs[:, 0], -self._found.count[pairs[:, 0], pairs[:, 1]]))
        self._order = [(int(a), int(b)) for a, b in pairs[order]]

    def rows(self) -> Iterator[Row]:
        language, found = self._evidence.inquiry.language, self._found
        ratio = found.ratio
        for a, b in self._order:
            first: Code = self._codes[a]
            second: Code = self._codes[b]
            times = float(ratio[a, b])
            yield (
                *(first.short, second.short, first.label(language), second.label(language)),
                *(int(found.count[a, b]), float(found.expected[a, b]), None if np.isnan(times) else times),
                int(found.participants[a, b]),
            )

    def behind(self, row: int, _column: str) -> tuple[Pointer, ...]:
        """The codings of both ends."""
        firsts, seconds = arithmetic.events_behind(self._events, *self._order[row], lag=self._lag, within=self._within)
        return self._evidence.pointers(np.unique(self._events.coding[np.concatenate((firsts, seconds))]))

    def figures(self) -> Iterator[Figure]:
        """The strongest transitions, and with one transcript where its codes stand."""
        evidence = self._evidence
        read = len(evidence.people)
        if self._order:
            total = np.bincount(self._events.code, minlength=len(self._codes))
            chosen = np.sort(np.argsort(-total, kind="stable")[:NODES])
            chosen = chosen[total[chosen] > 0].tolist()
            at = {code: place for place, code in enumerate(chosen)}
            nodes = tuple((self._codes[code].short, float(total[code])) for code in chosen)
            kept = [(a, b) for a, b in self._order if a in at and b in at and a != b]
            edges = tuple((at[a], at[b], float(self._found.count[a, b])) for a, b in kept)
            caption = ngettext(
                "{count} participant read, by the codings of {name}. Size: codings; arrows: what follows what.",
                "{count} participants read, by the codings of {name}. Size: codings; arrows: what follows what.",
                read,
            ).format(count=read, name=evidence.layer.name)
            yield Figure("sequences", NetworkPlot(nodes, edges, directed=True), caption)
        texts = np.flatnonzero(evidence.texts)
        if len(texts) == 1:
            yield self._lanes(int(texts[0]))

    def _lanes(self, text: int) -> Figure:
        """Where the codes stand along one transcript."""
        evidence = self._evidence
        name = evidence.inquiry.transcripts[text][1]
        end = max(1, int(evidence.turns.end[evidence.turns.transcript == text].max(initial=1)))
        _codes, place = evidence.own_code()
        mine = (evidence.codings.transcript == text) & (place != MISSING)
        lanes = []
        for code in np.unique(place[mine]).tolist()[:LANES]:
            rows = np.flatnonzero(mine & (place == code))
            marks = tuple((evidence.codings.start[row] / end, evidence.codings.end[row] / end) for row in rows)
            lanes.append((self._codes[code].label(evidence.inquiry.language), marks))
        caption = _("Where the codes stand in {name}, by the codings of {coder}.").format(
            name=name, coder=evidence.layer.name
        )
        return Figure("lanes", LanePlot(tuple(lanes), name), caption)

    def remarks(self) -> Iterator[str]:
        """What cannot be said."""
        if not self._order:
            yield _("Nothing follows anything: nobody has two codings in a row.")


def _columns() -> tuple[Column, ...]:
    return (
        Column("first", _("code")),
        Column("second", _("followed by")),
        Column("first_label", _("label")),
        Column("second_label", _("followed by (label)")),
        Column("count", _("times"), Kind.INTEGER, definition=_("How often the second follows the first.")),
        Column("expected", _("expected"), Kind.NUMBER, digits=1, definition=_("If the order were left to chance.")),
        Column("ratio", _("times as often"), Kind.NUMBER, definition=_("Count divided by expected.")),
        Column("participants", _("participants"), Kind.INTEGER, definition=_("In whose words it happens.")),
    )
