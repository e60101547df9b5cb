"""Words of quantity in a table: one row per phrase, with its language and its bounds."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from codebook.checks import LANGUAGES, one_line
from codebook.naming import loose_key
from codebook.nodes import Source, read_text
from codebook.quantity import Measure, QuantityRule
from transcripts.i18n import _

COLUMNS = ("language", "phrase", "measure", "least", "most")
_NAMES = {
    **{name: name for name in COLUMNS},
    **{"langue": "language", "expression": "phrase", "mesure": "measure", "minimum": "least", "maximum": "most"},
}
_MEASURES = {
    **{measure.value: measure for measure in Measure},
    **{"nombre": Measure.COUNT, "effectif": Measure.COUNT, "part": Measure.SHARE, "proportion": Measure.SHARE},
    **{"manquants": Measure.MISSING, "manquant": Measure.MISSING},
}
# A spreadsheet's apostrophe before what it could take for a formula.
_GUARD = re.compile(r"'+[=+\-@]")


def read_rules(path: Path) -> dict[str, tuple[QuantityRule, ...]]:
    """The rules of a CSV or TSV file by language, in the order of the file.

    Raises:
        CodebookError: With the line of what cannot be understood.
    """
    return rules_from(read_text(path), name=path.name)


def rules_from(text: str, *, name: str) -> dict[str, tuple[QuantityRule, ...]]:
    """The same from the text of a table.

    Args:
        text: The first line names the columns: language, phrase, measure, least, most; further ones do not matter.
        name: What it is called in messages.
    """
    source = Source(name, "")
    found: dict[str, list[QuantityRule]] = {}
    for line, row in _rows(text, source):
        language = row["language"].casefold()
        if language not in LANGUAGES:
            what = _('"{word}" is no language.').format(word=one_line(row["language"]))
            raise source.fault(line, what, _("Languages are: {names}.").format(names=", ".join(LANGUAGES)))
        found.setdefault(language, []).append(_rule(row, line, source))
    if not found:
        raise source.fault(1, _("there is no phrase in this table."), _("Give each phrase a line."))
    return {language: tuple(rules) for language, rules in found.items()}


def _rows(text: str, source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    text = text.removeprefix("\ufeff")
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [_NAMES.get(loose_key(name), "") for name in next(reader, [])]
        missing = [name for name in COLUMNS if name not in header]
        if missing:
            what = _("there is no column {names}.").format(names=", ".join(missing))
            raise source.fault(1, what, _("Columns are: {names}.").format(names=", ".join(COLUMNS)))
        for cells in reader:
            row = dict.fromkeys(COLUMNS, "") | {
                column: _unguarded(cell) for column, cell in zip(header, cells, strict=False) if column
            }
            if any(row.values()):
                yield reader.line_num, row
    except csv.Error as error:
        what = _("the table cannot be read ({problem}).").format(problem=error)
        raise source.fault(reader.line_num, what, _("Check the quotation marks from there on.")) from error


def _unguarded(cell: str) -> str:
    return " ".join((cell[1:] if _GUARD.match(cell) else cell).split())


def _rule(row: dict[str, str], line: int, source: Source) -> QuantityRule:
    measure = _MEASURES.get(loose_key(row["measure"]))
    if measure is None:
        what = _('"{word}" is no measure.').format(word=one_line(row["measure"]))
        raise source.fault(line, what, _("Measures are: {names}.").format(names=", ".join(Measure)))
    bounds = [read_bound(row[name]) for name in ("least", "most")]
    for bound, name in zip(bounds, ("least", "most"), strict=True):
        if bound is None:
            what = _('"{word}" is no quantity.').format(word=one_line(row[name]))
            raise source.fault(line, what, _("Write a number, a fraction such as 2/3, or a share such as 85 %."))
    least, most = (bound or 0.0 for bound in bounds)
    return QuantityRule(row["phrase"], measure, least, most)


def read_bound(written: str) -> float | None:
    """``0.85``, ``0,85``, ``85 %`` or ``2/3`` as a number; None for anything else."""
    text = written.replace(",", ".").strip()
    if match := re.fullmatch(r"(\d{1,6})\s*/\s*(\d{1,6})", text):
        return int(match[1]) / int(match[2]) if int(match[2]) else None
    match = re.fullmatch(r"(\d{0,9}\.?\d{1,30}(?:e-\d{1,3})?)\s*(%?)", text)
    if match is None:
        return None
    return float(match[1]) / 100 if match[2] else float(match[1])
