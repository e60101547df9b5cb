"""Tables of codings as they are written: which column is what, and where a quote stands in a text."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codebook.coding import Stance
from codebook.naming import loose_key
from exports.cells import without_guard
from transcripts.files import contents, size_of
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import StoreError

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
#: Characters that a blank line may take in the source for each line end of the text.
BLANKS = 3
#: Digits of a place in a text; Python would not even read some thousands of them.
LONGEST_NUMBER = 18
_COLUMNS = {
    "transcript": "transcript|document|file|entretien|transcription|fichier|source",
    "coder": "coder|codeur|codeuse|user|annotator",
    "start": "start|debut|from|begin",
    "end": "end|fin|to",
    "code": "code|tag|short|etiquette",
    "quote": "quote|text|content|quotation|citation|verbatim|extrait|passage",
    "strength": "strength|force|poids|weight|importance",
    "stance": "stance|position|posture",
    "memo": "memo|note|comment|commentaire|remark|remarque",
}
_FIELD_OF = {name: field for field, names in _COLUMNS.items() for name in names.split("|")}
_STANCES = {
    "pro": Stance.PRO,
    "pour": Stance.PRO,
    "for": Stance.PRO,
    "contra": Stance.CONTRA,
    "contre": Stance.CONTRA,
    "against": Stance.CONTRA,
    "mixed": Stance.MIXED,
    "mixte": Stance.MIXED,
    "mitige": Stance.MIXED,
    "neutral": Stance.NEUTRAL,
    "neutre": Stance.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class CodingLine:
    """One row, as written.

    Attributes:
        number: Line of the file, 1 being the header.
        transcript: Name of the transcript.
        coder: "" if the table does not say.
        code: Short name, label or path of the code.
        start: First character, as written; "" if not given.
        end: One past the last, as written; "" if not given.
        quote: The words of the passage, "" if not given.
        strength: As written, "" if not given.
        stance: As written, "" if not given.
        memo: "" if not given.
    """

    number: int
    transcript: str
    coder: str
    code: str
    start: str
    end: str
    quote: str
    strength: str
    stance: str
    memo: str


@dataclass(frozen=True, slots=True)
class CodingTable:
    """A table of codings, read and not yet held against a study."""

    name: str
    lines: tuple[CodingLine, ...]


def read_coding_table(path: Path) -> CodingTable:
    """Read a table of codings.

    Raises:
        StoreError: If the file is no table, has no rows, or lacks a column that is needed.
        TranscriptError: If its bytes are no text.
    """
    rows = iter(_rows(path))
    _number, header = next(rows, (1, []))
    fields = [_FIELD_OF.get(loose_key(name).replace("_", " ").strip(), "") for name in header]
    _check_columns(path.name, header, fields)
    lines = tuple(_line(number, cells, fields) for number, cells in rows if any(cell.strip() for cell in cells))
    if not lines:
        raise StoreError(_("{name} has no rows under its header.").format(name=path.name))
    return CodingTable(path.name, lines)


def _check_columns(name: str, header: Sequence[str], fields: Sequence[str]) -> None:
    has = set(fields)
    missing = [field for field in ("transcript", "code") if field not in has]
    if not {"start", "end"} <= has and "quote" not in has:
        missing.append("start, end")
    if missing:
        raise StoreError(
            _("{name} lacks the columns {missing}; it has: {columns}.").format(
                name=name, missing=", ".join(missing), columns=", ".join(" ".join(cell.split()) for cell in header)
            ),
            _("Name them in the first line: transcript, coder, start, end, code, quote, strength, stance, memo."),
        )


def _line(number: int, cells: Sequence[str], fields: Sequence[str]) -> CodingLine:
    values = dict.fromkeys(_COLUMNS, "")
    for field, cell in zip(fields, cells, strict=False):
        if field and not values[field]:
            values[field] = without_guard(cell) if field in ("quote", "memo") else without_guard(cell.strip())
    return CodingLine(number, **values)


def _rows(path: Path) -> Iterable[tuple[int, list[str]]]:
    """Every row with its line; the cells as text."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise StoreError(
            _("{name} is no table that codings can be read from.").format(name=path.name),
            _("Known endings: {endings}.").format(endings=", ".join(ENDINGS)),
        )
    try:
        size_of(path)
        return _sheet_rows(path) if ending == ".xlsx" else _text_rows(path)
    except FileNotFoundError as error:
        raise StoreError(_("There is no file {name}.").format(name=path.name), _("Look at the path.")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(_("{name} cannot be read: {reason}.").format(name=path.name, reason=reason)) from error


def _text_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    from transcripts.readers.decoding import decode

    text = decode(contents(path), path.name).text
    return _records(text, path.name)


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the line where it begins."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    # A passage may be longer than the 131,072 characters that the csv module allows a cell.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise StoreError(
            _("Line {line} of {name} cannot be read as a table row.").format(line=begins, name=name),
            _("Check the quotation marks from there on."),
        ) from error


