"""Lists made again, as they were, from what the study keeps of them and from its journal.

A list is the same again, to the last figure, as long as the same models read the same texts: codings, decisions, the
codebook and later transcripts may have changed since. What makes it impossible is told in a sentence.
"""

from typing import TYPE_CHECKING

from transcripts.i18n import _
from workbench.errors import SuggestError
from workbench.store import decisions, suggestion_evidence
from workbench.store.decisions import ListEntry
from workbench.store.rewinding import Rewinding
from workbench.workflows.suggesting.definitions import definition_hash
from workbench.workflows.suggesting.lists import SuggestionList

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.store.reader import Reader
    from workbench.store.suggestion_evidence import Evidence
    from workbench.workflows.suggesting.composing import View
    from workbench.workflows.suggesting.room import SuggestionRoom


def entry_named(reader: "Reader", beginning: str, *, coder: str | None = None) -> ListEntry:
    """The kept list whose uuid begins so.

    Args:
        reader: Of the study.
        beginning: First characters of the uuid, or all of them.
        coder: uuid of the only coder whose lists are looked at; None for all.

    Raises:
        SuggestError: If there is none, or more than one.
    """
    found = decisions.lists(reader, coder=coder, beginning=beginning) if beginning.strip() else []
    if len(found) == 1:
        return found[0]
    if found:
        raise SuggestError(
            _("Several lists of suggestions begin with {beginning}.").format(beginning=beginning),
            _("Give more of its letters."),
        )
    raise SuggestError(
        _("The study keeps no list of suggestions {beginning}.").format(beginning=beginning),
        _("A list is kept with the first decision that is taken from it."),
    )


def make_again(room: "SuggestionRoom", entry: ListEntry) -> SuggestionList:
    """The list as it was shown.

    Args:
        room: The study with its texts read.
        entry: What is kept of the list.

    Raises:
        SuggestError: If it cannot be made again; the sentence says why.
    """
    from workbench.workflows.suggesting.composing import compose

    room.refresh()
    past = Rewinding(room.study.reader, entry.journal_entry)
    if not past.known:
        raise _impossible(_("the journal of this study does not reach back to it"))
    _check_models(room, entry)
    _check_read(room, entry)
    code = _code(room, entry)
    evidence = suggestion_evidence.after(room.study.reader, entry.code, past)
    view = _view(room, entry, past)
    _check_evidence(view, evidence, entry)
    return compose(view, code, evidence, entry)


def _check_models(room: "SuggestionRoom", entry: ListEntry) -> None:
    if (room.suggester, room.model) != (entry.suggester, entry.model):
        raise _impossible(
            _("it was made by {then}, and here is {now}").format(
                then=_named(entry.suggester, entry.model), now=_named(room.suggester, room.model)
            )
        )


def _check_read(room: "SuggestionRoom", entry: ListEntry) -> None:
    """While not everything was read, what was read decided; from the outside only how much of it can be told."""
    then, now = entry.settings.get("read"), [room.ready.read, room.ready.pieces]
    if not isinstance(then, list) or (then[0] != then[1] and then != now):
        raise _impossible(_("it was made before all texts were read"))


def _named(suggester: str, model: str) -> str:
    return f"{suggester} ({model})" if model else suggester


def _code(room: "SuggestionRoom", entry: ListEntry) -> "Code":
    code = suggestion_evidence.code_at(room.study.reader, entry.code, entry.codebook_version)
    if code is None or definition_hash(code) != entry.definition_hash:
        raise _impossible(_("the definition of its code is no longer in the study as it was"))
    return code


def _view(room: "SuggestionRoom", entry: ListEntry, past: Rewinding) -> "View":
    """The texts that the list was made from: all, or those that were there then."""
    from workbench.workflows.suggesting.composing import View

    view = View.of(room)
    if view.digest == entry.settings.get("texts"):
        return view
    view = view.without(past.made("transcripts"))
    if view.digest != entry.settings.get("texts"):
        raise _impossible(
            _("a transcript of it was corrected, moved or taken out since, or a speaker has another role")
        )
    return view


def _check_evidence(view: "View", evidence: "Evidence", entry: ListEntry) -> None:
    found = view.examples(evidence, entry)
    learned = tuple(sorted(set(found.accepted.values()))), tuple(sorted(set(found.rejected.values())))
    if learned != (entry.accepted, entry.rejected):
        raise _impossible(_("codings or decisions that it learned from are no longer in the study"))


def _impossible(why: str) -> SuggestError:
    return SuggestError(
        _("This list cannot be made again: {why}.").format(why=why),
        _("The decisions that were taken from it are kept all the same."),
    )
