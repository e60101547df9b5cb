"""The runner of the benchmarks tells what fails."""

import sys
from types import SimpleNamespace

import pytest

from tests.benchmarks import __main__ as bench


def with_benchmark(monkeypatch: pytest.MonkeyPatch, main: object) -> None:
    monkeypatch.setattr(bench, "chosen", lambda names: ["bench_example"])
    monkeypatch.setitem(sys.modules, "tests.benchmarks.bench_example", SimpleNamespace(main=main))


def test_figures_within_their_limits_pass(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with_benchmark(monkeypatch, lambda: [("calls", 2_120, "<= 3,000", True), ("ratio", 1.054, "", True)])
    assert bench.main([]) == 0
    assert capsys.readouterr().out == (
        "figure  measured  limit\ncalls      2,120  <= 3,000\nratio       1.05\n2 within their limits, 0 failed\n"
    )


def test_a_figure_out_of_bounds_fails_the_run_and_is_marked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_benchmark(monkeypatch, lambda: [("calls", 4_000, "<= 3,000", False), ("ratio", 1.0, "", True)])
    assert bench.main([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].endswith("FAILED")
    assert not lines[2].endswith("FAILED")
    assert lines[-1] == "1 within their limits, 1 failed"


def test_a_benchmark_that_breaks_fails_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ValueError("no such table")

    with_benchmark(monkeypatch, broken)
    assert bench.main([]) == 1
    captured = capsys.readouterr()
    assert "bench_example did not run" in captured.out
    assert "no such table" in captured.err


def test_benchmarks_are_chosen_by_a_part_of_their_names() -> None:
    assert "bench_startup" in bench.chosen([])
    assert bench.chosen(["startup"]) == ["bench_startup"]
    with pytest.raises(SystemExit, match="nonsense"):
        bench.chosen(["nonsense"])
