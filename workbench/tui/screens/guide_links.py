"""Linking the interviewers' turns to the guide: one key a turn, or one for all that is left of a transcript."""

from dataclasses import dataclass

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import DataTable, Static

from transcripts.i18n import _, ngettext
from workbench.store import guide, guide_turns
from workbench.store.guide import QuestionEntry
from workbench.store.guide_turns import Decided, LinkState
from workbench.store.study_file import StudyFile
from workbench.suggest.question_picking import pick_question, question_keys
from workbench.tui.commands import Context
from workbench.tui.link_pass import LinkPass, column_widths, legend, link_cells
from workbench.tui.messages import outcome
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut
from workbench.workflows.linking import ProposedLink, confirm_links, propose_links


class LinkingScreen(PlainScreen):
    """The turns of one transcript in a table, what each asks beside it; then the next transcript.

    Args:
        session: The open study.
        transcript: uuid of the one to begin with; None for the first that is not linked.
    """

    context = Context.LINKING
    DEFAULT_CSS = """
    LinkingScreen #legend { height: auto; max-height: 5; padding: 0 1; color: $text-muted; }
    LinkingScreen #whole { height: auto; min-height: 3; max-height: 9; padding: 0 1; border-top: solid $border; }
    """

    @dataclass
    class Read(Message):
        """A transcript was read.

        Attributes:
            transcript: uuid.
            links: Its turns.
            states: How far all transcripts are.
            at_open: Whether the cursor goes to the first open turn.
        """

        transcript: str
        links: list[ProposedLink]
        states: list[LinkState]
        at_open: bool

    def __init__(self, session: Session, transcript: str | None = None) -> None:
        super().__init__(session)
        self._transcript = transcript
        self._pass = LinkPass(())
        self._states: list[LinkState] = []
        self._questions: list[QuestionEntry] = []
        self._keys: dict[str, int] = {}
        self._under_way = 0
        self._steps = 0
        self._back_to = ""
        self._first = True

    def body(self) -> ComposeResult:
        """The digits of the questions, the turns, and the turn under the cursor whole."""
        yield Static("", id="legend", markup=False)
        yield DataTable(cursor_type="row")
        yield Static("", id="whole", markup=False)

    # Reading and showing

    def fill(self) -> None:
        """Read the guide and the transcript; again after every act, so that what is left fits to what was said."""
        if self._first:
            self._questions = guide.questions(self.session.study.reader)
            self._keys = question_keys([entry.name for entry in self._questions])
            self.set_focus(self.query_one(DataTable))
        self._read(self._transcript, self._first, self._states)
        self._first = False

    @work(thread=True, exclusive=True, group="links")
    def _read(self, transcript: str | None, at_open: bool, known: list[LinkState]) -> None:
        def read() -> Message:
            # How far all are takes a while in a large study and is needed only where another transcript comes.
            states = known if known and not at_open else guide_turns.link_states(self.session.study.reader)
            asked = [state.transcript for state in states if state.turns]
            wanted = transcript or next((s.transcript for s in states if s.turns and not s.linked), None)
            chosen = wanted or (asked[0] if asked else "")
            links = propose_links(self.session.study, chosen) if chosen else []
            return self.Read(chosen, links, states, at_open)

        self.post_message(outcome(read))

    @on(Read)
    def _show(self, message: Read) -> None:
        if self._under_way:  # what that act leaves is read when it is on the disk
            self._first = self._first or message.at_open
            return
        another = message.transcript != self._transcript
        self._transcript, self._states = message.transcript, message.states
        self._pass = LinkPass(message.links)
        self._draw()
        if message.at_open or another:
            self._stand(next(iter(self._pass.open), 0))
        if not self._questions:
            self.complain(_("This study has no guide yet: workbench guide STUDY import FILE"))
        elif not message.links:
            self.complain(_("No interviewer speaks in any transcript; the list of transcripts says who does."))

    def _draw(self) -> None:
        table = self.query_one(DataTable)
        row = table.cursor_row
        widths = column_widths(self.size.width)
        if [column.width for column in table.ordered_columns] != list(widths):
            table.clear(columns=True)
            titles = ("§", _("Turn"), _("Question"), _("How"), _("Sure"), _("Why"))
            for words, width in zip(titles, widths, strict=True):
                table.add_column(words, width=width)
        table.clear()
        for link in self._pass.links:
            table.add_row(*map(Text, link_cells(link, widths)))
        table.move_cursor(row=min(row, max(0, len(self._pass.links) - 1)))
        self.query_one("#legend", Static).update(legend(self._questions, self._keys, self.size.width - 2))
        self._tell_title()

    def _tell_title(self) -> None:
        state = next((one for one in self._states if one.transcript == self._transcript), None)
        if state is None:
            return
        asked = [one for one in self._states if one.turns]
        place = asked.index(state) + 1 if state in asked else 0
        sentence = _("{name} ─ transcript {place} of {count} ─ {said} of {turns} turns said")
        said = len(self._pass.links) - len(self._pass.open)
        self.title_is(
            sentence.format(name=state.name, place=place, count=len(asked), said=said, turns=len(self._pass.links))
        )

    @on(DataTable.RowHighlighted)
    def _whole(self) -> None:
        """The turn under the cursor, after the answer that it follows."""
        row = self._row
        if row is None:
            return
        turn = self._pass.links[row].turn
        before = cut("… " + " ".join(turn.before.split())[-160:], 170) if turn.before else ""
        words = [*([before] if before else []), *turn.text.split("\n")]
        self.query_one("#whole", Static).update("\n".join(map(display, words)))

    @property
    def _row(self) -> int | None:
        row = self.query_one(DataTable).cursor_row
        return row if row < len(self._pass.links) else None

    def _stand(self, row: int) -> None:
        self.query_one(DataTable).move_cursor(row=row)

    # Deciding

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the question of that number."""
        if not self.prompt.display and event.character in self._keys:
            event.stop()
            self._choose(self._questions[self._keys[event.character]])

    @on(DataTable.RowSelected)
    def _entered(self) -> None:
        self.action_confirm()

    def action_confirm(self) -> None:
        """What is shown of this turn is so."""
        if (row := self._row) is not None:
            self._decide([self._pass.confirm(row)])

    def action_none(self) -> None:
        """This turn puts no question."""
        self._choose(None)

    def _choose(self, question: QuestionEntry | None) -> None:
        if (row := self._row) is not None:
            self._decide([self._pass.choose(row, question)])

    def action_follow_up(self) -> None:
        """Opening instead of follow-up, or back."""
        if (row := self._row) is not None:
            decided = self._pass.turn_round(row)
            if decided is None:
                self.complain(_("This turn puts no question; choose one first."))
            else:
                self._decide([decided])

    def action_pick(self) -> None:
        """Choose a question by a few letters."""
        if self._row is not None:
            self.ask(_("Question:"), "", self._picked)

    def _picked(self, typed: str) -> None:
        place = pick_question(typed, [(entry.name, entry.text) for entry in self._questions])
        if place is None:
            self.complain(_("No question of the guide is like this."))
        else:
            self._choose(self._questions[place])

    def action_all(self) -> None:
        """All that is left of this transcript is as proposed."""
        self._decide(self._pass.confirm_all())

    def _decide(self, decisions: list[Decided]) -> None:
        """Have decisions written as one step, and go on; nothing where there are none."""
        transcript, coder, back = self._transcript, self.session.coder.uuid, self.session.keys.label("linking.undo")
        if transcript is None or not decisions:
            self._go_to_next()
            return
        following = self._pass.next_open(self._row or 0)
        last = following is None and self._next_transcript() is None

        def work(study: StudyFile) -> str:
            count = confirm_links(study, coder, transcript, decisions)
            said = ngettext(
                "{count} turn said. {key} takes it back.", "{count} turns said. {key} takes it back.", count
            )
            sentence = said.format(count=count, key=back)
            return " ".join([sentence, _("Every transcript is linked.")] if last else [sentence])

        self._under_way += 1
        self._steps += 1
        self.write(work)
        self._draw()
        if following is None:
            self._go_to_next()
        else:
            self._stand(following)

    @on(PlainScreen.Written)
    def _settled(self, message: PlainScreen.Written) -> None:
        """One act less is on its way; the reading that follows is shown when none is."""
        self._under_way -= 1
        if self._back_to:
            self._transcript, self._first, self._back_to = self._back_to, True, ""
        if message.fault:
            self.fill()

    def action_undo(self) -> None:
        """Take the last decision, or batch, of this sitting back."""
        if not self._steps:
            self.complain(_("Nothing was said here in this sitting that could be taken back."))
            return
        coder = self.session.coder.uuid
        self._steps -= 1
        self._under_way += 1

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            done = undo(study, coder, own=True)
            self._back_to = done.transcript
            return done.sentence

        self.write(work)

    # Going about

    def _next_transcript(self) -> str | None:
        """The next transcript, from the first again after the last, of which not everything was said."""
        order = [state.transcript for state in self._states if state.turns]
        here = order.index(self._transcript) if self._transcript in order else -1
        linked = {state.transcript for state in self._states if state.linked} | {self._transcript}
        return next((uuid for uuid in (*order[here + 1 :], *order[: here + 1]) if uuid not in linked), None)

    def _go_to_next(self) -> None:
        following = self._next_transcript()
        if following is not None:
            self._open(following)
        elif not self._under_way:
            self.say(_("Every transcript is linked."))

    def _open(self, transcript: str) -> None:
        self._transcript, self._first = transcript, True
        if not self._under_way:
            self.fill()

    def _step(self, by: int) -> None:
        order = [state.transcript for state in self._states if state.turns]
        if self._transcript in order:
            self._open(order[(order.index(self._transcript) + by) % len(order)])

    def action_next_transcript(self) -> None:
        """Go to the next transcript."""
        self._step(1)

    def action_previous_transcript(self) -> None:
        """Go to the transcript before."""
        self._step(-1)

    def action_doubtful(self) -> None:
        """Go to the next turn whose proposal is not strong."""
        row = self._pass.next_doubtful(-1 if self._row is None else self._row)
        if row is None:
            self.say(_("No doubtful proposal is left here; {key} confirms all.").format(key=self._label("linking.all")))
        else:
            self._stand(row)

    def action_read(self) -> None:
        """Read this turn in its transcript."""
        if (row := self._row) is not None and self._transcript is not None:
            self.open_passage(self._transcript, self._pass.links[row].turn.span)

    def _label(self, command_id: str) -> str:
        return self.session.keys.label(command_id)
