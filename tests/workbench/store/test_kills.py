"""What was acknowledged survives ``kill -9`` at any moment, and can still be taken back to the first act."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbench.making import Bench, bench, content
from workbench.store import codings, journal
from workbench.store.study_file import StudyFile
from workbench.workflows.undoing import undo

#: Codes as a screen does: through the writer, each act acknowledged only when its future has a result.
CHILD = """
import random, sys
from pathlib import Path
from transcripts.spans import Span
from workbench.store.writer import Writer
from workbench.workflows import coding
path, coder, transcript, image, seed = sys.argv[1:]
chance = random.Random(int(seed))
writer = Writer(Path(path))
writer.warm()
held = []
def told(verb):
    def tell(future):
        for one in future.result() if isinstance(future.result(), list) else [future.result()]:
            sys.stdout.write(f"{verb} {one.uuid} {one.strength} {one.memo or '-'}\\n")
        sys.stdout.flush()
    return tell
for number in range(10_000):
    start = chance.randrange(100)
    span = Span(start, start + 1 + chance.randrange(30))
    act = chance.choice(["apply", "apply", "weigh", "note", "remove"])
    if act == "apply" or not held:
        future = writer.submit(lambda study: coding.apply_codes(study, coder, transcript, span, [image]))
        act = "apply"
    else:
        uuid = held.pop(chance.randrange(len(held))) if act == "remove" else chance.choice(held)
        if act == "weigh":
            future = writer.submit(lambda study: coding.weigh(study, coder, uuid, strength=number % 4))
        elif act == "note":
            future = writer.submit(lambda study: coding.note(study, coder, uuid, f"note{number}"))
        else:
            future = writer.submit(lambda study: coding.remove_codings(study, coder, [uuid]))
    future.add_done_callback(told(act))
    made = future.result()
    if act == "apply":
        held += [one.uuid for one in made]
"""


def killed(desk: Bench, chance: random.Random) -> list[list[str]]:
    """What a coding process acknowledged before it was killed, line by line."""
    child = subprocess.Popen(
        [
            sys.executable,
            "-c",
            CHILD,
            desk.study.path,
            desk.maude.uuid,
            desk.transcript,
            desk.codes["IMAGE"],
            str(chance.randrange(10**6)),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    # The moment is counted in acknowledged acts, and falls anywhere between two of them.
    lines = [child.stdout.readline() for _ in range(chance.randrange(1, 60))]
    os.kill(child.pid, signal.SIGKILL)
    lines += child.stdout.readlines()
    child.stdout.close()
    child.wait()
    return [line.split() for line in lines if line.endswith("\n")]


def expected(lines: list[list[str]]) -> dict[str, tuple[str, str]]:
    """uuid → strength and memo of every coding that must be there."""
    found: dict[str, tuple[str, str]] = {}
    for verb, uuid, strength, memo in lines:
        found[uuid] = (strength, memo)
        if verb == "remove":
            del found[uuid]
    return found


def check_kill(folder: Path, seed: int) -> None:
    desk = bench(folder / "s.study")
    start = content(desk.study)
    wanted = expected(killed(desk, random.Random(seed)))
    path = desk.study.path
    desk.study.close()
    with StudyFile.open(path) as study:
        there = {one.uuid: (str(one.strength), one.memo or "-") for one in codings.all(study.reader)}
        # The act under way may have been committed unheard; nothing that was heard may differ but by that one act.
        different = {uuid for uuid in wanted.keys() | there.keys() if wanted.get(uuid) != there.get(uuid)}
        assert len(different) <= 1
        depth = journal.depth(study.reader, desk.maude.uuid)[0]
        for _ in range(depth - 2):
            undo(study, desk.maude.uuid)
        assert content(study) == start


@pytest.mark.parametrize("seed", range(3))
def test_acknowledged_acts_survive_being_killed(tmp_path, seed):
    check_kill(tmp_path, seed)


@pytest.mark.soak
@pytest.mark.skipif(not os.environ.get("WORKBENCH_SOAK"), reason="a long campaign: make soak")
@pytest.mark.parametrize("seed", range(100, 200))
def test_acknowledged_acts_survive_a_hundred_kills(tmp_path, seed):
    check_kill(tmp_path, seed)
