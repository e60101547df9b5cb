r"""Lists of names as people type them: commas between, ``\,`` for a comma in a name, quotation marks around blanks."""

import re
from collections.abc import Iterable

_COMMA = re.compile(r"(?<!\\),")


def split_names(text: str) -> tuple[str, ...]:
    r"""The names in ``A,B,C``, without the blanks around them; ``\,`` is a comma that belongs to a name."""
    return tuple(said for part in _COMMA.split(text) if (said := part.replace("\\,", ",").strip()))


def joined_names(names: Iterable[str]) -> str:
    """The names so that ``split_names`` finds them again."""
    return ",".join(name.replace(",", "\\,") for name in names)


def split_words(line: str) -> list[str]:
    r"""The words of a line; what stands in double quotation marks is one word, ``\"`` in them is a quotation mark.

    Raises:
        ValueError: If a quotation mark is opened and never closed.
    """
    words: list[str] = []
    word, quoted, begun, place = "", False, False, 0
    while place < len(line):
        mark = line[place]
        if quoted and line.startswith('\\"', place):
            word, place = word + '"', place + 1
        elif mark == '"':
            quoted, begun = not quoted, True
        elif mark.isspace() and not quoted:
            if word or begun:
                words.append(word)
            word, begun = "", False
        else:
            word += mark
        place += 1
    if quoted:
        raise ValueError(line)
    return [*words, word] if word or begun else words


def quoted_word(word: str) -> str:
    """The word so that ``split_words`` finds it again as one."""
    plain = word and '"' not in word and not any(letter.isspace() for letter in word)
    return word if plain else '"' + word.replace('"', '\\"') + '"'
