"""Who is compared, on what and how: as one line, by one key, and as a comparison is asked."""

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from exports.cells import short_number
from transcripts.i18n import N_, _
from transcripts.lists import joined_names, quoted_word, split_names
from workbench.errors import AnalysisError
from workbench.store import codes, transcripts
from workbench.tui.session import Session
from workbench.tui.widgets.line_completion import Field
from workbench.workflows.asked_lines import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

UNITS = ("sentence", "turn", "answer", "grid:200", "span")
INTERVALS = ("jackknife", "bootstrap", "hayes-krippendorff", "none")
_LISTS = {"coder": "coders", "code": "codes", "transcript": "transcripts", "measure": "measures"}
_NAMES = (*_LISTS, "unit", "interval", "seed", "any-two", "threshold")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a comparison is asked for; names as people type them, empty for all.

    Attributes:
        coders: Names.
        codes: Short names.
        transcripts: Names.
        measures: Names of measures besides the usual ones.
        unit: As ``comparing.compare`` takes it.
        interval: One of ``INTERVALS``.
        seed: Of the bootstrap, None for the usual one.
        any_two: Whether transcripts count that only two of them have finished.
        threshold: What lower bounds are held against, None for nothing.
    """

    coders: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    unit: str = UNITS[0]
    interval: str = INTERVALS[0]
    seed: int | None = None
    any_two: bool = False
    threshold: float | None = None

    def asked(self) -> dict[str, Any]:
        """As ``comparing.compare`` is asked."""
        return {name: getattr(self, name) for name in self.__slots__}

    def line(self) -> str:
        """As ``terms_from_line`` reads it; what is as by itself is left out."""
        given = {name: joined_names(getattr(self, field)) for name, field in _LISTS.items() if getattr(self, field)}
        given |= {
            name: getattr(self, name) for name in ("unit", "interval") if getattr(self, name) != getattr(Terms(), name)
        }
        given |= {"seed": str(self.seed)} if self.seed is not None else {}
        given |= {"any-two": "yes"} if self.any_two else {}
        given |= {"threshold": short_number(self.threshold)} if self.threshold is not None else {}
        return " ".join(quoted_word(f"{name}={value}") for name, value in given.items())

    def next_unit(self) -> "Terms":
        """The next unit; one that was typed is followed by the first. Measures on units need one."""
        unit = _after(UNITS, self.unit)
        return replace(self, unit=unit, measures=self.measures if unit != "span" else on_spans(self.measures))

    def next_interval(self) -> "Terms":
        """Another way to make intervals."""
        return replace(self, interval=_after(INTERVALS, self.interval))

    def next_coders(self, names: "Sequence[str]") -> "Terms":
        """The next two of some coders; after the last, all of them."""
        choices: list[tuple[str, ...]] = [(), *combinations(names, 2)]
        return replace(self, coders=_after(choices, self.coders))


def on_spans(names: "Sequence[str]") -> tuple[str, ...]:
    """Those of some measures that need no units."""
    from workbench.workflows.measuring.registry import ALL, measure

    return tuple(name for name in names if name == ALL or measure(name).on != "units")


def _after(choices: "Sequence[Any]", now: Any) -> Any:
    return choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]


# -- lines -----------------------------------------------------------------------------------------------------------


def terms_from_line(line: str) -> Terms:
    """Terms from one line such as ``coder=MA,JT unit=turn measure=kn``.

    Raises:
        AnalysisError: If something cannot be understood, or cannot be measured together.
    """
    from workbench.workflows.measuring.registry import wanted
    from workbench.workflows.measuring.units import read_unit

    found = Terms()
    for word in words_of(line):
        name, _equal, value = word.partition("=")
        given: dict[str, Any] = dict([_read(name.replace("_", "-"), value)])
        found = replace(found, **given)
    wanted(found.measures, units=read_unit(found.unit).kind != "span")
    return found


def _read(name: str, value: str) -> tuple[str, Any]:
    if name not in _NAMES:
        raise AnalysisError(
            _("“{name}” cannot be asked for here.").format(name=name),
            _("Ask for {names}.").format(names=", ".join(_NAMES)),
        )
    if name in _LISTS:
        return _LISTS[name], split_names(value)
    if name == "threshold":
        return name, _threshold(value)
    if name == "seed":
        return name, _seed(value)
    if name == "any-two":
        return "any_two", _chosen(name, value, ("yes", "no")) == "yes"
    return name, _chosen(name, value, INTERVALS) if name == "interval" else value or UNITS[0]


def _chosen(name: str, value: str, choices: "Sequence[str]") -> str:
    if value not in choices:
        raise AnalysisError(
            _("“{words}” is none of what {name} can be.").format(words=value, name=name),
            _("Choose one of {names}.").format(names=", ".join(choices)),
        )
    return value


def _seed(value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and int(value) <= 2**32):
        raise AnalysisError(_("A seed is a whole number, such as 20111."))
    return int(value)


def _threshold(value: str) -> float | None:
    if not value:
        return None
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not -1 <= number <= 1:
        raise AnalysisError(_("A threshold is a number from -1 to 1, such as .80."))
    return number


_UNIT_TITLES = {
    "sentence": N_("sentences"),
    "turn": N_("turns"),
    "answer": N_("answers to guide questions"),
    "grid:200": N_("grid of 200 characters; any other number too, or grid:50w for words"),
    "span": N_("free spans alone"),
}


def terms_fields(session: Session) -> tuple[Field, ...]:
    """What can stand in the line, with the values that this study knows; for a thread."""
    from workbench.workflows.measuring.registry import MEASURES

    reader = session.study.reader
    book = codes.book(reader)
    coders = tuple((one.name, "") for one in session.people.values())
    labelled = tuple((code.short, code.label(session.language)) for code in book.codes if code.codable)
    texts = tuple((name, "") for _uuid, name in transcripts.numbers(reader).values())
    measures = tuple((one.name, f"{_(one.symbol)}: {one.said}") for one in MEASURES)
    return (
        Field("coder", _("who; else all who have finished a transcript"), coders, many=True),
        Field("code", _("only these codes; those under one count for it"), labelled, many=True),
        Field("transcript", _("only these transcripts"), texts, many=True),
        Field("measure", _("besides the usual ones; all for all of them"), measures, many=True),
        Field("unit", _("on what presence is counted"), tuple((name, _(_UNIT_TITLES[name])) for name in UNITS)),
        Field("interval", _("how intervals are made"), tuple((name, "") for name in INTERVALS)),
        Field("seed", _("of the bootstrap")),
        Field("any-two", _("count transcripts that only two have finished too"), (("yes", ""), ("no", ""))),
        Field("threshold", _("hold lower bounds against it, such as .80")),
    )
