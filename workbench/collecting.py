"""Making very many values that all stay, without looking for garbage among them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
