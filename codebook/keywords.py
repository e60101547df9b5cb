"""Keyword rules: what an entry among the keywords of a code says about the words that mark it.

======================  ============================================================================================
``mot``                 the word in all its forms (``valider`` finds ``validons``); several words stand side by side,
                        each in all its forms
``"deux mots"``         these words side by side as they are written, blind to case, accents and elisions
``valid*``              a star ends the beginning of a word, also of the last one in quotation marks
``=mot``                this form alone: accents count, case does not
``/valid(er|ation)/``   a regular expression, in the text of one segment; accents count, case does not
``-…``                  any of these after a minus sign: what a passage of the code does not hold
======================  ============================================================================================

A rule that has no letter and no figure, such as an emoji, is looked for as it stands.
"""

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from codebook.errors import CodebookError
from transcripts.display import visible_line
from transcripts.i18n import _

LONGEST = 500
"""Characters of a pattern: nobody reads a longer one."""

_SHOWN = 60
_QUOTES = {'"': '"', "“": "”", "«": "»"}
# At the beginning of an item: what stands between its own marks may hold separators. Bounded, so that no file is slow.
_HELD = re.compile(
    rf'(?:^|(?<=[,;\n]))[^\S\n]*-?(?:"[^"\n]{{1,{LONGEST}}}"|“[^”\n]{{1,{LONGEST}}}”|«[^»\n]{{1,{LONGEST}}}»'
    rf"|/[^\n]{{1,{LONGEST}}}?/)(?=[^\S\n]*(?:[,;\n]|$))"
)


class RuleKind(StrEnum):
    """How a rule finds its words."""

    WORDS = "words"
    PHRASE = "phrase"
    EXACT = "exact"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Keyword:
    """One rule.

    Attributes:
        kind: How it finds its words.
        text: The words, or the regular expression; never empty.
        excluded: Whether a segment in which it stands is none of the code's.
    """

    kind: RuleKind
    text: str
    excluded: bool = False

    @property
    def written(self) -> str:
        """The rule as ``parse`` reads it."""
        marks = {RuleKind.PHRASE: '"{}"', RuleKind.EXACT: "={}", RuleKind.PATTERN: "/{}/"}
        return "-" * self.excluded + marks.get(self.kind, "{}").replace("{}", self.text)


def parse(written: str) -> Keyword:
    """What an entry among the keywords says.

    Raises:
        CodebookError: If it is no rule; says what is wrong and where.
    """
    rule = written.strip()
    excluded = rule.startswith("-")
    body = rule[1:].strip() if excluded else rule
    if body[:1] in _QUOTES:
        keyword = Keyword(RuleKind.PHRASE, _between_quotes(rule, body), excluded)
    elif body.startswith("/"):
        keyword = Keyword(RuleKind.PATTERN, _pattern(rule, body), excluded)
    elif body.startswith("="):
        keyword = Keyword(RuleKind.EXACT, body[1:].strip(), excluded)
    else:
        keyword = Keyword(RuleKind.WORDS, body, excluded)
    if not keyword.text.strip():
        raise CodebookError(
            _("The rule {rule} is empty.").format(rule=_shown(rule) or "“”"),
            _('Write a word, "words side by side", =one form or /a pattern/; a minus sign before it excludes.'),
        )
    return keyword


def understood(keywords: Iterable[str]) -> list[Keyword]:
    """The rules among the keywords of a code; entries that are none are left out: see ``faults``."""
    rules = []
    for written in keywords:
        try:
            rules.append(parse(written))
        except CodebookError:  # shown beside the rule, by ``faults``
            continue
    return rules


def faults(keywords: Iterable[str]) -> dict[str, CodebookError]:
    """What is wrong with those entries that are no rules."""
    found = {}
    for written in keywords:
        try:
            parse(written)
        except CodebookError as error:
            found[written] = error
    return found


@lru_cache(maxsize=1024)
def telling_words(keywords: tuple[str, ...]) -> tuple[str, ...]:
    """What the rules that include say in words: neither exclusions nor patterns."""
    rules = understood(keywords)
    return tuple(rule.text for rule in rules if not rule.excluded and rule.kind is not RuleKind.PATTERN)


def compiled(rule: Keyword) -> re.Pattern[str]:
    """The regular expression of a pattern. Run it with a guard: some take longer than anybody waits.

    Raises:
        CodebookError: If it is none.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about expressions that later versions of Python read otherwise
            return re.compile(rule.text, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        place, before = getattr(error, "pos", None), rule.written.index("/") + 1
        problem = getattr(error, "msg", None) or _("it asks for too much")
        said = _("The pattern {rule} cannot be read at character {place}: {problem}.")
        raise CodebookError(
            said.format(rule=_shown(rule.written), place=before + (place or 0) + 1, problem=visible_line(problem)),
            _("Put a backslash before a sign that stands for itself, or correct it there."),
        ) from error


def split_keywords(text: str) -> list[str]:
    """Keywords in one text: one a line, else between semicolons, else between commas.

    Separators inside quotation marks and patterns belong to the rule.
    """
    masked = _HELD.sub(lambda held: "x" * len(held[0]), text)
    separator = next((mark for mark in "\n;" if mark in masked), ",")
    words, begin = [], 0
    for part in masked.split(separator):
        words.append(text[begin : begin + len(part)])
        begin += len(part) + 1
    return [word for word in words if word.strip()]


def _between_quotes(rule: str, body: str) -> str:
    end = body.find(_QUOTES[body[0]], 1)
    if end < 0:
        raise CodebookError(
            _("The rule {rule} opens a quotation mark and does not close it.").format(rule=_shown(rule)),
            _("Close it at the end, or take it away."),
        )
    if end + 1 < len(body):
        place = len(rule) - len(body) + end + 2
        raise CodebookError(
            _("The rule {rule} goes on after its closing quotation mark, at character {place}.").format(
                rule=_shown(rule), place=place
            ),
            _("Put all words of the phrase between the quotation marks, and other words into a rule of their own."),
        )
    return body[1:end].strip()


def _pattern(rule: str, body: str) -> str:
    if len(body) < 2 or not body.endswith("/"):
        raise CodebookError(
            _("The pattern {rule} has no slash at its end.").format(rule=_shown(rule)),
            _("Close it with a slash; for words that hold a slash, use quotation marks."),
        )
    text = body[1:-1]
    if len(text) > LONGEST:
        raise CodebookError(
            _("The pattern {rule} is longer than {limit} characters.").format(rule=_shown(rule), limit=LONGEST),
            _("Make several rules of it."),
        )
    if text.strip():
        compiled(Keyword(RuleKind.PATTERN, text, rule.startswith("-")))
    return text


def _shown(rule: str) -> str:
    line = visible_line(rule)
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
