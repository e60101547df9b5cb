"""What drawing, moving in and wrapping a transcript costs: counts and ratios, never times alone.

Counts are Python calls and drawn lines per key press, in a headless application of 120 × 40 (a call is a ``call``
event of ``sys.setprofile``). Ratios compare medians of runs interleaved in one process. Run it as
``python tests/benchmarks/bench_transcript_view.py``.
"""

import asyncio
import os
import pickle
import pty
import random
import statistics
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.strip import Strip

from transcripts.spans import Span
from workbench.tui.widgets.transcript_layout import Layout, share_out
from workbench.tui.widgets.transcript_view import Mark, ShownDocument, ShownTurn, TranscriptView, Unit

Row = tuple[str, float, float, bool]
SIZE = (120, 40)
_WORDS_IN_TURN = 31
_STATUS = Path("/proc/self/status")
_SHORTS = ("IMAGE", "PROJET", "NOTO", "DIAL", "VPALIER", "RISQUE", "MESURE", "EQUIPE")
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")


@dataclass(frozen=True)
class Corpus:
    """An invented transcript and what is coded in it."""

    text: str
    turns: list[ShownTurn]
    sentences: list[Span]
    marks: list[Mark]

    def packed(self) -> bytes:
        """The same in bytes that are read without leaving traces in the memory to be measured."""
        spans = [[turn.span for turn in self.turns], self.sentences, [Span(one.start, one.end) for one in self.marks]]
        return pickle.dumps(
            (self.text, *(array("I", [n for span in some for n in (span.start, span.end)]) for some in spans))
        )

    @classmethod
    def unpacked(cls, data: bytes) -> "Corpus":
        """Out of the bytes of ``packed``."""
        text, turns, sentences, marks = pickle.loads(data)
        return cls(
            text,
            [_turn(index, start, end) for index, (start, end) in enumerate(_pairs(turns))],
            [Span(start, end) for start, end in _pairs(sentences)],
            [_mark(index, start, end) for index, (start, end) in enumerate(_pairs(marks))],
        )


def _pairs(numbers: "array[int]") -> Iterator[tuple[int, int]]:
    return zip(numbers[::2], numbers[1::2], strict=True)


def _turn(index: int, start: int, end: int) -> ShownTurn:
    return ShownTurn(Span(start, end), index + 1, "ENQ" if index % 2 else "I-05", index % 2 == 1)


def _mark(index: int, start: int, end: int) -> Mark:
    return Mark(f"m{index}", start, end, _SHORTS[index % len(_SHORTS)], _COLOURS[index % len(_COLOURS)])


