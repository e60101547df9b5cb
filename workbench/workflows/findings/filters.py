"""What a report is asked to look at: whose codings, which transcripts, participants, questions, codes, and when.

The same few words serve the command line, the line in the screens, the Python API and the file of an article's reports.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from enum import StrEnum

from transcripts.attributes import read_value
from transcripts.i18n import _
from transcripts.lists import joined_names, quoted_word, split_names
from transcripts.model import AttributeKind, AttributeValue, Knowledge
from transcripts.words import folded
from workbench.errors import AnalysisError
from workbench.workflows.asked_lines import words_of


class Mention(StrEnum):
    """Which codings count, by the question in force where they stand."""

    ANY = "any"
    PROMPTED = "prompted"
    SPONTANEOUS = "spontaneous"


#: Longest first, so that ``<=`` is not read as ``<``.
_RELATIONS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
_CONDITION = re.compile(
    r"\s*(?:'(?P<quoted>(?:[^']|'')+)'|(?P<name>.+?))\s*(?P<relation><=|>=|!=|=|<|>)\s*(?P<value>.*?)\s*", re.DOTALL
)
_MARKS = re.compile("[=<>!']")


@dataclass(frozen=True, slots=True)
class Condition:
    """What an attribute of a participant must be.

    Attributes:
        attribute: Name of the attribute.
        relation: One of ``=``, ``!=``, ``<``, ``<=``, ``>``, ``>=``; the last four compare numbers and dates.
        value: As a person writes it; ``?`` stands for unknown, ``-`` for not asked, "" for never recorded.
    """

    attribute: str
    relation: str
    value: str

    @classmethod
    def read(cls, written: str) -> "Condition":
        """A condition such as ``hours_per_week>=8``; a name with such signs stands in single quotation marks.

        Raises:
            AnalysisError: If there is no relation in it.
        """
        found = _CONDITION.fullmatch(written)
        if found is None:
            raise AnalysisError(
                _("“{words}” is no condition on an attribute.").format(words=written),
                _("Write one like category=…, hours_per_week>=8 or category!=…"),
            )
        return cls((found["quoted"] or "").replace("''", "'") or found["name"], found["relation"], found["value"])

    def written(self) -> str:
        """As ``read`` takes it."""
        doubled = self.attribute.replace("'", "''")
        name = f"'{doubled}'" if _MARKS.search(self.attribute) else self.attribute
        return f"{name}{self.relation}{self.value}"

    def holds(self, value: AttributeValue | None, kind: AttributeKind) -> bool:
        """Whether a participant's value fulfils it for certain: of a range, every number does.

        What is unknown, not asked or never recorded fulfils only ``=`` with ``?``, ``-`` or nothing, and ``!=``.
        """
        wanted = read_value(self.value, kind)
        told = value if value is not None and value.knowledge not in _SILENT else None
        if wanted is None or wanted.knowledge in _SILENT or told is None:
            return self._alike(value, wanted) == (self.relation == "=") if self.relation in ("=", "!=") else False
        if kind is AttributeKind.NUMBER:
            return self._of_numbers(told, wanted)
        if kind is AttributeKind.DATE:
            return _RELATIONS[self.relation](_day(told), _day(wanted))
        return (_plain(told.text) == _plain(wanted.text)) == (self.relation == "=")

    def _alike(self, value: AttributeValue | None, wanted: AttributeValue | None) -> bool:
        """Whether both are silent in the same way; a value that is told equals no silence."""
        return (value.knowledge if value else None) == (wanted.knowledge if wanted else None) and (
            value is None or value.knowledge in _SILENT
        )

    def _of_numbers(self, told: AttributeValue, wanted: AttributeValue) -> bool:
        low, high = told.low or 0.0, told.high if told.high is not None else told.low or 0.0
        if self.relation in ("=", "!="):
            inside = (wanted.low or 0.0) <= low and high <= (wanted.high if wanted.high is not None else 0.0)
            return inside == (self.relation == "=")
        edge = wanted.low or 0.0
        return _RELATIONS[self.relation](low, edge) and _RELATIONS[self.relation](high, edge)


_SILENT = (Knowledge.UNKNOWN, Knowledge.NOT_ASKED)


def _day(value: AttributeValue) -> float:
    return float(date.fromisoformat(value.text).toordinal())


def _plain(text: str) -> str:
    return folded(text).replace("’", "'")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a report looks at; without any of it, everything.

    Attributes:
        layer: Name of a coder, or ``consensus``; "" for the usual choice (consensus, only coder, each coder).
        transcripts: Names of the only transcripts.
        participants: Pseudonyms of the only participants.
        where: Conditions that participants must fulfil, all of them.
        question: Name of a guide question: only what was said while it was in force, by those to whom it was put.
        mention: Only prompted codings, or only spontaneous ones.
        branch: Name of a code: only it and what is under it; ``/`` for the top.
        level: Depth in the codebook, 1 for the top: codes below count for their ancestor there. 0 for every code.
        as_of: The codings and states of that moment, ISO 8601 date (its end, in UTC) or time; "" for now.
    """

    layer: str = ""
    transcripts: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    question: str = ""
    mention: Mention = Mention.ANY
    branch: str = ""
    level: int = 0
    as_of: str = ""

    def written(self) -> dict[str, str | int | tuple[str, ...]]:
        """What is set, by name, as ``filter_of`` takes it."""
        values: dict[str, str | int | tuple[str, ...]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if not value or value == Mention.ANY:
                continue
            if field.name == "where":
                values["where"] = tuple(condition.written() for condition in self.where)
            else:
                values[field.name] = str(value) if isinstance(value, StrEnum) else value
        return values

    def line(self) -> str:
        """What is set, in one line, as ``filter_from_line`` reads it."""
        parts = []
        for name, value in self.written().items():
            if name == "where":
                parts += [condition.written() for condition in self.where]
            else:
                said = joined_names(value) if isinstance(value, tuple) else str(value)
                parts.append(f"{name.replace('_', '-')}={said}")
        return " ".join(map(quoted_word, parts))

    @property
    def moment(self) -> datetime | None:
        """The moment that ``as_of`` names, None for now.

        Raises:
            AnalysisError: If it is no date.
        """
        if not self.as_of:
            return None
        try:
            if len(self.as_of) <= len("2026-01-01"):
                return datetime.combine(date.fromisoformat(self.as_of), time.max, UTC)
            moment = datetime.fromisoformat(self.as_of)
        except ValueError as error:
            raise AnalysisError(
                _("“{words}” is no date.").format(words=self.as_of), _("Write one like 2026-11-21 or 2026-11-21T14:00.")
            ) from error
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_LISTS = ("transcripts", "participants", "where")
NAMES = tuple(field.name for field in fields(Filter))


def filter_of(values: Mapping[str, object]) -> Filter:
    """A filter from named values: texts, numbers, and lists or texts with commas.

    Raises:
        AnalysisError: If a name or a value cannot be understood.
    """
    unknown = [name for name in values if name not in NAMES]
    if unknown:
        raise AnalysisError(
            _("Reports have no filter {name}.").format(name=unknown[0]),
            _("Filters: {names}.").format(names=", ".join(NAMES)),
        )
    given = {name: value for name, value in values.items() if value not in (None, "", (), [])}
    made = Filter(
        layer=str(given.get("layer", "")),
        transcripts=_listed(given.get("transcripts", ())),
        participants=_listed(given.get("participants", ())),
        where=tuple(Condition.read(one) for one in _listed(given.get("where", ()), commas=False)),
        question=str(given.get("question", "")),
        mention=_mention(str(given.get("mention", Mention.ANY))),
        branch=str(given.get("branch", "")),
        level=_level(given.get("level", 0)),
        as_of=str(given.get("as_of", "")),
    )
    made.moment  # noqa: B018 - a date that is none is refused here, before anything is counted
    return made


def filter_from_line(line: str) -> Filter:
    """A filter from one line such as ``layer=MA question=Q2 category=culture hours>=8``.

    Names that are no filter's are attributes. Values with blanks stand in quotation marks.

    Raises:
        AnalysisError: If something cannot be understood.
    """
    values: dict[str, object] = {}
    where: list[str] = []
    for word in words_of(line):
        condition = Condition.read(word)
        name = condition.attribute.replace("-", "_")
        if condition.relation == "=" and name in NAMES and name != "where":
            values[name] = condition.value
        else:
            where.append(word)
    return filter_of({**values, "where": where})


def _listed(value: object, *, commas: bool = True) -> tuple[str, ...]:
    if isinstance(value, str):
        parts: Iterable[object] = split_names(value) if commas else [value]
    elif isinstance(value, Iterable):
        parts = value
    else:
        parts = [value]
    return tuple(said for part in parts if (said := str(part).strip()))


def _mention(value: str) -> Mention:
    try:
        return Mention(value)
    except ValueError as error:
        raise AnalysisError(
            _("“{words}” does not say which mentions count.").format(words=value),
            _("Write any, prompted or spontaneous."),
        ) from error


def _level(value: object) -> int:
    try:
        level = int(str(value))
    except ValueError:
        level = -1
    if level < 0:
        raise AnalysisError(
            _("“{words}” is no level of the codebook.").format(words=value), _("1 is the top; 0 means every code.")
        )
    return level
