"""Names, labels, values and words that mean something elsewhere: every report says them and none does what they say."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from workbench import logs
from workbench.cli.app import main
from workbench.workflows.findings.registry import kinds

NAMES = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "a.b",
    "a,b",
    "x=y",
    "/",
    "-rf",
    'I-01 "q"',
    "O'Neil\\",
    "evil\u202etxt.exe",
    "\u200f\u05d0\u05d1",
    "long " * 60,
    "{pseudonym}",
    "%s %(x)s",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "+1",
    "@SUM(A1)",
    "*",
    "`x`",
    "$x$ \\input{x} #1 & 50 %",
    "\x1b[31mred\x1b[0m",
    "tab\there",
    "]]>--><!--",
)
CODING = ("transcript", "coder", "code", "quote", "strength", "stance", "memo")
STANCES = ("pro", "contra", "mixed", "neutral", "")
# What would steer a terminal or turn its reading direction.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
REPORTS = [one.name for one in kinds()]
WRITTEN = ("ranking", "divergence", "matrix", "quotes", "methods", "crosstab")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answers by people of such names, with codes and attributes called so too, coded by two and compared."""
    folder = tmp_path_factory.mktemp("host ile é")
    path = folder / "s.study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(folder / "account"))
        said = [f"Réponse {at} <b>{name}</b> =1+1 \u202eenvers\u202c \x1b[2J fin." for at, name in enumerate(NAMES)]
        answers = [(who, "Pourquoi ?", words) for who, words in zip(NAMES, said, strict=True)]
        table(folder / "a.csv", [("participant", "question", "réponse"), *answers])
        codes = [(f"K{at}", name, "TOP", name, "yes", "yes") for at, name in enumerate(NAMES)]
        head = ("short", "label", "parent", "definition", "codable", "takes_stance")
        table(folder / "c.csv", [head, ("TOP", "T, <i>t</i>", "", "=d", "no", "yes"), *codes])
        values, hours = ("a, b", "=c", "<i>"), ("8", "~8", "5-12", "?")
        people = [(name, values[at % 3], hours[at % 4]) for at, name in enumerate(NAMES)]
        table(folder / "p.csv", [("pseudonym", 'cat, "x"=<b>', "hours.per/week"), *people])
        typed("new", path, "--lang", "fr", "--coder", "MA")
        typed("coders", path, "add", 'J=T, "x"')
        typed("import", path, folder / "a.csv")
        typed("codebook", path, "import", folder / "c.csv")
        typed("participants", path, "import", folder / "p.csv")
        names = json.loads(typed("transcripts", path, "--format", "json", out=folder / "t.json"))["transcripts"]
        table(folder / "k.csv", [CODING, *codings(names)])
        typed("code", path, "--from", folder / "k.csv", "--done")
    return path


def codings(transcripts):
    for text, row in enumerate(transcripts):
        for coder in ("MA", 'J=T, "x"'):
            for code in range(len(NAMES)):
                if (text * 7 + code * 3 + (coder == "MA")) % 5 == 0:
                    stance = STANCES[(text + code) % len(STANCES)]
                    yield row["name"], coder, f"K{code}", f"Réponse {text}", code % 4, stance, "=memo <script>"


def table(path: Path, rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def typed(*words: object, out: Path | None = None) -> str:
    """Type a command that must succeed; what it writes to a file, if one is named."""
    assert main([*map(str, words), "--quiet", *(["--output", str(out)] if out else [])]) == 0
    return out.read_text(encoding="utf-8") if out else ""


@pytest.fixture
def reported(study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Makes a report; whatever nobody foresaw fails the test with its whole story."""

    def unforeseen(error: Exception) -> str:
        raise AssertionError("not foreseen") from error

    monkeypatch.setenv("WORKBENCH_HOME", str(study.parent / "account"))
    monkeypatch.setattr(logs, "unexpected", unforeseen)

    def report(name: str, *words: object) -> str:
        more = ("--by", 'cat, "x"=<b>') if name == "crosstab" else ()
        capsys.readouterr()
        assert main(["report", name, str(study), *more, *map(str, words)]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return report


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_steers_the_terminal(reported, name):
    for words in ((), ("--layer", "MA", "--explain"), ("--branch", "K0"), ("--format", "md"), ("--lang", "fr")):
        assert not STEERING.search(reported(name, *words))


@pytest.mark.parametrize("name", REPORTS)
def test_data_come_back_as_they_are_and_no_cell_is_a_formula(reported, name):
    told = json.loads(reported(name, "--format", "json"))
    assert told["report"] == name
    cells = [cell for row in csv.reader(io.StringIO(reported(name, "--format", "csv"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+1", "@"))]


@pytest.mark.parametrize("name", WRITTEN)
def test_pages_and_documents_show_names_and_do_nothing_with_them(reported, study, name):
    files = {ending: study.parent / f"{name}.{ending}" for ending in ("html", "docx", "xlsx", "tex")}
    for path in files.values():
        reported(name, "--layer", "MA", "--output", path)
    page = files["html"].read_text(encoding="utf-8")
    assert "<script>alert" not in page
    for row in (row for sheet in openpyxl.load_workbook(files["xlsx"]) for row in sheet.iter_rows()):
        assert not [cell.value for cell in row if cell.data_type == "f"]
    with zipfile.ZipFile(files["docx"]) as package:
        for part in package.namelist():
            if part.endswith(".xml"):
                ElementTree.fromstring(package.read(part))
    lines = files["tex"].read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "\\input{x}" in line and not line.startswith("%")]


def test_people_and_codes_of_such_names_can_be_asked_for(reported):
    for name in NAMES:
        kept = name.strip()
        told = json.loads(reported("coverage", "--participant=" + kept.replace(",", "\\,"), "--format", "json"))
        assert told["filter.participants"] == [kept]
    where = json.loads(
        reported("ranking", "--where", """'cat, "x"=<b>'=a, b""", "--layer", 'J=T, "x"', "--format", "json")
    )
    assert where["layers"] == ['J=T, "x"']
    assert {row["of"] for row in where["ranking"]} == {len(range(0, len(NAMES), 3))}
