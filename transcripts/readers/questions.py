"""Several people answer the same questions: each question stands as a heading, names open the answers.

Magazines print round tables so. Where names stand without any mark, the person who imports has to give them; then a
line that asks (it ends with a question mark, and a name follows) is a question. What stands before the first question
is left out, and so is what follows the last answer: it gets at most as many paragraphs as the longest of the others.
"""

from transcripts.i18n import _, ngettext
from transcripts.model import TurnKind
from transcripts.readers.evidence import Cast
from transcripts.readers.labels import Label
from transcripts.readers.names import key_of
from transcripts.readers.script import Cutting, Line, Piece, Script

_LONGEST_QUESTION = 300


def questions_among(script: Script, labels: list[Label | None], cast: Cast) -> list[int]:
    """Numbers of the lines that are questions."""
    return [
        number
        for number, line in enumerate(script.lines[:-1])
        if not _speaks(labels[number], cast)
        and _speaks(labels[number + 1], cast)
        and (line.heading or _asks(script, line))
    ]


def _speaks(label: Label | None, cast: Cast) -> bool:
    return label is not None and key_of(label.name) in cast.roles


def _asks(script: Script, line: Line) -> bool:
    return line.end - line.start <= _LONGEST_QUESTION and script.words(line).rstrip().endswith("?")


def cut_questions(script: Script, labels: list[Label | None], cast: Cast, questions: list[int]) -> Cutting:
    """Cut a round table; everything outside questions and answers is dropped."""
    cutting = Cutting()
    first = questions[0]
    headings = set(questions)
    cutting.dropped.extend((line.start, line.end) for line in script.lines[:first])
    for number, line in enumerate(script.lines[first:], first):
        label = labels[number]
        if number in headings:
            start = line.start + line.mark
            cutting.pieces.append(Piece((line.start, start), (start, line.end), kind=TurnKind.HEADING))
        elif label is not None and _speaks(label, cast):
            start = line.start + label.size
            piece = Piece((line.start, start), (start, line.end), key_of(label.name), (label.begin, label.finish))
            cutting.pieces.append(piece)
        else:
            cutting.pieces[-1].extend(line.start, line.end)
    _shorten_last(script, cutting)
    return cutting


def _shorten_last(script: Script, cutting: Cutting) -> None:
    """Take from the last answer what no other answer has: further paragraphs, which are the rest of the page."""
    *others, last = cutting.pieces
    longest = max((_lines(script, piece) for piece in others if piece.speaker), default=0)
    if not longest:
        return
    inside = [line for line in script.lines if line.end > last.body[0]]
    if len(inside) > longest:
        cutting.dropped.extend((line.start, line.end) for line in inside[longest:])
        last.body = (last.body[0], inside[longest - 1].end)


def _lines(script: Script, piece: Piece) -> int:
    return sum(bool(part.strip()) for part in script.text[slice(*piece.body)].split("\n"))


def dropped_note(cutting: Cutting) -> tuple[str, ...]:
    """What was left out, counted; nothing where nothing was."""
    if not cutting.dropped:
        return ()
    size = sum(end - start for start, end in cutting.dropped)
    note = ngettext(
        "Left out before the first question and after the last answer: {count} paragraph, {size} characters.",
        "Left out before the first question and after the last answer: {count} paragraphs, {size} characters.",
        len(cutting.dropped),
    )
    return (note.format(count=len(cutting.dropped), size=size), _("Look whether the last answer is whole."))
