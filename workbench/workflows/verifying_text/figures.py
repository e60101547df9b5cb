"""What the study counts for a code, by each layer of codings."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from codebook.code import Code
from exports.report import Pointer
from transcripts.i18n import _
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from workbench.workflows.findings.evidence import Evidence, Themes
    from workbench.workflows.findings.inquiry import Inquiry


@dataclass(frozen=True, slots=True)
class Figure:
    """The participants of one layer with one code, everything under it included.

    Attributes:
        layer: Name of the coder, or of the consensus.
        total: How many participants are read to the end.
        mentioned: How many of them speak of it.
        supported: How many not only against it.
        against: How many against it, at least once.
        pro: How many for it, and nothing else.
        mixed: How many on both sides.
    """

    layer: str
    total: int
    mentioned: int
    supported: int
    against: int
    pro: int = 0
    mixed: int = 0


class Figures:
    """Counts codes when they are asked for.

    Args:
        inquiry: Whose codings are counted, in which transcripts.
    """

    def __init__(self, inquiry: "Inquiry") -> None:
        self._inquiry = inquiry
        self._kept: dict[str, tuple[Figure, ...]] = {}
        self._behind: dict[str, tuple[Pointer, ...]] = {}

    def of(self, code: Code) -> tuple[Figure, ...]:
        """The figures of a code, one for each layer."""
        if code.uuid not in self._kept:
            self._count(code)
        return self._kept[code.uuid]

    def behind(self, code: Code) -> tuple[Pointer, ...]:
        """The passages behind its figures."""
        self.of(code)
        return self._behind[code.uuid]

    def _count(self, code: Code) -> None:
        from workbench.analysis.divergence import divisions, stances_of

        figures: list[Figure] = []
        pointers: list[Pointer] = []
        for layer in self._inquiry.layers:
            evidence = self._inquiry.evidence(layer)
            themes = evidence.themes((code,))
            tally = themes.tally
            stance = stances_of(tally, evidence.codings.take(themes.origin))
            [division] = divisions(stance, tally.mentioned)
            figures.append(
                Figure(
                    layer.name,
                    len(evidence.people),
                    int((tally.mentions[0] > 0).sum()),
                    int(tally.supported[0].sum()),
                    _against(evidence, themes),
                    division.pro,
                    division.mixed,
                )
            )
            pointers += themes.pointers(0)
        self._kept[code.uuid], self._behind[code.uuid] = tuple(figures), tuple(dict.fromkeys(pointers))

    @cached_property
    def sizes(self) -> dict[int, str]:
        """Numbers that describe the study itself, and what they are."""
        people, texts = len(self._inquiry.people), len(transcript_store.numbers(self._inquiry.study.reader))
        return {texts: _("the transcripts of the study"), people: _("the participants of the study")}


def _against(evidence: "Evidence", themes: "Themes") -> int:
    """How many participants speak against a code at least once."""
    import numpy as np

    from workbench.analysis.columns import CONTRA

    rows = themes.rows(0)
    contra = rows[evidence.codings.stance[rows] == CONTRA]
    return len(np.unique(evidence.pieces.participant[np.isin(evidence.pieces.coding, contra)]))


def told(figures: tuple[Figure, ...]) -> str:
    """The figures in a sentence: ``MA: 7 of 11, JT: 6 of 11``."""
    parts = [
        _("{layer}: {count} of {total}").format(layer=one.layer, count=one.mentioned, total=one.total)
        + (_(" ({count} not only against it)").format(count=one.supported) if one.supported != one.mentioned else "")
        for one in figures
    ]
    return ", ".join(parts)
