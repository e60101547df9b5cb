"""The page of 10,000 passages in Chromium: how large it is, how soon it stands, how soon a search is answered.

Times are taken inside the page (``performance.now``), from the key to the finished layout. The first search also makes
the texts ready that the page would otherwise have made ready while nobody was typing.
"""

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from exports.html import write_html
from tests.exports.browser import Browser
from tests.exports.html_reports import large

PASSAGES, ROWS, COLUMNS = 10_000, 1_250, 60
RUNS = 5
WORDS = ("i", "im", "ima", "image", "clinique jeunes", '"parlaient à notre place"', "l'élève numéro 345", "zzz", "")
SEARCH_LIMIT = 200.0
OPEN_LIMIT = 10_000.0
LARGEST = 20.0
Figure = tuple[str, object, str, bool]

# Milliseconds from what a person does to the layout that answers it.
TIMED = """(act) => {
  const begun = performance.now();
  act();
  document.body.getBoundingClientRect();
  return performance.now() - begun;
}"""
SEARCH = """((words) => {
  const field = document.getElementById("words");
  field.value = words;
  return (%s)(() => field.dispatchEvent(new Event("input", { bubbles: true })));
})(%r)"""


def main() -> list[Figure]:
    """The figures of this module."""
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        path = Path(folder) / "large.html"
        begun = time.perf_counter()
        with path.open("wb") as stream:
            write_html([large(ROWS, COLUMNS, PASSAGES)], stream)
        written = time.perf_counter() - begun
        size = path.stat().st_size / 1e6
        browser.size(1280, 900)
        cold = [_opened_and_searched(browser, path) for _run in range(RUNS)]
        warm = [_search(browser, words) for words in WORDS for _run in range(RUNS)]
        faults = browser.happened("Runtime.exceptionThrown", "Log.entryAdded")
        return [
            ("HTML: seconds to write", written, "", True),
            ("HTML: megabytes", size, f"<= {LARGEST:g}", size <= LARGEST),
            _within("HTML: ms until it stands", [opened for opened, _first in cold], OPEN_LIMIT),
            _within("HTML: ms of the first search", [first for _opened, first in cold], SEARCH_LIMIT),
            _within("HTML: ms of a search", warm, SEARCH_LIMIT),
            ("HTML: ms of the slowest search", max(warm), "", True),
            ("HTML: ms to sort 1,250 × 60", _sort(browser), "", True),
            ("HTML: faults on the page", len(faults), "0", not faults),
        ]


def _within(name: str, times: Sequence[float], limit: float) -> Figure:
    middle = statistics.median(times)
    return name, middle, f"<= {limit:g}", middle <= limit


def _opened_and_searched(browser: Browser, path: Path) -> tuple[float, float]:
    browser.open(path)
    opened = browser.run("performance.getEntriesByType('navigation')[0].loadEventEnd")
    return float(opened), _search(browser, "image")


def _search(browser: Browser, words: str) -> float:
    return float(browser.run(SEARCH % (TIMED, words)))


def _sort(browser: Browser) -> float:
    heading = "document.querySelectorAll('.sort')[1]"
    return statistics.median(float(browser.run(f"({TIMED})(() => {heading}.click())")) for _run in range(RUNS))
