"""The figures of the demonstration study, worked out anew from what it exports, in plain Python."""

import json
import math
import random
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import krippendorff
import pytest

from workbench.cli.app import main
from workbench.store import transcripts
from workbench.store.study_file import StudyFile
from workbench.workflows.demonstrating import demonstrate

CODERS = ("Maude", "Julien")
Z = 1.959963984540054
DRAWS = 4_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study with its export, ranking and comparison as files."""
    home = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(home / "account"))
        study = str(demonstrate(home).path)
        assert main(["export", study, str(home / "export.json"), "--quiet"]) == 0
        for name, words in (("ranking", ["report", "ranking"]), ("comparison", ["compare"])):
            assert main([*words, study, "--output", str(home / f"{name}.json"), "--quiet"]) == 0
    return home


def read(folder: Path, name: str) -> dict:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


@dataclass
class Cell:
    """What one participant says on one theme."""

    stances: list[str | None] = field(default_factory=list)
    strengths: list[int] = field(default_factory=list)
    characters: set[tuple[str, int]] = field(default_factory=set)

    @property
    def supports(self) -> bool:
        return any(stance != "contra" for stance in self.stances)

    @cached_property
    def first(self) -> tuple[str, int]:
        return min(self.characters)


class BruteForce:
    """Every turn against every coding, character by character."""

    def __init__(self, data: dict, coder: str) -> None:
        self.parent = {code["code"]: code["parent"] for code in data["codes"]}
        self.themes = [code["code"] for code in data["codes"] if code["parent"] == "OBJ"]
        self.people = [one["pseudonym"] for one in data["participants"]]
        turns = [turn for turn in data["turns"] if turn["participant"]]
        self.words = {
            who: sum(turn["end"] - turn["start"] for turn in turns if turn["participant"] == who) for who in self.people
        }
        self.cells: dict[tuple[str, str], Cell] = defaultdict(Cell)
        for coding in data["codings"]:
            if coding["coder"] == coder and self.theme(coding["code"]):
                self.count(coding, [turn for turn in turns if turn["transcript"] == coding["transcript"]])

    def theme(self, code: str | None) -> str | None:
        while code is not None and code not in self.themes:
            code = self.parent[code]
        return code

    def count(self, coding: dict, turns: list[dict]) -> None:
        own: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for turn in turns:
            shared = range(max(coding["start"], turn["start"]), min(coding["end"], turn["end"]))
            own[turn["participant"]] |= {(coding["transcript"], character) for character in shared}
        for who, characters in own.items():
            if characters:
                cell = self.cells[str(self.theme(coding["code"])), who]
                cell.stances.append(coding["stance"])
                cell.strengths += [coding["strength"]] if coding["strength"] is not None else []
                cell.characters |= characters

    def row(self, theme: str) -> list[Cell | None]:
        return [self.cells.get((theme, who)) for who in self.people]

    def supporters(self, theme: str) -> list[str]:
        return [who for who, cell in zip(self.people, self.row(theme), strict=True) if cell and cell.supports]

    def strength(self, theme: str) -> float:
        known = [max(cell.strengths) if cell else 0 for cell in self.row(theme) if cell is None or cell.strengths]
        return sum(known) / len(known)

    def order(self, theme: str) -> float:
        return sum(self.reciprocal(theme, who) for who in self.people) / len(self.people)

    def reciprocal(self, theme: str, who: str) -> float:
        mine = self.cells.get((theme, who))
        if mine is None:
            return 0.0
        others = [cell.first for other in self.themes if (cell := self.cells.get((other, who)))]
        before, level = sum(one < mine.first for one in others), sum(one == mine.first for one in others)
        return 1 / (before + (1 + level) / 2)

    def share(self, theme: str) -> float:
        lengths = (
            len(cell.characters) / self.words[who]
            for who, cell in zip(self.people, self.row(theme), strict=True)
            if cell
        )
        return sum(lengths) / len(self.people)

    def key(self, theme: str) -> tuple[float, ...]:
        return len(self.supporters(theme)), round(self.strength(theme), 12), round(self.order(theme), 12)


def wilson(count: int, of: int) -> tuple[float, float]:
    """By the formula of 1927: the roots of (p - share)² = z² p (1 - p) / of."""
    a, b, c = 1 + Z * Z / of, -2 * count / of - Z * Z / of, (count / of) ** 2
    root = math.sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


@pytest.mark.parametrize("coder", CODERS)
def test_the_ranking_is_what_counting_by_hand_gives(folder: Path, coder: str) -> None:
    brute = BruteForce(read(folder, "export"), coder)
    lines = [line for line in read(folder, "ranking")["ranking"] if line["layer"] == coder]
    assert {line["code"] for line in lines} == set(brute.themes)
    keys = {theme: brute.key(theme) for theme in brute.themes}
    for line in lines:
        theme = line["code"]
        mentions = [len(cell.stances) for cell in brute.row(theme) if cell]
        middle = sorted(mentions)
        assert line["rank"] == 1 + sum(key > keys[theme] for key in keys.values())
        assert (line["who"], line["of"]) == (brute.supporters(theme), 11)
        assert (line["participants"], line["rejected_by"]) == (
            len(brute.supporters(theme)),
            sum(cell is not None and not cell.supports for cell in brute.row(theme)),
        )
        assert line["mentions"] == sum(mentions)
        assert line["mentions_per_mentioner"] == (middle[(len(middle) - 1) // 2] + middle[len(middle) // 2]) / 2
        assert line["strength"] == pytest.approx(brute.strength(theme), abs=1e-12)
        assert line["first_mention"] == pytest.approx(brute.order(theme), abs=1e-12)
        assert line["share"] == pytest.approx(brute.share(theme), abs=1e-12)
        interval = (line["wilson_low"], line["wilson_high"])
        assert interval == pytest.approx(wilson(line["participants"], 11), abs=1e-12)


@pytest.mark.parametrize("coder", CODERS)
def test_another_bootstrap_gives_the_same_intervals_and_probabilities(folder: Path, coder: str) -> None:
    lines = [line for line in read(folder, "ranking")["ranking"] if line["layer"] == coder]
    people, source = [f"I-{number:02}" for number in range(1, 12)], random.Random(99)
    ranks: dict[str, list[float]] = defaultdict(list)
    above = [0.0] * len(lines)
    for _ in range(DRAWS):
        drawn = source.choices(people, k=len(people))
        counts = [sum(who in line["who"] for who in drawn) for line in lines]
        for place, (line, count) in enumerate(zip(lines, counts, strict=True)):
            ranks[line["code"]].append(sum(other > count for other in counts) + (1 + counts.count(count)) / 2)
            following = counts[place + 1] if place + 1 < len(counts) else math.inf
            above[place] += (count > following) + (count == following) / 2
    for place, line in enumerate(lines):
        if place + 1 < len(lines):
            assert line["above_next"] == pytest.approx(above[place] / DRAWS, abs=0.03)
        drawn_ranks = sorted(ranks[line["code"]])
        tied = [other["participants"] for other in lines]
        best = 1 + sum(count > line["participants"] for count in tied)
        low = min(drawn_ranks[math.ceil(0.025 * DRAWS) - 1], best)
        high = max(drawn_ranks[math.ceil(0.975 * DRAWS) - 1], best + tied.count(line["participants"]) - 1)
        # Ranks come in halves; on the edge of a quantile two samples may fall on either side.
        assert line["rank_low"] == pytest.approx(low, abs=0.5)
        assert line["rank_high"] == pytest.approx(high, abs=0.5)


def test_alpha_is_that_of_the_krippendorff_package_for_every_code(folder: Path) -> None:
    data, comparison = read(folder, "export"), read(folder, "comparison")
    with StudyFile.open(folder / "demonstration.study") as study:
        sentences = [
            (entry.name, sentence)
            for entry in transcripts.listing(study.reader)
            for sentence in transcripts.load(study.reader, entry.uuid).sentences
        ]
    assert comparison["units"] == len(sentences)
    marked: dict[tuple[str, str], list[int]] = {}
    for line in comparison["codes"]:
        for coder in CODERS:
            spans = [
                (one["transcript"], one["start"], one["end"])
                for one in data["codings"]
                if one["coder"] == coder and one["code"] == line["code"]
            ]
            marked[line["code"], coder] = [
                int(any(name == text and start < unit.end and unit.start < end for text, start, end in spans))
                for name, unit in sentences
            ]
        both = [marked[line["code"], coder] for coder in CODERS]
        wanted = krippendorff.alpha(reliability_data=both, level_of_measurement="nominal")
        assert line["alpha"] == pytest.approx(wanted, abs=1e-9)
        assert line["prevalence"] == pytest.approx(sum(map(sum, both)) / 2 / len(sentences), abs=1e-12)
    assert len(comparison["codes"]) == 32
