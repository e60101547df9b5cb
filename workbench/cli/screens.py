"""The way into the screens, for those who name a study and no command."""

import argparse
import gc
import sys
from pathlib import Path

from transcripts.i18n import LANGUAGES, _, language
from workbench.collecting import collect_as_usual
from workbench.errors import StudyError


def screens_parser() -> argparse.ArgumentParser:
    """The arguments of ``workbench [STUDY]``."""
    from workbench.cli.parsing import Parser, add_coder, file_argument

    parser = Parser(prog="workbench", description=_("Open the screens."))
    file_argument(parser, "study", metavar=_("STUDY"), nargs="?", help=_("the study file"))
    add_coder(parser)
    parser.add_argument("--transcript", metavar=_("NAME"), help=_("the transcript to open; else the one left last"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("language of the interface; else that of the system"))
    return parser


def on_a_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_screens(study: Path | None, *, coder: str | None = None, transcript: str | None = None) -> int:
    """Open the screens on a study.

    Args:
        study: The file; None for the only one in this folder.
        coder: Name of who codes, None for the usual one.
        transcript: Name of the transcript to open, None for the one left last.
    """
    if not on_a_terminal():
        raise StudyError(
            _("The screens need a terminal for input and output."), _("Without one, use a command: workbench --help")
        )
    # What is made on the way to the first paint stays for good: looking for garbage among it only costs time.
    collect_as_usual()
    gc.disable()
    from workbench.tui.app import run

    return run(study, coder=coder, lang=language(), transcript=transcript)
