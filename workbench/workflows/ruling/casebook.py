"""What the coders of a study differ on and agree on, with the rulings that stand on it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind, Coding, ReadingState
from codebook.ruling import Ruling
from transcripts.spans import Span
from workbench.collecting import nothing_collected
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import rulings as ruling_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.ruling.values import OpenCase, OpenPosition, key_of

if TYPE_CHECKING:
    from codebook.book import Codebook
    from workbench.analysis.cases import Case, Cases
    from workbench.analysis.columns import Codings
    from workbench.store.reader import Reader


@dataclass(frozen=True, slots=True)
class AgreedGroup:
    """One code on one passage on which all who read the text agree.

    Attributes:
        transcript: uuid.
        span: What each of them marks.
        codings: Of all of them, by coder, then place.
    """

    transcript: str
    span: Span
    codings: tuple[Coding, ...]


class Casebook:
    """The cases and agreements of one transcript or of all, and who reads what.

    Codes count for themselves. Ties are broken by uuids, so that two copies of a study have the same cases.

    Args:
        reader: Of the study; what it is not shown does not count.
        transcripts: uuids; None for all in use.

    Attributes:
        people: All persons of the study, in the order in which they joined.
        states: Transcript uuid → coder uuid → how far that person is with it.
        names: Transcript uuid → name, in the order of the study.
        book: The codebook.
        rulings: On these transcripts, in text order.
    """

    def __init__(self, reader: "Reader", transcripts: Collection[str] | None = None) -> None:
        self._reader = reader
        self._wanted = transcripts
        only = next(iter(transcripts)) if transcripts is not None and len(transcripts) == 1 else None
        self._only = only
        self.people = tuple(coder_store.all(reader, kind=CoderKind.PERSON))
        self.states = ruling_store.states(reader, only)
        everything = dict(transcript_store.numbers(reader).values())
        self.names = {uuid: name for uuid, name in everything.items() if transcripts is None or uuid in transcripts}
        self.book: Codebook = code_store.book(reader)
        self.rulings = tuple(one for one in ruling_store.all(reader, only) if one.transcript in self.names)
        self._codings, self._given = self._columns()
        self._found = self._find()

    def ruled_by(self, rulings: Iterable[Ruling]) -> "Casebook":
        """The same cases, if these were all the rulings on these transcripts."""
        other = copy(self)
        for name in ("cases", "by_transcript", "lapsed"):
            other.__dict__.pop(name, None)
        other.rulings = tuple(rulings)
        return other

    @cached_property
    def cases(self) -> list[OpenCase]:
        """What the coders differ on, in text order."""
        with nothing_collected():
            return list(self._cases())

    @cached_property
    def lapsed(self) -> tuple[Ruling, ...]:
        """Rulings that stand on no case: the coders no longer differ there, or fewer than two have finished it."""
        standing = {case.ruling.uuid for case in self.cases if case.ruling is not None}
        return tuple(one for one in self.rulings if one.uuid not in standing)

    # -- who reads what ------------------------------------------------------------------------------------------------

    def readers(self, transcript: str) -> tuple[Coder, ...]:
        """Every person who has a state on a transcript, even if only as assigned."""
        states = self.states.get(transcript, {})
        return tuple(coder for coder in self.people if coder.uuid in states)

    def finished(self, transcript: str) -> tuple[Coder, ...]:
        """Those of them who have finished it."""
        states = self.states.get(transcript, {})
        return tuple(coder for coder in self.people if states.get(coder.uuid) is ReadingState.DONE)

    # -- codings -------------------------------------------------------------------------------------------------------

    def _columns(self) -> "tuple[Codings, Mapping[int, Coding] | Sequence[int]]":
        """Codings as columns; of one transcript with their values at hand, of more with their row numbers."""
        return self._columns_of_one(self._only) if self._only is not None else self._columns_of_all()

    def _columns_of_one(self, transcript: str) -> "tuple[Codings, Mapping[int, Coding]]":
        from workbench.analysis.columns import MISSING, STANCES, Codings

        number = {code: at for at, code in enumerate(self._code_ranks)}
        person = {coder.uuid: at for at, coder in enumerate(self.people)}
        place = {uuid: at for at, uuid in enumerate(self.names)}
        given = [one for one in coding_store.of_transcript(self._reader, transcript) if one.coder in person]
        columns = Codings.build(
            transcript=[place[one.transcript] for one in given],
            coder=[person[one.coder] for one in given],
            code=[number[one.code] for one in given],
            start=[one.span.start for one in given],
            end=[one.span.end for one in given],
            strength=[MISSING if one.strength is None else one.strength for one in given],
            stance=[MISSING if one.stance is None else STANCES.index(one.stance) for one in given],
        )
        return columns, dict(enumerate(given))

    def _columns_of_all(self) -> "tuple[Codings, Sequence[int]]":
        import numpy as np

        from workbench.analysis.columns import MISSING
        from workbench.workflows.columns import StudyColumns, places_of

        study = StudyColumns(self._reader)
        rows = study.codings(self.people)
        place = {uuid: at for at, uuid in enumerate(self.names)}
        ours = np.array([place.get(uuid, MISSING) for uuid, _name in study.transcripts], np.int64)
        numbers = code_store.numbers(self._reader)
        rank = {uuid: at for at, uuid in enumerate(self._code_ranks)}
        listed = sorted(number for number in numbers if numbers[number] in rank)
        ranks = np.array([rank[numbers[number]] for number in listed], np.int64)
        text = ours[rows.codings.transcript] if len(rows.ids) else rows.codings.transcript
        code = places_of(listed, rows.codings.code)
        known = (text != MISSING) & (code != MISSING)
        kept = rows.take(known)
        return replace(kept.codings, transcript=text[known], code=ranks[code[known]]), kept.ids.tolist()

    @property
    def _code_ranks(self) -> list[str]:
        return sorted(code.uuid for code in self.book.codes)

    def _find(self) -> "Cases":
        import numpy as np

        from workbench.analysis.cases import cases

        done = [[one is ReadingState.DONE for one in self._states(uuid)] for uuid in self.names]
        read = np.array(done, bool).reshape(len(self.names), len(self.people))
        with nothing_collected():
            return cases(self._codings, range(len(self.people)), read=read)

    def _states(self, transcript: str) -> Iterator[ReadingState | None]:
        states = self.states.get(transcript, {})
        return (states.get(coder.uuid) for coder in self.people)

    def _held(self, rows: Iterable[int]) -> Mapping[int, Coding]:
        """The codings in some rows; what another process removed meanwhile is left out."""
        if isinstance(self._given, Mapping):
            return self._given
        numbers = {row: self._given[row] for row in rows}
        by_number = coding_store.by_number(self._reader, sorted(numbers.values()))
        return {row: by_number[number] for row, number in numbers.items() if number in by_number}

    # -- what is told --------------------------------------------------------------------------------------------------

    @cached_property
    def agreed(self) -> dict[str, list[AgreedGroup]]:
        """Transcript uuid → what all who read it agree on, in text order."""
        texts = list(self.names)
        held = self._held({row for one in self._found.agreed for row in one.rows})
        found: dict[str, list[AgreedGroup]] = {}
        for one in self._found.agreed:
            if all(row in held for row in one.rows):
                group = AgreedGroup(texts[one.transcript], one.span, tuple(held[row] for row in one.rows))
                found.setdefault(group.transcript, []).append(group)
        return found

    @cached_property
    def by_transcript(self) -> dict[str, list[OpenCase]]:
        """Transcript uuid → its cases, in text order."""
        found: dict[str, list[OpenCase]] = {}
        for case in self.cases:
            found.setdefault(case.transcript, []).append(case)
        return found

    def _cases(self) -> Iterator[OpenCase]:
        texts = list(self.names)
        held = self._held({row for one in self._found.cases for row in one.rows})
        by_coding = _by_coding(self.rulings)
        for one in self._found.cases:
            if all(row in held for row in one.rows):
                yield self._case(one, texts[one.transcript], held, by_coding)

    def _case(
        self, found: "Case", transcript: str, held: Mapping[int, Coding], rulings: Mapping[str, list[Ruling]]
    ) -> OpenCase:
        # Lists inside: a case is made a hundred thousand times, and generators would take twice as long.
        positions = tuple(
            [
                OpenPosition(
                    tuple([self.people[coder] for coder in position.coders]),
                    tuple([held[row] for row in position.rows]),
                )
                for position in found.positions
            ]
        )
        # In the order of the codebook: that of the positions would tell who gave what where names are hidden.
        codes = sorted({one.code for position in positions for one in position.codings}, key=self.book.position)
        key = key_of(positions)
        ruling = _standing(key, (coding.uuid for one in positions for coding in one.codings), rulings)
        return OpenCase(
            key=key,
            kinds=found.kinds,
            transcript=transcript,
            name=self.names[transcript],
            span=found.span,
            positions=positions,
            codes=tuple([self.book.get(code) for code in codes]),
            cost=found.cost,
            majority=found.majority,
            ruling=ruling,
            stale=ruling is not None and not ruling.still_about(one.remembered for one in positions),
            costs=found.costs,
        )


def _by_coding(rulings: Iterable[Ruling]) -> dict[str, list[Ruling]]:
    found: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        for coding in ruling.codings:
            found.setdefault(coding, []).append(ruling)
    return found


def _standing(key: str, codings: Iterable[str], rulings: Mapping[str, list[Ruling]]) -> Ruling | None:
    """The ruling on a case: the one on exactly its codings, else the last one on any of them."""
    if not rulings:
        return None
    touching = {one.uuid: one for coding in codings for one in rulings.get(coding, ())}.values()
    return max(touching, key=lambda one: (one.key == key, one.changed, one.uuid), default=None)
