"""What a half-typed line of ``name=value`` words may go on with, best first. Pure: words in, words out.

Lines are those of the command line: words apart by blanks, values with blanks in double quotation marks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.tui.widgets.code_matching import fold

_RELATION = re.compile("<=|>=|!=|=|<|>")
_LIKE = 75
"""Of 100: how alike two words must be to rapidfuzz where neither holds the other."""


@dataclass(frozen=True, slots=True)
class Field:
    """One name that can stand in the line.

    Attributes:
        name: As typed.
        title: What a person calls it.
        values: (as typed, what a person calls it or "") of the values that are known.
        many: Whether several values may stand there, with commas between.
        ordered: Whether values can be more or less.
    """

    name: str
    title: str
    values: tuple[tuple[str, str], ...] = ()
    many: bool = False
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """How the line may go on.

    Attributes:
        start: Where what it replaces begins.
        end: Where that ends.
        text: What comes there.
        title: What it means, "" if its text says it.
    """

    start: int
    end: int
    text: str
    title: str = ""

    def put_into(self, line: str) -> tuple[str, int]:
        """The line with it, and where the cursor then stands."""
        return line[: self.start] + self.text + line[self.end :], self.start + len(self.text)


def word_at(line: str, cursor: int) -> tuple[int, int]:
    """Where the word that the cursor is in, or right behind, begins and ends; blanks within quotation marks belong."""
    start, quoted = 0, False
    for place, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character.isspace() and not quoted:
            if place >= cursor:
                return start, place
            start = place + 1
    return start, len(line)


def words_of(line: str) -> Iterator[tuple[str, str]]:
    """Name and value of each word of a line; the value of a word without a relation is ""."""
    start = 0
    while start <= len(line):
        begin, end = word_at(line, start)
        name, _equal, value = line[begin:end].replace('"', "").partition("=")
        if name.strip():
            yield name.strip(), value.strip()
        start = end + 1


def candidates(line: str, cursor: int, fields: Sequence[Field], *, limit: int = 7) -> list[Candidate]:
    """What may come at the cursor: names, or behind a name and its relation the values.

    Args:
        line: What stands in the line.
        cursor: Where the next letter would come.
        fields: Names that are known.
        limit: How many are wanted at most.
    """
    start, end = word_at(line, cursor)
    word = line[start:cursor].replace('"', "")
    relation = _RELATION.search(word)
    if relation is None:
        found = _best(word, ((one.name, one.title) for one in fields), limit)
        ordered = {one.name for one in fields if one.ordered}
        return [Candidate(start, end, name + ("" if name in ordered else "="), title) for name, title in found]
    name, typed = word[: relation.start()], word[relation.end() :]
    field = next((one for one in fields if one.name == name.replace("-", "_") or one.name == name), None)
    if field is None:
        return []
    kept, comma, last = typed.rpartition(",") if field.many else ("", "", typed)
    taken = set(kept.split(","))
    values = ((value, title) for value, title in field.values if value not in taken)
    before = f"{word[: relation.end()]}{kept}{comma}"
    return [
        Candidate(start, end, _quoted(before + value) + ("" if field.many else " "), title)
        for value, title in _best(last, values, limit)
    ]


def _quoted(word: str) -> str:
    return f'"{word}"' if any(character.isspace() for character in word) else word


def _best(typed: str, values: Iterable[tuple[str, str]], limit: int) -> list[tuple[str, str]]:
    """The values that the letters may mean, the surest first; all of them, as they come, without letters."""
    wanted = fold(typed)
    found = list(_ranked(wanted, values)) if wanted else [(0, 0, value) for value in values]
    return [value for _rank, _place, value in sorted(found, key=lambda one: one[:2])[:limit]]


def _ranked(wanted: str, values: Iterable[tuple[str, str]]) -> Iterator[tuple[float, int, tuple[str, str]]]:
    """Rank by how the letters stand in the value or its title: at its beginning, at a word's, inside, nearly."""
    from rapidfuzz.fuzz import partial_ratio

    for place, value in enumerate(values):
        texts = [fold(text) for text in value if text]
        if any(text.startswith(wanted) for text in texts):
            yield 0, place, value
        elif any(f" {wanted}" in f" {text}" for text in texts):
            yield 1, place, value
        elif any(wanted in text for text in texts):
            yield 2, place, value
        elif len(wanted) > 2 and (likeness := max(partial_ratio(wanted, text) for text in texts)) >= _LIKE:
            yield 3 + (100 - likeness) / 100, place, value
