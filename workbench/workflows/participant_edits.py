"""Participants one by one: added, renamed, removed, and what is known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from codebook.naming import exact_key
from transcripts.attributes import read_cell
from transcripts.days import Doubt
from transcripts.i18n import _, ngettext
from transcripts.model import AttributeKind, AttributeValue
from transcripts.words import folded
from workbench.errors import StoreError
from workbench.store import participants as participant_store
from workbench.store.participants import AttributeEntry
from workbench.workflows.importing import People
from workbench.workflows.participating import packed, put_values

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.reader import Reader
    from workbench.store.rows import ParticipantRow
    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class ReadBack:
    """How something that was typed for an attribute was understood.

    Attributes:
        attribute: The attribute.
        value: What it says, None if what is known is to be taken away.
        doubt: Why it may have been meant otherwise.
        fresh: Whether it is a choice that the attribute does not offer yet.
    """

    attribute: AttributeEntry
    value: AttributeValue | None
    doubt: Doubt | None = None
    fresh: bool = False


class NewChoiceError(StoreError):
    """What was typed is none of the choices; it may be wanted as a new one.

    Attributes:
        attribute: Name of the attribute.
        choice: What was typed.
    """

    def __init__(self, attribute: AttributeEntry, choice: str) -> None:
        self.attribute = attribute.name
        self.choice = choice
        super().__init__(
            _("“{word}” is none of the choices of {attribute}.").format(word=choice, attribute=attribute.name),
            _("Choices: {choices}.").format(choices="; ".join(attribute.choices) or _("none")),
        )


def add_participants(study: "StudyFile", coder: str | None, pseudonyms: Sequence[str]) -> tuple[str, ...]:
    """Add participants, such as cases without any transcript.

    Returns:
        Their pseudonyms.

    Raises:
        StoreError: If a pseudonym is taken or empty; nobody is added then.
    """
    with study.act(coder, "participant.add") as act:
        people = People(act)
        for pseudonym in map(_checked, pseudonyms):
            _refuse_taken(act, pseudonym)
            people.number(pseudonym)
        act.facts["count"] = len(people.made)
        return tuple(people.made)


def rename_participant(study: "StudyFile", coder: str | None, uuid: str, pseudonym: str) -> str:
    """Give a participant another pseudonym.

    Returns:
        The pseudonym, without blanks around it.

    Raises:
        StoreError: If it is taken or empty.
    """
    from workbench.store.rows import ParticipantRow

    clean = _checked(pseudonym)
    with study.act(coder, "participant.rename") as act:
        row = act.get(ParticipantRow, uuid)
        if row.pseudonym != clean:
            _refuse_taken(act, clean)
            act.change(row, pseudonym=clean)
        act.facts["count"] = 1
        return clean


def _checked(pseudonym: str) -> str:
    clean = " ".join(pseudonym.split())
    if not clean:
        raise StoreError(_("A participant needs a pseudonym."), _("Give one such as I-12."))
    return clean


def _refuse_taken(act: "Act", pseudonym: str) -> None:
    from workbench.store.rows import ParticipantRow

    if any(row.deleted_at is None for row in act.all(ParticipantRow, pseudonym=pseudonym)):
        raise StoreError(
            _("There is a participant {pseudonym} already.").format(pseudonym=pseudonym),
            _("Choose another pseudonym."),
        )


@dataclass(frozen=True, slots=True)
class Hanging:
    """What stands in the study for one participant.

    Attributes:
        transcripts: Names of the transcripts in which they speak.
        summaries: Cells of the framework grid that somebody filled for them.
        places: Codes that they ranked themselves.
        values: Attributes that are known of them.
    """

    transcripts: tuple[str, ...]
    summaries: int
    places: int
    values: int

    @property
    def holds(self) -> bool:
        """Whether removing the participant would leave something without a footing."""
        return bool(self.transcripts or self.summaries or self.places)


def hanging(reader: "Reader", uuid: str) -> Hanging:
    """What would lose its footing, or go with a participant."""
    entry = next((one for one in participant_store.entries(reader) if one.uuid == uuid), None)
    if entry is None:
        return Hanging((), 0, 0, 0)
    summaries, places = (
        int(reader.value(f"SELECT count(*) FROM {table} WHERE participant_id = :number", number=entry.number))
        for table in ("summaries", "participant_orders")
    )
    return Hanging(entry.transcripts, summaries, places, len(entry.attributes))


def remove_participants(study: "StudyFile", coder: str | None, uuids: Sequence[str]) -> int:
    """Put participants in the bin, with what is known of them; undo brings them back.

    Returns:
        How many attribute values went with them.

    Raises:
        StoreError: If one of them speaks in a transcript, or somebody wrote summaries or an order of codes for them.
    """
    from workbench.store.rows import ParticipantRow

    with study.act(coder, "participant.remove") as act:
        values = 0
        for uuid in uuids:
            row = act.get(ParticipantRow, uuid)
            found = hanging(study.reader, uuid)
            if found.holds:
                raise _kept(row, found)
            values += found.values
            act.change(row, deleted_at=act.at)
        act.facts["count"] = len(uuids)
        return values


def _kept(row: "ParticipantRow", found: Hanging) -> StoreError:
    parts = []
    if count := len(found.transcripts):
        said = ngettext("speaks in {count} transcript", "speaks in {count} transcripts", count).format(count=count)
        parts.append(f"{said} ({', '.join(found.transcripts[:5])}{' …' if count > 5 else ''})")
    if count := found.summaries:
        parts.append(
            ngettext("{count} summary of the grid", "{count} summaries of the grid", count).format(count=count)
        )
    if count := found.places:
        parts.append(ngettext("{count} code ranked", "{count} codes ranked", count).format(count=count))
    return StoreError(
        _("{pseudonym} stays: {what}.").format(pseudonym=row.pseudonym, what=", ".join(parts)),
        _("Link the speakers to somebody else first, and take away what was written for the participant."),
    )


# -- what is known of them -----------------------------------------------------------------------------------------


def read_back(attribute: AttributeEntry, written: str) -> ReadBack:
    """How something typed for an attribute is understood; the beginning of a choice stands for it.

    Raises:
        NewChoiceError: If it is none of the choices of a choice.
        StoreError: If it does not fit the type.
    """
    if not written.strip():
        return ReadBack(attribute, None)
    cell = read_cell(written, attribute.kind)
    if cell.value is None:
        raise StoreError(
            _("“{word}” cannot be read as {kind}.").format(word=written.strip(), kind=_kind_words(attribute.kind)),
            kind_hint(attribute.kind),
        )
    if attribute.kind is AttributeKind.CHOICE and cell.value.text:
        choice = _choice(attribute.choices, cell.value.text)
        if choice is None:
            raise NewChoiceError(attribute, cell.value.text)
        return ReadBack(attribute, replace(cell.value, text=choice))
    return ReadBack(attribute, cell.value, cell.doubt)


def _choice(choices: Sequence[str], typed: str) -> str | None:
    for key in (exact_key, folded):
        same = [choice for choice in choices if key(choice) == key(typed)]
        if len(same) == 1:
            return same[0]
    begun = [choice for choice in choices if folded(choice).startswith(folded(typed))]
    return begun[0] if len(begun) == 1 else None


def _kind_words(kind: AttributeKind) -> str:
    from workbench.workflows.headings import words

    return words("attribute")[kind]


def kind_hint(kind: AttributeKind) -> str:
    """What may be typed for an attribute of this type."""
    nothing = _("? for unknown, – for not asked.")
    if kind is AttributeKind.NUMBER:
        return _("Write it like 8, ~8, 5-12, 1 234,5 or 12,5 %;") + " " + nothing
    if kind is AttributeKind.DATE:
        return _("Write it like 2024-03-12, 12/03/2024 (the day first) or 12 March 2024;") + " " + nothing
    if kind is AttributeKind.YES_NO:
        return _("Write yes or no;") + " " + nothing
    return nothing


def set_values(
    study: "StudyFile",
    coder: str | None,
    participants: Sequence[str],
    written: Mapping[str, str],
    *,
    new_choices: bool = False,
) -> list[ReadBack]:
    """Set what is known of some participants.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        participants: uuids.
        written: Name or label of an attribute to what is typed for it; "" takes away what is known.
        new_choices: Whether a word that a choice does not offer becomes a choice.

    Returns:
        How each was understood.

    Raises:
        NewChoiceError: If it is none of the choices, and new ones are not wanted.
        StoreError: If it does not fit the type, or an attribute is unknown; nothing is changed then.
    """
    from workbench.store.rows import AttributeRow, ParticipantRow

    understood = [_understood(study.reader, name, typed, new_choices=new_choices) for name, typed in written.items()]
    with study.act(coder, "participant.set") as act:
        people = [cast(int, act.get(ParticipantRow, uuid).id) for uuid in participants]
        for one in understood:
            row = act.get(AttributeRow, one.attribute.uuid)
            if one.fresh and one.value is not None:
                act.change(row, choices=packed((*one.attribute.choices, one.value.text)))
            put_values(act, {(number, cast(int, row.id)): one.value for number in people})
        act.facts["count"] = len(people)
    return understood


def _understood(reader: "Reader", name: str, typed: str, *, new_choices: bool) -> ReadBack:
    attribute = participant_store.attribute_named(reader, name)
    try:
        return read_back(attribute, typed)
    except NewChoiceError as error:
        if not new_choices:
            raise
        return ReadBack(attribute, AttributeValue(text=error.choice), fresh=True)
