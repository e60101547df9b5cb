"""From a script to a transcript: cut at the labels, then set the words of the turns one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from transcripts.language import guess_language
from transcripts.model import Source, Speaker, Transcript, Turn, TurnKind
from transcripts.paragraphs import paragraphs_of
from transcripts.readers.evidence import Cast
from transcripts.readers.labels import Label, declared_label, find_label
from transcripts.readers.names import key_of
from transcripts.readers.options import ReadingOptions
from transcripts.readers.script import Cutting, Line, Piece, Script
from transcripts.spans import Span

_LONGEST_TITLE = 100
_SENTENCE_ENDS = tuple(".?!…:;,")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a transcript is called.

    Attributes:
        name: File name without its ending.
        file: File name.
        format: Name of the reader.
    """

    name: str
    file: str
    format: str


def labels_of(script: Script, options: ReadingOptions) -> list[Label | None]:
    """For each line the label that it may open with.

    A declared name that is followed by a mark anywhere in the file is not looked for without one: in prose it would
    cut a sentence that happens to begin with it.
    """
    labels = [None if line.heading else find_label(script.text, line) for line in script.lines]
    marked = {key_of(label.name) for label in labels if label is not None}
    bare = {key_of(name): len(name.split()) for name in options.speakers if key_of(name) not in marked}
    if not bare:
        return labels
    return [
        (None if line.heading else declared_label(script.text, line, bare)) or label
        for line, label in zip(script.lines, labels, strict=True)
    ]


def cut_turns(script: Script, labels: list[Label | None], cast: Cast) -> Cutting:
    """Cut a script at the labels of its speakers; what stands before the first is headings."""
    cutting = Cutting()
    following = [*labels[1:], None]
    for line, label, after in zip(script.lines, labels, following, strict=True):
        key = key_of(label.name) if label is not None else ""
        last = cutting.pieces[-1] if cutting.pieces else None
        if label is not None and key in cast.roles:
            cutting.pieces.append(_labelled(line, label, key))
        elif label is not None and label.bracket and key in cast.events and label.begin is not None:
            cutting.pieces.append(_heading(line, (label.begin, label.finish)))
        elif line.heading or last is None or _is_title(script, line, after, cast):
            cutting.pieces.append(_heading(line))
        elif last.kind is TurnKind.HEADING:
            cutting.pieces.append(_continued(cutting, line))
        else:
            last.extend(line.start, line.end)
    for piece in cutting.pieces:
        _give_silent_label_words(piece)
    return cutting


def _labelled(line: Line, label: Label, key: str) -> Piece:
    start = line.start + label.size
    return Piece((line.start, start), (start, line.end), key, (label.begin, label.finish))


def _heading(line: Line, times: tuple[float | None, float | None] = (None, None)) -> Piece:
    start = line.start + line.mark
    return Piece((line.start, start), (start, line.end), times=times, kind=TurnKind.HEADING)


def _continued(cutting: Cutting, line: Line) -> Piece:
    """A line after a heading: the speaker goes on; before the first speaker it is still the head of the file."""
    speaker = next((piece.speaker for piece in reversed(cutting.pieces) if piece.speaker), "")
    kind = TurnKind.SPEECH if speaker else TurnKind.HEADING
    return Piece((line.start, line.start), (line.start, line.end), speaker, kind=kind)


def _is_title(script: Script, line: Line, after: Label | None, cast: Cast) -> bool:
    """Whether a bold line between two turns is a title: short, no sentence, and a speaker follows."""
    words = script.words(line).rstrip()
    short = len(words) <= _LONGEST_TITLE and not words.endswith(_SENTENCE_ENDS)
    followed = after is not None and key_of(after.name) in cast.roles
    return line.bold >= len(words) and short and followed


def _give_silent_label_words(piece: Piece) -> None:
    """A label that nobody spoke under becomes a heading, so that it can be seen."""
    if piece.silent:
        piece.label, piece.body = (piece.label[0], piece.label[0]), piece.label
        piece.kind, piece.speaker = TurnKind.HEADING, ""


def cut_paragraphs(script: Script) -> Cutting:
    """One piece for each paragraph of a text without labels; marked lines are headings."""
    cutting = Cutting()
    all_bold = all(line.bold >= line.end - line.start for line in script.lines)
    headings = {
        line.start: line
        for line in script.lines
        if line.heading or (not all_bold and line.bold >= len(script.words(line).rstrip()) <= _LONGEST_TITLE * 3)
    }
    for start, end in _stretches(script, headings):
        if start in headings:
            cutting.pieces.append(_heading(headings[start]))
        else:
            for span in paragraphs_of(script.text, start, end):
                cutting.pieces.append(Piece((span.start, span.start), (span.start, span.end)))
    return cutting


def _stretches(script: Script, headings: dict[int, Line]) -> Iterable[tuple[int, int]]:
    """Headings, and the stretches between them."""
    position = 0
    for line in headings.values():
        if line.start > position:
            yield position, line.start
        yield line.start, line.end
        position = line.end
    if position < len(script.text):
        yield position, len(script.text)


def assemble(script: Script, cutting: Cutting, cast: Cast, identity: Identity, options: ReadingOptions) -> Transcript:
    """The transcript of a cut script.

    Where nothing was taken out of the source its text is kept as it is, character for character, so that positions
    which others noted in the file still fit. Else the words of the turns follow one another with a line feed between.
    """
    verbatim = not cutting.dropped and all(piece.label[0] == piece.label[1] for piece in cutting.pieces)
    names = _names(cutting, cast)
    text, spans = (script.text, [piece.body for piece in cutting.pieces]) if verbatim else _joined(script, cutting)
    turns = tuple(
        Turn(
            span=Span(*span),
            speaker=names.get(piece.speaker),
            label=script.text[slice(*piece.label)],
            begin=piece.times[0],
            finish=piece.times[1],
            kind=piece.kind,
        )
        for piece, span in zip(cutting.pieces, spans, strict=True)
    )
    return Transcript(
        name=identity.name,
        text=text,
        turns=turns,
        speakers=tuple(Speaker(name, cast.roles[key]) for key, name in names.items()),
        source=Source(identity.file, identity.format, script.encoding, script.guessed, script.notes),
        language=options.language or guess_language(text),
        title=script.title,
        participant="" if names else identity.name,
    )


def _names(cutting: Cutting, cast: Cast) -> dict[str, str]:
    """Key to label as first written, in order of first appearance; roles that nobody speaks in are left out."""
    names: dict[str, str] = {}
    for piece in cutting.pieces:
        if piece.speaker in cast.roles and piece.speaker not in names:
            names[piece.speaker] = cast.names[piece.speaker]
    return names


def _joined(script: Script, cutting: Cutting) -> tuple[str, list[tuple[int, int]]]:
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for piece in cutting.pieces:
        words = script.text[slice(*piece.body)]
        parts.append(words)
        spans.append((position, position + len(words)))
        position += len(words) + 1
    return "\n".join(parts), spans
