"""A web page with a list of signed comments, saved as text: each comment is one participant's answer.

The page is cut at its reply links (``Répondre``, ``Reply``). A block between two of them is one comment: a number, the
name of its author, a line with the date, the words. Where no date line follows the first line, the comment has no
author: it becomes ``anonyme-NN`` (``anonymous-NN`` on an English page), NN being its place on the page. What stands
before the first comment and after the last link is navigation and the post; one paragraph of it is kept as the
question, the rest is left out and counted.
"""

import re
from dataclasses import dataclass

from transcripts.errors import TranscriptError
from transcripts.i18n import _, ngettext
from transcripts.language import guess_language
from transcripts.model import Source, Transcript
from transcripts.readers.composing import Exchange, Respondent, compose, numbered_names
from transcripts.readers.dates import find_date
from transcripts.readers.doubles import double_notes, find_doubles
from transcripts.readers.options import AnswerTable, Layout, Reading, ReadingOptions
from transcripts.readers.script import Line, Script

_REPLY = re.compile(r"\s*(?:répondre|reply|répondre à ce commentaire|reply to this comment)\s*[↓↩→]?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(?P<number>\d{1,5})[.)]\s+(?P<rest>\S.*)")
_COUNT = re.compile(r"\s*\d+\s+(?:commentaires?|réponses?|comments?|replies|thoughts)\b.*", re.IGNORECASE)
_SAYS = re.compile(r"\s*\b(?:a dit|dit|a écrit|says|said|wrote)?\s*:?\s*$")
_QUESTION = re.compile(r"\s*question\b", re.IGNORECASE)
_LONGEST_NAME = 60
_FEWEST = 3
_DATE_LINE = 60


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of a page.

    Attributes:
        number: Its place on the page, from 1.
        author: "" where the page names none.
        date: ISO date, "" if none.
        label: Number, name and date as the page writes them, blanks folded.
        body: Its words; the page's indentation and blank lines are left out.
    """

    number: int
    author: str
    date: str
    label: str
    body: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page cut into its parts.

    Attributes:
        before: Lines before the first comment.
        comments: In the order of the page.
        after: Lines after the last reply link.
    """

    before: tuple[str, ...]
    comments: tuple[Comment, ...]
    after: tuple[str, ...]


def looks_like_comments(script: Script) -> bool:
    """Whether a text is a page of at least three numbered comments, each with its reply link."""
    lines = [script.words(line) for line in script.lines if line.end - line.start < 10_000]
    links = [number for number, words in enumerate(lines) if _REPLY.fullmatch(words)]
    numbered = sum(bool(_NUMBER.match(lines[link + 1])) for link in links[:-1] if link + 1 < len(lines))
    return len(links) >= _FEWEST and numbered >= (len(links) - 1) / 2


def cut_page(script: Script) -> Page:
    """Cut a page at its reply links; no comments if it has none."""
    blocks: list[list[str]] = [[]]
    for line in script.lines:
        words = script.words(line)
        if _is_reply(line, words):
            blocks.append([])
        else:
            blocks[-1].append(words)
    *blocks, after = blocks
    if not blocks:
        return Page(tuple(after), (), ())
    start = _first_comment(blocks[0])
    before, blocks[0] = blocks[0][:start], blocks[0][start:]
    comments = [_comment(block, number) for number, block in enumerate(filter(None, blocks), 1)]
    return Page(tuple(before), tuple(comments), tuple(after))


def _is_reply(line: Line, words: str) -> bool:
    return line.end - line.start <= _DATE_LINE and _REPLY.fullmatch(words) is not None


def _first_comment(lines: list[str]) -> int:
    """Where the first comment begins in the first block: at its number 1, else after the count of comments."""
    for number in range(len(lines) - 1, -1, -1):
        match = _NUMBER.fullmatch(lines[number])
        if match and match["number"] == "1" and not _listed(lines, number):
            return number
        if _COUNT.fullmatch(lines[number]) and number + 1 < len(lines):
            return number + 1
    return 0


def _listed(lines: list[str], number: int) -> bool:
    """Whether a line numbered 1 begins a list inside a comment: the next line is numbered 2."""
    following = _NUMBER.fullmatch(lines[number + 1]) if number + 1 < len(lines) else None
    return following is not None and following["number"] == "2"


