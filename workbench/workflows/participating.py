"""What is known of the participants, brought in from a table."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast

from transcripts.model import AttributeKind, AttributeValue
from workbench.store.coders import new_uuid
from workbench.store.study_file import StudyFile
from workbench.workflows.importing import People
from workbench.workflows.participant_plans import Doubtful, Plan, plan_participants, read_known
from workbench.workflows.recruiting import put_recruitment

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.rows import AttributeRow


@dataclass(frozen=True, slots=True)
class Described:
    """What an import of attributes did, or would do.

    Attributes:
        participants: How many participants the table speaks of.
        made: Pseudonyms that no transcript has; they were made.
        attributes: Names of the attributes and their types.
        unread: "pseudonym, attribute" of cells whose words do not fit the type; they were left out.
        changed: How many cells said something new.
        same: How many said what was known.
        fresh: Names of the attributes that are new in the study.
        choices: Name of an attribute to choices that it got.
        doubts: What may have been meant otherwise.
        recruited: Of how many participants the table tells how they came into the study, as something new.
    """

    participants: int
    made: tuple[str, ...]
    attributes: dict[str, AttributeKind]
    unread: tuple[str, ...]
    changed: int = 0
    same: int = 0
    fresh: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    doubts: tuple[Doubtful, ...] = ()
    recruited: int = 0


def import_participants(
    study: StudyFile, coder: str | None, rows: Mapping[str, Mapping[str, str]], columns: Sequence[str]
) -> Described:
    """Bring in what a table says of participants; what is known already and stands in the table is replaced.

    Columns that tell of recruitment (status, reason, dates) are understood as such. An empty cell leaves what is known.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        rows: Pseudonym → attribute name → value as written.
        columns: Names of the attributes, in order.

    Raises:
        StoreError: If the table names no participant, or one attribute or person twice.
    """
    with study.act(coder, "participant.import") as act:
        described = describe_participants(act, rows, columns)
        act.facts["count"] = len(rows)
        return described


def preview_participants(
    study: StudyFile, rows: Mapping[str, Mapping[str, str]], columns: Sequence[str]
) -> tuple[Plan, Described]:
    """What ``import_participants`` would do; nothing is changed.

    Raises:
        StoreError: As there.
    """
    plan = plan_participants(read_known(study.reader.rows), rows, columns)
    return plan, _told(plan)


def describe_participants(act: "Act", rows: Mapping[str, Mapping[str, str]], columns: Sequence[str]) -> Described:
    """Bring in what a table says of participants, as part of a larger step such as an import."""
    plan = plan_participants(read_known(lambda sql: [tuple(row) for row in act.run(sql)]), rows, columns)
    people = People(act)
    people.add_all(plan.made)
    attributes = _attributes(act, plan)
    put_values(
        act,
        {
            (people.number(pseudonym), cast(int, attributes[name].id)): value
            for (pseudonym, name), value in plan.values.items()
        },
    )
    put_recruitment(
        act,
        {
            people.number(pseudonym): {**asdict(entry), "status": entry.status.value}
            for pseudonym, entry in plan.recruitment.items()
        },
    )
    return _told(plan)


def _told(plan: Plan) -> Described:
    return Described(
        len(plan.participants),
        tuple(plan.made),
        {name: one.kind for name, one in plan.attributes.items()},
        tuple(plan.unread),
        plan.changed,
        plan.same,
        tuple(plan.fresh),
        tuple((name, tuple(choices)) for name, choices in plan.choices.items()),
        tuple(plan.doubts.values()),
        len(plan.recruitment),
    )


def _attributes(act: "Act", plan: Plan) -> "dict[str, AttributeRow]":
    """The attributes by name; those that the study lacks are made, and choices that some lack are added."""
    from workbench.store.rows import AttributeRow

    known = {row.name: row for row in act.all(AttributeRow)}
    for name in plan.choices:
        act.change(known[name], choices=packed(plan.attributes[name].choices))
    position = max((row.position for row in known.values()), default=0)
    made = act.add_all(
        AttributeRow(
            uuid=new_uuid(),
            name=name,
            kind=plan.attributes[name].kind.value,
            choices=packed(plan.attributes[name].choices),
            position=position + place,
        )
        for place, name in enumerate(plan.fresh, 1)
    )
    return known | {row.name: row for row in made}


def packed(choices: Sequence[str]) -> str:
    """What a choice offers, as the row of its attribute keeps it."""
    return json.dumps(list(choices), ensure_ascii=False)


def put_values(act: "Act", values: Mapping[tuple[int, int], AttributeValue | None]) -> None:
    """Write what is known of participants, as part of a step.

    Args:
        act: The step.
        values: Row numbers of a participant and an attribute to the value; None takes away what was known.
    """
    from workbench.store.rows import AttributeValueRow

    held = {
        (participant, attribute)
        for participant, attribute in act.run("SELECT participant_id, attribute_id FROM attribute_values")
    }
    known = (
        {(row.participant_id, row.attribute_id): row for row in act.all(AttributeValueRow)}
        if held & values.keys()
        else {}
    )
    fresh: list[dict[str, Any]] = []
    for place, value in values.items():
        if value is None:
            if place in known:
                act.remove(known[place])
        elif place in known:
            act.change(known[place], **value_fields(value))
        else:
            fresh.append(
                {"uuid": new_uuid(), "participant_id": place[0], "attribute_id": place[1], **value_fields(value)}
            )
    act.insert(AttributeValueRow, fresh)


def value_fields(value: AttributeValue) -> dict[str, Any]:
    """A value as its row keeps it."""
    return {"knowledge": value.knowledge.value, "text_value": value.text, "low": value.low, "high": value.high}
