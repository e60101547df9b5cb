"""Files that are merged into a blind study, or checked against it, tell nothing of what others did in it meanwhile."""

import json
import shutil
from itertools import count
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pytest

from tests.campaigns.saying import said, unsealed
from tests.workbench.blind_studies import SECRETS, Twin, twins
from transcripts.spans import Span
from workbench.cli.app import main
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import apply_codes, note
from workbench.workflows.handing_in.packets import packet

FORMATS = ([], ["--format", "json"], ["--format", "csv"], ["--format", "md"])


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Twin, Twin]:
    """Twins beside which a packet of Maude lies, made before Julien went on behind the seal, in each otherwise."""
    both = twins(tmp_path_factory.mktemp("twins"))
    for side, twin in enumerate(both):
        home = twin.path.with_name("given.study")
        with twin.open() as study:
            study.look_as(twin.maude.uuid)
            packet(study, twin.maude, home)
        numbers = count(5_000)
        with (
            StudyFile.open(home) as study,
            patch("workbench.workflows.coding.new_uuid", lambda numbers=numbers: str(UUID(int=next(numbers)))),
            patch("workbench.store.act.uuid4", lambda numbers=numbers: UUID(int=next(numbers))),
            patch("workbench.store.act.now", lambda: "2026-03-02T03:04:05.678Z"),
        ):
            apply_codes(study, twin.maude.uuid, twin.texts["I-05"], Span(3, 9), [twin.codes["TON"]])
        behind_the_seal(twin, more=side == 0)
    return both


def behind_the_seal(twin: Twin, *, more: bool) -> None:
    """Julien goes on in the study."""
    with twin.open() as study:
        study.look_as(twin.julien.uuid)
        for place in range(6 if more else 1):
            (made,) = apply_codes(
                study, twin.julien.uuid, twin.texts["I-06"], Span(place, place + 5), [twin.codes["IMAGE"]]
            )
            note(study, twin.julien.uuid, made.uuid, SECRETS[0 if more else 1])


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WORKBENCH_CODER", "Maude")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")


def told(made: tuple[Twin, Twin], words: list[str], folder: Path, monkeypatch, capsys) -> list[str]:
    return [said(folder / str(side), twin, words, monkeypatch, capsys) for side, twin in enumerate(made)]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: "-".join(form))
@pytest.mark.parametrize("dry", [["--dry-run"], []], ids=["preview", "merge"])
def test_a_merge_tells_nothing_of_sealed_work_in_the_study(made, dry, form, tmp_path, monkeypatch, capsys):
    one, other = told(made, ["merge", "s.study", "given.study", *dry, *form], tmp_path, monkeypatch, capsys)
    assert one == other
    assert "given.study" in one
    assert not [word for word in SECRETS if word in one]


def test_without_the_seal_a_merge_tells_what_everybody_did_in_the_study(made, tmp_path, monkeypatch, capsys):
    bare = []
    for side, twin in enumerate(made):
        path = unsealed(twin.path, tmp_path / f"bare-{side}")
        with StudyFile.open(twin.path.with_name("given.study")) as given:
            given.backup(path.with_name("given.study"))
        bare.append(Twin(path, twin.maude, twin.julien, twin.texts, twin.codes))
    words = ["merge", "s.study", "given.study", "--dry-run", "--format", "json"]
    one, other = told((bare[0], bare[1]), words, tmp_path, monkeypatch, capsys)
    assert one != other


@pytest.mark.parametrize("report", ["recurrence", "coverage", "quotes", "methods", "matrix"])
@pytest.mark.parametrize("sealed", [True, False], ids=["own", "of everybody"])
def test_checking_a_file_tells_nothing_of_sealed_work(made, report, sealed, tmp_path, monkeypatch, capsys):
    """The file was made before Julien went on: by Maude behind the seal, or of everybody before the study was blind."""
    for twin in made:
        folder = tmp_path / "before"
        if not folder.exists():
            # One file for both, since it was made before they went apart.
            path = (
                unsealed(twin.path, folder)
                if not sealed
                else Path(shutil.copytree(twin.path.parent, folder)) / "s.study"
            )
            monkeypatch.chdir(folder)
            assert main(["report", report, path.name, "-o", "given.json"]) == 0
            assert json.loads((folder / "given.json").read_text(encoding="utf-8"))
    given = [Twin(tmp_path / f"side-{side}" / "s.study", *rest(twin)) for side, twin in enumerate(made)]
    for twin, to in zip(made, given, strict=True):
        to.path.parent.mkdir()
        shutil.copy(twin.path, to.path)
        shutil.copy(tmp_path / "before" / "given.json", to.path.parent)
    for form in FORMATS:
        words = ["report", "verify", "given.json", "s.study", *form]
        one, other = told((given[0], given[1]), words, tmp_path / "-".join(["f", *form]), monkeypatch, capsys)
        assert one == other, words


def rest(twin: Twin):
    return twin.maude, twin.julien, twin.texts, twin.codes
