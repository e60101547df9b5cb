"""Coverage: what has been read and coded, of which transcripts, and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from codebook.coding import Coder, CoderKind, ReadingState
from exports.figures import BarPlot, BarRow
from exports.report import Column, Figure, Kind, Pointer, Row
from transcripts.i18n import N_, _
from workbench.analysis.columns import BoolArray, FloatArray, IntArray
from workbench.analysis.sweeps import cells
from workbench.store import coders as coder_store
from workbench.store import states as state_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.findings.parts import LINES, Part, shortened, table_of
from workbench.workflows.findings.suggestion_counts import SuggestionCounts, visible_coders
from workbench.workflows.findings.suggestion_lines import CAUTIONS, Caution, caution_sentence
from workbench.workflows.headings import words
from workbench.workflows.listing_names import listed
from workbench.workflows.sealing import seal_in_force

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry
    from workbench.workflows.sealing import Seal

_NOT_BEGUN = "unassigned"
_STATES = {**{state.value: "" for state in ReadingState}, _NOT_BEGUN: N_("not assigned")}


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """What one coder has done.

    Attributes:
        coder: Who.
        states: State of each transcript looked at, ``unassigned`` where there is none.
        seen: Which of them are not sealed from who looks; only these are counted.
        codings: Codings in each.
        coded: Share of the text of each under at least one coding.
        characters: Share of all characters that stand in transcripts that are done; None without any.
        suggested: Codings that came from suggestions.
        hasty: Those of them in transcripts that are not done.
        read: Participants read to the end.
        spoken: Participants who speak in the transcripts looked at.
    """

    coder: Coder
    states: tuple[str, ...]
    seen: BoolArray
    codings: IntArray
    coded: FloatArray
    characters: float | None
    suggested: int
    hasty: int
    read: int
    spoken: int


def coverage(inquiry: "Inquiry") -> Part:
    """Every coder that the filter allows, with what is read and coded; shares are of characters of the whole text."""
    entries = {entry.uuid: entry for entry in transcript_store.listing(inquiry.study.reader)}
    texts = [at for at in np.flatnonzero(inquiry.chosen).tolist() if inquiry.transcripts[at][0] in entries]
    names = [inquiry.transcripts[at] for at in texts]
    lengths = np.array([entries[uuid].length for uuid, _name in names], np.int64)
    coders = _coders(inquiry)
    inquiry.snapshot.read(coders, inquiry.moment)
    seal = seal_in_force(inquiry.study)
    everyone = [_work(inquiry, coder, texts, lengths, seal) for coder in coders]
    # A consensus that nobody has begun is no coder who is behind.
    done = [one for one in everyone if one.coder.kind is CoderKind.PERSON or one.codings.any() or "done" in one.states]
    by_coder = table_of("coverage", _coder_columns(), (_coder_row(one) for one in done))

    def behind(row: int, column: str) -> tuple[Pointer, ...]:
        chosen = [one for one in done if column in ("", f"codings.{one.coder.name}", f"coded.{one.coder.name}")]
        pointers: list[Pointer] = []
        for one in chosen:
            evidence = inquiry.evidence(one.coder)
            pointers += evidence.pointers(np.flatnonzero(evidence.codings.transcript == texts[row]).tolist())
        return tuple(sorted(pointers))

    rows = (
        (name, entries[uuid].participants, entries[uuid].words, *_cells(done, at))
        for at, (uuid, name) in enumerate(names)
    )
    by_text = table_of("transcripts", tuple(_text_columns(done)), rows, behind=behind)
    counts = SuggestionCounts(inquiry, whole=True)
    cautions = table_of("cautions", tuple(_caution_columns()), _caution_rows(inquiry, counts), heads=3)
    blocks = (*_figure(done, len(texts)), *shortened(by_coder), *shortened(by_text))
    remarks = (*_remarks(done, texts), *_sealed(done), *_cautions(inquiry, counts))
    return Part((by_coder, by_text, cautions), blocks, notes=tuple(_notes()), remarks=remarks)


def _coders(inquiry: "Inquiry") -> list[Coder]:
    """The coder asked for, else everybody: how far others are with what is sealed is no secret."""
    if inquiry.filter.layer:
        return visible_coders(inquiry)
    people = coder_store.all(inquiry.study.reader, kind=CoderKind.PERSON)
    shown = {one.uuid for one in (*people, *visible_coders(inquiry))}
    return [one for one in coder_store.all(inquiry.study.reader) if one.uuid in shown]


def _work(inquiry: "Inquiry", coder: Coder, texts: list[int], lengths: IntArray, seal: "Seal") -> _Work:
    evidence = inquiry.evidence(coder)
    place = np.full(len(inquiry.transcripts), -1)
    place[texts] = np.arange(len(texts))
    table = evidence.codings
    at = place[table.transcript] if len(table) else np.zeros(0, np.int64)
    kept = at >= 0
    known = state_store.of_coder(inquiry.study.reader, coder.uuid)
    finished = inquiry.snapshot.done(coder.uuid, inquiry.moment)
    came = inquiry.snapshot.suggested_among(evidence.ids) & kept
    return _Work(
        coder,
        tuple(_state(inquiry, known, finished[text], inquiry.transcripts[text][0]) for text in texts),
        np.array([seal.sees(coder.uuid, inquiry.transcripts[text][0]) for text in texts], bool),
        np.bincount(at[kept], minlength=len(texts)),
        cells(at[kept], table.start[kept], table.end[kept], len(texts)) / np.maximum(lengths, 1),
        float(lengths[finished[texts]].sum() / lengths.sum()) if lengths.sum() else None,
        int(came.sum()),
        int((came & ~finished[table.transcript]).sum()),
        int(evidence.read.sum()),
        int((evidence.read | evidence.unread).sum()),
    )


def _state(inquiry: "Inquiry", known: dict[str, ReadingState], done: bool, uuid: str) -> str:
    """The state now; as of another moment, only what was done then is known."""
    if inquiry.moment is not None:
        return ReadingState.DONE.value if done else _NOT_BEGUN
    return known[uuid].value if uuid in known else _NOT_BEGUN


def _coder_columns() -> tuple[Column, ...]:
    whole = Kind.INTEGER
    read = _("Characters of the transcripts that the coder has marked done, divided by those of all looked at.")
    came = _("Codings that came from suggestions, as far as they are still there.")
    hasty = _("Codings from suggestions in transcripts that the coder has not marked done.")
    share = _("Characters under at least one coding, divided by the characters of the text; mean over transcripts.")
    return (
        Column("coder", _("coder")),
        Column("done", _("done"), whole, definition=_("Transcripts that the coder has marked done.")),
        Column("coding", _("coding"), whole),
        Column("todo", _("to do"), whole),
        Column("unassigned", _("not assigned"), whole, definition=_("Transcripts without a state of this coder.")),
        Column("participants", _("participants read"), whole, definition=_("All of whose transcripts are done.")),
        Column("of", _("of"), whole, definition=_("Participants who speak in the transcripts looked at.")),
        Column("codings", _("codings"), whole),
        Column("coded", _("coded"), Kind.SHARE, digits=3, definition=share),
        Column("read", _("share read"), Kind.SHARE, digits=3, definition=read),
        Column("suggested", _("from suggestions"), whole, definition=came),
        Column("suggested_unread", _("of these in transcripts not done"), whole, definition=hasty),
    )


def _coder_row(one: _Work) -> Row:
    counts = [one.states.count(state) for state in ("done", "coding", "todo", _NOT_BEGUN)]
    coded = float(one.coded[one.seen].mean()) if one.seen.any() else None
    hidden = len(one.seen) > 0 and not one.seen.any()
    codings, suggested, hasty = (None if hidden else n for n in (int(one.codings.sum()), one.suggested, one.hasty))
    return (one.coder.name, *counts, one.read, one.spoken, codings, coded, one.characters, suggested, hasty)


def _text_columns(done: list[_Work]) -> Iterator[Column]:
    said = {**words("state"), _NOT_BEGUN: _(_STATES[_NOT_BEGUN])}
    yield Column("transcript", _("transcript"))
    yield Column("participants", _("participants"), Kind.LIST)
    yield Column("words", _("words"), Kind.INTEGER)
    yield Column("done_by", _("done by"), Kind.INTEGER, definition=_("Coders who have marked it done."))
    for one in done:
        name = one.coder.name.replace(".", "_")
        yield Column(f"state.{name}", _("{name}: state").format(name=one.coder.name), words=said)
        yield Column(f"codings.{name}", _("{name}: codings").format(name=one.coder.name), Kind.INTEGER)
        yield Column(f"coded.{name}", _("{name}: coded").format(name=one.coder.name), Kind.SHARE, digits=3)


def _cells(done: list[_Work], at: int) -> Row:
    finished = sum(one.states[at] == "done" for one in done)
    own = (
        (one.states[at], *((int(one.codings[at]), float(one.coded[at])) if one.seen[at] else (None, None)))
        for one in done
    )
    return (finished, *(cell for three in own for cell in three))


def _figure(done: list[_Work], count: int) -> Iterator[Figure]:
    if not count or not done:
        return
    titles = (("done", _("done")), ("coding", _("coding")), ("todo", _("to do")), (_NOT_BEGUN, _("not assigned")))
    rows = []
    for one in done[:LINES]:
        parts = tuple((title, float(one.states.count(state))) for state, title in titles if state in one.states)
        finished = one.states.count("done")
        text = _("{count} of {all}").format(count=finished, all=count)
        rows.append(BarRow(one.coder.name, float(finished), text, parts))
    plot = BarPlot(tuple(rows), _("transcripts"), float(count))
    yield Figure("coverage", plot, _("{count} transcripts, by how far each coder is with them.").format(count=count))


def _remarks(done: list[_Work], texts: list[int]) -> Iterator[str]:
    if not texts:
        yield _("There is no transcript to look at.")
        return
    nobody = sum(all(one.states[at] != "done" for one in done) for at in range(len(texts)))
    if nobody:
        yield _("Transcripts that nobody has marked done: {count} of {all}.").format(count=nobody, all=len(texts))


def _sealed(done: list[_Work]) -> Iterator[str]:
    names = [one.coder.name for one in done if not one.seen.all()]
    if names:
        yield _("Sealed transcripts of these coders are not counted: {names}.").format(names=listed(names))


def _caution_columns() -> Iterator[Column]:
    yield Column("code", _("code"))
    yield Column("coder", _("coder"))
    yield Column("caution", _("to be known"), words={name: _(said) for name, said in CAUTIONS.items()})
    yield Column("suggested", _("codings from suggestions"), Kind.INTEGER)
    yield Column("codings", _("codings"), Kind.INTEGER)
    nobody = _("Transcripts that nobody has marked done.")
    yield Column("transcripts", _("transcripts"), Kind.LIST, definition=nobody)
    yield Column("uuid", _("uuid"))


def _caution_rows(inquiry: "Inquiry", counts: SuggestionCounts) -> Iterator[Row]:
    for line in counts.lines:
        for caution in line.cautions:
            unread = caution is Caution.NOBODY_READ
            number = line.strangers if unread else line.suggested
            names = counts.names(line.unread_by_all) if unread else ()
            uuid = line.code.uuid if line.code else None
            yield (line.short, line.coder.name, caution.value, number, line.codings, names, uuid)


def _cautions(inquiry: "Inquiry", counts: SuggestionCounts) -> Iterator[str]:
    """The same as sentences, the first ones where there are many."""
    said = [
        caution_sentence(caution, line, counts.names(line.unread_by_all), inquiry.language)
        for line in counts.lines
        for caution in line.cautions
    ]
    yield from said[:LINES]
    if len(said) > LINES:
        yield _("And {count} more.").format(count=len(said) - LINES)


def _notes() -> Iterator[str]:
    yield _("Done is what a coder says; what is coded without being done is not counted in the other reports.")
