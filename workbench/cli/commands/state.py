"""``workbench state``: how far a coder is with which transcript."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from codebook.coding import Coder, ReadingState
from exports.report import Column, Fact, Kind, Report, Table
from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study
from workbench.cli.studies import acting_coder, opened, viewer
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "Show how far a coder is with each transcript, or set it: todo, coding or done. Reports count a participant "
    "only when the coder has marked the transcript done."
)
EXAMPLES = """
workbench state msn.study --coder MA
workbench state msn.study --all-coders
workbench state msn.study entretien-01 entretien-02 done --coder MA
workbench state msn.study --all done --coder MA
"""
STATES = tuple(state.value for state in ReadingState)


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    help_text = _("names of transcripts, and last the state: todo, coding or done; without a state, it is shown")
    parser.add_argument("words", nargs="*", metavar=_("TRANSCRIPT|STATE"), help=help_text)
    parser.add_argument("--all", action="store_true", help=_("all transcripts"))
    parser.add_argument("--all-coders", action="store_true", help=_("show how far everybody is"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Show or set states."""
    state = args.words[-1] if args.words and args.words[-1] in STATES else ""
    names = args.words[:-1] if state else args.words
    if state and args.all == bool(names):
        raise UsageError(_("Name the transcripts that are {state}, or say --all.").format(state=state))
    if state and args.all_coders:
        raise UsageError(_("A state is set for one coder: --coder NAME"))
    with opened(args.study, args.coder) as study:
        from workbench.store import transcripts

        if args.all_coders:
            _show_everybody(study, [transcripts.named(study.reader, name) for name in names], out)
            return None
        coder = acting_coder(study, args.coder)
        chosen = [transcripts.named(study.reader, name) for name in names]
        if state:
            _set(study, coder, chosen, ReadingState(state), out)
        else:
            out.show(_shown(study, coder, chosen))
    return None


def _show_everybody(study: "StudyFile", chosen: list[str], out: Output) -> None:
    from workbench.workflows.progress_report import progress_report
    from workbench.workflows.sealing import seal_for

    out.show(progress_report(study, seal_for(study, viewer(study)), chosen))


def _set(study: "StudyFile", coder: Coder, chosen: list[str], state: ReadingState, out: Output) -> None:
    from workbench.store import transcripts
    from workbench.workflows.coding import set_state

    wanted = chosen or [entry.uuid for entry in transcripts.listing(study.reader)]
    changed = len(set_state(study, coder.uuid, wanted, state))
    said = ngettext(
        "{name}: {count} transcript is now {state}; {rest} were already.",
        "{name}: {count} transcripts are now {state}; {rest} were already.",
        changed,
    )
    out.say(said.format(name=coder.name, count=changed, state=words("state")[state], rest=len(wanted) - changed))
    if state is ReadingState.DONE:
        _tell_ready(study, wanted, out)


def _tell_ready(study: "StudyFile", wanted: list[str], out: Output) -> None:
    from workbench.workflows.sealing import ready_to_open

    count = len(ready_to_open(study, wanted))
    if count:
        said = ngettext(
            "Everyone is done with {count} of them: its seal can be opened with `workbench unseal {study}`.",
            "Everyone is done with {count} of them: their seals can be opened with `workbench unseal {study}`.",
            count,
        )
        out.say(said.format(count=count, study=study.path.name))


def _shown(study: "StudyFile", coder: Coder, chosen: list[str]) -> Report:
    from workbench.store import states, transcripts

    found = states.of_coder(study.reader, coder.uuid)
    progress = states.progress(study.reader, coder.uuid)
    columns = (
        Column("transcript", _("transcript")),
        Column("state", _("state"), words=words("state")),
        Column("assigned", _("assigned"), Kind.YES_NO),
        Column("codings", _("codings"), Kind.INTEGER),
        Column("coded", _("coded"), Kind.SHARE),
    )
    rows = [
        (
            entry.name,
            found.get(entry.uuid, ReadingState.TODO).value,
            entry.uuid in found,
            progress[entry.uuid].codings if entry.uuid in progress else 0,
            progress[entry.uuid].share if entry.uuid in progress else 0.0,
        )
        for entry in transcripts.listing(study.reader)
        if not chosen or entry.uuid in chosen
    ]
    return Report(
        "state", facts=(Fact("coder", _("Coder"), coder.name),), tables=(Table("transcripts", columns, rows),)
    )
