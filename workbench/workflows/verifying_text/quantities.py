"""Words of quantity in a manuscript: those of the study's table, and others that it does not have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from codebook.quantity import QuantityRule, QuantityTable
from transcripts.spans import Span
from workbench.workflows.verifying_text.folding import same_length
from workbench.workflows.verifying_text.numbers import people_pattern

_FIELD = re.compile(r"\{([^{}]*)\}")
_AMONG = {"fr": r"(?:d'entre (?:eux|elles|nous)|des leurs)", "en": r"(?:of (?:them|us))"}
# Without a noun a word of quantity stands for people where they do something; else it may be anything.
_ACTS = {
    "fr": (
        r"(?:(?:ne|n'|se|s'|en|y|le|la|les|l'|leur|lui)\s?)*"
        r"(?:(?:ont|a|sont|est|disent|dit|parlent|parle|veulent|veut|voient|voit|visent|vise|misent|mise|jugent|juge|"
        r"citent|cite|pensent|pense|croient|croit|doutent|doute|tiennent|tient)\b|"
        r"(?:mentionn|évoqu|nomm|souhait|cherch|insist|estim|affirm|soulign|indiqu|rapport|utilis|pratiqu|refus|rejett|"
        r"considèr|reconnai|défend|admet|accord|entend|abord|vant|privilégi|déclar|oppos|trouv|recour|critiqu)\w*)"
    ),
    "en": (
        r"(?:do not |does not |don't |also |even |explicitly )?"
        r"(?:(?:say|says|said|speak|speaks|spoke|talk|talks|see|sees|saw|use|uses|used|cite|cites|aim|aims|have|has|had|are|"
        r"is|were|was|want|wants|wanted|name|names|named|agree|agrees|agreed)\b|"
        r"(?:mention|insist|think|thought|consider|stress|report|refuse|reject|doubt|admit|believe|seek|sought|raise|"
        r"describe|defend|oppose|claim|value)\w*)"
    ),
}
_OTHERS = {
    "fr": r"(?:beaucoup de|de nombreux|de nombreuses|nombre de|certains|certaines|peu de|la minorité des|maints)",
    "en": r"(?:many|some|few|numerous|a number of|a handful of|the minority of|lots of)",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A word of quantity in a manuscript.

    Attributes:
        span: In the paragraph.
        rule: What it stands for, None for a word that the study's table does not have.
        alone: Whether no noun says who is counted.
    """

    span: Span
    rule: QuantityRule | None
    alone: bool


class Quantities:
    """Finds the words of a table.

    Args:
        table: Of the study, for the language of the manuscript.
        nouns: Words for who is counted, beside the common ones.
    """

    def __init__(self, table: QuantityTable, nouns: Sequence[str] = ()) -> None:
        language = table.language if table.language in _ACTS else "en"
        people = people_pattern(language, [*nouns, table.noun.singular, table.noun.plural])
        self._with_noun: list[tuple[re.Pattern[str], QuantityRule]] = []
        self._alone: list[tuple[re.Pattern[str], QuantityRule]] = []
        for rule in table.rules:
            self._with_noun.append((_compiled(_filled(rule.phrase, f"(?:{people})", language)), rule))
            core = _core(rule.phrase)
            if core:
                follows = rf"(?:\s{_AMONG[language]}|(?=\s{_ACTS[language]}))"
                self._alone.append((_compiled(core + follows), rule))
        joint = r"\s?(?:des\s|d'|de\s)?" if language == "fr" else r"\s(?:of\sthe\s)?"
        self._others = _compiled(_OTHERS[language] + joint + people)

    def find(self, text: str) -> list[Wording]:
        """The words of quantity of a stretch of text, in order; of two readings of the same words the longer one."""
        plain = re.sub(r"\s", " ", same_length(text))
        found: list[Wording] = []
        for patterns, alone in ((self._with_noun, False), (self._alone, True)):
            hits = [(match, rule) for pattern, rule in patterns for match in pattern.finditer(plain)]
            for match, rule in sorted(hits, key=lambda hit: hit[0].start() - hit[0].end()):
                _add(found, Wording(Span(match.start(), match.end()), rule, alone))
        for match in self._others.finditer(plain):
            _add(found, Wording(Span(match.start(), match.end()), None, False))
        return sorted(found, key=lambda one: one.span)


def _add(found: list[Wording], fresh: Wording) -> None:
    if not any(one.span.overlaps(fresh.span) for one in found):
        found.append(fresh)


def _compiled(pattern: str) -> "re.Pattern[str]":
    return re.compile(rf"(?<![\w'-]){pattern}(?!\w)", re.IGNORECASE)


def _filled(phrase: str, people: str, language: str) -> str:
    """A pattern for a phrase with any noun for people, or ``of them``."""
    written, noun = "", rf"(?:{people}|{_AMONG[language]})"
    for place, part in enumerate(_FIELD.split(same_length(phrase))):
        if place % 2 == 0:
            words = re.escape(part).replace(r"\ ", r"\s+")
            # "la plupart d'entre eux" has no "des" before it.
            written += re.sub(r"(\\s\+)(des|of\\s\+the|of)\\s\+$", r"\1(?:\2\\s+)?", words)
        elif "|" in part:
            written += "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in part.split("|")) + ")"
        elif part == "de":
            written += r"(?:de\s+|des\s+|d')?"
        else:
            written += r"\d+" if part in ("count", "total") else noun
    return written


def _core(phrase: str) -> str:
    """A pattern for what is said before the noun, "" where this could be anything."""
    head = re.split(r"\{(?:nouns?|de)\}", same_length(phrase))[0]
    if head == phrase or "{count}" in head:
        return ""
    head = re.sub(r"\s+(?:des|de|les|of the|the|of)\s*$", "", head.rstrip() + " ").strip()
    if not head:
        return ""
    parts = []
    for place, part in enumerate(_FIELD.split(head)):
        forms = part.split("|") if place % 2 else [part]
        parts.append("(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) + ")")
    return "".join(parts)
