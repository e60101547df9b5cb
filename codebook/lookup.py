"""Finding codes by what people call them."""

from collections import defaultdict
from collections.abc import Sequence

from codebook.checks import one_line
from codebook.code import Code
from codebook.errors import CodebookError
from codebook.naming import exact_key, nearest
from transcripts.i18n import _

SEPARATOR = " > "


class Names:
    """The names of a codebook's codes: short names, labels in every language, and paths.

    Args:
        entries: All codes, those in the bin included.
    """

    def __init__(self, entries: Sequence[Code]) -> None:
        self._by_uuid = {code.uuid: code for code in entries}
        self._shorts: dict[str, Code] = {}
        self._names: dict[str, dict[str, Code]] = defaultdict(dict)
        for code in entries:
            if not code.deleted:
                self.add(code)

    def add(self, code: Code) -> None:
        """Know one more code in use, whose branch is known."""
        self._by_uuid[code.uuid] = code
        self._shorts[exact_key(code.short)] = code
        for name in (*code.labels.values(), *self._paths(code)):
            self._names[exact_key(name)][code.uuid] = code

    def by_short(self, short: str) -> Code | None:
        """The code in use with this short name."""
        return self._shorts.get(exact_key(short))

    def found(self, text: str) -> tuple[Code, ...]:
        """The codes in use called ``text``; a short name or a uuid means one code, whatever others are labelled."""
        direct = self.by_short(text) or self._by_uuid.get(text.strip())
        if direct is not None and not direct.deleted:
            return (direct,)
        return tuple(self._names.get(exact_key(text), {}).values())

    def one(self, text: str) -> Code:
        """The one code in use called ``text``.

        Raises:
            CodebookError: If there is none (the nearest are named) or more than one (their short names are named).
        """
        found = self.found(text)
        if not found:
            raise self._unknown(text)
        if len(found) > 1:
            raise CodebookError(
                _('"{name}" is the name of {count} codes.').format(name=one_line(text), count=len(found)),
                _("Use a short name: {shorts}.").format(shorts=", ".join(code.short for code in found)),
            )
        return found[0]

    def _unknown(self, text: str) -> CodebookError:
        wanted = exact_key(text)
        binned = [code for code in self._by_uuid.values() if code.deleted]
        if any(wanted in map(exact_key, (code.uuid, code.short, *code.labels.values())) for code in binned):
            return CodebookError(
                _('The code "{name}" lies in the bin.').format(name=one_line(text)),
                _("Restore it, or use another code."),
            )
        # One name for each code, paths only for who wrote a path.
        names = {
            name: code.uuid
            for code in self._shorts.values()
            for name in (*(self._paths(code) if ">" in text else code.labels.values()), code.short)
        }
        alike: dict[str, str] = {}
        for name in nearest(text, names, limit=6):
            alike.setdefault(names[name], name)
        hint = (
            _("Did you mean {names}?").format(names=", ".join(list(alike.values())[:3]))
            if alike
            else _("See the list of codes.")
        )
        return CodebookError(_('No code is called "{name}".').format(name=one_line(text)), hint)

    def _paths(self, code: Code) -> set[str]:
        path = [code]
        while path[0].parent is not None:
            path.insert(0, self._by_uuid[path[0].parent])
        languages = {language for step in path for language in step.labels}
        return {SEPARATOR.join(step.label(language) for step in path) for language in languages}
