"""How the answers to a question fall into its categories: counts by coder, and how far two coders agree."""

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind
from workbench.store import framework as framework_store
from workbench.store.framework import CategoryEntry
from workbench.workflows.framework_cells import Asked, FrameworkGrid
from workbench.workflows.framework_columns import GridColumn
from workbench.workflows.layers import shown_coders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class LayerCategories:
    """One coder's categories of the answers to a question.

    Attributes:
        coder: Whose.
        chosen: Pseudonym of each participant who has a category → place of the category.
        uncategorised: Pseudonyms of those who were asked (or may have been) and have none.
        unasked: Pseudonyms of those who have a category although they were not asked.
    """

    coder: Coder
    chosen: dict[str, int]
    uncategorised: tuple[str, ...]
    unasked: tuple[str, ...]

    def who(self, category: int) -> tuple[str, ...]:
        """Pseudonyms of those in a category."""
        return tuple(name for name, place in self.chosen.items() if place == category)


@dataclass(frozen=True, slots=True)
class CategoryAgreement:
    """How two coders put the answers that both categorised.

    Attributes:
        first: One coder.
        second: The other.
        pairs: Places of the first's and the second's category → pseudonyms.
    """

    first: Coder
    second: Coder
    pairs: dict[tuple[int, int], tuple[str, ...]]

    @property
    def both(self) -> int:
        """How many answers both categorised."""
        return sum(map(len, self.pairs.values()))

    @property
    def same(self) -> int:
        """In how many of them they chose the same category."""
        return sum(len(who) for (one, other), who in self.pairs.items() if one == other)


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers to one question by category.

    Attributes:
        question: The question.
        categories: Its categories, in order.
        asked: Pseudonyms of those who were asked.
        not_asked: Of those who certainly were not.
        unknown: Of those of whom nobody knows, for the guide is not linked to all that they said.
        layers: One for each coder counted.
        agreements: For every two of them who categorised any of the same answers.
        grid: What it was counted from.
    """

    question: GridColumn
    categories: tuple[CategoryEntry, ...]
    asked: tuple[str, ...]
    not_asked: tuple[str, ...]
    unknown: tuple[str, ...]
    layers: tuple[LayerCategories, ...]
    agreements: tuple[CategoryAgreement, ...]
    grid: FrameworkGrid

    @property
    def base(self) -> int:
        """The denominator: those who were asked, and those who may have been."""
        return len(self.asked) + len(self.unknown)


def category_distribution(study: "StudyFile", question: GridColumn, coder: Coder | None = None) -> Distribution:
    """Count the categories of a question.

    Args:
        study: Open.
        question: As ``question_columns`` gives it.
        coder: Whose categories; None for everybody who categorised an answer to it.
    """
    coders = [coder] if coder else categorisers(study, [question])
    readers = coders or shown_coders(study.reader)
    grid = FrameworkGrid(study, [question], readers[0], readers[1:])
    return distribution_in(grid, question, framework_store.categories(study.reader, question.uuid), coders)


def distribution_in(
    grid: FrameworkGrid, question: GridColumn, categories: "Sequence[CategoryEntry]", coders: "Sequence[Coder]"
) -> Distribution:
    """Count the categories of one question of a grid that holds the cells of those coders."""
    column = [one.uuid for one in grid.columns].index(question.uuid)
    asked = {person.pseudonym: grid.asked(row, column) for row, person in enumerate(grid.people)}
    layers = tuple(_layer(grid, column, one, categories, asked) for one in coders)
    by_asked = {how: tuple(name for name, one in asked.items() if one is how) for how in Asked}
    return Distribution(
        question,
        tuple(categories),
        by_asked[Asked.YES],
        by_asked[Asked.NO],
        by_asked[Asked.UNKNOWN],
        layers,
        tuple(found for pair in combinations(layers, 2) if (found := _agreement(*pair)).both),
        grid,
    )


def categorisers(study: "StudyFile", questions: "Sequence[GridColumn]") -> list[Coder]:
    """Everybody who categorised an answer to any of some questions, people first, the consensus last."""
    wanted = {question.uuid for question in questions}
    found = {entry.coder for entry in framework_store.cells(study.reader) if entry.category and entry.column in wanted}
    everyone = [one for one in shown_coders(study.reader) if one.uuid in found]
    return sorted(everyone, key=lambda one: one.kind is CoderKind.CONSENSUS)


def _layer(
    grid: FrameworkGrid, column: int, coder: Coder, categories: "Sequence[CategoryEntry]", asked: dict[str, Asked]
) -> LayerCategories:
    place = {one.uuid: at for at, one in enumerate(categories)}
    entries = {person.pseudonym: grid.entry(row, column, coder.uuid) for row, person in enumerate(grid.people)}
    chosen = {name: place[one.category] for name, one in entries.items() if one is not None and one.category in place}
    return LayerCategories(
        coder,
        chosen,
        tuple(name for name, how in asked.items() if how is not Asked.NO and name not in chosen),
        tuple(name for name in chosen if asked[name] is Asked.NO),
    )


def _agreement(first: LayerCategories, second: LayerCategories) -> CategoryAgreement:
    pairs: dict[tuple[int, int], tuple[str, ...]] = {}
    for name, place in first.chosen.items():
        if name in second.chosen:
            key = (place, second.chosen[name])
            pairs[key] = (*pairs.get(key, ()), name)
    return CategoryAgreement(first.coder, second.coder, dict(sorted(pairs.items())))
