"""Every measure of agreement between coders, as a function of plain values.

For notebooks, and for anyone who wants to check a figure of the workbench against other data or another program::

    from workbench import agreement as ag

    ag.krippendorff_alpha([[1, 2, 3, None], [1, 2, 2, 3]], level="ordinal")
    ag.cu_alpha([[(0, 10, "image")], [(2, 10, "image"), (20, 25, "budget")]], length=40)

Ratings are one row per coder (or one per unit, with ``by_unit=True``); ``None`` or NaN is a unit that the coder was not
given. Spans are ``(start, end, code)`` per coder, half-open, in Unicode code points. Every function returns a
``Figure``: a number, or the reason why there is none. What each measure is, and when not to use it: docs/measures.md.
Bad input raises ``workbench.errors.AnalysisError`` with one sentence and a hint.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.agreement.alignment import alignment_disorder, gamma
    from workbench.agreement.corrected import (
        bennett_s,
        brennan_prediger,
        cohen_kappa,
        conger_kappa,
        fleiss_kappa,
        gwet_ac1,
        krippendorff_alpha,
        light_kappa,
        pabak,
        scott_pi,
        set_alpha,
        stance_alpha,
        strength_alpha,
    )
    from workbench.agreement.figure import Figure
    from workbench.agreement.marks import character_f1, kn, kn_of_counts, span_f1
    from workbench.agreement.observed import (
        fleiss_z,
        gwet_standard_error,
        holsti,
        jaccard_distance,
        masi_distance,
        percent_agreement,
        ratings_of_table,
        specific_agreement,
    )
    from workbench.agreement.spans import (
        CharacterAgreement,
        Unitized,
        alpha_u_2004,
        bar_u_alpha,
        character_agreement,
        character_alpha,
        cu_alpha,
        k_u_alpha,
        length_weighted_alpha,
        u_alpha,
        unitized,
    )
    from workbench.agreement.uncertainty import Bounds, bootstrap, hayes_krippendorff, jackknife

__all__ = [
    "Bounds",
    "CharacterAgreement",
    "Figure",
    "Unitized",
    "alignment_disorder",
    "alpha_u_2004",
    "bar_u_alpha",
    "bennett_s",
    "bootstrap",
    "brennan_prediger",
    "character_agreement",
    "character_alpha",
    "character_f1",
    "cohen_kappa",
    "conger_kappa",
    "cu_alpha",
    "fleiss_kappa",
    "fleiss_z",
    "gamma",
    "gwet_ac1",
    "gwet_standard_error",
    "hayes_krippendorff",
    "holsti",
    "jaccard_distance",
    "jackknife",
    "k_u_alpha",
    "kn",
    "kn_of_counts",
    "krippendorff_alpha",
    "length_weighted_alpha",
    "light_kappa",
    "masi_distance",
    "pabak",
    "percent_agreement",
    "ratings_of_table",
    "scott_pi",
    "set_alpha",
    "span_f1",
    "specific_agreement",
    "stance_alpha",
    "strength_alpha",
    "u_alpha",
    "unitized",
]

# Each is looked for when it is first asked for, so that importing this module loads no NumPy.
_MODULES = ("alignment", "corrected", "figure", "marks", "observed", "spans", "uncertainty")


def __getattr__(name: str) -> Any:
    """Import a measure when it is asked for."""
    if name in __all__:
        for module in _MODULES:
            found = import_module(f"{__name__}.{module}")
            if name in getattr(found, "__all__", ()):
                return getattr(found, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """What there is to be had."""
    return list(__all__)
