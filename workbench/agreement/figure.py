"""What every measure returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from transcripts.i18n import _
from workbench.analysis.coefficients import Coefficient

__all__ = ["Figure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of agreement, or the reason why there is none; never NaN.

    Attributes:
        value: The number, None where it is undefined.
        reason: Stable word for why it is undefined, such as ``no_variation``; "" where it is not.
        why: The same as a sentence, in the language in use.
        n: What it rests on: units with two ratings or more, characters that two coders read, or spans.
        observed: Observed agreement P_o, also where the figure is undefined for want of variation; None where the
            measure has none.
        expected: Agreement expected by chance P_e, None where the measure has none.
        coverage: Share of the text that the figure rests on, of the cu-alpha family; None elsewhere.
        note: What is to be printed beside it, such as how several coders were put together; often "".
        parts: Figures that it is made of, or figures of its parts, by name: pairs of coders, categories or codes.
    """

    value: float | None
    reason: str = ""
    why: str = ""
    n: float = 0
    observed: float | None = None
    expected: float | None = None
    coverage: float | None = None
    note: str = ""
    parts: Mapping[Any, "Figure"] = field(default_factory=dict)

    def __str__(self) -> str:
        """The number with four decimals, or "undefined" and the reason, then coverage and note."""
        # Rounding first, and adding 0, turns what would be shown as -0.0000 into 0.
        number = "" if self.value is None else f"{round(self.value, 4) + 0.0:.4f}"
        shown = [number or f"undefined: {self.why}"]
        if self.coverage is not None:
            shown.append(f"coverage {self.coverage:.4f}")
        if self.note:
            shown.append(self.note)
        return "; ".join(shown)

    @property
    def defined(self) -> bool:
        """Whether there is a number."""
        return self.value is not None


def figure_of(
    coefficient: Coefficient,
    *,
    n: float = 0,
    observed: float | None = None,
    expected: float | None = None,
    coverage: float | None = None,
    note: str = "",
    parts: Mapping[Any, Figure] | None = None,
) -> Figure:
    """A figure of a coefficient."""
    reason = coefficient.reason.value if coefficient.reason else ""
    value = coefficient.value
    return Figure(value, reason, coefficient.why, n, observed, expected, coverage, note, dict(parts or {}))


def mean_of_pairs(defined: int, pairs: int) -> str:
    """What to print beside the mean of figures of pairs of coders, of which some may be undefined."""
    if defined == pairs:
        return _("mean of {count} pairs of coders").format(count=pairs)
    return _("mean of {defined} of {count} pairs of coders").format(defined=defined, count=pairs)
