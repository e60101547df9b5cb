"""What the sides say: quotations of one side of a code facing those of the other, the picked ones first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from codebook.trimming import trimmed
from exports.report import Block, Heading, Paragraph, Pointer, Quotation
from transcripts.i18n import N_, _
from transcripts.spans import Span
from workbench.analysis.columns import CONTRA
from workbench.analysis.divergence import MIXED, PRO, Division
from workbench.store import picks as pick_store
from workbench.store import texts as text_store
from workbench.workflows.findings.explaining import quotation
from workbench.workflows.wording import Wording

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.columns import IntArray
    from workbench.store.picks import Pick
    from workbench.workflows.findings.evidence import Evidence, Themes

_SIDES = {"pro": PRO, "contra": CONTRA, "mixed": MIXED}
_NAMES = {"pro": N_("Pro"), "contra": N_("Contra"), "mixed": N_("Mixed")}


class Facing:
    """Quotations of the sides of codes.

    Args:
        evidence: What is counted.
        codes: Those that take a stance or not; a theme is an index into them.
        themes: What is said of them.
        stance: Of each participant on each theme, shape (themes, participants).
        found: How each theme divides.
    """

    def __init__(
        self,
        evidence: "Evidence",
        codes: Sequence["Code"],
        themes: "Themes",
        stance: "IntArray",
        found: Sequence[Division],
    ) -> None:
        self._evidence = evidence
        self._codes = codes
        self._themes = themes
        self._stance = stance
        self._found = found
        self._wording = Wording(evidence.inquiry.study)
        self._picks = pick_store.all(evidence.inquiry.study.reader)

    def blocks(self, order: Sequence[int], count: int, *, brief: bool) -> Iterator[Block]:
        """For each code with both sides, in this order: how many on each, and what they say.

        Args:
            order: Themes.
            count: How many participants a side are quoted.
            brief: Whether words and signatures are all that is shown of a quotation.
        """
        for theme in order:
            said = self._in_words(theme) if brief else {side: _(name) for side, name in _NAMES.items()}
            if not brief:
                yield self._head(theme)
            for side, words in said.items():
                quoted = list(self._quoted(theme, side, count, brief=brief)) if side in _SIDES else []
                if quoted or brief:
                    yield Paragraph(words)
                yield from quoted

    def _head(self, theme: int) -> Heading:
        one = self._found[theme]
        label = self._codes[theme].label(self._evidence.inquiry.language)
        said = _("{label}: {pro} pro, {contra} contra, {mixed} mixed")
        return Heading(said.format(label=label, pro=one.pro, contra=one.contra, mixed=one.mixed), level=3)

    def _in_words(self, theme: int) -> dict[str, str]:
        """A sentence for each side that somebody is on."""
        one = self._found[theme]
        label = self._codes[theme].label(self._evidence.inquiry.language)
        sides = {"pro": one.pro, "contra": one.contra, "mixed": one.mixed, "neutral": one.neutral}
        return self._wording.sides(label, sides, len(self._evidence.people))

    def _quoted(self, theme: int, side: str, count: int, *, brief: bool) -> Iterator[Quotation]:
        """Some passages of one side, of different participants; those of whom something is picked come first."""
        places = np.flatnonzero(self._stance[theme] == _SIDES[side]).tolist()
        people = [self._of(theme, place, _SIDES[side]) for place in places]
        people.sort(key=lambda shown: all(pick is None for _pointer, pick in shown))
        for pointer, pick in [one for shown in people[:count] for one in shown]:
            for passage in self._evidence.inquiry.passages([pointer]):
                made = quotation(passage)
                text = self._cut(pick) if pick else made.text
                yield Quotation(text, made.signature) if brief else replace(made, text=text)

    def _of(self, theme: int, place: int, side: int) -> "list[tuple[Pointer, Pick | None]]":
        """What one participant says on a side: what is picked of it, else the longest passage.

        Who is mixed by codings on both sides is shown with one of each.
        """
        codings, rows = self._evidence.codings, self._themes.rows(theme, place)
        wanted = (side,) if (codings.stance[rows] == side).any() else (PRO, CONTRA)
        chosen: list[tuple[Pointer, Pick | None]] = []
        for stance in wanted:
            mine = rows[codings.stance[rows] == stance]
            if len(mine):
                size = codings.end[mine] - codings.start[mine]
                pointers = [self._evidence.pointers([row])[0] for row in mine[np.argsort(-size, kind="stable")]]
                chosen.append(self._picked(theme, pointers) or (pointers[0], None))
        return chosen

    def _picked(self, theme: int, pointers: Sequence[Pointer]) -> "tuple[Pointer, Pick] | None":
        """The first pick that is one of some passages: half of the shorter one is shared."""
        inquiry = self._evidence.inquiry
        family = {self._codes[theme].uuid, *(one.uuid for one in inquiry.book.descendants(self._codes[theme].uuid))}
        for pick in self._picks:
            for one in pointers if pick.code in family else ():
                shared = pick.span.intersection(Span(one.start, one.end)) if pick.number == one.transcript else None
                if shared and 2 * len(shared) >= min(len(pick.span), one.end - one.start):
                    return one, pick
        return None

    def _cut(self, pick: "Pick") -> str:
        [text] = text_store.texts(self._evidence.inquiry.study.reader, {pick.number})
        return trimmed(text[1], pick.span, pick.cuts)
