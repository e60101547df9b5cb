"""The real files beside the project, from import to findings, against brute force over the same files."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from transcripts.i18n import use_language
from workbench.cli.app import CATALOGUES


@pytest.fixture
def games(shared: Path) -> Path:
    return shared / "samples" / "corpora" / "games-as-art-en"


@pytest.fixture
def rows(games: Path) -> list[dict[str, str]]:
    with (games / "codings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def study(done, games: Path, home: Path) -> Path:
    done("new", "games.study", "--lang", "en")
    done("coders", "games.study", "add", "coder1", "coder2")
    done("import", "games.study", *sorted((games / "texts").glob("*.txt")))
    done("code", "games.study", "--from", games / "codings.csv", "--create-codes", "--done")
    use_language("en", CATALOGUES)
    return home / "games.study"


def test_all_279_codings_come_in_at_their_places(done, study, rows, home):
    done("export", study, "out.csv")
    with (home / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        stored = list(csv.DictReader(file))
    assert len(stored) == len(rows) == 279
    place = ("coder", "start", "end")
    ours = sorted((row["transcript"], *(row[key] for key in place), row["label"].casefold()) for row in stored)
    theirs = sorted(
        (row["document"], *(row[key] for key in place), " ".join(row["code"].split()).casefold()) for row in rows
    )
    assert ours == theirs
    assert done("check", study).code == 0


def test_the_ranking_agrees_with_counting_by_hand(done, study, rows):
    voices: dict[tuple[str, str], set[str]] = defaultdict(set)
    mentions: dict[tuple[str, str], int] = defaultdict(int)
    starts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in rows:
        key = (row["coder"], " ".join(row["code"].split()).casefold())
        voices[key].add(row["document"])
        mentions[key] += 1
        first = starts[row["coder"], row["document"]]
        first[key[1]] = min(first.get(key[1], 10**9), int(row["start"]))
    read = {row["document"] for row in rows}

    told = done("report", "ranking", study, "--format", "json").json
    lines = told["ranking"]
    assert {line["of"] for line in lines} == {len(read)}
    for line in lines:
        key = (line["layer"], line["label"].casefold())
        assert set(line["who"]) == voices[key]
        assert (line["participants"], line["mentions"]) == (len(voices[key]), mentions[key])
        assert line["first_mention"] == pytest.approx(sum(reciprocals(starts, key)) / len(read))
    for layer in ("coder1", "coder2"):
        order = [(-line["participants"], -round(line["first_mention"], 9)) for line in lines if line["layer"] == layer]
        assert order == sorted(order)


def reciprocals(starts: dict, key: tuple[str, str]) -> list[float]:
    """1 / place of first mention in each document that has the code; codes that begin together share their places."""
    found = []
    for (coder, _document), first in starts.items():
        if coder == key[0] and key[1] in first:
            mine = first[key[1]]
            before = sum(start < mine for start in first.values())
            together = sum(start == mine for start in first.values())
            found.append(1 / (before + (together + 1) / 2))
    return found


def test_the_comparison_and_the_disagreements_print(done, study, rows):
    told = done("compare", study, "--format", "json").json
    assert told["coders"] == ["coder1", "coder2"]
    assert told["transcripts"] == len({row["document"] for row in rows})
    beauty = next(one for one in told["codes"] if one["label"] == "beauty")
    assert beauty["codings"] == sum(row["code"].casefold() == "beauty" for row in rows)
    assert done("disagreements", study, "--format", "json").json["count"] > 100
    assert "Agreement" in done("compare", study).out


UNTIMED = "Entretien 01 24.12.09ab_traitement_A"  # its source gives no times


def test_ten_interviews_come_in_whole_with_speakers_and_times(done, shared, home):
    from transcripts.readers.registry import read_transcripts

    files = sorted((shared / "samples" / "corpora" / "artisans-fr" / "docx").glob("*.docx"))
    assert len(files) == 10
    done("new", "a.study")
    done("import", "a.study", *files)
    done("export", "a.study", "a.json")
    told = json.loads((home / "a.json").read_text(encoding="utf-8"))
    for file in files:
        [source] = read_transcripts(file)
        turns = [turn for turn in told["turns"] if turn["transcript"] == file.stem]
        assert [turn["text"] for turn in turns] == [turn.span.cut(source.text) for turn in source.turns]
        assert [(turn["start"], turn["end"]) for turn in turns] == [
            (turn.span.start, turn.span.end) for turn in source.turns
        ]
        spoken = [turn for turn in turns if turn["kind"] == "speech"]
        assert {(turn["speaker"], turn["role"]) for turn in spoken} == {
            ("Chercheur", "interviewer"),
            ("Interviewe", "participant"),
        }
        if file.stem != UNTIMED:
            assert all(turn["begin_seconds"] is not None for turn in spoken)
    assert done("check", "a.study").code == 0
