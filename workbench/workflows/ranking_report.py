"""The ranking as a report: the figure, the indicators behind it, and what was left out."""

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from exports.figures import RankingPlot, RankingRow, Voice
from exports.plots import ranking_lines
from exports.report import Block, Column, Drawing, Fact, Heading, Kind, Paragraph, Report, Row, Table
from transcripts.i18n import N_, _, ngettext
from workbench.workflows.reporting import Choice

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.coefficients import Coefficient
    from workbench.analysis.importance import Objective
    from workbench.workflows.reporting import Ranking, RankingReport

LINES = 25

_CHOICES = {
    Choice.ASKED: N_("Ranked by the codings asked for."),
    Choice.CONSENSUS: N_("Ranked by the consensus, since it has finished transcripts."),
    Choice.ONLY_CODER: N_("Ranked by the codings of the only coder."),
    Choice.EACH_CODER: N_("Ranked by each coder, since no transcript has a finished consensus yet."),
}


def ranking_report(report: "RankingReport", *, width: int = 80, ascii_only: bool = False, lines: int = LINES) -> Report:
    """Lay a ranking out for people and for files.

    Args:
        report: From ``reporting.ranking``.
        width: Columns for the figure.
        ascii_only: Whether to draw without box characters.
        lines: How many codes people are shown, 0 for all; files hold all of them always.
    """
    return Report(
        "ranking",
        _title(report),
        tuple(_facts(report)),
        (_table(report), _layers(report), _neighbours(report), *([_spreads(report)] if report.spreads else [])),
        tuple(_blocks(report, width, ascii_only, lines or len(report.rankings[0].codes))),
        tuple(_definitions()),
    )


def plot_of(ranking: "Ranking", language: str, lines: int | None = None) -> RankingPlot:
    """What there is to draw of one layer's ranking, or of its first lines."""
    importance = ranking.importance
    rows = tuple(_plot_row(ranking, *line, language) for line in islice(ranking.lines, lines))
    end = len(rows) - 1
    brackets = tuple((first, min(last, end)) for first, last in importance.brackets if first < end)
    return RankingPlot(rows, ranking.participants, brackets, importance.draws, importance.seed)


def _plot_row(ranking: "Ranking", code: "Code", objective: "Objective", language: str) -> RankingRow:
    tally = ranking.importance.tally
    who = zip(tally.supported[objective.theme], tally.rejected[objective.theme], strict=True)
    return RankingRow(
        rank=objective.rank,
        tied=objective.tied,
        label=code.label(language),
        count=objective.supported,
        interval=objective.interval,
        ranks=objective.ranks,
        who=tuple(Voice.NAMES if names else Voice.REJECTS if rejects else Voice.SILENT for names, rejects in who),
        minority=objective.minority,
        single_voice=_single(ranking, objective),
        rejected_by=objective.rejected,
    )


def _single(ranking: "Ranking", objective: "Objective") -> str:
    return "" if objective.single is None else ranking.pseudonyms[objective.single]


# -- facts -----------------------------------------------------------------------------------------------------------


def _title(report: "RankingReport") -> str:
    if report.branch is None:
        return _("Codes by the participants who name them")
    return _("{branch}: by the participants who name them").format(branch=report.branch.label(report.language))


def _facts(report: "RankingReport") -> Iterator[Fact]:
    rankings = report.rankings
    first = rankings[0].importance
    yield Fact("branch", _("Branch"), report.branch.short if report.branch else None)
    yield Fact("layers", _("Codings of"), tuple(one.layer.name for one in rankings), Kind.LIST)
    yield Fact("draws", _("Bootstrap draws"), first.draws, Kind.INTEGER)
    yield Fact("seed", _("Seed"), first.seed, Kind.INTEGER)


# -- tables ----------------------------------------------------------------------------------------------------------


def _table(report: "RankingReport") -> Table:
    columns = (
        Column("layer", _("codings of")),
        Column("rank", _("rank"), Kind.INTEGER),
        Column("tied", _("tied"), Kind.YES_NO),
        Column("code", _("code")),
        Column("label", _("label")),
        Column("participants", _("participants"), Kind.INTEGER),
        Column("of", _("of"), Kind.INTEGER),
        Column("wilson_low", _("Wilson from"), Kind.NUMBER),
        Column("wilson_high", _("Wilson to"), Kind.NUMBER),
        Column("rank_low", _("rank from"), Kind.NUMBER, digits=1),
        Column("rank_high", _("rank to"), Kind.NUMBER, digits=1),
        Column("above_next", _("P above next"), Kind.NUMBER),
        Column("minority", _("minority"), Kind.YES_NO),
        Column("single_voice", _("single voice")),
        Column("rejected_by", _("rejected by"), Kind.INTEGER),
        Column("strength", _("strength"), Kind.NUMBER),
        Column("without_strength", _("without strength"), Kind.INTEGER),
        Column("first_mention", _("first mention"), Kind.NUMBER),
        Column("mentions", _("mentions"), Kind.INTEGER),
        Column("mentions_per_mentioner", _("mentions per mentioner"), Kind.NUMBER, digits=1),
        Column("share", _("length"), Kind.SHARE, digits=3),
        Column("undefined", _("undefined because"), Kind.LIST),
        Column("who", _("who"), Kind.LIST),
        Column("rejected", _("who rejects it"), Kind.LIST),
        Column("uuid", _("uuid")),
    )
    rows = [
        _row(ranking, code, objective, report.language)
        for ranking in report.rankings
        for code, objective in ranking.lines
    ]
    return Table("ranking", columns, rows)


