"""Emerging themes and what to read next, as tables for files and as lines for people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.report import Block, Column, Drawing, Fact, Heading, Kind, Paragraph, Report, Row, Table
from exports.widths import cut, wrap
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.store import transcripts as transcript_store
from workbench.workflows.headings import words
from workbench.workflows.suggesting.next_reading import NextPassage, NextReading, NextTranscript
from workbench.workflows.suggesting.themes import ThemeList, likeness, summary

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

SHOWN = 3
"""Passages of a theme that people are shown; files hold all."""

_WIDTH = 100
_INDENT = "    "


class _Texts:
    """The words of transcripts, each read once."""

    def __init__(self, study: "StudyFile") -> None:
        self._study = study
        self._texts: dict[str, str] = {}

    def words(self, transcript: str, span: Span) -> str:
        """The words of a passage."""
        if transcript not in self._texts:
            self._texts[transcript] = transcript_store.load(self._study.reader, transcript).text
        return span.cut(self._texts[transcript])


# Themes


def themes_report(
    study: "StudyFile", found: ThemeList, *, coder: str, everything: bool = False, width: int | None = None
) -> Report:
    """Themes: a table of them and one of their passages.

    Args:
        study: The open study.
        found: What was found.
        coder: Name of who asked.
        everything: Whether people are shown all passages of each.
        width: Columns of the terminal, None for as many as are comfortable to read.
    """
    whole = Kind.INTEGER
    facts = (
        Fact("coder", _("coder"), coder),
        Fact("groups", _("groups"), found.found, whole),
        Fact("uncoded", _("uncoded passages"), found.passages, whole),
        Fact("alone", _("in no group"), found.alone, whole),
        Fact("short", _("too short"), found.short, whole),
        Fact("nobody", _("coded by nobody"), found.anybody, Kind.YES_NO),
    )
    return Report(
        "themes",
        facts=facts,
        tables=(_themes(found), _theme_passages(_Texts(study), found)),
        blocks=tuple(_theme_blocks(found, everything, width or _WIDTH)),
        notes=found.notes,
    )


def _themes(found: ThemeList) -> Table:
    whole = Kind.INTEGER
    like = _("The code whose passages are as like these as they are to one another.")
    columns = (
        Column("theme", _("group"), whole),
        Column("words", _("typical words"), Kind.LIST, definition=_("What its passages hold more than all others do.")),
        Column("passages", _("passages"), whole),
        Column("transcripts", _("transcripts"), whole),
        Column("participants", _("participants"), whole),
        Column("like", _("like"), definition=like),
    )
    rows: list[Row] = [
        (
            *(one.number, tuple(word.form for word in one.words), len(one.passages)),
            *(one.transcripts, one.participants, one.like_short or None),
        )
        for one in found.themes
    ]
    return Table("themes", columns, rows)


def _theme_passages(texts: _Texts, found: ThemeList) -> Table:
    columns = (
        Column("theme", _("group"), Kind.INTEGER),
        Column("transcript", _("transcript")),
        Column("turn", _("turn"), Kind.INTEGER),
        Column("speaker", _("speaker")),
        Column("start", _("start"), Kind.INTEGER),
        Column("end", _("end"), Kind.INTEGER),
        Column("text", _("text")),
    )
    rows: list[Row] = [
        (
            *(theme.number, one.name, one.turn, one.speaker, one.span.start, one.span.end),
            texts.words(one.transcript, one.span),
        )
        for theme in found.themes
        for one in theme.passages
    ]
    return Table("passages", columns, rows)


def _theme_blocks(found: ThemeList, everything: bool, width: int) -> Iterator[Block]:
    for theme in found.themes:
        yield Heading(f"{theme.number}. {theme.title}")
        yield Paragraph(f"{summary(theme)}. {likeness(theme)}")
        shown = theme.passages if everything else theme.passages[:SHOWN]
        lines = [line for one in shown for line in _lines(f"{one.name} §{one.turn}", one.excerpt, width)]
        yield Drawing("\n".join(lines))
    if not found.themes:
        yield Paragraph(_("No group to show."))


def _lines(where: str, excerpt: str, width: int) -> Iterator[str]:
    yield cut(f"  {where}", width)
    yield from (f"{_INDENT}{line}" for line in wrap(excerpt, max(20, width - len(_INDENT))))


# What to read next


def next_report(study: "StudyFile", found: NextReading, *, coder: str, width: int | None = None) -> Report:
    """What to read next: transcripts with the reason, and passages.

    Args:
        study: The open study.
        found: What was found.
        coder: Name of who asked.
        width: Columns of the terminal, None for as many as are comfortable to read.
    """
    facts = (
        Fact("coder", _("coder"), coder),
        Fact("codes", _("codes looked for"), found.codes, Kind.LIST),
        Fact("uncertain", _("most uncertain first"), found.uncertain, Kind.YES_NO),
    )
    return Report(
        "next",
        facts=facts,
        tables=(_next_transcripts(found), _next_passages(_Texts(study), found)),
        blocks=tuple(_next_blocks(found, width or _WIDTH)),
        notes=found.notes,
    )


def _next_transcripts(found: NextReading) -> Table:
    guess = _("Those that count most; a guess for ordering.")
    unlike = _("How unlike the text read it is, in standard deviations.")
    columns = (
        Column("transcript", _("transcript")),
        Column("state", _("state"), words=words("state")),
        Column("uncoded", _("uncoded passages"), Kind.INTEGER),
        Column("expected", _("codes expected"), Kind.LIST, definition=guess),
        Column(
            "novelty",
            _("novelty"),
            Kind.NUMBER,
            definition=unlike,
        ),
        Column("reason", _("reason")),
    )
    rows: list[Row] = [
        (
            *(one.name, one.state.value, one.passages, tuple(code.short for code in one.expected)),
            *(one.novelty, one.reason),
        )
        for one in found.transcripts
    ]
    return Table("transcripts", columns, rows)


def _next_passages(texts: _Texts, found: NextReading) -> Table:
    columns = (
        Column("transcript", _("transcript")),
        Column("turn", _("turn"), Kind.INTEGER),
        Column("start", _("start"), Kind.INTEGER),
        Column("end", _("end"), Kind.INTEGER),
        Column("code", _("code")),
        Column("text", _("text")),
    )
    rows: list[Row] = [
        (*(one.name, one.turn, one.span.start, one.span.end, one.short or None), texts.words(one.transcript, one.span))
        for one in found.passages
    ]
    return Table("passages", columns, rows)


def _next_blocks(found: NextReading, width: int) -> Iterator[Block]:
    if not found.transcripts:
        yield Paragraph(_("Nothing to list."))
    if found.transcripts:
        yield Heading(_("Transcripts"))
        yield Drawing(
            "\n".join(_transcript_line(number, one, width) for number, one in enumerate(found.transcripts, 1))
        )
    if found.passages:
        yield Heading(_("Most uncertain passages") if found.uncertain else _("Passages"))
        yield Drawing("\n".join(line for one in found.passages for line in _passage_lines(one, width)))


def _transcript_line(number: int, one: NextTranscript, width: int) -> str:
    return cut(f"{number:3}  {one.name}: {one.reason}", width)


def _passage_lines(one: NextPassage, width: int) -> Iterator[str]:
    yield from _lines(f"{one.name} §{one.turn}" + (f" · {one.short}" if one.short else ""), one.excerpt, width)
