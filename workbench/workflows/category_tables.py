"""The categories of answers as tables: how many are in each, by whom, and how far two coders agree."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codebook.coding import Coder
from exports.report import Behind, Block, Column, Heading, Kind, Paragraph, Pointer, Row, Table
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
    found: list[tuple[Distribution, tuple[str, ...]]] = []
    for one in counted:
        for layer in one.layers:
            total = len(layer.chosen)
            lines = [(category.label, layer.who(at)) for at, category in enumerate(one.categories)]
            for label, who in (*lines, (None, layer.uncategorised)):
                share = len(who) / total if total and label is not None else None
                rows.append((one.question.name, layer.coder.name, label, len(who), one.base, share, who))
                found.append((one, who))
    note = _("The line without a category: participants who were asked, or may have been, and have none.")
    return Table("distribution", columns, rows, notes=(note,) if rows else (), behind=_behind(found), heads=3)


def _behind(lines: Sequence[tuple[Distribution, Sequence[str]]]) -> Behind:
    """The passages behind lines: those that summaries point to, else the codings, else the words."""

    def behind(place: int, _name: str) -> Sequence[Pointer]:
        one, who = lines[place]
        column = [column.uuid for column in one.grid.columns].index(one.question.uuid)
        found: list[Pointer] = []
        for row, person in enumerate(one.grid.people):
            if person.pseudonym in who:
                linked = [p for layer in one.layers for p in one.grid.linked(row, column, layer.coder.uuid)]
                found += linked or one.grid.codings(row, column) or one.grid.words(row, column)
        return found

    return behind


def agreement_table(counted: Sequence[Distribution]) -> Table:
    """A row for every two coders who categorised any of the same answers."""
    columns = (
        Column("question", _("question")),
        Column("first", _("coder")),
        Column("second", _("other coder")),
        Column("both", _("answers that both categorised"), Kind.INTEGER),
        Column("same", _("in the same category"), Kind.INTEGER),
    )
    found = [(one, pair) for one in counted for pair in one.agreements]
    rows = [(one.question.name, pair.first.name, pair.second.name, pair.both, pair.same) for one, pair in found]
    behind = _behind([(one, [name for who in pair.pairs.values() for name in who]) for one, pair in found])
    return Table("agreement", columns, rows, behind=behind, heads=3)


def crossed_table(counted: Sequence[Distribution]) -> Table:
    """A row for every two categories that two coders gave the same answers."""
    columns = (
        Column("question", _("question")),
        Column("first", _("coder")),
        Column("second", _("other coder")),
        Column("first_category", _("category")),
        Column("second_category", _("other category")),
        Column("participants", _("participants"), Kind.INTEGER),
        Column("who", _("who"), Kind.LIST),
    )
    found = [(one, pair, key, who) for one in counted for pair in one.agreements for key, who in pair.pairs.items()]
    rows = [
        (
            *(one.question.name, pair.first.name, pair.second.name),
            *(one.categories[first].label, one.categories[second].label, len(who), who),
        )
        for one, pair, (first, second), who in found
    ]
    return Table("crossed", columns, rows, behind=_behind([(one, who) for one, _pair, _key, who in found]), heads=5)


def category_blocks(counted: Sequence[Distribution]) -> Iterator[Block]:
    """How people read it: the categories of each question, coder by coder, then how far coders agree."""
    for one in counted:
        yield Heading(_("{name}: {question}").format(name=one.question.name, question=one.question.title))
        yield Paragraph(base_words(one))
        for layer in one.layers:
            if layer.unasked:
                said = _("{coder} gives a category although the question was not asked: {names}.")
                yield Paragraph(said.format(coder=layer.coder.name, names=", ".join(layer.unasked)))
            yield _short_table(replace(one, layers=(layer,)), layer.coder)
    if any(one.agreements for one in counted):
        yield agreement_table(counted)
        yield crossed_table(counted)


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
