"""Which segments of a study are coded, by whom, and with what."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from codebook.coding import CoderKind
from transcripts.spans import Span
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from workbench.store.reader import Reader
    from workbench.workflows.suggesting.examples import Segments

Places = NDArray[np.int64]


def coded_segments(reader: "Reader", segments: "Segments", coders: Collection[str]) -> Mapping[str, Places]:
    """Uuid of each code → the segments that some coders have put it on, in the order of the codebook.

    A segment counts if a coding covers half of it, or if it holds half of the coding.
    """
    columns = coding_store.columns(reader, *coders)
    uuids = {number: uuid for number, (uuid, _name) in transcript_store.numbers(reader).items()}
    codes = dict(reader.rows("SELECT id, uuid FROM codes"))
    found: dict[str, set[int]] = {code.uuid: set() for code in code_store.book(reader).codes}
    for transcript, code, start, end in zip(columns.transcript, columns.code, columns.start, columns.end, strict=True):
        places = (place for place, _shared in segments.under(uuids[transcript], Span(start, end)))
        found.setdefault(codes[code], set()).update(places)
    return {code: np.array(sorted(places), np.int64) for code, places in found.items() if places}


def people(reader: "Reader") -> list[str]:
    """Uuids of everyone who codes, the consensus apart."""
    return [coder.uuid for coder in coder_store.all(reader, kind=CoderKind.PERSON)]


def together(coded: Mapping[str, Places]) -> Places:
    """The segments with any code."""
    return np.unique(np.concatenate([np.zeros(0, np.int64), *coded.values()]))
