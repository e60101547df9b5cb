"""What is known of the participants, brought in from a table."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from codebook.naming import exact_key
from transcripts.attributes import kinds, read_value
from transcripts.i18n import _
from transcripts.model import AttributeKind, AttributeValue
from workbench.errors import StoreError
from workbench.store.coders import new_uuid
from workbench.store.study_file import StudyFile
from workbench.workflows.importing import People

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.rows import AttributeRow


@dataclass(frozen=True, slots=True)
class Described:
    """What an import of attributes did.

    Attributes:
        participants: How many participants the table speaks of.
        made: Pseudonyms that no transcript has; they were made.
        attributes: Names of the attributes and their types.
        unread: "pseudonym, attribute" of cells whose words do not fit the type; they were left out.
    """

    participants: int
    made: tuple[str, ...]
    attributes: dict[str, AttributeKind]
    unread: tuple[str, ...]


def import_participants(
    study: StudyFile, coder: str | None, rows: Mapping[str, Mapping[str, str]], columns: Sequence[str]
) -> Described:
    """Bring in what a table says of participants; what is known already and stands in the table is replaced.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        rows: Pseudonym → attribute name → value as written.
        columns: Names of the attributes, in order.

    Raises:
        StoreError: If the table names no participant.
    """
    if not rows:
        raise StoreError(_("The table names no participant."), _("Its first column holds the pseudonyms."))
    with study.act(coder, "participant.import") as act:
        described = describe_participants(act, rows, columns)
        act.facts["count"] = len(rows)
        return described


def describe_participants(act: "Act", rows: Mapping[str, Mapping[str, str]], columns: Sequence[str]) -> Described:
    """Bring in what a table says of participants, as part of a larger step such as an import."""
    types = _settled(act, kinds(rows, columns))
    unread: list[str] = []
    people = People(act)
    attributes = _attributes(act, types, rows, columns)
    values = _Values(act)
    for pseudonym, cells in rows.items():
        person = people.number(pseudonym)
        for name in columns:
            value = read_value(cells.get(name, ""), types[name])
            if value is not None:
                values.put(person, cast(int, attributes[name].id), _as_offered(attributes[name], value))
            elif cells.get(name, "").strip():
                unread.append(f"{pseudonym}, {name}")
    values.finish()
    return Described(len(rows), tuple(people.made), types, tuple(unread))


def _settled(act: "Act", found: dict[str, AttributeKind]) -> dict[str, AttributeKind]:
    """Types from the table, but those of attributes that the study has already."""
    from workbench.store.rows import AttributeRow

    known = {row.name: AttributeKind(row.kind) for row in act.all(AttributeRow)}
    return {name: known.get(name, kind) for name, kind in found.items()}


def _attributes(
    act: "Act", types: Mapping[str, AttributeKind], rows: Mapping[str, Mapping[str, str]], columns: Sequence[str]
) -> "dict[str, AttributeRow]":
    """The attributes of these names; those that the study lacks are made."""
    from workbench.store.rows import AttributeRow

    known = {row.name: row for row in act.all(AttributeRow)}
    fresh = [name for name in dict.fromkeys(columns) if name not in known]
    made = act.add_all(
        AttributeRow(
            uuid=new_uuid(),
            name=name,
            kind=types[name].value,
            choices=json.dumps(_choices(name, types[name], rows), ensure_ascii=False),
            position=position,
        )
        for position, name in enumerate(fresh, len(known) + 1)
    )
    return known | {row.name: row for row in made}


def _choices(name: str, kind: AttributeKind, rows: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What a choice offers, each in its first spelling; nothing for the other kinds."""
    written = [row.get(name, "").strip() for row in rows.values()] if kind == AttributeKind.CHOICE else []
    return list({exact_key(text): text for text in reversed(written) if text}.values())[::-1]


def _as_offered(attribute: "AttributeRow", value: AttributeValue) -> AttributeValue:
    """A choice in the spelling that the study has for it, be apostrophes and capitals written otherwise."""
    offered = {exact_key(choice): choice for choice in json.loads(attribute.choices)}
    return replace(value, text=offered.get(exact_key(value.text), value.text))


class _Values:
    """What is known of participants, inside a step; new values are written together."""

    def __init__(self, act: "Act") -> None:
        from workbench.store.rows import AttributeValueRow

        self._act = act
        self._known = {(row.participant_id, row.attribute_id): row for row in act.all(AttributeValueRow)}
        self._fresh: list[AttributeValueRow] = []

    def put(self, participant: int, attribute: int, value: AttributeValue) -> None:
        """Note a value, in the place of one that is there."""
        from workbench.store.rows import AttributeValueRow

        fields: dict[str, Any] = {
            "knowledge": value.knowledge.value,
            "text_value": value.text,
            "low": value.low,
            "high": value.high,
        }
        present = self._known.get((participant, attribute))
        if present is not None:
            self._act.change(present, **fields)
            return
        row = AttributeValueRow(uuid=new_uuid(), participant_id=participant, attribute_id=attribute, **fields)
        self._known[participant, attribute] = row
        self._fresh.append(row)

    def finish(self) -> None:
        """Write what is new."""
        self._act.add_all(self._fresh)
