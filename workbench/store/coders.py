"""Who codes."""

from typing import TYPE_CHECKING
from uuid import uuid4

from codebook.coding import Coder, CoderKind
from transcripts.i18n import _
from workbench.errors import StoreError

if TYPE_CHECKING:
    from workbench.store.reader import Reader

CONSENSUS = "consensus"


def all(reader: "Reader", *, kind: CoderKind | None = None) -> list[Coder]:
    """Coders in the order in which they joined.

    Args:
        reader: Of the study.
        kind: Only persons, or only the consensus layer; None for all.
    """
    rows = reader.rows("SELECT uuid, name, kind FROM coders ORDER BY id")
    found = [Coder(uuid, name, CoderKind(what)) for uuid, name, what in rows]
    return [coder for coder in found if kind is None or coder.kind == kind]


def named(reader: "Reader", name: str) -> Coder:
    """The coder with this name (case-blind) or uuid.

    Raises:
        StoreError: If there is none; the sentence lists who there is.
    """
    wanted = fold(name)
    everyone = all(reader)
    for coder in everyone:
        if fold(coder.name) == wanted or coder.uuid == name:
            return coder
    names = ", ".join(coder.name for coder in everyone if coder.kind == CoderKind.PERSON)
    raise StoreError(
        _("There is no coder {name} in this study.").format(name=name.strip() or "?"),
        _("Coders: {names}.").format(names=names)
        if names
        else _("Add one with `workbench coders STUDY add {name}`.").format(name=name.strip() or _("NAME")),
    )


def numbered(reader: "Reader", number: int | None) -> Coder | None:
    """The coder with this row number, None if there is none."""
    row = reader.one("SELECT uuid, name, kind FROM coders WHERE id = :number", number=number)
    return Coder(row[0], row[1], CoderKind(row[2])) if row else None


def fold(name: str) -> str:
    """The form in which two names of coders are compared."""
    return " ".join(name.split()).casefold()


def checked_name(name: str) -> str:
    """A coder's name with its spaces put right.

    Raises:
        StoreError: If nothing is left, it is too long, or it holds control characters.
    """
    clean = " ".join(name.split())
    if not clean or len(clean) > 60 or not clean.isprintable():
        raise StoreError(_("This is no name for a coder."), _("Give 1 to 60 printable characters, such as initials."))
    return clean


def new_uuid() -> str:
    """Identity for something just made."""
    return str(uuid4())
