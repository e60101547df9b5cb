"""One question put to the study: what is looked at, by whose codings, among whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from codebook.code import Code
from codebook.coding import Coder
from exports.report import Passage, Pointer, Table
from transcripts.i18n import _
from transcripts.model import AttributeKind, AttributeValue, Knowledge
from workbench.analysis.columns import MISSING, BoolArray, IntArray
from workbench.errors import AnalysisError
from workbench.workflows.findings.filters import Filter
from workbench.workflows.layers import Choice, layers

if TYPE_CHECKING:
    from codebook.book import Codebook
    from workbench.store.participants import AttributeEntry
    from workbench.store.study_file import StudyFile
    from workbench.workflows.findings.evidence import Evidence
    from workbench.workflows.findings.force import Force
    from workbench.workflows.findings.room import Room, Snapshot

#: Stands for the top of the codebook where a branch is named.
TOP = "/"


class Linked(StrEnum):
    """How far it is known who was asked what."""

    NONE = "none"
    PARTLY = "partly"
    ALL = "all"


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Participants by one attribute.

    Attributes:
        attribute: Its name.
        title: What a person calls it.
        labels: The values, in the order of the choices, else of numbers, dates or letters.
        of: Place of each participant's value in ``labels``, ``MISSING`` where it is not known; shape (people,).
    """

    attribute: str
    title: str
    labels: tuple[str, ...]
    of: IntArray


