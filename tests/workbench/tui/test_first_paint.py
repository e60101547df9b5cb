import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

SCRIPT = """
import asyncio, sys
from pathlib import Path
from workbench.settings import Settings
from workbench.store.study_file import StudyFile
from workbench.tui.app import WorkbenchApp
from workbench.tui.session import Session, acting_coder

HEAVY = ("sqlalchemy", "sqlmodel", "pandas", "numpy", "spacy", "rapidfuzz", "sklearn", "openpyxl", "docx", "yaml")
study = StudyFile.open(Path(sys.argv[1]))
session = Session(study, Settings(), acting_coder(study, "Maude", Settings()))
found = []

class Watched(WorkbenchApp):
    def on_ready(self):
        # Textual is ready when the first picture is on its way; what comes after, comes after.
        found.extend(sorted(name for name in HEAVY if name in sys.modules))
        self.painted = self.screen.view.selection is not None
        self.exit(0)

app = Watched(session)
try:
    app.run(headless=True, size=(120, 40))
finally:
    session.close()
print("painted" if app.painted else "blank", *found)
"""


def test_the_first_paint_needs_none_of_the_heavy_libraries(path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.split() == ["painted"], done.stderr[-2000:]
