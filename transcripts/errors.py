"""The root of every error that is raised on purpose, and this package's branch of it."""


class StudyError(Exception):
    """Something a person can mend.

    Attributes:
        message: One sentence that names the thing and the fault.
        hint: What to do about it; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class TranscriptError(StudyError):
    """A transcript cannot be read or cut."""
