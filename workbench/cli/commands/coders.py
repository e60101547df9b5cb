"""``workbench coders``: who codes, and how far they are."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from codebook.coding import CoderKind, ReadingState
from exports.report import Column, Kind, Report, Row, Table
from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_output, add_study
from workbench.cli.studies import opened

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "List the coders of a study and how far they are, or add coders. Layers aside (workbench reread, workbench train) "
    "are listed below them; one codes in them with --coder and their name."
)
#: What a coder is: a person, the consensus, or a layer aside by its purpose.
_KINDS = {
    "person": N_("person"),
    "consensus": N_("consensus"),
    "reread": N_("second reading"),
    "training": N_("training"),
}
EXAMPLES = """
workbench coders msn.study
workbench coders msn.study add MA JT
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("action", nargs="?", choices=("add",), help=_("add: the coders named after it join the study"))
    parser.add_argument("names", nargs="*", metavar=_("NAME"), help=_("names or initials"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """List or add coders."""
    if args.action and not args.names:
        raise UsageError(_("Say who is to be added: workbench coders STUDY add NAME"))
    with opened(args.study) as study:
        if args.action:
            _add(study, args.names, out)
        else:
            out.show(_listing(study))
    return None


def _add(study: "StudyFile", names: list[str], out: Output) -> None:
    from workbench.workflows.studies import add_coder

    for name in names:
        coder = add_coder(study, name)
        out.say(_("{name} now codes in {study}.").format(name=coder.name, study=study.path.name))


def _listing(study: "StudyFile") -> Report:
    from workbench.store import asides, coders, seals
    from workbench.workflows.progress_report import sealed_notes

    columns = (
        Column("name", _("coder")),
        Column("codings", _("codings"), Kind.INTEGER),
        Column("done", _("done"), Kind.INTEGER),
        Column("coding", _("coding"), Kind.INTEGER),
        Column("todo", _("to do"), Kind.INTEGER),
        Column("consensus", _("consensus"), Kind.YES_NO),
        Column("kind", _("kind"), words={name: _(said) for name, said in _KINDS.items()}),
    )
    aside = {one.layer.uuid: one.purpose.value for one in asides.all(study.reader)}
    everyone = sorted(coders.all(study.reader), key=lambda coder: coder.uuid in aside)
    sealed = seals.wholly_sealed(study.reader)
    rows: list[Row] = [
        (
            *(coder.name, *_counts(study, coder.uuid, sealed=coder.uuid in sealed)),
            *(coder.kind is CoderKind.CONSENSUS, aside.get(coder.uuid, coder.kind.value)),
        )
        for coder in everyone
    ]
    table = Table("coders", columns, rows)
    # The kind says it all to people; files keep the older column.
    shown = Table("coders", (*columns[:-2], columns[-1]), [(*row[:-2], row[-1]) for row in rows])
    return Report("coders", tables=(table,), blocks=(shown,), notes=sealed_notes(study))


def _counts(study: "StudyFile", coder: str, *, sealed: bool) -> Row:
    """Codings, and transcripts done, being coded and to do; one never begun counts only where it was assigned.

    Codings that are sealed are not known.
    """
    from workbench.store import codes, states

    codings = None if sealed else sum(codes.coding_counts(study.reader, coder).values())
    found = list(states.of_coder(study.reader, coder).values())
    return (codings, *(found.count(state) for state in (ReadingState.DONE, ReadingState.CODING, ReadingState.TODO)))
