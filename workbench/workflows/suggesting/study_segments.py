"""The segments of a study with what was read of them, without the arrays that lists are ranked with."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.store.study_file import StudyFile
from workbench.suggest.pieces import Piece
from workbench.suggest.reading import Reading
from workbench.workflows.suggesting.cutting import cut_study
from workbench.workflows.suggesting.kept import KeptReadings
from workbench.workflows.suggesting.readiness import look


@dataclass(frozen=True, eq=False)
class StudySegments:
    """What commands need that look at words alone.

    Attributes:
        pieces: The segments, those of a transcript one after the other.
        languages: Language of each.
        readings: What was read of each; fetched when it is looked at.
    """

    pieces: Sequence[Piece]
    languages: Sequence[str]
    readings: Sequence[Reading]


def study_segments(study: StudyFile) -> StudySegments:
    """Cut a study, and find what was read of it; loads no model.

    Args:
        study: Open for as long as the segments are used.
    """
    cut = cut_study(study)
    _ready, sources = look(study.reader, cut)
    texts = [piece.text for piece in cut.pieces]
    read = KeptReadings(study.reader, texts, cut.languages, cut.hashes, dict(sources.read_by))
    return StudySegments(cut.pieces, cut.languages, read)
