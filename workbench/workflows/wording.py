"""The wording of quantity of a study: its words or those that ship, its noun, and how either is changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.errors import CodebookError
from codebook.quantity import MINIMUM, Measure, QuantityRule, QuantityTable
from codebook.quantity_defaults import default_rules
from codebook.quantity_phrases import Noun, usual_noun
from codebook.quantity_sentences import Verb, mention_sentence, side_sentences, usual_verb
from transcripts.i18n import _
from workbench.store import preferences
from workbench.store import wording as wording_store
from workbench.store.reader import Reader, unpacked

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

_MINIMUM = "quantity.minimum"
_NOUN = "quantity.noun"
_VERB = "quantity.verb"


class Wording:
    """Words for counts, by the table of a study; reads it once, when first asked.

    Args:
        study: Open.
        language: ``fr`` or ``en``; "" for the study's.
    """

    def __init__(self, study: "StudyFile", *, language: str = "") -> None:
        self._reader = study.reader
        self.language = language or study.language

    @cached_property
    def table(self) -> QuantityTable:
        """The table in force."""
        return table_of(self._reader, self.language)

    def say(self, count: int, total: int, *, with_count: bool = True, noun: Noun | None = None) -> str:
        """The words for ``count`` of ``total``; see ``QuantityTable.say``."""
        return self.table.say(count, total, with_count=with_count, noun=noun)

    @cached_property
    def verb(self) -> Verb:
        """What is said of those who have a coding."""
        return verb_of(self._reader, self.language)

    def mention(self, label: str, count: int, total: int, *, against: int = 0, who: Sequence[str] = ()) -> str:
        """The sentence on who mentions a code; see ``mention_sentence``."""
        return mention_sentence(self.say, self.language, label, count, total, verb=self.verb, against=against, who=who)

    def sides(self, label: str, sides: Mapping[str, int], total: int) -> dict[str, str]:
        """The sentences on where people stand; see ``side_sentences``."""
        return side_sentences(self.say, self.language, label, sides, total)


def table_of(reader: Reader, language: str) -> QuantityTable:
    """The table of a study for a language: its own words, else those that ship."""
    own = wording_store.rules(reader, language)
    kept = preferences.value(reader, f"{_NOUN}.{language}")
    noun = Noun(*unpacked(kept)) if kept else usual_noun(language)
    minimum = int(preferences.value(reader, _MINIMUM, str(MINIMUM)))
    return QuantityTable(language, own or default_rules(language), minimum, noun)


def verb_of(reader: Reader, language: str) -> Verb:
    """What a study says of those who have a coding: its own verb, else that they mention it."""
    kept = preferences.value(reader, f"{_VERB}.{language}")
    return Verb(*unpacked(kept)) if kept else usual_verb(language)


def import_wording(study: "StudyFile", coder: str | None, path: Path) -> dict[str, int]:
    """Take the words of quantity from a CSV or TSV file, in one act; languages that it lacks stay as they are.

    Returns:
        Language to the number of phrases.

    Raises:
        CodebookError: If the file cannot be understood, or a table has a gap or an overlap; nothing is changed then.
    """
    from codebook.quantity_files import read_rules

    fresh = read_rules(path)
    for language, rules in fresh.items():
        replace(table_of(study.reader, language), rules=rules)
    _write(study, coder, fresh, "wording.import")
    return {language: len(rules) for language, rules in fresh.items()}


def set_phrase(study: "StudyFile", coder: str | None, language: str, rule: QuantityRule) -> None:
    """Give a phrase other bounds, or bounds another phrase, in one act.

    The phrase keeps its place where it is known; where it is new and its bounds are not, it is said from now on and
    the phrases that had them are its synonyms. The borders of the ranges beside it move with its own.

    Raises:
        CodebookError: If the table would have a gap or an overlap; nothing is changed then.
    """
    table = table_of(study.reader, language)
    known = [one for one in table.rules if one.phrase == rule.phrase]
    others = [one for one in table.rules if one.phrase != rule.phrase]
    bounds = [one.bounds for one in others]
    place = table.rules.index(known[0]) if known else len(others)
    if not known and rule.bounds in bounds:
        place = bounds.index(rule.bounds)
    if known and rule.is_range and rule.bounds not in bounds:
        others = _moved([one for one in others if one.bounds != known[0].bounds], known[0], rule)
        others += [
            replace(one, least=rule.least, most=rule.most) for one in table.synonyms(known[0]) if one != known[0]
        ]
        place = min(place, len(others))
    others.insert(place, rule)
    fresh = tuple(others)
    replace(table, rules=fresh)
    _write(study, coder, {language: fresh}, "wording.set")


def _moved(others: Sequence[QuantityRule], before: QuantityRule, after: QuantityRule) -> list[QuantityRule]:
    """The other rules, those that touched the range touching it still."""
    moved = []
    for one in others:
        if one.is_range and before.is_range and one.most == before.least:
            one = replace(one, most=after.least)
        elif one.is_range and before.is_range and one.least == before.most:
            one = replace(one, least=after.most)
        if one.measure is Measure.SHARE and one.least > one.most:
            raise CodebookError(
                _("Nothing would be left for “{phrase}”.").format(phrase=one.phrase),
                _("Export the table, change it there, and import it again."),
            )
        moved.append(one)
    return moved


def set_counting(
    study: "StudyFile",
    coder: str | None,
    *,
    minimum: int | None = None,
    noun: Noun | None = None,
    verb: Verb | None = None,
    language: str = "",
) -> None:
    """Set the smallest total that words are used for, who is counted, or what is said of them, in one act.

    Args:
        study: Open.
        coder: uuid of who does it, None for nobody in particular.
        minimum: 1 or more; None to leave it.
        noun: For the language; None to leave it.
        verb: For the language, of those who have a coding; None to leave it.
        language: "" for the study's.

    Raises:
        CodebookError: If the minimum is below 1.
    """
    language = language or study.language
    table = table_of(study.reader, language)
    replace(table, minimum=table.minimum if minimum is None else minimum)
    with study.act(coder, "wording.set") as act:
        if minimum is not None:
            preferences.put(act, _MINIMUM, str(minimum))
        if noun is not None:
            kept = json.dumps([noun.singular, noun.plural, noun.feminine], ensure_ascii=False)
            preferences.put(act, f"{_NOUN}.{language}", kept)
        if verb is not None:
            preferences.put(act, f"{_VERB}.{language}", json.dumps([verb.singular, verb.plural], ensure_ascii=False))


def reset_wording(study: "StudyFile", coder: str | None, language: str) -> None:
    """Go back to the words that ship, for one language, in one act."""
    _write(study, coder, {language: ()}, "wording.set")


def _write(study: "StudyFile", coder: str | None, fresh: Mapping[str, Sequence[QuantityRule]], verb: str) -> None:
    with study.act(coder, verb) as act:
        for language, rules in fresh.items():
            wording_store.replace_rules(act, language, rules)
        act.facts["count"] = sum(len(rules) for rules in fresh.values())
