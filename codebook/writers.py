"""Codebooks into files: YAML for people and programs, CSV for spreadsheets; both read back as they were.

Codes in the bin are left out.
"""

import csv
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from codebook.book import Codebook
from codebook.checks import LANGUAGES
from codebook.code import Code
from codebook.errors import CodebookError
from transcripts.i18n import _

_TEXTS = ("definition", "include", "exclude", "example")
# What a spreadsheet would take for a formula gets an apostrophe, which our reader takes away again.
_FORMULA = re.compile(r"'*[=+\-@]")
COLUMNS = (
    "short",
    "parent",
    *(f"label_{language}" for language in LANGUAGES),
    *_TEXTS,
    "keywords",
    "colour",
    "key",
    "codable",
    "takes_stance",
    "exclusive",
    "uuid",
)


def write_codebook(book: Codebook, path: Path, *, language: str = "fr", title: str = "") -> None:
    """Write the codebook to a file, in the format of its ending; an older file is replaced when all is written.

    Args:
        book: What to write.
        path: Ends in ``.yaml``, ``.yml`` or ``.csv``.
        language: Of the definitions; stands at the top of YAML.
        title: Stands at the top of YAML.

    Raises:
        CodebookError: If the ending is unknown or the file cannot be written.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise CodebookError(
            _("A codebook cannot be written as {name}.").format(name=path.name),
            _("Use one of the endings {endings}.").format(endings=", ".join(WRITERS)),
        )
    write_whole(path, writer(book, language=language, title=title))


def write_whole(path: Path, text: str) -> None:
    """Write a small file aside, then move it into place.

    Raises:
        CodebookError: If it cannot be written; what was there before is as it was.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        aside.write_bytes(text.encode("utf-8"))
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise CodebookError(
            _("{name} cannot be written: {reason}.").format(name=path.name, reason=error.strerror),
            _("Choose another place."),
        ) from error


def to_yaml(book: Codebook, *, language: str = "fr", title: str = "") -> str:
    """The codebook as YAML, codes nested as in the tree."""
    import yaml

    content: dict[str, Any] = {"title": title} if title else {}
    content |= {"language": language, "codes": [_nested(book, code) for code in book.children(None)]}
    return str(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100))


def _nested(book: Codebook, code: Code) -> dict[str, Any]:
    fields: dict[str, Any] = {"short": code.short, "label": dict(code.labels)}
    fields |= {name: getattr(code, name) for name in (*_TEXTS, "colour", "key") if getattr(code, name)}
    if code.keywords:
        fields["keywords"] = list(code.keywords)
    if not code.codable:
        fields["codable"] = False
    fields |= {name: True for name in ("takes_stance", "exclusive") if getattr(code, name)}
    fields["uuid"] = code.uuid
    if children := book.children(code.uuid):
        fields["children"] = [_nested(book, child) for child in children]
    return fields


def to_csv(book: Codebook, *, language: str = "fr", title: str = "") -> str:
    """The codebook as a table, with the mark by which spreadsheets know UTF-8; language and title have no column."""
    file = io.StringIO(newline="")
    file.write("\ufeff")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for code in book.codes:
        row = _row(book, code)
        table.writerow([_guarded(row[column]) for column in COLUMNS])
    return file.getvalue()


def _row(book: Codebook, code: Code) -> dict[str, str]:
    row = {name: str(getattr(code, name)) for name in ("short", *_TEXTS, "colour", "key", "uuid")}
    row |= {f"label_{name}": code.labels.get(name, "") for name in LANGUAGES}
    row |= {name: "yes" if getattr(code, name) else "no" for name in ("codable", "takes_stance", "exclusive")}
    row["parent"] = book.get(code.parent).short if code.parent else ""
    row["keywords"] = _joined(code.keywords)
    return row


def _joined(words: tuple[str, ...]) -> str:
    """Keywords in one cell: between semicolons, or one a line where they hold separators themselves."""
    if any(mark in word for word in words for mark in ",;"):
        return "".join(f"{word}\n" for word in words)
    return "; ".join(words)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


WRITERS: dict[str, Callable[..., str]] = {".yaml": to_yaml, ".yml": to_yaml, ".csv": to_csv}
