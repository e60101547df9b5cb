"""The ranking as a report: the five indicators in a table, and the figure for those who read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.figures import RankingPlot, RankingRow, Voice
from exports.plots import ranking_lines
from exports.report import Block, Cell, Column, Drawing, Fact, Heading, Kind, Paragraph, Report, Row, Table
from transcripts.i18n import _
from workbench.workflows.reporting import Choice, Ranking, RankingReport

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.importance import Objective


def ranking_document(found: RankingReport, *, width: int = 80) -> Report:
    """A ranking as a report.

    Args:
        found: As ``reporting.ranking`` gave it.
        width: Columns for the figure.
    """
    facts = (
        Fact("branch", _("Branch"), found.branch.short if found.branch else None),
        Fact("branch_label", _("Called"), found.branch.label(found.language) if found.branch else None),
        Fact("choice", _("Layers"), found.choice.value),
        Fact("layers", _("By"), tuple(one.layer.name for one in found.rankings), Kind.LIST),
        Fact("without_transcript", _("In no transcript"), found.without_transcript or None, Kind.LIST),
    )
    title = _("Ranking by participants")
    if found.branch:
        title = _("Ranking of {branch} by participants").format(branch=found.branch.label(found.language))
    tables = (_lines_table(found), _layers_table(found), *_spread_tables(found), _brackets_table(found))
    return Report("ranking", title, facts, tables, tuple(_blocks(found, width)), tuple(_notes(found)))


def plot_of(ranking: Ranking, language: str) -> RankingPlot:
    """What is drawn of one layer's ranking."""
    importance = ranking.importance
    return RankingPlot(
        rows=tuple(_plot_row(ranking, code, one, language) for code, one in ranking.lines),
        participants=ranking.participants,
        brackets=importance.brackets,
        draws=importance.draws if importance.resampled is not None else 0,
        seed=importance.seed,
    )


def _plot_row(ranking: Ranking, code: "Code", one: "Objective", language: str) -> RankingRow:
    tally = ranking.importance.tally
    named, against = tally.supported[one.theme], tally.rejected[one.theme]
    voices = (
        Voice.NAMES if names else Voice.REJECTS if rejects else Voice.SILENT
        for names, rejects in zip(named, against, strict=True)
    )
    return RankingRow(
        rank=one.rank,
        tied=one.tied,
        label=code.label(language),
        count=one.supported,
        interval=one.interval,
        ranks=one.ranks,
        who=tuple(voices),
        minority=one.minority,
        single_voice=_single(ranking, one) or "",
        rejected_by=one.rejected,
    )


def _single(ranking: Ranking, one: "Objective") -> str | None:
    return None if one.single is None else ranking.pseudonyms[one.single]


# -- for people ----------------------------------------------------------------------------------------------------


def _blocks(found: RankingReport, width: int) -> Iterator[Block]:
    several = len(found.rankings) > 1
    for one in found.rankings:
        if several:
            yield Heading(one.layer.name)
        if one.reason:
            yield Paragraph(_("Nothing can be ranked: {reason}.").format(reason=one.reason))
            continue
        yield Drawing("\n".join(ranking_lines(plot_of(one, found.language), width=width)))
        yield from (Paragraph(sentence) for sentence in _remarks(one))
    if found.spreads:
        yield Heading(_("How far the coders differ"))
        yield from _spread_tables(found)


def _remarks(one: Ranking) -> Iterator[str]:
    if one.unread:
        names = ", ".join(one.unread)
        yield _("Not read to the end by {coder}, so not counted: {names}.").format(coder=one.layer.name, names=names)
    ownerless = len(one.importance.tally.ownerless)
    if ownerless:
        yield _("Codings that cover nobody's words but the interviewer's, so counted for nobody: {count}.").format(
            count=ownerless
        )
    if one.on_branch:
        yield _("Codings on the branch itself, in no line: {count}.").format(count=one.on_branch)
    change = one.importance.sensitivity
    if change is not None:
        yield _("Without {participant}, {code} would be in place {without} instead of {rank}.").format(
            participant=one.pseudonyms[change.participant],
            code=one.codes[change.theme].short,
            without=change.without,
            rank=change.rank,
        )


def _notes(found: RankingReport) -> Iterator[str]:
    if found.choice is Choice.EACH_CODER:
        yield _("There is no consensus yet, so each coder's ranking is shown; --layer NAME shows one.")
    yield _(
        "Ranked by participants with a coding that is not contra; ties by strength, then by order of first mention."
    )
    yield _("N counts participants whose transcripts the coder has all marked done.")
    yield _("Wilson 95 % intervals hold if these participants were a random sample; they are usually not.")
    yield _(
        "Rank intervals come from resampling participants; neighbours in one bracket cannot be told apart (P < .95)."
    )


# -- for files -----------------------------------------------------------------------------------------------------


