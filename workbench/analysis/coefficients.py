"""A figure, or the reason why there is none."""

import math
from dataclasses import dataclass
from enum import StrEnum

from transcripts.i18n import N_, _


class Reason(StrEnum):
    """Why a figure is undefined. The values are stable: files and the JSON of every command carry them."""

    TWO_CODERS = "two_coders_needed"
    NO_SHARED_UNIT = "no_shared_unit"
    NOT_USED = "not_used"
    NO_VARIATION = "no_variation"
    NOBODY_MARKED = "nobody_marked"
    NO_PAIR_DEFINED = "no_pair_defined"
    NO_THEMES = "no_themes"
    NOBODY_READ = "nobody_read"
    NO_CODINGS = "no_codings"
    NOT_MENTIONED = "not_mentioned"
    NO_STRENGTH = "no_strength"
    NO_WORDS = "no_words"
    ONE_PARTICIPANT = "one_participant"
    NO_STANCE = "no_stance"
    FEW_INTERVIEWS = "few_interviews"
    EMPTY_BASE = "empty_base"
    NOT_REACHED = "not_reached"
    FEW_SEGMENTS = "few_segments"
    THREE_PARTICIPANTS = "three_participants_needed"
    TWO_GROUPS = "two_groups_needed"
    NO_CONTRAST = "no_contrast"
    FEW_EXPECTED = "few_expected"
    EMPTY_GROUP = "empty_group"
    ONE_ITEM = "one_item"
    NEVER_ASKED = "never_asked"
    ASKED_UNKNOWN = "asked_unknown"
    NO_PAIRS = "no_pairs"
    NO_INDICATOR = "no_indicator"
    CHOSEN_UNITS = "chosen_units"
    SEVERAL_CODES = "several_codes"
    ONE_CATEGORY = "one_category"
    UNEQUAL_RATINGS = "unequal_ratings"
    FEW_TRANSCRIPTS = "few_transcripts"
    FEW_FOR_TREND = "few_for_a_trend"
    NO_FIGURE_THERE = "no_figure_there"
    NO_COUNTERPART = "no_counterpart"
    ONE_TRANSCRIPT = "rests_on_one_transcript"
    NO_FIGURE = "no_figure"
    NO_TEXT = "no_text"
    NOTHING_MARKED = "nothing_marked"
    EVERYTHING_MARKED = "everything_marked"
    NEVER_MEET = "never_meet"
    ONE_CODE_MEETS = "one_code_meets"
    LITTLE_MEETS = "little_meets"
    ONLY_TWO_CODERS = "only_for_two_coders"
    FEW_CODINGS = "few_codings"
    ONLY_PAIRS = "only_pairs"
    CODES_OVERLAP = "codes_overlap"
    NO_UNITS = "no_units"
    NO_SUM = "no_sum_over_transcripts"
    NO_RATINGS = "no_single_ratings"

    @property
    def text(self) -> str:
        """The reason in the language in use."""
        return _(_TEXTS[self])


