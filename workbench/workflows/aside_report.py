"""A layer aside held against its reference: agreement code by code, and the passages to look at."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exports.report import Block, Column, Fact, Heading, Kind, Paragraph, Quotation, Report, Row, Table
from transcripts.i18n import _, ngettext
from workbench.store import states as state_store
from workbench.store.asides import Purpose
from workbench.workflows.asides import finished
from workbench.workflows.headings import columns, words
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.store.asides import Aside
    from workbench.store.study_file import StudyFile
    from workbench.workflows.comparing import CodeFigures, Comparison
    from workbench.workflows.disagreeing import Difference

FIGURES = ("percent", "alpha", "f1")
_BESIDES = ("missed", "added", "different_code", "boundary", "stance", "strength")


def aside_report(study: "StudyFile", aside: "Aside", *, shown: int = 0) -> Report:
    """How far a second reading or a training is, and how it agrees with its reference.

    Only transcripts that the layer has finished are held against the reference; of the others nothing is told, or the
    rest of the reading would not be blind.

    Args:
        study: Open.
        aside: Which.
        shown: How many passages of each code people are shown, 0 for all; files hold them always.
    """
    from workbench.workflows.comparing import compare
    from workbench.workflows.disagreeing import disagreements

    done = finished(study, aside)
    assigned = len(state_store.of_coder(study.reader, aside.layer.uuid))
    if not done:
        return Report("aside", _title(aside), _facts(aside, 0, assigned), blocks=(Paragraph(_nothing_yet(aside)),))
    pair = [aside.layer.uuid, aside.reference.uuid]
    comparison = compare(study, coders=pair, transcripts=done)
    found = disagreements(study, coders=pair, transcripts=done)
    tallies = _tallies(found, aside.layer)
    lines = sorted(
        (line for line in comparison.lines if any(line.codings)), key=lambda line: -tallies[line.code.uuid]["cost"]
    )
    table = _codes(aside, comparison, lines, tallies)
    return Report(
        "aside",
        _title(aside),
        _facts(aside, len(done), assigned),
        (table, _passages(aside, found)),
        tuple(_blocks(table, found, lines, comparison.language, shown)),
        (_definition(aside),),
    )


def _title(aside: "Aside") -> str:
    if aside.purpose is Purpose.REREAD:
        return _("{name} against the first reading").format(name=aside.layer.name)
    return _("{name} against {reference}").format(name=aside.layer.name, reference=aside.reference.name)


def _facts(aside: "Aside", done: int, assigned: int) -> tuple[Fact, ...]:
    return (
        Fact("coder", _("Coder"), aside.person.name),
        Fact("layer", _("Layer"), aside.layer.name),
        Fact("purpose", _("Purpose"), aside.purpose.value, words=words("purpose")),
        Fact("reference", _("Reference"), aside.reference.name),
        Fact("finished", _("Transcripts finished"), done, Kind.INTEGER),
        Fact("assigned", _("of those given"), assigned, Kind.INTEGER),
    )


def _nothing_yet(aside: "Aside") -> str:
    sentence = _("{layer} has finished no transcript yet: what agrees is told of finished ones only.")
    return sentence.format(layer=aside.layer.name)


def _tallies(found: "Sequence[Difference]", layer: "Coder") -> dict[str, Counter[str]]:
    """For each code (uuid): how many passages of each kind concern it, and their characters as ``cost``."""
    tallies: dict[str, Counter[str]] = {}
    for one in found:
        # What only the layer marked is more than the reference has; what only the reference marked was missed.
        kind = one.kind.value if one.kind.value != "missed" else "added" if _only(one, layer) else "missed"
        for code in {code.uuid for side in one.codes for code in side}:
            tallies.setdefault(code, Counter()).update({kind: 1, "cost": one.cost})
    return _Counters(tallies)


class _Counters(dict[str, Counter[str]]):
    """A code without a difference has an empty tally."""

    def __missing__(self, code: str) -> Counter[str]:
        return Counter()


def _only(one: "Difference", layer: "Coder") -> bool:
    return any(codes and coder == layer for coder, codes in zip(one.coders, one.codes, strict=True))


def _codes(
    aside: "Aside", comparison: "Comparison", lines: "Sequence[CodeFigures]", tallies: dict[str, Counter[str]]
) -> Table:
    place = [coder.uuid for coder in comparison.coders].index(aside.layer.uuid)
    headings = (
        *columns("code", "label"),
        Column("own", aside.layer.name, Kind.INTEGER),
        Column("reference", aside.reference.name, Kind.INTEGER),
        Column("percent", _("agreement"), Kind.SHARE, digits=3),
        Column("alpha", _("alpha"), Kind.NUMBER),
        Column("f1", _("F1"), Kind.NUMBER),
        Column("missed", _("missed"), Kind.INTEGER),
        Column("added", _("more than the reference"), Kind.INTEGER),
        Column("different_code", _("different code"), Kind.INTEGER),
        Column("boundary", _("boundary"), Kind.INTEGER),
        Column("stance", _("stance"), Kind.INTEGER),
        Column("strength", _("strength"), Kind.INTEGER),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(FIGURES),
        *columns("uuid"),
    )
    rows = [_code(line, place, comparison.language, tallies[line.code.uuid]) for line in lines]
    return Table("codes", headings, rows)


def _code(line: "CodeFigures", place: int, language: str, tally: Counter[str]) -> Row:
    agreement = line.agreement
    figures = dict(zip(FIGURES, (agreement.percent, agreement.alpha, agreement.mean_f1), strict=True))
    return (
        *(line.code.short, line.code.label(language), line.codings[place], line.codings[1 - place]),
        *(figure.value for figure in figures.values()),
        *(tally[kind] for kind in _BESIDES),
        *undefined_cells(figures),
        line.code.uuid,
    )


def _passages(aside: "Aside", found: "Sequence[Difference]") -> Table:
    headings = (
        Column("kind", _("what")),
        *columns("transcript", "place"),
        Column("own", aside.layer.name, Kind.LIST),
        Column("reference", aside.reference.name, Kind.LIST),
        Column("cost", _("characters"), Kind.INTEGER),
        *columns("text", "start", "end"),
    )
    return Table("passages", headings, tuple(_passage(aside, one) for one in found))


def _passage(aside: "Aside", one: "Difference") -> Row:
    sides = dict(zip(one.coders, one.codes, strict=True))
    given = (tuple(code.short for code in sides.get(coder, ())) for coder in (aside.layer, aside.reference))
    return (
        *(one.kind.value, one.name, one.excerpt.place, *given, one.cost),
        *(one.excerpt.text, one.span.start, one.span.end),
    )


def _blocks(
    table: Table, found: "Sequence[Difference]", lines: "Sequence[CodeFigures]", language: str, shown: int
) -> Iterator[Block]:
    hidden = {"undefined", "uuid", "label"}
    keep = [place for place, column in enumerate(table.columns) if column.name not in hidden and not column.group]
    rows = [[row[place] for place in keep] for row in table.rows]
    yield Table("codes", tuple(table.columns[place] for place in keep), rows)
    if not found:
        yield Paragraph(_("No difference on what was finished."))
    for line in lines:
        mine = sorted((one for one in found if any(line.code in side for side in one.codes)), key=lambda one: -one.cost)
        if mine:
            yield Heading(line.code.label(language))
            if line.code.definition:
                yield Paragraph(line.code.definition)
        for one in mine[: shown or None]:
            yield Quotation(one.excerpt.text, _given(one), one.excerpt.place, one.kind.text)
        if shown and len(mine) > shown:
            rest = len(mine) - shown
            said = ngettext("{count} more passage: --passages 0", "{count} more passages: --passages 0", rest)
            yield Paragraph(said.format(count=rest))


def _given(one: "Difference") -> str:
    """``MA T1 IMAGE / consensus –``."""
    sides = (
        " ".join([coder.name, ", ".join(code.short for code in codes) or "–", value]).rstrip()
        for coder, codes, value in zip(one.coders, one.codes, one.values, strict=True)
    )
    return " / ".join(sides)


def _definition(aside: "Aside") -> str:
    return _(
        "Agreement, alpha (Krippendorff's, nominal) and character F1 as in `workbench compare` of {layer} and "
        "{reference}, on sentences, over the transcripts that both have finished. Codes that cost most characters come "
        "first. The layer {layer} counts in no report unless it is asked for by name."
    ).format(layer=aside.layer.name, reference=aside.reference.name)
