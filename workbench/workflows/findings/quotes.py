"""Quotations: the passages of codes, most telling first and balanced over participants, signed and as cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.quotations import Excerpt, excerpt
from codebook.telling import LONGEST, SHORTEST
from codebook.trimming import trimmed
from exports.report import Block, Column, Fact, Heading, Kind, Paragraph, Pointer, Quotation, Report, Row, Table
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.analysis.columns import MISSING
from workbench.store import coders as coder_store
from workbench.store import codings as coding_store
from workbench.store.texts import spoken_texts
from workbench.workflows.findings.parts import Part, table_of
from workbench.workflows.headings import columns
from workbench.workflows.layers import shown_coders
from workbench.workflows.quoting import Quoted, Quoting, Wanted
from workbench.workflows.signing import Signatures

if TYPE_CHECKING:
    from codebook.coding import Coder, Coding
    from workbench.store.study_file import StudyFile
    from workbench.store.texts import SpokenText
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
    brief: bool,
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
        brief: Whether people are shown the words and their signatures only.
    """
    wanted = Wanted(code, stance, strength, longest, picked)
    quoting = Quoting(inquiry, wanted)
    limit = (0 if code or inquiry.filter.branch or picked else FEW) if max is None else max
    chosen: list[_Chosen] = []
    left_out = 0
    if inquiry.early is not None:
        for one in quoting.codes:
            kept, _more = Quoting(inquiry, wanted, only=one).of_code(one, most=limit, each=per_participant)
            if kept:
                inquiry.show_early(_table(inquiry, [(one, _ranked(kept, order))], Lines(inquiry, kept)))
                break
    for one in quoting.codes:
        kept, more = quoting.of_code(one, most=limit, each=per_participant)
        left_out += more
        if kept:
            chosen.append((one, _ranked(kept, order)))
    lines = Lines(inquiry, [one for _code, found in chosen for _rank, one in found])
    count = sum(len(found) for _code, found in chosen)
    return Part(
        (_table(inquiry, chosen, lines),),
        tuple(_blocks(inquiry, chosen, lines, brief=brief)) if chosen else (Paragraph(_("No passage fits.")),),
        tuple(_facts(code, stance, strength, count)),
        tuple(_notes(order, left_out)),
    )


def of_one_code(inquiry: "Inquiry", code: Code) -> "list[tuple[Quoted, Line]]":
    """The passages of one code itself, in their order, ready to be shown and picked."""
    found, _more = Quoting(inquiry, Wanted((code.uuid,))).of_code(code)
    lines = Lines(inquiry, found)
    return [(one, lines.of(one)) for one in found]


def every_quotation(study: "StudyFile", *, coder: "Coder | None" = None) -> Report:
    """Every passage of every code in text order, whoever coded it and whether finished or not; for exports.

    Args:
        study: Open.
        coder: Whose codings alone; None for everybody's.

    Raises:
        AnalysisError: If nobody codes the study.
    """
    from workbench.workflows.findings.filters import Filter
    from workbench.workflows.findings.inquiry import Inquiry
    from workbench.workflows.findings.room import Room

    inquiry = Inquiry(Room(study), Filter(layer=coder.name if coder else ""))
    if coder is None:
        inquiry.layers = shown_coders(study.reader)
    plain = {"code": (), "stance": "", "strength": None, "longest": 0, "picked": False, "brief": False}
    part = quotes(inquiry, **plain, max=0, per_participant=0, order="text")  # type: ignore[arg-type]
    return Report("quotes", _("Quotations"), part.facts, part.tables, part.blocks, part.notes, inquiry.passages)


_Chosen = tuple[Code, list[tuple[int, Quoted]]]


def _ranked(kept: Sequence[Quoted], order: str) -> list[tuple[int, Quoted]]:
    """Passages with their places, the most telling first, or as in the texts."""
    ranked = list(enumerate(kept, 1))
    return sorted(ranked, key=_in_text) if order == "text" else ranked


def _in_text(ranked: tuple[int, Quoted]) -> tuple[int, int, int]:
    one = ranked[1]
    return one.text, one.start, one.end


@dataclass(frozen=True, slots=True)
class Line:
    """What is read of one passage.

    Attributes:
        excerpt: Its words, who speaks, where.
        signature: As the study signs.
        cut: The words with […] where they are cut.
        codings: By the coders who marked it, that whose edges are shown first; none for what was picked uncoded.
        coder: Name of the coder of the first.
        coders: Names of all, in the order of the study.
    """

    excerpt: Excerpt
    signature: str
    cut: str
    codings: "tuple[Coding, ...]"
    coder: str
    coders: tuple[str, ...]

    @property
    def memo(self) -> str:
        """What the coders noted."""
        return " · ".join(dict.fromkeys(coding.memo for coding in self.codings if coding.memo))


_Key = tuple[str, int, int, int, tuple[int, ...]]


def _key(one: Quoted) -> _Key:
    return one.code, one.text, one.start, one.end, one.group.ids


