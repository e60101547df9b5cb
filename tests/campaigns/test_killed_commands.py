"""Commands that are told to stop, or killed, at any moment: nothing is half-done, and the next one works."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.workbench.making import bench, content, transcript
from transcripts.spans import Span
from workbench.store.study_file import StudyFile
from workbench.workflows.checking import check
from workbench.workflows.coding import apply_codes, apply_new_code
from workbench.workflows.importing import import_transcripts

ROOT = Path(__file__).parents[2]
RUN = "import sys; from workbench.cli.app import main; sys.exit(main())"
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGKILL")
#: Seconds after its start up to which a command is interrupted; most end within.
LATEST = 1.2

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are otherwise elsewhere")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a study, an interview, and a table of codings, large enough to be caught in the middle."""
    folder = tmp_path_factory.mktemp("desk")
    bench(folder / "s.study", transcript("I-05")).study.close()
    words = "Je réponds ainsi, voilà mon avis sur la chose. " * 5
    talk = "".join(f"ENQ : Question {number} ?\nI-09 : {words}\n" for number in range(400))
    (folder / "I-09.txt").write_text(talk, encoding="utf-8")
    other_copy(folder)
    rows = "".join(f"I-05,Maude,IMAGE,{n % 100},{n % 100 + 1 + n // 100},mot {n}\n" for n in range(800))
    (folder / "codings.csv").write_text("transcript,coder,code,start,end,memo\n" + rows, encoding="utf-8")
    return folder


def other_copy(folder: Path) -> None:
    """A copy that was gone on with: a new transcript, a new code, and many codings."""
    shutil.copy(folder / "s.study", folder / "copy.study")
    with StudyFile.open(folder / "copy.study") as study:
        coder, text, code = (
            study.reader.value(f"SELECT uuid FROM {of}")
            for of in ("coders WHERE name = 'Julien'", "transcripts", "codes WHERE short = 'IMAGE'")
        )
        import_transcripts(study, None, [transcript("I-07")])
        apply_new_code(study, coder, text, Span(0, 9), label="neuf")
        for start in range(60):
            apply_codes(study, coder, text, Span(start, start + 9), [code])


def commands(folder: Path) -> list[list[str]]:
    study = str(folder / "s.study")
    return [
        ["import", study, str(folder / "I-09.txt")],
        ["code", study, "--from", str(folder / "codings.csv")],
        ["export", study, str(folder / "all.xlsx")],
        ["export", study, str(folder / "codings.out.csv")],
        ["backup", study, str(folder / "backup.study")],
        ["new", str(folder / "new.study"), "--codebook", "grunig", "--coder", "MA"],
        ["undo", study, "--coder", "Julien"],
        ["merge", study, str(folder / "copy.study"), "--coder", "Julien"],
        ["packet", study, str(folder / "packet.study"), "--coder", "Maude"],
    ]


def stopped(words: list[str], number: int, delay: float) -> tuple[int, str]:
    """How a command ended that was told to stop after a while."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    child = subprocess.Popen(
        [sys.executable, "-c", RUN, *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    time.sleep(delay)
    child.send_signal(number)
    said = child.communicate(timeout=60)[1]
    return child.returncode, said.decode()


def numbers(path: Path) -> tuple[int, ...]:
    """How much is in a study, by kind; a step changes all of them or none."""
    with StudyFile.open(path) as study:
        assert all(one.sound for one in check(study))
        return tuple(len(rows) for rows in content(study).values())


@pytest.mark.soak
def test_a_command_that_is_stopped_leaves_all_or_nothing(desk, tmp_path, campaign):
    outcomes: dict[int, set[tuple[int, ...]]] = {}
    for seed in range(campaign(8, 400)):
        chance = random.Random(seed)
        folder = tmp_path / str(seed)
        shutil.copytree(desk, folder)
        place = chance.randrange(len(commands(folder)))
        name = chance.choice(SIGNALS)
        code, said = stopped(commands(folder)[place], getattr(signal, name), chance.uniform(0.02, LATEST))
        about = f"seed {seed}: {commands(folder)[place][0]}, {name}, {code}: {said}"
        outcomes.setdefault(place, set()).add(numbers(folder / "s.study"))
        for made in ("backup.study", "new.study", "packet.study"):
            if (folder / made).exists():
                outcomes.setdefault(-len(made), set()).add(numbers(folder / made))
        if name != "SIGKILL":
            left = [one.name for one in folder.iterdir() if one.name.startswith(".") or one.name.endswith("-wal")]
            assert not left, (about, left)
        if code in (130, 143, 129):
            assert said.count("workbench: ") == 1, about
            assert "Traceback" not in said, about
        again, said = stopped(["coders", str(folder / "s.study"), "add", "ZZ"], signal.SIGCONT, 0)
        assert again == 0, (about, said)
        shutil.rmtree(folder)
    # Before the step or after it; what is made whole has one content only.
    assert all(len(found) <= (2 if place >= 0 else 1) for place, found in outcomes.items()), outcomes
