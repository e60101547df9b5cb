"""``workbench assign``: who is to code what."""

from argparse import ArgumentParser, Namespace

from codebook.coding import ReadingState
from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_study, split_list
from workbench.cli.studies import acting_coder, coders_named, opened

DESCRIPTION = N_("Give coders their transcripts. What a coder has begun or finished stays as it is.")
EXAMPLES = """
workbench assign msn.study entretien-01 entretien-02 --coder MA
workbench assign msn.study --all --coder MA,JT
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("transcripts", nargs="*", metavar=_("TRANSCRIPT"), help=_("names of transcripts"))
    parser.add_argument("--all", action="store_true", help=_("all transcripts"))
    parser.add_argument("--coder", metavar=_("NAMES"), help=_("one coder, or several with commas between"))


def run(args: Namespace, out: Output) -> int | None:
    """Assign transcripts."""
    if args.all == bool(args.transcripts):
        raise UsageError(_("Name the transcripts to assign, or say --all."))
    with opened(args.study) as study:
        from workbench.store import states, transcripts
        from workbench.workflows.coding import set_state

        wanted = [transcripts.named(study.reader, name) for name in args.transcripts]
        wanted = wanted or [entry.uuid for entry in transcripts.listing(study.reader)]
        names = split_list(args.coder)
        for coder in coders_named(study, names) if names else [acting_coder(study, None)]:
            known = states.of_coder(study.reader, coder.uuid)
            fresh = [uuid for uuid in wanted if uuid not in known]
            if fresh:
                set_state(study, coder.uuid, fresh, ReadingState.TODO)
            said = ngettext(
                "{name}: {count} transcript assigned, {rest} were already.",
                "{name}: {count} transcripts assigned, {rest} were already.",
                len(fresh),
            )
            out.say(said.format(name=coder.name, count=len(fresh), rest=len(wanted) - len(fresh)))
    return None
