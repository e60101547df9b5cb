"""What screens share that write what they show to a file: where to, and whether over what is there."""

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.message import Message

from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.tui.inquiring import export_path
from workbench.tui.messages import outcome
from workbench.tui.screens.plain import PlainScreen


class Exporting(PlainScreen):
    """A screen that asks for a file and writes it in a thread.

    It is named after the screen's own base, whose style is then in force.
    """

    @dataclass
    class Exported(Message):
        """A file was written."""

        sentence: str

    def ask_where(self, name: str) -> None:
        """Ask for a file.

        Args:
            name: What it is called unless something else is typed.
        """
        self.ask(_("Write to:"), name, self._export_to)

    @abstractmethod
    def write_file(self, path: Path) -> str:
        """Write what is shown; in a thread. What was written and where.

        Raises:
            StudyError: If it cannot be written.
        """

    def _export_to(self, typed: str, sure: str = "") -> None:
        from exports.writers import format_for

        if not typed.strip():
            return
        path = export_path(self.session, typed)
        try:
            format_for(path)
        except StudyError as error:
            self.complain(str(error))
            return
        if path.exists() and typed != sure:
            question = _("{name} is there; Enter writes over it:").format(name=path.name)
            self.ask(question, typed, lambda again: self._export_to(again, sure=typed))
            return
        self.say(_("Writing…"))
        self._export(path)

    @work(thread=True, exclusive=True, group="export")
    def _export(self, path: Path) -> None:
        self.post_message(outcome(lambda: self.Exported(self.write_file(path))))

    @on(Exported)
    def _exported(self, message: Exported) -> None:
        self.say(message.sentence)
