"""The Python API: a study as pandas frames, with the numbers that the screens and the command line show.

Every frame keeps what was said about it in ``frame.attrs``: ``title``, ``notes``, and the facts of its report by name.
Spans are half-open and count Unicode code points of the transcript's text from 0. What is undefined or not known is
missing (``NA``), never 0.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from exports.cells import plain
from exports.report import Kind, Report, Table
from exports.tables import header

if TYPE_CHECKING:
    import pandas as pd

    from workbench.api_suggesting import Suggesting
    from workbench.store.study_file import StudyFile

_TYPES = {
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "Float64",
    Kind.SHARE: "Float64",
    Kind.YES_NO: "boolean",
}


def open_study(path: str | Path, *, coder: str = "", timeout: float = 5.0) -> "OpenStudy":
    """Open a study for reading.

    Args:
        path: The study file.
        coder: Who looks, which a blind study must know: it shows the work of others once its seals are opened. As on
            the command line, else WORKBENCH_CODER, else the last one here, else the only one.
        timeout: Seconds to wait while another process writes.

    Returns:
        The study; use it in a ``with`` block, or close it.

    Raises:
        StudyError: If the file is no study, damaged, or newer than this program: one sentence that says what to do.
    """
    from workbench.store.study_file import StudyFile
    from workbench.workflows.who_codes import look_as_who_codes

    study = StudyFile.open(Path(path), timeout=timeout)
    if study.reader.sight is not None:
        look_as_who_codes(study, coder)
    return OpenStudy(study)


class OpenStudy:
    """An open study. All methods but ``accept`` and ``reject`` read; the command line and the screens write."""

    def __init__(self, study: "StudyFile") -> None:
        from workbench.workflows.findings.room import Room

        self._study = study
        self._room = Room(study)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._study.close()

    @property
    def title(self) -> str:
        """What the study is called."""
        return self._study.title

    def transcripts(self) -> "pd.DataFrame":
        """One row per transcript.

        Columns: ``name``, ``title``, ``language`` (fr, en or empty), ``words``, ``characters`` (code points),
        ``turns`` (of speech), ``participants`` (tuple of pseudonyms), ``source`` (file name), ``uuid``.
        """
        from workbench.workflows.exporting import transcripts_table

        return _frame(transcripts_table(self._study))

    def turns(self) -> "pd.DataFrame":
        """One row per turn or heading.

        Columns: ``transcript``, ``number``, ``kind`` (speech or heading), ``speaker``, ``role`` (interviewer or
        participant), ``participant``, ``start``, ``end``, ``begin_seconds``, ``finish_seconds``, ``text``.
        """
        from workbench.workflows.exporting import turns_table

        return _frame(turns_table(self._study))

    def participants(self) -> "pd.DataFrame":
        """One row per participant.

        Columns: ``pseudonym``, one per attribute (a number where exactly one is known, else text such as ``5–12`` or
        ``~8``), ``transcripts`` (tuple of names).
        """
        from workbench.workflows.exporting import participants_table

        return _frame(participants_table(self._study))

    def codes(self, *, coder: str = "") -> "pd.DataFrame":
        """One row per code in use, depth first.

        Columns: ``code`` (short name), ``label``, ``codings`` and ``participants`` (counts, of ``coder`` or of all
        persons), ``parent``, ``level`` (1 at the top), ``key``, ``colour``, ``codable``, ``takes_stance``,
        ``exclusive``, ``definition``, ``include``, ``exclude``, ``example``, ``keywords`` (tuple), ``uuid``.
        """
        from workbench.store import codes
        from workbench.workflows.exporting import codes_table

        book, counts = codes.book(self._study.reader), codes.counts(self._study.reader, self._coder(coder))
        return _frame(codes_table(book, self._study.language, counts))

    def codings(self, *, coder: str = "") -> "pd.DataFrame":
        """One row per coding, in text order; of ``coder`` or of all, the consensus included.

        Columns: ``transcript``, ``participant``, ``speaker``, ``place``, ``coder``, ``start``, ``end``, ``code``,
        ``label``, ``quote``, ``strength`` (0 to 3, missing where not set), ``stance`` (pro, contra, mixed, neutral),
        ``memo``, ``origin`` (hand, suggestion, import, consensus), ``codebook_version``, ``created``, ``changed``
        (ISO 8601, UTC), ``uuid``.
        """
        from workbench.workflows.exporting import codings_table

        return _frame(codings_table(self._study, coder=self._coder(coder)))

    def ranking(self, *, branch: str = "", layer: str = "") -> "pd.DataFrame":
        """The codes of a branch in the order of the participants who name them, for each layer (METHODS.md §6.3).

        Args:
            branch: A code; the branch that takes stances, else the top of the codebook, if not given.
            layer: A coder or ``consensus``; the consensus, the only coder, or each coder, if not given.

        Columns: those of ``workbench report ranking --format json`` under ``ranking``; see docs/json.md.
        """
        return self.report("ranking", branch=branch, layer=layer)

    def report(self, name: str, **asked: object) -> "pd.DataFrame":
        """The main table of a report, such as ``study.report("recurrence", where=["category=culture"])``.

        Args:
            name: As in ``workbench report NAME``.
            asked: Filters (``layer``, ``transcripts``, ``participants``, ``where``, ``question``, ``mention``,
                ``branch``, ``level``, ``as_of``) and options of the report, by the names of the command line with
                underscores.

        Columns: those of ``workbench report NAME --format json``; what they mean is in ``attrs["definitions"]``.

        Raises:
            StudyError: If the report, a filter or an option is unknown, or a value does not fit.
        """
        return _report_frame(self._made(name, asked))

    def tables(self, name: str, **asked: object) -> "dict[str, pd.DataFrame]":
        """Every table of a report by its name; see ``report``."""
        return {table.name: _frame(table) for table in self._made(name, asked).tables}

    def _made(self, name: str, asked: Mapping[str, object]) -> Report:
        from workbench.workflows.findings.filters import NAMES, filter_of
        from workbench.workflows.findings.making import make

        filters = {key: value for key, value in asked.items() if key in NAMES}
        options = {key: value for key, value in asked.items() if key not in NAMES}
        return make(self._study, name, filter_of(filters), options, room=self._room)

    def compare(
        self,
        *,
        coders: Sequence[str] = (),
        unit: str = "sentence",
        codes: Sequence[str] = (),
        transcripts: Sequence[str] = (),
        measures: Sequence[str] = (),
        by: str = "code",
        interval: str = "jackknife",
        seed: int | None = None,
        any_two: bool = False,
    ) -> "pd.DataFrame":
        """How far coders agree, on the transcripts that all of them have finished.

        Args:
            coders: Names; all who have finished a transcript if not given.
            unit: ``span``, ``sentence``, ``turn``, ``answer``, ``grid:200`` (characters) or ``grid:50w`` (words).
            codes: Names; all that can be applied if not given.
            transcripts: Names; all if not given.
            measures: Measures besides the usual ones; ``all`` for all that take no time.
            by: What a row is about: ``code``, ``branch``, ``pair``, ``transcript``, or ``figure`` for every measure of
                everything in a row of its own.
            interval: ``jackknife``, ``bootstrap`` or ``none``.
            seed: Of the bootstrap.
            any_two: Whether transcripts count that two of the coders have finished, and not all.

        Columns: those of ``workbench compare --by NAME --format json`` under its first table; see docs/json.md.

        Raises:
            StudyError: If something asked for is unknown.
        """
        from workbench.workflows.comparing import compare
        from workbench.workflows.comparison_report import comparison_report, known_cuts

        cuts = known_cuts([by])
        found = compare(
            self._study,
            coders=coders,
            unit=unit,
            codes=codes,
            transcripts=transcripts,
            measures=measures,
            interval=interval,
            seed=seed,
            any_two=any_two,
        )
        return _report_frame(comparison_report(found, by=cuts))

    def disagreements(self, *, coders: Sequence[str] = (), codes: Sequence[str] = ()) -> "pd.DataFrame":
        """The passages on which each two coders differ, in text order.

        Columns: those of ``workbench disagreements --format json`` under its first table; see docs/json.md.
        """
        from workbench.workflows.disagreeing import disagreements
        from workbench.workflows.disagreement_report import disagreements_report

        found = disagreements(self._study, coders=coders, codes=codes)
        return _report_frame(disagreements_report(found))

    def search(self, query: str, *, transcript: str = "", context: int = 40) -> "pd.DataFrame":
        """A row for every place where the words of a query stand; blind to case, accents and elisions.

        Columns: ``transcript``, ``turn``, ``speaker``, ``start``, ``end``, ``before``, ``hit``, ``after``.
        """
        from workbench.workflows.searching import search_report

        return _report_frame(search_report(self._study, query, transcript=transcript, context=context))

    def suggestions(
        self, *, code: str = "", coder: str = "", top: int = 20, order: str = "surest", read: bool = True
    ) -> "pd.DataFrame":
        """The next passages for a code, each with its reasons; nothing is coded by this.

        Args:
            code: Its name; all codes that the coder asked for (``workbench suggest --on``) if not given.
            coder: Name of who asks; the only one, or the last one here, if not given.
            top: The most suggestions.
            order: ``surest`` or ``uncertain``: what comes first.
            read: Whether to have all texts read first that are not read yet; that writes what was read into the study.

        Columns: those of ``workbench suggest --format json`` under ``suggestions``; see docs/json.md.

        Raises:
            StudyError: If the study forbids suggestions, or nothing can be suggested; one sentence says why.
        """
        return _report_frame(self._suggesting.report(code, coder, top, order, read=read))

    def themes(
        self, *, coder: str = "", top: int = 25, nobody: bool = False, read: bool = True
    ) -> "dict[str, pd.DataFrame]":
        """Passages that the coder (``nobody``: that nobody) has coded, grouped by what they are about.

        Returns:
            ``themes``, a row per group, and ``passages``, a row per passage: the tables of ``workbench themes``; see
            docs/json.md. ``coder`` and ``read`` are as in ``suggestions``.

        Raises:
            StudyError: If the study forbids suggestions, or is blind and ``nobody`` is asked for.
        """
        return _report_frames(self._suggesting.themes(coder, top, nobody=nobody, read=read))

    def next_reading(
        self, *, coder: str = "", code: str = "", top: int = 20, uncertain: bool = False, read: bool = True
    ) -> "dict[str, pd.DataFrame]":
        """What to read next, so that codes (or ``code`` alone) of which there is little are found soon.

        Returns:
            ``transcripts`` and ``passages``, next first: the tables of ``workbench next``; see docs/json.md.
            ``coder`` and ``read`` are as in ``suggestions``.

        Raises:
            StudyError: If the study forbids suggestions, or none can be made for the code.
        """
        return _report_frames(self._suggesting.next_reading(coder, code, top, uncertain=uncertain, read=read))

    def accept(self, *ids: str, coder: str = "", span: str = "sentence", code: str = "") -> "pd.DataFrame":
        """Put the suggested code on passages; this and ``reject`` are the two methods that write.

        Args:
            ids: Of suggestions that were shown, each by its own.
            coder: Name of who decides, for whom they were made; as in ``suggestions``.
            span: ``sentence`` (as shown), ``turn``, or ``START-END`` in code points of the transcript's text.
            code: Name of another code to put there.

        Columns: those of ``decisions``, with the decisions just taken. ``workbench undo`` takes one back.

        Raises:
            StudyError: If an id is unknown, or nothing can be decided about it any more; those before it are decided.
        """
        taken = self._suggesting.accept(ids, coder, span, code)
        return _only(self.decisions(coder=coder), taken)

    def reject(self, *ids: str, coder: str = "") -> "pd.DataFrame":
        """Say that the code does not fit passages; they are not suggested for it again.

        Args:
            ids: Of suggestions that were shown, each by its own.
            coder: Name of who decides, for whom they were made; as in ``suggestions``.

        Columns: as of ``accept``.
        """
        taken = self._suggesting.reject(ids, coder)
        return _only(self.decisions(coder=coder), taken)

    def decisions(self, *, coder: str = "") -> "pd.DataFrame":
        """One row per decision about a suggestion, in text order, of ``coder`` or of all.

        Columns: those of ``decisions`` in an export to JSON; see docs/json.md.
        """
        from workbench.workflows.decision_tables import decisions_table

        return _frame(decisions_table(self._study, coder=self._coder(coder)))

    @cached_property
    def _suggesting(self) -> "Suggesting":
        from workbench.api_suggesting import Suggesting

        return Suggesting(self._study)

    def _coder(self, name: str) -> str | None:
        from workbench.workflows.layers import whose

        return whose(self._study.reader, name)


def _only(frame: "pd.DataFrame", uuids: list[str]) -> "pd.DataFrame":
    """The rows of decisions, in this order."""
    rows = frame[frame["uuid"].isin(uuids)]
    return rows.sort_values("uuid", key=lambda column: column.map(uuids.index), ignore_index=True)


def _report_frame(report: Report) -> "pd.DataFrame":
    """The first table of a report, with its facts and notes."""
    return next(iter(_report_frames(report).values()))


def _report_frames(report: Report) -> "dict[str, pd.DataFrame]":
    """Name of each table of a report → its frame, with the facts and notes of the report."""
    frames = {table.name: _frame(table) for table in report.tables}
    for table in report.tables:
        frames[table.name].attrs |= {"title": report.title, "notes": [*report.notes, *table.notes]}
        frames[table.name].attrs |= {fact.name: plain(fact.value) for fact in report.facts}
    return frames


def _frame(table: Table) -> "pd.DataFrame":
    """A table as a frame, each column with the type of its kind."""
    import pandas as pd

    names = header(table.columns)
    rows = [[plain(cell) for cell in row] for row in table.rows]
    columns: dict[str, Any] = {}
    for place, (name, column) in enumerate(zip(names, table.columns, strict=True)):
        columns[name] = pd.Series([row[place] for row in rows], dtype=_TYPES.get(column.kind, "object"))
    frame = pd.DataFrame(columns, columns=names)
    frame.attrs["notes"] = list(table.notes)
    frame.attrs["definitions"] = {
        name: column.definition for name, column in zip(names, table.columns, strict=True) if column.definition
    }
    return frame
