"""Which question of the guide a few letters mean."""

import re
from collections.abc import Sequence

from transcripts.words import folded

#: Likeness (0 to 100) under which rapidfuzz finds anything in anything.
FLOOR = 60.0


def pick_question(typed: str, questions: Sequence[tuple[str, str]]) -> int | None:
    """Place of the question that is meant: by its name, its number, the beginning of a word, or likeness.

    Args:
        typed: What a person typed.
        questions: Name and text of each.

    Returns:
        None where nothing is like it.
    """
    wanted = folded(typed)
    if not wanted:
        return None
    tests = (
        lambda name, text: name == wanted,
        lambda name, text: name.lstrip("q") == wanted,
        lambda name, text: name.startswith(wanted),
        lambda name, text: re.search(rf"\b{re.escape(wanted)}", text) is not None,
    )
    plain = [(folded(name), folded(text)) for name, text in questions]
    for test in tests:
        if (place := next((place for place, one in enumerate(plain) if test(*one)), None)) is not None:
            return place
    return _likest(wanted, [text for _name, text in plain])


def _likest(wanted: str, texts: Sequence[str]) -> int | None:
    from rapidfuzz.fuzz import partial_ratio
    from rapidfuzz.process import extractOne

    found = extractOne(wanted, texts, scorer=partial_ratio, score_cutoff=FLOOR)
    return None if found is None else found[2]


def question_keys(names: Sequence[str]) -> dict[str, int]:
    """Digit → place of the question that it chooses.

    The digit of a question's name where all names have one digit and no two the same (Q1 … Q8: 3 is Q3), else its
    place, the first being 1; from the tenth on a question has no digit.
    """
    digits = ["".join(re.findall(r"\d+", name)) for name in names]
    if len(set(digits)) == len(digits) and all(len(digit) == 1 for digit in digits):
        return {digit: place for place, digit in enumerate(digits)}
    return {str(place + 1): place for place in range(min(9, len(names)))}
