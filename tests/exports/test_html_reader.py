"""A reader who has nothing but the page: how many said it, who, which words, by whose coding, which definition."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from codebook.shipped import read_template
from exports.manifest_places import read_manifest
from tests.exports.browser import Browser
from workbench.cli.app import main
from workbench.workflows.demonstrating import FOLDER, TEMPLATE, demonstrate

CODE = "DIAL"
CODER = "Maude"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("reader")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(home / "account"))
        study = str(demonstrate(home).path)
        page = home / "recurrence.html"
        assert main(["report", "recurrence", study, "--branch", "OBJ", "--output", str(page), "--quiet"]) == 0
    return page


@pytest.fixture(scope="module")
def page(path: Path) -> Iterator[Browser]:
    """The page with the passages of one figure opened, by keys alone."""
    with Browser() as browser:
        browser.open(path)
        browser.run("document.querySelector('section.table .filter').focus()")
        browser.type(CODE)
        browser.press("Tab", "Tab")  # past the headings
        if browser.run("document.activeElement.matches('thead *')"):  # the table scrolls, which is a stop of its own
            browser.press("Tab")
        browser.press("ArrowRight")
        yield browser


def coded() -> list[dict[str, str]]:
    """What was coded so, from the table that the study is made from."""
    with (FOLDER / "codings.csv").open(encoding="utf-8", newline="") as lines:
        return [line for line in csv.DictReader(lines) if (line["code"], line["coder"]) == (CODE, CODER)]


def test_how_many_said_it(page: Browser) -> None:
    count = len({line["transcript"] for line in coded()})
    assert page.run("document.activeElement.textContent") == str(count)
    row = page.run("[...document.activeElement.closest('tr').cells].map((cell) => cell.innerText)")
    assert row[:4] == [CODE, "Dialogue", str(count), "11"]


def test_who_said_it_and_in_which_words(page: Browser) -> None:
    page.press("Enter")
    people = {line["transcript"] for line in coded()}
    assert {one for one in page.text("#panel-face").replace("\xa0", " ").split() if one.startswith("I-")} == people
    words = page.run("[...document.querySelectorAll('#panel .words')].map((one) => one.textContent)")
    assert sorted(words) == sorted(line["quote"] for line in coded())
    signed = page.run("[...document.querySelectorAll('#panel .signature')].map((one) => one.textContent)")
    assert all(any(person in signature for person in people) for signature in signed)


def test_by_whose_coding_with_which_strength_and_memo(page: Browser) -> None:
    cards = page.run("[...document.querySelectorAll('#panel .card')].map((one) => one.innerText)")
    assert all(CODER in card for card in cards)
    remarked = next(line for line in coded() if line["memo"])
    assert sum(remarked["memo"] in card and remarked["quote"] in card for card in cards) == 1
    assert sum("3 of 3" in card or "3 sur 3" in card for card in cards) == sum(
        one["strength"] == "3" for one in coded()
    )


def test_under_which_definition(page: Browser) -> None:
    code = next((one for one in read_template(TEMPLATE, "fr").codes if one.short == CODE), None)
    assert code is not None
    face = page.text("#panel-face")
    for said in (code.definition, code.include, code.exclude):
        assert said
        assert said in face


def test_under_which_filters_from_which_state_of_the_study(page: Browser, path: Path) -> None:
    assert "OBJ" in page.text(".filters")
    manifest = read_manifest(path).reports[0].manifest
    page.run("document.querySelectorAll('#made details').forEach((details) => { details.open = true; })")
    made = page.text("#made")
    assert manifest.study_hash in made
    assert manifest.title in made


def test_nothing_went_wrong_meanwhile(page: Browser) -> None:
    assert page.happened("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled") == []
