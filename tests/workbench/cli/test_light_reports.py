"""Reports read with sqlite3 and numpy alone: what is heavy to import stays out of their way."""

import json
import subprocess
import sys

import pytest

from workbench.workflows.findings.registry import kinds

HEAVY = ("pandas", "sqlmodel", "sqlalchemy", "spacy", "textual", "openpyxl", "rapidfuzz", "krippendorff")
#: What a report cannot be made without.
ASKED = {"crosstab": ("--by", "category")}
RUN = """
import io, json, sys
from contextlib import redirect_stdout
from workbench.cli.app import main
with redirect_stdout(io.StringIO()):
    code = main(json.loads(sys.argv[1]))
print(json.dumps([code, sorted(set(json.loads(sys.argv[2])) & set(sys.modules))]))
"""


@pytest.mark.parametrize(
    "words",
    [
        ["report", "ranking"],
        *(["report", kind.name, *ASKED.get(kind.name, ()), "--format", "json"] for kind in kinds()),
        ["compare"],
        ["disagreements", "--format", "csv"],
        ["rule", "--all", "--format", "csv"],
        ["consensus"],
        ["consensus", "agreement"],
        ["transcripts"],
        ["participants"],
        ["codebook"],
        ["coders"],
        ["state", "--coder", "MA"],
        ["search", "image"],
        ["journal"],
        ["export", "all.csv"],
        ["export", "all.json"],
        ["export", "all.md"],
    ],
    ids=" ".join,
)
def test_a_report_imports_nothing_heavy(coded, words):
    place = 2 if words[0] == "report" else 1
    typed = [*words[:place], str(coded), *words[place:]]
    asked = [sys.executable, "-c", RUN, json.dumps(typed), json.dumps(HEAVY)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=coded.parent)
    assert json.loads(told.stdout) == [0, []], told.stderr
