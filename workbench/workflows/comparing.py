"""Comparison: how far coders agree, code by code, and the passages on which they do not."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.coding import Coder, CoderKind
from codebook.quotations import Excerpt, excerpt
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import AnalysisError
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from codebook.book import Codebook
    from workbench.analysis.columns import BoolArray, Stretches
    from workbench.analysis.disagreement import Disagreement, Kind
    from workbench.analysis.presence import CodeAgreement
    from workbench.store.study_file import StudyFile
    from workbench.workflows.columns import CodingRows

UNITS = ("sentence", "turn")


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """One line of a comparison.

    Attributes:
        code: The code; the codes under it count for it.
        agreement: Its figures, by place of the coders in the comparison.
        codings: How many codings each coder has, by place.
    """

    code: Code
    agreement: "CodeAgreement"
    codings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far coders agree.

    Attributes:
        coders: Who is compared.
        unit: ``sentence`` or ``turn``.
        segments: How many units all of them read.
        transcripts: uuid and name of those that all of them have finished.
        left_out: Names of the other transcripts.
        lines: One per code, in the order of the codebook.
        language: Of the labels.
    """

    coders: tuple[Coder, ...]
    unit: str
    segments: int
    transcripts: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    lines: tuple[CodeFigures, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage on which two coders differ.

    Attributes:
        kind: What they differ in.
        coders: The two.
        transcript: uuid.
        name: Of the transcript.
        span: Everything that either of them marked here.
        codes: What each of them gave; empty for who missed it.
        codings: uuids of what each of them gave.
        values: The stances or the highest strengths, where they differ in these; else "" twice.
        cost: Characters on which they differ.
        excerpt: The words of ``span``, with who says them and where.
    """

    kind: "Kind"
    coders: tuple[Coder, Coder]
    transcript: str
    name: str
    span: Span
    codes: tuple[tuple[Code, ...], tuple[Code, ...]]
    codings: tuple[tuple[str, ...], tuple[str, ...]]
    values: tuple[str, str]
    cost: int
    excerpt: Excerpt


def compare(
    study: "StudyFile",
    *,
    coders: Sequence[str] = (),
    unit: str = "sentence",
    codes: Sequence[str] = (),
    transcripts: Sequence[str] = (),
) -> Comparison:
    """Measure agreement on the transcripts that all of the coders have finished.

    Args:
        study: Open.
        coders: Names; by default all who have finished a transcript.
        unit: On what presence is counted: ``sentence`` or ``turn``.
        codes: Names or uuids; the codes under one count for it. By default every code that can be applied.
        transcripts: Names; by default all.

    Raises:
        StoreError: If a coder or transcript is unknown.
        CodebookError: If a code is unknown.
        AnalysisError: If the unit is unknown.
    """
    if unit not in UNITS:
        raise AnalysisError(
            _("Agreement is not measured on the unit {unit}.").format(unit=unit),
            _("Units: {units}.").format(units=", ".join(UNITS)),
        )
    table = _Table(study, coders, codes, transcripts)
    segments = table.columns.segments(unit)
    mine = segments.take(table.common[segments.transcript])
    return Comparison(
        coders=table.coders,
        unit=unit,
        segments=len(mine),
        transcripts=tuple(table.named(table.common)),
        left_out=tuple(name for _uuid, name in table.named(table.wanted & ~table.common)),
        lines=tuple(table.figures(mine)),
        language=study.language,
    )


def disagreements(
    study: "StudyFile", *, coders: Sequence[str] = (), codes: Sequence[str] = (), transcripts: Sequence[str] = ()
) -> list[Difference]:
    """The passages on which each two coders differ, in text order.

    Args:
        study: Open.
        coders: Names; by default all who have finished a transcript.
        codes: Names or uuids, as in ``compare``; a coding counts for the nearest of them above it.
        transcripts: Names; by default all.

    Raises:
        StoreError: If a coder or transcript is unknown.
        CodebookError: If a code is unknown.
    """
    return _Table(study, coders, codes, transcripts).differences()


def lowering(study: "StudyFile", comparison: Comparison, code: str) -> list[Difference]:
    """The passages that lower the figures of one code: its codings against everything else that was given.

    Args:
        study: Open.
        comparison: Where the figures stand.
        code: uuid of the code of the line.
    """
    from workbench.analysis.disagreement import Kind

    names = [coder.uuid for coder in comparison.coders]
    texts = [uuid for uuid, _name in comparison.transcripts]
    if len(names) < 2 or not texts:
        return []
    found = _Table(study, names, [line.code.uuid for line in comparison.lines], texts).differences(about=code)
    return [one for one in found if one.kind not in (Kind.STANCE, Kind.STRENGTH)]


class _Table:
    """The codings of some coders on the transcripts that all of them have finished."""

    def __init__(
        self, study: "StudyFile", coders: Sequence[str], codes: Sequence[str], transcripts: Sequence[str]
    ) -> None:
        from workbench.workflows.columns import StudyColumns

        self.study = study
        self.columns = StudyColumns(study.reader)
        self.coders = self._chosen(coders)
        self.book: Codebook = code_store.book(study.reader)
        self.codes = self._codes(codes)
        self.wanted = self._wanted(transcripts)
        self.common = self._common()
        rows = self.columns.codings(self.coders)
        self.rows: CodingRows = rows.take(self.common[rows.codings.transcript])

    def _chosen(self, names: Sequence[str]) -> tuple[Coder, ...]:
        if names:
            return tuple(dict.fromkeys(coder_store.named(self.study.reader, name) for name in names))
        people = coder_store.all(self.study.reader, kind=CoderKind.PERSON)
        return tuple(coder for coder in people if self.columns.done(coder.uuid).any())

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
            common = common & self.columns.done(coder.uuid)
        return common

    def named(self, which: "BoolArray") -> Iterator[tuple[str, str]]:
        return (text for text, is_one in zip(self.columns.transcripts, which, strict=True) if is_one)

    def figures(self, segments: "Stretches") -> Iterator[CodeFigures]:
        """Codes that lie under others are measured apart from these, since a child counts for its parent."""
        from workbench.analysis.presence import compare_codes

        found: dict[str, CodeFigures] = {}
        places = range(len(self.coders))
        for level in self._levels():
            theme_of = self.columns.theme_of(self.book, [code.uuid for code in level], self.rows.codings)
            theme = theme_of[self.rows.codings.code]
            measured = compare_codes(self.rows.codings, segments, coders=places, theme_of=theme_of, themes=len(level))
            for code, agreement in zip(level, measured, strict=True):
                mine = self.rows.codings.coder[theme == agreement.theme]
                found[code.uuid] = CodeFigures(code, agreement, tuple(int((mine == at).sum()) for at in places))
        return (found[code.uuid] for code in self.codes)

    def _levels(self) -> Iterable[list[Code]]:
        """The codes by depth: two of one depth never lie under each other."""
        levels: dict[int, list[Code]] = {}
        for code in self.codes:
            levels.setdefault(len(self.book.path(code.uuid)), []).append(code)
        return levels.values()

    def differences(self, about: str = "") -> list[Difference]:
        """All of them, or those of one code and what lies under it."""
        from workbench.analysis.disagreement import disagreements

        inside = {inner.uuid for inner in self.book.descendants(about)} if about else set()
        themes = [code.uuid for code in self.codes if code.uuid not in inside]
        compared = self.columns.theme_of(self.book, themes, self.rows.codings)
        found = disagreements(self.rows.codings, range(len(self.coders)), compared=compared)
        if about:
            mine = compared[self.rows.codings.code] == themes.index(about)
            found = [one for one in found if any(mine[row] for side in one.codings for row in side)]
        return self._told(found)

    def _told(self, found: "Sequence[Disagreement]") -> list[Difference]:
        reader, rows = self.study.reader, self.rows
        numbers = sorted({row for one in found for side in one.codings for row in side})
        uuids = coding_store.uuids(reader, [int(rows.ids[row]) for row in numbers])
        codes = code_store.numbers(reader)
        given = {
            row: (uuids[number], self.book.get(codes[code]))
            for row in numbers
            if (number := int(rows.ids[row])) in uuids and (code := int(rows.codings.code[row])) in codes
        }
        load = cache(lambda uuid: transcript_store.load(reader, uuid))
        # What another process removed meanwhile is no longer anybody's difference.
        still_there = (one for one in found if all(row in given for side in one.codings for row in side))
        return [self._difference(one, given, load) for one in still_there]

    def _difference(
        self,
        found: "Disagreement",
        given: Mapping[int, tuple[str, Code]],
        load: Callable[[str], transcript_store.StoredTranscript],
    ) -> Difference:
        uuid, name = self.columns.transcripts[found.transcript]
        first, second = found.coders
        left, right = (tuple(given[row] for row in side) for side in found.codings)
        return Difference(
            kind=found.kind,
            coders=(self.coders[first], self.coders[second]),
            transcript=uuid,
            name=name,
            span=found.span,
            codes=(_once(code for _uuid, code in left), _once(code for _uuid, code in right)),
            codings=(tuple(one for one, _code in left), tuple(one for one, _code in right)),
            values=(self._value(found.kind, found.codings[0]), self._value(found.kind, found.codings[1])),
            cost=found.cost,
            excerpt=excerpt(load(uuid), found.span),
        )

    def _value(self, kind: "Kind", rows: Sequence[int]) -> str:
        """The stances or the highest strength that some codings give."""
        from workbench.analysis.columns import MISSING, STANCES
        from workbench.analysis.disagreement import Kind

        codings = self.rows.codings
        if kind is Kind.STRENGTH:
            return str(max(int(codings.strength[row]) for row in rows))
        if kind is Kind.STANCE:
            given = sorted({int(codings.stance[row]) for row in rows} - {MISSING})
            return ", ".join(STANCES[stance].value for stance in given) or "–"
        return ""


def _once(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Each code once, in order of appearance."""
    return tuple({code.uuid: code for code in codes}.values())
