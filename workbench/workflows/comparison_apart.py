"""Agreement apart by origin, as tables and sentences: units that suggestions led to, and all others."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Row, Table
from transcripts.i18n import _
from workbench.workflows.headings import words
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from workbench.analysis.apart import Side
    from workbench.workflows.comparing import Comparison

FIGURES = ("percent", "coded_only", "alpha")


def apart_table(comparison: "Comparison") -> Table:
    """A row for each code and kind of unit; first, without a code, all of these codes together."""
    columns = (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("came", _("units"), words=words("came")),
        Column("units", _("number of units"), Kind.INTEGER),
        Column("marked", _("marked by anybody"), Kind.INTEGER),
        Column("percent", _("agreement"), Kind.SHARE, digits=3),
        Column("coded_only", _("coded only"), Kind.SHARE, digits=3),
        Column("alpha", _("alpha"), Kind.NUMBER),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(FIGURES),
        Column("uuid", _("uuid")),
    )
    return Table("by_origin", columns, tuple(_rows(comparison)), heads=3)


def _rows(comparison: "Comparison") -> Iterator[Row]:
    for came, side in _together(comparison):
        yield (None, _("these codes together"), *_cells(came, side), None)
    for line in comparison.apart:
        sides = (("suggestion", line.figures.suggested), ("other", line.figures.others))
        for came, side in sides:
            yield (line.code.short, line.code.label(comparison.language), *_cells(came, side), line.code.uuid)


def _together(comparison: "Comparison") -> "Iterator[tuple[str, Side]]":
    from workbench.analysis.apart import pooled

    figures = [line.figures for line in comparison.apart]
    yield "suggestion", pooled([one.suggested for one in figures])
    yield "other", pooled([one.others for one in figures])


def _cells(came: str, side: "Side") -> Row:
    figures = dict(zip(FIGURES, (side.percent, side.coded_only, side.alpha), strict=True))
    values = (figure.value for figure in figures.values())
    return (came, side.units, side.marked, *values, *undefined_cells(figures))


def apart_for_reading(comparison: "Comparison") -> Table:
    """The same for people, both kinds of units beside each other."""
    columns = (
        Column("code", _("code")),
        Column("suggested_units", _("units led to by a suggestion"), Kind.INTEGER),
        Column("suggested_coded_only", _("coded only"), Kind.SHARE, digits=3),
        Column("other_units", _("other units"), Kind.INTEGER),
        Column("other_marked", _("marked by anybody"), Kind.INTEGER),
        Column("other_coded_only", _("coded only"), Kind.SHARE, digits=3),
        Column("other_alpha", _("alpha"), Kind.NUMBER),
        Column("remark", _("remark")),
    )
    lines = [(line.code.short, line.figures.suggested, line.figures.others) for line in comparison.apart]
    (_came, suggested), (_other, others) = _together(comparison)
    rows = [_side_by_side(*line) for line in [(_("these codes together"), suggested, others), *lines]]
    return Table("by_origin", columns, rows, _("Agreement apart by where codings come from."))


def _side_by_side(name: str, suggested: "Side", others: "Side") -> Row:
    figures = (others.coded_only, others.alpha)
    said = "; ".join(dict.fromkeys(figure.why for figure in figures if figure.reason))
    remark = _("other units undefined, because: {reason}").format(reason=said) if said else ""
    own = (suggested.units, suggested.coded_only.value)
    return (name, *own, others.units, others.marked, *(figure.value for figure in figures), remark)


def apart_definition() -> str:
    """What apart means, for the face of the report."""
    return _(
        "By origin: a unit counts as led to by a suggestion, for a code, if a coding of it by any of these coders "
        "came from a suggestion and shares a character with it; all others are the other units. Suggestions lead to "
        "units that somebody marks, so alpha is not defined on them: compare coded only, which is over units that at "
        "least one coder marked on either side. Coders who saw the same suggestion did not find it independently."
    )
