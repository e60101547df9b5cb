"""Who is named in a manuscript: signatures in brackets and after dashes, pseudonyms in the running text."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codebook.signatures import NOUN, PSEUDONYM
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.workflows.signing import Signatures
from workbench.workflows.verifying_text.articles import Paragraph, Place
from workbench.workflows.verifying_text.folding import folded, same_length
from workbench.workflows.verifying_text.verdicts import Finding, Kind, Verdict

_BRACKETED = re.compile(r"\(([^()]{1,200})\)|\[([^\[\]]{1,200})\]")
_DASH = re.compile(r"\s-\s")
_LONGEST = 160
_MOST_PLAIN = 3000


@dataclass(frozen=True, slots=True)
class Named:
    """A pseudonym in a manuscript, known or only looking like one.

    Attributes:
        pseudonym: As the study writes it where it knows it, else as the manuscript does.
        span: In the paragraph.
        known: Whether the study has it.
    """

    pseudonym: str
    span: Span
    known: bool


class People:
    """Recognises the participants of a study, and what looks like one of them.

    Args:
        signatures: Of the study, one for each language.
    """

    def __init__(self, signatures: Sequence[Signatures]) -> None:
        self._signatures = signatures
        self._known = {same_length(name): name for name in signatures[0].people}
        self._pattern = _pattern(list(self._known))

    def named(self, text: str, start: int = 0, end: int | None = None) -> list[Named]:
        """The pseudonyms in a stretch of a paragraph, in order."""
        if self._pattern is None:
            return []
        plain = same_length(text)
        found = self._pattern.finditer(plain, start, len(text) if end is None else end)
        return [
            Named(
                self._known.get(one[0], text[one.start() : one.end()]),
                Span(one.start(), one.end()),
                one[0] in self._known,
            )
            for one in found
        ]

    def signatures_in(self, paragraph: Paragraph) -> Iterator["Signed"]:
        """Everything in brackets, or after the dash that ends a paragraph, that names somebody."""
        text = same_length(paragraph.text)
        for match in _BRACKETED.finditer(text):
            group = 1 if match[1] is not None else 2
            named = self.named(paragraph.text, match.start(group), match.end(group))
            if named:
                yield Signed(Span(match.start(group), match.end(group)), tuple(named))
        if paragraph.place is Place.QUOTE or text.lstrip().startswith("- "):
            *_before, last = _DASH.split(" " + text)
            named = self.named(paragraph.text, len(text) - len(last)) if "(" not in last else []
            if named and len(last) <= _LONGEST:
                start = len(text) - len(last)
                yield Signed(Span(start, start + len(last.rstrip(" ."))), tuple(named))

    def check(self, paragraph: Paragraph, signed: "Signed") -> Finding:
        """Whether the study signs so."""
        text = signed.span.cut(paragraph.text)
        verdict, remark = self._verdict(text, signed)
        place = ", ".join(one.pseudonym for one in signed.named if one.known)
        return Finding(Kind.SIGNATURE, paragraph, signed.span, text, verdict, place, remark)

    def _verdict(self, text: str, signed: "Signed") -> tuple[Verdict, str]:
        unknown = [one.pseudonym for one in signed.named if not one.known]
        if unknown:
            return Verdict.WRONG, " ".join(self.not_known(name) for name in unknown)
        if len({one.pseudonym for one in signed.named}) > 1:
            return Verdict.RIGHT, _("It names several participants of the study.")
        who = signed.named[0].pseudonym
        said = folded(text)
        expected = [one.of(who) for one in self._signatures]
        if said in (folded(one) for one in expected):
            return Verdict.RIGHT, ""
        return self._nearly(text, who, expected[0])

    def _nearly(self, text: str, who: str, expected: str) -> tuple[Verdict, str]:
        """A signature that is not to the letter: a field that contradicts the study is wrong, one left out is not."""
        signs = _("The study signs: {signature}").format(signature=expected)
        written = same_length(text).replace(same_length(who), who)
        for one in self._signatures:
            fields, read = one.fields(who), one.rule.template.read(written, who)
            if read is None:
                continue
            wrong = [
                name
                for name, value in read.items()
                if name not in (NOUN, PSEUDONYM) and folded(value) != folded(fields.get(name, ""))
            ]
            return (Verdict.WRONG if wrong else Verdict.NEARLY), signs
        return Verdict.NEARLY, signs

    def not_known(self, name: str) -> str:
        """The sentence about somebody whom the study does not have, with who is nearest."""
        near = difflib.get_close_matches(same_length(name), list(self._known)[:_MOST_PLAIN], n=1)
        said = _("There is no participant {name} in the study.").format(name=name)
        return " ".join((said, _("Nearest: {names}.").format(names=self._known[near[0]]))) if near else said


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature.

    Attributes:
        span: In the paragraph, without brackets.
        named: Whom it names, at least one.
    """

    span: Span
    named: tuple[Named, ...]


def _pattern(names: Sequence[str]) -> "re.Pattern[str] | None":
    """Every known pseudonym, and what has the shape of those with figures, such as ``I-99`` beside ``I-05``."""
    shapes = {
        re.sub(r"\d+", r"\\d+", re.escape(name)) for name in names if re.search(r"[^\W\d_].*\d|\d.*[^\W\d_]", name)
    }
    plain = [re.escape(name) for name in names if len(name) > 1 and not re.search(r"[^\W\d_].*\d|\d.*[^\W\d_]", name)]
    parts = [*sorted(shapes, key=len, reverse=True), *sorted(plain[:_MOST_PLAIN], key=len, reverse=True)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])") if parts else None
