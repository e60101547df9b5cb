"""Units that agreement is measured on: sentences, turns, answers, or a grid of one's own."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transcripts.i18n import N_, _
from workbench.analysis.columns import MISSING, IntArray, Stretches
from workbench.errors import AnalysisError
from workbench.store import guide_turns
from workbench.store import transcripts as transcript_store
from workbench.workflows.columns import places_of

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.findings.room import Snapshot

#: ``grid`` is followed by its size: ``grid:200`` characters, ``grid:50w`` words.
KINDS = ("span", "sentence", "turn", "answer", "grid")
_GRID = re.compile(r"grid:([1-9][0-9]{0,6})(w?)")
_WORD = re.compile(r"\S+")
_MANY = {
    "span": N_("characters"),
    "sentence": N_("sentences"),
    "turn": N_("turns"),
    "answer": N_("answers"),
    "grid": N_("cells of the grid"),
}
_ONE = {
    "span": N_("free spans, no units"),
    "sentence": N_("sentence"),
    "turn": N_("turn"),
    "answer": N_("answer"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What presence is counted on.

    Attributes:
        kind: One of ``KINDS``; ``span`` is for the measures that need no units.
        size: Of a cell of the grid, 0 for other kinds.
        in_words: Whether that size counts words rather than characters.
    """

    kind: str
    size: int = 0
    in_words: bool = False

    @property
    def name(self) -> str:
        """As ``read_unit`` takes it."""
        return f"grid:{self.size}{'w' if self.in_words else ''}" if self.size else self.kind

    @property
    def one(self) -> str:
        """What a person calls one of them."""
        if not self.size:
            return _(_ONE[self.kind])
        said = _("{count} words of the text") if self.in_words else _("{count} characters of the text")
        return said.format(count=self.size)

    @property
    def many(self) -> str:
        """What a person calls several."""
        return _(_MANY[self.kind])


def read_unit(written: str) -> Unit:
    """The unit of that name.

    Raises:
        AnalysisError: If there is none.
    """
    grid = _GRID.fullmatch(written)
    if grid:
        return Unit("grid", int(grid[1]), bool(grid[2]))
    if written in KINDS and written != "grid":
        return Unit(written)
    raise AnalysisError(
        _("Agreement is not measured on the unit {unit}.").format(unit=written),
        _("Units: {units}.").format(units="span, sentence, turn, answer, grid:200, grid:50w"),
    )


def cut(study: "StudyFile", snapshot: "Snapshot", unit: Unit, lengths: IntArray) -> Stretches:
    """The units of all transcripts, in text order.

    Args:
        study: Open.
        snapshot: What has been read of it.
        unit: Not ``span``, which has none.
        lengths: Characters of each transcript, shape (transcripts,).
    """
    if unit.kind == "answer":
        return _answers(study, snapshot)
    if unit.kind == "grid":
        return _worded(snapshot, unit.size) if unit.in_words else _grid(lengths, unit.size)
    return snapshot.segments(unit.kind)


def _answers(study: "StudyFile", snapshot: "Snapshot") -> Stretches:
    """What is said between two questions.

    In a text linked to the guide these are its questions, so that a nod of the interviewer cuts nothing; elsewhere
    every turn of the interviewer is one.
    """
    turns, links = snapshot.turns, snapshot.links
    number, start = guide_turns.asking_columns(study.reader)
    place = places_of(snapshot.columns.transcript_rows.tolist(), np.asarray(number, np.int64))
    starts = np.asarray(start, np.int64)
    reach = 1 + max(int(turns.end.max(initial=0)), int(starts.max(initial=0)))
    here = place != MISSING
    asked = place[here] * reach + starts[here]
    open_text = ~links.linked[place[here]]
    cuts = np.sort(np.concatenate((asked[open_text], _put(snapshot, reach))))
    at = turns.transcript * reach + turns.start
    said = ~np.isin(at, asked)
    at, transcript, end = at[said], turns.transcript[said], turns.end[said]
    group = np.searchsorted(cuts, at, side="right")
    opens = np.ones(len(at), bool)
    opens[1:] = (np.diff(group) != 0) | (np.diff(transcript) != 0)
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(at)) - 1 if len(first) else first
    return Stretches.build(transcript=transcript[first], start=at[first] - transcript[first] * reach, end=end[last])


def _put(snapshot: "Snapshot", reach: int) -> IntArray:
    """Where questions of the guide are put, in the transcripts that have been gone through whole."""
    links = snapshot.links
    linked = links.linked[links.transcript]
    places: IntArray = np.unique(links.transcript[linked] * reach + links.start[linked])
    return places


def _grid(lengths: IntArray, size: int) -> Stretches:
    count = -(-lengths // size)
    transcript = np.repeat(np.arange(len(lengths)), count)
    start = (np.arange(len(transcript)) - np.repeat(np.cumsum(count) - count, count)) * size
    return Stretches.build(transcript=transcript, start=start, end=np.minimum(start + size, lengths[transcript]))


def _worded(snapshot: "Snapshot", size: int) -> Stretches:
    cells = [
        (place, words[begin][0], words[min(begin + size, len(words)) - 1][1])
        for place, text in enumerate(snapshot.texts(np.ones(len(snapshot.columns.transcripts), bool)))
        if (words := [found.span() for found in _WORD.finditer(text)])
        for begin in range(0, len(words), size)
    ]
    transcript, start, end = np.array(cells, np.int64).reshape(-1, 3).T
    return Stretches.build(transcript=transcript, start=start, end=end)


def lengths_of(study: "StudyFile", snapshot: "Snapshot") -> IntArray:
    """Characters of each transcript, shape (transcripts,); 0 for one that is gone meanwhile."""
    known = transcript_store.lengths(study.reader)
    return np.array([known.get(number, 0) for number in snapshot.columns.transcript_rows.tolist()], np.int64)
