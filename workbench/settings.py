"""The settings file: TOML, written by a person, read once at the start.

    language = "fr"
    theme = "light"
    coder = "MA"
    busy_timeout = 10

    [keys]
    "coding.remove" = "ctrl+x"
    "coding.next_hit" = ["n", "f3"]

Every fault is one sentence with the line, because a setting that is silently ignored is worse than one refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transcripts.i18n import LANGUAGES, _
from workbench.errors import SettingsError
from workbench.paths import settings_file

THEMES = ("dark", "light")
BUSY_TIMEOUT = 5.0
LONGEST_BUSY_TIMEOUT = 600.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can choose once and for all.

    Attributes:
        language: ``en`` or ``fr``; empty means as the locale says.
        theme: ``dark`` or ``light``.
        coder: Who codes where neither an option, the environment nor an earlier session says it; may be empty.
        busy_timeout: Seconds to wait while another process writes to the study.
        keys: Command id to the keys that call it instead of its own, as Textual names them, with commas between.
    """

    language: str = ""
    theme: str = "dark"
    coder: str = ""
    busy_timeout: float = BUSY_TIMEOUT
    keys: Mapping[str, str] = field(default_factory=dict)


NAMES = ("language", "theme", "coder", "busy_timeout", "keys")


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; where there is no file, everything is as it comes.

    Args:
        path: Another file than the usual one.

    Raises:
        SettingsError: If the file cannot be read, is not TOML, or holds a setting that is unknown or impossible.
    """
    path = path or settings_file()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(
            _("The settings file {path} cannot be read: {reason}.").format(path=path, reason=error.strerror),
            _("Mend its permissions, or remove it."),
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            _("The settings file {path} is not written in UTF-8.").format(path=path), _("Save it again as UTF-8.")
        ) from error
    return _Checked(path, text).settings()


class _Checked:
    """One settings file on its way to ``Settings``; knows the text, so that a fault can be shown with its line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.values = self._parsed()

    def settings(self) -> Settings:
        for name in self.values:
            if name not in NAMES:
                raise self._fault(
                    name,
                    _("there is no setting named {setting}").format(setting=name),
                    _("The settings are: {names}.").format(names=", ".join(NAMES)),
                )
        return Settings(
            language=self._choice("language", ("", *LANGUAGES)),
            theme=self._choice("theme", THEMES, default="dark"),
            coder=self._text("coder").strip(),
            busy_timeout=self._seconds("busy_timeout"),
            keys=self._keys(),
        )

    def _parsed(self) -> dict[str, Any]:
        import tomllib

        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            # tomllib says where only in words: "… (at line 3, column 7)", or "(at end of document)".
            found = re.search(r"at line (\d+)", str(error))
            line = int(found[1]) if found else len(self.text.splitlines())
            raise SettingsError(
                _("Line {line} of {path} cannot be understood.").format(line=max(line, 1), path=self.path),
                _('A setting is written as name = value, with text between quotation marks: theme = "light".'),
            ) from error

    def _fault(self, name: str, fault: str, hint: str) -> SettingsError:
        line = self._line_of(name)
        if line is None:
            return SettingsError(_("In {path} {fault}.").format(path=self.path, fault=fault), hint)
        return SettingsError(
            _("In line {line} of {path} {fault}.").format(line=line, path=self.path, fault=fault), hint
        )

    def _line_of(self, name: str) -> int | None:
        """The line that sets ``name`` or opens its table; None where it is written in a way not worth parsing."""
        bare = rf'["\']?{re.escape(name)}["\']?'
        setting = re.compile(rf"\s*(\[\s*{bare}\s*[\].]|{bare}\s*[.=])")
        return next((n for n, line in enumerate(self.text.splitlines(), 1) if setting.match(line)), None)

    def _text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise self._fault(
                name,
                _("{setting} is not a text").format(setting=name),
                _("Write its value between quotation marks."),
            )
        return value

    def _choice(self, name: str, choices: tuple[str, ...], default: str = "") -> str:
        value = self._text(name, default)
        if value not in choices:
            raise self._fault(
                name,
                _("{setting} has a value that it cannot have").format(setting=name),
                _("It can be: {choices}.").format(choices=", ".join(choice for choice in choices if choice)),
            )
        return value

    def _seconds(self, name: str) -> float:
        value = self.values.get(name, BUSY_TIMEOUT)
        # A TOML yes or no is an int to Python, and nan is in no range.
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST_BUSY_TIMEOUT:
            raise self._fault(
                name,
                _("{setting} is not a number of seconds").format(setting=name),
                _("Write a number from 0 to {most}.").format(most=int(LONGEST_BUSY_TIMEOUT)),
            )
        return float(value)

    def _keys(self) -> dict[str, str]:
        table = self.values.get("keys", {})
        if not isinstance(table, dict):
            raise self._fault(
                "keys", _("keys is not a table"), _('Write [keys] on a line of its own, then "command" = "key".')
            )
        return {command: self._key(command, keys) for command, keys in _flat(table)}

    def _key(self, command: str, keys: object) -> str:
        several = keys if isinstance(keys, list) else [keys]
        if not several or not all(isinstance(key, str) and key.strip() for key in several):
            raise self._fault(
                command,
                _("the key of {command} is not a text").format(command=command),
                _('Write it as in "{command}" = "ctrl+x", or as a list of such texts.').format(command=command),
            )
        return ",".join(str(key).strip() for key in several)


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, object]]:
    """Command ids have dots; without quotation marks TOML takes them for tables in tables."""
    pairs: list[tuple[str, object]] = []
    for name, value in table.items():
        pairs += _flat(value, f"{before}{name}.") if isinstance(value, dict) else [(before + name, value)]
    return pairs
