"""One cell of the framework grid: its passages above, the coder's summary below, digits for the category."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from transcripts.i18n import _
from workbench.store.framework import LinkedPassage
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context, bindings
from workbench.tui.screens.framework_cell_view import CellView
from workbench.tui.widgets.grid_view import GridView
from workbench.workflows.framework import fill_cell, link_passage


class CellScreen(CellView):
    """What keys do: write, choose a category, link passages, go on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.CELL),
        *(Binding(str(digit), f"category({digit})", show=False) for digit in range(1, 10)),
    ]

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Write the summary."""
        self.area.move_cursor(self.area.document.end)
        self.set_focus(self.area)
        self.say(_("{key} saves; leaving saves too.").format(key=self.session.keys.label("cell.save")))

    def action_save(self) -> None:
        """Save the summary, and go back to the passages."""
        self.set_focus(self.grid)
        self._save()

    def _save(self) -> None:
        """Save what was typed, if it is other than what is kept."""
        text, place, coder = self.area.text.strip(), self.cell, self.session.coder.uuid
        if text == self.saved:
            return
        self.saved = text

        def work(study: StudyFile) -> str:
            fill_cell(study, coder, place, summary=text)
            return _("The summary is saved.")

        self.write(work)

    def action_category(self, number: int) -> None:
        """Choose a category."""
        if number > len(self.categories):
            self.complain(_("There is no category {number} here.").format(number=number))
            return
        self._categorise(self.categories[number - 1].uuid, self.categories[number - 1].label)

    def action_no_category(self) -> None:
        """Take the category away."""
        self._categorise("", _("none"))

    def _categorise(self, category: str, label: str) -> None:
        place, coder = self.cell, self.session.coder.uuid

        def work(study: StudyFile) -> str:
            fill_cell(study, coder, place, category=category)
            return _("Category: {label}.").format(label=label)

        self.write(work)

    def action_new_category(self) -> None:
        """Choose a category by its beginning, or make one."""
        if not self.sheet.grid.columns[self.column].is_question:
            self.complain(_("Only questions have categories."))
            return
        self.ask(_("Category, or the beginning of one:"), "", self._named_category)

    def _named_category(self, typed: str) -> None:
        place, coder = self.cell, self.session.coder.uuid
        if not typed.strip():
            return

        def work(study: StudyFile) -> str:
            from workbench.workflows.categorising import categorise

            label, made = categorise(study, coder, place, typed)
            said = _("Category: {label}, new.") if made else _("Category: {label}.")
            return said.format(label=label)

        self.write(work)

    def action_link(self) -> None:
        """Link the passage under the cursor, or take the link away."""
        passage = self.at_cursor()
        if passage is None:
            return
        place, coder = self.cell, self.session.coder.uuid

        def work(study: StudyFile) -> str:
            linked = link_passage(study, coder, place, LinkedPassage(passage.transcript, passage.span))
            return (
                _("The summary points to this passage.") if linked else _("The summary does not point to it any more.")
            )

        self.write(work)

    def action_words(self) -> None:
        """All that was said, or the codings alone."""
        self.all_words = not self.all_words
        self.fill()

    def action_transcript(self) -> None:
        """Go to the passage in its transcript."""
        if (passage := self.at_cursor()) is not None:
            self._save()
            self.open_passage(passage.transcript, passage.span)

    # Other cells

    def action_next(self) -> None:
        """The next question."""
        self._go(0, 1)

    def action_previous(self) -> None:
        """The question before."""
        self._go(0, -1)

    def action_next_person(self) -> None:
        """The next participant."""
        self._go(1, 0)

    def action_previous_person(self) -> None:
        """The participant before."""
        self._go(-1, 0)

    def _go(self, down: int, right: int) -> None:
        grid = self.sheet.grid
        row, column = self.row + down, self.column + right
        if not (0 <= row < len(grid.people) and 0 <= column < len(grid.columns)):
            self.complain(_("The grid ends here."))
            return
        self._save()
        self.row, self.column = row, column
        self.fill()

    def action_undo(self) -> None:
        """Take back one's last act."""
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            return undo(study, coder, own=True).sentence

        self.write(work)

    def action_back(self) -> None:
        """Leave the line or the summary, which is saved; else go back to the grid."""
        if self.prompt.display:
            super().action_back()
        elif self.focused is self.area:
            self.action_save()
        else:
            super().action_back()

    def home(self) -> GridView:
        """The passages have the keys."""
        return self.grid
