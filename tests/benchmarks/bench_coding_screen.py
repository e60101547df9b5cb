"""PERFORMANCE T1, T2 and T6 on the whole coding screen, with a real study on the disk: counts, never times.

A key is pressed in a headless application of 120 × 40, and everything is counted up to where the screen rests: Python
calls (``call`` events of ``sys.setprofile``), and the lines that each part of the screen is asked for. From the calls
those of a key that means nothing are taken off: nearly all of them are the ``Pilot``'s, which then asks every widget
whether it has finished, and no person's key pays them.
"""

import asyncio
import os
import random
import sqlite3
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from textual.strip import Strip
from textual.widget import Widget

from codebook.book import Codebook
from tests.benchmarks.bench_transcript_view import CallCounter
from tests.benchmarks.coded import INSERT_CODING, WHEN
from tests.benchmarks.corpus import vocabulary
from tests.workbench.making import transcript
from tests.workbench.tui.sitting import Sitting, sitting
from workbench.store import dialect
from workbench.store.study_file import StudyFile
from workbench.workflows.importing import import_transcripts
from workbench.workflows.studies import new_study

Row = tuple[str, float, float, bool]
IDLE = "f7"
"""A key that means nothing on the coding screen."""
QUIET = 2_800
"""Calls of a key that moves, where the passage pane has little or nothing else to show."""
BUSY = 5_000
"""The same where all that the passage pane shows is other than before."""
ROWS = 35
"""Lines of the transcript in sight."""
PAGE = 500 * ROWS
DEEP_PAGE = 650 * ROWS
STATEMENTS = {"added": 29, "removed": 35}
"""SQL of an act, however much is in the study: writing it, and reading anew what it changed."""
_WORDS_IN_SENTENCE = 4
_CODES = 60


def study(path: Path, words: int, codings: int, *, long: int = 1, among: int | None = None, turn: int = 6) -> Path:
    """Make a study of one transcript; always the same for the same arguments.

    Args:
        path: The file to make.
        words: How many, about.
        codings: How many, of one coder.
        long: Sentences of each coding.
        among: How many sentences, from the first one, codings begin in; any by default.
        turn: Sentences of each turn; with one, every sentence is a line of its own.
    """
    with new_study(path, codebook=_codebook(), coder="Maude") as made:
        import_transcripts(made, None, [transcript("I-05", _talk(words, turn))])
        _code(made, codings, long, among)
    return path


