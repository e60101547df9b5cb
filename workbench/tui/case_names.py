"""What coders are called where somebody rules: by their names, or by letters that cannot be learned."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from string import ascii_uppercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codebook.coding import Coder, Coding
    from workbench.workflows.ruling import OpenCase


@dataclass(frozen=True, slots=True)
class ShownSide:
    """A position as it is shown.

    Attributes:
        number: By which it is called, and which key chooses it, from 1.
        place: Its place in the case.
        names: What those who hold it are called here.
        codings: What they gave; empty for nothing.
        majority: Whether more than half of those who read the text hold it.
    """

    number: int
    place: int
    names: tuple[str, ...]
    codings: "tuple[Coding, ...]"
    majority: bool


class Naming:
    """Names, or letters.

    Letters and the order of the positions are drawn anew for every passage, from a secret of this sitting: whoever
    rules cannot learn that B is always the same person, or that the first position is always the same person's.

    Attributes:
        hidden: Whether names are hidden.
    """

    def __init__(self) -> None:
        self.hidden = False
        self._secret = secrets.token_bytes(16)

    def sides(self, case: "OpenCase") -> tuple[ShownSide, ...]:
        """The positions of a case in the order in which they are shown."""
        letters = self._letters(case)
        places = list(range(len(case.positions)))
        if self.hidden:
            places.sort(key=lambda place: min(letters[coder.uuid] for coder in case.positions[place].coders))
        return tuple(
            ShownSide(
                number,
                place,
                tuple(self._called(case.positions[place].coders, letters)),
                case.positions[place].codings,
                place == case.majority,
            )
            for number, place in enumerate(places, 1)
        )

    def _called(self, coders: "Sequence[Coder]", letters: dict[str, str]) -> list[str]:
        if self.hidden:
            return sorted(letters[coder.uuid] for coder in coders)
        return [coder.name for coder in coders]

    def _letters(self, case: "OpenCase") -> dict[str, str]:
        """uuid of each coder of a case to a letter."""
        coders = [coder.uuid for position in case.positions for coder in position.coders]
        drawn = sorted(coders, key=lambda uuid: self._drawn(case.key, uuid))
        return {uuid: _letter(number) for number, uuid in enumerate(drawn)}

    def _drawn(self, *words: str) -> bytes:
        return blake2b("\0".join(words).encode(), key=self._secret, digest_size=8).digest()


def _letter(number: int) -> str:
    """A to Z, then A2, B2 and so on."""
    again, letter = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(again + 1) if again else "")
