"""The participants: who they are, what is known of them, how far everyone is; changed cell by cell."""

from transcripts.attributes import written_value
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store.participants import AttributeEntry, ParticipantEntry
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context
from workbench.tui.people import ATTRIBUTE, PSEUDONYM, RECRUITMENT
from workbench.tui.screens.participant_list import ParticipantList
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display


class ParticipantsScreen(ParticipantList):
    """A table of people; the column under the cursor is what is changed."""

    context = Context.PARTICIPANTS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._new_choice = ("", "")

    def action_edit(self) -> None:
        """Change what stands under the cursor: a pseudonym, an attribute, how somebody came into the study."""
        one, column = self.at_cursor(), self.grid.column
        if one is None or column is None or self.people is None:
            return
        if column.name == PSEUDONYM:
            self.action_rename()
        elif column.name.startswith(ATTRIBUTE):
            self._edit_attribute(one, self.people.attributes[column.name.removeprefix(ATTRIBUTE)])
        elif column.name.startswith(RECRUITMENT):
            self._edit_recruitment(one, column.name.removeprefix(RECRUITMENT))
        else:
            self.complain(
                _("This column follows from the transcripts; link speakers with {key}.").format(key=self._key("link"))
            )

    def _key(self, action: str) -> str:
        return self.session.keys.label(f"participants.{action}")

    def _edit_attribute(self, one: ParticipantEntry, attribute: AttributeEntry, typed: str | None = None) -> None:
        from workbench.workflows.participant_edits import kind_hint

        known = one.attributes.get(attribute.name)
        choices = " / ".join(attribute.choices) if attribute.choices else ""
        question = _("{attribute} of {pseudonym}:").format(
            attribute=display(attribute.label(self.session.language)), pseudonym=display(one.pseudonym)
        )
        text = typed if typed is not None else written_value(known) if known else ""
        self.ask(question, text, lambda answer: self._set(one, attribute, answer))
        hint = choices or kind_hint(attribute.kind)
        self.title_is(hint)

    def _set(self, one: ParticipantEntry, attribute: AttributeEntry, typed: str) -> None:
        from workbench.workflows.participant_edits import NewChoiceError, read_back

        self.tell_title()
        new = self._new_choice == (attribute.uuid, typed.strip())
        self._new_choice = ("", "")
        try:
            read_back(attribute, typed)
        except NewChoiceError as error:
            if not new:
                self._new_choice = (attribute.uuid, typed.strip())
                self._edit_attribute(one, attribute, typed)
                self.title_is(_("“{word}” is a new choice; Enter again to add it.").format(word=error.choice))
                return
        except StoreError as error:
            self.complain(str(error))
            return
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.participant_edits import set_values
            from workbench.workflows.participant_words import read_words

            [read] = set_values(study, coder, [one.uuid], {attribute.name: typed}, new_choices=new)
            return read_words(read, one.pseudonym, typed.strip())

        self.write(work)

    def _edit_recruitment(self, one: ParticipantEntry, field: str) -> None:
        known = one.recruitment
        text = "" if known is None else str(getattr(known, field))
        question = _("{field} of {pseudonym}:").format(
            field=self.grid.column.heading if self.grid.column else field, pseudonym=display(one.pseudonym)
        )
        self.ask(question, text, lambda answer: self._recruit(one, field, answer))
        if field == "status":
            from workbench.workflows.recruiting import status_hint

            self.title_is(status_hint())

    def _recruit(self, one: ParticipantEntry, field: str, typed: str) -> None:
        self.tell_title()
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.recruiting import set_recruitment

            set_recruitment(study, coder, [one.pseudonym], {field: typed})
            return _("{pseudonym}: recorded.").format(pseudonym=one.pseudonym)

        self.write(work)

    def action_new(self) -> None:
        """Add a participant."""
        self.ask(_("Pseudonym of the new participant:"), "", self._add)

    def _add(self, pseudonym: str) -> None:
        coder = self.session.coder.uuid
        self.standing = " ".join(pseudonym.split())

        def work(study: StudyFile) -> str:
            from workbench.workflows.participant_edits import add_participants

            [made] = add_participants(study, coder, [pseudonym])
            return _("{pseudonym} is added.").format(pseudonym=made)

        self.write(work)

    def action_rename(self) -> None:
        """Give the participant another pseudonym."""
        if one := self.at_cursor():
            question = _("Another pseudonym for {pseudonym}:").format(pseudonym=display(one.pseudonym))
            self.ask(question, one.pseudonym, lambda name: self._rename(one, name))

    def _rename(self, one: ParticipantEntry, name: str) -> None:
        coder = self.session.coder.uuid
        self.standing = " ".join(name.split())

        def work(study: StudyFile) -> str:
            from workbench.workflows.participant_edits import rename_participant

            new = rename_participant(study, coder, one.uuid, name)
            return _("{old} is called {new} now.").format(old=one.pseudonym, new=new)

        self.write(work)

    def action_remove(self) -> None:
        """Put the participant in the bin, unless something hangs on them."""
        one = self.at_cursor()
        if one is None:
            return
        coder, key = self.session.coder.uuid, self._key("undo")

        def work(study: StudyFile) -> str:
            from workbench.workflows.participant_edits import remove_participants

            remove_participants(study, coder, [one.uuid])
            return _("{pseudonym} is in the bin; {key} takes it back.").format(pseudonym=one.pseudonym, key=key)

        self.write(work)

    def action_attribute(self) -> None:
        """Add an attribute."""
        self.ask(_("Name of the new attribute (name, or name: choice; choice):"), "", self._add_attribute)

    def _add_attribute(self, typed: str) -> None:
        name, mark, listed = typed.partition(":")
        choices = [choice for choice in listed.split(";") if choice.strip()] if mark else None
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.attribute_edits import AttributeChange, add_attribute
            from workbench.workflows.headings import words

            made = add_attribute(study, coder, name, AttributeChange(choices=choices))
            kind = words("attribute")[made.kind]
            return _("{name} is a new attribute: {kind}.").format(name=made.name, kind=kind)

        self.write(work)

    def action_undo(self) -> None:
        """Take back one's last act."""
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            return undo(study, coder, own=True).sentence

        self.write(work)

    def action_link(self) -> None:
        """Link speakers of the transcripts to participants, one key each."""
        from workbench.tui.screens.voices import VoicesScreen

        self.app.push_screen(VoicesScreen(self.session), lambda _result: self.fill())
