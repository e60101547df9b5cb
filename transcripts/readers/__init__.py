"""From files to transcripts: one reader per format, chosen by the file's ending.

``read_file`` gives everything that was understood of a file (for a dry run, say); ``read_transcripts`` only the
transcripts. A further format is a further entry in ``registry.READERS``.
"""

from transcripts.readers.options import (
    AnswerTable,
    Double,
    Doubt,
    Layout,
    Reading,
    ReadingOptions,
    parse_speakers,
)
from transcripts.readers.registry import endings, read_file, read_transcripts
from transcripts.readers.summary import SpeakerSummary, speaker_summaries

__all__ = [
    "AnswerTable",
    "Double",
    "Doubt",
    "Layout",
    "Reading",
    "ReadingOptions",
    "SpeakerSummary",
    "endings",
    "parse_speakers",
    "read_file",
    "read_transcripts",
    "speaker_summaries",
]
