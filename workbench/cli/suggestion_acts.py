"""What ``workbench suggest`` does besides showing: decisions, switches, what is missing."""

import json
import logging
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebook.suggestion import QueueOrder
from transcripts.i18n import _
from workbench.cli.output import Output
from workbench.cli.parsing import split_list
from workbench.cli.studies import someone

if TYPE_CHECKING:
    from codebook.code import Code
    from codebook.coding import Coder
    from codebook.suggestion import Suggestion
    from workbench.store.study_file import StudyFile
    from workbench.workflows.suggesting.lists import SuggestionList
    from workbench.workflows.suggesting.local import LocalDesk

_log = logging.getLogger(__name__)


# -- lists -----------------------------------------------------------------------------------------------------------


def check_askable(study: "StudyFile", coder: "Coder", args: Namespace) -> None:
    """Refuse before anything is read what could not be shown afterwards.

    Raises:
        StudyError: If suggestions are forbidden, the code cannot have any, or nothing was asked for.
    """
    from workbench.workflows.suggesting import lists, switches

    if args.index or args.missing:
        switches.check_allowed(study, coder.uuid)
    elif args.code:
        switches.check_allowed(study, coder.uuid)
        switches.check_code(study, code_named(study, args.code).uuid)
    elif not args.list:
        lists.asked_codes(study, coder.uuid)


def lists(
    desk: "LocalDesk", coder: "Coder", args: Namespace
) -> "tuple[Sequence[SuggestionList], Sequence[Suggestion]]":
    """The lists asked for, and their suggestions in the order shown."""
    order = QueueOrder(args.order)
    if args.list:
        from workbench.workflows.suggesting.past_lists import entry_named, make_again

        again = make_again(desk.room, entry_named(desk.study.reader, args.list, coder=coder.uuid))
        return (again,), again.suggestions
    if args.code:
        made = desk.suggestions(coder.uuid, code_named(desk.study, args.code).uuid, count=args.top, order=order)
        return (made,), made.suggestions
    several = desk.of_all_codes(coder.uuid, count=args.top, order=order)
    return several.lists, several.suggestions


def code_named(study: "StudyFile", name: str) -> "Code":
    """The code of this name.

    Raises:
        CodebookError: If there is none, or more than one.
    """
    from workbench.store import codes

    return codes.book(study.reader).named(name)


def read_so_far(desk: "LocalDesk") -> str:
    """How much the models have read."""
    ready = desk.ready()
    return _("Read: {read} of {all} passages.").format(read=ready.read, all=ready.pieces)


# -- what is missing -------------------------------------------------------------------------------------------------


def missing(desk: "LocalDesk") -> list[str]:
    """What would make suggestions better, each with the command that adds it."""
    return [
        one.what + (" " + _("To add it: {command}").format(command=one.command) if one.command else "")
        for one in desk.missing()
    ]


def missing_once(desk: "LocalDesk") -> list[str]:
    """The same, but only what this account has not been told yet."""
    from workbench.paths import shown_lists_folder

    path = shown_lists_folder() / "told.json"
    try:
        known = set(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        known = set()
    wanted = {f"{one.command}/{one.what}" for one in desk.missing()}
    if not wanted - known:
        return []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(sorted(known | wanted)), encoding="utf-8")
    except OSError as error:
        _log.warning("What was told is not remembered.", exc_info=error)
    return missing(desk)


# -- decisions -------------------------------------------------------------------------------------------------------


def decide(study: "StudyFile", coder: "Coder", args: Namespace, out: Output) -> None:
    """Take the decisions, one step each; all ids are looked up before the first is decided about.

    Raises:
        StudyError: If an id is unknown, or what it stands for can no longer be decided about.
    """
    from workbench.workflows.suggesting import by_id, switches

    switches.check_allowed(study, coder.uuid)
    yes, no = (by_id.find(study, coder.uuid, ids or (), within=args.list or "") for ids in (args.accept, args.reject))
    other = code_named(study, args.code).uuid if args.code else None
    for one in yes:
        coding, _decision = by_id.accept(study, coder.uuid, one, span=args.span or by_id.SENTENCE, code=other)
        where = _place(study, one.suggestion)
        out.say(_("Accepted {code} in {place}.").format(code=_short(study, coding.code), place=where))
    for one in no:
        by_id.reject(study, coder.uuid, one)
        where = _place(study, one.suggestion)
        out.say(_("Rejected {code} in {place}.").format(code=_short(study, one.suggestion.code), place=where))
    _tell_tallies(study, coder, {one.suggestion.code for one in (*yes, *no)}, out)


def _short(study: "StudyFile", code: str) -> str:
    from workbench.store import codes

    return codes.book(study.reader).get(code).short


def _place(study: "StudyFile", one: "Suggestion") -> str:
    from workbench.store import transcripts

    names = dict(transcripts.numbers(study.reader).values())
    return f"{names.get(one.transcript, '?')} §{one.turn}"


def _tell_tallies(study: "StudyFile", coder: "Coder", codes: set[str], out: Output) -> None:
    from workbench.workflows.suggesting.counting import cautions, tally

    for code in sorted(codes, key=lambda code: _short(study, code)):
        told = tally(study.reader, coder.uuid, code).sentence
        out.say(_("{code}: {tally}").format(code=_short(study, code), tally=told))
        out.say_all(cautions(study.reader, coder.uuid, code))


# -- switches --------------------------------------------------------------------------------------------------------


def ask_or_stop(study: "StudyFile", coder: "Coder", args: Namespace, out: Output) -> None:
    """Switch suggestions on or off for codes of one coder."""
    from workbench.workflows.suggesting import switches

    on = [code_named(study, name) for name in split_list(args.on)]
    off = [code_named(study, name) for name in split_list(args.off)]
    for code in on:
        switches.ask(study, coder.uuid, code.uuid)
    for code in off:
        switches.stop(study, coder.uuid, code.uuid)
    names = ", ".join(code.short for code in switches.asked(study.reader, coder.uuid))
    out.say(
        _("{coder} asks for suggestions for: {names}.").format(coder=coder.name, names=names)
        if names
        else _("{coder} asks for no suggestions.").format(coder=coder.name)
    )


def put_switches(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Forbid or allow suggestions in the study; say whose decisions they learn from."""
    from workbench.workflows.suggesting import switches
    from workbench.workflows.suggesting.switches import LearnFrom

    coder = someone(study, args.coder)
    if args.forbid:
        switches.forbid(study, coder)
        out.say(_("Suggestions are forbidden in this study."))
    if args.allow:
        switches.allow(study, coder)
        out.say(_("Suggestions are allowed in this study."))
    if args.learn_from:
        switches.put_learn_from(study, coder, LearnFrom(args.learn_from))
        out.say(
            _("Suggestions learn from the decisions of all coders.")
            if args.learn_from == LearnFrom.ALL
            else _("Suggestions learn from one's own decisions.")
        )
