"""The parts of a report as HTML: headings, prose, drawings, figures, quotations, tables, facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports.cells import shown
from exports.html.figures import figure_html
from exports.html.glossary import Glossary
from exports.html.sheets import Board, Sheet
from exports.html.tables import table_html
from exports.html.text import escaped, isolated
from exports.manifest import Manifest
from exports.report import Column, Drawing, Fact, Heading, Kind, Paragraph, Quotation, Report
from transcripts.i18n import _

Part = Heading | Paragraph | Drawing | Quotation | Sheet | Board
FILTER = "filter."
#: A fact of this name is the sentence that says what is counted.
COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Section:
    """One report of a page, ready to be laid out.

    Attributes:
        anchor: Its name within the page.
        report: What it shows.
        parts: How a person reads it.
        further: Tables that no part shows.
    """

    anchor: str
    report: Report
    parts: tuple[Part, ...]
    further: tuple[Sheet, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All tables, in the order shown."""
        return (*(part for part in self.parts if isinstance(part, Sheet)), *self.further)


def section_html(section: Section, glossary: Glossary, *, alone: bool) -> Iterator[str]:
    """One report.

    Args:
        section: The report.
        glossary: What its codes mean.
        alone: Whether it is the only one of the page, whose title is then its own.
    """
    report = section.report
    level = 1 if alone else 2
    yield f'<section class="report" id="{section.anchor}" aria-labelledby="{section.anchor}-title">\n'
    yield f'<h{level} id="{section.anchor}-title">{isolated(report.title or report.name)}</h{level}>\n'
    if report.manifest is not None:
        yield f'<p class="study">{isolated(made_from(report.manifest))}</p>\n'
    yield from _face(report)
    for part in section.parts:
        yield from _part(part, glossary, level)
    yield from _further(section, glossary, level + 1)
    yield from _notes(note for note in report.notes if note != counted_sentence(report))
    yield "</section>\n"


def _further(section: Section, glossary: Glossary, level: int) -> Iterator[str]:
    """The tables that no part shows, folded where there are parts."""
    sheets = [sheet for sheet in section.further if not glossary.tells(sheet)]
    folded = bool(section.parts and sheets)
    if folded:
        title = _("Complete tables ({count})").format(count=len(sheets))
        yield f'<details class="further"><summary><h{level}>{escaped(title)}</h{level}></summary>\n'
    for sheet in sheets:
        yield from table_html(sheet, glossary)
    if folded:
        yield "</details>\n"


# -- its face ----------------------------------------------------------------------------------------------------------


def _face(report: Report) -> Iterator[str]:
    """What is counted, which filters were set, and the facts about the whole."""
    counted = counted_sentence(report)
    if counted:
        yield f'<p class="lead">{isolated(counted)}</p>\n'
    filters = [fact for fact in report.facts if fact.name.startswith(FILTER)]
    others = [fact for fact in report.facts if not fact.name.startswith(FILTER) and fact.name != COUNTED]
    yield _filters(filters, report)
    told = [(fact.title or fact.name, words) for fact in others if (words := shown(fact.value, fact.column))]
    if told:
        pairs = (f"<div><dt>{isolated(title)}</dt><dd>{isolated(words)}</dd></div>" for title, words in told)
        yield f'<dl class="facts">{"".join(pairs)}</dl>\n'


def made_from(manifest: Manifest) -> str:
    """The study and the moment."""
    made = shown(manifest.made, Column("made", kind=Kind.TIME))
    return _("Study “{study}”, as it was on {made} (UTC)").format(study=manifest.title, made=made)


def counted_sentence(report: Report) -> str:
    """What is counted: the fact that says so, else the first note, which defines the main figure."""
    told = next((fact.value for fact in report.facts if fact.name == COUNTED), None)
    return str(told) if told else next((note for note in report.notes if note), "")


def _filters(filters: Iterable[Fact], report: Report) -> str:
    told = [(fact.title or fact.name, words) for fact in filters if (words := shown(fact.value, fact.column))]
    if not told and report.manifest is None:
        return ""
    title = escaped(_("Filters"))
    if not told:
        everything = escaped(_("none; everything that was read counts"))
        return f'<p class="filters"><b>{title}</b> {everything}</p>\n'
    items = (f"<li><b>{isolated(name)}</b> {isolated(words)}</li>" for name, words in told)
    return f'<div class="filters"><b>{title}</b><ul>{"".join(items)}</ul></div>\n'


def _notes(notes: Iterable[str]) -> Iterator[str]:
    said = [f"<li>{isolated(note)}</li>" for note in notes if note]
    if said:
        title = escaped(_("Notes"))
        yield f'<div class="notes"><b>{title}</b><ul>{"".join(said)}</ul></div>\n'


# -- its parts ---------------------------------------------------------------------------------------------------------


def _part(part: Part, glossary: Glossary, level: int) -> Iterator[str]:
    match part:
        case Sheet():
            yield from table_html(part, glossary)
        case Board():
            yield from figure_html(part)
        case Heading():
            deep = min(6, part.level + level - 1)
            yield f"<h{deep}>{isolated(part.text)}</h{deep}>\n"
        case Paragraph():
            yield f"<p>{isolated(part.text)}</p>\n"
        case Drawing():
            yield f'<pre class="drawing">{escaped(part.text)}</pre>\n'
        case Quotation():
            yield quotation_html(part)


def quotation_html(quotation: Quotation) -> str:
    """Somebody's words, signed."""
    place = f' <span class="place">{isolated(quotation.place)}</span>' if quotation.place else ""
    remark = f'<p class="remark">{isolated(quotation.remark)}</p>' if quotation.remark else ""
    return (
        f'<figure class="quotation"><blockquote><p dir="auto">{escaped(quotation.text)}</p></blockquote>'
        f"<figcaption>({isolated(quotation.signature)}){place}{remark}</figcaption></figure>\n"
    )