def _comment(block: list[str], number: int) -> Comment:
    match = _NUMBER.fullmatch(block[0])
    mark = f"{match['number']}." if match else ""
    first = (match["rest"] if match else block[0]).strip()
    name = _SAYS.sub("", first)
    dated = block[1] if len(block) > 1 and len(block[1]) <= _DATE_LINE and find_date(block[1]) else ""
    if dated and len(name) <= _LONGEST_NAME:
        label = " ".join(f"{mark} {first} {dated}".split())
        return Comment(number, name, find_date(dated), label, _body(block[2:]))
    return Comment(number, "", "", mark, _body([first, *block[1:]]))


def _body(lines: list[str]) -> str:
    return "\n".join(line.strip() for line in lines)


def read_comments(script: Script, file: str, reader: str, options: ReadingOptions) -> Reading:
    """Read a page of comments: one transcript for each.

    Raises:
        TranscriptError: If the page has no reply links, so that nothing tells where a comment ends.
    """
    page = cut_page(script)
    if not page.comments:
        raise TranscriptError(
            _("{name} does not look like a page of comments: it has no reply links.").format(name=file),
            _("Import it without a layout, or give each answer a row of a CSV table."),
        )
    question = options.question or question_of(page.before)
    names = _names(page.comments, guess_language(script.text), options.prefix)
    doubles = find_doubles([(name, comment.body) for name, comment in zip(names, page.comments, strict=True)])
    repeated = {double.transcript for double in doubles}
    source = Source(file, reader, script.encoding, script.guessed, script.notes)
    transcripts: list[Transcript] = []
    dates: dict[str, dict[str, str]] = {}
    for name, comment in zip(names, page.comments, strict=True):
        if name in repeated and options.skip_doubles:
            continue
        respondent = _respondent(name, comment, question, options.prefix, repeated=name in repeated)
        transcripts.append(compose(respondent, source, options))
        if comment.date:
            dates.setdefault(respondent.participant, {"date": comment.date})
    return Reading(
        transcripts=tuple(transcripts),
        layout=Layout.COMMENTS,
        notes=(*script.notes, *_notes(page, question, options), *double_notes(doubles, options)),
        attributes=AnswerTable(("date",), dates),
        doubles=tuple(doubles),
    )


def _names(comments: tuple[Comment, ...], language: str, prefix: str) -> list[str]:
    nameless = "anonyme" if language == "fr" else "anonymous"
    return numbered_names([prefix + (comment.author or f"{nameless}-{comment.number:02}") for comment in comments])


def _respondent(name: str, comment: Comment, question: str, prefix: str, *, repeated: bool) -> Respondent:
    """A second comment of one author is a second transcript of that participant.

    One that repeats an earlier comment stays apart as ``NAME (2)``: whether it counts is for a person to say.
    """
    own = name.removeprefix(prefix)
    participant = comment.author if comment.author and not repeated else own
    return Respondent(name, participant, (Exchange(question, comment.body, comment.label),))


def question_of(lines: tuple[str, ...]) -> str:
    """The question that a page puts: after a line that says so, else its last sentence asked, else its title."""
    lines = tuple(line.strip() for line in lines)
    for number, line in enumerate(lines[:-1]):
        if _QUESTION.match(line):
            return line if line.endswith("?") else lines[number + 1]
    asked = [line for line in lines if line.endswith("?")]
    return asked[-1] if asked else next(iter(lines), "")


def _notes(page: Page, question: str, options: ReadingOptions) -> tuple[str, ...]:
    left_out = [line for line in page.before if line.strip() != question]
    notes = [
        ngettext("{count} comment was read.", "{count} comments were read.", len(page.comments)).format(
            count=len(page.comments)
        ),
        _left_out(_("before the comments"), left_out),
        _left_out(_("after the comments"), list(page.after)),
    ]
    nameless = sum(not comment.author for comment in page.comments)
    if nameless:
        notes.append(
            ngettext("{count} comment has no author.", "{count} comments have no author.", nameless).format(
                count=nameless
            )
        )
    if question and not options.question:
        notes.append(_("The question was taken from the page: look at it, or give another."))
    return tuple(filter(None, notes))


def _left_out(place: str, lines: list[str]) -> str:
    if not lines:
        return ""
    size = sum(len(line.strip()) for line in lines)
    return ngettext(
        "Left out {place}: {count} paragraph, {size} characters.",
        "Left out {place}: {count} paragraphs, {size} characters.",
        len(lines),
    ).format(place=place, count=len(lines), size=size)
