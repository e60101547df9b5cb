"""Other orders of the same codes: by weight, by several indicators, by group, with one participant left out."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from exports.report import Column, Kind, Pointer, Row, Table
from transcripts.i18n import N_, _
from workbench.analysis.columns import MISSING
from workbench.analysis.composite import Composite, Indicator, by_weight, composite, indicators
from workbench.analysis.importance import without_each
from workbench.errors import AnalysisError
from workbench.workflows.findings.parts import table_of

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry
    from workbench.workflows.reporting import Ranking, RankingReport

_TITLES = {
    Indicator.PARTICIPANTS: N_("participants (A)"),
    Indicator.ORDER: N_("first mention (B)"),
    Indicator.MENTIONS: N_("mentions (C)"),
    Indicator.LENGTH: N_("length (D)"),
    Indicator.STRENGTH: N_("strength (E)"),
}


def weights_of(written: Sequence[str]) -> tuple[float, ...] | None:
    """Weights such as ``A=2,E=1``; indicators that are not named have 0. None without any.

    Raises:
        AnalysisError: If something is no indicator or no weight.
    """
    if not written:
        return None
    given = dict.fromkeys(Indicator, 0.0)
    for part in written:
        name, _equals, value = part.partition("=")
        try:
            weight = float(value or 1)
            given[Indicator(name.strip().upper())] = weight
        except ValueError as error:
            raise AnalysisError(
                _("“{words}” gives no indicator a weight.").format(words=part), _("Write some like A=2,E=1.")
            ) from error
        if not 0 <= weight < float("inf"):
            raise AnalysisError(_("A weight is 0 or more."), _("Write some like A=2,E=1."))
    return tuple(given.values())


def weight_table(report: "RankingReport") -> Table:
    """The codes by the strength that participants give them (E), where any is set."""
    columns = (
        Column("layer", _("codings of")),
        Column("code", _("code")),
        Column("label", _("label")),
        Column("rank", _("rank"), Kind.INTEGER, definition=_("By mean strength; ties share the smallest rank.")),
        Column("tied", _("tied"), Kind.YES_NO),
        Column("strength", _("strength"), Kind.NUMBER, definition=_("E: mean over participants, not mentioned = 0.")),
        Column("given", _("given by"), Kind.INTEGER, definition=_("Participants with any strength set.")),
        Column("without_strength", _("not set"), Kind.INTEGER),
        *(Column(f"strengths.s{value}", str(value), Kind.INTEGER) for value in range(4)),
    )
    return table_of("by_weight", columns, _weight_rows(report), caption=_("By explicit weight"), heads=3)


def _weight_rows(report: "RankingReport") -> Iterator[Row]:
    for ranking in report.rankings:
        for one in by_weight(ranking.importance):
            code = ranking.codes[one.theme]
            yield (
                *(ranking.layer.name, code.short, code.label(report.language), one.rank, one.tied),
                *(one.strength.value, one.given, one.without_strength, *one.strengths),
            )


def composite_table(report: "RankingReport", weights: tuple[float, ...] | None) -> Table:
    """The codes by the mean of their ranks within the indicators, and by what leaving each out would change."""
    made = [(ranking, composite(indicators(ranking.importance), weights)) for ranking in report.rankings]
    notes = [sentence for ranking, one in made for sentence in _composite_notes(ranking, one)]
    columns = (
        Column("layer", _("codings of")),
        Column("code", _("code")),
        Column("label", _("label")),
        Column("rank", _("rank"), Kind.INTEGER),
        Column("tied", _("tied"), Kind.YES_NO),
        Column("score", _("mean rank"), Kind.NUMBER, definition=_("Weighted mean of the ranks by each indicator.")),
        *(Column(f"ranks.{one.value}", _(_TITLES[one]), Kind.NUMBER, digits=1) for one in Indicator),
        *(
            Column(f"without.{one.value}", _("rank without {name}").format(name=one.value), Kind.INTEGER)
            for one in Indicator
        ),
    )
    rows = (
        (
            *(ranking.layer.name, ranking.codes[line.theme].short, ranking.codes[line.theme].label(report.language)),
            *(line.rank, line.tied, line.score, *line.ranks, *line.without),
        )
        for ranking, one in made
        for line in one.lines
    )
    return table_of("composite", columns, rows, caption=_("By several indicators"), notes=notes, heads=3)


def _composite_notes(ranking: "Ranking", one: Composite) -> Iterator[str]:
    names = list(Indicator)
    used = ", ".join(f"{name.value} = {weight:g}" for name, weight in zip(names, one.weights, strict=True) if weight)
    if one.reason is not None:
        yield _("{layer}: no composite, {reason}.").format(layer=ranking.layer.name, reason=one.reason.text)
        return
    yield _("{layer}: weights {weights}.").format(layer=ranking.layer.name, weights=used)
    if one.left_out:
        left = ", ".join(names[at].value for at in one.left_out)
        yield _("Left out, since undefined for some code: {names}.").format(names=left)
    if one.changing:
        changing = ", ".join(names[at].value for at in one.changing)
        yield _("The order changes if one of these is left out: {names}.").format(names=changing)
    else:
        yield _("Leaving out any one indicator changes no rank.")


def sensitivity_table(report: "RankingReport") -> Table:
    """The rank of each code when a participant is left out, for every participant who changes any."""
    columns = (
        Column("layer", _("codings of")),
        Column("participant", _("without")),
        Column("code", _("code")),
        Column("rank", _("rank"), Kind.INTEGER),
        Column("without", _("rank then"), Kind.INTEGER),
    )
    return table_of("left_out", columns, _sensitivity_rows(report), caption=_("Leaving one participant out"), heads=3)


def _sensitivity_rows(report: "RankingReport") -> Iterator[Row]:
    for ranking in report.rankings:
        themes = np.array([one.theme for one in ranking.importance.objectives], np.int64)
        ranks = np.array([one.rank for one in ranking.importance.objectives], np.int64)
        without = without_each(ranking.importance.tally)[:, themes]
        for who, line in np.argwhere(without != ranks).tolist():
            code = ranking.codes[themes[line]].short
            yield (ranking.layer.name, ranking.participants[who], code, int(ranks[line]), int(without[who, line]))


def group_table(
    report: "RankingReport", inquiry: "Inquiry", attribute: str, cell: Callable[[int, int, str], Sequence[Pointer]]
) -> Table:
    """The codes ranked within each group of participants, by the participants who hold them."""
    groups = inquiry.groups(attribute)
    found: list[tuple[int, int, tuple[str, ...]]] = []
    rows: list[Row] = []
    for place, ranking in enumerate(report.rankings):
        tally = ranking.importance.tally
        of = groups.of[tally.participants]
        for group, label in enumerate(groups.labels):
            mine = of == group
            counts = tally.supported[:, mine].sum(axis=1)
            for line, (code, one) in enumerate(ranking.lines):
                rank = 1 + int((counts > counts[one.theme]).sum())
                who = tuple(np.array(ranking.participants, dtype=object)[mine & tally.supported[one.theme]])
                found.append((place, line, who))
                count, members = int(counts[one.theme]), int(mine.sum())
                rows.append(
                    (ranking.layer.name, label, code.short, code.label(report.language), rank, count, members, who)
                )
        unknown = int((of == MISSING).sum())
        if unknown:
            rows.append((ranking.layer.name, _("not known"), None, None, None, None, unknown, ()))
            found.append((place, 0, ()))
    columns = (
        Column("layer", _("codings of")),
        Column("group", groups.title),
        Column("code", _("code")),
        Column("label", _("label")),
        Column("rank", _("rank"), Kind.INTEGER, definition=_("By participants of the group; ties share the best.")),
        Column("participants", _("participants"), Kind.INTEGER),
        Column("of", _("of"), Kind.INTEGER),
        Column("who", _("who"), Kind.LIST),
    )

    def behind(row: int, _column: str) -> tuple[Pointer, ...]:
        place, line, who = found[row]
        return tuple(pointer for name in who for pointer in cell(place, line, name))

    caption = _("By {attribute}").format(attribute=groups.title)
    return table_of("by_group", columns, rows, behind=behind, caption=caption, heads=4)
