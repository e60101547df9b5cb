"""Participants one by one, on the command line."""

from argparse import Namespace
from typing import TYPE_CHECKING

from transcripts.i18n import _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError
from workbench.cli.participant_words import assignments, some
from workbench.cli.studies import someone

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.participant_edits import ReadBack


def set_values(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Set what is known of some participants, and say how it was read."""
    from workbench.store import participants
    from workbench.workflows.participant_edits import set_values as write
    from workbench.workflows.participant_words import read_words

    names, written = assignments(
        args.words, _("Say whose and what: workbench participants STUDY set I-05 ATTRIBUTE=VALUE")
    )
    uuids = [participants.named(study.reader, name) for name in names]
    coder = someone(study, args.coder)
    for one in write(study, coder, uuids, written, new_choices=args.new_choices):
        out.say(read_words(one, ", ".join(names), _typed(one, written)))


def _typed(one: "ReadBack", written: dict[str, str]) -> str:
    from workbench.store.participants import attribute_key

    aliases = {attribute_key(name) for name in (one.attribute.name, *one.attribute.labels.values())}
    return next((typed for name, typed in written.items() if attribute_key(name) in aliases), "")


def add(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Add participants."""
    from workbench.workflows.participant_edits import add_participants

    if not args.words:
        raise UsageError(_("Say who is to be added: workbench participants STUDY add PSEUDONYM"))
    made = add_participants(study, someone(study, args.coder), args.words)
    out.say(ngettext("Added: {names}", "Added ({count}): {names}", len(made)).format(count=len(made), names=some(made)))


def rename(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Give a participant another pseudonym."""
    from workbench.store import participants
    from workbench.workflows.participant_edits import rename_participant

    if len(args.words) != 2:
        raise UsageError(_("Say who and how: workbench participants STUDY rename OLD NEW"))
    old, new = args.words
    name = rename_participant(study, someone(study, args.coder), participants.named(study.reader, old), new)
    out.say(_("{old} is called {new} now.").format(old=old, new=name))


def remove(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Put participants in the bin."""
    from workbench.store import participants
    from workbench.workflows.participant_edits import remove_participants

    if not args.words:
        raise UsageError(_("Say who is to go: workbench participants STUDY remove PSEUDONYM"))
    uuids = [participants.named(study.reader, name) for name in args.words]
    values = remove_participants(study, someone(study, args.coder), uuids)
    said = ngettext(
        "In the bin: {names}, with {count} attribute value; undo brings it back.",
        "In the bin: {names}, with {count} attribute values; undo brings them back.",
        values,
    )
    out.say(said.format(names=some(args.words), count=values))
