"""What became of suggestions, coder by coder and code by code, and what of the codings came from them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from codebook.coding import Coder
from exports.report import Pointer
from workbench.analysis.columns import MISSING, BoolArray, IntArray
from workbench.store import decision_counts
from workbench.store.decision_counts import DecidedPlace, OutcomeCount
from workbench.workflows.findings.suggestion_lines import CodeLine, Decided
from workbench.workflows.layers import Choice, shown_coders

if TYPE_CHECKING:
    from workbench.workflows.columns import CodingRows
    from workbench.workflows.findings.inquiry import Inquiry


class SuggestionCounts:
    """What became of suggestions in what a report looks at.

    Args:
        inquiry: What is looked at.
        coders: Whose decisions and codings; those who may be seen if not given.
        whole: Whether all transcripts asked for count, whoever speaks in them.

    Attributes:
        coders: Whose decisions and codings are counted.
        codes: What lines stand for: a decision or coding counts for its own code, at a level for that of the level.
        texts: Transcripts looked at, shape (transcripts,): those asked for in which somebody asked for speaks.
    """

    def __init__(self, inquiry: "Inquiry", *, coders: Sequence[Coder] | None = None, whole: bool = False) -> None:
        self._inquiry = inquiry
        self.coders = visible_coders(inquiry) if coders is None else list(coders)
        self.codes = inquiry.codes()
        self.texts = inquiry.chosen if whole else self._texts()
        every = None if self.texts.all() else self._numbers.tolist()
        self._only, self._until = every, _written(inquiry.moment)
        known = {coder.uuid for coder in self.coders}
        found = decision_counts.outcomes(inquiry.study.reader, transcripts=every, until=self._until)
        self._outcomes = [one for one in found if one.coder in known]
        inquiry.snapshot.read(self.coders, inquiry.moment)

    def _texts(self) -> BoolArray:
        inquiry = self._inquiry
        if not (inquiry.filter.participants or inquiry.filter.where):
            return inquiry.chosen
        person, text = inquiry.heard
        texts = np.zeros(len(inquiry.chosen), bool)
        texts[text[inquiry.who[person]]] = True
        return texts

    @property
    def _numbers(self) -> IntArray:
        numbers: IntArray = self._inquiry.snapshot.columns.transcript_rows[self.texts]
        return numbers

    @property
    def any(self) -> bool:
        """Whether anybody decided about anything, or any coding came from a suggestion."""
        return bool(self._outcomes) or any(suggested for _codings, suggested in map(self.origin, self.coders))

    # -- by coder ----------------------------------------------------------------------------------------------

    def decided(self, *coders: Coder) -> Decided:
        """All decisions of some coders, whatever the code."""
        wanted = {coder.uuid for coder in coders}
        return Decided(one for one in self._outcomes if one.coder in wanted)

    def origin(self, coder: Coder) -> tuple[int, int]:
        """Codings of a coder, and those of them that came from suggestions."""
        rows, came = self._codings(coder)
        return len(rows.ids), int(came.sum())

    def _codings(self, coder: Coder) -> "tuple[CodingRows, BoolArray]":
        """Codings of a coder in the transcripts looked at, and which came from suggestions."""
        inquiry = self._inquiry
        rows = inquiry.snapshot.codings(coder, inquiry.moment)
        if not self.texts.all():
            rows = rows.take(self.texts[rows.codings.transcript])
        return rows, inquiry.snapshot.suggested_among(rows.ids)

    # -- by code -----------------------------------------------------------------------------------------------

    @cached_property
    def _theme_of(self) -> IntArray:
        """For each code (row number) its line, or that of the nearest code above it."""
        numbers, book = self._inquiry.snapshot.code_numbers, self._inquiry.book
        row = {code.uuid: at for at, code in enumerate(self.codes)}
        theme_of = np.full(max([0, *numbers, *(one.code for one in self._outcomes)]) + 1, MISSING)
        for number, uuid in numbers.items():
            path = reversed(book.path(uuid)) if uuid in book else ()
            theme_of[number] = next((row[step.uuid] for step in path if step.uuid in row), MISSING)
        return theme_of

    @cached_property
    def lines(self) -> list[CodeLine]:
        """A line for each code and coder that decided about it, or whose codings of it came from suggestions.

        In order of the codebook, then of the coders; codes that are no longer in use come last.
        """
        found = [line for coder in self.coders for line in self._of_coder(coder)]
        place = {code.uuid: at for at, code in enumerate(self.codes)}
        found.sort(key=lambda line: place[line.code.uuid] if line.code else len(place))
        return found

    def _of_coder(self, coder: Coder) -> Iterator[CodeLine]:
        rows, came = self._codings(coder)
        theme = self._theme_of[rows.codings.code] if len(rows.ids) else np.zeros(0, np.int64)
        here = theme != MISSING
        codings = np.bincount(theme[here], minlength=len(self.codes))
        suggested = np.bincount(theme[here & came], minlength=len(self.codes))
        width = max(1, len(self.texts))
        cell, times = np.unique(theme[here & came] * width + rows.codings.transcript[here & came], return_counts=True)
        decisions = self._by_theme(coder)
        done = self._inquiry.snapshot.done(coder.uuid, self._inquiry.moment)
        for at, code in enumerate(self.codes):
            if at not in decisions and not suggested[at]:
                continue
            bounds = slice(*np.searchsorted(cell, (at * width, (at + 1) * width)).tolist())
            texts = cell[bounds] % width
            foreign = ~self._read[texts]
            yield CodeLine(
                *(coder, code, code.short, Decided(decisions.get(at, ()))),
                *(int(codings[at]), int(suggested[at]), tuple(texts.tolist())),
                *(tuple(texts[~done[texts]].tolist()), tuple(texts[foreign].tolist())),
                int(times[bounds][foreign].sum()),
            )
        yield from self._of_binned(coder)

    @cached_property
    def _read(self) -> BoolArray:
        """Which transcripts anybody who may be seen has finished."""
        done = [self._inquiry.snapshot.done(coder.uuid, self._inquiry.moment) for coder in self.coders]
        read: BoolArray = np.any([np.zeros(len(self.texts), bool), *done], axis=0)
        return read

    def _by_theme(self, coder: Coder) -> dict[int, list[OutcomeCount]]:
        found: dict[int, list[OutcomeCount]] = {}
        for one in self._outcomes:
            if one.coder == coder.uuid and (theme := int(self._theme_of[one.code])) != MISSING:
                found.setdefault(theme, []).append(one)
        return found

    def _of_binned(self, coder: Coder) -> Iterator[CodeLine]:
        """Decisions about codes that are in the bin; within a branch they have no place."""
        if self._inquiry.branch is not None:
            return
        for number, short in decision_counts.binned_codes(self._inquiry.study.reader).items():
            mine = [one for one in self._outcomes if one.coder == coder.uuid and one.code == number]
            if mine:
                yield CodeLine(coder, None, short, Decided(mine), 0, 0, (), (), (), 0)

    # -- the passages ------------------------------------------------------------------------------------------

    def names(self, texts: Sequence[int]) -> tuple[str, ...]:
        """Names of transcripts by their places."""
        return tuple(self._inquiry.transcripts[text][1] for text in texts)

    def places(self, line: CodeLine, wanted: Callable[[DecidedPlace], bool]) -> tuple[Pointer, ...]:
        """Where decided suggestions of a line stood, of those that fit, in text order."""
        codes = sorted({one.code for one in line.decisions.counts})
        found = decision_counts.decided_places(
            self._inquiry.study.reader, line.coder.uuid, codes, transcripts=self._only, until=self._until
        )
        pointers = {Pointer(one.transcript, one.span.start, one.span.end, one.coding) for one in found if wanted(one)}
        return tuple(sorted(pointers))

    def passages(self, line: CodeLine, *, suggested: bool) -> tuple[Pointer, ...]:
        """The codings of a line, all or those from suggestions, in text order."""
        rows, came = self._codings(line.coder)
        if line.code is None or not len(rows.ids):
            return ()
        mine = self._theme_of[rows.codings.code] == self.codes.index(line.code)
        rows = rows.take(mine & came if suggested else mine)
        numbers, table = self._inquiry.snapshot.columns.transcript_rows, rows.codings
        columns = (numbers[table.transcript], table.start, table.end, rows.ids)
        return tuple(sorted(Pointer(*row) for row in zip(*(column.tolist() for column in columns), strict=True)))


def visible_coders(inquiry: "Inquiry") -> list[Coder]:
    """The coder asked for or, in a blind study, oneself; else everybody, the consensus among them."""
    if inquiry.filter.layer or inquiry.choice is Choice.SEALED:
        return inquiry.layers
    return shown_coders(inquiry.study.reader)


def _written(moment: datetime | None) -> str:
    """A moment as decisions are dated."""
    if moment is None:
        return ""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
