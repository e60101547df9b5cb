"""Lines in which a person says what to look at: ``kind=boundary code="NOUVELLE PEUR"``."""

from transcripts.i18n import _
from transcripts.lists import split_words
from workbench.errors import AnalysisError


def words_of(line: str) -> list[str]:
    """The words of such a line; what stands in quotation marks is one word.

    Raises:
        AnalysisError: If a quotation mark is opened and never closed.
    """
    try:
        return split_words(line)
    except ValueError as error:
        raise AnalysisError(
            _("A quotation mark is opened and never closed."), _("Write the value in two of them.")
        ) from error
