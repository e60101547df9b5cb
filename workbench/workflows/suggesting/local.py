"""Everything that can be asked about suggestions, done in the process that asks: for commands and the Python API.

The screens ask the same of ``client.SuggestionDesk``, which has it done by a ``LocalDesk`` in a process of its own.
Whatever needs NumPy or a model is imported when it is first asked for.
"""

import threading
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.suggestion import QueueOrder
from transcripts.i18n import _
from workbench.errors import BusyError, SuggestError
from workbench.store import codes as code_store
from workbench.store.study_file import DEFAULT_TIMEOUT, StudyFile

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.suggest.levels import Missing
    from workbench.workflows.suggesting.index import IndexResult
    from workbench.workflows.suggesting.keyword_rules import RuleCounts, Trial
    from workbench.workflows.suggesting.lists import SeveralLists, SuggestionList
    from workbench.workflows.suggesting.next_reading import NextReading
    from workbench.workflows.suggesting.proposed_terms import ProposedTerms
    from workbench.workflows.suggesting.readiness import Ready
    from workbench.workflows.suggesting.room import SuggestionRoom
    from workbench.workflows.suggesting.themes import ThemeList

Watch = Callable[[int, int, str], None]
Place = tuple[str, int, int]
"""A segment: uuid of its transcript, its start, one past its end."""

_GLANCE = 0.1
"""Seconds between two looks while something else is waited for."""


