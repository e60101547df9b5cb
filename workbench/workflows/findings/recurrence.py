"""Recurrence: who speaks of a code, who was asked, who brought it up unasked, and who never was asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.figures import BarPlot, BarRow
from exports.report import Block, Column, Figure, Kind, Pointer, Row, Table
from transcripts.i18n import _, ngettext
from workbench.workflows.findings.parts import LINES, Part, shortened, table_of
from workbench.workflows.wording import Wording

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.columns import IntArray
    from workbench.workflows.findings.evidence import Evidence, Themes


def recurrence(evidence: "Evidence") -> Part:
    """How many of the participants read speak of each code (METHODS §6.1), a parent with all that is under it."""
    counted = _Counted(evidence)
    table = table_of("recurrence", _columns(), counted.rows(), behind=counted.behind, heads=3)
    return Part(
        (table,),
        (counted.figure(), *shortened(_for_reading(table))),
        notes=tuple(_notes()),
        spread=("participants", "mentions"),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One code: participants by how they came to speak of it, as columns of the evidence."""

    prompted: list[int]
    spontaneous: list[int]
    unclear: list[int]
    silent: list[int]
    never: list[int]
    unknown: list[int]

    @property
    def mentioned(self) -> list[int]:
        return sorted(self.prompted + self.spontaneous + self.unclear)


class _Counted:
    """The codes of a report, counted; a participant is prompted if any of their mentions is."""

    def __init__(self, evidence: "Evidence") -> None:
        self._evidence = evidence
        self._codes: tuple[Code, ...] = evidence.inquiry.codes()
        self._themes: Themes = evidence.themes(self._codes)
        self._say = Wording(evidence.inquiry.study).say
        self._lines = [self._line(theme) for theme in range(len(self._codes))]

    def _line(self, theme: int) -> _Line:
        from workbench.workflows.findings.evidence import ASKED, NEVER

        mentioned, prompted, spontaneous, asked = (matrix[theme] for matrix in self._matrices())
        groups: dict[str, list[int]] = {name: [] for name in _Line.__slots__}
        for column in range(len(self._evidence.people)):
            if prompted[column]:
                groups["prompted"].append(column)
            elif mentioned[column]:
                groups["spontaneous" if mentioned[column] == spontaneous[column] else "unclear"].append(column)
            else:
                name = {ASKED: "silent", NEVER: "never"}.get(int(asked[column]), "unknown")
                groups[name].append(column)
        return _Line(**groups)

    def _matrices(self) -> "tuple[IntArray, IntArray, IntArray, IntArray]":
        if not hasattr(self, "_found"):
            evidence, themes = self._evidence, self._themes
            self._found = (
                themes.tally.mentions,
                themes.mentions_where(evidence.prompted == 1),
                themes.mentions_where(evidence.prompted == 0),
                evidence.asked(self._codes),
            )
        return self._found

    def rows(self) -> Iterator[Row]:
        for theme, code in enumerate(self._codes):
            yield self._row(theme, code)

    def _row(self, theme: int, code: "Code") -> Row:
        from workbench.analysis.resampling import wilson

        inquiry, line = self._evidence.inquiry, self._lines[theme]
        count, read = len(line.mentioned), len(self._evidence.people)
        mentions = self._themes.tally.mentions[theme]
        total, most = int(mentions.sum()), int(mentions.max(initial=0))
        asked = [*line.prompted, *line.silent]
        return (
            *(code.short, code.label(inquiry.language), len(inquiry.book.path(code.uuid))),
            *(count, read),
            *(wilson(count, read) or (None, None)),
            *(len(line.prompted), len(line.spontaneous), len(line.unclear)),
            *(len(line.silent), len(line.never), len(line.unknown), len(asked) if not line.unknown else None),
            *(total, self._median(theme), self._coverage(theme)),
            *(most / total if total else None, (2 * most > total and count > 1) if total else None),
            self._say(count, read) if read else None,
            *(self._names(line.mentioned), self._names(line.silent), self._names(line.never)),
            code.uuid,
        )

    def _median(self, theme: int) -> float | None:
        import numpy as np

        mentions = self._themes.tally.mentions[theme]
        return float(np.median(mentions[mentions > 0])) if mentions.any() else None

    def _coverage(self, theme: int) -> float | None:
        import numpy as np

        tally = self._themes.tally
        spoken = tally.words > 0
        return float(np.mean(tally.length[theme][spoken] / tally.words[spoken])) if spoken.any() else None

    def _names(self, columns: Sequence[int]) -> tuple[str, ...]:
        return tuple(self._evidence.participants[column] for column in columns)

    def behind(self, row: int, column: str) -> tuple[Pointer, ...]:
        """The codings of a line; of the prompted or spontaneous participants only, in their columns."""
        line = self._lines[row]
        who: Sequence[int] = getattr(line, column) if column in ("prompted", "spontaneous", "unclear") else ()
        if not who:
            return () if column in _Line.__slots__ else self._themes.pointers(row)
        rows = {int(one) for who_column in who for one in self._themes.rows(row, who_column)}
        return self._evidence.pointers(rows)

    def figure(self) -> Block:
        """Stacked bars: spontaneous, prompted, asked and not taken up, never asked, not known."""
        order = sorted(range(len(self._codes)), key=lambda theme: -len(self._lines[theme].mentioned))
        read = len(self._evidence.people)
        rows = [self._bar(theme, read) for theme in order[:LINES]]
        caption = ngettext(
            "{count} participant read, by the codings of {name}.",
            "{count} participants read, by the codings of {name}.",
            read,
        ).format(count=read, name=self._evidence.layer.name)
        plot = BarPlot(tuple(rows), _("participants"), float(read))
        return Figure("recurrence", plot, caption, lambda row, _part: self.behind(order[row], ""))

    def _bar(self, theme: int, read: int) -> BarRow:
        line = self._lines[theme]
        parts = (
            (_("spontaneous"), line.spontaneous),
            (_("prompted"), line.prompted),
            (_("mentioned, prompting not known"), line.unclear),
            (_("asked, not taken up"), line.silent),
            (_("never asked"), line.never),
            (_("not mentioned, asking not known"), line.unknown),
        )
        count = len(line.mentioned)
        return BarRow(
            self._codes[theme].label(self._evidence.inquiry.language),
            float(count),
            _("{count} of {all}").format(count=count, all=read),
            tuple((name, float(len(who))) for name, who in parts if who),
        )


