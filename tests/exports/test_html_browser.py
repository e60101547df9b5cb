"""The page in a real browser: searched, filtered, sorted, walked with keys, printed, and attacked."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exports.html import write_html
from exports.html.text import slug
from exports.report import Column, Kind, Report, Table
from tests.exports.browser import Browser
from tests.exports.html_reports import CODES, HOSTILE, Corpus, hostile, large, matrix, ranking
from transcripts.display import visible

CORPUS = Corpus()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of this module."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {
        "one": [ranking(CORPUS)],
        "both": [ranking(CORPUS), matrix(CORPUS)],
        "hostile": [hostile()],
        "large": [large(rows=300, columns=30, passages=2000)],
        "sorting": [numbers()],
        "crowd": [ranking(Corpus(people=[f"I-{number:02}" for number in range(1, 67)]))],
    }
    for name, reports in pages.items():
        with (folder / f"{name}.html").open("wb") as stream:
            write_html(reports, stream, title=name)
    return folder


@pytest.fixture(autouse=True)
def _as_on_a_desk(browser: Browser) -> None:
    browser.size(1280, 900)
    browser.prefer()


@pytest.fixture
def page(browser: Browser, folder: Path) -> Browser:
    """The page of two reports, freshly opened."""
    browser.open(folder / "both.html")
    return browser


def numbers() -> Report:
    columns = (
        Column("name"),
        Column("n", kind=Kind.INTEGER),
        Column("x", kind=Kind.NUMBER, digits=1),
        Column("when", kind=Kind.DATE),
    )
    rows = [
        ("I-10", 2, 0.04, "2025-02-01"),
        ("I-2", 10, -1.5, None),
        ("Élodie", None, 0.03, "2024-12-31"),
        ("eloi", 1, None, "2025-01-15"),
        ("I-1", 9, 12.0, "2025-02-01"),
    ]
    return Report("sorting", tables=(Table("sorting", columns, rows),))


def faults(browser: Browser) -> list[object]:
    """Whatever the page complained of: thrown, logged, refused by its policy, or said in a dialog."""
    return browser.happened("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled") + browser.happened(
        "Page.javascriptDialogOpening"
    )


def column(browser: Browser, number: int) -> list[str]:
    script = "[...document.querySelectorAll('tbody tr')].map((row) => row.cells[%d].innerText)"
    return list(browser.run(script % number))


def focused(browser: Browser) -> str:
    return str(browser.run("document.activeElement.textContent"))


# -- opening -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["one", "both", "hostile", "large", "sorting"])
def test_a_page_opens_without_a_fault_and_asks_for_nothing(browser: Browser, folder: Path, name: str) -> None:
    browser.open(folder / f"{name}.html")
    assert faults(browser) == []
    asked = {event["request"]["url"] for event in browser.happened("Network.requestWillBeSent")}
    assert {address for address in asked if not address.startswith("data:")} == {(folder / f"{name}.html").as_uri()}


def test_nothing_that_is_done_on_the_page_asks_for_anything(page: Browser) -> None:
    before = len(page.happened("Network.requestWillBeSent"))
    page.click("#table-matrix tbody td a")
    page.click("#panel-search")
    page.type("image")
    page.click("#table-ranking .sort")
    page.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    page.settle()
    assert page.happened("Network.requestWillBeSent")[before:] == []
    assert faults(page) == []


def test_the_policy_refuses_what_somebody_might_put_in(page: Browser) -> None:
    page.run("document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.org/x.png'}))")
    page.run(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.taken = true'}))"
    )
    page.settle()
    assert page.run("window.taken === undefined")
    assert [event for event in page.happened("Network.responseReceived") if "example" in event["response"]["url"]] == []
    assert any("Content Security Policy" in entry["entry"]["text"] for entry in page.happened("Log.entryAdded"))


# -- searching ---------------------------------------------------------------------------------------------------------


def search(browser: Browser, words: str) -> str:
    browser.run("document.getElementById('words').value = ''")
    browser.run("document.getElementById('words').focus()")
    browser.type(words)
    return browser.text("#found")


def found(browser: Browser) -> int:
    """How many passages the search found."""
    return int(re.sub(r"\D", "", browser.text("#found").split(" ")[0]) or 0)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("forteresse", 1),
        ("FORTERESSE", 1),
        ("l'image", 1),
        ("l’image", 1),
        ("hopital", 3),
        ("l'hôpital clinique", 3),
        ("cliniq", 3),
        ("d'autres", 0),
        ('"on veut" zzz', None),
        ('"ça prend trois jours"', 4),
        ('"prend trois jour"', None),
        ("« lit ce qui se dit »", 5),
        ("forteresse embauche", None),
        ("mage", None),
    ],
)
def test_words_are_found_whatever_their_accents_capitals_and_articles(
    page: Browser, words: str, sentence: int | None
) -> None:
    from tests.exports.html_reports import SENTENCES

    search(page, words)
    wanted = [one for one in CORPUS.passages.values() if sentence is not None and one.text == SENTENCES[sentence]]
    assert found(page) == len(wanted)
    shown = page.run("[...document.querySelectorAll('#list .words')].map((one) => one.textContent)")
    assert set(shown) == {one.text for one in wanted}


def test_what_was_found_is_marked_in_its_own_letters(page: Browser) -> None:
    search(page, "l'hopital cliniq")
    marked = page.run(
        "[...document.querySelector('#list .card').querySelectorAll('mark')].map((one) => one.textContent)"
    )
    assert marked == ["hôpital", "clinique"]


def test_memos_are_searched_too(page: Browser) -> None:
    search(page, "ironique")
    assert found(page) == sum("ironique" in one.remark for one in CORPUS.passages.values())


def choose(browser: Browser, name: str, value: str) -> None:
    browser.run(
        f"(() => {{ const list = document.getElementById('of-{name}'); list.value = '{value}';"
        " list.dispatchEvent(new Event('input', { bubbles: true })); })()"
    )


def test_passages_are_filtered_by_participant_code_and_coder(page: Browser) -> None:
    choose(page, "participant", "I-02")
    choose(page, "coder", "Julien")
    choose(page, "code", f"Objectifs / {CODES['VEILLE'][0]}")
    wanted = [one for one in CORPUS.read(CORPUS.said("VEILLE", "I-02")) if one.coder == "Julien"]
    assert found(page) == len(wanted) == 2
    page.click("#search [type=reset]")
    assert found(page) == len(CORPUS.passages)


def test_a_code_counts_with_everything_under_it(page: Browser) -> None:
    choose(page, "code", "Objectifs")
    assert found(page) == len(CORPUS.passages)
    assert f"({len(CORPUS.passages)})" in page.text("#of-code option[value='Objectifs']")


def test_a_long_list_shows_more_on_request_and_goes_on_with_the_next(page: Browser) -> None:
    first = page.count("#list .card")
    assert first < len(CORPUS.passages)
    page.click("#list .more")
    assert page.count("#list .card") > first
    assert page.run(f"document.activeElement === document.querySelectorAll('#list .card')[{first}]")


# -- from a figure to its passages -------------------------------------------------------------------------------------


def test_a_cell_opens_its_passages_with_who_by_whom_and_what_it_means(page: Browser) -> None:
    page.click("a[href='#cell-matrix-dial-i-03']")
    wanted = CORPUS.read(CORPUS.said("DIAL", "I-03"))
    assert page.text("#panel-title") == "DIAL · I-03"
    face = page.text("#panel-face")
    assert "I-03 (4)" in face.replace("\xa0", " ")
    assert "Maude (2)" in face.replace("\xa0", " ")
    assert "La personne dit viser : dialogue." in face
    shown = page.run("[...document.querySelectorAll('#panel .words')].map((one) => one.textContent)")
    assert shown == [one.text for one in wanted]
    card = page.text("#panel .card")
    for words in (wanted[0].signature, wanted[0].place, wanted[0].code, wanted[0].coder):
        assert words in card


def test_a_cell_says_under_which_definition_it_counts(page: Browser) -> None:
    page.click("#table-ranking tbody td a")
    face = page.text("#panel-face")
    assert "Personnes avec au moins un codage non contra." in face
    assert f"{len(CORPUS.said('IMAGE'))} " in face


def test_the_marks_of_a_drawing_open_their_passages(page: Browser) -> None:
    page.click("#figure-ranking .by-day [data-row='2'] :is(use, path, text)")
    assert page.text("#panel-title") == CODES["NOTO"][0]
    assert page.count("#panel .card") == len(CORPUS.said("NOTO"))


def test_escape_closes_the_panel_and_the_focus_goes_back_to_the_cell(page: Browser) -> None:
    page.click("a[href='#cell-matrix-noto-i-02']")
    assert page.run("document.activeElement.id") == "panel-title"
    page.press("Escape")
    assert page.run("document.getElementById('panel').hidden")
    assert page.run("document.activeElement.getAttribute('href')") == "#cell-matrix-noto-i-02"
    assert page.run("location.hash") == ""
    page.press("Enter")
    assert page.text("#panel-title") == "NOTO · I-02"


def test_going_back_closes_the_panel(page: Browser) -> None:
    page.click("a[href='#cell-matrix-noto-i-02']")
    page.run("new Promise((done) => { addEventListener('hashchange', () => setTimeout(done)); history.back(); })")
    assert page.run("document.getElementById('panel').hidden")


def test_passages_of_a_figure_can_be_searched_by_themselves(page: Browser) -> None:
    page.click("#table-ranking tbody td a")
    page.click("#panel-search")
    assert found(page) == len(CORPUS.said("IMAGE"))
    assert page.run("document.activeElement.id") == "words"
    page.click("#within button")
    assert found(page) == len(CORPUS.passages)


def test_links_lead_to_a_passage_a_cell_and_a_table(browser: Browser, folder: Path) -> None:
    where = CORPUS.said("VEILLE", "I-01")[0]
    passage = CORPUS.passages[where]
    said = f"{slug(passage.coder)}-{slug(passage.code)}"
    browser.open(folder / "both.html", f"#passage-{where.transcript}-{where.start}-{where.end}-{said}")
    assert browser.text("#panel .words") == passage.text
    browser.open(folder / "both.html", "#cell-matrix-veille-i-01")
    assert browser.text("#panel-title") == "VEILLE · I-01"
    browser.open(folder / "both.html", "#table-matrix")
    assert abs(browser.run("document.getElementById('table-matrix').getBoundingClientRect().top")) < 200
    browser.open(folder / "both.html", "#cell-gone-for-good")
    assert browser.count("#panel .card") == 0
    assert browser.text("#panel-title")
    assert faults(browser) == []


def test_a_link_to_a_row_far_down_brings_it_into_the_page(browser: Browser, folder: Path) -> None:
    browser.open(folder / "large.html", "#cell-matrix-p-0299-c2")
    assert browser.text("#panel-title") == "P-0299 · code 2"
    assert browser.count("tbody tr") >= 299


def test_a_link_into_something_folded_unfolds_it(browser: Browser, folder: Path) -> None:
    whole = matrix(CORPUS).tables[0]
    part = replace(whole, rows=list(whole.rows)[:1])
    path = folder / "folded.html"
    with path.open("wb") as stream:
        write_html([replace(matrix(CORPUS), blocks=(part,))], stream)
    browser.open(path, "#cell-matrix-2-dial-i-01")
    assert browser.text("#panel-title") == "DIAL · I-01"
    assert browser.run("document.querySelector('details.further').open")


def test_a_panel_names_some_of_very_many_participants(browser: Browser, folder: Path) -> None:
    browser.open(folder / "crowd.html")
    browser.click("tbody a")
    face = browser.text("#panel-face")
    assert face.count("I-") == 40
    assert "20" in face.split("I-")[-1]


# -- tables ------------------------------------------------------------------------------------------------------------


def test_columns_are_sorted_by_number_date_and_name_and_back(browser: Browser, folder: Path) -> None:
    browser.open(folder / "sorting.html")
    as_made = column(browser, 0)
    browser.click("th:nth-child(2) .sort")
    assert column(browser, 1) == ["10", "9", "2", "1", ""]
    assert browser.run("document.querySelector('th:nth-child(2)').getAttribute('aria-sort')") == "descending"
    browser.click("th:nth-child(2) .sort")
    assert column(browser, 1) == ["1", "2", "9", "10", ""]
    browser.click("th:nth-child(3) .sort")
    assert column(browser, 0) == ["I-1", "I-10", "Élodie", "I-2", "eloi"]
    assert browser.count("[aria-sort]") == 1
    browser.click("th:nth-child(1) .sort")
    assert column(browser, 0) == ["Élodie", "eloi", "I-1", "I-2", "I-10"]
    browser.click("th:nth-child(4) .sort")
    assert column(browser, 3) == ["2024-12-31", "2025-01-15", "2025-02-01", "2025-02-01", ""]
    browser.click("th:nth-child(4) .sort")
    browser.click("th:nth-child(4) .sort")
    assert column(browser, 0) == as_made


def test_rows_are_filtered_and_counted(browser: Browser, folder: Path) -> None:
    browser.open(folder / "sorting.html")
    browser.click(".filter")
    browser.type("elo")
    assert column(browser, 0) == ["Élodie", "eloi"]
    assert browser.text(".rows").startswith("2 ")
    browser.click("th:nth-child(2) .sort")
    assert column(browser, 0) == ["eloi", "Élodie"]


def test_a_large_table_shows_its_first_rows_then_more_then_all(browser: Browser, folder: Path) -> None:
    browser.open(folder / "large.html")
    first = browser.count("tbody tr")
    assert first < 300
    browser.click(".more-rows button")
    assert first < browser.count("tbody tr") <= 300
    browser.click(".more-rows button:last-child")
    assert browser.count("tbody tr") == 300
    assert browser.count(".more-rows button") == 0


def test_scrolling_to_the_end_of_a_table_brings_more_rows(browser: Browser, folder: Path) -> None:
    browser.open(folder / "large.html")
    first = browser.count("tbody tr")
    browser.run("(() => { const box = document.querySelector('.scroll'); box.scrollTop = box.scrollHeight; })()")
    browser.settle()
    browser.settle()
    assert browser.count("tbody tr") > first


def test_headings_and_first_columns_stay_in_sight(page: Browser) -> None:
    page.size(700, 600)
    page.run(
        "(() => { const box = document.querySelector('#table-matrix .scroll'); box.style.maxHeight = '150px';"
        " box.scrollTop = 80; box.scrollLeft = 150; })()"
    )
    page.settle()
    box, head, name = (
        page.run(
            f"(({{left, top}}) => [left, top])(document.querySelector('#table-matrix {what}').getBoundingClientRect())"
        )
        for what in (".scroll", "thead th", "tbody tr:last-child th")
    )
    assert head[1] == pytest.approx(box[1], abs=2)
    assert name[0] == pytest.approx(box[0], abs=2)


# -- keys --------------------------------------------------------------------------------------------------------------


def test_the_first_stop_skips_to_the_content(page: Browser) -> None:
    page.press("Tab")
    assert page.run("document.activeElement.className") == "skip"
    assert page.run("document.activeElement.getBoundingClientRect().left >= 0")
    page.press("Enter")
    assert page.run("location.hash") == "#main"


def test_a_table_is_walked_with_arrows_and_has_two_stops(page: Browser) -> None:
    page.run("document.querySelector('#table-matrix .filter').focus()")
    stops = []
    for _press in range(4):
        page.press("Tab")
        stops.append(page.run("document.activeElement.closest('#table-matrix') && document.activeElement.tagName"))
    assert stops[:2] == ["BUTTON", "A"]
    page.run("document.querySelector('#table-matrix tbody a').focus()")
    page.press("ArrowRight", "ArrowRight", "ArrowDown")
    assert page.run("document.activeElement.getAttribute('href')") == "#cell-matrix-projet-i-02"
    page.press("Enter")
    assert page.text("#panel-title") == "PROJET · I-02"
    page.press("Escape", "Home")
    assert focused(page) == "PROJET"
    page.press("End", "ArrowUp", "ArrowUp")
    assert page.run("document.activeElement.className") == "sort"
    assert focused(page) == "total"
    page.press("Enter")
    assert page.run("document.activeElement.closest('th').getAttribute('aria-sort')") == "descending"


def test_the_focus_is_always_to_be_seen(page: Browser) -> None:
    seen = set()
    for _press in range(25):
        page.press("Tab")
        style = page.run(
            "(() => { const style = getComputedStyle(document.activeElement);"
            " return [document.activeElement.tagName, style.outlineStyle, parseFloat(style.outlineWidth)]; })()"
        )
        assert style[1] != "none", style
        assert style[2] >= 2, style
        seen.add(style[0])
    assert {"A", "SELECT", "INPUT", "BUTTON"} <= seen


def test_definitions_appear_by_pointing_focus_and_touch_and_go_with_escape(page: Browser) -> None:
    said = "Personnes avec au moins un codage non contra."
    shown = "document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent"
    button = "document.querySelector('#table-ranking .info')"
    page.run(f"{button}.scrollIntoView({{ block: 'center' }})")
    page.settle()
    x, y = page.run(f"(({{ x, y }}) => [x + 5, y + 5])({button}.getBoundingClientRect())")
    page.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    page.settle()
    assert page.run(shown) == said
    page.press("Escape")
    assert page.run(shown) == ""
    page.call("Input.dispatchMouseEvent", type="mouseMoved", x=5, y=300)
    page.run("document.querySelector('#table-ranking .sort').focus()")
    while page.run("!document.activeElement.matches('.info')"):
        page.press("ArrowRight")
    assert page.run(shown) == said
    page.press("Escape")
    page.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
    page.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    page.settle()
    assert page.run(shown) == said


# -- colours and sizes -------------------------------------------------------------------------------------------------

CONTRAST = """
(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => { const [r, g, b] = colour.map((c) => { c /= 255; return c <= 0.04045 ? c / 12.92
    : ((c + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility()) continue;
    if (element.closest("svg, script, style, noscript, option")) continue;
    const a = light(rgb(getComputedStyle(element).color)), b = light(ground(element));
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) bad.push([node.data.trim().slice(0, 30), contrast]);
  }
  return bad;
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(page: Browser, scheme: str) -> None:
    page.prefer(prefers_color_scheme=scheme)
    page.click("#table-ranking tbody td a")
    search(page, "image")
    page.settle()
    assert page.run(CONTRAST) == []


def test_the_scheme_follows_the_device_until_one_is_chosen(page: Browser) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    day = page.run(ground)
    page.prefer(prefers_color_scheme="dark")
    night = page.run(ground)
    assert night != day
    assert page.run("document.querySelector('#figure-ranking .by-night').checkVisibility()")
    assert not page.run("document.querySelector('#figure-ranking .by-day').checkVisibility()")
    page.run(
        "(() => { const list = document.getElementById('scheme'); list.value = 'light';"
        " list.dispatchEvent(new Event('change')); })()"
    )
    assert page.run(ground) == day
    assert page.run("document.querySelector('#figure-ranking .by-day').checkVisibility()")


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_the_page_never_scrolls_sideways(page: Browser, width: int) -> None:
    page.size(width, 800)
    page.settle()
    wide = "document.documentElement.scrollWidth"
    assert page.run(wide) <= width
    page.click("a[href='#cell-matrix-image-i-01']")
    assert page.run(wide) <= width


def test_nothing_on_the_page_moves(page: Browser) -> None:
    page.click("#table-ranking tbody td a")
    moving = (
        "[...document.querySelectorAll('*')].filter((one) => { const style = getComputedStyle(one); return"
        " style.animationName !== 'none' || style.transitionDuration !== '0s' || style.scrollBehavior !== 'auto'; })"
    )
    assert page.run(f"{moving}.length") == 0


# -- paper -------------------------------------------------------------------------------------------------------------


def printed(browser: Browser, path: Path) -> list[str]:
    """The pages of the print, as text."""
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext is installed")
    browser.print(path)
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, timeout=60)
    return told.stdout.decode().split("\f")[:-1]


def test_on_paper_figures_come_first_and_all_passages_as_an_appendix(page: Browser, tmp_path: Path) -> None:
    pages = printed(page, tmp_path / "page.pdf")
    everything = "\n".join(pages)
    assert 6 <= len(pages) <= 30
    assert f"1 / {len(pages)}" in pages[0]
    for words in ("Objectifs par importance", "Branche OBJ", CODES["JOINDRE"][0], "11 personnes"):
        assert words in everything
    assert "Personnes avec au moins un codage non contra." in everything
    assert "6f3c8f6e-0000-4000-8000-000000000001" in everything
    appendix = everything[everything.index("Passages", everything.index("Notes")) :]
    assert appendix.count("(intervenante ") == len(CORPUS.passages)
    assert page.count(".on-paper, .for-paper") == 0
    assert page.run("document.querySelector('tbody a[data-set]').getAttribute('href')").startswith("#cell-")


def test_controls_and_the_open_panel_stay_off_the_paper(page: Browser, tmp_path: Path) -> None:
    page.click("a[href='#cell-matrix-dial-i-03']")
    title = page.text("#panel-title")
    everything = "".join(printed(page, tmp_path / "page.pdf"))
    assert title not in everything
    for control in ("#search label", ".tools label", "#panel-close", ".scheme"):
        assert page.text(control).split("\n")[0].strip() not in everything.split("Passages")[0]


def test_paper_is_white_in_the_dark(page: Browser) -> None:
    page.prefer(prefers_color_scheme="dark")
    page.call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.run("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.run("document.querySelector('#figure-ranking .by-day').checkVisibility()")
    assert not page.run("document.querySelector('#figure-ranking .by-night').checkVisibility()")


def test_a_table_wider_than_paper_is_cut_into_parts_that_repeat_their_headings(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    browser.open(folder / "large.html")
    pages = printed(browser, tmp_path / "large.pdf")
    tables = [text for text in pages if "P-0" in text]
    assert len(tables) > 4
    assert all("code" in text and "qui" in text for text in tables)
    everything = "".join(tables)
    assert everything.count("P-0123") == 2  # a row for each part
    assert re.search(r"\b29\b", everything)


def test_many_passages_are_printed_only_if_asked_for(browser: Browser, folder: Path, tmp_path: Path) -> None:
    browser.open(folder / "large.html")
    assert not browser.run("document.getElementById('print-passages').checked")
    everything = "".join(printed(browser, tmp_path / "large.pdf"))
    assert "Cas 17," not in everything
    assert "2,000 passages" in everything
    search(browser, "quarante eleve 345")
    browser.click("#print-passages")
    assert browser.text("#found") in "".join(printed(browser, tmp_path / "found.pdf"))


# -- attacked ----------------------------------------------------------------------------------------------------------


def test_hostile_text_stays_text_wherever_it_goes(browser: Browser, folder: Path, tmp_path: Path) -> None:
    browser.size(1280, 900)
    browser.open(folder / "hostile.html")
    scripts, images = browser.count("script"), browser.count("img")
    drawings = browser.count("svg")
    everything = visible(" ".join(HOSTILE))
    browser.click("tbody a")
    for link in range(browser.count("tbody a")):
        browser.run(f"document.querySelectorAll('tbody a')[{link}].click()")
    browser.settle()
    assert everything in browser.text("#panel .card")
    browser.press("Escape")
    search(browser, "<script>alert(1)")
    assert found(browser) > 0
    browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    browser.run("document.querySelectorAll('.info, .term').forEach((one) => one.click())")
    browser.run("document.querySelectorAll('.sort').forEach((one) => one.click())")
    browser.print(tmp_path / "hostile.pdf")
    assert (browser.count("script"), browser.count("img"), browser.count("svg")) == (scripts, images, drawings)
    assert images == 0
    assert faults(browser) == []
    assert browser.count("[onerror], [onload]") == 0


def test_a_formula_is_text_and_a_turned_line_is_not_turned(browser: Browser, folder: Path) -> None:
    browser.open(folder / "hostile.html")
    cells = column(browser, 0)
    assert cells[3].startswith("=cmd|")
    assert cells[4] == "\ufffdgnissecorp\ufffd"
