"""Passages of codes, signed as an article signs them: (intervenante I-05, gestion de l'État)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.quotations import Quotation as CodedPassage
from codebook.quotations import quote
from exports.report import Block, Fact, Heading, Kind, Paragraph, Quotation, Report, Row, Table
from transcripts.attributes import written_value
from transcripts.i18n import _, ngettext
from transcripts.model import AttributeKind, Participant
from workbench.errors import StoreError
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import participants as participant_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.headings import columns

if TYPE_CHECKING:
    from codebook.book import Codebook
    from codebook.code import Code
    from codebook.coding import Coder, Coding
    from workbench.store.study_file import StudyFile

_WORDED = (AttributeKind.CHOICE, AttributeKind.TEXT)


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which passages are wanted; everything left empty is all of it.

    Attributes:
        codes: Names of codes; the codes under them count as well.
        coders: Names of coders.
        transcripts: Names of transcripts.
        participants: Pseudonyms.
        attributes: Attribute name to the value wanted, as written.
        stance: Only passages with this stance, "" for all.
        strength: Only passages with at least this strength, None for all.
        limit: The most passages of each code, 0 for all.
    """

    codes: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    stance: str = ""
    strength: int | None = None
    limit: int = 0


def quotes_report(study: "StudyFile", wanted: QuoteFilter, *, signed_with: Sequence[str] = ()) -> Report:
    """The passages, by code in the order of the codebook, then in text order; read once, as they are written.

    Args:
        study: Open.
        wanted: Which passages.
        signed_with: Attributes that the signature names after the pseudonym; the first choice or text by default.

    Raises:
        StoreError: If a coder, transcript or attribute is unknown.
        CodebookError: If a code is unknown.
    """
    return _Quotes(study, wanted, signed_with).report()


