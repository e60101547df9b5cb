"""The passages of codes as quotations: which tell most, who saw them, which are picked and how they are cut."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from codebook.code import Code
from codebook.coding import CoderKind
from codebook.telling import Score, balanced, score, together
from workbench.analysis.columns import MISSING, STANCES, Codings, IntArray
from workbench.analysis.mentions import own_words
from workbench.store import picks as pick_store
from workbench.workflows.counting_words import word_counts
from workbench.workflows.layers import Choice

if TYPE_CHECKING:
    from codebook.coding import Coder
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
    """One passage of a code, by whichever coders marked it.

    Attributes:
        code: uuid of the code.
        transcript: Place of the transcript in the inquiry.
        start: First character of what is quoted.
        end: One past the last.
        person: Place of the participant who says most of it, ``MISSING`` for nobody.
        ids: Row numbers of its codings, that whose edges are shown first; none for what was picked without a code.
        coders: uuids of those who marked it, in the order of the study.
        strength: The highest one given, None if none is.
        stance: The stance of the coding whose edges are shown, "" if none is given.
        words: How many.
        score: Why it stands where it stands.
        pick: Its place among the quotations that are picked, None if it is not.
    """

    code: str
    transcript: int
    start: int
    end: int
    person: int
    ids: tuple[int, ...]
    coders: tuple[str, ...]
    strength: int | None
    stance: str
    words: int
    score: Score
    pick: "Pick | None" = field(default=None)


class Quoting:
    """The passages of an inquiry by code, in the order of the codebook.

    Args:
        inquiry: Whose codings, which transcripts and participants.
        wanted: Which passages.

    Raises:
        CodebookError: If a code is unknown.
    """

    def __init__(self, inquiry: "Inquiry", wanted: Wanted) -> None:
        self.inquiry = inquiry
        self.wanted = wanted
        self.codes = _codes(inquiry, wanted.codes)
        self._coders, self._shown = _coders(inquiry)
        self._numbers = {uuid: number for number, uuid in inquiry.snapshot.code_numbers.items()}
        self._codings, self._ids = self._chosen()
        self._person = _speakers(inquiry, self._codings)
        self._words = word_counts(inquiry, self._codings)
        self._readers = self._count_readers()
        seen_by = inquiry.filter.sealed_to or None
        self._picks: dict[str, list[Pick]] = defaultdict(list)
        for one in pick_store.all(inquiry.study.reader, coder=seen_by):
            self._picks[one.code].append(one)

    def of_code(self, code: Code) -> list[Quoted]:
        """The passages of a code itself, most telling first, balanced over participants; the picked ones before."""
        rows = np.flatnonzero(self._codings.code == self._numbers.get(code.uuid, MISSING))
        found = self._with_picks(code, self._passages(code, rows))
        picked = sorted((one for one in found if one.pick), key=lambda one: one.pick.place if one.pick else 0)
        if self.wanted.picked:
            return picked
        rest = [one for one in found if not one.pick and self._fits(one)]
        return picked + balanced(rest, [_voice(one) for one in rest])

    def in_text_order(self, passages: Sequence[Quoted]) -> list[Quoted]:
        """The same in the order of the transcripts."""
        return sorted(passages, key=lambda one: (one.transcript, one.start, one.end))

    # -- from codings to passages ------------------------------------------------------------------------------

    def _chosen(self) -> tuple[Codings, IntArray]:
        """Codings of the codes wanted, by everyone who is counted or agrees, in order of code, transcript and start."""
        inquiry = self.inquiry
        tables = [inquiry.evidence(coder) for coder in self._coders]
        coder = np.repeat(np.arange(len(tables)), [len(one.codings) for one in tables])
        columns = [
            np.concatenate([np.zeros(0, np.int64), *(getattr(one.codings, name) for one in tables)])
            for name in Codings.__slots__
        ]
        columns[Codings.__slots__.index("coder")] = coder
        codings, ids = Codings(*columns), np.concatenate([np.zeros(0, np.int64), *(one.ids for one in tables)])
        numbers = [self._numbers[code.uuid] for code in self.codes if code.uuid in self._numbers]
        order = np.lexsort((codings.end, codings.start, codings.transcript, codings.code))
        order = order[np.isin(codings.code[order], np.array(numbers, np.int64))]
        return codings.take(order), ids[order]

    def _count_readers(self) -> list[set[int]]:
        """For each transcript the places of the coders who have finished it, or coded in it."""
        done = [self.inquiry.snapshot.done(one.uuid, self.inquiry.moment) for one in self._coders]
        readers: list[set[int]] = [set() for _one in self.inquiry.transcripts]
        for place, coder in enumerate(self._coders):
            if coder.kind is CoderKind.PERSON:
                coded = np.unique(self.inquiry.evidence(coder).codings.transcript).tolist()
                for text in {*np.flatnonzero(done[place]).tolist(), *coded}:
                    readers[text].add(place)
        return readers

    def _passages(self, code: Code, rows: IntArray) -> list[Quoted]:
        """Passages of one code with their scores, best first."""
        table = self._codings
        groups = [group for cell in _cells(table.transcript, rows) for group in self._grouped(cell)]
        groups = [group for group in groups if self._is_looked_at(group[0])]
        voices: dict[object, int] = defaultdict(int)
        for group in groups:
            voices[self._voice(group[0])] += 1
        found = [self._quoted(code, group, voices[self._voice(group[0])] / len(groups)) for group in groups]
        return sorted(found, key=lambda one: (-one.score.value, one.transcript, one.start, one.end))

    def _grouped(self, rows: list[int]) -> Iterator[list[int]]:
        """Codings of one code in one transcript that are one passage; the one to be shown first."""
        table = self._codings
        spans = [(int(table.start[row]), int(table.end[row]), int(table.coder[row])) for row in rows]
        for group in together(spans) if len(rows) > 1 else [[0]]:
            members = [rows[place] for place in group]
            shown = [row for row in members if int(table.coder[row]) in self._shown]
            if shown:
                best = max(shown, key=lambda row: (self._length(row), -int(table.coder[row])))
                yield [best, *(row for row in members if row != best)]

    def _length(self, row: int) -> float:
        return score(words=int(self._words[row]), strength=None, coders=1, readers=1, share=0).length

    def _is_looked_at(self, row: int) -> bool:
        person = int(self._person[row])
        if person != MISSING:
            return bool(self.inquiry.who[person])
        return not (self.inquiry.filter.participants or self.inquiry.filter.where)

    def _voice(self, row: int) -> object:
        person = int(self._person[row])
        return person if person != MISSING else ("transcript", int(self._codings.transcript[row]))

    def _quoted(self, code: Code, group: list[int], share: float) -> Quoted:
        table, best = self._codings, group[0]
        strengths = [int(table.strength[row]) for row in group if table.strength[row] != MISSING]
        who = sorted({int(table.coder[row]) for row in group})
        persons = [place for place in who if self._coders[place].kind is CoderKind.PERSON]
        text, strength = int(table.transcript[best]), max(strengths, default=None)
        stance = int(table.stance[best])
        return Quoted(
            *(code.uuid, text, int(table.start[best]), int(table.end[best]), int(self._person[best])),
            tuple(int(self._ids[row]) for row in group),
            tuple(self._coders[place].uuid for place in who),
            strength,
            STANCES[stance].value if stance != MISSING else "",
            int(self._words[best]),
            score(
                words=int(self._words[best]),
                strength=strength,
                coders=len(persons),
                readers=len(self._readers[text] | set(persons)) if persons else 0,
                share=share,
            ),
        )

    def _fits(self, one: Quoted) -> bool:
        wanted = self.wanted
        return (
            wanted.stance in ("", one.stance)
            and (wanted.strength is None or (one.strength is not None and one.strength >= wanted.strength))
            and (not wanted.longest or one.words <= wanted.longest)
        )

    # -- picks -------------------------------------------------------------------------------------------------

    def _with_picks(self, code: Code, found: list[Quoted]) -> list[Quoted]:
        """The same, what is picked standing as it was picked; picks that no coding covers are passages too."""
        places = {uuid: place for place, (uuid, _name) in enumerate(self.inquiry.transcripts)}
        result = list(found)
        for pick in self._picks[code.uuid]:
            text = places.get(pick.transcript, MISSING)
            if text == MISSING or not self.inquiry.chosen[text]:
                continue
            mine = [place for place, one in enumerate(result) if one.transcript == text and _same(one, pick)]
            if mine:
                one = result[mine[0]]
                result[mine[0]] = replace(one, start=pick.span.start, end=pick.span.end, pick=pick)
            else:
                result += self._uncoded(code, pick, text)
        return result

    def _uncoded(self, code: Code, pick: "Pick", text: int) -> list[Quoted]:
        row = Codings.build(transcript=[text], code=[0], start=[pick.span.start], end=[pick.span.end])
        person = int(_speakers(self.inquiry, row)[0])
        if person != MISSING and not self.inquiry.who[person]:
            return []
        words = int(word_counts(self.inquiry, row)[0])
        plain = score(words=words, strength=None, coders=0, readers=0, share=0)
        return [Quoted(code.uuid, text, pick.span.start, pick.span.end, person, (), (), None, "", words, plain, pick)]


def _same(one: Quoted, pick: "Pick") -> bool:
    """Whether a passage is what was picked: half of the shorter one is shared, and it is not picked already."""
    shared = min(one.end, pick.span.end) - max(one.start, pick.span.start)
    return one.pick is None and shared > 0 and 2 * shared >= min(one.end - one.start, len(pick.span))


def _voice(one: Quoted) -> object:
    return one.person if one.person != MISSING else ("transcript", one.transcript)


def _cells(transcript: IntArray, rows: IntArray) -> Iterator[list[int]]:
    """Rows in order of their transcript, one list for each."""
    if len(rows):
        for cell in np.split(rows, np.flatnonzero(np.diff(transcript[rows])) + 1):
            yield cell.tolist()


def _speakers(inquiry: "Inquiry", codings: Codings) -> IntArray:
    """Place of the participant whose words each coding covers most, ``MISSING`` for nobody's: shape (codings,)."""
    pieces = own_words(codings, inquiry.snapshot.turns)
    person = np.full(len(codings), MISSING)
    order = np.lexsort((-pieces.participant, pieces.end - pieces.start))
    person[pieces.coding[order]] = pieces.participant[order]
    return person


def _codes(inquiry: "Inquiry", names: Collection[str]) -> list[Code]:
    if not names:
        return list(inquiry.codes())
    uuids: set[str] = set()
    for name in names:
        code = inquiry.book.named(name)
        uuids |= {code.uuid, *(inner.uuid for inner in inquiry.book.descendants(code.uuid))}
    return [code for code in inquiry.book.codes if code.uuid in uuids]


def _coders(inquiry: "Inquiry") -> "tuple[list[Coder], set[int]]":
    """Whose codings are read, and the places of those whose passages are shown.

    Beside a consensus that was taken because it is there, the coders are read too: it is they who agree.
    """
    from workbench.store import coders as coder_store

    shown = list(inquiry.layers)
    others: list[Coder] = []
    if inquiry.choice is Choice.CONSENSUS and not inquiry.filter.sealed_to:
        others = coder_store.all(inquiry.study.reader, kind=CoderKind.PERSON)
    return shown + others, set(range(len(shown)))
