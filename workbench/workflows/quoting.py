"""The passages of codes as quotations: which tell most, who saw them, which are picked and how they are cut."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.telling import Score, balanced, score
from workbench.analysis.columns import MISSING, Codings
from workbench.store import picks as pick_store
from workbench.workflows.counting_words import word_counts
from workbench.workflows.marked_passages import Group, Marked, speakers

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

    Attributes:
        codes: Those wanted.

    Raises:
        CodebookError: If a code is unknown.
    """

    def __init__(self, inquiry: "Inquiry", wanted: Wanted) -> None:
        self._inquiry = inquiry
        self._wanted = wanted
        self.codes = _codes(inquiry, wanted.codes)
        self._numbers = {uuid: number for number, uuid in inquiry.snapshot.code_numbers.items()}
        self._marked = Marked(inquiry, [self._numbers[code.uuid] for code in self.codes if code.uuid in self._numbers])
        seen_by = inquiry.filter.sealed_to or None
        self._picks: dict[str, list[Pick]] = defaultdict(list)
        for one in pick_store.all(inquiry.study.reader, coder=seen_by):
            self._picks[one.code].append(one)

    def of_code(self, code: Code, *, most: int = 0, each: int = 0) -> tuple[list[Quoted], int]:
        """The passages of a code itself: the picked ones, then the most telling first, participants taking turns.

        Args:
            code: The code.
            most: The most to return, 0 for all.
            each: The most of one participant among those that are not picked, 0 for all.

        Returns:
            The passages, and how many others fit.
        """
        groups = self._marked.groups(self._numbers.get(code.uuid, MISSING))
        voices = Counter(group.voice for group in groups)
        scores = [_scored(group, voices[group.voice] / len(groups)) for group in groups]
        picked, taken = self._picked(code, groups, scores)
        rest = [
            place
            for place, group in enumerate(groups)
            if place not in taken and not self._wanted.picked and self._fits(group)
        ]
        # They come in text order, and sorting keeps that among equals.
        rest.sort(key=lambda place: -scores[place].value)
        room = max(0, most - len(picked)) if most else len(rest)
        kept = balanced(rest, [groups[place].voice for place in rest], most=room, each=each) if room else []
        found = picked + [
            Quoted(code.uuid, groups[one].text, groups[one].start, groups[one].end, groups[one], scores[one])
            for one in kept
        ]
        shown = found[: most or None]
        return shown, len(picked) + len(rest) - len(shown)

    def _fits(self, group: Group) -> bool:
        wanted = self._wanted
        return (
            wanted.stance in ("", group.stance)
            and (wanted.strength is None or (group.strength is not None and group.strength >= wanted.strength))
            and (not wanted.longest or group.words <= wanted.longest)
        )

    # -- picks -------------------------------------------------------------------------------------------------

    def _picked(self, code: Code, groups: list[Group], scores: list[Score]) -> tuple[list[Quoted], set[int]]:
        """What is picked, in its order and as it was picked, and the places of the passages that it takes."""
        places = {uuid: place for place, (uuid, _name) in enumerate(self._inquiry.transcripts)}
        taken: set[int] = set()
        found = []
        for pick in self._picks[code.uuid]:
            text = places.get(pick.transcript, MISSING)
            if text == MISSING or not self._inquiry.chosen[text]:
                continue
            mine = [at for at, group in enumerate(groups) if at not in taken and _same(group, text, pick)]
            if mine:
                taken.add(mine[0])
                group, told = groups[mine[0]], scores[mine[0]]
            else:
                group, told = self._uncoded(pick, text)
            if group.person == MISSING or self._inquiry.who[group.person]:
                found.append(Quoted(code.uuid, text, pick.span.start, pick.span.end, group, told, pick))
        return found, taken

    def _uncoded(self, pick: "Pick", text: int) -> tuple[Group, Score]:
        """A passage that was picked and that no coder marked, or none does any more."""
        row = Codings.build(transcript=[text], code=[0], start=[pick.span.start], end=[pick.span.end])
        person, words = int(speakers(self._inquiry, row)[0]), int(word_counts(self._inquiry, row)[0])
        group = Group(text, pick.span.start, pick.span.end, person, (), (), 0, 0, None, "", words)
        return group, _scored(group, 0)


def _scored(group: Group, share: float) -> Score:
    return score(words=group.words, strength=group.strength, coders=group.persons, readers=group.readers, share=share)


def _same(group: Group, text: int, pick: "Pick") -> bool:
    """Whether a passage is what was picked: half of the shorter one is shared."""
    shared = min(group.end, pick.span.end) - max(group.start, pick.span.start)
    return group.text == text and shared > 0 and 2 * shared >= min(group.end - group.start, len(pick.span))


def _codes(inquiry: "Inquiry", names: Collection[str]) -> list[Code]:
    if not names:
        return list(inquiry.codes())
    uuids: set[str] = set()
    for name in names:
        code = inquiry.book.named(name)
        uuids |= {code.uuid, *(inner.uuid for inner in inquiry.book.descendants(code.uuid))}
    return [code for code in inquiry.book.codes if code.uuid in uuids]
