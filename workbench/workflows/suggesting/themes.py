"""Emerging themes of a study: what of the uncoded text is alike, as lists to read. Nothing is written or coded."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from exports.widths import cut
from transcripts.display import visible_line
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.errors import SuggestError
from workbench.store import codes as code_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.suggesting import switches
from workbench.workflows.suggesting.coded_segments import coded_segments, people, together

if TYPE_CHECKING:
    from workbench.suggest.themes import Theme as FoundTheme
    from workbench.suggest.themes import Themes
    from workbench.workflows.suggesting.room import SuggestionRoom

COUNT = 25
"""Themes listed at once."""
EXCERPT = 160
"""Columns of a passage's words."""

Watch = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class ThemeWord:
    """A word that a theme's passages hold more than the others do.

    Attributes:
        form: As it is most often said in them.
        passages: How many of them hold it.
    """

    form: str
    passages: int


@dataclass(frozen=True, slots=True)
class ThemePassage:
    """A passage of a theme.

    Attributes:
        transcript: uuid.
        name: Name of the transcript.
        turn: Number of the turn.
        speaker: Participant, else the label; "" if none.
        span: Where it stands.
        excerpt: Its words, on one line, shortened.
    """

    transcript: str
    name: str
    turn: int
    speaker: str
    span: Span
    excerpt: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Passages that are alike, a proposal for reading.

    Attributes:
        number: 1, 2, 3 … as they are listed.
        words: Two to six, the most telling first.
        passages: The most central first.
        transcripts: In how many transcripts they are.
        participants: How many participants say them; those without a name count as their transcript.
        like: uuid of the code whose passages they are like, "" for none: then they are new.
        like_short: Its short name.
    """

    number: int
    words: tuple[ThemeWord, ...]
    passages: tuple[ThemePassage, ...]
    transcripts: int
    participants: int
    like: str
    like_short: str

    @property
    def title(self) -> str:
        """Its words on a line."""
        return ", ".join(word.form for word in self.words)


@dataclass(frozen=True, slots=True)
class ThemeList:
    """What was found.

    Attributes:
        themes: Those that more transcripts share and that hold more passages first.
        found: How many there are, listed or not.
        passages: Uncoded passages that were looked at.
        alone: Those of them that are in no theme.
        short: Uncoded passages too short to be about something; not looked at.
        anybody: Whether passages coded by anybody were left out, not only one's own.
        notes: What should be known, in sentences.
    """

    themes: tuple[Theme, ...]
    found: int
    passages: int
    alone: int
    short: int
    anybody: bool
    notes: tuple[str, ...]


def themes(
    room: "SuggestionRoom", coder: str, *, count: int = COUNT, anybody: bool = False, watch: Watch | None = None
) -> ThemeList:
    """Group the passages that a coder has not coded.

    Args:
        room: The study with its texts read.
        coder: uuid.
        count: The most themes.
        anybody: Leave out what anybody coded, instead of the coder alone.
        watch: Told how many passages are done, out of how many, and what is done.

    Raises:
        SuggestError: If the study forbids suggestions, or is blind and others' codings are to count.
    """
    from workbench.suggest.themes import find_themes

    switches.check_allowed(room.study, coder)
    if anybody and switches.blind(room.study):
        raise SuggestError(
            _("This study is blind: what others have coded is not told, not even by leaving it out."),
            _("Ask for what you have not coded yourself."),
        )
    room.refresh()
    reader = room.study.reader
    coded = coded_segments(reader, room.segments, people(reader) if anybody else [coder])
    open_ = np.array([piece.candidate for piece in room.pieces], np.bool_)
    open_[together(coded)] = False
    found = find_themes(room.corpus, np.flatnonzero(open_), coded, progress=_telling(watch))
    return _listed(room, found, count, anybody)


def _telling(watch: Watch | None) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if watch is not None:
            watch(done, total, _("Passages are compared"))

    return tell


def _listed(room: "SuggestionRoom", found: "Themes", count: int, anybody: bool) -> ThemeList:
    reader = room.study.reader
    book = code_store.book(reader)
    shorts = {code.uuid: code.short for code in book.codes}
    people_of = {(one.transcript, one.label): one.participant for one in transcript_store.speakers(reader)}
    listed = tuple(
        _theme(room, theme, number, shorts, people_of) for number, theme in enumerate(found.themes[: max(0, count)], 1)
    )
    notes = tuple(_notes(room, found, len(listed)))
    return ThemeList(listed, len(found.themes), found.looked_at, found.alone, found.short, anybody, notes)


def _theme(
    room: "SuggestionRoom",
    theme: "FoundTheme",
    number: int,
    shorts: Mapping[str, str],
    people_of: Mapping[tuple[str, str], str],
) -> Theme:
    pieces = [room.pieces[place] for place in theme.places.tolist()]
    who = [people_of.get((piece.transcript, piece.speaker), "") for piece in pieces]
    return Theme(
        number,
        tuple(ThemeWord(word.form, word.passages) for word in theme.words),
        tuple(
            ThemePassage(
                piece.transcript,
                room.names[piece.transcript],
                piece.turn,
                participant or piece.speaker,
                piece.span,
                cut(visible_line(piece.text), EXCERPT),
            )
            for piece, participant in zip(pieces, who, strict=True)
        ),
        len({piece.transcript for piece in pieces}),
        len({participant or piece.transcript for piece, participant in zip(pieces, who, strict=True)}),
        theme.like,
        shorts.get(theme.like, ""),
    )


def summary(theme: Theme) -> str:
    """How much of it there is: ``14 passages like this are uncoded, in 6 transcripts``."""
    count = len(theme.passages)
    passages = ngettext("{count} passage like this is uncoded", "{count} passages like this are uncoded", count).format(
        count=count
    )
    where = ngettext("in {count} transcript", "in {count} transcripts", theme.transcripts)
    return f"{passages}, {where.format(count=theme.transcripts)}"


def likeness(theme: Theme) -> str:
    """Which code it is like, in a sentence."""
    return _("Like {code}.").format(code=theme.like_short) if theme.like_short else _("Like no code so far.")


def _notes(room: "SuggestionRoom", found: "Themes", listed: int) -> Iterator[str]:
    from workbench.suggest.themes import FEWEST_PASSAGES

    if found.looked_at + found.short == 0:
        yield _("No passage is left uncoded.")
        return
    if found.looked_at < FEWEST_PASSAGES:
        said = ngettext(
            "{count} uncoded passage is long enough; groups are looked for from {fewest} on.",
            "{count} uncoded passages are long enough; groups are looked for from {fewest} on.",
            found.looked_at,
        )
        yield said.format(count=found.looked_at, fewest=FEWEST_PASSAGES)
        return
    if not found.themes:
        yield _("No passages are so alike that they would be worth reading together.")
    elif listed < len(found.themes):
        yield _("The first {listed} of {count} groups are listed.").format(listed=listed, count=len(found.themes))
    yield from _rest(found)
    if found.compared < found.looked_at:
        said = _("{compared} passages were compared each with each; the others joined the groups found among these.")
        yield said.format(compared=found.compared)
    if room.ready.partial:
        yield _("Not everything is read by the language models yet; afterwards groups will be better.")
    yield _("Groups are proposals for reading; nothing is coded by them.")


def _rest(found: "Themes") -> Iterator[str]:
    if found.alone:
        said = ngettext("{count} passage stands alone.", "{count} passages stand alone.", found.alone)
        yield said.format(count=found.alone)
    if found.short:
        said = ngettext(
            "{count} is too short to be about something, and was not looked at.",
            "{count} are too short to be about something, and were not looked at.",
            found.short,
        )
        yield said.format(count=found.short)
