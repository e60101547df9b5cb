"""Agreement on stance and on strength, where coders gave the same code to the same passage.

The units are the groups of ``cases``: codings of one code that overlap, directly or through others, whoever made them;
those in which all who read the text marked something. Whether coders marked the same passages is another question,
which this one is not to be mixed with. A value that a coder did not set there is missing. Several stances that a coder
set within one group are a value of their own (pro beside contra is neither); of several strengths the highest counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.cases_groups import counted, group
from workbench.analysis.columns import MISSING, BoolArray, Codings, FloatArray, IntArray
from workbench.analysis.distances import nominal, ordinal
from workbench.analysis.measures import alpha
from workbench.analysis.sums import Sums
from workbench.analysis.units import Units


@dataclass(frozen=True, slots=True, eq=False)
class MatchedValues:
    """Values given to passages that all who read them marked with the same code.

    Attributes:
        stance: Shape (coders, passages); the same number for the same stance or stances, NaN where none is set.
        strength: Shape (coders, passages); 0 to 3, NaN where none is set.
        transcript: Index of each passage's transcript, shape (passages,).
        code: Compared code of each passage, shape (passages,).
        start: First character of each.
        end: One past the last.
        transcripts: How many there are.
    """

    stance: FloatArray
    strength: FloatArray
    transcript: IntArray
    code: IntArray
    start: IntArray
    end: IntArray
    transcripts: int

    def of(self, codes: Sequence[int]) -> "MatchedValues":
        """The passages of some codes alone."""
        mine = np.isin(self.code, codes)
        return MatchedValues(
            self.stance[:, mine],
            self.strength[:, mine],
            self.transcript[mine],
            self.code[mine],
            self.start[mine],
            self.end[mine],
            self.transcripts,
        )

    def stance_alpha(self) -> Sums:
        """Krippendorff's nominal alpha of stances, one figure."""
        values, units = Units.build(self.stance, transcript=self.transcript, transcripts=self.transcripts)
        return alpha(units, values, nominal)

    def strength_alpha(self) -> Sums:
        """Krippendorff's ordinal alpha of strengths, one figure."""
        values, units = Units.build(self.strength, transcript=self.transcript, transcripts=self.transcripts)
        return alpha(units, values, ordinal)


def matched_values(
    codings: Codings, coders: Sequence[int], *, compared: IntArray | None = None, read: BoolArray
) -> MatchedValues:
    """Stances and strengths on the passages that all who read them marked with the same code.

    Args:
        codings: In any order; those of other coders, or of a coder on a text not read, are left out.
        coders: Their indices; rows of the result follow this order.
        compared: Shape (codes,): the code that a code counts for, ``MISSING`` to leave it out; itself by default.
        read: Which transcripts each of ``coders`` has read to the end, shape (transcripts, coders).
    """
    rows, code = counted(codings, coders, compared, read)
    groups = group(codings, rows, code)
    whole = groups.markers == read.sum(axis=1)[groups.transcript]
    answers = groups.answers
    mine = whole[answers.group]
    row = np.zeros(max([*coders, 0]) + 1, np.int64)
    row[list(coders)] = np.arange(len(coders))
    place = (row[answers.coder[mine]], (np.cumsum(whole) - 1)[answers.group[mine]])
    stance, strength = (np.full((len(coders), int(whole.sum())), np.nan) for _twice in range(2))
    stance[place] = np.where(answers.stance[mine] == 0, np.nan, answers.stance[mine])
    strength[place] = np.where(answers.strength[mine] == MISSING, np.nan, answers.strength[mine])
    return MatchedValues(
        stance=stance,
        strength=strength,
        transcript=groups.transcript[whole],
        code=groups.code[whole],
        start=groups.start[whole],
        end=groups.end[whole],
        transcripts=len(read),
    )
