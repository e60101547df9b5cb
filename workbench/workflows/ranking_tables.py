"""The tables of a ranking: what files hold of it, and the indicators that people read under the figure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Row, Table
from transcripts.i18n import N_, _
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.coefficients import Coefficient
    from workbench.analysis.importance import Objective
    from workbench.workflows.reporting import Ranking, RankingReport

FIGURES = ("strength", "first_mention", "mentions_per_mentioner", "share")

#: What the figures of a ranking are (METHODS §6.3), by the name of the column.
_DEFINITIONS = {
    "rank": N_("By participants (A); ties by strength (E), then by first mention (B)."),
    "participants": N_("A: participants with at least one coding on it that is not contra."),
    "of": N_("Participants all of whose transcripts are done."),
    "wilson_low": N_(
        "95 % score interval (Wilson 1927), if these participants were a random sample; they are usually not."
    ),
    "rank_low": N_("95 % of the ranks by count alone when participants are drawn again, with replacement."),
    "above_next": N_("Share of these draws in which it stands above the next line, ties counting half."),
    "minority": N_("Someone, but fewer than one in three."),
    "rejected_by": N_("Participants whose codings on it are all contra."),
    "strength": N_(
        "E: mean over participants of each one's highest strength, 0 where not mentioned; not set is left out."
    ),
    "without_strength": N_("Participants who mention it without any strength set."),
    "first_mention": N_(
        "B: mean over participants of 1 / place in their order of first mention, 0 where not mentioned."
    ),
    "mentions": N_("Codings, each once for every participant it covers."),
    "mentions_per_mentioner": N_("C: median among those who mention it."),
    "share": N_("D: mean over participants of coded characters divided by their own characters."),
}
_DEFINITIONS["wilson_high"], _DEFINITIONS["rank_high"] = _DEFINITIONS["wilson_low"], _DEFINITIONS["rank_low"]


def _defined(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns with what their figures are."""
    return tuple(replace(one, definition=_definition(one.name)) if one.name in _DEFINITIONS else one for one in columns)


def _definition(name: str) -> str:
    """What the figures of a column are, in the language in use."""
    return _(_DEFINITIONS[name])


def single_voice(ranking: "Ranking", objective: "Objective") -> str:
    """Pseudonym of the only participant who names it, "" unless there is exactly one."""
    return "" if objective.single is None else ranking.pseudonyms[objective.single]


def ranking_table(report: "RankingReport") -> Table:
    """Every line of every layer, with all that is known of it."""
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
        *reason_columns(FIGURES),
        Column("wording", _("in words"), definition=_("By the study's table of words of quantity.")),
        Column("who", _("who"), Kind.LIST),
        Column("rejected", _("who rejects it"), Kind.LIST),
        Column("uuid", _("uuid")),
    )
    rows = [_row(ranking, code, objective, report) for ranking in report.rankings for code, objective in ranking.lines]
    return Table("ranking", _defined(columns), rows)


def _row(ranking: "Ranking", code: "Code", objective: "Objective", report: "RankingReport") -> Row:
    names, rejects = ranking.voices(objective.theme)
    return (
        *(ranking.layer.name, objective.rank, objective.tied, code.short, code.label(report.language)),
        *(objective.supported, len(ranking.participants)),
        *(objective.interval or (None, None)),
        *(objective.ranks or (None, None)),
        *(objective.above_next, objective.minority, single_voice(ranking, objective) or None, objective.rejected),
        *(objective.strength.value, objective.without_strength, objective.order.value),
        *(objective.mentions, objective.per_mentioner.value, objective.share.value),
        *undefined_cells(_figures(objective)),
        report.say(objective.supported, len(ranking.participants)) if ranking.participants else None,
        *(tuple(names), tuple(rejects), code.uuid),
    )


def _figures(objective: "Objective") -> "dict[str, Coefficient]":
    """The figures that may be undefined, by the names of their columns."""
    found = (objective.strength, objective.order, objective.per_mentioner, objective.share)
    return dict(zip(FIGURES, found, strict=True))


def layers_table(report: "RankingReport") -> Table:
    """One row per layer: who was read, what was left out, what the order hangs on."""
    columns = (
        Column("layer", _("codings of")),
        Column("chosen", _("chosen")),
        Column("participants", _("participants read"), Kind.INTEGER),
        Column("unread", _("not yet read"), Kind.LIST),
        Column("without_words", _("codings of nobody's words"), Kind.INTEGER),
        Column("on_branch", _("codings on the branch itself"), Kind.INTEGER),
        Column("asked", _("asked")),
        Column("undefined", _("no ranking because")),
        Column("reason", _("reason")),
        Column("sensitive_to", _("rank hangs most on")),
        Column("sensitive_code", _("code")),
        Column("sensitive_rank", _("rank"), Kind.INTEGER),
        Column("sensitive_without", _("rank without"), Kind.INTEGER),
    )
    rows = [_layer_row(ranking, report) for ranking in report.rankings]
    return Table("by_layer", columns, rows, caption=_("Who was read, and what the order hangs on"))


def _layer_row(ranking: "Ranking", report: "RankingReport") -> Row:
    change = ranking.importance.sensitivity
    hangs: Row = (None, None, None, None)
    if change is not None:
        who, code = ranking.pseudonyms[change.participant], ranking.codes[change.theme].short
        hangs = (who, code, change.rank, change.without)
    return (
        *(ranking.layer.name, report.choice.value, len(ranking.participants), ranking.unread),
        *(len(ranking.importance.tally.ownerless), ranking.on_branch),
        *(report.asked, ranking.reason or None, ranking.importance.reason and ranking.importance.reason.value),
        *hangs,
    )


def neighbours_table(report: "RankingReport") -> Table:
    """Each line against the next: can they be told apart?"""
    columns = (
        Column("layer", _("codings of")),
        Column("first", _("code")),
        Column("second", _("next")),
        Column("above", _("P above next"), Kind.NUMBER, definition=_definition("above_next")),
        Column("distinguishable", _("distinguishable"), Kind.YES_NO),
        Column("first_only", _("only the first"), Kind.INTEGER),
        Column("second_only", _("only the second"), Kind.INTEGER),
        Column(
            "mcnemar_p",
            _("exact McNemar p"),
            Kind.NUMBER,
            digits=3,
            definition=_("Two-sided, on the participants who have only one of the two (McNemar 1947)."),
        ),
    )
    rows = [row for ranking in report.rankings for row in _neighbour_rows(ranking)]
    return Table("neighbours", columns, rows, caption=_("Each line against the next: can they be told apart?"))


def _neighbour_rows(ranking: "Ranking") -> Iterator[Row]:
    from workbench.analysis.resampling import CONFIDENCE

    for (code, objective), (following, beneath) in pairwise(ranking.lines):
        test, above = ranking.importance.compare(objective.theme, beneath.theme), objective.above_next
        apart = None if above is None else above >= CONFIDENCE
        yield (
            *(ranking.layer.name, code.short, following.short, above, apart),
            *(test.first_only, test.second_only, test.p),
        )


def spreads_table(report: "RankingReport", lines: int | None = None) -> Table:
    """How far the layers differ, in the order of the codebook; of some lines, the codes that most participants name."""
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


def indicators_table(ranking: "Ranking", lines: int) -> Table:
    """The indicators behind the first lines of one layer, for people."""
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
    return Table("indicators", _defined(columns), rows)
