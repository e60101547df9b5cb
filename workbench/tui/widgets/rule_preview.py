"""What a keyword rule finds: how much, and the passages with its words marked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from transcripts.i18n import _, ngettext
from workbench.tui.widgets.cell_widths import display

if TYPE_CHECKING:
    from workbench.workflows.suggesting.keyword_rules import RuleCount, RulePassage, Trial


class RulePreview(Vertical):
    """The rule and its figures on top, its passages below."""

    DEFAULT_CSS = """
    RulePreview > .rule { height: auto; padding: 0 1; background: $panel; }
    RulePreview > VerticalScroll { padding: 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.told = Static("", classes="rule", markup=False)
        self.passages = Static("", markup=False)
        self.scroll = VerticalScroll(self.passages, can_focus=False)

    def compose(self) -> ComposeResult:
        """What is told, what is found."""
        yield self.told
        yield self.scroll

    def wait(self, rule: str) -> None:
        """Name a rule that is being looked for; what was found before stays until then."""
        self.told.update(Content.assemble((display(rule), "bold"), " …"))

    def say(self, sentence: str) -> None:
        """Tell something instead of a rule."""
        self.told.update(display(sentence))
        self.passages.update("")

    def show(self, trial: "Trial") -> None:
        """Show what a rule finds."""
        self.told.update(Content("\n").join([Content.styled(display(trial.count.rule), "bold"), *_figures(trial)]))
        self.passages.update(Content("\n\n").join([_passage(one) for one in trial.passages]))
        self.scroll.scroll_home(animate=False)

    def page(self, by: int) -> None:
        """Go on by a screen, or back."""
        self.scroll.scroll_relative(y=by * max(1, self.scroll.size.height - 1), animate=False)


def _figures(trial: "Trial") -> Iterator[Content]:
    if trial.count.fault:
        yield Content("⚠ " + display(trial.count.fault))
        return
    yield Content(figures(trial.count))
    if trial.count.segments and trial.count.segments > len(trial.passages):
        yield Content.styled(_("The first {most} are shown.").format(most=len(trial.passages)), "dim")


def figures(count: "RuleCount") -> str:
    """What a rule finds, in a line of words."""
    if not count.segments:
        return _("It stands in no segment that can be suggested.")
    found = ngettext("{count} segment", "{count} segments", count.segments).format(count=count.segments)
    transcripts = count.transcripts or 0
    within = ngettext("in {count} transcript", "in {count} transcripts", transcripts).format(count=transcripts)
    parts = [f"{found} {within}", _("{count} coded already").format(count=count.coded)]
    if count.barred:
        said = _("{count} with a rule that includes: {rules}") if count.excluded else _("{count} excluded: {rules}")
        rules = ", ".join(f"{display(rule)} {shared}" for rule, shared in count.barred_by.items())
        parts.append(said.format(count=count.barred, rules=rules))
    return " · ".join(parts)


def _passage(passage: "RulePassage") -> Content:
    """Where it stands, what is known of it, its words with the rule's own marked."""
    place = f"{passage.name} §{passage.turn} {passage.speaker if passage.speaker != passage.name else ''}".rstrip()
    known = [_("coded")] if passage.coded else []
    known += [_("excluded by {rule}").format(rule=", ".join(passage.barred_by))] if passage.barred_by else []
    head = display(" · ".join([place, *known]))
    return Content("\n").join([Content.styled(head, "dim"), _marked(passage)])


def _marked(passage: "RulePassage") -> Content:
    text, at = passage.text.replace("\n", " "), 0
    parts: list[Content] = []
    for mark in passage.marks:
        if mark.start >= at:
            parts += [Content(display(text[at : mark.start])), Content.styled(display(mark.cut(text)), "bold reverse")]
            at = mark.end
    words = Content("").join([*parts, Content(display(text[at:]))])
    return words.stylize("dim") if passage.barred_by else words