class _Quotes:
    def __init__(self, study: "StudyFile", wanted: QuoteFilter, signed_with: Sequence[str]) -> None:
        reader = study.reader
        self.study = study
        self.language = study.language
        self.wanted = wanted
        self.book: Codebook = code_store.book(reader)
        self.people = {one.pseudonym: one for one in participant_store.all(reader)}
        self.known = [entry.name for entry in participant_store.attributes(reader)]
        self.signed_with = self._known_attributes(signed_with) if signed_with else self._usual_signature()
        self.coders: list[Coder] = [coder_store.named(reader, name) for name in wanted.coders] or coder_store.all(
            reader
        )
        self.codes = self._wanted_codes()
        self._known_attributes([name for name, _value in wanted.attributes])
        self._check_participants()

    def report(self) -> Report:
        found = self._passages()
        by_code = [(code, passages) for code in self.codes if (passages := found.get(code.uuid))]
        count = sum(len(passages) for _code, passages in by_code)
        title = _("Quotations")
        return Report(
            "quotes",
            title,
            (*self._facts(), Fact("count", _("Passages"), count, Kind.INTEGER)),
            (self._table(by_code),),
            self._blocks(by_code) if by_code else (Paragraph(_("No passage fits.")),),
        )

    def _wanted_codes(self) -> "list[Code]":
        if not self.wanted.codes:
            return list(self.book.codes)
        uuids: set[str] = set()
        for name in self.wanted.codes:
            code = self.book.named(name)
            uuids |= {code.uuid, *(inner.uuid for inner in self.book.descendants(code.uuid))}
        return [code for code in self.book.codes if code.uuid in uuids]

    def _known_attributes(self, names: Sequence[str]) -> list[str]:
        for name in names:
            if name not in self.known:
                raise StoreError(
                    _("Participants have no attribute {name}.").format(name=name),
                    _("Attributes: {names}.").format(names=", ".join(self.known) or _("none")),
                )
        return list(names)

    def _check_participants(self) -> None:
        for pseudonym in self.wanted.participants:
            if pseudonym not in self.people:
                raise StoreError(
                    _("There is no participant {name} in this study.").format(name=pseudonym),
                    _("Participants: {names}.").format(names=", ".join(self.people) or _("none")),
                )

    def _usual_signature(self) -> list[str]:
        texts = [entry.name for entry in participant_store.attributes(self.study.reader) if entry.kind in _WORDED]
        return texts[:1]

    def _passages(self) -> dict[str, list[CodedPassage]]:
        """Code → its passages that fit, in text order."""
        reader = self.study.reader
        chosen = {transcript_store.named(reader, name) for name in self.wanted.transcripts}
        codings = [
            one
            for one in coding_store.of_code(reader, [code.uuid for code in self.codes])
            if self._fits(one) and (not chosen or one.transcript in chosen)
        ]
        texts = {uuid: transcript_store.load(reader, uuid) for uuid in dict.fromkeys(one.transcript for one in codings)}
        passages: dict[str, list[CodedPassage]] = {}
        for passage in quote(texts, codings, {one.uuid: one.name for one in self.coders}):
            held = passages.setdefault(passage.coding.code, [])
            if self._is_wanted(passage) and (not self.wanted.limit or len(held) < self.wanted.limit):
                held.append(passage)
        return passages

    def _fits(self, coding: "Coding") -> bool:
        wanted = self.wanted
        return (
            any(coding.coder == one.uuid for one in self.coders)
            and wanted.stance in ("", coding.stance)
            and (wanted.strength is None or (coding.strength is not None and coding.strength >= wanted.strength))
        )

    def _is_wanted(self, passage: CodedPassage) -> bool:
        who = passage.excerpt.participant
        if self.wanted.participants and who not in self.wanted.participants:
            return False
        return all(self._attribute(who, name).casefold() == value.casefold() for name, value in self.wanted.attributes)

    def _attribute(self, pseudonym: str, name: str) -> str:
        person = self.people.get(pseudonym, Participant(pseudonym))
        value = person.attributes.get(name)
        return "" if value is None else written_value(value)

    def signature(self, passage: CodedPassage) -> str:
        """Who says it: participant and attributes; where nobody takes part, the speaker or the transcript."""
        who = passage.excerpt.participant
        if not who:
            return passage.excerpt.speaker or passage.transcript
        said = [value for name in self.signed_with if (value := self._attribute(who, name))]
        return ", ".join([who, *said])

    def _facts(self) -> Iterator[Fact]:
        wanted = self.wanted
        yield Fact("codes", _("Codes"), tuple(wanted.codes) or None, Kind.LIST)
        yield Fact("coders", _("Coders"), tuple(wanted.coders) or None, Kind.LIST)
        yield Fact("transcripts", _("Transcripts"), tuple(wanted.transcripts) or None, Kind.LIST)
        yield Fact("participants", _("Participants"), tuple(wanted.participants) or None, Kind.LIST)
        attributes = tuple(f"{name}={value}" for name, value in wanted.attributes)
        yield Fact("attributes", _("Attributes"), attributes or None, Kind.LIST)
        yield Fact("stance", _("Stance"), wanted.stance or None)
        yield Fact("strength", _("Strength at least"), wanted.strength, Kind.INTEGER)

    def _table(self, by_code: "list[tuple[Code, list[CodedPassage]]]") -> Table:
        who = ("code", "label", "text", "signature", "participant", "speaker", "transcript", "place", "start", "end")
        what = ("coder", "strength", "stance", "memo", "before", "after", "uuid")
        rows = (self._row(code, passage) for code, passages in by_code for passage in passages)
        return Table("quotations", columns(*who, *what), rows)

    def _row(self, code: "Code", passage: CodedPassage) -> Row:
        coding, words = passage.coding, passage.excerpt
        return (
            *(code.short, code.label(self.language), words.text, self.signature(passage)),
            *(words.participant, words.speaker, passage.transcript, words.place),
            *(coding.span.start, coding.span.end, passage.coder, coding.strength),
            *(coding.stance.value if coding.stance else None, coding.memo, words.before, words.after, coding.uuid),
        )

    def _blocks(self, by_code: "list[tuple[Code, list[CodedPassage]]]") -> Iterator[Block]:
        for code, passages in by_code:
            count = len(passages)
            voices = len({one.excerpt.participant for one in passages} - {""})
            head = f"{code.label(self.language)} ({code.short})"
            said = ngettext("{count} passage", "{count} passages", count).format(count=count)
            heard = ngettext("{count} participant", "{count} participants", voices).format(count=voices)
            yield Heading(f"{head} · {said} · {heard}")
            for one in passages:
                yield Quotation(
                    one.excerpt.text, self.signature(one), f"{one.excerpt.place} · {one.coder}", one.coding.memo
                )
