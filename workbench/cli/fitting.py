"""How the columns of a table share the width of a terminal: in strips below each other where they do not fit beside.

A column is never narrower than its longest word as long as that can be; headings of figures take several lines first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.widths import text_width

GAP = "  "
NARROWEST = 8
#: A word longer than this may be cut where a column has to give way.
LONGEST_WORD = 20


@dataclass(frozen=True, slots=True)
class Strip:
    """Columns that stand beside each other.

    Attributes:
        places: Of the columns in the table.
        sizes: Their widths.
    """

    places: tuple[int, ...]
    sizes: tuple[int, ...]


def strips(columns: Sequence[Sequence[str]], heads: int, width: int | None) -> list[Strip]:
    """Lay columns out.

    Args:
        columns: The texts of each, its heading first.
        heads: How many columns from the left name a row; they are repeated in every strip.
        width: Of the terminal, None to wrap nothing.
    """
    everything = tuple(range(len(columns)))
    natural = [max(1, *map(text_width, column)) for column in columns]
    if width is None or _taken(natural) <= width:
        return [Strip(everything, tuple(natural))]
    least = [min(size, _least(column, width)) for size, column in zip(natural, columns, strict=True)]
    return [_shared(places, natural, least, width) for places in _divided(least, _repeated(least, heads, width), width)]


def _taken(sizes: Sequence[int]) -> int:
    return sum(sizes) + len(GAP) * (len(sizes) - 1)


def _least(column: Sequence[str], width: int) -> int:
    """The longest word, within reason, and room for a few letters where everything is short."""
    longest = max((text_width(word) for text in column for word in text.split()), default=0)
    return min(max(longest, NARROWEST), LONGEST_WORD, max(1, width))


def _repeated(least: Sequence[int], heads: int, width: int) -> int:
    """How many heads every strip can have with half of the width left for others."""
    return max((count for count in range(min(heads, len(least)) + 1) if 2 * _taken(least[:count]) <= width), default=0)


def _divided(least: Sequence[int], heads: int, width: int) -> list[tuple[int, ...]]:
    """The places of each strip: the heads, and as many of the others as fit beside them."""
    named = tuple(range(heads))
    found: list[tuple[int, ...]] = []
    here: tuple[int, ...] = ()
    for place in range(heads, len(least)):
        longer = (*here, place)
        if here and _taken([least[at] for at in (*named, *longer)]) > width:
            found.append((*named, *here))
            longer = (place,)
        here = longer
    return [*found, (*named, *here)]


def _shared(places: tuple[int, ...], natural: Sequence[int], least: Sequence[int], width: int) -> Strip:
    """The widest columns of a strip give way until it fits, or all are as narrow as they may be."""
    sizes = {place: natural[place] for place in places}
    excess = _taken([*sizes.values()]) - width
    while excess > 0:
        widest = max(places, key=lambda place: (sizes[place] > least[place], sizes[place]))
        if sizes[widest] <= least[widest]:
            break
        sizes[widest] -= 1
        excess -= 1
    if excess > 0:  # one column alone, and still too wide
        last = places[-1]
        sizes[last] = max(1, sizes[last] - excess)
    return Strip(places, tuple(sizes[place] for place in places))
