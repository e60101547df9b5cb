"""The table of participants: read, sorted, narrowed, and opened to what they say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from exports.report import Pointer
from transcripts.i18n import _, ngettext
from workbench.store import participants
from workbench.store.participants import ParticipantEntry
from workbench.store.reader import Reader
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.people import People, read_people
from workbench.tui.reading import Passage, pointed_passages
from workbench.tui.screens.narrowing import Narrowing
from workbench.tui.screens.passages import PassagesScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView


class ParticipantList(Narrowing):
    """A table of people.

    Attributes:
        people: What is shown, None until it is read.
        standing: Pseudonym of the participant to go to when the table was read anew, "" to stay.
        grid: The table.
    """

    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)

    @dataclass
    class Read(Message):
        """The participants were read."""

        people: People

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.people: People | None = None
        self.standing = ""
        self.grid = GridView()

    def body(self) -> ComposeResult:
        """The table."""
        yield self.grid

    def fill(self) -> None:
        """Read them."""
        self.set_focus(self.grid)
        self._read()

    @work(thread=True, exclusive=True, group="people")
    def _read(self) -> None:
        self.post_message(outcome(lambda: self.Read(read_people(self.session))))

    @on(Read)
    def _show(self, message: Read) -> None:
        people = self.people = message.people
        self.grid.show(people.table)
        places = {one.pseudonym: place for place, one in enumerate(people.entries)}
        if self.standing in places:
            self.grid.stand_on(row=places[self.standing])
        self.standing = ""
        self.tell_title()

    @on(GridView.Arranged)
    def tell_title(self) -> None:
        """Say how many are shown."""
        people = self.people
        if people is None:
            return
        count = len(people.entries)
        said = ngettext("{count} participant", "{count} participants", count).format(count=count)
        if self.grid.words:
            said += " · " + _("{count} with “{words}”").format(count=len(self.grid.shown), words=self.grid.words)
        if people.left_out:
            said += " · " + _("{count} not in the study").format(count=people.left_out)
        self.title_is(f"{self.session.name} ─ {said}")

    def at_cursor(self) -> ParticipantEntry | None:
        """Who is under the cursor."""
        row = self.grid.row
        return self.people.entries[row] if self.people and row is not None else None

    # Reading on

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open what the participant says: the codings in their words, or the words where there are none."""
        one = self.at_cursor()
        if one is None:
            return
        if not one.transcripts:
            self.say(_("{pseudonym} speaks in no transcript.").format(pseudonym=display(one.pseudonym)))
            return
        title = _("What {pseudonym} says").format(pseudonym=one.pseudonym)
        self.app.push_screen(PassagesScreen(self.session, title, lambda reader: self._said(reader, one.uuid)))

    def _said(self, reader: Reader, uuid: str) -> Iterator[Passage]:
        from workbench.workflows.findings.passages import read_passages

        study = self.session.study
        found = participants.coded_words(reader, uuid) or participants.own_turns(reader, uuid)
        return pointed_passages(reader, [Pointer(*one) for one in found], lambda some: read_passages(study, some))

    def action_transcript(self) -> None:
        """Open the transcript; a list of them where there are several."""
        one = self.at_cursor()
        if one is None or not one.transcripts:
            self.action_open()
            return
        from workbench.store import transcripts

        reader = self.session.study.reader
        if len(one.transcripts) == 1:
            self.app.open_transcript(transcripts.named(reader, one.transcripts[0]))  # type: ignore[attr-defined]
            return
        first: dict[int, Pointer] = {}
        for place in participants.own_turns(reader, one.uuid):
            first.setdefault(place[0], Pointer(*place))

        def read(reader: Reader) -> Iterator[Passage]:
            from workbench.workflows.findings.passages import read_passages

            return pointed_passages(reader, list(first.values()), lambda some: read_passages(self.session.study, some))

        title = _("Transcripts of {pseudonym}").format(pseudonym=one.pseudonym)
        self.app.push_screen(PassagesScreen(self.session, title, read))

    def action_back(self) -> None:
        """Leave the question, the words that rows are narrowed to, or the screen."""
        if self.prompt.display:
            self.tell_title()
            super().action_back()
        elif self.grid.words:
            self.grid.narrow("")
        else:
            super().action_back()
