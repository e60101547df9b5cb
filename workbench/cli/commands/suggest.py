"""``workbench suggest``: the next passages for a code, with reasons; decisions about them; the switches."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from codebook.suggestion import QueueOrder
from transcripts.i18n import N_, _
from workbench.cli.output import Output, terminal_width
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study, whole_number
from workbench.cli.studies import acting_coder, opened

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.store.study_file import StudyFile
    from workbench.workflows.suggesting.local import LocalDesk

DESCRIPTION = N_(
    "Propose the next passages for a code, each with its reasons: for one code with --code, else over all codes that "
    "were switched on with --on. Nothing is applied by itself: decide with --accept and --reject and the ids shown; "
    "`workbench undo` takes a decision back. Everything is done on this machine."
)
EXAMPLES = """
workbench suggest msn.study --coder MA --code IMAGE
workbench suggest msn.study --accept 1a2b3c4d-1 1a2b3c4d-4 --span turn
workbench suggest msn.study --reject 1a2b3c4d-2
workbench suggest msn.study --on IMAGE,PROJET
workbench suggest msn.study --forbid
"""
COUNT = 20
MOST = 500


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_coder(parser)
    parser.add_argument("--code", metavar=_("CODE"), help=_("for this code alone"))
    parser.add_argument(
        "--top", type=whole_number(1, MOST), default=COUNT, metavar="N", help=_("the most suggestions; 20 if not given")
    )
    parser.add_argument(
        "--order",
        choices=[order.value for order in QueueOrder],
        default=QueueOrder.SUREST.value,
        help=_("what comes first: the surest, or the most uncertain"),
    )
    parser.add_argument("--list", metavar="UUID", help=_("show a list again from which somebody decided"))
    parser.add_argument("--now", action="store_true", help=_("do not wait until everything is read"))
    _decisions(parser)
    _switches(parser)
    add_output(parser)


def _decisions(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(_("decide"))
    group.add_argument("--accept", nargs="+", metavar="ID", help=_("put the code on these passages"))
    group.add_argument("--reject", nargs="+", metavar="ID", help=_("do not propose these passages again"))
    group.add_argument(
        "--span",
        metavar=_("SPAN"),
        help=_("with --accept: sentence (as shown), turn, or START-END in characters of the transcript"),
    )


def _switches(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(_("switches"))
    group.add_argument("--on", metavar=_("CODES"), help=_("ask for suggestions for these codes from now on"))
    group.add_argument("--off", metavar=_("CODES"), help=_("ask for them no longer"))
    group.add_argument("--forbid", action="store_true", help=_("forbid suggestions in this study, to everybody"))
    group.add_argument("--allow", action="store_true", help=_("allow them again"))
    group.add_argument(
        "--learn-from", choices=("own", "all"), help=_("whose codings and rejections suggestions learn from")
    )
    group.add_argument(
        "--index", action="store_true", help=_("have all texts read now, which is else done when needed")
    )
    group.add_argument("--missing", action="store_true", help=_("say what would make suggestions better"))


def run(args: Namespace, out: Output) -> int | None:
    """Show, decide or switch."""
    from workbench.cli import suggestion_acts as acts

    _check(args)
    with opened(args.study, args.coder) as study:
        if args.forbid or args.allow or args.learn_from:
            acts.put_switches(study, args, out)
            return None
        coder = acting_coder(study, args.coder)
        if args.on or args.off:
            acts.ask_or_stop(study, coder, args, out)
        elif args.accept or args.reject:
            acts.decide(study, coder, args, out)
        else:
            _show(study, coder, args, out)
    return None


def _check(args: Namespace) -> None:
    """Refuse words that do not go together.

    Raises:
        UsageError: If there are some.
    """
    from workbench.workflows.suggesting.by_id import is_span

    if args.span and not args.accept:
        raise UsageError(_("--span goes with --accept."))
    if args.span and not is_span(args.span):
        raise UsageError(_("--span is sentence, turn, or two numbers such as 120-180."))
    if set(args.accept or ()) & set(args.reject or ()):
        raise UsageError(_("The same suggestion cannot be accepted and rejected."))
    if args.forbid and args.allow:
        raise UsageError(_("Say either --forbid or --allow."))
    if args.list and args.code and not (args.accept or args.reject):
        raise UsageError(_("A list that is shown again has its own code: leave --code out."))


def _show(study: "StudyFile", coder: "Coder", args: Namespace, out: Output) -> None:
    """Read what is not read yet, then show what was asked for."""
    from workbench.cli import suggestion_acts as acts
    from workbench.cli.progress import Bar
    from workbench.workflows.suggesting.local import LocalDesk

    acts.check_askable(study, coder, args)
    with Bar(quiet=out.quiet) as bar:
        desk = LocalDesk(study, watch=bar.step)
        if args.missing:
            out.say_all(acts.missing(desk) or [_("Nothing is missing.")])
            return
        if args.index or not (args.now or args.list):
            desk.index()
        if args.index:
            out.say(acts.read_so_far(desk))
            return
        _list(study, desk, coder, args, out)


def _list(study: "StudyFile", desk: "LocalDesk", coder: "Coder", args: Namespace, out: Output) -> None:
    """Show lists, and remember them for the decisions about them."""
    from workbench.cli import suggestion_acts as acts
    from workbench.workflows.suggesting import shown
    from workbench.workflows.suggesting.list_report import list_report

    lists, suggestions = acts.lists(desk, coder, args)
    marks = out.marks
    report = list_report(study, lists, suggestions, coder=coder.name, marks=marks, width=terminal_width())
    shown.remember(study.fact("uuid"), *lists)
    out.show(report)
    out.say_all(acts.missing_once(desk))
    if suggestions:
        out.say(_("Decide with --accept ID or --reject ID; undo takes a decision back."))
