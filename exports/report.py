"""What is said before it is laid out: headings, facts, tables and quotations.

A ``Report`` is what a command or a screen hands to a writer. It knows no file format, no width and no colour.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.figures import Plot
    from exports.manifest import Manifest

Cell = str | int | float | bool | date | datetime | tuple[str, ...] | None
Row = Sequence[Cell]


class Kind(StrEnum):
    """What the cells of a column hold; a share is a number from 0 to 1 that people read as per cent."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    SHARE = "share"
    YES_NO = "yes_no"
    DATE = "date"
    TIME = "time"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Stable English name: the key in JSON and the header in CSV. ``group.name`` lies in an object ``group``
            in JSON (only the first dot counts) and is called ``name`` elsewhere.
        title: What a person reads above it, in the language in use; "" means the name.
        kind: What its cells hold. ``None`` is allowed everywhere and means "not known" or "undefined".
        digits: Decimals shown to people for numbers; files keep all of them. Of a share, 2 are whole per cents.
        words: What people read in place of a stable value, such as ``done``; files keep the value.
        definition: One sentence that says how the figures of this column are made, with the source of a formula;
            "" where the heading says it all.
    """

    name: str
    title: str = ""
    kind: Kind = Kind.TEXT
    digits: int = 2
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    definition: str = ""

    @property
    def group(self) -> str:
        """The object that holds this column in JSON, "" if it stands by itself."""
        return self.name.partition(".")[0] if "." in self.name else ""

    @property
    def key(self) -> str:
        """The name without its group."""
        return self.name.partition(".")[2] if "." in self.name else self.name

    @property
    def heading(self) -> str:
        """What stands above the column where people read it."""
        return self.title or self.key


@dataclass(frozen=True, slots=True, order=True)
class Pointer:
    """A passage behind a figure: where it stands and, if it is one, which coding it is.

    The numbers are those of the study file that the report was made from and mean nothing elsewhere.

    Attributes:
        transcript: Row number of the transcript.
        start: First character in the transcript's text.
        end: One past the last.
        coding: Row number of the coding, 0 for a place that is no coding, such as the turn that puts a question.
    """

    transcript: int
    start: int
    end: int
    coding: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """What a pointer points to, for reading.

    Attributes:
        pointer: Where it stands.
        text: The words, as stored.
        signature: Who says it, by the study's template; a pseudonym, never a name.
        place: Transcript and turn, such as ``I-05 §14``.
        participant: Pseudonym, "" for interviewers and unknown speakers.
        transcript: Name of the transcript.
        turn: Number of its first turn.
        code: Path of the code, from the top, "" for a place that is no coding.
        coder: Name of the coder, "" for a place that is no coding.
        strength: 0 to 3, None where not set.
        stance: ``pro``, ``contra``, ``mixed`` or ``neutral``; "" where not set.
        remark: The coder's memo, "" if none.
        before: A few words before it, "" if none.
        after: A few words after it, "" if none.
    """

    pointer: Pointer
    text: str
    signature: str = ""
    place: str = ""
    participant: str = ""
    transcript: str = ""
    turn: int = 0
    code: str = ""
    coder: str = ""
    strength: int | None = None
    stance: str = ""
    remark: str = ""
    before: str = ""
    after: str = ""


#: The passages behind a cell: called with the place of the row (0 upwards) and the name of the column, "" for the
#: whole row; in text order, empty where the figure rests on no passage.
Behind = Callable[[int, str], Sequence[Pointer]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of typed cells.

    Attributes:
        name: Stable English name: the key in JSON and the name of the sheet.
        columns: In the order shown.
        rows: May be an iterator, for tables too large to hold; it is then read once.
        caption: One sentence above the table, "" if none.
        notes: Sentences below it: definitions, units, what was left out and why.
        behind: The passages behind its cells, None where a table rests on none.
        heads: How many columns from the left name a row: they stay in sight when a screen scrolls sideways, and
            two tables are compared row by row by them.
        shown: How many rows people are shown where a table stands between other things and cannot be scrolled, 0 for
            all; pages, screens and data files hold all of them always.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    caption: str = ""
    notes: tuple[str, ...] = ()
    behind: Behind | None = field(default=None, compare=False, repr=False)
    heads: int = 1
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One named value about the whole report, such as N, the layer or a filter."""

    name: str
    title: str
    value: Cell
    kind: Kind = Kind.TEXT
    digits: int = 2
    words: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def column(self) -> Column:
        """The column that the value would stand in."""
        return Column(self.name, self.title, self.kind, self.digits, self.words)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title between parts; level 2 is the first below the report's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of prose by us, never by a participant."""

    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines whose columns matter, such as a plot in characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot with what stands below it.

    Attributes:
        name: Stable English name, also that of an image file.
        plot: What is drawn.
        caption: Names n and the definition; "" if the plot needs none.
        behind: The passages behind a mark of the plot, by the place of its row; None where there are none.
    """

    name: str
    plot: "Plot"
    caption: str = ""
    behind: Behind | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quotation:
    """An excerpt for reading.

    Attributes:
        text: The participant's words, as stored.
        signature: Who says it, such as ``intervenante I-05, gestion de l'État``.
        place: Where it stands, such as ``entretien-05 §14``; "" if not wanted.
        remark: What the coder noted, "" if nothing.
    """

    text: str
    signature: str
    place: str = ""
    remark: str = ""


Block = Heading | Paragraph | Drawing | Figure | Quotation | Table


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one question was answered with.

    Attributes:
        name: Stable English name, such as ``ranking``.
        title: What a person reads on top.
        facts: Values about the whole; each is a key of the JSON object.
        tables: The data; each is a key of the JSON object. The first is the one that a CSV file holds.
        blocks: How a person reads it, where that is more than facts and tables one after the other. May be an
            iterator. Data formats never look at it.
        notes: Sentences about the whole: definitions, filters, what was left out.
        passages: Reads what pointers of this report point to, in their order; pointers to nothing are left out. Call
            it while the study is open. None where the report rests on no passage.
        manifest: What it was made from, None where that is not needed (listings).
        brief: Whether documents print it as an article does: without facts, notes and the meanings of codes, and with
            one line on how it was made. Data files and pages hold all of it.
    """

    name: str
    title: str = ""
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    blocks: Iterable[Block] = field(default=())
    notes: tuple[str, ...] = ()
    passages: Callable[[Sequence[Pointer]], list[Passage]] | None = field(default=None, compare=False, repr=False)
    manifest: "Manifest | None" = None
    brief: bool = False

    @property
    def figures(self) -> "tuple[Figure, ...]":
        """The figures among the blocks, which must then be no iterator."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))
