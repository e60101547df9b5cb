"""Where a command's words go: data to stdout or a file, narration to stderr."""

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from exports.report import Report, Table
from transcripts.display import visible
from transcripts.i18n import _
from workbench.cli.streams import narrate


class Output:
    """The output of one command.

    Args:
        form: ``table``, ``json``, ``csv``, ``md``; "" to go by the file's ending, and to ``table`` without a file.
        path: A file for the data instead of stdout.
        quiet: Whether narration is left out.
    """

    def __init__(self, form: str = "", path: Path | None = None, *, quiet: bool = False) -> None:
        self.form = form
        self.path = path
        self.quiet = quiet

    @classmethod
    def of(cls, args: Namespace) -> "Output":
        """The output that a command's arguments ask for; refused early where the file cannot be named so."""
        form, path = getattr(args, "format", None) or "", getattr(args, "output", None)
        if path is not None and form != "table":
            from exports.writers import format_for

            format_for(path, form)
        return cls(form, path, quiet=args.quiet)

    def show(self, report: Report) -> None:
        """Give out the data of a command."""
        if self.path is None:
            for piece in _pieces(report, self.form):
                sys.stdout.write(_in_style(piece) if self._styled else piece)
        else:
            self._write_file(report, self.path)

    @property
    def _styled(self) -> bool:
        """Whether letters can be bold where the data go."""
        plain = self.form not in ("", "table") or self.path is not None or os.environ.get("TERM") == "dumb"
        return not plain and sys.stdout.isatty()

    @property
    def marks(self) -> tuple[str, str]:
        """What a report puts around words to be marked: bold on a terminal, French quotation marks elsewhere."""
        return _BOLD if self._styled else ("«", "»")

    def separate(self) -> None:
        """Set two reports apart on stdout."""
        sys.stdout.write("\n")

    def say(self, sentence: str) -> None:
        """Tell what is going on; never data."""
        if not self.quiet:
            narrate(sentence)

    def say_all(self, sentences: Iterable[str]) -> None:
        """Tell several things, a line each."""
        for sentence in sentences:
            self.say(sentence)

    def _write_file(self, report: Report, path: Path) -> None:
        from exports.aside import write_aside
        from exports.writers import write_report

        beside: tuple[Path, ...] = ()
        if self.form == "table":
            write_aside(path, lambda stream: stream.writelines(piece.encode() for piece in _pieces(report, "table")))
        else:
            written = write_report(report, path, name=self.form)
            self.say_all(written.notes)
            beside = written.beside
        for one in (path, *beside):
            self.say(_("Written: {path}").format(path=one))


def _pieces(report: Report, form: str) -> Iterator[str]:
    """The report in pieces, harmless for a terminal."""
    if form == "json":
        from exports.tables import json_lines

        return json_lines(report)
    if form == "csv":
        from exports.tables import separated

        return (visible(piece) for piece in separated(report.tables[0] if report.tables else _in_one_row(report)))
    if form == "md":
        from exports.documents import markdown

        return (visible(piece) for piece in markdown(report))
    from workbench.cli.drawing import draw

    return draw(report, terminal_width(), ascii_only=not _takes_boxes())


def _in_one_row(report: Report) -> Table:
    """A report that says a few things and has no table."""
    return Table("facts", tuple(fact.column for fact in report.facts), [[fact.value for fact in report.facts]])


#: Characters of private use, which stand for bold letters until all text from outside is harmless.
_BOLD = ("\ue100", "\ue101")


def _in_style(piece: str) -> str:
    """A piece with bold letters where it has marks for them."""
    return piece.replace(_BOLD[0], "\x1b[1m").replace(_BOLD[1], "\x1b[22m")


def _takes_boxes() -> bool:
    """Whether stdout has the characters that plots are drawn with."""
    try:
        "█●─┤░▒▓⣿╌→".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def terminal_width() -> int | None:
    """Columns of the terminal that stdout is, None where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
