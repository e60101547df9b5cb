"""The terms of a comparison: which view, who, what, how; each by one key, or in a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from codebook.coding import CoderKind
from transcripts.errors import StudyError
from transcripts.i18n import N_, _
from workbench.tui.comparison_desk import Look
from workbench.tui.comparison_terms import Terms, terms_fields, terms_from_line
from workbench.tui.messages import outcome
from workbench.tui.screens.choosing import Choice, ChoosingScreen
from workbench.tui.screens.comparison_base import ComparisonBase
from workbench.tui.widgets.completing_line import CompletingLine
from workbench.tui.widgets.line_completion import Field

if TYPE_CHECKING:
    from workbench.workflows.measuring.measure import Measure

PER_ENTRY = ("coders", "transcripts")
"""Views that speak of one code, or branch, at a time."""


_KINDS = {
    CoderKind.PERSON: N_("codes in this study"),
    CoderKind.CONSENSUS: N_("made by rulings"),
    CoderKind.ASIDE: N_("second reading or training"),
}


class ComparisonAsking(ComparisonBase):
    """Asks the same comparison another way."""

    @dataclass
    class Known(Message):
        """What can stand in the line was read."""

        fields: tuple[Field, ...]

    # Views

    def _show(self, mode: str) -> None:
        """Another view; of the one that is shown, its next table. Coders and transcripts are those of the row lit."""
        if mode == self.look.mode:
            self.action_next_table()
            return
        about = self._lit_entry() if self.look.mode == "codes" and mode in PER_ENTRY else self.look.about
        self.change(mode=mode, about=about)

    def _lit_entry(self) -> str:
        from workbench.tui.comparison_entries import entries

        if self.comparison is None or self.grid.row is None:
            return self.look.about
        found = entries(self.comparison, all_codes=self.look.all_codes, branch=self.look.branch)
        return found[self.grid.row].key if self.grid.row < len(found) else self.look.about

    def action_show_codes(self) -> None:
        """Code by code."""
        self._show("codes")

    def action_show_coders(self) -> None:
        """Coders against coders."""
        self._show("coders")

    def action_show_transcripts(self) -> None:
        """Transcript by transcript."""
        self._show("transcripts")

    def action_show_confusion(self) -> None:
        """Codes against codes."""
        self._show("confusion")

    def action_show_drift(self) -> None:
        """Over time, and against oneself."""
        self._show("drift")

    def action_show_origin(self) -> None:
        """By whether suggestions led to the codings."""
        self._show("origin")

    def action_show_rulings(self) -> None:
        """Before and after the rulings."""
        self._show("rulings")

    def action_next_table(self) -> None:
        """The next table of the same view."""
        from workbench.tui.comparison_modes import MODES

        count = len(MODES[self.look.mode])
        if count < 2:
            self.complain(_("This view has one table only."))
        else:
            self.change(table=(self.look.table + 1) % count)

    # Who

    def action_coders(self) -> None:
        """The next two coders; after the last, all of them."""
        names = [coder.name for coder in self.session.persons]
        if len(names) < 3:
            self.complain(_("There are no other coders to compare."))
        else:
            self._terms(self.look.terms.next_coders(names))

    def action_who(self) -> None:
        """Coders from a list."""
        rows = [Choice(one.name, one.name, _(_KINDS[one.kind])) for one in self.session.people.values()]

        def take(names: tuple[str, ...]) -> None:
            if len(names) == 1:
                self.complain(_("Mark two coders at least; Space marks one."))
            else:
                self._terms(replace(self.look.terms, coders=names))

        title = _("Compare which coders? Nobody marked: all who have finished a transcript")
        self.app.push_screen(
            ChoosingScreen(self.session, title, rows, take, marked=self.look.terms.coders, several=True)
        )

    # What

    def action_unit(self) -> None:
        """The next unit."""
        self._terms(self.look.terms.next_unit())

    def action_interval(self) -> None:
        """Another way to make intervals."""
        self._terms(self.look.terms.next_interval())

    def action_branch(self) -> None:
        """Another branch alone; after the last, all codes. Nothing is measured anew."""
        if self.comparison is None:
            return
        book = self.comparison.chosen.book
        branches = ["", *(code.uuid for code in book.children(None) if book.children(code.uuid))]
        if len(branches) < 2:
            self.complain(_("The codebook has no branches."))
            return
        now = self.look.branch
        at = branches.index(now) + 1 if now in branches else 0
        self.change(branch=branches[at % len(branches)], table=self.look.table)

    def action_all_codes(self) -> None:
        """Codes that nobody used as well, or not."""
        self.change(all_codes=not self.look.all_codes, table=self.look.table)

    def action_about(self) -> None:
        """A code, or a branch, from a list; its coders and transcripts."""
        from workbench.tui.comparison_entries import entries

        if self.comparison is None:
            return
        book, language = self.comparison.chosen.book, self.comparison.language
        rows = []
        for entry in entries(self.comparison, all_codes=True):
            uuid = entry.key.removeprefix("/")
            label = book.get(uuid).label(language) if uuid else ""
            rows.append(
                Choice(entry.key, "  " * entry.depth + entry.name, label, book.get(uuid).definition if uuid else "")
            )

        def take(keys: tuple[str, ...]) -> None:
            mode = self.look.mode if self.look.mode in PER_ENTRY else PER_ENTRY[0]
            self.change(about=keys[0], mode=mode)

        self.app.push_screen(ChoosingScreen(self.session, _("Look at which code?"), rows, take, lit=self.look.about))

    # Measures

    def action_measure(self) -> None:
        """Between coders, the one measure shown; else those that are taken besides the usual ones."""
        if self.look.mode == "coders":
            self._choose_measure()
        else:
            self._choose_measures()

    def _choose_measure(self) -> None:
        rows = [_choice(one) for one in self._able()]

        def take(names: tuple[str, ...]) -> None:
            self.change(measure=names[0])

        title = _("Compare coders by which measure?")
        self.app.push_screen(ChoosingScreen(self.session, title, rows, take, lit=self._measure_now()))

    def _choose_measures(self) -> None:
        from workbench.workflows.measuring.registry import ALL, MEASURES

        units = self.look.terms.unit != "span"
        able = [one for one in MEASURES if units or one.on != "units"]
        taken = {one.name for one in self.comparison.measures} if self.comparison else set()

        def take(names: tuple[str, ...]) -> None:
            more = tuple(name for name in names if name not in usual)
            self._terms(replace(self.look.terms, measures=more))

        usual = taken - set(self.look.terms.measures) if ALL not in self.look.terms.measures else set()
        title = _("Show which measures? The usual ones are always there")
        self.app.push_screen(
            ChoosingScreen(self.session, title, [_choice(one) for one in able], take, marked=taken, several=True)
        )

    def action_next_measure(self) -> None:
        """The next measure between coders."""
        self._step_measure(1)

    def action_previous_measure(self) -> None:
        """The measure before between coders."""
        self._step_measure(-1)

    def _step_measure(self, by: int) -> None:
        if self.look.mode != "coders":
            self.complain(_("Measures are shown side by side here."))
            return
        names = [one.name for one in self._able()]
        if names:
            self.change(measure=names[(names.index(self._measure_now()) + by) % len(names)])

    def _able(self) -> "Sequence[Measure]":
        from workbench.tui.comparison_entries import shown_measures
        from workbench.workflows.measuring.measure import Level

        if self.comparison is None:
            return ()
        about = self.look.about
        level = Level.CODES if not about or about.startswith("/") else Level.CODE
        return shown_measures(self.comparison, level)

    def _measure_now(self) -> str:
        names = [one.name for one in self._able()]
        return self.look.measure if self.look.measure in names else next(iter(names), "")

    # The line

    def _terms(self, terms: Terms) -> None:
        self.change(terms=terms, table=self.look.table)

    def action_clear(self) -> None:
        """Everything again, in the usual way."""
        self.request(Look(mode=self.look.mode, measure=self.look.measure))

    def action_filter(self) -> None:
        """Say in one line who and what is compared, and how."""
        self.message.display = False
        self.line.ask(_("Compare:"), self.look.terms.line(), ())
        self._read_fields()

    @work(thread=True, exclusive=True, group="fields")
    def _read_fields(self) -> None:
        self.post_message(outcome(lambda: self.Known(terms_fields(self.session))))

    @on(Known)
    def _know(self, message: Known) -> None:
        if self.line.display:
            self.line.know(message.fields)

    @on(CompletingLine.Accepted)
    def _accepted(self, message: CompletingLine.Accepted) -> None:
        """Take the line, if it can be understood; else leave it to be mended."""
        try:
            terms = terms_from_line(message.text)
        except StudyError as error:
            self.message.display = True
            self.complain(str(error))
            return
        self._close_line()
        self._terms(terms)

    def _close_line(self) -> None:
        self.line.close()
        self.message.display = True
        self.set_focus(self.home())

    def action_back(self) -> None:
        """Leave the line, or the screen."""
        if self.line.display:
            self._close_line()
        else:
            super().action_back()


def _choice(one: "Measure") -> Choice:
    return Choice(one.name, _(one.symbol), one.said, one.told)
