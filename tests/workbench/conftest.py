from pathlib import Path

import pytest

from tests.workbench.making import Bench, bench


@pytest.fixture
def desk(tmp_path: Path):
    made: Bench = bench(tmp_path / "essai.study")
    yield made
    made.study.close()
