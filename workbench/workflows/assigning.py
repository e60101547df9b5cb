"""Giving coders their transcripts: all to all, a share of them to several, by hand; and taking coders off again."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind, ReadingState
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store import coders as coder_store
from workbench.store import states as state_store
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.store.transcripts import TranscriptEntry

SEED = 20_111
Pair = tuple[str, str]
"""uuid of a coder, uuid of a transcript."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to have which transcripts.

    Attributes:
        fresh: Coder and transcript of what is new, in the order of the study and of the coders.
        known: How many of those asked for were so already.
        several: uuids of the transcripts that are to have two coders or more; only where a share was asked for.
        seed: Of the draw; None where nothing was drawn.
        share: How many of the transcripts several coders are to have, in per cent; None where that was not asked.
    """

    fresh: tuple[Pair, ...]
    known: int
    several: tuple[str, ...] = ()
    seed: int | None = None
    share: int | None = None

    def of(self, coder: str) -> tuple[str, ...]:
        """Uuids of the transcripts that are new to a coder."""
        return tuple(transcript for one, transcript in self.fresh if one == coder)


def all_by_all(study: "StudyFile", coders: Sequence[Coder], transcripts: Sequence[str]) -> Assignment:
    """Every coder is to have every one of these transcripts (uuids).

    Raises:
        StoreError: If one of them is the consensus, which nobody codes.
    """
    _refuse_consensus(coders)
    taken = _taken(study)
    asked = [(coder.uuid, uuid) for uuid in transcripts for coder in coders]
    fresh = tuple(pair for pair in asked if pair not in taken)
    return Assignment(fresh, len(asked) - len(fresh))


def overlap(
    study: "StudyFile",
    coders: Sequence[Coder],
    transcripts: Sequence[str],
    *,
    share: int,
    each: int = 2,
    by_length: bool = True,
    seed: int = SEED,
) -> Assignment:
    """Every transcript is to have a coder, and a share of them, drawn by chance, several.

    The longest is dealt out first, each to those who have least so far; of equals, to those who have least in common,
    then by the draw. What coders have already stays and counts.

    Args:
        study: The open study.
        coders: At least two.
        transcripts: uuids.
        share: How many of the transcripts get several coders, in per cent, 0 to 100; rounded to whole transcripts, at
            least one unless it is 0.
        each: How many coders these get.
        by_length: Whether coders get equal numbers of words, else equal numbers of transcripts.
        seed: The same seed and the same study give the same assignment.

    Raises:
        StoreError: If there are fewer coders than a transcript is to have, one of them is the consensus, or the share
            is none.
    """
    _refuse_consensus(coders)
    if not 0 <= share <= 100:
        raise StoreError(_("A share lies between 0 and 100 per cent."))
    if each < 2 or len(coders) < each:
        raise StoreError(
            _("{each} coders for one transcript need at least two, and there are {count} to choose from.").format(
                each=each, count=len(coders)
            ),
            _("Name more with --coder, or add one: workbench coders {study} add NAME").format(study=study.path.name),
        )
    chance = random.Random(seed)
    entries = [entry for entry in transcript_store.listing(study.reader) if entry.uuid in set(transcripts)]
    count = max(1, round(len(entries) * share / 100)) if share and entries else 0
    several = set(chance.sample(sorted(entry.uuid for entry in entries), count))
    dealt = _Deal(coders, _taken(study), entries, by_length, chance)
    fresh = dealt.out(several, each)
    place = {entry.uuid: at for at, entry in enumerate(entries)}
    order = {coder.uuid: at for at, coder in enumerate(coders)}
    return Assignment(
        tuple(sorted(fresh, key=lambda pair: (place[pair[1]], order[pair[0]]))),
        dealt.known,
        tuple(sorted(several, key=place.__getitem__)),
        seed,
        share,
    )


class _Deal:
    """Transcripts dealt out one after the other."""

    def __init__(
        self,
        coders: Sequence[Coder],
        taken: set[Pair],
        entries: "Sequence[TranscriptEntry]",
        by_length: bool,
        chance: random.Random,
    ) -> None:
        self._weight = {entry.uuid: entry.words if by_length else 1 for entry in entries}
        self._having = {uuid: [one.uuid for one in coders if (one.uuid, uuid) in taken] for uuid in self._weight}
        self._load = dict.fromkeys((coder.uuid for coder in coders), 0)
        self._together: dict[frozenset[str], int] = {}
        self._draw = {coder.uuid: chance.random() for coder in coders}
        self._turn = {uuid: chance.random() for uuid in sorted(self._weight)}
        self.known = sum(map(len, self._having.values()))
        for uuid, having in self._having.items():
            for at, coder in enumerate(having):
                self._note(coder, uuid, having[:at])

    def out(self, several: set[str], each: int) -> list[Pair]:
        """Deal; those that get several coders first, then the longest."""
        found: list[Pair] = []
        order = sorted(self._weight, key=lambda uuid: (uuid not in several, -self._weight[uuid], self._turn[uuid]))
        for uuid in order:
            having = self._having[uuid]
            while len(having) < (each if uuid in several else 1):
                coder = min((one for one in self._load if one not in having), key=lambda one: self._rank(one, having))
                self._note(coder, uuid, having)
                having.append(coder)
                found.append((coder, uuid))
        return found

    def _rank(self, coder: str, having: Sequence[str]) -> tuple[int, int, float]:
        together = sum(self._together.get(frozenset((coder, other)), 0) for other in having)
        return self._load[coder], together, self._draw[coder]

    def _note(self, coder: str, uuid: str, others: Sequence[str]) -> None:
        self._load[coder] += self._weight[uuid]
        for other in others:
            pair = frozenset((coder, other))
            self._together[pair] = self._together.get(pair, 0) + 1


def assign(study: "StudyFile", by: str | None, wanted: Assignment) -> None:
    """Give coders what is new to them, to do; one step, with the seed in the journal. What they have stays as it is.

    Args:
        study: The open study.
        by: uuid of who assigns, None for nobody in particular.
        wanted: From ``all_by_all`` or ``overlap``.
    """
    from workbench.store.rows import CoderRow
    from workbench.workflows.coding import put_state

    with study.act(by, "assign.give") as act:
        numbers = {uuid: act.get(CoderRow, uuid).id for uuid in dict.fromkeys(coder for coder, _text in wanted.fresh)}
        for coder, transcript in wanted.fresh:
            put_state(act, transcript, ReadingState.TODO, coder_id=numbers[coder])
        act.facts |= {"count": len(wanted.fresh), "coders": list(numbers)}
        if wanted.seed is not None:
            act.facts |= {"seed": wanted.seed, "share": wanted.share, "transcripts": list(wanted.several)}


def take_off(study: "StudyFile", by: str | None, coders: Sequence[Coder], transcripts: Sequence[str]) -> list[Pair]:
    """Take coders off transcripts, such as one who left: it no longer waits for them. Their codings stay; journalled.

    Args:
        study: The open study.
        by: uuid of who does so, None for nobody in particular.
        coders: Whom.
        transcripts: uuids.

    Returns:
        Who was taken off what.
    """
    from workbench.store.rows import CoderRow, CoderStateRow, TranscriptRow

    found: list[Pair] = []
    with study.act(by, "assign.take") as act:
        numbers = {uuid: act.get(TranscriptRow, uuid).id for uuid in transcripts}
        for coder in coders:
            rows = {row.transcript_id: row for row in act.all(CoderStateRow, coder_id=act.get(CoderRow, coder.uuid).id)}
            for uuid, number in numbers.items():
                if number in rows:
                    act.remove(rows[number])
                    found.append((coder.uuid, uuid))
        act.facts |= {"count": len(found), "coders": list(dict.fromkeys(coder for coder, _text in found))}
        act.facts["transcripts"] = list(dict.fromkeys(transcript for _coder, transcript in found))
    return found


def _refuse_consensus(coders: Sequence[Coder]) -> None:
    for coder in coders:
        if coder.kind is CoderKind.CONSENSUS:
            raise StoreError(
                _("{name} is not a person who codes.").format(name=coder.name),
                _("Name somebody of `workbench coders STUDY`."),
            )


def _taken(study: "StudyFile") -> set[Pair]:
    people = coder_store.all(study.reader, kind=CoderKind.PERSON)
    return {(one.uuid, uuid) for one in people for uuid in state_store.of_coder(study.reader, one.uuid)}