class Inquiry:
    """What a report is made from, all layers together.

    Attributes:
        study: Open.
        filter: What is looked at.
        snapshot: The study as it is.
        book: The codebook.
        layers: Whose codings are counted, one after the other.
        choice: Why these layers.
        chosen: Which transcripts are looked at, shape (transcripts,).
        who: Which participants are looked at, shape (people,): those that fit the filter and did not refuse or
            withdraw, whether read or not.
        early: Takes a table while the rest of the report is still being made; None where nobody waits for it.
    """

    def __init__(self, room: "Room", wanted: Filter) -> None:
        self.study: StudyFile = room.study
        self._passages = room.passages
        self.filter = wanted
        self.snapshot: Snapshot = room.snapshot()
        self.book: Codebook = self.snapshot.book
        self.language = self.study.language
        self.moment = wanted.moment
        self.layers, self.choice = layers(
            self.study.reader,
            wanted.layer,
            lambda coder: self.snapshot.done(coder.uuid, self.moment),
        )
        self.early: Callable[[Table], None] | None = None
        self._evidence: dict[str, Evidence] = {}
        self.chosen = self._chosen()
        self.who = self._who()
        self.branch = self._branch()

    @property
    def people(self) -> tuple[str, ...]:
        """Pseudonym of every participant of the study; a participant's place here is its index everywhere."""
        return self.snapshot.columns.people

    @property
    def transcripts(self) -> tuple[tuple[str, str], ...]:
        """Uuid and name of every transcript; its place here is its index everywhere."""
        return self.snapshot.columns.transcripts

    @cached_property
    def not_recruited(self) -> tuple[str, ...]:
        """Pseudonyms of those who speak in a transcript looked at and are no case, since they refused or withdrew."""
        texts = zip(self.people, self.speaks, self.snapshot.recruited, strict=True)
        return tuple(name for name, spoken, is_case in texts if spoken and not is_case)

    @cached_property
    def speaks(self) -> list[set[int]]:
        """The transcripts looked at in which each participant speaks."""
        chosen = set(np.flatnonzero(self.chosen).tolist())
        return [texts & chosen for texts in self.snapshot.speaks]

    @cached_property
    def heard(self) -> tuple[IntArray, IntArray]:
        """Who speaks where, of all participants, in the transcripts looked at: indices of people and of transcripts."""
        pairs = [(person, text) for person, texts in enumerate(self.speaks) for text in sorted(texts)]
        person, text = np.array(pairs, np.int64).reshape(-1, 2).T
        return person, text

    def any_text(self, texts: BoolArray) -> BoolArray:
        """Which participants speak in any of some transcripts, among those looked at: shape (people,)."""
        person, text = self.heard
        return np.bincount(person[texts[text]], minlength=len(self.people)) > 0

    @cached_property
    def force(self) -> "Force":
        """Which guide question is in force where."""
        from workbench.workflows.findings.force import Force

        return Force(self)

    @cached_property
    def question(self) -> int | None:
        """Row number of the guide question that is looked at, None for all.

        Raises:
            AnalysisError: If the guide has no such question.
        """
        if not self.filter.question:
            return None
        wanted = self.filter.question.casefold()
        for entry in self.snapshot.questions:
            if entry.name.casefold() == wanted or entry.uuid == self.filter.question:
                return self.snapshot.links.numbers[entry.uuid]
        names = ", ".join(entry.name for entry in self.snapshot.questions)
        raise AnalysisError(
            _("The guide has no question {name}.").format(name=self.filter.question),
            _("Questions: {names}.").format(names=names) if names else _("Bring one in: workbench guide STUDY import"),
        )

    @cached_property
    def linked(self) -> Linked:
        """Whether the guide is linked to the transcripts looked at."""
        linked = self.snapshot.links.linked[self.chosen]
        if not self.snapshot.questions or not linked.any():
            return Linked.NONE
        return Linked.ALL if linked.all() else Linked.PARTLY

    # -- codes -------------------------------------------------------------------------------------------------

    def codes(self) -> tuple[Code, ...]:
        """The codes that lines of a report stand for, depth first: those of the branch, at the level asked for.

        At a level, a code higher up stands for itself where it has no children.
        """
        inside = self.book.codes if self.branch is None else (self.branch, *self.book.descendants(self.branch.uuid))
        if not self.filter.level:
            return tuple(inside)
        level = self.filter.level
        return tuple(
            code
            for code in inside
            if (depth := len(self.book.path(code.uuid))) == level
            or (depth < level and not self.book.children(code.uuid))
        )

    def family(self, code: Code) -> set[int]:
        """Row numbers of a code and of all codes under it."""
        return self.snapshot.families[code.uuid]

    def ancestors(self, code: Code) -> set[int]:
        """Row numbers of a code and of all codes above it."""
        return self.snapshot.ancestors[code.uuid]

    def path(self, code: Code) -> str:
        """The labels from the top down to a code."""
        return " / ".join(one.label(self.language) for one in self.book.path(code.uuid))

    # -- participants ------------------------------------------------------------------------------------------

    def attribute(self, name: str) -> "AttributeEntry":
        """The attribute of that name, or label.

        Raises:
            AnalysisError: If participants have none such.
        """
        wanted = name.casefold()
        for entry in self.snapshot.attributes:
            if entry.name.casefold() == wanted or wanted in (label.casefold() for label in entry.labels.values()):
                return entry
        names = ", ".join(entry.name for entry in self.snapshot.attributes)
        raise AnalysisError(
            _("Participants have no attribute {name}.").format(name=name),
            _("Attributes: {names}.").format(names=names or _("none")),
        )

    def groups(self, name: str) -> Groups:
        """Participants by the values of an attribute; numbers and dates are taken as they are written."""
        from transcripts.attributes import written_value

        entry = self.attribute(name)
        values = [person.attributes.get(entry.name) for person in self.snapshot.people]
        written = ["" if value is None or _silent(value) else written_value(value) for value in values]
        keys = {said: _order(value, entry) for said, value in zip(written, values, strict=True) if said and value}
        labels = tuple(sorted(keys, key=lambda said: keys[said]))
        place = {label: at for at, label in enumerate(labels)}
        of = np.array([place.get(said, MISSING) for said in written], np.int64)
        return Groups(entry.name, entry.labels.get(self.language, entry.name), labels, of)

    # -- layers ------------------------------------------------------------------------------------------------

    def evidence(self, layer: Coder) -> "Evidence":
        """What one layer has to say; made once."""
        from workbench.workflows.findings.evidence import Evidence

        if layer.uuid not in self._evidence:
            if layer in self.layers:
                self.snapshot.read(self.layers, self.moment)
            self._evidence[layer.uuid] = Evidence(self, layer)
        return self._evidence[layer.uuid]

    def passages(self, pointers: Sequence[Pointer]) -> list[Passage]:
        """What pointers point to, for reading."""
        return self._passages(pointers)

    def show_early(self, table: Table) -> None:
        """Let a table of the report be seen before the report is done; it keeps its name when it comes again whole."""
        if self.early is not None and table.rows:
            self.early(table)

    # -- what the filter chooses -------------------------------------------------------------------------------

    def _chosen(self) -> BoolArray:
        names = self.filter.transcripts
        known = self.snapshot.columns.transcripts
        if not names:
            return np.ones(len(known), bool)
        by_name = {name: at for at, (_uuid, name) in enumerate(known)} | {
            uuid: at for at, (uuid, _n) in enumerate(known)
        }
        chosen = np.zeros(len(known), bool)
        for name in names:
            if name not in by_name:
                raise AnalysisError(
                    _("There is no transcript {name} in this study.").format(name=name),
                    _("See them with `workbench transcripts STUDY`."),
                )
            chosen[by_name[name]] = True
        return chosen

    def _who(self) -> BoolArray:
        people = self.snapshot.columns.people
        who = np.ones(len(people), bool)
        if self.filter.participants:
            unknown = [name for name in self.filter.participants if name not in people]
            if unknown:
                raise AnalysisError(
                    _("There is no participant {name} in this study.").format(name=unknown[0]),
                    _("See them with `workbench participants STUDY`."),
                )
            who = np.array([name in self.filter.participants for name in people], bool)
        for condition in self.filter.where:
            entry = self.attribute(condition.attribute)
            if condition.relation not in ("=", "!=") and entry.kind not in (AttributeKind.NUMBER, AttributeKind.DATE):
                raise AnalysisError(
                    _("{name} is no number and no date; it cannot be more or less.").format(name=entry.name),
                    _("Compare it with = or !=."),
                )
            values = (person.attributes.get(entry.name) for person in self.snapshot.people)
            who &= np.array([condition.holds(value, entry.kind) for value in values], bool)
        return who & self.snapshot.recruited

    def _branch(self) -> Code | None:
        return self.book.named(self.filter.branch) if self.filter.branch not in ("", TOP) else None


def _silent(value: AttributeValue) -> bool:
    return value.knowledge in (Knowledge.UNKNOWN, Knowledge.NOT_ASKED)


def _order(value: AttributeValue, entry: "AttributeEntry") -> tuple[float, str]:
    """Choices as listed, numbers by size, the rest by letters."""
    if value.low is not None:
        return value.low, ""
    place = entry.choices.index(value.text) if value.text in entry.choices else len(entry.choices)
    return (float(place), value.text.casefold()) if entry.kind is AttributeKind.CHOICE else (0.0, value.text.casefold())


__all__ = ["TOP", "Choice", "Groups", "Inquiry", "Linked"]
