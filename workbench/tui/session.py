"""What one sitting holds: the open study, its one writer, who codes, and the keys in force."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.settings import Settings
from workbench.store import coders
from workbench.store.study_file import StudyFile
from workbench.store.writer import Writer
from workbench.tui.keys import key_table
from workbench.tui.shelf import Shelf
from workbench.workflows.who_codes import keep_who_codes, who_codes

if TYPE_CHECKING:
    from workbench.tui.suggesting import Suggesting
    from workbench.workflows.findings.filters import Filter
    from workbench.workflows.findings.room import Room
    from workbench.workflows.sealing import Seal


class Session:
    """An open study and what the screens need to work on it.

    Attributes:
        study: For reading, from any thread.
        writer: For acts, one after the other.
        settings: What the person chose.
        keys: The keys in force.
        coder: Who codes.
        people: uuid of each coder to the coder, the consensus layer included.
        looking: What findings look at, from one report to the next; None for what they look at by themselves.
        shelf: What was answered lately.
    """

    def __init__(self, study: StudyFile, settings: Settings, coder: Coder) -> None:
        self.study = study
        self.settings = settings
        self.keys = key_table(settings.keys)
        self.writer = Writer(study.path, timeout=study.timeout, coder=coder.uuid)
        self.coder = coder
        self._seal: Seal | None = None
        self._seal_at = -1
        self.people: Mapping[str, Coder] = {}
        self.looking: Filter | None = None
        self.shelf = Shelf()
        self._room: Room | None = None
        self._room_lock = threading.Lock()
        self._suggesting: Suggesting | None = None
        self.read_people()
        keep_who_codes(study, coder)
        self.look()

    def look(self) -> None:
        """See with the eyes of who codes; again whenever others have written, who may have made the study blind."""
        self.study.look_as(self.coder.uuid)

    @property
    def seal(self) -> "Seal":
        """What is sealed from who codes; read anew once the study was written to."""
        from workbench.workflows.sealing import seal_for

        version = self.study.data_version()
        if self._seal is None or version != self._seal_at:
            self._seal, self._seal_at = seal_for(self.study, self.coder), version
        return self._seal

    @property
    def blind(self) -> bool:
        """Whether work of others is sealed from who codes."""
        return self.study.reader.sight is not None and self.seal.alone

    @property
    def room(self) -> "Room":
        """What findings keep of the study between one report and the next; for threads, since it takes its time."""
        with self._room_lock:
            if self._room is None:
                from workbench.workflows.findings.room import Room

                self._room = Room(self.study)
            return self._room

    @property
    def suggesting(self) -> "Suggesting":
        """What the screens share about suggestions; starts nothing by itself."""
        if self._suggesting is None:
            from workbench.tui.suggesting import Suggesting, started_desk

            self._suggesting = Suggesting(self.study, self.coder.uuid, lambda: started_desk(self.study.path))
        return self._suggesting

    @property
    def is_suggesting(self) -> bool:
        """Whether anybody has asked about suggestions in this sitting."""
        return self._suggesting is not None

    async def end_suggesting(self) -> None:
        """End what was started for suggestions, if anything was."""
        if self._suggesting is not None:
            await self._suggesting.close()

    @property
    def name(self) -> str:
        """File name of the study."""
        return self.study.path.name

    @property
    def language(self) -> str:
        """The language of labels: the study's."""
        return self.study.language

    @property
    def persons(self) -> list[Coder]:
        """Everyone who codes, the consensus layer apart."""
        return [coder for coder in self.people.values() if coder.kind is CoderKind.PERSON]

    @property
    def names(self) -> dict[str, str]:
        """Uuid of each coder to the name."""
        return {coder.uuid: coder.name for coder in self.people.values()}

    def read_people(self) -> None:
        """Read anew who codes."""
        self.people = {coder.uuid: coder for coder in coders.all(self.study.reader)}

    def close(self) -> None:
        """Write what was asked for, then let go of the file, and of whoever reads it for us."""
        if self._suggesting is not None:
            self._suggesting.end()
        self.writer.close()
        self.study.close()


def found_study(path: Path | None) -> Path:
    """The study to open: the one named, else the only one in this folder.

    Raises:
        StoreError: If none is named and there is not exactly one here.
    """
    if path is not None:
        return Path(path)
    here = sorted(Path.cwd().glob("*.study"))
    if len(here) == 1:
        return here[0]
    if not here:
        raise StoreError(_("There is no study in this folder."), _("Name one, or make one: workbench new NAME.study"))
    raise StoreError(
        _("There are several studies in this folder."),
        _("Name one of: {names}.").format(names=", ".join(path.name for path in here[:8])),
    )


def acting_coder(study: StudyFile, wanted: str | None, settings: Settings) -> Coder:
    """Who codes: the one named, else WORKBENCH_CODER, else the last one here, else the settings, else the only one.

    Raises:
        StoreError: If the one named is unknown, or several could be meant; the hint lists them.
    """
    return who_codes(study, wanted, usual=settings.coder)
