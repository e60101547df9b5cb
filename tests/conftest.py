"""What several test folders share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the project; tests that need it skip where it is missing."""
    folder = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the reference folder ../shared is not here")
    return folder
