"""Who asks and who answers in one transcript."""

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable

from transcripts.i18n import N_, _
from transcripts.model import Role
from workbench.store import transcripts
from workbench.store.study_file import StudyFile
from workbench.store.transcripts import SpeakerEntry, TranscriptEntry
from workbench.tui.commands import Context
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display

ROLES = {Role.INTERVIEWER: N_("interviewer"), Role.PARTICIPANT: N_("participant")}


class SpeakersScreen(PlainScreen):
    """The speaker labels of a transcript; corrected one at a time."""

    context = Context.SPEAKERS

    def __init__(self, session: Session, entry: TranscriptEntry) -> None:
        super().__init__(session)
        self._entry = entry
        self._speakers: list[SpeakerEntry] = []

    def body(self) -> ComposeResult:
        """The table."""
        yield DataTable(cursor_type="row")

    def fill(self) -> None:
        """Read who speaks."""
        self.title_is(_("Speakers of {name}").format(name=self._entry.name))
        self._speakers = transcripts.speakers(self.session.study.reader, self._entry.uuid)
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear(columns=True)
        table.add_columns(_("Label"), _("Role"), _("Participant"), _("Turns"))
        for speaker in self._speakers:
            label = display(speaker.label) or _("(no label)")
            participant = display(speaker.participant)
            table.add_row(*map(Text, (label, _(ROLES[speaker.role]), participant, str(speaker.turns))))
        table.move_cursor(row=row)
        self.set_focus(table)

    def _at_cursor(self) -> SpeakerEntry | None:
        row = self.query_one(DataTable).cursor_row
        return self._speakers[row] if row < len(self._speakers) else None

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_role()

    def action_role(self) -> None:
        """Interviewer or participant."""
        if speaker := self._at_cursor():
            other = Role.PARTICIPANT if speaker.role is Role.INTERVIEWER else Role.INTERVIEWER
            self._set(speaker, other, None)

    def action_participant(self) -> None:
        """Link the label to a participant."""
        if speaker := self._at_cursor():
            question = _("Participant behind {label}:").format(label=display(speaker.label) or _("(no label)"))
            self.ask(
                question, speaker.participant, lambda name: self._set(speaker, Role.PARTICIPANT, name.strip() or None)
            )

    def _set(self, speaker: SpeakerEntry, role: Role, participant: str | None) -> None:
        coder, transcript = self.session.coder.uuid, self._entry.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.importing import set_speakers

            set_speakers(study, coder, speaker.label, transcripts=[transcript], role=role, participant=participant)
            return _("{label} is {role} now.").format(
                label=display(speaker.label) or _("(no label)"), role=_(ROLES[role])
            )

        self.write(work)