def _sheet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    from transcripts.readers.tables import workbook_rows

    return enumerate(workbook_rows(path), start=1)


# -- values and places ---------------------------------------------------------------------------------------------


def strength_of(line: CodingLine) -> int | None:
    """The strength of a row.

    Raises:
        StoreError: If it is none.
    """
    if not line.strength:
        return None
    if line.strength not in {"0", "1", "2", "3"}:
        raise StoreError(_("the strength is none of 0, 1, 2, 3"))
    return int(line.strength)


def stance_of(line: CodingLine) -> Stance | None:
    """The stance of a row, in English or French.

    Raises:
        StoreError: If it is none.
    """
    if not line.stance:
        return None
    found = _STANCES.get(loose_key(line.stance))
    if found is None:
        raise StoreError(_("the stance is none of pro, contra, mixed, neutral"))
    return found


def span_of(line: CodingLine, text: str) -> tuple[Span, bool]:
    """Where the passage of a row stands, and whether its quote had to be followed away from its offsets.

    Offsets count in whatever text their author had; the quote says what was meant. Where the two do not agree, the
    quote is followed, but only to a place that can be told for certain: the only one, or one so near that blank lines
    which the reading left out explain it.

    Raises:
        StoreError: If the passage cannot be found for certain.
    """
    if not line.start and not line.end:
        return _located(text, line.quote), False
    start, end = _given(line)
    if end <= len(text) and (not line.quote or text[start:end].split() == line.quote.split()):
        return Span(start, end), False
    if not line.quote:
        raise StoreError(
            _("the span {start}–{end} ends outside the text, which has {length} characters").format(
                start=start, end=end, length=len(text)
            )
        )
    return _followed(text, start, end, line.quote), True


def _given(line: CodingLine) -> tuple[int, int]:
    if not (line.start.isdecimal() and line.end.isdecimal()):
        raise StoreError(_("start and end are no whole numbers from 0 on"))
    if max(len(line.start), len(line.end)) > LONGEST_NUMBER:
        raise StoreError(_("start and end lie beyond any text"))
    start, end = int(line.start), int(line.end)
    if end <= start:
        raise StoreError(_("the end {end} does not come after the start {start}").format(start=start, end=end))
    return start, end


def _places(text: str, quote: str) -> list[Span]:
    """Where a quote stands, however its spaces and line ends were kept."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    return [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []


def _located(text: str, quote: str) -> Span:
    places = _places(text, quote)
    if len(places) == 1:
        return places[0]
    if not quote.strip():
        raise StoreError(_("neither a start and an end nor a quote is given"))
    if not places:
        raise StoreError(_("the quote does not stand in this transcript"))
    raise StoreError(
        _("the quote stands {count} times in this transcript; give start and end").format(count=len(places))
    )


def _followed(text: str, start: int, end: int, quote: str) -> Span:
    places = sorted(_places(text, quote), key=lambda place: abs(place.start - start))
    if not places:
        raise StoreError(
            _("the quote is not what stands at {start}–{end}, nor elsewhere in this transcript").format(
                start=start, end=end
            )
        )
    explained = BLANKS * text.count("\n", 0, places[0].start)
    if len(places) > 1 and abs(places[0].start - start) > explained:
        raise StoreError(
            _("the quote is not what stands at {start}–{end}; it stands at {count} other places").format(
                start=start, end=end, count=len(places)
            )
        )
    return places[0]
