"""docs/json.md says what is printed, no less and no more."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "json.md"
EVERYWHERE = {"report", "notes"}
OPEN_GROUPS = ("state", "coded", "attributes")
COMMANDS = {
    "import --dry-run": ("import", "s.study", "I-01.txt", "broken.txt", "--dry-run"),
    "transcripts": ("transcripts", "s.study"),
    "transcripts --speakers": ("transcripts", "s.study", "--speakers"),
    "participants": ("participants", "s.study"),
    "participants import --dry-run": ("participants", "s.study", "import", "more.csv", "--dry-run"),
    "participants attributes": ("participants", "s.study", "attributes"),
    "participants attributes --dry-run": (
        *("participants", "s.study", "attributes", "hours_per_week", "--kind", "text", "--dry-run"),
    ),
    "participants recruitment": ("participants", "s.study", "recruitment"),
    "participants link": ("participants", "s.study", "link"),
    "coders": ("coders", "s.study"),
    "codebook": ("codebook", "s.study"),
    "codebook templates": ("codebook", "templates"),
    "wording": ("wording", "s.study"),
    "wording say": ("wording", "s.study", "say", "6", "11"),
    "guide": ("guide", "s.study"),
    "guide link": ("guide", "s.study", "link"),
    "guide asked": ("guide", "s.study", "asked"),
    "state": ("state", "s.study", "--coder", "MA"),
    "search": ("search", "s.study", "image"),
    "grid": ("grid", "s.study"),
    "grid categories": ("grid", "s.study", "categories"),
    "compare": ("compare", "s.study"),
    "disagreements": ("disagreements", "s.study"),
    "report ranking": ("report", "ranking", "s.study"),
    "report quotes": ("report", "quotes", "s.study"),
    "quotes": ("quotes", "s.study"),
    "verify-text": ("verify-text", "article.md", "s.study"),
    "report build": ("report", "build", "s.study"),
    "report verify": ("report", "verify", "ranking.csv", "s.study"),
    "check": ("check", "s.study"),
    "journal": ("journal", "s.study"),
    "export": (),
}


def documented() -> dict[str, dict[str, bool]]:
    """Section → key → whether it is optional."""
    sections = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = {}
    for section in sections:
        name, _newline, body = section.partition("\n")
        rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", body, flags=re.MULTILINE)
        found[name] = {key: "(optional" in meaning for key, meaning in rows}
    return found


def keys(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            shown = "*" if path.rpartition(".")[2] in OPEN_GROUPS else name
            yield from keys(inner, f"{path}.{shown}" if path else shown)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from keys(inner, f"{path}[]")
    else:
        yield path


def fill_grid(done, home: Path) -> None:
    """A guide with one question, and an answer to it that both coders put into a category."""
    if not (home / "guide.txt").exists():
        (home / "guide.txt").write_text("Q1. Au départ, pourquoi ?\n", encoding="utf-8")
        done("guide", "s.study", "import", "guide.txt")
        done("grid", "s.study", "categories", "Q1", "add", "a")
        for coder in ("JT", "MA"):
            done("grid", "s.study", "set", "I-01", "Q1", "--category", "a", "--coder", coder)


@pytest.fixture
def printed(done, coded, home):
    (home / "more.csv").write_text("pseudonym,hours_per_week,status,reason\nI-01,3,refused,time\n", encoding="utf-8")
    done("participants", coded, "import", "more.csv")
    (home / "more.csv").write_text("pseudonym,hours_per_week\nI-01,4\n", encoding="utf-8")
    done("guide", coded, "import", "guide-quatre-parties")
    done("guide", coded, "link", "I-01", "--accept")
    (home / "broken.txt").write_bytes("ENQ : Être là ?\nI-09 : Déjà, à l'été.\n".encode("latin-1"))

    def output(name: str, *options: str) -> dict:
        if name == "export":
            done("export", coded, "all.json", *options)
            return json.loads((home / "all.json").read_text(encoding="utf-8"))
        if name.startswith("grid"):
            fill_grid(done, home)
        if name in ("report build", "report verify"):
            (home / "report.toml").write_text('[[report]]\nname = "ranking"\nfile = "ranking.csv"\n', encoding="utf-8")
        if name == "report verify":
            done("report", "build", coded)
        if name == "quotes":
            done("quotes", coded, "pick", "IMAGE", "reprendre en main notre image")
        if name == "verify-text":
            (home / "article.md").write_text("« Pour reprendre en main notre image »\n", encoding="utf-8")
        return done(*COMMANDS[name], "--format", "json", *options).json

    return output


def test_the_page_has_a_section_for_every_command_that_prints_json():
    assert list(documented()) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_keys_on_the_page_are_the_keys_printed(printed, name):
    found = set(keys(printed(name))) - EVERYWHERE
    page = documented()[name]
    tables = {key.partition("[]")[0] for key in page if "[]" in key}
    assert not {key for key in found if key not in tables} - set(page), "printed, and not on the page"
    assert {key for key, optional in page.items() if not optional} <= found, "on the page, and not printed"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_keys_are_the_same_in_french(printed, name):
    assert set(keys(printed(name, "--lang", "fr"))) == set(keys(printed(name, "--lang", "en")))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_which_report_it_gives(printed, name):
    told = printed(name)
    assert told["report"]
    assert isinstance(told["notes"], list)
