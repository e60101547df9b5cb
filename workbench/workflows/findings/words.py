"""Words: how often, by how many, which are typical of a group or a code, what stands beside them, and where."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from exports.figures import BarPlot, BarRow
from exports.report import Cell, Column, Fact, Figure, Heading, Kind, Pointer, Row, Table
from transcripts.i18n import _, ngettext
from transcripts.small_words import is_small
from transcripts.words import folded
from workbench.analysis.collocations import collocations
from workbench.analysis.columns import MISSING, BoolArray, IntArray
from workbench.analysis.log_odds import log_odds
from workbench.analysis.mentions import own_words
from workbench.analysis.sweeps import distinct
from workbench.analysis.vocabulary import Words, stretch_of
from workbench.analysis.words import frequencies, holders, keyness
from workbench.errors import AnalysisError
from workbench.workflows.findings.parts import LINES, Part, shortened, table_of

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry

AROUND = 60
"""Characters of context on either side of a word."""
MOST_PLACES = 5_000


def words(inquiry: "Inquiry", *, word: str, attribute: str, value: str, code: str, small: bool, least: int) -> Part:
    """What participants say, counted word by word; interviewers' words are left out.

    Args:
        inquiry: What is looked at.
        word: Shows where it stands and what stands beside it; "" for none.
        attribute: With ``value``: which words those participants use more than the others.
        value: Of the attribute.
        code: Which words stand in its passages more than elsewhere; "" for none.
        small: Whether articles, pronouns and the like are listed too.
        least: Rarer words are left out.
    """
    spoken = _Spoken(inquiry, small)
    tables = [spoken.frequencies(max(1, least))]
    blocks = [spoken.figure(), *shortened(tables[0])]
    for title, made in _asked(spoken, word, attribute, value, code, max(1, least)):
        tables.append(made)
        blocks += [Heading(title), *shortened(made)]
    facts = (
        Fact("tokens", _("Words"), int(spoken.mine.sum()), Kind.INTEGER),
        Fact("types", _("Different words"), spoken.types, Kind.INTEGER),
        Fact("participants", _("Participants"), int(inquiry.who.sum()), Kind.INTEGER),
        Fact("least", _("Listed from"), max(1, least), Kind.INTEGER),
    )
    remarks = () if spoken.types else (_("Nobody who fits says a word in these transcripts."),)
    return Part(tuple(tables), tuple(blocks), facts, tuple(_notes()), remarks)


def _asked(
    spoken: "_Spoken", word: str, attribute: str, value: str, code: str, least: int
) -> Iterator[tuple[str, Table]]:
    if attribute:
        inside = spoken.said_by(attribute, value)
        yield _("Words of {value} against the others").format(value=value), spoken.against("keyness", inside, least)
    if code:
        inside = spoken.coded(code)
        yield (
            _("Words of the passages of {code} against the rest").format(code=code),
            spoken.against("code_words", inside, least),
        )
    if word:
        yield _("Beside “{word}”").format(word=word), spoken.beside(word, least)
        yield _("Where “{word}” stands").format(word=word), spoken.places(word)


class _Spoken:
    """The words of the participants that fit, in the transcripts looked at."""

    def __init__(self, inquiry: "Inquiry", small: bool) -> None:
        self._inquiry, self._small = inquiry, small
        numbers = inquiry.snapshot.columns.transcript_rows[inquiry.chosen]
        self._numbers = numbers
        self.words: Words = inquiry.snapshot.words(inquiry.chosen, inquiry.language)
        turns = inquiry.snapshot.turns.take(inquiry.chosen[inquiry.snapshot.turns.transcript])
        place = np.full(len(inquiry.chosen), MISSING)
        place[np.flatnonzero(inquiry.chosen)] = np.arange(len(numbers))
        self._turns = type(turns)(place[turns.transcript], turns.start, turns.end, turns.participant)
        self._turn = stretch_of(self.words, self._turns)
        who = np.append(self._turns.participant, MISSING)[self._turn]
        fits = np.append(inquiry.who, False)
        self.holder: IntArray = np.where(fits[who], who, MISSING)
        self.mine: BoolArray = self.holder != MISSING

    @cached_property
    def _texts(self) -> list[str]:
        return self._inquiry.snapshot.texts(self._inquiry.chosen)

    @cached_property
    def _count(self) -> IntArray:
        return frequencies(np.where(self.mine, self.words.word, MISSING), len(self.words.forms))

    @cached_property
    def _listed(self) -> BoolArray:
        """Which different words are listed at all."""
        language = self._inquiry.language
        return np.array([self._small or not is_small(form, language) for form in self.words.forms], bool)

    @property
    def types(self) -> int:
        """Different words that are said."""
        return int((self._count > 0).sum())

    # -- how often -------------------------------------------------------------------------------------------------

    def frequencies(self, least: int) -> Table:
        """The words, the most frequent first."""
        who = holders(np.where(self.mine, self.words.word, MISSING), self.holder, len(self.words.forms))
        chosen = np.flatnonzero(self._listed & (self._count >= least))
        order = chosen[np.lexsort((chosen, -self._count[chosen]))]
        total = max(1, int(self.mine.sum()))
        rows = [
            (self.words.forms[at], int(self._count[at]), 10_000 * float(self._count[at]) / total, int(who[at]))
            for at in order.tolist()
        ]
        columns = (
            Column("word", _("word")),
            Column("count", _("times"), Kind.INTEGER),
            Column("per_10000", _("per 10,000 words"), Kind.NUMBER, digits=1),
            Column("participants", _("participants"), Kind.INTEGER, definition=_("Who say it at least once.")),
        )
        self._order = order
        return table_of("words", columns, rows, behind=lambda row, _column: self._pointers(int(order[row])))

    def figure(self) -> Figure:
        """The most frequent words as bars."""
        rows = [
            BarRow(self.words.forms[at], float(self._count[at]), str(int(self._count[at])))
            for at in self._order[:LINES].tolist()
        ]
        people = int(self._inquiry.who.sum())
        caption = ngettext(
            "The most frequent words of {count} participant, {tokens} words in all.",
            "The most frequent words of {count} participants, {tokens} words in all.",
            people,
        ).format(count=people, tokens=int(self.mine.sum()))
        return Figure(
            "words", BarPlot(tuple(rows), _("times")), caption, lambda row, _c: self._pointers(int(self._order[row]))
        )

    def _pointers(self, word: int, among: "BoolArray | None" = None) -> tuple[Pointer, ...]:
        wanted = self.mine if among is None else self.mine & among
        places = np.flatnonzero(wanted & (self.words.word == word))[:MOST_PLACES]
        return tuple(
            Pointer(int(self._numbers[self.words.text[at]]), int(self.words.start[at]), int(self.words.end[at]))
            for at in places.tolist()
        )

    # -- against the rest ------------------------------------------------------------------------------------------

    def said_by(self, attribute: str, value: str) -> BoolArray:
        """Which words are said by the participants with a value.

        Raises:
            AnalysisError: If the attribute, or the value, is unknown.
        """
        groups = self._inquiry.groups(attribute)
        wanted = [at for at, label in enumerate(groups.labels) if folded(label) == folded(value)]
        if not wanted:
            raise AnalysisError(
                _("No participant has the value “{value}” of {name}.").format(value=value, name=attribute),
                _("Values: {names}.").format(names=", ".join(groups.labels) or _("none")),
            )
        inside: BoolArray = np.append(groups.of, MISSING)[self.holder] == wanted[0]
        return inside

    def coded(self, code: str) -> BoolArray:
        """Which words stand under a code, or under one below it, by the layers that are counted."""
        inquiry = self._inquiry
        family = np.array(sorted(inquiry.family(inquiry.book.named(code))), np.int64)
        inside = np.zeros(len(self.words), bool)
        place = np.cumsum(inquiry.chosen) - 1
        for layer in inquiry.layers:
            codings = inquiry.evidence(layer).codings
            mine = codings.take(np.isin(codings.code, family))
            covered = own_words(mine, inquiry.snapshot.turns).coding
            reach = 1 + int(max(self.words.end.max(initial=0), mine.end.max(initial=0)))
            at = self.words.text.astype(np.int64) * reach + self.words.start
            kept = mine.take(distinct(covered))
            begin = place[kept.transcript] * reach
            steps = np.zeros(len(self.words) + 1, np.int64)
            np.add.at(steps, np.searchsorted(at, begin + kept.start), 1)
            np.add.at(steps, np.searchsorted(at, begin + kept.end), -1)
            inside |= np.cumsum(steps[:-1]) > 0
        return inside

    def against(self, name: str, inside: BoolArray, least: int) -> Table:
        """Words of some places against all other words of the participants."""
        size = len(self.words.forms)
        first = frequencies(np.where(self.mine & inside, self.words.word, MISSING), size)
        second = self._count - first
        key, odds = keyness(first, second), log_odds(first, second)
        z = np.zeros(size)
        z[odds.item] = odds.z
        rows: list[Row] = []
        items: list[int] = []
        for at, item in enumerate(key.item.tolist()):
            if self._listed[item] and self._count[item] >= least and key.log_ratio[at] > 0:
                items.append(item)
                figures: tuple[Cell, ...] = (float(key.g2[at]), float(key.log_ratio[at]), float(z[item]))
                rows.append((self.words.forms[item], int(first[item]), int(second[item]), *figures))
        notes = (
            _("Words are not independent of each other, so these figures order and do not test."),
            *((_("Nothing can be compared: {reason}.").format(reason=key.reason.text),) if key.reason else ()),
        )
        return table_of(
            name, _against_columns(), rows, behind=lambda row, _c: self._pointers(items[row], inside), notes=notes
        )

    # -- beside, and where -----------------------------------------------------------------------------------------

    def _number(self, word: str) -> int | None:
        wanted = folded(word)
        found = [at for at, form in enumerate(self.words.forms) if folded(form) == wanted]
        return max(found, key=lambda at: self._count[at]) if found else None

    def beside(self, word: str, least: int) -> Table:
        """The words within five places of a word, in the same turn."""
        node = self._number(word)
        rows: list[Row] = []
        if node is not None:
            found = collocations(
                np.where(self.mine, self.words.word, MISSING),
                self._turn,
                len(self.words.forms),
                node=node,
                least=least,
                keep=self._listed | (np.arange(len(self.words.forms)) == node),
            )
            rows = [
                (self.words.forms[int(other)], int(count), float(expected), float(pmi), float(t), float(dice))
                for other, count, expected, pmi, t, dice in zip(
                    found.second, found.count, found.expected, found.pmi, found.t, found.log_dice, strict=True
                )
            ]
        return table_of("collocations", _beside_columns(), rows)

    def places(self, word: str) -> Table:
        """Every place of a word in its context."""
        node = self._number(word)
        pointers = self._pointers(node) if node is not None else ()
        names = {int(number): at for at, number in enumerate(self._numbers)}
        rows = []
        for pointer in pointers:
            at = names[pointer.transcript]
            text = self._texts[at]
            chosen = np.flatnonzero(self._inquiry.chosen)[at]
            rows.append(
                (
                    self._inquiry.transcripts[int(chosen)][1],
                    " ".join(text[max(0, pointer.start - AROUND) : pointer.start].split()),
                    text[pointer.start : pointer.end],
                    " ".join(text[pointer.end : pointer.end + AROUND].split()),
                )
            )
        columns = (
            Column("transcript", _("transcript")),
            Column("before", _("before")),
            Column("hit", _("hit")),
            Column("after", _("after")),
        )
        return table_of("context", columns, rows, behind=lambda row, _column: (pointers[row],))


def _against_columns() -> tuple[Column, ...]:
    ratio = _("log2 of how many times as frequent; one half stands for 0 (Hardie 2014).")
    odds = _("z of the log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).")
    return (
        Column("word", _("word")),
        Column("inside", _("here"), Kind.INTEGER),
        Column("outside", _("elsewhere"), Kind.INTEGER),
        Column("g2", "G²", Kind.NUMBER, definition=_("Log-likelihood (Rayson & Garside 2000).")),
        Column("log_ratio", _("log ratio"), Kind.NUMBER, definition=ratio),
        Column("z", _("z of log-odds"), Kind.NUMBER, definition=odds),
    )


def _beside_columns() -> tuple[Column, ...]:
    return (
        Column("word", _("word")),
        Column("count", _("times"), Kind.INTEGER, definition=_("Within five words, in the same turn.")),
        Column("expected", _("expected"), Kind.NUMBER, definition=_("If words stood at random places.")),
        Column("pmi", _("PMI"), Kind.NUMBER, definition=_("log2 of times / expected (Church & Hanks 1990).")),
        Column("t", _("t"), Kind.NUMBER, definition=_("(times - expected) / root of times (Church et al. 1991).")),
        Column("log_dice", _("log Dice"), Kind.NUMBER, definition=_("14 + log2 of Dice (Rychlý 2008).")),
    )


def _notes() -> Iterator[str]:
    yield _("Only words of participants are counted, in small letters; l’image is l’ and image.")