def _talk(words: int, sentences: int) -> tuple[tuple[str, str], ...]:
    source, known = random.Random(3), vocabulary(1_000)
    turns = []
    for number in range(words // (_WORDS_IN_SENTENCE * sentences)):
        said = [" ".join(source.choices(known, k=_WORDS_IN_SENTENCE)).capitalize() for _ in range(sentences)]
        turns.append(("I-05" if number % 2 else "ENQ", ". ".join(said) + "."))
    return tuple(turns)


def _codebook() -> Codebook:
    """Sixty codes; those on the keys 1 and 2 are on none of the passages."""
    book = Codebook()
    for number in range(_CODES):
        key = str(number + 1) if number < 2 else ""
        book = book.add(book.new_code(f"Thème {number + 1}", "fr", short=f"T{number + 1}", key=key))
    return book


def _code(made: StudyFile, codings: int, long: int, among: int | None) -> None:
    """Straight into the tables: what is measured is the screen."""
    source = random.Random(1)
    connection = dialect.connect(made.path, timeout=5, writing=True)
    try:
        (coder,) = connection.execute("SELECT id FROM coders WHERE kind = 'person'").fetchone()
        (text,) = connection.execute("SELECT id FROM transcripts").fetchone()
        codes = [number for (number,) in connection.execute("SELECT id FROM codes ORDER BY id")][2:]
        sentences = connection.execute('SELECT start, "end" FROM segments ORDER BY start').fetchall()
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(codings):
            first = source.randrange(min(among or len(sentences), len(sentences) - long))
            start, end = sentences[first][0], sentences[first + long - 1][1]
            uuid = str(UUID(int=source.getrandbits(128), version=4))
            connection.execute(
                INSERT_CODING, (uuid, text, coder, source.choice(codes), start, end, None, None, WHEN, WHEN)
            )
        connection.execute("COMMIT")
    finally:
        connection.close()


@dataclass(frozen=True)
class Cost:
    """Of one key, with all that follows until the screen rests.

    Attributes:
        calls: Python calls more than those of a key that means nothing; the median of several.
        drawn: Name of each part of the screen to the lines drawn in it; of parts that drew none, nothing.
        most: The most lines of the transcript that one of the keys drew.
    """

    calls: int
    drawn: Counter[str]
    most: int


class DrawnLines:
    """Counts the lines that each widget of the coding screen is asked for."""

    def __init__(self, here: Sitting) -> None:
        self.counts: Counter[str] = Counter()
        for widget in here.screen.walk_children(Widget, with_self=True):
            self._watch(widget)

    def _watch(self, widget: Widget) -> None:
        name, draw = widget.id or type(widget).__name__, widget.render_line

        def counted(y: int) -> Strip:
            self.counts[name] += 1
            return draw(y)

        widget.render_line = counted  # type: ignore[method-assign]


async def key_cost(path: Path, key: str, *, before: tuple[str, ...] = (), presses: int = 7) -> Cost:
    """What one press of ``key`` costs, after the keys ``before``."""
    async with sitting(path) as here:
        await here.settled()
        lines = DrawnLines(here)
        await here.press("home", *before, key, IDLE)
        await here.pilot.pause()
        idle, calls, drawn = [], [], []
        for _ in range(presses):
            idle.append(await _calls(here, IDLE))
            lines.counts.clear()
            calls.append(await _calls(here, key))
            drawn.append(Counter(lines.counts))
    spent = int(statistics.median(calls) - statistics.median(idle))
    return Cost(spent, sum(drawn, Counter()), max(each["transcript"] for each in drawn))


async def _calls(here: Sitting, key: str) -> int:
    with CallCounter() as counter:
        await here.press(key)
    return counter.calls


@contextmanager
def statements() -> Iterator[list[str]]:
    """All SQL that runs meanwhile on connections opened meanwhile, in whatever thread."""
    told: list[str] = []
    connect: Callable[..., sqlite3.Connection] = dialect.connect

    def watched(*args: object, **options: object) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.set_trace_callback(told.append)
        return connection

    dialect.connect = watched
    try:
        yield told
    finally:
        dialect.connect = connect


@dataclass(frozen=True)
class ActCost:
    """Of one act on the study, from the key to where the screen rests.

    Attributes:
        drawn: Lines of the transcript drawn.
        lines: Lines that the passage lies on, as far as they are in sight.
        statements: SQL statements, the reading anew included.
        commits: How many.
    """

    drawn: int
    lines: int
    statements: int
    commits: int


async def act_costs(path: Path) -> tuple[ActCost, ActCost]:
    """What putting a code on a passage and removing it costs; on one that is coded already, so the place is kept."""
    with statements() as told:
        async with sitting(path) as here:
            await here.press("home", "down", "down", "1")
            await _at_rest(here)
            lines = DrawnLines(here)
            return await _act(here, told, lines, "2"), await _act(here, told, lines, "u")


async def _act(here: Sitting, told: list[str], lines: DrawnLines, key: str) -> ActCost:
    told.clear()
    lines.counts.clear()
    await here.press(key)
    await _at_rest(here)
    view, span = here.screen.view, here.screen.view.selection
    assert span and view._wrapped
    touched = view._wrapped.lines_of(span.start, span.end)
    # The poll for others' changes may fall into it: it asks for the version, and nothing more.
    asked = [text for text in told if "data_version" not in text]
    return ActCost(lines.counts["transcript"], len(touched), len(asked), asked.count("COMMIT"))


async def _at_rest(here: Sitting) -> None:
    """The act is on the disk and drawn, and what it changed has been read anew."""
    await here.settled()
    await here.until(lambda: not here.screen._reading)
    await here.settled()


def main() -> list[Row]:
    """All rows: name, value, limit, whether it is kept."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKBENCH_HOME"] = folder
        return _rows(Path(folder))


def _rows(folder: Path) -> list[Row]:
    few = study(folder / "few.study", 10_000, 50)
    large = study(folder / "large.study", 1_000_000, 5_000, long=3)
    dense = study(folder / "dense.study", 10_000, 5_000, long=3)
    deep = study(folder / "deep.study", 10_000, 5_000, long=40)
    pile = study(folder / "pile.study", 10_000, 5_000, long=60, among=20)
    named = (
        ("10k/50", few, QUIET, PAGE),
        ("1M/5,000", large, QUIET, PAGE),
        ("10k/5,000, 6 deep", dense, BUSY, PAGE),
        ("10k/5,000, 80 deep", deep, BUSY, DEEP_PAGE),
        ("10k/5,000 on 80 sentences", pile, BUSY, PAGE),
    )
    rows: list[Row] = []

    def row(name: str, value: float, limit: float) -> None:
        rows.append((name, round(value, 3), limit, value <= limit))

    spent: dict[tuple[str, str], int] = {}
    for name, path, down, page in named:
        for key, before, limit in (("right", ("down",), QUIET), ("down", (), down), ("pagedown", (), page)):
            cost = asyncio.run(key_cost(path, key, before=before))
            spent[name, key] = cost.calls
            row(f"{'T2' if key == 'pagedown' else 'T1'} calls, {key}, screen, {name}", cost.calls, limit)
            if key == "pagedown":
                row(f"T2 lines, {key}, screen, {name}", cost.most, ROWS)
            still = sum(cost.drawn.values()) - cost.drawn["transcript"] - cost.drawn["passage"]
            row(f"lines of what stays as it is, {key}, screen, {name}", still, 0)
    for name, codings in (("50", 50), ("5,000", 5_000)):
        lines = asyncio.run(key_cost(study(folder / f"lines{codings}.study", 10_000, codings, turn=1), "down"))
        row(f"T1 lines, sentence of one line, screen, 10k/{name}", lines.most, 2)
        row(f"T1 calls, sentence of one line, screen, 10k/{name}", lines.calls, QUIET if codings == 50 else BUSY)
    for key, most in (("down", 1.1), ("pagedown", 1.2)):
        more = spent["1M/5,000", key] / spent["10k/50", key]
        row(f"calls, {key}, screen, 1M/5,000 by 10k/50", more, most)
    for name, path in (("10k/50", few), ("10k/5,000, 6 deep", dense), ("1M/5,000", large)):
        for act, done in zip(("added", "removed"), asyncio.run(act_costs(path)), strict=True):
            row(f"T6 lines, coding {act}, screen, {name}", done.drawn, done.lines)
            row(f"T6 SQL statements, coding {act}, screen, {name}", done.statements, STATEMENTS[act])
            row(f"T6 commits, coding {act}, screen, {name}", done.commits, 1)
    return rows


if __name__ == "__main__":
    measured = main()
    for name, value, limit, kept in measured:
        sys.stdout.write(f"{'ok ' if kept else 'NOT'}  {name:<60} {value:>12,} ≤ {limit:,}\n")
    sys.exit(not all(kept for *_, kept in measured))
