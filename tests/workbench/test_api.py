"""The Python API gives the numbers of the command line as frames."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import workbench
import workbench.api
from codebook.coding import ReadingState, Stance
from transcripts.spans import Span
from workbench import open_study
from workbench.errors import StoreError, StudyError
from workbench.workflows.coding import apply_codes, set_state, weigh
from workbench.workflows.demonstrating import demonstrate

PAGE = Path(workbench.__file__).parent.parent / "docs" / "python.md"


@pytest.fixture
def study(desk):
    """The small study with codings of two coders who are done."""
    [one] = apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(29, 60), [desk.codes["IMAGE"]])
    weigh(desk.study, desk.maude.uuid, one.uuid, strength=2, stance=Stance.PRO)
    apply_codes(desk.study, desk.julien.uuid, desk.transcript, Span(29, 60), [desk.codes["PROJET"]])
    for coder in (desk.maude, desk.julien):
        set_state(desk.study, coder.uuid, [desk.transcript], ReadingState.DONE)
    with open_study(desk.study.path) as opened:
        yield opened


def test_every_frame_has_the_columns_of_its_page(study):
    rows = dict(re.findall(r"^\| `(\w+)\(.*?\)` \|[^|]+\| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("transcripts", "turns", "codes", "codings"):
        frame = getattr(study, name)()
        assert list(frame.columns) == re.findall(r"`([\w.]+)`", rows[name]), name
    assert list(study.search("direction").columns) == re.findall(r"`([\w.]+)`", rows["search"])
    assert set(rows) >= {"participants", "ranking", "report", "compare", "disagreements"}
    methods = {name for name, one in vars(workbench.api.OpenStudy).items() if callable(one) and name[0] != "_"}
    assert set(re.findall(r"^\| `(\w+)\(", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == methods - {"close"}


def test_a_coding_carries_its_words_and_weights(study):
    [row] = study.codings(coder="maude").to_dict("records")
    assert (row["start"], row["end"], row["strength"], row["stance"]) == (29, 60, 2, "pro")
    assert len(row["quote"]) == 31


def test_what_is_not_set_is_missing_and_never_zero(study):
    codings = study.codings()
    assert codings["strength"].dtype == "Int64"
    assert codings["strength"].isna().sum() == 1
    assert 0 not in set(codings["strength"].dropna())


def test_the_ranking_has_its_definitions_with_it(study):
    frame = study.ranking()
    assert frame.iloc[0]["participants"] == 1
    assert frame.attrs["notes"]
    assert frame.attrs["seed"]


def test_the_comparison_and_the_disagreements_are_frames(study):
    frame = study.compare()
    assert frame["percent"].dtype == "Float64"
    assert frame.attrs["unit"] == "sentence"
    assert len(study.disagreements()) == 1


def test_an_empty_answer_is_an_empty_frame_with_its_columns(study):
    frame = study.search("introuvable")
    assert frame.empty
    assert "hit" in frame.columns


def test_a_bad_file_raises_a_sentence(tmp_path):
    with pytest.raises(StoreError, match="no study"):
        open_study(tmp_path / "none.study")


def test_the_api_is_imported_only_when_asked_for():
    script = (
        "import sys, workbench; assert 'pandas' not in sys.modules; workbench.open_study;"
        " assert 'pandas' not in sys.modules and 'sqlalchemy' not in sys.modules; print(workbench.__all__)"
    )
    assert (
        "open_study"
        in subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    )


def test_an_unknown_name_is_no_attribute():
    with pytest.raises(AttributeError, match="nonsense"):
        workbench.nonsense  # noqa: B018 - the access is the test


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """A folder with the demonstration study, as `workbench demo` makes it."""
    folder = tmp_path_factory.mktemp("demonstration")
    demonstrate(folder)
    return folder


@pytest.mark.parametrize("example", re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S))
def test_the_examples_of_the_page_run(demonstration, monkeypatch, example):
    """Each line does, and says what stands behind it as a value."""
    monkeypatch.chdir(demonstration)
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")  # needs no model
    names = {"open_study": open_study}
    exec(example, names)
    with open_study("demonstration.study") as names["study"]:
        for line in example.splitlines():
            words, _blanks, told = line.strip().partition("# ")
            value, _colon, _meaning = told.partition(": ")
            if re.fullmatch(r"'.*'|[\[(].*[\])]", value):
                assert eval(words, names) == ast.literal_eval(value), line


def test_a_report_has_its_facts_and_the_meaning_of_its_columns(study):
    frame = study.report("recurrence", branch="OBJ", mention="spontaneous")
    assert (frame.attrs["filter.branch"], frame.attrs["filter.mention"]) == ("OBJ", "spontaneous")
    assert "Wilson" in frame.attrs["definitions"]["wilson_low"]
    assert frame.attrs["title"]


def test_the_tables_of_a_report_have_the_names_of_its_json(study):
    tables = study.tables("saturation", base=1, run=1)
    assert list(tables) == ["saturation", "runs"]
    assert tables["runs"].attrs["definitions"]["ratio"]


def test_what_a_report_does_not_know_is_told(study):
    with pytest.raises(StudyError, match="no report"):
        study.report("rankings")
    with pytest.raises(StudyError, match="no option"):
        study.report("ranking", colour="red")
    with pytest.raises(StudyError, match="draws"):
        study.tables("ranking", draws="many")


def test_frames_are_pandas(study):
    assert isinstance(study.participants(), pd.DataFrame)
