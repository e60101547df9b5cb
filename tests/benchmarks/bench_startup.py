"""T7 and T8: how soon the help and the first screen stand, and what must not be imported for them.

Times are ratios of medians of interleaved runs in fresh processes, so that both sides of a ratio meet the same noise.
"""

import os
import pty
import re
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 9
HELP_LIMIT = 5.0
PAINT_LIMIT = 1.5
LONGEST_WAIT = 30.0
FOR_HELP = ("textual", "sqlalchemy", "pandas", "numpy", "spacy", "rapidfuzz")
FOR_PAINT = ("sqlalchemy", "pandas", "numpy", "spacy", "rapidfuzz")
NAME = "first-light"

WORKBENCH = "import sys; from workbench.cli.app import main; sys.exit(main(sys.argv[1:]))"
HELP_MODULES = (
    "import sys; from workbench.cli.app import main; main(['--help']); sys.stderr.write(' '.join(sys.modules))"
)
EMPTY_APP = f"""
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("{NAME}")

Empty().run()
"""
# The workbench, telling what it has imported when the name of the study is written to the terminal.
PAINT_MODULES = f"""
import sys
from pathlib import Path
from textual.drivers.linux_driver import LinuxDriver

told = Path(sys.argv.pop(1))
write = LinuxDriver.write

def telling(self, data):
    if "{NAME}" in data and not told.exists():
        told.write_text(" ".join(sys.modules))
    write(self, data)

LinuxDriver.write = telling
{WORKBENCH}
"""
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|P[^\x1b]*\x1b\\|[ -/]*[0-~])")


@dataclass(frozen=True)
class Stage:
    """A folder with one small study, and an environment of its own.

    Attributes:
        folder: Where the study lies and everything that the program keeps.
    """

    folder: Path

    @property
    def study(self) -> Path:
        """The study file; it and its title are called alike, so that either on the screen tells that it stands."""
        return self.folder / f"{NAME}.study"

    @property
    def environment(self) -> dict[str, str]:
        """As in a terminal of 120 × 40, with settings of its own."""
        own = {"WORKBENCH_HOME": str(self.folder / "home"), "PYTHONPATH": str(ROOT)}
        return {
            **os.environ,
            **own,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "COLUMNS": "120",
            "LINES": "40",
        }

    def set_up(self) -> None:
        """Make the study: a codebook, a coder, a transcript of two hundred turns."""
        transcript = self.folder / "I-01.txt"
        turns = (
            f"ENQ : Et la question {n} ?\nI-01 : Oui, la réponse {n}. Puis une autre phrase.\n" for n in range(100)
        )
        transcript.write_text("".join(turns), encoding="utf-8")
        study = str(self.study)
        self.run("new", study, "--title", NAME, "--codebook", "entretiens-medias-socionumeriques")
        self.run("import", study, str(transcript))
        self.run("coders", study, "add", "MA")

    def run(self, *words: str) -> None:
        """One command of the workbench."""
        command = [sys.executable, "-c", WORKBENCH, *words]
        ended = subprocess.run(command, env=self.environment, capture_output=True, text=True, encoding="utf-8")
        if ended.returncode:
            raise RuntimeError(f"workbench {' '.join(words)} ended with {ended.returncode}: {ended.stderr}")

    def seconds(self, program: str, *words: str) -> float:
        """Wall time of a Python program in a fresh process."""
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", program, *words], env=self.environment, stdout=subprocess.DEVNULL, check=True
        )
        return time.perf_counter() - begun

    def until_painted(self, program: str, *words: str) -> float:
        """Seconds from the start of a program in a pseudo-terminal until the name stands on its screen."""
        begun = time.perf_counter()
        child, terminal = pty.fork()
        if child == 0:
            os.execve(sys.executable, [sys.executable, "-c", program, *words], self.environment)
        try:
            return _painted(terminal) - begun
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(terminal)


def _painted(terminal: int) -> float:
    """When the name stood on the screen."""
    output = b""
    end = time.monotonic() + LONGEST_WAIT
    while select.select([terminal], [], [], max(0.0, end - time.monotonic()))[0]:
        try:
            output += os.read(terminal, 65536)
        except OSError:  # the program has ended, and with it the terminal
            break
        if NAME.encode() in ESCAPES.sub(b"", output):
            return time.perf_counter()
    raise RuntimeError(f"the screen did not come: {ESCAPES.sub(b'', output)[-2000:].decode(errors='replace')}")


def help_modules() -> list[str]:
    """The heavy modules in memory after ``workbench --help``."""
    ended = subprocess.run([sys.executable, "-c", HELP_MODULES], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in FOR_HELP if name in ended.stderr.split()]


def paint_modules(stage: Stage) -> list[str]:
    """The heavy modules in memory when the screens stand."""
    told = stage.folder / "modules"
    told.unlink(missing_ok=True)
    stage.until_painted(PAINT_MODULES, str(told), str(stage.study))
    loaded = told.read_text(encoding="utf-8").split()
    if "textual" not in loaded:
        raise RuntimeError("the modules were not told")
    return [name for name in FOR_PAINT if name in loaded]


def ratio(first: Callable[[], float], second: Callable[[], float], *, runs: int = RUNS) -> float:
    """The median of the first over the median of the second, run by turns after one run of each to warm up."""
    first(), second()
    pairs = [(first(), second()) for _run in range(runs)]
    return statistics.median(a for a, _b in pairs) / statistics.median(b for _a, b in pairs)


def main() -> Sequence[tuple[str, object, str, bool]]:
    """Both targets."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        stage.set_up()
        study = str(stage.study)
        for_help, for_paint = help_modules(), paint_modules(stage)
        soon = ratio(lambda: stage.seconds(WORKBENCH, "--help"), lambda: stage.seconds("pass"))
        paint = ratio(lambda: stage.until_painted(WORKBENCH, study), lambda: stage.until_painted(EMPTY_APP))
    return [
        ("T7 help: heavy modules", ", ".join(for_help) or "none", "none", not for_help),
        ("T7 help: times `python -c pass`", soon, f"<= {HELP_LIMIT}", soon <= HELP_LIMIT),
        ("T8 first paint: heavy modules", ", ".join(for_paint) or "none", "none", not for_paint),
        ("T8 first paint: times an empty app", paint, f"<= {PAINT_LIMIT} (1.3 wanted)", paint <= PAINT_LIMIT),
    ]
