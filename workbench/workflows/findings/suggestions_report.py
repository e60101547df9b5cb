"""Suggestions: what coders did with them, code by code, and what of their codings came from them."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from codebook.suggestion import Band
from exports.figures import BarPlot, BarRow
from exports.report import Block, Column, Figure, Heading, Kind, Paragraph, Pointer, Row, Table
from transcripts.i18n import N_, _
from workbench.store.decision_counts import DecidedPlace, Outcome
from workbench.workflows.findings.parts import LINES, Part, table_of
from workbench.workflows.findings.suggestion_counts import SuggestionCounts
from workbench.workflows.findings.suggestion_lines import CodeLine, Decided, caution_sentence

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry

_BANDS = {Band.STRONG: N_("strong"), Band.POSSIBLE: N_("possible"), Band.WEAK: N_("weak")}
_OUTCOMES = {
    Outcome.ACCEPTED: N_("accepted"),
    Outcome.CHANGED: N_("accepted with other boundaries"),
    Outcome.ELSEWHERE: N_("accepted with another code"),
    Outcome.REJECTED: N_("rejected"),
}


def suggestions(inquiry: "Inquiry") -> Part:
    """What coders did with suggestions; the share of their codings that came from them; with which suggesters."""
    counts = SuggestionCounts(inquiry)
    lines = counts.lines
    main = table_of(
        "suggestions",
        tuple(_columns()),
        (_row(counts, line, inquiry.language) for line in lines),
        behind=_behind(counts, lines),
        heads=3,
    )
    people = [coder for coder in counts.coders if counts.origin(coder)[0] or counts.decided(coder).decided]
    totals = table_of(
        "by_coder",
        tuple(_total_columns()),
        ((coder.name, *_totals(counts.decided(coder), *counts.origin(coder))) for coder in people),
    )
    suggesters = table_of(
        "suggesters", tuple(_suggester_columns()), _suggesters(counts.decided(*counts.coders)), heads=2
    )
    return Part(
        (main, totals, suggesters),
        tuple(_blocks(inquiry, counts, lines, totals, suggesters)),
        notes=tuple(_notes()),
        remarks=tuple(_remarks(inquiry, counts, lines)),
    )


# -- by code and coder -----------------------------------------------------------------------------------------------


def _columns() -> Iterator[Column]:
    whole = Kind.INTEGER
    yield Column("code", _("code"))
    yield Column("label", _("label"))
    yield Column("coder", _("coder"))
    yield from outcome_columns()
    yield from _origin_columns()
    for band, said in _BANDS.items():
        yield Column(f"{band.value}_hits", _("{band}: accepted").format(band=_(said)), whole)
        yield Column(f"{band.value}_decided", _("{band}: decided").format(band=_(said)), whole)
    top = _("Suggestions from further down, which every list holds so that it does not only confirm itself.")
    yield Column("outside_hits", _("outside the top: accepted"), whole, definition=top)
    yield Column("outside_decided", _("outside the top: decided"), whole, definition=top)
    unread = _("Transcripts with codings from suggestions that this coder has not marked done.")
    yield Column("unread", _("transcripts not read to the end"), Kind.LIST, definition=unread)
    nobody = _("Those of them that nobody has marked done.")
    yield Column("unread_by_all", _("that nobody has read to the end"), Kind.LIST, definition=nobody)
    yield Column("suggesters", _("suggesters"), Kind.LIST)
    yield Column("models", _("models"), Kind.LIST)
    yield Column("first", _("first decision"), Kind.TIME)
    yield Column("last", _("last decision"), Kind.TIME)
    yield Column("cautions", _("to be known"), Kind.LIST)
    yield Column("uuid", _("uuid"))


def outcome_columns() -> Iterator[Column]:
    """The columns of what became of suggestions."""
    whole = Kind.INTEGER
    hits = _("Accepted for the code that was suggested, with the same boundaries or others.")
    yield Column("decided", _("decided"), whole, definition=_("Suggestions that were accepted or rejected."))
    yield Column("hits", _("hits"), whole, definition=hits)
    yield Column("rate", _("accept rate"), Kind.NUMBER, definition=_("Hits ÷ decided."))
    for outcome, said in _OUTCOMES.items():
        yield Column(outcome.value, _(said), whole)


def _origin_columns() -> Iterator[Column]:
    came = _("Codings that came from suggestions, as far as they are still there.")
    yield Column("codings", _("codings"), Kind.INTEGER)
    yield Column("suggested", _("from suggestions"), Kind.INTEGER, definition=came)
    yield Column("share", _("share from suggestions"), Kind.SHARE, digits=3)


def _row(counts: SuggestionCounts, line: CodeLine, language: str) -> Row:
    found = line.decisions
    by_band = (found.in_band(band) for band in _BANDS)
    return (
        *(line.short, line.code.label(language) if line.code else _("no longer in the codebook"), line.coder.name),
        *_totals(found, line.codings, line.suggested),
        *(number for one in (*by_band, found.outside) for number in (one.hits, one.decided)),
        *(counts.names(line.unread), counts.names(line.unread_by_all)),
        *(found.suggesters, found.models, found.first, found.last),
        *(tuple(caution.value for caution in line.cautions), line.code.uuid if line.code else None),
    )


def outcome_cells(found: Decided) -> Row:
    """What stands below ``outcome_columns``."""
    return (found.decided, found.hits, found.rate, *(found.of(outcome) for outcome in _OUTCOMES))


def _totals(found: Decided, codings: int, suggested: int) -> Row:
    return (*outcome_cells(found), codings, suggested, suggested / codings if codings else None)


def _behind(counts: SuggestionCounts, lines: list[CodeLine]) -> Callable[[int, str], tuple[Pointer, ...]]:
    """The passages that were decided about; of columns that count codings, these."""

    def behind(row: int, column: str) -> tuple[Pointer, ...]:
        line = lines[row]
        if column in ("codings", "suggested", "share"):
            return counts.passages(line, suggested=column == "suggested")
        return counts.places(line, lambda place: _fits(place, column))

    return behind


def _fits(place: DecidedPlace, column: str) -> bool:
    """Whether a decision is one of those that a column counts."""
    if column in _OUTCOMES:
        return place.outcome == column
    which, _under, what = column.rpartition("_")
    if which == "outside":
        return place.outside and (what == "decided" or place.outcome.hit)
    if which in _BANDS:
        return place.band == which and (what == "decided" or place.outcome.hit)
    return place.outcome.hit if column in ("hits", "rate") else True


# -- by coder, by suggester ------------------------------------------------------------------------------------------


def _total_columns() -> Iterator[Column]:
    yield Column("coder", _("coder"))
    yield from outcome_columns()
    yield from _origin_columns()


def _suggester_columns() -> Iterator[Column]:
    yield Column("suggester", _("suggester"), definition=_("Its number is raised whenever scores change."))
    yield Column("model", _("models"))
    yield Column("decided", _("decided"), Kind.INTEGER)
    yield Column("hits", _("hits"), Kind.INTEGER)
    yield Column("first", _("first decision"), Kind.TIME)
    yield Column("last", _("last decision"), Kind.TIME)


def _suggesters(found: Decided) -> Iterator[Row]:
    groups: dict[tuple[str, str], list[Decided]] = {}
    for one in sorted(found.counts, key=lambda one: one.first):
        groups.setdefault((one.suggester, one.model), []).append(Decided((one,)))
    for (suggester, model), parts in groups.items():
        together = Decided(one for part in parts for one in part.counts)
        yield suggester, model, together.decided, together.hits, together.first, together.last


# -- for reading -----------------------------------------------------------------------------------------------------


def _blocks(
    inquiry: "Inquiry", counts: SuggestionCounts, lines: list[CodeLine], totals: Table, suggesters: Table
) -> Iterator[Block]:
    if not lines:
        yield Paragraph(_("Nobody has decided about a suggestion yet, and no coding came from one."))
        return
    for coder in counts.coders:
        found, (codings, suggested) = counts.decided(coder), counts.origin(coder)
        if found.decided or suggested:
            yield Paragraph(_coder_sentence(coder.name, found, codings, suggested))
    yield from _figure(inquiry, lines)
    yield _short_table(inquiry, counts, lines)
    if suggesters.rows:
        yield Heading(_("Suggesters"))
        yield suggesters


def _coder_sentence(name: str, found: Decided, codings: int, suggested: int) -> str:
    said = _("{coder}: {count} of {all} codings came from suggestions.").format(
        coder=name, count=suggested, all=codings
    )
    if found.rate is None:
        return said + " " + _("No decision is recorded.")
    return (
        said
        + " "
        + _("Accepted: {hits} of {decided} that were decided about ({rate:.2f}).").format(
            hits=found.hits, decided=found.decided, rate=found.rate
        )
    )


def _figure(inquiry: "Inquiry", lines: list[CodeLine]) -> Iterator[Figure]:
    decided = [line for line in lines if line.decisions.decided]
    if not decided:
        return
    several = len({line.coder.uuid for line in decided}) > 1
    rows = []
    seen = {one.outcome for line in decided for one in line.decisions.counts}
    for line in decided[:LINES]:
        found = line.decisions
        parts = tuple((_(said), float(found.of(one))) for one, said in _OUTCOMES.items() if one in seen)
        name = f"{line.short}, {line.coder.name}" if several else line.short
        rows.append(BarRow(name, float(found.decided), _of(found), parts))
    caption = _("What became of suggestions, by code; at the end of a bar, how many were accepted for it.")
    yield Figure("suggestions", BarPlot(tuple(rows), _("suggestions")), caption)


def _of(found: Decided) -> str:
    """``18 of 30``, or a dash where nothing was decided."""
    return _("{count} of {all}").format(count=found.hits, all=found.decided) if found.decided else "–"


def _short_table(inquiry: "Inquiry", counts: SuggestionCounts, lines: list[CodeLine]) -> Table:
    columns = (
        Column("code", _("code")),
        Column("coder", _("coder")),
        Column("hits", _("accepted")),
        *(Column(band.value, _(said)) for band, said in _BANDS.items()),
        Column("outside", _("outside the top")),
        Column("suggested", _("codings from suggestions")),
        Column("unread", _("in transcripts not read to the end"), Kind.LIST),
    )
    rows: list[Row] = [
        (
            *(line.short, line.coder.name, _of(line.decisions)),
            *(_of(line.decisions.in_band(band)) for band in _BANDS),
            _of(line.decisions.outside),
            _("{count} of {all}").format(count=line.suggested, all=line.codings),
            counts.names(line.unread),
        )
        for line in lines
    ]
    return Table("suggestions", columns, rows, behind=_short_behind(counts, lines), heads=2, shown=LINES)


def _short_behind(counts: SuggestionCounts, lines: list[CodeLine]) -> Callable[[int, str], tuple[Pointer, ...]]:
    whole = _behind(counts, lines)
    named = {band.value: f"{band.value}_decided" for band in _BANDS} | {"outside": "outside_decided", "hits": "decided"}
    return lambda row, column: whole(row, named.get(column, column))


def _remarks(inquiry: "Inquiry", counts: SuggestionCounts, lines: list[CodeLine]) -> Iterator[str]:
    for line in lines:
        for caution in line.cautions:
            yield caution_sentence(caution, line, counts.names(line.unread_by_all), inquiry.language)
    asked = inquiry.filter
    if asked.question or asked.mention.value != "any":
        yield _("Questions and prompting are not looked at here: decisions are counted whatever was asked.")
    if asked.participants or asked.where:
        yield _("Counted in all transcripts in which one of these participants speaks.")
    if inquiry.moment:
        yield _("Decisions that were taken back since are not there; where codings come from is told as it is now.")


def _notes() -> Iterator[str]:
    yield _(
        "A suggestion is no coding until a coder accepts it. Accept rate: those accepted for the code that was "
        "suggested, with the same boundaries or others, divided by all that were decided about; one that was accepted "
        "with another code counts as not accepted. Rejected suggestions are kept."
    )
    yield _(
        "Strong, possible and weak compare suggestions for one code with what was accepted for it; they are no "
        "probabilities. Whatever was never shown is not in these figures: they do not say how complete a code is."
    )
