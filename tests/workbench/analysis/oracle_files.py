"""The known answers of the reference folder, as arrays."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.analysis.columns import FloatArray


def cases(shared: Path, name: str) -> dict[str, dict[str, Any]]:
    content = json.loads((shared / "oracles" / "agreement" / f"{name}.json").read_text("utf-8"))
    assert content["schema"] == "agreement-oracle/1"
    return {case["id"]: case for case in content["cases"]}


def matrix(case: dict[str, Any]) -> FloatArray:
    rows = case["inputs"]["units_by_coders"]
    return np.array([[np.nan if value is None else value for value in row] for row in rows], float).T


def table_ratings(case: dict[str, Any]) -> FloatArray:
    table = np.array(case["inputs"]["table_rows_coder1_cols_coder2"])
    first, second = np.nonzero(table >= 0)
    return np.repeat(np.stack((first, second)), table.ravel(), axis=1).astype(float)


def check(case: dict[str, Any], found: dict[str, Any], *, notes: tuple[str, ...] = ()) -> None:
    """Every expected number of a case is answered, within the case's tolerance."""
    tolerance = case["tolerance"]
    default = tolerance["default"] if isinstance(tolerance, dict) else tolerance
    for key, wanted in case["expected"].items():
        if key in notes:
            continue
        assert key in found, f"{case['id']}: {key} is not answered"
        bound = tolerance.get(key, default) if isinstance(tolerance, dict) else tolerance
        _near(found[key], wanted, bound, f"{case['id']}: {key}")


def _near(found: Any, wanted: Any, bound: float, place: str) -> None:
    if isinstance(wanted, dict):
        assert set(found) == set(wanted), place
        for key, one in wanted.items():
            _near(found[key], one, bound, f"{place}: {key}")
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), place
        for at, one in enumerate(wanted):
            _near(found[at], one, bound, f"{place}: {at}")
    else:
        assert found == (None if wanted is None else pytest.approx(wanted, abs=max(bound, 1e-12), rel=0)), place
