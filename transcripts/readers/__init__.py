"""From files to transcripts: one reader per format, chosen by the file's ending.

``read_file`` gives everything that was understood of a file (for a dry run, say); ``read_transcripts`` only the
transcripts. A further format is a further entry in ``registry.READERS``.

The names below are looked up when they are first used: the command line needs the options for its help, and the readers
behind them would cost it more time than all the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_HOMES = {"registry": ("endings", "read_file", "read_transcripts"), "summary": ("SpeakerSummary", "speaker_summaries")}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"transcripts.readers.{_HOME_OF.get(name, 'options')}"), name)
