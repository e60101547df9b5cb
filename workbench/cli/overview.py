"""What ``workbench --help`` says, without importing any command."""

from textwrap import wrap

from transcripts.i18n import N_, _
from workbench.cli.registry import GROUPS

USAGE = N_("usage: workbench [STUDY]\n       workbench COMMAND …")
OPTIONS: tuple[tuple[str, str], ...] = (
    ("-h, --help", N_("show this help, or that of a command")),
    ("--version", N_("show the version")),
    ("--lang en|fr", N_("language of the interface; else that of the system")),
)


WIDTH = 80
_BLANKS = " " * 23


def overview(only: str = "") -> str:
    """The list of commands.

    Args:
        only: Keep the commands whose name begins with this word.
    """
    parts = [_(USAGE), "", _("Code, compare and rank what interviews say, in the terminal."), ""]
    if not only:
        parts += [_("Without a command, the screens open."), ""]
    for title, commands in GROUPS:
        kept = [command for command in commands if not only or command.name.split()[0] == only]
        if kept:
            parts += [_("{name}:").format(name=_(title)), *(_line(item.name, _(item.summary)) for item in kept), ""]
    parts += [_("{name}:").format(name=_("Options")), *(_line(option, _(text)) for option, text in OPTIONS), ""]
    parts += [_("Example: {line}").format(line="workbench demo"), ""]
    return "\n".join(parts)


def _line(name: str, text: str) -> str:
    first, *more = wrap(text, WIDTH - len(_BLANKS)) or [""]
    return "\n".join([f"  {name:<20} {first}", *(_BLANKS + line for line in more)])