_TEXTS = {
    Reason.TWO_CODERS: N_("needs two coders on the same text"),
    Reason.NO_SHARED_UNIT: N_("no shared unit"),
    Reason.NOT_USED: N_("not used"),
    Reason.NO_VARIATION: N_("no variation: agreement cannot be told from a habit"),
    Reason.NOBODY_MARKED: N_("nobody marked anything with it"),
    Reason.NO_PAIR_DEFINED: N_("undefined for every pair of coders"),
    Reason.NO_THEMES: N_("there is nothing to rank: the branch has no codes"),
    Reason.NOBODY_READ: N_("nobody has been read to the end yet"),
    Reason.NO_CODINGS: N_("no participant's words carry one of these codes"),
    Reason.NOT_MENTIONED: N_("not mentioned"),
    Reason.NO_STRENGTH: N_("everyone mentions it and no strength was set"),
    Reason.NO_WORDS: N_("the participants have no words of their own in the transcripts"),
    Reason.ONE_PARTICIPANT: N_("needs at least two participants"),
    Reason.NO_STANCE: N_("nobody takes a side"),
    Reason.FEW_INTERVIEWS: N_("fewer interviews than the base and one run take"),
    Reason.EMPTY_BASE: N_("the first interviews hold no code to compare with"),
    Reason.NOT_REACHED: N_("no order of the interviews reaches it"),
    Reason.FEW_SEGMENTS: N_("too few segments"),
    Reason.THREE_PARTICIPANTS: N_("needs at least three participants with segments enough"),
    Reason.TWO_GROUPS: N_("needs participants in at least two groups"),
    Reason.NO_CONTRAST: N_("nobody or everybody has it: there is nothing to compare"),
    Reason.FEW_EXPECTED: N_("an expected count is under 5: too few participants for chi-square"),
    Reason.EMPTY_GROUP: N_("one of the two sides has no words"),
    Reason.ONE_ITEM: N_("only one word is in use: there is nothing to compare"),
    Reason.NEVER_ASKED: N_("nobody was asked"),
    Reason.NO_INDICATOR: N_("no indicator with a weight is defined for all"),
    Reason.CHOSEN_UNITS: N_("somebody marked every unit, since suggestions chose them: nothing to tell chance from"),
    Reason.ONE_CATEGORY: N_("needs at least two categories to choose from"),
    Reason.UNEQUAL_RATINGS: N_("needs as many ratings of every unit"),
    Reason.SEVERAL_CODES: N_("several codes together: look at each"),
    Reason.NO_PAIRS: N_("no two words stand near each other that often"),
    Reason.NO_COUNTERPART: N_("no passage of one coder has a counterpart to compare codes on"),
    Reason.NO_FIGURE_THERE: N_("these transcripts alone give no figure"),
    Reason.FEW_FOR_TREND: N_("too few transcripts for a trend: it takes at least five"),
    Reason.FEW_TRANSCRIPTS: N_("too little data for an interval: it takes at least five transcripts"),
    Reason.ONE_TRANSCRIPT: N_("no interval: without one of the transcripts there is no figure"),
    Reason.NO_FIGURE: N_("no interval without a figure"),
    Reason.NO_TEXT: N_("the text is empty"),
    Reason.NOTHING_MARKED: N_("nothing was marked"),
    Reason.EVERYTHING_MARKED: N_("everything was marked"),
    Reason.NEVER_MEET: N_("marked stretches never meet"),
    Reason.ONE_CODE_MEETS: N_("only one code where they meet"),
    Reason.ONLY_TWO_CODERS: N_("only for two coders: look at each pair"),
    Reason.LITTLE_MEETS: N_("so little meets that agreement by chance cannot be told"),
    Reason.ASKED_UNKNOWN: N_("not known who was asked: the interviews are not linked to the guide"),
    Reason.FEW_CODINGS: N_("too little data for an interval: under five codings by a coder, in the mean"),
    Reason.ONLY_PAIRS: N_("is for two coders: look at the pairs"),
    Reason.CODES_OVERLAP: N_("a coder's codes overlap here: only measures of sets of codes can hold that"),
    Reason.NO_UNITS: N_("free spans have no units"),
    Reason.NO_SUM: N_("no interval is made of it: transcripts do not add up to it"),
    Reason.NO_RATINGS: N_("this bootstrap of pairs is for alphas of single values on units only"),
}


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A number that may be undefined; it is never NaN.

    Attributes:
        value: The number, None where it is undefined.
        reason: Why it is undefined, None where it is not.
    """

    value: float | None
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a coefficient has either a value or a reason")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError("a coefficient is a finite number; what is undefined has a reason")

    @property
    def why(self) -> str:
        """The reason in the language in use, "" where there is a number."""
        return self.reason.text if self.reason else ""


def undefined(reason: Reason) -> Coefficient:
    """A figure that cannot be had, and why."""
    return Coefficient(None, reason)
