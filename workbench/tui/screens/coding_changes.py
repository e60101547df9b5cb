"""Changing the current coding: its edges, its strength and stance, its memo."""

from codebook.coding import Stance
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.tui.acts import Target
from workbench.tui.commands import Context
from workbench.tui.screens.coding_acts import CodingActs
from workbench.tui.screens.weighing import Weighing, weigh_question
from workbench.tui.widgets.transcript_movement import Unit

PENDING = "pending"
"""What a draft is kept under while its coding is on its way to the disk."""


class CodingChanges(Weighing, CodingActs):
    """The commands that act on the current coding."""

    _edges: "tuple[Target, Span] | None" = None
    _memo_target: Target | None = None
    _memo_subject = ""

    def named(self, uuid: str) -> None:
        """Drafts follow their coding once it has its identity."""
        self.memo.rename_draft(PENDING, uuid)
        if self._memo_subject == PENDING:
            self._memo_subject = uuid

    # Edges

    def action_edges(self) -> None:
        """Move the edges of the current coding."""
        if (target := self._target()) is None:
            return
        fresh = self._fresh_here()
        span = fresh[1] if fresh is not None else self.desk.mine[self.current or ""].span
        self._edges = (target, span)
        self.view.begin_edges(span)
        self.enter(Context.EDGES)
        self.say(
            _("Moving the end; {swap} takes the start, {accept} keeps it, {leave} leaves it as it was.").format(
                swap=self.key("edges.swap_ends"), accept=self.key("edges.accept"), leave=self.key("edges.leave")
            )
        )

    def action_edges_next_word(self) -> None:
        """Move the edge a word on."""
        self.view.move_edge(Unit.WORD, 1)

    def action_edges_previous_word(self) -> None:
        """Move the edge a word back."""
        self.view.move_edge(Unit.WORD, -1)

    def action_edges_next_sentence(self) -> None:
        """Move the edge a sentence on."""
        self.view.move_edge(Unit.SENTENCE, 1)

    def action_edges_previous_sentence(self) -> None:
        """Move the edge a sentence back."""
        self.view.move_edge(Unit.SENTENCE, -1)

    def action_edges_swap_ends(self) -> None:
        """Take the other edge."""
        self.view.swap_ends()

    def action_edges_accept(self) -> None:
        """Keep the new edges."""
        span = self.view.end_edges()
        edges, self._edges = self._edges, None
        self.enter(Context.CODING)
        if edges is None or span is None or span == edges[1]:
            self.say(_("The edges are as they were."))
        else:
            self.submit(self.acts.move_edges(edges[0], span, self.desk.words(span)))

    def action_edges_leave(self) -> None:
        """Leave the edges as they were."""
        edges, self._edges = self._edges, None
        self.view.end_edges()
        if edges is not None:
            self.view.select(edges[1])
        self.enter(Context.CODING)
        self.say(_("The edges are as they were."))

    # Strength and stance

    def action_weigh(self) -> None:
        """Ask for strength or stance."""
        if self._target() is not None:
            self.prompt.ask(weigh_question(self.key), None)
            self.enter(Context.WEIGH)

    def weigh_strength(self, value: int) -> None:
        """Set the strength of the current coding."""
        self.enter(Context.CODING)
        if (target := self._target()) is not None:
            self.submit(self.acts.strength(target, value))

    def weigh_stance(self, value: Stance) -> None:
        """Set the stance of the current coding."""
        self.enter(Context.CODING)
        if (target := self._target()) is not None:
            self.submit(self.acts.stance(target, value))

    def action_weigh_clear(self) -> None:
        """Take both away."""
        self.enter(Context.CODING)
        if (target := self._target()) is not None:
            self.submit(self.acts.clear(target))

    # Memos

    def action_memo(self) -> None:
        """Write a memo on the current coding."""
        if (target := self._target()) is None:
            return
        coding = None if self._fresh_here() is not None else self.desk.mine.get(self.current or "")
        self._memo_target = target
        self._memo_subject = coding.uuid if coding else PENDING
        about = self.desk.book.get(coding.code).short if coding else _("the new coding")
        title = _("Memo on {code} — {save} saves, {line} begins a line, {leave} keeps a draft").format(
            code=about, save=self.key("memo.accept"), line=self.key("memo.new_line"), leave=self.key("memo.leave")
        )
        taken_up = self.memo.open(self._memo_subject, title, coding.memo if coding else "")
        self.enter(Context.MEMO)
        if taken_up:
            self.say(_("This is your draft; it is not saved yet."))

    def action_memo_accept(self) -> None:
        """Save the memo."""
        body, changed, subject = self.memo.text, self.memo.dirty, self._memo_subject
        self.memo.close()
        self.enter(Context.CODING)
        if not changed:
            self.memo.drop_draft(subject)
            self.say(_("The memo is as it was."))
        elif self._memo_target is not None:
            self.submit(self.acts.note(self._memo_target, body, subject))

    def action_memo_enter(self) -> None:
        """Save a memo of one line; in a longer one begin a line."""
        if self.memo.single:
            self.action_memo_accept()
        else:
            self.action_memo_new_line()

    def action_memo_new_line(self) -> None:
        """Begin a line."""
        self.memo.begin_line()

    def action_memo_leave(self) -> None:
        """Put the memo aside; what was typed is kept."""
        kept = self.memo.put_aside()
        self.enter(Context.CODING)
        again = self.key("coding.memo")
        self.say(_("Kept as a draft until you leave; {key} takes it up again.").format(key=again) if kept else "")
