"""What is compared: the codings of some coders on the transcripts that all of them have finished."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.coding import Coder, CoderKind
from workbench.store import coders as coder_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.layers import refuse_sealed
from workbench.workflows.sealing import refuse_comparison

if TYPE_CHECKING:
    from datetime import datetime

    from codebook.book import Codebook
    from workbench.analysis.columns import BoolArray, IntArray, Stretches
    from workbench.store.study_file import StudyFile
    from workbench.workflows.columns import CodingRows
    from workbench.workflows.findings.room import Snapshot
    from workbench.workflows.measuring.units import Unit


class Compared:
    """Codings chosen for a comparison.

    Args:
        study: Open.
        coders: Names; by default all who have finished a transcript.
        codes: Names or uuids; by default every code that can be applied.
        transcripts: Names; by default all.
        any_two: Whether transcripts count that at least two of the coders have finished, and not all of them.
        rows: Codings to compare in place of those of the study, such as the ones that rulings lead to: transcripts
            are places in ``columns``, coders places in ``coders``, codes row numbers.
        snapshot: What has been read of the study already; None to read it.
        moment: To see codings and states as they were then; None for now.

    Attributes:
        columns: The study as the analysis reads it.
        coders: Whose codings; the place of a coder is the index in the rows.
        book: The codebook.
        codes: What is compared, in its order.
        wanted: The transcripts asked for.
        read: Who has finished which of them, shape (transcripts, coders).
        common: Those that count: finished by all coders, or by two at least.
        rows: The codings that these coders made on these.
        came: Which of them came from suggestions, shape (codings,).

    Raises:
        StoreError: If a coder or transcript is unknown.
        CodebookError: If a code is unknown.
        SealedError: If a coder's work is sealed from who looks, or nobody is left to be compared for that reason.
    """

    def __init__(
        self,
        study: "StudyFile",
        coders: Sequence[str],
        codes: Sequence[str],
        transcripts: Sequence[str],
        *,
        any_two: bool = False,
        rows: "CodingRows | None" = None,
        snapshot: "Snapshot | None" = None,
        moment: "datetime | None" = None,
    ) -> None:
        from workbench.workflows.findings.room import Snapshot

        self.study = study
        self._snapshot, self._moment = snapshot or Snapshot(study), moment
        self.columns = self._snapshot.columns
        self.coders = self._chosen(coders)
        self.book: Codebook = self._snapshot.book
        self.codes = self._codes(codes)
        self.wanted = self._wanted(transcripts)
        self.read = self._read()
        self.common = self._common(any_two)
        rows = self._made() if rows is None else rows
        kept = self.read & self.common[:, None]
        self.rows: CodingRows = rows.take(kept[rows.codings.transcript, rows.codings.coder])
        self.came: BoolArray = self._snapshot.suggested_among(self.rows.ids)

    @property
    def code_numbers(self) -> dict[int, str]:
        """Row number → uuid of every code in use."""
        return self._snapshot.code_numbers

    @property
    def lengths(self) -> "IntArray":
        """Characters of each transcript of the study, shape (transcripts,)."""
        from workbench.workflows.measuring.units import lengths_of

        return lengths_of(self.study, self._snapshot)

    def segments(self, unit: "Unit") -> "Stretches":
        """The units of all transcripts."""
        from workbench.workflows.measuring.units import cut

        return cut(self.study, self._snapshot, unit, self.lengths)

    def _made(self) -> "CodingRows":
        from workbench.workflows.columns import joined

        self._snapshot.read(self.coders, self._moment)
        return joined([self._snapshot.codings(coder, self._moment) for coder in self.coders])

    def _done(self, coder: Coder) -> "BoolArray":
        return self._snapshot.done(coder.uuid, self._moment)

    def _chosen(self, names: Sequence[str]) -> tuple[Coder, ...]:
        if names:
            asked = tuple(dict.fromkeys(coder_store.named(self.study.reader, name) for name in names))
            refuse_sealed(self.study.reader, asked)
            return asked
        people = coder_store.all(self.study.reader, kind=CoderKind.PERSON)
        found = tuple(coder for coder in people if self._done(coder).any())
        if len(found) < 2:
            refuse_comparison(self.study)
        return found

    def _codes(self, names: Sequence[str]) -> tuple[Code, ...]:
        if not names:
            return tuple(code for code in self.book.codes if code.codable)
        chosen = {self.book.named(name).uuid for name in names}
        return tuple(code for code in self.book.codes if code.uuid in chosen)

    def _wanted(self, names: Sequence[str]) -> "BoolArray":
        import numpy as np

        chosen = {transcript_store.named(self.study.reader, name) for name in names}
        return np.array([not chosen or uuid in chosen for uuid, _name in self.columns.transcripts], bool)

    def _read(self) -> "BoolArray":
        import numpy as np

        done = [self._done(coder) for coder in self.coders]
        nobody = np.zeros((len(self.wanted), 0), bool)
        return np.stack(done, axis=1) & self.wanted[:, None] if done else nobody

    def _common(self, any_two: bool) -> "BoolArray":
        """Nothing is common to nobody, nor to one: agreement needs two."""
        least = 2 if any_two else max(2, len(self.coders))
        common: BoolArray = self.read.sum(axis=1) >= least
        return common

    def named(self, which: "BoolArray") -> Iterator[tuple[str, str]]:
        """Uuid and name of some transcripts."""
        return (text for text, is_one in zip(self.columns.transcripts, which, strict=True) if is_one)
