"""The measures on matched codings: where coders gave the same code to overlapping words, what they said of them."""

from transcripts.i18n import N_
from workbench.workflows.measuring.measure import Level, Measure, On

_BOTH = (Level.CODE, Level.CODES)
_MATCHED = N_("Codings of one code that overlap, directly or through others, are one passage.")


def _on_matched(
    name: str, symbol: str, label: str, definition: str, *, source: str = "Krippendorff 2011", share: bool = False
) -> Measure:
    lowest = 0.0 if share else -1.0
    return Measure(
        *(name, symbol, label, definition, source, On.MATCHED, _BOTH, "matched"),
        needs=_MATCHED,
        share=share,
        lowest=lowest,
    )


MEASURES: tuple[Measure, ...] = (
    _on_matched(
        "stance_percent",
        N_("stance"),
        N_("percent agreement on stance"),
        N_("Share of agreeing pairs of coders over the passages to which both gave the code and a stance."),
        source="",
        share=True,
    ),
    _on_matched(
        "stance_alpha",
        N_("α stance"),
        N_("alpha on stance"),
        N_("Krippendorff's nominal alpha on the stance that each coder gave a passage; several stances are a kind."),
    ),
    _on_matched(
        "strength_percent",
        N_("strength"),
        N_("percent agreement on strength"),
        N_("Share of agreeing pairs of coders over the passages to which both gave the code and a strength."),
        source="",
        share=True,
    ),
    _on_matched(
        "strength_ordinal",
        N_("α strength"),
        N_("alpha on strength, ordinal"),
        N_("Krippendorff's ordinal alpha on the highest strength that each coder gave a passage."),
    ),
    _on_matched(
        "strength_interval",
        N_("α strength (interval)"),
        N_("alpha on strength, interval"),
        N_("The same, strengths 0 to 3 taken as equally far apart."),
    ),
)
