"""Each count and each word of quantity of a manuscript, held against what the study counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from codebook.code import Code
from codebook.quantity import QuantityRule, QuantityTable
from transcripts.i18n import _
from transcripts.segmenting import sentences
from transcripts.spans import Span
from workbench.workflows.verifying_text.articles import Paragraph, Place
from workbench.workflows.verifying_text.figures import Figure, Figures, told
from workbench.workflows.verifying_text.naming import Mention, Naming, nearest
from workbench.workflows.verifying_text.numbers import Claim, Numbers
from workbench.workflows.verifying_text.quantities import Quantities, Wording
from workbench.workflows.verifying_text.quotations import without_quotations
from workbench.workflows.verifying_text.verdicts import Finding, Kind, Verdict

_AGAINST = re.compile(
    r"\b(?:oppos|contre\b|refus|rejet|récus|critiqu|écart|dénonc|against|reject|refus|dismiss|critici|disapprov)",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:favorabl|en faveur|favou?r|souten|support|approuv|approv|souhait|for it\b)", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:partag|ambival|mitig|hésit|à la fois|both|mixed|of two minds|torn\b)", re.IGNORECASE)
_BESIDE = 40


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what it counts and names; places count in the paragraph."""

    paragraph: Paragraph
    span: Span
    claims: tuple[Claim, ...]
    wordings: tuple[Wording, ...]
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        return self.span.cut(self.paragraph.text)

    def about(self, span: Span) -> Code | None:
        """The code that something counted is about."""
        counted = sorted({*(one.span for one in self.claims), *(one.span for one in self.wordings)})
        begin = max((one.end for one in counted if one.end <= span.start), default=self.span.start)
        end = min((one.start for one in counted if one.start >= span.end), default=self.span.end)
        # Figures beside the words that they explain count the same: "la plupart (8 sur 11)".
        if end - span.end <= _BESIDE and any(one.start == end for one in counted) and self._bracketed(span.end, end):
            later = [one.start for one in counted if one.start > end]
            end = min(later, default=self.span.end)
        if span.start - begin <= _BESIDE and self._bracketed(begin, span.start):
            earlier = [one.end for one in counted if one.end < begin]
            begin = max(earlier, default=self.span.start)
        return nearest(self.mentions, span, begin, end)

    def _bracketed(self, start: int, end: int) -> bool:
        return self.paragraph.text[start:end].rstrip().endswith("(")

    def beside(self, wording: Wording) -> Claim | None:
        """The figures in brackets after a word of quantity."""
        for claim in self.claims:
            if 0 <= claim.span.start - wording.span.end <= _BESIDE and self._bracketed(
                wording.span.end, claim.span.start
            ):
                return claim
        return None


