"""Decisions about suggestions by the ids that were shown: for commands and notebooks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.coding import Coding
from codebook.suggestion import Decision, Suggestion
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import SuggestError
from workbench.store import decisions
from workbench.store import transcripts as transcript_store
from workbench.store.decisions import ListEntry
from workbench.store.study_file import StudyFile
from workbench.workflows.suggesting import deciding, shown

if TYPE_CHECKING:
    from workbench.workflows.suggesting.lists import SuggestionList

SENTENCE, TURN = "sentence", "turn"
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Named:
    """A suggestion that was named by its id.

    Attributes:
        id: As it was written.
        suggestion: What was shown under it.
        entry: The list that it stands in.
    """

    id: str
    suggestion: Suggestion
    entry: ListEntry


def find(study: StudyFile, coder: str, ids: Sequence[str], *, within: str = "") -> list[Named]:
    """What was shown under ids: as this account remembers it, else from a list that the study keeps.

    Args:
        study: The open study.
        coder: uuid of who decides.
        ids: As ``Suggestion.id``; one that is named twice is found once.
        within: uuid of the only list looked at, or its beginning; "" for all.

    Raises:
        SuggestError: If one is no id, or nothing was shown under it.
    """
    kept = _Kept(study, coder)
    return [
        Named(one, *(shown.recall(study.fact("uuid"), one, within=within) or kept.find(one)))
        for one in dict.fromkeys(ids)
    ]


def accept(
    study: StudyFile, coder: str, named: Named, *, span: str = SENTENCE, code: str | None = None
) -> tuple[Coding, Decision]:
    """Put a suggested code on its passage; see ``deciding.accept``.

    Args:
        study: The open study.
        coder: uuid.
        named: Which.
        span: ``sentence`` (as it was shown), ``turn``, or ``START-END`` in code points of the transcript's text.
        code: uuid of another code, None for the one suggested.
    """
    wanted = wanted_span(study, named.suggestion, span)
    return deciding.accept(study, coder, named.suggestion, named.entry, span=wanted, code=code)


def reject(study: StudyFile, coder: str, named: Named) -> Decision:
    """Say that a suggested code does not fit; see ``deciding.reject``."""
    return deciding.reject(study, coder, named.suggestion, named.entry)


def is_span(asked: str) -> bool:
    """Whether boundaries are written as they have to be."""
    numbers = _RANGE.fullmatch(asked)
    return asked in (SENTENCE, TURN) or (numbers is not None and int(numbers[1]) < int(numbers[2]))


def wanted_span(study: StudyFile, suggestion: Suggestion, asked: str) -> Span | None:
    """The boundaries that were asked for, None for those proposed.

    Raises:
        SuggestError: If they are not written as they have to be.
    """
    if not is_span(asked):
        raise SuggestError(
            _("“{asked}” says no boundaries.").format(asked=asked),
            _("Give sentence, turn, or two numbers such as 120-180."),
        )
    if asked == SENTENCE:
        return None
    if asked == TURN:
        turns = transcript_store.load(study.reader, suggestion.transcript).turns
        return next((turn.span for turn in turns if turn.span.contains(suggestion.span)), None)
    start, _dash, end = asked.partition("-")
    return Span(int(start), int(end))


class _Kept:
    """Lists that the study keeps, made again where an id of theirs is not remembered."""

    def __init__(self, study: StudyFile, coder: str) -> None:
        self._study = study
        self._coder = coder
        self._made: dict[str, SuggestionList] = {}

    def find(self, named: str) -> tuple[Suggestion, ListEntry]:
        beginning, rank = shown.parted(named)
        for entry in decisions.lists(self._study.reader, coder=self._coder, beginning=beginning):
            for one in self._list(entry).suggestions:
                if one.rank == rank:
                    return one, entry
        raise SuggestError(
            _("No suggestion {id} was shown here.").format(id=named),
            _("Take an id from the last list, or ask for a new one: workbench suggest {study}").format(
                study=self._study.path.name
            ),
        )

    def _list(self, entry: ListEntry) -> "SuggestionList":
        if entry.uuid not in self._made:
            from workbench.workflows.suggesting.local import LocalDesk
            from workbench.workflows.suggesting.past_lists import make_again

            self._made[entry.uuid] = make_again(LocalDesk(self._study).room, entry)
        return self._made[entry.uuid]
