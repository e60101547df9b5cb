"""Each quotation of a manuscript: where the study has it, what differs, and whether the right person is named."""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from codebook.quotations import place
from codebook.trimming import hides_negation
from exports.report import Pointer
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.store.texts import SpokenTurn
from workbench.workflows.verifying_text.articles import Paragraph, Place
from workbench.workflows.verifying_text.matching import Difference, Edit, Match, better, match
from workbench.workflows.verifying_text.quotations import Quotation, quotations_in
from workbench.workflows.verifying_text.searching import Finder
from workbench.workflows.verifying_text.signatures import Named, People
from workbench.workflows.verifying_text.verdicts import Finding, Kind, Verdict

_MOST_DIFFERENCES = 6
#: A place with so many of the words, by the one who is named, is the one that was meant.
_SURE = 0.8


class QuotationCheck:
    """Looks every quotation up.

    Args:
        finder: Of the study.
        people: Of the study.
        is_name: Whether words in quotation marks are the name of a code, which nobody needs to have said.
        gone: Pseudonyms of those who refused or withdrew and must not be quoted.
    """

    def __init__(
        self, finder: Finder, people: People, is_name: Callable[[str], bool], gone: Collection[str] = ()
    ) -> None:
        self._gone = gone
        self._finder = finder
        self._is_name = is_name
        self._people = people
        self._kept: dict[tuple[str, str], Match | None] = {}

    def check(self, paragraph: Paragraph, following: Paragraph | None) -> list[Finding]:
        """The quotations of a paragraph.

        Args:
            paragraph: Where they stand.
            following: The one after it, which may hold the signature of a block quotation.
        """
        found = quotations_in(paragraph)
        return [
            self._checked(one, self._signed(at, found, following))
            for at, one in enumerate(found)
            if one.block or not self._is_name(one.text)
        ]

    # -- who is named ------------------------------------------------------------------------------------------

    def _signed(self, at: int, all_of: Sequence[Quotation], following: Paragraph | None) -> Named | None:
        """Whom the manuscript names as the speaker: in brackets after it, else nearest before, else after."""
        quotation = all_of[at]
        text = quotation.paragraph.text
        begin = all_of[at - 1].span.end if at else 0
        end = all_of[at + 1].span.start if at + 1 < len(all_of) else len(text)
        after = self._people.named(text, quotation.span.end, end)
        close = [
            one
            for one in after
            if one.span.start - quotation.span.end <= 60 and "(" in text[quotation.span.end : one.span.start]
        ]
        if close:
            return close[0]
        before = self._people.named(text, begin, quotation.span.start)
        if before and not _has_stop(text[before[-1].span.end : quotation.span.start]):
            return before[-1]
        if after and not _has_stop(text[quotation.span.end : after[0].span.start]):
            return after[0]
        if quotation.block and following is not None and following.text.lstrip()[:1] in ("(", "—", "–", "-"):
            named = self._people.named(following.text)
            return named[0] if named else None
        return None

    # -- what the study has ------------------------------------------------------------------------------------

    def _checked(self, quotation: Quotation, signed: Named | None) -> Finding:
        key = quotation.text, signed.pseudonym if signed else ""
        if key not in self._kept:
            self._kept[key] = self._best(quotation, signed)
        matched = self._kept[key]
        if matched is None:
            return self._not_found(quotation, signed)
        spoken = matched.pages.spoken
        spans = matched.spans
        turns = [turn for turn in spoken.turns if any(turn.span.overlaps(span) for span in spans)]
        verdict, remarks = _words(quotation, matched)
        speakers, who = _speakers(turns, signed)
        if speakers:
            verdict, remarks = Verdict.WRONG, [speakers, *remarks]
        silent = [turn.participant for turn in turns if turn.participant in self._gone]
        if silent:
            said = _("{name} refused or withdrew and must not be quoted.")
            verdict, remarks = Verdict.WRONG, [said.format(name=silent[0]), *remarks]
        remarks += _manner(quotation, matched, turns)
        where = place(spoken, Span(min(one.start for one in spans), max(one.end for one in spans)))
        pointers = tuple(Pointer(spoken.row, span.start, span.end) for span in sorted(spans))
        return Finding(
            Kind.QUOTATION,
            *(quotation.paragraph, quotation.span, quotation.text, verdict),
            where if who or where.startswith(spoken.name) else f"{spoken.name}, {where}",
            " ".join(remarks),
            pointers,
        )

    def _best(self, quotation: Quotation, signed: Named | None) -> Match | None:
        longest = max(quotation.pieces, key=lambda piece: len(piece.words))
        best: Match | None = None
        for pages in self._finder.pages(longest.words, signed.pseudonym if signed else ""):
            found = match(quotation, pages)
            best = better(best, found)
            if found and found.is_whole and found.share >= _SURE and (signed is None or _says(found, signed.pseudonym)):
                return found
        return best

    def _not_found(self, quotation: Quotation, signed: Named | None) -> Finding:
        verdict, remark = Verdict.WRONG, _("These words are nowhere in the study.")
        if quotation.is_short and signed is None and not quotation.block:
            verdict = Verdict.UNCLEAR
            remark = _("Not in the study; so short that it may be a term rather than somebody's words.")
        return Finding(Kind.QUOTATION, quotation.paragraph, quotation.span, quotation.text, verdict, "", remark)


