"""The consensus of one transcript: what it should hold, from agreements and rulings, against what it holds.

Codings made here are known by their row in ``consensus_sources``; those without one, by hand or from a table, are never
touched, and what they hold already is not made again. Identity and times of what is made follow from what it is made
of, so that building twice changes nothing, and two copies of a study build the same rows.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid5

from codebook.coding import Coder, CoderKind, Coding, Origin, Stance
from codebook.ruling import Ruling
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import RulingError
from workbench.store import coders as coder_store
from workbench.store import codings as coding_store
from workbench.store import rulings as ruling_store
from workbench.workflows.ruling.casebook import Casebook
from workbench.workflows.ruling.outcomes import as_it_is, outcome
from workbench.workflows.ruling.values import MadeCoding, OpenCase, Status

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.comparison_rows import ConsensusSourceRow
    from workbench.store.reader import Reader

SPACE = UUID("6d0f3c0e-6f0e-5d2c-9b57-3a4f8f2b7c11")


def named(*parts: str) -> str:
    """The uuid of what follows from these parts."""
    return str(uuid5(SPACE, "\n".join(parts)))


def consensus(reader: "Reader") -> Coder:
    """The layer of rulings.

    Raises:
        RulingError: If the study has none.
    """
    found = coder_store.all(reader, kind=CoderKind.CONSENSUS)
    if not found:
        raise RulingError(_("This study has no consensus layer."), _("Make studies with `workbench new`."))
    return found[0]


@dataclass(frozen=True, slots=True)
class Built:
    """A coding as the consensus should hold it, and where it comes from."""

    coding: Coding
    source: ruling_store.Source


@dataclass(slots=True)
class Difference:
    """What would have to be done to the consensus of a transcript.

    Attributes:
        made: To be put in.
        changed: To be put right.
        removed: To be taken out, as they are.
    """

    made: list[Built] = field(default_factory=list)
    changed: list[Built] = field(default_factory=list)
    removed: list[Coding] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.made or self.changed or self.removed)


# -- what should be there ------------------------------------------------------------------------------------------


def wanted(casebook: Casebook, transcript: str, layer: Coder) -> list[Built]:
    """What the consensus of a transcript should hold, by agreement first, each passage of a code once."""
    found: dict[tuple[str, Span], Built] = {}
    known: dict[tuple[str, ...], int] = {}
    for ruling, made, given in _sources(casebook, transcript):
        at = known[made.sources] = known.get(made.sources, -1) + 1
        built = _built(transcript, layer, ruling, made, given, at)
        found.setdefault((made.code, made.span), built)
    return list(found.values())


def _sources(casebook: Casebook, transcript: str) -> Iterator[tuple[Ruling | None, MadeCoding, Sequence[Coding]]]:
    for group in casebook.agreed.get(transcript, ()):
        for made in as_it_is(group.codings):
            yield None, made, group.codings
    for case in casebook.by_transcript.get(transcript, ()):
        if case.status is Status.RULED:
            for made in ruled(case):
                yield case.ruling, made, case.codings


def ruled(case: OpenCase) -> tuple[MadeCoding, ...]:
    """What the ruling on a case makes; it stands and is not stale."""
    assert case.ruling is not None
    return outcome(case, case.ruling.verdict, case.chosen)


def _built(
    transcript: str, layer: Coder, ruling: Ruling | None, made: MadeCoding, given: Sequence[Coding], at: int
) -> Built:
    origin = ruling_store.RULING if ruling is not None else ruling_store.AGREEMENT
    mine = [one for one in given if one.uuid in made.sources]
    times = [*(one.changed for one in mine), *([ruling.changed] if ruling is not None else [])]
    coding = Coding(
        uuid=named(origin, *made.sources, str(at)),
        transcript=transcript,
        coder=layer.uuid,
        code=made.code,
        span=made.span,
        strength=made.strength,
        stance=made.stance,
        origin=Origin.CONSENSUS,
        codebook_version=max(one.codebook_version for one in mine),
        created=max(times),
        changed=max(times),
    )
    source = ruling_store.Source(coding.uuid, ruling.uuid if ruling is not None else "", origin, made.sources)
    return Built(coding, source)


# -- what is there -------------------------------------------------------------------------------------------------


def difference(reader: "Reader", casebook: Casebook, transcript: str, layer: Coder) -> Difference:
    """What differs between the consensus of a transcript as it should be and as it is."""
    sources = {one.coding: one for one in ruling_store.sources(reader, transcript)}
    there = {one.uuid: one for one in coding_store.of_transcript(reader, transcript, layer.uuid)}
    by_hand = {(one.code, one.span) for uuid, one in there.items() if uuid not in sources}
    should = [one for one in wanted(casebook, transcript, layer) if (one.coding.code, one.coding.span) not in by_hand]
    found = Difference()
    for one in should:
        known = there.get(one.coding.uuid)
        if known is None:
            found.made.append(one)
        elif _bare(known) != one.coding or sources.get(known.uuid) != one.source:
            found.changed.append(one)
    kept = {one.coding.uuid for one in should}
    found.removed = [one for uuid, one in there.items() if uuid in sources and uuid not in kept]
    return found


def _bare(coding: Coding) -> Coding:
    return replace(coding, memo="")


def apply(act: "Act", differences: Sequence[Difference], rulings: Callable[[], None] = lambda: None) -> None:
    """Do what is to be done.

    Args:
        act: The step.
        differences: Of some transcripts.
        rulings: Writes the rulings that the new codings come from; called once nothing comes from the old ones.
    """
    for one in differences:
        take_out(act, one.removed)
    rulings()
    for one in differences:
        put_right(act, one.changed)
        put_in(act, one.made)


# -- writing -------------------------------------------------------------------------------------------------------


def take_out(act: "Act", codings: Sequence[Coding]) -> None:
    """Take codings out of the consensus, with where they come from and the memos on them."""
    from workbench.store.rows import CodingRow, MemoRow

    for one in codings:
        row = act.get(CodingRow, one.uuid)
        for memo in act.all(MemoRow, coding_id=row.id):
            act.remove(memo)
        for source in _source_rows(act, cast(int, row.id)):
            act.remove(source)
        act.remove(row)


def _source_rows(act: "Act", coding: int) -> "Sequence[ConsensusSourceRow]":
    from workbench.store.comparison_rows import ConsensusSourceRow

    return act.all(ConsensusSourceRow, coding_id=coding)


def put_in(act: "Act", built: Sequence[Built]) -> None:
    """Put new codings into the consensus, and where they come from."""
    from workbench.store.comparison_rows import ConsensusSourceRow
    from workbench.store.rows import CodingRow

    find = cache(act.pictures.id_of)
    rows = act.add_all([CodingRow(uuid=one.coding.uuid, **_values(find, one.coding)) for one in built])
    act.add_all(
        [
            ConsensusSourceRow(
                uuid=named("source", one.coding.uuid), coding_id=cast(int, row.id), **_source_values(find, one)
            )
            for row, one in zip(rows, built, strict=True)
        ]
    )


def put_right(act: "Act", built: Sequence[Built]) -> None:
    """Give codings of the consensus the values that they should have."""
    from workbench.store.rows import CodingRow

    for one in built:
        row = act.get(CodingRow, one.coding.uuid)
        act.change(row, **_values(act.pictures.id_of, one.coding))
        for source in _source_rows(act, cast(int, row.id)):
            act.change(source, **_source_values(act.pictures.id_of, one))


def _values(find: Callable[[str, str], int], coding: Coding) -> dict[str, Any]:
    return {
        "transcript_id": find("transcripts", coding.transcript),
        "coder_id": find("coders", coding.coder),
        "code_id": find("codes", coding.code),
        "start": coding.span.start,
        "end": coding.span.end,
        "strength": coding.strength,
        "stance": None if coding.stance is None else Stance(coding.stance).value,
        "origin": coding.origin.value,
        "codebook_version": coding.codebook_version,
        "created_at": coding.created,
        "changed_at": coding.changed,
    }


def _source_values(find: Callable[[str, str], int], built: Built) -> dict[str, Any]:
    source = built.source
    return {
        "ruling_id": find("rulings", source.ruling) if source.ruling else None,
        "made_from": source.made_from,
        "sources": json.dumps(list(source.codings)),
    }
