"""The words of many transcripts at once, one query for all."""

from collections.abc import Collection, Iterator
from itertools import groupby

from workbench.store.reader import Reader
from workbench.store.transcripts import joined

_MOST = 400


def texts(reader: Reader, numbers: Collection[int] | None = None) -> Iterator[tuple[int, str]]:
    """Row number and text of transcripts; spans of codings point into it.

    Args:
        reader: Of the study.
        numbers: Row numbers of those wanted; None for all.
    """
    wanted = None if numbers is None or len(numbers) > _MOST else ", ".join(str(int(one)) for one in numbers)
    rows = reader.rows(
        "SELECT t.id, r.blanks, u.text FROM turns u JOIN revisions r ON r.id = u.revision_id"
        " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number AND t.deleted_at IS NULL"
        + ("" if wanted is None else f" WHERE t.id IN ({wanted})")
        + " ORDER BY t.id, u.number"
    )
    for number, turns in groupby(rows, key=lambda row: int(row[0])):
        if numbers is None or number in numbers:
            held = list(turns)
            yield number, joined([row[2] for row in held], held[0][1])
