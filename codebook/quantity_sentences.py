"""Sentences around words of quantity: who mentions a code, who is for it and who against.

The code stands in quotation marks, as it is labelled, so that any label does without knowing its grammar. Verbs agree
with how many there are, never with who they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

#: Such as ``QuantityTable.say``: the words for a count of a total.
Say = Callable[[int, int], str]

_MARKS = {"fr": "«\u00a0{words}\u00a0»", "en": "“{words}”"}
_LAST = {"fr": "{first} et {second}", "en": "{first} and {second}"}
_ON = {"fr": "Sur {label}\u00a0:", "en": "On {label}:"}


@dataclass(frozen=True, slots=True)
class Verb:
    """What is said of people, for one and for many.

    Attributes:
        singular: Such as ``mentionne``.
        plural: Such as ``mentionnent``.
    """

    singular: str
    plural: str

    def of(self, count: int) -> str:
        """The form for so many; as in French, fewer than two are one."""
        return self.singular if count < 2 else self.plural


_MENTION = {"fr": Verb("mentionne", "mentionnent"), "en": Verb("mentions", "mention")}
_SIDES = {
    "fr": {
        "pro": Verb("y est favorable", "y sont favorables"),
        "contra": Verb("s’y oppose", "s’y opposent"),
        "mixed": Verb("est à la fois pour et contre", "sont à la fois pour et contre"),
        "neutral": Verb("reste neutre", "restent neutres"),
    },
    "en": {
        "pro": Verb("is for it", "are for it"),
        "contra": Verb("speaks against it", "speak against it"),
        "mixed": Verb("is both for and against it", "are both for and against it"),
        "neutral": Verb("is neutral", "are neutral"),
    },
}


def usual_verb(language: str) -> Verb:
    """What is said of who has a coding, where a study does not say."""
    return _MENTION.get(language, _MENTION["en"])


def marked(label: str, language: str) -> str:
    """A label, or somebody's words, in the quotation marks of a language."""
    return _MARKS.get(language, _MARKS["en"]).format(words=label)


def mention_sentence(
    say: Say,
    language: str,
    label: str,
    count: int,
    total: int,
    *,
    verb: Verb | None = None,
    against: int = 0,
    who: Sequence[str] = (),
) -> str:
    """Who mentions a code, such as ``Plusieurs répondants (4 sur 11) mentionnent « Dialogue »``, and who is against it.

    Args:
        say: The words of quantity.
        language: ``fr`` or ``en``, that of the words.
        label: Of the code.
        count: How many mention it, 1 or more.
        total: Of how many.
        verb: What they do; to mention, by default.
        against: How many others only speak against it.
        who: Those who mention it, to be named; nobody by default.
    """
    verb = verb or usual_verb(language)
    names = f" ({', '.join(who)})" if who else ""
    said = f"{say(count, total)} {verb.of(count)} {marked(label, language)}{names}"
    if against:
        opposed = _side(say, language, "contra", against, total)
        said = _LAST.get(language, _LAST["en"]).format(first=f"{said},", second=opposed)
    return _begun(said) + "."


def side_sentences(say: Say, language: str, label: str, sides: Mapping[str, int], total: int) -> dict[str, str]:
    """Where people stand: ``Sur « Dialogue » : deux répondants (2 sur 11) y sont favorables.``, and so on.

    Args:
        say: The words of quantity.
        language: ``fr`` or ``en``, that of the words.
        label: Of the code; the first sentence names it.
        sides: ``pro``, ``contra``, ``mixed`` and ``neutral`` to how many.
        total: Of how many.

    Returns:
        A sentence for each side that somebody is on, in their order.
    """
    told = {side: _side(say, language, side, count, total) for side, count in sides.items() if count}
    first = next(iter(told), "")
    on = _ON.get(language, _ON["en"]).format(label=marked(label, language))
    return {side: (f"{on} {words}" if side == first else _begun(words)) + "." for side, words in told.items()}


def _side(say: Say, language: str, side: str, count: int, total: int) -> str:
    return f"{say(count, total)} {_SIDES.get(language, _SIDES['en'])[side].of(count)}"


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
