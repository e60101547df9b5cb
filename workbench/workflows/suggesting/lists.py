"""Ranked lists of passages: for one code, over all codes asked for, or for the margin of one transcript.

A list depends on nothing but the study as it is and on what was asked, so that the same question has the same answer,
and a list from which somebody decided can be made again later (``past_lists``).
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, cast
from uuid import UUID, uuid5

from codebook.suggestion import Band, QueueOrder, Suggestion
from transcripts.i18n import _
from workbench.errors import SuggestError
from workbench.store import suggestion_evidence
from workbench.store.decisions import ListEntry
from workbench.store.rewinding import newest
from workbench.workflows.suggesting import switches
from workbench.workflows.suggesting.definitions import definition_hash

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.store.study_file import StudyFile
    from workbench.store.suggestion_evidence import Evidence
    from workbench.workflows.suggesting.room import SuggestionRoom

COUNT = 20
"""Suggestions of a list, if nothing else is said."""

IN_MARGIN = 8
"""The most suggestions of one code in the margin of a transcript."""

Place = tuple[str, int, int]
"""A segment: uuid of its transcript, its first character, one past its last."""


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """What is shown of a ranking, and what it was made from.

    Attributes:
        entry: Everything needed to make it again; written down with the first decision from it.
        suggestions: What is shown, in this order.
        candidates: Passages that could be suggested.
        accepted: Segments that stood for the code.
        rejected: Segments that stood against it.
        decided: Decisions of the coder about suggestions for the code so far.
        hits: Those of them that were accepted for it.
        notes: What should be known of the list, in sentences.
    """

    entry: ListEntry
    suggestions: tuple[Suggestion, ...]
    candidates: int
    accepted: int
    rejected: int
    decided: int
    hits: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeveralLists:
    """Lists of several codes, and one queue over all of them.

    Attributes:
        lists: One a code.
        suggestions: Of all lists in turn: the first of each, then the second of each …
    """

    lists: tuple[SuggestionList, ...]
    suggestions: tuple[Suggestion, ...]

    def list_of(self, suggestion: Suggestion) -> SuggestionList:
        """The list that a suggestion stands in."""
        return next(one for one in self.lists if one.entry.uuid == suggestion.list)


def make_list(
    room: "SuggestionRoom",
    coder: str,
    code: str,
    *,
    count: int = COUNT,
    order: QueueOrder = QueueOrder.SUREST,
    skip: Sequence[Place] = (),
) -> SuggestionList:
    """The next passages for a code.

    Args:
        room: The study with its texts read.
        coder: uuid of who asks. Asking for one code by name is asking: it need not be switched on before.
        code: uuid.
        count: The most suggestions.
        order: What comes first.
        skip: Segments that were passed over for now, in the order in which that was done.

    Raises:
        SuggestError: If the study forbids suggestions, or none can be made for the coder or the code.
    """
    settings = {"count": count, "skip": [list(place) for place in skip], "within": ""}
    return _made(room, coder, code, order, settings)


def make_lists(
    room: "SuggestionRoom",
    coder: str,
    *,
    count: int = COUNT,
    order: QueueOrder = QueueOrder.SUREST,
    skip: Sequence[tuple[str, Place]] = (),
    watch: Callable[[int, int, str], None] | None = None,
) -> SeveralLists:
    """One queue over all codes that a coder asked for, each in its turn.

    Codes about which least was decided come first, so that in the long run each is asked about as often. Where there
    are more codes than places in the queue, the others come with the next one.

    Args:
        room: The study with its texts read.
        coder: uuid.
        count: The most suggestions, of all codes together.
        order: What comes first within each code.
        skip: Code, and segment that was passed over for it for now.
        watch: Called before each list with how many are made, of how many, and what is done; may raise to stop.

    Raises:
        SuggestError: If the study forbids suggestions, or the coder has asked for none.
    """
    room.refresh()
    codes = asked_codes(room.study, coder)
    waited = {
        code.uuid: _decided(room, coder, code.uuid) + sum(one == code.uuid for one, _at in skip) for code in codes
    }
    chosen = sorted(codes, key=lambda code: waited[code.uuid])[: max(1, count)]
    each = -(-count // max(1, len(chosen)))
    lists = []
    for made, code in enumerate(chosen):
        if watch is not None:
            watch(made, len(chosen), code.short)
        passed = [at for one, at in skip if one == code.uuid]
        lists.append(make_list(room, coder, code.uuid, count=each, order=order, skip=passed))
    in_turn = chain.from_iterable(zip_longest(*(one.suggestions for one in lists)))
    return SeveralLists(tuple(lists), tuple(one for one in in_turn if one is not None)[:count])


def of_transcript(
    room: "SuggestionRoom", coder: str, transcript: str, *, count: int = IN_MARGIN
) -> tuple[SuggestionList, ...]:
    """What the margin of a transcript shows: for each code asked for, the passages in it that are no weak ones.

    Args:
        room: The study with its texts read.
        coder: uuid.
        transcript: uuid.
        count: The most suggestions of each code.

    Returns:
        A list for each code that has any; their ranks are those among all passages of the study. Nothing where the
        study forbids suggestions or the coder has asked for none: a margin stays empty then.
    """
    if not switches.allowed(room.study.reader):
        return ()
    settings: dict[str, object] = {"count": count, "skip": [], "within": transcript}
    lists = (
        _made(room, coder, code.uuid, QueueOrder.SUREST, settings) for code in switches.asked(room.study.reader, coder)
    )
    return tuple(one for one in lists if one.suggestions)


def asked_codes(study: "StudyFile", coder: str) -> "list[Code]":
    """The codes that a coder asked for.

    Raises:
        SuggestError: If the study forbids suggestions, or there are none; the hint says how to ask.
    """
    switches.check_allowed(study, coder)
    codes = switches.asked(study.reader, coder)
    if not codes:
        raise SuggestError(
            _("You have not asked for suggestions for any code yet."),
            _("Ask for some: workbench suggest {study} --on CODE; or name one with --code.").format(
                study=study.path.name
            ),
        )
    return codes


def _decided(room: "SuggestionRoom", coder: str, code: str) -> int:
    from workbench.workflows.suggesting.counting import tally

    return tally(room.study.reader, coder, code).decided


def _made(
    room: "SuggestionRoom", coder: str, code: str, order: QueueOrder, settings: dict[str, object]
) -> SuggestionList:
    from workbench.workflows.suggesting.composing import View, compose

    switches.check_allowed(room.study, coder)
    room.refresh()
    journal_entry, meant, evidence, version = _state(room, code)
    view = View.of(room)
    settings = settings | {"learn_from": switches.learn_from(room.study).value} | view.state
    entry = ListEntry(
        uuid="",
        coder=coder,
        code=code,
        made_at=_now(),
        journal_entry=journal_entry,
        suggester=room.suggester,
        model=room.model,
        definition_hash=definition_hash(meant),
        codebook_version=version,
        order=order,
        settings=dict(sorted(settings.items())),
        accepted=(),
        rejected=(),
    )
    found = view.examples(evidence, entry)
    accepted, rejected = sorted(set(found.accepted.values())), sorted(set(found.rejected.values()))
    entry = replace(entry, accepted=tuple(accepted), rejected=tuple(rejected))
    return compose(view, meant, evidence, replace(entry, uuid=list_uuid(entry)))


def _state(room: "SuggestionRoom", code: str) -> "tuple[str, Code, Evidence, int]":
    """The journal's newest entry and what the study holds after it, even if others write meanwhile."""
    from workbench.store import codes as code_store

    reader = room.study.reader
    while True:
        before = newest(reader)
        meant, evidence = switches.check_code(room.study, code), suggestion_evidence.now(reader, code)
        version = code_store.book(reader).version
        if newest(reader) == before:
            return before, meant, evidence, version


def list_uuid(entry: ListEntry) -> str:
    """The identity of a list: the same question to the same study gives the same list, and no other has its uuid.

    The time does not count; what it was made from does.
    """
    about = [
        *(entry.coder, entry.journal_entry, entry.suggester, entry.model, entry.definition_hash),
        *(entry.codebook_version, entry.order.value, entry.settings, entry.accepted, entry.rejected),
    ]
    return str(uuid5(UUID(entry.code), json.dumps(about, sort_keys=True)))


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def skipped(entry: ListEntry) -> Iterator[Place]:
    """The segments that were passed over when a list was made."""
    yield from cast("list[Place]", entry.settings.get("skip", []))


def shown_bands(entry: ListEntry) -> frozenset[Band]:
    """Bands that a list shows: in the margin of a transcript no weak ones."""
    return frozenset(Band) - ({Band.WEAK} if entry.settings.get("within") else set())
