"""The interview guide: its questions, the codes that each names, and who was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import DataTable, Static

from exports.report import Row
from transcripts.i18n import N_, _, ngettext
from workbench.store import guide, guide_turns
from workbench.store.guide_turns import LinkState
from workbench.store.reader import Reader
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage, Texts
from workbench.tui.screens.guide_links import LinkingScreen
from workbench.tui.screens.passages import PassagesScreen
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut
from workbench.workflows.guide_report import STATUS, asked_status, by_participant, guide_report

#: Cells of the columns, and of all beside the words of a question.
NAME, CODES, COUNT = 5, 12, 10
BESIDE = NAME + CODES + 4 * COUNT + 7 * 2 + 1
MOST_NAMES = 40
HOW = {False: N_("opening"), True: N_("follow-up")}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen shows, read at one moment.

    Attributes:
        rows: Of the table of questions.
        linked: How many transcripts are linked.
        uuids: Of the questions, in order.
        states: How far the linking of each transcript is.
    """

    rows: tuple[Row, ...]
    linked: int
    uuids: tuple[str, ...]
    states: list[LinkState]


def turns_asking(reader: Reader, question: str) -> tuple[Passage, ...]:
    """The turns that put a question, in text order."""
    texts = Texts(reader)
    found = []
    for state in guide_turns.link_states(reader):
        if question in state.put:
            told = {one.turn: one for one in guide_turns.decided(reader, state.transcript) if one.question == question}
            found += [
                texts.passage(state.transcript, turn.span, _(HOW[told[turn.number].follow_up]))
                for turn in guide_turns.asking(reader, state.transcript)
                if turn.number in told
            ]
    return tuple(found)


class GuideScreen(PlainScreen):
    """A table of questions; below it who was asked the one under the cursor."""

    context = Context.GUIDE
    DEFAULT_CSS = """
    GuideScreen #who { height: auto; min-height: 6; max-height: 12; padding: 0 1; border-top: solid $border; }
    """

    @dataclass
    class Read(Message):
        """The guide was read."""

        shown: Shown

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: Shown | None = None

    def body(self) -> ComposeResult:
        """The questions, and who was asked."""
        yield DataTable(cursor_type="row")
        yield Static("", id="who", markup=False)

    def fill(self) -> None:
        """Read the guide."""
        self.set_focus(self.query_one(DataTable))
        self._read()

    @work(thread=True, exclusive=True, group="guide")
    def _read(self) -> None:
        def read() -> Message:
            study = self.session.study
            states = guide_turns.link_states(study.reader)
            rows = tuple(guide_report(study).tables[0].rows)
            uuids = tuple(entry.uuid for entry in guide.questions(study.reader))
            return self.Read(Shown(rows, sum(state.linked for state in states), uuids, states))

        self.post_message(outcome(read))

    @on(Read)
    def _show(self, message: Read) -> None:
        shown = self._shown = message.shown
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear(columns=True)
        room = max(20, self.size.width - BESIDE)
        table.add_column(_("Name"), width=NAME)
        table.add_column(_("Question"), width=room)
        table.add_column(_("Codes"), width=CODES)
        for title in STATUS.values():
            table.add_column(_(title), width=COUNT)
        for cells in shown.rows:
            name, _section, text, codes, *counts = cells[:8]
            words = cut(str(text), room), cut(", ".join(codes if isinstance(codes, tuple) else ()), CODES)
            table.add_row(*(Text(display(str(cell))) for cell in (name, *words, *counts)))
        table.move_cursor(row=min(row, max(0, table.row_count - 1)))
        sentence = _("Interview guide ─ {linked} of {count} transcripts linked")
        self.title_is(sentence.format(linked=shown.linked, count=len(shown.states)))
        if not shown.uuids:
            self.complain(_("This study has no guide yet; {key} brings one in.").format(key=self._label("guide.bring")))
        self._who()

    @on(DataTable.RowHighlighted)
    def _who(self) -> None:
        """Who was asked the question under the cursor."""
        if (question := self._at_cursor()) is None or self._shown is None:
            self.query_one("#who", Static).update("")
            return
        asked: dict[str, list[str]] = {status: [] for status in STATUS}
        for who, states in by_participant(self._shown.states).items():
            asked[asked_status(states, question)].append(who)
        _name, section, text, _codes, *_counts, follow_ups = self._shown.rows[self._row]
        lines = [" · ".join(filter(None, (str(section), str(text))))]
        lines += [f"  – {one}" for one in follow_ups] if isinstance(follow_ups, tuple) else []
        lines += [
            _("{name}: {value}").format(name=_(STATUS[status]), value=_names(who)) for status, who in asked.items()
        ]
        self.query_one("#who", Static).update("\n".join(map(display, lines)))

    @property
    def _row(self) -> int:
        return self.query_one(DataTable).cursor_row

    def _at_cursor(self) -> str | None:
        """Uuid of the question under the cursor."""
        uuids = self._shown.uuids if self._shown else ()
        return uuids[self._row] if self._row < len(uuids) else None

    def _label(self, command_id: str) -> str:
        return self.session.keys.label(command_id)

    # Commands

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the turns that put this question."""
        if (question := self._at_cursor()) is not None:
            title = _("Turns that ask {name}").format(name=self._question_name())
            self.app.push_screen(PassagesScreen(self.session, title, lambda reader: turns_asking(reader, question)))

    def _question_name(self) -> str:
        return str(self.query_one(DataTable).get_row_at(self._row)[0])

    def action_link(self) -> None:
        """Say what the turns of the interviewers ask."""
        self.app.push_screen(LinkingScreen(self.session), lambda _result: self.fill())

    def action_bring(self) -> None:
        """Bring in a guide from a file, or a template."""
        self.ask(_("File or template of a guide:"), "", self._bring)

    def _bring(self, named: str) -> None:
        if not named.strip():
            return
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.guiding import import_guide
            from workbench.workflows.setting_up import find_guide

            count = import_guide(study, coder, find_guide(named.strip(), language=study.language))
            said = ngettext(
                "{count} question brought in from {name}.", "{count} questions brought in from {name}.", count
            )
            return said.format(count=count, name=named.strip())

        self.write(work)

    def action_remove(self) -> None:
        """Take this question out of the guide."""
        if (question := self._at_cursor()) is None:
            return
        coder, name, back = self.session.coder.uuid, self._question_name(), self._label("guide.undo")

        def work(study: StudyFile) -> str:
            from workbench.workflows.guiding import remove_question

            remove_question(study, coder, question)
            return _("{name} is no longer in the guide. {key} takes it back.").format(name=name, key=back)

        self.write(work)

    def action_undo(self) -> None:
        """Take back one's last act."""
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            return undo(study, coder, own=True).sentence

        self.write(work)


def _names(people: Sequence[str]) -> str:
    """Some pseudonyms, and how many more."""
    more = f" … (+{len(people) - MOST_NAMES})" if len(people) > MOST_NAMES else ""
    return (", ".join(people[:MOST_NAMES]) or "–") + more
