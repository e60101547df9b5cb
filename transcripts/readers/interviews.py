"""One script, one reading: find the layout, cut, and say what was understood."""

from dataclasses import replace
from pathlib import Path

from transcripts.files import name_of, stem_of
from transcripts.i18n import _
from transcripts.model import Role
from transcripts.readers.comments import looks_like_comments, read_comments
from transcripts.readers.evidence import Cast, cast_of
from transcripts.readers.heads import without_head
from transcripts.readers.labels import Label
from transcripts.readers.names import is_numbered_question, key_of
from transcripts.readers.options import Layout, Reading, ReadingOptions
from transcripts.readers.questions import cut_questions, dropped_note, questions_among
from transcripts.readers.script import Cutting, Script
from transcripts.readers.turns import Identity, assemble, cut_paragraphs, cut_turns, labels_of


def read_interview(script: Script, path: Path, reader: str, options: ReadingOptions) -> Reading:
    """Read the script of one file in the layout that was asked for, or that fits.

    A page of comments is read as such only when asked for, since that leaves text out; else it is proposed.

    Args:
        script: The file's text.
        path: The file, for its name.
        reader: Name of the format.
        options: What the person who imports says.
    """
    if options.layout is Layout.COMMENTS:
        return read_comments(script, name_of(path), reader, options)
    cutting, cast, layout = _cut(script, options)
    notes = (*script.notes, *dropped_note(cutting))
    identity = Identity(options.prefix + stem_of(path), name_of(path), reader)
    transcript = assemble(replace(script, notes=notes), cutting, cast, identity, options)
    proposal = Layout.COMMENTS if options.layout is Layout.AUTO and looks_like_comments(script) else None
    if proposal:
        notes = (*notes, _("This looks like a page of comments: give the layout “comments” to read one answer each."))
    return Reading((transcript,), layout, notes, doubts=cast.doubts, proposal=proposal)


def _cut(script: Script, options: ReadingOptions) -> tuple[Cutting, Cast, Layout]:
    """The pieces, the speakers, and the layout that was found."""
    if options.layout is Layout.PLAIN:
        return cut_paragraphs(script), Cast(), Layout.PLAIN
    labels = labels_of(script, options)
    labels, cast = without_head(script, labels, cast_of(labels, options.speakers), options.speakers)
    if not cast.roles:
        return cut_paragraphs(script), cast, Layout.PLAIN
    if not options.speakers and all(map(is_numbered_question, cast.roles)):
        return cut_paragraphs(_with_questions(script, labels, cast)), Cast(doubts=cast.doubts), Layout.PLAIN
    questions = questions_among(script, labels, cast)
    if questions and (options.layout is Layout.QUESTIONS or _is_round_table(script, labels, cast, options)):
        return cut_questions(script, labels, cast, questions), cast, Layout.QUESTIONS
    return cut_turns(script, labels, cast), cast, Layout.TURNS


def _with_questions(script: Script, labels: list[Label | None], cast: Cast) -> Script:
    """The script with the labelled lines as headings: where only questions are labelled, the rest is answers."""
    lines = (
        replace(line, heading=line.heading or (label is not None and key_of(label.name) in cast.roles))
        for line, label in zip(script.lines, labels, strict=True)
    )
    return replace(script, lines=tuple(lines))


def _is_round_table(script: Script, labels: list[Label | None], cast: Cast, options: ReadingOptions) -> bool:
    """Whether all speakers were given, none of them asks, and their names open the paragraphs without any mark."""
    if options.layout is not Layout.AUTO or Role.INTERVIEWER in cast.roles.values():
        return False
    return len(cast.roles) <= len(options.speakers) and all(
        script.text[line.start : line.start + label.size].strip() == label.name
        for line, label in zip(script.lines, labels, strict=True)
        if label is not None and label.name in cast.names.values()
    )
