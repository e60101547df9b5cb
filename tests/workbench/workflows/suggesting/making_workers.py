"""A worker with verbs that do what no verb of the product does: die, babble, take their time."""

import sys
from pathlib import Path

PROGRAM = """
import os, sys, time
from pathlib import Path
from workbench.errors import BusyError
from workbench.workflows.suggesting import worker

def die_once(desk, mark):
    if not os.path.exists(mark):
        Path(mark).touch()
        os.kill(os.getpid(), 9)
    return "alive"

def long(desk, mark, batches=10_000):
    for number in range(batches):
        Path(mark).write_text(str(number))
        time.sleep(0.01)
        desk.watch(number, batches, "reading")
    return "whole"

def refuse(desk):
    raise BusyError("The study is taken.", "Wait.")

def babble(desk):
    os.write(answers[0], b"no message" + bytes([10]))
    time.sleep(60)

def noisy(desk):
    print("printed by a library")
    os.write(1, b"written by C code" + bytes([10]))
    return "heard"

VERBS = {
    "echo": lambda desk, **values: values,
    "die": lambda desk: os.kill(os.getpid(), 9),
    "die_once": die_once,
    "long": long,
    "refuse": refuse,
    "break": lambda desk: {}["a word of the interview"],
    "babble": babble,
    "noisy": noisy,
    "sleep": lambda desk, seconds: time.sleep(seconds),
    "title": lambda desk: desk.study.title,
    "modules": lambda desk: sorted(sys.modules),
    "settings": lambda desk: [os.nice(0), os.environ["OPENBLAS_NUM_THREADS"], os.getpgid(0) == os.getpid()],
    "unsendable": lambda desk: object(),
}
answers = []
pipes = worker._private_pipes
def kept():
    both = pipes()
    answers.append(both[0].fileno())
    return both
worker._private_pipes = kept
worker._settle()
sys.exit(worker.serve(Path(sys.argv[1]), VERBS, frozenset({"long"})))
"""


def words(study: Path) -> list[str]:
    """Starts it."""
    return [sys.executable, "-P", "-c", PROGRAM, str(study)]
