"""The options of reports: declared once, read alike from words, files and Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcripts.i18n import _
from transcripts.lists import split_names
from workbench.errors import AnalysisError

Value = str | int | float | bool | tuple[str, ...] | None


class OptionKind(StrEnum):
    """What an option takes."""

    WHOLE = "whole"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    LIST = "list"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a report.

    Attributes:
        name: As Python has it, such as ``per_participant``; the command line writes hyphens.
        kind: What it takes.
        default: Where it is not given.
        help: One line, marked for translation.
        choices: For choices.
        least: For numbers.
        most: For numbers.
    """

    name: str
    kind: OptionKind
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    least: float = 0
    most: float = 1_000_000_000

    def read(self, given: object) -> Value:
        """A value from words, a file or Python.

        Raises:
            AnalysisError: If it does not fit; the sentence says what does.
        """
        if given is None or given == self.default:
            return self.default
        match self.kind:
            case OptionKind.WHOLE | OptionKind.NUMBER:
                return self._number(given)
            case OptionKind.YES_NO:
                return self._yes_no(given)
            case OptionKind.LIST:
                return _listed(given)
            case OptionKind.CHOICE if str(given) not in self.choices:
                raise self._wrong(given, _("Write one of: {names}.").format(names=", ".join(self.choices)))
            case _:
                return str(given)

    def _number(self, given: object) -> int | float:
        try:
            number = float(str(given).replace(",", "."))
        except ValueError:
            number = float("nan")
        whole = self.kind is OptionKind.WHOLE
        if not self.least <= number <= self.most or (whole and number != int(number)):
            least, most = f"{self.least:.12g}", f"{self.most:.12g}"
            hint = _("Give a whole number from {least} to {most}.") if whole else _("Give one from {least} to {most}.")
            raise self._wrong(given, hint.format(least=least, most=most))
        return int(number) if whole else number

    def _yes_no(self, given: object) -> bool:
        said = str(given).casefold()
        if said not in ("true", "false", "yes", "no", "1", "0"):
            raise self._wrong(given, _("Write one of: {names}.").format(names="yes, no"))
        return said in ("true", "yes", "1")

    def _wrong(self, given: object, hint: str) -> AnalysisError:
        return AnalysisError(_("The option {name} cannot be “{words}”.").format(name=self.name, words=given), hint)


def _listed(given: object) -> tuple[str, ...]:
    parts: Iterable[object] = [given]
    if isinstance(given, str):
        parts = split_names(given)
    elif isinstance(given, Iterable):
        parts = given
    return tuple(said for part in parts if (said := str(part).strip()))


def read_options(options: Sequence[Option], given: Mapping[str, object]) -> dict[str, Value]:
    """Every option of a report with its value.

    Raises:
        AnalysisError: If a name is unknown or a value does not fit.
    """
    known = {option.name: option for option in options}
    unknown = [name for name in given if name not in known]
    if unknown:
        names = ", ".join(known)
        raise AnalysisError(
            _("This report has no option {name}.").format(name=unknown[0]),
            _("Options: {names}.").format(names=names) if names else _("It has none at all."),
        )
    return {name: option.read(given.get(name)) for name, option in known.items()}
