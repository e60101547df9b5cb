"""Comparison: how far coders agree, code by code, branch by branch, and over all codes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from codebook.code import Code
from codebook.coding import Coder
from transcripts.i18n import _
from workbench.errors import AnalysisError
from workbench.workflows.compared import Compared

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.analysis.apart import Apart
    from workbench.analysis.presence import CodeAgreement
    from workbench.store.study_file import StudyFile
    from workbench.workflows.columns import CodingRows
    from workbench.workflows.findings.room import Snapshot
    from workbench.workflows.measuring.figures import Line, Resampling
    from workbench.workflows.measuring.ground import Branch, Ground
    from workbench.workflows.measuring.measure import Measure
    from workbench.workflows.measuring.units import Unit


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """One line of a comparison.

    Attributes:
        code: The code; the codes under it count for it.
        agreement: Its figures on units, by place of the coders in the comparison.
        codings: How many codings each coder has, by place.
        measured: All measures that were taken.
    """

    code: Code
    agreement: "CodeAgreement"
    codings: tuple[int, ...]
    measured: "Line"


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
        unit: ``span``, ``sentence``, ``turn``, ``answer`` or the grid, such as ``grid:200``.
        segments: How many units all of them read; 0 for free spans.
        transcripts: uuid and name of those that count.
        left_out: Names of the other transcripts.
        lines: One per code, in the order of the codebook.
        language: Of the labels.
        apart: The same apart by origin, of the codes with a coding that came from a suggestion; empty without any.
        branches: The branches of the codebook that the codes stand in.
        whole: All codes together.
        measures: What was taken, in the order of the registry.
        resampling: How intervals were made.
        any_two: Whether transcripts count that two of the coders have finished, and not all.
        threshold: What the lower bounds are held against; None for nothing.
        ground: What was measured on, to open the passages behind a number; valid while the study is open.
        chosen: The codings compared.
    """

    coders: tuple[Coder, ...]
    unit: str
    segments: int
    transcripts: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    lines: tuple[CodeFigures, ...]
    language: str
    apart: tuple[CodeApart, ...]
    branches: "tuple[Line, ...]"
    whole: "Line"
    measures: "tuple[Measure, ...]"
    resampling: "Resampling"
    any_two: bool
    threshold: float | None
    ground: "Ground" = field(compare=False, repr=False)
    chosen: Compared = field(compare=False, repr=False)

    @property
    def few_transcripts(self) -> bool:
        """Whether they are too few for any figure to have an interval over transcripts, where that is wanted."""
        from workbench.analysis.intervals import FEWEST_TRANSCRIPTS

        return not self.resampling.by_pairs and len(self.transcripts) < FEWEST_TRANSCRIPTS

    @property
    def has_chance(self) -> bool:
        """Whether anything was drawn at random, so that the seed belongs to the figures: intervals, or γ."""
        return self.resampling.draws_any or any(one.family == "gamma" for one in self.measures)

    @property
    def characters(self) -> int:
        """Of the texts that count."""
        return int(self.ground.lengths.sum())


def compare(
    study: "StudyFile",
    *,
    coders: Sequence[str] = (),
    unit: str = "sentence",
    codes: Sequence[str] = (),
    transcripts: Sequence[str] = (),
    measures: Sequence[str] = (),
    interval: str = "jackknife",
    seed: int | None = None,
    draws: int | None = None,
    any_two: bool = False,
    threshold: float | None = None,
    texts: bool = False,
    pairs: bool = False,
    rows: "CodingRows | None" = None,
    snapshot: "Snapshot | None" = None,
    moment: "datetime | None" = None,
) -> Comparison:
    """Measure agreement on the transcripts that all of the coders have finished.

    Args:
        study: Open.
        coders: Names; by default all who have finished a transcript.
        unit: On what presence is counted: ``span`` for free spans alone, ``sentence``, ``turn``, ``answer``, or a grid
            of characters or words such as ``grid:200`` or ``grid:50w``.
        codes: Names or uuids; the codes under one count for it. By default every code that can be applied.
        transcripts: Names; by default all.
        measures: Names of measures besides those that are always taken; ``all`` for all that take no time.
        interval: ``jackknife``, ``bootstrap`` (both over transcripts), ``none``, or ``hayes-krippendorff``: pairs of
            ratings drawn anew, for alphas on units only, which is too narrow for text.
        seed: Of either bootstrap, and of the samples of γ.
        draws: Of either bootstrap.
        any_two: Whether to count transcripts that two of the coders have finished and not all: an extension of the
            published definitions, to be said with the figures.
        threshold: What the lower bounds of intervals are to be held against, such as 0.8.
        texts: Whether to measure every code and branch on every transcript by itself too, which takes long in large
            studies; all codes together are measured so in any case. ``in_full`` does it for one.
        pairs: Whether the figures of a code or branch for every two coders have intervals too, where there are more
            coders than two; all codes together have them in any case. ``in_full`` does it for one.
        rows: Codings to compare in place of the study's, as ``Compared`` has them.
        snapshot: What has been read of the study already; None to read it.
        moment: To see the codings as they were then; None for now.

    Raises:
        StoreError: If a coder or transcript is unknown.
        CodebookError: If a code is unknown.
        AnalysisError: If the unit, a measure or the way to make intervals is unknown.
        SealedError: If a coder's work is sealed from who looks, or nobody is left to be compared for that reason.
    """
    from workbench.workflows.measuring.registry import wanted
    from workbench.workflows.measuring.units import read_unit

    cut = read_unit(unit)
    taken = wanted(measures, units=cut.kind != "span")
    how = _resampling(interval, seed, draws)
    chosen = Compared(
        *(study, coders, codes, transcripts), any_two=any_two, rows=rows, snapshot=snapshot, moment=moment
    )
    return _measured(chosen, cut, taken, how, any_two=any_two, threshold=threshold, texts=texts, pairs=pairs)