class CountCheck:
    """Checks counts and words of quantity.

    Args:
        table: The study's words of quantity in the language of the manuscript.
        naming: Recognises the codes of the study.
        figures: Counts them.
        nouns: Words for who is counted, beside the common ones.
    """

    def __init__(self, table: QuantityTable, naming: Naming, figures: Figures, nouns: Sequence[str]) -> None:
        self._table = table
        self._naming = naming
        self._figures = figures
        self._numbers = Numbers(table.language, [*nouns, table.noun.singular, table.noun.plural])
        self._quantities = Quantities(table, nouns)

    def check(self, paragraph: Paragraph) -> list[Finding]:
        """The counts and words of quantity of a paragraph; what stands in quotations is somebody else's."""
        if paragraph.place in (Place.QUOTE, Place.HEADING):
            return []
        found = []
        for sentence in self._sentences(paragraph):
            found += [one for claim in sentence.claims if (one := self._claim(sentence, claim))]
            found += [one for wording in sentence.wordings if (one := self._wording(sentence, wording))]
        return sorted(found, key=lambda one: one.span)

    def _sentences(self, paragraph: Paragraph) -> list[_Sentence]:
        text = without_quotations(paragraph, keep=self._naming.is_name)
        claims, wordings = self._numbers.claims(text), self._quantities.find(text)
        # "deux répondants" is a count and a word of quantity; it is checked once.
        wordings = [one for one in wordings if not any(one.span.overlaps(claim.span) for claim in claims)]
        return [
            _Sentence(
                paragraph,
                span,
                tuple(one for one in claims if span.start <= one.span.start < span.end),
                tuple(one for one in wordings if span.start <= one.span.start < span.end),
                tuple(self._naming.mentions(text, span)),
            )
            for span in sentences(text, self._table.language)
        ]

    # -- counts ------------------------------------------------------------------------------------------------

    def _claim(self, sentence: _Sentence, claim: Claim) -> Finding | None:
        code = sentence.about(claim.span)
        if code is None:
            return self._of_nothing(sentence, claim)
        figures = self._figures.of(code)
        fits = [_fits(claim, one, sentence.text) for one in figures]
        remark = _("{code}: {figures}.").format(code=code.short, figures=told(figures))
        return self._finding(Kind.COUNT, sentence, claim.span, _of(fits), code, remark)

    def _of_nothing(self, sentence: _Sentence, claim: Claim) -> Finding | None:
        """A count in a sentence that names no code: the size of the study, or something that is not known here."""
        size = claim.count if claim.total is None else None
        if size in self._figures.sizes:
            remark = _("As many as {what}.").format(what=self._figures.sizes[size])
            return self._finding(Kind.COUNT, sentence, claim.span, Verdict.RIGHT, None, remark)
        if not claim.people and claim.total not in self._figures.sizes:
            return None
        verdict, remark = self._of_total(claim.total)
        verdict = Verdict.UNCLEAR if verdict is Verdict.RIGHT else verdict
        remark = remark or _("The sentence names no code of the study.")
        return self._finding(Kind.COUNT, sentence, claim.span, verdict, None, remark)

    def _of_total(self, total: int | None) -> tuple[Verdict, str]:
        """What a total alone says: right if it is the study's, wrong if there are not so many."""
        if total is None:
            return Verdict.UNCLEAR, _("The sentence names no code of the study.")
        if total in self._figures.sizes:
            return Verdict.RIGHT, ""
        most = max(self._figures.sizes)
        if total > most:
            return Verdict.WRONG, _("There are not so many in the study: {count}.").format(count=most)
        return Verdict.UNCLEAR, _("The sentence names no code of the study.")

    # -- words of quantity -------------------------------------------------------------------------------------

    def _wording(self, sentence: _Sentence, wording: Wording) -> Finding | None:
        code, beside = sentence.about(wording.span), sentence.beside(wording)
        if wording.rule is None:
            remark = _("The study's table has no such words.")
            return self._finding(Kind.QUANTITY, sentence, wording.span, Verdict.UNCLEAR, code, remark)
        contradicted = self._contradicted(wording.rule, beside)
        if contradicted:
            return self._finding(Kind.QUANTITY, sentence, wording.span, Verdict.WRONG, code, contradicted)
        if code is None:
            if wording.alone:
                return None
            verdict, remark = self._of_total(beside.total if beside else None)
            return self._finding(Kind.QUANTITY, sentence, wording.span, verdict, None, remark)
        return self._about(sentence, wording, wording.rule, code)

    def _contradicted(self, rule: QuantityRule, beside: Claim | None) -> str:
        """A sentence if the figures beside the words do not go with them."""
        if beside is None or beside.count is None or not beside.total:
            return ""
        meant = self._table.rule(beside.count, beside.total)
        if meant is None or meant.bounds == rule.bounds:
            return ""
        return _("{count} of {total} would be “{words}”.").format(
            count=beside.count,
            total=beside.total,
            words=self._table.say(beside.count, beside.total, with_count=False),
        )

    def _about(self, sentence: _Sentence, wording: Wording, rule: QuantityRule, code: Code) -> Finding:
        figures = self._figures.of(code)
        fits = [self._is_said(rule, one, sentence.text) for one in figures]
        few = [one for one in figures if one.total < self._table.minimum]
        remark = _("{code}: {figures}.").format(code=code.short, figures=told(figures))
        verdict = _of(fits)
        if few and len(few) == len(figures):
            verdict = Verdict.UNCLEAR
            remark += " " + _("Words of quantity begin at {minimum}.").format(minimum=self._table.minimum)
        elif verdict is not Verdict.RIGHT:
            said = dict.fromkeys(
                self._table.say(one.mentioned, one.total, with_count=False) for one in figures if one.total
            )
            remark += " " + _("This would be {words}.").format(
                words=", ".join(_("“{text}”").format(text=one) for one in said)
            )
        return self._finding(Kind.QUANTITY, sentence, wording.span, verdict, code, remark)

    def _is_said(self, rule: QuantityRule, figure: Figure, text: str) -> bool:
        said = [self._table.rule(count, figure.total) for count in _counts(figure, text)]
        return any(one is not None and one.bounds == rule.bounds for one in said)

    def _finding(
        self, kind: Kind, sentence: _Sentence, span: Span, verdict: Verdict, code: Code | None, remark: str
    ) -> Finding:
        text = span.cut(sentence.paragraph.text)
        place, pointers = (code.short, self._figures.behind(code)) if code else ("", ())
        return Finding(kind, sentence.paragraph, span, text, verdict, place, remark, pointers)


def _counts(figure: Figure, text: str) -> set[int]:
    """Who speaks of the code, who is not only against it, and who is on the sides that a sentence tells of."""
    sides = ((_AGAINST, figure.against), (_FOR, figure.pro), (_BOTH, figure.mixed))
    return {figure.mentioned, figure.supported, *(count for words, count in sides if words.search(text))}


def _fits(claim: Claim, figure: Figure, text: str) -> bool:
    """Whether a claim is what a layer counts."""
    counts = _counts(figure, text)
    if claim.share is not None:
        return figure.total > 0 and any(
            round(100 * count / figure.total, claim.digits) == round(100 * claim.share, claim.digits)
            for count in counts
        )
    return claim.count in counts and claim.total in (None, figure.total)


def _of(fits: Sequence[bool]) -> Verdict:
    """Right where every layer says so, nearly where some do."""
    if not fits:
        return Verdict.UNCLEAR
    return Verdict.RIGHT if all(fits) else Verdict.NEARLY if any(fits) else Verdict.WRONG
