"""What the campaigns share."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

#: Seconds in which anything that a person waits for must end; only what never ends is caught by this.
PATIENCE = 30


@pytest.fixture
def bounded() -> Callable[[str], object]:
    """A block that fails, with a name for what it was about, when it does not end."""

    @contextmanager
    def block(about: str) -> Iterator[None]:
        def give_up(number: int, frame: object) -> None:
            raise AssertionError(f"{about} does not end")

        before = signal.signal(signal.SIGALRM, give_up)
        signal.alarm(PATIENCE)
        try:
            yield
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)

    return block
