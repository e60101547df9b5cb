"""The attributes themselves: new ones, their names, labels, choices and types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from codebook.naming import exact_key
from transcripts.attributes import habits_of, read_cell, written_value
from transcripts.i18n import _, ngettext
from transcripts.model import AttributeKind, AttributeValue
from workbench.errors import StoreError
from workbench.store import participants as participant_store
from workbench.store.coders import new_uuid
from workbench.store.participants import AttributeEntry, attribute_key
from workbench.workflows.participating import packed, value_fields

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.reader import Reader
    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """What an attribute shall be; None leaves a thing as it is.

    Attributes:
        name: Its stable name.
        kind: Its type.
        labels: Language to label; an empty label is taken away.
        choices: What a choice offers, in order.
    """

    name: str | None = None
    kind: AttributeKind | None = None
    labels: Mapping[str, str] | None = None
    choices: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Recast:
    """One value under another type.

    Attributes:
        pseudonym: Whose it is.
        before: As it is written now.
        after: What it would be, None if it cannot be read.
    """

    pseudonym: str
    before: str
    after: AttributeValue | None


def recasts(reader: "Reader", attribute: AttributeEntry, kind: AttributeKind) -> list[Recast]:
    """What the known values of an attribute would be under another type."""
    people = participant_store.all(reader)
    held = [(one.pseudonym, value) for one in people if (value := one.attributes.get(attribute.name))]
    written = [written_value(value) for _pseudonym, value in held]
    habits = habits_of(written)
    return [
        Recast(pseudonym, before, read_cell(before, kind, habits).value)
        for (pseudonym, _value), before in zip(held, written, strict=True)
    ]


def add_attribute(study: "StudyFile", coder: str | None, name: str, wanted: AttributeChange) -> AttributeEntry:
    """Add an attribute of which nothing is known yet; text unless another type is wanted.

    Raises:
        StoreError: If there is one of that name or label, or the name is empty.
    """
    from workbench.store.rows import AttributeRow

    clean = _checked_name(study.reader, name)
    kind = wanted.kind or (AttributeKind.CHOICE if wanted.choices else AttributeKind.TEXT)
    labels = wanted.labels or {}
    with study.act(coder, "attribute.add") as act:
        position = int(act.run("SELECT coalesce(max(position), 0) + 1 FROM attributes").scalar_one())
        row = act.add(
            AttributeRow(
                uuid=new_uuid(),
                name=clean,
                kind=kind.value,
                label_fr=labels.get("fr", "").strip(),
                label_en=labels.get("en", "").strip(),
                choices=packed(_clean_choices(wanted.choices or ())),
                position=position,
            )
        )
        act.facts["count"] = 1
        uuid = row.uuid
    return next(one for one in participant_store.attributes(study.reader) if one.uuid == uuid)


def change_attribute(
    study: "StudyFile", coder: str | None, attribute: AttributeEntry, wanted: AttributeChange, *, drop: bool = False
) -> list[Recast]:
    """Change an attribute; under another type its values are read anew.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        attribute: As it is.
        wanted: What it shall be.
        drop: Take away the values that cannot be read under the new type, instead of refusing.

    Returns:
        The values that could not be read and were taken away.

    Raises:
        StoreError: If values cannot be read under the new type, a choice in use would go, or a name is taken.
    """
    from workbench.store.rows import AttributeRow

    name = attribute.name if wanted.name in (None, attribute.name) else _checked_name(study.reader, wanted.name or "")
    kind = wanted.kind or attribute.kind
    read = recasts(study.reader, attribute, kind) if kind is not attribute.kind else []
    lost = [one for one in read if one.after is None]
    if lost and not drop:
        raise _unreadable(lost, attribute, kind)
    choices, respelt = _choices(study.reader, attribute, wanted, kind, read)
    labels = {**attribute.labels, **(wanted.labels or {})}
    with study.act(coder, "attribute.change") as act:
        row = act.get(AttributeRow, attribute.uuid)
        _rewrite(act, cast(int, row.id), respelt)
        act.change(
            row,
            name=name,
            kind=kind.value,
            label_fr=labels.get("fr", "").strip(),
            label_en=labels.get("en", "").strip(),
            choices=packed(choices),
        )
        act.facts["count"] = 1
    return lost


def remove_attribute(study: "StudyFile", coder: str | None, attribute: AttributeEntry) -> int:
    """Take an attribute away, with what is known by it; undo brings all of it back.

    Returns:
        How many values went with it.
    """
    from workbench.store.rows import AttributeRow, AttributeValueRow

    with study.act(coder, "attribute.remove") as act:
        row = act.get(AttributeRow, attribute.uuid)
        values = act.all(AttributeValueRow, attribute_id=row.id)
        for value in values:
            act.remove(value)
        act.remove(row)
        act.facts["count"] = 1
        return len(values)


def _checked_name(reader: "Reader", name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise StoreError(_("An attribute needs a name."), _("Give one such as hours_per_week."))
    if any(attribute_key(one.name) == attribute_key(clean) for one in participant_store.attributes(reader)):
        raise StoreError(_("There is an attribute {name} already.").format(name=clean), _("Choose another name."))
    return clean


def _clean_choices(choices: Sequence[str]) -> list[str]:
    """Each once, in its first spelling."""
    clean: dict[str, str] = {}
    for choice in choices:
        if choice.strip():
            clean.setdefault(exact_key(choice), " ".join(choice.split()))
    return list(clean.values())


def _unreadable(lost: Sequence[Recast], attribute: AttributeEntry, kind: AttributeKind) -> StoreError:
    from workbench.workflows.headings import words

    shown = "; ".join(f"{one.pseudonym}: {one.before}" for one in lost[:5]) + (" …" if len(lost) > 5 else "")
    said = ngettext(
        "{count} value of {attribute} cannot be read as {kind} ({values}).",
        "{count} values of {attribute} cannot be read as {kind} ({values}).",
        len(lost),
    ).format(count=len(lost), attribute=attribute.name, kind=words("attribute")[kind], values=shown)
    return StoreError(said, _("Correct them first, or take them away by --drop."))


def _choices(
    reader: "Reader", attribute: AttributeEntry, wanted: AttributeChange, kind: AttributeKind, read: Sequence[Recast]
) -> tuple[list[str], dict[str, AttributeValue | None]]:
    """What a choice offers then, and by pseudonym the values to be written anew."""
    respelt = {one.pseudonym: one.after for one in read}
    if kind is not AttributeKind.CHOICE:
        return [], respelt
    held = {
        one.pseudonym: value
        for one in participant_store.all(reader)
        if (value := respelt.get(one.pseudonym) or one.attributes.get(attribute.name)) and value.text
    }
    in_use = _clean_choices([value.text for value in held.values()])
    before = list(attribute.choices) if attribute.kind is AttributeKind.CHOICE else in_use
    choices = _clean_choices(before if wanted.choices is None else wanted.choices)
    offered = {exact_key(choice): choice for choice in choices}
    gone = [choice for choice in in_use if exact_key(choice) not in offered]
    if gone:
        raise StoreError(
            _("In use, and not among the choices of {attribute}: {choices}.").format(
                attribute=attribute.name, choices="; ".join(gone)
            ),
            _("Keep them, or give those participants other values first."),
        )
    for pseudonym, value in held.items():
        spelling = offered[exact_key(value.text)]
        if spelling != value.text or pseudonym in respelt:
            respelt[pseudonym] = replace(value, text=spelling)
    return choices, respelt


def _rewrite(act: "Act", attribute: int, values: Mapping[str, AttributeValue | None]) -> None:
    from workbench.store.rows import AttributeValueRow

    if not values:
        return
    names: dict[int, str] = dict(
        tuple(row) for row in act.run("SELECT id, pseudonym FROM participants WHERE deleted_at IS NULL")
    )
    for row in act.all(AttributeValueRow, attribute_id=attribute):
        name = names.get(row.participant_id, "")
        if name not in values:
            continue
        value = values[name]
        if value is None:
            act.remove(row)
        else:
            act.change(row, **value_fields(value))
