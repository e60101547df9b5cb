"""The error tree of the application: its own branches, and the others gathered in one place."""

from codebook.errors import CodebookError
from exports.errors import ExportError
from transcripts.errors import StudyError, TranscriptError


class StoreError(StudyError):
    """A study file cannot be opened, read or written."""


class BusyError(StoreError):
    """Another process holds the study longer than the timeout."""


class SealedError(StoreError):
    """What was asked for is sealed in a blind study."""


class AnalysisError(StudyError):
    """A figure cannot be computed from what is there."""


class RulingError(StudyError):
    """A ruling cannot be made so."""


class SettingsError(StudyError):
    """The settings file cannot be read or asks for the impossible."""


class SuggestError(StudyError):
    """Suggestions cannot be made."""


__all__ = [
    "AnalysisError",
    "BusyError",
    "CodebookError",
    "ExportError",
    "SealedError",
    "SettingsError",
    "StoreError",
    "StudyError",
    "SuggestError",
    "TranscriptError",
]
