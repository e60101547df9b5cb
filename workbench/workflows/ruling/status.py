"""How far the consensus is, transcript by transcript."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.coding import ReadingState
from exports.report import Column, Fact, Kind, Report, Row, Table
from transcripts.i18n import _, ngettext
from workbench.store import codings as coding_store
from workbench.store import rulings as ruling_store
from workbench.workflows.headings import columns, words
from workbench.workflows.ruling import building
from workbench.workflows.ruling.case_report import sealed_notes
from workbench.workflows.ruling.casebook import Casebook
from workbench.workflows.ruling.queueing import counted
from workbench.workflows.ruling.rebuilding import FEWEST_READERS
from workbench.workflows.ruling.values import Counts

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class TextStatus:
    """How far the consensus is on a transcript.

    Attributes:
        transcript: uuid.
        name: Of the transcript.
        readers: Persons who have a state there.
        finished: How many of them have finished it.
        agreed: Passages of a code on which all who finished it agree.
        counts: Its cases.
        codings: Codings that the consensus holds.
        by_hand: How many of them were not built.
        up_to_date: Whether it holds what agreements and rulings make now.
        state: Of the consensus, None where it has none.
    """

    transcript: str
    name: str
    readers: int
    finished: int
    agreed: int
    counts: Counts
    codings: int
    by_hand: int
    up_to_date: bool
    state: ReadingState | None


def status(study: "StudyFile") -> list[TextStatus]:
    """How far the consensus is on every transcript that anybody reads or the consensus holds something of.

    Args:
        study: Open. What its reader is not shown does not count.
    """
    reader = study.reader
    casebook, layer = Casebook(reader), building.consensus(reader)
    states = ruling_store.layer_states(reader, layer.uuid)
    held: dict[str, list[str]] = {}
    for coding in coding_store.all(reader, layer.uuid):
        held.setdefault(coding.transcript, []).append(coding.uuid)
    built = {one.coding for one in ruling_store.sources(reader)}
    return [
        _status(study, casebook, layer, text, held.get(text, ()), built, states.get(text, ("", None))[1])
        for text in casebook.names
        if casebook.readers(text) or text in held or text in states
    ]


def _status(
    study: "StudyFile",
    casebook: Casebook,
    layer: "Coder",
    text: str,
    held: Sequence[str],
    built: set[str],
    state: ReadingState | None,
) -> TextStatus:
    return TextStatus(
        transcript=text,
        name=casebook.names[text],
        readers=len(casebook.readers(text)),
        finished=len(casebook.finished(text)),
        agreed=len(casebook.agreed.get(text, ())),
        counts=counted(casebook.by_transcript.get(text, ())),
        codings=len(held),
        by_hand=sum(one not in built for one in held),
        up_to_date=not building.difference(study.reader, casebook, text, layer),
        state=state,
    )


def status_report(found: Sequence[TextStatus], *, sealed: int = 0) -> Report:
    """Lay out how far the consensus is.

    Args:
        found: A transcript each.
        sealed: On how many transcripts somebody's work is sealed from who looks.
    """
    facts = (
        Fact("transcripts_done", _("Transcripts done"), _done(found), Kind.INTEGER),
        *(
            Fact(name, title, sum(getattr(one.counts, name) for one in found), Kind.INTEGER)
            for name, title in _counts().items()
        ),
        Fact("agreed", _("Passages agreed on"), sum(one.agreed for one in found), Kind.INTEGER),
        Fact("codings", _("Codings of the consensus"), sum(one.codings for one in found), Kind.INTEGER),
    )
    table = Table("transcripts", _columns(), tuple(map(_row, found)))
    return Report("consensus", _("The consensus"), facts, (table,), notes=tuple(_notes(found, sealed)))


def _done(found: Sequence[TextStatus]) -> int:
    return sum(one.state is ReadingState.DONE for one in found)


def _counts() -> dict[str, str]:
    return {
        "open": _("Open"),
        "discuss": _("To be discussed"),
        "stale": _("Changed since ruled"),
        "ruled": _("Ruled"),
    }


def _columns() -> tuple[Column, ...]:
    return (
        *columns("transcript"),
        Column("readers", _("readers"), Kind.INTEGER),
        Column("finished", _("finished"), Kind.INTEGER),
        Column("agreed", _("agreed"), Kind.INTEGER),
        *(Column(name, title.lower(), Kind.INTEGER) for name, title in _counts().items()),
        *columns("codings"),
        Column("by_hand", _("by hand"), Kind.INTEGER),
        Column("up_to_date", _("up to date"), Kind.YES_NO),
        Column("state", _("state"), words=words("state")),
    )


def _row(one: TextStatus) -> Row:
    counts = (getattr(one.counts, name) for name in _counts())
    state = one.state.value if one.state else None
    return (one.name, one.readers, one.finished, one.agreed, *counts, one.codings, one.by_hand, one.up_to_date, state)


def _notes(found: Sequence[TextStatus], sealed: int) -> list[str]:
    notes = [
        _(
            "Agreed: passages of one code with the same characters, stance and strength of all who finished the "
            "transcript. Done: two or more read it, all have finished it, and everything they differ on is ruled."
        )
    ]
    old = sum(not one.up_to_date for one in found)
    if old:
        notes.append(
            ngettext(
                "The consensus of {count} transcript is not what agreements and rulings make now: "
                "workbench consensus STUDY build",
                "The consensus of {count} transcripts is not what agreements and rulings make now: "
                "workbench consensus STUDY build",
                old,
            ).format(count=old)
        )
    notes.extend(sealed_notes(sealed))
    if found and not sealed and all(one.readers < FEWEST_READERS for one in found):
        notes.append(_("No transcript is read by two or more, so there is nothing to agree on."))
    return notes
