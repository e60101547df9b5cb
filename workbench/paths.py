"""Where the program keeps what is its own: settings, the log, who coded last.

A study lies where the person put it, and nothing of the program lies beside it. ``WORKBENCH_HOME`` gathers everything
in one folder instead of the places usual on the system.
"""

import os
from pathlib import Path

from transcripts.i18n import _
from workbench.errors import SettingsError

NAME = "interview-workbench"
HOME = "WORKBENCH_HOME"


def locale_folder() -> Path:
    """Where the translations lie; they come with the program."""
    return Path(__file__).parent / "locale"


def settings_file() -> Path:
    """The settings that a person writes; it need not exist."""
    return _folder("config") / "settings.toml"


def coders_file() -> Path:
    """Who coded last in which study, on this account."""
    return _folder("state") / "coders.json"


def shown_lists_folder() -> Path:
    """The lists of suggestions that commands showed lately, a file for each study."""
    return _folder("state") / "suggestions"


def log_file() -> Path:
    """The newest log; older ones lie beside it."""
    return _folder("log") / "workbench.log"


def _folder(kind: str) -> Path:
    gathered = os.environ.get(HOME, "")
    if gathered:
        return Path(gathered).absolute() / kind
    try:
        return _usual(kind)
    except RuntimeError as error:  # no home folder can be told
        raise SettingsError(
            _("This account has no home folder for settings."),
            _("Set {name} to a folder of your choice.").format(name=HOME),
        ) from error


def _usual(kind: str) -> Path:
    import platformdirs

    folders = platformdirs.PlatformDirs(NAME, appauthor=False)
    match kind:
        case "config":
            return folders.user_config_path
        case "state":
            return folders.user_state_path
        case _:
            return folders.user_log_path
