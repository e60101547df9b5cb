"""The people of the study and what is known of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from transcripts.i18n import _
from transcripts.model import AttributeKind, AttributeValue, Knowledge, Participant
from transcripts.words import name_key
from workbench.errors import StoreError
from workbench.store.reader import Reader, unpacked


class Recruitment(StrEnum):
    """How far a person has come into the study."""

    APPROACHED = "approached"
    """Asked to take part; no answer yet."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Took part or meant to, and then left the study."""


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

    def label(self, language: str) -> str:
        """The label in ``language``, else the name."""
        return self.labels.get(language, self.name)


@dataclass(frozen=True, slots=True)
class RecruitmentEntry:
    """How one person came into the study, or did not.

    Attributes:
        status: How far it got.
        reason: Why they refused or withdrew, "" if not told.
        approached_on: ISO date, "" if not known.
        answered_on: The same for the answer.
    """

    status: Recruitment
    reason: str = ""
    approached_on: str = ""
    answered_on: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantEntry:
    """A line of the table of participants.

    Attributes:
        uuid: Identity.
        number: Row number.
        pseudonym: Unique in the study.
        attributes: Attribute name to value; an absent name was never recorded.
        transcripts: Names of the transcripts that they speak in, in the order of the study.
        recruitment: How they came into the study, None if that was not recorded.
    """

    uuid: str
    number: int
    pseudonym: str
    attributes: dict[str, AttributeValue]
    transcripts: tuple[str, ...]
    recruitment: RecruitmentEntry | None


@dataclass(frozen=True, slots=True)
class Recruited:
    """Who counts as a case.

    Attributes:
        numbers: Row numbers of the participants that count, in the order of the study.
        left_out: How many do not, by status; only statuses that somebody has.
    """

    numbers: tuple[int, ...]
    left_out: dict[Recruitment, int]


def all(reader: Reader) -> list[Participant]:
    """Participants in the order of the study, with their attributes."""
    values = _values(reader)
    return [Participant(pseudonym, values.get(number, {})) for number, pseudonym in numbers(reader).items()]


def entries(reader: Reader) -> list[ParticipantEntry]:
    """Everything about the participants that a table shows, in the order of the study."""
    values, spoken, came = _values(reader), _transcript_names(reader), recruitment(reader)
    return [
        ParticipantEntry(
            uuid, number, pseudonym, values.get(number, {}), tuple(spoken.get(number, ())), came.get(number)
        )
        for uuid, number, pseudonym in reader.rows(
            "SELECT uuid, id, pseudonym FROM participants WHERE deleted_at IS NULL ORDER BY position, id"
        )
    ]


def _values(reader: Reader) -> dict[int, dict[str, AttributeValue]]:
    """Row number of a participant → attribute name → value, attributes in order."""
    values: dict[int, dict[str, AttributeValue]] = {}
    known = {knowledge.value: knowledge for knowledge in Knowledge}
    for number, name, knowledge, text, low, high in reader.rows(
        "SELECT v.participant_id, a.name, v.knowledge, v.text_value, v.low, v.high FROM attribute_values v"
        " JOIN attributes a ON a.id = v.attribute_id ORDER BY a.position, a.id"
    ):
        values.setdefault(number, {})[name] = AttributeValue(known[knowledge], text, low, high)
    return values


def _transcript_names(reader: Reader) -> dict[int, list[str]]:
    spoken: dict[int, list[str]] = {}
    for number, name in reader.rows(
        "SELECT s.participant_id, t.name FROM transcripts t JOIN speakers s ON s.transcript_id = t.id"
        " AND s.role = 'participant' AND s.participant_id IS NOT NULL"
        " WHERE t.deleted_at IS NULL ORDER BY t.position, t.id"
    ):
        names = spoken.setdefault(number, [])
        if not names or names[-1] != name:
            names.append(name)
    return spoken


def named(reader: Reader, pseudonym: str) -> str:
    """Uuid of the participant with this pseudonym; case, accents and kinds of dashes do not count if one fits.

    Raises:
        StoreError: If there is none; the nearest pseudonyms are given.
    """
    known = dict(reader.rows("SELECT pseudonym, uuid FROM participants WHERE deleted_at IS NULL ORDER BY position, id"))
    found = spelling(known, pseudonym)
    if found in known:
        return str(known[found])
    import difflib

    alike = [name for name in known if name_key(name) == name_key(pseudonym)]
    near = alike or difflib.get_close_matches(pseudonym, known, n=3)
    raise StoreError(
        _("There is no participant {pseudonym} in this study.").format(pseudonym=pseudonym),
        _("Nearest: {names}.").format(names=", ".join(near)) if near else _("See `workbench participants STUDY`."),
    )


