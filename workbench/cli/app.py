"""The way in: language, choice of command, and every way out."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from transcripts.errors import StudyError
from transcripts.i18n import LANGUAGES, _, locale_language, use_language
from workbench.cli import signals, streams
from workbench.cli.registry import Command, all_commands
from workbench.collecting import seldom_collected

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
DONE, MENDABLE, USAGE, INTERRUPTED = 0, 1, 2, 130
LONGEST_NAME = 60


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after ``workbench``; those of the process by default.

    Returns:
        0 done, 1 something a person can mend (said on stderr), 2 wrong usage, 130 interrupted.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    streams.prepare()
    code = _ended(words)
    streams.settle()
    return code


def _ended(words: list[str]) -> int:
    """Run the words; every way to end has its sentence and its code."""
    try:
        use_language(_language_of(words) or _usual_language(), CATALOGUES)
        code = _run(words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read our output has had enough
        return DONE
    except StudyError as error:
        return _told(error)
    except OSError as error:
        return _refused(error)
    except MemoryError:
        return _told(StudyError(_("This takes more memory than there is."), _("Try it with less at once.")))
    except KeyboardInterrupt as stop:
        _told(StudyError(_("Interrupted. What was finished is kept; of what was under way nothing is left.")))
        return 128 + stop.number if isinstance(stop, signals.Stopped) else INTERRUPTED
    except Exception as error:  # the last net: what nobody foresaw is logged in full and told in brief
        return _unexpected(error)


def _run(words: list[str]) -> int:
    """Choose the command and run it; argparse's own exits become their codes."""
    words, wrong = _without_language(words)
    if wrong:
        return _usage_error(_("The languages are {names}.").format(names=", ".join(LANGUAGES)))
    if words and words[0] in ("-h", "--help"):
        return _overview("")
    if words and words[0] == "--version":
        return _version()
    command, rest = _chosen(words)
    if command is not None:
        return _obey(command, rest)
    if words and words[0] == "report":
        return _unknown_report(words[1:])
    return _open_screens(words)


def _obey(command: Command, words: list[str]) -> int:
    from workbench import logs
    from workbench.cli.output import Output
    from workbench.cli.parsing import UsageError, check_words, parser_for

    module = command.load()
    parser = parser_for(command, module)
    try:
        args = parser.parse_intermixed_args(words)
    except SystemExit as leave:
        return int(leave.code or 0)
    log = logs.start()
    try:
        check_words(args)
        with signals.heeded(), seldom_collected():
            return module.run(args, Output.of(args)) or DONE
    except UsageError as error:
        parser.print_usage(sys.stderr)
        return _usage_error(str(error))
    finally:
        logs.stop(log)


def _open_screens(words: list[str]) -> int:
    from workbench.cli.screens import open_screens, screens_parser

    if words and not words[0].startswith("-") and not _may_be_a_study(words[0]):
        return _unknown_command(words[0])
    try:
        args = screens_parser().parse_args(words)
    except SystemExit as leave:
        return int(leave.code or 0)
    return open_screens(args.study, coder=args.coder, transcript=args.transcript)


def _may_be_a_study(word: str) -> bool:
    """Whether the first word is meant as a file rather than as a command."""
    path = Path(word)
    return path.exists() or bool(path.suffix) or len(path.parts) > 1


def _chosen(words: list[str]) -> tuple[Command | None, list[str]]:
    """The command that the first word or two name, and the words after it."""
    known = all_commands()
    for length in (2, 1):
        name = " ".join(words[:length])
        if len(words) >= length and name in known:
            return known[name], words[length:]
    return None, words


# -- language ----------------------------------------------------------------------------------------------------


def _language_of(words: list[str]) -> str:
    """What ``--lang`` asks for, wherever it stands; "" if it is not there."""
    asked = ""
    for place, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang" and place + 1 < len(words):
            asked = words[place + 1]
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked if asked in LANGUAGES else ""


def _usual_language() -> str:
    """The settings' language, else the locale's; a faulty settings file is told by what needs it, not here."""
    from workbench.paths import settings_file

    with suppress(StudyError, OSError):
        if settings_file().exists():
            from workbench.settings import load_settings

            chosen = load_settings().language
            if chosen:
                return chosen
    return locale_language(dict(os.environ))


def _without_language(words: list[str]) -> tuple[list[str], bool]:
    """The words without a ``--lang`` before the command; the commands know the option themselves."""
    rest = list(words)
    while rest and (rest[0] == "--lang" or rest[0].startswith("--lang=")):
        value = rest[1] if rest[0] == "--lang" and len(rest) > 1 else rest[0].partition("=")[2]
        if value not in LANGUAGES:
            return rest, True
        rest = rest[2 if rest[0] == "--lang" else 1 :]
    return rest, False


# -- ways out ----------------------------------------------------------------------------------------------------


def _overview(only: str) -> int:
    from workbench.cli.overview import overview

    sys.stdout.write(overview(only))
    return DONE


def _version() -> int:
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("interview-workbench")
    except PackageNotFoundError:
        number = _("not installed")
    sys.stdout.write(f"workbench {number}\n")
    return DONE


def _unknown_command(word: str) -> int:
    from difflib import get_close_matches

    near = get_close_matches(word, all_commands(), n=1)
    hint = _("Did you mean {name}?").format(name=near[0]) if near else _("See them all: workbench --help")
    return _usage_error(_("There is no command {name}.").format(name=word) + " " + hint)


def _unknown_report(words: list[str]) -> int:
    if words and words[0] in ("-h", "--help"):
        return _overview("report")
    names = ", ".join(name.removeprefix("report ") for name in all_commands() if name.startswith("report "))
    known = _("The reports are {names}.").format(names=names)
    if words and not words[0].startswith("-"):
        known = _("There is no report {name}.").format(name=words[0]) + " " + known
    return _usage_error(known)


def _usage_error(sentence: str) -> int:
    streams.narrate(f"workbench: {sentence}\n")
    return USAGE


def _told(error: StudyError) -> int:
    streams.narrate(f"workbench: {error}\n")
    return MENDABLE


def _refused(error: OSError) -> int:
    """What the system would not do, where nobody nearer to it had a better sentence."""
    reason = error.strerror or type(error).__name__
    name = Path(os.fsdecode(error.filename)).name if isinstance(error.filename, str | bytes) else ""
    said = _("{name} cannot be read or written: {reason}.") if name else _("Reading or writing failed: {reason}.")
    hint = _("Look at the path, at who may use it, and at the room on the disk.")
    return _told(StudyError(said.format(name=_shortened(name), reason=reason), hint))


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"


def _unexpected(error: Exception) -> int:
    """Keep the whole story for whoever mends it; tell the person in brief where it lies."""
    from workbench import logs

    log = logs.start()
    try:
        sentence = logs.unexpected(error)
    finally:
        logs.stop(log)
    streams.narrate(f"workbench: {sentence}\n")
    return MENDABLE
