"""Having codes ranked in the background: what comes is put behind what is being read, which never moves."""

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING

from codebook.suggestion import QueueOrder
from transcripts.errors import StudyError
from transcripts.i18n import _, ngettext
from workbench.logs import unexpected
from workbench.store import codes, decision_counts
from workbench.store.passage_words import beginning
from workbench.tui.screens.suggestions_changing import SuggestionsChanging
from workbench.tui.session import Session
from workbench.tui.suggesting import COUNT, Place
from workbench.tui.suggestion_queue import REORDER_AFTER, Item, Tally, mixed
from workbench.tui.widgets.texts import grouped

if TYPE_CHECKING:
    from workbench.workflows.suggesting.lists import SuggestionList


FEWEST = 5
"""Suggestions of each code that are asked for, however many codes there are."""


class SuggestionsRanking(SuggestionsChanging):
    """Asks the desk, one code after the other; a key never waits for it."""

    def __init__(self, session: Session, code: str | None = None) -> None:
        super().__init__(session, code)
        self._texts = OrderedDict()
        self._reading = set()
        self.lists: dict[str, SuggestionList] = {}
        self._items: dict[str, list[Item]] = {}
        self._wanted: list[str] = []
        self._ranking = False
        self._after = 0

    @property
    def codes(self) -> list[str]:
        """Uuids of the codes that this queue is about, in the order of the codebook."""
        asked = self.suggesting.asked_for()
        return asked if self.code is None else [code for code in asked if code == self.code]

    def rank(self, codes_wanted: list[str], *, after: int = 0) -> None:
        """Have codes ranked anew.

        Args:
            codes_wanted: uuids.
            after: After how many decisions, for the sentence about it; 0 for none.
        """
        self._wanted += [code for code in codes_wanted if code not in self._wanted]
        self._after = max(self._after, after)
        if self.queue.current is None:
            self.waiting = _("Looking for passages …")
        if not self._ranking and self._wanted:
            self._ranking = True
            self.run_worker(self._rank(), group="rank", exit_on_error=False)

    async def _rank(self) -> None:
        fault = ""
        try:
            while self._wanted:
                await self._rank_one(self._wanted[0])
                del self._wanted[:1]
        except StudyError as error:
            fault = str(error)
        except Exception as error:  # logged in full, told in brief, and the screen stays
            fault = unexpected(error)
        finally:
            self._ranking = False
        if fault:
            self._wanted.clear()
        self._ranked(fault)

    async def _rank_one(self, code: str) -> None:
        asked_at = self.queue.steps
        await self._on_disk()
        count = max(FEWEST, COUNT // max(1, len(self.codes)))
        found = await self.suggesting.ranked(code, self.order, self._skip(code), count=count)
        if self.code in (None, code):
            self.book = codes.book(self.session.study.reader)
            self.lists[code] = found
            self._items[code] = self._made(found)
            self.refill(asked_at, code)
            # Sentences with counts in them differ each time; they are said with the first list.
            if self.suggesting.first_time(f"notes {code}"):
                self.tell_once(list(found.notes))
            self.tell_once(await self.suggesting.missing())

    def _made(self, found: "SuggestionList") -> list[Item]:
        reader, partial = self.session.study.reader, self.suggesting.partial
        return [
            Item(one, found.entry, found.candidates, beginning(reader, one.transcript, one.span), partial)
            for one in found.suggestions
        ]

    async def _on_disk(self) -> None:
        """What was decided is written before it is learned from; why one was not is told elsewhere."""
        under_way = [step.future for step in self.steps if step.future is not None and not step.future.done()]
        if under_way:
            await asyncio.wait([asyncio.wrap_future(future) for future in under_way])

    def _skip(self, code: str) -> list[Place]:
        """What was put off in this sitting, and what is being read: neither is to be proposed now."""
        return [
            (item.suggestion.transcript, item.suggestion.segment.start, item.suggestion.segment.end)
            for item in self.queue.skipped
            if item.suggestion.code == code
        ]

    def refill(self, asked_at: int, ranked: str = "") -> None:
        """Put what the lists hold behind what is being read."""
        lists = [self._items[code] for code in self.codes if code in self._items]
        tallies = {}
        if ranked in self.lists:  # not as the list counted: the desk may have seen decisions taken since it was asked
            tallies[ranked] = Tally(*decision_counts.hits(self.session.study.reader, self.session.coder.uuid, ranked))
        before = self.queue.current
        self.queue.fill(mixed(lists, surest=self.order is QueueOrder.SUREST), tallies, asked_at)
        if self.queue.current is not before or before is None:
            self.waiting = "" if self.queue.current is not None else self.waiting
            self.show_current()
        else:
            self.tell_facts()
            self.draw_list()

    def _ranked(self, fault: str) -> None:
        """All that was wanted has come, or nothing more will."""
        after, self._after, self.waiting = self._after, 0, ""
        self.ending = (fault,) if fault else tuple(self._how_it_ends())
        if self.queue.current is None:
            self.show_current()
        elif fault:
            self.complain(fault)
        elif after:
            self.reordered = after
            self.tell_facts()
            said = ngettext("Reordered after {count} decision.", "Reordered after {count} decisions.", after)
            told = "" if self.message.fault else self.message.sentence
            self.say(f"{told} {said.format(count=after)}".strip())
        if not fault:
            self.begin_reading()

    def _how_it_ends(self) -> list[str]:
        """What is to be known when nothing more is proposed; never that everything was found."""
        left = sum(self.lists[code].candidates for code in self.codes if code in self.lists)
        if not self.lists:
            return [_("Nothing was asked for.")]
        sentences = [_("No more candidates: every segment is decided or coded.")]
        if left:
            said = ngettext("{count} segment not looked at.", "{count} segments not looked at.", left)
            sentences = [
                _("Nothing like it is left; the rest is to be read."),
                said.format(count=grouped(left)),
                _("What nobody has read may still hold some: finding much is no proof that nothing is left."),
            ]
        if put_off := len(self.queue.skipped):
            said = ngettext(
                "{count} was put off; {key} goes back to it.", "{count} were put off; {key} goes back to them.", put_off
            )
            sentences.append(said.format(count=put_off, key=self.key("suggestions.previous")))
        return sentences

    def look_whether_to_rank(self) -> None:
        """Have the rest ranked anew once enough was decided, or when nothing is left."""
        if self.queue.wants_ranking and not self._ranking:
            since = self.queue.since
            dirty = {item.suggestion.code for item in self.queue.items if item.step > self.queue.ranked_at}
            self.rank([code for code in self.codes if code in dirty], after=since if since >= REORDER_AFTER else 0)

    def begin_reading(self) -> None:
        """Have what is not read yet read in the background; brought along by the screen itself."""