def _columns() -> tuple[Column, ...]:
    whole, share = Kind.INTEGER, Kind.SHARE
    return (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("level", _("level"), whole),
        Column("participants", _("participants"), whole, definition=_("Participants with at least one coding on it.")),
        Column("of", _("of"), whole, definition=_("Participants all of whose transcripts are done.")),
        Column("wilson_low", _("Wilson from"), Kind.NUMBER, definition=_wilson()),
        Column("wilson_high", _("Wilson to"), Kind.NUMBER, definition=_wilson()),
        Column(
            "prompted",
            _("prompted"),
            whole,
            definition=_("Mention it at least once while a question that names it, or a code above it, is in force."),
        ),
        Column("spontaneous", _("spontaneous"), whole, definition=_("Mention it, but never while prompted.")),
        Column("unclear", _("prompting not known"), whole, definition=_("Mention it in transcripts not linked.")),
        Column("silent", _("asked, not taken up"), whole, definition=_("Were asked about it and do not mention it.")),
        Column("never", _("never asked"), whole, definition=_("Were not asked about it and do not mention it.")),
        Column("unknown", _("asking not known"), whole, definition=_("Do not mention it; it is not known if asked.")),
        Column("asked", _("prompted or asked in vain"), whole, definition=_("Prompted, or asked and not taken up.")),
        Column("mentions", _("mentions"), whole, definition=_("Codings, each once for every participant it covers.")),
        Column("per_mentioner", _("per mentioner"), Kind.NUMBER, digits=1, definition=_("Median among mentioners.")),
        Column(
            "coverage",
            _("length"),
            share,
            digits=3,
            definition=_("Mean over participants of coded characters divided by their own characters."),
        ),
        Column("concentration", _("concentration"), share, definition=_("Largest share of the mentions of one.")),
        Column("concentrated", _("hangs on one"), Kind.YES_NO, definition=_("One participant has over half of them.")),
        Column("wording", _("in words"), definition=_("By the study's table of words of quantity.")),
        Column("who", _("who"), Kind.LIST),
        Column("who_silent", _("who was asked in vain"), Kind.LIST),
        Column("who_never", _("who was never asked"), Kind.LIST),
        Column("uuid", _("uuid")),
    )


def _wilson() -> str:
    return _("95 % score interval (Wilson 1927), if these participants were a random sample; they are usually not.")


def _for_reading(table: Table) -> Table:
    """The columns that a person reads first."""
    chosen = ("code", "label", "participants", "of", "spontaneous", "prompted", "silent", "never", "mentions")
    places = [at for at, column in enumerate(table.columns) if column.name in (*chosen, "coverage", "concentration")]
    rows = tuple(tuple(row[at] for at in places) for row in table.rows)
    return Table(table.name, tuple(table.columns[at] for at in places), rows, behind=table.behind, heads=2)


def _notes() -> Iterator[str]:
    yield _(
        "A code counts with everything under it. Not mentioned is not contra: who was asked and stays silent, and who "
        "was never asked, are told apart as far as the guide is linked to the interviews."
    )
