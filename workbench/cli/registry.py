"""Every command of the command line, declared once; nothing here imports what a command does."""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from transcripts.i18n import N_
from workbench.workflows.findings.registry import KINDS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from workbench.cli.output import Output


class CommandModule(Protocol):
    """What the module of a command holds."""

    DESCRIPTION: str
    EXAMPLES: str

    def arguments(self, parser: "ArgumentParser") -> None:
        """Declare the arguments."""

    def run(self, args: "Namespace", out: "Output") -> int | None:
        """Do it; the exit code, None for 0."""


class Command:
    """One command: its words, its module and its line in the overview."""

    __slots__ = ("module", "name", "summary")

    def __init__(self, name: str, module: str, summary: str) -> None:
        self.name = name
        self.module = module
        self.summary = summary

    def load(self) -> CommandModule:
        """Import the module that does it; ``report:NAME`` is one of the commands that a module makes."""
        name, _colon, which = self.module.partition(":")
        module = import_module(f"workbench.cli.commands.{name}")
        return cast(CommandModule, module.command(which) if which else module)


GROUPS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        N_("Set up a study"),
        (
            Command("demo", "demo", N_("make the demonstration study, print its findings, open it")),
            Command("new", "new", N_("make a study")),
            Command("import", "importing", N_("bring in transcripts and tables of written answers")),
            Command("transcripts", "transcripts", N_("list the transcripts; correct speakers")),
            Command("participants", "participants", N_("list the participants; import their attributes")),
            Command("orders", "orders", N_("participants' own rankings of codes")),
            Command("coders", "coders", N_("list the coders; add one")),
            Command("assign", "assign", N_("give coders their transcripts; how far everybody is")),
            Command("seal", "seal", N_("make a study blind: coders see their own codings alone")),
            Command("unseal", "unseal", N_("open the seals of a blind study once everyone is done")),
            Command("codebook", "codebook", N_("show, import or export the codebook; list the templates")),
            Command("guide", "guide", N_("the interview guide; link turns to its questions; who was asked what")),
            Command("wording", "wording", N_("which words of quantity stand for which counts")),
        ),
    ),
    (
        N_("Code"),
        (
            Command("state", "state", N_("show or set how far a coder is: todo, coding, done")),
            Command("code", "code", N_("take codings from a table")),
            Command("keywords", "keywords", N_("keyword rules of codes: what they find, new ones, proposed terms")),
            Command("suggest", "suggest", N_("the next passages for a code, with reasons; decide about them")),
            Command("themes", "themes", N_("group uncoded passages that are alike, to be read")),
            Command("next", "next", N_("which transcript and which passage to read next")),
            Command("undo", "undo", N_("take a coder's last act back")),
            Command("redo", "redo", N_("do again what was taken back")),
        ),
    ),
    (
        N_("Read and compare"),
        (
            Command("search", "search", N_("find words in all transcripts")),
            Command("grid", "grid", N_("participants against questions or codes: summaries and categories")),
            Command("compare", "compare", N_("how far coders agree, code by code")),
            Command("disagreements", "disagreements", N_("the passages that coders see differently")),
            Command("rule", "rule", N_("rule on the passages that coders see differently")),
            Command("consensus", "consensus", N_("what agreements and rulings make; agreement before and after")),
            Command(
                "reread", "reread", N_("code one's own transcripts again, and see how far one agrees with oneself")
            ),
            Command("train", "train", N_("a new coder codes blind against a reference")),
            Command("quotes", "quotes", N_("pick, order and cut the quotations of an article")),
            Command("verify-text", "verify_text", N_("check the quotations and counts of a manuscript")),
            Command("export", "export", N_("write the study to a file: .csv .json .md .xlsx")),
        ),
    ),
    (
        N_("Findings"),
        (
            *(Command(f"report {one.name}", f"report:{one.name}", one.summary) for one in KINDS),
            Command("report build", "report_build", N_("make all reports of an article, as report.toml names them")),
            Command("report verify", "report_verify", N_("whether an exported file still says what its study says")),
        ),
    ),
    (
        N_("Look after a study"),
        (
            Command("check", "check", N_("whether the file is sound")),
            Command("packet", "packet", N_("write one coder's work into a file of its own, to be handed in")),
            Command("merge", "merge", N_("bring packets or other copies of the study into it")),
            Command("backup", "backup", N_("copy a study, even while it is open")),
            Command("journal", "journal", N_("who changed what, and when")),
            Command("completion", "completion", N_("completion of commands for bash, zsh or tcsh")),
        ),
    ),
)


def all_commands() -> dict[str, Command]:
    """Every command by its name."""
    return {command.name: command for _title, commands in GROUPS for command in commands}
