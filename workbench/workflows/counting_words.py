"""How many words many passages have, counted on the texts themselves, each text read once."""

from typing import TYPE_CHECKING

import numpy as np

from codebook.trimming import CLOSING
from workbench.analysis.columns import BoolArray, Codings, IntArray
from workbench.store.texts import texts

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry

_LAST = 0x3001
_SPACE: BoolArray = np.array([chr(code).isspace() for code in range(_LAST)] + [False])
_CLOSING: BoolArray = np.array([chr(code) in CLOSING for code in range(_LAST)] + [False])


def word_counts(inquiry: "Inquiry", codings: Codings) -> IntArray:
    """Words of each coding, as ``codebook.trimming.words_of`` counts them: shape (codings,)."""
    counts = np.zeros(len(codings), np.int64)
    rows = inquiry.snapshot.columns.transcript_rows
    wanted = np.unique(codings.transcript)
    place = {int(rows[text]): int(text) for text in wanted}
    order = np.argsort(codings.transcript, kind="stable")
    first = np.searchsorted(codings.transcript[order], np.arange(len(rows) + 1))
    for number, text in texts(inquiry.study.reader, set(place)):
        at = place[number]
        mine = order[first[at] : first[at + 1]]
        counts[mine] = _counted(text, codings.start[mine], codings.end[mine])
    return counts


def _counted(text: str, start: IntArray, end: IntArray) -> IntArray:
    """Words that begin in each stretch, the one that its first character stands in included."""
    letters = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), _LAST)
    if not len(letters):
        return np.zeros(len(start), np.int64)
    solid, says = ~_SPACE[letters], ~_CLOSING[letters]
    begins = solid & np.concatenate(([True], ~solid[:-1])) & says
    upto = np.concatenate(([0], np.cumsum(begins)))
    start, end = np.minimum(start, len(letters) - 1), np.minimum(end, len(letters))
    midway = solid[start] & says[start] & ~begins[start]
    return upto[end] - upto[start] + midway
