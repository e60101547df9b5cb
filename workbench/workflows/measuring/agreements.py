"""The figures on units of each code, as comparisons had them from the beginning."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.presence import CodeAgreement
from workbench.analysis.presence_tables import PRESENT
from workbench.workflows.measuring.figures import Figure, Figures, Line
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.presence import tables_of

_F1 = "f1_characters"


def agreements(ground: Ground, lines: Sequence[Line]) -> Iterator[CodeAgreement]:
    """One for each line, in order.

    Args:
        ground: What was measured on.
        lines: Of the codes compared, with the measures that are always taken.
    """
    segments = len(ground.segments)
    compared = ground.coders > 1 and ground.transcripts > 0
    none = undefined(Reason.NO_UNITS if compared else Reason.TWO_CODERS)
    marked = [(0,) * ground.coders] * len(lines)
    if segments:
        counts = tables_of(ground, [line.about for line in lines]).single[..., PRESENT].sum(axis=0)
        marked = [tuple(int(one) for one in row) for row in counts]
    for theme, (line, mine) in enumerate(zip(lines, marked, strict=True)):
        figures = line.figures
        yield CodeAgreement(
            theme=theme,
            segments=segments,
            marked=mine,
            percent=_of(figures, "percent", none),
            coded_only=_of(figures, "coded_only", none),
            alpha=_of(figures, "alpha", none),
            kappa=_of(figures, "cohen" if ground.coders == 2 else "light", none),
            kappas={pair: _of(_pair(ground, line, pair), "cohen", none) for pair in _pairs(ground)},
            f1={pair: _of(_pair(ground, line, pair), _F1, none) for pair in _pairs(ground)},
            mean_f1=_of(figures, _F1, none),
        )


def _pairs(ground: Ground) -> Iterator[tuple[int, int]]:
    return combinations(range(ground.coders), 2)


def _pair(ground: Ground, line: Line, pair: tuple[int, int]) -> Figures:
    """With two coders, their figures are those of all."""
    return line.figures if ground.coders == 2 else line.pairs.get(pair, {})


def _of(figures: Figures, name: str, none: Coefficient) -> Coefficient:
    figure: Figure | None = figures.get(name)
    return none if figure is None else figure.coefficient
