"""What a participant is and says, as variables of data for statistics."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from codebook.coding import Stance
from exports.report import Cell, Kind
from exports.variables import Absence, Measure, Names, Variable, in_the_way
from transcripts.i18n import _
from transcripts.model import AttributeKind, AttributeValue, Knowledge
from workbench.analysis.columns import MISSING, STANCES, IntArray
from workbench.analysis.divergence import stances
from workbench.analysis.prevalence import Uptake, by_prompt, uptake
from workbench.workflows.findings.evidence import ASKED, NEVER

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.store.participants import AttributeEntry
    from workbench.workflows.findings.evidence import Evidence

_ENDING = len("_strength")
_SILENT = {Knowledge.UNKNOWN: Absence.UNKNOWN, Knowledge.NOT_ASKED: Absence.NOT_ASKED}


@dataclass(frozen=True, slots=True)
class Filled:
    """A variable with one cell for each participant of the study."""

    variable: Variable
    cells: tuple[Cell, ...]


def absence_of(value: AttributeValue | None) -> Absence | None:
    """Why there is no value, None if there is one."""
    return Absence.NOT_RECORDED if value is None else _SILENT.get(value.knowledge)


# -- attributes ------------------------------------------------------------------------------------------------------


def attribute_columns(
    entry: "AttributeEntry", values: Sequence[AttributeValue | None], names: Names, language: str
) -> Iterator[Filled]:
    """The variables of one attribute.

    Args:
        entry: The attribute.
        values: Of each participant, None where never recorded.
        names: Gives the names.
        language: Of the label.
    """
    name = names.new(entry.name, room=len("_known"))
    label = entry.labels.get(language, entry.name)
    match entry.kind:
        case AttributeKind.NUMBER:
            yield from _numbers(name, label, values, names)
        case AttributeKind.CHOICE | AttributeKind.YES_NO:
            yield _choices(name, label, entry, values)
        case AttributeKind.DATE | AttributeKind.TEXT:
            kind = Kind.DATE if entry.kind is AttributeKind.DATE else Kind.TEXT
            cells = tuple(None if value is None else value.text or None for value in values)
            yield Filled(Variable(name, label, kind, Measure.SCALE if kind is Kind.DATE else Measure.NOMINAL), cells)
            if any(value is not None and value.knowledge is not Knowledge.KNOWN for value in values):
                yield _knowledge(name, label, values, names)


def _numbers(name: str, label: str, values: Sequence[AttributeValue | None], names: Names) -> Iterator[Filled]:
    """The number, or the middle of a range, with both ends beside it where there are ranges."""
    told = [value for value in values if value is not None and absence_of(value) is None]
    ranges = any(value.high not in (None, value.low) for value in told)
    clash = in_the_way(number for value in told for number in (value.low, value.high) if number is not None)
    absences = () if clash else _absences(values)

    def filled(ending: str, said: str, number: Callable[[AttributeValue], float], definition: str = "") -> Filled:
        cells = tuple(_number(value, number, clash=clash) for value in values)
        variable = Variable(
            names.new(name + ending) if ending else name, said, Kind.NUMBER, Measure.SCALE, {}, absences, definition
        )
        return Filled(variable, cells)

    yield filled("", label, _middle, _("The middle where a range was told.") if ranges else "")
    if ranges:
        yield filled("_low", _("{name}, lower end").format(name=label), lambda value: value.low or 0.0)
        yield filled("_high", _("{name}, upper end").format(name=label), _upper)
    if clash or ranges or any(value.knowledge is Knowledge.APPROXIMATE for value in told):
        yield _knowledge(name, label, values, names)


def _middle(value: AttributeValue) -> float:
    return ((value.low or 0.0) + _upper(value)) / 2


def _upper(value: AttributeValue) -> float:
    return value.high if value.high is not None else value.low or 0.0


def _number(value: AttributeValue | None, number: Callable[[AttributeValue], float], *, clash: bool) -> Cell:
    absence = absence_of(value)
    if absence is not None or value is None:
        return None if clash or absence is None else int(absence)
    return number(value)


def _absences(values: Sequence[AttributeValue | None]) -> tuple[Absence, ...]:
    return tuple(sorted({one for value in values if (one := absence_of(value)) is not None}, reverse=True))


def _knowledge(name: str, label: str, values: Sequence[AttributeValue | None], names: Names) -> Filled:
    """How exactly a value is known, and why there is none."""
    told = {1: _("exactly"), 2: _("approximately"), 3: _("as a range")}
    cells = tuple(_exactness(value) for value in values)
    said = _("{name}: how it is known").format(name=label)
    name = names.new(f"{name}_known")
    return Filled(Variable(name, said, Kind.INTEGER, Measure.NOMINAL, told, _absences(values)), cells)


def _exactness(value: AttributeValue | None) -> int:
    absence = absence_of(value)
    if absence is not None or value is None:
        return int(absence or Absence.NOT_RECORDED)
    if value.high not in (None, value.low):
        return 3
    return 2 if value.knowledge is Knowledge.APPROXIMATE else 1


def _choices(name: str, label: str, entry: "AttributeEntry", values: Sequence[AttributeValue | None]) -> Filled:
    """The values by number: yes and no as 1 and 0, choices in their order from 1."""
    if entry.kind is AttributeKind.YES_NO:
        numbers, told = {"yes": 1, "no": 0}, {1: _("yes"), 0: _("no")}
    else:
        used = [value.text for value in values if value is not None and value.text]
        choices = list(dict.fromkeys((*entry.choices, *used)))
        numbers = {choice: place for place, choice in enumerate(choices, start=1)}
        told = {place: choice for choice, place in numbers.items()}
    cells = tuple(
        int(absence or Absence.NOT_RECORDED)
        if (absence := absence_of(value)) is not None or value is None
        else numbers.get(value.text, int(Absence.UNKNOWN))
        for value in values
    )
    return Filled(Variable(name, label, Kind.INTEGER, Measure.NOMINAL, told, _absences(values)), cells)


# -- codes -----------------------------------------------------------------------------------------------------------


class CodeColumns:
    """What each participant says of each code, by one layer; a parent with everything under it.

    Args:
        evidence: Of the layer.
        codes: Which codes.
        guided: Whether anything is known of who was asked what.
    """

    def __init__(self, evidence: "Evidence", codes: "Sequence[Code]", *, guided: bool) -> None:
        self._evidence = evidence
        self._themes = evidence.themes(codes)
        self._guided = guided
        tally, origin = self._themes.tally, self._themes.origin
        coding = tally.pieces.coding
        stance = evidence.codings.stance[origin[coding]]
        self._stance = stances(tally.theme[coding], tally.pieces.participant, stance, shape=tally.mentions.shape)
        self._asked: IntArray = evidence.asked(codes)
        prompted, spontaneous = by_prompt(tally, evidence.prompted[origin])
        self._did = uptake(tally.mentions, prompted=prompted, spontaneous=spontaneous, asked=self._asked)

    @property
    def has_strength(self) -> list[bool]:
        """Per code whether any strength is set."""
        return [bool(row.any()) for row in self._themes.tally.strength != MISSING]

    @property
    def has_stance(self) -> list[bool]:
        """Per code whether any stance is set."""
        return [bool(row.any()) for row in self._stance != MISSING]

    def cells(self, theme: int, what: str) -> tuple[int, ...]:
        """One cell for each participant of the study; ``NOT_READ`` for those who are not counted.

        Args:
            theme: Place of the code.
            what: Ending of the variable, one of ``ENDINGS``.
        """
        column = {
            "present": self._present,
            "mentions": self._mentions,
            "strength": self._strength,
            "stance": self._stances,
            "asked": self._was_asked,
            "status": self._status,
        }[what](theme)
        cells = np.full(len(self._evidence.read), int(Absence.NOT_READ))
        cells[self._evidence.people] = column
        return tuple(cells.tolist())

    def _mentions(self, theme: int) -> IntArray:
        mentions: IntArray = self._themes.tally.mentions[theme]
        return mentions

    def _present(self, theme: int) -> IntArray:
        return (self._mentions(theme) > 0).astype(np.int64)

    def _strength(self, theme: int) -> IntArray:
        return self._if_mentioned(theme, self._themes.tally.strength[theme])

    def _stances(self, theme: int) -> IntArray:
        return self._if_mentioned(theme, np.where(self._stance[theme] == MISSING, MISSING, self._stance[theme] + 1))

    def _if_mentioned(self, theme: int, values: IntArray) -> IntArray:
        known = np.where(values == MISSING, int(Absence.NOT_SET), values)
        return np.where(self._mentions(theme) > 0, known, int(Absence.NOT_MENTIONED))

    def _was_asked(self, theme: int) -> IntArray:
        asked = self._asked[theme]
        return np.select((asked == ASKED, asked == NEVER), (1, 0), int(Absence.UNKNOWN))

    def _status(self, theme: int) -> IntArray:
        """As the report of recurrence has it."""
        did = self._did[theme]
        known = (Uptake.SPONTANEOUS, Uptake.PROMPTED, Uptake.NOT_TAKEN_UP, Uptake.NEVER_ASKED)
        return np.select([did == one for one in known], (1, 2, 3, 4), int(Absence.UNKNOWN))


def code_variables(
    code: "Code", names: Names, language: str, *, guided: bool, strength: bool, stance: bool
) -> Iterator[tuple[str, Variable]]:
    """The variables of a code, each with what ``CodeColumns.cells`` calls it."""
    label, unread = f"{code.short} {code.label(language)}", (Absence.NOT_READ,)
    base = names.new(code.short, room=_ENDING)
    unsaid = (*unread, Absence.NOT_MENTIONED, Absence.NOT_SET)

    def variable(
        what: str, said: str, measure: Measure, values: dict[int, str], gaps: tuple[Absence, ...], definition: str = ""
    ) -> tuple[str, Variable]:
        full = _("{code}: {what}").format(code=label, what=said)
        name = names.new(f"{base}_{what}")
        return what, Variable(name, full, Kind.INTEGER, measure, values, gaps, definition)

    either, counted = {1: _("mentioned"), 0: _("not mentioned")}, _("Codings that cover the participant's words.")
    yield variable("present", _("mentioned"), Measure.NOMINAL, either, unread, code.definition)
    yield variable("mentions", _("codings"), Measure.SCALE, {}, unread, counted)
    if strength:
        yield variable("strength", _("highest strength"), Measure.ORDINAL, strength_words(), unsaid)
    if stance:
        mixed = _("Mixed: both sides, or mixed itself.")
        yield variable("stance", _("stance"), Measure.NOMINAL, stance_words(), unsaid, mixed)
    if guided:
        gaps, asked = (Absence.UNKNOWN, *unread), {1: _("asked"), 0: _("never asked")}
        yield variable("asked", _("asked by a question of the guide"), Measure.NOMINAL, asked, gaps)
        yield variable("status", _("how it came up"), Measure.NOMINAL, status_words(), gaps)


def strength_words() -> dict[int, str]:
    """What the strengths stand for."""
    levels = {level: _("{level} of {most}").format(level=level, most=3) for level in (1, 2, 3)}
    return {0: _("named as unimportant"), **levels}


def stance_words() -> dict[int, str]:
    """What the numbers of stances stand for."""
    words = {Stance.PRO: _("pro"), Stance.CONTRA: _("contra"), Stance.MIXED: _("mixed"), Stance.NEUTRAL: _("neutral")}
    return {place: words[stance] for place, stance in enumerate(STANCES, start=1)}


def status_words() -> dict[int, str]:
    """How a code came up."""
    return {
        1: _("spontaneous"),
        2: _("prompted"),
        3: _("asked and not taken up"),
        4: _("never asked, not mentioned"),
    }
