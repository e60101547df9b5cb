"""Agreement on spans as they were marked: matched one to one, by characters, and in the manner of MAXQDA."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from transcripts.i18n import _
from workbench.agreement.figure import Figure, figure_of, mean_of_pairs
from workbench.agreement.texts import Spans, Texts, read_spans
from workbench.analysis import kn as maxqda
from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.span_f1 import Matches, on_characters, on_spans
from workbench.errors import AnalysisError

__all__ = ["character_f1", "kn", "kn_of_counts", "span_f1"]

AVERAGES = ("micro", "macro")


def span_f1(
    spans: Spans,
    *,
    overlap: float = 1.0,
    code: Hashable = None,
    average: str = "micro",
    length: Sequence[int] | int | None = None,
) -> Figure:
    """F1 of spans of the same code, matched one to one: 2TP / (2TP + FP + FN).

    Of all ways to match, the one with most matches counts, then with most shared characters; no span counts twice. It
    needs no count of what nobody marked (Hripcsak & Rothschild 2005).

    Args:
        spans: Per coder, ``(start, end, code)``, half-open; they may overlap, and what a coder gives twice is one span.
            For three coders and more the figure is the mean of the pairs that have one; ``parts`` holds the pairs.
        overlap: What two spans must share of the stretch from their first start to their last end: 1 for exactly the
            same span, 0 for any character.
        code: Only this one; all by default.
        average: ``micro`` sums over codes before it divides, ``macro`` is the mean of the codes' figures.
        length: A list of lengths where ``spans`` is a list of several texts.

    Returns:
        Undefined where nobody marked anything; 0 where one side did not.

    Examples:
        >>> one = [(0, 100, "x"), (200, 300, "x")]
        >>> other = [(2, 100, "x"), (200, 260, "x")]
        >>> print(span_f1([one, other]))
        0.0000
        >>> print(span_f1([one, other], overlap=0.95))
        0.5000
        >>> print(span_f1([one, other], overlap=0))
        1.0000
    """
    _share(overlap)
    texts = _texts(spans, length, code)
    everyone, all_codes = list(range(len(texts.coders))), np.arange(len(texts.codes))
    found = on_spans(
        texts.codings, everyone, share=overlap, theme_of=all_codes, themes=len(texts.codes), read=texts.read
    )
    return _averaged(found, texts, code, average)


def character_f1(
    spans: Spans, *, code: Hashable = None, average: str = "micro", length: Sequence[int] | int | None = None
) -> Figure:
    """F1 of characters: 2 shared / (first + second), in characters that each marked with the same code.

    Arguments and undefined cases are those of ``span_f1``.

    Examples:
        >>> print(character_f1([[(0, 30, "goal")], [(0, 25, "goal")]]))
        0.9091
    """
    texts = _texts(spans, length, code)
    everyone, all_codes = list(range(len(texts.coders))), np.arange(len(texts.codes))
    found = on_characters(texts.codings, everyone, theme_of=all_codes, themes=len(texts.codes), read=texts.read)
    return _averaged(found, texts, code, average)


def kn(
    spans: Spans,
    *,
    codes: int | Iterable[Hashable],
    overlap: float = maxqda.SHARE,
    length: Sequence[int] | int | None = None,
) -> Figure:
    """Kn in the manner of MAXQDA, of two coders: compatibility output only.

    Each segment of each coder is looked for among the other's with the same code. P_o = a / (a + b + c), P_c = 1 /
    codes, Kn = (P_o - P_c) / (1 - P_c). What neither coded is 0 by construction, so that this is no model of chance for
    free segments.

    Args:
        spans: Of two coders.
        codes: How many could have been given, or which.
        overlap: What two segments must share of the stretch from their first start to their last end; exactly as much
            is enough.
        length: A list of lengths where ``spans`` is a list of several texts.

    Returns:
        With P_o under ``observed``. Undefined where nobody coded anything.

    Examples:
        >>> one = [(0, 100, "x"), (200, 300, "x"), (400, 450, "y")]
        >>> other = [(2, 100, "x"), (200, 260, "x"), (400, 449, "y"), (500, 520, "y")]
        >>> found = kn([one, other], codes=2)
        >>> print(found)
        0.1429; compatibility output only
    """
    _share(overlap)
    names = () if isinstance(codes, int | np.integer) else tuple(codes)
    texts = _texts(spans, length, None, names)
    count = int(codes) if isinstance(codes, int | np.integer) else len(set(names))
    _enough(count, len(texts.codes))
    found = maxqda.found_both_ways(
        texts.codings,
        list(range(len(texts.coders))),
        share=overlap,
        theme_of=np.arange(len(texts.codes)),
        themes=len(texts.codes),
        read=texts.read,
    )
    percent, rest = found.percent().value.value, _("compatibility output only")
    marks = float(found.counts.sum())
    return figure_of(found.kn(count).value, n=marks, observed=percent, expected=1 / count if count else None, note=rest)


def kn_of_counts(a: int, b: int, c: int, *, codes: int) -> Figure:
    """Kn of segments that both coded (a), and that one only did (b, c).

    Examples:
        >>> print(kn_of_counts(38, 4, 3, codes=10))
        0.8272; compatibility output only
    """
    if min(a, b, c) < 0 or codes < 1:
        raise AnalysisError(_("A count is below zero, or there is no code."), _("Give counts from 0 upwards."))
    total, note = a + b + c, _("compatibility output only")
    if not total or codes < 2:
        return figure_of(undefined(Reason.ONE_CATEGORY if total else Reason.NOBODY_MARKED), note=note)
    observed, chance = a / total, 1 / codes
    value = Coefficient((observed - chance) / (1 - chance))
    return figure_of(value, n=total, observed=observed, expected=chance, note=note)


def _texts(spans: Spans, length: Sequence[int] | int | None, code: Hashable, codes: Iterable[Hashable] = ()) -> Texts:
    named = codes if code is None else [*codes, code]
    return read_spans(spans, length, named, inside=length is not None)


def _averaged(found: Matches, texts: Texts, code: Hashable, average: str) -> Figure:
    if average not in AVERAGES:
        raise AnalysisError(
            _("There is no average {name}.").format(name=average),
            _("Choose one of {names}.").format(names=", ".join(AVERAGES)),
        )
    chosen = found if code is None else found.take([texts.place_of(code)])
    sums = chosen.macro() if average == "macro" else chosen.micro()
    pairs = zip(chosen.pairs, chosen.micro_of_pairs().figures(), strict=True) if len(chosen.pairs) > 1 else ()
    parts = {(texts.coders[i], texts.coders[j]): figure_of(one) for (i, j), one in pairs}
    note = mean_of_pairs(sum(part.defined for part in parts.values()), len(parts)) if parts else ""
    coefficient = sums.value if len(texts.codes) and len(texts.coders) > 1 else undefined(_why(texts))
    return figure_of(coefficient, n=float(len(texts.codings)), note=note, parts=parts)


def _why(texts: Texts) -> Reason:
    return Reason.TWO_CODERS if len(texts.coders) < 2 else Reason.NOBODY_MARKED


def _share(overlap: float) -> None:
    if not 0 <= overlap <= 1:
        raise AnalysisError(
            _("An overlap of {share} is no share.").format(share=overlap), _("Give a number from 0 to 1.")
        )


def _enough(declared: int, used: int) -> None:
    if declared < used:
        raise AnalysisError(
            _("{used} codes are in use and only {declared} were declared.").format(used=used, declared=declared),
            _("Declare every code that could have been given, used or not."),
        )
