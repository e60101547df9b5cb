"""A row of the other copy as it would be here: other uuids, other places where the text differs."""

import json
import re
from bisect import bisect_right

from transcripts.aligning import Alignment, Move
from transcripts.spans import Span
from workbench.store.merging_side import Plain, Side
from workbench.store.reader import unpacked
from workbench.workflows.handing_in.identities import Identities
from workbench.workflows.handing_in.values import Shifted

#: Columns that name other rows by uuid inside their text.
NAMING: dict[str, tuple[str, ...]] = {
    "consensus_sources": ("sources",),
    "rulings": ("positions",),
    "suggestion_lists": ("accepted", "rejected", "settings"),
    "decisions": ("coding", "nearest"),
    "preferences": ("value",),
}

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Translator:
    """Puts rows of the other copy into the terms of the study.

    Args:
        ours: The study.
        theirs: The other copy.
        identities: Which thing there is which thing here.

    Attributes:
        shifted: Every passage that had to be looked for.
    """

    def __init__(self, ours: Side, theirs: Side, identities: Identities) -> None:
        self._ours, self._theirs, self._identities = ours, theirs, identities
        self._alignments: dict[str, Alignment | None] = {}
        self._turns: dict[str, list[tuple[int, int]]] = {}
        self._renaming: dict[str, str] = {}
        self._read = 0
        self.shifted: list[Shifted] = []

    def translated(self, table: str, row: Plain) -> Plain | None:
        """The row here; None if the passage that it stands on is not in the text here."""
        out = self._identities.in_mine(table, row)
        for column in NAMING.get(table, ()):
            out[column] = self._renamed(out[column])
        alignment = self.alignment(row["transcript_id"]) if row.get("transcript_id") else None
        if alignment is None:
            return out
        if "turn_number" in row:
            out["turn_number"] = self._turn(row["transcript_id"], alignment, row["turn_number"])
            return None if out["turn_number"] is None else out
        return self._shift(table, row, out, alignment) if "start" in row else out

    def alignment(self, transcript: str) -> Alignment | None:
        """The texts of a transcript (uuid there) side by side; None where they are the same, or one is missing."""
        if transcript not in self._alignments:
            mine = self._identities.mine("transcripts", transcript)
            here, there = self._ours.text_hash(mine), self._theirs.text_hash(transcript)
            differs = here and there and here != there
            self._alignments[transcript] = (
                Alignment(self._theirs.text(transcript), self._ours.text(mine)) if differs else None
            )
        return self._alignments[transcript]

    def _shift(self, table: str, row: Plain, out: Plain, alignment: Alignment) -> Plain | None:
        old = Span(row["start"], row["end"])
        moved = alignment.moved(old)
        coder = out.get("coder_id") or ""
        self.shifted.append(Shifted(table, row["uuid"], coder, out["transcript_id"], moved.move, old, moved.span))
        if moved.span is None:
            return None
        out |= {"start": moved.span.start, "end": moved.span.end}
        if "cuts" in row:
            cuts = [alignment.moved(Span(*cut)).span for cut in unpacked(row["cuts"])]
            out["cuts"] = json.dumps([[cut.start, cut.end] for cut in cuts if cut is not None])
        return out

    def _turn(self, transcript: str, alignment: Alignment, number: int) -> int | None:
        """The turn here that holds the first words of a turn there."""
        there = dict(self._turns_of(self._theirs, transcript))
        here = self._turns_of(self._ours, self._identities.mine("transcripts", transcript))
        place = alignment.place(there[number]) if number in there else None
        if place is None:
            return None
        return here[bisect_right([start for _number, start in here], place) - 1][0]

    def _turns_of(self, side: Side, transcript: str) -> list[tuple[int, int]]:
        key = f"{id(side)} {transcript}"
        if key not in self._turns:
            self._turns[key] = side.turns(transcript)
        return self._turns[key]

    def _renamed(self, written: str | None) -> str | None:
        """Text that names rows by uuid, with the uuids that they have here."""
        if not written or not self._identities.pairs:
            return written
        pairs = self._identities.pairs
        while self._read < len(pairs):
            _table, there, here = pairs[self._read]
            self._renaming[there] = here
            self._read += 1
        return _UUID.sub(lambda found: self._renaming.get(found[0], found[0]), written)


def doubtful(shifted: Shifted) -> bool:
    """Whether a person ought to look at it."""
    return shifted.move in (Move.DOUBTFUL, Move.LOST)
