"""How a quotation is signed: a template such as ``{noun} {pseudonym}, {category}`` and what fills it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from codebook.errors import CodebookError
from transcripts.i18n import _

#: The fields that every study has; the others are names of its attributes.
NOUN, PSEUDONYM = "noun", "pseudonym"
_FIELD = re.compile(r"\{([^{}]*)\}")
_BLANK = "\0"
_MARK = 0xE000  # private use: no text of anybody
_SEPARATORS = r"[\s,;:·•|/–—-]*"
_EMPTY_BRACKETS = re.compile(rf"\s*[(\[]{_SEPARATORS}{_BLANK}{_SEPARATORS}[)\]]")
_LEADING = re.compile(rf"(^|[(\[]){_SEPARATORS}{_BLANK}{_SEPARATORS}(?=[^\s{_BLANK}])")
_FOLLOWING = re.compile(rf"{_SEPARATORS}{_BLANK}")


@dataclass(frozen=True, slots=True)
class SignatureTemplate:
    """A signature with places to fill in.

    Attributes:
        text: Words with fields in braces: ``{pseudonym}``, ``{noun}`` and names of attributes.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse what could not sign anything.

        Raises:
            CodebookError: If the pseudonym is missing, or a brace stands alone.
        """
        hint = _("For example: {example}").format(example="{noun} {pseudonym}, {category}")
        if PSEUDONYM not in self.fields:
            raise CodebookError(_("A signature must have the field {field}.").format(field="{pseudonym}"), hint)
        if re.search(r"[{}\x00-\x1f]", _FIELD.sub("", self.text)) or "" in self.fields:
            raise CodebookError(_("This template of a signature has a brace without its pair."), hint)

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields, in order."""
        return tuple(name.strip() for name in _FIELD.findall(self.text))

    def filled(self, values: Mapping[str, str]) -> str:
        """The signature of one person; what is not known leaves no comma and no bracket behind.

        Args:
            values: Field to value; missing and "" mean not known.
        """
        text = _FIELD.sub(lambda field: self._value(values, field[1].strip()), self.text)
        return _without_blanks(text).strip()

    @staticmethod
    def _value(values: Mapping[str, str], field: str) -> str:
        return " ".join(values.get(field, "").replace(_BLANK, "").split(" ")).strip() or _BLANK

    def read(self, signature: str, pseudonym: str) -> dict[str, str] | None:
        """The values of a signature written by this template; None if it was not.

        Args:
            signature: As somebody wrote it; white space and case of the template's own words do not matter.
            pseudonym: Whom it names, for only this tells where one field ends and the next begins.

        Returns:
            Field to value; fields that were left out are missing, the pseudonym never is.
        """
        others = [field for field in dict.fromkeys(self.fields) if field != PSEUDONYM]
        for size in range(len(others), -1, -1):
            for known in combinations(others, size):
                found = self._pattern(known, pseudonym).fullmatch(signature.strip())
                if found:
                    named = {field: found[f"f{place}"].strip() for place, field in enumerate(known)}
                    return {PSEUDONYM: pseudonym, **named}
        return None

    def _pattern(self, known: Sequence[str], pseudonym: str) -> re.Pattern[str]:
        """What a signature looks like where these fields and no others are known."""
        marks = {field: chr(0xE000 + place) for place, field in enumerate(known)}
        written, seen = "", set[str]()
        for part in re.split(r"([\ue000-\uf8ff]|\s+)", self.filled({**marks, PSEUDONYM: pseudonym})):
            if part.isspace():
                written += r"\s+"
            elif part and _MARK <= ord(part[0]) < _MARK + len(known):
                # A repeated field stands for the same words again.
                written += r".+?" if part in seen else f"(?P<f{ord(part) - _MARK}>[^()]+?)"
                seen.add(part)
            else:
                written += re.escape(part)
        return re.compile(written, re.IGNORECASE)


def _without_blanks(text: str) -> str:
    while _BLANK in text:
        shorter = _EMPTY_BRACKETS.sub("", text, count=1)
        if shorter == text:
            shorter = _LEADING.sub(r"\1", text, count=1)
        if shorter == text:
            shorter = _FOLLOWING.sub("", text, count=1)
        text = shorter
    return text
