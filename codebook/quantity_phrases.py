"""Phrases of quantity: templates with noun and agreement, filled and found again.

A template is words with fields in braces: ``{noun}`` and ``{nouns}`` for who is counted, ``{de}`` before them for the
French preposition that loses its vowel, ``{un seul|une seule}`` for the masculine and the feminine form, ``{count}``
and ``{total}`` where the figures stand in the phrase itself. Otherwise they follow in brackets.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from codebook.errors import CodebookError
from transcripts.i18n import _

_FIELD = re.compile(r"\{([^{}]*)\}")
_NAMES = ("noun", "nouns", "de", "count", "total")
_ELIDED = re.compile(r"[aeiouyhàâäæéèêëîïôöœùûü]", re.IGNORECASE)
_SUFFIX = {"fr": " ({count} sur {total})", "en": " ({count} of {total})"}
_BARE = {"fr": "{count} {said} sur {total}", "en": "{count} of {total} {said}"}
_FIGURES = r"(?:\s*\(\s*\d+\s*(?:sur|of|out of|/)\s*\d+\s*\))?"
# Who is counted, in up to four words: "personnes interrogées", "répondants de la région".
_ANY_NOUN = r"[^\W\d_][\w’'·-]*(?:\s+[^\W\d_][\w’'·-]*){0,3}"


@dataclass(frozen=True, slots=True)
class Noun:
    """Who is counted.

    Attributes:
        singular: Such as ``répondant``.
        plural: Such as ``répondants``.
        feminine: Whether its adjectives are feminine; no matter in English.
    """

    singular: str
    plural: str
    feminine: bool = False


_USUAL = {"fr": Noun("répondant", "répondants"), "en": Noun("participant", "participants")}


def usual_noun(language: str) -> Noun:
    """Who is counted where a study does not say."""
    return _USUAL.get(language, _USUAL["en"])


def bare(language: str, count: int, total: int, noun: Noun) -> str:
    """The figures alone: ``3 répondants sur 4``, ``1 of 4 participants``."""
    if language == "fr":
        said = noun.singular if count < 2 else noun.plural
    else:
        said = noun.singular if total == 1 else noun.plural
    return _BARE.get(language, _BARE["en"]).format(count=count, total=total, said=said)


@dataclass(frozen=True, slots=True)
class PhraseTemplate:
    """One phrase of quantity.

    Attributes:
        text: Words with fields in braces.
        language: Of the words; "" to check the template only.
    """

    text: str
    language: str

    def __post_init__(self) -> None:
        """Refuse what could not be filled.

        Raises:
            CodebookError: If it is empty, has a field that there is none of, or a lone brace.
        """
        wrong = [name for name in _FIELD.findall(self.text) if name not in _NAMES and "|" not in name]
        words = _FIELD.sub("", self.text)
        if wrong or not self.text.strip() or re.search(r"[{}\x00-\x1f]", words):
            raise CodebookError(
                _("“{phrase}” is no phrase of quantity.").format(phrase=self.text),
                _("Its fields are {fields} and forms such as {forms}.").format(
                    fields=", ".join(f"{{{name}}}" for name in _NAMES), forms="{tous|toutes}"
                ),
            )

    def filled(self, noun: Noun, count: int, total: int, *, with_count: bool) -> str:
        """The phrase for some people."""

        def value(field: re.Match[str]) -> str:
            masculine, bar, feminine = field[1].partition("|")
            if bar:
                return feminine if noun.feminine else masculine
            return {
                "noun": noun.singular,
                "nouns": noun.plural,
                "de": "d’" if _ELIDED.match(noun.plural) else "de ",
                "count": str(count),
                "total": str(total),
            }[field[1]]

        phrase = _FIELD.sub(value, self.text)
        if with_count and "{count}" not in self.text:
            phrase += _SUFFIX.get(self.language, _SUFFIX["en"]).format(count=count, total=total)
        return phrase

    def read(self, text: str) -> str:
        """The words of the template that ``text`` consists of, noun and figures apart; "" if it is another phrase."""
        found = _pattern(self.text).fullmatch(" ".join(text.replace("'", "’").split()))
        return self.core if found else ""

    @property
    def core(self) -> str:
        """What is said without the noun: ``la plupart``, ``plusieurs``; masculine forms."""
        words = _FIELD.sub(lambda field: field[1].partition("|")[0] if "|" in field[1] else "\0", self.text)
        head = re.split(r"\s*\b(?:des|de|d’|of the|of)\s*\0|\0", words)[0]
        return " ".join(head.split())


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    """A whole phrase; the noun may be left out where the words before it can stand alone."""
    written = ""
    for place, part in enumerate(re.split(r"\{([^{}]*)\}", text)):
        if place % 2 == 0:
            written += r"\s+".join(re.escape(word) for word in re.split(r"\s+", part.replace("'", "’")))
        elif "|" in part:
            written += "(?:" + "|".join(re.escape(form) for form in part.split("|")) + ")"
        elif part == "de":
            written += r"(?:de\s+|des\s+|d’)"
        else:
            written += r"\d+" if part in ("count", "total") else _ANY_NOUN
    return re.compile(written + _FIGURES, re.IGNORECASE)
