"""All reports of an article from one file: read with the line of every fault, written together or not at all."""

import json
from pathlib import Path

import docx
import pytest

from exports.errors import ExportError
from exports.manifest_places import read_manifest
from tests.workbench.making import bench
from tests.workbench.workflows.findings import code, finish
from workbench.cli.commands.report_build import EXAMPLE
from workbench.errors import AnalysisError
from workbench.workflows.findings.building import build
from workbench.workflows.findings.recipes import read_recipes
from workbench.workflows.findings.verifying import verify

RECIPE = """# The reports of the article
title = "L'article"

[filters]
layer = "Maude"

[[report]]
name = "recurrence"
file = ["article.docx", "out/recurrence.csv"]

[[report]]
name = "ranking"
title = "Ce qui compte"
file = "article.docx"
filters = { branch = "OBJ" }
[report.options]
draws = 20
"""


@pytest.fixture
def made(tmp_path):
    made = bench(tmp_path / "a.study")
    code(made.study, made.maude, made.transcript, "Au début la direction avait peur.", made.codes["IMAGE"])
    finish(made.study, made.maude)
    yield made
    made.study.close()


def recipe(folder: Path, text: str) -> Path:
    path = folder / "report.toml"
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_report_is_made_and_put_where_the_file_says(made, tmp_path):
    built = build(made.study, read_recipes(recipe(tmp_path, RECIPE)))
    assert [(one.path.name, one.reports) for one in built] == [
        ("article.docx", ("recurrence", "ranking")),
        ("recurrence.csv", ("recurrence",)),
    ]
    assert {"article.docx", "out/recurrence.csv", "out/recurrence.csv.manifest.json"} <= set(names(tmp_path))
    document = docx.Document(str(tmp_path / "article.docx"))
    titles = [one.text for one in document.paragraphs if one.style.name in ("Title", "Heading 1")]
    assert titles[0] == "L'article"
    assert "Ce qui compte" in titles


def test_filters_and_options_of_the_file_are_in_the_manifest_and_it_verifies(made, tmp_path):
    build(made.study, read_recipes(recipe(tmp_path, RECIPE)))
    manifests = [one.manifest for one in read_manifest(tmp_path / "article.docx").reports]
    assert manifests[0].filters == {"layer": "Maude"}
    assert manifests[1].filters == {"layer": "Maude", "branch": "OBJ"}
    assert manifests[1].options["draws"] == 20
    assert verify(tmp_path / "article.docx", made.study).same


def test_a_second_build_of_the_same_study_changes_only_the_time(made, tmp_path):
    path = recipe(tmp_path, '[[report]]\nname = "recurrence"\nfile = "a.json"\nfilters = { layer = "Maude" }\n')
    found = []
    for _round in range(2):
        build(made.study, read_recipes(path))
        members = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        members["manifest"]["reports"][0].pop("made")
        found.append(members)
    assert found[0] == found[1]


def test_the_language_of_the_file_wins(made, tmp_path):
    text = 'language = "fr"\n[[report]]\nname = "recurrence"\nfile = "a.docx"\nfilters = { layer = "Maude" }\n'
    build(made.study, read_recipes(recipe(tmp_path, text)))
    assert docx.Document(str(tmp_path / "a.docx")).core_properties.language == "fr-CA"
    assert read_manifest(tmp_path / "a.docx").reports[0].manifest.language == "fr"


def test_nothing_is_written_if_one_report_cannot_be_made(made, tmp_path):
    path = recipe(tmp_path, RECIPE.replace('branch = "OBJ"', 'branch = "NONE"'))
    before = names(tmp_path)
    with pytest.raises(AnalysisError, match=r"Line 12 of report\.toml"):
        build(made.study, read_recipes(path))
    assert names(tmp_path) == before


def test_nothing_is_written_if_one_file_cannot_be(made, tmp_path):
    (tmp_path / "out" / "recurrence.csv").mkdir(parents=True)
    before = names(tmp_path)
    with pytest.raises(ExportError, match="is a folder"):
        build(made.study, read_recipes(recipe(tmp_path, RECIPE)))
    assert names(tmp_path) == sorted([*before, "report.toml"])


