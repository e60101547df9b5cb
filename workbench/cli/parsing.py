"""How commands declare their arguments: the parser, and the options that many share."""

import argparse
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcripts.display import visible, well_formed
from transcripts.i18n import LANGUAGES, N_, _
from transcripts.lists import split_names
from workbench.cli.registry import GROUPS, Command, CommandModule

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_FILE_HELP = N_("write to a file, by its ending: .html .docx .xlsx .csv .tsv .json .md .tex .parquet .svg .png .pdf")
TABLE_FORMATS = ("table", "json", "csv", "md")


class UsageError(Exception):
    """The words of a command do not go together; argparse could not tell. The message is one sentence."""


class Parser(argparse.ArgumentParser):
    """argparse, whose messages repeat what was typed: harmless for the terminal here."""

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        super()._print_message(visible(message), file)

    def format_help(self) -> str:
        """The help, with the colons after its headings as the language writes them."""
        text = super().format_help()
        for group in self._action_groups:
            text = text.replace(f"\n{group.title}:\n", "\n" + _("%(heading)s:") % {"heading": group.title} + "\n")
        return text


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """argparse's, with descriptions filled to the width; lines that are indented, such as examples, stay as they are.

    A help text of several lines is a list: each begins a line of its own.
    """

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = (line if line.startswith(" ") else textwrap.fill(line, width) for line in text.splitlines())
        return "\n".join(lines)

    def _split_lines(self, text: str, width: int) -> list[str]:
        if "\n" not in text:
            return super()._split_lines(text, width)
        return [part for line in text.splitlines() for part in textwrap.wrap(line, width, subsequent_indent="  ")]


def parser_for(command: Command, module: CommandModule) -> argparse.ArgumentParser:
    """The parser of one command, with the options that every command has."""
    parser = Parser(
        prog=f"workbench {command.name}",
        description=_(module.DESCRIPTION),
        epilog=_examples(module.EXAMPLES),
        formatter_class=HelpFormatter,
    )
    _declare(parser, module)
    # argparse would do so itself before it reads the words, but cuts away as many letters as "usage: " has in English.
    parser.usage = _usage(parser).removeprefix(_("usage: ")).strip().replace("%", "%%")
    return parser


def _usage(parser: Parser) -> str:
    """The usage; argparse begins every line below the name of the command, which a long one leaves too little room."""
    told = parser.format_usage()
    if max(map(len, told.splitlines())) <= parser._get_formatter()._width:
        return told
    name, parser.prog = parser.prog, "-"
    indent = " " * (len(_("usage: ")) + 2)
    told = parser.format_usage().replace("- ", f"{name}\n{indent}", 1)
    parser.prog = name
    return told


def full_parser() -> argparse.ArgumentParser:
    """All commands in one parser, for shell completion; imports every command."""
    parser = Parser(prog="workbench")
    parser.add_argument("--version", action="store_true", help=_("show the version"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("language of the interface"))
    branches = {"": parser.add_subparsers()}
    for command in (command for _title, commands in GROUPS for command in commands):
        group, _blank, name = command.name.rpartition(" ")
        if group not in branches:
            branches[group] = branches[""].add_parser(group, help=group).add_subparsers()
        module = command.load()
        branch = branches[group].add_parser(name, help=_(command.summary), description=_(module.DESCRIPTION))
        _declare(branch, module)
    return parser


def _declare(parser: argparse.ArgumentParser, module: CommandModule) -> None:
    module.arguments(parser)
    common = parser.add_argument_group(_("everywhere"))
    if not any("--lang" in action.option_strings for action in parser._actions):
        common.add_argument("--lang", choices=LANGUAGES, help=_("language of the interface; else that of the system"))
    common.add_argument("--quiet", "-q", action="store_true", help=_("say nothing but the data and the errors"))


def _examples(lines: str) -> str:
    shown = "\n".join(f"  {line}" for line in lines.strip().splitlines())
    title = _("Examples:") if "\n" in shown else _("Example:")
    return f"{title}\n{shown}"


def add_study(parser: argparse.ArgumentParser) -> None:
    """The study, first of the arguments."""
    file_argument(parser, "study", metavar=_("STUDY"), help=_("the study file"))


def file_argument(parser: argparse._ActionsContainer, *names: str, **options: Any) -> None:
    """An argument that names a file; shells complete it."""
    argument = parser.add_argument(*names, type=Path, **options)
    argument.complete = _FILES  # type: ignore[attr-defined]


_FILES = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}


def whole_number(least: int, most: int = 1_000_000) -> Callable[[str], int]:
    """The type of an argument that is a whole number within limits."""

    def read(written: str) -> int:
        try:
            number = int(written)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(
                _("give a whole number from {least} to {most}").format(least=least, most=most)
            )
        return number

    return read


def check_words(args: argparse.Namespace) -> None:
    """Refuse words that are no text in the encoding of this system; names of files may be any bytes.

    Raises:
        UsageError: If there is one.
    """
    for value in vars(args).values():
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str) and word != well_formed(word):
                raise UsageError(
                    _("“{word}” is not written in the encoding of this terminal.").format(word=well_formed(word))
                )


def add_coder(parser: argparse.ArgumentParser) -> None:
    """Who codes."""
    help_text = _("who codes; else WORKBENCH_CODER, else the last one here, else the only one")
    parser.add_argument("--coder", metavar=_("NAME"), help=help_text)


def add_compared(parser: argparse.ArgumentParser) -> None:
    """What is compared: coders, codes, transcripts."""
    parser.add_argument("--coders", metavar="A,B,…", help=_("who is compared; else all who have finished a transcript"))
    parser.add_argument(
        "--code", metavar=_("CODES"), help=_("codes, with commas between; else all that can be applied")
    )
    parser.add_argument("--transcript", metavar=_("NAMES"), help=_("only on these transcripts"))


def add_output(parser: argparse.ArgumentParser) -> None:
    """How a table comes out, and where."""
    group = parser.add_argument_group(_("output"))
    group.add_argument("--format", choices=TABLE_FORMATS, help=_("how the data are written; else by --output's ending"))
    file_argument(group, "--output", "-o", metavar=_("FILE"), help=_(_FILE_HELP))


def split_list(text: str | None) -> list[str]:
    r"""The parts of ``A,B,C``; blanks around them do not count, and ``\,`` is a comma that belongs to a part."""
    return list(split_names(text or ""))


def options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every option and argument that a parser knows, for tests and help."""
    for action in parser._actions:
        yield from action.option_strings or [action.dest]
