"""The article check as a report: a row for everything that was found, in the order of the manuscript."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.report import Block, Column, Fact, Heading, Kind, Paragraph, Pointer, Report, Row, Table
from transcripts.i18n import LANGUAGES, _
from transcripts.language import guess_language
from workbench.workflows.verifying_text.articles import Article, Place, read_article
from workbench.workflows.verifying_text.articles import Paragraph as Stretch
from workbench.workflows.verifying_text.checking_counts import CountCheck
from workbench.workflows.verifying_text.checking_quotations import QuotationCheck
from workbench.workflows.verifying_text.figures import Figures
from workbench.workflows.verifying_text.naming import Naming
from workbench.workflows.verifying_text.quotations import without_quotations
from workbench.workflows.verifying_text.searching import Finder
from workbench.workflows.verifying_text.signatures import People
from workbench.workflows.verifying_text.verdicts import KINDS, VERDICTS, Finding, Verdict

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

_LONGEST = 160


def verify(study: "StudyFile", path: Path, *, layer: str = "", language: str = "") -> list[Finding]:
    """Check a manuscript against a study.

    Args:
        study: Open.
        path: The manuscript.
        layer: Whose codings are counted; "" for the consensus if there is one, else each coder's.
        language: Of the manuscript, ``fr`` or ``en``; "" to tell by its words.

    Raises:
        TranscriptError: If the manuscript cannot be read.
        StoreError: If the layer is unknown.
        AnalysisError: If nobody codes the study.
    """
    article = read_article(path)
    return check(study, article, layer=layer, language=language)


def check(study: "StudyFile", article: Article, *, layer: str = "", language: str = "") -> list[Finding]:
    """The findings of an article, in its order."""
    from workbench.workflows.findings.filters import Filter
    from workbench.workflows.findings.inquiry import Inquiry
    from workbench.workflows.findings.room import Room
    from workbench.workflows.signing import Signatures
    from workbench.workflows.wording import table_of

    language = language or language_of(article) or study.language
    inquiry = Inquiry(Room(study), Filter(layer=layer))
    signatures = [Signatures(study.reader, language=one) for one in sorted(LANGUAGES, key=lambda one: one != language)]
    people = People(signatures)
    naming = Naming(inquiry.book)
    quotations = QuotationCheck(Finder(study.reader), people, naming.is_name, inquiry.not_recruited)
    nouns = sorted({noun for one in signatures for noun in one.rule.nouns.values() if noun})
    counts = CountCheck(table_of(study.reader, language), naming, Figures(inquiry), nouns)
    found: list[Finding] = []
    for paragraph, following in zip(article.paragraphs, [*article.paragraphs, None][1:], strict=True):
        here = quotations.check(paragraph, following)
        here += [people.check(paragraph, signed) for signed in people.signatures_in(paragraph)]
        found += sorted([*here, *counts.check(paragraph)], key=lambda one: one.span)
    return found


def language_of(article: Article) -> str:
    """The language that an article itself is written in, whatever it quotes; "" where it cannot be told."""
    return guess_language(
        " ".join(without_quotations(one) for one in article.paragraphs if one.place is not Place.QUOTE)
    )


def verification_report(study: "StudyFile", path: Path, *, layer: str = "", language: str = "") -> Report:
    """The same as a report; see ``verify``."""
    from workbench.workflows.findings.passages import read_passages

    article = read_article(path)
    language = language or language_of(article) or study.language
    found = check(study, article, layer=layer, language=language)
    rows = [_row(one) for one in found]

    def behind(row: int, _column: str) -> Sequence[Pointer]:
        return found[row].pointers

    table = Table("findings", _columns(), rows, notes=_notes(), behind=behind, heads=3)
    facts = (
        Fact("article", _("Manuscript"), article.name),
        Fact("language", _("Language"), language),
        Fact("paragraphs", _("Paragraphs"), len(article.paragraphs), Kind.INTEGER),
        *_counted(found),
    )
    return Report(
        "verify-text",
        _("Article check"),
        facts,
        (table,),
        tuple(_blocks(found, article)),
        article.notes,
        lambda pointers: read_passages(study, pointers),
    )


def _counted(found: Sequence[Finding]) -> Iterator[Fact]:
    counts = Counter(one.verdict for one in found)
    for verdict in Verdict:
        yield Fact(verdict.value, _(VERDICTS[verdict.value]).capitalize(), counts[verdict], Kind.INTEGER)


def _columns() -> tuple[Column, ...]:
    return (
        Column("kind", _("what"), words={value: _(said) for value, said in KINDS.items()}),
        Column("paragraph", _("paragraph"), Kind.INTEGER),
        Column("text", _("in the article")),
        Column("verdict", _("verdict"), words={value: _(said) for value, said in VERDICTS.items()}),
        Column("place", _("in the study")),
        Column("remark", _("remark")),
        Column("where", _("where"), words=_wheres()),
        Column("note", _("note or row")),
        Column("start", _("from character"), Kind.INTEGER),
    )


def _wheres() -> dict[str, str]:
    return {
        Place.BODY.value: _("text"),
        Place.HEADING.value: _("heading"),
        Place.QUOTE.value: _("block quotation"),
        Place.TABLE.value: _("table"),
        Place.NOTE.value: _("note"),
    }


def _row(one: Finding) -> Row:
    stands = one.paragraph
    return (
        *(one.kind.value, stands.number, one.text, one.verdict.value, one.place, one.remark),
        *(stands.place.value, stands.label, one.span.start),
    )


def _blocks(found: Sequence[Finding], article: Article) -> Iterator[Block]:
    """What people read: what is wrong first, then what nearly fits, what cannot be told, and what is right."""
    if not found:
        yield Paragraph(
            _("Nothing was found that could be checked: no quotation, signature, count or word of quantity.")
        )
    for verdict in (Verdict.WRONG, Verdict.NEARLY, Verdict.UNCLEAR, Verdict.RIGHT):
        these = [one for one in found if one.verdict is verdict]
        if these:
            yield Heading(f"{_(VERDICTS[verdict.value]).capitalize()} · {len(these)}")
            columns = (_columns()[0], Column("place", _("paragraph")), *_columns()[2:3], *_columns()[4:6])
            rows = [(one.kind.value, _stands(one.paragraph), _short(one.text), one.place, one.remark) for one in these]
            yield Table(verdict.value, columns, rows)


def _stands(stretch: Stretch) -> str:
    label = f" ({_wheres()[stretch.place.value]} {stretch.label})" if stretch.label else ""
    return f"¶{stretch.number}{label}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _notes() -> tuple[str, ...]:
    return (
        _("Quotations are compared word by word; apostrophes, dashes, spaces and ligatures do not count."),
        _("Counts are participants; one is right if every layer counts so, nearly right if some layer does."),
        _("What a sentence counts is the code that it names by short name or label, nearest after the count."),
    )
