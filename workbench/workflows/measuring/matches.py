"""F1 of characters and of spans, for one code or for several together."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from codebook.code import Code
from workbench.analysis.span_f1 import Matches, on_characters, on_spans
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.taking import Piece, spread_pairs

#: What two spans must share of the stretch from their first start to their last end to be matched "at overlap".
OVERLAP = 0.5
_MADE: dict[str, Callable[..., Matches]] = {
    "f1_characters": on_characters,
    "f1_exact": partial(on_spans, share=1.0),
    "f1_overlap": partial(on_spans, share=OVERLAP),
}


def take(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """For more than two coders the mean over the pairs that marked anything."""
    for name in names:
        matches, blocks = _matches(ground, things, name)
        if blocks is None:
            yield Piece(name, matches.per_code(), range(len(things)))
            continue
        for place, values in enumerate(blocks):
            yield Piece(name, matches.take(values).micro(), [place])


def take_pairs(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Every two coders."""
    for name in names:
        matches, blocks = _matches(ground, things, name)
        if blocks is None:
            yield Piece(name, matches.per_code_and_pair(), *spread_pairs(len(things), ground.coders))
            continue
        for place, values in enumerate(blocks):
            yield Piece(name, matches.take(values).micro_of_pairs(), [place] * len(matches.pairs), matches.pairs)


def _matches(ground: Ground, things: Sequence[Any], name: str) -> tuple[Matches, list[list[int]] | None]:
    """What matches of every value, and of branches the values of each; a branch counts every span once a code."""
    codings, of = ground.standing_for(things)

    def make() -> Matches:
        return _MADE[name](
            *(codings, range(ground.coders)),
            theme_of=ground.places(len(of)),
            themes=len(of),
            read=ground.read,
        )

    matches = ground.kept((name, ground.key_of(things)), make)
    if all(isinstance(thing, Code) for thing in things):
        return matches, None
    return matches, [[at for at, thing in enumerate(of.tolist()) if thing == place] for place in range(len(things))]
