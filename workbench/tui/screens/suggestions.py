"""The queue of suggestions: the next passages for a code, or for all codes asked for, each decided by one key."""

from concurrent.futures import Future
from dataclasses import dataclass

from textual import on
from textual.message import Message

from codebook.suggestion import QueueOrder
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.logs import unexpected
from workbench.tui import suggestion_acts as acts
from workbench.tui.screens.suggestions_ranking import SuggestionsRanking
from workbench.tui.suggestion_queue import SuggestionQueue


class SuggestionsScreen(SuggestionsRanking):
    """Lies on the coding screen until Esc; what it has read in the background goes on.

    Args:
        session: The open study.
        code: uuid of the code; None for all codes that were asked for.
    """

    @dataclass
    class Switched(Message):
        """Suggestions for a code are on, or off, from now on."""

        future: "Future[None]"
        code: str
        wanted: bool

    # Beginning and ending

    def fill(self) -> None:
        """Ask for suggestions; the first time, note that they are wanted for this code."""
        self._readings = self.suggesting.readings
        self.suggesting.watch(self._tell_progress)
        self._tell_progress()
        asked = self.suggesting.asked_for()
        if not self.suggesting.allowed:
            self._end(_("This study forbids suggestions."), _("Whoever answers for the study can allow them again."))
        elif self.code is not None and self.code not in asked:
            self.waiting = _("Looking for passages …")
            self._switch(self.code, wanted=True)
        elif not asked:
            key = self.key("coding.suggest")
            self._end(_("You have not asked for suggestions yet: {key} on a code does.").format(key=key))
        else:
            self._take_up()
            self.rank(self.codes)
        if self.session.blind:
            self.tell_once([_("This study is blind: suggestions learn from your own decisions only.")])
        self.show_current()

    def _end(self, *sentences: str) -> None:
        self.waiting, self.ending = "", sentences
        self.show_current()

    def _take_up(self) -> None:
        """What was put off and decided before in this sitting is still known."""
        if self.code in self.suggesting.kept:
            self.queue, self.steps = self.suggesting.kept[self.code]
            self.queue.forget_open()

    def _put_down(self) -> None:
        self.suggesting.kept[self.code] = (self.queue, self.steps)

    def on_unmount(self) -> None:
        """Leave nothing behind that calls a screen that is gone."""
        self.suggesting.unwatch(self._tell_progress)
        self._put_down()

    # Switching on and off

    def _switch(self, code: str, *, wanted: bool) -> None:
        future = self.session.writer.submit(acts.switch(self.session.coder.uuid, code, wanted=wanted))
        future.add_done_callback(lambda done: self.post_message(self.Switched(done, code, wanted)))

    @on(Switched)
    def _switched(self, message: Switched) -> None:
        error = message.future.exception()
        if error is not None:
            self._end(str(error) if isinstance(error, StudyError) else unexpected(error))
        elif message.wanted:
            said = _(
                "Suggestions for {code} are on, for you alone; {key} switches them off. No word leaves this machine."
            )
            self.tell_once([said.format(code=self.short(message.code), key=self.key("suggestions.off"))])
            self.rank([message.code])
        else:
            self._switched_off(message.code)

    def _switched_off(self, code: str) -> None:
        sentence = _("No suggestions for {code} any more, until you ask again.").format(code=self.short(code))
        self.lists.pop(code, None)
        if self.code is not None or not self.codes:
            self.dismiss()
            self.app.tell(sentence)  # type: ignore[attr-defined]
            return
        self.queue.forget_open(code)
        self.show_current()
        self.say(sentence)

    def action_off(self) -> None:
        """No suggestions for this code any more."""
        item = self.queue.current
        code = item.suggestion.code if item is not None else self.code
        if code is not None:
            self._switch(code, wanted=False)

    # Order and codes

    def action_order(self) -> None:
        """Surest first, or the most uncertain first."""
        surest = self.order is QueueOrder.UNCERTAIN
        self.order = QueueOrder.SUREST if surest else QueueOrder.UNCERTAIN
        self.rank(self.codes)
        self.tell_facts()
        if surest:
            self.say(_("Surest first from the next one on."))
        else:
            self.say(_("Most uncertain first from the next one on: they teach most, and fit less often."))

    def action_next_code(self) -> None:
        """Go to the next code that was asked for."""
        self._step_code(1)

    def action_previous_code(self) -> None:
        """Go to the code before."""
        self._step_code(-1)

    def _step_code(self, by: int) -> None:
        asked = self.suggesting.asked_for()
        others = [code for code in asked if code != self.code]
        if self.code is None and self.queue.step_code(by):
            self.span = self.instead = None
            self.show_current()
        elif self.code is None or not others:
            key = self.key("coding.suggest")
            self.complain(_("No other code has suggestions; on the coding screen {key} asks for them.").format(key=key))
        else:
            at = asked.index(self.code) if self.code in asked else -by
            self._go_to_code(asked[(at + by) % len(asked)])

    def _go_to_code(self, code: str) -> None:
        self._put_down()
        self.code, self.queue, self.steps = code, SuggestionQueue(), []
        self.lists, self.reordered = {}, 0
        self.span = self.instead = None
        self.say("")
        self.fill()

    # Reading in the background

    def begin_reading(self) -> None:
        """Have what is not read yet read, beyond the life of this screen."""
        self.suggesting.begin_reading(self.app)

    def _tell_progress(self) -> None:
        """Show what is being done; once everything is read, rank by all of it."""
        suggesting = self.suggesting
        self.progress.tell(suggesting.doing.what, suggesting.doing.done, suggesting.doing.total)
        if suggesting.fault:
            self.complain(suggesting.fault)
        if suggesting.readings != self._readings:
            self._readings = suggesting.readings
            self.forget_told()
            self.say(_("Everything is read now; what comes next is ranked by all of it."))
            self.rank(self.codes)

    def action_stop(self) -> None:
        """Stop the reading of segments, or go on with it."""
        suggesting = self.suggesting
        if suggesting.reading:
            self.app.run_worker(suggesting.stop(), group="stop", exit_on_error=False)
            key = self.key("suggestions.stop")
            self.say(_("Reading stopped; what is read stays, and {key} goes on.").format(key=key))
        elif suggesting.read:
            self.say(_("Everything is read already."))
        else:
            suggesting.stopped = False
            self.begin_reading()
            self.say(_("Reading goes on."))
