"""``workbench compare``: its options, and what it imports."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbench.cli.test_json_page import documented, keys, unknown
from transcripts.i18n import use_language
from workbench.cli.app import CATALOGUES

PAGE = (Path(__file__).parents[3] / "docs" / "agreement.md").read_text(encoding="utf-8")
RUN = """
import io, json, sys
from contextlib import redirect_stdout
from workbench.cli.app import main
with redirect_stdout(io.StringIO()):
    code = main(json.loads(sys.argv[1]))
print(json.dumps([code, sorted({"scipy", "pandas", "sqlmodel", "sklearn"} & set(sys.modules))]))
"""


@pytest.fixture
def demo(done, home) -> Path:
    done("demo", ".", "--no-screens", "--lang", "en")
    return home / "demonstration.study"


def test_every_command_of_the_page_runs(cli, demo):
    lines = re.findall(r"^workbench .+$", PAGE, re.MULTILINE)
    assert len(lines) > 5
    for line in lines:
        told = cli(*shlex.split(line)[1:])
        use_language("en", CATALOGUES)
        assert told.code == 0, f"{line}\n{told.err}"


def test_everything_that_can_be_asked_for_is_on_the_page_of_json(done, demo):
    told = done(
        *("compare", demo, "--measure", "all", "--by", "pair,transcript", "--confusion", "--drift"),
        *("--threshold", ".8", "--interval", "bootstrap", "--draws", "100", "--format", "json"),
    ).json
    page = documented()["compare"]
    assert not unknown(set(keys(told)), page)
    asked_for = {key for key, optional in page.items() if optional and key.startswith(("confusion", "drift", "trends"))}
    assert asked_for <= set(keys(told))
    assert (told["interval"], told["draws"], told["seed"], told["threshold"]) == ("bootstrap", 100, 20111, 0.8)


def test_csv_holds_what_was_asked_for_first(done, demo):
    assert done("compare", demo, "--format", "csv").out.startswith("code,label,units,")
    assert done("compare", demo, "--by", "pair", "--format", "csv").out.startswith("first,second,transcripts,")
    assert done("compare", demo, "--by", "figure", "--format", "csv").out.startswith("level,code,")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--measure", "kapa"), "There is no measure kapa."),
        (("--unit", "span", "--measure", "ac1"), "Gwet's AC1 is measured on units."),
        (("--by", "colour"), "told apart by one of"),
        (("--threshold", "2"), "A threshold is a number"),
        (("--interval", "guess"), "guess"),
    ],
)
def test_words_that_cannot_be_meant_are_wrong_usage(cli, demo, words, said):
    told = cli("compare", demo, *words)
    assert (told.code, told.out) == (2, "")
    assert said in told.err


ASKED = (
    (),
    ("--by", "pair,transcript,branch", "--confusion", "--drift"),
    ("--paragraph",),
    ("--unit", "span", "--measure", "all"),
    ("--unit", "grid:10w", "--any-two", "--interval", "bootstrap", "--measure", "all,gamma"),
    ("--unit", "answer", "--threshold", ".8", "--format", "json"),
)


@pytest.mark.parametrize("words", ASKED)
def test_studies_in_which_there_is_little_give_sentences(done, home, words):
    """No coder, text or code; then each of them, one after the other, until two have marked the same words."""
    (home / "un.txt").write_text("ENQ : Pourquoi ?\nI-01 : Pour l’image.\n", encoding="utf-8")
    (home / "deux.txt").write_text("Rien à dire.\n", encoding="utf-8")
    row = "transcript,coder,code,quote\n{transcript},{coder},IMAGE,{quote}\n"
    steps = (
        ("new", "s.study", "--coder", "MA"),
        ("coders", "s.study", "add", "JT"),
        ("import", "s.study", "un.txt", "deux.txt", "--coder", "MA"),
        ("state", "s.study", "un", "done", "--coder", "MA"),
        ("state", "s.study", "un", "done", "--coder", "JT"),
        ("code", "s.study", "--from", "ma.csv", "--create-codes", "--coder", "MA"),
        ("code", "s.study", "--from", "jt.csv", "--coder", "JT"),
    )
    (home / "ma.csv").write_text(row.format(transcript="un", coder="MA", quote="Pour l’image."), encoding="utf-8")
    (home / "jt.csv").write_text(row.format(transcript="un", coder="JT", quote="Pour l’image."), encoding="utf-8")
    for step in steps:
        done(*step)
        told = done("compare", "s.study", *words).out
        assert told.strip(), step
        assert not re.search(r"\bnan\b", told, re.IGNORECASE), step


def test_the_paragraph_stands_alone(done, demo):
    told = done("compare", demo, "--paragraph")
    assert told.out.startswith("Agreement of 2 coders (Maude, Julien) was measured on 11 transcripts")
    assert "\n" not in told.out.strip()
    found = done("compare", demo, "--paragraph", "--format", "json").json
    assert (found["report"], found["paragraph"][0]["text"]) == ("comparison_paragraph", told.out.strip())


def test_files_of_every_kind_hold_the_figures(done, demo, home):
    for ending in ("html", "xlsx", "md", "json", "docx"):
        path = home / f"agreement.{ending}"
        done("compare", demo, "--output", path)
        assert path.stat().st_size > 1_000, ending
    page = (home / "agreement.html").read_text(encoding="utf-8")
    assert "Krippendorff, Mathet, Bouvry" in page
    assert json.loads((home / "agreement.json").read_text(encoding="utf-8"))["transcripts"] == 11


@pytest.mark.parametrize("words", [(), ("--measure", "ac1,set_jaccard,stance_alpha"), ("--confusion", "--drift")])
def test_nothing_heavy_is_imported_for_it(demo, words):
    asked = [sys.executable, "-c", RUN, json.dumps(["compare", str(demo), *words])]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=demo.parent, timeout=60)
    assert json.loads(told.stdout) == [0, []], told.stderr


def test_the_bootstrap_of_pairs_is_given_by_name_for_alphas_on_units_and_says_that_it_is_too_narrow(done, demo):
    asked = ("compare", demo, "--interval", "hayes-krippendorff", "--draws", "200", "--measure", "unit_set_masi")
    told = done(*asked, "--format", "json").json
    assert (told["interval"], told["draws"], told["seed"]) == ("hayes-krippendorff", 200, 20111)
    sure = {one["measure"] for one in told["figures"] if one["low"] is not None}
    assert sure == {"alpha"}
    reasons = {one["reason"]["unsure"] for one in told["figures"] if one["value"] is not None and one["low"] is None}
    assert "no_single_ratings" in reasons
    assert done(*asked, "--format", "json").json == told
    assert "too narrow" in " ".join(done(*asked).out.split())
    assert "too narrow for text" in done(*asked, "--paragraph").out.replace("\n", " ")


def test_gamma_takes_the_seed_and_names_it(done, coded):
    asked = ("compare", coded, "--measure", "gamma", "--unit", "span", "--format", "json")

    def values(seed: str) -> list[float | None]:
        told = done(*asked, "--seed", seed).json
        assert told["seed"] == int(seed)
        return [one["value"] for one in told["figures"] if one["measure"] == "gamma"]

    assert values("3") == values("3")
    assert values("3") != values("4")
