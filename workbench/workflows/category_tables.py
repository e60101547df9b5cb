"""The categories of answers as tables: how many are in each, by whom, and how far two coders agree."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codebook.coding import Coder
from exports.report import Block, Column, Heading, Kind, Paragraph, Pointer, Row, Table
from transcripts.i18n import _
from workbench.workflows.category_distribution import Distribution


def distribution_table(counted: Sequence[Distribution]) -> Table:
    """A row for every category of every question and coder, then those without a category."""
    columns = (
        Column("question", _("question")),
        Column("coder", _("coder")),
        Column("category", _("category")),
        Column("participants", _("participants"), Kind.INTEGER),
        Column(
            "of",
            _("of"),
            Kind.INTEGER,
            definition=_("Participants who were asked the question, or of whom it is not known whether they were."),
        ),
        Column(
            "share",
            _("share"),
            Kind.SHARE,
            definition=_("Participants in the category divided by those who have a category by this coder."),
        ),
        Column("who", _("who"), Kind.LIST),
    )
    rows: list[Row] = []
    for one in counted:
        for layer in one.layers:
            total = len(layer.chosen)
            for place, category in enumerate(one.categories):
                who = layer.who(place)
                share = len(who) / total if total else None
                rows.append((one.question.name, layer.coder.name, category.label, len(who), one.base, share, who))
            none = layer.uncategorised
            rows.append((one.question.name, layer.coder.name, None, len(none), one.base, None, none))
    note = _("The line without a category: participants who were asked, or may have been, and have none.")
    return Table("distribution", columns, rows, notes=(note,) if rows else (), behind=_Behind(counted, rows), heads=3)


class _Behind:
    """The passages behind a line of the distribution: those that summaries point to, else codings, else the words."""

    def __init__(self, counted: Sequence[Distribution], rows: Sequence[Row]) -> None:
        self._lines = [
            (one, layer) for one in counted for layer in one.layers for _line in range(len(one.categories) + 1)
        ]
        self._who = [row[-1] for row in rows]

    def __call__(self, place: int, _name: str) -> Sequence[Pointer]:
        one, layer = self._lines[place]
        column = [column.uuid for column in one.grid.columns].index(one.question.uuid)
        who = self._who[place]
        found: list[Pointer] = []
        for row, person in enumerate(one.grid.people):
            if isinstance(who, tuple) and person.pseudonym in who:
                linked = one.grid.linked(row, column, layer.coder.uuid)
                found += linked or one.grid.codings(row, column) or one.grid.words(row, column)
        return found


def agreement_table(counted: Sequence[Distribution]) -> Table:
    """A row for every two coders who categorised any of the same answers."""
    columns = (
        Column("question", _("question")),
        Column("first", _("coder")),
        Column("second", _("other coder")),
        Column("both", _("answers that both categorised"), Kind.INTEGER),
        Column("same", _("in the same category"), Kind.INTEGER),
    )
    rows = [
        (one.question.name, pair.first.name, pair.second.name, pair.both, pair.same)
        for one in counted
        for pair in one.agreements
    ]
    return Table("agreement", columns, rows)


def category_blocks(counted: Sequence[Distribution]) -> Iterator[Block]:
    """How people read it: the categories of each question, coder by coder, then how far coders agree."""
    for one in counted:
        yield Heading(_("{name}: {question}").format(name=one.question.name, question=one.question.title))
        yield Paragraph(base_words(one))
        for layer in one.layers:
            yield _short_table(replace(one, layers=(layer,)), layer.coder)
    if any(one.agreements for one in counted):
        yield agreement_table(counted)


def _short_table(one: Distribution, coder: Coder) -> Table:
    """The lines of one question and coder, without their names."""
    table = distribution_table([one])
    return replace(
        table,
        name=f"distribution-{one.question.name}-{coder.name}",
        columns=table.columns[2:],
        rows=[(row[2] or _("(no category)"), *row[3:]) for row in table.rows],
        caption=_("Categories by {coder}").format(coder=coder.name),
        heads=1,
    )


def base_words(one: Distribution) -> str:
    """Among whom is counted, in a sentence."""
    if one.unknown and not one.asked and not one.not_asked:
        return _("Who was asked is not known; counted among {count} participants.").format(count=one.base)
    said = _("Asked: {asked}; not asked: {not_asked}; not known: {unknown}.")
    return said.format(asked=len(one.asked), not_asked=len(one.not_asked), unknown=len(one.unknown))
