"""The study as tables: what an export holds, and what the listings of the command line show."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from codebook.coding import CoderKind
from codebook.quotations import excerpt
from exports.report import Cell, Column, Fact, Kind, Report, Row, Table
from transcripts.attributes import written_value
from transcripts.i18n import _
from transcripts.model import AttributeValue, Knowledge
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import decision_counts
from workbench.store import decisions as decision_store
from workbench.store import participants as participant_store
from workbench.store import states as state_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.decision_tables import decisions_table, suggestion_cells, suggestion_columns
from workbench.workflows.headings import columns, words

if TYPE_CHECKING:
    from codebook.book import Codebook
    from codebook.coding import Coding
    from workbench.store.participants import RecruitmentEntry
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
        codes_table(code_store.book(study.reader), study.language),
        states_table(study, coder=coder),
        decisions_table(study, coder=coder),
        turns_table(study),
    )
    note = _("Spans are half-open and count Unicode code points of the transcript's text from 0.")
    joined = _("A transcript's text is that of its turns at their places; between them stands white space only.")
    return Report("study", study.title, facts, tables, notes=(note, joined))


def codings_table(study: "StudyFile", *, coder: str | None = None) -> Table:
    """Every coding with its words, in text order; ``workbench code --from`` reads it back.

    Where suggestions come from has columns only where anybody has decided about one.
    """
    names = ("transcript", "participant", "speaker", "place", "coder", "start", "end", "code", "label", "quote")
    own = ("strength", "stance", "memo", "origin", "codebook_version", "created", "changed", "uuid")
    decided = decision_counts.any_decision(study.reader)
    headings = (*columns(*names, *own), *(suggestion_columns() if decided else ()))
    return Table("codings", headings, _coding_rows(study, coder, decided))


def _coding_rows(study: "StudyFile", coder: str | None, decided: bool) -> Iterator[Row]:
    """A transcript at a time, so that a large study never stands in memory."""
    suggested = decision_counts.decided_codes(study.reader) if decided else {}
    people = coder_store.all(study.reader)
    names = {one.uuid: one.name for one in people if coder or one.kind is not CoderKind.ASIDE}
    book, language = code_store.book(study.reader), study.language
    for entry in transcript_store.listing(study.reader):
        made = coding_store.of_transcript(study.reader, entry.uuid, coder)
        codings = [one for one in made if one.coder in names]
        if not codings:
            continue
        transcript = transcript_store.load(study.reader, entry.uuid)
        found = decision_store.of_transcript(study.reader, entry.uuid) if decided else []
        decision_of = {one.coding: one for one in found if one.coding}
        for span, group in groupby(codings, key=lambda coding: coding.span):
            words = excerpt(transcript, span, context=0)
            for one in group:
                code = book.get(one.code)
                yield (
                    *(entry.name, words.participant, words.speaker, words.place, names[one.coder]),
                    *(span.start, span.end, code.short, code.label(language), words.text),
                    *_own_cells(one),
                    *(suggestion_cells(decision_of.get(one.uuid), suggested) if decided else ()),
                )


def _own_cells(one: "Coding") -> Row:
    """What a coding says of itself."""
    stance = one.stance.value if one.stance else None
    return one.strength, stance, one.memo, one.origin.value, one.codebook_version, one.created, one.changed, one.uuid


def coders_table(study: "StudyFile") -> Table:
    """The coders, the consensus layer among them."""
    headings = (Column("name", _("coder")), *columns("kind", "uuid"))
    return Table("coders", headings, [(one.name, one.kind.value, one.uuid) for one in coder_store.all(study.reader)])


def participants_table(study: "StudyFile") -> Table:
    """The participants with their attributes, how they came into the study, and the transcripts they speak in.

    Recruitment has columns only where it was recorded of somebody.
    """
    people = participant_store.entries(study.reader)
    attributes = participant_store.attributes(study.reader)
    recruited = any(one.recruitment for one in people)
    headings = (
        *columns("pseudonym"),
        *(Column(f"attributes.{one.name}", one.label(study.language)) for one in attributes),
        *(_recruitment_columns() if recruited else ()),
        Column("transcripts", _("transcripts"), Kind.LIST),
    )
    rows = [
        (
            one.pseudonym,
            *(attribute_cell(one.attributes.get(entry.name)) for entry in attributes),
            *(_recruitment_cells(one.recruitment) if recruited else ()),
            one.transcripts,
        )
        for one in people
    ]
    return Table("participants", headings, rows)


def _recruitment_columns() -> tuple[Column, ...]:
    return (
        Column("recruitment.status", _("recruitment"), words=words("recruitment")),
        Column("recruitment.reason", _("reason")),
        Column("recruitment.approached_on", _("approached on"), Kind.DATE),
        Column("recruitment.answered_on", _("answered on"), Kind.DATE),
    )


def _recruitment_cells(entry: "RecruitmentEntry | None") -> Row:
    if entry is None:
        return (None,) * 4
    return entry.status.value, entry.reason or None, entry.approached_on or None, entry.answered_on or None


def attribute_cell(value: AttributeValue | None) -> Cell:
    """A number where it is just that, else as a person writes it (``5–12``, ``~8``, ``?``); None if never recorded."""
    if value is None:
        return None
    if value.knowledge is Knowledge.KNOWN and value.low is not None and value.high in (None, value.low):
        return int(value.low) if value.low.is_integer() else value.low
    return written_value(value)


def transcripts_table(study: "StudyFile") -> Table:
    """The transcripts, without their words."""
    headings = (
        Column("name", _("transcript")),
        *columns("title", "language", "words", "characters", "turns"),
        Column("participants", _("participants"), Kind.LIST),
        *columns("source", "uuid"),
    )
    rows = [
        (one.name, one.title, one.language, one.words, one.length, one.turns, one.participants, one.source, one.uuid)
        for one in transcript_store.listing(study.reader)
    ]
    return Table("transcripts", headings, rows)


def turns_table(study: "StudyFile") -> Table:
    """Every turn with its words, times and speaker."""
    names = ("transcript", "number", "kind", "speaker", "role", "participant", "start", "end")
    words = ("begin_seconds", "finish_seconds", "text")
    return Table("turns", columns(*names, *words), _turn_rows(study))


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


def codes_table(book: "Codebook", language: str, counts: Mapping[str, tuple[int, int]] | None = None) -> Table:
    """The codebook, depth first.

    Args:
        book: The codebook.
        language: Of the labels.
        counts: Codings and participants by code, to be shown beside it; a code that is not in it has none.
    """
    counted = (*columns("codings"), Column("participants", _("participants"), Kind.INTEGER))
    headings = (
        *columns("code", "label"),
        *(() if counts is None else counted),
        *columns("parent", "level", "key", "colour", "codable", "takes_stance", "exclusive"),
        *columns("definition", "include", "exclude", "example", "keywords", "uuid"),
    )
    rows = [
        (
            *(code.short, code.label(language)),
            *(() if counts is None else counts.get(code.uuid, (0, 0))),
            *(book.get(code.parent).short if code.parent else None, len(book.path(code.uuid))),
            *(code.key, code.colour, code.codable, code.takes_stance, code.exclusive),
            *(code.definition, code.include, code.exclude, code.example, code.keywords, code.uuid),
        )
        for code in book.codes
    ]
    return Table("codes", headings, rows)


def states_table(study: "StudyFile", *, coder: str | None = None) -> Table:
    """How far each coder is with each transcript that was assigned or begun."""
    names = dict(transcript_store.numbers(study.reader).values())
    rows = [
        (one.name, names[transcript], state.value)
        for one in coder_store.all(study.reader)
        if coder in (None, one.uuid)
        for transcript, state in state_store.of_coder(study.reader, one.uuid).items()
    ]
    return Table("states", columns("coder", "transcript", "state"), rows)
