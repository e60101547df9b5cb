"""``workbench rule``: the passages on which coders differ, and what is decided about them."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_compared, add_output, add_study, file_argument, split_list
from workbench.cli.studies import acting_coder, opened, viewer

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "List the passages on which those differ who have marked a transcript done, each with a key, and rule on them. "
    "Rulings and agreements make the consensus; the coders' codings stay as they are, and `workbench undo` takes a "
    "ruling back with all that it made. For any number of coders. Memos are not copied: why it was decided so belongs "
    "into the reason."
)
VERDICTS = N_(
    "what is decided:\n"
    "first, second, position:N – that answer as it is, which may be nothing\n"
    "union – all characters that anyone marked, for every code that was given; pro and contra make mixed\n"
    "intersection – the characters that all marked who marked anything, for every code that was given\n"
    "both – each of the answers as it is\n"
    "neither – nothing of it\n"
    "discuss – nothing yet, it stays open\n"
    "majority – the answer that more than half of those hold who read the passage\n"
    "union:N, intersection:N – with stance and strength of that answer, where they differ in these\n"
    "A, B … – the answer of who is shown so by --hide-names"
)
EXAMPLES = """
workbench rule msn.study
workbench rule msn.study --kind missed,boundary --order cost --hide-names
workbench rule msn.study --case 1a2b3c4d5e6f --verdict union --reason "both ends belong to the answer" --coder MA
workbench rule msn.study --majority --dry-run
workbench rule msn.study --all --format csv --output rulings.csv
workbench rule msn.study --from rulings.csv --dry-run
workbench rule msn.study --case 1a2b3c4d5e6f --note include "also when the word is a colleague's" --code IMAGE
workbench rule msn.study --withdraw 1a2b3c4d5e6f
"""
SIDES = ("include", "exclude")


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_coder(parser)
    add_compared(parser)
    parser.add_argument(
        "--kind",
        metavar=_("KINDS"),
        help=_("missed, different_code, boundary, stance, strength, with commas between"),
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--all", action="store_true", help=_("those ruled on as well, with what was ruled"))
    shown.add_argument(
        "--which",
        choices=("open", "ruled", "discuss", "stale"),
        help=_("open ones (as without it), ruled on, to be discussed, or changed since they were ruled"),
    )
    parser.add_argument("--order", choices=("text", "cost"), default="text", help=_("in text order, or by characters"))
    parser.add_argument(
        "--hide-names", action="store_true", help=_("show coders as A, B, C, in another order for every passage")
    )
    _deciding(parser)
    add_output(parser)


def _deciding(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(_("decide"))
    group.add_argument("--case", metavar=_("KEY"), help=_("the passage that is ruled on"))
    group.add_argument("--verdict", metavar=_("VERDICT"), help=_(VERDICTS))
    group.add_argument("--reason", metavar=_("TEXT"), default="", help=_("why"))
    group.add_argument("--majority", action="store_true", help=_("rule for the majority wherever there is one"))
    file_argument(
        group,
        "--from",
        dest="table",
        metavar=_("TABLE"),
        help=_("rulings from a table with the columns case, verdict, answer and reason"),
    )
    group.add_argument("--withdraw", metavar=_("KEY"), help=_("take the ruling on this passage away"))
    group.add_argument(
        "--note",
        nargs=2,
        metavar=("include|exclude", _("TEXT")),
        help=_("write into the codebook when the code of --code is given, or not, from the ruling on --case"),
    )
    group.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))


def run(args: Namespace, out: Output) -> int | None:
    """List or decide."""
    from workbench.cli import ruling_acts as acts

    _check(args)
    with opened(args.study, args.coder) as study:
        if not (args.verdict or args.majority or args.table or args.withdraw or args.note):
            _show(study, args, out)
            return None
        coder = acting_coder(study, args.coder)
        if args.note:
            acts.note(study, coder, args, out)
        elif args.withdraw:
            acts.withdraw(study, coder, args, out)
        elif args.table:
            acts.take_table(study, coder, args, out)
        elif args.majority:
            acts.majority(study, coder, args, out)
        else:
            acts.rule(study, coder, args, out)
    return None


def _check(args: Namespace) -> None:
    """Refuse words that do not go together.

    Raises:
        UsageError: If there are some.
    """
    asked = [args.verdict, args.majority, args.table, args.withdraw, args.note]
    if sum(map(bool, asked)) > 1:
        raise UsageError(_("Say one of --verdict, --majority, --from, --withdraw and --note."))
    if bool(args.verdict or args.note) != bool(args.case):
        raise UsageError(_("--case goes with --verdict or --note."))
    if args.reason and not args.verdict:
        raise UsageError(_("--reason goes with --verdict."))
    if args.note and (args.note[0] not in SIDES or not args.code):
        raise UsageError(_("--note goes with --code CODE: --note include TEXT, or --note exclude TEXT."))
    if args.dry_run and not any(asked):
        raise UsageError(_("--dry-run goes with what writes."))


def _show(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.ruling.case_report import cases_report
    from workbench.workflows.ruling.queueing import queue
    from workbench.workflows.sealing import seal_for

    found = queue(
        study,
        coders=split_list(args.coders),
        codes=split_list(args.code),
        transcripts=split_list(args.transcript),
        kinds=split_list(args.kind),
        which="all" if args.all else args.which or "open",
        order=args.order,
        seal=seal_for(study, viewer(study)),
    )
    out.show(cases_report(study, found, hide_names=args.hide_names))
