"""Disagreements as a report: between each two coders, and over all of them as the cases that one rules on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from exports.report import Block, Column, Fact, Heading, Kind, Paragraph, Quotation, Report, Row, Table
from transcripts.i18n import _, ngettext
from workbench.workflows.headings import columns

if TYPE_CHECKING:
    from workbench.workflows.disagreeing import Difference, Differences


def disagreements_report(
    found: "Sequence[Difference] | Differences", cases: Report | None = None, *, hide_names: bool = False
) -> Report:
    """Lay a list of disagreements out, with their words; its tables and blocks are read once, as they are written.

    Args:
        found: Between each two coders.
        cases: The same over all coders, as ``case_report.cases_report`` lays them out; people read these, and data
            files hold both. None for the differences between each two alone.
        hide_names: Whether the differences between each two are counted, but not listed.
    """
    from workbench.workflows.disagreeing import Differences

    found = found if isinstance(found, Differences) else Differences.of(found)
    headings = (
        Column("kind", _("what")),
        *columns("transcript", "place"),
        Column("first", _("first coder")),
        Column("first_codes", _("gave"), Kind.LIST),
        Column("second", _("second coder")),
        Column("second_codes", _("gave"), Kind.LIST),
        Column("first_value", _("as")),
        Column("second_value", _("as")),
        Column("cost", _("characters"), Kind.INTEGER),
        Column("text", _("words")),
        *columns("participant", "start", "end"),
        Column("first_codings", _("first codings"), Kind.LIST),
        Column("second_codings", _("second codings"), Kind.LIST),
    )
    facts = (
        Fact("count", _("Differences between two coders"), len(found), Kind.INTEGER),
        *(Fact(name, title, number, Kind.INTEGER) for name, title, number in _tally(found)),
    )
    pairs = Table("disagreements", headings, map(_row, () if hide_names else found))
    if cases is None:
        nothing = Paragraph(_("No disagreement on the transcripts that all have finished."))
        return Report("disagreements", _("Disagreements"), facts, (pairs,), _passages(found) if found else (nothing,))
    return Report(
        "disagreements",
        _("Disagreements"),
        (*facts, *(one for one in cases.facts if one.name in _STATES)),
        (pairs, *(table for table in cases.tables if table.name in _TABLES)),
        cases.blocks,
        cases.notes,
    )


_STATES = ("open", "ruled", "discuss", "stale")
_TABLES = ("cases", "answers")


def _tally(found: "Differences") -> Iterator[tuple[str, str, int]]:
    from workbench.analysis import disagreement

    for kind in disagreement.Kind:
        if number := found.counts.get(kind, 0):
            yield kind.value, kind.text.capitalize(), number


def _row(one: "Difference") -> Row:
    (first, second), (left, right) = one.coders, one.codes
    return (
        *(one.kind.value, one.name, one.excerpt.place),
        *(first.name, tuple(code.short for code in left), second.name, tuple(code.short for code in right)),
        *(value or None for value in one.values),
        *(one.cost, one.excerpt.text, one.excerpt.participant, one.span.start, one.span.end),
        *one.codings,
    )


def _passages(found: "Iterable[Difference]") -> Iterator[Block]:
    transcript = None
    for one in found:
        if one.transcript != transcript:
            transcript = one.transcript
            yield Heading(one.name)
        yield Quotation(one.excerpt.text, _given(one), one.excerpt.place, _cost(one))


def _given(one: "Difference") -> str:
    """``MA IMAGE / JL –``, ``MA IMAGE pro / JL IMAGE contra``."""
    sides = (
        " ".join([coder.name, ", ".join(code.short for code in codes) or "–", value]).rstrip()
        for coder, codes, value in zip(one.coders, one.codes, one.values, strict=True)
    )
    return " / ".join(sides)


def _cost(one: "Difference") -> str:
    size = ngettext("{count} character", "{count} characters", one.cost).format(count=one.cost)
    return f"{one.kind.text}, {size}"
