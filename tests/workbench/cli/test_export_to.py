"""``workbench export --to``: data for SPSS and R, corpora for IRaMuTeQ and TXM, and the other formats."""

from pathlib import Path

import pandas as pd
import pytest

from tests.workbench.cli.conftest import Cli


def test_wide_data_go_into_a_folder_with_all_that_belongs_to_them(done: Cli, coded: Path, home: Path):
    told = done("export", coded, "stat", "--to", "wide", "--layer", "MA")
    assert sorted(path.name for path in (home / "stat").iterdir()) == [
        "wide-dictionary.csv",
        "wide.R",
        "wide.csv",
        "wide.sps",
    ]
    frame = pd.read_csv(home / "stat" / "wide.csv", encoding="utf-8-sig")
    assert frame["id"].tolist() == ["I-01", "I-02", "I-03"]
    assert frame["IMAGE_mentions"].tolist() == [1, 1, 1]
    assert "say why there is no value" in told.err


def test_long_data_name_every_coding_of_the_layers(done: Cli, coded: Path, home: Path):
    done("export", coded, "l.csv", "--to", "long", "--layer", "MA", "--branch", "OBJ")
    frame = pd.read_csv(home / "l.csv", encoding="utf-8-sig")
    assert set(frame["layer"]) == {"MA"}
    assert len(frame) == 6
    assert (home / "l.sps").exists()


def test_a_corpus_for_iramuteq_holds_the_participants_words_only(done: Cli, coded: Path, home: Path):
    done("export", coded, "corpus.txt", "--to", "iramuteq")
    text = (home / "corpus.txt").read_text(encoding="utf-8")
    assert text.count("**** *participant_") == 3
    assert "*hoursPerWeek_5to12" in text
    assert "Au départ" not in text
    done("export", coded, "turns.txt", "--to", "iramuteq", "--per", "turn", "--interviewers", "--participant", "I-02")
    turns = (home / "turns.txt").read_text(encoding="utf-8")
    assert turns.count("****") == 4
    assert "*role_interviewer" in turns


def test_a_corpus_for_txm_is_a_folder(done: Cli, coded: Path, home: Path):
    done("export", coded, "txm", "--to", "txm")
    assert sorted(path.name for path in (home / "txm").iterdir()) == [
        "I_01.xml",
        "I_02.xml",
        "I_03.xml",
        "metadata.csv",
    ]


@pytest.mark.parametrize("name", ["o.html", "o.docx", "o.tex", "o.parquet"])
def test_the_other_formats_go_by_their_endings(done: Cli, coded: Path, home: Path, name: str):
    done("export", coded, name)
    assert (home / name).stat().st_size > 0


def test_parquet_writes_a_file_for_each_table(done: Cli, coded: Path, home: Path):
    told = done("export", coded, "s.parquet")
    assert "s-turns.parquet" in told.err
    assert len(pd.read_parquet(home / "s.parquet")) == 9


@pytest.mark.parametrize(
    "words",
    [
        ("o.csv", "--layer", "MA"),
        ("o.csv", "--to", "wide", "--coder", "MA"),
        ("o.csv", "--to", "spss"),
    ],
)
def test_words_that_do_not_go_together_are_refused(cli: Cli, coded: Path, home: Path, words: tuple[str, ...]):
    told = cli("export", coded, *words)
    assert told.code == 2
    assert not (home / "o.csv").exists()


def test_an_unknown_ending_of_data_is_refused(cli: Cli, coded: Path):
    told = cli("export", coded, "o.sav", "--to", "wide", "--layer", "MA")
    assert told.code == 1
    assert ".csv, .xlsx, .parquet" in told.err