def _lines_table(found: RankingReport) -> Table:
    columns = (
        Column("layer", _("layer")),
        Column("rank", _("rank"), Kind.INTEGER),
        Column("tied", _("tied"), Kind.YES_NO),
        Column("code", _("code")),
        Column("label", _("label")),
        Column("participants", _("participants"), Kind.INTEGER),
        Column("n", _("N"), Kind.INTEGER),
        Column("share", _("share"), Kind.NUMBER),
        Column("wilson_low", _("Wilson low"), Kind.NUMBER),
        Column("wilson_high", _("Wilson high"), Kind.NUMBER),
        Column("rank_low", _("rank from"), Kind.NUMBER, 1),
        Column("rank_high", _("rank to"), Kind.NUMBER, 1),
        Column("above_next", _("P above next"), Kind.NUMBER),
        Column("mentioned", _("mentioned by"), Kind.INTEGER),
        Column("rejected", _("only rejected by"), Kind.INTEGER),
        Column("order", _("order of first mention"), Kind.NUMBER),
        Column("mentions", _("mentions"), Kind.INTEGER),
        Column("mentions_per_mentioner", _("mentions (median)"), Kind.NUMBER, 1),
        Column("length_share", _("length share"), Kind.NUMBER, 3),
        Column("strength", _("strength"), Kind.NUMBER),
        Column("without_strength", _("without strength"), Kind.INTEGER),
        Column("minority", _("minority"), Kind.YES_NO),
        Column("single_voice", _("single voice")),
        Column("who", _("who"), Kind.LIST),
        Column("rejected_by", _("rejected by"), Kind.LIST),
        Column("undefined", _("undefined"), Kind.LIST),
        Column("uuid", _("uuid")),
    )
    rows = [_line(one, code, objective, found.language) for one in found.rankings for code, objective in one.lines]
    return Table("lines", columns, rows)


def _line(ranking: Ranking, code: "Code", one: "Objective", language: str) -> Row:
    named, against = ranking.voices(one.theme)
    people = ranking.importance.participants
    return (
        *(ranking.layer.name, one.rank, one.tied, code.short, code.label(language)),
        *(one.supported, people, one.supported / people if people else None),
        *_pair(one.interval),
        *_pair(one.ranks),
        *(one.above_next, one.mentioned, one.rejected, one.order.value, one.mentions),
        *(one.per_mentioner.value, one.share.value, one.strength.value, one.without_strength),
        *(one.minority, _single(ranking, one), tuple(named), tuple(against)),
        *(_undefined(one), code.uuid),
    )


def _pair(interval: tuple[float, float] | None) -> tuple[Cell, Cell]:
    return interval if interval is not None else (None, None)


def _undefined(one: "Objective") -> tuple[str, ...]:
    """``figure: reason`` for each figure of the line that is undefined."""
    figures = {
        "order": one.order,
        "mentions_per_mentioner": one.per_mentioner,
        "length_share": one.share,
        "strength": one.strength,
    }
    return tuple(f"{name}: {figure.reason.value}" for name, figure in figures.items() if figure.reason is not None)


def _layers_table(found: RankingReport) -> Table:
    columns = (
        Column("layer", _("layer")),
        Column("n", _("N"), Kind.INTEGER),
        Column("participants", _("participants"), Kind.LIST),
        Column("unread", _("not read to the end"), Kind.LIST),
        Column("ownerless", _("codings of nobody's words"), Kind.INTEGER),
        Column("on_branch", _("codings on the branch itself"), Kind.INTEGER),
        Column("draws", _("draws"), Kind.INTEGER),
        Column("seed", _("seed"), Kind.INTEGER),
        Column("reason", _("says nothing because")),
    )
    rows = [
        (
            *(one.layer.name, one.importance.participants, one.participants, one.unread),
            *(len(one.importance.tally.ownerless), one.on_branch, one.importance.draws, one.importance.seed),
            one.importance.reason.value if one.importance.reason else None,
        )
        for one in found.rankings
    ]
    return Table("layers", columns, rows)


def _brackets_table(found: RankingReport) -> Table:
    columns = (Column("layer", _("layer")), Column("codes", _("cannot be told apart"), Kind.LIST))
    rows: list[Row] = []
    for one in found.rankings:
        shorts = [code.short for code, _objective in one.lines]
        rows += [(one.layer.name, tuple(shorts[first : last + 1])) for first, last in one.importance.brackets]
    return Table("brackets", columns, rows)


def _spread_tables(found: RankingReport) -> tuple[Table, ...]:
    columns = (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("participants_fewest", _("fewest participants"), Kind.INTEGER),
        Column("participants_most", _("most participants"), Kind.INTEGER),
        Column("rank_best", _("best rank"), Kind.INTEGER),
        Column("rank_worst", _("worst rank"), Kind.INTEGER),
    )
    rows = [(one.code.short, one.code.label(found.language), *one.participants, *one.ranks) for one in found.spreads]
    return (Table("spreads", columns, rows),)