def _has_stop(text: str) -> bool:
    """Whether a sentence ends between a name and a quotation."""
    return bool(re.search(r"[.!?…]\s+\S", text))


def _says(found: Match, pseudonym: str) -> bool:
    return any(
        turn.participant == pseudonym
        for turn in found.pages.spoken.turns
        for span in found.spans
        if turn.span.overlaps(span)
    )


# -- verdicts --------------------------------------------------------------------------------------------------------


def _words(quotation: Quotation, matched: Match) -> tuple[Verdict, list[str]]:
    """The verdict on the words alone, and what differs."""
    if matched.is_exact and "order" not in matched.remarks:
        return Verdict.RIGHT, []
    remarks = [_told(one) for one in matched.differences[:_MOST_DIFFERENCES]]
    more = len(matched.differences) - len(remarks)
    if more > 0:
        remarks.append(
            ngettext("And {count} more difference.", "And {count} more differences.", more).format(count=more)
        )
    if not matched.is_whole:
        lost = [piece.text for piece, one in zip(quotation.pieces, matched.found, strict=True) if one is None]
        remarks.append(
            _("Not found there: {words}.").format(
                words=", ".join(_("“{text}”").format(text=" ".join(one.split())) for one in lost)
            )
        )
    if not matched.differences and matched.is_whole:
        if "order" not in matched.remarks:
            remarks.append(_("Only capitals, accents or punctuation differ."))
    elif any(_denies(one) for one in matched.differences):
        remarks.insert(0, _("A word that denies something differs."))
    return Verdict.NEARLY, remarks


def _told(one: Difference) -> str:
    if one.edit is Edit.MISSING:
        return _("Missing: “{words}”.").format(words=one.said)
    if one.edit is Edit.ADDED:
        return _("Added: “{words}”.").format(words=one.written)
    return _("Changed: “{said}” was said, “{written}” is written.").format(said=one.said, written=one.written)


def _denies(one: Difference) -> bool:
    return any(hides_negation(words, [Span(0, len(words))]) for words in (one.said, one.written) if words)


def _speakers(turns: Sequence[SpokenTurn], signed: Named | None) -> tuple[str, bool]:
    """A sentence if the words are not those of who is named, and whether a participant says them."""
    who = list(dict.fromkeys(turn.participant for turn in turns if turn.participant))
    if not who:
        if turns and all(turn.interviewer for turn in turns):
            return _("These are the interviewer's words."), False
        if signed is None:
            return "", False
        return _("Nobody of the study is known to say this; it is signed {name}.").format(name=signed.pseudonym), False
    if signed is not None and signed.pseudonym not in who:
        said = _("{speaker} says this; it is signed {name}.")
        return said.format(speaker=", ".join(who), name=signed.pseudonym), True
    if any(turn.interviewer for turn in turns):
        return _("Part of it are the interviewer's words."), True
    return "", True


def _manner(quotation: Quotation, matched: Match, turns: Sequence[SpokenTurn]) -> list[str]:
    """What else there is to say of how it is quoted."""
    remarks = []
    if "order" in matched.remarks:
        remarks.append(_("The pieces stand in another order there."))
    if "silent_cut" in matched.remarks:
        remarks.append(_("Words are left out without […]."))
    if quotation.inserted:
        remarks.append(
            _("Not said, but put in: {words}.").format(words=", ".join(f"[{one}]" for one in quotation.inserted))
        )
    gone = _cut_out(matched)
    if gone and hides_negation(matched.pages.spoken.text, gone):
        remarks.append(_("What is cut out denies something."))
    spans = matched.spans
    if len(spans) > 1 and len({turn.number for turn in turns}) > 1:
        remarks.append(_("The cuts go over several turns."))
    if quotation.open and quotation.paragraph.place is not Place.QUOTE:
        remarks.append(_("Its quotation mark is never closed in this paragraph."))
    return remarks


def _cut_out(matched: Match) -> list[Span]:
    """Stretches between the pieces, where they follow each other."""
    spans = matched.spans
    return [
        Span(left.end, right.start)
        for left, right in pairwise(spans)
        if left.end < right.start and right.start - left.end < 2000
    ]
