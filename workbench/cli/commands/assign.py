"""``workbench assign``: who is to code what."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from codebook.coding import Coder
from exports.report import Column, Fact, Kind, Report, Table
from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_output, add_study, split_list, whole_number
from workbench.cli.studies import acting_coder, coders_named, opened, someone, viewer

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.assigning import Assignment

DESCRIPTION = N_(
    "Give coders their transcripts: all to each, or to every transcript one coder and to a share of them several. "
    "What a coder has begun or finished stays as it is. Without transcripts, show how far everybody is."
)
EXAMPLES = """
workbench assign msn.study
workbench assign msn.study entretien-01 entretien-02 --coder MA
workbench assign msn.study --all --coder MA,JT
workbench assign msn.study --all --overlap 20 --dry-run
workbench assign msn.study entretien-03 --remove --coder JT
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("transcripts", nargs="*", metavar=_("TRANSCRIPT"), help=_("names of transcripts"))
    parser.add_argument("--all", action="store_true", help=_("all transcripts"))
    parser.add_argument("--coder", metavar=_("NAMES"), help=_("one coder, or several with commas between"))
    help_text = _("one coder for each transcript, and several for this share of them, in per cent; drawn by chance")
    parser.add_argument("--overlap", type=whole_number(0, 100), metavar="N", help=help_text)
    help_text = _("with --overlap: how many coders that share gets; 2 by default")
    parser.add_argument("--each", type=whole_number(2, 100), default=2, metavar="N", help=help_text)
    help_text = _("with --overlap: whether coders get equal numbers of words or of transcripts")
    parser.add_argument("--by", choices=("words", "count"), default="words", help=help_text)
    parser.add_argument("--seed", type=whole_number(0), metavar="N", help=_("with --overlap: of the draw"))
    help_text = _("take the coders off these transcripts; their codings stay, and the journal tells of it")
    parser.add_argument("--remove", action="store_true", help=help_text)
    parser.add_argument("--dry-run", action="store_true", help=_("show who would have what; change nothing"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Assign transcripts, take coders off, or show how far everybody is."""
    if args.all and args.transcripts:
        raise UsageError(_("Name the transcripts to assign, or say --all."))
    with opened(args.study) as study:
        from workbench.store import transcripts

        chosen = [transcripts.named(study.reader, name) for name in args.transcripts]
        if not chosen and not args.all:
            _check_bare(args)
            _show_progress(study, out)
            return None
        chosen = chosen or [entry.uuid for entry in transcripts.listing(study.reader)]
        if args.remove:
            _remove(study, args, chosen, out)
        else:
            _give(study, args, chosen, out)
    return None


def _check_bare(args: Namespace) -> None:
    if args.remove or args.coder or args.overlap is not None or args.dry_run:
        raise UsageError(_("Name the transcripts to assign, or say --all."))


def _show_progress(study: "StudyFile", out: Output) -> None:
    from workbench.workflows.progress_report import progress_report
    from workbench.workflows.sealing import seal_for

    out.show(progress_report(study, seal_for(study, viewer(study))))


def _give(study: "StudyFile", args: Namespace, chosen: list[str], out: Output) -> None:
    from workbench.workflows.assigning import SEED, all_by_all, assign, overlap

    names = split_list(args.coder)
    if args.overlap is None:
        coders = coders_named(study, names) if names else [acting_coder(study, None)]
        wanted = all_by_all(study, coders, chosen)
    else:
        coders = coders_named(study, names)
        seed = SEED if args.seed is None else args.seed
        by_length = args.by == "words"
        wanted = overlap(study, coders, chosen, share=args.overlap, each=args.each, by_length=by_length, seed=seed)
    if args.dry_run:
        out.show(_plan(study, wanted, coders))
        return
    if wanted.fresh:
        assign(study, someone(study, None), wanted)
    for coder in coders:
        fresh = len(wanted.of(coder.uuid))
        if args.overlap is None:
            said = ngettext(
                "{name}: {count} transcript assigned, {rest} were already.",
                "{name}: {count} transcripts assigned, {rest} were already.",
                fresh,
            )
            out.say(said.format(name=coder.name, count=fresh, rest=len(chosen) - fresh))
        else:
            said = ngettext("{name}: {count} transcript assigned.", "{name}: {count} transcripts assigned.", fresh)
            out.say(said.format(name=coder.name, count=fresh))
    _tell_draw(wanted, out)


def _tell_draw(wanted: "Assignment", out: Output) -> None:
    if wanted.seed is not None:
        said = ngettext(
            "{count} transcript with several coders, drawn with seed {seed}.",
            "{count} transcripts with several coders, drawn with seed {seed}.",
            len(wanted.several),
        )
        out.say(said.format(count=len(wanted.several), seed=wanted.seed))


def _plan(study: "StudyFile", wanted: "Assignment", coders: list[Coder]) -> Report:
    from workbench.store import transcripts

    entries = {entry.uuid: entry for entry in transcripts.listing(study.reader)}
    names = {coder.uuid: coder.name for coder in coders}
    columns = (
        Column("transcript", _("transcript")),
        Column("words", _("words"), Kind.INTEGER),
        Column("coder", _("coder")),
        Column("several", _("several coders"), Kind.YES_NO),
    )
    rows = [
        (entries[uuid].name, entries[uuid].words, names[coder], uuid in wanted.several) for coder, uuid in wanted.fresh
    ]
    facts = (
        *((Fact("seed", _("Seed"), wanted.seed),) if wanted.seed is not None else ()),
        Fact("already", _("Assigned already"), wanted.known),
    )
    return Report("assignment", facts=facts, tables=(Table("assignments", columns, rows),))


def _remove(study: "StudyFile", args: Namespace, chosen: list[str], out: Output) -> None:
    from workbench.workflows.assigning import take_off

    names = split_list(args.coder)
    if not names:
        raise UsageError(_("Say who is to be taken off: --coder NAME"))
    if args.overlap is not None or args.dry_run:
        raise UsageError(_("--remove goes with neither --overlap nor --dry-run."))
    coders = coders_named(study, names)
    found = take_off(study, someone(study, None), coders, chosen)
    for coder in coders:
        count = sum(one == coder.uuid for one, _text in found)
        said = ngettext(
            "{name}: taken off {count} transcript; what was coded there stays.",
            "{name}: taken off {count} transcripts; what was coded there stays.",
            count,
        )
        out.say(said.format(name=coder.name, count=count))