def _row(ranking: "Ranking", code: "Code", objective: "Objective", language: str) -> Row:
    names, rejects = ranking.voices(objective.theme)
    return (
        *(ranking.layer.name, objective.rank, objective.tied, code.short, code.label(language)),
        *(objective.supported, len(ranking.participants)),
        *(objective.interval or (None, None)),
        *(objective.ranks or (None, None)),
        *(objective.above_next, objective.minority, _single(ranking, objective) or None, objective.rejected),
        *(objective.strength.value, objective.without_strength, objective.order.value),
        *(objective.mentions, objective.per_mentioner.value, objective.share.value),
        *(tuple(_undefined(objective)), tuple(names), tuple(rejects), code.uuid),
    )


def _undefined(objective: "Objective") -> Iterator[str]:
    """Why figures of a line are missing: the name of the column and the reason."""
    figures: dict[str, Coefficient] = {
        "strength": objective.strength,
        "first_mention": objective.order,
        "mentions_per_mentioner": objective.per_mentioner,
        "share": objective.share,
    }
    return (f"{name}: {figure.why}" for name, figure in figures.items() if figure.reason)


def _layers(report: "RankingReport") -> Table:
    columns = (
        Column("layer", _("codings of")),
        Column("chosen", _("chosen")),
        Column("participants", _("participants read"), Kind.INTEGER),
        Column("unread", _("not yet read"), Kind.LIST),
        Column("without_words", _("codings of nobody's words"), Kind.INTEGER),
        Column("on_branch", _("codings on the branch itself"), Kind.INTEGER),
        Column("undefined", _("no ranking because")),
        Column("sensitive_to", _("rank hangs most on")),
        Column("sensitive_code", _("code")),
        Column("sensitive_rank", _("rank"), Kind.INTEGER),
        Column("sensitive_without", _("rank without"), Kind.INTEGER),
    )
    return Table("by_layer", columns, [_layer_row(ranking, report.choice) for ranking in report.rankings])


def _layer_row(ranking: "Ranking", choice: Choice) -> Row:
    change = ranking.importance.sensitivity
    hangs: Row = (None, None, None, None)
    if change is not None:
        who, code = ranking.pseudonyms[change.participant], ranking.codes[change.theme].short
        hangs = (who, code, change.rank, change.without)
    return (
        *(ranking.layer.name, choice.value, len(ranking.participants), ranking.unread),
        *(len(ranking.importance.tally.ownerless), ranking.on_branch, ranking.reason or None),
        *hangs,
    )


def _neighbours(report: "RankingReport") -> Table:
    columns = (
        Column("layer", _("codings of")),
        Column("first", _("code")),
        Column("second", _("next")),
        Column("above", _("P above next"), Kind.NUMBER),
        Column("distinguishable", _("distinguishable"), Kind.YES_NO),
        Column("first_only", _("only the first"), Kind.INTEGER),
        Column("second_only", _("only the second"), Kind.INTEGER),
        Column("mcnemar_p", _("exact McNemar p"), Kind.NUMBER, digits=3),
    )
    return Table("neighbours", columns, [row for ranking in report.rankings for row in _neighbour_rows(ranking)])


def _neighbour_rows(ranking: "Ranking") -> Iterator[Row]:
    from workbench.analysis.resampling import CONFIDENCE

    for (code, objective), (following, beneath) in pairwise(ranking.lines):
        test, above = ranking.importance.compare(objective.theme, beneath.theme), objective.above_next
        apart = None if above is None else above >= CONFIDENCE
        yield (
            *(ranking.layer.name, code.short, following.short, above, apart),
            *(test.first_only, test.second_only, test.p),
        )


def _spreads(report: "RankingReport", lines: int | None = None) -> Table:
    """In the order of the codebook; a part of it holds the codes that most participants name."""
    columns = (
        Column("code", _("code")),
        Column("participants_low", _("fewest participants"), Kind.INTEGER),
        Column("participants_high", _("most participants"), Kind.INTEGER),
        Column("rank_low", _("best rank"), Kind.INTEGER),
        Column("rank_high", _("worst rank"), Kind.INTEGER),
    )
    chosen = report.spreads
    if lines is not None:
        chosen = tuple(sorted(chosen, key=lambda one: (-one.participants[1], -one.participants[0]))[:lines])
    rows = [(one.code.short, *one.participants, *one.ranks) for one in chosen]
    return Table("range_across_coders", columns, rows, caption=_("Range across coders"))


