"""Figures in files of reports, and what drawing them leaves behind: nothing."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from exports.documents import markdown
from exports.errors import ExportError
from exports.report import Figure, Report, Table
from exports.writers import write_report
from tests.exports.plot_samples import BARS, FACING, HOSTILE, RANKING

ROOT = Path(__file__).resolve().parents[2]
FIGURES = (
    Figure("ranking", RANKING, "Objectives; n = 11."),
    Figure("divergence", FACING),
    Figure("../divergence", BARS),
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_first_figure_of_a_report_is_the_file_and_the_others_lie_beside_it(
    tmp_path: Path, ending: str, start: bytes
) -> None:
    written = write_report(Report("r", blocks=FIGURES), tmp_path / f"out.{ending}")
    expected = [f"out-divergence-2.{ending}", f"out-divergence.{ending}", f"out.{ending}"]
    assert names(tmp_path) == sorted(expected)
    assert all((tmp_path / name).read_bytes().startswith(start) for name in expected)
    assert {path.name for path in written.beside} == {*expected[:2]}
    assert any("here ranking; those beside it: divergence" in note for note in written.notes)


def test_the_name_of_a_figure_does_not_repeat_that_of_the_file(tmp_path: Path) -> None:
    figures = (Figure("ranking-Maude", RANKING), Figure("ranking-Julien", RANKING))
    write_report(Report("r", blocks=figures), tmp_path / "ranking.svg")
    assert names(tmp_path) == ["ranking-Julien.svg", "ranking.svg"]


def test_a_report_with_one_figure_is_one_file(tmp_path: Path) -> None:
    written = write_report(Report("r", blocks=FIGURES[:1]), tmp_path / "out.svg")
    assert names(tmp_path) == ["out.svg"]
    assert written.notes == ()
    root = ElementTree.parse(tmp_path / "out.svg").getroot()
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Objectives; n = 11."


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_report_without_figures_is_refused_and_nothing_written(tmp_path: Path, ending: str) -> None:
    with pytest.raises(ExportError, match="no figure"):
        write_report(Report("r", tables=(Table("t", (), []),)), tmp_path / f"out.{ending}")
    assert names(tmp_path) == []


def test_markdown_shows_a_figure_between_fences_with_its_caption() -> None:
    text = "".join(markdown(Report("r", blocks=FIGURES[:1])))
    before, drawing, after = text.split("```")
    assert before.strip() == ""
    assert drawing.startswith("text\n")
    assert "■■■■■■■■·■■" in drawing
    assert after.strip() == "Objectives; n = 11."


def test_no_label_ends_the_fence_of_a_figure() -> None:
    rows = (BARS.rows[0], type(BARS.rows[0])("````\n# heading " + HOSTILE, 1.0))
    text = "".join(markdown(Report("r", blocks=(Figure("bars", type(BARS)(rows, "n")),))))
    fence = next(line for line in text.splitlines() if line.startswith("`")).removesuffix("text")
    assert len(fence) == 5
    assert [line for line in text.splitlines() if line.startswith(fence)] == [fence + "text", fence]


# -- nothing is left behind ------------------------------------------------------------------------------------------

DRAW = """
import io, sys
from exports.drawings import draw_figure
from exports.report import Figure
from tests.exports.plot_samples import RANKING
before = set(sys.modules)
assert "matplotlib" not in before and "numpy" not in before
draw_figure(Figure("ranking", RANKING), io.BytesIO(), form=sys.argv[1])
assert "matplotlib.pyplot" not in sys.modules
"""


def draw_in_a_process(form: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("MPLCONFIGDIR", "XDG_CACHE_HOME")}
    kept.pop("XDG_CONFIG_HOME", None)
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", DRAW, form],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the home folder is named otherwise there")
@pytest.mark.parametrize("home", ["/dev/null/nobody", "missing"])
def test_without_a_home_folder_to_write_to_nothing_is_said_and_nothing_left(tmp_path: Path, home: str) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    if home == "missing":
        (tmp_path / "file").write_text("no folder")
        home = str(tmp_path / "file" / "home")
    ended = draw_in_a_process("svg", HOME=home, TMPDIR=str(aside))
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    assert names(aside) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_folder_that_is_read_only_stays_as_it_is(tmp_path: Path) -> None:
    home, aside = tmp_path / "home", tmp_path / "aside"
    home.mkdir(mode=0o500)
    aside.mkdir()
    ended = draw_in_a_process("png", HOME=str(home), TMPDIR=str(aside))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (names(home), names(aside)) == ([], [])


def test_settings_of_the_person_change_nothing_and_stay_theirs(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 40\nsvg.fonttype: path\ntext.usetex: True\nfigure.dpi: 20\n")
    program = (
        "import io, matplotlib\n"
        "from exports.drawings import draw_figure\n"
        "from exports.report import Figure\n"
        "from tests.exports.plot_samples import RANKING\n"
        "assert matplotlib.rcParams['font.size'] == 40\n"
        "before, stream = dict(matplotlib.rcParams), io.BytesIO()\n"
        "draw_figure(Figure('ranking', RANKING), stream, form='svg')\n"
        "assert dict(matplotlib.rcParams) == before\n"
        "import sys; sys.stdout.buffer.write(stream.getvalue())\n"
    )
    environment = {**os.environ, "MPLCONFIGDIR": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, timeout=120)
    assert ended.returncode == 0, ended.stderr.decode()
    write_report(Report("r", blocks=(Figure("ranking", RANKING),)), tmp_path / "out.svg")
    assert ended.stdout == (tmp_path / "out.svg").read_bytes()
