"""Quotations that somebody picked for a code, in their order, with what is cut out of them."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcripts.spans import Span
from workbench.store.reader import Reader, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Pick:
    """A picked quotation.

    Attributes:
        uuid: Identity.
        code: uuid of the code that it is picked for.
        transcript: uuid of its transcript.
        number: Row number of its transcript.
        span: Where it stands.
        cuts: Stretches inside it that are shown as […], in text order.
        coder: uuid of who picked it, None for nobody in particular.
        place: 1 for the first of its code, and so on.
    """

    uuid: str
    code: str
    transcript: str
    number: int
    span: Span
    cuts: tuple[Span, ...]
    coder: str | None
    place: int


def all(reader: Reader, *, code: str | None = None) -> list[Pick]:
    """Picked quotations by code, in their order.

    Args:
        reader: Of the study.
        code: uuid, None for those of every code.
    """
    rows = reader.rows(
        'SELECT q.uuid, d.uuid, t.uuid, t.id, q.start, q."end", q.cuts, o.uuid FROM picked_quotations q'
        " JOIN codes d ON d.id = q.code_id AND d.deleted_at IS NULL"
        " JOIN transcripts t ON t.id = q.transcript_id AND t.deleted_at IS NULL"
        " LEFT JOIN coders o ON o.id = q.coder_id"
        " WHERE (:code IS NULL OR d.uuid = :code)"
        " ORDER BY d.id, q.position, q.id",
        code=code,
    )
    places: dict[str, int] = {}
    found = []
    for uuid, of, transcript, number, start, end, cuts, by in rows:
        places[of] = places.get(of, 0) + 1
        found.append(Pick(uuid, of, transcript, number, Span(start, end), read_cuts(cuts), by, places[of]))
    return found


def read_cuts(written: str) -> tuple[Span, ...]:
    """The cuts of a quotation as its row keeps them."""
    return tuple(Span(start, end) for start, end in unpacked(written))


def written_cuts(cuts: "Iterable[Span]") -> str:
    """The cuts of a quotation as its row keeps them."""
    return json.dumps([[cut.start, cut.end] for cut in cuts])


def numbered(picks: "Sequence[Pick]", code: str, place: int) -> Pick | None:
    """The pick at a place of its code, None if there is none."""
    return next((one for one in picks if one.code == code and one.place == place), None)
