"""The terms of a finding: whose codings, which branch, the filter and the options, each by a key or in a line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.tui.inquiring import Question
from workbench.tui.messages import outcome
from workbench.tui.screens.finding_view import FindingView
from workbench.tui.terms import filter_fields, next_branch, next_choice, next_layer, option_fields, option_words
from workbench.tui.widgets.completing_line import CompletingLine
from workbench.tui.widgets.line_completion import Field, words_of
from workbench.workflows.findings.options import Option, OptionKind

if TYPE_CHECKING:
    from workbench.workflows.findings.filters import Filter


class FindingTerms(FindingView):
    """Asks the same report another way."""

    _line_is_filter = True

    @dataclass
    class Known(Message):
        """What can stand in the line was read."""

        fields: tuple[Field, ...]
        of_filter: bool

    def action_layer(self) -> None:
        """Count by the next coder's codings, or the consensus."""
        if self.session.blind:
            self.complain(_("This study is blind: only your own codings are counted until everyone is done."))
        elif self.answer is not None:
            self._look_at(next_layer(self.session, self.answer))

    def action_branch(self) -> None:
        """Look at the next branch of the codebook."""
        wanted = next_branch(self.session, self.answer) if self.answer else None
        if wanted is not None:
            self._look_at(wanted)
        elif self.answer is not None:
            self.complain(_("The codebook has no branches."))

    def _look_at(self, wanted: "Filter") -> None:
        self.request(replace(self.asked, wanted=wanted))

    def action_clear(self) -> None:
        """Look at everything again, by the same layer."""
        from workbench.workflows.findings.filters import Filter

        wanted = self.asked.wanted
        self.request(replace(self.asked, wanted=Filter(layer=wanted.layer) if wanted else None))

    def action_filter(self) -> None:
        """Say in one line what to look at."""
        self._line_is_filter = True
        self._ask_line(_("Filter:"), self.asked.wanted.line() if self.asked.wanted else "")

    def _ask_line(self, question: str, text: str) -> None:
        """Ask in a line; what may stand in it follows when it is read."""
        self.message.display = False
        self.line.ask(question, text, ())
        self._read_fields(self._line_is_filter)

    @work(thread=True, exclusive=True, group="fields")
    def _read_fields(self, of_filter: bool) -> None:
        def read() -> Message:
            session, options = self.session, self.kind.options
            return self.Known(filter_fields(session) if of_filter else option_fields(session, options), of_filter)

        self.post_message(outcome(read))

    @on(Known)
    def _know(self, message: Known) -> None:
        if self.line.display and self._line_is_filter == message.of_filter:
            self.line.know(message.fields)

    @on(CompletingLine.Accepted)
    def _accepted(self, message: CompletingLine.Accepted) -> None:
        """Take the line, if it can be understood; else leave it to be mended."""
        try:
            question = self._filtered(message.text) if self._line_is_filter else self._optioned(message.text)
        except StudyError as error:
            self.message.display = True
            self.complain(str(error))
            return
        self._close_line()
        self.request(question)

    def _filtered(self, text: str) -> Question:
        from workbench.workflows.findings.filters import filter_from_line

        return replace(self.asked, wanted=filter_from_line(text))

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

    # Options

    def action_options(self) -> None:
        """Say all options in one line."""
        if not self.kind.options:
            self.complain(_("This report has no options."))
        else:
            self._ask_options({name: option_words(value) for name, value in self.asked.options.items()})

    def _ask_options(self, values: Mapping[str, str]) -> None:
        self._line_is_filter = False
        words = (f"{name}={value}" for name, value in values.items())
        text = " ".join(f'"{word}"' if " " in word else word for word in words)
        self._ask_line(_("Options:"), text)

    def _optioned(self, text: str) -> Question:
        from workbench.workflows.findings.options import read_options

        given: dict[str, object] = {name.replace("-", "_"): value for name, value in words_of(text)}
        read_options(self.kind.options, given)
        return replace(self.asked, options=given)

    def action_option(self, digit: int) -> None:
        """Change the option with this digit: what has few values goes to the next, for others a value is asked."""
        if digit > len(self.kind.options):
            return
        option = self.kind.options[digit - 1]
        value = option_words(self.asked.options.get(option.name, option.default))
        if option.kind is OptionKind.YES_NO:
            self._set(option, "no" if value == "yes" else "yes")
        elif option.kind is OptionKind.CHOICE:
            self._set(option, next_choice(option, value))
        elif option.kind in (OptionKind.TEXT, OptionKind.LIST):
            others = {name: option_words(said) for name, said in self.asked.options.items() if name != option.name}
            self._ask_options({**others, option.name: value})
        else:
            self.ask(_("{name}:").format(name=_(option.help)), value, lambda said: self._set(option, said))

    def _set(self, option: Option, value: str) -> None:
        """Ask with this value, or without the option if it is none."""
        others = {name: said for name, said in self.asked.options.items() if name != option.name}
        try:
            option.read(value or None)
        except StudyError as error:
            self.complain(str(error))
        else:
            self.request(replace(self.asked, options={**others, option.name: value} if value else others))
