"""Coders shown as A, B, C while somebody rules, in another order for every case.

The letters follow from the study and the case alone, so that one can rule on the command line by a letter that was
listed before; who is who cannot be learned from case to case.
"""

from dataclasses import dataclass
from hashlib import blake2b
from string import ascii_uppercase

from transcripts.i18n import _
from workbench.errors import RulingError
from workbench.workflows.ruling.values import OpenCase


@dataclass(frozen=True, slots=True)
class Letters:
    """What the coders of a case are called.

    Attributes:
        names: uuid of a coder to a letter.
        order: Indices of the positions in the order in which they are shown, by their first letter.
    """

    names: dict[str, str]
    order: tuple[int, ...]


def letters(case: OpenCase, secret: str) -> Letters:
    """Letters for the coders of a case.

    Args:
        case: Any.
        secret: The salt of the study, so that nobody works out the order from the uuids alone.
    """
    coders = sorted(
        (coder.uuid for coder in case.coders),
        key=lambda uuid: blake2b(f"{case.key}\0{uuid}".encode(), key=secret.encode()[:64], digest_size=16).digest(),
    )
    names = {uuid: _letter(number) for number, uuid in enumerate(coders)}
    rank = {uuid: number for number, uuid in enumerate(coders)}
    order = sorted(
        range(len(case.positions)), key=lambda at: min(rank[coder.uuid] for coder in case.positions[at].coders)
    )
    return Letters(names, tuple(order))


def position_of(case: OpenCase, letter: str, secret: str) -> int:
    """Index of the position held by the coder whom a letter stands for.

    Raises:
        RulingError: If no coder of the case is called so.
    """
    names = letters(case, secret).names
    wanted = letter.strip().upper()
    for at, position in enumerate(case.positions):
        if any(names[coder.uuid] == wanted for coder in position.coders):
            return at
    raise RulingError(
        _("Nobody is called {letter} in this case.").format(letter=letter.strip()),
        _("The letters are: {letters}.").format(letters=", ".join(sorted(names.values()))),
    )


def _letter(number: int) -> str:
    """A to Z, then A2, B2 and so on."""
    again, place = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(again + 1) if again else "")
