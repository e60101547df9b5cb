"""Recurrence: who speaks of a code, who was asked, who brought it up unasked, and who never was asked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from exports.figures import BarPlot, BarRow
from exports.report import Block, Column, Figure, Kind, Pointer, Row, Table
from transcripts.i18n import _, ngettext
from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.prevalence import Recurrence, Uptake, by_prompt, recurrences, uptake
from workbench.analysis.sweeps import distinct
from workbench.workflows.findings.inquiry import Linked
from workbench.workflows.findings.parts import LINES, Part, selected, shortened, table_of
from workbench.workflows.undefined import reason_columns, undefined_cells
from workbench.workflows.wording import Wording

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.columns import IntArray
    from workbench.workflows.findings.evidence import Evidence, Themes

_MENTIONED = (Uptake.SPONTANEOUS, Uptake.PROMPTED, Uptake.MENTIONED)
_SPOKE = {"prompted": (Uptake.PROMPTED, 1), "spontaneous": (Uptake.SPONTANEOUS, 0), "unclear": (Uptake.MENTIONED, -1)}
_SILENT = ("silent", "never", "unknown", "who_silent", "who_never")
_GUIDED = ("prompted", "spontaneous", "silent", "never", "asked", "answered")
FIGURES = (*_GUIDED, "answered_share", "per_mentioner", "coverage", "concentration")


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


class _Counted:
    """The codes of a report, counted."""

    def __init__(self, evidence: "Evidence") -> None:
        self._evidence = evidence
        self._codes: tuple[Code, ...] = evidence.inquiry.codes()
        self._themes: Themes = evidence.themes(self._codes)
        self._say = Wording(evidence.inquiry.study).say
        self._linked = evidence.inquiry.linked is not Linked.NONE
        tally = self._themes.tally
        prompted, spontaneous, asked = self._by_guide() if self._linked else (None, None, None)
        guided = {"prompted": prompted, "spontaneous": spontaneous, "asked": asked}
        self._did = uptake(tally.mentions, **guided)
        self._lines = recurrences(tally.mentions, length=tally.length, words=tally.words, **guided)
        self._names = np.array([*evidence.participants, ""], dtype=object)[:-1]

    def _by_guide(self) -> "tuple[IntArray, IntArray, IntArray]":
        evidence, themes = self._evidence, self._themes
        return (*by_prompt(themes.tally, evidence.prompted[themes.origin]), evidence.asked(self._codes))

    def rows(self) -> Iterator[Row]:
        """One row per code."""
        for code, line in zip(self._codes, self._lines, strict=True):
            yield self._row(code, line)

    def _row(self, code: "Code", line: Recurrence) -> Row:
        inquiry, count, read = self._evidence.inquiry, line.mentioned, line.participants
        return (
            *(code.short, code.label(inquiry.language), len(inquiry.book.path(code.uuid))),
            *(count, read),
            *(line.interval or (None, None)),
            *(self._known(line.prompted), self._known(line.spontaneous), line.unclear),
            *(self._known(line.not_taken_up), self._known(line.never_asked), line.unknown),
            *(self._known(line.asked), self._known(line.answered), line.answered_share.value),
            *(line.answered_interval or (None, None)),
            *(line.mentions, line.per_mentioner.value, line.coverage.value),
            *(line.concentration.value, line.concentrated if line.mentions else None),
            self._say(count, read) if read else None,
            *undefined_cells(self._figures(line)),
            *(self._who(line, *_MENTIONED), self._who(line, Uptake.NOT_TAKEN_UP), self._who(line, Uptake.NEVER_ASKED)),
            code.uuid,
        )

    def _known(self, count: int) -> int | None:
        """A count that the guide is needed for."""
        return count if self._linked else None

    def _figures(self, line: Recurrence) -> dict[str, Coefficient]:
        """Whatever may be undefined; the counts by the guide as whether they can be had."""
        return {
            **dict.fromkeys(_GUIDED, Coefficient(1) if self._linked else undefined(Reason.ASKED_UNKNOWN)),
            "answered_share": line.answered_share,
            "per_mentioner": line.per_mentioner,
            "coverage": line.coverage,
            "concentration": line.concentration,
        }

    def _who(self, line: Recurrence, *did: Uptake) -> tuple[str, ...]:
        return tuple(self._names[np.isin(self._did[line.theme], did)].tolist())

    def behind(self, row: int, column: str) -> tuple[Pointer, ...]:
        """The codings of a line; in the columns of prompted or spontaneous participants, those that make them so."""
        if column in _SILENT:
            return ()
        if column not in _SPOKE:
            return self._themes.pointers(row)
        did, prompted = _SPOKE[column]
        who = np.flatnonzero(self._did[row] == did).tolist()
        rows = np.array([one for person in who for one in self._themes.rows(row, person)], np.int64)
        return self._evidence.pointers(distinct(rows[self._evidence.prompted[rows] == prompted]))

    def figure(self) -> Block:
        """Stacked bars: spontaneous, prompted, asked and not taken up, never asked, not known."""
        order = sorted(range(len(self._codes)), key=lambda theme: -self._lines[theme].mentioned)
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
            (_("asked, not taken up"), line.not_taken_up),
            (_("never asked"), line.never_asked),
            (_("not mentioned, asking not known"), line.unknown),
        )
        count = line.mentioned
        return BarRow(
            self._codes[theme].label(self._evidence.inquiry.language),
            float(count),
            _("{count} of {all}").format(count=count, all=read),
            tuple((name, float(many)) for name, many in parts if many),
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
        Column("prompted", _("prompted"), whole, definition=_prompted()),
        Column("spontaneous", _("spontaneous"), whole, definition=_spontaneous()),
        Column("unclear", _("prompting not known"), whole, definition=_("Mention it in transcripts not linked.")),
        Column("silent", _("asked, not taken up"), whole, definition=_("Were asked about it and do not mention it.")),
        Column("never", _("never asked"), whole, definition=_("Were not asked about it and do not mention it.")),
        Column("unknown", _("asking not known"), whole, definition=_("Do not mention it; it is not known if asked.")),
        Column("asked", _("asked"), whole, definition=_("Put a question that names it, or a code above or under it.")),
        Column("answered", _("asked, mention it"), whole, definition=_("Of those who were asked.")),
        Column("answered_share", _("of those asked"), share, definition=_("Who mention it, of those asked.")),
        Column("answered_low", _("of those asked, from"), Kind.NUMBER, definition=_wilson()),
        Column("answered_high", _("of those asked, to"), Kind.NUMBER, definition=_wilson()),
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
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(FIGURES),
        Column("who", _("who"), Kind.LIST),
        Column("who_silent", _("who was asked in vain"), Kind.LIST),
        Column("who_never", _("who was never asked"), Kind.LIST),
        Column("uuid", _("uuid")),
    )


def _prompted() -> str:
    return _("Mention it, as far as is known only while a question that names it, or a code above it, is in force.")


def _spontaneous() -> str:
    return _("Mention it at least once while no question in force names it: they would have named it if asked.")


def _wilson() -> str:
    return _("95 % score interval (Wilson 1927), if these participants were a random sample; they are usually not.")


def _for_reading(table: Table) -> Table:
    """The columns that a person reads first."""
    chosen = ("code", "label", "participants", "of", "spontaneous", "prompted", "silent", "never", "mentions")
    places = [at for at, column in enumerate(table.columns) if column.name in (*chosen, "coverage", "concentration")]
    return selected(table, places, heads=2)


def _notes() -> Iterator[str]:
    yield _(
        "A code counts with everything under it. Not mentioned is not contra: who was asked and stays silent, and who "
        "was never asked, are told apart as far as the guide is linked to the interviews."
    )