def _indicators(ranking: "Ranking", lines: int) -> Table:
    columns = (
        Column("rank", _("rank"), Kind.INTEGER),
        Column("code", _("code")),
        Column("strength", _("strength"), Kind.NUMBER),
        Column("without_strength", _("not set"), Kind.INTEGER),
        Column("first_mention", _("first mention"), Kind.NUMBER),
        Column("mentions", _("mentions"), Kind.INTEGER),
        Column("mentions_per_mentioner", _("per mentioner"), Kind.NUMBER, digits=1),
        Column("share", _("length"), Kind.SHARE, digits=3),
    )
    rows = [
        (
            *(one.rank, code.short, one.strength.value, one.without_strength, one.order.value),
            *(one.mentions, one.per_mentioner.value, one.share.value),
        )
        for code, one in islice(ranking.lines, lines)
    ]
    return Table("indicators", columns, rows)


# -- for reading -----------------------------------------------------------------------------------------------------


def _blocks(report: "RankingReport", width: int, ascii_only: bool, lines: int) -> Iterator[Block]:
    yield Paragraph(_(_CHOICES[report.choice]))
    drawn = [ranking for ranking in report.rankings if not ranking.reason]
    for ranking in report.rankings:
        if len(report.rankings) > 1:
            yield Heading(_heading(ranking))
        if ranking in drawn:
            plot, last = plot_of(ranking, report.language, lines), ranking is drawn[-1]
            yield Drawing("\n".join(ranking_lines(plot, width=width, ascii_only=ascii_only, legend=last)))
            yield _indicators(ranking, lines)
            yield from _rest(ranking, lines)
        else:
            yield Paragraph(_("No ranking: {reason}.").format(reason=ranking.reason))
        yield from (Paragraph(sentence) for sentence in remarks(ranking))
    if report.spreads:
        yield _spreads(report, lines)
    if report.without_transcript:
        names = ", ".join(report.without_transcript)
        yield Paragraph(_("In no transcript, so not counted: {names}.").format(names=names))


def _heading(ranking: "Ranking") -> str:
    people = len(ranking.participants)
    return ngettext(
        "Codings of {name}: {count} participant read", "Codings of {name}: {count} participants read", people
    ).format(name=ranking.layer.name, count=people)


def _rest(ranking: "Ranking", lines: int) -> Iterator[Paragraph]:
    """How many lines are not shown, and that none of them has more participants than the last one shown."""
    more = ranking.importance.objectives[lines:]
    if more:
        yield Paragraph(
            ngettext(
                "{count} more code, named by {most} of {total} at most, is left out here; files hold all.",
                "{count} more codes, named by {most} of {total} at most, are left out here; files hold all.",
                len(more),
            ).format(count=len(more), most=more[0].supported, total=len(ranking.participants))
        )


def remarks(ranking: "Ranking") -> Iterator[str]:
    """Sentences about one ranking: who is not read yet, what counts for nobody, what hangs on one participant."""
    if ranking.unread:
        yield _("Not yet read to the end, so not counted: {names}.").format(names=", ".join(ranking.unread))
    ownerless = len(ranking.importance.tally.ownerless)
    if ownerless:
        yield ngettext(
            "{count} coding covers no participant's words and counts for nobody.",
            "{count} codings cover no participant's words and count for nobody.",
            ownerless,
        ).format(count=ownerless)
    if ranking.on_branch:
        yield ngettext(
            "{count} coding stands on the branch itself and is in no line.",
            "{count} codings stand on the branch itself and are in no line.",
            ranking.on_branch,
        ).format(count=ranking.on_branch)
    if not ranking.reason:
        yield _sensitivity(ranking)


def _sensitivity(ranking: "Ranking") -> str:
    change = ranking.importance.sensitivity
    if len(ranking.participants) < 2:
        return _("With one participant there is nothing to leave out.")
    if change is None:
        return _("Leaving out any one participant changes no rank.")
    return _(
        "Largest change when one participant is left out: without {who}, {code} goes from rank {rank} to {without}."
    ).format(
        who=ranking.pseudonyms[change.participant],
        code=ranking.codes[change.theme].short,
        rank=change.rank,
        without=change.without,
    )


def _definitions() -> Iterator[str]:
    yield _(
        "Rank: participants with at least one coding that is not contra; ties by strength, then by first mention. "
        "The number and the length of mentions never decide."
    )
    yield _(
        "Strength: mean over participants of each one's highest, 0 where not mentioned; who mentions a code without "
        "any strength is left out (not set). First mention: mean of 1 / place in the interview, 0 where not mentioned. "
        "Length: mean share of the participants' own words."
    )
