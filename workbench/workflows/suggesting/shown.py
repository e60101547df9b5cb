"""The lists that the command line showed lately, so that a decision is about what was shown and about nothing else.

They lie with what the program remembers on this account and hold no word of an interview or a codebook: uuids, places,
scores and hashes. A list from which somebody decided is kept in the study besides, and can be made again from there.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from codebook.suggestion import Suggestion, Why
from transcripts.i18n import _
from workbench.errors import SuggestError
from workbench.paths import shown_lists_folder
from workbench.store.decisions import ListEntry
from workbench.workflows.suggesting.lists import SuggestionList
from workbench.workflows.suggesting.wire import built, plain

MOST = 60
"""Lists of a study that are remembered; the ones longest not shown are forgotten first."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A list as it is remembered.

    Attributes:
        entry: What it was made from.
        suggestions: What was shown, without words.
    """

    entry: ListEntry
    suggestions: tuple[Suggestion, ...]


def remember(study: str, *lists: SuggestionList) -> None:
    """Keep what was shown; where that cannot be written, the work goes on and the study's own memory has to do.

    Args:
        study: uuid of the study.
        *lists: Those shown, the newest last.
    """
    fresh = {one.entry.uuid: Shown(one.entry, tuple(map(_bare, one.suggestions))) for one in lists if one.suggestions}
    if not fresh:
        return
    known = {one.entry.uuid: one for one in _read(study)}
    kept = [one for uuid, one in known.items() if uuid not in fresh] + list(fresh.values())
    path = _file(study)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:  # noqa: PTH123 - the mode
            json.dump(plain(kept[-MOST:]), stream)
        aside.replace(path)
    except OSError as error:
        _log.warning("The list shown is not remembered.", exc_info=error)


def _bare(suggestion: Suggestion) -> Suggestion:
    """A suggestion without words: what is needed to decide about it."""
    nearest = suggestion.why.nearest
    return replace(suggestion, name="", why=Why(nearest=nearest and replace(nearest, name="", excerpt="")))


def recall(study: str, named: str, *, within: str = "") -> tuple[Suggestion, ListEntry] | None:
    """The suggestion that was shown under an id, None if none is remembered.

    Args:
        study: uuid of the study.
        named: As ``Suggestion.id``: the list's first characters and the rank.
        within: uuid of the only list that is looked at, or its beginning; "" for all.

    Raises:
        SuggestError: If what was typed is no id.
    """
    beginning, rank = parted(named)
    for one in reversed(_read(study)):
        if one.entry.uuid.startswith(within) and one.entry.uuid.startswith(beginning):
            for suggestion in one.suggestions:
                if suggestion.rank == rank:
                    return suggestion, one.entry
    return None


def parted(named: str) -> tuple[str, int]:
    """The beginning of the list's uuid, and the rank, of an id such as ``1a2b3c4d-12``.

    Raises:
        SuggestError: If it is none.
    """
    beginning, _dash, rank = named.strip().rpartition("-")
    if len(beginning) < 8 or not rank.isascii() or not rank.isdecimal():
        raise SuggestError(
            _("“{named}” is no suggestion.").format(named=named),
            _("Take one from the list that `workbench suggest` shows, such as 1a2b3c4d-12."),
        )
    return beginning.casefold(), int(rank)


def _file(study: str) -> Path:
    return shown_lists_folder() / f"{study}.json"


def _read(study: str) -> list[Shown]:
    return list(_understood(_file(study)))


def _understood(path: Path) -> Iterator[Shown]:
    try:
        yield from built(list[Shown], json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError) as error:
        _log.warning("The lists shown lately cannot be read.", exc_info=error)
