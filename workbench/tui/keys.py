"""Which key does what: the defaults, what the settings change, and the keys of the codes."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.keys import REPLACED_KEYS, key_to_character
from textual.keys import Keys as TextualKeys

from transcripts.i18n import N_, _
from workbench.tui.commands import COMMANDS, Command, Context, key_name, known, of_context

if TYPE_CHECKING:
    from codebook.book import Codebook

# What a Canadian French keyboard (both the older and the CSA layout) types without AltGr and without dead keys.
TYPABLE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"/$%?&*()_+-=;:,'.#é")

_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "tab": N_("Tab"),
    "space": N_("Space"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "home": N_("Home"),
    "end": N_("End"),
    "delete": N_("Del"),
    "backspace": N_("Backspace"),
    "minus": "-",
}
_MODIFIERS = {"shift": N_("Shift"), "ctrl": N_("Ctrl"), "alt": N_("Alt")}


def character_of(key: str) -> str:
    """The character that a key types, "" if it types none."""
    character = key_to_character(REPLACED_KEYS.get(key, key))
    return character if character and character.isprintable() else ""


def is_key(text: str) -> bool:
    """Whether this names a key: a printable character, or a name with or without modifiers."""
    if len(text) == 1:
        return text.isprintable() and not text.isspace()
    *modifiers, name = text.split("+")
    named = text in {str(key.value) for key in TextualKeys} or len(name) == 1 or bool(character_of(name))
    return named and all(modifier in _MODIFIERS for modifier in modifiers)


def key_label(key: str) -> str:
    """A key as a person reads it, in the language in use: ``shift+down`` gives ``Shift+↓``."""
    *modifiers, name = key.split("+")
    shown = _(_NAMES[name]) if name in _NAMES else character_of(name) or name
    if not modifiers and not character_of(name) and name not in _NAMES:
        shown = name.upper() if len(name) <= 3 else name
    return "+".join([*(_(_MODIFIERS.get(modifier, modifier)) for modifier in modifiers), shown])


@dataclass(frozen=True)
class KeyTable:
    """The keys in force.

    Attributes:
        keys: Command id to its keys, as Textual names them.
        refused: One sentence for each override that could not be taken; the default stays in force there.
    """

    keys: Mapping[str, tuple[str, ...]]
    refused: tuple[str, ...] = ()
    _lookup: dict[tuple[Context, str], Command] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lookup = {(entry.context, key): entry for entry in COMMANDS for key in self.keys[entry.id]}
        object.__setattr__(self, "_lookup", lookup)

    def command(self, context: Context, key: str) -> Command | None:
        """What ``key`` does in this context, everywhere-commands apart."""
        return self._lookup.get((context, key))

    def label(self, command_id: str) -> str:
        """The first key of a command as a person reads it, "" if it has none."""
        keys = self.keys[command_id]
        return key_label(keys[0]) if keys else ""

    def labels(self, command_id: str) -> str:
        """All keys of a command as a person reads them."""
        return "  ".join(map(key_label, self.keys[command_id]))

    def reserved(self) -> frozenset[str]:
        """The characters that no code may take as its key."""
        ours = (self.keys[entry.id] for context in (Context.APP, Context.CODING) for entry in of_context(context))
        return frozenset(character for keys in ours for key in keys if (character := character_of(key)))


def default_keys() -> dict[str, tuple[str, ...]]:
    """Command id to its default keys."""
    return {entry.id: tuple(map(key_name, entry.keys.split())) for entry in COMMANDS}


def key_table(overrides: Mapping[str, str]) -> KeyTable:
    """The defaults with the settings' overrides, as far as they can be taken.

    Args:
        overrides: Command id to keys separated by commas, as the settings give them.
    """
    keys = default_keys()
    refused: list[str] = []
    wanted = {}
    for command_id, text in overrides.items():
        if sentence := _fault(command_id, text):
            refused.append(sentence)
        else:
            wanted[command_id] = tuple(map(key_name, _parts(text)))
    # All at once first, so that two commands can trade their keys; what clashes then falls back, last one first.
    keys.update(wanted)
    for command_id in reversed(wanted):
        if clash := _clash(keys, command_id):
            refused.append(_taken(clash, command_id, keys))
            keys[command_id] = default_keys()[command_id]
    return KeyTable(keys, tuple(refused))


def _parts(text: str) -> list[str]:
    """The keys of one override; a comma that stands alone is a key itself."""
    return [part for part in (piece.strip() for piece in text.split(",")) if part] or [","]


def _fault(command_id: str, text: str) -> str:
    from codebook.checks import one_line

    if not known(command_id):
        return _('The settings bind "{command}", which is no command.').format(command=one_line(command_id))
    for part in _parts(text):
        if not is_key(part):
            return _('The settings give "{command}" the key "{key}", which is no key.').format(
                command=command_id, key=one_line(part)
            )
    return ""


def _together(one: Context, other: Context) -> bool:
    """Whether commands of both contexts can be meant at the same time."""
    everywhere = {one, other} & {Context.APP}
    if Context.TABLE in (one, other) and {one, other} & _WITH_TABLES:
        return True
    # Lines of text take every printable key themselves.
    return one is other or (bool(everywhere) and not {one, other} & _CLOSED)


_CLOSED = {
    Context.PICKER,
    Context.LINE,
    Context.MEMO,
    Context.WEIGH,
    Context.CHOOSE,
    Context.EDGES,
    Context.BOOK,
    Context.CHANGING,
}

_WITH_TABLES = {
    *(Context.APP, Context.FINDINGS, Context.FINDING, Context.PASSAGES, Context.THEMES, Context.NEXT),
    *(Context.DISAGREEMENTS, Context.AGREEMENT),
}
"""Screens with a table whose keys work beside their own."""


def _clash(keys: Mapping[str, tuple[str, ...]], command_id: str) -> tuple[str, Command] | None:
    """The first key that the command shares with another, and that other."""
    mine = next(entry for entry in COMMANDS if entry.id == command_id)
    for other in COMMANDS:
        if other.id != command_id and _together(mine.context, other.context):
            for key in keys[command_id]:
                if key in keys[other.id]:
                    return key, other
    return None


def _taken(clash: tuple[str, Command], command_id: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    key, other = clash
    kept = " ".join(map(key_label, default_keys()[command_id])) or "–"
    return _('The settings give "{command}" the key {key}, which is "{other}" already; {kept} stays.').format(
        command=command_id, key=key_label(key), other=other.id, kept=kept
    )


def clashes(table: KeyTable) -> list[str]:
    """Sentences about commands that share a key; none in a sound table."""
    return [
        _taken(clash, entry.id, table.keys) for entry in COMMANDS if (clash := _clash(table.keys, entry.id)) is not None
    ]


def code_keys(book: "Codebook", table: KeyTable) -> tuple[dict[str, str], tuple[str, ...]]:
    """Key to the uuid of the code that it applies, and a sentence for each code whose key is a command's.

    A study may come from someone whose commands have other keys, so this is looked at whenever one is opened.
    """
    reserved = table.reserved()
    free: dict[str, str] = {}
    refused: list[str] = []
    for key, code in book.keys.items():
        if key in reserved:
            refused.append(
                _('The key {key} of the code "{short}" is a command here; give the code another.').format(
                    key=key, short=code.short
                )
            )
        elif code.codable:
            free[unicodedata.normalize("NFC", key)] = code.uuid
    return free, tuple(refused)
