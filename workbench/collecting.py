"""How often garbage is looked for: seldom in commands, which soon end; not at all while values are made to stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL, _SELDOM = gc.get_threshold(), (200_000, 20, 100)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom meanwhile: a command soon ends, and most of what it makes it keeps until then."""
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        collect_as_usual()


def collect_as_usual() -> None:
    """Look for garbage as often as Python does, for what stays open for hours."""
    gc.set_threshold(*_USUAL)


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Look for no garbage meanwhile, where hundreds of thousands of values are made and kept.

    It holds for all threads, so it is for work of seconds. Several may overlap: the last one does not leave it off.
    What was made counts as old afterwards; as new, it would be gone through three times more, and hold up the keys.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
