"""What a table of codings would do to a study: every row held against it, every fault told, nothing written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.coding import Coder, CoderKind, Stance
from codebook.naming import exact_key, loose_key
from transcripts.errors import StudyError
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.code_making import GrowingCodebook
from workbench.workflows.coding_lines import CodingLine, CodingTable, span_of, stance_of, strength_of

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

SHOWN = 10


class BadRowsError(StudyError):
    """Rows that cannot be taken; nothing was written.

    Attributes:
        faults: Line and sentence of every such row.
    """

    def __init__(self, name: str, faults: Sequence[tuple[int, str]], hint: str) -> None:
        self.faults = tuple(faults)
        told = "".join(
            "\n  " + _("line {line}: {fault}").format(line=line, fault=fault) for line, fault in faults[:SHOWN]
        )
        if len(faults) > SHOWN:
            more = len(faults) - SHOWN
            told += "\n  " + ngettext("and {count} more row", "and {count} more rows", more).format(count=more)
        message = ngettext(
            "{count} row of {name} cannot be taken, so nothing was written:",
            "{count} rows of {name} cannot be taken, so nothing was written:",
            len(faults),
        )
        super().__init__(message.format(count=len(faults), name=name) + told, f"\n{hint}" if hint else "")


@dataclass(frozen=True, slots=True)
class PlannedCoding:
    """A row that holds against the study. ``code`` is a uuid of the planned codebook."""

    transcript: str
    coder: Coder
    code: str
    span: Span
    strength: int | None
    stance: Stance | None
    memo: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would do to a study.

    Attributes:
        name: Of the table.
        codings: To be written, in the table's order.
        coders: Whose codings are taken, in order of appearance.
        transcripts: uuids of every transcript that the table names.
        new_codes: To be made first, parents before children.
        already: Rows whose coding the study has, or the table says twice.
        left_out: Name of a coder to the number of rows that were not asked for.
        followed: Lines whose passage was taken where the quote stands, not where the offsets point.
        alike: The spellings of each new code that the table writes in several ways (``Beauty``, ``beauty``), as
            written, in order of appearance.
    """

    name: str
    codings: tuple[PlannedCoding, ...]
    coders: tuple[Coder, ...]
    transcripts: tuple[str, ...]
    new_codes: tuple[Code, ...] = ()
    already: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    followed: tuple[int, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()


def plan_codings(
    study: "StudyFile", table: CodingTable, *, coder: Coder | None = None, create_codes: bool = False
) -> Plan:
    """Hold every row against the study.

    Args:
        study: Open.
        table: As ``read_coding_table`` gave it.
        coder: Take only the rows of this coder, and rows that name none as theirs; None takes all coders named.
        create_codes: Make the codes that the codebook lacks.

    Raises:
        BadRowsError: If any row cannot be taken: all of them, with their lines.
        StoreError: If rows name no coder and none is given, or none of the rows is the given coder's.
    """
    return _Planner(study, table, coder, create_codes=create_codes).plan()


class _Planner:
    """Holds one table against one study; gathers the faults, so that all are told at once."""

    def __init__(self, study: "StudyFile", table: CodingTable, coder: Coder | None, *, create_codes: bool) -> None:
        self.study = study
        self.table = table
        self.coder = coder
        self.create_codes = create_codes
        self.codebook = GrowingCodebook(code_store.book(study.reader), study.language, [x.code for x in table.lines])
        self.names = _transcript_names(study)
        self.people = {coder_store.fold(one.name): one for one in coder_store.all(study.reader)}
        self.texts: dict[str, str] = {}
        self.codes: dict[str, Code] = {}
        self.faults: list[tuple[int, str]] = []
        self.hints: set[str] = set()
        self.followed: list[int] = []

    def plan(self) -> Plan:
        self._check_coders()
        taken, left_out = self._sorted_out()
        planned: list[PlannedCoding] = []
        for line in taken:
            try:
                planned.append(self._planned(line))
            except StudyError as error:
                self.faults.append((line.number, str(error)))
        if self.faults:
            raise BadRowsError(self.table.name, self.faults, " ".join(sorted(self.hints)))
        coders = {one.coder.uuid: one.coder for one in planned}
        fresh = self._fresh(planned, coders)
        named = (self.names.get(exact_key(line.transcript)) for line in self.table.lines)
        transcripts = dict.fromkeys(uuid for uuid in named if uuid is not None)
        return Plan(
            self.table.name,
            tuple(fresh),
            tuple(coders.values()),
            tuple(transcripts),
            tuple(self.codebook.made),
            len(planned) - len(fresh),
            left_out,
            tuple(self.followed),
            tuple(self._alike()),
        )

    def _check_coders(self) -> None:
        nameless = next((line for line in self.table.lines if not line.coder), None)
        if self.coder is None and nameless is not None:
            raise StoreError(
                _("Line {line} of {name} does not say who coded.").format(line=nameless.number, name=self.table.name),
                _("Add --coder NAME, or a column coder."),
            )

    def _sorted_out(self) -> tuple[list[CodingLine], dict[str, int]]:
        """The rows to take, and how many of whom are left."""
        if self.coder is None:
            return list(self.table.lines), {}
        wanted = coder_store.fold(self.coder.name)
        taken, left_out = [], dict[str, int]()
        for line in self.table.lines:
            if not line.coder or coder_store.fold(line.coder) == wanted:
                taken.append(line)
            else:
                left_out[line.coder] = left_out.get(line.coder, 0) + 1
        if not taken:
            raise StoreError(
                _("No row of {name} is by {coder}.").format(name=self.table.name, coder=self.coder.name),
                _("Its coders are: {names}.").format(names=", ".join(left_out)),
            )
        return taken, left_out

    def _planned(self, line: CodingLine) -> PlannedCoding:
        transcript = self._transcript(line)
        coder = self._coder(line)
        code = self._code(line.code)
        span, followed = span_of(line, self._text(transcript))
        if followed:
            self.followed.append(line.number)
        return PlannedCoding(transcript, coder, code.uuid, span, strength_of(line), stance_of(line), line.memo)

    def _transcript(self, line: CodingLine) -> str:
        found = self.names.get(exact_key(line.transcript))
        if found is None:
            raise StoreError(_("there is no transcript {name}").format(name=line.transcript or "?"))
        return found

    def _coder(self, line: CodingLine) -> Coder:
        if self.coder is not None:
            return self.coder
        found = self.people.get(coder_store.fold(line.coder))
        if found is None:
            names = ", ".join(one.name for one in self.people.values() if one.kind is CoderKind.PERSON)
            self.hints.add(_("Add coders first: workbench coders {study} add NAME").format(study=self.study.path.name))
            known = _("coders: {names}").format(names=names) if names else _("the study has no coder")
            raise StoreError(_("there is no coder {name} ({known})").format(name=line.coder, known=known))
        return found

    def _code(self, text: str) -> Code:
        found = self.codes.get(text)
        if found is None:
            found = self.codes[text] = self._looked_up(text)
        return found

    def _looked_up(self, text: str) -> Code:
        if not text:
            raise StoreError(_("no code is given"))
        code = self.codebook.by_name(text)
        if code is None and self.create_codes and self.codebook.lacks(text):
            code = self.codebook.make(text)
        if code is None:
            self.hints.add(_("With --create-codes, codes that the codebook lacks are made."))
            code = self.codebook.named(text)
        if not code.codable:
            raise StoreError(_("the code {short} only groups others").format(short=code.short))
        return code

    def _alike(self) -> Iterator[tuple[str, ...]]:
        """Spellings that became one new code because only case, accents or spaces tell them apart."""
        spellings: dict[tuple[str, str], list[str]] = {}
        for text, code in self.codes.items():
            spellings.setdefault((code.uuid, loose_key(text)), []).append(text)
        made = {code.uuid for code in self.codebook.made}
        return (tuple(texts) for (code, _key), texts in spellings.items() if code in made and len(texts) > 1)

    def _text(self, transcript: str) -> str:
        if transcript not in self.texts:
            self.texts[transcript] = transcript_store.load(self.study.reader, transcript).text
        return self.texts[transcript]

    def _fresh(self, planned: Sequence[PlannedCoding], coders: dict[str, Coder]) -> list[PlannedCoding]:
        """Those that the study does not have yet, each once."""
        seen = {
            (one.coder, one.transcript, one.code, one.span)
            for coder in coders
            for one in coding_store.all(self.study.reader, coder)
        }
        fresh = []
        for one in planned:
            key = (one.coder.uuid, one.transcript, one.code, one.span)
            if key not in seen:
                seen.add(key)
                fresh.append(one)
        return fresh


def _transcript_names(study: "StudyFile") -> dict[str, str]:
    """Every way to name a transcript → its uuid: name, title, file; the surest way wins."""
    entries = transcript_store.listing(study.reader)
    found: dict[str, str] = {}
    for entry in entries:
        found.setdefault(entry.uuid, entry.uuid)
        found.setdefault(exact_key(entry.name), entry.uuid)
    for entry in entries:
        for other in (entry.source, entry.source.rpartition(".")[0], entry.title):
            if other:
                found.setdefault(exact_key(other), entry.uuid)
    return found
