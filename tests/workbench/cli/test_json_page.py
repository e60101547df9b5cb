"""docs/json.md and docs/json-reports.md say what is printed, no less and no more."""

import json
import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.workbench.alike import alike_interviews
from workbench.cli.app import main
from workbench.workflows.findings.registry import kinds

DOCS = Path(__file__).parents[3] / "docs"
COMMON = "Every report"
EVERYWHERE = {"report", "notes"}
#: Objects with a key for each coder, participant, code, value …
OPEN_GROUPS = {
    *("attributes", "cells", "coded", "codings", "filters", "having", "options", "participants", "ranks", "state"),
    *("strengths", "values", "versions", "with", "without"),
}
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
    "state --all-coders": ("state", "s.study", "--all-coders"),
    "assign --dry-run": ("assign", "s.study", "--all", "--coder", "ZZ", "--dry-run"),
    "unseal": ("unseal", "s.study"),
    "keywords": ("keywords", "s.study", "IMAGE", "--coder", "MA"),
    "keywords --try": ("keywords", "s.study", "IMAGE", "--try", "image", "--coder", "MA"),
    "keywords --terms": ("keywords", "s.study", "IMAGE", "--terms", "--coder", "MA"),
    "suggest": ("suggest", "s.study", "--code", "IMAGE", "--coder", "MA"),
    "themes": ("themes", "s.study", "--coder", "MA"),
    "next": ("next", "s.study", "--coder", "MA"),
    "search": ("search", "s.study", "image"),
    "grid": ("grid", "s.study"),
    "grid categories": ("grid", "s.study", "categories"),
    "compare": ("compare", "s.study"),
    "disagreements": ("disagreements", "s.study"),
    "rule": ("rule", "s.study", "--all"),
    "consensus": ("consensus", "s.study"),
    "consensus agreement": ("consensus", "s.study", "agreement"),
    "quotes": ("quotes", "s.study"),
    "verify-text": ("verify-text", "article.md", "s.study"),
    "check": ("check", "s.study"),
    "packet": ("packet", "s.study", "p.study", "--coder", "MA", "--force"),
    "merge": ("merge", "s.study", "other.study", "--coder", "JT", "--dry-run"),
    "journal": ("journal", "s.study"),
    "export": (),
}
REMAKING = {
    "report build": ("report", "build", "s.study"),
    "report verify": ("report", "verify", "ranking.csv", "s.study"),
}
#: How a report is asked so that all its tables have rows; one that is not here is asked plainly.
ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    "ranking": (("--composite", "--attribute", "category"),),
    "divergence": ((), ("--attribute", "category")),
    "crosstab": (("--by", "category"), ("--by", "category", "--things", "hours_per_week")),
    "words": (("--word", "image", "--attribute", "category", "--value", "culture et éducation", "--code", "IMAGE"),),
}
REPORTS = [kind.name for kind in kinds()]
WHERE = ("--layer", "Maude", "--where", "hours_per_week>=0", "--branch", "/")


# -- the pages -------------------------------------------------------------------------------------------------------


