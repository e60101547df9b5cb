"""How far coders agree, as a report among the others: with filters, in files, with the passages behind every number."""

from typing import TYPE_CHECKING

import numpy as np

from exports.report import Block, Paragraph
from transcripts.i18n import _
from workbench.analysis.columns import BoolArray
from workbench.workflows.comparing import Comparison, compare
from workbench.workflows.comparison_paragraph import paragraph
from workbench.workflows.comparison_report import BY, comparison_report
from workbench.workflows.findings.parts import Part

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry


def agreement(
    inquiry: "Inquiry",
    *,
    coders: tuple[str, ...],
    unit: str,
    measure: tuple[str, ...],
    by: str,
    interval: str,
    seed: int,
    any_two: bool,
    confusion: bool,
    drift: bool,
    threshold: str,
) -> Part:
    """The comparison of coders, cut to the filter; options are those of ``workbench compare``."""
    found = compared(
        inquiry,
        coders=coders,
        unit=unit,
        measures=measure,
        interval=interval,
        seed=seed,
        any_two=any_two,
        threshold=threshold_of(threshold),
        texts=by == "transcript",
        pairs=by == "pair",
    )
    cuts = (by,) if by in BY else ()
    report = comparison_report(found, by=cuts, confusion=confusion, drift=drift)
    said: tuple[Block, ...] = (Paragraph(paragraph(found)),) if found.transcripts else ()
    remarks = (_("Guide questions and mentions do not restrict agreement."),) if _is_cut(inquiry) else ()
    return Part(report.tables, (*said, *report.blocks), report.facts, report.notes, remarks)


def compared(
    inquiry: "Inquiry",
    *,
    coders: tuple[str, ...] = (),
    unit: str = "sentence",
    measures: tuple[str, ...] = (),
    interval: str = "jackknife",
    seed: int | None = None,
    any_two: bool = False,
    threshold: float | None = None,
    texts: bool = False,
    pairs: bool = False,
) -> Comparison:
    """Compare coders on what a report looks at: its transcripts, those of its participants, its codes, its moment."""
    chosen = _texts(inquiry)
    names = [uuid for (uuid, _name), is_one in zip(inquiry.transcripts, chosen, strict=True) if is_one]
    narrowed = inquiry.branch is not None or bool(inquiry.filter.level)
    return compare(
        inquiry.study,
        coders=coders,
        unit=unit,
        codes=[code.uuid for code in inquiry.codes()] if narrowed else (),
        transcripts=names if not chosen.all() else (),
        measures=measures,
        interval=interval,
        seed=seed,
        any_two=any_two,
        threshold=threshold,
        texts=texts,
        pairs=pairs,
        snapshot=inquiry.snapshot,
        moment=inquiry.moment,
    )


def _texts(inquiry: "Inquiry") -> BoolArray:
    """The transcripts looked at; with a filter on participants, those in which one that fits speaks."""
    if not inquiry.filter.participants and not inquiry.filter.where:
        return inquiry.chosen
    person, text = inquiry.heard
    found = np.zeros(len(inquiry.transcripts), bool)
    found[text[inquiry.who[person]]] = True
    return found & inquiry.chosen


def _is_cut(inquiry: "Inquiry") -> bool:
    return bool(inquiry.filter.question) or inquiry.filter.mention != "any"


def threshold_of(written: str) -> float | None:
    """The number of a threshold, None where there is none.

    Raises:
        AnalysisError: If it is no number from -1 to 1.
    """
    from workbench.errors import AnalysisError

    try:
        number = float(written.replace(",", ".")) if written else None
    except ValueError:
        number = float("nan")
    if number is not None and not -1 <= number <= 1:
        raise AnalysisError(_("A threshold is a number from -1 to 1, such as .80."))
    return number
