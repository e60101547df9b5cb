"""What a measure of agreement is, before it is taken."""

from dataclasses import dataclass
from enum import StrEnum

from transcripts.i18n import _


class On(StrEnum):
    """What a measure is taken on; the values are stable, files carry them."""

    SPANS = "spans"
    UNITS = "units"
    MATCHED = "matched"


class Level(StrEnum):
    """About what a figure speaks; the values are stable.

    ``CODE`` is one code, with those under it; ``CODES`` several codes together: a branch of the codebook, or all.
    """

    CODE = "code"
    CODES = "codes"


class Coders(StrEnum):
    """How many coders a measure takes.

    ``PAIRS`` are measures of two, whose figure for more is the mean over the pairs that have one; ``TWO`` are measures
    of two that have none for more.
    """

    ANY = "any"
    PAIRS = "pairs"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        name: Stable English name: ``--measure NAME``, the key in files.
        symbol: What stands above a column, marked for translation.
        label: What a person calls it, marked for translation.
        definition: How it is made, in one or two sentences, marked for translation.
        source: Who published it, and when.
        on: What it is taken on.
        levels: About what it can speak.
        family: Name of the module under ``workbench.workflows.measuring`` that takes it; measures that share their
            arithmetic share a family and are taken together.
        coders: For how many coders it is defined, and what is done with more.
        needs: What has to be declared or known, marked for translation; "" for nothing.
        headline: Whether it is shown without being asked for.
        covered: Whether the figure speaks of a part of the text only, which its coverage then tells.
        variant: Whether sources differ for three coders and more, which is said beside the figure.
        share: Whether it is a share, which people read as per cent.
        lowest: What it cannot be under.
    """

    name: str
    symbol: str
    label: str
    definition: str
    source: str
    on: On
    levels: tuple[Level, ...]
    family: str
    coders: Coders = Coders.ANY
    needs: str = ""
    headline: bool = False
    covered: bool = False
    variant: bool = False
    share: bool = False
    lowest: float = -1.0

    @property
    def said(self) -> str:
        """The label in the language in use."""
        return _(self.label)

    @property
    def definition_said(self) -> str:
        """The definition with what it needs, in the language in use."""
        return " ".join(_(part) for part in (self.definition, self.needs) if part)

    @property
    def told(self) -> str:
        """The definition with its source, in the language in use."""
        said = _("{heading}: {definition}").format(heading=_(self.symbol), definition=self.definition_said)
        return f"{said} ({self.source})" if self.source else said
