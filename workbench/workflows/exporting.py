"""The study as tables: what an export holds, and what the listings of the command line show."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from codebook.quotations import excerpt
from exports.report import Cell, Column, Fact, Kind, Report, Row, Table
from transcripts.attributes import written_value
from transcripts.i18n import _
from transcripts.model import AttributeValue, Knowledge
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import participants as participant_store
from workbench.store import states as state_store
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from codebook.coding import Coding
    from workbench.store.study_file import StudyFile

FORMAT_VERSION = 1


def study_report(study: "StudyFile", *, coder: str | None = None) -> Report:
    """Everything that a table can hold; rows are fetched as they are written.

    Args:
        study: Open until the report is written.
        coder: uuid of the coder whose codings and states are exported, None for all.
    """
    name = coder_store.named(study.reader, coder).name if coder else None
    facts = (
        Fact("format", _("Format"), "interview-workbench"),
        Fact("version", _("Version of the format"), FORMAT_VERSION, Kind.INTEGER),
        Fact("title", _("Study"), study.title),
        Fact("language", _("Language"), study.language),
        Fact("uuid", _("uuid"), study.fact("uuid")),
        Fact("coder", _("Coder"), name),
    )
    tables = (
        codings_table(study, coder=coder),
        coders_table(study),
        participants_table(study),
        transcripts_table(study),
        codes_table(study, coder=coder, counted=False),
        states_table(study, coder=coder),
        turns_table(study),
    )
    note = _("Spans are half-open and count Unicode code points of the transcript's text from 0.")
    joined = _("A transcript's text is that of its turns at their places; between them stands white space only.")
    return Report("study", study.title, facts, tables, notes=(note, joined))


def codings_table(study: "StudyFile", *, coder: str | None = None) -> Table:
    """Every coding with its words, in text order; ``workbench code --from`` reads it back."""
    columns = (
        Column("transcript", _("transcript")),
        Column("participant", _("participant")),
        Column("speaker", _("speaker")),
        Column("place", _("place")),
        Column("coder", _("coder")),
        Column("start", _("start"), Kind.INTEGER),
        Column("end", _("end"), Kind.INTEGER),
        Column("code", _("code")),
        Column("label", _("label")),
        Column("quote", _("quote")),
        Column("strength", _("strength"), Kind.INTEGER),
        Column("stance", _("stance")),
        Column("memo", _("memo")),
        Column("origin", _("origin")),
        Column("codebook_version", _("codebook version"), Kind.INTEGER),
        Column("created", _("created"), Kind.TIME),
        Column("changed", _("changed"), Kind.TIME),
        Column("uuid", _("uuid")),
    )
    return Table("codings", columns, _coding_rows(study, coder))


def _coding_rows(study: "StudyFile", coder: str | None) -> Iterator[Row]:
    """A transcript at a time, so that a large study never stands in memory."""
    names = {one.uuid: one.name for one in coder_store.all(study.reader)}
    book = code_store.book(study.reader)
    for entry in transcript_store.listing(study.reader):
        codings = coding_store.of_transcript(study.reader, entry.uuid, coder)
        if not codings:
            continue
        transcript = transcript_store.load(study.reader, entry.uuid)
        for span, group in groupby(codings, key=lambda coding: coding.span):
            words = excerpt(transcript, span, context=0)
            for one in group:
                code = book.get(one.code)
                yield (
                    *(entry.name, words.participant, words.speaker, words.place, names[one.coder]),
                    *(span.start, span.end, code.short, code.label(study.language), words.text),
                    *_own_cells(one),
                )


def _own_cells(one: "Coding") -> Row:
    """What a coding says of itself."""
    stance = one.stance.value if one.stance else None
    return one.strength, stance, one.memo, one.origin.value, one.codebook_version, one.created, one.changed, one.uuid


def coders_table(study: "StudyFile") -> Table:
    """The coders, the consensus layer among them."""
    columns = (Column("name", _("coder")), Column("kind", _("kind")), Column("uuid", _("uuid")))
    return Table("coders", columns, [(one.name, one.kind.value, one.uuid) for one in coder_store.all(study.reader)])


def participants_table(study: "StudyFile") -> Table:
    """The participants with their attributes and the transcripts they speak in."""
    attributes = participant_store.attributes(study.reader)
    names = [entry.name for entry in attributes]
    spoken: dict[str, list[str]] = {}
    for entry in transcript_store.listing(study.reader):
        for pseudonym in entry.participants:
            spoken.setdefault(pseudonym, []).append(entry.name)
    columns = (
        Column("pseudonym", _("participant")),
        *(Column(f"attributes.{one.name}", one.labels.get(study.language, one.name)) for one in attributes),
        Column("transcripts", _("transcripts"), Kind.LIST),
    )
    rows = [
        (
            one.pseudonym,
            *(attribute_cell(one.attributes.get(name)) for name in names),
            tuple(spoken.get(one.pseudonym, ())),
        )
        for one in participant_store.all(study.reader)
    ]
    return Table("participants", columns, rows)


def attribute_cell(value: AttributeValue | None) -> Cell:
    """A number where it is just that, else as a person writes it (``5–12``, ``~8``, ``?``); None if never recorded."""
    if value is None:
        return None
    if value.knowledge is Knowledge.KNOWN and value.low is not None and value.high in (None, value.low):
        return int(value.low) if value.low.is_integer() else value.low
    return written_value(value)


def transcripts_table(study: "StudyFile") -> Table:
    """The transcripts, without their words."""
    columns = (
        Column("name", _("transcript")),
        Column("title", _("title")),
        Column("language", _("language")),
        Column("words", _("words"), Kind.INTEGER),
        Column("characters", _("characters"), Kind.INTEGER),
        Column("turns", _("turns"), Kind.INTEGER),
        Column("participants", _("participants"), Kind.LIST),
        Column("source", _("file")),
        Column("uuid", _("uuid")),
    )
    rows = [
        (one.name, one.title, one.language, one.words, one.length, one.turns, one.participants, one.source, one.uuid)
        for one in transcript_store.listing(study.reader)
    ]
    return Table("transcripts", columns, rows)


def turns_table(study: "StudyFile") -> Table:
    """Every turn with its words, times and speaker."""
    columns = (
        Column("transcript", _("transcript")),
        Column("number", _("turn"), Kind.INTEGER),
        Column("kind", _("kind")),
        Column("speaker", _("speaker")),
        Column("role", _("role")),
        Column("participant", _("participant")),
        Column("start", _("start"), Kind.INTEGER),
        Column("end", _("end"), Kind.INTEGER),
        Column("begin_seconds", _("begins (s)"), Kind.NUMBER),
        Column("finish_seconds", _("ends (s)"), Kind.NUMBER),
        Column("text", _("text")),
    )
    return Table("turns", columns, _turn_rows(study))


def _turn_rows(study: "StudyFile") -> Iterator[Row]:
    for entry in transcript_store.listing(study.reader):
        transcript = transcript_store.load(study.reader, entry.uuid)
        for turn in transcript.turns:
            role = turn.role.value if turn.role else None
            words = turn.span.cut(transcript.text)
            yield (
                *(entry.name, turn.number, turn.kind.value, turn.speaker, role, turn.participant),
                *(turn.span.start, turn.span.end, turn.begin, turn.finish, words),
            )


def codes_table(study: "StudyFile", *, coder: str | None = None, counted: bool = True) -> Table:
    """The codebook, depth first, with counts by coding and by participant if wanted."""
    book = code_store.book(study.reader)
    counts = code_store.counts(study.reader, coder) if counted else {}
    columns = (
        Column("code", _("code")),
        Column("label", _("label")),
        *((Column("codings", _("codings"), Kind.INTEGER),) if counted else ()),
        *((Column("participants", _("participants"), Kind.INTEGER),) if counted else ()),
        Column("parent", _("under")),
        Column("level", _("level"), Kind.INTEGER),
        Column("key", _("key")),
        Column("colour", _("colour")),
        Column("codable", _("can be applied"), Kind.YES_NO),
        Column("takes_stance", _("takes a stance"), Kind.YES_NO),
        Column("exclusive", _("codes exclude each other"), Kind.YES_NO),
        Column("definition", _("definition")),
        Column("include", _("include when")),
        Column("exclude", _("exclude when")),
        Column("example", _("example")),
        Column("keywords", _("keywords"), Kind.LIST),
        Column("uuid", _("uuid")),
    )
    rows = [
        (
            *(code.short, code.label(study.language)),
            *(counts.get(code.uuid, (0, 0)) if counted else ()),
            *(book.get(code.parent).short if code.parent else None, len(book.path(code.uuid))),
            *(code.key, code.colour, code.codable, code.takes_stance, code.exclusive),
            *(code.definition, code.include, code.exclude, code.example, code.keywords, code.uuid),
        )
        for code in book.codes
    ]
    return Table("codes", columns, rows)


def states_table(study: "StudyFile", *, coder: str | None = None) -> Table:
    """How far each coder is with each transcript that was assigned or begun."""
    columns = (Column("coder", _("coder")), Column("transcript", _("transcript")), Column("state", _("state")))
    names = dict(transcript_store.numbers(study.reader).values())
    rows = [
        (one.name, names[transcript], state.value)
        for one in coder_store.all(study.reader)
        if coder in (None, one.uuid)
        for transcript, state in state_store.of_coder(study.reader, one.uuid).items()
    ]
    return Table("states", columns, rows)
