"""Which speaker is which participant, on the command line: proposals, their acceptance, links from a table."""

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.report import Column, Fact, Kind, Report, Table
from transcripts.i18n import _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError
from workbench.cli.participant_words import some
from workbench.cli.studies import someone
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.linking_speakers import Link, SpeakerLink


def link(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Show who speakers may be, or link them."""
    from workbench.workflows.linking_speakers import link_speakers, speaker_links, sure_links

    if args.words:
        raise UsageError(_("To link one speaker: workbench participants STUDY link --from TABLE"))
    if args.accept and args.table:
        raise UsageError(_("Take either the proposals or a table."))
    found = speaker_links(study.reader)
    wanted: Sequence[Link] = _from_table(study, args.table) if args.table else sure_links(found)
    if args.dry_run or not (args.accept or args.table):
        out.show(_report(found))
        _tell_next(wanted, out, table=bool(args.table))
        return
    done = link_speakers(study, someone(study, args.coder), wanted)
    out.say(ngettext("{count} speaker linked.", "{count} speakers linked.", done.count).format(count=done.count))
    if done.made:
        out.say(_("New participants: {names}").format(names=some(done.made)))
    if done.gone:
        out.say(_("Called after a label only, and now in the bin: {names}").format(names=some(done.gone)))
    _tell_left(speaker_links(study.reader), out)


def _tell_next(wanted: "Sequence[Link]", out: Output, *, table: bool) -> None:
    said = ngettext("{count} speaker would be linked.", "{count} speakers would be linked.", len(wanted))
    out.say(said.format(count=len(wanted)))
    if wanted and not table:
        out.say(_("Add --accept to link those that are proposed."))


def _tell_left(found: "Sequence[SpeakerLink]", out: Output) -> None:
    from workbench.workflows.linking_speakers import LinkState

    left = [one for one in found if one.state not in (LinkState.LINKED, LinkState.INTERVIEWER)]
    if left:
        names = [f"{one.label or one.name} ({one.name})" for one in left]
        said = ngettext("{count} speaker is left: {names}", "{count} speakers are left: {names}", len(left))
        out.say(said.format(count=len(left), names=some(names)))


def _report(found: "Sequence[SpeakerLink]") -> Report:
    from workbench.workflows.linking_speakers import LinkState

    count = Counter(one.state for one in found)
    said = words("link")
    facts = tuple(Fact(state.value, said[state.value], count[state], Kind.INTEGER) for state in LinkState)
    columns = (
        Column("transcript", _("transcript")),
        Column("speaker", _("speaker")),
        Column("turns", _("turns"), Kind.INTEGER),
        Column("linked", _("linked to")),
        Column("state", _("state"), words=said),
        Column("participant", _("proposal")),
        Column("reason", _("reason")),
        Column("others", _("or"), Kind.LIST),
    )
    rows = [
        (
            *(one.name, one.label, one.turns, one.current, one.state.value),
            *((one.candidates[0].pseudonym, one.candidates[0].reason) if one.candidates else (None, None)),
            tuple(candidate.pseudonym for candidate in one.candidates[1:]),
        )
        for one in found
    ]
    return Report("speaker-links", facts=facts, tables=(Table("speakers", columns, rows),))


def _from_table(study: "StudyFile", path: Path) -> "Sequence[Link]":
    from workbench.workflows.linking_speakers import links_from_rows
    from workbench.workflows.participant_tables import read_links

    return links_from_rows(study.reader, read_links(path))
