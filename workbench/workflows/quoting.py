"""The passages of codes as quotations: which tell most, who saw them, which are picked and how they are cut."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from codebook.code import Code
from codebook.telling import MOST_STRENGTH, Score, balanced, score
from workbench.analysis.columns import MISSING, STANCES, Codings, FloatArray
from workbench.store import picks as pick_store
from workbench.workflows.counting_words import word_counts
from workbench.workflows.marked_passages import Group, Groups, Marked, speakers

if TYPE_CHECKING:
    from workbench.store.picks import Pick
    from workbench.workflows.findings.inquiry import Inquiry


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which passages are wanted, beside the filter of the inquiry.

    Attributes:
        codes: Names of codes, those under them included; none for those of the inquiry.
        stance: Only with this stance, "" for all.
        strength: Only with at least this strength, None for all.
        longest: Only of at most so many words, 0 for all.
        picked: Whether only what is picked is wanted.
    """

    codes: tuple[str, ...] = ()
    stance: str = ""
    strength: int | None = None
    longest: int = 0
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """One passage of a code.

    Attributes:
        code: uuid of the code.
        text: Place of the transcript in the inquiry.
        start: First character of what is quoted.
        end: One past the last.
        group: The codings that mark it; without any where it was picked and no coder marked it.
        score: Why it stands where it stands.
        pick: Its place among the quotations that are picked, None if it is not.
    """

    code: str
    text: int
    start: int
    end: int
    group: Group
    score: Score
    pick: "Pick | None" = None


