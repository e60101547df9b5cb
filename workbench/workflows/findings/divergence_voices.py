"""Who speaks of other things than the rest, and what only one participant says."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from exports.report import Column, Fact, Kind, Pointer, Row, Table
from transcripts.i18n import _
from workbench.analysis.atypical import FEWEST_SEGMENTS, Voices, voices
from workbench.workflows.findings.parts import Part, table_of
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.atypical import Voice
    from workbench.workflows.findings.evidence import Evidence

TOP = 3
FIGURES = ("distance", "p")


def voices_part(evidence: "Evidence", codes: "tuple[Code, ...]", draws: int, seed: int) -> Part:
    """Each participant's profile of codes against the others'; every coding counts for its own code only."""
    own = tuple(code for code in codes if code.codable or evidence.inquiry.filter.level)
    theme = evidence.theme_of(own)
    counts = np.zeros((len(evidence.people), len(own)), np.int64)
    pieces = evidence.pieces
    pairs = (
        np.unique(np.stack((pieces.coding, pieces.participant)), axis=1)
        if len(pieces.coding)
        else np.zeros((2, 0), int)
    )
    coding, who = pairs
    kept = theme[coding] >= 0
    np.add.at(counts, (who[kept], theme[coding[kept]]), 1)
    found = voices(counts, draws=draws or None, seed=seed)

    def behind(row: int, _column: str) -> tuple[Pointer, ...]:
        person = found.voices[row].participant
        driving = {one.code for one in found.drivers(person, top=TOP)}
        mine = coding[kept & (who == person)]
        return evidence.pointers(int(one) for one in mine if int(theme[one]) in driving)

    rows = [_row(evidence, own, found, one) for one in found.voices]
    table = table_of("atypical", _columns(), rows, behind=behind, caption=_("Who speaks of other things than the rest"))
    facts = (
        Fact("shuffles", _("Shuffles"), found.draws, Kind.INTEGER),
        Fact("seed", _("Seed"), found.seed, Kind.INTEGER),
        Fact("atypical_from", _("Atypical from a distance of"), found.threshold.value, Kind.NUMBER, digits=3),
    )
    return Part((table,), facts=facts, remarks=tuple(_remarks(found)))


def _columns() -> tuple[Column, ...]:
    return (
        Column("participant", _("participant")),
        Column("segments", _("passages"), Kind.INTEGER),
        Column("distance", _("distance"), Kind.NUMBER, digits=3, definition=_("Jensen-Shannon divergence, 0 to 1.")),
        Column("by_chance", _("by chance"), Kind.NUMBER, digits=3, definition=_("Its mean over the shuffles.")),
        Column("p", _("p"), Kind.NUMBER, digits=3, definition=_("Shuffles whose largest distance is at least this.")),
        Column("atypical", _("atypical"), Kind.YES_NO, definition=_("The largest, above 95 % of the shuffles.")),
        Column("more", _("more than others"), Kind.LIST),
        Column("less", _("less than others"), Kind.LIST),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(FIGURES),
    )


def _row(evidence: "Evidence", codes: "tuple[Code, ...]", found: Voices, voice: "Voice") -> Row:
    drivers = found.drivers(voice.participant, top=TOP) if voice.distance.value is not None else ()
    more = tuple(codes[one.code].short for one in drivers if one.contribution > 0)
    less = tuple(codes[one.code].short for one in drivers if one.contribution < 0)
    return (
        *(evidence.participants[voice.participant], voice.segments),
        *(voice.distance.value, voice.by_chance.value, voice.p.value, voice.atypical, more, less),
        *undefined_cells({"distance": voice.distance, "p": voice.p}),
    )


def _remarks(found: Voices) -> Iterator[str]:
    if found.threshold.value is None and found.voices:
        yield _("Nobody is called atypical: {reason}.").format(reason=found.threshold.why)
    few = sum(voice.segments < FEWEST_SEGMENTS for voice in found.voices)
    if few:
        yield _("Participants with fewer than {least} passages are not judged: {count}.").format(
            least=FEWEST_SEGMENTS, count=few
        )


def single_voices(evidence: "Evidence", codes: "tuple[Code, ...]") -> Table:
    """Codes that one participant alone holds: findings, never tested."""
    themes = evidence.themes(codes)
    said = themes.tally.mentioned
    alone = np.flatnonzero(said.sum(axis=1) == 1) if len(evidence.people) > 1 else np.zeros(0, np.int64)
    columns = (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("participant", _("held by")),
        Column("mentions", _("mentions"), Kind.INTEGER),
    )
    rows = []
    for theme in alone.tolist():
        who = int(said[theme].argmax())
        code = codes[theme]
        label = code.label(evidence.inquiry.language)
        rows.append((code.short, label, evidence.participants[who], int(themes.tally.mentions[theme, who])))
    return table_of(
        "single_voices",
        columns,
        rows,
        behind=lambda row, _column: themes.pointers(int(alone[row])),
        caption=_("What one participant alone says"),
        heads=2,
    )