def sections(page: str) -> dict[str, dict[str, bool]]:
    """Section → key → whether it is optional."""
    found = {}
    for section in re.split(r"^## ", (DOCS / page).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _newline, body = section.partition("\n")
        rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", body, flags=re.MULTILINE)
        found[name] = {key: "(optional" in meaning for key, meaning in rows}
    return found


def documented() -> dict[str, dict[str, bool]]:
    return sections("json.md") | sections("json-reports.md")


def keys(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            shown = "*" if path.rpartition(".")[2] in OPEN_GROUPS else re.sub(r"^filter\..+", "filter.*", name)
            yield from keys(inner, f"{path}.{shown}" if path else shown)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from keys(inner, f"{path}[]")
    else:
        yield path


def unknown(found: set[str], page: dict[str, bool], common: dict[str, bool] | None = None) -> set[str]:
    """What is printed and not on the page; a table without rows stands there by its name."""
    tables = {key.partition("[]")[0] for key in page if "[]" in key}
    others = [key for key in found - EVERYWHERE if key not in page and key not in tables]
    return {key for key in others if not any(fnmatchcase(key, bare(one)) for one in common or {})}


def missing(found: set[str], page: dict[str, bool]) -> set[str]:
    """What the page promises and is not printed."""
    return {key for key, optional in page.items() if not optional} - found


def bare(pattern: str) -> str:
    """A key of the page as a pattern: stars stand for any letters, brackets for themselves."""
    return pattern.replace("[]", "[[][]]")


# -- what is printed -------------------------------------------------------------------------------------------------


def fill_grid(done, home: Path) -> None:
    """A guide with one question, and an answer to it that both coders put into a category."""
    if not (home / "guide.txt").exists():
        (home / "guide.txt").write_text("Q1. Au départ, pourquoi ?\n", encoding="utf-8")
        done("guide", "s.study", "import", "guide.txt")
        done("grid", "s.study", "categories", "Q1", "add", "a")
        for coder in ("JT", "MA"):
            done("grid", "s.study", "set", "I-01", "Q1", "--category", "a", "--coder", coder)


def join(done, name: str) -> None:
    """Somebody who has nothing to read yet."""
    if name not in {one["name"] for one in done("coders", "s.study", "--format", "json").json["coders"]}:
        done("coders", "s.study", "add", name)


def read_more(done, home: Path) -> None:
    """Interviews that nobody has coded, in which four things are spoken of again and again."""
    if not (home / "J-1.txt").exists():
        for name, text in alike_interviews().items():
            (home / f"{name}.txt").write_text(text, encoding="utf-8")
        done("import", "s.study", *sorted(home.glob("J-*.txt")), "--coder", "MA")


def differing_copy(done, home: Path) -> None:
    """A study made apart from texts that differ here and there, coded by somebody whose name differs in an accent."""
    if (home / "other.study").exists():
        return
    folder = home / "apart"
    folder.mkdir()
    for name in ("I-01", "I-02"):
        text = (home / f"{name}.txt").read_text(encoding="utf-8")
        text = text.replace("seule", "tout seul").replace("grand", "très grand") + f"{name} : Zut !\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "K-1.txt").write_text("ENQ : Et vous ?\nK-1 : Rien de neuf par ici.\n", encoding="utf-8")
    (folder / "codings.csv").write_text(
        "transcript,coder,quote,code,strength\n"
        "I-01,Mâ,Tout monte à la directrice.,NEUF,\n"
        "I-01,MA,Pour reprendre en main notre image.,IMAGE,1\n"
        "I-02,MA,faire connaître un très grand projet,PROJET,\n"
        "I-01,MA,Zut,IMAGE,\n"
        'I-01,MA,"je la fais tout seul.",IMAGE,\n',
        encoding="utf-8",
    )
    done("new", "other.study", "--codebook", "entretiens-medias-socionumeriques")
    done("import", "other.study", *sorted(folder.glob("*.txt")))
    done("coders", "other.study", "add", "MA", "Mâ")
    done("code", "other.study", "--from", folder / "codings.csv", "--create-codes")


@pytest.fixture
def printed(done, coded, home, monkeypatch):
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")  # needs no model
    (home / "more.csv").write_text("pseudonym,hours_per_week,status,reason\nI-01,3,refused,time\n", encoding="utf-8")
    done("participants", coded, "import", "more.csv")
    (home / "more.csv").write_text("pseudonym,hours_per_week\nI-01,4\n", encoding="utf-8")
    done("guide", coded, "import", "guide-quatre-parties")
    done("guide", coded, "link", "I-01", "--accept")
    (home / "bare.csv").write_text("short,label_fr\nIMAGE,Image\n", encoding="utf-8")
    (home / "broken.txt").write_bytes("ENQ : Être là ?\nI-09 : Déjà, à l'été.\n".encode("latin-1"))

    def output(name: str, *options: str) -> dict:
        if name == "export":
            done("export", coded, "all.json", *options)
            return json.loads((home / "all.json").read_text(encoding="utf-8"))
        if name.startswith("assign"):
            join(done, "ZZ")
        if name.startswith("grid"):
            fill_grid(done, home)
        if name in ("themes", "next"):
            read_more(done, home)
        if name in REMAKING:
            (home / "report.toml").write_text('[[report]]\nname = "ranking"\nfile = "ranking.csv"\n', encoding="utf-8")
        if name == "report verify":
            done("report", "build", coded)
        if name == "merge":
            differing_copy(done, home)
        if name == "quotes":
            done("quotes", coded, "pick", "DIAL", "dialoguer avec les citoyens")
        if name == "keywords --terms":
            done("codebook", coded, "import", "bare.csv")
        if name == "verify-text":
            (home / "article.md").write_text("« Pour reprendre en main notre image »\n", encoding="utf-8")
        return done(*(COMMANDS | REMAKING)[name], "--format", "json", *options).json

    return output


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration study, with participants' own orders and somebody who refused."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "orders.csv").write_text(
        "participant,IMAGE,PROJET,NOTO\nI-01,1,2,3\nI-02,1,3,2\nI-03,2,1,\n", encoding="utf-8"
    )
    (folder / "people.csv").write_text("pseudonym,status,reason\nI-12,refused,time\n", encoding="utf-8")
    study = str(folder / "demonstration.study")
    for words in (
        ("demo", str(folder), "--no-screens", "--lang", "en"),
        ("orders", study, "import", str(folder / "orders.csv"), "--coder", "Maude"),
        ("participants", study, "import", str(folder / "people.csv"), "--coder", "Maude"),
    ):
        assert main([*words, "--quiet"]) == 0
    return folder / "demonstration.study"


Told = Callable[..., dict]


@pytest.fixture
def report(done, demonstration) -> Told:
    def output(name: str, *options: str) -> dict:
        return done("report", name, demonstration, "--format", "json", *options).json

    return output


# -- commands --------------------------------------------------------------------------------------------------------


def test_the_pages_have_a_section_for_every_command_that_prints_json():
    assert list(sections("json.md")) == list(COMMANDS)
    assert list(sections("json-reports.md")) == [
        *(COMMON, *sorted((f"report {name}" for name in REPORTS), key=list(documented()).index), *REMAKING)
    ]


@pytest.mark.parametrize("name", COMMANDS | REMAKING)
def test_the_keys_on_the_page_are_the_keys_printed(printed, name):
    found, page = set(keys(printed(name))), documented()[name]
    assert not unknown(found, page, documented()[COMMON] if name == "quotes" else None)
    assert not missing(found, page)


@pytest.mark.parametrize("name", COMMANDS | REMAKING)
def test_the_keys_are_the_same_in_french(printed, name):
    assert set(keys(printed(name, "--lang", "fr"))) == set(keys(printed(name, "--lang", "en")))


@pytest.mark.parametrize("name", COMMANDS | REMAKING)
def test_every_command_says_which_report_it_gives(printed, name):
    told = printed(name)
    assert told["report"]
    assert isinstance(told["notes"], list)


# -- reports ---------------------------------------------------------------------------------------------------------


def found_in(report: Told, name: str, *options: str) -> set[str]:
    return {key for words in ASKED.get(name, ((),)) for key in keys(report(name, *words, *options))}


@pytest.mark.parametrize("name", REPORTS)
def test_the_keys_of_every_report_are_on_the_page(report, name):
    found, page = found_in(report, name), documented()[f"report {name}"]
    assert not unknown(found, page, documented()[COMMON])
    assert not missing(found, page)
    assert report(name, *ASKED.get(name, ((),))[0])["report"] == name


@pytest.mark.parametrize("name", REPORTS)
def test_the_keys_of_a_report_of_one_layer_are_on_the_page(report, name):
    """Then nothing names the layer, there is no range, and no two coders agree."""
    assert not unknown(found_in(report, name, *WHERE), documented()[f"report {name}"], documented()[COMMON])


@pytest.mark.parametrize("name", REPORTS)
def test_the_keys_of_every_report_are_the_same_in_french(report, name):
    assert found_in(report, name, "--lang", "fr") == found_in(report, name, "--lang", "en")


def test_what_all_reports_have_in_common_is_printed(done, report, demonstration, tmp_path):
    """In a file that stands alone, by all layers or by one, with filters."""
    found = set(keys(report("recurrence")))
    for name in ("recurrence", "saturation"):
        path = tmp_path / f"{name}.json"
        done("report", name, demonstration, "--output", path, *WHERE)
        found |= set(keys(json.loads(path.read_text(encoding="utf-8"))))
    for pattern in documented()[COMMON]:
        assert any(fnmatchcase(key, bare(pattern)) for key in found), pattern
