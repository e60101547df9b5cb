"""What recurs: who mentions each theme, whether they were asked, and how much of it is one person's."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import MISSING, BoolArray, IntArray
from workbench.analysis.mentions import Tally
from workbench.analysis.resampling import wilson

# One participant with more than this share of the mentions makes a theme theirs.
CONCENTRATED = 0.5


class Uptake(IntEnum):
    """What one participant did with one theme; exactly one holds.

    A spontaneous mention outweighs a prompted one: who raises a theme unasked would have named it when asked.
    """

    SPONTANEOUS = 0
    PROMPTED = 1
    MENTIONED = 2  # whether it was prompted is not known
    NOT_TAKEN_UP = 3  # asked, and silent on it
    NEVER_ASKED = 4  # and silent on it
    UNKNOWN = 5  # silent on it, and whether it was asked is not known


def uptake(
    mentions: IntArray,
    *,
    prompted: IntArray | None = None,
    spontaneous: IntArray | None = None,
    asked: IntArray | None = None,
) -> IntArray:
    """What each participant did with each theme.

    Args:
        mentions: Shape (themes, participants).
        prompted: Those of them that a question in force had named, the same shape; None where no question is linked.
        spontaneous: Those that no question in force had named, likewise. A mention in neither is one of unknown kind.
        asked: 1 where a question naming the theme was put to the participant, 0 where none was, ``MISSING`` where that
            is unknown; None where it is unknown everywhere.

    Returns:
        The same shape: values of ``Uptake``.
    """
    nobody = np.zeros_like(mentions)
    was_asked = np.full_like(mentions, MISSING) if asked is None else asked
    conditions = (
        (nobody if spontaneous is None else spontaneous) > 0,
        (nobody if prompted is None else prompted) > 0,
        mentions > 0,
        was_asked == 1,
        was_asked == 0,
    )
    values = (Uptake.SPONTANEOUS, Uptake.PROMPTED, Uptake.MENTIONED, Uptake.NOT_TAKEN_UP, Uptake.NEVER_ASKED)
    return np.select(conditions, [int(value) for value in values], int(Uptake.UNKNOWN)).astype(np.int64)


def by_prompt(tally: Tally, prompted: IntArray) -> tuple[IntArray, IntArray]:
    """Prompted and spontaneous mentions: two matrices of shape (themes, participants who have been read).

    Args:
        tally: Themes by participant.
        prompted: Shape (codings,): 1 where the question in force named the code, 0 where it did not, ``MISSING`` where
            no question is known.
    """
    themes, people = tally.mentions.shape
    _, once = np.unique(tally.pieces.coding * max(1, people) + tally.pieces.participant, return_index=True)
    coding = tally.pieces.coding[once]
    cell = tally.theme[coding] * people + tally.pieces.participant[once]
    yes, no = (np.bincount(cell[prompted[coding] == kind], minlength=themes * people) for kind in (1, 0))
    return yes.reshape(themes, people), no.reshape(themes, people)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One theme over all participants who have been read.

    The six counts ``spontaneous`` to ``unknown`` add up to ``participants``, the first three to ``mentioned``.

    Attributes:
        theme: Row of the matrices.
        participants: N: all who have been read.
        mentioned: Participants with at least one mention.
        share: R = ``mentioned`` / N.
        interval: Wilson 95 % of it, None without participants.
        asked: Participants who are known to have been asked.
        answered: Those of them who mention it.
        answered_share: ``answered`` / ``asked``.
        answered_interval: Wilson 95 % of it, None where nobody is known to have been asked.
        spontaneous: Participants with a spontaneous mention.
        prompted: Participants all of whose mentions of known kind are prompted.
        unclear: Participants who mention it, not known whether prompted.
        not_taken_up: Participants who were asked and do not mention it.
        never_asked: Participants who were not asked and do not mention it.
        unknown: Participants who do not mention it, not known whether asked.
        mentions: All mentions.
        per_mentioner: Median of mentions among those who mention it.
        coverage: Mean over participants of coded characters / own characters; those without words are left out.
        concentration: Largest share of the mentions that one participant has.
        leader: Column of that participant (the first of several), None without mentions.
    """

    theme: int
    participants: int
    mentioned: int
    share: Coefficient
    interval: tuple[float, float] | None
    asked: int
    answered: int
    answered_share: Coefficient
    answered_interval: tuple[float, float] | None
    spontaneous: int
    prompted: int
    unclear: int
    not_taken_up: int
    never_asked: int
    unknown: int
    mentions: int
    per_mentioner: Coefficient
    coverage: Coefficient
    concentration: Coefficient
    leader: int | None

    @property
    def concentrated(self) -> bool:
        """Whether one participant has more than half of the mentions."""
        return self.concentration.value is not None and self.concentration.value > CONCENTRATED


