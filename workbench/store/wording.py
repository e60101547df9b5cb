"""The study's own words of quantity."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebook.quantity import Measure, QuantityRule
from workbench.store.reader import Reader

if TYPE_CHECKING:
    from workbench.store.act import Act


def rules(reader: Reader, language: str) -> tuple[QuantityRule, ...]:
    """The rules that the study has for a language, in order; none where it goes by what ships."""
    rows = reader.rows(
        "SELECT phrase, measure, least, most FROM quantity_words WHERE language = :language ORDER BY position, id",
        language=language,
    )
    return tuple(QuantityRule(phrase, Measure(measure), least, most) for phrase, measure, least, most in rows)


def replace_rules(act: "Act", language: str, rules: Sequence[QuantityRule]) -> None:
    """Put these rules in the place of those that the study has for a language, as part of a step."""
    from uuid import uuid4

    from workbench.store.finding_rows import QuantityWordRow

    for row in act.all(QuantityWordRow, language=language):
        act.remove(row)
    act.add_all(
        QuantityWordRow(
            uuid=str(uuid4()),
            language=language,
            position=position,
            phrase=rule.phrase,
            measure=rule.measure.value,
            least=rule.least,
            most=rule.most,
        )
        for position, rule in enumerate(rules, 1)
    )
