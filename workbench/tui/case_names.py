"""What coders are called where somebody rules: by their names, or by letters that cannot be learned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.workflows.ruling.hiding import Letters, letters

if TYPE_CHECKING:
    from codebook.coding import Coder, Coding
    from workbench.workflows.ruling.values import OpenCase


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

    With letters, the positions too come in another order for every passage: whoever rules cannot learn that B is always
    the same person, or that the first position is always the same person's.

    Args:
        secret: The salt of the study.

    Attributes:
        hidden: Whether names are hidden.
    """

    def __init__(self, secret: str) -> None:
        self.hidden = False
        self._secret = secret

    def sides(self, case: "OpenCase") -> tuple[ShownSide, ...]:
        """The positions of a case in the order in which they are shown."""
        drawn = self._letters(case)
        places = drawn.order if drawn is not None else range(len(case.positions))
        return tuple(
            ShownSide(
                number,
                place,
                tuple(_called(case.positions[place].coders, drawn)),
                case.positions[place].codings,
                place == case.majority,
            )
            for number, place in enumerate(places, 1)
        )

    def names(self, case: "OpenCase") -> dict[str, str]:
        """Uuid of each coder of a case to what it is called."""
        drawn = self._letters(case)
        return drawn.names if drawn is not None else {coder.uuid: coder.name for coder in case.coders}

    def _letters(self, case: "OpenCase") -> Letters | None:
        return letters(case, self._secret) if self.hidden else None


def _called(coders: "Sequence[Coder]", drawn: Letters | None) -> list[str]:
    if drawn is not None:
        return sorted(drawn.names[coder.uuid] for coder in coders)
    return [coder.name for coder in coders]