def test_two_files_that_would_write_the_same_one_are_refused(made, tmp_path):
    text = '[[report]]\nname = "recurrence"\nfile = ["a.csv", "a.csv.manifest.json"]\nfilters = { layer = "Maude" }\n'
    with pytest.raises(AnalysisError, match="Two reports would write"):
        build(made.study, read_recipes(recipe(tmp_path, text)))


def test_a_link_that_leads_out_of_the_folder_is_not_followed(made, tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "link").symlink_to(outside)
    text = '[[report]]\nname = "recurrence"\nfile = "link/deeper/a.md"\nfilters = { layer = "Maude" }\n'
    with pytest.raises(AnalysisError, match="leads out"):
        build(made.study, read_recipes(recipe(inside, text)))
    assert names(outside) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "no report in it"),
        ("[[report]]\n", 1, "no report"),
        ('[[report]]\nname = "none"\nfile = "a.md"\n', 2, "There is no report none"),
        ('\n\n[[report]]\nname = "ranking"\n', 3, "Say where the report goes"),
        ('[[report]]\nname = "ranking"\nfile = ["a.md", 3]\n', 3, "Say where the report goes"),
        ('[[report]]\nname = "ranking"\nfile = "a.wav"\n', 3, "does not say which format"),
        ('[[report]]\nname = "ranking"\nfile = "../a.md"\n', 3, "outside this folder"),
        ('[[report]]\nname = "ranking"\nfile = "/tmp/a.md"\n', 3, "outside this folder"),
        ('[[report]]\nname = "ranking"\nfile = "C:\\\\a.md"\n', 3, "outside this folder"),
        ('[[report]]\nname = "ranking"\nfile = "a.md"\nfiles = "b.md"\n', 4, "means nothing here"),
        ('titel = "x"\n[[report]]\nname = "ranking"\nfile = "a.md"\n', 1, "means nothing here"),
        ('language = "de"\n[[report]]\nname = "ranking"\nfile = "a.md"\n', 1, "The language is one of"),
        ('[[report]]\nname = "ranking"\nfile = "a.md"\noptions = { draw = 5 }\n', 4, "no option draw"),
        ('[[report]]\nname = "ranking"\nfile = "a.md"\noptions = { draws = "x" }\n', 4, "cannot be"),
        ('[[report]]\nname = "ranking"\nfile = "a.md"\n[report.options]\ndraws = 0\n', 4, "cannot be"),
        ('[[report]]\nname = "ranking"\nfile = "a.md"\nfilters = { as_of = "soon" }\n', 4, "is no date"),
        ('[[report]]\nname = "ranking"\nfile = "a.md"\nfilters = 3\n', 4, "is a table of names"),
        ('[[report]]\nname = 3\nfile = "a.md"\n', 2, "is a text"),
        ('[[report]]\nname = "ranking"\nfile = "a.md"\n[[report]]\nname = "none"\n', 5, "There is no report none"),
    ],
)
def test_every_fault_is_told_with_its_line(tmp_path, text, line, said):
    with pytest.raises(AnalysisError) as refused:
        read_recipes(recipe(tmp_path, text))
    assert refused.value.message.startswith(f"Line {line} of report.toml: ")
    assert said in str(refused.value)


def test_what_is_no_toml_says_where(tmp_path):
    with pytest.raises(AnalysisError, match=r"not written as TOML.*line 2"):
        read_recipes(recipe(tmp_path, "title = 'x'\nname = ranking\n"))


def test_a_file_that_is_not_there_or_no_text_is_one_sentence(tmp_path):
    with pytest.raises(AnalysisError, match=r"no file report\.toml"):
        read_recipes(tmp_path / "report.toml")
    (tmp_path / "report.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(AnalysisError, match="UTF-8"):
        read_recipes(tmp_path / "report.toml")


def test_the_example_can_be_read(tmp_path):
    found = read_recipes(recipe(tmp_path, EXAMPLE))
    assert [one.name for one in found.reports] == ["ranking", "divergence"]
    assert found.reports[0].wanted.layer == "consensus"