class LocalDesk:
    """Does what is asked for, with an open study; for one thread.

    Args:
        study: Open; it stays open when the desk is closed.
        watch: Called between two batches of long work with how many are done, out of how many, and what is done; may
            raise to stop.

    Attributes:
        study: The study.
        watch: As given.
        pause: Lets some seconds pass.
    """

    def __init__(self, study: StudyFile, *, watch: Watch | None = None) -> None:
        self.study = study
        self.watch: Watch = watch or _unwatched
        self.pause: Callable[[float], None] = time.sleep
        self._owned = False

    @classmethod
    def open(cls, path: Path, *, timeout: float = DEFAULT_TIMEOUT) -> "LocalDesk":
        """Open a study for the desk alone; ``close`` closes it."""
        desk = cls(StudyFile.open(path, timeout=timeout))
        desk._owned = True
        return desk

    def check(self) -> None:
        """Look whether the study is still where it was.

        Raises:
            StoreError: If the file was removed, moved or replaced since it was opened.
        """
        self.study.check_in_place()

    def look_as(self, coder: str | None) -> None:
        """See from now on what a coder (uuid) may see of a blind study."""
        self.study.look_as(coder)

    def close(self) -> None:
        """Let go of what was opened here."""
        if self._owned:
            self.study.close()

    # Lists

    def suggestions(
        self,
        coder: str,
        code: str,
        *,
        count: int = 20,
        order: QueueOrder | str = QueueOrder.SUREST,
        skip: Sequence[Place] = (),
    ) -> "SuggestionList":
        """The passages to look at next for a code; see ``lists.make_list``."""
        from workbench.workflows.suggesting.lists import make_list

        passed = [(transcript, start, end) for transcript, start, end in skip]
        return make_list(self.room, coder, code, count=count, order=QueueOrder(order), skip=passed)

    def of_all_codes(
        self,
        coder: str,
        *,
        count: int = 20,
        order: QueueOrder | str = QueueOrder.SUREST,
        skip: Sequence[tuple[str, Place]] = (),
    ) -> "SeveralLists":
        """One queue over all codes that the coder asked suggestions for; see ``lists.make_lists``."""
        from workbench.workflows.suggesting.lists import make_lists

        passed = [(code, (transcript, start, end)) for code, (transcript, start, end) in skip]
        order = QueueOrder(order)
        return make_lists(self.room, coder, count=count, order=order, skip=passed, watch=self.watch)

    def of_transcript(self, coder: str, transcript: str) -> "list[SuggestionList]":
        """What the margin of a transcript shows, a list for each code asked for; see ``lists.of_transcript``."""
        from workbench.workflows.suggesting.lists import of_transcript

        return list(of_transcript(self.room, coder, transcript))

    # Rules and terms

    def terms(self, coder: str, code: str, *, most: int = 20) -> "ProposedTerms":
        """Words that tell the coder's passages of a code from the rest, as rules that could be added."""
        from workbench.workflows.suggesting.proposed_terms import propose_terms

        return propose_terms(self.study.reader, self.room.corpus, coder, self._code(code), most=most)

    def rule_counts(self, coder: str | None, code: str) -> "RuleCounts":
        """What every keyword rule of a code finds."""
        from workbench.workflows.suggesting.keyword_rules import count_rules

        return count_rules(self.study.reader, self.room.corpus, coder, self._code(code))

    def try_rule(self, coder: str | None, code: str, written: str, *, limit: int = 100) -> "Trial":
        """What a rule would find, while it is typed."""
        from workbench.workflows.suggesting.keyword_rules import try_rule

        return try_rule(self.study.reader, self.room.corpus, coder, self._code(code), written, limit=limit)

    # What to read

    def themes(self, coder: str, *, count: int = 25, anybody: bool = False) -> "ThemeList":
        """Groups of alike passages that the coder has not coded; see ``themes.themes``."""
        from workbench.workflows.suggesting.themes import themes

        return themes(self.room, coder, count=count, anybody=anybody, watch=self.watch)

    def reading_order(
        self, coder: str, *, code: str | None = None, uncertain: bool = False, count: int = 20
    ) -> "NextReading":
        """Which transcripts and passages to read next; see ``next_reading.next_reading``."""
        from workbench.workflows.suggesting.next_reading import next_reading

        return next_reading(self.room, coder, code=code, uncertain=uncertain, count=count, watch=self.watch)

    # What the models have read

    def ready(self) -> "Ready":
        """How far the models have read."""
        return self.room.ready

    def missing(self) -> "list[Missing]":
        """What would make suggestions better and is not installed, with the commands that add it."""
        from workbench.suggest.levels import missing

        return missing(set(self.room.languages))

    def index(self) -> "IndexResult":
        """Have everything read that is not read yet; while another process writes, wait and go on.

        Raises:
            StoreError: If the study cannot be written.
        """
        from workbench.workflows.suggesting.code_texts import code_texts
        from workbench.workflows.suggesting.index import index

        codes = code_texts(self.study.reader)
        if not self.room.is_read(codes):
            self._load_models()
        while True:
            try:
                return index(self.study, also=codes, progress=self.watch, stop=self._never_stop)
            except BusyError:
                ready = self.room.ready
                self.watch(ready.read, ready.pieces, _("Another program writes to the study; reading goes on after."))
                self.pause(_GLANCE)

    def _never_stop(self) -> bool:
        """Looked at between two batches and while another process writes: time for others; ``watch`` stops it."""
        self.pause(0.0)
        return False

    def _load_models(self) -> None:
        """Load what is to read in another thread, so that others are served meanwhile."""
        from workbench.workflows.suggesting.loading import load_models

        ready = self.room.ready
        thread = threading.Thread(target=load_models, args=(set(self.room.languages),), name="models", daemon=True)
        thread.start()
        self.watch(ready.read, ready.pieces, _("The language models are loaded."))
        while thread.is_alive():
            self.pause(_GLANCE)

    @cached_property
    def _room(self) -> "SuggestionRoom":
        from workbench.workflows.suggesting.room import SuggestionRoom

        return SuggestionRoom(self.study)

    @property
    def room(self) -> "SuggestionRoom":
        """What lists are made from, as the study is now."""
        self._room.refresh()
        return self._room

    def _code(self, uuid: str) -> "Code":
        book = code_store.book(self.study.reader)
        if uuid not in book:
            raise SuggestError(_("This code is no longer in the codebook."), _("Choose another one."))
        return book.get(uuid)


def _unwatched(done: int, total: int, what: str) -> None:
    """Nobody looks."""


BACKGROUND = frozenset({"index"})
"""Verbs that others interrupt between two batches."""

VERBS: dict[str, Callable[..., object]] = {
    verb.__name__: verb
    for verb in (
        LocalDesk.suggestions,
        LocalDesk.of_all_codes,
        LocalDesk.of_transcript,
        LocalDesk.terms,
        LocalDesk.rule_counts,
        LocalDesk.try_rule,
        LocalDesk.themes,
        LocalDesk.reading_order,
        LocalDesk.ready,
        LocalDesk.missing,
        LocalDesk.index,
    )
}
"""What can be asked of the process that reads; arguments and results as ``wire`` knows them."""
