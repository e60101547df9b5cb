"""What a table says of participants, set beside what the study knows: what would change, and what is doubtful."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from codebook.naming import exact_key
from transcripts.attributes import Habits, ReadCell, habits_of, kind_of, read_cell, written_value
from transcripts.days import Doubt, read_day
from transcripts.i18n import _
from transcripts.model import AttributeKind, AttributeValue, Knowledge
from transcripts.words import name_key
from workbench.errors import StoreError
from workbench.store.participants import Recruitment, RecruitmentEntry, attribute_key
from workbench.store.reader import unpacked
from workbench.workflows.recruiting import RecruitmentColumns, recruitment_columns

#: A cell of numbers that a spreadsheet has made a date of: 5-12 became the fifth of December.
MANGLED = "mangled"

Query = Callable[[str], Iterable[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Cells of one column that may have been meant otherwise, for one reason.

    Attributes:
        attribute: Name of the attribute or field.
        why: A ``Doubt``, or ``MANGLED``.
        count: How many cells.
        pseudonym: Whose the first is.
        written: What stands in it.
        read: How it was read, "" where it was left out.
    """

    attribute: str
    why: str
    count: int
    pseudonym: str
    written: str
    read: str


@dataclass(frozen=True, slots=True)
class KnownAttribute:
    """An attribute that the study has, or would have."""

    name: str
    kind: AttributeKind
    labels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the study knows of participants, read at one moment.

    Attributes:
        people: Pseudonym to row number.
        attributes: Name to attribute, in order.
        values: Row number of a participant and name of an attribute to the value.
        recruitment: Row number of a participant to how they came into the study.
    """

    people: dict[str, int]
    attributes: dict[str, KnownAttribute]
    values: dict[tuple[int, str], AttributeValue]
    recruitment: dict[int, RecruitmentEntry]


def read_known(query: Query) -> Known:
    """Read it, through a reader or inside a step."""
    knowledge = {one.value: one for one in Knowledge}
    return Known(
        dict(tuple(row) for row in query("SELECT pseudonym, id FROM participants WHERE deleted_at IS NULL")),
        {
            name: KnownAttribute(name, AttributeKind(kind), (french, english), tuple(unpacked(choices)))
            for name, kind, french, english, choices in query(
                "SELECT name, kind, label_fr, label_en, choices FROM attributes ORDER BY position, id"
            )
        },
        {
            (number, name): AttributeValue(knowledge[known], text, low, high)
            for number, name, known, text, low, high in query(
                "SELECT v.participant_id, a.name, v.knowledge, v.text_value, v.low, v.high FROM attribute_values v"
                " JOIN attributes a ON a.id = v.attribute_id"
            )
        },
        {
            number: RecruitmentEntry(Recruitment(status), *rest)
            for number, status, *rest in query(
                "SELECT participant_id, status, reason, approached_on, answered_on FROM recruitment"
            )
        },
    )


@dataclass
class Plan:
    """What a table of participants would bring.

    Attributes:
        participants: Pseudonyms that the table speaks of, as the study writes them.
        made: Those that the study does not have.
        attributes: Attributes that the table speaks of, as they would be: with new choices.
        fresh: Names of those that the study does not have.
        values: Pseudonym and name of an attribute to a value that is new or other than what is known.
        recruitment: Pseudonym to what is new or other.
        same: How many cells say what is known already.
        unread: "pseudonym, attribute" of cells that do not fit the type; they are left out.
        doubts: What may have been meant otherwise.
        choices: Name of an attribute the study has to choices that it would get.
    """

    participants: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    attributes: dict[str, KnownAttribute] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)
    values: dict[tuple[str, str], AttributeValue] = field(default_factory=dict)
    recruitment: dict[str, RecruitmentEntry] = field(default_factory=dict)
    same: int = 0
    unread: list[str] = field(default_factory=list)
    doubts: dict[tuple[str, str], Doubtful] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        """How many cells would change something."""
        return len(self.values) + len(self.recruitment)

    def doubt(self, attribute: str, why: str, pseudonym: str, written: str, read: str) -> None:
        """Note a doubtful cell; of each kind the first is kept and the others are counted."""
        first = self.doubts.get((attribute, why)) or Doubtful(attribute, why, 0, pseudonym, written, read)
        self.doubts[attribute, why] = replace(first, count=first.count + 1)


def plan_participants(known: Known, rows: Mapping[str, Mapping[str, str]], columns: Sequence[str]) -> Plan:
    """What a table would bring.

    Args:
        known: What the study knows.
        rows: Pseudonym → heading → value as written.
        columns: The headings, in order.

    Raises:
        StoreError: If the table names no participant, or one attribute or person twice.
    """
    if not rows:
        raise StoreError(_("The table names no participant."), _("Its first column holds the pseudonyms."))
    plan = Plan()
    recruitment = recruitment_columns(columns, rows.values(), known.attributes)
    headings = [heading for heading in columns if heading not in recruitment.headings.values()]
    fields = {heading: _Field.of(heading, known, rows) for heading in headings}
    _settle_attributes(plan, fields, known)
    finder = _Finder(known.people)
    for written, cells in rows.items():
        pseudonym, number = finder.find(written, plan)
        for heading, one in fields.items():
            _take_cell(plan, one, cells.get(heading, ""), pseudonym, known.values.get((number, one.attribute.name)))
        _take_recruitment(plan, recruitment, cells, pseudonym, known.recruitment.get(number))
    return plan


@dataclass
class _Field:
    """A column of the table and the attribute that it fills."""

    attribute: KnownAttribute
    fresh: bool
    habits: Habits
    offered: dict[str, str]
    seen: dict[str, ReadCell] = field(default_factory=dict)

    def read(self, written: str) -> ReadCell:
        """What a cell says; most columns say few different things."""
        found = self.seen.get(written)
        if found is None:
            found = self.seen[written] = read_cell(written, self.attribute.kind, self.habits)
        return found

    @classmethod
    def of(cls, heading: str, known: Known, rows: Mapping[str, Mapping[str, str]]) -> "_Field":
        cells = [cells.get(heading, "") for cells in rows.values()]
        present = _attribute_of(heading, known)
        attribute = present or KnownAttribute(_own_name(heading), kind_of(cells))
        offered = {exact_key(choice): choice for choice in attribute.choices}
        return cls(attribute, present is None, habits_of(cells), offered)


def _own_name(heading: str) -> str:
    return heading.removeprefix("attributes.")


def _attribute_of(heading: str, known: Known) -> KnownAttribute | None:
    """The attribute that a heading names: exactly, or by its label, or but for case, accents and underscores."""
    name = _own_name(heading)
    if name in known.attributes:
        return known.attributes[name]
    wanted = attribute_key(name)
    for one in known.attributes.values():
        if wanted in {attribute_key(alias) for alias in (one.name, *one.labels) if alias}:
            return one
    return None


def _settle_attributes(plan: Plan, fields: Mapping[str, _Field], known: Known) -> None:
    for heading, one in fields.items():
        if one.attribute.name in plan.attributes:
            raise StoreError(
                _("Two columns of the table are the attribute {name}.").format(name=one.attribute.name),
                _("Take one of them away: {heading}.").format(heading=heading),
            )
        plan.attributes[one.attribute.name] = one.attribute
        if one.fresh:
            plan.fresh.append(one.attribute.name)


class _Finder:
    """Finds the participant that a table means; a spelling with other dashes, case or accents is one too."""

    def __init__(self, people: Mapping[str, int]) -> None:
        self._people = people
        self._keys: dict[str, list[str]] = {}
        self._seen: dict[str, str] = {}
        for pseudonym in people:
            self._keys.setdefault(name_key(pseudonym), []).append(pseudonym)

    def find(self, written: str, plan: Plan) -> tuple[str, int]:
        """The pseudonym as the study writes it and its row number, 0 for one that is to be made."""
        alike = self._keys.get(name_key(written), [])
        pseudonym = written if written in self._people or len(alike) != 1 else alike[0]
        if pseudonym in self._seen:
            raise StoreError(
                _("The table has {first} and {second}, which are one participant of the study.").format(
                    first=self._seen[pseudonym], second=written
                ),
                _("Keep one row for each participant."),
            )
        self._seen[pseudonym] = written
        plan.participants.append(pseudonym)
        if pseudonym not in self._people:
            plan.made.append(pseudonym)
        return pseudonym, self._people.get(pseudonym, 0)


def _take_cell(plan: Plan, one: _Field, written: str, pseudonym: str, present: AttributeValue | None) -> None:
    name = one.attribute.name
    cell = one.read(written)
    if cell.value is None:
        if written.strip():
            plan.unread.append(f"{pseudonym}, {name}")
            if one.attribute.kind is AttributeKind.NUMBER and read_day(written, serials=False) is not None:
                plan.doubt(name, MANGLED, pseudonym, written, "")
        return
    if cell.doubt is not None:
        plan.doubt(name, cell.doubt.value, pseudonym, written, written_value(cell.value))
    value = _as_offered(plan, one, cell.value)
    if value == present:
        plan.same += 1
    else:
        plan.values[pseudonym, name] = value


def _as_offered(plan: Plan, one: _Field, value: AttributeValue) -> AttributeValue:
    """A choice in the spelling that the study has for it; one that it does not offer yet is added to what it does."""
    if one.attribute.kind is not AttributeKind.CHOICE or not value.text:
        return value
    key = exact_key(value.text)
    if key not in one.offered:
        one.offered[key] = value.text
        one.attribute = replace(one.attribute, choices=(*one.attribute.choices, value.text))
        plan.attributes[one.attribute.name] = one.attribute
        if not one.fresh:
            plan.choices.setdefault(one.attribute.name, []).append(value.text)
    return replace(value, text=one.offered[key])


def _take_recruitment(
    plan: Plan,
    columns: RecruitmentColumns,
    cells: Mapping[str, str],
    pseudonym: str,
    present: RecruitmentEntry | None,
) -> None:
    try:
        entry = columns.entry(cells, present) if columns.headings else None
    except StoreError:
        plan.unread.append(f"{pseudonym}, {columns.headings['status']}")
        return
    if entry is None:
        return
    for name, day in (("approached_on", entry.approached_on), ("answered_on", entry.answered_on)):
        doubt: Doubt | None = columns.doubt(name, cells)
        if doubt is not None:
            plan.doubt(name, doubt.value, pseudonym, cells[columns.headings[name]], day)
    if entry == present:
        plan.same += 1
    else:
        plan.recruitment[pseudonym] = entry
