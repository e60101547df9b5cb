"""Quotations: the passages of codes, most telling first and balanced over participants, signed and as cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.quotations import Excerpt, excerpt
from codebook.telling import LONGEST, SHORTEST, balanced
from codebook.trimming import trimmed
from exports.report import Block, Cell, Column, Fact, Heading, Kind, Paragraph, Pointer, Quotation, Row, Table
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.analysis.columns import MISSING
from workbench.store import codings as coding_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.findings.parts import Part, table_of
from workbench.workflows.headings import columns
from workbench.workflows.quoting import Quoted, Quoting, Wanted
from workbench.workflows.signing import Signatures

if TYPE_CHECKING:
    from codebook.coding import Coding
    from workbench.store.transcripts import StoredTranscript
    from workbench.workflows.findings.inquiry import Inquiry

#: Without a code named, so many of each are shown unless asked otherwise.
FEW = 10


def quotes(
    inquiry: "Inquiry",
    *,
    code: tuple[str, ...],
    stance: str,
    strength: int | None,
    max: int | None,
    per_participant: int,
    longest: int,
    order: str,
    picked: bool,
) -> Part:
    """The passages of codes (see ``codebook.telling`` for their order).

    Args:
        inquiry: What is looked at.
        code: Names of codes, those under them included; none for those of the filter.
        stance: Only with this stance, "" for all.
        strength: Only with at least this strength, None for all.
        max: The most of each code, 0 for all; None for all where codes are named, else a few.
        per_participant: The most of each participant on a code, 0 for all.
        longest: The most words of one, 0 for any.
        order: ``telling`` or ``text``.
        picked: Only those that are picked, in the order given to them.
    """
    wanted = Wanted(code, stance, strength, longest, picked)
    quoting = Quoting(inquiry, wanted)
    limit = (0 if code or inquiry.filter.branch or picked else FEW) if max is None else max
    chosen: list[tuple[Code, list[Quoted]]] = []
    left_out = 0
    for one in quoting.codes:
        found = quoting.of_code(one)
        kept = _kept(found, limit, per_participant)
        left_out += len(found) - len(kept)
        if kept:
            chosen.append((one, quoting.in_text_order(kept) if order == "text" else kept))
    lines = Lines(inquiry, [one for _code, found in chosen for one in found])
    count = sum(len(found) for _code, found in chosen)
    return Part(
        (_table(inquiry, chosen, lines),),
        tuple(_blocks(inquiry, chosen, lines)) if chosen else (Paragraph(_("No passage fits.")),),
        tuple(_facts(code, stance, strength, count)),
        tuple(_notes(order, left_out)),
    )


def _kept(found: list[Quoted], most: int, each: int) -> list[Quoted]:
    """What is picked, then the rest by turns, as many as are wanted."""
    picked = [one for one in found if one.pick]
    rest = [one for one in found if not one.pick]
    voices = [one.person if one.person != MISSING else ("transcript", one.transcript) for one in rest]
    room = most and most - len(picked)
    if most and room <= 0:
        return picked[:most]
    return picked + balanced(rest, voices, most=room, each=each)


@dataclass(frozen=True, slots=True)
class Line:
    """What is read of one passage.

    Attributes:
        excerpt: Its words, who speaks, where.
        signature: As the study signs.
        cut: The words with […] where they are cut.
        coding: The coding whose edges are shown, None for what was picked without a code.
    """

    excerpt: Excerpt
    signature: str
    cut: str
    coding: "Coding | None"


class Lines:
    """Reads passages; each transcript once.

    Args:
        inquiry: Where they are.
        passages: All that will be asked for.
    """

    def __init__(self, inquiry: "Inquiry", passages: Sequence[Quoted]) -> None:
        reader = inquiry.study.reader
        self.inquiry = inquiry
        self._codings = coding_store.by_number(reader, sorted({one.ids[0] for one in passages if one.ids}))
        self._signatures = Signatures(reader)
        self._texts: dict[int, StoredTranscript] = {}
        self._made = {_key(one): self._line(one) for one in sorted(passages, key=lambda one: one.transcript)}

    def of(self, one: Quoted) -> Line:
        """The line of a passage."""
        return self._made[_key(one)]

    def _line(self, one: Quoted) -> Line:
        text = self._text(one.transcript)
        span = Span(one.start, one.end)
        words = excerpt(text, span)
        person = self.inquiry.people[one.person] if one.person != MISSING else ""
        signed = self._signatures.of(person) if person else words.speaker or text.name
        cut = trimmed(text.text, span, one.pick.cuts if one.pick else ())
        return Line(words, signed, cut, self._codings.get(one.ids[0]) if one.ids else None)

    def _text(self, place: int) -> "StoredTranscript":
        if place not in self._texts:
            self._texts.clear()  # they come in order
            self._texts[place] = transcript_store.load(self.inquiry.study.reader, self.inquiry.transcripts[place][0])
        return self._texts[place]


def _key(one: Quoted) -> tuple[str, int, int, int, tuple[int, ...]]:
    return one.code, one.transcript, one.start, one.end, one.ids


# -- the table -------------------------------------------------------------------------------------------------------


def _columns() -> tuple[Column, ...]:
    return (
        *columns("code", "label"),
        Column("path", _("path")),
        Column(
            "rank", _("rank"), Kind.INTEGER, definition=_("Place on the code: the picked ones first, then by turns.")
        ),
        Column("picked", _("picked"), Kind.INTEGER, definition=_("Place among those picked for an article.")),
        Column("cut", _("as cut"), definition=_("The words; […] stands where some were cut.")),
        *columns("text", "signature", "participant", "speaker", "transcript", "place", "start", "end"),
        Column("coders", _("coders"), Kind.LIST, definition=_("Who gave this passage the code.")),
        *columns("coder", "strength", "stance", "memo", "before", "after", "uuid", "words"),
        Column("score.value", _("score"), Kind.NUMBER, definition=_score()),
        Column("score.length", _("length"), Kind.NUMBER),
        Column("score.strength", _("by strength"), Kind.NUMBER),
        Column("score.agreement", _("agreement"), Kind.NUMBER),
        Column("score.share", _("by share"), Kind.NUMBER),
    )


def _score() -> str:
    return _(
        "Mean of length (1 from {shortest} to {longest} words, less beyond), highest strength ÷ 3, coders who saw it ÷ "
        "coders who read it, and 1 − the share of the code's passages by the same participant; what is not known is "
        "left out."
    ).format(shortest=SHORTEST, longest=LONGEST)


def _table(inquiry: "Inquiry", chosen: Sequence[tuple[Code, list[Quoted]]], lines: Lines) -> Table:
    rows = [
        _row(inquiry, code, rank, one, lines.of(one)) for code, found in chosen for rank, one in enumerate(found, 1)
    ]
    passages = [one for _code, found in chosen for one in found]

    def behind(row: int, _column: str) -> tuple[Pointer, ...]:
        return pointers(inquiry, passages[row])

    return table_of("quotations", _columns(), rows, behind=behind, heads=2)


def pointers(inquiry: "Inquiry", one: Quoted) -> tuple[Pointer, ...]:
    """The codings of a passage; where it has none, the passage itself."""
    number = int(inquiry.snapshot.columns.transcript_rows[one.transcript])
    if not one.ids:
        return (Pointer(number, one.start, one.end),)
    found = coding_store.by_number(inquiry.study.reader, list(one.ids))
    return tuple(Pointer(number, found[id].span.start, found[id].span.end, id) for id in one.ids if id in found)


def _row(inquiry: "Inquiry", code: Code, rank: int, one: Quoted, line: Line) -> Row:
    words, coding, names = line.excerpt, line.coding, {coder.uuid: coder.name for coder in _everyone(inquiry)}
    coders = tuple(names.get(uuid, "") for uuid in one.coders)
    said: tuple[Cell, ...] = (one.strength, one.stance or None, coding.memo if coding else "")
    return (
        *(code.short, code.label(inquiry.language), inquiry.path(code), rank, one.pick.place if one.pick else None),
        *(line.cut, words.text, line.signature, words.participant, words.speaker),
        *(inquiry.transcripts[one.transcript][1], words.place, one.start, one.end, coders),
        *(names.get(coding.coder, "") if coding else "", *said),
        *(words.before, words.after, coding.uuid if coding else "", one.words),
        *(one.score.value, one.score.length, one.score.strength, one.score.agreement, one.score.share),
    )
