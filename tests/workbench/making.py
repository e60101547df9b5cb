"""Small studies for tests."""

from dataclasses import dataclass
from pathlib import Path

from codebook.book import Codebook
from codebook.coding import Coder
from transcripts.model import Role, Source, Speaker, Transcript, Turn
from transcripts.spans import Span
from workbench.store import coders
from workbench.store.study_file import StudyFile
from workbench.workflows.importing import import_transcripts
from workbench.workflows.studies import new_study

TALK = (
    ("ENQ", "Pourquoi y êtes-vous allés ?"),
    ("I-05", "Au début la direction avait peur. Puis on a vu que d’autres parlaient à notre place."),
    ("ENQ", "Et comment validez-vous ?"),
    ("I-05", "Une réponse simple, je la fais. Le reste monte à la directrice 👩‍👩‍👧."),
)


def transcript(name: str = "I-05", talk: tuple[tuple[str, str], ...] = TALK) -> Transcript:
    """A transcript from pairs of label and words."""
    turns, at = [], 0
    for label, words in talk:
        turns.append(Turn(Span(at, at + len(words)), label, f"{label} :"))
        at += len(words) + 1
    speakers = tuple(
        Speaker(label, Role.INTERVIEWER if label == "ENQ" else Role.PARTICIPANT)
        for label in dict.fromkeys(label for label, _words in talk)
    )
    text = "\n".join(words for _label, words in talk)
    return Transcript(name, text, tuple(turns), speakers, Source(f"{name}.txt", "text"), language="fr")


def codebook() -> Codebook:
    """A branch with two codes and one code beside it."""
    book = Codebook()
    branch = book.new_code("Objectifs", "fr", short="OBJ", codable=False, takes_stance=True)
    book = book.add(branch)
    book = book.add(book.new_code("Image", "fr", parent=branch.uuid, short="IMAGE", key="1"))
    book = book.add(book.new_code("Projet", "fr", parent=branch.uuid, short="PROJET", key="2"))
    return book.add(book.new_code("Ton", "fr", short="TON"))


@dataclass
class Bench:
    """A study with a transcript, a codebook and two coders."""

    study: StudyFile
    maude: Coder
    julien: Coder
    transcript: str
    codes: dict[str, str]


def bench(path: Path, *transcripts: Transcript) -> Bench:
    """Make a study at ``path``."""
    book = codebook()
    study = new_study(path, codebook=book, coder="Maude")
    from workbench.workflows.studies import add_coder

    julien = add_coder(study, "Julien")
    imported = import_transcripts(study, None, transcripts or (transcript(),))
    return Bench(
        study,
        coders.named(study.reader, "maude"),
        julien,
        next(iter(imported.transcripts.values())),
        {code.short: code.uuid for code in book.codes},
    )


def content(study: StudyFile) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a study that undo must bring back exactly: all but journal, history, versions and row numbers."""
    reader = study.reader
    return {
        "codes": reader.rows(
            "SELECT c.uuid, p.uuid, c.short, c.label_fr, c.label_en, c.definition, c.colour, c.key, c.codable"
            " FROM codes c LEFT JOIN codes p ON p.id = c.parent_id WHERE c.deleted_at IS NULL ORDER BY c.uuid"
        ),
        "codings": reader.rows(
            'SELECT c.uuid, t.uuid, o.uuid, d.uuid, c.start, c."end", c.strength, c.stance, c.origin, c.created_at,'
            " c.changed_at FROM codings c JOIN transcripts t ON t.id = c.transcript_id"
            " JOIN coders o ON o.id = c.coder_id JOIN codes d ON d.id = c.code_id ORDER BY c.uuid"
        ),
        "memos": reader.rows(
            "SELECT m.uuid, m.body, c.uuid FROM memos m LEFT JOIN codings c ON c.id = m.coding_id ORDER BY m.uuid"
        ),
        "states": reader.rows(
            "SELECT s.uuid, o.uuid, t.uuid, s.state FROM coder_states s JOIN coders o ON o.id = s.coder_id"
            " JOIN transcripts t ON t.id = s.transcript_id ORDER BY s.uuid"
        ),
        "transcripts": reader.rows("SELECT uuid, name FROM transcripts WHERE deleted_at IS NULL ORDER BY uuid"),
        "participants": reader.rows("SELECT uuid, pseudonym FROM participants WHERE deleted_at IS NULL ORDER BY uuid"),
        "values": reader.rows("SELECT uuid, knowledge, text_value, low, high FROM attribute_values ORDER BY uuid"),
        "speakers": reader.rows("SELECT uuid, label, role, participant_id FROM speakers ORDER BY uuid"),
    }
