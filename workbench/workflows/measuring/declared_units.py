"""The measures on units: each is a sentence, a turn, an answer or a cell of a grid, with a code or without."""

from transcripts.i18n import N_
from workbench.workflows.measuring.measure import Coders, Level, Measure, On

_CODE = (Level.CODE,)
_Q = N_("The categories are declared: with the code and without it, q = 2.")


def _on_units(
    name: str,
    symbol: str,
    label: str,
    definition: str,
    source: str,
    *,
    coders: Coders = Coders.ANY,
    needs: str = "",
) -> Measure:
    return Measure(name, symbol, label, definition, source, On.UNITS, _CODE, "presence", coders, needs)


def _share(name: str, symbol: str, label: str, definition: str, source: str) -> Measure:
    return Measure(name, symbol, label, definition, source, On.UNITS, _CODE, "presence", share=True, lowest=0.0)


MEASURES: tuple[Measure, ...] = (
    _share(
        "percent",
        N_("agreement"),
        N_("percent agreement"),
        N_("Mean share of agreeing pairs of coders over all units; units that nobody coded count as agreement."),
        "",
    ),
    _share(
        "coded_only",
        N_("coded only"),
        N_("percent agreement on what is coded"),
        N_("The same over the units that at least one coder marked."),
        "",
    ),
    _share(
        "holsti",
        N_("Holsti"),
        N_("Holsti's coefficient"),
        N_(
            "2 × units that both marked ÷ (units of the first + of the second), summed over pairs of coders; to leave "
            "the code out is no decision here. Not corrected for chance."
        ),
        "Holsti 1969",
    ),
    _share(
        "positive",
        N_("positive"),
        N_("positive specific agreement"),
        N_("Of the units that a coder marked, the share that another marked as well, over all pairs together."),
        "Cicchetti & Feinstein 1990",
    ),
    _on_units(
        "alpha",
        N_("alpha"),
        N_("Krippendorff's alpha, nominal"),
        N_("1 − observed ÷ expected disagreement, units with the code or without it; any number of coders."),
        "Krippendorff 2011",
    ),
    _on_units(
        "cohen",
        N_("kappa"),
        N_("Cohen's kappa"),
        N_("For two coders, each with the marginals of their own, from the counts of all transcripts together."),
        "Cohen 1960",
        coders=Coders.TWO,
    ),
    _on_units(
        "light",
        N_("Light"),
        N_("Light's kappa"),
        N_("Mean of Cohen's kappas over the pairs of coders that have one."),
        "Light 1971",
    ),
    _on_units(
        "conger",
        N_("Conger"),
        N_("Conger's kappa"),
        N_("Kappa for any number of coders, each with the marginals of their own."),
        "Conger 1980",
    ),
    _on_units(
        "fleiss",
        N_("Fleiss"),
        N_("Fleiss' kappa"),
        N_("Kappa for any number of coders with pooled marginals: Scott's pi for more than two."),
        "Fleiss 1971",
    ),
    _on_units(
        "ac1",
        N_("AC1"),
        N_("Gwet's AC1"),
        N_("Chance agreement from the mean variance of the categories; to be read beside prevalence, never alone."),
        "Gwet 2008",
        needs=_Q,
    ),
    _on_units(
        "brennan_prediger",
        N_("BP"),
        N_("Brennan and Prediger's coefficient"),
        N_("Chance agreement is 1 ÷ q."),
        "Brennan & Prediger 1981",
        needs=_Q,
    ),
    _on_units(
        "pabak",
        N_("PABAK"),
        N_("prevalence-adjusted, bias-adjusted kappa"),
        N_("2 × agreement − 1: Brennan and Prediger's coefficient for two categories, under its other name."),
        "Byrt, Bishop & Carlin 1993",
    ),
    Measure(
        "unit_set_masi",
        N_("α sets, units"),
        N_("agreement on the sets of codes of a unit"),
        N_("Krippendorff's alpha where a unit carries a set of codes for each coder. Sets differ by MASI distance."),
        "Krippendorff 2019; Passonneau 2006",
        On.UNITS,
        (Level.CODES,),
        "unit_sets",
    ),
    Measure(
        "unit_set_jaccard",
        N_("α sets, units (Jaccard)"),
        N_("agreement on the sets of codes of a unit, by Jaccard distance"),
        N_("The same, where sets differ by Jaccard distance."),
        "Krippendorff 2019; Jaccard 1912",
        On.UNITS,
        (Level.CODES,),
        "unit_sets",
    ),
    Measure(
        "unit_strength_ordinal",
        N_("strength, units"),
        N_("agreement on strength, on units, ordinal"),
        N_(
            "Krippendorff's ordinal alpha on the highest strength that each coder gave the code in a unit; units where "
            "a coder set none are missing for that coder."
        ),
        "Krippendorff 2011",
        On.UNITS,
        _CODE,
        "unit_strengths",
    ),
    Measure(
        "unit_strength_interval",
        N_("strength, units (interval)"),
        N_("agreement on strength, on units, interval"),
        N_("The same, strengths 0 to 3 taken as equally far apart."),
        "Krippendorff 2011",
        On.UNITS,
        _CODE,
        "unit_strengths",
    ),
)
