"""Files as people have them, written anew for each test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from transcripts.readers import Reading, ReadingOptions, read_file

Read = Callable[..., Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file and read it: ``read("ENQ : …", name="I-05.txt", speakers={…})``."""

    def read_text(content: str | bytes, *, name: str = "entretien.txt", **options: object) -> Reading:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_file(path, options=ReadingOptions(**options))  # type: ignore[arg-type]

    return read_text
