"""The screen of keyword rules without its commands: what is where, what is looked up, what is shown of it."""

from typing import TYPE_CHECKING, Protocol, cast

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import DataTable, Static

from codebook.book import Codebook
from codebook.code import Code
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.store import codes
from workbench.tui.commands import Context
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.rule_preview import RulePreview
from workbench.tui.widgets.texts import cut

if TYPE_CHECKING:
    from workbench.workflows.suggesting.keyword_rules import RuleCount, RuleCounts, Trial
    from workbench.workflows.suggesting.proposed_terms import ProposedTerms

WIDE = 100
BESIDE = {True: 34, False: 20}
"""Cells of the left side that are not the rule itself, where there is room and where there is little."""


class RuleDesk(Protocol):
    """Looks rules up in a process of its own."""

    async def rule_counts(self, coder: str | None, code: str) -> "RuleCounts":
        """What every rule of a code finds."""
        ...

    async def try_rule(self, coder: str | None, code: str, written: str) -> "Trial":
        """What one rule finds."""
        ...

    async def terms(self, coder: str, code: str) -> "ProposedTerms":
        """Terms that mark the coder's passages."""
        ...


class KeywordBase(PlainScreen):
    """Rules above, proposed terms below, passages of the one under the cursor beside them.

    Args:
        session: The open study.
        code: uuid of the code.

    Attributes:
        code: As given, or the one gone to since.
        book: The codebook as it was read last.
        counts: What each rule finds, as far as that is known.
        proposed: Terms, once they are known.
        trial: What the rule in the preview finds, once that is known.
        wanted: The rule in the preview.
        typing: Whether a rule is being typed.
    """

    context = Context.KEYWORDS
    DEFAULT_CSS = """
    KeywordBase #both { height: 1fr; }
    KeywordBase #sides { width: 2fr; }
    KeywordBase #rules { height: 3fr; }
    KeywordBase #terms { height: 2fr; }
    KeywordBase #about-terms { height: auto; padding: 0 1; background: $panel; }
    KeywordBase RulePreview { width: 3fr; border-left: solid $border; }
    """

    def __init__(self, session: Session, code: str) -> None:
        super().__init__(session)
        self.code = code
        self.book = Codebook()
        self.counts: dict[str, RuleCount] = {}
        self.proposed: ProposedTerms | None = None
        self.trial: Trial | None = None
        self.wanted = ""
        self.typing = False
        self._timer: Timer | None = None
        self.rules: DataTable[Text] = DataTable(id="rules", cursor_type="row")
        self.terms: DataTable[Text] = DataTable(id="terms", cursor_type="row")
        self.about_terms = Static(_("Terms of your passages"), id="about-terms", markup=False)
        self.preview = RulePreview()

    def body(self) -> ComposeResult:
        """Rules and terms on the left, passages on the right."""
        with Horizontal(id="both"):
            with Vertical(id="sides"):
                yield self.rules
                yield self.about_terms
                yield self.terms
            yield self.preview

    # Reading

    def fill(self) -> None:
        """Show the rules as they are in the codebook; what they find follows."""
        self.book = codes.book(self.session.study.reader)
        if self.the_code is None:
            self.dismiss()
            return
        self.trial = None
        self._draw()
        if self.focused not in (self.rules, self.terms):
            self.set_focus(self.home())
        self.look()
        self._read()

    @property
    def the_code(self) -> Code | None:
        """The code, None if it was removed meanwhile."""
        code = self.book.get(self.code) if self.code in self.book else None
        return None if code is None or code.deleted else code

    @property
    def _desk(self) -> RuleDesk:
        return cast(RuleDesk, self.session.suggesting.desk)

    @work(exclusive=True, group="rules")
    async def _read(self) -> None:
        """What the rules find, then the terms; both come from another process."""
        coder, code = self.session.coder.uuid, self.code
        try:
            counts = await self._desk.rule_counts(coder, code)
            self.counts = {count.rule: count for count in counts.rules}
            self._draw()
            self.proposed = await self._desk.terms(coder, code)
            self._draw()
        except StudyError as error:
            self.complain(str(error))

    @work(exclusive=True, group="rule")
    async def _try(self, rule: str) -> None:
        """What one rule finds."""
        try:
            trial = await self._desk.try_rule(self.session.coder.uuid, self.code, rule)
        except StudyError as error:
            self.preview.say(str(error))
            return
        if rule == self.wanted:
            self.trial = trial
            self.preview.show(trial)

    def look(self) -> None:
        """Preview what is typed, else what is under the cursor."""
        rule = self.prompt.input.value.strip() if self.typing else self._at_cursor()
        if rule != self.wanted or self.trial is None:
            self.wanted, self.trial = rule, None
            if rule:
                self.preview.wait(rule)
                self._try(rule)
            else:
                self.preview.say(self._advice())

    def _advice(self) -> str:
        return _('A word finds all its forms; "words side by side"; =one form; beginning*; /pattern/; -word excludes.')

    def soon(self, seconds: float) -> None:
        """Preview when no key came for a while."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self.look)

    # Drawing

    def _draw(self) -> None:
        code = self.the_code
        if code is None:
            return
        self.title_is(
            _("{study} ─ keyword rules of {code}").format(
                study=self.session.name, code=f"{code.short} · {code.label(self.session.language)}"
            )
        )
        wide = self.size.width >= WIDE
        room = max(10, self.size.width * 2 // 5 - BESIDE[wide])
        self._draw_rules(code, room, wide)
        self._draw_terms(room, wide)

    def _draw_rules(self, code: Code, room: int, wide: bool) -> None:
        row = self.rules.cursor_row
        self.rules.clear(columns=True)
        self.rules.add_column(_("Rule"), width=room)
        headings = (_("segm."), _("transcr."), _("coded"), _("excl."))
        for heading in headings if wide else headings[::2]:
            self.rules.add_column(Text(heading, justify="right"))
        for rule in code.keywords:
            figures = self._figures(rule)
            self.rules.add_row(Text(cut(display(rule), room)), *(figures if wide else figures[::2]))
        self.rules.move_cursor(row=min(row, max(0, len(code.keywords) - 1)))

    def _figures(self, rule: str) -> list[Text]:
        count = self.counts.get(rule)
        if count is None:
            return [Text("…", justify="right")] * 4
        if count.fault:
            return [Text("⚠", justify="right"), *[Text("")] * 3]
        numbers = (count.segments, count.transcripts, count.coded, count.barred)
        return [Text(str(number), justify="right") for number in numbers]

    def _draw_terms(self, room: int, wide: bool) -> None:
        row = self.terms.cursor_row
        self.terms.clear(columns=True)
        self.terms.add_column(_("Term"), width=room)
        for heading in (_("yours"), _("elsewhere"), *((_("score"),) if wide else ())):
            self.terms.add_column(Text(heading, justify="right"))
        found = self.proposed.terms if self.proposed else ()
        for term in found:
            figures = (str(term.passages), str(term.elsewhere), *((f"{term.score:.1f}",) if wide else ()))
            cells = (Text(figure, justify="right") for figure in figures)
            self.terms.add_row(Text(cut(display(term.rule), room)), *cells)
        self.terms.move_cursor(row=min(row, max(0, len(found) - 1)))
        reason = self.proposed.reason if self.proposed else ""
        self.about_terms.update(display(reason) or _("Terms of your passages"))

    def on_resize(self, event: events.Resize) -> None:
        """Another width has other columns."""
        self._draw()

    # What is under the cursor

    def home(self) -> Widget:
        """The rules; the terms where there are no rules."""
        code = self.the_code
        return self.terms if code is not None and not code.keywords and self.proposed else self.rules

    def rule(self) -> str:
        """The rule under the cursor, "" if the cursor is elsewhere."""
        code, row = self.the_code, self.rules.cursor_row
        there = code is not None and self.focused is not self.terms and 0 <= row < len(code.keywords)
        return code.keywords[row] if code is not None and there else ""

    def term(self) -> str:
        """The term under the cursor, "" if the cursor is elsewhere."""
        row = self.terms.cursor_row
        terms = self.proposed.terms if self.proposed else ()
        return terms[row].rule if self.focused is self.terms and 0 <= row < len(terms) else ""

    def _at_cursor(self) -> str:
        return self.term() or self.rule()

    @on(DataTable.RowHighlighted)
    def _lit(self) -> None:
        if not self.typing:
            self.soon(0.05)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """One cursor at a time: that of the list which has the keys."""
        if event.widget in (self.rules, self.terms):
            self.rules.show_cursor = event.widget is self.rules
            self.terms.show_cursor = event.widget is self.terms

    def action_other(self) -> None:
        """Go to the other list."""
        self.set_focus(self.rules if self.focused is self.terms else self.terms)
        self.look()

    def action_further(self) -> None:
        """Show further passages."""
        self.preview.page(1)

    def action_earlier(self) -> None:
        """Show the passages before."""
        self.preview.page(-1)
