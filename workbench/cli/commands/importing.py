"""``workbench import``: transcripts and tables of written answers."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Paragraph, Report, Row, Table
from transcripts.i18n import LANGUAGES, N_, _, ngettext
from transcripts.readers.options import Layout
from workbench.cli.output import Output
from workbench.cli.parsing import add_coder, add_output, add_study, file_argument, split_list
from workbench.cli.studies import opened, someone
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from transcripts.model import Transcript
    from transcripts.readers.options import AnswerTable, Reading, ReadingOptions
    from workbench.store.study_file import StudyFile
    from workbench.workflows.importing import Imported

DESCRIPTION = N_(
    "Bring in transcripts (text, Markdown, DOCX) and tables of written answers (CSV, XLSX). All files are one step: "
    "all or nothing, and one undo. --dry-run shows what would be understood and changes nothing."
)
EXAMPLES = """
workbench import msn.study entretiens/*.docx --dry-run
workbench import msn.study entretiens/*.docx --speakers "ENQ=interviewer,I-05=participant"
workbench import msn.study answers.csv --columns participant=Code,question=Question,answer=Answer
workbench import msn.study --participants participants.csv
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    file_argument(parser, "files", nargs="*", metavar=_("FILE"), help=_("files to bring in"))
    help_text = _("labels that are speakers: ENQ=interviewer,I-05=participant or bare names")
    parser.add_argument("--speakers", default="", metavar=_("LABELS"), help=help_text)
    help_text = _("a table of what is known of the participants, brought in after the transcripts")
    file_argument(parser, "--participants", metavar=_("TABLE"), help=help_text)
    layouts = [layout.value for layout in Layout]
    parser.add_argument("--layout", choices=layouts, default="auto", help=_("how the files are arranged"))
    help_text = _("the question that all answers of the file answer")
    parser.add_argument("--question", default="", metavar=_("TEXT"), help=help_text)
    help_text = _("language of the transcripts; else guessed")
    parser.add_argument("--lang-of-text", choices=LANGUAGES, default="", help=help_text)
    help_text = _("columns of a table of answers: participant=…,question=…,answer=…")
    parser.add_argument("--columns", default="", metavar=_("COLUMNS"), help=help_text)
    parser.add_argument("--encoding", default="", metavar=_("NAME"), help=_("encoding of text files; else looked for"))
    parser.add_argument("--sheet", default="", metavar=_("NAME"), help=_("sheet of a workbook; else the first"))
    parser.add_argument("--prefix", default="", metavar=_("TEXT"), help=_("put before the names of the transcripts"))
    parser.add_argument("--skip-doubles", action="store_true", help=_("leave out answers that repeat an earlier one"))
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would be understood"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Import files."""
    from workbench.cli.parsing import UsageError

    if not args.files and not args.participants:
        raise UsageError(_("Name the files to bring in, or --participants TABLE."))
    options = reading_options(args)
    readings = _read(args.files, options)
    if args.dry_run:
        out.show(understood(readings))
        return None
    with opened(args.study, args.coder) as study:
        coder = someone(study, args.coder)
        if readings:
            _bring_in(study, coder, readings, _tables(readings, args.participants), out)
        else:
            from workbench.cli.participant_files import bring_in

            bring_in(study, args.participants, coder, out)
    return None


def reading_options(args: Namespace) -> "ReadingOptions":
    """What the person says about the files."""
    from transcripts.readers.options import ReadingOptions, parse_speakers

    columns = _columns(args.columns)
    return ReadingOptions(
        speakers=parse_speakers(args.speakers),
        layout=Layout(args.layout),
        encoding=args.encoding,
        language=args.lang_of_text,
        question=args.question,
        participant_column="".join(columns.get("participant", ())),
        question_column="".join(columns.get("question", ())),
        answer_columns=tuple(columns.get("answer", ())),
        sheet=args.sheet,
        skip_doubles=args.skip_doubles,
        prefix=args.prefix,
    )


def _columns(text: str) -> dict[str, list[str]]:
    """What ``participant=Code,question=Q,answer=A,answer=B`` says; only answers may stand in several columns."""
    from workbench.cli.parsing import UsageError

    found: dict[str, list[str]] = {}
    for part in split_list(text):
        role, mark, name = (piece.strip() for piece in part.partition("="))
        known = mark and name and role in ("participant", "question", "answer")
        if not known or (role in found and role != "answer"):
            raise UsageError(_("Write --columns as participant=…,question=…,answer=… with the headings of the table."))
        found.setdefault(role, []).append(name)
    return found


def _read(files: Sequence[Path], options: "ReadingOptions") -> "list[tuple[Path, Reading]]":
    from transcripts.readers.registry import read_file

    return [(path, read_file(path, options=options)) for path in files]


def _tables(readings: "Sequence[tuple[Path, Reading]]", participants: "Path | None") -> "list[AnswerTable]":
    """What the files themselves, and the table named beside them, say of the participants."""
    found = [reading.attributes for _path, reading in readings if reading.attributes and reading.attributes.columns]
    if participants:
        from workbench.workflows.participant_tables import read_participants

        found.append(read_participants(participants))
    return found


def _bring_in(
    study: "StudyFile",
    coder: str | None,
    readings: "Sequence[tuple[Path, Reading]]",
    tables: "Sequence[AnswerTable]",
    out: Output,
) -> None:
    from workbench.cli.participant_words import told
    from workbench.workflows.importing import import_transcripts

    transcripts = [transcript for _path, reading in readings for transcript in reading.transcripts]
    done = import_transcripts(study, coder, transcripts, tables)
    out.say_all(_told(done, transcripts))
    out.say_all(note for path, reading in readings for note in _notes(path, reading))
    for described in done.described:
        out.say_all(told(described))


def _told(done: "Imported", transcripts: "Sequence[Transcript]") -> Iterator[str]:
    count = len(done.transcripts)
    turns = sum(len(one.turns) for one in transcripts if one.name in done.transcripts)
    said = ngettext(
        "{count} transcript brought in, {turns} turns.", "{count} transcripts brought in, {turns} turns.", count
    )
    yield said.format(count=count, turns=turns)
    if done.participants:
        made = len(done.participants)
        yield ngettext("{count} new participant: {names}", "{count} new participants: {names}", made).format(
            count=made, names=", ".join(done.participants[:12]) + (" …" if made > 12 else "")
        )
    if done.present:
        yield _("Already there and left alone: {names}").format(names=", ".join(done.present))


def _notes(path: Path, reading: "Reading") -> Iterator[str]:
    """What a person ought to look at, a line each, with the file's name before it."""
    told = [*reading.notes, *(note for one in reading.transcripts for note in one.source.notes)]
    if reading.doubts:
        names = ", ".join(one.label for one in reading.doubts)
        told.append(_("left in the text, though they look like speakers: {names}").format(names=names))
    yield from (f"{path.name}: {note}" for note in dict.fromkeys(told))


# -- dry run -------------------------------------------------------------------------------------------------------


def understood(readings: "Sequence[tuple[Path, Reading]]") -> Report:
    """What was understood of the files: transcripts, speakers and remarks."""
    remarks = [line for path, reading in readings for line in _notes(path, reading)]
    return Report(
        "import",
        _("What would be brought in"),
        tables=(_transcripts_table(readings), _speakers_table(readings), _remarks_table(readings)),
        blocks=(_short_table(readings), *(Paragraph(line) for line in remarks)),
        notes=(_("Nothing was changed."),),
    )


def _short_table(readings: "Sequence[tuple[Path, Reading]]") -> Table:
    """What people look at before they import: was each file understood, and who speaks in it?"""
    columns = (
        Column("name", _("transcript")),
        Column("format", _("format")),
        Column("encoding", _("encoding")),
        Column("language", _("language")),
        Column("turns", _("turns"), Kind.INTEGER),
        Column("headings", _("headings"), Kind.INTEGER),
        Column("words", _("words"), Kind.INTEGER),
        Column("speakers", _("speakers")),
    )
    return Table("understood", columns, [_short_row(one) for _path, reading in readings for one in reading.transcripts])


def _short_row(one: "Transcript") -> Row:
    from transcripts.model import Role, TurnKind
    from transcripts.readers.summary import speaker_summaries

    headings = sum(turn.kind is TurnKind.HEADING for turn in one.turns)
    encoding = _("{name} (guessed)").format(name=one.source.encoding) if one.source.guessed else one.source.encoding
    who = (
        (_("{name} asks {count}×") if speaker.role is Role.INTERVIEWER else _("{name} {count}×")).format(
            name=speaker.label or one.participant or one.name, count=speaker.turns
        )
        for speaker in speaker_summaries(one)
    )
    turns = len(one.turns) - headings
    return one.name, one.source.format, encoding, one.language, turns, headings, len(one.text.split()), ", ".join(who)


def _transcripts_table(readings: "Sequence[tuple[Path, Reading]]") -> Table:
    columns = (
        Column("file", _("file")),
        Column("name", _("transcript")),
        Column("participant", _("participant")),
        Column("format", _("format")),
        Column("layout", _("layout"), words=words("layout")),
        Column("encoding", _("encoding")),
        Column("guessed", _("guessed"), Kind.YES_NO),
        Column("language", _("language")),
        Column("turns", _("turns"), Kind.INTEGER),
        Column("headings", _("headings"), Kind.INTEGER),
        Column("words", _("words"), Kind.INTEGER),
        Column("characters", _("characters"), Kind.INTEGER),
    )
    rows = [_transcript_row(path, reading, one) for path, reading in readings for one in reading.transcripts]
    return Table("transcripts", columns, rows)


def _transcript_row(path: Path, reading: "Reading", one: "Transcript") -> Row:
    from transcripts.model import TurnKind

    headings = sum(turn.kind is TurnKind.HEADING for turn in one.turns)
    source = one.source
    return (
        *(path.name, one.name, one.participant, source.format, reading.layout.value, source.encoding, source.guessed),
        *(one.language, len(one.turns) - headings, headings, len(one.text.split()), len(one.text)),
    )


def _speakers_table(readings: "Sequence[tuple[Path, Reading]]") -> Table:
    from transcripts.readers.summary import speaker_summaries

    columns = (
        Column("transcript", _("transcript")),
        Column("speaker", _("speaker")),
        Column("role", _("role"), words=words("role")),
        Column("turns", _("turns"), Kind.INTEGER),
        Column("words", _("words"), Kind.INTEGER),
    )
    rows = [
        (one.name, who.label, who.role.value, who.turns, who.words)
        for _path, reading in readings
        for one in reading.transcripts
        for who in speaker_summaries(one)
    ]
    return Table("speakers", columns, rows)


def _remarks_table(readings: "Sequence[tuple[Path, Reading]]") -> Table:
    columns = (Column("file", _("file")), Column("remark", _("remark")))
    rows = [
        (path.name, note.removeprefix(f"{path.name}: ")) for path, reading in readings for note in _notes(path, reading)
    ]
    return Table("remarks", columns, rows)
