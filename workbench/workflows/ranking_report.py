"""The ranking as a report: the figure, the indicators behind it, and what was left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from codebook.quantity_sentences import marked
from exports.figures import RankingPlot, RankingRow, Voice
from exports.report import Block, Fact, Figure, Heading, Kind, Paragraph, Table
from transcripts.i18n import _, ngettext
from workbench.workflows.findings.parts import LINES, Part
from workbench.workflows.listing_names import listed
from workbench.workflows.ranking_tables import (
    indicators_table,
    layers_table,
    neighbours_table,
    ranking_table,
    single_voice,
    spreads_table,
)

if TYPE_CHECKING:
    from codebook.code import Code
    from exports.report import Pointer
    from workbench.analysis.importance import Objective
    from workbench.workflows.reporting import Ranking, RankingReport

#: (layer's place, code's place in rank order, pseudonym or "") to the codings behind that figure.
Cell = Callable[[int, int, str], "Sequence[Pointer]"]


def ranking_part(report: "RankingReport", cell: Cell | None = None, *, lines: int = LINES, brief: bool = False) -> Part:
    """Lay a ranking out for people and for files.

    Args:
        report: From ``reporting.ranked``.
        cell: Finds the passages behind a figure.
        lines: How many codes people are shown, 0 for all; files hold all of them always.
        brief: Whether people are shown the figure and its sentences only.
    """
    return Part(
        tuple(_tables(report, cell)),
        tuple(_blocks(report, lines or len(report.rankings[0].codes), cell, brief=brief)),
        tuple(_facts(report)),
        tuple(_definitions()),
    )


def _tables(report: "RankingReport", cell: Cell | None) -> Iterator[Table]:
    main = ranking_table(report)
    places = [(layer, line) for layer, one in enumerate(report.rankings) for line in range(len(one.codes))]
    yield replace(main, heads=5, behind=None if cell is None else lambda row, _column: cell(*places[row], ""))
    yield layers_table(report)
    yield neighbours_table(report)
    if report.spreads:
        yield spreads_table(report)


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
        single_voice=single_voice(ranking, objective),
        rejected_by=objective.rejected,
    )


# -- facts -----------------------------------------------------------------------------------------------------------


def _facts(report: "RankingReport") -> Iterator[Fact]:
    rankings = report.rankings
    first = rankings[0].importance
    yield Fact("branch", _("Codes under"), report.branch.short if report.branch else None)
    yield Fact("denominator", _("Denominator"), _("all participants read"))
    yield Fact("draws", _("Bootstrap draws"), first.draws, Kind.INTEGER)
    yield Fact("seed", _("Seed"), first.seed, Kind.INTEGER)


# -- for reading -----------------------------------------------------------------------------------------------------


def _blocks(report: "RankingReport", lines: int, cell: Cell | None, *, brief: bool) -> Iterator[Block]:
    for place, ranking in enumerate(report.rankings):
        if len(report.rankings) > 1:
            yield Heading(_heading(ranking))
        if not ranking.reason:
            yield _figure(report, place, lines, cell)
            if not brief:
                yield _indicators(report, place, lines, cell)
            yield from _rest(ranking, lines)
            yield from _in_words(report, ranking, lines)
        else:
            yield Paragraph(_("No ranking: {reason}.").format(reason=ranking.reason))
            yield from _way_out(ranking)
        language = report.language if brief else ""
        yield from (Paragraph(sentence) for sentence in remarks(ranking, language=language))
    if report.spreads and not brief:
        yield spreads_table(report, lines)
    if report.without_transcript:
        names = listed(report.without_transcript)
        yield Paragraph(_("In no transcript, so not counted: {names}.").format(names=names))


def _indicators(report: "RankingReport", place: int, lines: int, cell: Cell | None) -> Table:
    table = indicators_table(report.rankings[place], lines)
    return table if cell is None else replace(table, heads=2, behind=lambda row, _column: cell(place, row, ""))


def _in_words(report: "RankingReport", ranking: "Ranking", lines: int) -> Iterator[Paragraph]:
    """A sentence for each code that anybody names, in the words of quantity of the study; who stands alone is named."""
    told = [
        report.wording.mention(
            code.label(report.language),
            objective.supported,
            len(ranking.participants),
            against=objective.rejected,
            who=[single_voice(ranking, objective)] if objective.single is not None else (),
        )
        for code, objective in islice(ranking.lines, lines)
        if objective.supported
    ]
    if told:
        yield Paragraph(" ".join(told))


def _figure(report: "RankingReport", place: int, lines: int, cell: Cell | None) -> Figure:
    ranking = report.rankings[place]
    name = "ranking" if len(report.rankings) == 1 else f"ranking-{ranking.layer.name}"
    people = len(ranking.participants)
    caption = ngettext(
        "{count} participant, by the codings of {name}. A participant counts for a code with at least one coding "
        "that is not contra.",
        "{count} participants, by the codings of {name}. A participant counts for a code with at least one coding "
        "that is not contra.",
        people,
    ).format(count=people, name=ranking.layer.name)
    behind = None if cell is None else lambda row, who: cell(place, row, who)
    return Figure(name, plot_of(ranking, report.language, lines), caption, behind)


def _heading(ranking: "Ranking") -> str:
    people = len(ranking.participants)
    return ngettext(
        "Codings of {name}: {count} participant read", "Codings of {name}: {count} participants read", people
    ).format(name=ranking.layer.name, count=people)


def _way_out(ranking: "Ranking") -> Iterator[Paragraph]:
    """What to do where nobody has been read to the end."""
    if ranking.participants:
        return
    if not ranking.unread:
        yield Paragraph(
            _("No speaker is linked to a participant yet; see them with `workbench transcripts STUDY --speakers`.")
        )
        return
    yield Paragraph(
        _(
            "A participant counts once every transcript with their words is marked done: press d on the coding screen, "
            "or type `workbench state STUDY --all done --coder {name}`, or the names of transcripts in place of --all."
        ).format(name=ranking.layer.name)
    )


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


def remarks(ranking: "Ranking", *, language: str = "") -> Iterator[str]:
    """Sentences about one ranking: who is not read yet, what counts for nobody, what hangs on one participant.

    Args:
        ranking: Of one layer.
        language: Of the labels that codes are called by; "" for their short names.
    """
    if ranking.unread:
        yield _("Not yet read to the end, so not counted: {names}.").format(names=listed(ranking.unread))
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
        yield _sensitivity(ranking, language)


def _sensitivity(ranking: "Ranking", language: str) -> str:
    change = ranking.importance.sensitivity
    if len(ranking.participants) < 2:
        return _("With one participant there is nothing to leave out.")
    if change is None:
        return _("Leaving out any one participant changes no rank.")
    code = ranking.codes[change.theme]
    return _(
        "Largest change when one participant is left out: without {who}, {code} goes from rank {rank} to {without}."
    ).format(
        who=ranking.pseudonyms[change.participant],
        code=marked(code.label(language), language) if language else code.short,
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
