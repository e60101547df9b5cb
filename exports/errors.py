"""This package's branch of the error tree."""

from transcripts.errors import StudyError


class ExportError(StudyError):
    """Something cannot be written as asked."""
