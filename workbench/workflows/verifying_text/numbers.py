"""Numbers in figures and words, in French and English, and what a manuscript counts with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcripts.spans import Span
from workbench.workflows.verifying_text.folding import same_length


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_FRENCH_ONES = _listed(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_ENGLISH_ONES = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ENGLISH_TENS = {
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}


def _french() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_FRENCH_ONES)} | {"une": 1, "cent": 100}
    for ten, name in _FRENCH_TENS.items():
        words[name] = ten
        for one in range(1, 20 if ten in (60, 80) else 10):
            words[f"{name}-{_FRENCH_ONES[one]}"] = ten + one
        for one in (1, 11) if ten == 60 else (1,) if ten < 80 else ():
            words |= {f"{name} et {_FRENCH_ONES[one]}": ten + one, f"{name}-et-{_FRENCH_ONES[one]}": ten + one}
    feminine = {f"{word}e": number for word, number in words.items() if word.endswith((" un", "-un"))}
    return words | feminine | {"quatre-vingts": 80}


def _english() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_ENGLISH_ONES)} | {"one hundred": 100, "a hundred": 100}
    for ten, name in _ENGLISH_TENS.items():
        words[name] = ten
        for one in range(1, 10):
            words |= {f"{name}-{_ENGLISH_ONES[one]}": ten + one, f"{name} {_ENGLISH_ONES[one]}": ten + one}
    return words


WORDS = {"fr": _french(), "en": _english()}

#: Who may be counted, beside the nouns of the study; plural and singular by their common beginning.
_PEOPLE = {
    "fr": _listed(
        "répondant·?e?s? participant·?e?s? intervenant·?e?s? interviewé·?e?s? informateurs? informatrices? personnes? "
        "communicateurs? communicatrices? communicants? organismes? organisations? gestionnaires? professionnel·?le?s? "
        "entretiens? entrevues? interlocuteurs? interlocutrices? sujets? enquêté·?e?s? employé·?e?s? responsables?"
    ),
    "en": _listed(
        "participants? respondents? interviewees? informants? people persons? communicators? organi[sz]ations? "
        "interviews? managers? professionals? bodies employees? speakers? practitioners? subjects?"
    ),
}
_QUALIFIED = {
    "fr": r"(?:\s(?:interrogé·?e?s?|rencontré·?e?s?|interviewé·?e?s?|publics?|publiques?))?",
    "en": r"(?:\s(?:interviewed|questioned))?",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """Something counted in a manuscript.

    Attributes:
        span: In the paragraph.
        count: How many, None where only a share is given.
        total: Of how many, None where it does not say.
        share: From 0 to 1, None where none is given.
        digits: Decimals of the share as a percentage.
        people: Whether the words say that people (or interviews) are counted.
    """

    span: Span
    count: int | None
    total: int | None
    share: float | None = None
    digits: int = 0
    people: bool = True


class Numbers:
    """Finds what is counted.

    Args:
        language: ``fr`` or ``en``.
        nouns: Further words for who is counted.
    """

    def __init__(self, language: str, nouns: Sequence[str] = ()) -> None:
        self._words = WORDS[language]
        spelled = "|".join(sorted((re.escape(word) for word in self._words), key=len, reverse=True))
        number = rf"(?:\d{{1,6}}|\b(?:{spelled})\b)"
        self.people = people_pattern(language, nouns)
        of = r"sur(?:\sles)?|parmi(?:\sles)?|des" if language == "fr" else r"(?:out\s)?of(?:\sthe)?"
        percent = r"(?:%|pour\scent|per\s?cent)"
        among = rf"(?:\s(?:des|d'|de|of\sthe|of)\s?(?P<also>{self.people}))?"
        patterns = [
            rf"(?P<count>{number})(?P<who>\s{self.people})?\s(?:{of})\s(?P<total>{number})(?P<also>\s{self.people})?",
            r"(?P<count>\d{1,6})\s?/\s?(?P<total>\d{1,6})(?![\d/])",
            rf"(?P<share>\d{{1,3}}(?:[.,]\d{{1,3}})?|\b(?:{spelled})\b)\s?{percent}{among}",
            rf"(?P<count>{number})\s(?P<who>{self.people})",
        ]
        self._patterns = [re.compile(rf"(?<![\w,./-]){pattern}(?!\w)", re.IGNORECASE) for pattern in patterns]

    def claims(self, text: str) -> list[Claim]:
        """What a stretch of text counts, in order; of two readings of the same words the longer one."""
        plain = re.sub(r"\s", " ", same_length(text))
        found: list[Claim] = []
        for pattern in self._patterns:
            for match in pattern.finditer(plain):
                claim = self._claim(match)
                if claim is not None and not any(one.span.overlaps(claim.span) for one in found):
                    found.append(claim)
        return sorted(found, key=lambda one: one.span)

    def _claim(self, match: "re.Match[str]") -> Claim | None:
        groups = match.groupdict()
        people = bool(groups.get("who") or groups.get("also"))
        span = Span(match.start(), match.end())
        if groups.get("share"):
            written = groups["share"].replace(",", ".")
            spelled = self._words.get(written.casefold())
            share = (float(written) if spelled is None else spelled) / 100
            return Claim(span, None, None, share, len(written.partition(".")[2]), people)
        count, total = self.number(groups["count"]), self.number(groups.get("total"))
        alone = total is None and (not people or groups["count"].casefold() in ("un", "une", "one"))
        if count is None or alone or (total is not None and count > total):
            return None
        return Claim(span, count, total, people=people)

    def number(self, written: str | None) -> int | None:
        """A number in figures or words, None for anything else."""
        if not written:
            return None
        return int(written) if written.isdecimal() else self._words.get(" ".join(written.casefold().split()))


def people_pattern(language: str, nouns: Sequence[str]) -> str:
    """A pattern for who is counted, in texts with one kind of apostrophe and space."""
    own = [re.escape(same_length(noun)).replace(r"\ ", r"\s") for noun in nouns if noun]
    return rf"(?:{'|'.join([*sorted(own, key=len, reverse=True), *_PEOPLE[language]])}){_QUALIFIED[language]}"


def sentences_of(text: str, language: str) -> Iterator[Span]:
    """The sentences of a paragraph."""
    from transcripts.segmenting import sentences

    yield from sentences(text, language)