def _resampling(interval: str, seed: int | None, draws: int | None) -> "Resampling":
    from workbench.analysis.resampling import SEED
    from workbench.workflows.measuring.figures import DRAWS, METHODS, Resampling

    if interval not in METHODS:
        raise AnalysisError(
            _("There is no interval {name}.").format(name=interval),
            _("Intervals: {names}.").format(names=", ".join(METHODS)),
        )
    return Resampling(interval, SEED if seed is None else seed, DRAWS if draws is None else draws)


def _measured(
    chosen: Compared,
    unit: "Unit",
    measures: "tuple[Measure, ...]",
    how: "Resampling",
    *,
    any_two: bool,
    threshold: float | None,
    texts: bool,
    pairs: bool,
) -> Comparison:
    from workbench.workflows.measuring.figures import lines
    from workbench.workflows.measuring.ground import Ground
    from workbench.workflows.measuring.measure import Level
    from workbench.workflows.measuring.registry import speaking_of

    ground = Ground(chosen, unit, seed=how.seed)
    of_code, of_codes = (speaking_of(measures, level) for level in (Level.CODE, Level.CODES))
    (whole,) = lines(ground, (ground.whole,), of_codes, how, texts=True)
    ground.forget()
    codes = tuple(_code_figures(ground, lines(ground, ground.codes, of_code, how, texts=texts, pairs=pairs)))
    ground.forget()
    branches = lines(ground, ground.branches, of_codes, how, texts=texts, pairs=pairs)
    ground.forget()
    return Comparison(
        coders=chosen.coders,
        unit=unit.name,
        segments=len(ground.segments),
        transcripts=tuple(chosen.named(chosen.common)),
        left_out=tuple(name for _uuid, name in chosen.named(chosen.wanted & ~chosen.common)),
        lines=codes,
        language=chosen.study.language,
        apart=tuple(_apart(ground, chosen)) if chosen.came.any() and len(ground.segments) else (),
        branches=branches,
        whole=whole,
        measures=measures,
        resampling=how,
        any_two=any_two,
        threshold=threshold,
        ground=ground,
        chosen=chosen,
    )


def in_full(comparison: Comparison, line: "Line") -> "Line":
    """One line of a comparison with the figures of each transcript, and with intervals of every two coders."""
    from workbench.workflows.measuring.figures import lines
    from workbench.workflows.measuring.measure import Level
    from workbench.workflows.measuring.registry import speaking_of

    level = Level.CODE if isinstance(line.about, Code) else Level.CODES
    things = cast("Sequence[Code] | Sequence[Branch]", (line.about,))
    (found,) = lines(
        *(comparison.ground, things, speaking_of(comparison.measures, level), comparison.resampling), texts=True
    )
    return found


def _code_figures(ground: "Ground", measured: "Sequence[Line]") -> Iterator[CodeFigures]:
    """The figures on units in the form that screens and tables have known from the beginning."""
    import numpy as np

    from workbench.workflows.measuring.agreements import agreements

    row, thing = ground.told_of(ground.codes)
    shape = len(ground.codes), ground.coders
    cell = thing * ground.coders + ground.codings.coder[row]
    counts = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape).tolist()
    for line, agreement, mine in zip(measured, agreements(ground, measured), counts, strict=True):
        assert isinstance(line.about, Code)
        yield CodeFigures(line.about, agreement, tuple(mine), line)


def _apart(ground: "Ground", chosen: Compared) -> Iterator[CodeApart]:
    """Codes that lie under others are measured apart from these, since a child counts for its parent."""
    from workbench.analysis.apart import apart

    found: dict[str, CodeApart] = {}
    for level in ground.levels:
        theme_of = ground.theme_of(level)
        measured = apart(
            *(ground.codings, ground.segments, chosen.came),
            coders=ground.coders,
            theme_of=theme_of,
            themes=len(level),
        )
        found |= {
            code.uuid: CodeApart(code, figures)
            for code, figures in zip(level, measured, strict=True)
            if figures.suggested.units
        }
    return (found[code.uuid] for code in chosen.codes if code.uuid in found)
