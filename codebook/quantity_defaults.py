"""The words of quantity that studies begin with, in French and English."""

from codebook.quantity import MINIMUM, Measure, QuantityRule, QuantityTable
from codebook.quantity_phrases import Noun, usual_noun

_THIRD, _TWO_THIRDS = 1 / 3, 2 / 3

# (measure, least, most): the phrase that is said, then its synonyms.
_Rows = dict[tuple[Measure, float, float], tuple[str, ...]]

_FRENCH: _Rows = {
    (Measure.MISSING, 0, 0): (
        "l’ensemble des {nouns}",
        "{tous|toutes} les {nouns}",
        "la totalité des {nouns}",
    ),
    (Measure.SHARE, 0.85, 1): ("la quasi-totalité des {nouns}", "presque {tous|toutes} les {nouns}"),
    (Measure.SHARE, _TWO_THIRDS, 0.85): ("la plupart des {nouns}", "la grande majorité des {nouns}"),
    (Measure.SHARE, 0.5, _TWO_THIRDS): ("une majorité {de}{nouns}", "la majorité des {nouns}"),
    (Measure.SHARE, 0.5, 0.5): ("la moitié des {nouns}",),
    (Measure.SHARE, _THIRD, 0.5): ("plusieurs {nouns}",),
    (Measure.SHARE, 0.2, _THIRD): ("une minorité {de}{nouns}",),
    (Measure.SHARE, 0, 0.2): ("quelques {nouns}", "{quelques-uns|quelques-unes} des {nouns}"),
    (Measure.COUNT, 2, 2): ("deux {nouns}",),
    (Measure.COUNT, 1, 1): ("{un seul|une seule} {noun}",),
    (Measure.COUNT, 0, 0): ("{aucun|aucune} {noun}", "{aucun|aucune} des {nouns}"),
}
_ENGLISH: _Rows = {
    (Measure.MISSING, 0, 0): ("all {nouns}", "all of the {nouns}", "all the {nouns}", "every {noun}"),
    (Measure.SHARE, 0.85, 1): ("nearly all {nouns}", "almost all {nouns}", "nearly all of the {nouns}"),
    (Measure.SHARE, _TWO_THIRDS, 0.85): ("most {nouns}", "most of the {nouns}"),
    (Measure.SHARE, 0.5, _TWO_THIRDS): ("a majority of {nouns}", "the majority of {nouns}"),
    (Measure.SHARE, 0.5, 0.5): ("half of the {nouns}", "half the {nouns}"),
    (Measure.SHARE, _THIRD, 0.5): ("several {nouns}", "several of the {nouns}"),
    (Measure.SHARE, 0.2, _THIRD): ("a minority of {nouns}",),
    (Measure.SHARE, 0, 0.2): ("a few {nouns}", "a few of the {nouns}"),
    (Measure.COUNT, 2, 2): ("two {nouns}", "two of the {nouns}"),
    (Measure.COUNT, 1, 1): ("a single {noun}", "only one {noun}"),
    (Measure.COUNT, 0, 0): ("none of the {nouns}", "no {noun}", "no {nouns}"),
}
_TABLES = {"fr": _FRENCH, "en": _ENGLISH}


def default_table(language: str, *, minimum: int = MINIMUM, noun: Noun | None = None) -> QuantityTable:
    """The table that ships for a language; English for one that there is none for.

    Args:
        language: ``fr`` or ``en``.
        minimum: The smallest total that words are used for.
        noun: Who is counted; respondents or participants by default.
    """
    return QuantityTable(language, default_rules(language), minimum, noun or usual_noun(language))


def default_rules(language: str) -> tuple[QuantityRule, ...]:
    """Its rules, the phrase that is said before its synonyms."""
    rows = _TABLES.get(language, _ENGLISH)
    return tuple(QuantityRule(phrase, *bounds) for bounds, phrases in rows.items() for phrase in phrases)
