"""``workbench transcripts``: what there is to read, how far each coder is, and who speaks."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from codebook.coding import CoderKind, ReadingState
from exports.cells import shown
from exports.report import Cell, Column, Kind, Report, Row, Table
from transcripts.i18n import N_, _, ngettext
from transcripts.model import Role
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study
from workbench.cli.studies import opened, someone, viewer
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.store.study_file import StudyFile
    from workbench.workflows.sealing import Seal

DESCRIPTION = N_(
    "List the transcripts with the progress of each coder, or correct who a speaker label stands for. "
    "Without TRANSCRIPT, a correction holds for every transcript that has the label."
)
EXAMPLES = """
workbench transcripts msn.study
workbench transcripts msn.study --speakers
workbench transcripts msn.study --speaker Sophie --role interviewer
workbench transcripts msn.study --speaker R --participant I-05 entretien-05
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("transcripts", nargs="*", metavar=_("TRANSCRIPT"), help=_("names of transcripts; else all"))
    parser.add_argument("--speakers", action="store_true", help=_("list the speakers of each transcript"))
    parser.add_argument("--speaker", metavar=_("LABEL"), help=_("the label to correct, as the transcript writes it"))
    parser.add_argument("--role", choices=[role.value for role in Role], help=_("what the label stands for"))
    parser.add_argument("--participant", metavar=_("PSEUDONYM"), help=_("who the label is; made if new"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """List transcripts or speakers, or correct a speaker."""
    if args.speaker is None and (args.role or args.participant):
        raise UsageError(_("--role and --participant need the label: --speaker LABEL"))
    if args.speaker is not None and not (args.role or args.participant):
        raise UsageError(_("Say what {label} stands for: --role or --participant").format(label=args.speaker))
    with opened(args.study, args.coder) as study:
        from workbench.store import transcripts

        chosen = [transcripts.named(study.reader, name) for name in args.transcripts]
        if args.speaker is not None:
            _correct(study, chosen, args, out)
        else:
            out.show(_speakers(study, chosen) if args.speakers else _listing(study, chosen))
    return None


def _correct(study: "StudyFile", chosen: list[str], args: Namespace, out: Output) -> None:
    from workbench.workflows.importing import set_speakers

    role = Role(args.role) if args.role else (Role.PARTICIPANT if args.participant else None)
    count = set_speakers(
        study,
        someone(study, args.coder),
        args.speaker,
        transcripts=chosen,
        role=role,
        participant=args.participant,
    )
    said = ngettext("{label}: corrected in {count} transcript.", "{label}: corrected in {count} transcripts.", count)
    out.say(said.format(label=args.speaker, count=count))


def _listing(study: "StudyFile", chosen: list[str]) -> Report:
    from workbench.store import coders, transcripts
    from workbench.workflows.progress_report import sealed_notes
    from workbench.workflows.sealing import seal_for

    people = coders.all(study.reader, kind=CoderKind.PERSON)
    columns = (
        Column("name", _("transcript")),
        Column("title", _("title")),
        Column("language", _("language")),
        Column("words", _("words"), Kind.INTEGER),
        Column("turns", _("turns"), Kind.INTEGER),
        Column("participants", _("participants"), Kind.LIST),
        Column("source", _("file")),
        *(Column(f"state.{coder.name}", coder.name, words=words("state")) for coder in people),
        *(Column(f"coded.{coder.name}", _("{name} coded").format(name=coder.name), Kind.SHARE) for coder in people),
    )
    progress = _Progress(study, people, seal_for(study, viewer(study)))
    entries = [entry for entry in transcripts.listing(study.reader) if not chosen or entry.uuid in chosen]
    rows: list[Row] = [
        (one.name, one.title, one.language, one.words, one.turns, one.participants, one.source, *progress.of(one.uuid))
        for one in entries
    ]
    short = _short_table(people, rows)
    tables = (Table("transcripts", columns, rows),)
    return Report("transcripts", study.title, tables=tables, blocks=(short,), notes=sealed_notes(study))


def _short_table(people: "list[Coder]", rows: list[Row]) -> Table:
    """What people look for: who speaks, how long, and how far each coder is."""
    columns = (
        Column("name", _("transcript")),
        Column("words", _("words"), Kind.INTEGER),
        Column("turns", _("turns"), Kind.INTEGER),
        Column("participants", _("participants"), Kind.LIST),
        *(Column(f"progress.{coder.name}", coder.name) for coder in people),
    )
    share, said = Column("share", kind=Kind.SHARE), words("state")
    count = len(people)
    return Table(
        "list",
        columns,
        [
            (
                *(row[0], row[3], row[4], row[5]),
                *(f"{said[str(row[7 + at])]} {shown(row[7 + count + at], share)}".strip() for at in range(count)),
            )
            for row in rows
        ],
    )


class _Progress:
    """How far every coder is with every transcript."""

    def __init__(self, study: "StudyFile", people: "list[Coder]", seal: "Seal") -> None:
        from workbench.store import states

        self._people, self._seal = people, seal
        self.states = [states.of_coder(study.reader, coder.uuid) for coder in people]
        some = {coder.uuid for coder in seal.visible(people)}
        self.shares = [states.progress(study.reader, one.uuid) if one.uuid in some else {} for one in people]

    def of(self, transcript: str) -> Row:
        """States of all coders, then coded shares of all; None where they are sealed."""
        states: list[Cell] = [found.get(transcript, ReadingState.TODO).value for found in self.states]
        return [*states, *(self._share(at, transcript) for at in range(len(self._people)))]

    def _share(self, at: int, transcript: str) -> Cell:
        if not self._seal.sees(self._people[at].uuid, transcript):
            return None
        found = self.shares[at].get(transcript)
        return found.share if found else 0.0


def _speakers(study: "StudyFile", chosen: list[str]) -> Report:
    from workbench.store import transcripts

    names = dict(transcripts.numbers(study.reader).values())
    columns = (
        Column("transcript", _("transcript")),
        Column("speaker", _("speaker")),
        Column("role", _("role"), words=words("role")),
        Column("participant", _("participant")),
        Column("turns", _("turns"), Kind.INTEGER),
    )
    rows = [
        (names[one.transcript], one.label, one.role.value, one.participant, one.turns)
        for one in transcripts.speakers(study.reader)
        if not chosen or one.transcript in chosen
    ]
    return Report("speakers", tables=(Table("speakers", columns, rows),))
