"""What is compared: the codings of some coders on the transcripts that all of them have finished."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.coding import Coder, CoderKind
from workbench.store import coders as coder_store
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from datetime import datetime

    from codebook.book import Codebook
    from workbench.analysis.columns import BoolArray, Stretches
    from workbench.store.study_file import StudyFile
    from workbench.workflows.columns import CodingRows
    from workbench.workflows.findings.room import Snapshot


class Compared:
    """Codings chosen for a comparison.

    Args:
        study: Open.
        coders: Names; by default all who have finished a transcript.
        codes: Names or uuids; by default every code that can be applied.
        transcripts: Names; by default all.
        snapshot: What has been read of the study already; None to read it.
        moment: To see codings and states as they were then; None for now.

    Attributes:
        columns: The study as the analysis reads it.
        coders: Whose codings; the place of a coder is the index in the rows.
        book: The codebook.
        codes: What is compared, in its order.
        wanted: The transcripts asked for.
        common: Those of them that all coders have finished.
        rows: The codings on these.
        came: Which of them came from suggestions, shape (codings,).

    Raises:
        StoreError: If a coder or transcript is unknown.
        CodebookError: If a code is unknown.
    """

    def __init__(
        self,
        study: "StudyFile",
        coders: Sequence[str],
        codes: Sequence[str],
        transcripts: Sequence[str],
        *,
        snapshot: "Snapshot | None" = None,
        moment: "datetime | None" = None,
    ) -> None:
        from workbench.workflows.columns import joined
        from workbench.workflows.findings.room import Snapshot

        self.study = study
        self._snapshot, self._moment = snapshot or Snapshot(study), moment
        self.columns = self._snapshot.columns
        self.coders = self._chosen(coders)
        self.book: Codebook = self._snapshot.book
        self.codes = self._codes(codes)
        self.wanted = self._wanted(transcripts)
        self.common = self._common()
        self._snapshot.read(self.coders, moment)
        rows = joined([self._snapshot.codings(coder, moment) for coder in self.coders])
        self.rows: CodingRows = rows.take(self.common[rows.codings.transcript])
        self.came: BoolArray = self._snapshot.suggested_among(self.rows.ids)

    def segments(self, unit: str) -> "Stretches":
        """Sentences or turns of all transcripts."""
        return self._snapshot.segments(unit)

    def _done(self, coder: Coder) -> "BoolArray":
        return self._snapshot.done(coder.uuid, self._moment)

    def _chosen(self, names: Sequence[str]) -> tuple[Coder, ...]:
        if names:
            return tuple(dict.fromkeys(coder_store.named(self.study.reader, name) for name in names))
        people = coder_store.all(self.study.reader, kind=CoderKind.PERSON)
        return tuple(coder for coder in people if self._done(coder).any())

    def _codes(self, names: Sequence[str]) -> tuple[Code, ...]:
        if not names:
            return tuple(code for code in self.book.codes if code.codable)
        chosen = {self.book.named(name).uuid for name in names}
        return tuple(code for code in self.book.codes if code.uuid in chosen)

    def _wanted(self, names: Sequence[str]) -> "BoolArray":
        import numpy as np

        chosen = {transcript_store.named(self.study.reader, name) for name in names}
        return np.array([not chosen or uuid in chosen for uuid, _name in self.columns.transcripts], bool)

    def _common(self) -> "BoolArray":
        """Nothing is common to nobody, nor to one: agreement needs two."""
        import numpy as np

        if len(self.coders) < 2:
            return np.zeros(len(self.wanted), bool)
        common = self.wanted
        for coder in self.coders:
            common = common & self._done(coder)
        return common

    def named(self, which: "BoolArray") -> Iterator[tuple[str, str]]:
        """Uuid and name of some transcripts."""
        return (text for text, is_one in zip(self.columns.transcripts, which, strict=True) if is_one)