class Lines:
    """Reads passages; each transcript once.

    Args:
        inquiry: Where they are.
        passages: All that will be asked for.
    """

    def __init__(self, inquiry: "Inquiry", passages: Sequence[Quoted]) -> None:
        reader = inquiry.study.reader
        self.inquiry = inquiry
        self.names = {coder.uuid: coder.name for coder in coder_store.all(reader)}
        self.codings = coding_store.by_number(reader, sorted({number for one in passages for number in one.group.ids}))
        self._signatures = Signatures(reader)
        self._made = self._read(passages)

    def _read(self, passages: Sequence[Quoted]) -> dict[_Key, Line]:
        rows = self.inquiry.snapshot.columns.transcript_rows.tolist()
        wanted: dict[int, list[Quoted]] = {}
        for one in passages:
            wanted.setdefault(rows[one.text], []).append(one)
        texts = spoken_texts(self.inquiry.study.reader, set(wanted))
        return {_key(one): self._line(one, text) for text in texts for one in wanted[text.row]}

    def of(self, one: Quoted) -> Line:
        """The line of a passage."""
        return self._made[_key(one)]

    def _line(self, one: Quoted, text: "SpokenText") -> Line:
        span = Span(one.start, one.end)
        person = self.inquiry.people[one.group.person] if one.group.person != MISSING else ""
        words = excerpt(text, span, participant=person)
        codings = tuple(self.codings[number] for number in one.group.ids if number in self.codings)
        return Line(
            words,
            self._signatures.of(person) if person else words.speaker or text.name,
            trimmed(text.text, span, one.pick.cuts if one.pick else ()),
            codings,
            self.names.get(codings[0].coder, "") if codings else "",
            tuple(self.names.get(uuid, "") for uuid in one.group.coders),
        )

    def pointers(self, one: Quoted) -> tuple[Pointer, ...]:
        """The codings of a passage; where it has none, the passage itself."""
        number = int(self.inquiry.snapshot.columns.transcript_rows[one.text])
        here = [(id, self.codings[id].span) for id in one.group.ids if id in self.codings]
        coded = tuple(Pointer(number, span.start, span.end, id) for id, span in here)
        return coded or (Pointer(number, one.start, one.end),)


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


def _table(inquiry: "Inquiry", chosen: Sequence[_Chosen], lines: Lines) -> Table:
    ranked = [(code, rank, one) for code, found in chosen for rank, one in found]
    rows = [_row(inquiry, code, rank, one, lines.of(one)) for code, rank, one in ranked]

    def behind(row: int, _column: str) -> tuple[Pointer, ...]:
        return lines.pointers(ranked[row][2])

    return table_of("quotations", _columns(), rows, behind=behind, heads=2)


def _row(inquiry: "Inquiry", code: Code, rank: int, one: Quoted, line: Line) -> Row:
    words, shown = line.excerpt, line.codings[0] if line.codings else None
    return (
        *(code.short, code.label(inquiry.language), inquiry.path(code), rank, one.pick.place if one.pick else None),
        *(line.cut, words.text, line.signature, words.participant, words.speaker),
        *(inquiry.transcripts[one.text][1], words.place, one.start, one.end),
        *(line.coders, line.coder, one.group.strength, one.group.stance or None, line.memo),
        *(words.before, words.after, shown.uuid if shown else "", one.group.words),
        *(one.score.value, one.score.length, one.score.strength, one.score.agreement, one.score.share),
    )


# -- for reading -----------------------------------------------------------------------------------------------------


def _blocks(inquiry: "Inquiry", chosen: Sequence[_Chosen], lines: Lines, *, brief: bool) -> Iterator[Block]:
    for code, found in chosen:
        if brief:
            yield Heading(code.label(inquiry.language))
            shown = (lines.of(one) for _rank, one in found)
            yield from (Quotation(line.cut, line.signature) for line in shown)
            continue
        count, voices = len(found), len({one.group.person for _rank, one in found} - {MISSING})
        head = f"{code.label(inquiry.language)} ({code.short})"
        said = ngettext("{count} passage", "{count} passages", count).format(count=count)
        heard = ngettext("{count} participant", "{count} participants", voices).format(count=voices)
        yield Heading(f"{head} · {said} · {heard}")
        for _rank, one in found:
            line = lines.of(one)
            place = " · ".join(part for part in (line.excerpt.place, ", ".join(line.coders), _mark(one)) if part)
            yield Quotation(line.cut, line.signature, place, line.memo)


def _mark(one: Quoted) -> str:
    return _("picked ({place})").format(place=one.pick.place) if one.pick else ""


def _facts(code: Sequence[str], stance: str, strength: int | None, count: int) -> Iterator[Fact]:
    yield Fact("codes", _("Codes"), tuple(code) or None, Kind.LIST)
    yield Fact("stance", _("Stance"), stance or None)
    yield Fact("strength", _("Strength at least"), strength, Kind.INTEGER)
    yield Fact("count", _("Passages"), count, Kind.INTEGER)


def _notes(order: str, left_out: int) -> Iterator[str]:
    if order == "telling":
        yield _(
            "Order: what is picked first; then participants take turns, each with their most telling passage first."
        )
    yield _("Passages of different coders that share half of the shorter one are one quotation, in the better edges.")
    if left_out:
        yield ngettext(
            "{count} further passage is left out; --max 0 shows all.",
            "{count} further passages are left out; --max 0 shows all.",
            left_out,
        ).format(count=left_out)