def spelling(known: Iterable[str], pseudonym: str) -> str:
    """A pseudonym as the study writes it, if but one of those known differs from it in case, accents or dashes."""
    names = list(known)
    if pseudonym in names:
        return pseudonym
    alike = [name for name in names if name_key(name) == name_key(pseudonym)]
    return alike[0] if len(alike) == 1 else pseudonym


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


def recruitment(reader: Reader) -> dict[int, RecruitmentEntry]:
    """Row number of each participant whose recruitment was recorded → how it went."""
    return {
        number: RecruitmentEntry(Recruitment(status), reason, approached, answered)
        for number, status, reason, approached, answered in reader.rows(
            "SELECT r.participant_id, r.status, r.reason, r.approached_on, r.answered_on FROM recruitment r"
            " JOIN participants p ON p.id = r.participant_id AND p.deleted_at IS NULL ORDER BY p.position, p.id"
        )
    }


def recruited(reader: Reader) -> Recruited:
    """Who counts as a case of the study: everyone, but those who refused, withdrew or have not answered.

    One who was only approached but speaks in a transcript did take part. Who has no recruitment recorded counts.
    """
    came, spoken = recruitment(reader), transcripts_of(reader)
    chosen: list[int] = []
    left_out: dict[Recruitment, int] = {}
    for number in numbers(reader):
        status = came[number].status if number in came else Recruitment.ACCEPTED
        if status is Recruitment.ACCEPTED or (status is Recruitment.APPROACHED and number in spoken):
            chosen.append(number)
        else:
            left_out[status] = left_out.get(status, 0) + 1
    return Recruited(tuple(chosen), {status: left_out[status] for status in Recruitment if status in left_out})


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


def attribute_named(reader: Reader, name: str) -> AttributeEntry:
    """The attribute with this name or label; case, accents and blanks for underscores do not count.

    Raises:
        StoreError: If there is none; the names are given.
    """
    known = attributes(reader)
    for entry in known:
        if name == entry.name:
            return entry
    for entry in known:
        if attribute_key(name) in {attribute_key(one) for one in (entry.name, *entry.labels.values())}:
            return entry
    raise StoreError(
        _("There is no attribute {name} in this study.").format(name=name),
        _("Attributes: {names}.").format(names=", ".join(entry.name for entry in known) or _("none")),
    )


def attribute_key(name: str) -> str:
    """What two spellings of an attribute's name share: ``hours_per_week`` and ``Hours per week``."""
    return " ".join(name_key(name).replace("-", " ").split())


def coded_words(reader: Reader, uuid: str, coder: str | None = None) -> list[tuple[int, int, int, int]]:
    """Codings in the words of one participant, in text order.

    Args:
        reader: Of the study.
        uuid: Of the participant.
        coder: uuid of the one whose codings are wanted; None for all but layers aside.

    Returns:
        Row number of the transcript, start, end, row number of the coding.
    """
    return reader.rows(
        'SELECT DISTINCT c.transcript_id, c.start, c."end", c.id'
        f"{_OWN_TURNS} JOIN codings c ON c.transcript_id = t.id"
        ' AND c.start < u."end" AND c."end" > u.start JOIN codes d ON d.id = c.code_id AND d.deleted_at IS NULL'
        " JOIN coders o ON o.id = c.coder_id AND (o.uuid = :coder OR :coder IS NULL AND o.kind <> 'aside')"
        ' WHERE p.uuid = :uuid ORDER BY c.transcript_id, c.start, c."end", c.id',
        uuid=uuid,
        coder=coder,
    )


def own_turns(reader: Reader, uuid: str) -> list[tuple[int, int, int, int]]:
    """The turns of one participant, in text order: as ``coded_words``, with 0 for the coding."""
    return reader.rows(
        f'SELECT t.id, u.start, u."end", 0{_OWN_TURNS} WHERE p.uuid = :uuid ORDER BY t.position, t.id, u.number',
        uuid=uuid,
    )


# A text without labels has one nameless speaker.
_OWN_TURNS = (
    " FROM participants p JOIN speakers s ON s.participant_id = p.id AND s.role = 'participant'"
    " JOIN transcripts t ON t.id = s.transcript_id AND t.deleted_at IS NULL"
    " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
    " JOIN turns u ON u.revision_id = r.id AND u.kind = 'speech'"
    " AND (u.speaker_id = s.id OR (u.speaker_id IS NULL AND s.label = ''))"
)
