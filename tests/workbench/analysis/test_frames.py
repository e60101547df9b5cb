"""The matrices behind a ranking, for notebooks."""

import subprocess
import sys

import numpy as np

from workbench.analysis.columns import Codings, Stretches
from workbench.analysis.frames import above_frame, mentions_frame
from workbench.analysis.importance import rank_themes
from workbench.analysis.mentions import tally

LABELS, PEOPLE = ["image", "projet"], ["I-01", "I-02", "I-03"]


def example(read: list[bool]):
    codings = Codings.build(transcript=[0, 1, 1, 2], code=[0, 1, 1, 1], start=[0, 0, 5, 0], end=[4, 4, 9, 4])
    turns = Stretches.build(transcript=[0, 1, 2], start=[0, 0, 0], end=[9, 9, 9], participant=[0, 1, 2])
    return rank_themes(tally(codings, turns, theme_of=np.arange(2), themes=2, read=np.array(read)), draws=50)


def test_mentions_stand_in_rank_order_by_participant() -> None:
    frame = mentions_frame(example([True, True, True]), LABELS, PEOPLE)
    assert frame.to_dict("index") == {
        "projet": {"I-01": 0, "I-02": 2, "I-03": 1},
        "image": {"I-01": 1, "I-02": 0, "I-03": 0},
    }


def test_a_participant_who_is_not_read_has_no_column() -> None:
    assert list(mentions_frame(example([True, False, True]), LABELS, PEOPLE).columns) == ["I-01", "I-03"]


def test_each_pair_has_its_probability_and_they_add_up_to_one() -> None:
    frame = above_frame(example([True, True, True]), LABELS)
    assert list(frame.index) == list(frame.columns) == ["projet", "image"]
    assert frame.loc["projet", "image"] + frame.loc["image", "projet"] == 1
    assert above_frame(example([True, False, False]), LABELS).empty


def test_pandas_is_imported_only_when_a_frame_is_made() -> None:
    script = "import sys, workbench.analysis.frames; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