def corpus(words: int, spans: int, *, mixed: float = 0.0, words_in_sentence: int = 0) -> Corpus:
    """Invent a transcript: always the same for the same arguments.

    Args:
        words: How many, about.
        spans: How many codings.
        mixed: Share of turns that hold ideographs, emoji and combining accents.
        words_in_sentence: Length of every sentence; by default two or three sentences make a turn of 31 words.
    """
    chance = random.Random(7)
    lexicon = ["".join(chance.choices("aeiounrstlédmcpàv’", k=chance.randint(2, 8))) for _ in range(4000)]
    weights = [1 / rank for rank in range(1, len(lexicon) + 1)]
    pool = chance.choices(lexicon, weights, k=50_000)
    parts: list[str] = []
    turns: list[ShownTurn] = []
    sentences: list[Span] = []
    offset = 0
    for number in range(max(1, words // _WORDS_IN_TURN)):
        at = chance.randrange(len(pool) - _WORDS_IN_TURN)
        size = words_in_sentence or chance.choice((10, 15))
        said = [pool[at + index] for index in range(_WORDS_IN_TURN if not words_in_sentence else size)]
        if chance.random() < mixed:
            said[3], said[7] = "日本語テキスト", "e\u0301le\u0300ve👍🏽"
        start = offset
        for first in range(0, len(said), size):
            sentence = " ".join(said[first : first + size]) + "."
            sentences.append(Span(offset, offset + len(sentence)))
            parts.append(sentence)
            offset += len(sentence) + 1
            parts.append(" ")
        parts[-1] = "\n"
        turns.append(_turn(number, start, offset - 1))
    text = "".join(parts)[:-1]
    return Corpus(text, turns, sentences, _marks(chance, sentences, spans))


def _marks(chance: random.Random, sentences: list[Span], count: int) -> list[Mark]:
    """Codings of one to three sentences, anywhere."""
    spans: list[tuple[int, int]] = []
    for _ in range(count):
        first = chance.randrange(len(sentences))
        last = min(len(sentences) - 1, first + chance.choice((0, 0, 1, 2)))
        spans.append((sentences[first].start, sentences[last].end))
    return [_mark(index, start, end) for index, (start, end) in enumerate(sorted(spans))]


class CountingView(TranscriptView):
    """Counts the lines it is asked for."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        self.drawn += 1
        return super().render_line(y)


class ViewApp(App[None]):
    """Nothing but a transcript."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "CountingView { height: 1fr; }"
    BINDINGS = [
        Binding("down", "step('sentence', 1)"),
        Binding("right", "step('word', 1)"),
        Binding("pagedown", "step('page', 1)"),
    ]

    def __init__(self, held: Corpus | None, driver: type[Driver] | None = None) -> None:
        super().__init__(driver)
        self.held = held
        self.view = CountingView()

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        if self.held:
            self.view.show(ShownDocument(self.held.text, self.held.turns, self.held.sentences))
            self.view.set_marks(self.held.marks)
        self.view.focus()

    def action_step(self, unit: str, step: int) -> None:
        self.view.move(Unit(unit), step)


@dataclass(frozen=True)
class Cost:
    """Of one key press, or one call of the view, with all that follows until the screen rests.

    Attributes:
        calls: Python calls, the median of several.
        drawn: Lines drawn, the most of any.
    """

    calls: int
    drawn: int


class CallCounter:
    """Counts Python calls while it is open."""

    def __init__(self) -> None:
        self.calls = 0

    def __enter__(self) -> "CallCounter":
        sys.setprofile(self._seen)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _seen(self, frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            self.calls += 1


async def key_cost(held: Corpus, key: str, *, presses: int = 7, before: str = "", size: tuple[int, int] = SIZE) -> Cost:
    """What one press of ``key`` costs, after ``before`` was pressed once."""
    app = ViewApp(held)
    calls, drawn = [], []
    async with app.run_test(size=size) as pilot:
        await pilot.press(*([before] if before else []), key)
        await pilot.pause()
        for _ in range(presses):
            app.view.drawn = 0
            with CallCounter() as counter:
                await pilot.press(key)
            calls.append(counter.calls)
            drawn.append(app.view.drawn)
    return Cost(int(statistics.median(calls)), max(drawn))


async def mark_cost(held: Corpus, *, size: tuple[int, int] = SIZE) -> tuple[Cost, Cost, int]:
    """What adding and removing a coding of the selection costs, and how many lines it lies on."""
    app = ViewApp(held)
    async with app.run_test(size=size) as pilot:
        view = app.view
        view.move(Unit.SENTENCE, 5)
        await pilot.pause()
        span, layout = view.selection, view._wrapped
        assert span and layout
        costs: list[Cost] = []
        for act in (lambda: view.add_mark(Mark("new", span.start, span.end, "NEUF")), lambda: view.remove_mark("new")):
            view.drawn = 0
            with CallCounter() as counter:
                act()
                await pilot.pause()
            costs.append(Cost(counter.calls, view.drawn))
        return costs[0], costs[1], len(layout.lines_of(span.start, span.end))


def ratio(first: Callable[[], float], second: Callable[[], float], runs: int = 5) -> float:
    """The median of ``first`` by that of ``second``, run by turns."""
    pairs = [(first(), second()) for _ in range(runs)]
    return statistics.median(one for one, _ in pairs) / statistics.median(two for _, two in pairs)


def timed(act: Callable[[], object]) -> float:
    """Seconds of CPU that ``act`` takes."""
    began = time.thread_time()
    act()
    return time.thread_time() - began


def wrap_ratio(held: Corpus) -> float:
    """Wrapping anew to another width, by one ``str.split`` of the same text."""
    document = ShownDocument(held.text, held.turns, held.sentences)
    widths = iter(range(90, 200))

    def wrap() -> None:
        Layout(document, share_out(next(widths), document))

    return ratio(lambda: timed(wrap), lambda: timed(held.text.split))


def peak_memory(held: Corpus | None) -> float:
    """Peak megabytes of a fresh process that shows this transcript and turns a page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus"
        path.write_bytes(held.packed() if held else b"")
        command = [sys.executable, __file__, "memory", str(path)]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def first_paint(held: Corpus) -> float:
    """Seconds from the start of the application, in a fresh process, until speakers stand on its terminal."""
    with tempfile.TemporaryDirectory() as folder:
        path, told = Path(folder) / "corpus", Path(folder) / "told"
        path.write_bytes(held.packed())
        child, terminal = pty.fork()
        if child == 0:
            os.environ |= {"TERM": "xterm-256color", "COLUMNS": str(SIZE[0]), "LINES": str(SIZE[1])}
            os.execv(sys.executable, [sys.executable, __file__, "paint", str(path), str(told)])
        _drain(terminal)
        os.waitpid(child, 0)
        os.close(terminal)
        return float(told.read_text())


def _drain(terminal: int) -> None:
    """Read what a program writes to its terminal until it ends."""
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # Linux says so when the other side is closed
        return


def _tell_memory(data: bytes) -> None:
    """In the child: show, and print the peak of this process; ``ru_maxrss`` would tell the parent's if larger."""

    async def show() -> None:
        async with ViewApp(Corpus.unpacked(data) if data else None).run_test(size=SIZE) as pilot:
            await pilot.press("down", "pagedown")

    asyncio.run(show())
    peak = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM")).split()[1]
    sys.stdout.write(str(int(peak) / 1024))


def _tell_first_paint(data: bytes, told: Path) -> None:
    """In the child: run on this terminal until a speaker is written to it."""
    held = Corpus.unpacked(data)
    began = time.perf_counter()

    class Telling(LinuxDriver):
        def write(self, data: str) -> None:
            super().write(data)
            if "I-05" in data and not told.exists():
                told.write_text(str(time.perf_counter() - began))
                app.exit()

    app = ViewApp(held, Telling)
    app.run()


def count_rows() -> list[Row]:
    """T1, T2 and T6: counts, the same in every run."""

    def key(held: Corpus, name: str, before: str = "") -> Cost:
        return asyncio.run(key_cost(held, name, before=before))

    small, dense, deep = corpus(10_000, 50), corpus(10_000, 5_000), corpus(10_000, 50_000)
    large, vast = corpus(1_000_000, 5_000), corpus(1_000_000, 50_000)
    short = corpus(10_000, 5_000, words_in_sentence=10)
    rows: list[Row] = []

    def row(name: str, value: float, limit: float) -> None:
        rows.append((name, round(value, 3), limit, value <= limit))

    row("T1 lines, word, 10k/5,000", key(dense, "right", "down").drawn, 2)
    row("T1 lines, sentence of one line, 10k/5,000", key(short, "down").drawn, 2)
    for name, held, limit in (
        ("10k/50", small, 3000),
        ("10k/5,000", dense, 3000),
        ("10k/50,000", deep, 4000),
        ("1M/5,000", large, 3000),
        ("1M/50,000", vast, 3000),
    ):
        row(f"T1 calls, word, {name}", key(held, "right", "down").calls, limit)
        row(f"T1 calls, sentence, {name}", key(held, "down").calls, limit)
    row("T1 calls, sentence, 1M/50,000 by 10k/50", key(vast, "down").calls / key(small, "down").calls, 1.1)
    paged = {"10k/50": small, "10k/5,000": dense, "10k/50,000": deep, "1M/50,000": vast}
    pages = {name: key(held, "pagedown") for name, held in paged.items()}
    for name, page in pages.items():
        row(f"T2 lines, page, {name}", page.drawn, SIZE[1])
        row(f"T2 calls, page, {name}", page.calls, (1200 if name == "10k/50,000" else 500) * SIZE[1])
    row("T2 calls, page, 1M/50,000 by 10k/50", pages["1M/50,000"].calls / pages["10k/50"].calls, 1.2)
    for name, held in (("10k/5,000", dense), ("1M/5,000", large)):
        added, removed, lines = asyncio.run(mark_cost(held))
        row(f"T6 lines, coding added, {name}", added.drawn, lines)
        row(f"T6 lines, coding removed, {name}", removed.drawn, lines)
    return rows


def ratio_rows() -> list[Row]:
    """T3, T4 and, on Linux, T5: ratios of times, and memory."""
    small, vast = corpus(10_000, 50), corpus(1_000_000, 50_000)
    opening = ratio(lambda: first_paint(vast), lambda: first_paint(small))
    plain, mixed = wrap_ratio(vast), wrap_ratio(corpus(1_000_000, 0, mixed=0.3))
    rows = [
        ("T3 first paint, 1M/50,000 by 10k/50", round(opening, 2), 3.0, opening <= 3.0),
        ("T4 wrapping 1M plain words by str.split", round(plain, 2), 0.5, plain <= 0.5),
        ("T4 wrapping 1M words, 30 % mixed, by str.split", round(mixed, 2), 4.0, mixed <= 4.0),
    ]
    if _STATUS.exists():
        memory = peak_memory(vast) - peak_memory(None)
        rows.append(("T5 megabytes of 1M/50,000 over an empty view", round(memory, 1), 60.0, memory <= 60.0))
    return rows


def main() -> list[Row]:
    """All rows: name, value, limit, whether it is kept."""
    return count_rows() + ratio_rows()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["memory", path]:
            _tell_memory(Path(path).read_bytes())
        case ["paint", path, told]:
            _tell_first_paint(Path(path).read_bytes(), Path(told))
        case _:
            measured = main()
            for name, value, limit, kept in measured:
                sys.stdout.write(f"{'ok ' if kept else 'NOT'}  {name:<52} {value:>12,} ≤ {limit:,}\n")
            sys.exit(not all(kept for *_, kept in measured))
