"""A file's text before anybody has looked for speakers in it, and the pieces that it is then cut into."""

from dataclasses import dataclass, field

from transcripts.model import TurnKind
from transcripts.paragraphs import lines_of


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a script that is not blank.

    Attributes:
        start: Offset of its first character in the script's text.
        end: One past its last; the line feed is not counted.
        heading: Whether the file marks it as a heading.
        mark: How many characters at its start are the file's own mark of that heading (``## ``).
        bold: How many characters at its start are in bold type.
    """

    start: int
    end: int
    heading: bool = False
    mark: int = 0
    bold: int = 0


@dataclass(frozen=True, slots=True)
class Script:
    """A text and its lines.

    Attributes:
        text: All of it, line ends as line feeds.
        lines: Those that are not blank, in text order.
        encoding: Of a text file.
        guessed: Whether the encoding was guessed.
        notes: What was dropped or mended on the way here.
        title: A title that the file gives itself, "" if none.
    """

    text: str
    lines: tuple[Line, ...]
    encoding: str = ""
    guessed: bool = False
    notes: tuple[str, ...] = ()
    title: str = ""

    def words(self, line: Line) -> str:
        """The characters of a line."""
        return self.text[line.start : line.end]


@dataclass(slots=True)
class Piece:
    """One turn in the making: offsets into the script's text.

    Attributes:
        label: Where the label stands; empty where there is none.
        body: Where the words stand; empty until some are found.
        speaker: Key of the speaker, "" for headings and for text without labels.
        times: Begin and end in seconds.
        kind: Speech or heading.
    """

    label: tuple[int, int]
    body: tuple[int, int]
    speaker: str = ""
    times: tuple[float | None, float | None] = (None, None)
    kind: TurnKind = TurnKind.SPEECH

    def extend(self, start: int, end: int) -> None:
        """Take a further line into the words."""
        self.body = (self.body[0] if self.body[1] > self.body[0] else start, end)

    @property
    def silent(self) -> bool:
        """Whether no word has been found yet."""
        return self.body[1] <= self.body[0]


@dataclass(slots=True)
class Cutting:
    """All pieces of a script, and what was left out.

    Attributes:
        pieces: In text order.
        dropped: Stretches of the script's text that are no part of any piece.
    """

    pieces: list[Piece] = field(default_factory=list)
    dropped: list[tuple[int, int]] = field(default_factory=list)


def plain_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text without any marks."""
    return tuple(Line(span.start, span.end) for span in lines_of(text))
