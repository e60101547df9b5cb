"""What several test folders share."""

import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
SOAK = os.environ.get("WORKBENCH_SOAK") == "1"

# Every run of the tests tries the same examples; the long campaigns look for new ones. Neither looks at a clock.
hypothesis.settings.register_profile("slice", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("soak", max_examples=2_000, deadline=None, print_blob=True)
hypothesis.settings.load_profile("soak" if SOAK else "slice")


@pytest.fixture(scope="session")
def campaign() -> Callable[[int, int], int]:
    """How many rounds a long campaign runs: ``campaign(a_slice, the_whole)``, the whole with ``make soak`` only."""
    return lambda a_slice, the_whole: the_whole if SOAK else a_slice


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads the settings of who runs it, nor writes into their log."""
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("home", numbered=True)))
    monkeypatch.delenv("WORKBENCH_CODER", raising=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the project; tests that need it skip where it is missing."""
    folder = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the reference folder ../shared is not here")
    return folder
