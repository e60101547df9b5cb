"""The study as data for SPSS and R: one row per participant, or one row per coding."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from exports.report import Cell, Kind, Row
from exports.variables import Absence, DataSet, Measure, Names, Variable
from transcripts.i18n import N_, _
from workbench.analysis.columns import MISSING
from workbench.store import codings as coding_store
from workbench.workflows.dataset_categories import CategoryColumns
from workbench.workflows.dataset_columns import (
    CodeColumns,
    Filled,
    attribute_columns,
    code_variables,
    stance_words,
    strength_words,
)
from workbench.workflows.findings.filters import Filter
from workbench.workflows.findings.inquiry import Inquiry, Linked
from workbench.workflows.findings.room import Room

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.columns import IntArray
    from workbench.store.study_file import StudyFile
    from workbench.workflows.findings.evidence import Evidence

_GAPS = N_("Numbers from {first} to {last} say why there is no value; the dictionary says which means what.")


def wide_data(study: "StudyFile", wanted: Filter | None = None) -> DataSet:
    """One row for each participant and layer of codings: attributes, and what they say of every code.

    Participants without a transcript, or not read to the end, have their attributes and gaps for the codes.

    Args:
        study: Open.
        wanted: What is looked at, as reports take it.

    Raises:
        StudyError: If something asked for is unknown, or nobody codes the study.
    """
    return _Wide(Inquiry(Room(study), wanted or Filter())).data()


class _Wide:
    def __init__(self, inquiry: Inquiry) -> None:
        self._inquiry = inquiry
        self._names = Names()
        self._codes: tuple[Code, ...] = inquiry.codes()
        self._lengths = _own_lengths(inquiry)
        self._guided = inquiry.linked is not Linked.NONE
        layers = [inquiry.evidence(layer) for layer in inquiry.layers]
        self._layers = [(one, CodeColumns(one, self._codes, guided=self._guided)) for one in layers]

    def data(self) -> DataSet:
        inquiry = self._inquiry
        own = [self._names.new(name) for name in ("id", "layer", "transcripts", "read", "own_length")]
        attributes = list(self._attributes())
        categories = CategoryColumns(inquiry, self._names)
        codes = list(self._of_codes())
        variables = (
            *_own_variables(own),
            *(one.variable for one in attributes),
            *categories.variables,
            *(variable for _theme, _what, variable in codes),
        )
        rows = [
            (*self._own(evidence, person), *(one.cells[person] for one in attributes), *cells)
            for evidence, columns in self._layers
            for person, cells in self._people(
                [
                    *categories.cells(evidence.layer.uuid),
                    *(columns.cells(theme, what) for theme, what, _variable in codes),
                ]
            )
        ]
        title = _("{title}: one row per participant").format(title=inquiry.study.title)
        return DataSet("wide", title, variables, rows, tuple(self._notes()))

    def _people(self, columns: Sequence[Sequence[int]]) -> Iterator[tuple[int, Row]]:
        """The participants looked at, each with a cell of every column."""
        for person in np.flatnonzero(self._inquiry.who).tolist():
            yield person, tuple(column[person] for column in columns)

    def _own(self, evidence: "Evidence", person: int) -> tuple[Cell, ...]:
        inquiry = self._inquiry
        read = bool(evidence.read[person])
        own = int(self._lengths[person])
        return inquiry.people[person], evidence.layer.name, len(inquiry.speaks[person]), int(read), own

    def _attributes(self) -> Iterator[Filled]:
        snapshot = self._inquiry.snapshot
        for entry in snapshot.attributes:
            values = [person.attributes.get(entry.name) for person in snapshot.people]
            yield from attribute_columns(entry, values, self._names, self._inquiry.language)

    def _of_codes(self) -> Iterator[tuple[int, str, Variable]]:
        strength = [any(flags) for flags in zip(*(one.has_strength for _evidence, one in self._layers), strict=True)]
        stance = [any(flags) for flags in zip(*(one.has_stance for _evidence, one in self._layers), strict=True)]
        for theme, code in enumerate(self._codes):
            found = code_variables(
                code,
                self._names,
                self._inquiry.language,
                guided=self._guided,
                strength=strength[theme],
                stance=stance[theme] or code.takes_stance,
            )
            yield from ((theme, what, variable) for what, variable in found)

    def _notes(self) -> Iterator[str]:
        yield _(_GAPS).format(first=min(Absence), last=max(Absence))
        yield _("A code counts with everything under it. Only what a layer has marked done is counted.")
        if len(self._layers) > 1:
            yield _("Each participant has a row for every layer of codings; choose one before you count people.")
        if not self._guided:
            yield _("Who was asked what is unknown: no guide question is linked to the interviews.")


def _own_lengths(inquiry: Inquiry) -> "IntArray":
    """Characters that each participant of the study says in the transcripts looked at."""
    turns = inquiry.snapshot.turns
    mine = (turns.participant != MISSING) & inquiry.chosen[turns.transcript]
    lengths = np.zeros(len(inquiry.people), np.int64)
    np.add.at(lengths, turns.participant[mine], (turns.end - turns.start)[mine])
    return lengths


def _own_variables(names: Sequence[str]) -> Iterator[Variable]:
    identity, layer, transcripts, read, length = names
    yield Variable(identity, _("participant"), Kind.TEXT, Measure.NOMINAL)
    yield Variable(layer, _("codings of"), Kind.TEXT, Measure.NOMINAL)
    yield Variable(transcripts, _("transcripts"))
    said = {1: _("read to the end"), 0: _("not yet, or in no transcript")}
    yield Variable(read, _("whether read to the end"), Kind.INTEGER, Measure.NOMINAL, said)
    yield Variable(length, _("length of own words"), definition=_("Characters, interviewers' words left out."))


# -- one row per coding ------------------------------------------------------------------------------------------------


def long_data(study: "StudyFile", wanted: Filter | None = None) -> DataSet:
    """One row for each coding, without its words, which ``workbench export STUDY codings.csv`` has by ``coding``.

    Args:
        study: Open.
        wanted: What is looked at, as reports take it.

    Raises:
        StudyError: If something asked for is unknown, or nobody codes the study.
    """
    inquiry = Inquiry(Room(study), wanted or Filter())
    rows = [row for layer in inquiry.layers for row in _long_rows(inquiry.evidence(layer))]
    title = _("{title}: one row per coding").format(title=study.title)
    notes = (_(_GAPS).format(first=min(Absence), last=max(Absence)),)
    return DataSet("long", title, tuple(_long_variables(inquiry)), rows, notes)


def _long_variables(inquiry: Inquiry) -> Iterator[Variable]:
    yes_no = {1: _("yes"), 0: _("no")}
    unset = (Absence.NOT_SET,)
    yield Variable("coding", _("coding"), Kind.TEXT, Measure.NOMINAL)
    yield Variable("layer", _("codings of"), Kind.TEXT, Measure.NOMINAL)
    yield Variable("transcript", _("transcript"), Kind.TEXT, Measure.NOMINAL)
    yield Variable(
        *("participant", _("participant"), Kind.TEXT, Measure.NOMINAL),
        definition=_("Whose words it covers most; empty where nobody is counted."),
    )
    yield Variable("code", _("code"), Kind.TEXT, Measure.NOMINAL)
    yield Variable("code_path", _("code with those above it"), Kind.TEXT, Measure.NOMINAL)
    yield Variable("start", _("first character"), definition=_("Unicode code points of the transcript, from 0."))
    yield Variable("end", _("one past the last character"))
    yield Variable("strength", _("strength"), Kind.INTEGER, Measure.ORDINAL, strength_words(), unset)
    yield Variable("stance", _("stance"), Kind.INTEGER, Measure.NOMINAL, stance_words(), unset)
    prompted = {1: _("prompted"), 0: _("spontaneous")}
    yield Variable("prompted", _("prompted"), Kind.INTEGER, Measure.NOMINAL, prompted, (Absence.UNKNOWN,))
    yield Variable("questions", _("questions in force"), Kind.TEXT, Measure.NOMINAL)
    yield Variable("counted", _("counted in reports"), Kind.INTEGER, Measure.NOMINAL, yes_no)


def _long_rows(evidence: "Evidence") -> Iterator[Row]:
    inquiry, table = evidence.inquiry, evidence.codings
    uuids = coding_store.uuids(inquiry.study.reader, evidence.ids.tolist())
    asked = _questions(evidence)
    known, counted, holder = inquiry.snapshot.code_numbers, evidence.counted, evidence.holder
    for row, number in enumerate(evidence.ids.tolist()):
        code = inquiry.book.get(known[int(table.code[row])])
        who = evidence.participants[holder[row]] if holder[row] != MISSING else None
        yield (
            *(uuids.get(number), evidence.layer.name, inquiry.transcripts[table.transcript[row]][1], who),
            *(code.short, inquiry.path(code), int(table.start[row]), int(table.end[row])),
            _set(int(table.strength[row])),
            _set(int(table.stance[row]), shift=1),
            int(Absence.UNKNOWN) if evidence.prompted[row] == MISSING else int(evidence.prompted[row]),
            asked.get(row),
            int(counted[row]),
        )


def _set(value: int, *, shift: int = 0) -> int:
    return int(Absence.NOT_SET) if value == MISSING else value + shift


def _questions(evidence: "Evidence") -> dict[int, str]:
    """Row of each coding → names of the guide questions in force where it begins."""
    numbers = evidence.inquiry.snapshot.links.numbers
    name_of = {numbers[entry.uuid]: entry.name for entry in evidence.inquiry.snapshot.questions}
    found: dict[int, list[str]] = {}
    rows, questions = evidence.in_questions()
    for row, question in zip(rows.tolist(), questions.tolist(), strict=True):
        found.setdefault(row, []).append(name_of[question])
    return {row: " ".join(said) for row, said in found.items()}
