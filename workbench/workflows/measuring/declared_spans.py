"""The measures on free spans: no units are cut, every character counts where coders put it."""

from transcripts.i18n import N_
from workbench.workflows.measuring.measure import Coders, Level, Measure, On

UNITIZING = "Krippendorff, Mathet, Bouvry & Widlöcher 2016"
_BOTH = (Level.CODE, Level.CODES)
_CODES = (Level.CODES,)

MEASURES: tuple[Measure, ...] = (
    Measure(
        "bar_u_alpha",
        N_("|uα"),
        N_("agreement on what is marked"),
        N_(
            "Whether coders mark the same stretches, whatever code they give: observed against expected differences in "
            "length between marked and not marked. Of one code: whether they mark the same stretches with it."
        ),
        UNITIZING,
        On.SPANS,
        _BOTH,
        "marked",
        headline=True,
    ),
    Measure(
        "cu_alpha",
        N_("cuα"),
        N_("agreement on the code where both marked"),
        N_(
            "Whether coders give the same code where both marked something; its coverage is the share of the text on "
            "which that is so. No coder's spans with different codes may overlap."
        ),
        UNITIZING,
        On.SPANS,
        _CODES,
        "unitizing",
        headline=True,
        covered=True,
        variant=True,
    ),
    Measure(
        "k_u_alpha",
        N_("(k)uα"),
        N_("agreement on one code among the codes of its branch"),
        N_(
            "How reliably a code is told from the other codes of its branch where both marked something of it; its "
            "coverage is the share of what is marked with the code on which that is so."
        ),
        UNITIZING,
        On.SPANS,
        (Level.CODE,),
        "unitizing_values",
        headline=True,
        covered=True,
        variant=True,
    ),
    Measure(
        "u_alpha",
        N_("uα"),
        N_("agreement on what is marked and how"),
        N_("Whether coders mark the same stretches with the same codes, over all characters, gaps among them."),
        UNITIZING,
        On.SPANS,
        _CODES,
        "unitizing",
    ),
    Measure(
        "set_masi",
        N_("α sets"),
        N_("agreement on the sets of codes"),
        N_(
            "Krippendorff's alpha weighted by length, where a stretch carries a set of codes for each coder: for codes "
            "that may overlap. Sets differ by MASI distance."
        ),
        "Krippendorff 2019; Passonneau 2006",
        On.SPANS,
        _CODES,
        "set_lengths",
        headline=True,
    ),
    Measure(
        "set_jaccard",
        N_("α sets (Jaccard)"),
        N_("agreement on the sets of codes, by Jaccard distance"),
        N_("The same, where sets differ by Jaccard distance."),
        "Krippendorff 2019; Jaccard 1912",
        On.SPANS,
        _CODES,
        "set_lengths",
    ),
    Measure(
        "f1_characters",
        N_("F1"),
        N_("character F1"),
        N_(
            "2 × characters that both marked ÷ (characters of the first + of the second); of several codes, every "
            "character counts once for each code that it carries."
        ),
        "Hripcsak & Rothschild 2005",
        On.SPANS,
        _BOTH,
        "matches",
        coders=Coders.PAIRS,
        lowest=0.0,
        headline=True,
    ),
    Measure(
        "f1_exact",
        N_("F1 exact"),
        N_("span F1, exact"),
        N_("2 × spans with the same ends and code ÷ (spans of the first + of the second); each span counts once."),
        "Hripcsak & Rothschild 2005",
        On.SPANS,
        _BOTH,
        "matches",
        coders=Coders.PAIRS,
        lowest=0.0,
    ),
    Measure(
        "f1_overlap",
        N_("F1 overlap"),
        N_("span F1, at overlap"),
        N_(
            "The same, where two spans of one code match if they share at least half of the stretch from their first "
            "start to their last end; spans are matched one to one, so that the most are."
        ),
        "Hripcsak & Rothschild 2005",
        On.SPANS,
        _BOTH,
        "matches",
        coders=Coders.PAIRS,
        lowest=0.0,
    ),
    Measure(
        "alpha_binary",
        N_("α binary"),
        N_("alpha on characters, marked or not"),
        N_("Krippendorff's nominal alpha with each character as a unit, marked or not."),
        "Krippendorff 2011",
        On.SPANS,
        _BOTH,
        "marked",
    ),
    Measure(
        "alpha_u_2004",
        N_("αU"),
        N_("alpha for unitizing of 2004"),
        N_(
            "Squared differences of boundaries against those expected by chance; kept for comparison with older work. "
            "For three coders and more its author withdrew it."
        ),
        "Krippendorff 2004",
        On.SPANS,
        _BOTH,
        "unitizing_old",
    ),
    Measure(
        "kn",
        N_("Kn"),
        N_("Kn as MAXQDA computes it"),
        N_(
            "Agreement of segments at an overlap of 95 %, both ways, against 1 ÷ number of codes; for comparison with "
            "MAXQDA only, since nothing that both left alone can count."
        ),
        "Brennan & Prediger 1981",
        On.SPANS,
        _CODES,
        "kn",
        coders=Coders.PAIRS,
        needs=N_("The number of codes is that of the codes compared."),
    ),
    Measure(
        "gamma",
        N_("γ"),
        N_("gamma"),
        N_(
            "The best alignment of spans by place and code against that of random continua (alpha = beta = Δ∅ = 1, 30 "
            "samples a text, seed 20111; of more than three coders, or of three with too many spans to align together, "
            "the mean of the pairs). It takes long, so that it is made only where it is asked for by name."
        ),
        "Mathet, Widlöcher & Métivier 2015",
        On.SPANS,
        _CODES,
        "gamma",
    ),
    Measure(
        "gamma_cat",
        N_("γ-cat"),
        N_("gamma of codes"),
        N_(
            "Agreement on the code of the spans that the best alignment puts together, where a span without "
            "counterpart counts as different; only by name, like γ."
        ),
        "Mathet 2017",
        On.SPANS,
        _CODES,
        "gamma",
    ),
)
