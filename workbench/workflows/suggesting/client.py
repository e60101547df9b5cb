"""Suggestions for the screens: asked of a process of their own, so that no key waits for a language model.

    desk = SuggestionDesk(path, language="fr")
    found = await desk.suggestions(coder, code, count=20)
    await desk.close()

The same can be asked of ``LocalDesk``, which does it in the process that asks.
"""

import asyncio
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from codebook.suggestion import QueueOrder
from workbench.workflows.suggesting import wire
from workbench.workflows.suggesting.asking import AskingDesk, StoppedError
from workbench.workflows.suggesting.local import LocalDesk, Place

if TYPE_CHECKING:
    from workbench.suggest.levels import Missing
    from workbench.workflows.suggesting.index import IndexResult
    from workbench.workflows.suggesting.keyword_rules import RuleCounts, Trial
    from workbench.workflows.suggesting.lists import SeveralLists, SuggestionList
    from workbench.workflows.suggesting.next_reading import NextReading
    from workbench.workflows.suggesting.proposed_terms import ProposedTerms
    from workbench.workflows.suggesting.readiness import Ready
    from workbench.workflows.suggesting.themes import ThemeList

__all__ = ["LocalDesk", "StoppedError", "SuggestionDesk"]


class SuggestionDesk(AskingDesk):
    """Asks for what ``LocalDesk`` does, and gives it back as the same types; it says there what each thing means."""

    async def suggestions(
        self,
        coder: str,
        code: str,
        *,
        count: int = 20,
        order: QueueOrder = QueueOrder.SUREST,
        skip: Sequence[Place] = (),
    ) -> "SuggestionList":
        """The passages to look at next for a code."""
        values = {"coder": coder, "code": code, "count": count, "order": order, "skip": skip}
        found: SuggestionList = await self._typed("lists:SuggestionList", "suggestions", values)
        return found

    async def of_all_codes(
        self,
        coder: str,
        *,
        count: int = 20,
        order: QueueOrder = QueueOrder.SUREST,
        skip: Sequence[tuple[str, Place]] = (),
    ) -> "SeveralLists":
        """One queue over all codes that the coder asked for."""
        values = {"coder": coder, "count": count, "order": order, "skip": skip}
        found: SeveralLists = await self._typed("lists:SeveralLists", "of_all_codes", values)
        return found

    async def of_transcript(self, coder: str, transcript: str) -> "list[SuggestionList]":
        """What the margin of a transcript shows, a list for each code asked for."""
        values = {"coder": coder, "transcript": transcript}
        found: list[SuggestionList] = await self._typed("lists:SuggestionList", "of_transcript", values, several=True)
        return found

    async def terms(self, coder: str, code: str, *, most: int = 20) -> "ProposedTerms":
        """Words that could become rules of a code."""
        values = {"coder": coder, "code": code, "most": most}
        found: ProposedTerms = await self._typed("proposed_terms:ProposedTerms", "terms", values)
        return found

    async def rule_counts(self, coder: str | None, code: str) -> "RuleCounts":
        """What every rule of a code finds."""
        found: RuleCounts = await self._typed("keyword_rules:RuleCounts", "rule_counts", {"coder": coder, "code": code})
        return found

    async def try_rule(self, coder: str | None, code: str, written: str, *, limit: int = 100) -> "Trial":
        """What a rule would find."""
        values = {"coder": coder, "code": code, "written": written, "limit": limit}
        found: Trial = await self._typed("keyword_rules:Trial", "try_rule", values)
        return found

    async def themes(self, coder: str, *, count: int = 25, anybody: bool = False) -> "ThemeList":
        """Groups of alike passages that the coder has not coded."""
        values = {"coder": coder, "count": count, "anybody": anybody}
        found: ThemeList = await self._typed("themes:ThemeList", "themes", values)
        return found

    async def reading_order(
        self, coder: str, *, code: str | None = None, uncertain: bool = False, count: int = 20
    ) -> "NextReading":
        """Which transcripts and passages to read next."""
        values = {"coder": coder, "code": code, "uncertain": uncertain, "count": count}
        found: NextReading = await self._typed("next_reading:NextReading", "reading_order", values)
        return found

    async def ready(self) -> "Ready":
        """How far the models have read."""
        found: Ready = await self._typed("readiness:Ready", "ready", {})
        return found

    async def missing(self) -> "list[Missing]":
        """What would make suggestions better and is not installed."""
        found: list[Missing] = await self._typed("readiness:Missing", "missing", {}, several=True)
        return found

    async def index(self) -> "IndexResult":
        """Have everything read that is not read yet, in the background; ``on_progress`` tells how far it is."""
        found: IndexResult = await self._typed("index:IndexResult", "index", {})
        return found

    async def _typed(self, kind: str, verb: str, values: Mapping[str, object], *, several: bool = False) -> Any:
        answer = await self.answer(verb, values)
        # In a thread, because the module of a type may import NumPy for the first time.
        return await asyncio.to_thread(_shaped, kind, answer, several)


def _shaped(kind: str, answer: Any, several: bool) -> Any:
    """The values of an answer; ``kind`` is a module of this package and a type in it."""
    module, _colon, name = kind.partition(":")
    wanted: Any = getattr(import_module(f"workbench.workflows.suggesting.{module}"), name)
    return wire.built(list[wanted] if several else wanted, answer)
