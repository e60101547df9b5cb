"""Streams that are closed, full, left by their reader, or were never there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.cli import app, streams

ROOT = str(Path(app.__file__).parents[2])
RUN = "import sys; from workbench.cli.app import main; sys.exit(main())"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells redirect otherwise elsewhere")


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line in which ``workbench`` is the command, as a shell would."""
    command = line.replace("workbench", f'"{sys.executable}" -c "{RUN}"')
    environment = {**os.environ, "PYTHONPATH": ROOT}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env=environment, timeout=60
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["coders s.study", "--help", "export s.study e.csv"])
def test_closed_streams_are_no_failure(coded, closed, words):
    ended = shell(f"workbench {words} {closed}")
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False)


def test_a_study_is_unharmed_by_words_for_streams_that_are_closed(done, coded):
    before = coded.read_bytes()[:100]
    shell(f"workbench transcripts {coded} <&- >&- 2>&-")
    assert coded.read_bytes()[:16] == before[:16]
    assert done("check", coded).code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("words", ["coders s.study", "--help", "check s.study", "export s.study /dev/stdout --to json"])
def test_a_full_disk_behind_stdout_is_told_in_a_sentence(coded, words):
    ended = shell(f"workbench {words} --quiet > /dev/full" if "help" not in words else f"workbench {words} > /dev/full")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith("workbench: ")
    assert "in the program itself" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_narration_that_cannot_be_heard_does_not_stop_the_work(done, coded):
    assert shell(f"workbench coders {coded} add A1 A2 2> /dev/full").returncode == 0
    names = {one["name"] for one in done("coders", coded, "--format", "json").json["coders"]}
    assert {"A1", "A2"} <= names


def test_an_export_can_be_piped(coded):
    ended = shell(f"workbench export {coded} /dev/stdout --to csv --quiet | cat")
    assert ended.returncode == 0
    assert ended.stdout.removeprefix("\ufeff").startswith("transcript,")


@pytest.mark.parametrize("words", ["transcripts", "export"])
def test_a_reader_who_leaves_at_once_is_no_failure(coded, words):
    rest = "/dev/stdout --to json --quiet" if words == "export" else ""
    ended = shell(f"workbench {words} {coded} {rest} | true")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_saying_something_to_nobody_is_no_failure(monkeypatch):
    class Gone:
        def write(self, text: str) -> int:
            raise OSError("nobody there")

    monkeypatch.setattr(sys, "stderr", Gone())
    streams.narrate("Something.")
