"""Groups of participants compared code by code, and by their profiles of codes."""

from typing import TYPE_CHECKING

import numpy as np

from exports.report import Column, Kind, Pointer, Row, Table
from transcripts.i18n import _
from workbench.analysis.columns import MISSING
from workbench.analysis.groups import Contrast, compare_groups, least_p
from workbench.workflows.findings.parts import table_of
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.workflows.findings.evidence import Evidence

FIGURES = ("odds_ratio", "p")


def group_tables(evidence: "Evidence", codes: "tuple[Code, ...]", attribute: str) -> tuple[Table, ...]:
    """Each group against the rest by Fisher's exact test on participants, Holm over all of them (METHODS §6.2)."""
    groups = evidence.inquiry.groups(attribute)
    themes = evidence.themes(codes)
    of = groups.of[evidence.people]
    found = compare_groups(themes.tally.mentioned, of, len(groups.labels))

    def behind(row: int, column: str) -> tuple[Pointer, ...]:
        one = found.contrasts[row]
        wanted = of == one.group if column in ("inside", "members", "") else (of != one.group) & (of != MISSING)
        rows = {int(hit) for person in np.flatnonzero(wanted) for hit in themes.rows(one.theme, int(person))}
        return evidence.pointers(rows)

    rows = [_row(evidence, codes, groups.labels, one) for one in found.contrasts]
    sizes = ", ".join(f"{label}: {size}" for label, size in zip(groups.labels, found.sizes.tolist(), strict=True))
    notes = [
        _("Participants by group: {sizes}; not known: {unknown}.").format(sizes=sizes, unknown=found.unknown),
        _("{count} tests are made at once; Holm's method allows for that.").format(count=found.family),
    ]
    filled = [size for size in found.sizes.tolist() if size]
    if len(filled) == 2:
        least = least_p(filled[0], filled[1])
        notes.append(
            _("With {a} against {b}, no table can have a p below {p:.3f}.").format(a=filled[0], b=filled[1], p=least)
        )
    caption = _("Groups by {attribute}").format(attribute=groups.title)
    return (table_of("groups", _columns(), rows, behind=behind, caption=caption, notes=notes, heads=3),)


def _columns() -> tuple[Column, ...]:
    whole, number = Kind.INTEGER, Kind.NUMBER
    return (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("group", _("group")),
        Column("inside", _("in the group"), whole, definition=_("Members of the group who mention it.")),
        Column("members", _("of"), whole),
        Column("outside", _("elsewhere"), whole, definition=_("Others of a known group who mention it.")),
        Column("others", _("of the others"), whole),
        Column("odds_ratio", _("odds ratio"), number, definition=_("With a zero cell, one half is added to each.")),
        Column("corrected", _("one half added"), Kind.YES_NO),
        Column("p", _("p"), number, digits=3, definition=_("Fisher's exact test, two-sided, on participants.")),
        Column("adjusted", _("p after Holm"), number, digits=3),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(FIGURES),
    )


def _row(evidence: "Evidence", codes: "tuple[Code, ...]", labels: tuple[str, ...], one: Contrast) -> Row:
    code = codes[one.theme]
    return (
        *(code.short, code.label(evidence.inquiry.language), labels[one.group]),
        *(one.inside, one.members, one.outside, one.others),
        *(one.odds_ratio.value, one.corrected, one.p.value, one.adjusted.value),
        *undefined_cells({"odds_ratio": one.odds_ratio, "p": one.p}),
    )
