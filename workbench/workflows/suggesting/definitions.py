"""The words of a code that suggestions are made from, and the hash by which a redefinition is noticed."""

import hashlib
import json
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.keywords import telling_words

if TYPE_CHECKING:
    from workbench.suggest.queries import CodeWords


def code_words(code: Code) -> "CodeWords":
    """What is read of a code: its labels, definition, when it is applied and when not, example and words of its rules.

    The short name is left out: it is a mark for margins, often no word of any language.
    """
    from workbench.suggest.queries import CodeWords

    return CodeWords(
        name=code_name(code),
        definition=code.definition,
        include=code.include,
        exclude=code.exclude,
        example=code.example,
        keywords=telling_words(code.keywords),
    )


def code_name(code: Code) -> str:
    """The labels of a code in all its languages, so that a study in two languages is found with both."""
    return ". ".join(dict.fromkeys(label for _language, label in sorted(code.labels.items()) if label)) or code.short


def definition_hash(code: Code) -> str:
    """32 hexadecimal digits over what a code means: what was rejected under another meaning may be offered again.

    Keyword rules say where to look, not what the code means: one more of them brings nothing back that was rejected.
    Short name, colour, key and place in the tree do not count either.
    """
    words = [sorted(code.labels.items()), code.definition, code.include, code.exclude, code.example]
    written = json.dumps(words, ensure_ascii=True, separators=(",", ":"))
    return hashlib.blake2b(written.encode("ascii"), digest_size=16).hexdigest()
