"""Figures as SVG, PNG and PDF: what is in them, what is not, and that nothing runs off the sheet."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exports.drawings import FORMS, draw_figure
from exports.figures import Plot
from exports.images.fonts import text_width
from exports.report import Figure
from tests.exports.plot_samples import PLOTS, RANKING
from tests.exports.plot_strategies import plots

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = "Objectives by participants; n = 11, codings of the consensus."
ROOT = Path(__file__).resolve().parents[2]


def drawn(plot: Plot, form: str = "svg", **options: object) -> bytes:
    stream = BytesIO()
    draw_figure(Figure("ranking", plot, CAPTION), stream, form=form, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def tree(plot: Plot, **options: object) -> ElementTree.Element:
    return ElementTree.fromstring(drawn(plot, **options))


def texts(plot: Plot, **options: object) -> list[str]:
    return ["".join(element.itertext()) for element in tree(plot, **options).iter(SVG + "text")]


def picture(plot: Plot, **options: object) -> Image.Image:
    return Image.open(BytesIO(drawn(plot, "png", **options)))


# -- every kind ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sorted(PLOTS))
def test_a_figure_has_the_same_bytes_each_time(name: str, form: str) -> None:
    assert drawn(PLOTS[name], form) == drawn(PLOTS[name], form)


@pytest.mark.parametrize("name", sorted(PLOTS))
def test_svg_is_told_to_those_who_do_not_see_it(name: str) -> None:
    root = tree(PLOTS[name])
    title, telling = root.find(SVG + "title"), root.find(SVG + "desc")
    assert root.get("role") == "img"
    assert title is not None
    assert telling is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {telling.get('id')}"
    assert title.text == CAPTION
    assert telling.text


@pytest.mark.parametrize("name", sorted(PLOTS))
def test_svg_refers_to_nothing_outside_it(name: str) -> None:
    text = drawn(PLOTS[name]).decode()
    links = re.findall(r'(?:href|src)="([^"]*)"', text)
    assert all(link.startswith(("#", "data:image/png")) for link in links)
    addresses = set(re.findall(r'\w+://[^"\s<]+', text))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "<style" not in text
    assert "<!DOCTYPE" not in text


@pytest.mark.parametrize("name", sorted(PLOTS))
def test_ids_are_unique_and_everything_referred_to_is_there(name: str) -> None:
    text = drawn(PLOTS[name]).decode()
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    referred = set(re.findall(r"url\(#([^)]*)\)", text)) | set(re.findall(r'href="#([^"]*)"', text))
    assert referred <= set(ids)


@pytest.mark.parametrize("name", sorted(set(PLOTS) - {"network", "arrows"}))
def test_every_row_is_a_group_of_its_own(name: str) -> None:
    groups = {element.get("id") for element in tree(PLOTS[name]).iter(SVG + "g")}
    plot = PLOTS[name]
    count = len(getattr(plot, "rows", getattr(plot, "values", getattr(plot, "lanes", ()))))
    assert {f"row-{place}" for place in range(count)} <= groups


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", sorted(PLOTS))
def test_a_picture_has_its_size_its_ground_and_something_on_it(name: str, dark: bool) -> None:
    image = picture(PLOTS[name], dark=dark).convert("L")
    assert image.width == pytest.approx(16 / 2.54 * 300, abs=1)
    ground = image.getpixel((0, 0))
    assert (ground > 200) is not dark
    darkest, lightest = image.getextrema()
    assert lightest - darkest > 150


@pytest.mark.parametrize("name", sorted(PLOTS))
def test_no_letter_is_smaller_than_seven_points(name: str) -> None:
    sizes = re.findall(r"font-size: ([\d.]+)px", drawn(PLOTS[name]).decode())
    assert sizes
    assert min(map(float, sizes)) >= 7


@pytest.mark.parametrize("name", sorted(PLOTS))
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_pdf_opens_and_its_text_can_be_searched(tmp_path: Path, name: str) -> None:
    path = tmp_path / "figure.pdf"
    path.write_bytes(drawn(PLOTS[name], "pdf"))
    ended = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, timeout=60, check=True)
    words = {word for text in texts(PLOTS[name]) for word in text.split() if word.isalpha() and len(word) > 2}
    assert {word for word in words if word not in ended.stdout} <= {"…"}


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed")
def test_a_pdf_is_one_page_of_the_size_of_the_figure(tmp_path: Path) -> None:
    path = tmp_path / "figure.pdf"
    path.write_bytes(drawn(RANKING, "pdf"))
    subprocess.run(["pdftoppm", "-r", "72", "-png", str(path), str(tmp_path / "page")], timeout=60, check=True)
    [page] = tmp_path.glob("page*.png")
    assert Image.open(page).width == pytest.approx(16 / 2.54 * 72, abs=1)


def test_no_file_says_when_or_where_it_was_made() -> None:
    pdf = drawn(RANKING, "pdf")
    assert b"CreationDate" not in pdf
    assert b"/Producer" not in pdf
    image = picture(RANKING)
    assert set(image.info) <= {"Title", "Description", "dpi"}
    assert str(ROOT).encode() not in pdf
    assert b"matplotlib" not in drawn(RANKING).lower()


# -- nothing runs off the sheet --------------------------------------------------------------------------------------


def outside(plot: Plot, size: float, **options: object) -> list[str]:
    """What stands beyond the edges of an SVG drawing, texts and corners of shapes."""
    root = tree(plot, size=size, **options)
    _x, _y, width, height = map(float, str(root.get("viewBox")).split())
    found = []
    for element in root.iter(SVG + "text"):
        x, y, text = float(str(element.get("x"))), float(str(element.get("y"))), "".join(element.itertext())
        style = str(element.get("style"))
        letters = float(re.findall(r"font-size: ([\d.]+)px", style)[0])
        long = text_width(text, letters, bold="font-weight" in style)
        start = {"start": 0.0, "middle": -0.5, "end": -1.0}[re.findall(r"text-anchor: (\w+)", style)[0]] * long
        turned = "rotate(-90" in str(element.get("transform"))
        ends = [(x, y - start), (x, y - start - long)] if turned else [(x + start, y), (x + start + long, y)]
        found += [text for u, v in ends if not (-1 <= u <= width + 1 and -1 <= v <= height + 1)]
    for element in root.iter(SVG + "path"):
        numbers = re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", str(element.get("d")))
        pattern = element.get("style", "").startswith("fill: #") and "stroke-linecap" in element.get("style", "")
        if not pattern:
            found += [
                f"{u} {v}" for u, v in numbers if not (-1 <= float(u) <= width + 1 and -1 <= float(v) <= height + 1)
            ]
    return found


@pytest.mark.parametrize("size", [10.0, 16.0, 25.0])
@pytest.mark.parametrize("name", sorted(PLOTS))
def test_nothing_runs_off_the_sheet(name: str, size: float) -> None:
    assert outside(PLOTS[name], size) == []


def test_intervals_do_not_push_a_ranking_off_the_sheet() -> None:
    assert outside(RANKING, 10.0, intervals=True) == []
    assert outside(RANKING, 16.0, intervals=True, caption=True) == []


@given(plots, st.sampled_from([10.0, 16.0, 30.0]))
@settings(max_examples=60)
def test_whatever_a_figure_holds_it_stays_on_its_sheet(plot: Plot, size: float) -> None:
    assert outside(plot, size, intervals=size > 16) == []
