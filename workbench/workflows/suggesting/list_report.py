"""Lists of suggestions as a table for files and as lines for people: what, where, why, and the id to decide with."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from codebook.suggestion import Band, Near, Suggestion
from exports.report import Block, Column, Drawing, Fact, Kind, Paragraph, Report, Row, Table
from exports.widths import cut, wrap
from transcripts.display import visible_line
from transcripts.i18n import N_, _
from transcripts.spans import Span, union
from workbench.store import codes as code_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.suggesting.counting import Tally

if TYPE_CHECKING:
    from codebook.book import Codebook
    from workbench.store.study_file import StudyFile
    from workbench.workflows.suggesting.lists import SuggestionList

BANDS = {Band.STRONG: N_("strong"), Band.POSSIBLE: N_("possible"), Band.WEAK: N_("weak")}
MARKS = ("«", "»")
"""What stands around matched words where letters have no style."""

_WIDTH = 100
_INDENT = "     "
_LEMMAS = 5
_NARROWEST = 20


def list_report(
    study: "StudyFile",
    lists: "Sequence[SuggestionList]",
    suggestions: Sequence[Suggestion],
    *,
    coder: str,
    marks: tuple[str, str] = MARKS,
    width: int | None = None,
) -> Report:
    """What a command or a notebook shows of lists.

    Args:
        study: The open study.
        lists: One or more.
        suggestions: Of these lists, in the order shown.
        coder: Name of who asked.
        marks: What stands around matched words.
        width: Columns of the terminal, None for as many as are comfortable to read.
    """
    words = _Words(study)
    entries = [one.entry for one in lists]
    facts = (
        Fact("coder", _("coder"), coder),
        Fact("order", _("order"), entries[0].order.value if entries else None, words=_orders()),
        Fact("suggester", _("suggester"), entries[0].suggester if entries else None),
        Fact("model", _("models"), entries[0].model if entries else None),
    )
    return Report(
        "suggest",
        facts=facts,
        tables=(_suggestions(words, suggestions), _codes(words.book, lists)),
        blocks=tuple(_blocks(words, lists, suggestions, marks, width or _WIDTH)),
        notes=tuple(dict.fromkeys(note for one in lists for note in one.notes)),
    )


def _orders() -> dict[str, str]:
    return {"surest": _("surest first"), "uncertain": _("most uncertain first")}


class _Words:
    """The words of a study that a list speaks of."""

    def __init__(self, study: "StudyFile") -> None:
        self.book: Codebook = code_store.book(study.reader)
        self._study = study
        self._texts: dict[str, transcript_store.StoredTranscript] = {}

    def text(self, transcript: str) -> transcript_store.StoredTranscript:
        """A transcript, read once."""
        if transcript not in self._texts:
            self._texts[transcript] = transcript_store.load(self._study.reader, transcript)
        return self._texts[transcript]

    def participant(self, one: Suggestion) -> str:
        """Who speaks."""
        turns = self.text(one.transcript).turns
        return next((turn.participant for turn in turns if turn.number == one.turn), "")


# -- for files -------------------------------------------------------------------------------------------------------


def _suggestions(words: _Words, suggestions: Sequence[Suggestion]) -> Table:
    return Table("suggestions", tuple(_columns()), [_row(words, one) for one in suggestions], heads=1)


def _columns() -> Iterator[Column]:
    whole = Kind.INTEGER
    yield Column("id", _("id"), definition=_("Names the list and the rank: with it a suggestion is decided about."))
    yield Column("code", _("code"))
    yield Column("rank", _("rank"), whole, definition=_("Among all passages that could be suggested for the code."))
    against = _("Against what was accepted for this code so far; no probability.")
    yield Column("band", _("band"), words={band.value: _(said) for band, said in BANDS.items()}, definition=against)
    yield Column("transcript", _("transcript"))
    yield Column("turn", _("turn"), whole)
    yield Column("participant", _("participant"))
    yield Column("start", _("start"), whole)
    yield Column("end", _("end"), whole)
    yield Column("text", _("text"))
    yield Column("matched", _("matched words"), Kind.LIST)
    yield Column("lemmas", _("in common"), Kind.LIST)
    yield Column("rules", _("rules"), Kind.LIST)
    yield from _near_columns("nearest", _("nearest accepted passage"))
    yield from _near_columns("rejected", _("nearest rejected passage"))
    yield from _near_columns("beside", _("accepted passage close by"))
    yield Column("outside", _("outside the top"), Kind.YES_NO)
    fresh = _("Whether its transcript has no passage of the code yet.")
    yield Column("fresh", _("first of its transcript"), Kind.YES_NO, definition=fresh)
    yield Column("alike", _("near-duplicates"), whole)
    score = _("Standard deviations above the mean of the passages that could be suggested; compares in one list only.")
    yield Column("score", _("score"), Kind.NUMBER, definition=score)
    yield Column("reason", _("reason"))
    yield Column("list", _("list"))


def _near_columns(name: str, title: str) -> Iterator[Column]:
    yield Column(f"{name}.transcript", _("{what}: transcript").format(what=title))
    yield Column(f"{name}.turn", _("{what}: turn").format(what=title), Kind.INTEGER)
    yield Column(f"{name}.text", _("{what}: text").format(what=title))


def _row(words: _Words, one: Suggestion) -> Row:
    text, why = words.text(one.transcript).text, one.why
    return (
        *(one.id, words.book.get(one.code).short, one.rank, one.band.value),
        *(one.name, one.turn, words.participant(one), one.span.start, one.span.end, one.span.cut(text)),
        *(tuple(span.cut(text) for span in why.words), why.lemmas, why.rules),
        *(cell for near in (why.nearest, why.rejected, why.beside) for cell in _near_cells(near)),
        *(one.outside, one.fresh, one.alike, one.score, reason(one), one.list),
    )


def _near_cells(near: Near | None) -> Row:
    return (None, None, None) if near is None else (near.name, near.turn, near.excerpt)


def _codes(book: "Codebook", lists: "Sequence[SuggestionList]") -> Table:
    whole = Kind.INTEGER
    columns = (
        Column("code", _("code")),
        Column("candidates", _("passages that could be suggested"), whole),
        Column("accepted", _("segments that stand for it"), whole),
        Column("rejected", _("segments that stand against it"), whole),
        Column("decided", _("decided"), whole),
        Column("hits", _("hits"), whole),
        Column("rate", _("accept rate"), Kind.NUMBER, definition=_("Hits ÷ decided.")),
        Column("list", _("list")),
    )
    rows = [
        (
            *(book.get(one.entry.code).short, one.candidates, one.accepted, one.rejected, one.decided, one.hits),
            *(Tally(one.hits, one.decided).rate, one.entry.uuid),
        )
        for one in lists
    ]
    return Table("codes", columns, rows)


# -- for people ------------------------------------------------------------------------------------------------------


def _blocks(
    words: _Words,
    lists: "Sequence[SuggestionList]",
    suggestions: Sequence[Suggestion],
    marks: tuple[str, str],
    width: int,
) -> Iterator[Block]:
    for one in lists:
        code, tally = words.book.get(one.entry.code), Tally(one.hits, one.decided)
        yield Paragraph(_("{code}: {tally}").format(code=code.short, tally=tally.sentence))
    if suggestions:
        several = len(lists) > 1
        lines = (line for one in suggestions for line in _lines(words, one, marks, width, several=several))
        yield Drawing("\n".join(lines))


def _lines(words: _Words, one: Suggestion, marks: tuple[str, str], width: int, *, several: bool) -> Iterator[str]:
    """Rank, band, place and id; the passage; the reason."""
    code = f"{words.book.get(one.code).short}  " if several else ""
    place = visible_line(f"{one.name} §{one.turn}")
    yield f"{one.rank:>3}  {code}{_(BANDS[one.band])}  {place}  {one.id}"
    text = _without(words.text(one.transcript).text, marks)
    passage = visible_line(marked(text, one.span, one.why.words, marks))
    room = max(_NARROWEST, width - len(_INDENT))
    yield from (_INDENT + line for line in wrap(passage, room, split=True))
    yield _INDENT + cut(visible_line(_without(reason(one), marks)), room)


def _without(text: str, marks: tuple[str, str]) -> str:
    """A text in which nothing stands that would be taken for a mark of ours; of the same length."""
    return text if marks == MARKS else text.translate(dict.fromkeys(map(ord, marks), "\ufffd"))


def marked(text: str, span: Span, words: Sequence[Span], marks: tuple[str, str]) -> str:
    """The words of a span, those that matched between marks.

    Args:
        text: Of the transcript.
        span: What is shown.
        words: Where matched words stand; those outside the span are left out.
        marks: What stands before and after each.
    """
    shown, at = "", span.start
    for word in union(found for one in words if (found := one.intersection(span)) is not None):
        shown += text[at : word.start] + marks[0] + word.cut(text) + marks[1]
        at = word.end
    return shown + text[at : span.end]


def reason(one: Suggestion) -> str:
    """Why a passage is suggested, in one line without opening anything."""
    return " · ".join(_reasons(one)) or _as_a_whole(one)


def _reasons(one: Suggestion) -> Iterator[str]:
    why = one.why
    if one.outside:
        yield _("from outside the top, so that others have a chance")
    if why.rules:
        yield _("rule {rules}").format(rules=", ".join(why.rules))
    if why.lemmas:
        yield ", ".join(why.lemmas[:_LEMMAS])
    if why.nearest is not None:
        near = _("like {place} beside it: “{text}”") if why.beside == why.nearest else _("like {place}: “{text}”")
        yield near.format(place=_place(why.nearest), text=why.nearest.excerpt)
    if why.beside is not None and why.beside != why.nearest:
        yield _("next to {place}, which you accepted").format(place=_place(why.beside))
    if why.rejected is not None:
        yield _("but also like {place}, rejected").format(place=_place(why.rejected))
    if one.fresh and why.nearest is not None:
        yield _("the first of {name}").format(name=one.name)
    if one.alike:
        yield _("near-duplicates: {count}").format(count=one.alike)


def _as_a_whole(one: Suggestion) -> str:
    """What is said where neither a word nor a passage speaks for it."""
    if any(part.value > 0 for part in one.why.parts):
        return _("like the code as a whole")
    return _("nothing in particular; it is offered for variety")


def _place(near: Near) -> str:
    return f"{near.name} §{near.turn}"
