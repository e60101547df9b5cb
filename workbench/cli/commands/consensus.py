"""``workbench consensus``: how far it is; building it anew; agreement before and after the rulings."""

from argparse import ArgumentParser, Namespace
from collections.abc import Collection
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_compared, add_output, add_study, split_list
from workbench.cli.studies import opened, someone

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.ruling.rebuilding import Rebuilt

DESCRIPTION = N_(
    "The layer that is made from what all coders agree on and from rulings: how far it is, transcript by transcript; "
    "build it anew after codings have changed; agreement before and after the rulings. Building is one step to undo, "
    "and doing it twice changes nothing. Codings that were put into the consensus by hand or from a table are never "
    "touched."
)
EXAMPLES = """
workbench consensus msn.study
workbench consensus msn.study build --dry-run
workbench consensus msn.study agreement --format md --output before-and-after.md
"""
ACTIONS = ("status", "build", "agreement")


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument(
        "action", nargs="?", choices=ACTIONS, default="status", help=_("what to do; without it, the status is shown")
    )
    add_coder(parser)
    add_compared(parser)
    parser.add_argument("--unit", default="sentence", metavar=_("UNIT"), help=_("on what presence is counted"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what building would do"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Show, build or measure."""
    if args.dry_run and args.action != "build":
        raise UsageError(_("--dry-run goes with build."))
    if args.action != "agreement" and (args.coders or args.code):
        raise UsageError(_("--coders and --code go with agreement."))
    with opened(args.study, args.coder) as study:
        if args.action == "agreement":
            _agreement(study, args, out)
        elif args.action == "build":
            _build(study, args, out)
        else:
            _status(study, args, out)
    return None


def _status(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.ruling.status import status, status_report

    wanted = set(_transcripts(study, args))
    found = [one for one in status(study) if not wanted or one.transcript in wanted]
    out.show(status_report(found, sealed=_sealed(study, wanted)))


def _sealed(study: "StudyFile", wanted: Collection[str]) -> int:
    """On how many of some transcripts, none for all, the work of a person is sealed from who looks."""
    from codebook.coding import CoderKind
    from workbench.store import coders
    from workbench.workflows.sealing import seal_in_force

    people = [one.uuid for one in coders.all(study.reader, kind=CoderKind.PERSON)]
    return sum(not wanted or text in wanted for text in seal_in_force(study).sealed_from(people))


def _build(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.ruling.case_report import sealed_notes
    from workbench.workflows.ruling.rebuilding import rebuild

    by, wanted = someone(study, args.coder), _transcripts(study, args)
    done = rebuild(study, coder=by, transcripts=wanted, dry_run=args.dry_run)
    out.say_all([*_told(done, dry=args.dry_run), *sealed_notes(_sealed(study, wanted))])


def _transcripts(study: "StudyFile", args: Namespace) -> list[str]:
    from workbench.store import transcripts

    return [transcripts.named(study.reader, name) for name in split_list(args.transcript)]


def _told(done: "Rebuilt", *, dry: bool) -> list[str]:
    count = len(done.transcripts)
    if not (done.transcripts or done.done or done.reopened):
        return [_("The consensus is what agreements and rulings make; nothing to do.")]
    said = (
        ngettext(
            "{count} transcript would change: {made} codings put in, {changed} put right, {removed} taken out.",
            "{count} transcripts would change: {made} codings put in, {changed} put right, {removed} taken out.",
            count,
        )
        if dry
        else ngettext(
            "{count} transcript changed: {made} codings put in, {changed} put right, {removed} taken out.",
            "{count} transcripts changed: {made} codings put in, {changed} put right, {removed} taken out.",
            count,
        )
    )
    told = [said.format(count=count, made=len(done.made), changed=len(done.changed), removed=len(done.removed))]
    if done.done:
        told.append(_("Now done: {names}.").format(names=", ".join(done.done)))
    if done.reopened:
        told.append(_("No longer done: {names}.").format(names=", ".join(done.reopened)))
    return told


def _agreement(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.ruling.agreement_report import agreement_report
    from workbench.workflows.ruling.before_after import before_and_after

    found = before_and_after(
        study,
        split_list(args.coders),
        unit=args.unit,
        codes=split_list(args.code),
        transcripts=split_list(args.transcript),
    )
    out.show(agreement_report(found))
