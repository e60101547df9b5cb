"""The methods section, ready to paste: sample, guide, coders, agreement, origins of codings, software and versions."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from codebook.coding import Coder, CoderKind
from exports.report import Block, Column, Heading, Kind, Paragraph, Row, Table
from transcripts.i18n import _, ngettext
from transcripts.model import AttributeKind, AttributeValue, Knowledge
from workbench.errors import SealedError
from workbench.store import participants as participant_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.comparing import Comparison
from workbench.workflows.comparison_paragraph import paragraph
from workbench.workflows.findings.agreement import compared as compared_by
from workbench.workflows.findings.manifests import versions
from workbench.workflows.findings.origins import (
    Origins,
    decision_columns,
    decision_rows,
    origin_columns,
    origin_rows,
    origin_sentence,
)
from workbench.workflows.findings.parts import Part, rows_of, table_of
from workbench.workflows.layers import shown_coders

if TYPE_CHECKING:
    from workbench.store.participants import AttributeEntry
    from workbench.workflows.findings.inquiry import Inquiry


@dataclass(frozen=True, slots=True)
class _Sample:
    """Who and what the study is made of.

    Attributes:
        transcripts: How many are looked at.
        words: In them.
        participants: How many speak in them.
        unheard: Participants without any transcript.
        languages: Language to number of transcripts.
    """

    transcripts: int
    words: int
    participants: int
    unheard: int
    languages: dict[str, int]


def methods(inquiry: "Inquiry", *, unit: str) -> Part:
    """What a reviewer asks for, as tables and as sentences in the language of the interface.

    Args:
        inquiry: What is looked at.
        unit: On what agreement is measured: ``sentence``, ``turn``, ``answer`` or ``span``.
    """
    people = table_of("sample", _sample_columns(), _sample_rows(inquiry), heads=2)
    inquiry.show_early(people)
    inquiry.snapshot.read(_visible(inquiry), inquiry.moment)
    coders = table_of("coders", _coder_columns(), _coder_rows(inquiry))
    if not people.rows:
        inquiry.show_early(coders)
    sample = _sample(inquiry)
    compared = _compared(inquiry, unit)
    origins = Origins(inquiry, _visible(inquiry))
    tables = (
        people,
        coders,
        table_of("agreement", _agreement_columns(), _agreement_rows(compared)),
        table_of("origins", origin_columns(), origin_rows(origins), heads=2),
        table_of("suggestions", decision_columns(), decision_rows(origins)),
        table_of("software", _software_columns(), _software_rows()),
    )
    remarks = (_("Where codings come from is told of those that there are now."),) if inquiry.moment else ()
    return Part(tables, tuple(_blocks(inquiry, sample, compared, origins, tables)), remarks=remarks)


# -- sample ----------------------------------------------------------------------------------------------------------


def _sample(inquiry: "Inquiry") -> _Sample:
    chosen = {uuid for (uuid, _name), is_one in zip(inquiry.transcripts, inquiry.chosen, strict=True) if is_one}
    entries = [entry for entry in transcript_store.listing(inquiry.study.reader) if entry.uuid in chosen]
    languages: dict[str, int] = {}
    for entry in entries:
        languages[entry.language] = languages.get(entry.language, 0) + 1
    heard = sum(bool(texts) and bool(fits) for texts, fits in zip(inquiry.speaks, inquiry.who, strict=True))
    silent = sum(not texts and bool(fits) for texts, fits in zip(inquiry.speaks, inquiry.who, strict=True))
    return _Sample(len(entries), sum(entry.words for entry in entries), heard, silent, languages)


def _sample_columns() -> tuple[Column, ...]:
    return (
        Column("attribute", _("attribute")),
        Column("value", _("value")),
        Column("participants", _("participants"), Kind.INTEGER),
        Column("of", _("of"), Kind.INTEGER, definition=_("Participants who speak in a transcript looked at.")),
    )


def _sample_rows(inquiry: "Inquiry") -> Iterator[Row]:
    heard = [
        person
        for person, texts, fits in zip(inquiry.snapshot.people, inquiry.speaks, inquiry.who, strict=True)
        if texts and fits
    ]
    for entry in inquiry.snapshot.attributes:
        values = [person.attributes.get(entry.name) for person in heard]
        title = entry.labels.get(inquiry.language, entry.name)
        yield from ((title, value, count, len(heard)) for value, count in _distribution(entry, values))


def _distribution(entry: "AttributeEntry", values: list[AttributeValue | None]) -> Iterator[tuple[str, int]]:
    """Values with their counts; numbers as median and range, texts only as how many are known."""
    known = [value for value in values if value and value.knowledge in (Knowledge.KNOWN, Knowledge.APPROXIMATE)]
    if entry.kind is AttributeKind.NUMBER:
        numbers = [
            ((value.low or 0) + (value.high if value.high is not None else value.low or 0)) / 2 for value in known
        ]
        if numbers:
            said = _("median {median:g}, from {least:g} to {most:g}")
            yield said.format(median=median(numbers), least=min(numbers), most=max(numbers)), len(known)
    elif entry.kind in (AttributeKind.CHOICE, AttributeKind.YES_NO):
        order = list(entry.choices) or sorted({value.text for value in known})
        for choice in dict.fromkeys((*order, *(value.text for value in known))):
            count = sum(value.text == choice for value in known)
            if count:
                yield {"yes": _("yes"), "no": _("no")}.get(choice, choice), count
    elif known:
        yield _("known"), len(known)
    for knowledge, said in ((Knowledge.UNKNOWN, _("unknown")), (Knowledge.NOT_ASKED, _("not asked"))):
        count = sum(value is not None and value.knowledge is knowledge for value in values)
        if count:
            yield said, count
    if absent := sum(value is None for value in values):
        yield _("not recorded"), absent


# -- coders, agreement, origins --------------------------------------------------------------------------------------


def _coder_columns() -> tuple[Column, ...]:
    whole = Kind.INTEGER
    return (
        Column("coder", _("coder")),
        Column("transcripts", _("transcripts done"), whole),
        Column("participants", _("participants read"), whole),
        Column("codings", _("codings"), whole),
        Column("codes", _("codes used"), whole),
    )


def _coder_rows(inquiry: "Inquiry") -> Iterator[Row]:
    for coder in _visible(inquiry):
        evidence = inquiry.evidence(coder)
        done = inquiry.snapshot.done(coder.uuid, inquiry.moment) & inquiry.chosen
        used = len(set(evidence.codings.code.tolist()))
        if coder.kind is CoderKind.PERSON or len(evidence.codings):
            yield (coder.name, int(done.sum()), int(evidence.read.sum()), len(evidence.codings), used)


def _visible(inquiry: "Inquiry") -> list[Coder]:
    return shown_coders(inquiry.study.reader)


def _compared(inquiry: "Inquiry", unit: str) -> Comparison | None:
    try:
        found = compared_by(inquiry, unit=unit)
    except SealedError:  # nobody can be compared as yet, which the report says of every study with fewer than two
        return None
    return found if len(found.coders) > 1 and found.transcripts else None


def _agreement_columns() -> tuple[Column, ...]:
    alpha = _("Krippendorff's alpha, nominal, on presence of the code in each unit.")
    return (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("alpha", _("alpha"), Kind.NUMBER, definition=alpha),
        Column("undefined", _("undefined because")),
    )


def _agreement_rows(compared: Comparison | None) -> Iterator[Row]:
    for line in compared.lines if compared else ():
        alpha = line.agreement.alpha
        yield (line.code.short, line.code.label(compared.language if compared else ""), alpha.value, alpha.why or None)


# -- software --------------------------------------------------------------------------------------------------------


def _software_columns() -> tuple[Column, ...]:
    return (Column("software", _("software")), Column("version", _("version")))


def _software_rows() -> Iterator[Row]:
    yield from versions().items()
    yield _("operating system"), platform.system()


# -- sentences -------------------------------------------------------------------------------------------------------


def _blocks(
    inquiry: "Inquiry",
    sample: _Sample,
    compared: Comparison | None,
    origins: Origins,
    tables: tuple[Table, ...],
) -> Iterator[Block]:
    *first, origin, decisions, software = tables
    parts = (
        (_("Sample"), _sample_sentence(inquiry, sample), first[:1]),
        (_("Coders"), _coder_sentence(inquiry), first[1:2]),
        (_("Agreement"), _agreement_sentence(inquiry, compared), first[2:]),
        (_("Origin of the codings"), origin_sentence(origins), (origin, decisions)),
        (_("Software"), _software_sentence(), (software,)),
    )
    for title, sentence, shown in parts:
        yield Heading(title)
        yield Paragraph(sentence)
        yield from (table for table in shown if rows_of(table))


def _sample_sentence(inquiry: "Inquiry", sample: _Sample) -> str:
    texts = ngettext("{count} transcript", "{count} transcripts", sample.transcripts).format(count=sample.transcripts)
    people = ngettext("{count} participant", "{count} participants", sample.participants).format(
        count=sample.participants
    )
    said = _("The corpus holds {transcripts} ({words} words) of {participants}.").format(
        transcripts=texts, words=sample.words, participants=people
    )
    recruitment = participant_store.recruitment(inquiry.study.reader)
    if recruitment:
        accepted = sum(one.status is participant_store.Recruitment.ACCEPTED for one in recruitment.values())
        said += " " + _("Of {approached} people approached, {accepted} accepted.").format(
            approached=len(recruitment), accepted=accepted
        )
    guide = len(inquiry.snapshot.questions)
    if guide:
        linked = int(inquiry.snapshot.links.linked[inquiry.chosen].sum())
        said += " " + _(
            "The interviews follow a guide of {questions} questions; in {linked} of {all} transcripts every turn of "
            "the interviewer was linked to the question that it puts."
        ).format(questions=guide, linked=linked, all=sample.transcripts)
    return said


def _coder_sentence(inquiry: "Inquiry") -> str:
    book = inquiry.book
    codable = sum(code.codable for code in book.codes)
    people = [coder for coder in _visible(inquiry) if coder.kind is CoderKind.PERSON]
    said = ngettext(
        "{coders} coder worked with a codebook of {codes} codes (version {version}).",
        "{coders} coders worked with a codebook of {codes} codes (version {version}).",
        len(people),
    ).format(coders=len(people), codes=codable, version=book.version)
    finished = [inquiry.snapshot.done(coder.uuid, inquiry.moment) & inquiry.chosen for coder in people]
    double = int((np.sum(finished, axis=0) >= 2).sum()) if finished else 0
    if double:
        said += " " + ngettext(
            "{count} transcript was coded by at least two of them.",
            "{count} transcripts were coded by at least two of them.",
            double,
        ).format(count=double)
    return said


def _agreement_sentence(inquiry: "Inquiry", compared: Comparison | None) -> str:
    if compared is None:
        return _("Agreement is not measured: no transcript has been finished by two coders.")
    from workbench.workflows.findings.rulings import ruling_sentence

    return " ".join(filter(None, (paragraph(compared), ruling_sentence(inquiry))))


def _software_sentence() -> str:
    said = ", ".join(f"{name} {version}" for name, version in versions().items())
    return _("All figures were computed with {software}.").format(software=said)
