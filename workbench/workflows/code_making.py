"""Codes that a table names and the codebook lacks: made one after the other, each known to the rows that follow."""

from collections.abc import Iterable
from dataclasses import replace

from codebook.book import Codebook
from codebook.checks import LEVELS, check_code, one_line, tidy
from codebook.code import Code
from codebook.errors import CodebookError
from codebook.lookup import SEPARATOR, Names
from codebook.naming import exact_key, short_name_from
from transcripts.i18n import _


class GrowingCodebook:
    """A codebook that gains codes; a table of thousands of free codes takes seconds, not hours.

    Args:
        book: As it is.
        language: Of the new labels.
        said: Every name of a code in the table, so that no short name made for one is the name of another.

    Attributes:
        made: The new codes, parents before children.
    """

    def __init__(self, book: Codebook, language: str, said: Iterable[str]) -> None:
        self.made: list[Code] = []
        self._book = book
        self._language = language
        self._names = Names(book.entries)
        self._by_uuid = {code.uuid: code for code in book.entries}
        self._taken = {exact_key(name) for code in book.entries for name in (code.short, *code.labels.values())}
        self._shorts = {code.short.casefold() for code in book.codes}
        self._said = {exact_key(part) for text in said for part in text.split(SEPARATOR.strip())}
        self._children: dict[tuple[str | None, str], Code] = {}
        for code in book.codes:
            self._hang(code)

    def by_name(self, text: str) -> Code | None:
        """The code called ``text``, None where there is none or more than one."""
        found = self._names.found(text)
        return found[0] if len(found) == 1 else None

    def named(self, text: str) -> Code:
        """The code called ``text``.

        Raises:
            CodebookError: If there is none, or more than one.
        """
        return self._names.one(text)

    def lacks(self, text: str) -> bool:
        """Whether no code has the name; a name that several codes have is no reason to make one more."""
        return exact_key(text) not in self._taken

    def make(self, text: str) -> Code:
        """A new code, with the branches that its path names.

        Raises:
            CodebookError: If no code can be called so.
        """
        parts = [part.strip() for part in text.split(SEPARATOR.strip()) if part.strip()] or [text]
        if len(parts) > LEVELS:
            raise CodebookError(_("the path has more than {levels} levels").format(levels=LEVELS))
        code: Code | None = None
        for depth, part in enumerate(parts, 1):
            parent = code.uuid if code else None
            under = self._children.get((parent, exact_key(part)))
            code = under if under is not None and depth < len(parts) else self._add(part, parent)
        assert code is not None
        return code

    def _add(self, label: str, parent: str | None) -> Code:
        stance = parent is not None and self._by_uuid[parent].takes_stance
        made = self._book.new_code(label, self._language, short=self._short(label), takes_stance=stance)
        code = tidy(replace(made, parent=parent))
        check_code(code)
        self.made.append(code)
        self._by_uuid[code.uuid] = code
        self._shorts.add(code.short.casefold())
        self._taken |= {exact_key(name) for name in (code.short, *code.labels.values())}
        self._names.add(code)
        self._hang(code)
        return code

    def _short(self, label: str) -> str:
        """A short name that no code has and that no other row of the table means as a name of its own."""
        return short_name_from(one_line(label), self._shorts | (self._said - {exact_key(label)}))

    def _hang(self, code: Code) -> None:
        for name in (code.short, *code.labels.values()):
            self._children.setdefault((code.parent, exact_key(name)), code)
