"""What one layer of codings has to say, cut to a filter: the ground that every figure stands on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from codebook.code import Code
from codebook.coding import Coder
from exports.report import Pointer
from workbench.analysis.columns import MISSING, BoolArray, Codings, IntArray, Stretches
from workbench.analysis.mentions import Pieces, Tally, own_words, tally
from workbench.analysis.prevalence import by_prompt
from workbench.analysis.sweeps import distinct, spread
from workbench.workflows.findings.filters import Mention

if TYPE_CHECKING:
    from workbench.workflows.findings.force import Force
    from workbench.workflows.findings.inquiry import Inquiry

UNKNOWN, NEVER, ASKED = -1, 0, 1
"""Whether a participant was asked about a code."""


class Evidence:
    """The codings of one layer that count, and among whom they are counted.

    A participant's column is its place among those read (``participants``). All arrays of codings have the length of
    ``codings``, in order of transcript and start.

    Attributes:
        inquiry: What is looked at; the codebook, the people and the guide are found there.
        layer: Whose codings these are.
        codings: Codings in the transcripts looked at which fit the question and the mention asked for, of anybody's
            words.
        ids: Row number of each coding in the store.
        forced: Place in ``force`` of the question in force where each coding begins, ``MISSING`` before the first.
        prompted: Per coding: 1 where its code (or one above it) was named by the question in force, 0 where not, -1
            where the guide is not linked.
        read: Which participants are counted, shape (people,): they fit the filter, speak in a transcript looked at,
            and every such transcript is done.
        unread: Who fits and speaks, but is not read to the end.
        unasked: With a question asked for: who has been read, but was not asked it, or not for certain.
    """

    def __init__(self, inquiry: "Inquiry", layer: Coder) -> None:
        self.inquiry = inquiry
        self.layer = layer
        snapshot = inquiry.snapshot
        rows = snapshot.codings(layer, inquiry.moment)
        if not inquiry.chosen.all():
            rows = rows.take(inquiry.chosen[rows.codings.transcript])
        force = inquiry.force
        forced = force.at(rows.codings)
        prompted = force.prompts(rows.codings, forced)
        keep = self._wanted(force, forced, prompted)
        if not keep.all():
            rows, forced, prompted = rows.take(keep), forced[keep], prompted[keep]
        self.codings: Codings = rows.codings
        self.ids: IntArray = rows.ids
        self.forced, self.prompted = forced, prompted
        self.read, self.unread, self.unasked = self._readers(force)
        self._themes: dict[tuple[str, ...], Themes] = {}

    # -- among whom --------------------------------------------------------------------------------------------

    @cached_property
    def people(self) -> IntArray:
        """Index of each counted participant among all, ascending: shape (participants,)."""
        return np.flatnonzero(self.read)

    @cached_property
    def participants(self) -> tuple[str, ...]:
        """Pseudonyms of those who are counted; N is their number."""
        return self.names(self.read)

    def names(self, who: BoolArray) -> tuple[str, ...]:
        """Pseudonyms of some of all participants."""
        return tuple(name for name, is_one in zip(self.inquiry.people, who, strict=True) if is_one)

    def _readers(self, force: "Force") -> tuple[BoolArray, BoolArray, BoolArray]:
        inquiry = self.inquiry
        done = inquiry.snapshot.done(self.layer.uuid, inquiry.moment)
        speaks = inquiry.any_text(inquiry.chosen) & inquiry.who
        read = speaks & ~inquiry.any_text(~done)
        unread = speaks & ~read
        if inquiry.question is None:
            return read, unread, np.zeros(len(read), bool)
        asked = inquiry.any_text(force.put({inquiry.question}))
        return read & asked, unread, read & ~asked

    def _wanted(self, force: "Force", forced: IntArray, prompted: IntArray) -> BoolArray:
        keep = np.ones(len(forced), bool)
        if self.inquiry.question is not None:
            keep &= force.is_question(self.inquiry.question)[forced]
        if self.inquiry.filter.mention is Mention.PROMPTED:
            keep &= prompted == 1
        if self.inquiry.filter.mention is Mention.SPONTANEOUS:
            keep &= prompted == 0
        return keep

    # -- what they say -----------------------------------------------------------------------------------------

    @property
    def turns(self) -> Stretches:
        """Turns of speech of all transcripts, with who speaks."""
        return self.inquiry.snapshot.turns

    @cached_property
    def _own_words(self) -> Pieces:
        return own_words(self.codings, self.turns)

    @cached_property
    def pieces(self) -> Pieces:
        """The words of counted participants that codings cover; ``participant`` is the column, ``coding`` the row."""
        found = self._own_words
        column = np.where(self.read, np.cumsum(self.read) - 1, MISSING)
        who = column[found.participant]
        here = who != MISSING
        return Pieces(found.coding[here], who[here], found.start[here], found.end[here])

    @cached_property
    def counted(self) -> BoolArray:
        """Which codings cover words of somebody who is counted, shape (codings,)."""
        counted = np.zeros(len(self.codings), bool)
        counted[self.pieces.coding] = True
        return counted

    @cached_property
    def ownerless(self) -> IntArray:
        """Rows of codings that cover nobody's words: interviewer turns, or speakers linked to nobody."""
        owned = np.zeros(len(self.codings), bool)
        owned[self._own_words.coding] = True
        return np.flatnonzero(~owned)

    @cached_property
    def holder(self) -> IntArray:
        """Column of the participant whose words each coding covers most, ``MISSING`` for nobody counted."""
        holder = np.full(len(self.codings), MISSING)
        if len(self.pieces.coding):
            size = self.pieces.end - self.pieces.start
            order = np.lexsort((-self.pieces.participant, size))
            holder[self.pieces.coding[order]] = self.pieces.participant[order]
        return holder

    @cached_property
    def texts(self) -> BoolArray:
        """Transcripts in which somebody who is counted speaks, shape (transcripts,)."""
        person, text = self.inquiry.heard
        texts = np.zeros(len(self.inquiry.chosen), bool)
        texts[text[self.read[person]]] = True
        return texts

    def own_code(self) -> tuple[tuple[Code, ...], IntArray]:
        """The codes that codings are told apart by, and which of them each counted coding is.

        Without a level these are the codes as they were put; at a level, those of the level.

        Returns:
            The codes, and the place of each coding's code among them, ``MISSING`` for codings that are not counted.
        """
        inquiry = self.inquiry
        codes = tuple(code for code in inquiry.codes() if code.codable or inquiry.filter.level)
        return codes, np.where(self.counted, self.theme_of(codes), MISSING)

    # -- by code -----------------------------------------------------------------------------------------------

    def theme_of(self, codes: Sequence[Code]) -> IntArray:
        """For each coding the place of its code in a list, or of the nearest code above it; ``MISSING`` for none."""
        inquiry = self.inquiry
        theme_of = inquiry.snapshot.columns.theme_of(inquiry.book, [code.uuid for code in codes], self.codings)
        return theme_of[self.codings.code] if len(self.codings) else np.zeros(0, np.int64)

    def memberships(self, codes: Sequence[Code]) -> tuple[IntArray, IntArray]:
        """Which codings count for which codes, each code with everything under it.

        Returns:
            Rows of codings, ascending, and places of codes in the list: two columns of equal length.
        """
        families = [self.inquiry.family(code) for code in codes]
        highest = max((number for one in families for number in one), default=0)
        size = 1 + max(highest, int(self.codings.code.max(initial=0)))
        themes: list[list[int]] = [[] for _code in range(size)]
        for theme, family in enumerate(families):
            for number in family:
                themes[number].append(theme)
        offsets = np.concatenate(([0], np.cumsum([len(one) for one in themes]))).astype(np.int64)
        flat = np.array([theme for one in themes for theme in one], np.int64)
        rows, place = spread(offsets[self.codings.code], offsets[self.codings.code + 1])
        return rows, flat[place]

    def themes(self, codes: Sequence[Code]) -> "Themes":
        """Count codes, each with everything under it: a coding counts for every code of the list that is above it.

        What was counted is kept for who asks again.
        """
        wanted = tuple(code.uuid for code in codes)
        if wanted not in self._themes:
            rows, theme = self.memberships(codes)
            codings = replace(self.codings.take(rows), code=theme)
            identity = np.arange(len(codes))
            counted = tally(codings, self.turns, theme_of=identity, themes=len(codes), read=self.read)
            self._themes[wanted] = Themes(self, tuple(codes), counted, rows)
        return self._themes[wanted]

    def in_questions(self) -> tuple[IntArray, IntArray]:
        """Which guide questions are in force where each coding begins.

        Returns:
            Rows of codings and row numbers of questions: two columns of equal length; a coding before the first
            question is in neither.
        """
        return self.inquiry.force.pairs(self.forced)

    # -- the guide ---------------------------------------------------------------------------------------------

    def asked(self, codes: Sequence[Code]) -> IntArray:
        """Whether each counted participant was asked about each code: shape (codes, participants).

        ``ASKED`` where a question was put that names the code, one above it, or one under it; ``NEVER`` where none
        was, in transcripts that are all linked to the guide; else ``UNKNOWN``.
        """
        inquiry, links = self.inquiry, self.inquiry.snapshot.links
        certain = ~inquiry.any_text(~links.linked)[self.people]
        told: dict[frozenset[int], BoolArray] = {}
        asked = np.full((len(codes), len(self.people)), UNKNOWN)
        for row, code in enumerate(codes):
            naming = inquiry.family(code) | inquiry.ancestors(code)
            questions = frozenset(number for number, named in links.names.items() if named & naming)
            if questions not in told:
                told[questions] = inquiry.any_text(inquiry.force.put(questions))[self.people]
            asked[row] = np.where(told[questions], ASKED, np.where(certain, NEVER, UNKNOWN))
        return asked

    # -- the passages ------------------------------------------------------------------------------------------

    def pointers(self, rows: Iterable[int]) -> tuple[Pointer, ...]:
        """Pointers to codings by their rows, in text order."""
        numbers = self.inquiry.snapshot.columns.transcript_rows
        table = self.codings
        return tuple(
            Pointer(int(numbers[table.transcript[row]]), int(table.start[row]), int(table.end[row]), int(self.ids[row]))
            for row in sorted(int(row) for row in rows)
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    order: IntArray
    first: IntArray


class Themes:
    """Codes counted by participant, with the rows behind every cell.

    Attributes:
        codes: What the rows of the tally stand for.
        tally: The counts; its columns are the counted participants.
        origin: Row of the evidence's codings for each row that the tally was counted from: a coding stands there once
            for every code that it counts for.
    """

    def __init__(self, evidence: Evidence, codes: tuple[Code, ...], tally: Tally, rows: IntArray) -> None:
        self._evidence = evidence
        self.codes = codes
        self.tally = tally
        self.origin = rows

    @cached_property
    def _index(self) -> _Index:
        pieces, width = self.tally.pieces, max(1, len(self.tally.participants))
        cell = self.tally.theme[pieces.coding] * width + pieces.participant
        order = np.argsort(cell, kind="stable")
        return _Index(order, np.searchsorted(cell[order], np.arange(len(self.codes) * width + 1)))

    def rows(self, theme: int, column: int | None = None) -> IntArray:
        """Rows of the codings behind a cell, or behind a whole line, in text order."""
        index, width = self._index, max(1, len(self.tally.participants))
        first, last = (theme * width, (theme + 1) * width) if column is None else (theme * width + column,) * 2
        upto = index.first[last] if column is None else index.first[last + 1]
        return distinct(self.origin[self.tally.pieces.coding[index.order[index.first[first] : upto]]])

    def pointers(self, theme: int, column: int | None = None) -> tuple[Pointer, ...]:
        """Pointers to the codings behind a cell, or behind a whole line."""
        return self._evidence.pointers(self.rows(theme, column))

    def mentions_where(self, flags: BoolArray) -> IntArray:
        """Codings of each theme with each participant, of those with a flag: shape (themes, participants).

        Args:
            flags: One per coding of the evidence, such as ``evidence.codings.stance == CONTRA``.
        """
        return by_prompt(self.tally, flags[self.origin].astype(np.int64))[0]
