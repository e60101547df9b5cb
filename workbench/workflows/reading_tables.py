"""Reading a table that somebody made, with one sentence where it cannot be read."""

from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.files import size_of
from transcripts.i18n import _
from workbench.errors import StoreError

if TYPE_CHECKING:
    from transcripts.readers.tables import Table

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")


def read_table(path: Path, refusal: str) -> "Table":
    """A table with its first row as headings.

    Args:
        path: By its ending a workbook or delimited text.
        refusal: What is said of a file of another kind, with ``{name}``; translated already.

    Raises:
        StoreError: If it is of another kind, is not there or cannot be read.
    """
    from transcripts.readers.options import ReadingOptions
    from transcripts.readers.tables import read_delimited, read_workbook

    if path.suffix.lower() not in ENDINGS:
        raise StoreError(
            refusal.format(name=path.name), _("Known endings: {endings}.").format(endings=", ".join(ENDINGS))
        )
    try:
        size_of(path)
        return (read_workbook if path.suffix.lower() == ".xlsx" else read_delimited)(path, ReadingOptions())
    except FileNotFoundError as error:
        raise StoreError(_("There is no file {name}.").format(name=path.name), _("Look at the path.")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(_("{name} cannot be read: {reason}.").format(name=path.name, reason=reason)) from error
