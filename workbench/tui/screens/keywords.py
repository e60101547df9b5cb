"""The keyword rules of a code: what each finds, what a new one would find, and terms that could become rules."""

from collections.abc import Callable

from textual import on
from textual.widgets import DataTable, Input

from codebook.keywords import Keyword, RuleKind, parse
from transcripts.errors import StudyError
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.store.study_file import StudyFile
from workbench.tui.reading import Passage
from workbench.tui.screens.keywords_base import KeywordBase
from workbench.tui.screens.passages import PassagesScreen

PAUSE = 0.2
"""Seconds without a key after which what is typed is looked for."""


class KeywordScreen(KeywordBase):
    """Rules above, proposed terms below, passages of the one under the cursor beside them.

    Args:
        session: The open study.
        code: uuid of the code.
    """

    # Changing

    def _act(self, change: Callable[[StudyFile, str, str], object], sentence: str) -> None:
        coder, code, undo = self.session.coder.uuid, self.code, self.session.keys.label("keywords.undo")

        def work(study: StudyFile) -> str:
            change(study, coder, code)
            back = _("{key} takes it back.").format(key=undo)
            return f"{sentence} {back}"

        self.write(work)

    def action_new(self) -> None:
        """Type a new rule."""
        self._ask("", self._add)

    def action_change(self) -> None:
        """Write a rule, or a term that is to become one, otherwise."""
        if rule := self.rule():
            self._ask(rule, lambda text: self._change(rule, text))
        elif term := self.term():
            self._ask(term, self._add)

    def _ask(self, text: str, then: Callable[[str], None]) -> None:
        code = self.the_code
        if code is None:
            return

        def answered(typed: str) -> None:
            rule = typed.strip()
            try:
                if rule and rule != text:
                    parse(rule)
            except StudyError:  # what is wrong stands beside; the line stays open
                self._ask(rule, then)
                return
            if rule:
                then(rule)

        self.ask(_("Rule of {code}:").format(code=code.short), text, answered)
        self.typing = True
        self.look()

    def _stop_asking(self) -> None:
        self.typing = False
        super()._stop_asking()
        self.look()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self.typing:
            self.soon(PAUSE)

    def _add(self, rule: str) -> None:
        def change(study: StudyFile, coder: str, code: str) -> None:
            from workbench.workflows.suggesting.rule_edits import add_rules

            add_rules(study, coder, code, [rule])

        self._act(change, _("New rule: {rule}.").format(rule=rule))

    def _change(self, old: str, new: str) -> None:
        def change(study: StudyFile, coder: str, code: str) -> None:
            from workbench.workflows.suggesting.rule_edits import change_rule

            change_rule(study, coder, code, old, new)

        self._act(change, _("The rule is {rule} now.").format(rule=new))

    def action_remove(self) -> None:
        """Take the rule away."""
        if rule := self.rule():

            def change(study: StudyFile, coder: str, code: str) -> None:
                from workbench.workflows.suggesting.rule_edits import remove_rules

                remove_rules(study, coder, code, [rule])

            self._act(change, _("The rule {rule} is gone.").format(rule=rule))

    def action_add(self) -> None:
        """Make the term a rule."""
        if term := self.term():
            self._add(term)
        else:
            self._say_where_terms_are()

    def action_exclude(self) -> None:
        """Have the term exclude; turn the rule round."""
        if term := self.term():
            self._add(Keyword(RuleKind.WORDS, term, excluded=True).written)
        elif rule := self.rule():
            self._turn_round(rule)

    def _turn_round(self, rule: str) -> None:
        try:
            known = parse(rule)
        except StudyError as error:
            self.complain(str(error))
            return
        self._change(rule, Keyword(known.kind, known.text, not known.excluded).written)

    def action_never(self) -> None:
        """Never propose the term again."""
        if term := self.term():

            def change(study: StudyFile, coder: str, code: str) -> None:
                from workbench.workflows.suggesting.proposed_terms import turn_down

                turn_down(study, coder, code, term)

            self._act(change, _("{term} is not proposed any more.").format(term=term))
        else:
            self._say_where_terms_are()

    def _say_where_terms_are(self) -> None:
        self.say(_("This is for terms; {key} goes to them.").format(key=self.session.keys.label("keywords.other")))

    def action_undo(self) -> None:
        """Take back the last act."""
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            return undo(study, coder, own=True).sentence

        self.write(work)

    # Going elsewhere

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """List the passages."""
        trial = self.trial
        if trial is None or not trial.passages or self.typing:
            return
        found = tuple(
            Passage(
                one.transcript,
                one.name,
                one.turn,
                one.speaker,
                Span(one.start + mark.start, one.start + mark.end),
                one.text,
                "",
            )
            for one in trial.passages
            for mark in one.marks[:1]
        )
        title = _("Segments with {rule}").format(rule=trial.count.rule)
        self.app.push_screen(PassagesScreen(self.session, title, lambda _reader: found, count=trial.count.segments))

    def action_next_code(self) -> None:
        """Go to the next code."""
        self._go(1)

    def action_previous_code(self) -> None:
        """Go to the code before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        uuids = [code.uuid for code in self.book.codes]
        self.code = uuids[(uuids.index(self.code) + step) % len(uuids)]
        self.counts, self.proposed, self.wanted = {}, None, ""
        self.fill()
