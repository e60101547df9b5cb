"""Commands that read data into SPSS and into R, with labels, levels of measurement and missing values."""

from collections.abc import Iterable, Iterator, Sequence

from exports.cells import csv_value
from exports.report import Kind
from exports.variables import ABSENCES, Absence, DataSet, Measure, Variable
from transcripts.display import visible_line
from transcripts.i18n import N_, _

_LONGEST_LABEL, _LONGEST_VALUE = 250, 120
_LONGEST_TEXT = 32_767
_WHERE = N_("Run this in the folder where the data lie, or put the folder before their name.")
_FIRST, _LAST = min(Absence), max(Absence)


def values_of(variable: Variable) -> dict[int, str]:
    """What the numbers of a variable stand for, those of gaps among them."""
    return {**variable.values, **{int(one): _(ABSENCES[one]) for one in variable.absences}}


# -- SPSS ------------------------------------------------------------------------------------------------------------


def spss_syntax(data: DataSet, file: str) -> Iterator[str]:
    """SPSS commands, UTF-8, in lines.

    Args:
        data: The data.
        file: Name of the CSV file, which lies in the same folder.
    """
    yield "* Encoding: UTF-8.\n"
    yield f"* {_spss_comment(data.title)}.\n"
    yield f"* {_spss_comment(_(_WHERE))}.\n"
    yield "SET DECIMAL=DOT.\n"
    yield f"GET DATA /TYPE=TXT /FILE={_spss(file)} /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELCASE=LINE\n"
    yield '  /DELIMITERS="," /QUALIFIER=\'"\' /FIRSTCASE=2\n  /VARIABLES=\n'
    yield "".join(f"    {one.name} {_spss_format(data, place)}\n" for place, one in enumerate(data.variables))
    yield "  .\nCACHE.\nEXECUTE.\n"
    yield "VARIABLE LABELS\n" + "".join(f"  {one.name} {_spss(one.label, _LONGEST_LABEL)}\n" for one in data.variables)
    yield "  .\n"
    for variable in data.variables:
        if told := values_of(variable):
            yield f"VALUE LABELS {variable.name}\n"
            yield "".join(f"  {number} {_spss(words, _LONGEST_VALUE)}\n" for number, words in told.items()) + "  .\n"
    if missing := [one.name for one in data.variables if one.absences]:
        yield "MISSING VALUES\n" + "".join(f"  {name}\n" for name in missing) + f"  ({_FIRST} THRU {_LAST}).\n"
    for measure in Measure:
        if names := [one.name for one in data.variables if one.measure is measure]:
            yield "VARIABLE LEVEL\n" + "".join(f"  {name}\n" for name in names) + f"  ({measure.upper()}).\n"
    yield "EXECUTE.\n"


def _spss_format(data: DataSet, place: int) -> str:
    variable = data.variables[place]
    if variable.kind is Kind.TEXT:
        longest = max((len(csv_value(row[place]).encode()) for row in data.rows), default=1)
        return f"A{min(max(longest, 1), _LONGEST_TEXT)}"
    if variable.kind is Kind.DATE:
        return "SDATE10"
    return "F12.0" if variable.kind is Kind.INTEGER else "F16.6"


def _spss(text: str, longest: int = _LONGEST_LABEL) -> str:
    """The text in quotation marks, cut to so many bytes."""
    plain = visible_line(text).encode()[:longest].decode(errors="ignore")
    return "'" + plain.replace("'", "''") + "'"


def _spss_comment(text: str) -> str:
    """A comment ends at a full stop at the end of its line, or at an empty line."""
    return visible_line(text).rstrip(". ")


# -- R ---------------------------------------------------------------------------------------------------------------

_R_READ = """\
data <- read.csv({file}, fileEncoding = "UTF-8-BOM", encoding = "UTF-8", na.strings = "", check.names = FALSE,
                 stringsAsFactors = FALSE, colClasses = c({classes}))
# An apostrophe keeps spreadsheets from running text that begins like a formula; here it is in the way.
for (name in names(data)[sapply(data, is.character)])
  data[[name]] <- sub("^'(?=[=+@\\\\-])", "", data[[name]], perl = TRUE)
"""

_R_LABELLED = """\
# With the package haven every kind of gap stays told apart; without it all gaps become NA.
labelled <- function(x, values, missing, label) {
  if (requireNamespace("haven", quietly = TRUE)) {
    range <- if (missing) c({first}, {last}) else NULL
    if (length(values)) return(haven::labelled_spss(x, labels = values, na_range = range, label = label))
    if (missing) return(haven::labelled_spss(x, na_range = range, label = label))
  } else if (missing) {
    x[x >= {first} & x <= {last}] <- NA
  }
  if (length(values)) attr(x, "labels") <- values
  attr(x, "label") <- label
  x
}
"""


def r_syntax(data: DataSet, file: str) -> Iterator[str]:
    """R commands, UTF-8, in lines; they make a data frame called ``data`` and need no package.

    Args:
        data: The data.
        file: Name of the CSV file, which lies in the same folder.
    """
    yield f"# {visible_line(data.title)}\n# {visible_line(_(_WHERE))}\n"
    classes = ", ".join(f'"{_r_class(one)}"' for one in data.variables)
    yield _R_READ.format(file=_r(file), classes=classes)
    yield _R_LABELLED.replace("{first}", str(_FIRST)).replace("{last}", str(_LAST))
    for variable in data.variables:
        yield from _r_variable(variable)


def _r_class(variable: Variable) -> str:
    return {Kind.TEXT: "character", Kind.DATE: "character"}.get(variable.kind, "numeric")


def _r_variable(variable: Variable) -> Iterator[str]:
    name, label = f"data[[{_r(variable.name)}]]", _r(variable.label)
    if variable.kind is Kind.DATE:
        yield f"{name} <- as.Date({name})\n"
    if variable.kind in (Kind.TEXT, Kind.DATE):
        yield f'attr({name}, "label") <- {label}\n'
        return
    values = _r_values(values_of(variable).items())
    missing = "TRUE" if variable.absences else "FALSE"
    yield f"{name} <- labelled({name}, {values}, {missing}, {label})\n"


def _r_values(values: Iterable[tuple[int, str]]) -> str:
    told = [f"{_r(words)} = {number}" for number, words in values]
    return f"c({', '.join(told)})" if told else "NULL"


def _r(text: str) -> str:
    """The text as a string of R; letters beyond ASCII by number, so that the file's encoding does not matter."""
    return '"' + "".join(_r_letters(visible_line(text))) + '"'


def _r_letters(text: Sequence[str]) -> Iterator[str]:
    for letter in text:
        if letter in '"\\':
            yield "\\" + letter
        elif letter.isascii():
            yield letter
        else:
            yield f"\\u{{{ord(letter):04x}}}" if ord(letter) < 0x10000 else f"\\U{{{ord(letter):08x}}}"
