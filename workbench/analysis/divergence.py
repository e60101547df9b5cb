"""Where participants disagree about a theme: stances, polarisation, and ambivalence kept apart from it."""

from dataclasses import dataclass

import numpy as np

from codebook.coding import Stance
from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import CONTRA, MISSING, STANCES, BoolArray, Codings, IntArray
from workbench.analysis.distributions import beta_quantile
from workbench.analysis.mentions import Tally
from workbench.analysis.resampling import CONFIDENCE

PRO = STANCES.index(Stance.PRO)
MIXED = STANCES.index(Stance.MIXED)
NEUTRAL = STANCES.index(Stance.NEUTRAL)

# With fewer stances than these a theme is described in words only.
FEWEST_STANCES = 4


@dataclass(frozen=True, slots=True)
class Division:
    """How participants stand on one theme.

    Attributes:
        theme: Row of the stances.
        pro: Participants for it.
        contra: Participants against it.
        mixed: Participants with both.
        neutral: Participants whose only stance is neutral; they take no side and are in none of the figures below.
        unset: Participants who mention it without any stance set.
        silent: Participants who do not mention it; silence is not contra.
        share: p: pro share of the participants who take a side, mixed counting half.
        interval: Jeffreys 95 % interval of p, None where p is undefined.
        polarisation: D = 4p(1 - p): 0 where all stand on one side, 1 where the two sides are equal. Participants who
            are all mixed give 1 too: read it beside ``ambivalence``.
        ambivalence: Share of mixed among the participants who take a side. A group of ambivalent people is no divided
            group.
    """

    theme: int
    pro: int
    contra: int
    mixed: int
    neutral: int
    unset: int
    silent: int
    share: Coefficient
    interval: tuple[float, float] | None
    polarisation: Coefficient
    ambivalence: Coefficient

    @property
    def sides(self) -> int:
        """Participants who take a side: pro, contra or mixed."""
        return self.pro + self.contra + self.mixed

    @property
    def few(self) -> bool:
        """Whether so few take a side that only words fit, no figures."""
        return self.sides < FEWEST_STANCES


def stances(theme: IntArray, participant: IntArray, stance: IntArray, *, shape: tuple[int, int]) -> IntArray:
    """Each participant's stance on each theme, from the stances of their codings.

    One mixed coding, or codings on both sides, make it mixed; neutral ones count only where there is no other.

    Args:
        theme: Shape (mentions,): one entry per coding and participant whose words it covers.
        participant: Shape (mentions,).
        stance: Shape (mentions,): index into ``STANCES``, ``MISSING`` where not set.
        shape: Number of themes and of participants.

    Returns:
        Shape (themes, participants): index into ``STANCES``, ``MISSING`` without any stance.
    """
    cell = theme * shape[1] + participant

    def held(which: int) -> BoolArray:
        marked: BoolArray = np.bincount(cell[stance == which], minlength=shape[0] * shape[1]) > 0
        return marked

    pro, contra, mixed, neutral = held(PRO), held(CONTRA), held(MIXED), held(NEUTRAL)
    both = mixed | (pro & contra)
    found = np.select((both, pro, contra, neutral), (MIXED, PRO, CONTRA, NEUTRAL), MISSING)
    return found.reshape(shape).astype(np.int64)


def stances_of(tally: Tally, codings: Codings) -> IntArray:
    """``stances`` of what was tallied: shape (themes, participants who have been read).

    Args:
        tally: Themes by participant.
        codings: What it was counted from.
    """
    coding = tally.pieces.coding
    return stances(tally.theme[coding], tally.pieces.participant, codings.stance[coding], shape=tally.mentions.shape)


def divisions(stance: IntArray, mentioned: BoolArray) -> list[Division]:
    """How participants stand on every theme, in the order of the rows.

    Args:
        stance: Shape (themes, participants), from ``stances``.
        mentioned: Shape (themes, participants): whether the participant mentions the theme at all.
    """
    return [_division(theme, mine, said) for theme, (mine, said) in enumerate(zip(stance, mentioned, strict=True))]


def _division(theme: int, stance: IntArray, mentioned: BoolArray) -> Division:
    pro, contra, mixed, neutral = (int((stance == which).sum()) for which in (PRO, CONTRA, MIXED, NEUTRAL))
    sides = pro + contra + mixed
    nobody = None if sides else undefined(Reason.NO_STANCE)
    share = (pro + mixed / 2) / max(1, sides)
    return Division(
        theme=theme,
        pro=pro,
        contra=contra,
        mixed=mixed,
        neutral=neutral,
        unset=int((mentioned & (stance == MISSING)).sum()),
        silent=int((~mentioned & (stance == MISSING)).sum()),
        share=nobody or Coefficient(share),
        interval=jeffreys(pro + mixed / 2, sides),
        polarisation=nobody or Coefficient(4 * share * (1 - share)),
        ambivalence=nobody or Coefficient(mixed / max(1, sides)),
    )


def jeffreys(count: float, of: int) -> tuple[float, float] | None:
    """95 % interval of a share from Jeffreys' prior Beta(1/2, 1/2), None where ``of`` is 0.

    The lower end is 0 for a count of 0, the upper end 1 for a count of all (Brown, Cai & DasGupta 2001). It holds if
    these participants were a random sample; they usually are not.

    Args:
        count: From 0 to ``of``; a participant on both sides counts half.
        of: How many there are.
    """
    if of == 0:
        return None
    a, b = count + 0.5, of - count + 0.5
    low = 0.0 if count == 0 else beta_quantile((1 - CONFIDENCE) / 2, a, b)
    high = 1.0 if count == of else beta_quantile((1 + CONFIDENCE) / 2, a, b)
    return low, high
