"""How like a participant a speaker of a transcript is, by names: what is compared, and the reason given."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcripts.i18n import N_, _
from transcripts.words import name_key

LEAST, SURE = 80.0, 90.0
"""Scores (0 to 100) from which a likeness is proposed, and from which it leaves no doubt if it is alone."""
APART = 5.0
"""How far the best must be before the next to leave no doubt."""
MOST = 9
"""How many candidates are kept for one speaker."""
WITHIN = 85.0
"""The score where all words of a name stand in a longer one."""
_LONGEST, _TELLING, _FEW = 80, 4, 3
_NUMBERED = re.compile(r"\D*?0*(\d+)\D*")
_PARTS = re.compile(r"[^\w]+")


class Source(StrEnum):
    """What of a speaker is compared."""

    LABEL = "label"
    TRANSCRIPT = "transcript"
    TITLE = "title"


_SAID = {Source.LABEL: N_("label"), Source.TRANSCRIPT: N_("name of the transcript"), Source.TITLE: N_("title")}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A participant whom a speaker may be.

    Attributes:
        pseudonym: Of the participant.
        score: 0 to 100; 100 where the pseudonym itself is written.
        reason: Why, for a person.
    """

    pseudonym: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """A participant as candidates are looked for.

    Attributes:
        pseudonym: Unique in the study.
        texts: Names of attributes to the words that are known by them.
    """

    pseudonym: str
    texts: Mapping[str, str]


class Likeness:
    """Finds participants by what is written on a transcript and its labels.

    Args:
        cases: Those who may be meant.
    """

    def __init__(self, cases: Sequence[Case]) -> None:
        self._cases = cases
        self._keys: dict[str, list[tuple[int, str]]] = {}
        self._numbers: dict[str, list[int]] = {}
        self._written: list[tuple[str, int, str]] = []
        self._words: dict[str, set[tuple[int, str]]] = {}
        for place, case in enumerate(cases):
            self._put(place, case.pseudonym, "")
            for name, text in case.texts.items():
                if len(text) <= _LONGEST:
                    self._put(place, text, name)
            if match := _NUMBERED.fullmatch(name_key(case.pseudonym)):
                self._numbers.setdefault(match[1], []).append(place)

    def _put(self, place: int, text: str, attribute: str) -> None:
        key = compared(text)
        if key:
            self._keys.setdefault(key, []).append((place, attribute))
            self._written.append((key, place, attribute))
        for word in key.split() if attribute else ():
            self._words.setdefault(word, set()).add((place, attribute))

    def candidates(self, written: Mapping[Source, str]) -> list[Candidate]:
        """Who may be meant, the likeliest first.

        The words themselves count first, then parts of them, then numbers, then likeness.

        Args:
            written: What is to be compared; a label that says nothing about who it is ought not to be among it.
        """
        found: dict[int, Candidate] = {}
        for source, text in written.items():
            for place, score, reason in (
                *self._same(source, text),
                *self._numbered(source, text),
                *self._alike(source, text),
                *self._within(source, text),
            ):
                known = found.get(place)
                if known is None or score > known.score:
                    found[place] = Candidate(self._cases[place].pseudonym, score, reason)
        ranked = sorted(found.items(), key=lambda item: (-item[1].score, item[0]))
        return [candidate for _place, candidate in ranked[:MOST]]

    def _same(self, source: Source, text: str) -> Iterable[tuple[int, float, str]]:
        """Who has exactly these words, or whose words stand in them."""
        key = compared(text)
        parts = key.split()
        stretches = {
            " ".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1)
        }
        for stretch in stretches:
            for place, attribute in self._keys.get(stretch, ()):
                whole = stretch == key
                score = (100.0 if whole else 96.0) if not attribute else (98.0 if whole else 92.0)
                if whole or len(stretch) > 2:
                    yield place, score, self._because(source, attribute, place, whole=whole)

    def _numbered(self, source: Source, text: str) -> Iterable[tuple[int, float, str]]:
        """Whose pseudonym has the only number in the text: I-05 for ``entretien 5``."""
        figures = {figure.lstrip("0") or "0" for figure in re.findall(r"\d+", text)}
        if len(figures) == 1:
            figure = next(iter(figures))
            for place in self._numbers.get(figure, ()):
                alone = len(self._numbers[figure]) == 1
                said = _("the number {number} of the {source} is that of the pseudonym")
                # A label such as R3 numbers the voices of its own conversation, and perhaps nothing else.
                sure = alone and source is not Source.LABEL
                yield place, 90.0 if sure else 82.0, said.format(number=figure, source=_(_SAID[source]))

    def _alike(self, source: Source, text: str) -> Iterable[tuple[int, float, str]]:
        """Whose words are nearly these, by rapidfuzz's token sort ratio; short ones are too easily alike."""
        from rapidfuzz import fuzz, process

        key = compared(text)
        # Two numbers that differ are two things, however alike the rest.
        if len(key) < 5 or _NUMBERED.fullmatch(key):
            return
        choices = [written for written, _place, _attribute in self._written]
        for _key, score, at in process.extract(
            key, choices, scorer=fuzz.token_sort_ratio, score_cutoff=LEAST, limit=MOST
        ):
            written, place, attribute = self._written[at]
            if written != key and not any(letter.isdigit() for letter in written):
                yield place, min(float(score), 97.0), self._because(source, attribute, place, alike=True)

    def _within(self, source: Source, text: str) -> Iterable[tuple[int, float, str]]:
        """In whose words all words of the text stand, if they stand in few others: ``musée`` for a museum's name."""
        words = compared(text).split()
        if not words or max(map(len, words)) < _TELLING:
            return
        places = set.intersection(*(self._words.get(word, set()) for word in words))
        for place, attribute in places if len(places) <= _FEW else ():
            said, case = _(_SAID[source]), self._cases[place]
            sentence = _("the {source} stands in {attribute}: {text}")
            yield place, WITHIN, sentence.format(source=said, attribute=attribute, text=case.texts[attribute])

    def _because(self, source: Source, attribute: str, place: int, *, whole: bool = False, alike: bool = False) -> str:
        said, case = _(_SAID[source]), self._cases[place]
        if not attribute:
            if alike:
                return _("the {source} is like the pseudonym").format(source=said)
            return (_("the {source} is the pseudonym") if whole else _("the {source} has the pseudonym in it")).format(
                source=said
            )
        if alike:
            sentence = _("the {source} is like {attribute}: {text}")
        else:
            sentence = (
                _("the {source} is {attribute}: {text}") if whole else _("the {source} has {attribute} in it: {text}")
            )
        return sentence.format(source=said, attribute=attribute, text=case.texts[attribute])


def is_sure(candidates: Sequence[Candidate]) -> bool:
    """Whether the first leaves no doubt: it is good, and no other is nearly as good."""
    if not candidates or candidates[0].score < SURE:
        return False
    return (
        len(candidates) == 1
        or candidates[0].score - candidates[1].score >= APART
        or (candidates[0].score == 100.0 and candidates[1].score < 100.0)
    )


def compared(text: str) -> str:
    """A text as it is compared: neither case, accents, dashes nor what parts its words count."""
    return " ".join(_PARTS.sub(" ", name_key(text)).split())
