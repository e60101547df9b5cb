"""What cannot be merged, though both are sound studies: it is refused with the reason, and nothing changes."""

from pathlib import Path

import pytest

from tests.workbench.making import Bench
from tests.workbench.workflows.handing_in.copies import begun, copied, picture
from transcripts.spans import Span
from workbench.errors import SealedError, StoreError
from workbench.store.study_file import StudyFile
from workbench.workflows import coding
from workbench.workflows.handing_in.merging import merge, preview
from workbench.workflows.handing_in.packets import packet
from workbench.workflows.sealing import make_blind


@pytest.fixture
def desk(tmp_path: Path):
    made = begun(tmp_path / "a.study")
    coding.apply_codes(made.study, made.julien.uuid, made.transcript, Span(62, 70), [made.codes["TON"]])
    yield made
    made.study.close()


def code(study: StudyFile, desk: Bench, coder: str, span: Span) -> None:
    coding.apply_codes(study, coder, desk.transcript, span, [desk.codes["TON"]])


def test_what_is_sealed_there_is_not_brought_into_a_study_without_seals(desk: Bench, tmp_path: Path):
    with copied(desk.study, tmp_path / "blind.study") as other:
        make_blind(other, None)
        code(other, desk, desk.julien.uuid, Span(40, 50))
    before = picture(desk.study, apart=())
    for act in (merge, preview):
        with pytest.raises(SealedError, match=r"is blind and a\.study is not"):
            act(desk.study, [tmp_path / "blind.study"], coder=desk.maude.uuid)
    assert picture(desk.study, apart=()) == before
    make_blind(desk.study, None)
    assert merge(desk.study, [tmp_path / "blind.study"], coder=desk.maude.uuid)[0].taken


def test_a_packet_of_a_blind_copy_is_one_coders_and_comes(desk: Bench, tmp_path: Path):
    with copied(desk.study, tmp_path / "blind.study") as other:
        make_blind(other, None)
        code(other, desk, desk.maude.uuid, Span(40, 50))
        packet(other, desk.maude, tmp_path / "p.study")
    assert merge(desk.study, [tmp_path / "p.study"], coder=desk.maude.uuid)[0].taken


@pytest.mark.parametrize("blank", [False, True])
def test_work_that_was_cut_out_of_a_packet_does_not_come_back_in_part(desk: Bench, tmp_path: Path, blank: bool):
    packet(desk.study, None if blank else desk.maude, tmp_path / "p.study")
    packet(desk.study, desk.julien, tmp_path / "theirs.study")
    code(desk.study, desk, desk.julien.uuid, Span(40, 50))
    with StudyFile.open(tmp_path / "p.study") as home:
        before = picture(home, apart=())
        for name in ("a.study", "theirs.study"):
            with pytest.raises(StoreError, match=r"p.study is a packet"):
                merge(home, [tmp_path / name], coder=None)
        assert picture(home, apart=()) == before


def test_two_packets_of_one_coder_that_both_went_on_are_merged(desk: Bench, tmp_path: Path):
    for name, span in (("p.study", Span(40, 50)), ("q.study", Span(50, 60))):
        packet(desk.study, desk.maude, tmp_path / name)
        with StudyFile.open(tmp_path / name) as home:
            code(home, desk, desk.maude.uuid, span)
    with StudyFile.open(tmp_path / "p.study") as home:
        assert merge(home, [tmp_path / "q.study"], coder=desk.maude.uuid)[0].taken["codings"]
