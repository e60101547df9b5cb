"""Tables of several layers below each other say whose they are, and which value stands under which key."""

import json
from pathlib import Path

import pytest

from exports.tables import json_lines
from tests.workbench.making import Bench, bench
from tests.workbench.workflows.findings import code, finish
from workbench.workflows.findings.making import make
from workbench.workflows.participating import import_participants


@pytest.fixture
def both(tmp_path: Path):
    made = bench(tmp_path / "s.study")
    import_participants(made.study, None, {"I-05": {"kind": "a.b"}, "I-06": {"kind": "c"}}, ("kind",))
    for coder in (made.maude, made.julien):
        code(made.study, coder, made.transcript, "la direction avait peur", made.codes["IMAGE"])
        finish(made.study, coder)
    yield made
    made.study.close()


def test_the_caption_of_a_matrix_of_two_layers_names_both(both: Bench) -> None:
    [caption] = [table.caption for table in make(both.study, "matrix").tables if table.name == "matrix"]
    assert "codings of Maude" in caption
    assert "codings of Julien" in caption


def test_a_caption_that_is_the_same_for_both_stands_once(both: Bench) -> None:
    made = make(both.study, "divergence", options={"attribute": "kind"})
    [caption] = [table.caption for table in made.tables if table.name == "groups"]
    assert caption == "Groups by kind"


def test_a_crosstab_names_the_value_of_every_key(both: Bench) -> None:
    told = json.loads("".join(json_lines(make(both.study, "crosstab", options={"by": "kind"}))))
    names = {row["key"]: row["value"] for row in told["value_keys"] if row["layer"] == "Julien"}
    assert names == {"0": "a.b", "1": "c"}
    for row in told["by_value"]:
        assert row["values"].keys() == names.keys()
    long = {(row["layer"], row["thing"], row["value"]): (row["count"], row["of"]) for row in told["crosstab"]}
    for row in told["by_value"]:
        for key, said in row["values"].items():
            count, of = long[row["layer"], row["thing"], names[key]]
            assert said == (f"{count} of {of}" if of else None)
