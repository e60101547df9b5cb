"""Rulings and what follows from them, written inside a step."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from codebook.coding import Coding
from codebook.ruling import Ruling
from workbench.store import rulings as ruling_store
from workbench.workflows.ruling import building
from workbench.workflows.ruling.casebook import Casebook

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.study_file import StudyFile


def write(
    act: "Act", study: "StudyFile", casebook: Casebook, made: Sequence[Ruling], given_up: Sequence[Ruling]
) -> tuple[tuple[Coding, ...], tuple[Coding, ...]]:
    """Put rulings in the place of others, and the consensus of their transcripts right.

    Returns:
        The codings made or changed, and those taken away.
    """
    layer = building.consensus(study.whole)
    gone = {one.uuid for one in given_up}
    after = casebook.ruled_by([*(one for one in casebook.rulings if one.uuid not in gone), *made])
    texts = dict.fromkeys(one.transcript for one in (*made, *given_up))
    differences = [building.difference(study.whole, after, text, layer) for text in texts]
    building.apply(act, differences, lambda: _put_rulings(act, made))
    _remove_rulings(act, gone - {one.uuid for one in made})
    put = (one.coding for found in differences for one in (*found.made, *found.changed))
    return tuple(put), tuple(one for found in differences for one in found.removed)


def _put_rulings(act: "Act", rulings: Sequence[Ruling]) -> None:
    from workbench.store.comparison_rows import RulingRow

    find = cache(act.pictures.id_of)
    texts = {find("transcripts", one.transcript) for one in rulings}
    known = {row.uuid: row for text in sorted(texts) for row in act.all(RulingRow, transcript_id=text)}
    act.add_all(
        RulingRow(uuid=one.uuid, made_at=one.made, **_values(find, one)) for one in rulings if one.uuid not in known
    )
    for one in rulings:
        if one.uuid in known:
            act.change(known[one.uuid], **_values(find, one))


def _values(find: Callable[[str, str], int], ruling: Ruling) -> dict[str, Any]:
    return {
        "transcript_id": find("transcripts", ruling.transcript),
        "start": ruling.span.start,
        "end": ruling.span.end,
        "coder_id": find("coders", ruling.coder),
        "kind": ruling.kind,
        "verdict": ruling.verdict.value,
        "chosen": ruling.chosen,
        "reason": ruling.reason,
        "positions": ruling_store.written_positions(ruling.positions),
        "changed_at": ruling.changed,
    }


def _remove_rulings(act: "Act", uuids: Iterable[str]) -> None:
    from workbench.store.comparison_rows import RulingRow

    for uuid in sorted(uuids):
        act.remove(act.get(RulingRow, uuid))
