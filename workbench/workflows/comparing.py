"""Comparison: how far coders agree, code by code."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.coding import Coder
from transcripts.i18n import _
from workbench.errors import AnalysisError
from workbench.workflows.compared import Compared

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.analysis.apart import Apart
    from workbench.analysis.columns import Stretches
    from workbench.analysis.presence import CodeAgreement
    from workbench.store.study_file import StudyFile
    from workbench.workflows.findings.room import Snapshot

#: On what presence is counted. ``span`` is the name kept for the measures that need no units.
UNITS = ("sentence", "turn")


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """One line of a comparison.

    Attributes:
        code: The code; the codes under it count for it.
        agreement: Its figures, by place of the coders in the comparison.
        codings: How many codings each coder has, by place.
    """

    code: Code
    agreement: "CodeAgreement"
    codings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CodeApart:
    """Agreement on one code, apart by whether a unit was marked by way of a suggestion.

    Attributes:
        code: The code; the codes under it count for it.
        figures: On the units that suggestions led to, and on the others.
    """

    code: Code
    figures: "Apart"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far coders agree.

    Attributes:
        coders: Who is compared.
        unit: ``sentence`` or ``turn``.
        segments: How many units all of them read.
        transcripts: uuid and name of those that all of them have finished.
        left_out: Names of the other transcripts.
        lines: One per code, in the order of the codebook.
        language: Of the labels.
        apart: The same apart by origin, of the codes with a coding that came from a suggestion; empty without any.
    """

    coders: tuple[Coder, ...]
    unit: str
    segments: int
    transcripts: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    lines: tuple[CodeFigures, ...]
    language: str
    apart: tuple[CodeApart, ...] = ()

    @property
    def few_transcripts(self) -> bool:
        """Whether they are too few for any figure to have an interval."""
        from workbench.analysis.presence import FEWEST_TRANSCRIPTS

        return len(self.transcripts) < FEWEST_TRANSCRIPTS


def compare(
    study: "StudyFile",
    *,
    coders: Sequence[str] = (),
    unit: str = "sentence",
    codes: Sequence[str] = (),
    transcripts: Sequence[str] = (),
    snapshot: "Snapshot | None" = None,
    moment: "datetime | None" = None,
) -> Comparison:
    """Measure agreement on the transcripts that all of the coders have finished.

    Args:
        study: Open.
        coders: Names; by default all who have finished a transcript.
        unit: On what presence is counted: ``sentence`` or ``turn``.
        codes: Names or uuids; the codes under one count for it. By default every code that can be applied.
        transcripts: Names; by default all.
        snapshot: What has been read of the study already; None to read it.
        moment: To see the codings as they were then; None for now.

    Raises:
        StoreError: If a coder or transcript is unknown.
        CodebookError: If a code is unknown.
        AnalysisError: If the unit is unknown.
    """
    if unit not in UNITS:
        raise AnalysisError(
            _("Agreement is not measured on the unit {unit}.").format(unit=unit),
            _("Units: {units}.").format(units=", ".join(UNITS)),
        )
    chosen = Compared(study, coders, codes, transcripts, snapshot=snapshot, moment=moment)
    segments = chosen.segments(unit)
    mine = segments.take(chosen.common[segments.transcript])
    return Comparison(
        coders=chosen.coders,
        unit=unit,
        segments=len(mine),
        transcripts=tuple(chosen.named(chosen.common)),
        left_out=tuple(name for _uuid, name in chosen.named(chosen.wanted & ~chosen.common)),
        lines=tuple(_figures(chosen, mine)),
        language=study.language,
        apart=tuple(_apart(chosen, mine)) if chosen.came.any() else (),
    )


def _figures(chosen: Compared, segments: "Stretches") -> Iterator[CodeFigures]:
    """Codes that lie under others are measured apart from these, since a child counts for its parent."""
    import numpy as np

    from workbench.analysis.columns import MISSING
    from workbench.analysis.presence import compare_codes

    found: dict[str, CodeFigures] = {}
    places = range(len(chosen.coders))
    for level in _levels(chosen):
        theme_of = chosen.columns.theme_of(chosen.book, [code.uuid for code in level], chosen.rows.codings)
        theme = theme_of[chosen.rows.codings.code]
        measured = compare_codes(chosen.rows.codings, segments, coders=places, theme_of=theme_of, themes=len(level))
        cell = theme * len(places) + chosen.rows.codings.coder
        counts = np.bincount(cell[theme != MISSING], minlength=len(level) * len(places)).reshape(
            len(level), len(places)
        )
        for code, agreement, mine in zip(level, measured, counts.tolist(), strict=True):
            found[code.uuid] = CodeFigures(code, agreement, tuple(mine))
    return (found[code.uuid] for code in chosen.codes)


def _apart(chosen: Compared, segments: "Stretches") -> Iterator[CodeApart]:
    """Level by level, as the figures are."""
    from workbench.analysis.apart import apart

    found: dict[str, CodeApart] = {}
    for level in _levels(chosen):
        uuids = [code.uuid for code in level]
        theme_of = chosen.columns.theme_of(chosen.book, uuids, chosen.rows.codings)
        measured = apart(
            *(chosen.rows.codings, segments, chosen.came),
            coders=len(chosen.coders),
            theme_of=theme_of,
            themes=len(level),
        )
        found |= {
            code.uuid: CodeApart(code, figures)
            for code, figures in zip(level, measured, strict=True)
            if figures.suggested.units
        }
    return (found[code.uuid] for code in chosen.codes if code.uuid in found)


def _levels(chosen: Compared) -> Iterable[list[Code]]:
    """The codes by depth: two of one depth never lie under each other."""
    levels: dict[int, list[Code]] = {}
    for code in chosen.codes:
        levels.setdefault(len(chosen.book.path(code.uuid)), []).append(code)
    return levels.values()
