"""What a file says, with the line where it says so: the common ground of the YAML and CSV readers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from codebook.checks import LANGUAGES, one_line
from codebook.errors import CodebookError
from codebook.keywords import split_keywords
from codebook.naming import nearest
from transcripts.files import size_of
from transcripts.i18n import _

LIMIT = 20_000_000
"""Bytes; no codebook or guide that people wrote is larger."""

YES = frozenset({"yes", "y", "true", "1", "x", "oui", "o", "vrai"})
NO = frozenset({"no", "n", "false", "0", "", "non", "faux"})

Value = str | list["Node"] | dict[str, "Node"]


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list or named fields, and the line where it begins."""

    value: Value
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """The file being read.

    Attributes:
        name: For messages.
        language: Which of several languages to take.
        plain: The language of texts that do not say theirs; "" means ``language``.
    """

    name: str
    language: str
    plain: str = ""

    def fault(self, line: int, what: str, hint: str) -> CodebookError:
        """The error for something wrong on a line."""
        message = _("Line {line} of {name}: {what}").format(line=line, name=one_line(self.name), what=what)
        return CodebookError(message, hint)

    def text(self, node: Node | None) -> str:
        """A text, or of texts by language the one in ours, else any that is there."""
        if node is None:
            return ""
        if isinstance(node.value, str):
            return node.value
        texts = self.texts(node)
        return texts.get(self.language) or next((text for text in texts.values() if text), "")

    def texts(self, node: Node | None) -> dict[str, str]:
        """Texts by language."""
        if node is None:
            return {}
        if isinstance(node.value, str):
            return {self.plain or self.language: node.value} if node.value.strip() else {}
        found = {}
        for language, inner in self.fields(node, LANGUAGES).items():
            if not isinstance(inner.value, str):
                raise self.fault(inner.line, _("here should stand a text."), _("Put it in quotes."))
            found[language] = inner.value
        return found

    def fields(self, node: Node, known: Iterable[str]) -> dict[str, Node]:
        """The named fields of a node, all of which must be ``known``."""
        if not isinstance(node.value, dict):
            names = ", ".join(known)
            raise self.fault(
                node.line, _("here should stand named fields."), _("Such as: {names}.").format(names=names)
            )
        for name, inner in node.value.items():
            if name not in known:
                alike = nearest(name, known) or list(known)
                what = _('"{field}" is no field here.').format(field=one_line(name))
                raise self.fault(inner.line, what, _("Did you mean {names}?").format(names=", ".join(alike)))
        return node.value

    def items(self, node: Node | None) -> Sequence[Node]:
        """The items of a list; nothing where nothing is."""
        if node is None or node.value == "":
            return []
        if not isinstance(node.value, list):
            raise self.fault(node.line, _("here should stand a list."), _('Begin each item with "- ".'))
        return node.value

    def words(self, node: Node | None) -> list[str]:
        """Keywords: a list, a text with commas or semicolons between them, or either by language."""
        if node is None:
            return []
        if isinstance(node.value, dict):
            by_language = self.fields(node, LANGUAGES)
            chosen = by_language.get(self.language) or next(iter(by_language.values()), None)
            return self.words(chosen)
        if isinstance(node.value, list):
            return [self.text(item) for item in node.value]
        return split_keywords(node.value)

    def truth(self, node: Node | None, *, default: bool) -> bool:
        """Yes or no, in the words of either language."""
        if node is None or node.value == "":
            return default
        word = self.text(node).strip().casefold()
        if word in YES or word in NO:
            return word in YES
        raise self.fault(
            node.line, _('"{word}" is neither yes nor no.').format(word=one_line(word)), _("Write yes or no.")
        )


def read_text(path: Path) -> str:
    """The text of a small file, whatever encoding it is in.

    Raises:
        CodebookError: If it cannot be read, is too large, or is no text.
    """
    try:
        size_of(path)
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise CodebookError(
            _("{name} cannot be read: {reason}.").format(name=path.name, reason=error.strerror or _("unknown reason")),
            _("Check the path and the rights on the file."),
        ) from error
    if len(data) > LIMIT:
        raise CodebookError(
            _("{name} is larger than {limit} MB.").format(name=path.name, limit=LIMIT // 1_000_000),
            _("Check that it is the file you meant."),
        )
    return decoded(data, path.name)


def decoded(data: bytes, name: str) -> str:
    """Text from UTF-8, UTF-16 with its mark, or the encoding that Excel writes in Western Europe and Québec."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        if b"\x00" in data:
            raise CodebookError(_("{name} is no text file.").format(name=name), _("Save it as YAML or CSV in UTF-8."))
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
