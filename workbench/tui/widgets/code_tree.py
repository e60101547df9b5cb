"""The codebook as rows: what stands on which line of the codebook pane. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from codebook.book import Codebook
from codebook.code import Code
from codebook.palette import colour_of
from workbench.tui.widgets.cell_widths import display


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One line of the tree.

    Attributes:
        code: The code.
        label: Its label in the language shown.
        depth: How far it is indented; 0 at the top.
        colour: ``#rrggbb``.
        key: The key that applies it, "" if none works.
        count: Codings with it; for a folded branch or one that only groups, with all that is under it.
        children: Whether anything is under it.
        folded: Whether that is hidden.
    """

    code: Code
    label: str
    depth: int
    colour: str
    key: str
    count: int
    children: bool
    folded: bool


def code_rows(
    book: Codebook,
    *,
    counts: Mapping[str, int],
    keys: Mapping[str, str],
    folded: Collection[str] = (),
    language: str = "fr",
) -> list[CodeRow]:
    """The lines of the tree, depth first, without what lies in folded branches.

    Args:
        book: The codebook.
        counts: uuid of a code to its codings.
        keys: Key to the uuid of the code that it applies.
        folded: uuids of the folded branches.
        language: The language of the labels.
    """
    key_of = {uuid: key for key, uuid in keys.items()}
    rows: list[CodeRow] = []

    def add(code: Code, depth: int) -> None:
        children = book.children(code.uuid)
        hidden = bool(children) and code.uuid in folded
        total = hidden or not code.codable
        rows.append(
            CodeRow(
                code,
                display(code.label(language)),
                depth,
                colour_of(book, code),
                key_of.get(code.uuid, ""),
                branch_count(book, code, counts) if total else counts.get(code.uuid, 0),
                bool(children),
                hidden,
            )
        )
        for child in () if hidden else children:
            add(child, depth + 1)

    for code in book.children(None):
        add(code, 0)
    return rows


def branch_count(book: Codebook, code: Code, counts: Mapping[str, int]) -> int:
    """Codings with a code and all that is under it."""
    return sum(counts.get(step.uuid, 0) for step in (code, *book.descendants(code.uuid)))