class Quoting:
    """The passages of an inquiry by code, in the order of the codebook.

    Args:
        inquiry: Whose codings, which transcripts and participants.
        wanted: Which passages.
        only: The passages of this code alone, whatever is wanted.

    Attributes:
        codes: Those wanted.

    Raises:
        CodebookError: If a code is unknown.
    """

    def __init__(self, inquiry: "Inquiry", wanted: Wanted, *, only: Code | None = None) -> None:
        self._inquiry = inquiry
        self._wanted = wanted
        self.codes = (only,) if only else _codes(inquiry, wanted.codes)
        self._numbers = {uuid: number for number, uuid in inquiry.snapshot.code_numbers.items()}
        self._picks: dict[str, list[Pick]] = defaultdict(list)
        for one in pick_store.all(inquiry.study.reader):
            self._picks[one.code].append(one)

    @cached_property
    def _marked(self) -> Marked:
        """The passages of all the codes, drawn together when the first is asked for."""
        numbers = [self._numbers[code.uuid] for code in self.codes if code.uuid in self._numbers]
        return Marked(self._inquiry, numbers)

    def of_code(self, code: Code, *, most: int = 0, each: int = 0) -> tuple[list[Quoted], int]:
        """The passages of a code itself: the picked ones, then the most telling first, participants taking turns.

        Args:
            code: The code.
            most: The most to return, 0 for all.
            each: The most of one participant among those that are not picked, 0 for all.

        Returns:
            The passages, and how many others fit.
        """
        places = self._marked.of_code(self._numbers.get(code.uuid, MISSING))
        voices = self._marked.voices(places)
        counts = Counter(voices)
        share = np.array([counts[voice] / len(voices) for voice in voices])
        picked, taken = self._picked(code, places, share)
        rest = self._ordered(places, share, taken) if not self._wanted.picked else []
        room = max(0, most - len(picked)) if most else len(rest)
        kept = balanced(rest, [voices[place] for place in rest], most=room, each=each) if room else []
        found = picked + [self._quoted(code, self._marked.group(places[at]), float(share[at])) for at in kept]
        shown = found[: most or None]
        return shown, len(picked) + len(rest) - len(shown)

    def _ordered(self, places: range, share: FloatArray, taken: set[int]) -> list[int]:
        """The passages that fit and are not picked, most telling first: their places in the code."""
        groups, wanted = self._marked.groups, self._wanted
        here = slice(places.start, places.stop)
        fits = ~np.isin(np.arange(len(places)), list(taken))
        if wanted.stance:
            fits &= groups.stance[here] == [stance.value for stance in STANCES].index(wanted.stance)
        if wanted.strength is not None:
            fits &= groups.strength[here] >= wanted.strength
        if wanted.longest:
            fits &= groups.words[here] <= wanted.longest
        # They come in text order, and sorting keeps that among equals.
        order = np.argsort(-_values(groups, here, share), kind="stable")
        return [int(place) for place in order[fits[order]]]

    def _quoted(self, code: Code, group: Group, share: float, pick: "Pick | None" = None) -> Quoted:
        start, end = (pick.span.start, pick.span.end) if pick else (group.start, group.end)
        return Quoted(code.uuid, group.text, start, end, group, _scored(group, share), pick)

    # -- picks -------------------------------------------------------------------------------------------------

    def _picked(self, code: Code, places: range, share: FloatArray) -> tuple[list[Quoted], set[int]]:
        """What is picked, in its order and as it was picked, and which passages of the code it takes."""
        texts = {uuid: place for place, (uuid, _name) in enumerate(self._inquiry.transcripts)}
        taken: set[int] = set()
        found = []
        for pick in self._picks[code.uuid]:
            text = texts.get(pick.transcript, MISSING)
            if text == MISSING or not self._inquiry.chosen[text]:
                continue
            mine = [at for at in self._same(places, text, pick) if at not in taken]
            group = self._marked.group(places[mine[0]]) if mine else self._uncoded(pick, text)
            taken |= set(mine[:1])
            if group.person == MISSING or self._inquiry.who[group.person]:
                found.append(self._quoted(code, group, float(share[mine[0]]) if mine else 0.0, pick))
        return found, taken

    def _same(self, places: range, text: int, pick: "Pick") -> list[int]:
        """The passages that are what was picked: half of the shorter one is shared."""
        groups, here = self._marked.groups, slice(places.start, places.stop)
        start, end = groups.start[here], groups.end[here]
        shared = np.minimum(end, pick.span.end) - np.maximum(start, pick.span.start)
        enough = 2 * shared >= np.minimum(end - start, len(pick.span))
        return [int(at) for at in np.flatnonzero((groups.text[here] == text) & (shared > 0) & enough)]

    def _uncoded(self, pick: "Pick", text: int) -> Group:
        """A passage that was picked and that no coder marked, or none does any more."""
        row = Codings.build(transcript=[text], code=[0], start=[pick.span.start], end=[pick.span.end])
        person, words = int(speakers(self._inquiry, row)[0]), int(word_counts(self._inquiry, row)[0])
        return Group(text, pick.span.start, pick.span.end, person, (), (), 0, 0, None, "", words)


def _values(groups: Groups, here: slice, share: FloatArray) -> FloatArray:
    """The score of each passage, as ``codebook.telling.score`` makes it: shape (passages,)."""
    strength, readers = groups.strength[here], groups.readers[here]
    parts = np.stack(
        [
            groups.length[here],
            np.where(strength == MISSING, np.nan, strength / MOST_STRENGTH),
            np.where(readers > 1, groups.persons[here] / np.maximum(readers, 1), np.nan),
            1 - share,
        ]
    )
    known = ~np.isnan(parts)
    values: FloatArray = np.where(known, parts, 0).sum(axis=0) / known.sum(axis=0)
    return values


def _scored(group: Group, share: float) -> Score:
    return score(words=group.words, strength=group.strength, coders=group.persons, readers=group.readers, share=share)


def _codes(inquiry: "Inquiry", names: Collection[str]) -> list[Code]:
    if not names:
        return list(inquiry.codes())
    uuids: set[str] = set()
    for name in names:
        code = inquiry.book.named(name)
        uuids |= {code.uuid, *(inner.uuid for inner in inquiry.book.descendants(code.uuid))}
    return [code for code in inquiry.book.codes if code.uuid in uuids]
