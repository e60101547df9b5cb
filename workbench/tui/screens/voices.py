"""Which speaker is which participant: one pass over all labels, one key each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from exports.report import Column, Kind, Row, Table
from transcripts.i18n import _, ngettext
from transcripts.model import Role
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context, bindings
from workbench.tui.messages import outcome
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView
from workbench.workflows.headings import words
from workbench.workflows.linking_speakers import Link, Linked, LinkState, SpeakerLink, speaker_links, sure_links

OPEN = (LinkState.PROPOSED, LinkState.DOUBTFUL, LinkState.OPEN)


class VoiceList(PlainScreen):
    """The speakers in a table, who may be meant by the one under the cursor below it."""

    context = Context.VOICES
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    DEFAULT_CSS = """
    VoiceList #who { height: auto; min-height: 4; max-height: 11; padding: 0 1; border-top: solid $border; }
    """

    @dataclass
    class Read(Message):
        """The speakers were read."""

        links: tuple[SpeakerLink, ...]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._links: tuple[SpeakerLink, ...] = ()
        self._decided = ""
        self.grid = GridView(whole_rows=True)

    def body(self) -> ComposeResult:
        """The speakers, and the candidates."""
        yield self.grid
        yield Static("", id="who", markup=False)

    def fill(self) -> None:
        """Read who speaks, and who may be meant."""
        self.set_focus(self.grid)
        self._read()

    @work(thread=True, exclusive=True, group="voices")
    def _read(self) -> None:
        self.post_message(outcome(lambda: self.Read(tuple(speaker_links(self.session.study.reader)))))

    @on(Read)
    def _show(self, message: Read) -> None:
        first, self._links = not self._links, message.links
        self.grid.show(_table(self._links))
        left = [place for place, one in enumerate(self._links) if one.state in OPEN]
        said = ngettext("{count} speaker, {left} left", "{count} speakers, {left} left", len(self._links))
        self.title_is(f"{self.session.name} ─ {said.format(count=len(self._links), left=len(left))}")
        if left and (first or self._decided):
            self.grid.stand_on(row=self._next(left))
        self._decided = ""
        self._tell()

    def _next(self, left: Sequence[int]) -> int:
        """The first that is left after the one decided last."""
        places = [place for place, one in enumerate(self._links) if one.speaker == self._decided]
        after = [place for place in left if places and place > places[0]]
        return (after or left)[0]

    def _at_cursor(self) -> SpeakerLink | None:
        row = self.grid.row
        return self._links[row] if row is not None and row < len(self._links) else None

    @on(GridView.CellLit)
    def _tell(self) -> None:
        """Who may be meant by the speaker under the cursor."""
        one = self._at_cursor()
        lines = []
        if one is not None:
            place = _("{label} in {name}, {turns} turns").format(
                label=display(one.label) or _("(no label)"), name=display(one.name), turns=one.turns
            )
            lines.append(Content.styled(place, "bold"))
            for number, candidate in enumerate(one.candidates, 1):
                lines.append(Content(f"{number}  {display(candidate.pseudonym)}  {display(candidate.reason)}"))
            if not one.candidates:
                lines.append(Content.styled(_nothing(one), "dim"))
        self.query_one("#who", Static).update(Content("\n").join(lines))


class VoicesScreen(VoiceList):
    """What keys decide; a digit is one of those who may be meant."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.VOICES),
        *(Binding(str(digit), f"candidate({digit})", show=False) for digit in range(1, 10)),
    ]

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Link to the likeliest."""
        self.action_candidate(1)

    def action_candidate(self, number: int) -> None:
        """Link to one of those who may be meant."""
        one = self._at_cursor()
        if one is None:
            return
        if number > len(one.candidates):
            self.complain(_("Nobody stands beside this number; type the pseudonym, or make somebody new."))
            return
        self._link(one, one.candidates[number - 1].pseudonym)

    def action_interviewer(self) -> None:
        """It is an interviewer."""
        if one := self._at_cursor():
            self._link(one, "", Role.INTERVIEWER)

    def action_participant(self) -> None:
        """Type who it is."""
        if one := self._at_cursor():
            question = _("Participant behind {label}:").format(label=display(one.label) or display(one.name))
            self.ask(question, one.current, lambda name: self._link(one, name))

    def action_new(self) -> None:
        """Make a participant of this name."""
        if one := self._at_cursor():
            self.ask(_("Pseudonym of the new participant:"), one.label or one.name, lambda name: self._link(one, name))

    def action_accept_all(self) -> None:
        """Link all that leave no doubt."""
        wanted = sure_links(self._links)
        if not wanted:
            self.complain(_("Nobody is proposed without a doubt."))
            return
        self._write(wanted, lambda done: _("Linked: {count}.").format(count=done.count))

    def _link(self, one: SpeakerLink, pseudonym: str, role: Role = Role.PARTICIPANT) -> None:
        self._decided = one.speaker
        label = display(one.label) or display(one.name)
        said = _("{label} asks.") if role is Role.INTERVIEWER else _("{label} is {pseudonym}.")
        sentence = said.format(label=label, pseudonym=display(pseudonym.strip()) or _("nobody"))
        self._write([Link(one.speaker, pseudonym, role)], lambda _done: sentence)

    def _write(self, links: Sequence[Link], say: Callable[[Linked], str]) -> None:
        coder, key = self.session.coder.uuid, self.session.keys.label("voices.undo")

        def work(study: StudyFile) -> str:
            from workbench.workflows.linking_speakers import link_speakers

            done = link_speakers(study, coder, links)
            return say(done) + " " + _("{key} takes it back.").format(key=key)

        self.write(work)

    def action_undo(self) -> None:
        """Take back one's last act."""
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            return undo(study, coder, own=True).sentence

        self.write(work)


def _table(links: Sequence[SpeakerLink]) -> Table:
    columns = (
        Column("transcript", _("Transcript")),
        Column("speaker", _("Speaker")),
        Column("turns", _("Turns"), Kind.INTEGER),
        Column("linked", _("Linked to")),
        Column("state", _("State"), words=words("link")),
        Column("proposal", _("Proposal")),
        Column("reason", _("Reason")),
    )
    rows: list[Row] = []
    for one in links:
        best = one.candidates[0] if one.candidates else None
        rows.append(
            (
                *(one.name, one.label or _("(no label)"), one.turns, one.current or None, one.state.value),
                *((best.pseudonym, best.reason) if best else (None, None)),
            )
        )
    return Table("voices", columns, rows, heads=2)


def _nothing(one: SpeakerLink) -> str:
    """Why nobody is proposed."""
    if one.state is LinkState.INTERVIEWER:
        return _("An interviewer; kept apart from the participants.")
    if one.state is LinkState.LINKED:
        return _("Linked to {pseudonym}.").format(pseudonym=display(one.current))
    return _("Nobody is like it: type the pseudonym, or make somebody new.")
