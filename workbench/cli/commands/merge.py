"""``workbench merge``: packets that coders hand in, and whole copies that both went on."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from transcripts.lists import split_names
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study, file_argument
from workbench.cli.studies import opened, someone

DESCRIPTION = N_(
    "Bring packets, or other copies of a study that were gone on with, into it: by identity and journal, as one step "
    "that workbench undo takes back. Nothing comes twice; merging the same file again changes nothing. Where both "
    "sides changed the same thing one value stays and both are shown; what one side deleted and the other went on "
    "with stays. --dry-run shows it all and changes nothing."
)
EXAMPLES = """
workbench merge msn.study ma-2026-11-20.study --dry-run
workbench merge msn.study ma.study jt.study --coder MA
workbench merge msn.study ../laptop/msn.study --prefer theirs --same "Zoe=Zoé"
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    file_argument(parser, "files", nargs="+", metavar=_("FILE"), help=_("packets or copies, merged in this order"))
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would be merged"))
    help_text = _("whose value stays where both sides changed the same thing; mine if not said")
    parser.add_argument("--prefer", choices=("mine", "theirs"), default="mine", help=help_text)
    help_text = _("coders who are one person under two names: NAME-THERE=NAME-HERE, with commas between")
    parser.add_argument("--same", default="", metavar=_("NAMES"), help=help_text)
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Merge, or show what would be."""
    from workbench.store import coders
    from workbench.workflows.handing_in.merging import Wanted, merge, preview
    from workbench.workflows.handing_in.report import merge_report
    from workbench.workflows.handing_in.values import Prefer
    from workbench.workflows.sealing import seal_for

    wanted = Wanted(Prefer(args.prefer), _same(args.same))
    with opened(args.study, args.coder) as study:
        who = someone(study, args.coder)
        if args.dry_run:
            found = preview(study, args.files, wanted, coder=who)
        else:
            found = merge(study, args.files, coder=who, wanted=wanted)
        viewer = coders.named(study.reader, who) if who else None
        out.show(merge_report(study, found, seal_for(study, viewer), done=not args.dry_run))
    if not args.dry_run and any(not one.changes_nothing for one in found):
        out.say(_("Merged in one step; `workbench undo` takes it back."))
    return None


def _same(text: str) -> dict[str, str]:
    """What ``Zoe=Zoé,MA=Maude`` says."""
    found = {}
    for part in split_names(text):
        there, mark, here = (piece.strip() for piece in part.partition("="))
        if not (there and mark and here):
            raise UsageError(_("Write --same as NAME-THERE=NAME-HERE, with commas between."))
        found[there] = here
    return found
