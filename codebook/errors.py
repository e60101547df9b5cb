"""This package's branch of the error tree."""

from transcripts.errors import StudyError


class CodebookError(StudyError):
    """A codebook, code or coding is not as it must be."""