def recurrences(
    mentions: IntArray,
    *,
    length: IntArray,
    words: IntArray,
    prompted: IntArray | None = None,
    spontaneous: IntArray | None = None,
    asked: IntArray | None = None,
) -> list[Recurrence]:
    """The figures of every theme, in the order of the rows.

    ``Tally`` holds the first three (``mentions``, ``length``, ``words``), ``by_prompt`` gives the next
    two.

    Args:
        mentions: Shape (themes, participants).
        length: Coded characters of the participant's own words, each counted once, the same shape.
        words: The participant's own characters in all, shape (participants,).
        prompted: As in ``uptake``.
        spontaneous: As in ``uptake``.
        asked: As in ``uptake``.
    """
    did = uptake(mentions, prompted=prompted, spontaneous=spontaneous, asked=asked)
    was_asked = np.zeros(mentions.shape, bool) if asked is None else asked == 1
    known = np.zeros(mentions.shape, bool) if asked is None else asked != MISSING
    return [
        _recurrence(theme, mentions[theme], length[theme], words, did[theme], was_asked[theme], known[theme])
        for theme in range(len(mentions))
    ]


def _recurrence(
    theme: int,
    mentions: IntArray,
    length: IntArray,
    words: IntArray,
    did: IntArray,
    asked: BoolArray,
    known: BoolArray,
) -> Recurrence:
    people, holders = len(mentions), int((mentions > 0).sum())
    put, answered = int(asked.sum()), int((asked & (mentions > 0)).sum())
    counts = np.bincount(did, minlength=len(Uptake)).tolist()
    return Recurrence(
        theme=theme,
        participants=people,
        mentioned=holders,
        share=Coefficient(holders / people) if people else undefined(Reason.NOBODY_READ),
        interval=wilson(holders, people),
        asked=put,
        answered=answered,
        answered_share=Coefficient(answered / put) if put else undefined(_why_nobody_asked(people, known)),
        answered_interval=wilson(answered, put),
        spontaneous=counts[Uptake.SPONTANEOUS],
        prompted=counts[Uptake.PROMPTED],
        unclear=counts[Uptake.MENTIONED],
        not_taken_up=counts[Uptake.NOT_TAKEN_UP],
        never_asked=counts[Uptake.NEVER_ASKED],
        unknown=counts[Uptake.UNKNOWN],
        mentions=int(mentions.sum()),
        per_mentioner=_median(mentions[mentions > 0]),
        coverage=_coverage(length, words),
        concentration=Coefficient(float(mentions.max() / mentions.sum()))
        if holders
        else undefined(Reason.NOT_MENTIONED),
        leader=int(mentions.argmax()) if holders else None,
    )


def _why_nobody_asked(people: int, known: BoolArray) -> Reason:
    if not people:
        return Reason.NOBODY_READ
    return Reason.NEVER_ASKED if known.all() else Reason.ASKED_UNKNOWN


def _median(mentions: IntArray) -> Coefficient:
    return Coefficient(float(np.median(mentions))) if len(mentions) else undefined(Reason.NOT_MENTIONED)


def _coverage(length: IntArray, words: IntArray) -> Coefficient:
    speaks = words > 0
    return Coefficient(float((length[speaks] / words[speaks]).mean())) if speaks.any() else undefined(Reason.NO_WORDS)
