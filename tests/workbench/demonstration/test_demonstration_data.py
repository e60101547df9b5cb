"""The files of the demonstration study keep what its README says of them."""

import csv
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

import workbench
from codebook.code import Code
from codebook.shipped import read_attributes_template, read_template
from transcripts.attributes import kind_of, read_value
from transcripts.model import AttributeKind, Knowledge

FOLDER = Path(workbench.__file__).parent / "demonstration"
NAMES = [f"I-{number:02}" for number in range(1, 12)]
CODERS = {"Maude", "Julien"}
NO_BREAK = "\u00a0"
LONGEST_SHARED = 8  # words in a row that two interviews may have in common

# The objectives that each participant speaks of, as Maude found them; and how Julien's reading differs.
MAUDE = {
    "I-01": "IMAGE PROJET NOTO JOINDRE",
    "I-02": "IMAGE PROJET NOTO SERVICE VEILLE",
    "I-03": "IMAGE PROJET NOTO JOINDRE DIAL",
    "I-04": "IMAGE SERVICE RECRUT",
    "I-05": "IMAGE PROJET NOTO JOINDRE DIAL",
    "I-06": "IMAGE PROJET SERVICE DIAL",
    "I-07": "IMAGE PROJET NOTO JOINDRE VEILLE",
    "I-08": "IMAGE PROJET NOTO SERVICE DIAL RECRUT",
    "I-09": "PROJET JOINDRE",
    "I-10": "IMAGE SERVICE MEDIAS",
    "I-11": "IMAGE PROJET NOTO JOINDRE DIAL VEILLE",
}
ONLY_MAUDE = {("I-02", "NOTO"), ("I-08", "NOTO"), ("I-11", "JOINDRE")}
ONLY_JULIEN = {("I-06", "VEILLE")}


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(name: str) -> str:
    return (FOLDER / "entretiens" / f"{name}.txt").read_text(encoding="utf-8")


def turns(name: str) -> list[str]:
    return [line for line in text_of(name).split("\n")[2:] if line]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return zip(*(found[start:] for start in range(length)), strict=False)


def spans(coder: str) -> list[tuple[str, str, int, int]]:
    """Transcript, code, start and end of each coding of a coder."""
    placed = []
    for row in table("codings.csv"):
        if row["coder"] == coder:
            start = text_of(row["transcript"]).index(row["quote"])
            placed.append((row["transcript"], row["code"], start, start + len(row["quote"])))
    return placed


def objectives(coder: str) -> set[tuple[str, str]]:
    spoken = {code for line in MAUDE.values() for code in line.split()}
    return {(row["transcript"], row["code"]) for row in table("codings.csv") if row["coder"] == coder} & {
        (name, code) for name in NAMES for code in spoken
    }


@pytest.fixture(scope="module")
def codes() -> dict[str, Code]:
    return {code.short: code for code in read_template("entretiens-medias-socionumeriques", "fr").codes}


