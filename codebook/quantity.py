"""The wording of quantity: 8 of 11 participants are "la plupart des répondants", and back.

A table holds rules. For ``count`` of ``total`` the first of these that fits decides, so that there is always one:

1. ``missing``: how many do not (``total - count``), such as 0 for all of them;
2. ``count``: how many do, such as 1 for a single one;
3. ``share`` with one value: exactly this share, such as a half;
4. ``share`` from ``least`` up to but not including ``most``; the last one includes 1.

Rules with the very same bounds are synonyms: the first is said, all are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from math import isfinite

from codebook.errors import CodebookError
from codebook.quantity_phrases import Noun, PhraseTemplate, bare, usual_noun
from transcripts.i18n import N_, _

#: Below this total a word of quantity says more than is known; the bare count is given.
MINIMUM = 5


class Measure(StrEnum):
    """What the bounds of a rule count; in order of precedence."""

    MISSING = "missing"
    COUNT = "count"
    SHARE = "share"


_GAP = N_("Nothing is said of shares from {least} to {most}.")
_OVERLAP = N_("“{first}” and “{second}” both stand for some of the same quantities.")


@dataclass(frozen=True, slots=True)
class QuantityRule:
    """A phrase and the quantities that it stands for.

    Attributes:
        phrase: Template; see ``PhraseTemplate``.
        measure: What the bounds count.
        least: Lowest count, or share from 0 to 1.
        most: Highest count, or the share that it stays below (the last range of a table includes 1); the same as
            ``least`` for one exact value.
    """

    phrase: str
    measure: Measure
    least: float
    most: float

    @property
    def bounds(self) -> tuple[Measure, float, float]:
        """What synonyms have in common."""
        return self.measure, self.least, self.most

    @property
    def is_range(self) -> bool:
        """Whether this is a stretch of shares, which gives way to everything exact."""
        return self.measure is Measure.SHARE and self.least < self.most

    def holds(self, count: int, total: int) -> bool:
        """Whether a quantity lies within the bounds, other rules apart."""
        if self.measure is not Measure.SHARE:
            return self.least <= (total - count if self.measure is Measure.MISSING else count) <= self.most
        # A quotient of two integers is rounded the same way wherever it is written: 4/12 is 1/3, exactly.
        share = count / total
        return share == self.least or self.least <= share < self.most or (share == 1 == self.most)


@dataclass(frozen=True)
class QuantityTable:
    """The words of quantity of one language.

    Attributes:
        language: ``fr`` or ``en``.
        rules: In the order in which they are shown.
        minimum: The smallest total that words are used for; at least 1.
        noun: Who is counted.
    """

    language: str
    rules: tuple[QuantityRule, ...]
    minimum: int = MINIMUM
    noun: Noun = field(default_factory=lambda: usual_noun("fr"))

    def __post_init__(self) -> None:
        """Refuse tables that leave a quantity without a word, or give it two.

        Raises:
            CodebookError: With the phrases that clash, or the gap.
        """
        if self.minimum < 1:
            raise CodebookError(_("The smallest total for words of quantity is 1 or more."))
        for rule in self.rules:
            _check_rule(rule)
        _check_phrases(self.rules)
        _check_overlaps(self.rules)
        _check_gaps(self._ranges)

    @cached_property
    def _ranges(self) -> list[QuantityRule]:
        return sorted((one for one in self._said if one.is_range), key=lambda one: one.least)

    @cached_property
    def _said(self) -> list[QuantityRule]:
        """The first of each set of synonyms, in order of precedence."""
        heads = list({rule.bounds: rule for rule in reversed(self.rules)}.values())[::-1]
        return sorted(heads, key=lambda one: (list(Measure).index(one.measure), one.is_range))

    def rule(self, count: int, total: int) -> QuantityRule | None:
        """The one rule for ``count`` of ``total``; None below the minimum.

        Raises:
            CodebookError: If there are not so many.
        """
        if not 0 <= count <= total:
            raise CodebookError(_("{count} of {total} is no quantity.").format(count=count, total=total))
        if total < self.minimum:
            return None
        return next(rule for rule in self._said if rule.holds(count, total))

    def say(self, count: int, total: int, *, with_count: bool = True, noun: Noun | None = None) -> str:
        """The words for ``count`` of ``total``, such as ``la plupart des répondants (8 sur 11)``.

        Args:
            count: How many.
            total: Of how many.
            with_count: Whether the figures stand beside the words.
            noun: Who is counted; the table's own by default.

        Returns:
            The phrase; below the minimum the bare count, whatever ``with_count`` says.

        Raises:
            CodebookError: If there are not so many.
        """
        rule, who = self.rule(count, total), noun or self.noun
        if rule is None:
            return bare(self.language, count, total, who)
        return PhraseTemplate(rule.phrase, self.language).filled(who, count, total, with_count=with_count)

    def read(self, text: str) -> QuantityRule | None:
        """The rule that a phrase goes by, whatever noun it has and whether figures stand beside it; None for none."""
        found = [
            (len(match), rule)
            for rule in self.rules
            if (match := PhraseTemplate(rule.phrase, self.language).read(text))
        ]
        # "la plupart" also fits the rest of longer phrases; the one that says most was meant.
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def counts(self, rule: QuantityRule, total: int) -> tuple[int, ...]:
        """Every count of ``total`` that is said by this rule or a synonym of it, in order; none below the minimum."""
        if total < self.minimum:
            return ()
        return tuple(count for count in range(total + 1) if self._says(rule, count, total))

    def _says(self, rule: QuantityRule, count: int, total: int) -> bool:
        said = self.rule(count, total)
        return said is not None and said.bounds == rule.bounds

    def synonyms(self, rule: QuantityRule) -> Iterator[QuantityRule]:
        """The rules with the same bounds, itself included."""
        return (one for one in self.rules if one.bounds == rule.bounds)


def _check_rule(rule: QuantityRule) -> None:
    PhraseTemplate(rule.phrase, "")
    bounds = (rule.least, rule.most)
    whole = rule.measure is Measure.SHARE or all(float(bound).is_integer() for bound in bounds)
    highest = 1.0 if rule.measure is Measure.SHARE else float("inf")
    if not (whole and all(map(isfinite, bounds)) and 0 <= rule.least <= rule.most <= highest):
        raise CodebookError(
            _("The bounds of “{phrase}” are no quantity.").format(phrase=rule.phrase),
            _("Shares go from 0 to 1, counts are whole numbers, and the lowest comes first."),
        )


def _check_phrases(rules: Sequence[QuantityRule]) -> None:
    seen: dict[str, QuantityRule] = {}
    for rule in rules:
        other = seen.setdefault(" ".join(rule.phrase.casefold().split()), rule)
        if other is not rule:
            raise CodebookError(
                _("“{phrase}” stands in the table twice.").format(phrase=rule.phrase), _("Keep one of the two.")
            )


def _check_overlaps(rules: Sequence[QuantityRule]) -> None:
    for place, rule in enumerate(rules):
        for other in rules[place + 1 :]:
            if rule.bounds != other.bounds and _share_quantities(rule, other):
                raise CodebookError(
                    _(_OVERLAP).format(first=rule.phrase, second=other.phrase),
                    _("Let one begin where the other ends, or give both the same bounds."),
                )


def _share_quantities(rule: QuantityRule, other: QuantityRule) -> bool:
    if rule.measure is not other.measure or rule.is_range is not other.is_range:
        return False
    first, second = sorted((rule, other), key=lambda one: (one.least, one.most))
    return second.least < first.most or (not rule.is_range and second.least <= first.most)


def _check_gaps(ranges: Sequence[QuantityRule]) -> None:
    reached = 0.0
    for rule in [*ranges, None]:
        least = 1.0 if rule is None else rule.least
        if least > reached:
            raise CodebookError(
                _(_GAP).format(least=written_bound(reached), most=written_bound(least)),
                _("Let one phrase begin where the one before ends; together they go from 0 to 1."),
            )
        reached = reached if rule is None else rule.most


def written_bound(value: float) -> str:
    """A bound as people write it: ``2/3`` where it is exactly that, else decimals that read back the same."""
    if value == int(value):
        return str(int(value))
    below = next((one for one in (3, 6, 7, 9) if round(value * one) / one == value), None)
    if below is None or len(repr(value)) <= 6:
        return repr(value)
    return f"{round(value * below)}/{below}"
