"""What ``workbench rule`` does besides listing: rulings one by one, by majority and from a table; notes."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebook.ruling import Verdict
from transcripts.i18n import _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, split_list

if TYPE_CHECKING:
    from codebook.book import Codebook
    from codebook.coding import Coder
    from workbench.store.study_file import StudyFile
    from workbench.workflows.ruling.values import MadeCoding, OpenCase, Queue


def rule(study: "StudyFile", coder: "Coder", args: Namespace, out: Output) -> None:
    """Rule on one case."""
    from workbench.workflows.ruling import deciding
    from workbench.workflows.ruling.outcomes import cautions, outcome
    from workbench.workflows.ruling.verdicts import ORDINALS, read_verdict

    case = _case(study, coder, args.case)
    if args.hide_names and args.verdict.strip().casefold().partition(":")[0] in (*ORDINALS, "position"):
        raise UsageError(_("With hidden names, say whose answer stands by its letter: --verdict A."))
    verdict, chosen = read_verdict(args.verdict, case, secret=study.fact("salt"))
    made = outcome(case, verdict, chosen)
    book = _book(study)
    if not args.dry_run:
        deciding.rule(study, case, verdict, coder=coder.uuid, chosen=chosen, reason=args.reason)
    out.say(_told(book, case, verdict, made, dry=args.dry_run))
    out.say_all(cautions(book, made))


def _told(book: "Codebook", case: "OpenCase", verdict: Verdict, made: "Sequence[MadeCoding]", *, dry: bool) -> str:
    if verdict is Verdict.DISCUSS:
        said = _("To be discussed: {key}.") if not dry else _("Would be put aside to be discussed: {key}.")
        return said.format(key=case.key)
    ordered = sorted(made, key=lambda one: (one.span, book.position(one.code)))
    what = ", ".join(f"{book.get(one.code).short} {_weights(one)}" for one in ordered) or _("nothing")
    said = _("Would put into the consensus: {what}.") if dry else _("Ruled on {key}; in the consensus: {what}.")
    return said.format(key=case.key, what=what)


def _weights(one: "MadeCoding") -> str:
    parts = [f"{one.span.start}–{one.span.end}"]
    parts += [str(one.stance.value)] if one.stance else []
    parts += [] if one.strength is None else [str(one.strength)]
    return " ".join(parts)


def withdraw(study: "StudyFile", coder: "Coder", args: Namespace, out: Output) -> None:
    """Take a ruling away, also one that stands on no case any more."""
    from workbench.errors import RulingError
    from workbench.workflows.ruling import deciding

    found = _queue(study, coder)
    known = [one.ruling for one in found.cases if one.ruling is not None] + list(found.lapsed)
    wanted = args.withdraw.strip().casefold()
    # A ruling whose codings have changed is called by its case as it is now; its own key leads there as well.
    keys = {case.key: case.ruling for case in found.cases if case.ruling is not None}
    keys |= {one.key: one for one in known if one.key not in keys}
    ruling = next((one for key, one in keys.items() if len(wanted) >= 4 and key.startswith(wanted)), None)
    if ruling is None:
        raise RulingError(
            _("There is no ruling on {key}.").format(key=wanted or "?"),
            _("See the rulings with `workbench rule STUDY --all`."),
        )
    if args.dry_run:
        out.say(_("Would be taken back: the ruling on {key}.").format(key=ruling.key))
        return
    done = deciding.withdraw(study, ruling.uuid, coder=coder.uuid)
    said = ngettext(
        "Taken back: the ruling on {key}; {count} coding leaves the consensus.",
        "Taken back: the ruling on {key}; {count} codings leave the consensus.",
        len(done.removed),
    )
    out.say(said.format(key=ruling.key, count=len(done.removed)))


def majority(study: "StudyFile", coder: "Coder", args: Namespace, out: Output) -> None:
    """Rule for the majority on all cases asked for that are open and have one."""
    from workbench.workflows.ruling.deciding import rule_majority
    from workbench.workflows.ruling.values import Status

    found = _queue(study, coder, args)
    if args.dry_run:
        open_now = [case for case in found.cases if case.status in (Status.OPEN, Status.STALE)]
        count = sum(case.majority is not None for case in open_now)
        said = ngettext(
            "{count} passage would be ruled for its majority; {left} have none.",
            "{count} passages would be ruled for their majority; {left} have none.",
            count,
        )
        out.say(said.format(count=count, left=len(open_now) - count))
        return
    done = rule_majority(study, found.cases, coder=coder.uuid)
    said = ngettext(
        "{count} passage ruled for its majority, in one step; {left} have none.",
        "{count} passages ruled for their majority, in one step; {left} have none.",
        len(done.rulings),
    )
    out.say(said.format(count=len(done.rulings), left=done.without))


def take_table(study: "StudyFile", coder: "Coder", args: Namespace, out: Output) -> None:
    """Take rulings from a table."""
    from workbench.workflows.ruling.tables import plan_rulings, read_ruling_table, take_rulings
    from workbench.workflows.sealing import seal_for

    lines = read_ruling_table(args.table)
    plan = plan_rulings(study, lines, name=args.table.name, seal=seal_for(study, coder))
    if not args.dry_run:
        take_rulings(study, plan, coder=coder.uuid)
    count = len(plan.decisions)
    said = (
        ngettext("{count} ruling would be taken.", "{count} rulings would be taken.", count)
        if args.dry_run
        else ngettext("{count} ruling taken.", "{count} rulings taken.", count)
    )
    out.say(said.format(count=count))
    if plan.already:
        stood = ngettext("{count} was there already.", "{count} were there already.", plan.already)
        out.say(stood.format(count=plan.already))
    if plan.blank:
        blank = ngettext("{count} row has no verdict.", "{count} rows have no verdict.", plan.blank)
        out.say(blank.format(count=plan.blank))


def note(study: "StudyFile", coder: "Coder", args: Namespace, out: Output) -> None:
    """Write into the codebook what a ruling says."""
    from workbench.errors import RulingError
    from workbench.workflows.ruling.noting import note_from_ruling

    case = _case(study, coder, args.case)
    if case.ruling is None:
        raise RulingError(_("Nobody has ruled on {key}.").format(key=case.key), _("Rule first, with --verdict."))
    side, text = args.note
    code = _book(study).named(args.code)
    if args.dry_run:
        out.say(_("Would be written into the codebook, under {code}.").format(code=code.short))
        return
    note_from_ruling(study, case.ruling.uuid, code=code.uuid, side=side, text=text, coder=coder.uuid)
    out.say(_("Written into the codebook, under {code}: a new version.").format(code=code.short))


def _case(study: "StudyFile", coder: "Coder", key: str) -> "OpenCase":
    from workbench.workflows.ruling.queueing import case_called

    return case_called(_queue(study, coder).cases, key)


def _queue(study: "StudyFile", coder: "Coder", args: Namespace | None = None) -> "Queue":
    """All cases that may be seen, or those that the command asks for."""
    from workbench.workflows.ruling.queueing import queue
    from workbench.workflows.sealing import seal_for

    seal = seal_for(study, coder)
    if args is None:
        return queue(study, which="all", seal=seal)
    return queue(
        study,
        coders=split_list(args.coders),
        codes=split_list(args.code),
        transcripts=split_list(args.transcript),
        kinds=split_list(args.kind),
        which="all" if args.all else args.which or "open",
        seal=seal,
    )


def _book(study: "StudyFile") -> "Codebook":
    from workbench.store import codes

    return codes.book(study.reader)
