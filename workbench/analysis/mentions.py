"""Who says what: codings given to the participants whose words they cover, and counted by theme."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.columns import CONTRA, MISSING, BoolArray, Codings, FloatArray, IntArray, Stretches, offsets
from workbench.analysis.sweeps import cells, spread, touched


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The participants' own words that codings cover; every column has shape (pieces,).

    A coding over three turns of one participant has three pieces; a coding over interviewer turns only has none.

    Attributes:
        coding: Row of the coding.
        participant: Whose words.
        start: First own character, on the axis of all transcripts laid end to end.
        end: One past the last.
    """

    coding: IntArray
    participant: IntArray
    start: IntArray
    end: IntArray


def own_words(codings: Codings, turns: Stretches) -> Pieces:
    """Cut codings at turns and keep what participants said."""
    origin = offsets((codings, turns))
    coding, turn = spread(*touched(codings, turns, origin))
    who = turns.participant[turn]
    spoken = who != MISSING
    coding, turn, who = coding[spoken], turn[spoken], who[spoken]
    begin = origin[codings.transcript[coding]]
    start = np.maximum(codings.start[coding], turns.start[turn])
    end = np.minimum(codings.end[coding], turns.end[turn])
    return Pieces(coding, who, begin + start, begin + end)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Each theme with each participant who has been read; matrices have shape (themes, participants).

    Attributes:
        participants: Index of each column's participant, ascending.
        unread: Participants not read to the end yet; they are in no column.
        mentions: Codings of the theme that cover words of the participant.
        supported: At least one of them is not contra.
        rejected: All of them are contra, and there is one.
        strength: The highest strength among them, ``MISSING`` where none is set.
        reciprocal: 1 / place of the theme in the participant's order of first mention, 0 where not mentioned. Themes
            first mentioned at the same character share the mean of their places.
        length: Characters of the participant's own words under the theme, each counted once.
        words: Characters of the participant's own words, shape (participants,).
        ownerless: Rows of codings on a theme that cover nobody's words (interviewer turns only).
        pieces: What the matrices were counted from, columns ``coding``, ``participant`` as column of the matrices.
        theme: Row of the matrices for each coding, ``MISSING`` for other codes, shape (codings,).
    """

    participants: IntArray
    unread: IntArray
    mentions: IntArray
    supported: BoolArray
    rejected: BoolArray
    strength: IntArray
    reciprocal: FloatArray
    length: IntArray
    words: IntArray
    ownerless: IntArray
    pieces: Pieces
    theme: IntArray

    @property
    def mentioned(self) -> BoolArray:
        """Whether the participant's words carry the theme at all."""
        return self.mentions > 0

    def passages(self, theme: int, participant: int) -> IntArray:
        """Rows of the codings behind one cell, in the order given; ``participant`` is a column of the matrices."""
        here = (self.theme[self.pieces.coding] == theme) & (self.pieces.participant == participant)
        return np.unique(self.pieces.coding[here])


def tally(codings: Codings, turns: Stretches, *, theme_of: IntArray, themes: int, read: BoolArray) -> Tally:
    """Count themes by participant.

    Args:
        codings: Of one coder, or of the consensus.
        turns: Of all transcripts.
        theme_of: Shape (codes,): the theme that a code counts for (its own or an ancestor's), ``MISSING`` for none.
        themes: Number of themes.
        read: Shape (participants,): whether all transcripts of the participant are done. The others are "not yet
            read", never "not mentioned".
    """
    theme = theme_of[codings.code] if len(codings) else np.zeros(0, np.int64)
    everyone = own_words(codings, turns)
    owned = np.zeros(len(codings), bool)
    owned[everyone.coding] = True
    column = np.append(np.where(read, np.cumsum(read) - 1, MISSING), MISSING)
    pieces = _counted(everyone, theme, column)
    shape = themes, int(read.sum())
    mentions, supported, strength = _by_coding(codings, pieces, theme, shape)
    return Tally(
        participants=np.flatnonzero(read),
        unread=np.flatnonzero(~read),
        mentions=mentions,
        supported=supported,
        rejected=(mentions > 0) & ~supported,
        strength=strength,
        reciprocal=_reciprocal_places(_first(pieces, theme, shape)),
        length=cells(_cell(pieces, theme, shape), pieces.start, pieces.end, shape[0] * shape[1]).reshape(shape),
        words=_words(turns, column, shape[1]),
        ownerless=np.flatnonzero(~owned & (theme != MISSING)),
        pieces=pieces,
        theme=theme,
    )


def _counted(pieces: Pieces, theme: IntArray, column: IntArray) -> Pieces:
    """The pieces on a theme, of participants who have been read, with the participant's column.

    The last entry of ``column`` stands for nobody: ``MISSING``, used as an index, finds it.
    """
    who = column[pieces.participant]
    keep = (theme[pieces.coding] != MISSING) & (who != MISSING)
    return Pieces(pieces.coding[keep], who[keep], pieces.start[keep], pieces.end[keep])


def _cell(pieces: Pieces, theme: IntArray, shape: tuple[int, int]) -> IntArray:
    """The matrix cell of each piece, counted row by row."""
    return theme[pieces.coding] * shape[1] + pieces.participant


def _by_coding(
    codings: Codings, pieces: Pieces, theme: IntArray, shape: tuple[int, int]
) -> tuple[IntArray, BoolArray, IntArray]:
    """Mentions, support and highest strength; a coding counts once for a participant, however many turns it spans."""
    size = shape[0] * shape[1]
    _, once = np.unique(pieces.coding * max(1, shape[1]) + pieces.participant, return_index=True)
    cell, coding = _cell(pieces, theme, shape)[once], pieces.coding[once]
    mentions = np.bincount(cell, minlength=size)
    supported = np.bincount(cell[codings.stance[coding] != CONTRA], minlength=size) > 0
    strength = np.full(size, MISSING)
    np.maximum.at(strength, cell, codings.strength[coding])
    return mentions.reshape(shape), supported.reshape(shape), strength.reshape(shape)


def _first(pieces: Pieces, theme: IntArray, shape: tuple[int, int]) -> IntArray:
    """First own character under each theme, the largest integer where there is none."""
    first = np.full(shape[0] * shape[1], np.iinfo(np.int64).max)
    np.minimum.at(first, _cell(pieces, theme, shape), pieces.start)
    return first.reshape(shape)


def _reciprocal_places(first: IntArray) -> FloatArray:
    """1 / place in each participant's order of first mention; equal beginnings share the mean of their places."""
    theme, who = np.nonzero(first != np.iinfo(np.int64).max)
    begin = first[theme, who]
    order = np.lexsort((begin, who))
    theme, who, begin = theme[order], who[order], begin[order]
    heads = np.flatnonzero(np.diff(who, prepend=-1) | np.diff(begin, prepend=-1))
    ends = np.append(heads[1:], len(who))
    ahead = np.searchsorted(who, who[heads], "left")
    places = (heads + 1 + ends) / 2 - ahead
    reciprocal = np.zeros(first.shape)
    reciprocal[theme, who] = np.repeat(1 / places, ends - heads)
    return reciprocal


def _words(turns: Stretches, column: IntArray, count: int) -> IntArray:
    """Characters that each counted participant says."""
    who = column[turns.participant]
    said = who != MISSING
    return np.bincount(who[said], weights=(turns.end - turns.start)[said], minlength=count).astype(np.int64)
