"""Making a report: what is looked at, by each layer, and what must stand on its face."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.report import Block, Column, Fact, Kind, Paragraph, Report, Table
from transcripts.i18n import N_, _
from workbench.workflows.findings.filters import Filter
from workbench.workflows.findings.inquiry import Inquiry, Linked
from workbench.workflows.findings.options import Value, read_options
from workbench.workflows.findings.parts import Part, of_layer, read_blocks, shortened, together
from workbench.workflows.findings.registry import kind
from workbench.workflows.findings.report_kind import ReportKind
from workbench.workflows.findings.room import Room
from workbench.workflows.layers import Choice
from workbench.workflows.listing_names import listed

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.store.study_file import StudyFile
    from workbench.workflows.findings.evidence import Evidence

_CHOICES = {
    Choice.ASKED: N_("Counted by the codings asked for."),
    Choice.CONSENSUS: N_("Counted by the consensus, since it has finished transcripts."),
    Choice.ONLY_CODER: N_("Counted by the codings of the only coder."),
    Choice.EACH_CODER: N_("Counted by each coder, since no transcript has a finished consensus yet."),
    Choice.SEALED: N_("Counted by your own codings: this study is blind."),
}

_LINKED = {
    Linked.NONE: N_("unknown, since no guide question is linked to the interviews"),
    Linked.PARTLY: N_("known in the interviews that are linked to the guide"),
    Linked.ALL: N_("known: every interview is linked to the guide"),
}

_FILTERS = {
    "layer": N_("Layer"),
    "transcripts": N_("Transcripts"),
    "participants": N_("Participants"),
    "where": N_("Attributes"),
    "question": N_("Guide question"),
    "mention": N_("Mentions"),
    "branch": N_("Branch"),
    "level": N_("Level of the codebook"),
    "as_of": N_("As of"),
}


def make(
    study: "StudyFile",
    name: str,
    wanted: Filter | None = None,
    options: Mapping[str, object] | None = None,
    *,
    room: Room | None = None,
    whole: bool = False,
    early: Callable[[Table], None] | None = None,
) -> Report:
    """Make a report.

    Args:
        study: Open, for as long as the report's passages are read.
        name: Of the report.
        wanted: What is looked at; everything by default.
        options: Those that differ from their defaults, as words or values.
        room: Keeps what was read between reports; without one the study is read anew.
        whole: Whether the report is to stand alone, in a file: with the definitions of its codes and its manifest.
        early: Takes a table of the report, or its first rows, as soon as there are any, while the rest is still being
            made; of several layers, what the first one says. A report that takes no time may have none.

    Raises:
        StudyError: If something asked for is unknown or cannot be understood, or nobody codes the study.
    """
    what = kind(name)
    chosen = read_options(what.options, options or {})
    inquiry = Inquiry(room or Room(study), wanted or Filter())
    inquiry.early = early
    part, brief = _answer(what, inquiry, chosen), bool(chosen.get("brief"))
    report = Report(
        what.name,
        _(what.title),
        (*_face(what, inquiry, part), *part.facts),
        (*part.tables, *part.shared),
        (*(() if brief else _opening(what, inquiry, part)), *part.blocks),
        (*part.notes, *_age(what, inquiry, part), *_left_out(inquiry)),
        inquiry.passages,
        brief=brief,
    )
    return _standing_alone(report, what, inquiry, chosen) if whole else report


def _answer(what: ReportKind, inquiry: Inquiry, options: Mapping[str, Value]) -> Part:
    function = what.load()
    if not what.layered:
        part: Part = function(inquiry, **options)
        blocks = (*read_blocks(part), *(block for table in part.shared for block in shortened(table)))
        return replace(part, blocks=blocks)
    parts: list[Part] = []
    early, several = inquiry.early, len(inquiry.layers) > 1
    for layer in inquiry.layers:
        evidence = inquiry.evidence(layer)
        if several:
            inquiry.early = _first_of_several(early, layer) if early and not parts else None
        part = function(evidence, **options)
        if several:
            inquiry.show_early(part.tables[0])
        parts.append(replace(part, remarks=(*part.remarks, *remarks(evidence))))
    return together(inquiry.layers, parts)


def _first_of_several(early: Callable[[Table], None], layer: "Coder") -> Callable[[Table], None]:
    """Shows the first table of a layer, once, as the first rows of that of all layers."""
    shown: list[str] = []

    def show(table: Table) -> None:
        if not shown:
            shown.append(table.name)
            early(of_layer(layer, table))

    return show


def _face(what: ReportKind, inquiry: Inquiry, part: Part) -> Iterator[Fact]:
    """What every report says of itself first: whose codings, what filter, whether it is known who was asked."""
    if what.counted and part.counted:
        layers = tuple(layer.name for layer in inquiry.layers)
        said = {one.value: _(_LINKED[one]) for one in Linked}
        yield Fact("layers", _("Codings of"), layers, Kind.LIST)
        yield Fact("asked", _("Who was asked"), inquiry.linked.value, words=said)
    for name, value in inquiry.filter.written().items():
        many = isinstance(value, tuple)
        number = isinstance(value, int)
        kind_of = Kind.LIST if many else Kind.INTEGER if number else Kind.TEXT
        yield Fact(f"filter.{name}", _(_FILTERS[name]), value, kind_of)


def _age(what: ReportKind, inquiry: Inquiry, part: Part) -> Iterator[str]:
    """That the consensus is out of date, where it is counted as it is now."""
    if what.counted and part.counted and inquiry.moment is None:
        from workbench.workflows.consensus_age import age_notes

        texts = (uuid for (uuid, _name), is_one in zip(inquiry.transcripts, inquiry.chosen, strict=True) if is_one)
        yield from age_notes(inquiry.study, inquiry.layers, texts)


def _left_out(inquiry: Inquiry) -> Iterator[str]:
    if inquiry.not_recruited:
        names = listed(inquiry.not_recruited)
        yield _("Refused, withdrew or has not answered, so counted nowhere: {names}.").format(names=names)


def _opening(what: ReportKind, inquiry: Inquiry, part: Part) -> Iterator[Block]:
    if what.counted and part.counted:
        yield Paragraph(_(_CHOICES[inquiry.choice]))


def remarks(evidence: "Evidence") -> Iterator[str]:
    """Who is not counted by one layer, and why; what counts for nobody."""
    if evidence.unread.any():
        names = listed(evidence.names(evidence.unread))
        yield _("Not yet read to the end, so not counted: {names}.").format(names=names)
    if evidence.unasked.any():
        names = listed(evidence.names(evidence.unasked))
        yield _("Not asked this question, or not for certain, so not counted: {names}.").format(names=names)
    count = len(evidence.ownerless)
    if count:
        from transcripts.i18n import ngettext

        yield ngettext(
            "{count} coding covers no participant's words and counts for nobody.",
            "{count} codings cover no participant's words and count for nobody.",
            count,
        ).format(count=count)


def _standing_alone(report: Report, what: ReportKind, inquiry: Inquiry, options: Mapping[str, Value]) -> Report:
    from workbench.workflows.findings.manifests import manifest_of

    definitions = _definitions(inquiry, _named(report))
    known = {table.name for table in report.tables}
    tables = report.tables if definitions.name in known else (*report.tables, definitions)
    return replace(report, tables=tables, manifest=manifest_of(what, inquiry, options))


#: Columns of reports that hold short names of codes.
_CODES = ("code", "first", "second", "thing")


def _named(report: Report) -> set[str]:
    """Short names of the codes that stand in the tables of a report."""
    return {
        str(row[place])
        for table in report.tables
        for place, column in enumerate(table.columns)
        if column.name in _CODES
        for row in table.rows
    }


def _definitions(inquiry: Inquiry, named: set[str]) -> Table:
    """The codes that stand in the report, with what they mean."""
    headings = (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("path", _("under")),
        Column("definition", _("definition")),
        Column("include", _("include when")),
        Column("exclude", _("exclude when")),
    )
    rows = tuple(
        (
            code.short,
            code.label(inquiry.language),
            inquiry.path(code),
            code.definition,
            code.include,
            code.exclude,
        )
        for code in inquiry.codes()
        if code.short in named
    )
    return Table("definitions", headings, rows, _("What the codes mean."))
