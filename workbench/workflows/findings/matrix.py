"""The matrix: codes against participants, transcripts, guide questions or groups, with the text behind each cell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from exports.figures import HeatPlot
from exports.report import Column, Figure, Kind, Pointer, Table
from transcripts.i18n import N_, _, ngettext
from workbench.analysis.code_document import CodeDocument, Measure
from workbench.analysis.columns import FloatArray, IntArray
from workbench.analysis.sweeps import distinct, spread
from workbench.workflows.findings.matrix_axes import Axis, axis_of, pairs
from workbench.workflows.findings.parts import Part, shortened, table_of
from workbench.workflows.findings.rows import ColumnRows, chosen

if TYPE_CHECKING:
    import numpy.typing as npt

    from codebook.code import Code
    from workbench.workflows.findings.evidence import Evidence

#: How many rows and columns are drawn; tables hold all.
DRAWN_ROWS, DRAWN_COLUMNS = 40, 40


_TITLES = {
    "mentions": N_("Mentions"),
    "presence": N_("Presence"),
    "participants": N_("Participants"),
    "row": N_("Share of the code's mentions"),
    "column": N_("Share of the column's mentions"),
    "words": N_("Mentions per 1,000 words"),
}
_MEASURES = {
    "mentions": Measure.ABSOLUTE,
    "row": Measure.ROW,
    "column": Measure.COLUMN,
    "words": Measure.PER_1000_WORDS,
}
_CELLS = {
    "mentions": N_("Cells: codings of the code in the column."),
    "presence": N_("Cells: 1 where there is at least one coding, else 0."),
    "participants": N_("Cells: participants with at least one coding of the code in the column."),
    "row": N_("Cells: mentions in the column divided by the code's mentions in all columns."),
    "column": N_("Cells: the code's mentions divided by the mentions of all codes shown in the column."),
    "words": N_("Cells: mentions per 1,000 words that the column's participants say."),
}


def matrix(evidence: "Evidence", *, by: str, attribute: str, cells: str) -> Part:
    """Mentions of each code in each column.

    Args:
        evidence: What is counted.
        by: ``participant``, ``transcript``, ``question`` or ``attribute``.
        attribute: Name of the attribute, for ``by="attribute"``.
        cells: ``mentions``, ``presence``, ``participants``, ``row``, ``column`` (shares of absolute counts) or
            ``words`` (mentions per 1,000 words of the column's participants).
    """
    codes = evidence.inquiry.codes()
    axis = axis_of(evidence, by, attribute)
    counted = _Counted(evidence, codes, axis)
    wide = counted.wide(cells)
    evidence.inquiry.show_early(wide)
    return Part(
        (wide, counted.long(by)),
        (counted.figure(cells), *shortened(replace(wide, caption=""))),
        notes=tuple(_notes(cells)),
        remarks=tuple(_remarks(evidence, axis, by, cells)),
    )


class _Counted:
    """Mentions by code and column."""

    def __init__(self, evidence: "Evidence", codes: "tuple[Code, ...]", axis: Axis) -> None:
        self._evidence, self._codes, self._axis = evidence, codes, axis
        self._width = len(axis.labels)
        rows, theme = evidence.memberships(codes)
        self._members = rows, theme
        # Every coding with every column it falls in, for every code it counts for.
        order = np.argsort(axis.coding, kind="stable")
        coding, column = axis.coding[order], axis.column[order]
        first, last = np.searchsorted(coding, rows, "left"), np.searchsorted(coding, rows, "right")
        which, place = spread(first, last)
        cell = theme[which] * max(1, self._width) + column[place]
        order = np.argsort(cell, kind="stable")
        self._row, self._cell = rows[which][order], cell[order]
        self._first = np.searchsorted(self._cell, np.arange(len(codes) * max(1, self._width) + 1))
        shape = len(codes), self._width
        self.mentions = np.diff(self._first)[: shape[0] * shape[1]].reshape(shape)

    def rows(self, theme: int, column: int | None) -> IntArray:
        """Rows of the codings behind a cell, or a line."""
        width = max(1, self._width)
        low = theme * width + (column or 0)
        high = low + 1 if column is not None else (theme + 1) * width
        return distinct(self._row[self._first[low] : self._first[high]])

    @cached_property
    def participants(self) -> IntArray:
        """How many participants have words of theirs under the code in the column: shape (codes, columns)."""
        coding, person = pairs(self._evidence.pieces.coding, self._evidence.pieces.participant)
        if self._axis.of is None:
            row, cell = self._row, self._cell
        else:
            row, theme = self._members
            cell = theme * self._width
        which, place = spread(np.searchsorted(coding, row, "left"), np.searchsorted(coding, row, "right"))
        who = person[place]
        cell = cell[which] + (0 if self._axis.of is None else self._axis.of[who])
        people = max(1, len(self._evidence.people))
        found = np.bincount(distinct(cell * people + who) // people, minlength=self.mentions.size)
        return found[: self.mentions.size].reshape(self.mentions.shape)

    def values(self, cells: str) -> FloatArray:
        """The cells as asked for; NaN where a share has no denominator."""
        if cells == "presence":
            return (self.mentions > 0).astype(np.float64)
        if cells == "participants":
            return self.participants.astype(np.float64)
        words = np.zeros(self._width, np.int64) if self._axis.words is None else self._axis.words
        return CodeDocument(self.mentions, words).cells(_MEASURES[cells])

    def wide(self, cells: str) -> Table:
        """One row per code, one column per column, and the total of absolute counts."""
        kind = {"row": Kind.SHARE, "column": Kind.SHARE, "words": Kind.NUMBER}.get(cells, Kind.INTEGER)
        values = self.values(cells)
        names = _unique(self._axis.labels)
        headings = (
            Column("code", _("code")),
            Column("label", _("label")),
            Column(
                "total", _("mentions, all"), Kind.INTEGER, definition=_("Always absolute: mentions in all columns.")
            ),
            *(
                Column(f"cells.{name}", label, kind, definition=_(_CELLS[cells]))
                for name, label in zip(names, self._axis.labels, strict=True)
            ),
        )
        language = self._evidence.inquiry.language
        totals = [len(self.rows(theme, None)) for theme in range(len(self._codes))]
        body = [
            (code.short, code.label(language), total, *line)
            for code, total, line in zip(self._codes, totals, _as_cells(values, kind).tolist(), strict=True)
        ]
        place = {f"cells.{name}": at for at, name in enumerate(names)}

        def behind(row: int, column: str) -> tuple[Pointer, ...]:
            return self._evidence.pointers(self.rows(row, place.get(column)))

        return table_of("matrix", headings, body, behind=behind, heads=2, caption=self._caption(cells))

    def _caption(self, cells: str) -> str:
        read = len(self._evidence.people)
        return ngettext(
            "{cells} by {axis}; {count} participant read, by the codings of {name}.",
            "{cells} by {axis}; {count} participants read, by the codings of {name}.",
            read,
        ).format(cells=_(_TITLES[cells]), axis=self._axis.title, count=read, name=self._evidence.layer.name)

    def long(self, by: str) -> Table:
        """One row per cell that holds anything."""
        headings = (
            Column("code", _("code")),
            Column("column", self._axis.title),
            Column("mentions", _("mentions"), Kind.INTEGER),
            Column("participants", _("participants"), Kind.INTEGER),
        )
        theme, column = np.nonzero(self.mentions)
        body = ColumnRows(
            chosen([code.short for code in self._codes], theme),
            chosen(self._axis.labels, column),
            self.mentions[theme, column],
            self.participants[theme, column],
        )

        def behind(row: int, _column: str) -> tuple[Pointer, ...]:
            return self._evidence.pointers(self.rows(int(theme[row]), int(column[row])))

        return table_of("cells", headings, body, heads=2, behind=behind)

    def figure(self, cells: str) -> Figure:
        """The first rows and columns as shades."""
        language = self._evidence.inquiry.language
        values = self.values(cells)[:DRAWN_ROWS, :DRAWN_COLUMNS]
        plot = HeatPlot(
            tuple(code.label(language) for code in self._codes[:DRAWN_ROWS]),
            self._axis.labels[:DRAWN_COLUMNS],
            tuple(map(tuple, _as_cells(values, Kind.NUMBER).tolist())),
            _(_TITLES[cells]),
        )
        caption = self._caption(cells)
        if len(self._codes) > DRAWN_ROWS or self._width > DRAWN_COLUMNS:
            caption += " " + _("Drawn: the first {rows} codes and {columns} columns.").format(
                rows=min(DRAWN_ROWS, len(self._codes)), columns=min(DRAWN_COLUMNS, self._width)
            )
        return Figure("matrix", plot, caption, lambda row, _c: self._evidence.pointers(self.rows(row, None)))


def _as_cells(values: FloatArray, kind: Kind) -> "npt.NDArray[Any]":
    """What tables hold: whole numbers where they are meant, None for NaN."""
    if kind is Kind.INTEGER:
        return values.astype(np.int64)
    shown = values.astype(object)
    shown[np.isnan(values)] = None
    return shown


def _unique(labels: Sequence[str]) -> list[str]:
    """Names of columns: the labels, numbered where two are alike or one holds a dot."""
    seen: dict[str, int] = {}
    names = []
    for label in labels:
        name = label.replace(".", "_") or "_"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return names


def _remarks(evidence: "Evidence", axis: Axis, by: str, cells: str) -> Iterator[str]:
    if by == "question" and evidence.inquiry.linked.value == "none":
        yield _("No interview is linked to the guide yet, so no column is filled: see `workbench guide STUDY link`.")
    if axis.words is None and cells == "words":
        yield _("Rates per 1,000 words are made by participant and by attribute only.")


def _notes(cells: str) -> Iterator[str]:
    yield _("A code counts with everything under it; a passage that covers words of two participants counts for both.")
    yield _(_CELLS[cells])
