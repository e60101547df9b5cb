"""Who codes aside tries every command, and so do the others: what the seal of the layer keeps changes nothing of it."""

import os

import pytest

from codebook.coding import ReadingState
from tests.campaigns.saying import said
from tests.campaigns.test_blind_commands import COMMANDS, trials
from tests.workbench.aside_studies import Kept, aside_twins, by_turns
from tests.workbench.blind_studies import SECRETS, Twin
from workbench.store import coders
from workbench.workflows.coding import set_state

#: Trials of each command; all of them, with every format, in the long campaign.
SOME = None if os.environ.get("WORKBENCH_SOAK") else 2


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> dict[Kept, tuple[Twin, Twin]]:
    return {kept: aside_twins(tmp_path_factory.mktemp(kept.name), kept) for kept in Kept}


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")


#: They bring all of a person's own work home, layers aside too, or the file as it is; nothing of it is shown.
WHOLE = {"packet", "backup"}
ASKED = {"reread": [[], ["--format", "json"]], "train": [[], ["--format", "json"]]}


@pytest.mark.parametrize(("kept", "name"), by_turns(name for name in COMMANDS if name not in WHOLE))
def test_no_command_tells_what_a_layer_aside_keeps(made, kept, name, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WORKBENCH_CODER", kept.viewer)
    asked = [words for words in ASKED.get(name) or trials(name) if "Maude" not in words]  # they look as Maude
    for number, words in enumerate(asked[:SOME]):
        told = [
            said(tmp_path / f"{number}-{side}", twin, [*name.split(), "s.study", *words], monkeypatch, capsys)
            for side, twin in enumerate(made[kept])
        ]
        assert told[0] == told[1], words
        assert not [word for word in SECRETS if word in told[0]], words


@pytest.mark.parametrize("kept", [Kept.FIRST, Kept.REFERENCE], ids=lambda kept: kept.name.lower())
def test_once_a_transcript_is_done_again_both_are_told(made, kept, tmp_path, monkeypatch, capsys):
    """The trials above have teeth, and the seal ends where the layer is done."""
    monkeypatch.setenv("WORKBENCH_CODER", kept.viewer)
    done = []
    for side, twin in enumerate(made[kept]):
        folder = tmp_path / f"done-{side}"
        folder.mkdir()
        with twin.open() as study:
            study.backup(folder / "s.study")
        other = Twin(folder / "s.study", twin.maude, twin.julien, twin.texts, twin.codes)
        with other.open() as study:
            layer = coders.named(study.reader, kept.viewer)
            set_state(study, layer.uuid, [twin.texts["I-05"]], ReadingState.DONE)
        done.append(other)
    words = [
        ["reread" if kept is Kept.FIRST else "train", "s.study"],
        ["export", "s.study", "j.json", "--coder", "Maude"],
    ]
    for number, line in enumerate(words):
        told = [said(tmp_path / f"{number}-{side}", twin, line, monkeypatch, capsys) for side, twin in enumerate(done)]
        assert told[0] != told[1], line
