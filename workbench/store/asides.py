"""Layers aside: what a person codes beside the own layer, as a second reading or for training."""

from dataclasses import dataclass
from enum import StrEnum

from codebook.coding import Coder, CoderKind
from workbench.store.reader import Reader


class Purpose(StrEnum):
    """Why a layer stands aside."""

    REREAD = "reread"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Aside:
    """A layer that counts nowhere unless it is asked for by name.

    Attributes:
        uuid: Identity of the beginning, not of the layer.
        layer: Whose codings they are for the store.
        person: Who codes it.
        purpose: Why.
        reference: What it is held against: the person's own layer for a second reading.
        number: 1, 2, 3 … among those of the same person and purpose.
        started: ISO 8601, UTC.
    """

    uuid: str
    layer: Coder
    person: Coder
    purpose: Purpose
    reference: Coder
    number: int
    started: str


def all(reader: Reader, *, purpose: Purpose | None = None) -> list[Aside]:
    """Layers aside in the order in which they were begun.

    Args:
        reader: Of the study.
        purpose: Only these; None for all.
    """
    rows = reader.rows(
        "SELECT a.uuid, a.purpose, a.number, a.started_at, l.uuid, l.name, l.kind, p.uuid, p.name, p.kind,"
        " r.uuid, r.name, r.kind FROM asides a JOIN coders l ON l.id = a.coder_id JOIN coders p ON p.id = a.person_id"
        " JOIN coders r ON r.id = a.reference_id ORDER BY a.id"
    )
    found = [
        Aside(uuid, _coder(names[:3]), _coder(names[3:6]), Purpose(why), _coder(names[6:]), number, started)
        for uuid, why, number, started, *names in rows
    ]
    return [aside for aside in found if purpose is None or aside.purpose is purpose]


def of_layer(reader: Reader, coder: str) -> Aside | None:
    """The layer aside that this coder (uuid) is, None for persons and the consensus."""
    return next((aside for aside in all(reader) if aside.layer.uuid == coder), None)


def _coder(columns: list[str]) -> Coder:
    uuid, name, kind = columns
    return Coder(uuid, name, CoderKind(kind))
