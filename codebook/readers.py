"""Codebooks from files, picked by the file's ending."""

from collections.abc import Callable, Collection
from pathlib import Path

from codebook.book import Codebook
from codebook.csv_text import csv_drafts
from codebook.drafts import FIELDS, Draft, codebook_from
from codebook.errors import CodebookError
from codebook.nodes import Node, Source, read_text
from codebook.yaml_text import yaml_nodes
from transcripts.i18n import _

HEADER = ("title", "description", "language", "source", "codes")


def read_codebook(path: Path, *, language: str, reserved_keys: Collection[str] = ()) -> Codebook:
    """The codebook in a file.

    Args:
        path: A YAML file, or a table (CSV, TSV) of codes.
        language: ``fr`` or ``en``: which definitions to take where a file has both; labels keep both.
        reserved_keys: Keys of commands, which no code may take.

    Raises:
        CodebookError: With the line of what is wrong, and what to do.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise CodebookError(
            _("{name} is no codebook that can be read here.").format(name=path.name),
            _("Codebooks are read from: {endings}.").format(endings=", ".join(READERS)),
        )
    return reader(read_text(path), name=path.name, language=language, reserved_keys=reserved_keys)


def read_yaml(text: str, *, name: str, language: str, reserved_keys: Collection[str] = ()) -> Codebook:
    """The codebook in a YAML text: codes under ``codes``, each with fields of ``FIELDS`` and ``children``."""
    source = Source(name, language)
    root = yaml_nodes(text, source)
    if isinstance(root.value, list):
        codes: Node | None = root
    else:
        fields = source.fields(root, HEADER)
        source = Source(name, language, plain=source.text(fields.get("language")).strip().casefold())
        codes = fields.get("codes")
    drafts = _drafts(codes, source)
    if not drafts:
        raise source.fault(root.line, _("there are no codes here."), _('List them under "codes:".'))
    return codebook_from(drafts, source, reserved_keys=reserved_keys)


def read_csv(text: str, *, name: str, language: str, reserved_keys: Collection[str] = ()) -> Codebook:
    """The codebook in a table."""
    source = Source(name, language)
    drafts = csv_drafts(text, source)
    if not drafts:
        raise source.fault(1, _("there are no codes here."), _("Write one code per line under the column names."))
    return codebook_from(drafts, source, reserved_keys=reserved_keys)


def _drafts(codes: Node | None, source: Source) -> list[Draft]:
    """Nested codes, flat and depth first."""
    drafts: list[Draft] = []
    waiting: list[tuple[Node, int | None]] = [(node, None) for node in reversed(source.items(codes))]
    while waiting:
        node, parent = waiting.pop()
        # A code may be written as nothing but its label.
        if isinstance(node.value, str):
            node = Node({"label": node}, node.line)
        fields = source.fields(node, (*FIELDS, "children"))
        children = source.items(fields.get("children"))
        drafts.append(Draft(node.line, {name: fields[name] for name in FIELDS if name in fields}, parent))
        waiting += [(child, len(drafts) - 1) for child in reversed(children)]
    return drafts


READERS: dict[str, Callable[..., Codebook]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".csv": read_csv,
    ".tsv": read_csv,
}
