"""Agreement on free spans: the unitizing family of 2016, its forerunner of 2004, and characters as units."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from transcripts.i18n import _
from workbench.agreement.corrected import SET_DISTANCES
from workbench.agreement.figure import Figure, figure_of
from workbench.agreement.texts import Spans, Texts, read_spans
from workbench.analysis.continua import Continua, Joining
from workbench.analysis.set_valued_lengths import SetValued
from workbench.analysis.unitizing import Unitizing
from workbench.analysis.unitizing_2004 import unitizing_2004
from workbench.analysis.unitizing_characters import Characters
from workbench.errors import AnalysisError

__all__ = [
    "CharacterAgreement",
    "Unitized",
    "alpha_u_2004",
    "bar_u_alpha",
    "character_agreement",
    "character_alpha",
    "cu_alpha",
    "k_u_alpha",
    "length_weighted_alpha",
    "u_alpha",
    "unitized",
]

Length = int | Sequence[int]


@dataclass(frozen=True, slots=True)
class Unitized:
    """The family of Krippendorff, Mathet, Bouvry & Widlöcher (2016).

    Attributes:
        u: Did they mark the same stretches with the same codes?
        bar_u: |u alpha: did they mark the same stretches?
        cu: Where both marked, did they give the same code? With its coverage of the text.
        k: (k)u alpha of each code, with its coverage of what was marked with it.
    """

    u: Figure
    bar_u: Figure
    cu: Figure
    k: Mapping[Hashable, Figure]


@dataclass(frozen=True, slots=True)
class CharacterAgreement:
    """How far coders marked the same characters with one code, the code a continuum of its own.

    Attributes:
        bar_u: |u alpha of the code's continuum: units are what is distributed by chance.
        alpha: Krippendorff's, nominal, of marked or not, characters as units: close to ``bar_u``, and not equal.
        percent: Share of agreeing pairs of coders over all characters.
        coded_only: The same over the characters that anybody marked.
        f1: 2 shared / (first + second).
        kappa: Cohen's, of two coders.
    """

    bar_u: Figure
    alpha: Figure
    percent: Figure
    coded_only: Figure
    f1: Figure
    kappa: Figure


def unitized(spans: Spans, length: Length, *, codes: Iterable[Hashable] = (), join_touching: bool = False) -> Unitized:
    """The whole 2016 family at once.

    Args:
        spans: Per coder, ``(start, end, code)``, half-open, in code points; of one coder they must not overlap. A coder
            with an empty list read the text and found nothing; None is a coder who was not given it.
        length: Characters of the text. With a list of lengths, ``spans`` is a list of such texts, which are pooled;
            where texts have different coders this extends the published definition, and the note says so.
        codes: Codes to compare that nobody may have used.
        join_touching: Make touching spans of one coder with one code one unit: it changes what chance gives, so it is
            to be reported.

    Raises:
        AnalysisError: Spans that overlap, are empty or lie outside the text.

    Examples:
        >>> one = [(0, 10, "x"), (20, 30, "y")]
        >>> other = [(0, 12, "x"), (18, 30, "y")]
        >>> found = unitized([one, other], length=40)
        >>> print(found.u)
        0.8579
        >>> print(found.cu)
        1.0000; coverage 0.5000
        >>> print(found.k["x"])
        1.0000; coverage 0.9091
    """
    texts = read_spans(spans, length, codes)
    joining = Joining.TOUCHING if join_touching else Joining.APART
    continua = Continua.build(
        texts.codings, lengths=texts.lengths, read=texts.read, values=len(texts.codes), joining=joining
    )
    found = Unitizing(continua).family().figures()
    extends = [_("texts with different coders: extends the definition")] if found.differing else []
    per_pair = [_("per-pair variant; not checked against the paper")] if found.per_pair else []
    plain, paired = "; ".join(extends), "; ".join(per_pair + extends)
    read = _characters(texts)
    each = zip(texts.codes, found.k, found.k_coverage, strict=True)
    return Unitized(
        u=figure_of(found.u, n=read, note=plain),
        bar_u=figure_of(found.bar_u, n=read, note=plain),
        cu=figure_of(found.cu, n=read, coverage=found.coverage.value, note=paired),
        k={code: figure_of(one, n=read, coverage=own.value, note=paired) for code, one, own in each},
    )


def u_alpha(spans: Spans, length: Length, **options: Any) -> Figure:
    """uα: did coders mark the same stretches with the same codes? Arguments are those of ``unitized``.

    Examples:
        >>> print(u_alpha([[(0, 10, "x")], [(0, 8, "x")]], length=40))
        0.8617
    """
    return unitized(spans, length, **options).u


def bar_u_alpha(spans: Spans, length: Length, **options: Any) -> Figure:
    """|uα: did coders mark the same stretches, whatever the code? Arguments are those of ``unitized``.

    Returns:
        Undefined where nothing, or everything, was marked.

    Examples:
        >>> print(bar_u_alpha([[(0, 10, "x")], [(0, 10, "y")]], length=40))
        1.0000
    """
    return unitized(spans, length, **options).bar_u


def cu_alpha(spans: Spans, length: Length, **options: Any) -> Figure:
    """cuα: where both marked, did they give the same code? Arguments are those of ``unitized``.

    Returns:
        With its coverage. Undefined where marked stretches never meet, or meet with one code only.

    Examples:
        >>> one = [(0, 10, "x"), (20, 30, "y"), (32, 36, "x")]
        >>> other = [(0, 12, "x"), (18, 30, "y"), (31, 35, "y")]
        >>> print(cu_alpha([one, other], length=40))
        0.7907; coverage 0.5750
        >>> print(cu_alpha([[(0, 10, "x")], [(20, 30, "x")]], length=40))
        undefined: marked stretches never meet; coverage 0.0000
    """
    return unitized(spans, length, **options).cu


def k_u_alpha(spans: Spans, length: Length, code: Hashable, **options: Any) -> Figure:
    """(k)uα of one code: where it was given and both marked, did the other give it as well?

    Args:
        spans: As of ``unitized``.
        length: As of ``unitized``.
        code: Which.
        options: As of ``unitized``.

    Examples:
        >>> one = [(0, 10, "x"), (20, 30, "y"), (32, 36, "x")]
        >>> other = [(0, 12, "x"), (18, 30, "y"), (31, 35, "y")]
        >>> print(k_u_alpha([one, other], 40, "x"))
        0.7907; coverage 0.8846
    """
    found = unitized(spans, length, codes=[*options.pop("codes", ()), code], **options)
    return found.k[code]


def alpha_u_2004(spans: Spans, length: Length) -> Figure:
    """αU of 1995 and 2004: squared differences of boundaries, code by code; for comparison with what was published.

    The 2016 family has replaced it, and for three coders and more its author withdrew it. ``parts`` holds each code,
    whose ``observed`` and ``expected`` are D_o and D_e, disagreements.

    Args:
        spans: As of ``unitized``, but codes may overlap each other.
        length: As of ``unitized``; texts that not all coders were given are left out.

    Examples:
        >>> print(alpha_u_2004([[(0, 10, "x"), (20, 30, "y")], [(0, 12, "x"), (18, 30, "y")]], length=40))
        0.9638
    """
    texts = read_spans(spans, length)
    continua = Continua.of_each_code(
        texts.codings, lengths=texts.lengths, read=texts.read, values=max(1, len(texts.codes)), joining=Joining.OVERLAPS
    )
    found = unitizing_2004(continua)
    parts = {
        code: figure_of(one.alpha, observed=one.observed, expected=one.expected)
        for code, one in zip(texts.codes, found.codes[: len(texts.codes)], strict=True)
    }
    note = _("withdrawn by its author for three coders and more") if found.withdrawn else ""
    return figure_of(found.alpha, n=_characters(texts), note=note, parts=parts)


def length_weighted_alpha(spans: Spans, length: Length, distance: str = "masi") -> Figure:
    """Krippendorff's alpha of the sets of codes on each character: for codes that overlap.

    Args:
        spans: As of ``unitized``, but spans may overlap as they like.
        length: As of ``unitized``.
        distance: ``masi``, ``jaccard``, or ``nominal`` for sets as plain values.

    Returns:
        Undefined where all characters have the same set.

    Examples:
        >>> one = [(0, 30, "goal"), (10, 20, "image")]
        >>> other = [(0, 25, "goal"), (12, 20, "image")]
        >>> print(length_weighted_alpha([one, other], length=80))
        0.8381
    """
    if distance not in SET_DISTANCES:
        raise AnalysisError(
            _("There is no distance of sets {name}.").format(name=distance),
            _("Choose one of {names}.").format(names=", ".join(SET_DISTANCES)),
        )
    texts = read_spans(spans, length)
    found = SetValued(texts.codings, lengths=texts.lengths, read=texts.read, values=len(texts.codes))
    return figure_of(found.family(distance=SET_DISTANCES[distance]).figure(), n=_characters(texts))


def character_agreement(spans: Spans, length: Length, code: Hashable) -> CharacterAgreement:
    """Agreement on the characters of one code, others left aside.

    Args:
        spans: As of ``unitized``, but spans may overlap; overlapping spans of one coder with the code are one.
        length: As of ``unitized``.
        code: Which.

    Examples:
        >>> found = character_agreement([[(0, 150, "x")], [(0, 50, "x"), (900, 950, "x")]], 1000, "x")
        >>> print(found.percent)
        0.8500
        >>> print(found.kappa)
        0.3182
        >>> print(found.f1)
        0.4000
    """
    texts = read_spans(spans, length, [code])
    continua = Continua.of_each_code(texts.codings, lengths=texts.lengths, read=texts.read, values=len(texts.codes))
    found = Characters(continua).family().figures()[texts.place_of(code)]
    names = ("bar_u", "alpha", "percent", "coded_only", "f1", "kappa")
    read = _characters(texts)
    return CharacterAgreement(
        *(figure_of(getattr(found, name), n=read, observed=found.percent.value) for name in names)
    )


def character_alpha(spans: Spans, length: Length, code: Hashable) -> Figure:
    """Krippendorff's alpha of one code, marked or not, every character a unit: ATLAS.ti calls it binary.

    Arguments are those of ``character_agreement``.

    Examples:
        >>> print(character_alpha([[(0, 30, "goal")], [(0, 25, "goal")]], 80, "goal"))
        0.8623
    """
    return character_agreement(spans, length, code).alpha


def _characters(texts: Texts) -> float:
    """Characters of the texts that two coders or more were given."""
    return float(np.sum(texts.lengths[texts.read.sum(axis=1) > 1]))
