"""What holds for every codebook, checked wherever one is made."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from codebook.code import Code
from codebook.errors import CodebookError
from codebook.keywords import faults
from codebook.naming import SHORT_LIMIT
from transcripts.i18n import _

_COLOUR = re.compile(r"#[0-9a-f]{6}")
# Control characters and lone surrogates, which no file holds and no terminal ought to see.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
LANGUAGES = ("fr", "en")
LEVELS = 50
"""Of the deepest branch: more than anybody reads, and few enough for every file format."""


def one_line(text: str) -> str:
    """``text`` as a name: composed, on one line, without control characters, its spaces single."""
    # The no-break spaces of French typography stay, so not str.split.
    return _BREAKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def paragraphs(text: str) -> str:
    """``text`` as a definition: line feeds and tabs stay, other control characters go."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text).strip()


def tidy(code: Code) -> Code:
    """The same code with clean texts, so that what is compared, shown and written is one and the same."""
    labels = {language: one_line(label) for language, label in code.labels.items()}
    return replace(
        code,
        short=one_line(code.short),
        labels={language: label for language, label in labels.items() if label},
        definition=paragraphs(code.definition),
        include=paragraphs(code.include),
        exclude=paragraphs(code.exclude),
        example=paragraphs(code.example),
        keywords=tuple(dict.fromkeys(word for word in map(one_line, code.keywords) if word)),
        colour=code.colour.strip().lower(),
    )


def depth_first(codes: Sequence[Code]) -> tuple[Code, ...]:
    """Every code after its parent and its elder siblings' branches.

    Raises:
        CodebookError: If a parent is missing, codes are each other's ancestors, or a branch is too deep.
    """
    children: dict[str | None, list[Code]] = defaultdict(list)
    for code in codes:
        children[code.parent].append(code)
    ordered: list[Code] = []
    waiting = [(code, 1) for code in reversed(children[None])]
    while waiting:
        code, level = waiting.pop()
        if level > LEVELS:
            raise CodebookError(
                _('The code "{short}" lies more than {levels} levels deep.').format(short=code.short, levels=LEVELS),
                _("Give it a parent that is nearer to the top."),
            )
        ordered.append(code)
        waiting += [(child, level + 1) for child in reversed(children[code.uuid])]
    if len(ordered) < len(codes):
        reached = {code.uuid for code in ordered}
        lost = next(code for code in codes if code.uuid not in reached)
        raise CodebookError(
            _('The code "{short}" hangs from no branch of the codebook.').format(short=lost.short),
            _("Its parent is missing, or is one of its own descendants. Give it another parent."),
        )
    return tuple(ordered)


def check(codes: Iterable[Code]) -> None:
    """Refuse codes that cannot stand together in one codebook.

    Raises:
        CodebookError: About the first thing that is wrong.
    """
    uuids: set[str] = set()
    shorts: set[str] = set()
    keys: dict[str, Code] = {}
    binned: set[str] = set()
    for code in codes:
        check_code(code)
        if code.uuid in uuids:
            raise CodebookError(_("Two codes have the same identity, {uuid}.").format(uuid=code.uuid))
        uuids.add(code.uuid)
        if code.deleted:
            binned.add(code.uuid)
            continue
        _check_live(code, shorts, keys, binned)


def _check_live(code: Code, shorts: set[str], keys: dict[str, Code], binned: set[str]) -> None:
    if code.parent in binned:
        raise CodebookError(_('The code "{short}" lies in a branch that is in the bin.').format(short=code.short))
    if code.short.casefold() in shorts:
        raise CodebookError(
            _('Two codes are called "{short}".').format(short=code.short),
            _("Short names must differ, upper and lower case alike. Rename one."),
        )
    shorts.add(code.short.casefold())
    if code.key and code.key in keys:
        raise CodebookError(
            _('The key "{key}" applies both {first} and {second}.').format(
                key=code.key, first=keys[code.key].short, second=code.short
            ),
            _("Give one of them another key."),
        )
    keys[code.key] = code


def check_code(code: Code) -> None:
    """Refuse one code that is wrong by itself.

    Raises:
        CodebookError: About the first thing that is wrong.
    """
    if not code.short or len(code.short) > SHORT_LIMIT or not code.short.isprintable() or " " in code.short:
        raise CodebookError(
            _('"{short}" cannot be a short name.').format(short=one_line(code.short)),
            _("A short name has 1 to {limit} characters and no spaces.").format(limit=SHORT_LIMIT),
        )
    if not code.labels:
        raise CodebookError(_('The code "{short}" has no label.').format(short=code.short), _("Give it a label."))
    for language in code.labels:
        if language not in LANGUAGES:
            raise CodebookError(
                _('The code "{short}" has a label in "{language}".').format(
                    language=one_line(language), short=code.short
                ),
                _("Labels are in fr or en."),
            )
    if code.colour and not _COLOUR.fullmatch(code.colour):
        raise CodebookError(
            _('"{colour}" of the code "{short}" is no colour.').format(colour=one_line(code.colour), short=code.short),
            _("Write colours as #rrggbb, such as #0072b2."),
        )
    check_key(code)


def check_key(code: Code, reserved_keys: Collection[str] = ()) -> None:
    """Refuse a key that cannot be typed or is a command already.

    Raises:
        CodebookError: If the key is no single printable character, or is reserved.
    """
    if code.key and (len(code.key) > 1 or not code.key.isprintable() or code.key.isspace()):
        raise CodebookError(
            _('"{key}" cannot be the key of the code "{short}".').format(key=one_line(code.key), short=code.short),
            _("A key is one printable character."),
        )
    if code.key and code.key in reserved_keys:
        raise CodebookError(
            _('The key "{key}" of the code "{short}" is a command already.').format(key=code.key, short=code.short),
            _("Choose another key for the code, or rebind the command in the settings."),
        )


def check_keywords(code: Code) -> None:
    """Refuse keywords that are no rules: for what a person writes or brings in, not for what a study has already.

    Raises:
        CodebookError: About the first keyword that is none.
    """
    for error in faults(code.keywords).values():
        raise error
