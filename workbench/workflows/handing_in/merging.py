"""Bringing other copies of a study together with it: packets that coders hand in, and whole copies that went on."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.i18n import _
from transcripts.words import folded
from workbench.errors import StoreError
from workbench.workflows.handing_in.values import Found, Prefer

if TYPE_CHECKING:
    import sqlite3

    from workbench.store.act import Act
    from workbench.store.merging_side import Side
    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a merge is to go.

    Attributes:
        prefer: Whose value stays where both sides changed the same thing.
        same: Name of a coder in the other copy → the name here, where they differ.
    """

    prefer: Prefer = Prefer.MINE
    same: Mapping[str, str] = field(default_factory=dict)


class _OnlyLookingError(Exception):
    """Ends the step of a preview, so that nothing of it stays."""


def preview(
    study: "StudyFile", paths: Sequence[Path], wanted: Wanted | None = None, *, coder: str | None = None
) -> tuple[Found, ...]:
    """What ``merge`` would do: the same work, taken back before it is kept.

    Args:
        study: Open.
        paths: Packets or copies, in the order in which they are merged.
        wanted: How.
        coder: uuid of who would merge, None for nobody in particular.

    Raises:
        StoreError: As ``merge``.
    """
    found: tuple[Found, ...] = ()
    try:
        with study.act(coder, _VERB) as act:
            found = _merge_all(act, study, paths, wanted or Wanted(), coder)
            raise _OnlyLookingError
    except _OnlyLookingError:
        return found


def merge(
    study: "StudyFile", paths: Sequence[Path], *, coder: str | None, wanted: Wanted | None = None
) -> tuple[Found, ...]:
    """Bring the work of packets or copies into the study, as one step that undo takes back whole.

    Nothing that is in the study already comes twice; where both sides changed the same thing, one value stays and both
    are told. A coding that one side took off and the other went on with stays. Where the consensus is in use it is made
    anew with what came, in the same step; the last of what was found says where.

    Args:
        study: Open.
        paths: Packets or copies, in the order in which they are merged.
        coder: uuid of who merges, None for nobody in particular.
        wanted: How.

    Returns:
        What was found in each, in their order.

    Raises:
        StoreError: If a file is no study, the study itself, newer than this program or damaged, or has no text in
            common with it; nothing is merged then.
    """
    with study.act(coder, _VERB) as act:
        return _merge_all(act, study, paths, wanted or Wanted(), coder)


_VERB = "study.merge"


def _merge_all(
    act: "Act", study: "StudyFile", paths: Sequence[Path], wanted: Wanted, coder: str | None
) -> tuple[Found, ...]:
    from workbench.store.merging_files import other_copy
    from workbench.workflows.ruling.rebuilding import renew

    act.facts |= {"count": 0, "same": [], "left": []}
    with ExitStack() as stack:
        copies = [stack.enter_context(other_copy(path, study.path, timeout=study.timeout)) for path in paths]
        _check_names(copies, wanted)
        found = [_merge_one(act, study, path, copy, wanted) for path, copy in zip(paths, copies, strict=True)]
    if found and act.changed:
        found[-1].consensus = renew(act, study, coder=coder)
    return tuple(found)


def _check_names(copies: "Sequence[sqlite3.Connection]", wanted: Wanted) -> None:
    """Refuse a name that nobody has there: two people would be kept apart without a word.

    Raises:
        StoreError: If there is one.
    """
    there = {folded(name) for copy in copies for (name,) in copy.execute("SELECT name FROM coders")}
    for name in wanted.same:
        if folded(name) not in there:
            raise StoreError(
                _("There is no coder {name} in what is merged.").format(name=name),
                _("Say --same NAME-THERE=NAME-HERE, as `workbench coders FILE` lists them."),
            )


def _merge_one(act: "Act", study: "StudyFile", path: Path, copy: "sqlite3.Connection", wanted: Wanted) -> Found:
    from workbench.store.merging_keys import Held
    from workbench.store.merging_side import Side
    from workbench.workflows.handing_in.applying import Applying, entry_rows
    from workbench.workflows.handing_in.finding import found_in
    from workbench.workflows.handing_in.identities import Identities
    from workbench.workflows.handing_in.keeping import keep_in_order
    from workbench.workflows.handing_in.planning import Planner
    from workbench.workflows.handing_in.refusing import refuse_into_packet, refuse_strange, refuse_unsealing
    from workbench.workflows.handing_in.versions import Versions

    ours, theirs = Side(study.within(act).connection, act.changes), Side(copy)
    held = Held(ours)
    identities = Identities(ours, theirs, held, wanted.same)
    related = _related(ours, theirs)
    if not related:
        refuse_strange(path, theirs, identities, held)
    refuse_unsealing(path, study.path, ours, theirs)
    there = theirs.news(ours) if related else theirs.everything()
    refuse_into_packet(path, study.path, ours, theirs, identities, there)
    here = ours.news(theirs) if related else ours.everything()
    coders = frozenset(held.all("coders"))
    planner = Planner(ours, theirs, here, there, prefer=wanted.prefer, identities=identities, held=held)
    planner.work()
    keep_in_order(planner)
    found = found_in(path.name, planner, related=related)
    if found.changes_nothing:
        return found
    versions = Versions(ours, theirs, identities, held.all("codes"))
    applying = Applying(act, planner.plan, ours, theirs, identities, versions)
    applying.write(coders)
    entries = entry_rows(ours, theirs, identities, frozenset(held.all("coders")))
    applying.record(entries)
    act.facts["count"] += found.entries
    act.facts["same"] += [pair for pair in identities.pairs if pair not in act.facts["same"]]
    act.facts["left"] += [one.uuid for one in planner.told.left]
    return found


def _related(ours: "Side", theirs: "Side") -> bool:
    """Whether the two come from one study, or have been merged before."""
    if ours.facts["uuid"] == theirs.facts["uuid"]:
        return True
    return any(ours.knows(uuid) for uuid in theirs.journal) or any(theirs.knows(uuid) for uuid in ours.journal)
