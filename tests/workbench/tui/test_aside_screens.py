"""Who codes aside opens the screens, and so do the others: what the seal of the layer keeps changes nothing of them."""

import pytest

from codebook.coding import ReadingState
from tests.workbench.aside_studies import Kept, aside_twins, by_turns
from tests.workbench.blind_studies import SECRETS
from tests.workbench.tui.sitting import Sitting, sitting
from tests.workbench.tui.test_blind_screens import SCREENS, Deaf, copied, settled, walk
from workbench.store import coders
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import set_state


@pytest.fixture(autouse=True)
def _deaf(monkeypatch):
    monkeypatch.setattr("workbench.tui.suggesting.started_desk", lambda path: Deaf())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return {kept: aside_twins(tmp_path_factory.mktemp(kept.name), kept) for kept in Kept}


@pytest.mark.parametrize(("kept", "entry"), by_turns([None, *SCREENS]), ids=lambda one: getattr(one, "id", None))
async def test_no_screen_tells_what_a_layer_aside_keeps(made, kept, entry, tmp_path):
    shown = []
    for side, twin in enumerate(made[kept]):
        shown.append(await walk(copied(twin.path, tmp_path / str(side)), entry, most=1, coder=kept.viewer))
    assert shown[0] == shown[1]
    assert not [word for word in SECRETS if word in "".join(shown[0].values())]


async def test_one_codes_in_a_layer_aside_under_its_name_and_sees_the_first_reading_once_it_is_done(made, tmp_path):
    twin = made[Kept.FIRST][0]
    path = copied(twin.path, tmp_path / "study")
    async with sitting(path, coder="Maude 2") as here:
        await settled(here)
        assert here.screen.desk.transcript.name == "I-05"
        assert "Maude 2" in here.header
        assert coders_here(here) == {here.session.coder.uuid}
    with StudyFile.open(path) as study:
        layer = coders.named(study.reader, "Maude 2")
        set_state(study, layer.uuid, [twin.texts["I-05"]], ReadingState.DONE)
    async with sitting(path, coder="Maude 2") as here:
        await settled(here)
        assert {layer.uuid, twin.maude.uuid} <= coders_here(here)


def coders_here(here: Sitting) -> set[str]:
    """Whose codings stand beside the text."""
    desk = here.screen.desk
    return {one.coder for one in (*desk.mine.values(), *desk.others)}