def test_there_are_eleven_interviews_and_no_other_file() -> None:
    assert sorted(path.name for path in (FOLDER / "entretiens").iterdir()) == [f"{name}.txt" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_an_interview_opens_by_saying_that_it_is_fictional(name: str) -> None:
    assert text_of(name).split("\n")[:2] == [f"Entretien fictif {name}, écrit pour la démonstration", ""]


@pytest.mark.parametrize("name", NAMES)
def test_an_interview_is_long_enough_to_be_read_as_one(name: str) -> None:
    assert 930 <= len(words(text_of(name))) <= 1_400


@pytest.mark.parametrize("name", NAMES)
def test_each_turn_is_one_line_of_the_interviewer_or_of_the_participant(name: str) -> None:
    lines = text_of(name).rstrip("\n").split("\n")
    assert all(line == "" for line in lines[1::2])
    assert all(line.startswith((f"ENQ{NO_BREAK}: ", f"{name}{NO_BREAK}: ")) for line in lines[2::2])
    assert lines[2].startswith("ENQ")


@pytest.mark.parametrize("name", NAMES)
def test_high_punctuation_never_begins_a_line_of_the_screen(name: str) -> None:
    text = text_of(name)
    assert not re.findall(rf"[^{NO_BREAK}\d?!][:;?!»]", text), "a sign without its no-break space"
    assert not re.findall(rf"«[^{NO_BREAK}]", text)
    assert "'" not in text
    assert '"' not in text


def test_no_two_interviews_share_more_than_eight_words_in_a_row() -> None:
    seen = {name: set(runs("\n".join(turns(name)), LONGEST_SHARED + 1)) for name in NAMES}
    assert {(one, other) for one, other in combinations(NAMES, 2) if seen[one] & seen[other]} == set()


def test_no_interview_repeats_the_texts_of_the_study_folder(shared: Path) -> None:
    published = {run for path in (shared / "study").glob("*.txt") for run in runs(path.read_text("utf-8"), 9)}
    if not published:
        pytest.skip("the study folder has no texts")
    assert {name for name in NAMES if published & set(runs("\n".join(turns(name)), 9))} == set()


def test_every_participant_has_one_row_and_a_category_of_the_template() -> None:
    rows = table("participants.csv")
    category = read_attributes_template("fr")[0]
    assert [row["pseudonym"] for row in rows] == NAMES
    assert {row["category"] for row in rows} == set(category.choices)
    assert len({row["body"] for row in rows}) == len(NAMES)


def test_hours_are_numbers_ranges_an_approximation_and_an_unknown() -> None:
    written = [row["hours_per_week"] for row in table("participants.csv")]
    values = [read_value(cell, AttributeKind.NUMBER) for cell in written]
    known = [value for value in values if value is not None]
    assert kind_of(written) == AttributeKind.NUMBER
    assert len(known) == len(NAMES)
    assert [value.knowledge for value in known].count(Knowledge.UNKNOWN) == 1
    assert [value.knowledge for value in known].count(Knowledge.APPROXIMATE) == 1
    assert sorted((value.low, value.high) for value in known if value.low != value.high) == [(5.0, 12.0), (6.0, 10.0)]


def test_both_coders_are_done_with_every_interview() -> None:
    rows = table("states.csv")
    assert sorted((row["transcript"], row["coder"]) for row in rows) == sorted((n, c) for n in NAMES for c in CODERS)
    assert {row["state"] for row in rows} == {"done"}


def test_every_quotation_stands_once_in_a_turn_of_the_participant() -> None:
    misplaced = []
    for row in table("codings.csv"):
        name, quote = row["transcript"], row["quote"]
        holders = [turn for turn in turns(name) if quote in turn]
        if text_of(name).count(quote) != 1 or len(holders) != 1 or not holders[0].startswith(name):
            misplaced.append((name, row["coder"], row["code"], quote))
    assert misplaced == []


def test_no_coding_is_there_twice() -> None:
    keys = [(row["transcript"], row["coder"], row["code"], row["quote"]) for row in table("codings.csv")]
    assert len(keys) == len(set(keys))


def test_every_code_can_be_applied(codes: dict[str, Code]) -> None:
    used = {row["code"] for row in table("codings.csv")}
    assert used <= {short for short, code in codes.items() if code.codable}


def test_only_objectives_carry_a_strength_and_a_stance(codes: dict[str, Code]) -> None:
    spoken = {code for line in MAUDE.values() for code in line.split()}
    for row in table("codings.csv"):
        if row["code"] in spoken:
            assert row["strength"] in {"", "0", "1", "2", "3"}
            assert row["stance"] in {"", "pro", "contra", "mixed", "neutral"}
        else:
            assert (row["strength"], row["stance"]) == ("", "")


def test_tones_of_one_coder_never_overlap() -> None:
    for coder in CODERS:
        tones = [span for span in spans(coder) if span[1] in {"TINST", "TFAM", "THUM"}]
        assert not [pair for pair in combinations(tones, 2) if _meet(*pair)]


def test_some_codings_of_one_coder_overlap_and_some_nest() -> None:
    for coder in CODERS:
        assert any(_meet(one, other) for one, other in combinations(spans(coder), 2))


def test_maude_finds_in_each_interview_the_objectives_it_speaks_of() -> None:
    assert objectives("Maude") == {(name, code) for name, line in MAUDE.items() for code in line.split()}


def test_julien_misses_three_objectives_and_finds_one_more() -> None:
    assert objectives("Julien") == (objectives("Maude") - ONLY_MAUDE) | ONLY_JULIEN


def test_dialogue_divides_the_participants() -> None:
    stances: dict[str, set[str]] = {}
    for row in table("codings.csv"):
        if row["coder"] == "Maude" and row["code"] == "DIAL":
            stances.setdefault(row["transcript"], set()).add(row["stance"])
    assert stances == {"I-03": {"pro"}, "I-05": {"contra"}, "I-06": {"pro"}, "I-08": {"mixed"}, "I-11": {"mixed"}}


def test_each_coder_leaves_a_few_memos() -> None:
    for coder in CODERS:
        assert 6 <= sum(bool(row["memo"]) for row in table("codings.csv") if row["coder"] == coder) <= 12


def test_the_coders_differ_but_mostly_agree() -> None:
    maude, julien = spans("Maude"), spans("Julien")
    met = [one for one in maude if any(one[1] == other[1] and _meet(one, other) for other in julien)]
    same = set(maude) & set(julien)
    assert 0.7 <= len(met) / len(maude) <= 0.95
    assert 0.1 <= len(same) / len(maude) <= 0.5


def _meet(one: tuple[str, str, int, int], other: tuple[str, str, int, int]) -> bool:
    return one[0] == other[0] and one[2] < other[3] and other[2] < one[3]


def test_both_coders_put_every_answer_on_validation_into_a_category_and_differ_in_two(tmp_path: Path) -> None:
    from workbench.store import framework
    from workbench.store.study_file import StudyFile
    from workbench.workflows.category_distribution import category_distribution
    from workbench.workflows.demonstrating import CATEGORIES, CATEGORISED, demonstrate
    from workbench.workflows.framework_columns import question_columns

    with StudyFile.open(demonstrate(tmp_path).path) as study:
        [question] = question_columns(study, [CATEGORISED])
        found = category_distribution(study, question)
        assert [one.label for one in found.categories] == list(CATEGORIES)
        assert found.not_asked == ("I-04",) and not found.unknown
        assert [(one.coder.name, len(one.chosen), one.unasked) for one in found.layers] == [
            ("Maude", 10, ()),
            ("Julien", 10, ()),
        ]
        assert [(pair.both, pair.same) for pair in found.agreements] == [(10, 8)]
        assert len([one for one in framework.cells(study.reader) if one.body]) == 12
