"""``workbench unseal``: open the seals of a blind study, or see how it stands with them."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from exports.report import Column, Fact, Kind, Report, Table
from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study
from workbench.cli.studies import opened, someone

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "Open the seals of a blind study, so that the coders of a transcript see each other's codings on it. A seal is "
    "opened when everyone who has taken the transcript on is done; that stands in the journal and is not undone. "
    "Without TRANSCRIPT, show which are open, which can be opened and whom the others wait for."
)
EXAMPLES = """
workbench unseal msn.study
workbench unseal msn.study entretien-01 entretien-02 --coder MA
workbench unseal msn.study --all --coder MA
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("transcripts", nargs="*", metavar=_("TRANSCRIPT"), help=_("names of transcripts to open"))
    parser.add_argument("--all", action="store_true", help=_("open all that can be opened"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Open seals, or show them."""
    if args.all and args.transcripts:
        raise UsageError(_("Name the transcripts to open, or say --all."))
    with opened(args.study, args.coder) as study:
        from workbench.store import transcripts
        from workbench.workflows.sealing import seal_states

        chosen = [transcripts.named(study.reader, name) for name in args.transcripts]
        if args.all:
            chosen = [one.transcript for one in seal_states(study) if one.ready]
        if chosen or args.all:
            _open(study, args.coder, chosen, out)
        else:
            out.show(_shown(study))
    return None


def _open(study: "StudyFile", name: str | None, chosen: list[str], out: Output) -> None:
    from workbench.workflows.sealing import open_seals, seal_states

    found = open_seals(study, someone(study, name), chosen)
    said = ngettext("{count} seal opened; {rest} was open.", "{count} seals opened; {rest} were open.", len(found))
    out.say(said.format(count=len(found), rest=len(set(chosen)) - len(found)))
    closed = sum(not one.opened for one in seal_states(study))
    if closed:
        said = ngettext("{count} transcript stays sealed.", "{count} transcripts stay sealed.", closed)
        out.say(said.format(count=closed))


def _shown(study: "StudyFile") -> Report:
    from workbench.store import seals
    from workbench.workflows.progress_report import seal_word, seal_words
    from workbench.workflows.sealing import seal_states

    columns = (
        Column("transcript", _("transcript")),
        Column("seal", _("seal"), words=seal_words()),
        Column("done", _("done"), Kind.LIST),
        Column("waiting", _("waits for"), Kind.LIST),
        Column("opened", _("opened (UTC)"), Kind.TIME),
        Column("opened_by", _("opened by")),
    )
    rows = [
        (
            one.name,
            seal_word(one),
            tuple(coder.name for coder in one.done),
            tuple(coder.name for coder in one.waiting),
            one.opened or None,
            one.opened_by or None,
        )
        for one in seal_states(study)
    ]
    blind = seals.is_blind(study.reader)
    notes = () if blind else (_("This study is not blind: nothing is sealed. To make it so: workbench seal STUDY"),)
    facts = (Fact("blind", _("Blind"), blind, Kind.YES_NO),)
    return Report("seals", facts=facts, tables=(Table("seals", columns, rows),), notes=notes)
