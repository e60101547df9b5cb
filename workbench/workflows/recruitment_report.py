"""Recruitment as a methods section tells it: how many were approached, accepted, refused and why, and took part."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from exports.report import Column, Fact, Kind, Report, Row, Table
from transcripts.i18n import _
from workbench.store import participants as participant_store
from workbench.store.participants import ParticipantEntry, Recruitment
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile


def recruitment_report(study: "StudyFile") -> Report:
    """The flow of recruitment, the reasons, and everybody who was approached.

    The flow goes the way of a CONSORT diagram (Schulz, Altman and Moher 2010): each step says how many are left.
    """
    people = participant_store.entries(study.reader)
    known = [one for one in people if one.recruitment is not None]
    unrecorded = len(people) - len(known)
    notes = [
        _("Approached: everybody whose recruitment is recorded. Who withdrew had accepted before."),
        _("Who refused, withdrew or has not answered is not among the participants that are counted anywhere."),
    ]
    if unrecorded:
        notes.append(
            _(
                "Of {count} participants it is not recorded how they came into the study; they are not counted here."
            ).format(count=unrecorded)
        )
    if not known:
        notes = [
            _("Recruitment is not recorded of anybody."),
            _("Import a table with a column status (approached, accepted, refused, withdrawn), or record each."),
        ]
    facts = (
        Fact("approached", _("Approached"), len(known), Kind.INTEGER),
        Fact("unrecorded", _("Not recorded"), unrecorded, Kind.INTEGER),
    )
    return Report(
        "recruitment", study.title, facts, (_flow(known), _reasons(known), _people(known)), notes=tuple(notes)
    )


def _flow(known: Sequence[ParticipantEntry]) -> Table:
    count = Counter(one.recruitment.status for one in known if one.recruitment)
    spoke = sum(
        bool(one.transcripts) for one in known if one.recruitment and one.recruitment.status is Recruitment.ACCEPTED
    )
    accepted = count[Recruitment.ACCEPTED] + count[Recruitment.WITHDRAWN]
    steps = (
        ("approached", _("approached"), len(known)),
        ("no_answer", _("  no answer"), count[Recruitment.APPROACHED]),
        ("refused", _("  refused"), count[Recruitment.REFUSED]),
        ("accepted", _("accepted"), accepted),
        ("withdrawn", _("  withdrew"), count[Recruitment.WITHDRAWN]),
        ("taking_part", _("take part"), count[Recruitment.ACCEPTED]),
        ("with_transcript", _("  with a transcript"), spoke),
        ("without_transcript", _("  without a transcript"), count[Recruitment.ACCEPTED] - spoke),
    )
    columns = (
        Column("step", _("step"), words={name: said for name, said, _count in steps}),
        Column("participants", _("participants"), Kind.INTEGER),
        Column("share", _("of those approached"), Kind.SHARE),
    )
    rows: list[Row] = [(name, number, number / len(known) if known else None) for name, _said, number in steps]
    return Table("flow", columns, rows)


def _reasons(known: Sequence[ParticipantEntry]) -> Table:
    left = (Recruitment.REFUSED, Recruitment.WITHDRAWN)
    entries = [one.recruitment for one in known if one.recruitment and one.recruitment.status in left]
    counted = Counter((entry.status.value, entry.reason) for entry in entries)
    columns = (
        Column("status", _("status"), words=words("recruitment")),
        Column("reason", _("reason")),
        Column("participants", _("participants"), Kind.INTEGER),
    )
    rows = [
        (status, reason or None, count)
        for (status, reason), count in sorted(counted.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    ]
    return Table("reasons", columns, rows)


def _people(known: Sequence[ParticipantEntry]) -> Table:
    columns = (
        Column("pseudonym", _("participant")),
        Column("status", _("status"), words=words("recruitment")),
        Column("reason", _("reason")),
        Column("approached_on", _("approached on"), Kind.DATE),
        Column("answered_on", _("answered on"), Kind.DATE),
        Column("transcripts", _("transcripts"), Kind.LIST),
    )
    rows: list[Row] = [
        (
            one.pseudonym,
            entry.status.value,
            entry.reason or None,
            entry.approached_on or None,
            entry.answered_on or None,
            one.transcripts,
        )
        for one in known
        if (entry := one.recruitment) is not None
    ]
    return Table("people", columns, rows)
