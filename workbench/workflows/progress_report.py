"""How far every coder is with every transcript, and how it stands with its seal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebook.coding import CoderKind
from exports.report import Cell, Column, Kind, Report, Row, Table
from transcripts.i18n import N_, _
from workbench.store import coders as coder_store
from workbench.store import seals
from workbench.store import states as state_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.headings import words
from workbench.workflows.sealing import Seal, SealState, seal_states

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.store.study_file import StudyFile

SEALS = {"closed": N_("closed"), "waiting": N_("waits"), "ready": N_("can be opened"), "open": N_("opened")}


def progress_report(study: "StudyFile", seal: Seal, transcripts: Sequence[str] = ()) -> Report:
    """A row for each transcript: its length, everybody's state, and counts of the codings that may be seen.

    Layers aside come after the persons.

    States are shown to all, sealed or not, since one must know when everybody is done; a coder who was never given a
    transcript has none there. Codings of a coder are counted where they may be seen, and missing where they are not.

    Args:
        study: The open study.
        seal: What the viewer may see.
        transcripts: uuids of the only transcripts; none for all.
    """
    people = [one for one in coder_store.all(study.reader) if one.kind is not CoderKind.CONSENSUS]
    people.sort(key=lambda one: one.kind is CoderKind.ASIDE)
    columns = (
        Column("transcript", _("transcript")),
        Column("words", _("words"), Kind.INTEGER),
        *((Column("seal", _("seal"), words=seal_words()),) if seal.blind else ()),
        *(Column(f"state.{one.name}", one.name, words=words("state")) for one in people),
        *(Column(f"codings.{one.name}", _("codings of {name}").format(name=one.name), Kind.INTEGER) for one in people),
    )
    shown = [entry for entry in transcript_store.listing(study.reader) if not transcripts or entry.uuid in transcripts]
    kept = {one.transcript: seal_word(one) for one in seal_states(study)} if seal.blind else {}
    person = [_Person(study, one, seal) for one in people]
    rows: list[Row] = [
        (
            entry.name,
            entry.words,
            *((kept.get(entry.uuid),) if seal.blind else ()),
            *(one.state(entry.uuid) for one in person),
            *(one.codings(entry.uuid) for one in person),
        )
        for entry in shown
    ]
    return Report("progress", study.title, tables=(Table("transcripts", columns, rows),), notes=sealed_notes(study))


def seal_words() -> dict[str, str]:
    """What people read for how it stands with a seal."""
    return {value: _(said) for value, said in SEALS.items()}


def seal_word(one: SealState) -> str:
    """``closed`` where nobody has taken it on, ``waiting`` for somebody, ``ready`` to be opened, or ``open``."""
    if one.opened:
        return "open"
    if one.ready:
        return "ready"
    return "waiting" if one.waiting else "closed"


def sealed_notes(study: "StudyFile") -> tuple[str, ...]:
    """What is to be said below a table from which a seal keeps something."""
    own = seals.alone(study.reader)
    if own is None:
        return ()
    return (_("This study is blind: of the others' work, {name} sees what was opened.").format(name=own.name),)


class _Person:
    def __init__(self, study: "StudyFile", coder: "Coder", seal: Seal) -> None:
        self._coder, self._seal = coder, seal
        self._states = state_store.of_coder(study.reader, coder.uuid)
        some = seal.visible([coder])
        self._progress = state_store.progress(study.reader, coder.uuid) if some else {}

    def state(self, transcript: str) -> Cell:
        found = self._states.get(transcript)
        return None if found is None else found.value

    def codings(self, transcript: str) -> Cell:
        if not self._seal.sees(self._coder.uuid, transcript):
            return None
        return self._progress[transcript].codings if transcript in self._progress else 0
