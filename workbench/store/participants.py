"""The people of the study and what is known of them."""

from dataclasses import dataclass

from transcripts.model import AttributeKind, AttributeValue, Knowledge, Participant
from workbench.store.reader import Reader, unpacked


@dataclass(frozen=True, slots=True)
class AttributeEntry:
    """A property that participants have.

    Attributes:
        uuid: Identity.
        name: Stable name, such as ``hours_per_week``.
        kind: Its type.
        labels: Language to label; may be empty.
        choices: For choices, the values that are allowed.
    """

    uuid: str
    name: str
    kind: AttributeKind
    labels: dict[str, str]
    choices: tuple[str, ...]


def all(reader: Reader) -> list[Participant]:
    """Participants in the order of the study, with their attributes."""
    values: dict[int, dict[str, AttributeValue]] = {}
    for number, name, knowledge, text, low, high in reader.rows(
        "SELECT v.participant_id, a.name, v.knowledge, v.text_value, v.low, v.high FROM attribute_values v"
        " JOIN attributes a ON a.id = v.attribute_id ORDER BY a.position, a.id"
    ):
        values.setdefault(number, {})[name] = AttributeValue(Knowledge(knowledge), text, low, high)
    return [
        Participant(pseudonym, values.get(number, {}))
        for number, pseudonym in reader.rows(
            "SELECT id, pseudonym FROM participants WHERE deleted_at IS NULL ORDER BY position, id"
        )
    ]


def numbers(reader: Reader) -> dict[int, str]:
    """Row number → pseudonym, in the order of the study."""
    return dict(reader.rows("SELECT id, pseudonym FROM participants WHERE deleted_at IS NULL ORDER BY position, id"))


def transcripts_of(reader: Reader) -> dict[int, set[int]]:
    """Row number of each participant → row numbers of the transcripts that they speak in."""
    found: dict[int, set[int]] = {}
    for participant, transcript in reader.rows(
        "SELECT DISTINCT s.participant_id, s.transcript_id FROM speakers s"
        " JOIN transcripts t ON t.id = s.transcript_id AND t.deleted_at IS NULL"
        " JOIN participants p ON p.id = s.participant_id AND p.deleted_at IS NULL WHERE s.role = 'participant'"
    ):
        found.setdefault(participant, set()).add(transcript)
    return found


def attributes(reader: Reader) -> list[AttributeEntry]:
    """The attributes of the study, in order."""
    return [
        AttributeEntry(
            uuid,
            name,
            AttributeKind(kind),
            {language: label for language, label in (("fr", french), ("en", english)) if label},
            tuple(unpacked(choices)),
        )
        for uuid, name, kind, french, english, choices in reader.rows(
            "SELECT uuid, name, kind, label_fr, label_en, choices FROM attributes ORDER BY position, id"
        )
    ]
